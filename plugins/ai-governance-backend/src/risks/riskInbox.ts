import { createHash } from 'node:crypto';
import { programmeOf } from '@plumbline/backstage-plugin-ai-governance-common';
import type { RiskRecord } from '@plumbline/backstage-plugin-ai-governance-common';
import type { RoleMembers } from '../access/RoleMembers';
import type { FrameworkService } from '../framework/FrameworkService';
import type { InboxSource } from '../inbox/InboxService';
import type { Due } from '../reminders/DueReminders';
import type { OrganizationDates } from '../tabular/organizationDates';
import type { RiskService } from './RiskService';

/** Days ahead at which a review is announced; 0: on its last day. */
const AHEAD = [0, 14];

/** When the last day begins on which a risk can be looked at in time. */
function dayOf(
  { reviewBy }: Pick<RiskRecord, 'reviewBy'>,
  dates: OrganizationDates,
): string | undefined {
  return reviewBy === undefined ? undefined : dates.endOf(reviewBy, -1);
}

/** Who looks after a risk without owner: those whom the framework gives it to; where that is nobody, the committee. */
function roleOf(
  { ownerRole }: Pick<RiskRecord, 'ownerRole'>,
  framework: FrameworkService,
  hasPeople: (role: string) => boolean,
): string {
  return ownerRole !== undefined && hasPeople(ownerRole)
    ? ownerRole
    : programmeOf(framework.current().framework).committee.role;
}

/** Risks that have to be looked at again, for who looks after them. */
export function riskInbox(options: {
  risks: Pick<RiskService, 'reviews'>;
  framework: FrameworkService;
  dates: OrganizationDates;
  roles: Pick<RoleMembers, 'havePeople'>;
}): InboxSource {
  const { risks, framework, dates, roles } = options;
  return {
    permissions: [],
    async waiting({ at, owns, actsIn, limit }) {
      const hasPeople = await roles.havePeople();
      return (await risks.reviews())
        .flatMap(risk => {
          const since = dayOf(risk, dates);
          const role = roleOf(risk, framework, hasPeople);
          const mine = risk.owner
            ? owns([risk.owner])
            : hasPeople(role) && actsIn(role);
          return mine && since !== undefined && since <= at
            ? [{ risk, since }]
            : [];
        })
        .sort((a, b) => (a.since < b.since ? -1 : 1))
        .slice(0, limit)
        .map(({ risk: { id, category, reviewBy }, since }) => ({
          item: {
            kind: 'riskToReview',
            id,
            at: since,
            risk: { id, category, reviewBy: reviewBy! },
          },
          entityRefs: [],
        }));
    },
  };
}

/** Reviews of risks that come up, for the same people. */
export async function riskReviewsDue(options: {
  risks: Pick<RiskService, 'reviews'>;
  framework: FrameworkService;
  roles: Pick<RoleMembers, 'havePeople' | 'peopleFor' | 'peopleOf'>;
  dates: OrganizationDates;
  at: string;
}): Promise<Due[]> {
  const { risks, framework, roles, dates, at } = options;
  const horizon = new Date(
    Date.parse(at) + Math.max(...AHEAD) * 24 * 60 * 60 * 1000,
  ).toISOString();
  const soon = (await risks.reviews()).flatMap(risk => {
    const day = dayOf(risk, dates);
    return day !== undefined && day <= horizon ? [{ risk, day }] : [];
  });
  if (soon.length === 0) {
    return [];
  }
  const [peopleOf, hasPeople] = await Promise.all([
    roles.peopleOf(),
    roles.havePeople(),
  ]);
  const inRole = new Map<string, readonly string[]>();
  for (const { risk } of soon) {
    const role = roleOf(risk, framework, hasPeople);
    if (!risk.owner && !inRole.has(role)) {
      inRole.set(role, [...((await roles.peopleFor(role)) ?? [])]);
    }
  }
  return soon.map(({ risk, risk: { id, category, owner }, day }) => ({
    id: `risk:${createHash('sha256')
      .update(`${id}\n${day}`)
      .digest('hex')
      .slice(0, 40)}`,
    at: day,
    text: `The risk ${id} ${category} has to be looked at again`,
    people: owner
      ? peopleOf([owner])
      : [...(inRole.get(roleOf(risk, framework, hasPeople)) ?? [])],
    ahead: AHEAD,
  }));
}
