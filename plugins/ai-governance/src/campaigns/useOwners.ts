import { useMemo, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  CampaignDetails,
  CampaignOwner,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { LARGEST_PAGE, wholeList } from '../export/wholeList';
import { useFurther } from '../hooks/useFurther';
import { useResource } from '../hooks/useResource';

/** Owners to begin with, and how many more each time. */
const OWNERS = 10;
const MORE_OWNERS = 50;

/** Owners of a campaign with something left to do, the most first, as many as asked for. @internal */
export function useOwners(id: string, campaign: CampaignDetails | undefined) {
  const api = useApi(aiGovernanceApiRef);
  const [asked, setAsked] = useState({ id, owners: OWNERS });
  if (asked.id !== id) {
    setAsked({ id, owners: OWNERS });
  }
  const first = useMemo(
    () =>
      campaign && {
        items: campaign.owners,
        nextCursor: campaign.ownersCursor,
      },
    [campaign],
  );
  const { items, more, ...further } = useFurther<CampaignOwner>(first, cursor =>
    api.listCampaignOwners(id, { limit: MORE_OWNERS, cursor }),
  );
  const lagging = items.filter(({ target, done }) => target > done);
  const owners = lagging.slice(0, asked.owners);
  return {
    ...further,
    /** Everybody who was read so far. */
    read: items,
    owners,
    /** How many the next step shows. */
    more: Math.min(
      MORE_OWNERS,
      (campaign?.ownerCounts.left ?? 0) - owners.length,
    ),
    showMore: async () => {
      const wanted = asked.owners + MORE_OWNERS;
      if (more && lagging.length < wanted) {
        await further.loadMore();
      }
      setAsked({ id, owners: wanted });
    },
  };
}

/**
 * Every owner of a campaign, to choose one from: read once somebody turns to
 * the choice, and tried again whenever they do where it could not be. @internal
 */
export function useEveryOwner(
  campaign: CampaignDetails,
  /** Those that were read so far. */
  read: readonly CampaignOwner[],
): { known: readonly CampaignOwner[]; unread: number; want: () => void } {
  const api = useApi(aiGovernanceApiRef);
  const [wanted, setWanted] = useState(false);
  const { value, error, loading, reload } = useResource(
    async () =>
      wanted && campaign.ownersCursor
        ? (
            await wholeList(cursor =>
              api.listCampaignOwners(campaign.id, {
                limit: LARGEST_PAGE,
                ...(cursor && { cursor }),
              }),
            )
          ).items
        : undefined,
    [api, campaign, wanted],
  );
  const known = value ?? read;
  return {
    known,
    unread: value ? 0 : campaign.ownerCounts.all - known.length,
    want: () => {
      setWanted(true);
      if (error && !loading) reload();
    },
  };
}
