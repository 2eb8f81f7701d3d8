import type { Knex } from 'knex';
import { isPostgres } from './bulk';
import type { Write } from './bulk';

/**
 * Writes all of it or nothing. PostgreSQL takes it as one statement: where
 * every millisecond of a filling catalog counts, beginning, writing and
 * committing one after the other costs more than the writing.
 *
 * The statements must not read each other's rows, except by `nextRevision`.
 * PostgreSQL runs the last one first, then the others: whoever locks queued
 * subjects before it counts, as runs do, never waits in a circle with it.
 *
 * @param writes - by the name under which PostgreSQL runs them
 */
export async function writeTogether(
  knex: Knex,
  writes: { [name: string]: Write },
): Promise<void> {
  const named = Object.entries(writes);
  if (!isPostgres(knex)) {
    await knex.transaction(async trx => {
      for (const [, { sql, bindings }] of named) {
        await trx.raw(sql, bindings as any);
      }
    });
    return;
  }
  const [, last] = named.pop()!;
  const before = named.map(([name, { sql }]) => `${name} as (${sql})`);
  await knex.raw(
    `${before.length > 0 ? `with ${before.join(', ')} ` : ''}${last.sql}`,
    [...named.flatMap(([, { bindings }]) => bindings), ...last.bindings] as any,
  );
}

/** The write that counts the revision on; goes first, as `counted`. */
export const COUNT_REVISION: Write = {
  sql: `update counters set value = value + 1 where name = 'revision' returning value`,
  bindings: [],
};

/** The revision that `COUNT_REVISION` gave, as an expression. */
export function nextRevision(knex: Knex): string {
  return isPostgres(knex)
    ? '(select value from counted)'
    : `(select value from counters where name = 'revision')`;
}
