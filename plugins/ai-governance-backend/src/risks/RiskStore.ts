import type { RiskDetails } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Knex } from 'knex';
import type { Transaction } from '../database/transaction';

/** What people wrote of one risk. */
export interface RiskEntry {
  id: string;
  /** Of risks that the organization added. */
  details?: RiskDetails;
  owner?: string;
  mitigation?: string;
  reviewBy?: string;
  version: number;
  updatedBy: string;
  updatedAt: string;
  retiredAt?: string;
}

interface Row {
  risk_id: string;
  details: string | null;
  owner: string | null;
  mitigation: string | null;
  review_by: string | null;
  version: number;
  updated_by: string;
  updated_at: string;
  retired_at: string | null;
}

const toEntry = (row: Row): RiskEntry => ({
  id: row.risk_id,
  ...(row.details !== null && { details: JSON.parse(row.details) }),
  ...(row.owner !== null && { owner: row.owner }),
  ...(row.mitigation !== null && { mitigation: row.mitigation }),
  ...(row.review_by !== null && { reviewBy: row.review_by }),
  version: Number(row.version),
  updatedBy: row.updated_by,
  updatedAt: row.updated_at,
  ...(row.retired_at !== null && { retiredAt: row.retired_at }),
});

const toRow = (entry: RiskEntry): Row => ({
  risk_id: entry.id,
  details: entry.details ? JSON.stringify(entry.details) : null,
  owner: entry.owner ?? null,
  mitigation: entry.mitigation ?? null,
  review_by: entry.reviewBy ?? null,
  version: entry.version,
  updated_by: entry.updatedBy,
  updated_at: entry.updatedAt,
  retired_at: entry.retiredAt ?? null,
});

/** Keeps what people wrote into the register; what was before is in the audit log. */
export class RiskStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Retired ones too, in the order they were added. */
  async all(trx?: Transaction): Promise<RiskEntry[]> {
    const rows = await (trx ?? this.#knex)<Row>('risk_entries').orderBy(
      'risk_id',
    );
    return rows.map(toEntry);
  }

  async get(id: string, trx?: Transaction): Promise<RiskEntry | undefined> {
    const row = await (trx ?? this.#knex)<Row>('risk_entries')
      .where({ risk_id: id })
      .first();
    return row && toEntry(row);
  }

  /**
   * Writes an entry over the version before it, or as the first one.
   *
   * @returns False when somebody else was faster.
   */
  async write(trx: Transaction, entry: RiskEntry): Promise<boolean> {
    const row = toRow(entry);
    if (entry.version === 1) {
      const inserted = await trx('risk_entries')
        .insert(row)
        .onConflict('risk_id')
        .ignore()
        .returning('risk_id');
      return inserted.length === 1;
    }
    const updated = await trx('risk_entries')
      .where({ risk_id: entry.id, version: entry.version - 1 })
      .whereNull('retired_at')
      .update(row);
    return updated === 1;
  }
}
