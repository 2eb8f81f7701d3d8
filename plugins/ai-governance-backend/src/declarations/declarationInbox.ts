import { declarationDecidePermission } from '@plumbline/backstage-plugin-ai-governance-common';
import type { FrameworkService } from '../framework/FrameworkService';
import type { InboxSource } from '../inbox/InboxService';
import { toDecided } from './DeclarationService';
import type { DeclarationReviewStore } from './DeclarationReviewStore';
import type { DeclarationStore } from './DeclarationStore';
import type { ProfileReviewStore } from './ProfileReviewStore';
import { toProfileReview, toSampled } from './sampled';

/**
 * Declarations that lower a protection, and those of the sample or contradicted
 * by what is seen that nobody looked at.
 */
export function declarationInbox(options: {
  store: DeclarationStore;
  reviews: DeclarationReviewStore;
  profileReviews: ProfileReviewStore;
  framework: FrameworkService;
}): InboxSource {
  const { store, reviews, profileReviews, framework } = options;
  return {
    permissions: [declarationDecidePermission],
    async open(limit) {
      const { approvingRole } = framework.current().framework.settings;
      const records = await store.list({
        states: ['pending'],
        oldestFirst: true,
        limit,
      });
      const sampled = await reviews.waiting({ limit });
      const ofProfiles = await profileReviews.waiting({ limit });
      return [
        ...records.map(({ id, entityRef, by, at, movedTo }) => ({
          role: approvingRole,
          entityRefs: [entityRef],
          asked: {
            id: `declaration:${id}`,
            by,
            at,
            owners: movedTo,
            text: 'A declaration that lowers a protection',
          },
        })),
        ...[...sampled, ...ofProfiles].map(({ entityRef }) => ({
          role: approvingRole,
          entityRefs: [entityRef],
        })),
      ];
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
      const sampled = await reviews.waiting({ notBy: ref, limit });
      const ofProfiles = await profileReviews.waiting({ notOf: claims, limit });
      return [
        ...records.map(record => ({
          item: {
            kind: 'declaration' as const,
            id: record.id,
            at: record.at,
            declaration: toDecided(record),
          },
          entityRefs: [record.entityRef],
        })),
        ...sampled.map(record => ({
          item: {
            kind: 'declarationToReview' as const,
            id: record.id,
            at: record.at,
            declaration: toSampled(record, approvingRole),
          },
          entityRefs: [record.entityRef],
        })),
        ...ofProfiles.map(record => ({
          item: {
            kind:
              record.why === 'contradiction'
                ? ('contradictionToReview' as const)
                : ('declarationToReview' as const),
            id: record.id,
            at: record.at,
            declaration: toProfileReview(record, approvingRole),
          },
          entityRefs: [record.entityRef],
        })),
      ];
    },
  };
}
