import { exceptionSponsorPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import type { FrameworkService } from '../framework/FrameworkService';
import type { InboxSource } from '../inbox/InboxService';
import type { Due } from '../reminders/DueReminders';
import type { RiskAcceptanceService } from './RiskAcceptanceService';

const DAY = 24 * 60 * 60 * 1000;

/** Days ahead of its end from which an acceptance is shown to who gave it. */
const AHEAD_DAYS = 14;

/** Days ahead at which who gave it is reminded. */
const REMINDED_AHEAD = [3, AHEAD_DAYS];

/** Risks that the reader accepted, and will not accept much longer. */
export function riskAcceptanceInbox(options: {
  acceptances: Pick<RiskAcceptanceService, 'inForce'>;
  framework: FrameworkService;
}): InboxSource {
  const { acceptances, framework } = options;
  return {
    permissions: [exceptionSponsorPermission],
    async waiting({ ref, may, actsIn, at, limit }) {
      const { sponsorRole } = framework.current().framework.settings;
      if (!may(exceptionSponsorPermission) || !actsIn(sponsorRole)) {
        return [];
      }
      const soon = new Date(Date.parse(at) + AHEAD_DAYS * DAY).toISOString();
      return (await acceptances.inForce())
        .filter(({ acceptedBy, until }) => acceptedBy === ref && until <= soon)
        .slice(0, limit)
        .map(riskAcceptance => ({
          item: {
            kind: 'endingRiskAcceptance',
            id: riskAcceptance.id,
            at: riskAcceptance.until,
            riskAcceptance,
          },
          entityRefs: [],
        }));
    },
  };
}

/** The ends of what is accepted, for who accepted it. */
export async function riskAcceptancesDue(
  acceptances: Pick<RiskAcceptanceService, 'inForce'>,
): Promise<Due[]> {
  return (await acceptances.inForce()).map(
    ({ id, control, until, acceptedBy }) => ({
      id: `riskAcceptance:${id}`,
      at: until,
      text: `The accepted risk of ${control} is over unless it is accepted again`,
      people: [acceptedBy],
      ahead: REMINDED_AHEAD,
    }),
  );
}
