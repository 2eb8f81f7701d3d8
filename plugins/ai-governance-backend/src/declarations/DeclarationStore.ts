import type { Knex } from 'knex';
import type {
  DecidedProfile,
  DeclaredLowering,
  DeclaredValues,
  PortalDeclaration,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { bulkUpsert, anyOf } from '../database/bulk';
import type { Transaction } from '../database/transaction';
import type { MovedRequest } from '../exceptions/ExceptionOwners';
import { movedText, moveRows, namesAnyOf } from '../exceptions/moveRows';

/** What became of a declaration that waited, or one that is in force. */
export type DeclarationState =
  | 'inForce'
  | 'pending'
  | 'superseded'
  | 'approved'
  | 'rejected'
  | 'withdrawn';

/** One act of declaring, as stored. Never edited: a later one ends it. */
export interface DeclarationRecord extends PortalDeclaration {
  id: string;
  entityRef: string;
  state: DeclarationState;
  /** Why it waits for a second person. */
  reasons: string[];
  /** What waits; as it stood when it was declared. */
  lowerings?: DeclaredLowering[];
  approverRole?: string;
  /** Why the declarer wants it. */
  reason?: string;
  decidedBy?: string;
  decidedAt?: string;
  decision?: string;
  /** Owners since the entity changed them. */
  movedTo?: string[];
}

/** As the table holds it. */
export interface DeclarationRow {
  id: string;
  entity_ref: string;
  declared: string;
  declared_by: string;
  declared_at: string;
  state: DeclarationState;
  reasons: string;
  lowerings: string;
  approver_role: string | null;
  reason?: string | null;
  ended_at: string | null;
  decided_by: string | null;
  decided_at: string | null;
  decision: string | null;
  moved_to?: string | null;
}

export const toDeclaration = (row: DeclarationRow): DeclarationRecord => {
  const lowerings: DeclaredLowering[] = JSON.parse(row.lowerings);
  return {
    id: row.id,
    entityRef: row.entity_ref,
    values: JSON.parse(row.declared) as DeclaredValues,
    by: row.declared_by,
    at: row.declared_at,
    state: row.state,
    reasons: JSON.parse(row.reasons),
    ...(lowerings.length > 0 && { lowerings }),
    approverRole: row.approver_role ?? undefined,
    ...(row.reason && { reason: row.reason }),
    ...(row.decided_by && { decidedBy: row.decided_by }),
    ...(row.decided_at && { decidedAt: row.decided_at }),
    ...(row.decision && { decision: row.decision }),
    ...(row.moved_to && { movedTo: JSON.parse(row.moved_to) }),
  };
};

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

  /** Gives what waits to the owners that the entities have now. */
  async move(
    trx: Transaction,
    owners: ReadonlyMap<string, readonly string[]>,
  ): Promise<MovedRequest[]> {
    return moveRows<DeclarationRow>(trx, {
      table: 'declarations',
      state: 'pending',
      kind: 'declaration',
      owners,
    });
  }

  async get(id: string): Promise<DeclarationRecord | undefined> {
    const row = await this.#knex<DeclarationRow>('declarations')
      .where({ id })
      .first();
    return row && toDeclaration(row);
  }

  /** One page, newest first unless asked otherwise. */
  async list(options: {
    entityRef?: string;
    states: readonly DeclarationState[];
    /** Those of the sample that somebody looked at as well. */
    orReviewed?: boolean;
    notBy?: string;
    /** Without what moved to one of these. */
    notOf?: readonly string[];
    oldestFirst?: boolean;
    limit?: number;
    before?: { at: string; id: string };
  }): Promise<DeclarationRecord[]> {
    const order = options.oldestFirst ? 'asc' : 'desc';
    const query = this.#knex<DeclarationRow>('declarations')
      .where(wanted => {
        wanted.whereIn('state', options.states);
        if (options.orReviewed) {
          wanted.orWhereIn(
            'id',
            this.#knex('declaration_reviews')
              .select('declaration_id')
              .whereNotNull('outcome'),
          );
        }
      })
      .orderBy([
        { column: 'declared_at', order },
        { column: 'id', order },
      ]);
    if (options.limit !== undefined) {
      query.limit(options.limit);
    }
    if (options.notBy !== undefined) {
      query.whereNot('declared_by', options.notBy);
    }
    if (options.notOf !== undefined) {
      query.whereNot(namesAnyOf(this.#knex, 'moved_to', options.notOf));
    }
    if (options.entityRef !== undefined) {
      query.where({ entity_ref: options.entityRef });
    }
    if (options.before) {
      query.whereRaw('(declared_at, id) < (?, ?)', [
        options.before.at,
        options.before.id,
      ]);
    }
    return (await query).map(toDeclaration);
  }

  /** Ends what waits; false when somebody else was faster. */
  async close(
    trx: Transaction,
    options: {
      id: string;
      /** Whose it was when it was asked who may do this. */
      movedTo: readonly string[] | undefined;
      state: 'approved' | 'rejected' | 'withdrawn';
      by: string;
      at: string;
      decision?: string;
    },
  ): Promise<boolean> {
    const updated = await trx('declarations')
      .where({
        id: options.id,
        state: 'pending',
        moved_to: movedText(options.movedTo),
      })
      .update({
        state: options.state,
        ended_at: options.at,
        decided_by: options.by,
        decided_at: options.at,
        decision: options.decision ?? null,
      });
    return updated === 1;
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
      lowerings: JSON.stringify(record.lowerings ?? []),
      approver_role: record.approverRole ?? null,
      reason: record.reason ?? null,
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
