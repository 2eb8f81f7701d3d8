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

/** Rows to insert with one statement, and what to do where one is there already. */
export interface BulkRows<Row extends { [column: string]: Cell }> {
  table: string;
  /** Every key that the rows have. */
  columns: readonly (keyof Row & string)[];
  rows: Row[];
  conflict?: readonly (keyof Row & string)[];
  /** Columns replaced on conflict; with none of them the stored row stays. */
  merge?: (keyof Row & string)[];
  /** Columns whose value is an SQL expression instead of the rows' own. */
  expressions?: { [column in keyof Row & string]?: string };
  /** Assignments on conflict besides `merge`. */
  onConflict?: string[];
}

/** A statement and its bound values, of which one may be a part of it. */
export interface Write {
  sql: string;
  bindings: (Cell | Knex.Raw)[];
}

/**
 * The statement that inserts up to `BULK_SIZE` rows. Written out because
 * building it with the query builder costs as much as running it. PostgreSQL
 * takes the rows as one JSON value: a statement with thousands of parameters
 * costs it more to read than the rows cost to store.
 */
export function bulkWrite<Row extends { [column: string]: Cell }>(
  knex: Knex,
  options: BulkRows<Row>,
): Write {
  const { table, columns, rows, conflict, merge = [] } = options;
  const { expressions = {}, onConflict = [] } = options;
  const names = columns.map(column => `"${column}"`).join(', ');
  const assignments = [
    ...merge.map(column => `"${column}" = excluded."${column}"`),
    ...onConflict,
  ];
  let ending = '';
  if (conflict) {
    ending = ` on conflict (${conflict
      .map(column => `"${column}"`)
      .join(', ')}) do ${
      assignments.length === 0
        ? 'nothing'
        : `update set ${assignments.join(', ')}`
    }`;
  }
  const into = `insert into "${table}" (${names})`;
  const value = (column: string, own: string) =>
    (expressions as { [name: string]: string })[column] ?? own;
  if (isPostgres(knex)) {
    return {
      sql: `${into} select ${columns
        .map(column => value(column, `r."${column}"`))
        .join(
          ', ',
        )} from json_populate_recordset(null::"${table}", ?) r${ending}`,
      bindings: [JSON.stringify(rows)],
    };
  }
  const row = `(${columns.map(column => value(column, '?')).join(', ')})`;
  const bound = columns.filter(column => !(column in expressions));
  const bindings: Cell[] = [];
  for (const item of rows) {
    for (const column of bound) {
      bindings.push(item[column]);
    }
  }
  return {
    sql: `${into} values ${new Array(rows.length)
      .fill(row)
      .join(', ')}${ending}`,
    bindings,
  };
}

/** Inserts up to `BULK_SIZE` rows with one statement. */
export async function bulkUpsert<Row extends { [column: string]: Cell }>(
  knex: Knex,
  options: BulkRows<Row>,
): Promise<void> {
  if (options.rows.length > 0) {
    const { sql, bindings } = bulkWrite(knex, options);
    await knex.raw(sql, bindings as any);
  }
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

/**
 * The statement that finds a row for each value of an indexed column. For
 * statements that are prepared: PostgreSQL keeps the plan it made while the
 * table was empty, and for `anyOf` that is to read all of the table, however
 * large it has become. (Of JSON it also expects as many values each time; of an
 * array it does not, and plans anew.)
 *
 * @param select - expressions over the row; of several rows with a value,
 * PostgreSQL finds one and SQLite may find all
 */
export function foundBy(
  knex: Knex,
  options: {
    table: string;
    column: string;
    values: readonly string[];
    select: readonly string[];
  },
): Write {
  const { table, column, values, select } = options;
  const from = `select ${select.join(', ')} from "${table}"`;
  return {
    sql: isPostgres(knex)
      ? `select found.* from json_array_elements_text(?::json) as asked(value)
          cross join lateral (
            ${from} where "${column}" = asked.value limit 1
          ) as found`
      : `${from} where "${column}" in (select value from json_each(?))`,
    bindings: [JSON.stringify(values)],
  };
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
