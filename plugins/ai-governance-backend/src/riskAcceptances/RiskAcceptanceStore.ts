import type { Knex } from 'knex';
import type { RiskAcceptance } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Transaction } from '../database/transaction';

/** An acceptance as it is kept; what became of it follows from the time. */
export interface RiskAcceptanceRecord extends Omit<RiskAcceptance, 'state'> {
  /** A newer one took its place. */
  replaced?: true;
}

/** Where a page goes on. */
export interface RiskAcceptancePlace {
  endsAt: string;
  id: string;
}

interface Row {
  id: string;
  control: string;
  reason: string;
  compensating_controls: string;
  accepted_by: string;
  accepted_at: string;
  until: string;
  ends_at: string;
  replaced: boolean | number;
  ended_by: string | null;
  end_reason: string | null;
}

/** When it ended, or ends by itself. */
export const endOf = ({ endedAt, until }: RiskAcceptanceRecord) =>
  endedAt ?? until;

/** Keeps which risks were accepted, also after they ended. */
export class RiskAcceptanceStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async get(
    id: string,
    trx?: Transaction,
  ): Promise<RiskAcceptanceRecord | undefined> {
    const row = await this.#rows(trx).where({ id }).first();
    return row && toRecord(row);
  }

  /** Those in force at an instant, the soonest to end first. */
  async inForce(
    at: string,
    options: { control?: string; trx?: Transaction } = {},
  ): Promise<RiskAcceptanceRecord[]> {
    const { control, trx } = options;
    const query = this.#rows(trx)
      .where('ends_at', '>', at)
      .orderBy(['ends_at', 'id']);
    if (control !== undefined) {
      query.where({ control });
    }
    return (await query).map(toRecord);
  }

  /** By their end, the latest first: so that those in force come before the others. */
  async page(options: {
    limit: number;
    before?: RiskAcceptancePlace;
  }): Promise<RiskAcceptanceRecord[]> {
    const { limit, before } = options;
    const query = this.#rows()
      .orderBy([
        { column: 'ends_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit);
    if (before) {
      query.whereRaw('(ends_at, id) < (?, ?)', [before.endsAt, before.id]);
    }
    return (await query).map(toRecord);
  }

  /** @returns False when it is there already. */
  async insert(
    trx: Transaction,
    record: RiskAcceptanceRecord,
  ): Promise<boolean> {
    const inserted = await trx('risk_acceptances')
      .insert({
        id: record.id,
        control: record.control,
        reason: record.reason,
        compensating_controls: JSON.stringify(record.compensatingControls),
        accepted_by: record.acceptedBy,
        accepted_at: record.acceptedAt,
        until: record.until,
        ends_at: endOf(record),
        replaced: false,
      })
      .onConflict('id')
      .ignore()
      .returning('id');
    return inserted.length > 0;
  }

  /** Writes how it ended before its time. */
  async end(trx: Transaction, record: RiskAcceptanceRecord): Promise<void> {
    await trx('risk_acceptances')
      .where({ id: record.id })
      .update({
        ends_at: endOf(record),
        replaced: record.replaced ?? false,
        ended_by: record.endedBy,
        end_reason: record.endReason ?? null,
      });
  }

  #rows(trx?: Transaction) {
    return (trx ?? this.#knex)<Row>('risk_acceptances');
  }
}

function toRecord(row: Row): RiskAcceptanceRecord {
  return {
    id: row.id,
    control: row.control,
    reason: row.reason,
    compensatingControls: JSON.parse(row.compensating_controls),
    acceptedBy: row.accepted_by,
    acceptedAt: row.accepted_at,
    until: row.until,
    ...(row.ended_by !== null && {
      endedAt: row.ends_at,
      endedBy: row.ended_by,
    }),
    ...(row.end_reason !== null && { endReason: row.end_reason }),
    ...(row.replaced && { replaced: true }),
  };
}
