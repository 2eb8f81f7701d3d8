import type { Knex } from 'knex';
import { anyOf, bulkWrite, chunks } from '../database/bulk';
import type { Write } from '../database/bulk';
import type { Transaction } from '../database/transaction';
import { writeTogether } from '../database/writeTogether';

/** A catalog entity as the inventory keeps it. */
export interface InventoryRecord {
  entityRef: string;
  kind: string;
  name: string;
  title?: string;
  type?: string;
  lifecycle?: string;
  owners: string[];
  systemRef?: string;
  domainRef?: string;
  /** Declared governance annotations, as written in the descriptor. */
  descriptor: { [annotation: string]: string };
  /** When these annotations were first seen. */
  descriptorAt: string;
  sourceKey?: string;
  subpath: string;
  /** Covers everything the catalog says. */
  digest: string;
}

export interface EntityRow {
  entity_ref: string;
  kind: string;
  name: string;
  title: string | null;
  type: string | null;
  lifecycle: string | null;
  owner_ref: string | null;
  owners: string;
  system_ref: string | null;
  domain_ref: string | null;
  descriptor: string;
  descriptor_at: string;
  source_key: string | null;
  subpath: string;
  digest: string;
  seen_at: string;
  deleted_at: string | null;
}

export const toInventoryRecord = (row: EntityRow): InventoryRecord => ({
  entityRef: row.entity_ref,
  kind: row.kind,
  name: row.name,
  title: row.title ?? undefined,
  type: row.type ?? undefined,
  lifecycle: row.lifecycle ?? undefined,
  owners: JSON.parse(row.owners),
  systemRef: row.system_ref ?? undefined,
  domainRef: row.domain_ref ?? undefined,
  descriptor: JSON.parse(row.descriptor),
  descriptorAt: row.descriptor_at,
  sourceKey: row.source_key ?? undefined,
  subpath: row.subpath,
  digest: row.digest,
});

const COLUMNS: (keyof EntityRow)[] = [
  'entity_ref',
  'kind',
  'name',
  'title',
  'type',
  'lifecycle',
  'owner_ref',
  'owners',
  'system_ref',
  'domain_ref',
  'descriptor',
  'descriptor_at',
  'source_key',
  'subpath',
  'digest',
  'seen_at',
  'deleted_at',
];

/** What is stored of an entity, enough to notice a change. */
export interface KnownEntity {
  digest: string;
  sourceKey: string | null;
  subpath: string;
  /** Annotations as stored text. */
  descriptor: string;
  descriptorAt: string;
}

/** Keeps the catalog entities that governance knows of. */
export class InventoryStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Digest and source of what is stored. What was deleted has no digest: it
   * differs from whatever the catalog says when it is registered again.
   *
   * @returns also the refs that have evidence although they are not known
   */
  async known(refs: readonly string[]): Promise<{
    entities: Map<string, KnownEntity>;
    evidenceAhead: Set<string>;
  }> {
    const entities = new Map<string, KnownEntity>();
    const evidenceAhead = new Set<string>();
    for (const slice of chunks(refs, 2000)) {
      const rows = await this.#knex<EntityRow>('entities')
        .select(
          'entity_ref',
          'digest',
          'source_key',
          'subpath',
          'descriptor',
          'descriptor_at',
          'deleted_at',
        )
        .where(anyOf(this.#knex, 'entity_ref', slice))
        // In the same statement: a catalog that fills asks for every entity.
        .unionAll(
          this.#knex('evidence')
            .distinct(
              'subject',
              ...new Array(6).fill(this.#knex.raw('cast(null as text)')),
            )
            .where(anyOf(this.#knex, 'subject', slice)) as never,
        );
      for (const row of rows) {
        if (row.digest === null) {
          evidenceAhead.add(row.entity_ref);
          continue;
        }
        entities.set(row.entity_ref, {
          digest: row.deleted_at === null ? row.digest : '',
          sourceKey: row.source_key,
          subpath: row.subpath,
          descriptor: row.descriptor,
          descriptorAt: row.descriptor_at,
        });
      }
    }
    return { entities, evidenceAhead };
  }

  async save(
    trx: Transaction,
    records: readonly InventoryRecord[],
    at: string,
  ): Promise<void> {
    for (const slice of chunks(records)) {
      const { sql, bindings } = this.#write(slice, at);
      await trx.raw(sql, bindings as any);
    }
  }

  /**
   * Stores up to `BULK_SIZE` records with whatever else has to be written with
   * them, all or nothing.
   */
  async saveTogether(
    records: readonly InventoryRecord[],
    at: string,
    writes: { [name: string]: Write },
  ): Promise<void> {
    await writeTogether(this.#knex, {
      entities_written: this.#write(records, at),
      ...writes,
    });
  }

  #write(records: readonly InventoryRecord[], at: string): Write {
    return bulkWrite({
      table: 'entities',
      columns: COLUMNS,
      rows: records.map(record => ({
        entity_ref: record.entityRef,
        kind: record.kind,
        name: record.name,
        title: record.title ?? null,
        type: record.type ?? null,
        lifecycle: record.lifecycle ?? null,
        owner_ref: record.owners[0] ?? null,
        owners: JSON.stringify(record.owners),
        system_ref: record.systemRef ?? null,
        domain_ref: record.domainRef ?? null,
        descriptor: JSON.stringify(record.descriptor),
        descriptor_at: record.descriptorAt,
        source_key: record.sourceKey ?? null,
        subpath: record.subpath,
        digest: record.digest,
        seen_at: at,
        deleted_at: null,
      })),
      conflict: ['entity_ref'],
      merge: COLUMNS.filter(column => column !== 'entity_ref'),
    });
  }

  async byRefs(
    refs: readonly string[],
    trx?: Transaction,
  ): Promise<InventoryRecord[]> {
    const rows = await (trx ?? this.#knex)<EntityRow>('entities')
      .where(anyOf(this.#knex, 'entity_ref', refs))
      .whereNull('deleted_at');
    return rows.map(toInventoryRecord);
  }

  async bySource(sourceKey: string): Promise<InventoryRecord[]> {
    const rows = await this.#knex<EntityRow>('entities')
      .where({ source_key: sourceKey })
      .whereNull('deleted_at')
      .orderBy('entity_ref');
    return rows.map(toInventoryRecord);
  }

  /** Every entity that has a repository, with the key of it. */
  async sourceKeys(): Promise<{ entityRef: string; sourceKey: string }[]> {
    const rows = await this.#knex<EntityRow>('entities')
      .select('entity_ref', 'source_key')
      .whereNotNull('source_key')
      .whereNull('deleted_at')
      .orderBy('entity_ref');
    return rows.map(row => ({
      entityRef: row.entity_ref,
      sourceKey: row.source_key!,
    }));
  }

  /**
   * Entities whose code lies in one of the repositories.
   *
   * @param repositories - addresses in lower case, without branch and path
   */
  async inRepositories(
    repositories: readonly string[],
  ): Promise<InventoryRecord[]> {
    if (repositories.length === 0) {
      return [];
    }
    const rows = await this.#knex<EntityRow>('entities')
      .whereNull('deleted_at')
      .where(where => {
        for (const repository of repositories) {
          const literal = repository.replace(/[\\%_]/g, '\\$&');
          for (const end of ['', '/%', '.git%', '?%']) {
            where.orWhereRaw("lower(source_key) like ? escape '\\'", [
              `repository:${literal}${end}`,
            ]);
          }
        }
      })
      .orderBy('entity_ref');
    return rows.map(toInventoryRecord);
  }

  /**
   * Refs that are not deleted and were stored before an instant, in order,
   * after a given one.
   */
  async refsAfter(
    after: string,
    limit: number,
    seenBefore: string,
  ): Promise<string[]> {
    const rows = await this.#knex<EntityRow>('entities')
      .select('entity_ref')
      .where('entity_ref', '>', after)
      .where('seen_at', '<', seenBefore)
      .whereNull('deleted_at')
      .orderBy('entity_ref')
      .limit(limit);
    return rows.map(row => row.entity_ref);
  }

  /** Marks entities as gone; what was declared and judged of them stays. */
  async markDeleted(
    trx: Transaction,
    refs: readonly string[],
    at: string,
  ): Promise<void> {
    await trx('entities')
      .where(anyOf(this.#knex, 'entity_ref', refs))
      .update({ deleted_at: at });
  }
}
