import type { AuditLog } from '../audit/AuditLog';
import type { Transaction } from '../database/transaction';
import type { InboxNews } from '../inbox/InboxNews';
import type { ExceptionStore } from './ExceptionStore';

/** Days in which new owners confirm the exceptions they took over. */
const CONFIRM_WITHIN_DAYS = 14;

const DAY = 24 * 60 * 60 * 1000;

const sameOwners = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every(owner => b.includes(owner));

/**
 * Lets exceptions end 14 days after their entity changed owners, unless the
 * new ones confirm them: what somebody else promised to make up for it may
 * not hold any more.
 */
export class ExceptionOwners {
  readonly #store: ExceptionStore;
  readonly #audit: AuditLog;
  readonly #news: () => InboxNews;

  constructor(options: {
    store: ExceptionStore;
    audit: AuditLog;
    news: () => InboxNews;
  }) {
    this.#store = options.store;
    this.#audit = options.audit;
    this.#news = options.news;
  }

  /**
   * To be asked before the entities are stored, in the same transaction.
   *
   * @returns tells the new owners, once the transaction is committed
   */
  async changing(
    trx: Transaction,
    records: readonly { entityRef: string; owners: string[] }[],
    at: string,
  ): Promise<() => void> {
    const granted = await this.#store.grantedWithOwners(
      records.map(({ entityRef }) => entityRef),
      at,
      trx,
    );
    const owners = new Map(
      records.map(({ entityRef, owners: now }) => [entityRef, now]),
    );
    const affected = granted.filter(
      each => !sameOwners(each.owners, owners.get(each.entityRef)!),
    );
    if (affected.length === 0) {
      return () => {};
    }
    const by = new Date(
      Date.parse(at) + CONFIRM_WITHIN_DAYS * DAY,
    ).toISOString();
    await this.#store.askToConfirm(
      trx,
      affected.map(({ id }) => id),
      by,
    );
    await this.#audit.appendAll(
      trx,
      affected.map(({ id, entityRef, control }) => ({
        at,
        actor: 'system:owner-changed',
        action: 'exception.confirmationAsked',
        subject: entityRef,
        details: { exception: id, control, until: by },
      })),
    );
    return () => {
      for (const { id, entityRef } of affected) {
        this.#news().toConfirm({ id, owners: owners.get(entityRef)! });
      }
    };
  }
}
