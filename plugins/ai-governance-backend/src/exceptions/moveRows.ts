import type { Knex } from 'knex';
import { anyOf, isPostgres } from '../database/bulk';
import type { Transaction } from '../database/transaction';
import type { MovedRequest } from './ExceptionOwners';

/** As a column holds them; undefined where it stays with who asked. */
export const movedText = (owners: readonly string[] | undefined) =>
  owners === undefined ? null : JSON.stringify(owners);

/** The condition that a column, refs as JSON, names one of these. */
export function namesAnyOf(
  knex: Knex,
  column: string,
  refs: readonly string[],
): Knex.Raw {
  return isPostgres(knex)
    ? knex.raw(
        'exists (select 1 from json_array_elements_text(??::json) as named (ref) where lower(named.ref) in (select unnest(?::text[])))',
        [column, refs as string[]],
      )
    : knex.raw(
        'exists (select 1 from json_each(??) as named where lower(named.value) in (select value from json_each(?)))',
        [column, JSON.stringify(refs)],
      );
}

/** The owners that the entity of a row has now, as an expression. */
export function ownersNow(
  knex: Knex,
  owners: ReadonlyMap<string, readonly string[]>,
): Knex.Raw {
  return knex.raw(
    `case entity_ref${' when ? then ?'.repeat(owners.size)} end`,
    [...owners].flatMap(([ref, now]) => [ref, movedText(now)]),
  );
}

/**
 * Gives rows that wait, one per entity and request, to the owners that the
 * entities have now; in one statement.
 */
export async function moveRows<Row extends { id: string; entity_ref: string }>(
  trx: Transaction,
  options: {
    table: string;
    /** Of rows that wait. */
    state: string;
    kind: MovedRequest['kind'];
    owners: ReadonlyMap<string, readonly string[]>;
    details?: (row: Row) => MovedRequest['details'];
  },
): Promise<MovedRequest[]> {
  const { table, state, kind, owners, details } = options;
  const rows: Row[] = await trx(table)
    .where({ state })
    .where(anyOf(trx, 'entity_ref', [...owners.keys()]))
    .update({ moved_to: ownersNow(trx, owners) })
    .returning('*');
  return rows.map(row => ({
    kind,
    id: row.id,
    entityRef: row.entity_ref,
    owners: owners.get(row.entity_ref)!,
    details: details?.(row) ?? {},
  }));
}
