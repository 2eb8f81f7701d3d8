import { anyOf } from '../database/bulk';
import type { Transaction } from '../database/transaction';
import type { MovedRequest } from './ExceptionOwners';

/**
 * Gives rows that wait, one per entity and request, to the owners that the
 * entities have now; each set of owners is written once.
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
  const { table, state, kind, details } = options;
  const shared = new Map<string, string[]>();
  for (const [ref, owners] of options.owners) {
    const movedTo = JSON.stringify(owners);
    shared.set(movedTo, [...(shared.get(movedTo) ?? []), ref]);
  }
  const moved: MovedRequest[] = [];
  for (const [movedTo, refs] of shared) {
    const rows: Row[] = await trx(table)
      .where({ state })
      .where(anyOf(trx, 'entity_ref', refs))
      .update({ moved_to: movedTo })
      .returning('*');
    moved.push(
      ...rows.map(row => ({
        kind,
        id: row.id,
        entityRef: row.entity_ref,
        owners: JSON.parse(movedTo),
        details: details?.(row) ?? {},
      })),
    );
  }
  return moved;
}
