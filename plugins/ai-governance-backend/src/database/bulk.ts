import type { Knex } from 'knex';

/** A column value that survives the trip through JSON unchanged. */
export type Cell = string | number | boolean | null;

/** True on PostgreSQL, false on SQLite: the two databases Backstage supports here. */
export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}

/**
 * Rows per bulk statement. One JSON document carries all rows, so no limit of
 * bound variables applies; the size only bounds how long one statement holds
 * the event loop on SQLite, whose driver is synchronous.
 */
export const BULK_SIZE = 250;

function quoted(column: string) {
  return `"${column}"`;
}

/**
 * Inserts rows with one statement, whatever their number: the rows travel as a
 * single JSON parameter that the database unpacks. On conflict the columns of
 * `merge` are replaced; with an empty `merge` the stored row stays.
 *
 * @param columns - every key that the rows have
 */
export async function bulkUpsert<Row extends { [column: string]: Cell }>(
  knex: Knex,
  options: {
    table: string;
    columns: (keyof Row & string)[];
    rows: Row[];
    conflict?: (keyof Row & string)[];
    merge?: (keyof Row & string)[];
  },
): Promise<void> {
  const { table, columns, rows, conflict, merge = [] } = options;
  if (rows.length === 0) {
    return;
  }
  const names = columns.map(quoted).join(', ');
  const values = isPostgres(knex)
    ? `select ${names} from json_populate_recordset(null::${quoted(table)}, ?::json)`
    : `select ${columns
        .map(column => `value ->> '$.${column}'`)
        .join(', ')} from json_each(?) where true`;
  let onConflict = '';
  if (conflict) {
    onConflict = ` on conflict (${conflict.map(quoted).join(', ')}) do ${
      merge.length === 0
        ? 'nothing'
        : `update set ${merge
            .map(column => `${quoted(column)} = excluded.${quoted(column)}`)
            .join(', ')}`
    }`;
  }
  await knex.raw(
    `insert into ${quoted(table)} (${names}) ${values}${onConflict}`,
    [JSON.stringify(rows)],
  );
}

/**
 * A sub-select of the given values, for `whereIn`: one bound parameter however
 * many values there are.
 */
export function valuesOf(knex: Knex, values: readonly string[]): Knex.Raw {
  return isPostgres(knex)
    ? knex.raw('(select json_array_elements_text(?::json))', [
        JSON.stringify(values),
      ])
    : knex.raw('(select value from json_each(?))', [JSON.stringify(values)]);
}

/** Splits into slices of at most `size`. */
export function chunks<T>(items: readonly T[], size = BULK_SIZE): T[][] {
  const result: T[][] = [];
  for (let start = 0; start < items.length; start += size) {
    result.push(items.slice(start, start + size));
  }
  return result;
}

/** Lets timers and sockets run between two slices of a long computation. */
export function yieldToEventLoop(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
