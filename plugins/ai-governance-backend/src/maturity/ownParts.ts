import { combineLevels } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Level } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Standee } from './Look';
import {
  IS_OWN_OPEN,
  IS_PART_OPEN,
  JOINED,
  NO_PART_CODE,
  pairOf,
} from './statusCodes';

type Parts = Pick<Standee, 'own' | 'group'>;

/**
 * Number of the status of what an entity and its group can do for a control;
 * the organization's part of it is left out.
 */
export function ownStatusOf({ own, group }: Parts, control: number): number {
  return JOINED[NO_PART_CODE][
    pairOf(own.codes[control], group?.codes[control] ?? NO_PART_CODE)
  ];
}

/** Whether the filter `openPart` finds it, by its own or its group's part. */
export function isPartOpen({ own, group }: Parts, control: number): boolean {
  return (
    (own.level !== null && IS_OWN_OPEN[own.codes[control]]) ||
    (group !== undefined &&
      group.level !== null &&
      IS_PART_OPEN[group.codes[control]])
  );
}

/** The own level; null for what is not ranked. */
export function ownLevel({ own, group }: Parts): Level | null {
  return joined(own.level, group);
}

/** The own level without exceptions; null for what is not ranked. */
export function ownLevelWithoutExceptions({ own, group }: Parts): Level | null {
  return joined(own.levelWithoutExceptions, group);
}

function joined(level: number | null, group: Parts['group']): Level | null {
  return combineLevels({
    entityLevel: level as Level | null,
    groupLevel: (group?.level ?? null) as Level | null,
    organizationLevel: 5,
  }).ownLevel;
}
