import { randomUUID } from 'node:crypto';
import {
  inForceByDescriptor,
  isDescriptorSampled,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { MergedDeclarations } from '@plumbline/backstage-plugin-ai-governance-common';
import type { ProfileReview } from './ProfileReviewStore';

/** A judgement, as far as it says what somebody has to look at. */
export interface JudgedProfile extends MergedDeclarations {
  owners: readonly string[];
  at: string;
}

/**
 * What somebody has to look at from a judgement on, and what has not to be
 * looked at any more.
 *
 * A descriptor's first declaration is in the sample while it is in force. What
 * ended goes on waiting when the same is declared again: taking a line out of a
 * file and putting it back gets nobody out of the sample.
 *
 * @param known - what there ever was of the entity, oldest first
 */
export function reviewsAfter(
  judged: JudgedProfile,
  known: readonly ProfileReview[],
): { opened: ProfileReview[]; ended: ProfileReview[] } {
  const { descriptor, decided, owners, at } = judged;
  const declared = inForceByDescriptor(judged);
  const isOfSame = ({ values }: ProfileReview) =>
    declared !== undefined && values.classification === declared;
  const open = known.filter(({ endedAt }) => endedAt === undefined);
  const ended = open.filter(review => !isOfSame(review));
  if (declared === undefined || open.length > ended.length) {
    return { opened: [], ended };
  }
  const same = known.filter(isOfSame);
  const goesOn =
    same.length > 0 &&
    !same.some(({ review }) => review?.outcome === 'confirmed') &&
    // Whoever approved of less since has looked at it.
    decided?.approved?.classification === undefined;
  if (!goesOn && !isDescriptorSampled(judged)) {
    return { opened: [], ended };
  }
  const opened: ProfileReview = {
    id: randomUUID(),
    entityRef: judged.entity.ref,
    why: 'sample',
    values: { ...descriptor!.values, classification: declared },
    at: descriptor!.at ?? at,
    owners: [...owners],
  };
  return { opened: [opened], ended };
}
