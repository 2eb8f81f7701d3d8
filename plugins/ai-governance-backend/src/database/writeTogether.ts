import type { Knex } from 'knex';
import { isPostgres } from './bulk';
import type { Write } from './bulk';
import { runPrepared } from './runPrepared';
import { againIfUndone } from './transaction';

const COUNTED = '(select value from counted)';

/**
 * Writes all of it or nothing, and answers what the last statement selects.
 * PostgreSQL takes it as one statement: where every millisecond of a filling
 * catalog counts, beginning, writing and committing one after the other costs
 * more than the writing.
 *
 * The statements must not read each other's rows, except by `nextRevision`. On
 * PostgreSQL `answer` sees what was there before the writes, except for
 * `counted`; on SQLite it sees them.
 *
 * PostgreSQL does not wait for the disk: a database that crashes may forget the
 * last fraction of a second of it, so it is for what will be told again.
 *
 * @param writes - by the name under which PostgreSQL runs them
 */
export async function writeTogether<Row>(
  knex: Knex,
  writes: { [name: string]: Write },
  answer: Write,
): Promise<Row[]> {
  const { counted, ...others } = writes;
  const named = Object.entries(others);
  if (!isPostgres(knex)) {
    return knex.transaction<Row[]>(async trx => {
      for (const { sql, bindings } of [counted, ...Object.values(others)]) {
        await trx.raw(sql, bindings as any);
      }
      return trx.raw<any>(answer.sql, answer.bindings as any);
    });
  }
  // Whatever the revision does not go into is locked before it is counted, as
  // everybody does it, so that two transactions never wait in a circle.
  const before = named.filter(([, { sql }]) => !sql.includes(COUNTED));
  const after = named.filter(([, { sql }]) => sql.includes(COUNTED));
  const parts = [
    ...before.map(([name, { sql }]) => `${name} as (${sql} returning 1)`),
    `counted as (${counted.sql.replace(
      ' returning',
      `${before
        .map(([name]) => ` and (select count(*) from ${name}) >= 0`)
        .join('')} returning`,
    )})`,
    ...after.map(([name, { sql }]) => `${name} as (${sql})`),
  ];
  return againIfUndone(() =>
    runPrepared<Row>(knex, {
      sql: `with ${parts.join(', ')}, unflushed as materialized (
        select set_config('synchronous_commit', 'off', true)
      ) select answer.* from (${answer.sql}) as answer cross join unflushed`,
      bindings: [
        ...before.flatMap(([, { bindings }]) => bindings),
        ...counted.bindings,
        ...after.flatMap(([, { bindings }]) => bindings),
        ...answer.bindings,
      ],
    }),
  );
}

/** The write that counts the revision on, as `counted`. */
export const COUNT_REVISION: Write = {
  sql: `update counters set value = value + 1 where name = 'revision' returning value`,
  bindings: [],
};

/** The revision that `COUNT_REVISION` gave, as an expression. */
export function nextRevision(knex: Knex): string {
  return isPostgres(knex)
    ? COUNTED
    : `(select value from counters where name = 'revision')`;
}

/** The revision before `COUNT_REVISION` counted, as `answer` sees it. */
export function revisionBefore(knex: Knex): string {
  return isPostgres(knex)
    ? `(select value from counters where name = 'revision')`
    : `(select value - 1 from counters where name = 'revision')`;
}
