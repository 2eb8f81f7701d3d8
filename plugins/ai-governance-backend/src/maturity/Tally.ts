import { combineLevels } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  ControlStatus,
  Level,
  LevelDistribution,
  MaturityRollup,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Own, Part } from './Organization';
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
  /** Numbers of statuses, per control in the framework's order. */
  statuses: Uint8Array;
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
      // Without parts the organization holds nobody back, before it was judged everybody.
      organizationLevel: (organization ? organization.level ?? 5 : 1) as Level,
    });
  const { level, ownLevel } = levels(own.level);
  const total = own.totalWeight + (group?.totalWeight ?? 0);
  const met = own.metWeight + (group?.metWeight ?? 0);
  return {
    notAssessable: own.notAssessable,
    declared: own.declared,
    seen: own.seen,
    stale,
    level: level ?? 0,
    ownLevel: ownLevel ?? 0,
    levelWithoutExceptions: levels(own.levelWithoutExceptions).level ?? 0,
    score: total > 0 ? Math.floor((100 * met) / total) : null,
    statuses,
  };
}

const WIDTH = STATUSES.length;

/** Adds entities up to a rollup. */
export class Tally {
  readonly #controls: readonly string[];
  readonly #statuses: Uint32Array;
  readonly #official = new Uint32Array(6);
  readonly #own = new Uint32Array(6);
  readonly #without = new Uint32Array(6);
  readonly #exclusions = new Map<string, number>();
  #assessable = 0;
  #declared = 0;
  #assessed = 0;
  #stale = 0;
  #scored = 0;
  #scores = 0;

  /** @param controls - ids in the framework's order */
  constructor(controls: readonly string[]) {
    this.#controls = controls;
    this.#statuses = new Uint32Array(controls.length * WIDTH);
  }

  add(standing: Standing): void {
    if (standing.notAssessable !== undefined) {
      this.#exclusions.set(
        standing.notAssessable,
        (this.#exclusions.get(standing.notAssessable) ?? 0) + 1,
      );
      return;
    }
    this.#assessable += 1;
    this.#declared += standing.declared ? 1 : 0;
    this.#assessed += standing.seen ? 1 : 0;
    this.#stale += standing.stale ? 1 : 0;
    this.#official[standing.level] += 1;
    this.#own[standing.ownLevel] += 1;
    this.#without[standing.levelWithoutExceptions] += 1;
    if (standing.score !== null) {
      this.#scored += 1;
      this.#scores += standing.score;
    }
    const { statuses } = standing;
    for (let index = 0; index < statuses.length; index++) {
      this.#statuses[index * WIDTH + statuses[index]] += 1;
    }
  }

  /** Adds what other entities add up to. */
  merge(other: Tally): void {
    addTo(this.#statuses, other.#statuses);
    addTo(this.#official, other.#official);
    addTo(this.#own, other.#own);
    addTo(this.#without, other.#without);
    for (const [reason, entities] of other.#exclusions) {
      this.#exclusions.set(
        reason,
        (this.#exclusions.get(reason) ?? 0) + entities,
      );
    }
    this.#assessable += other.#assessable;
    this.#declared += other.#declared;
    this.#assessed += other.#assessed;
    this.#stale += other.#stale;
    this.#scored += other.#scored;
    this.#scores += other.#scores;
  }

  /** Entities by their own level; unranked ones left out. */
  ownLevels(): { [level in Level]?: number } {
    return Object.fromEntries(
      [...this.#own].slice(1).map((count, index) => [index + 1, count]),
    );
  }

  toRollup(): MaturityRollup {
    const excluded = [...this.#exclusions].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      assessable: this.#assessable,
      declared: this.#declared,
      assessed: this.#assessed,
      stale: this.#stale,
      neverAssessed: this.#assessable - this.#assessed,
      excluded: excluded.map(([reason, entities]) => ({ reason, entities })),
      levels: {
        official: distribution(this.#official),
        own: distribution(this.#own),
        withoutExceptions: distribution(this.#without),
      },
      meanScore:
        this.#scored === 0
          ? null
          : Math.round((10 * this.#scores) / this.#scored) / 10,
      scored: this.#scored,
      controls: this.#controls.map((id, index) => ({
        id,
        counts: this.#countsOf(index),
      })),
    };
  }

  #countsOf(control: number): { [status in ControlStatus]?: number } {
    const counts: { [status in ControlStatus]?: number } = {};
    STATUSES.forEach((status, index) => {
      const count = this.#statuses[control * WIDTH + index];
      if (count > 0) {
        counts[status] = count;
      }
    });
    return counts;
  }
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
