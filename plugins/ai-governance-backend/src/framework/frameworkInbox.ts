import {
  frameworkActivatePermission,
  programmeOf,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { InboxSource } from '../inbox/InboxService';
import type { FrameworkService } from './FrameworkService';
import type { ProposalStore } from './ProposalStore';

/** Framework versions that somebody else proposed. */
export function frameworkInbox(options: {
  proposals: ProposalStore;
  /** Whether a person is one of those who decide, whatever the policy says. */
  mayDecide: (person: string) => Promise<boolean>;
  framework: FrameworkService;
}): InboxSource {
  return {
    permissions: [frameworkActivatePermission],
    async open(limit) {
      const { framework } = options.framework.current();
      const proposals = await options.proposals.waiting({ limit });
      return proposals.map(({ id, version, proposedBy, proposedAt }) => ({
        role: programmeOf(framework).committee.role,
        alsoIn: [framework.settings.sponsorRole],
        entityRefs: [],
        asked: {
          id: `frameworkVersion:${id}`,
          by: proposedBy,
          at: proposedAt,
          text: `The framework version ${version}`,
        },
      }));
    },
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
