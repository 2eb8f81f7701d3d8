import { frameworkActivatePermission } from '@plumbline/backstage-plugin-ai-governance-common';
import type { InboxSource } from '../inbox/InboxService';
import type { ProposalStore } from './ProposalStore';

/** Framework versions that somebody else proposed. */
export function frameworkInbox(options: {
  proposals: ProposalStore;
  /** Whether a person is one of those who decide, whatever the policy says. */
  mayDecide: (person: string) => Promise<boolean>;
}): InboxSource {
  return {
    permissions: [frameworkActivatePermission],
    async waiting({ ref, may, limit }) {
      if (
        !may(frameworkActivatePermission) ||
        !(await options.mayDecide(ref))
      ) {
        return [];
      }
      const proposals = await options.proposals.waiting({ notBy: ref, limit });
      return proposals.map(proposal => ({
        item: {
          kind: 'frameworkVersion',
          id: proposal.id,
          at: proposal.proposedAt,
          proposal,
        },
        entityRefs: [],
      }));
    },
  };
}
