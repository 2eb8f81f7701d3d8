import type { Knex } from 'knex';
import { isPostgres } from './bulk';

/**
 * What PostgreSQL answers where a prepared statement cannot be used: the
 * connection behind a pooler is another one than it was prepared on (26000,
 * 42P05), or a newer replica has migrated a table of it (0A000).
 */
const UNUSABLE = new Set(['26000', '42P05', '0A000']);

/**
 * A statement that is planned once per connection and not each time it runs.
 * For statements that join many tables and read a few rows, planning costs
 * several times as much as running.
 */
export class PreparedStatement {
  readonly #knex: Knex;
  readonly #sql: string;
  readonly #name: string;
  #usable: boolean;

  /**
   * @param options - `name` is the statement's own in the whole plugin; SQLite
   *   runs it without
   */
  constructor(options: { knex: Knex; name: string; sql: string }) {
    this.#knex = options.knex;
    this.#sql = options.sql;
    this.#name = `ai_governance_${options.name}`;
    this.#usable = isPostgres(options.knex);
  }

  /** Runs it and answers its rows. */
  async rows<Row>(bindings: readonly unknown[]): Promise<Row[]> {
    if (this.#usable) {
      try {
        return await this.#run<Row>(bindings, this.#name);
      } catch (error) {
        if (!UNUSABLE.has((error as { code?: string }).code ?? '')) {
          throw error;
        }
        this.#usable = false;
      }
    }
    return this.#run<Row>(bindings);
  }

  async #run<Row>(
    bindings: readonly unknown[],
    name?: string,
  ): Promise<Row[]> {
    const query = this.#knex.raw(this.#sql, bindings as Knex.RawBinding[]);
    const answer = await (name === undefined
      ? query
      : query.options({ name }));
    return isPostgres(this.#knex) ? answer.rows : answer;
  }
}
