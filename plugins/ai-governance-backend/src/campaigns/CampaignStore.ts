import type {
  CampaignOwner,
  CampaignPlan,
  CampaignPoint,
  MilestoneState,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Knex } from 'knex';
import type { Transaction } from '../database/transaction';
import { packAtEnd } from './atEnd';
import type { OwnersAtEnd } from './atEnd';

/** How a campaign stood when it ended. */
export interface CampaignOutcome {
  points: CampaignPoint[];
  /** Of campaigns that ended before their endings were kept, and not of all owners. */
  owners?: CampaignOwner[];
  milestoneStates: MilestoneState[];
}

/** A campaign as it is kept. */
export interface CampaignRecord extends CampaignPlan {
  id: string;
  version: number;
  createdBy: string;
  createdAt: string;
  updatedBy: string;
  updatedAt: string;
  endsAt: string;
  endedBy?: string;
  endReason?: string;
  outcome?: CampaignOutcome;
}

interface Row {
  id: string;
  name: string;
  description: string | null;
  owner: string;
  goal: string;
  filter: string;
  start_on: string;
  due_on: string;
  milestones: string;
  version: number;
  created_by: string;
  created_at: string;
  updated_by: string;
  updated_at: string;
  ended_by: string | null;
  end_reason: string | null;
  ends_at: string;
  outcome: string | null;
}

const toRecord = (row: Row): CampaignRecord => ({
  id: row.id,
  name: row.name,
  ...(row.description !== null && { description: row.description }),
  owner: row.owner,
  goal: JSON.parse(row.goal),
  filter: JSON.parse(row.filter),
  startOn: row.start_on,
  dueOn: row.due_on,
  milestones: JSON.parse(row.milestones),
  version: Number(row.version),
  createdBy: row.created_by,
  createdAt: row.created_at,
  updatedBy: row.updated_by,
  updatedAt: row.updated_at,
  ...(row.ended_by !== null && { endedBy: row.ended_by }),
  ...(row.end_reason !== null && { endReason: row.end_reason }),
  endsAt: row.ends_at,
  ...(row.outcome !== null && { outcome: JSON.parse(row.outcome) }),
});

const toRow = (record: CampaignRecord): Row => ({
  id: record.id,
  name: record.name,
  description: record.description ?? null,
  owner: record.owner,
  goal: JSON.stringify(record.goal),
  filter: JSON.stringify(record.filter),
  start_on: record.startOn,
  due_on: record.dueOn,
  milestones: JSON.stringify(record.milestones),
  version: record.version,
  created_by: record.createdBy,
  created_at: record.createdAt,
  updated_by: record.updatedBy,
  updated_at: record.updatedAt,
  ended_by: record.endedBy ?? null,
  end_reason: record.endReason ?? null,
  ends_at: record.endsAt,
  outcome: record.outcome ? JSON.stringify(record.outcome) : null,
});

/** Keeps campaigns; an ended one is never changed again. */
export class CampaignStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async get(
    id: string,
    trx?: Transaction,
  ): Promise<CampaignRecord | undefined> {
    const row = await (trx ?? this.#knex)<Row>('campaigns')
      .where({ id })
      .first();
    return row && toRecord(row);
  }

  /** Those that are not over, the one that ends first coming first. */
  async open(at: string, trx?: Transaction): Promise<CampaignRecord[]> {
    const rows = await (trx ?? this.#knex)<Row>('campaigns')
      .where('ends_at', '>', at)
      .orderBy(['ends_at', 'id']);
    return rows.map(toRecord);
  }

  /** One page of those that are over, newest first. */
  async ended(options: {
    at: string;
    limit: number;
    before?: { endsAt: string; id: string };
  }): Promise<CampaignRecord[]> {
    const query = this.#knex<Row>('campaigns')
      .where('ends_at', '<=', options.at)
      .orderBy([
        { column: 'ends_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(options.limit);
    if (options.before) {
      query.whereRaw('(ends_at, id) < (?, ?)', [
        options.before.endsAt,
        options.before.id,
      ]);
    }
    return (await query).map(toRecord);
  }

  /** Those that are over without anybody having kept how they stood. */
  async unsettled(at: string): Promise<CampaignRecord[]> {
    const rows = await this.#knex<Row>('campaigns')
      .where('ends_at', '<=', at)
      .whereNull('outcome')
      .orderBy(['ends_at', 'id']);
    return rows.map(toRecord);
  }

  async insert(trx: Transaction, record: CampaignRecord): Promise<void> {
    await trx('campaigns').insert(toRow(record));
  }

  /**
   * Writes a campaign over the version before it.
   *
   * @returns False when somebody else was faster.
   */
  async update(trx: Transaction, record: CampaignRecord): Promise<boolean> {
    const updated = await trx('campaigns')
      .where({ id: record.id, version: record.version - 1 })
      .update(toRow(record));
    return updated === 1;
  }

  /** Every owner of a campaign that is over, with figures, where they were kept. */
  async ownersAtEnd(id: string): Promise<CampaignOwner[] | undefined> {
    const row = await this.#knex('campaign_endings')
      .where({ campaign: id })
      .first('owners');
    return row && JSON.parse(row.owners);
  }

  /**
   * The entities of campaigns that are over, by campaign, where they were
   * kept. They stay packed until somebody needs them: see `unpackAtEnd`.
   */
  async entitiesAtEnd(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.#knex('campaign_endings')
      .whereIn('campaign', ids)
      .select('campaign', 'entities');
    return new Map(rows.map(({ campaign, entities }) => [campaign, entities]));
  }

  /** Keeps how a campaign stood when it ended; what is kept already stays. */
  async settle(
    trx: Transaction,
    id: string,
    outcome: CampaignOutcome,
    atEnd: { owners: readonly CampaignOwner[]; entities: OwnersAtEnd },
  ): Promise<boolean> {
    const updated = await trx('campaigns')
      .where({ id })
      .whereNull('outcome')
      .update({ outcome: JSON.stringify(outcome) });
    if (updated === 0) {
      return false;
    }
    await trx('campaign_endings').insert({
      campaign: id,
      owners: JSON.stringify(atEnd.owners),
      entities: packAtEnd(atEnd.entities),
    });
    return true;
  }

  /**
   * Takes the digest of a person in a week.
   *
   * @returns False when another replica sends it, or did.
   */
  async claimDigest(
    person: string,
    week: string,
    at: string,
  ): Promise<boolean> {
    const claimed = await this.#knex('campaign_digests')
      .insert({ person, week, sent_at: at })
      .onConflict(['person', 'week'])
      .ignore()
      .returning('person');
    return claimed.length === 1;
  }

  /** Gives a digest back that could not be sent. */
  async releaseDigest(person: string, week: string): Promise<void> {
    await this.#knex('campaign_digests').where({ person, week }).delete();
  }

  /** Those who have their digest of a week. */
  async digested(week: string): Promise<Set<string>> {
    const rows = await this.#knex('campaign_digests')
      .where({ week })
      .select('person');
    return new Set(rows.map(({ person }) => person));
  }

  /** Forgets digests of long ago. */
  async forgetDigests(before: string): Promise<void> {
    await this.#knex('campaign_digests').where('sent_at', '<', before).delete();
  }
}
