import type { Knex } from 'knex';
import type { Transaction } from './transaction';

/** What was remembered under a name between runs. */
export async function readBookmark(
  db: Knex | Transaction,
  name: string,
): Promise<string | undefined> {
  const row = await db('bookmarks').where({ name }).first('value');
  return row?.value;
}

export async function writeBookmark(
  trx: Transaction,
  name: string,
  value: string,
): Promise<void> {
  await trx('bookmarks')
    .insert({ name, value })
    .onConflict('name')
    .merge(['value']);
}
