import type {
  ControlStatus,
  Framework,
  Level,
  LevelDistribution,
  MaturityRollup,
  MaturityTarget,
  OwnProgressRollup,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { LevelFilter } from '../api';
import { statusesOf, type StatusChoice } from '../overview/listState';

/** The three ways a level is counted. @internal */
export const LEVEL_KINDS = ['official', 'own', 'withoutExceptions'] as const;

/** @internal */
export type LevelKind = (typeof LEVEL_KINDS)[number];

/** The filter that asks for a level of each kind. @internal */
export const LEVEL_FILTERS = {
  official: 'level',
  own: 'ownLevel',
  withoutExceptions: 'levelWithoutExceptions',
} as const;

/** Rows of a distribution, the highest first; what is not ranked comes last. @internal */
export const LEVEL_ROWS: LevelFilter[] = [5, 4, 3, 2, 1, 'none'];

/** What does not count. @internal */
export function excludedOf(rollup: MaturityRollup): number {
  return rollup.excluded.reduce((sum, { entities }) => sum + entities, 0);
}

/** How many entities have one of the statuses a choice stands for. @internal */
export function countOf(
  counts: { [status in ControlStatus]?: number },
  choice: StatusChoice,
): number {
  return statusesOf(choice).reduce(
    (sum, status) => sum + (counts[status] ?? 0),
    0,
  );
}

/** Entities that a control applies to. @internal */
export function applicableOf(counts: {
  [status in ControlStatus]?: number;
}): number {
  return Object.entries(counts).reduce(
    (sum, [status, count]) => sum + (status === 'notApplicable' ? 0 : count),
    0,
  );
}

/** A share in whole percent, never rounded to all or nothing. @internal */
export function percentOf(count: number, of: number): number {
  if (of === 0) {
    return 0;
  }
  const percent = Math.round((100 * count) / of);
  return count > 0 && count < of ? Math.min(99, Math.max(1, percent)) : percent;
}

/** Own controls up to the next own level that are satisfied, in percent; null where none apply. @internal */
export function progressPercent({
  met,
  applicable,
}: OwnProgressRollup): number | null {
  return applicable === 0 ? null : percentOf(met, applicable);
}

/** Entities at a level or above. @internal */
export function reaching(levels: LevelDistribution, level: Level): number {
  return ([1, 2, 3, 4, 5] as const)
    .filter(each => each >= level)
    .reduce((sum, each) => sum + levels[each], 0);
}

/** Entities that have a level. @internal */
export function rankedOf(levels: LevelDistribution): number {
  return reaching(levels, 1);
}

/** How far a target is reached; exceptions do not count toward it. @internal */
export function towardTarget(
  target: MaturityTarget,
  totals: MaturityRollup,
): { there: number; of: number } {
  const { withoutExceptions } = totals.levels;
  return {
    there: reaching(withoutExceptions, target.level),
    of: rankedOf(withoutExceptions),
  };
}

/** Controls that are open somewhere, those open in the most entities first. @internal */
export function mostOpen(
  totals: MaturityRollup,
  controls: readonly string[],
): { id: string; open: number; of: number }[] {
  return totals.controls
    .filter(({ id }) => controls.includes(id))
    .map(({ id, counts }) => ({
      id,
      open: countOf(counts, 'open'),
      of: applicableOf(counts),
    }))
    .filter(({ open }) => open > 0)
    .sort((a, b) => b.open - a.open);
}

/** Controls with a part that teams can close: not the organization's alone. @internal */
export function ownControls(framework: Framework): string[] {
  return framework.controls
    .filter(({ parts }) => parts.some(({ scope }) => scope !== 'organization'))
    .map(({ id }) => id);
}

/** A day some days before now, as dates are written. @internal */
export function daysAgo(days: number, now = Date.now()): string {
  return new Date(now - days * 24 * 3_600_000).toISOString().slice(0, 10);
}
