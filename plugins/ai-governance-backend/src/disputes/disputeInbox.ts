import { disputeDecidePermission } from '@plumbline/backstage-plugin-ai-governance-common';
import type { FrameworkService } from '../framework/FrameworkService';
import type { InboxSource } from '../inbox/InboxService';
import type { DisputeStore } from './DisputeStore';

/** Findings that people say are wrong. */
export function disputeInbox(options: {
  store: DisputeStore;
  framework: FrameworkService;
}): InboxSource {
  const { store, framework } = options;
  return {
    permissions: [disputeDecidePermission],
    async open(limit) {
      const { approvingRole } = framework.current().framework.settings;
      const records = await store.list({
        state: 'open',
        oldestFirst: true,
        limit,
      });
      return records.map(({ id, entityRef, check, by, at, movedTo }) => ({
        role: approvingRole,
        entityRefs: [entityRef],
        asked: {
          id: `dispute:${id}`,
          by,
          at,
          owners: movedTo,
          text: `A disputed finding of ${check}`,
        },
      }));
    },
    async waiting({ ref, may, actsIn, claims, limit }) {
      const { approvingRole } = framework.current().framework.settings;
      if (!may(disputeDecidePermission) || !actsIn(approvingRole)) {
        return [];
      }
      const records = await store.list({
        state: 'open',
        notBy: ref,
        notOf: claims,
        oldestFirst: true,
        limit,
      });
      return records.map(dispute => ({
        item: {
          kind: 'dispute',
          id: dispute.id,
          at: dispute.at,
          dispute,
        },
        entityRefs: [dispute.entityRef],
      }));
    },
  };
}
