import type { Knex } from 'knex';

/** A column value that survives the trip through JSON unchanged. */
export type Cell = string | number | boolean | null;

/** True on PostgreSQL, false on SQLite: the two databases Backstage supports here. */
export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}

/**
 * Rows per bulk statement: below every limit of bound variables for our
 * tables, and short enough for the event loop on SQLite, whose driver is
 * synchronous.
 */
export const BULK_SIZE = 250;

/**
 * Inserts up to `BULK_SIZE` rows with one statement. On conflict the columns
 * of `merge` are replaced; with an empty `merge` the stored row stays.
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
  const names = columns.map(column => `"${column}"`).join(', ');
  const row = `(${columns.map(() => '?').join(', ')})`;
  const values = new Array(rows.length).fill(row).join(', ');
  const bindings: Cell[] = [];
  for (const item of rows) {
    for (const column of columns) {
      bindings.push(item[column]);
    }
  }
  let onConflict = '';
  if (conflict) {
    onConflict = ` on conflict (${conflict
      .map(column => `"${column}"`)
      .join(', ')}) do ${
      merge.length === 0
        ? 'nothing'
        : `update set ${merge
            .map(column => `"${column}" = excluded."${column}"`)
            .join(', ')}`
    }`;
  }
  // Written out because building it with the query builder costs as much as
  // running it.
  await knex.raw(
    `insert into "${table}" (${names}) values ${values}${onConflict}`,
    bindings as any,
  );
}

/**
 * The condition that a column has one of the values: one bound parameter
 * however many values there are.
 */
export function anyOf(
  knex: Knex,
  column: string,
  values: readonly string[],
): Knex.Raw {
  return isPostgres(knex)
    ? knex.raw('?? in (select unnest(?::text[]))', [column, values as string[]])
    : knex.raw('?? in (select value from json_each(?))', [
        column,
        JSON.stringify(values),
      ]);
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
