import { InputError } from '@backstage/errors';
import type {
  CampaignEntity,
  CampaignEntityFilter,
  CampaignGoal,
  CampaignMilestone,
  CampaignOwner,
  CampaignPoint,
  Framework,
  MilestoneState,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { NONE } from '../assessment/scorecardFilter';
import { normalizedRef } from '../entityRef';
import type { Standee } from '../maturity/Look';
import {
  ownLevel,
  ownLevelWithoutExceptions,
  ownStatusOf,
} from '../maturity/ownParts';
import { STATUSES } from '../maturity/statusCodes';

const MET = STATUSES.indexOf('met');

const EXEMPT = STATUSES.indexOf('exempt');

const NOT_APPLICABLE = STATUSES.indexOf('notApplicable');

/** Where one entity stands; undefined where the goal does not apply to it. */
export type GoalState = (
  standee: Standee,
) => CampaignEntity['state'] | undefined;

/** Places of the goal's controls in the framework. */
export function controlsOf(goal: CampaignGoal, framework: Framework): number[] {
  return goal.kind === 'controls'
    ? framework.controls.flatMap(({ id }, index) =>
        goal.controls.includes(id) ? [index] : [],
      )
    : [];
}

/** The goal as a question to each entity. */
export function goalState(goal: CampaignGoal, framework: Framework): GoalState {
  if (goal.kind === 'level') {
    return standee => {
      const level = ownLevel(standee);
      if (standee.own.notAssessable !== undefined || level === null) {
        return undefined;
      }
      if ((ownLevelWithoutExceptions(standee) ?? 0) >= goal.level) {
        return 'done';
      }
      return level >= goal.level ? 'exempt' : 'open';
    };
  }
  const places = controlsOf(goal, framework);
  return standee => {
    if (standee.own.notAssessable !== undefined) {
      return undefined;
    }
    let applies = false;
    let isExempt = false;
    for (const place of places) {
      const status = ownStatusOf(standee, place);
      if (status !== NOT_APPLICABLE) {
        applies = true;
        if (status === EXEMPT) {
          isExempt = true;
        } else if (status !== MET) {
          return 'open';
        }
      }
    }
    if (!applies) {
      return undefined;
    }
    return isExempt ? 'exempt' : 'done';
  };
}

/** Counts the entities of a campaign at one instant. */
export function progressOf(
  standees: Iterable<Standee>,
  state: GoalState,
  at: string,
): CampaignPoint {
  const point: CampaignPoint = {
    at,
    target: 0,
    done: 0,
    exempt: 0,
    leftOut: 0,
  };
  for (const standee of standees) {
    const own = state(standee);
    if (own === undefined) {
      point.leftOut += 1;
    } else {
      point.target += 1;
      if (own !== 'open') {
        point[own] += 1;
      }
    }
  }
  return point;
}

/** Entities of a campaign at one instant, and whose they were then. */
export interface Stood {
  standees: Standee[];
  ownersOf: (standee: Standee) => readonly string[];
}

/** What is left to do by owner, the most first. */
export function byOwner(
  { standees, ownersOf }: Stood,
  state: GoalState,
): CampaignOwner[] {
  const owners = new Map<string | null, CampaignOwner>();
  for (const standee of standees) {
    const own = state(standee);
    if (own !== undefined) {
      const refs = ownersOf(standee);
      for (const owner of refs.length > 0 ? refs : [null]) {
        const counts = owners.get(owner) ?? { owner, target: 0, done: 0 };
        counts.target += 1;
        counts.done += own === 'done' ? 1 : 0;
        owners.set(owner, counts);
      }
    }
  }
  return [...owners.values()].sort(
    (a, b) => leftOf(b) - leftOf(a) || compareOwners(a.owner, b.owner),
  );
}

/** Entities of an owner that are not done. */
export function leftOf({ target, done }: CampaignOwner): number {
  return target - done;
}

function compareOwners(a: string | null, b: string | null): number {
  const [first, second] = [a ?? '', b ?? ''];
  return Number(first > second) - Number(first < second);
}

/** Where a page of owners ends: what its last one has left, and who that is. */
export interface OwnersPlace {
  left: number;
  owner: string | null;
}

/** The owners that come after a place, of those in the order of `byOwner`. */
export function ownersAfter(
  owners: readonly CampaignOwner[],
  place: OwnersPlace | undefined,
): readonly CampaignOwner[] {
  if (!place) {
    return owners;
  }
  const first = owners.findIndex(
    owner =>
      leftOf(owner) < place.left ||
      (leftOf(owner) === place.left &&
        compareOwners(owner.owner, place.owner) > 0),
  );
  return first < 0 ? [] : owners.slice(first);
}

/**
 * Which entities of a campaign are listed: those of one owner, as `byOwner`
 * counts them, and in one state.
 *
 * @throws InputError when the owner can be none
 */
export function entityFilter(request: {
  state?: CampaignEntityFilter;
  owner?: string;
}): (owners: readonly string[], state: CampaignEntity['state']) => boolean {
  const { state } = request;
  const owner =
    request.owner === undefined || request.owner === NONE
      ? request.owner
      : normalizedRef(request.owner);
  if (owner !== undefined && !/^(?:(?:user|group):|none$)/.test(owner)) {
    throw new InputError(
      `owner has to be the ref of a user or a group, or '${NONE}' for entities without one, not ${owner}`,
    );
  }
  return (owners, own) => {
    if (owner === NONE ? owners.length > 0 : owner && !owners.includes(owner)) {
      return false;
    }
    return (
      state === undefined || (state === 'left' ? own !== 'done' : own === state)
    );
  };
}

/** Controls of the goal that an entity and its group have not met. */
export function openControls(
  standee: Standee,
  places: readonly number[],
  framework: Framework,
): CampaignEntity['open'] {
  return places.flatMap(place => {
    const status = ownStatusOf(standee, place);
    return status === MET || status === NOT_APPLICABLE
      ? []
      : [{ id: framework.controls[place].id, status: STATUSES[status] }];
  });
}

/** Share of the target that is done, in percent; of nothing, nothing is done. */
export function percentOf({ target, done }: CampaignPoint): number {
  return target === 0 ? 0 : (100 * done) / target;
}

/** Whether a milestone was reached by its day. */
export function milestoneState(
  milestone: CampaignMilestone,
  point: CampaignPoint,
  isPast: boolean,
): MilestoneState {
  if (percentOf(point) >= milestone.percent) {
    return 'reached';
  }
  return isPast ? 'missed' : 'ahead';
}
