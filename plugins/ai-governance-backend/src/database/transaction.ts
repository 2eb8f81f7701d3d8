import type { Knex } from 'knex';
import pRetry, { AbortError } from 'p-retry';
import { UNUSABLE } from './runPrepared';

/**
 * What a unit of work runs in. Services take it as an argument, so that a
 * change and its audit entry are committed together or not at all.
 */
export type Transaction = Knex.Transaction;

/**
 * Runs one unit of work. It may run more than once, so that it leaves nothing
 * behind outside of the transaction but what it returns.
 */
export type Transactor = <T>(
  work: (trx: Transaction) => Promise<T>,
) => Promise<T>;

/**
 * What PostgreSQL answers to one of two transactions that wait for each other,
 * or that cannot both have been: nothing of it was done, and the other goes on.
 * The same where a prepared statement was of no use, which it is not again.
 */
const UNDONE = new Set(['40P01', '40001', ...UNUSABLE]);

const RETRIES = 4;

/** Runs what PostgreSQL undid again, and fails as it did for anything else. */
export function againIfUndone<T>(attempt: () => Promise<T>): Promise<T> {
  return pRetry(
    () =>
      attempt().catch(error => {
        throw UNDONE.has(error.code) ? error : new AbortError(error);
      }),
    { retries: RETRIES, minTimeout: 10, randomize: true },
  );
}

/** Units of work in transactions; those that PostgreSQL undid run again. */
export function transactor(knex: Knex): Transactor {
  return work => againIfUndone(() => knex.transaction(work));
}
