import type { Knex } from 'knex';
import type { FollowUp } from '@plumbline/backstage-plugin-ai-governance-common';
import { anyOf } from '../database/bulk';
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

/** Something to be done, with the record that asks for it. */
export interface LeftToDo<T> {
  followUp: FollowUp;
  record: T;
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
  readonly #followUps?: {
    table: string;
    of: (record: T) => readonly FollowUp[];
  };

  /**
   * @param options - `links`: a table of what records are about, to find them
   * by; `followUps`: one of what is left to do of them
   */
  constructor(
    knex: Knex,
    options: {
      table: string;
      links?: {
        table: string;
        column: string;
        of: (record: T) => readonly string[];
      };
      followUps?: {
        table: string;
        of: (record: T) => readonly FollowUp[];
      };
    },
  ) {
    this.#knex = knex;
    this.#table = options.table;
    this.#links = options.links;
    this.#followUps = options.followUps;
  }

  async get(id: string, trx?: Transaction): Promise<T | undefined> {
    const row: Row | undefined = await (trx ?? this.#knex)(this.#table)
      .where({ id })
      .first('document');
    return row && JSON.parse(row.document);
  }

  /** Those of the records that there are, by id. */
  async byIds(ids: readonly string[]): Promise<Map<string, T>> {
    const rows: (Row & { id: string })[] = await this.#knex(this.#table)
      .select('id', 'document')
      .where(anyOf(this.#knex, 'id', ids));
    return new Map(rows.map(row => [row.id, JSON.parse(row.document)]));
  }

  /**
   * What is left to do, what is due first.
   *
   * @param options - `owners`: only what falls to one of these; `dueBy`: the
   * last day it may be due
   */
  async leftToDo(options: {
    owners?: readonly string[];
    dueBy?: string;
    limit?: number;
  }): Promise<LeftToDo<T>[]> {
    const { owners, dueBy, limit } = options;
    if (!this.#followUps) {
      return [];
    }
    const { table, of } = this.#followUps;
    const query = this.#knex(`${table} as left`)
      .join(`${this.#table} as record`, 'record.id', 'left.record_id')
      .select('left.id', 'record.document')
      .orderBy(['left.due_on', 'left.record_id', 'left.id']);
    if (owners) {
      query.where(anyOf(this.#knex, 'left.owner', owners));
    }
    if (dueBy !== undefined) {
      query.where('left.due_on', '<=', dueBy);
    }
    if (limit !== undefined) {
      query.limit(limit);
    }
    const rows: (Row & { id: string })[] = await query;
    return rows.flatMap(({ id, document }) => {
      const record: T = JSON.parse(document);
      return of(record)
        .filter(followUp => followUp.id === id)
        .map(followUp => ({ followUp, record }));
    });
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
    await this.#noteFollowUps(trx, record);
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
    if (updated !== 1) {
      return false;
    }
    if (this.#followUps) {
      await trx(this.#followUps.table).where({ record_id: record.id }).delete();
      await this.#noteFollowUps(trx, record);
    }
    return true;
  }

  async #noteFollowUps(trx: Transaction, record: T): Promise<void> {
    const left = (this.#followUps?.of(record) ?? []).filter(
      ({ doneAt }) => doneAt === undefined,
    );
    if (left.length > 0) {
      await trx(this.#followUps!.table).insert(
        left.map(({ id, owner, dueOn }) => ({
          record_id: record.id,
          id,
          // As people and groups are compared everywhere.
          owner: owner.toLocaleLowerCase('en-US'),
          due_on: dueOn,
        })),
      );
    }
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
