import type {
  DeclarationResponse,
  DeclaredValues,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { SampledDeclaration } from './DeclarationReviewStore';
import type { ProfileReview } from './ProfileReviewStore';

/** Whether values say again what belongs to the sample: that gets nobody out of it. */
export function isStillToLookAt(
  found: readonly (
    | Pick<SampledDeclaration | ProfileReview, 'values' | 'review'>
    | undefined
  )[],
  values: DeclaredValues,
): boolean {
  return found.some(
    each =>
      each !== undefined &&
      each.review?.outcome !== 'confirmed' &&
      each.values.classification === values.classification,
  );
}

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

/** Who declared, or stands for whoever did: whose entity it is. */
export function declarerOf({
  entityRef,
  owners,
}: Pick<ProfileReview, 'entityRef' | 'owners'>): string {
  return owners[0] ?? entityRef;
}

/** The same of what judgements found. */
export function toProfileReview(
  record: ProfileReview,
  approverRole: string,
): DeclarationResponse {
  const { id, entityRef, values, source, contradictions, at, owners, review } =
    record;
  return {
    ...toSampled(
      {
        id,
        entityRef,
        values,
        by: declarerOf(record),
        at,
        state: 'inForce',
        reasons: [],
        ...(review && { review }),
      },
      approverRole,
    ),
    ...(source === 'descriptor' && { source }),
    ...(contradictions && { contradictions }),
    owners,
  };
}
