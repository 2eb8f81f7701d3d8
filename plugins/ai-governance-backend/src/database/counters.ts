import type { Transaction } from './transaction';

/**
 * The next value of a counter. The row stays locked until the transaction
 * ends, so that values become visible in the order they were given: a reader
 * that has seen n never finds a smaller one later.
 *
 * @param count - how many values to take; the last one is answered
 */
export async function nextValue(
  trx: Transaction,
  name: 'revision' | 'audit',
  count = 1,
): Promise<number> {
  const [row] = await trx('counters')
    .where({ name })
    .increment('value', count)
    .returning<{ value: string | number }[]>('value');
  return Number(row.value);
}

/**
 * Waits for its turn: until the transaction ends, no other one that waits for
 * the same turn goes on. For work that several callers must not do at once.
 *
 * @param name - `audit` where the work ends with an entry of the log anyway
 */
export async function takeTurn(
  trx: Transaction,
  name: 'audit' | 'framework' = 'audit',
): Promise<void> {
  await trx('counters').where({ name }).forUpdate().first('value');
}

/**
 * Notes that what a counter stands for changed with a revision: readers that
 * follow the revisions find out what to read again.
 */
export async function setValue(
  trx: Transaction,
  name: 'domains',
  value: number,
): Promise<void> {
  await trx('counters').where({ name }).update({ value });
}
