import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type {
  DisputeResponse,
  Suppression,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { anyOf } from '../database/bulk';
import type { Transaction } from '../database/transaction';
import type { MovedRequest } from '../exceptions/ExceptionOwners';
import { movedText, moveRows, namesAnyOf } from '../exceptions/moveRows';

/** A finding somebody says is wrong, stored as it is answered. */
export type DisputeRecord = Omit<DisputeResponse, 'allowed'>;

/** As the table holds it. */
export interface DisputeRow {
  id: string;
  entity_ref: string;
  check_id: string;
  fingerprint: string;
  finding: string;
  reason: string;
  disputed_by: string;
  disputed_at: string;
  state: DisputeRecord['state'];
  decided_by: string | null;
  decided_at: string | null;
  decision: string | null;
  until_at: string | null;
  moved_to?: string | null;
}

export const toDispute = (row: DisputeRow): DisputeRecord => ({
  id: row.id,
  entityRef: row.entity_ref,
  check: row.check_id,
  fingerprint: row.fingerprint,
  finding: JSON.parse(row.finding),
  reason: row.reason,
  by: row.disputed_by,
  at: row.disputed_at,
  state: row.state,
  ...(row.decided_by !== null && { decidedBy: row.decided_by }),
  ...(row.decided_at !== null && { decidedAt: row.decided_at }),
  ...(row.decision !== null && { decision: row.decision }),
  ...(row.until_at !== null && { until: row.until_at }),
  ...(row.moved_to && { movedTo: JSON.parse(row.moved_to) }),
});

/** What an accepted dispute leaves out. */
export function suppressionOf(dispute: DisputeRecord): Suppression[] {
  return dispute.state === 'accepted' && dispute.until && dispute.decidedAt
    ? [
        {
          id: dispute.id,
          check: dispute.check,
          fingerprint: dispute.fingerprint,
          from: dispute.decidedAt,
          until: dispute.until,
        },
      ]
    : [];
}

/** A check that dropped to a warning. */
export interface CheckWarning {
  check: string;
  since: string;
  accepted: number;
  findings: number;
}

/** Keeps disputes; a decided one is never edited again. */
export class DisputeStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** False when the same finding is disputed already. */
  async insert(trx: Transaction, record: DisputeRecord): Promise<boolean> {
    const inserted = await trx('disputes')
      .insert({
        id: record.id,
        entity_ref: record.entityRef,
        check_id: record.check,
        fingerprint: record.fingerprint,
        finding: JSON.stringify(record.finding),
        reason: record.reason,
        disputed_by: record.by,
        disputed_at: record.at,
        state: record.state,
        open_key: createHash('sha256')
          .update(
            JSON.stringify([
              record.entityRef,
              record.check,
              record.fingerprint,
            ]),
          )
          .digest('hex'),
      })
      .onConflict('open_key')
      .ignore()
      .returning('id');
    return inserted.length === 1;
  }

  /** False when somebody else was faster. */
  async close(
    trx: Transaction,
    options: {
      id: string;
      /** Whose it was when it was asked who may do this. */
      movedTo: readonly string[] | undefined;
      state: 'accepted' | 'rejected' | 'withdrawn';
      by: string;
      at: string;
      decision?: string;
      until?: string;
    },
  ): Promise<boolean> {
    const updated = await trx('disputes')
      .where({
        id: options.id,
        state: 'open',
        moved_to: movedText(options.movedTo),
      })
      .update({
        state: options.state,
        decided_by: options.by,
        decided_at: options.at,
        decision: options.decision ?? null,
        until_at: options.until ?? null,
        open_key: null,
      });
    return updated === 1;
  }

  /** Gives what waits to the owners that the entities have now. */
  async move(
    trx: Transaction,
    owners: ReadonlyMap<string, readonly string[]>,
  ): Promise<MovedRequest[]> {
    return moveRows<DisputeRow>(trx, {
      table: 'disputes',
      state: 'open',
      kind: 'dispute',
      owners,
      details: row => ({ check: row.check_id }),
    });
  }

  async get(id: string): Promise<DisputeRecord | undefined> {
    const row = await this.#knex<DisputeRow>('disputes').where({ id }).first();
    return row && toDispute(row);
  }

  /** Open and accepted disputes of the entities, oldest first. */
  async current(
    refs: readonly string[],
    trx?: Transaction,
  ): Promise<DisputeRecord[]> {
    const rows = await (trx ?? this.#knex)<DisputeRow>('disputes')
      .where(anyOf(this.#knex, 'entity_ref', refs))
      .whereIn('state', ['open', 'accepted'])
      .orderBy(['disputed_at', 'id']);
    return rows.map(toDispute);
  }

  /** One page, newest first unless asked otherwise. */
  async list(options: {
    entityRef?: string;
    state?: DisputeRecord['state'];
    notBy?: string;
    /** Without what moved to one of these. */
    notOf?: readonly string[];
    oldestFirst?: boolean;
    limit: number;
    before?: { at: string; id: string };
  }): Promise<DisputeRecord[]> {
    const order = options.oldestFirst ? 'asc' : 'desc';
    const query = this.#knex<DisputeRow>('disputes')
      .orderBy([
        { column: 'disputed_at', order },
        { column: 'id', order },
      ])
      .limit(options.limit);
    if (options.notBy !== undefined) {
      query.whereNot('disputed_by', options.notBy);
    }
    if (options.notOf !== undefined) {
      query.whereNot(namesAnyOf(this.#knex, 'moved_to', options.notOf));
    }
    if (options.entityRef !== undefined) {
      query.where({ entity_ref: options.entityRef });
    }
    if (options.state !== undefined) {
      query.where({ state: options.state });
    }
    if (options.before) {
      query.whereRaw('(disputed_at, id) < (?, ?)', [
        options.before.at,
        options.before.id,
      ]);
    }
    return (await query).map(toDispute);
  }

  /** How many disputes each check had since an instant, by what became of them. */
  async counts(
    since: string,
  ): Promise<{ check: string; disputed: number; accepted: number }[]> {
    const rows = await this.#knex('disputes')
      .select('check_id')
      .count({ disputed: '*' })
      .sum({
        accepted: this.#knex.raw(
          `case when state = 'accepted' then 1 else 0 end`,
        ),
      })
      .where('disputed_at', '>=', since)
      .groupBy('check_id')
      .orderBy('check_id');
    return (rows as any[]).map(row => ({
      check: row.check_id,
      disputed: Number(row.disputed),
      accepted: Number(row.accepted),
    }));
  }

  async warnings(trx?: Transaction): Promise<CheckWarning[]> {
    const rows = await (trx ?? this.#knex)('check_warnings').orderBy(
      'check_id',
    );
    return rows.map(row => ({
      check: row.check_id,
      since: row.since_at,
      accepted: Number(row.accepted),
      findings: Number(row.findings),
    }));
  }

  async warn(trx: Transaction, warning: CheckWarning): Promise<void> {
    await trx('check_warnings')
      .insert({
        check_id: warning.check,
        since_at: warning.since,
        accepted: warning.accepted,
        findings: warning.findings,
      })
      .onConflict('check_id')
      .ignore();
  }

  async unwarn(trx: Transaction, check: string): Promise<void> {
    await trx('check_warnings').where({ check_id: check }).delete();
  }
}
