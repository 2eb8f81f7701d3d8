import type { Knex } from 'knex';
import type { ImportKind } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Transaction } from '../database/transaction';

/** One import as it is stored, without its content. */
export interface StoredImport {
  id: string;
  kind: ImportKind;
  source: string;
  asOf: string;
  period?: { from: string; to: string };
  link?: string;
  rows: number;
  summary: string;
  digest: string;
  importedAt: string;
}

interface Row {
  id: string;
  kind: string;
  source: string;
  as_of: string;
  period_from: string | null;
  period_to: string | null;
  link: string | null;
  row_count: number;
  summary: string;
  digest: string;
  imported_at: string;
  ended_at: string | null;
}

const COLUMNS: (keyof Row)[] = [
  'id',
  'kind',
  'source',
  'as_of',
  'period_from',
  'period_to',
  'link',
  'row_count',
  'summary',
  'digest',
  'imported_at',
  'ended_at',
];

const toImport = (row: Row): StoredImport => ({
  id: row.id,
  kind: row.kind as ImportKind,
  source: row.source,
  asOf: row.as_of,
  ...(row.period_from !== null &&
    row.period_to !== null && {
      period: { from: row.period_from, to: row.period_to },
    }),
  ...(row.link !== null && { link: row.link }),
  rows: Number(row.row_count),
  summary: row.summary,
  digest: row.digest,
  importedAt: row.imported_at,
});

/** Keeps what was imported; an import that was replaced stays readable. */
export class ImportStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The newest import of every kind and source that was not ended. */
  async newest(
    options: { kind?: ImportKind; source?: string; trx?: Transaction } = {},
  ): Promise<StoredImport[]> {
    const db = options.trx ?? this.#knex;
    const query = db<Row>('imports as i')
      .select(COLUMNS.map(column => `i.${column}`) as never)
      .whereNull('i.ended_at')
      .whereNotExists(
        db('imports as j')
          .select(db.raw('1'))
          .whereNull('j.ended_at')
          .whereRaw('j.kind = i.kind and j.source = i.source')
          .whereRaw(
            '(j.as_of, j.imported_at, j.id) > (i.as_of, i.imported_at, i.id)',
          ),
      )
      .orderBy(['i.kind', 'i.source'] as never);
    if (options.kind !== undefined) {
      query.where('i.kind', options.kind);
    }
    if (options.source !== undefined) {
      query.where('i.source', options.source);
    }
    return ((await query) as unknown as Row[]).map(toImport);
  }

  /** The same import, if it was taken before and is not ended. */
  async byDigest(
    digest: string,
    trx?: Transaction,
  ): Promise<StoredImport | undefined> {
    const row = await (trx ?? this.#knex)<Row>('imports')
      .select(COLUMNS)
      .where({ digest })
      .whereNull('ended_at')
      .first();
    return row && toImport(row as Row);
  }

  /** Stores it; one that was ended is taken up again. */
  async save(
    trx: Transaction,
    item: StoredImport & { content: unknown },
  ): Promise<void> {
    const row = {
      id: item.id,
      kind: item.kind,
      source: item.source,
      as_of: item.asOf,
      period_from: item.period?.from ?? null,
      period_to: item.period?.to ?? null,
      link: item.link ?? null,
      row_count: item.rows,
      summary: item.summary,
      content: JSON.stringify(item.content),
      digest: item.digest,
      imported_at: item.importedAt,
      ended_at: null,
    };
    await trx('imports')
      .insert(row)
      .onConflict('digest')
      .merge(['id', 'imported_at', 'ended_at']);
  }

  /** Ends every import of a source; false when there is none. */
  async end(
    trx: Transaction,
    options: { kind: ImportKind; source: string; at: string },
  ): Promise<boolean> {
    const ended = await trx('imports')
      .where({ kind: options.kind, source: options.source })
      .whereNull('ended_at')
      .update({ ended_at: options.at });
    return ended > 0;
  }
}
