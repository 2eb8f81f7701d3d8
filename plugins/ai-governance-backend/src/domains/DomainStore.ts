import type { Knex } from 'knex';
import { anyOf, bulkUpsert, chunks } from '../database/bulk';
import { nextValue, setValue } from '../database/counters';
import type { Transaction } from '../database/transaction';

/** Keeps which system and which domain lies in which domain. */
export class DomainStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The domains that systems and domains are known to lie in. */
  async known(parts: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const slice of chunks(parts, 2000)) {
      const rows = await this.#knex('catalog_domains')
        .select('part_ref', 'domain_ref')
        .where(anyOf(this.#knex, 'part_ref', slice));
      for (const row of rows) {
        found.set(row.part_ref, row.domain_ref);
      }
    }
    return found;
  }

  /** Systems and domains that lie in a domain, in order, after a given one. */
  async refsAfter(after: string, limit: number): Promise<string[]> {
    const rows = await this.#knex('catalog_domains')
      .select('part_ref')
      .where('part_ref', '>', after)
      .orderBy('part_ref')
      .limit(limit);
    return rows.map(row => row.part_ref);
  }

  /**
   * Stores where systems and domains lie now, null for nowhere, under a
   * revision of its own, by which every replica notices.
   */
  async save(
    trx: Transaction,
    domains: ReadonlyMap<string, string | null>,
  ): Promise<void> {
    const nowhere = [...domains].flatMap(([part, domain]) =>
      domain === null ? [part] : [],
    );
    if (nowhere.length > 0) {
      await trx('catalog_domains')
        .where(anyOf(this.#knex, 'part_ref', nowhere))
        .delete();
    }
    const rows = [...domains].flatMap(([part, domain]) =>
      domain === null ? [] : [{ part_ref: part, domain_ref: domain }],
    );
    for (const slice of chunks(rows)) {
      await bulkUpsert(trx, {
        table: 'catalog_domains',
        columns: ['part_ref', 'domain_ref'],
        rows: slice,
        conflict: ['part_ref'],
        merge: ['domain_ref'],
      });
    }
    await setValue(trx, 'domains', await nextValue(trx, 'revision'));
  }
}
