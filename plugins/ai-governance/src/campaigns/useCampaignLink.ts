import { useSearchParams } from 'react-router-dom';
import type { CampaignEntityFilter } from '@plumbline/backstage-plugin-ai-governance-common';

/** What of a campaign's entities the address asks for. @internal */
export interface CampaignPart {
  show: CampaignEntityFilter;
  /** Whose; null stands for those without an owner. */
  owner?: string | null;
}

/** How the address says whose they are. @internal */
export const ownerKey = (owner: string | null): string => owner ?? 'none';

/** Address, on the page of campaigns, of exactly those entities that a number of one counts. @internal */
export function useCampaignLink(id: string): (part: CampaignPart) => string {
  const [params] = useSearchParams();
  return ({ show, owner }) => {
    const address = new URLSearchParams();
    if (params.get('state') === 'ended') {
      address.set('state', 'ended');
    }
    address.set('campaign', id);
    address.set('show', show);
    if (owner !== undefined) {
      address.set('of', ownerKey(owner));
    }
    return `?${address}`;
  };
}
