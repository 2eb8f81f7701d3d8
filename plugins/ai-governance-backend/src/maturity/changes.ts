import type {
  ControlChange,
  ChangeCause,
  Level,
  MaturityChange,
  MaturityStanding,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { FrameworkInForce } from '../framework/FrameworkService';
import type { Side } from './beganToFail';
import type { Judgement, Member, Part } from './Organization';
import {
  JOINED,
  NO_OWN_PART,
  NO_PART_CODE,
  pairOf,
  STATUSES,
} from './statusCodes';
import { standingOf } from './Tally';
import type { Standing } from './Tally';

/** The three numbers that the status of a control follows from. */
interface Codes {
  own: number;
  group: number;
  organization: number;
}

const codesAt = (
  index: number,
  judgement: Judgement,
  group: Part | undefined,
  organization: Part | undefined,
): Codes => ({
  own: judgement.own.codes[index],
  group: group?.codes[index] ?? NO_PART_CODE,
  organization: organization?.codes[index] ?? NO_PART_CODE,
});

const statusOf = ({ own, group, organization }: Codes) =>
  JOINED[organization][pairOf(own, group)];

/** Causes in the order they are told in. */
const CAUSES: ChangeCause[] = [
  'registered',
  'removed',
  'entity',
  'owner',
  'group',
  'organization',
  'framework',
];

/** What is different of an entity; undefined when nothing is. */
export function changeOf(
  member: Member,
  { before, after }: { before: Side; after: Side },
  inForce: FrameworkInForce,
): MaturityChange | undefined {
  const was = before.judgement(member);
  const is = after.judgement(member);
  if (!was && !is) {
    return undefined;
  }
  const wasGroup = was && before.group(was.group);
  const isGroup = is && after.group(is.group);
  const old = was && standingOf(was.own, wasGroup, before.organization);
  const now = is && standingOf(is.own, isGroup, after.organization);
  const controls: ControlChange[] = [];
  if (was && is && old && now) {
    inForce.framework.controls.forEach(({ id }, index) => {
      if (old.statuses[index] !== now.statuses[index]) {
        controls.push({
          id,
          from: STATUSES[old.statuses[index]],
          to: STATUSES[now.statuses[index]],
          causes: causesOf(
            codesAt(index, was, wasGroup, before.organization),
            codesAt(index, is, isGroup, after.organization),
            { was, is },
          ),
        });
      }
    });
    if (controls.length === 0 && same(old, now)) {
      return undefined;
    }
  }
  const causes = new Set(controls.flatMap(control => control.causes));
  if (!was) {
    causes.add('registered');
  } else if (!is) {
    causes.add('removed');
  } else if (causes.size === 0) {
    if (was.framework !== is.framework) {
      causes.add('framework');
    } else if (before.organization?.level !== after.organization?.level) {
      causes.add('organization');
    } else {
      causes.add('entity');
    }
  }
  return {
    entityRef: member.ref,
    ...(member.shownTitle !== undefined && { title: member.shownTitle }),
    owners: [...member.owners],
    before: old ? toStanding(old) : null,
    after: now ? toStanding(now) : null,
    controls,
    causes: CAUSES.filter(cause => causes.has(cause)),
  };
}

/**
 * Why a status changed: every part without whose change it would be another
 * one; where no part alone decides, every part that changed.
 */
function causesOf(
  was: Codes,
  is: Codes,
  { was: past, is: present }: { was: Judgement; is: Judgement },
): ChangeCause[] {
  const changed = (['own', 'group', 'organization'] as const).filter(
    part => was[part] !== is[part],
  );
  const decisive = changed.filter(
    part => statusOf({ ...is, [part]: was[part] }) !== statusOf(is),
  );
  return (decisive.length > 0 ? decisive : changed).map(part => {
    if (part === 'own') {
      return past.framework === present.framework ? 'entity' : 'framework';
    }
    if (part === 'group') {
      return past.group === present.group ? 'group' : 'owner';
    }
    return 'organization';
  });
}

/** Controls of the organization itself whose status is another one. */
export function partChanges(
  before: Part | undefined,
  after: Part | undefined,
  inForce: FrameworkInForce,
): Pick<ControlChange, 'id' | 'from' | 'to'>[] {
  const status = (part: Part | undefined, index: number) => {
    const code = part?.codes[index] ?? NO_PART_CODE;
    return code === NO_PART_CODE
      ? null
      : STATUSES[JOINED[code][pairOf(NO_OWN_PART, NO_PART_CODE)]];
  };
  return inForce.framework.controls.flatMap(({ id }, index) => {
    const from = status(before, index);
    const to = status(after, index);
    return from === to ? [] : [{ id, from, to }];
  });
}

const levelIn = (level: number) => (level === 0 ? null : (level as Level));

/** A standing as it is told. */
export function toStanding(standing: Standing): MaturityStanding {
  return {
    level: levelIn(standing.level),
    ownLevel: levelIn(standing.ownLevel),
    levelWithoutExceptions: levelIn(standing.levelWithoutExceptions),
    score: standing.score,
    ...(standing.notAssessable !== undefined && {
      notAssessable: standing.notAssessable,
    }),
  };
}

function same(a: Standing, b: Standing): boolean {
  return (
    a.level === b.level &&
    a.ownLevel === b.ownLevel &&
    a.levelWithoutExceptions === b.levelWithoutExceptions &&
    a.score === b.score &&
    a.notAssessable === b.notAssessable
  );
}
