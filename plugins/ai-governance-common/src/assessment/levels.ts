import type { Level } from '../framework/types';

/**
 * Follows the highest level whose requirements are all satisfied while requirements are read one by one.
 * Levels are cumulative: one unsatisfied requirement of level L leaves L - 1, and level 1 is always held.
 */
export class LevelMeter {
  private lowestFailing = Infinity;

  /** @param level - The lowest level that demands the requirement; Infinity when none does. */
  require(level: number, satisfied: boolean): void {
    if (!satisfied && level < this.lowestFailing) {
      this.lowestFailing = level;
    }
  }

  level(highest: Level): Level {
    return Math.max(1, Math.min(highest, this.lowestFailing - 1)) as Level;
  }
}

/** The lower of two levels; null stands for "does not take part". */
function lower(a: Level | null, b: Level | null): Level | null {
  if (a === null || b === null) {
    return a ?? b;
  }
  return a < b ? a : b;
}

/**
 * The levels of an entity from levels that were judged and stored apart.
 *
 * @param levels - `entityLevel` by the entity parts alone; `groupLevel` by its group's parts, null when
 *   the entity has none that count. With an exception over a control of the group, pass the group's level
 *   as judged without that control.
 * @returns The own level and the official one; both null when no own part applies.
 * @public
 */
export function combineLevels(levels: {
  entityLevel: Level | null;
  groupLevel: Level | null;
  organizationLevel: Level;
}): { ownLevel: Level | null; level: Level | null } {
  const ownLevel = lower(levels.entityLevel, levels.groupLevel);
  return {
    ownLevel,
    level: ownLevel === null ? null : lower(ownLevel, levels.organizationLevel),
  };
}

/**
 * The organization's own level: the highest one that its own parts allow and that at least the share
 * `threshold` of the assessable entities reach.
 *
 * @param input - `levelCounts[n]`: how many entities have their own level at n; unranked ones (null) are
 *   left out. With no ranked entity the organization is at level 1.
 * @public
 */
export function organizationOwnLevel(input: {
  organizationLevel: Level;
  threshold: number;
  levelCounts: { readonly [level in Level]?: number };
}): Level {
  const { organizationLevel, threshold, levelCounts } = input;
  const countFrom = (least: number) =>
    Object.entries(levelCounts).reduce(
      (sum, [level, count]) => (Number(level) >= least ? sum + count : sum),
      0,
    );
  const all = countFrom(1);
  for (let level = organizationLevel; level > 1; level--) {
    // The tolerance keeps 0.9 × 10 from being more than 9.
    if (all > 0 && countFrom(level) >= threshold * all - 1e-9) {
      return level;
    }
  }
  return 1;
}
