import type { DeclarationResponse } from '@plumbline/backstage-plugin-ai-governance-common';
import type { SampledDeclaration } from './DeclarationReviewStore';

/** One of the sample as the API answers it: what was said of it stands where a decision stands. */
export function toSampled(
  record: SampledDeclaration,
  approverRole: string,
): DeclarationResponse {
  const { id, entityRef, values, by, at, review } = record;
  return {
    id,
    entityRef,
    values,
    by,
    at,
    approverRole,
    reasons: [],
    lowerings: [],
    state: review?.outcome ?? 'toReview',
    ...(review && {
      decidedBy: review.by,
      decidedAt: review.at,
      decision: review.reason,
    }),
  };
}
