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
  options: { framework: FrameworkService; isNamed: (role: string) => boolean },
): string {
  return ownerRole !== undefined && options.isNamed(ownerRole)
    ? ownerRole
    : programmeOf(options.framework.current().framework).committee.role;
}

/** Risks that have to be looked at again, for who looks after them. */
export function riskInbox(options: {
  risks: Pick<RiskService, 'reviews'>;
  framework: FrameworkService;
  dates: OrganizationDates;
  /** Whether anybody is named for a role. */
  isNamed: (role: string) => boolean;
}): InboxSource {
  const { risks, dates, isNamed } = options;
  return {
    permissions: [],
    async waiting({ at, owns, actsIn, limit }) {
      return (await risks.reviews())
        .flatMap(risk => {
          const since = dayOf(risk, dates);
          const role = roleOf(risk, options);
          const mine = risk.owner
            ? owns([risk.owner])
            : isNamed(role) && actsIn(role);
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
  roles: Pick<RoleMembers, 'peopleFor' | 'peopleOf'>;
  dates: OrganizationDates;
  /** Whether anybody is named for a role. */
  isNamed: (role: string) => boolean;
  at: string;
}): Promise<Due[]> {
  const { risks, roles, dates, at } = options;
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
  const peopleOf = await roles.peopleOf();
  const inRole = new Map<string, readonly string[]>();
  for (const { risk } of soon) {
    const role = roleOf(risk, options);
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
      : [...(inRole.get(roleOf(risk, options)) ?? [])],
    ahead: AHEAD,
  }));
}
