import type { AuditLog } from '../audit/AuditLog';
import type { Transaction } from '../database/transaction';
import type { InboxNews } from '../inbox/InboxNews';
import type { ExceptionStore } from './ExceptionStore';

/** Days in which new owners confirm the exceptions they took over. */
const CONFIRM_WITHIN_DAYS = 14;

const DAY = 24 * 60 * 60 * 1000;

const sameOwners = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every(owner => b.includes(owner));

/** A request that belongs to other owners now. */
export interface MovedRequest {
  kind: 'exception' | 'declaration' | 'dispute';
  id: string;
  entityRef: string;
  owners: readonly string[];
  /** For the audit log, besides from whom to whom. */
  details: { [key: string]: string };
}

/** What keeps requests of owners that wait for a decision. */
export interface WaitingRequests {
  /** Gives what waits of these entities to the owners they have now. */
  move(
    trx: Transaction,
    owners: ReadonlyMap<string, readonly string[]>,
  ): Promise<MovedRequest[]>;
}

/** What is left to do of a change of owners. */
export interface OwnersChange {
  /** Writes it to the audit log, last in the transaction. */
  record: () => Promise<void>;
  /** Tells the new owners, once the transaction is committed. */
  tell: () => void;
}

const NO_CHANGE: OwnersChange = { record: async () => {}, tell: () => {} };

/**
 * Follows entities to their new owners: requests that wait are theirs from then
 * on, and exceptions end 14 days later unless they confirm them, as what
 * somebody else promised to make up for it may not hold any more.
 */
export class ExceptionOwners {
  readonly #store: ExceptionStore;
  readonly #requests: readonly WaitingRequests[];
  readonly #audit: AuditLog;
  readonly #news: () => InboxNews;

  constructor(options: {
    store: ExceptionStore;
    /** What else waits for a decision, besides exceptions. */
    requests?: readonly WaitingRequests[];
    audit: AuditLog;
    news: () => InboxNews;
  }) {
    this.#store = options.store;
    this.#requests = [options.store, ...(options.requests ?? [])];
    this.#audit = options.audit;
    this.#news = options.news;
  }

  /** To be asked before the entities are stored, in the same transaction. */
  async changing(
    trx: Transaction,
    records: readonly { entityRef: string; owners: string[] }[],
    at: string,
  ): Promise<OwnersChange> {
    const before = await this.#store.ownersOf(
      records.map(({ entityRef }) => entityRef),
      trx,
    );
    const owners = new Map(
      records
        .filter(record => {
          const known = before.get(record.entityRef);
          return known !== undefined && !sameOwners(known, record.owners);
        })
        .map(record => [record.entityRef, record.owners]),
    );
    if (owners.size === 0) {
      return NO_CHANGE;
    }
    const moved: MovedRequest[] = [];
    for (const requests of this.#requests) {
      moved.push(...(await requests.move(trx, owners)));
    }
    const granted = await this.#store.takeOver(trx, owners, {
      at,
      by: new Date(Date.parse(at) + CONFIRM_WITHIN_DAYS * DAY).toISOString(),
    });
    const entries = [
      ...moved.map(({ kind, id, entityRef, owners: to, details }) => ({
        action: `${kind}.moved`,
        subject: entityRef,
        details: {
          request: id,
          ...details,
          from: before.get(entityRef)!,
          to: [...to],
        },
      })),
      ...granted.map(({ id, entityRef, control, until }) => ({
        action: 'exception.confirmationAsked',
        subject: entityRef,
        details: { exception: id, control, until },
      })),
    ];
    const record = async () => {
      if (entries.length > 0) {
        await this.#audit.appendAll(
          trx,
          entries.map(entry => ({
            at,
            actor: 'system:owner-changed',
            ...entry,
          })),
        );
      }
    };
    const tell = () => {
      // One request may be for hundreds of entities.
      for (const request of eachOnce(moved, ({ kind, id }) => [kind, id])) {
        this.#news().moved(request);
      }
      const toConfirm = granted.map(({ id, request, entityRef }) => ({
        id,
        request,
        owners: owners.get(entityRef)!,
      }));
      for (const exception of eachOnce(toConfirm, each => [
        each.request,
        ...each.owners,
      ])) {
        this.#news().toConfirm(exception);
      }
    };
    return { record, tell };
  }
}

function eachOnce<T>(items: readonly T[], key: (item: T) => string[]): T[] {
  return [
    ...new Map(items.map(item => [JSON.stringify(key(item)), item])).values(),
  ];
}
