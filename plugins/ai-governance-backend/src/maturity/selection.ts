import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import { PROGRESS_SHARES } from '@plumbline/backstage-plugin-ai-governance-common';
import type { GovernedEntityFilter } from '@plumbline/backstage-plugin-ai-governance-node';
import type { Visibility } from '../access/EntityAccess';
import type { FrameworkInForce } from '../framework/FrameworkService';
import {
  isOpenStatus,
  isOwnOpen,
  unpackPart,
} from '../assessment/packedStatuses';
import {
  ANY_CONTROL,
  NONE,
  OPEN_PART_PREFIX,
} from '../assessment/scorecardFilter';
import type { Condition } from '../assessment/scorecardFilter';
import { CLASSIFICATIONS } from '../assessment/ScorecardStore';
import type { DomainTree } from '../domains/DomainTree';
import type { Member } from './Organization';
import { shareOf } from './ownProgress';
import { STATUSES } from './statusCodes';
import type { Standing } from './Tally';

/** Whether a member, as it stands now, is one of those asked for. */
export type Selection = (member: Member, standing: Standing) => boolean;

/** Keys of what a judgement says; the others are the catalog's. */
const JUDGED =
  /^(?:tier|classification|declared|assessable|excluded|scored|coverage|stale|level|ownLevel|ownProgress|levelWithoutExceptions|anyControl|control\..*|openPart\..*)$/;

/** Those of them that entities change by what they do for controls. */
export const DEPENDS_ON_STATUS =
  /^(?:declared|assessable|excluded|scored|coverage|stale|level.*|ownLevel.*|ownProgress|anyControl|control\..*|openPart\..*)$/;

/** Whether a selection can change when only judgements do. */
export function dependsOnJudgements(
  alternatives: readonly (readonly Condition[])[],
  visibility: Visibility,
): boolean {
  return (
    visibility.criteria !== undefined ||
    alternatives.some(conditions =>
      conditions.some(({ key }) => JUDGED.test(key)),
    )
  );
}

/** The same selection that lists make in the database. */
export function selectionOf(
  alternatives: readonly (readonly Condition[])[],
  visibility: Visibility,
  context: { inForce: FrameworkInForce; domains: DomainTree },
): Selection {
  const refs = visibility.refs && new Set(visibility.refs);
  const allowed = visibility.criteria && criteriaOf(visibility.criteria);
  const any = alternatives.map(conditions =>
    conditions.map(condition =>
      conditionOf(condition, { ...context, visible: refs }),
    ),
  );
  return (member, standing) =>
    (!refs || refs.has(member.ref)) &&
    (!allowed || allowed(member, standing)) &&
    (any.length === 0 ||
      any.some(all => all.every(holds => holds(member, standing))));
}

function criteriaOf(
  criteria: PermissionCriteria<GovernedEntityFilter>,
): Selection {
  if (isAndCriteria(criteria)) {
    const all = criteria.allOf.map(criteriaOf);
    return (member, standing) => all.every(each => each(member, standing));
  }
  if (isOrCriteria(criteria)) {
    const any = criteria.anyOf.map(criteriaOf);
    return (member, standing) => any.some(each => each(member, standing));
  }
  if (isNotCriteria(criteria)) {
    const not = criteriaOf(criteria.not);
    return (member, standing) => !not(member, standing);
  }
  if ('owners' in criteria) {
    const owners = new Set(criteria.owners);
    return member => member.owners.some(owner => owners.has(owner));
  }
  if ('tiers' in criteria) {
    const tiers = new Set<number>(criteria.tiers);
    return member => tiers.has(member.tier);
  }
  const classifications = new Set(
    criteria.classifications.map(id => CLASSIFICATIONS.indexOf(id)),
  );
  return member => classifications.has(member.classification);
}

function conditionOf(
  { key, values }: Condition,
  context: {
    inForce: FrameworkInForce;
    domains: DomainTree;
    visible?: ReadonlySet<string>;
  },
): Selection {
  const { inForce, domains, visible } = context;
  const wanted = new Set(values);
  const levels = new Set(
    values.map(value => (value === 'none' ? 0 : Number(value))),
  );
  /** What the catalog says is one of the values, or nothing. */
  const among = (value: string | null) => wanted.has(value ?? NONE);
  switch (key) {
    case 'owner':
      return member =>
        member.owners.length === 0
          ? wanted.has(NONE)
          : member.owners.some(owner => wanted.has(owner));
    case 'system':
      return member => among(member.system);
    case 'domain': {
      // Whoever lies in a domain lies in those that one lies in.
      const below = domains.withBelow(wanted, visible);
      return member => below.has(domains.of(member, visible) ?? NONE);
    }
    case 'kind': {
      const kinds = new Set(
        values.map(value => value.toLocaleLowerCase('en-US')),
      );
      return member => kinds.has(member.kind);
    }
    case 'type':
      return member => among(member.type);
    case 'lifecycle':
      return member => among(member.lifecycle);
    case 'tier':
      return member => wanted.has(String(member.tier));
    case 'classification':
      return member => wanted.has(CLASSIFICATIONS[member.classification]);
    case 'declared':
      return (_, standing) => wanted.has(String(standing.declared));
    case 'assessable':
      return (_, standing) =>
        wanted.has(String(standing.notAssessable === undefined));
    case 'excluded':
      return (_, { notAssessable }) =>
        notAssessable !== undefined && wanted.has(notAssessable);
    case 'scored':
      return (_, standing) => wanted.has(String(standing.score !== null));
    case 'coverage':
      return (_, standing) =>
        wanted.has(standing.seen ? 'assessed' : 'never') ||
        (standing.stale && wanted.has('stale'));
    case 'stale':
      return (_, standing) => wanted.has(String(standing.stale));
    case 'level':
      return (_, standing) => levels.has(standing.level);
    case 'ownLevel':
      return (_, standing) => levels.has(standing.ownLevel);
    case 'ownProgress':
      return (_, { progress }) =>
        wanted.has(progress ? PROGRESS_SHARES[shareOf(progress)] : NONE);
    case ANY_CONTROL: {
      const codes = new Set(
        STATUSES.flatMap((status, code) => (wanted.has(status) ? [code] : [])),
      );
      return (_, { statuses }) => statuses.some(code => codes.has(code));
    }
    case 'levelWithoutExceptions':
      return (_, standing) => levels.has(standing.levelWithoutExceptions);
    case 'name': {
      const needles = values.map(value => value.toLocaleLowerCase('en-US'));
      return member =>
        needles.some(
          needle =>
            member.name.includes(needle) || member.title.includes(needle),
        );
    }
    default: {
      if (key.startsWith(OPEN_PART_PREFIX)) {
        return openPartOf(key.slice(OPEN_PART_PREFIX.length), wanted, inForce);
      }
      const id = key.slice('control.'.length);
      const index = inForce.framework.controls.findIndex(
        control => control.id === id,
      );
      return (_, standing) => wanted.has(STATUSES[standing.statuses[index]]);
    }
  }
}

/** What somebody has to close of a control, as plans count it: of those ranked. */
function openPartOf(
  control: string,
  wanted: ReadonlySet<string>,
  { positions }: FrameworkInForce,
): Selection {
  const position = positions.get(control)!;
  return ({ joined }, { notAssessable }) => {
    if (!joined || notAssessable !== undefined) {
      return false;
    }
    const { own, group } = joined;
    return (
      (wanted.has('entity') &&
        own.level !== null &&
        isOwnOpen(own.statuses[position])) ||
      (wanted.has('group') &&
        group !== undefined &&
        group.level !== null &&
        isOpenStatus(unpackPart(group.statuses, position)))
    );
  };
}
