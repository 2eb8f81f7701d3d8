import {
  combineControlStatus,
  combineLevels,
  combineOwnStatus,
  isSatisfied,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  ControlStatus,
  Framework,
  Level,
  OwnProgress,
  ScorecardListItem,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { FrameworkInForce } from '../framework/FrameworkService';
import { unpackPart, unpackStatus } from './packedStatuses';
import type { ListedRow } from './ScorecardQuery';
import { toStored } from './ScorecardStore';
import type { StoredParts } from './ScorecardStore';

/** The statuses of one control, joined from its stored parts. */
export interface JoinedStatus {
  id: string;
  status: ControlStatus;
  ownStatus?: ControlStatus;
}

/** Joins an entity's packed statuses with its group's and the organization's. */
export function joinStatuses(
  inForce: FrameworkInForce,
  packed: { own: string; group?: string; organization: string },
): JoinedStatus[] {
  return inForce.framework.controls.map(({ id }) => {
    const position = inForce.positions.get(id)!;
    const own = unpackStatus(packed.own[position]);
    const group = unpackPart(packed.group, position);
    const { covered, applicable } = own;
    const ownStatus = applicable
      ? combineOwnStatus(own.status, group, covered)
      : undefined;
    return {
      id,
      status: combineControlStatus(
        own.status,
        group,
        unpackPart(packed.organization, position),
        { covered, applicable },
      ),
      ...(ownStatus === undefined ? {} : { ownStatus }),
    };
  });
}

function requiredFrom(framework: Framework, control: string): number {
  return Math.min(
    ...framework.levels
      .filter(level => level.requiredControls.includes(control))
      .map(level => level.level),
  );
}

/** Own controls up to the next own level that apply, and how many are satisfied. */
export function progressOf(
  framework: Framework,
  statuses: readonly JoinedStatus[],
  levels: { ownLevel: Level | null },
  at: string,
): OwnProgress | null {
  if (levels.ownLevel === null) {
    return null;
  }
  const highest = Math.max(...framework.levels.map(level => level.level));
  const towards = Math.min(levels.ownLevel + 1, highest) as Level;
  let met = 0;
  let applicable = 0;
  for (const { id, ownStatus } of statuses) {
    const control = framework.controls.find(candidate => candidate.id === id)!;
    if (
      ownStatus === undefined ||
      ownStatus === 'notApplicable' ||
      (control.effectiveFrom !== undefined && control.effectiveFrom > at) ||
      requiredFrom(framework, id) > towards
    ) {
      continue;
    }
    applicable += 1;
    met += isSatisfied(ownStatus) ? 1 : 0;
  }
  return { met, applicable, towards };
}

/** A stored row as the API lists it. */
export function toListItem(
  row: ListedRow,
  context: {
    inForce: FrameworkInForce;
    organization: StoredParts;
    at: string;
  },
): ScorecardListItem {
  const { inForce, organization, at } = context;
  const stored = toStored(row);
  const statuses = joinStatuses(inForce, {
    own: stored.statuses,
    group: row.group_statuses ?? undefined,
    organization: organization.statuses,
  });
  const organizationLevel = organization.level ?? 5;
  const groupLevel = row.group_level as Level | null;
  const levels = combineLevels({
    entityLevel: stored.entityLevel,
    groupLevel,
    organizationLevel,
  });
  const without = combineLevels({
    entityLevel: stored.entityLevelWithoutExceptions,
    groupLevel,
    organizationLevel,
  });
  const total = stored.totalWeight + Number(row.group_total_weight ?? 0);
  const met = stored.metWeight + Number(row.group_met_weight ?? 0);
  const optional = {
    title: row.title,
    type: row.type,
    lifecycle: row.lifecycle,
    owner: row.owner_ref,
    system: row.system_ref,
    lastLookedAt: row.source_confirmed_at,
    notAssessable: row.not_assessable,
  };
  return {
    entityRef: stored.entityRef,
    kind: row.kind,
    classification: stored.classification,
    classificationDeclared: stored.classificationDeclared,
    tier: stored.tier,
    level: levels.level,
    ownLevel: levels.ownLevel,
    levelWithoutExceptions: without.level,
    ownProgress: progressOf(inForce.framework, statuses, levels, at),
    score: total > 0 ? Math.floor((100 * met) / total) : null,
    controls: statuses.map(({ id, status }) => ({ id, status })),
    changedAt: [stored.changedAt, row.group_changed_at, organization.changedAt]
      .filter((instant): instant is string => Boolean(instant))
      .reduce((a, b) => (a > b ? a : b)),
    ...(Object.fromEntries(
      Object.entries(optional).filter(([, value]) => value !== null),
    ) as Partial<ScorecardListItem>),
  };
}
