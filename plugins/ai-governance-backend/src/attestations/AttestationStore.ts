import type { Knex } from 'knex';
import type { Attestation } from '@plumbline/backstage-plugin-ai-governance-common';
import { ORGANIZATION } from '../assessment/AssessmentQueue';
import { anyOf, chunks } from '../database/bulk';
import type { Transaction } from '../database/transaction';

/** An attestation with what only the store knows of it. */
export interface AttestationRecord extends Attestation {
  /** When it was revoked, or refused before anybody confirmed it. */
  revokedAt?: string;
  endedBy?: string;
  endedReason?: string;
  isRejected?: true;
}

/** As the table holds it. */
export interface AttestationRow {
  id: string;
  check_id: string;
  subject: string;
  statement: string;
  link: string | null;
  items: string;
  attested_by: string;
  confirmed_by: string | null;
  from_at: string;
  until_at: string;
  revoked_at: string | null;
  // Absent where only those in force are read.
  ended_by?: string | null;
  ended_reason?: string | null;
  rejected?: boolean | number;
}

export const toAttestation = (row: AttestationRow): AttestationRecord => {
  const items = JSON.parse(row.items);
  return {
    id: row.id,
    check: row.check_id,
    subject: row.subject,
    statement: row.statement,
    ...(row.link === null ? {} : { link: row.link }),
    ...(items.length === 0 ? {} : { items }),
    by: row.attested_by,
    ...(row.confirmed_by === null ? {} : { confirmedBy: row.confirmed_by }),
    from: row.from_at,
    validUntil: row.until_at,
    ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
    ...(row.ended_by && { endedBy: row.ended_by }),
    ...(row.ended_reason && { endedReason: row.ended_reason }),
    ...(row.rejected && { isRejected: true as const }),
  };
};

/** Of those for the organization only what a second person confirmed counts. */
const counting = (table: string) => (either: Knex.QueryBuilder) =>
  either
    .whereNot(`${table}.subject`, ORGANIZATION)
    .orWhereNotNull(`${table}.confirmed_by`);

/** Keeps attestations; revoking one leaves it readable. */
export class AttestationStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Attestations of the subjects that are not revoked, oldest first. */
  async unrevoked(
    subjects: readonly string[],
    trx?: Transaction,
  ): Promise<AttestationRecord[]> {
    const rows = await (trx ?? this.#knex)<AttestationRow>('attestations')
      .where(anyOf(this.#knex, 'subject', subjects))
      .whereNull('revoked_at')
      .orderBy(['from_at', 'id']);
    return rows.map(toAttestation);
  }

  /** One page, newest first; `before` is the position of the page before. */
  async list(options: {
    subject: string;
    limit: number;
    before?: { from: string; id: string };
  }): Promise<AttestationRecord[]> {
    const { before } = options;
    const query = this.#knex<AttestationRow>('attestations')
      .where({ subject: options.subject })
      .orderBy([
        { column: 'from_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(options.limit);
    if (before) {
      query.whereRaw('(from_at, id) < (?, ?)', [before.from, before.id]);
    }
    return (await query).map(toAttestation);
  }

  /**
   * Attestations in force at `at` that end by `until` and were not renewed,
   * soonest first.
   *
   * @param options - `of`: only those that this person gave, or that answer
   * one of these checks for the organization
   */
  async ending(options: {
    at: string;
    until: string;
    of?: { by: string; checks: readonly string[] };
    limit?: number;
  }): Promise<AttestationRecord[]> {
    const { at, until, of, limit } = options;
    const query = this.#knex('attestations as own')
      .select('own.*')
      .whereNull('own.revoked_at')
      .where(counting('own'))
      .where('own.until_at', '>', at)
      .where('own.until_at', '<=', until)
      .whereNotExists(
        this.#knex('attestations as later')
          .select(this.#knex.raw('1'))
          .whereRaw('later.subject = own.subject')
          .whereRaw('later.check_id = own.check_id')
          .whereRaw('later.until_at > own.until_at')
          .whereNull('later.revoked_at')
          .where(counting('later')),
      )
      .orderBy(['own.until_at', 'own.id']);
    if (of) {
      query.where(theirs =>
        theirs
          .where('own.attested_by', of.by)
          .orWhere(shared =>
            shared
              .where('own.subject', ORGANIZATION)
              .where(anyOf(this.#knex, 'own.check_id', of.checks)),
          ),
      );
    }
    if (limit !== undefined) {
      query.limit(limit);
    }
    const rows: AttestationRow[] = await query;
    return rows.map(toAttestation);
  }

  /** Those for the organization that wait for a second person, oldest first. */
  async awaiting(options: {
    at: string;
    notBy?: string;
    limit: number;
  }): Promise<AttestationRecord[]> {
    const query = this.#knex<AttestationRow>('attestations')
      .where({ subject: ORGANIZATION })
      .whereNull('confirmed_by')
      .whereNull('revoked_at')
      .where('until_at', '>', options.at)
      .orderBy(['from_at', 'id'])
      .limit(options.limit);
    if (options.notBy !== undefined) {
      query.whereNot('attested_by', options.notBy);
    }
    return (await query).map(toAttestation);
  }

  async get(
    id: string,
    trx?: Transaction,
  ): Promise<AttestationRecord | undefined> {
    const row = await (trx ?? this.#knex)<AttestationRow>('attestations')
      .where({ id })
      .first();
    return row && toAttestation(row);
  }

  async insert(
    trx: Transaction,
    records: readonly AttestationRecord[],
  ): Promise<void> {
    for (const slice of chunks(records)) {
      await trx('attestations').insert(
        slice.map(record => ({
          id: record.id,
          check_id: record.check,
          subject: record.subject,
          statement: record.statement,
          link: record.link ?? null,
          items: JSON.stringify(record.items ?? []),
          attested_by: record.by,
          confirmed_by: record.confirmedBy ?? null,
          from_at: record.from,
          until_at: record.validUntil,
        })),
      );
    }
  }

  /**
   * Sets the second person; false when somebody else was faster.
   *
   * @param from - the attestation is in force from now on, not from when it
   * was written
   */
  async confirm(
    trx: Transaction,
    options: { id: string; by: string; from: string },
  ): Promise<boolean> {
    const updated = await trx('attestations')
      .where({ id: options.id })
      .whereNull('confirmed_by')
      .whereNull('revoked_at')
      .update({ confirmed_by: options.by, from_at: options.from });
    return updated === 1;
  }

  /**
   * Ends one; false when it ended before.
   *
   * @param options - `rejects`: only while it waits for a second person
   */
  async end(
    trx: Transaction,
    options: {
      id: string;
      by: string;
      at: string;
      reason: string;
      rejects: boolean;
    },
  ): Promise<boolean> {
    const query = trx('attestations')
      .where({ id: options.id })
      .whereNull('revoked_at');
    if (options.rejects) {
      query.whereNull('confirmed_by');
    }
    const updated = await query.update({
      revoked_at: options.at,
      ended_by: options.by,
      ended_reason: options.reason,
      rejected: options.rejects,
    });
    return updated === 1;
  }
}
