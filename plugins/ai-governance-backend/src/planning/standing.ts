import type {
  Effort,
  Level,
  PlanningStanding,
  PlanningUnit,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { StandingMember } from '../maturity/MaturityService';
import type { OpenUnits } from './openUnits';

/** An entity with everything that is open for it. */
export interface Held {
  member: Pick<StandingMember, 'ref' | 'group'>;
  level: Level | null;
  own: string[];
  group: string[];
}

/**
 * Entities that stand alike are sent once, with how many they are. What is
 * tried out is closed for everybody: groups for which the same is open make no
 * difference either, however many they are.
 */
export function standingOf(
  held: readonly Held[],
  options: {
    organization: string[];
    units: OpenUnits;
    effortOf: (unit: PlanningUnit) => Effort;
  },
): PlanningStanding {
  const { organization, units, effortOf } = options;
  const classes = new Map<string, PlanningStanding['classes'][number]>();
  const groups = new Map<string, PlanningStanding['groups'][number]>();
  const counted = new Set<string>();
  const open = new Set(organization);
  const keys = new Map<string[], string>();
  const keyOf = (gaps: string[]) => {
    // Entities that are judged alike share one list.
    const known = keys.get(gaps) ?? gaps.join();
    keys.set(gaps, known);
    return known;
  };
  for (const { member, level, own, group } of held) {
    const isRanked = level !== null;
    const groupKey = keyOf(group);
    const alike = groups.get(groupKey);
    if (group.length > 0 && !counted.has(member.group)) {
      counted.add(member.group);
      if (alike) {
        alike.alike += 1;
      } else {
        groups.set(groupKey, { ref: member.group, gaps: group, alike: 1 });
      }
    }
    const key = `${isRanked} ${groupKey} ${keyOf(own)}`;
    const known = classes.get(key);
    if (known) {
      known.entities += 1;
      continue;
    }
    classes.set(key, {
      entities: 1,
      isRanked,
      ...(group.length > 0 && { group: groups.get(groupKey)!.ref }),
      gaps: own,
    });
    [...own, ...group].forEach(each => open.add(each));
  }
  return {
    units: [...open].sort().map(key => {
      const unit = units.get(key)!;
      return { ...unit, effort: effortOf(unit) };
    }),
    organization,
    groups: [...groups.values()],
    classes: [...classes.values()],
  };
}
