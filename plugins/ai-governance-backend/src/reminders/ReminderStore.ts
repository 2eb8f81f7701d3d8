import type { Knex } from 'knex';
import { anyOf, chunks } from '../database/bulk';

/** Remembers which end was announced how far ahead. */
export class ReminderStore {
  readonly #knex: Knex;
  readonly #table: string;
  readonly #id: string;

  /** @param options - `id`: the column that names what ends */
  constructor(knex: Knex, options: { table: string; id: string }) {
    this.#knex = knex;
    this.#table = options.table;
    this.#id = options.id;
  }

  /**
   * Takes the announcement of these ends; answers those that nobody took
   * before, so that of two replicas one sends.
   */
  async claim(
    ids: readonly string[],
    thresholdDays: number,
    at: string,
  ): Promise<string[]> {
    const claimed: string[] = [];
    for (const slice of chunks([...ids])) {
      const insert = this.#knex(this.#table)
        .insert(
          slice.map(id => ({
            [this.#id]: id,
            threshold_days: thresholdDays,
            sent_at: at,
          })),
        )
        .onConflict([this.#id, 'threshold_days'])
        .ignore()
        .returning(this.#id);
      for (const row of await insert) {
        claimed.push(row[this.#id]);
      }
    }
    return claimed;
  }

  /** Those of the ends that were announced so far ahead already. */
  async announced(
    ids: readonly string[],
    thresholdDays: number,
  ): Promise<Set<string>> {
    if (ids.length === 0) {
      return new Set();
    }
    const rows: { [column: string]: string }[] = await this.#knex(this.#table)
      .select(this.#id)
      .where(anyOf(this.#knex, this.#id, ids))
      .where({ threshold_days: thresholdDays });
    return new Set(rows.map(row => row[this.#id]));
  }

  /** Gives an announcement back that could not be sent. */
  async release(ids: readonly string[], thresholdDays: number): Promise<void> {
    for (const slice of chunks([...ids])) {
      await this.#knex(this.#table)
        .where(anyOf(this.#knex, this.#id, slice))
        .where({ threshold_days: thresholdDays })
        .delete();
    }
  }
}
