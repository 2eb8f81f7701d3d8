import {
  combineLevels,
  PROGRESS_SHARES,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  ControlStatus,
  Level,
  LevelDistribution,
  MaturityRollup,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Own, Part } from './Organization';
import { progressRollup, shareOf } from './ownProgress';
import type { Progress } from './ownProgress';
import {
  IS_STALE,
  JOINED,
  NO_PART_CODE,
  pairOf,
  STATUSES,
} from './statusCodes';

/** What one entity adds to a rollup. */
export interface Standing {
  notAssessable?: string;
  declared: boolean;
  seen: boolean;
  stale: boolean;
  /** 0 stands for an entity that is not ranked. */
  level: number;
  ownLevel: number;
  levelWithoutExceptions: number;
  score: number | null;
  /** Towards the next own level; of those who are counted and ranked. */
  progress?: Progress;
  /** Numbers of statuses, per control in the framework's order. */
  statuses: Uint8Array;
}

/**
 * The level the organization's parts allow. Without parts it holds nobody
 * back, before it was judged everybody.
 */
export function allowedLevel(organization: Part | undefined): Level {
  return (organization ? organization.level ?? 5 : 1) as Level;
}

/** How much of what own parts and those of the group weigh is met; null for nothing. */
export function scoreOf(own: Own, group: Part | undefined): number | null {
  const total = own.totalWeight + (group?.totalWeight ?? 0);
  const met = own.metWeight + (group?.metWeight ?? 0);
  return total > 0 ? Math.floor((100 * met) / total) : null;
}

/** Joins own parts with those of their group and of the organization. */
export function standingOf(
  own: Own,
  group: Part | undefined,
  organization: Part | undefined,
): Standing {
  const { codes } = own;
  const statuses = new Uint8Array(codes.length);
  let stale = false;
  for (let index = 0; index < codes.length; index++) {
    const pair = pairOf(codes[index], group?.codes[index] ?? NO_PART_CODE);
    statuses[index] = JOINED[organization?.codes[index] ?? NO_PART_CODE][pair];
    stale ||= IS_STALE[pair];
  }
  const levels = (entityLevel: number | null) =>
    combineLevels({
      entityLevel: entityLevel as Level | null,
      groupLevel: (group?.level ?? null) as Level | null,
      organizationLevel: allowedLevel(organization),
    });
  const { level, ownLevel } = levels(own.level);
  return {
    notAssessable: own.notAssessable,
    declared: own.declared,
    seen: own.seen,
    stale,
    level: level ?? 0,
    ownLevel: ownLevel ?? 0,
    levelWithoutExceptions: levels(own.levelWithoutExceptions).level ?? 0,
    score: scoreOf(own, group),
    statuses,
  };
}

const WIDTH = STATUSES.length;

/** Entities by what counts of them. */
export interface Counts {
  assessable: number;
  declared: number;
  assessed: number;
  stale: number;
  scored: number;
  /** Sum of the scores of those. */
  scores: number;
  /** By level; 0 stands for entities that are not ranked. */
  official: Uint32Array;
  own: Uint32Array;
  withoutExceptions: Uint32Array;
  /** Sums over those that are ranked, and how many are in which quarter. */
  met: number;
  applicable: number;
  shares: Uint32Array;
  /** By control in the framework's order and number of its status. */
  statuses: Uint32Array;
  /** By the reason why they do not count. */
  exclusions: Map<string, number>;
}

/** Counts of nobody. */
export function noCounts(controls: number): Counts {
  return {
    assessable: 0,
    declared: 0,
    assessed: 0,
    stale: 0,
    scored: 0,
    scores: 0,
    official: new Uint32Array(6),
    own: new Uint32Array(6),
    withoutExceptions: new Uint32Array(6),
    met: 0,
    applicable: 0,
    shares: new Uint32Array(PROGRESS_SHARES.length),
    statuses: new Uint32Array(controls * WIDTH),
    exclusions: new Map(),
  };
}

/** Adds entities up to a rollup. */
export class Tally {
  readonly #controls: readonly string[];
  readonly #counts: Counts;

  /** @param controls - ids in the framework's order */
  constructor(controls: readonly string[]) {
    this.#controls = controls;
    this.#counts = noCounts(controls.length);
  }

  add(standing: Standing): void {
    const counts = this.#counts;
    if (standing.notAssessable !== undefined) {
      exclude(counts, standing.notAssessable, 1);
      return;
    }
    counts.assessable += 1;
    counts.declared += standing.declared ? 1 : 0;
    counts.assessed += standing.seen ? 1 : 0;
    counts.stale += standing.stale ? 1 : 0;
    counts.official[standing.level] += 1;
    counts.own[standing.ownLevel] += 1;
    counts.withoutExceptions[standing.levelWithoutExceptions] += 1;
    if (standing.score !== null) {
      counts.scored += 1;
      counts.scores += standing.score;
    }
    const { statuses, progress } = standing;
    if (progress) {
      counts.met += progress.met;
      counts.applicable += progress.applicable;
      counts.shares[shareOf(progress)] += 1;
    }
    for (let index = 0; index < statuses.length; index++) {
      counts.statuses[index * WIDTH + statuses[index]] += 1;
    }
  }

  /** Adds what other entities add up to. */
  merge(other: Tally): void {
    const counts = this.#counts;
    const added = other.#counts;
    addTo(counts.statuses, added.statuses);
    addTo(counts.official, added.official);
    addTo(counts.own, added.own);
    addTo(counts.withoutExceptions, added.withoutExceptions);
    addTo(counts.shares, added.shares);
    counts.met += added.met;
    counts.applicable += added.applicable;
    for (const [reason, entities] of added.exclusions) {
      exclude(counts, reason, entities);
    }
    counts.assessable += added.assessable;
    counts.declared += added.declared;
    counts.assessed += added.assessed;
    counts.stale += added.stale;
    counts.scored += added.scored;
    counts.scores += added.scores;
  }

  /** Entities by their own level; unranked ones left out. */
  ownLevels(): { [level in Level]?: number } {
    return Object.fromEntries(
      [...this.#counts.own].slice(1).map((count, index) => [index + 1, count]),
    );
  }

  toRollup(): MaturityRollup {
    return rollupOf(this.#counts, this.#controls);
  }
}

/** Counts as they are told, of controls in the framework's order. */
export function rollupOf(
  counts: Counts,
  controls: readonly string[],
): MaturityRollup {
  const excluded = [...counts.exclusions].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    assessable: counts.assessable,
    declared: counts.declared,
    assessed: counts.assessed,
    stale: counts.stale,
    neverAssessed: counts.assessable - counts.assessed,
    excluded: excluded.map(([reason, entities]) => ({ reason, entities })),
    levels: {
      official: distribution(counts.official),
      own: distribution(counts.own),
      withoutExceptions: distribution(counts.withoutExceptions),
    },
    ownProgress: progressRollup(counts),
    meanScore:
      counts.scored === 0
        ? null
        : Math.round((10 * counts.scores) / counts.scored) / 10,
    scored: counts.scored,
    controls: controls.map((id, index) => ({
      id,
      counts: countsOf(counts.statuses, index),
    })),
  };
}

function countsOf(
  statuses: Uint32Array,
  control: number,
): { [status in ControlStatus]?: number } {
  const counts: { [status in ControlStatus]?: number } = {};
  STATUSES.forEach((status, index) => {
    const count = statuses[control * WIDTH + index];
    if (count > 0) {
      counts[status] = count;
    }
  });
  return counts;
}

function exclude(counts: Counts, reason: string, entities: number): void {
  counts.exclusions.set(
    reason,
    (counts.exclusions.get(reason) ?? 0) + entities,
  );
}

function addTo(sums: Uint32Array, added: Uint32Array): void {
  for (let index = 0; index < sums.length; index++) {
    sums[index] += added[index];
  }
}

function distribution(counts: Uint32Array): LevelDistribution {
  const [none, one, two, three, four, five] = counts;
  return { none, 1: one, 2: two, 3: three, 4: four, 5: five };
}
