import type { Knex } from 'knex';
import {
  anyOf,
  bulkUpsert,
  bulkWrite,
  chunks,
  isPostgres,
} from '../database/bulk';
import type { Write } from '../database/bulk';
import type { Transaction } from '../database/transaction';
import { writeLinks, type HostStore } from './HostStore';
import { newSourceRows } from './newSources';

/** Due when nothing is: of a source that speaks by itself. */
const NEVER = '9999-12-31T23:59:59.999Z';

/** One thing evidence is collected from. */
export interface SourceRecord {
  sourceKey: string;
  /** A tree by url or on this machine, a repository at its code host, or what a collector sees of one entity. */
  kind: 'url' | 'local' | 'host' | 'entity';
  url: string;
  state: 'never' | 'queued' | 'running' | 'done' | 'failed';
  step?: string;
  /** Identity of the tree last read: an etag, commit or content hash. */
  treeId?: string;
  /** Version of the checks that looked at that tree. */
  checksVersion?: string;
  confirmedAt?: string;
  startedAt?: string;
  dueAt: string;
  attempts: number;
  error?: string;
  warnings: string[];
}

/** As the table holds it. */
export interface SourceRow {
  source_key: string;
  kind: SourceRecord['kind'];
  url: string;
  state: SourceRecord['state'];
  step: string | null;
  tree_id: string | null;
  checks_version: string | null;
  confirmed_at: string | null;
  started_at: string | null;
  due_at: string;
  claimed_until: string | null;
  claimed_by: string | null;
  attempts: number;
  error: string | null;
  warnings: string;
}

export const toSource = (row: SourceRow): SourceRecord => ({
  sourceKey: row.source_key,
  kind: row.kind,
  url: row.url,
  state: row.state,
  step: row.step ?? undefined,
  treeId: row.tree_id ?? undefined,
  checksVersion: row.checks_version ?? undefined,
  confirmedAt: row.confirmed_at ?? undefined,
  startedAt: row.started_at ?? undefined,
  dueAt: row.due_at,
  attempts: row.attempts,
  error: row.error ?? undefined,
  warnings: JSON.parse(row.warnings),
});

/** The work list of collection: which source is due, who is looking at it. */
export class SourceStore {
  readonly #knex: Knex;
  readonly #hosts: HostStore | undefined;

  /** @param hosts - where code hosts are asked about repositories as well */
  constructor(knex: Knex, hosts?: HostStore) {
    this.#knex = knex;
    this.#hosts = hosts;
  }

  /** Adds sources that are not known yet, due at once, with their code hosts. */
  async add(
    trx: Transaction,
    sources: readonly {
      sourceKey: string;
      kind: 'url' | 'local';
      url: string;
    }[],
    at: string,
  ): Promise<void> {
    for (const slice of chunks(sources)) {
      await bulkUpsert(trx, newSourceRows(slice, at));
    }
    await this.#hosts?.add(trx, sources, at);
  }

  /**
   * The statements that make up to `BULK_SIZE` sources due now, known before
   * or not, in one order for everybody; with them the code hosts of trees.
   */
  writeRequested(
    sources: readonly {
      sourceKey: string;
      kind: 'url' | 'local';
      url: string;
    }[],
    at: string,
  ): { [name: string]: Write } {
    const links = this.#hosts?.linksOf(sources) ?? [];
    const hosts = new Map(
      links.map(({ host, repository }) => [
        host,
        { sourceKey: host, kind: 'host', url: repository },
      ]),
    );
    return {
      sources: bulkWrite(this.#knex, {
        ...newSourceRows([...sources, ...hosts.values()], at),
        merge: ['due_at', 'attempts'],
        onConflict: [
          `"state" = case when sources.state in ('running', 'never') then sources.state else 'queued' end`,
        ],
      }),
      ...(links.length > 0 && {
        host_links_written: writeLinks(this.#knex, links),
      }),
    };
  }

  /**
   * Forgets trees no entity is made of since before an instant, and the code
   * hosts nobody asks about any more.
   */
  async removeUnused(trx: Transaction, before: string): Promise<void> {
    await trx('sources')
      .whereIn('kind', ['url', 'local'])
      .whereNotExists(
        trx('entities as e')
          .whereRaw('e.source_key = sources.source_key')
          .where(kept =>
            kept.whereNull('e.deleted_at').orWhere('e.deleted_at', '>', before),
          ),
      )
      .whereNotExists(
        trx('entity_repositories as r')
          .join('entities as e', 'e.entity_ref', 'r.entity_ref')
          .whereRaw('r.source_key = sources.source_key')
          .where(kept =>
            kept.whereNull('e.deleted_at').orWhere('e.deleted_at', '>', before),
          ),
      )
      .delete();
    await trx('host_links')
      .whereNotIn('tree_source_key', trx('sources').select('source_key'))
      .delete();
    await trx('sources')
      .where({ kind: 'host' })
      .whereNotIn('source_key', trx('host_links').select('host_source_key'))
      .delete();
  }

  async get(sourceKey: string): Promise<SourceRecord | undefined> {
    const row = await this.#knex<SourceRow>('sources')
      .where({ source_key: sourceKey })
      .first();
    return row && toSource(row);
  }

  /**
   * Makes sources due now, and the code hosts of trees with them; with `reread`
   * their tree is read even when it did not change.
   *
   * @returns every source that is due now
   */
  async request(
    trx: Transaction,
    requested: readonly string[],
    at: string,
    options: { reread: boolean },
  ): Promise<string[]> {
    if (requested.length === 0) {
      return [];
    }
    const sourceKeys = [
      ...new Set([
        ...requested,
        ...((await this.#hosts?.hostsOf(requested, trx)) ?? []),
      ]),
    ];
    if (isPostgres(this.#knex)) {
      // One order for everybody, so that two requests never wait for each other.
      await trx('sources')
        .select('source_key')
        .where(anyOf(this.#knex, 'source_key', sourceKeys))
        .orderBy('source_key')
        .forUpdate();
    }
    await trx('sources')
      .where(anyOf(this.#knex, 'source_key', sourceKeys))
      .update({
        due_at: at,
        attempts: 0,
        ...(options.reread ? { tree_id: null } : {}),
      });
    await trx('sources')
      .where(anyOf(this.#knex, 'source_key', sourceKeys))
      .whereNot('state', 'running')
      .update({ state: 'queued' });
    return sourceKeys;
  }

  /**
   * Takes due sources under a lease. A replica that dies leaves its lease to
   * run out; until then nobody else takes the source.
   */
  async claim(options: {
    limit: number;
    at: string;
    leaseUntil: string;
    by: string;
    only?: string;
  }): Promise<SourceRecord[]> {
    const { limit, at, leaseUntil, by, only } = options;
    return this.#knex.transaction(async trx => {
      const query = trx<SourceRow>('sources')
        .where('due_at', '<=', at)
        // Those have a work list of their own.
        .whereNot('kind', 'entity')
        .where(where =>
          where.whereNull('claimed_until').orWhere('claimed_until', '<=', at),
        )
        .orderBy(['due_at', 'source_key'])
        .limit(limit);
      if (only !== undefined) {
        query.where({ source_key: only });
      }
      if (isPostgres(this.#knex)) {
        query.forUpdate().skipLocked();
      }
      const rows = await query;
      if (rows.length > 0) {
        await trx('sources')
          .where(
            anyOf(
              this.#knex,
              'source_key',
              rows.map(row => row.source_key),
            ),
          )
          .update({
            claimed_until: leaseUntil,
            claimed_by: by,
            // Whoever asks for another look meanwhile sets an earlier instant.
            due_at: leaseUntil,
            state: 'running',
            started_at: at,
            step: this.#knex.raw(
              `case when kind = 'host' then 'Asking the code host' else 'Reading the repository' end`,
            ),
          });
      }
      return rows.map(toSource);
    });
  }

  /**
   * Adds sources that push by themselves, which nobody ever looks at, and locks
   * them until the transaction ends.
   *
   * @returns when each of them was confirmed
   */
  async lock(
    trx: Transaction,
    sourceKeys: readonly string[],
  ): Promise<Map<string, string>> {
    // One order for everybody, so that two pushes never wait for each other.
    const sorted = [...new Set(sourceKeys)].sort();
    for (const slice of chunks(sorted)) {
      await bulkUpsert(trx, {
        table: 'sources',
        columns: ['source_key', 'kind', 'url', 'state', 'due_at'],
        rows: slice.map(sourceKey => ({
          source_key: sourceKey,
          kind: 'push',
          url: '',
          state: 'done',
          due_at: NEVER,
        })),
        conflict: ['source_key'],
      });
    }
    const query = trx<SourceRow>('sources')
      .select('source_key', 'confirmed_at')
      .where(anyOf(this.#knex, 'source_key', sorted))
      .orderBy('source_key');
    if (isPostgres(this.#knex)) {
      query.forUpdate();
    }
    return new Map(
      (await query).flatMap(row =>
        row.confirmed_at === null ? [] : [[row.source_key, row.confirmed_at]],
      ),
    );
  }

  /** Notes that locked sources looked again and found the same. */
  async confirm(
    trx: Transaction,
    confirmations: readonly { sourceKey: string; at: string }[],
  ): Promise<void> {
    for (const slice of chunks(confirmations)) {
      await bulkUpsert(trx, {
        table: 'sources',
        columns: [
          'source_key',
          'kind',
          'url',
          'state',
          'due_at',
          'confirmed_at',
        ],
        rows: slice.map(({ sourceKey, at }) => ({
          source_key: sourceKey,
          kind: 'push',
          url: '',
          state: 'done',
          due_at: NEVER,
          confirmed_at: at,
        })),
        conflict: ['source_key'],
        merge: ['confirmed_at'],
      });
    }
  }

  async step(sourceKey: string, step: string): Promise<void> {
    await this.#knex('sources')
      .where({ source_key: sourceKey })
      .update({ step });
  }

  /** The source was looked at; `treeId` names what was seen. */
  async succeeded(options: {
    sourceKey: string;
    by: string;
    treeId: string | undefined;
    checksVersion: string;
    at: string;
    dueAt: string;
    warnings: string[];
  }): Promise<void> {
    await this.#knex('sources')
      .where({ source_key: options.sourceKey, claimed_by: options.by })
      .update({
        state: 'done',
        step: null,
        tree_id: options.treeId ?? null,
        checks_version: options.checksVersion,
        confirmed_at: options.at,
        due_at: this.#nextDue(options),
        claimed_until: null,
        claimed_by: null,
        attempts: 0,
        error: null,
        warnings: JSON.stringify(options.warnings),
      });
  }

  /**
   * Sources that were looked at and are as they were: tree and warnings stay.
   *
   * @param options - `confirmedAt`: when the first of them was looked at; `at`:
   * now, which every look asked for meanwhile is older than
   */
  async unchanged(options: {
    sourceKeys: readonly string[];
    by: string;
    confirmedAt: string;
    at: string;
    dueAt: string;
  }): Promise<void> {
    await this.#knex('sources')
      .where(anyOf(this.#knex, 'source_key', options.sourceKeys))
      .where({ claimed_by: options.by })
      .update({
        state: 'done',
        step: null,
        confirmed_at: options.confirmedAt,
        due_at: this.#nextDue(options),
        claimed_until: null,
        claimed_by: null,
        attempts: 0,
        error: null,
      });
  }

  /** The source could not be looked at; what was seen before stays. */
  async failed(options: {
    sourceKey: string;
    by: string;
    error: string;
    at: string;
    dueAt: string;
  }): Promise<void> {
    await this.#knex('sources')
      .where({ source_key: options.sourceKey, claimed_by: options.by })
      .update({
        state: 'failed',
        step: null,
        due_at: this.#nextDue(options),
        claimed_until: null,
        claimed_by: null,
        attempts: this.#knex.raw('attempts + 1'),
        error: options.error,
      });
  }

  /** A look that was asked for during this one is not forgotten. */
  #nextDue(options: { at: string; dueAt: string }): Knex.Raw {
    return this.#knex.raw('case when due_at <= ? then due_at else ? end', [
      options.at,
      options.dueAt,
    ]);
  }
}
