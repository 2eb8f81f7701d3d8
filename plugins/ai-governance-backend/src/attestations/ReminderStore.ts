import type { Knex } from 'knex';
import { anyOf, chunks } from '../database/bulk';

/** Remembers which end was announced how far ahead. */
export class ReminderStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
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
      const insert = this.#knex('attestation_reminders')
        .insert(
          slice.map(id => ({
            attestation_id: id,
            threshold_days: thresholdDays,
            sent_at: at,
          })),
        )
        .onConflict(['attestation_id', 'threshold_days'])
        .ignore()
        .returning('attestation_id');
      for (const row of await insert) {
        claimed.push(row.attestation_id);
      }
    }
    return claimed;
  }

  /** Gives an announcement back that could not be sent. */
  async release(ids: readonly string[], thresholdDays: number): Promise<void> {
    for (const slice of chunks([...ids])) {
      await this.#knex('attestation_reminders')
        .where(anyOf(this.#knex, 'attestation_id', slice))
        .where({ threshold_days: thresholdDays })
        .delete();
    }
  }
}
