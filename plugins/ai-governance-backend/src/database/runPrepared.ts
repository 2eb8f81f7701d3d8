import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { isPostgres } from './bulk';
import type { Write } from './bulk';
import type { Transaction } from './transaction';

/**
 * What PostgreSQL answers where a prepared statement cannot be used: the
 * connection behind a pooler is another one than it was prepared on (26000,
 * 42P05), or a newer replica has migrated a table of it (0A000). Nothing was
 * executed then.
 */
export const UNUSABLE: ReadonlySet<string> = new Set([
  '26000',
  '42P05',
  '0A000',
]);

/** Databases on which statements were not usable. */
const unusable = new WeakSet<Knex.Client>();

const names = new Map<string, string>();

/** Names a statement by its text, so that no two share a name. */
function nameOf(sql: string): string {
  let name = names.get(sql);
  if (name === undefined) {
    const digest = createHash('sha256').update(sql).digest('hex');
    name = `ai_governance_${digest.slice(0, 16)}`;
    names.set(sql, name);
  }
  return name;
}

/**
 * Runs a statement that PostgreSQL plans once per connection and not each time.
 * For statements that name many tables and touch a few rows, planning costs
 * several times as much as running.
 *
 * @param statement - its text must be one of a few, since each is kept
 * @param trx - the transaction it belongs to; one that prepared statements
 * fail in has to run again, which transactors see to
 * @returns its rows
 */
export async function runPrepared<Row>(
  knex: Knex,
  { sql, bindings }: Write,
  trx?: Transaction,
): Promise<Row[]> {
  const query = () => (trx ?? knex).raw(sql, bindings as Knex.RawBinding[]);
  if (!isPostgres(knex)) {
    return query();
  }
  if (!unusable.has(knex.client)) {
    try {
      return (await query().options({ name: nameOf(sql) })).rows;
    } catch (error) {
      if (!UNUSABLE.has((error as { code?: string }).code ?? '')) {
        throw error;
      }
      unusable.add(knex.client);
      if (trx) {
        throw error;
      }
    }
  }
  return (await query()).rows;
}
