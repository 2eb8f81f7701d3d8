import {
  levelsAfter,
  type LevelDistribution,
  type PlanningStanding,
  type PlanningUnit,
  type PushNextResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';

/** How many subjects have a unit open. @internal */
export function openCounts(standing: PlanningStanding): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (keys: readonly string[], times: number) =>
    keys.forEach(key => counts.set(key, (counts.get(key) ?? 0) + times));
  add(standing.organization, 1);
  standing.groups.forEach(({ gaps, alike }) => add(gaps, alike));
  standing.classes.forEach(({ gaps, entities }) => add(gaps, entities));
  return counts;
}

/** Open units by the level that demands them, what most have open first. @internal */
export function unitsByLevel(
  standing: PlanningStanding,
): { level: number; units: { unit: PlanningUnit; open: number }[] }[] {
  const counts = openCounts(standing);
  const levels = [...new Set(standing.units.map(({ level }) => level))].sort();
  return levels.map(level => ({
    level,
    units: standing.units
      .filter(unit => unit.level === level)
      .map(unit => ({ unit, open: counts.get(unit.key) ?? 0 }))
      .sort((a, b) => b.open - a.open || a.unit.key.localeCompare(b.unit.key)),
  }));
}

/** What ticking some units would make of the levels. @internal */
export function whatIf(
  response: PushNextResponse,
  ticked: ReadonlySet<string>,
): LevelDistribution {
  return response.standing
    ? levelsAfter(response.standing, ticked, response.aim)
    : response.before;
}
