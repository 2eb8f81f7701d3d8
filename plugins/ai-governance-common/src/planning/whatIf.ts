import type { LevelDistribution } from '../api/types';
import { combineLevels, LevelMeter } from '../assessment/levels';
import type { Effort, Level, Scope } from '../framework/types';

const HIGHEST: Level = 5;

/** Something that can be closed: a control's part of one scope, or a criterion of a level. @public */
export interface PlanningUnit {
  /** `SEC-002/entity`, or the id of a criterion's check. */
  key: string;
  control?: string;
  /** Of a criterion. */
  check?: string;
  scope: Scope;
  /** Lowest level that demands it. */
  level: Level;
  /** In force: the framework's, unless another one was asked for. */
  effort: Effort;
  defaultEffort: Effort;
}

/** Entities that stand alike: the same is open for each of them. @public */
export interface StandingClass {
  entities: number;
  /** False for what has no level. */
  isRanked: boolean;
  /** Whose parts they inherit, or those of a group that stands alike. */
  group?: string;
  /** Keys of open units of the entities' own. */
  gaps: string[];
}

/** Where entities stand and what is open for them, as far as levels need it. @public */
export interface PlanningStanding {
  units: PlanningUnit[];
  /** Keys of what is open for the organization. */
  organization: string[];
  /**
   * What is open for groups, once for everybody they own; of groups for which
   * the same is open one stands for all, with how many they are.
   */
  groups: { ref: string; gaps: string[]; alike: number }[];
  classes: StandingClass[];
}

/**
 * Which levels a plan is about: those in force, the entities' own, or the
 * organization's own, which enough of the entities' own levels carry.
 * @public
 */
export type PlanningAim = 'official' | 'own' | 'organization';

/** What closings cost: their effort, or one each, so that the fewest are found. @public */
export type PlanningPrice = 'effort' | 'closings';

/** The level that what is open leaves. */
function levelOf(
  keys: Iterable<string>,
  levels: ReadonlyMap<string, Level>,
  closed: ReadonlySet<string>,
): Level {
  const meter = new LevelMeter();
  for (const key of keys) {
    meter.require(levels.get(key) ?? Infinity, closed.has(key));
  }
  return meter.level(HIGHEST);
}

/**
 * How many entities would have which level if some units were closed for all of
 * them. With nothing closed it is how they stand.
 *
 * @param closed - keys of units
 * @public
 */
export function levelsAfter(
  standing: PlanningStanding,
  closed: ReadonlySet<string>,
  aim: PlanningAim = 'official',
): LevelDistribution {
  const levels = new Map(standing.units.map(({ key, level }) => [key, level]));
  const organizationLevel = levelOf(standing.organization, levels, closed);
  const groups = new Map(
    standing.groups.map(({ ref, gaps }) => [
      ref,
      levelOf(gaps, levels, closed),
    ]),
  );
  const counts: LevelDistribution = {
    none: 0,
    1: 0,
    2: 0,
    3: 0,
    4: 0,
    5: 0,
  };
  for (const { entities, isRanked, group, gaps } of standing.classes) {
    if (!isRanked) {
      counts.none += entities;
      continue;
    }
    const { level, ownLevel } = combineLevels({
      entityLevel: levelOf(gaps, levels, closed),
      groupLevel: (group !== undefined && groups.get(group)) || null,
      organizationLevel,
    });
    counts[(aim === 'official' ? level : ownLevel) ?? 'none'] += entities;
  }
  return counts;
}
