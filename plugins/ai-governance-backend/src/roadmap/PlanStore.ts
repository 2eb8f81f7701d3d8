import type {
  AdoptionMove,
  PlanAttestation,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Knex } from 'knex';
import { nativeSha256 } from '../assessment/judge';
import { anyOf } from '../database/bulk';
import type { Transaction } from '../database/transaction';

/** One move with whose it is. */
export interface TeamMove extends AdoptionMove {
  team: string;
}

const openKey = ({ subject, plan, item }: PlanAttestation) =>
  nativeSha256(JSON.stringify([subject, plan, item]));

const toAttestation = (row: any): PlanAttestation => ({
  id: row.id,
  subject: row.subject,
  plan: row.plan,
  item: row.item,
  statement: row.statement,
  ...(row.link !== null && { link: row.link }),
  by: row.attested_by,
  at: row.attested_at,
  validUntil: row.valid_until,
});

const toMove = (row: any): TeamMove => ({
  team: row.team,
  from: row.from_stage,
  to: row.to_stage,
  reason: row.reason,
  by: row.moved_by,
  at: row.moved_at,
});

/** Keeps what people say of plans, and the steps of teams. */
export class PlanStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** What stands or lapsed without another that followed, oldest first. */
  async attestations(trx?: Transaction): Promise<PlanAttestation[]> {
    const rows = await (trx ?? this.#knex)('plan_attestations')
      .whereNotNull('open_key')
      .orderBy(['attested_at', 'id']);
    return rows.map(toAttestation);
  }

  /**
   * Takes the place of one that ends before `renewableUntil`.
   *
   * @returns false when somebody else said so already, for longer than that
   */
  async insert(
    trx: Transaction,
    attestation: PlanAttestation,
    renewableUntil: string,
  ): Promise<boolean> {
    await trx('plan_attestations')
      .where({ open_key: openKey(attestation) })
      .where('valid_until', '<=', renewableUntil)
      .update({ open_key: null });
    const inserted = await trx('plan_attestations')
      .insert({
        id: attestation.id,
        subject: attestation.subject,
        plan: attestation.plan,
        item: attestation.item,
        statement: attestation.statement,
        link: attestation.link ?? null,
        attested_by: attestation.by,
        attested_at: attestation.at,
        valid_until: attestation.validUntil,
        open_key: openKey(attestation),
      })
      .onConflict('open_key')
      .ignore()
      .returning('id');
    return inserted.length === 1;
  }

  async get(id: string): Promise<PlanAttestation | undefined> {
    const row = await this.#knex('plan_attestations').where({ id }).first();
    return row && toAttestation(row);
  }

  /** False when it was withdrawn already. */
  async withdraw(
    trx: Transaction,
    options: { id: string; by: string; at: string },
  ): Promise<boolean> {
    const updated = await trx('plan_attestations')
      .where({ id: options.id })
      .whereNotNull('open_key')
      .update({
        open_key: null,
        withdrawn_by: options.by,
        withdrawn_at: options.at,
      });
    return updated === 1;
  }

  /** The stage each of these teams moved to last; nothing of those that never did. */
  async stages(teams: readonly string[]): Promise<Map<string, string | null>> {
    const rows = await this.#knex('adoption_moves')
      .where(anyOf(this.#knex, 'team', teams))
      .orderBy('id')
      .select('team', 'to_stage');
    return new Map(rows.map(row => [row.team, row.to_stage]));
  }

  /** Whether any team ever moved. */
  async anyMoved(): Promise<boolean> {
    return (await this.#knex('adoption_moves').first('id')) !== undefined;
  }

  /** Every step of every team, oldest first. */
  async moves(trx?: Transaction): Promise<TeamMove[]> {
    const rows = await (trx ?? this.#knex)('adoption_moves').orderBy('id');
    return rows.map(toMove);
  }

  async move(trx: Transaction, move: TeamMove): Promise<void> {
    await trx('adoption_moves').insert({
      team: move.team,
      from_stage: move.from,
      to_stage: move.to,
      reason: move.reason,
      moved_by: move.by,
      moved_at: move.at,
    });
  }
}
