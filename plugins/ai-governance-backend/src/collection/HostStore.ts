import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { anyOf, bulkUpsert, bulkWrite, chunks } from '../database/bulk';
import type { Write } from '../database/bulk';
import type { Transaction } from '../database/transaction';
import { newSourceRows } from './newSources';

/** Longest key the database takes. */
const LONGEST_KEY = 512;

/** Key of a repository at its code host in evidence, confirmations and sources. */
export const hostKeyOf = (repository: string) => `host:${repository}`;

/** A tree and the repository at a code host that it belongs to. */
export interface HostLink {
  tree: string;
  host: string;
  repository: string;
}

/** The statement that stores up to `BULK_SIZE` links. */
export function writeLinks(knex: Knex, links: readonly HostLink[]): Write {
  return bulkWrite(knex, {
    table: 'host_links',
    columns: ['tree_source_key', 'host_source_key'],
    rows: links
      .map(({ tree, host }) => ({
        tree_source_key: tree,
        host_source_key: host,
      }))
      .sort((a, b) => (a.tree_source_key < b.tree_source_key ? -1 : 1)),
    conflict: ['tree_source_key'],
    merge: ['host_source_key'],
  });
}

/**
 * Knows which repository of a code host a tree belongs to, and keeps what the
 * collectors remember. Several trees (branches) belong to one repository.
 */
export class HostStore {
  readonly #knex: Knex;
  readonly #repositoryOf: (url: string) => string | undefined;

  /** @param repositoryOf - the repository of an address, where a collector knows it */
  constructor(knex: Knex, repositoryOf: (url: string) => string | undefined) {
    this.#knex = knex;
    this.#repositoryOf = repositoryOf;
  }

  /** Which repository of a code host each tree belongs to, where one is known. */
  linksOf(
    trees: readonly { sourceKey: string; kind: string; url: string }[],
  ): HostLink[] {
    return trees.flatMap(tree => {
      const repository = this.#repositoryOf(tree.url);
      return repository !== undefined &&
        hostKeyOf(repository).length <= LONGEST_KEY
        ? [{ tree: tree.sourceKey, host: hostKeyOf(repository), repository }]
        : [];
    });
  }

  /** Makes the repositories of trees sources of their own, due at once. */
  async add(
    trx: Transaction,
    trees: readonly { sourceKey: string; kind: string; url: string }[],
    at: string,
  ): Promise<void> {
    for (const slice of chunks(this.linksOf(trees))) {
      const repositories = [
        ...new Set(slice.map(({ repository }) => repository)),
      ];
      await bulkUpsert(
        trx,
        newSourceRows(
          repositories.map(repository => ({
            sourceKey: hostKeyOf(repository),
            kind: 'host',
            url: repository,
          })),
          at,
        ),
      );
      const { sql, bindings } = writeLinks(this.#knex, slice);
      await trx.raw(sql, bindings as any);
    }
  }

  /** Trees that were known before there was a collector for their host. */
  async unlinked(): Promise<
    { sourceKey: string; kind: string; url: string }[]
  > {
    const rows = await this.#knex('sources')
      .leftJoin(
        'host_links',
        'host_links.tree_source_key',
        'sources.source_key',
      )
      .where('sources.kind', 'url')
      .whereNull('host_links.tree_source_key')
      .select('sources.source_key', 'sources.url');
    return rows.map(row => ({
      sourceKey: row.source_key,
      kind: 'url',
      url: row.url,
    }));
  }

  /** The host sources of trees. */
  async hostsOf(
    trees: readonly string[],
    trx?: Transaction,
  ): Promise<string[]> {
    const rows = await (trx ?? this.#knex)('host_links')
      .distinct('host_source_key')
      .where(anyOf(this.#knex, 'tree_source_key', trees))
      .orderBy('host_source_key');
    return rows.map(row => row.host_source_key);
  }

  /** The trees of one host source. */
  async treesOf(hostSourceKey: string): Promise<string[]> {
    const rows = await this.#knex('host_links')
      .where({ host_source_key: hostSourceKey })
      .select('tree_source_key')
      .orderBy('tree_source_key');
    return rows.map(row => row.tree_source_key);
  }

  /** What this very version of a collector remembered. */
  async state(
    sourceKey: string,
    collector: string,
  ): Promise<JsonObject | undefined> {
    const row = await this.#knex('collector_states')
      .where({ source_key: sourceKey, collector })
      .first();
    return row && JSON.parse(row.state);
  }

  async saveState(
    sourceKey: string,
    collector: string,
    state: JsonObject,
  ): Promise<void> {
    await this.#knex('collector_states')
      .insert({
        source_key: sourceKey,
        collector,
        state: JSON.stringify(state),
      })
      .onConflict('source_key')
      .merge();
  }
}
