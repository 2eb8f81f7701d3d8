import type { Knex } from 'knex';
import { anyOf, bulkUpsert, chunks } from '../database/bulk';
import type { Transaction } from '../database/transaction';

/** Remembers keys of pushes and ids of repositories. */
export class PushStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Digest of what the caller pushed last under each of the keys. */
  async digests(
    trx: Transaction,
    caller: string,
    keys: readonly string[],
  ): Promise<Map<string, string>> {
    const rows = await trx('pushed_keys')
      .select('push_key', 'digest')
      .where({ caller })
      .where(anyOf(this.#knex, 'push_key', keys));
    return new Map(rows.map(row => [row.push_key, row.digest]));
  }

  async remember(
    trx: Transaction,
    caller: string,
    pushes: readonly { key: string; digest: string }[],
    at: string,
  ): Promise<void> {
    const sorted = [...pushes].sort((a, b) => (a.key < b.key ? -1 : 1));
    for (const slice of chunks(sorted)) {
      await bulkUpsert(trx, {
        table: 'pushed_keys',
        columns: ['caller', 'push_key', 'digest', 'pushed_at'],
        rows: slice.map(({ key, digest }) => ({
          caller,
          push_key: key,
          digest,
          pushed_at: at,
        })),
        conflict: ['caller', 'push_key'],
        merge: ['digest', 'pushed_at'],
      });
    }
  }

  /** Forgets keys last used before an instant. */
  async forgetKeys(before: string): Promise<void> {
    await this.#knex('pushed_keys').where('pushed_at', '<', before).delete();
  }

  /** The ids of those repositories that are known. */
  async repositoryIds(
    repositories: readonly string[],
  ): Promise<Map<string, string>> {
    const rows = await this.#knex('repository_ids')
      .select('repository', 'repository_id')
      .where(anyOf(this.#knex, 'repository', repositories));
    return new Map(rows.map(row => [row.repository, row.repository_id]));
  }

  /**
   * Keeps the id of a repository that has none yet.
   *
   * @returns the id it has
   */
  async settleRepositoryId(
    trx: Transaction,
    repository: string,
    repositoryId: string,
    at: string,
  ): Promise<string> {
    await bulkUpsert(trx, {
      table: 'repository_ids',
      columns: ['repository', 'repository_id', 'first_seen_at'],
      rows: [{ repository, repository_id: repositoryId, first_seen_at: at }],
      conflict: ['repository'],
    });
    const row = await trx('repository_ids')
      .select('repository_id')
      .where({ repository })
      .first();
    return row.repository_id;
  }
}
