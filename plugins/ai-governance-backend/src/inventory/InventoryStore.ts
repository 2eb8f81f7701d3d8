import type { CatalogFacts } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Knex } from 'knex';
import {
  anyOf,
  bulkUpsert,
  bulkWrite,
  chunks,
  foundBy,
} from '../database/bulk';
import type { Write } from '../database/bulk';
import { nextValue } from '../database/counters';
import { runPrepared } from '../database/runPrepared';
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
  /** Repositories beside the first. */
  repositories: FurtherRepository[];
  /** What the framework's own checks ask of the catalog, as far as it was told. */
  catalog?: CatalogFacts;
  /** Covers everything the catalog says. */
  digest: string;
}

/** A repository of an entity beside its first one, or why it cannot be one. */
export type FurtherRepository =
  | { sourceKey: string; subpath: string }
  | { problem: string };

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
  repositories: string;
  catalog_facts: string | null;
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
  repositories: JSON.parse(row.repositories),
  ...(row.catalog_facts && { catalog: JSON.parse(row.catalog_facts) }),
  digest: row.digest,
});

/** Every repository of an entity, the first one first. */
export function sourcesOfRecord(
  record: Pick<InventoryRecord, 'sourceKey' | 'subpath' | 'repositories'>,
): { sourceKey: string; subpath: string }[] {
  const { sourceKey, subpath, repositories } = record;
  return [
    ...(sourceKey === undefined ? [] : [{ sourceKey, subpath }]),
    ...repositories.flatMap(repository =>
      'sourceKey' in repository ? [repository] : [],
    ),
  ];
}

/** What a record is read from. */
export const RECORD_COLUMNS: (keyof EntityRow)[] = [
  'entity_ref',
  'kind',
  'name',
  'title',
  'type',
  'lifecycle',
  'owners',
  'system_ref',
  'domain_ref',
  'descriptor',
  'descriptor_at',
  'source_key',
  'subpath',
  'repositories',
  'catalog_facts',
  'digest',
];

const COLUMNS: (keyof EntityRow)[] = [
  ...RECORD_COLUMNS,
  'owner_ref',
  'seen_at',
  'deleted_at',
];

const KNOWN_COLUMNS: (keyof EntityRow)[] = [
  'entity_ref',
  'digest',
  'source_key',
  'subpath',
  'repositories',
  'descriptor',
  'descriptor_at',
  'deleted_at',
];

/** What is stored of an entity, enough to notice a change. */
export interface KnownEntity {
  digest: string;
  sources: { sourceKey: string; subpath: string }[];
  /** Annotations as stored text. */
  descriptor: string;
  descriptorAt: string;
}

function furtherRows(records: readonly InventoryRecord[]) {
  return records.flatMap(record =>
    record.repositories.flatMap(repository =>
      'sourceKey' in repository
        ? [
            {
              entity_ref: record.entityRef,
              source_key: repository.sourceKey,
            },
          ]
        : [],
    ),
  );
}

function furtherRepositories(rows: ReturnType<typeof furtherRows>) {
  return {
    table: 'entity_repositories',
    columns: ['entity_ref' as const, 'source_key' as const],
    rows,
    conflict: ['entity_ref' as const, 'source_key' as const],
  };
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
      const stored = foundBy(this.#knex, {
        table: 'entities',
        column: 'entity_ref',
        values: slice,
        select: KNOWN_COLUMNS,
      });
      const ahead = foundBy(this.#knex, {
        table: 'evidence',
        column: 'subject',
        values: slice,
        select: [
          'subject',
          ...KNOWN_COLUMNS.slice(1).map(() => 'cast(null as text)'),
        ],
      });
      // One statement: a catalog that fills asks for every entity.
      const rows = await runPrepared<EntityRow>(this.#knex, {
        sql: `${stored.sql} union all ${ahead.sql}`,
        bindings: [...stored.bindings, ...ahead.bindings],
      });
      for (const row of rows) {
        if (row.digest === null) {
          evidenceAhead.add(row.entity_ref);
          continue;
        }
        entities.set(row.entity_ref, {
          digest: row.deleted_at === null ? row.digest : '',
          sources: sourcesOfRecord({
            sourceKey: row.source_key ?? undefined,
            subpath: row.subpath,
            repositories: JSON.parse(row.repositories),
          }),
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
      await trx('entity_repositories')
        .where(
          anyOf(
            this.#knex,
            'entity_ref',
            slice.map(record => record.entityRef),
          ),
        )
        .delete();
      for (const rows of chunks(furtherRows(slice))) {
        await bulkUpsert(trx, furtherRepositories(rows));
      }
    }
  }

  /**
   * Stores up to `BULK_SIZE` records with whatever else has to be written with
   * them, all or nothing.
   *
   * @returns what `answer` selects, see `writeTogether`
   */
  async saveTogether<Row>(
    records: readonly InventoryRecord[],
    at: string,
    writes: { [name: string]: Write },
    answer: Write,
  ): Promise<Row[]> {
    const [further = []] = chunks(furtherRows(records));
    return writeTogether<Row>(
      this.#knex,
      {
        entities_written: this.#write(records, at),
        ...(further.length > 0 && {
          further: bulkWrite(this.#knex, furtherRepositories(further)),
        }),
        ...writes,
      },
      answer,
    );
  }

  #write(records: readonly InventoryRecord[], at: string): Write {
    return bulkWrite(this.#knex, {
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
        repositories: JSON.stringify(record.repositories),
        catalog_facts: record.catalog ? JSON.stringify(record.catalog) : null,
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

  /** Entities made from repositories, each with its path in the one. */
  async bySources(
    sourceKeys: readonly string[],
  ): Promise<Map<string, InventoryRecord[]>> {
    const rows = await this.#knex<EntityRow>('entities')
      .where(where =>
        where
          .where(anyOf(this.#knex, 'source_key', sourceKeys))
          .orWhereIn(
            'entity_ref',
            this.#knex('entity_repositories')
              .select('entity_ref')
              .where(anyOf(this.#knex, 'source_key', sourceKeys)),
          ),
      )
      .whereNull('deleted_at')
      .orderBy('entity_ref');
    const found = new Map<string, InventoryRecord[]>(
      sourceKeys.map(key => [key, []]),
    );
    for (const row of rows) {
      const record = toInventoryRecord(row);
      const keys = new Set<string>();
      for (const { sourceKey, subpath } of sourcesOfRecord(record)) {
        // One that is named twice counts with its first path.
        if (!keys.has(sourceKey)) {
          keys.add(sourceKey);
          found.get(sourceKey)?.push({ ...record, subpath });
        }
      }
    }
    return found;
  }

  /** Every entity that has a repository, with the key of it. */
  async sourceKeys(): Promise<{ entityRef: string; sourceKey: string }[]> {
    const rows = await this.#knex<EntityRow>('entities')
      .select('entity_ref', 'source_key', 'subpath', 'repositories')
      .whereNotNull('source_key')
      .whereNull('deleted_at')
      .orderBy('entity_ref');
    return rows.flatMap(row =>
      sourcesOfRecord({
        sourceKey: row.source_key!,
        subpath: row.subpath,
        repositories: JSON.parse(row.repositories),
      }).map(({ sourceKey }) => ({ entityRef: row.entity_ref, sourceKey })),
    );
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

  /** Entities gone since before an instant of which something is still kept. */
  async goneBefore(at: string, limit: number): Promise<string[]> {
    const rows = await this.#knex<EntityRow>('entities as e')
      .select('e.entity_ref')
      .where('e.deleted_at', '<=', at)
      .where(any =>
        any
          .whereExists(
            this.#knex('scorecards').whereRaw(
              'scorecards.entity_ref = e.entity_ref',
            ),
          )
          .orWhereExists(
            this.#knex('evidence').whereRaw('evidence.subject = e.entity_ref'),
          ),
      )
      .orderBy('e.entity_ref')
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
    await this.revise(trx, refs);
  }

  /**
   * Gives changed entities a revision, by which every replica notices. Comes
   * last in a transaction: whoever counts before it locks queued subjects
   * would wait in a circle with a run.
   */
  async revise(trx: Transaction, refs: readonly string[]): Promise<void> {
    const revision = await nextValue(trx, 'revision');
    await trx('entities')
      .where(anyOf(this.#knex, 'entity_ref', refs))
      .update({ revision });
  }
}
