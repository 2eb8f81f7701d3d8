import { declarationDecidePermission } from '@plumbline/backstage-plugin-ai-governance-common';
import type { FrameworkService } from '../framework/FrameworkService';
import type { InboxSource } from '../inbox/InboxService';
import { toDecided } from './DeclarationService';
import type { DeclarationStore } from './DeclarationStore';

/** Declarations that lower a protection. */
export function declarationInbox(options: {
  store: DeclarationStore;
  framework: FrameworkService;
}): InboxSource {
  const { store, framework } = options;
  return {
    permissions: [declarationDecidePermission],
    async open(limit) {
      const { approvingRole } = framework.current().framework.settings;
      const records = await store.list({
        states: ['pending'],
        oldestFirst: true,
        limit,
      });
      return records.map(({ entityRef }) => ({
        role: approvingRole,
        entityRefs: [entityRef],
      }));
    },
    async waiting({ ref, may, actsIn, claims, limit }) {
      const { approvingRole } = framework.current().framework.settings;
      if (!may(declarationDecidePermission) || !actsIn(approvingRole)) {
        return [];
      }
      const records = await store.list({
        states: ['pending'],
        notBy: ref,
        notOf: claims,
        oldestFirst: true,
        limit,
      });
      return records.map(record => ({
        item: {
          kind: 'declaration',
          id: record.id,
          at: record.at,
          declaration: toDecided(record),
        },
        entityRefs: [record.entityRef],
      }));
    },
  };
}
