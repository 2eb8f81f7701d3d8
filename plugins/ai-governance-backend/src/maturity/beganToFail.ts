import type { ControlStatus } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Judgement, Member, Part } from './Organization';
import { JOINED, NO_PART_CODE, pairOf, STATUSES } from './statusCodes';

/** Everything that was in force at one end of a span. */
export interface Side {
  organization: Part | undefined;
  judgement(member: Member): Judgement | undefined;
  group(subject: string): Part | undefined;
}

const isFailing = (status: ControlStatus) =>
  status === 'gap' || status === 'stale';

/**
 * Places of the controls of a member that fail at the end of a span and did
 * not at its beginning. One that was not judged at both ends began nothing.
 */
export function beganToFail(
  member: Member,
  { before, after }: { before: Side; after: Side },
): number[] {
  const was = before.judgement(member);
  const is = after.judgement(member);
  if (!was || !is) {
    return [];
  }
  const wasGroup = before.group(was.group);
  const isGroup = after.group(is.group);
  if (
    was.own === is.own &&
    wasGroup === isGroup &&
    before.organization === after.organization
  ) {
    // Most weeks of most entities: parts that are the same share the object.
    return [];
  }
  const failing: number[] = [];
  for (let index = 0; index < is.own.codes.length; index++) {
    const failed = (
      { own }: Judgement,
      group: Part | undefined,
      organization: Part | undefined,
    ) =>
      isFailing(
        STATUSES[
          JOINED[organization?.codes[index] ?? NO_PART_CODE][
            pairOf(own.codes[index], group?.codes[index] ?? NO_PART_CODE)
          ]
        ],
      );
    if (
      failed(is, isGroup, after.organization) &&
      !failed(was, wasGroup, before.organization)
    ) {
      failing.push(index);
    }
  }
  return failing;
}
