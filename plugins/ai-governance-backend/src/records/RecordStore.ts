import type { Knex } from 'knex';
import type { Transaction } from '../database/transaction';

/** What every record has that is kept as a whole and changed by version. */
export interface StoredRecord {
  id: string;
  state: string;
  /** When it was made; lists go by it, newest first. */
  at: string;
  version: number;
}

/** Where a page of records goes on. */
export interface RecordPlace {
  at: string;
  id: string;
}

interface Row {
  document: string;
}

/** Keeps one kind of record, each as a document in a table of its own. */
export class RecordStore<T extends StoredRecord> {
  readonly #knex: Knex;
  readonly #table: string;
  readonly #links?: {
    table: string;
    column: string;
    of: (record: T) => readonly string[];
  };

  /** @param options - `links`: a table of what records are about, to find them by */
  constructor(
    knex: Knex,
    options: {
      table: string;
      links?: {
        table: string;
        column: string;
        of: (record: T) => readonly string[];
      };
    },
  ) {
    this.#knex = knex;
    this.#table = options.table;
    this.#links = options.links;
  }

  async get(id: string, trx?: Transaction): Promise<T | undefined> {
    const row: Row | undefined = await (trx ?? this.#knex)(this.#table)
      .where({ id })
      .first('document');
    return row && JSON.parse(row.document);
  }

  /** Newest first, unless told otherwise. */
  async list(
    options: {
      states?: readonly string[];
      /** Only those linked to this. */
      link?: string;
      limit?: number;
      before?: RecordPlace;
      oldestFirst?: boolean;
    },
    trx?: Transaction,
  ): Promise<T[]> {
    const { states, link, limit, before } = options;
    const order = options.oldestFirst ? 'asc' : 'desc';
    const query = (trx ?? this.#knex)(this.#table)
      .select('document')
      .orderBy([
        { column: 'at', order },
        { column: 'id', order },
      ]);
    if (states) {
      query.whereIn('state', states);
    }
    if (link !== undefined && this.#links) {
      query.whereIn(
        'id',
        this.#knex(this.#links.table)
          .select('record_id')
          .where(this.#links.column, link),
      );
    }
    if (before) {
      query.where(older =>
        older
          .where('at', '<', before.at)
          .orWhere(same =>
            same.where('at', before.at).where('id', '<', before.id),
          ),
      );
    }
    if (limit !== undefined) {
      query.limit(limit);
    }
    const rows: Row[] = await query;
    return rows.map(({ document }) => JSON.parse(document));
  }

  /** @returns False when it is there already. */
  async insert(trx: Transaction, record: T): Promise<boolean> {
    const inserted = await trx(this.#table)
      .insert(rowOf(record))
      .onConflict('id')
      .ignore()
      .returning('id');
    if (inserted.length === 0) {
      return false;
    }
    const links = this.#links;
    if (links) {
      const rows = [...new Set(links.of(record))].map(link => ({
        record_id: record.id,
        [links.column]: link,
      }));
      if (rows.length > 0) {
        await trx(links.table).insert(rows);
      }
    }
    return true;
  }

  /**
   * Writes a record over the version before it.
   *
   * @returns False when somebody else was faster.
   */
  async update(trx: Transaction, record: T): Promise<boolean> {
    const updated = await trx(this.#table)
      .where({ id: record.id, version: record.version - 1 })
      .update(rowOf(record));
    return updated === 1;
  }
}

function rowOf(record: StoredRecord) {
  return {
    id: record.id,
    state: record.state,
    at: record.at,
    version: record.version,
    document: JSON.stringify(record),
  };
}
