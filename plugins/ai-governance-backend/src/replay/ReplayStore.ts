import type { Knex } from 'knex';
import type { Evidence } from '@plumbline/backstage-plugin-ai-governance-common';
import type { EvidenceDigest } from '../assessment/AssessmentInputs';

/** A judgement as it was recorded, and what it was made from. */
export interface RecordedJudgement {
  /** When it came into force. */
  from: string;
  judgedAt?: string;
  /** Digest of its outcome. */
  digest: string;
  inputs?: string;
  confirmed?: string;
}

const toRecorded = (row: any): RecordedJudgement => ({
  from: row.from_at,
  judgedAt: row.judged_at ?? undefined,
  digest: row.digest,
  inputs: row.inputs ?? undefined,
  confirmed: row.confirmed ?? undefined,
});

/** Reads what past judgements were made from. */
export class ReplayStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The entity's own judgement in force at an instant. */
  async ownAt(
    entityRef: string,
    at: string,
  ): Promise<RecordedJudgement | undefined> {
    return this.#inForceAt(
      ['scorecards', 'scorecard_history'],
      'entity_ref',
      'output_digest',
      entityRef,
      at,
    );
  }

  /** Parts of a group or of the organization in force at an instant. */
  async partsAt(
    subject: string,
    at: string,
  ): Promise<RecordedJudgement | undefined> {
    return this.#inForceAt(
      ['judged_parts', 'judged_parts_history'],
      'subject',
      'digest',
      subject,
      at,
    );
  }

  /** Evidence by what names it; what is kept nowhere any more is left out. */
  async evidence(
    subject: string,
    named: readonly EvidenceDigest[],
  ): Promise<Map<string, Evidence[]>> {
    const result = new Map<string, Evidence[]>();
    if (named.length === 0) {
      return result;
    }
    const sources = named.map(({ source }) => source);
    const rows = await this.#knex('evidence')
      .select('source_key', 'items', 'changed_at as from_at')
      .where({ subject })
      .whereIn('source_key', sources)
      .unionAll(
        this.#knex('evidence_history')
          .select('source_key', 'items', 'from_at')
          .where({ subject })
          .whereIn('source_key', sources)
          .whereIn(
            'from_at',
            named.map(({ changedAt }) => changedAt),
          ) as never,
      );
    for (const { source, changedAt } of named) {
      const row = rows.find(
        candidate =>
          candidate.source_key === source && candidate.from_at === changedAt,
      );
      if (row) {
        result.set(source, JSON.parse(row.items));
      }
    }
    return result;
  }

  async #inForceAt(
    [current, history]: [string, string],
    key: string,
    digest: string,
    subject: string,
    at: string,
  ): Promise<RecordedJudgement | undefined> {
    const columns = ['judged_at', `${digest} as digest`, 'inputs', 'confirmed'];
    const inForce = await this.#knex(current)
      .select(...columns, 'changed_at as from_at')
      .where({ [key]: subject })
      .where('changed_at', '<=', at)
      .first();
    if (inForce) {
      return toRecorded(inForce);
    }
    const past = await this.#knex(history)
      .select(...columns, 'from_at')
      .where({ [key]: subject })
      .where('from_at', '<=', at)
      .where('until_at', '>', at)
      .orderBy('until_at')
      .first();
    return past && toRecorded(past);
  }
}
