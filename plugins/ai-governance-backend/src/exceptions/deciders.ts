import type { BasicPermission } from '@backstage/plugin-permission-common';
import {
  exceptionDecidePermission,
  exceptionSponsorPermission,
  SPONSORED_RENEWAL,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Framework } from '@plumbline/backstage-plugin-ai-governance-common';

/** Who decides on a request: so many renewals go further up. */
export function decidersOf(
  { renewal }: { renewal: number },
  settings: Pick<Framework['settings'], 'approvingRole' | 'sponsorRole'>,
): { permission: BasicPermission; role: string } {
  return renewal >= SPONSORED_RENEWAL
    ? { permission: exceptionSponsorPermission, role: settings.sponsorRole }
    : { permission: exceptionDecidePermission, role: settings.approvingRole };
}
