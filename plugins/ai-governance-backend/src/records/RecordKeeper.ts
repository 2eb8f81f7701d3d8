import { ConflictError, NotFoundError } from '@backstage/errors';
import type { JsonValue } from '@plumbline/backstage-plugin-ai-governance-common';
import type { AuditLog } from '../audit/AuditLog';
import { stateDigests } from '../audit/stateDigests';
import { takeTurn } from '../database/counters';
import type { Transaction, Transactor } from '../database/transaction';
import { decodeCursor, encodeCursor } from '../assessment/scorecardFilter';
import type { RecordPlace, RecordStore, StoredRecord } from './RecordStore';

/** Who does what, for the audit log. */
export interface RecordAct {
  by: string;
  /** `incident.reported` */
  action: string;
  details?: { [key: string]: JsonValue };
}

const DEFAULT_PAGE = 50;

/**
 * Changes one kind of record, one change after the other, each with its entry
 * of the audit log. A change that names a version is refused when somebody else
 * was faster.
 */
export class RecordKeeper<T extends StoredRecord> {
  readonly #store: RecordStore<T>;
  readonly #kind: string;
  readonly #audit: AuditLog;
  readonly #transact: Transactor;

  constructor(options: {
    store: RecordStore<T>;
    /** As the audit log and people name it: `incident`. */
    kind: string;
    audit: AuditLog;
    transact: Transactor;
  }) {
    this.#store = options.store;
    this.#kind = options.kind;
    this.#audit = options.audit;
    this.#transact = options.transact;
  }

  /** @throws NotFoundError */
  async get(id: string, trx?: Transaction): Promise<T> {
    const record = await this.#store.get(id, trx);
    if (!record) {
      throw new NotFoundError(`There is no ${this.#kind} ${id}`);
    }
    return record;
  }

  /** One page, newest first. */
  async page(options: {
    states?: readonly string[];
    link?: string;
    limit?: number;
    cursor?: string;
  }): Promise<{ items: T[]; nextCursor?: string }> {
    const { limit = DEFAULT_PAGE, cursor, ...rest } = options;
    const items = await this.#store.list({
      ...rest,
      limit: limit + 1,
      before: decodeCursor<RecordPlace>(
        cursor,
        value => typeof value?.at === 'string' && typeof value.id === 'string',
      ),
    });
    const page = items.slice(0, limit);
    const last = page[page.length - 1];
    return {
      items: page,
      ...(items.length > limit && {
        nextCursor: encodeCursor({ at: last.at, id: last.id }),
      }),
    };
  }

  /** @param within - what stands or falls with it */
  async add(
    record: T,
    act: RecordAct,
    within?: (trx: Transaction) => Promise<void>,
  ): Promise<T> {
    await this.#transact(async trx => {
      await takeTurn(trx);
      await this.#store.insert(trx, record);
      await this.#note(trx, act, record.at, undefined, record);
      await within?.(trx);
    });
    return record;
  }

  /**
   * A record that depends on those there are, one after the other.
   *
   * @param make - the record, from what the transaction sees
   */
  async addCounted(
    make: (trx: Transaction) => Promise<T>,
    act: (record: T) => RecordAct,
  ): Promise<T> {
    return this.#transact(async trx => {
      await takeTurn(trx);
      const record = await make(trx);
      await this.#store.insert(trx, record);
      await this.#note(trx, act(record), record.at, undefined, record);
      return record;
    });
  }

  /**
   * @param change - the record after the change; throws where it is not allowed
   * @throws ConflictError when somebody else was faster
   */
  async change(
    id: string,
    act: RecordAct & { at: string; version?: number },
    change: (before: T) => Omit<T, 'version'> | Promise<Omit<T, 'version'>>,
    within?: (trx: Transaction, after: T) => Promise<void>,
  ): Promise<T> {
    return this.#transact(async trx => {
      await takeTurn(trx);
      const before = await this.get(id, trx);
      if (act.version !== undefined && act.version !== before.version) {
        throw this.#overtaken(id);
      }
      const after = {
        ...(await change(before)),
        version: before.version + 1,
      } as T;
      if (!(await this.#store.update(trx, after))) {
        throw this.#overtaken(id);
      }
      await this.#note(trx, act, act.at, before, after);
      await within?.(trx, after);
      return after;
    });
  }

  async #note(
    trx: Transaction,
    { by, action, details }: RecordAct,
    at: string,
    before: T | undefined,
    after: T,
  ): Promise<void> {
    await this.#audit.append(trx, {
      at,
      actor: by,
      action,
      subject: `${this.#kind}:${after.id}`,
      ...stateDigests(before, after),
      ...(details && { details }),
    });
  }

  #overtaken(id: string): ConflictError {
    return new ConflictError(
      `Somebody changed ${
        this.#kind
      } ${id} since; read it again and repeat what still applies`,
    );
  }
}
