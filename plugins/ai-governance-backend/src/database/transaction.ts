import type { Knex } from 'knex';

/**
 * What a unit of work runs in. Services take it as an argument, so that a
 * change and its audit entry are committed together or not at all.
 */
export type Transaction = Knex.Transaction;

/** Runs one unit of work. */
export type Transactor = <T>(
  work: (trx: Transaction) => Promise<T>,
) => Promise<T>;

export function transactor(knex: Knex): Transactor {
  return work => knex.transaction(work);
}
