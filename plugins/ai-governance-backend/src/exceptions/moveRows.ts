import type { Knex } from 'knex';
import { anyOf } from '../database/bulk';
import type { Transaction } from '../database/transaction';
import type { MovedRequest } from './ExceptionOwners';

/** As a column holds them; undefined where it stays with who asked. */
export const movedText = (owners: readonly string[] | undefined) =>
  owners === undefined ? null : JSON.stringify(owners);

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
