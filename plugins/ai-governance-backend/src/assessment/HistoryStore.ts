import type { Knex } from 'knex';
import type { Level } from '@plumbline/backstage-plugin-ai-governance-common';
import { anyOf } from '../database/bulk';

/** A judgement and the time [from, until) it was in force. */
export interface Period {
  from: string;
  /** Undefined while it is in force. */
  until?: string;
  statuses: string;
  level: Level | null;
  levelWithoutExceptions?: Level | null;
  groupSubject?: string;
  frameworkDigest?: string;
  metWeight?: number;
  totalWeight?: number;
}

/** Most steps of one subject that are read; older ones are left out. */
const MOST_PERIODS = 1000;

/** Reads superseded judgements together with the one in force. */
export class HistoryStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Oldest first, the newest thousand. */
  async ownPeriods(entityRef: string): Promise<Period[]> {
    const past = await this.#knex('scorecard_history')
      .where({ entity_ref: entityRef })
      .orderBy('until_at', 'desc')
      .limit(MOST_PERIODS);
    const current = await this.#knex('scorecards')
      .where({ entity_ref: entityRef })
      .first();
    return [
      ...past.reverse(),
      ...(current ? [{ ...current, from_at: current.changed_at }] : []),
    ].map(row => ({
      from: row.from_at,
      until: row.until_at ?? undefined,
      statuses: row.statuses,
      level: row.entity_level,
      levelWithoutExceptions: row.entity_level_without_exceptions,
      groupSubject: row.group_subject ?? undefined,
      frameworkDigest: row.framework_digest,
      metWeight: Number(row.met_weight),
      totalWeight: Number(row.total_weight),
    }));
  }

  /** Periods of groups and the organization by subject, oldest first. */
  async sharedPeriods(
    subjects: readonly string[],
  ): Promise<Map<string, Period[]>> {
    const past = await this.#knex('judged_parts_history')
      .where(anyOf(this.#knex, 'subject', subjects))
      .orderBy('until_at', 'desc')
      .limit(MOST_PERIODS);
    const current = await this.#knex('judged_parts')
      .select(
        'subject',
        'statuses',
        'level',
        'met_weight',
        'total_weight',
        'changed_at',
      )
      .where(anyOf(this.#knex, 'subject', subjects));
    const result = new Map<string, Period[]>(
      subjects.map(subject => [subject, []]),
    );
    for (const row of [
      ...past.reverse(),
      ...current.map(parts => ({ ...parts, from_at: parts.changed_at })),
    ]) {
      result.get(row.subject)!.push({
        from: row.from_at,
        until: row.until_at ?? undefined,
        statuses: row.statuses,
        level: row.level,
        metWeight: Number(row.met_weight ?? 0),
        totalWeight: Number(row.total_weight ?? 0),
      });
    }
    return result;
  }
}
