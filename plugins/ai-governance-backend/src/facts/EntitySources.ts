import type { Knex } from 'knex';
import { newSourceRows } from '../collection/newSources';
import type { NewSource } from '../collection/newSources';
import { anyOf, bulkWrite, chunks, isPostgres } from '../database/bulk';
import type { Write } from '../database/bulk';
import type { Transaction } from '../database/transaction';

/** Longest key the database takes. */
const LONGEST_KEY = 512;

const keyOf = (collector: string, entityRef: string) =>
  `facts:${collector}:${entityRef}`;

/**
 * The keys of an entity's sources, as a statement beside `entities e`: of each
 * of the collectors that are bound to it, an array or on SQLite JSON.
 */
export function entitySourceKeys(knex: Knex): string {
  const [name, from] = isPostgres(knex)
    ? ['c.id', 'unnest(?::text[]) as c (id)']
    : ['c.value', 'json_each(?) as c'];
  return `select 'facts:' || ${name} || ':' || e.entity_ref from ${from}`;
}

/** The entity that a source of a collector stands for. */
export function entityOf(source: { sourceKey: string; url: string }): string {
  return source.sourceKey.slice(keyOf(source.url, '').length);
}

/** An entity that one collector is due to look at. */
export interface DueEntity {
  sourceKey: string;
  entityRef: string;
  attempts: number;
  /** When it was looked at before. */
  lookedAt?: string;
}

/**
 * The work list of collectors over entities: one row per collector and entity,
 * so that an entity is looked at, confirmed and retried by itself.
 */
export class EntitySources {
  readonly #knex: Knex;
  readonly #collectors: () => readonly string[];

  /** @param collectors - ids of the collectors that have something to answer */
  constructor(knex: Knex, collectors: () => readonly string[]) {
    this.#knex = knex;
    this.#collectors = collectors;
  }

  /** The statements that make up to `BULK_SIZE` entities due now. */
  writeRequested(
    entityRefs: readonly string[],
    at: string,
  ): { [name: string]: Write } {
    return Object.fromEntries(
      this.#collectors().flatMap((collector, index) => {
        const sources = this.#sourcesOf(collector, entityRefs);
        return sources.length > 0
          ? [
              [
                `facts_${index}`,
                this.#write(sources, at, ['due_at', 'attempts']),
              ],
            ]
          : [];
      }),
    );
  }

  /** Makes entities due now for every collector. */
  async request(
    db: Transaction | Knex,
    entityRefs: readonly string[],
    at: string,
  ): Promise<void> {
    for (const slice of chunks([...entityRefs].sort())) {
      for (const { sql, bindings } of Object.values(
        this.writeRequested(slice, at),
      )) {
        await db.raw(sql, bindings as any);
      }
    }
  }

  /** The same outside any transaction, and says so of those that nobody looks at now. */
  async requestNow(entityRefs: readonly string[], at: string): Promise<void> {
    await this.request(this.#knex, entityRefs, at);
    const keys = this.#collectors().flatMap(collector =>
      entityRefs.map(ref => keyOf(collector, ref)),
    );
    await this.#knex('sources')
      .where(anyOf(this.#knex, 'source_key', keys))
      .whereNot({ state: 'running' })
      .update({ state: 'queued' });
  }

  /** Adds entities a collector does not know yet; those it knows stay as they are. */
  async add(
    collector: string,
    entityRefs: readonly string[],
    at: string,
  ): Promise<void> {
    for (const slice of chunks(entityRefs)) {
      const sources = this.#sourcesOf(collector, slice);
      if (sources.length > 0) {
        const { sql, bindings } = this.#write(sources, at, []);
        await this.#knex.raw(sql, bindings as any);
      }
    }
  }

  /** Makes due what was looked at with other checks. */
  async refreshOthers(
    collector: string,
    checksVersion: string,
    at: string,
  ): Promise<void> {
    await this.#knex('sources')
      .where({ kind: 'entity', url: collector })
      .whereNot('checks_version', checksVersion)
      .where('due_at', '>', at)
      .where(where =>
        where.whereNull('claimed_until').orWhere('claimed_until', '<=', at),
      )
      .update({ due_at: at, attempts: 0 });
  }

  /** Takes due entities of one collector under a lease. */
  async claim(options: {
    collector: string;
    limit: number;
    at: string;
    leaseUntil: string;
    by: string;
    /** Somebody waits for this one: it does not queue behind what is due anyway. */
    only?: string;
  }): Promise<DueEntity[]> {
    const { collector, limit, at, leaseUntil, by, only } = options;
    return this.#knex.transaction(async trx => {
      const query = trx('sources')
        .select('source_key', 'attempts', 'confirmed_at')
        .where({ kind: 'entity', url: collector })
        .where('due_at', '<=', at)
        .where(where =>
          where.whereNull('claimed_until').orWhere('claimed_until', '<=', at),
        )
        .orderBy(['due_at', 'source_key'])
        .limit(limit);
      if (only !== undefined) {
        query.where({ source_key: keyOf(collector, only) });
      }
      if (isPostgres(this.#knex)) {
        query.forUpdate().skipLocked();
      }
      const rows: {
        source_key: string;
        attempts: number;
        confirmed_at: string | null;
      }[] = await query;
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
          });
      }
      return rows.map(row => ({
        sourceKey: row.source_key,
        entityRef: entityOf({ sourceKey: row.source_key, url: collector }),
        attempts: row.attempts,
        ...(row.confirmed_at !== null && { lookedAt: row.confirmed_at }),
      }));
    });
  }

  /** Entities that were looked at; with an error, something could not be seen. */
  async looked(options: {
    sourceKeys: readonly string[];
    by: string;
    checksVersion: string;
    at: string;
    dueAt: string;
    error?: string;
  }): Promise<void> {
    await this.#mine(options).update({
      state: options.error === undefined ? 'done' : 'failed',
      checks_version: options.checksVersion,
      confirmed_at: options.at,
      due_at: this.#nextDue(options),
      claimed_until: null,
      claimed_by: null,
      attempts:
        options.error === undefined ? 0 : this.#knex.raw('attempts + 1'),
      error: options.error ?? null,
    });
  }

  /** Entities that could not be looked at; what was seen before stays. */
  async failed(options: {
    sourceKeys: readonly string[];
    by: string;
    at: string;
    dueAt: string;
    error: string;
  }): Promise<void> {
    await this.#mine(options).update({
      state: 'failed',
      due_at: this.#nextDue(options),
      claimed_until: null,
      claimed_by: null,
      attempts: this.#knex.raw('attempts + 1'),
      error: options.error,
    });
  }

  /** Forgets entities that are gone. */
  async remove(sourceKeys: readonly string[], by: string): Promise<void> {
    await this.#mine({ sourceKeys, by }).delete();
  }

  #mine(options: { sourceKeys: readonly string[]; by: string }) {
    return this.#knex('sources')
      .where(anyOf(this.#knex, 'source_key', options.sourceKeys))
      .where({ claimed_by: options.by });
  }

  /** A look that was asked for during this one is not forgotten. */
  #nextDue(options: { at: string; dueAt: string }): Knex.Raw {
    return this.#knex.raw('case when due_at <= ? then due_at else ? end', [
      options.at,
      options.dueAt,
    ]);
  }

  #sourcesOf(collector: string, entityRefs: readonly string[]): NewSource[] {
    return entityRefs
      .map(ref => keyOf(collector, ref))
      .filter(key => key.length <= LONGEST_KEY)
      .map(sourceKey => ({ sourceKey, kind: 'entity', url: collector }));
  }

  #write(
    sources: readonly NewSource[],
    at: string,
    merge: ('due_at' | 'attempts')[],
  ): Write {
    return bulkWrite(this.#knex, { ...newSourceRows(sources, at), merge });
  }
}
