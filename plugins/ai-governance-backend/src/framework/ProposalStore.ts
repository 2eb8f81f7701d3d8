import type {
  Framework,
  FrameworkProposal,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Knex } from 'knex';
import type { Transaction } from '../database/transaction';

/** A proposal with what it proposes. */
export interface ProposalRecord extends FrameworkProposal {
  framework: Framework;
  /** Digest of what was in force before it. */
  replacedDigest?: string;
  /** The proposal it took the place of, and how that one stood. */
  replaced?: Pick<FrameworkProposal, 'id' | 'state'>;
}

const LISTED = [
  'id',
  'framework_id',
  'version',
  'digest',
  'reason',
  'proposed_by',
  'proposed_at',
  'state',
  'decided_by',
  'decided_at',
  'decision',
  'effective_from',
  'replaced_digest',
];

/** Keeps framework versions that were proposed, and what became of them. */
export class ProposalStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async insert(trx: Transaction, record: ProposalRecord): Promise<void> {
    await trx('framework_proposals').insert({
      id: record.id,
      framework_id: record.frameworkId,
      version: record.version,
      digest: record.digest,
      document: JSON.stringify(record.framework),
      reason: record.reason,
      proposed_by: record.proposedBy,
      proposed_at: record.proposedAt,
      state: record.state,
    });
  }

  /** Newest first, without their documents. */
  async list(limit: number): Promise<FrameworkProposal[]> {
    const rows = await this.#knex('framework_proposals')
      .select(LISTED)
      .orderBy([{ column: 'proposed_at', order: 'desc' }, { column: 'id' }])
      .limit(limit);
    return rows.map(row => {
      const { replacedDigest: _, ...proposal } = toProposal(row);
      return proposal;
    });
  }

  /** Those that wait for a decision, longest first. */
  async waiting(options: {
    notBy?: string;
    limit: number;
  }): Promise<FrameworkProposal[]> {
    const query = this.#knex('framework_proposals')
      .select(LISTED)
      .where({ state: 'proposed' })
      .orderBy([{ column: 'proposed_at' }, { column: 'id' }])
      .limit(options.limit);
    if (options.notBy !== undefined) {
      query.whereNot({ proposed_by: options.notBy });
    }
    return (await query).map(toProposal);
  }

  async get(
    id: string,
    trx?: Transaction,
  ): Promise<ProposalRecord | undefined> {
    const row = await (trx ?? this.#knex)('framework_proposals')
      .where({ id })
      .first();
    return (
      row && {
        ...toProposal(row),
        framework: JSON.parse(row.document),
        ...(row.replaced_id !== null && {
          replaced: { id: row.replaced_id, state: row.replaced_state },
        }),
      }
    );
  }

  /** Announced versions whose time has come, the one decided last at the end. */
  async due(trx: Transaction, at: string): Promise<ProposalRecord[]> {
    const rows = await trx('framework_proposals')
      .where({ state: 'announced' })
      .where('effective_from', '<=', at)
      .orderBy('decided_at');
    return rows.map(row => ({
      ...toProposal(row),
      framework: JSON.parse(row.document),
    }));
  }

  /** Whether anything is announced for a time that has come. */
  async isDue(at: string): Promise<boolean> {
    const row = await this.#knex('framework_proposals')
      .where({ state: 'announced' })
      .where('effective_from', '<=', at)
      .first('id');
    return row !== undefined;
  }

  /** @returns false when it is in none of the states any more */
  async change(
    trx: Transaction,
    id: string,
    from: readonly FrameworkProposal['state'][],
    to: {
      state: FrameworkProposal['state'];
      by?: string;
      at?: string;
      decision?: string;
      effectiveFrom?: string;
      replacedDigest?: string;
      replaced?: ProposalRecord['replaced'];
    },
  ): Promise<boolean> {
    const changed = await trx('framework_proposals')
      .where({ id })
      .whereIn('state', from as string[])
      .update({
        state: to.state,
        ...(to.by !== undefined && { decided_by: to.by }),
        ...(to.at !== undefined && { decided_at: to.at }),
        ...(to.decision !== undefined && { decision: to.decision }),
        ...(to.effectiveFrom !== undefined && {
          effective_from: to.effectiveFrom,
        }),
        ...(to.replacedDigest !== undefined && {
          replaced_digest: to.replacedDigest,
        }),
        ...(to.replaced && {
          replaced_id: to.replaced.id,
          replaced_state: to.replaced.state,
        }),
      });
    return changed > 0;
  }

  /** Another version takes the place of those in force or announced. */
  async supersede(trx: Transaction): Promise<void> {
    await trx('framework_proposals')
      .whereIn('state', ['announced', 'inForce'])
      .update({ state: 'superseded' });
  }

  /** The version of the portal that is in force, as a whole or announced. */
  async standing(trx?: Transaction): Promise<FrameworkProposal | undefined> {
    const row = await (trx ?? this.#knex)('framework_proposals')
      .select(LISTED)
      .whereIn('state', ['announced', 'inForce'])
      .first();
    return row && toProposal(row);
  }
}

function toProposal(row: any): FrameworkProposal & { replacedDigest?: string } {
  const optional = {
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    decision: row.decision,
    effectiveFrom: row.effective_from,
    replacedDigest: row.replaced_digest,
  };
  return {
    id: row.id,
    frameworkId: row.framework_id,
    version: row.version,
    digest: row.digest,
    reason: row.reason,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
    state: row.state,
    ...Object.fromEntries(
      Object.entries(optional).filter(([, value]) => value !== null),
    ),
  };
}
