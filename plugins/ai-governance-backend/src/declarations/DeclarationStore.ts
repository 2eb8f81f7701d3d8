import type { Knex } from 'knex';
import type {
  DecidedProfile,
  DeclaredValues,
  PortalDeclaration,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { bulkUpsert, anyOf } from '../database/bulk';
import type { Transaction } from '../database/transaction';

/** One act of declaring, as stored. Never edited: a later one ends it. */
export interface DeclarationRecord extends PortalDeclaration {
  id: string;
  entityRef: string;
  state: 'inForce' | 'pending' | 'superseded' | 'rejected';
  /** Why it waits for a second person. */
  reasons: string[];
  approverRole?: string;
}

/** As the table holds it. */
export interface DeclarationRow {
  id: string;
  entity_ref: string;
  declared: string;
  declared_by: string;
  declared_at: string;
  state: DeclarationRecord['state'];
  reasons: string;
  approver_role: string | null;
  ended_at: string | null;
}

export const toDeclaration = (row: DeclarationRow): DeclarationRecord => ({
  id: row.id,
  entityRef: row.entity_ref,
  values: JSON.parse(row.declared) as DeclaredValues,
  by: row.declared_by,
  at: row.declared_at,
  state: row.state,
  reasons: JSON.parse(row.reasons),
  approverRole: row.approver_role ?? undefined,
});

/** Keeps what people declared in the portal. */
export class DeclarationStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Declarations in force and pending of the given entities, oldest first. */
  async current(
    refs: readonly string[],
    trx?: Transaction,
  ): Promise<DeclarationRecord[]> {
    const rows = await (trx ?? this.#knex)<DeclarationRow>('declarations')
      .where(anyOf(this.#knex, 'entity_ref', refs))
      .whereIn('state', ['inForce', 'pending'])
      .orderBy(['declared_at', 'id']);
    return rows.map(toDeclaration);
  }

  /** Ends what is in force or pending of an entity. */
  async end(
    trx: Transaction,
    options: {
      entityRef: string;
      state: 'inForce' | 'pending';
      at: string;
    },
  ): Promise<void> {
    await trx('declarations')
      .where({ entity_ref: options.entityRef, state: options.state })
      .update({ state: 'superseded', ended_at: options.at });
  }

  async insert(trx: Transaction, record: DeclarationRecord): Promise<void> {
    await trx('declarations').insert({
      id: record.id,
      entity_ref: record.entityRef,
      declared: JSON.stringify(record.values),
      declared_by: record.by,
      declared_at: record.at,
      state: record.state,
      reasons: JSON.stringify(record.reasons),
      approver_role: record.approverRole ?? null,
    });
  }

  /** Protections kept of the given entities. */
  async decided(
    refs: readonly string[],
    trx?: Transaction,
  ): Promise<Map<string, DecidedProfile>> {
    const rows = await (trx ?? this.#knex)('protections').where(
      anyOf(this.#knex, 'entity_ref', refs),
    );
    return new Map(rows.map(row => [row.entity_ref, JSON.parse(row.decided)]));
  }

  async keep(
    trx: Transaction,
    decided: ReadonlyMap<string, DecidedProfile>,
    at: string,
  ): Promise<void> {
    await bulkUpsert(trx, {
      table: 'protections',
      columns: ['entity_ref', 'decided', 'changed_at'],
      rows: [...decided].map(([entity_ref, protections]) => ({
        entity_ref,
        decided: JSON.stringify(protections),
        changed_at: at,
      })),
      conflict: ['entity_ref'],
      merge: ['decided', 'changed_at'],
    });
  }
}
