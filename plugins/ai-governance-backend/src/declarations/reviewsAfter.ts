import { randomUUID } from 'node:crypto';
import {
  inForceByDescriptor,
  isDescriptorSampled,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  DeclaredValues,
  MergedDeclarations,
  PortalDeclaration,
  Profile,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { ProfileReview } from './ProfileReviewStore';

/** A judgement, as far as it says what somebody has to look at. */
export interface JudgedProfile extends MergedDeclarations {
  portal?: Pick<PortalDeclaration, 'values'> & { by?: string };
  owners: readonly string[];
  at: string;
  /** Whether the profile says what contradicts it; one that is only merged does not. */
  isJudged: boolean;
}

/** What opens and what ends. */
export interface ReviewsChange {
  opened: ProfileReview[];
  ended: ProfileReview[];
}

/**
 * What somebody has to look at from a judgement on, and what has not to be
 * looked at any more.
 *
 * @param known - what there ever was of the entity, oldest first
 */
export function reviewsAfter(
  judged: JudgedProfile,
  known: readonly ProfileReview[],
): ReviewsChange {
  const of = (wanted: ProfileReview['why']) =>
    known.filter(({ why }) => why === wanted);
  const changes = [
    sampleAfter(judged, of('sample')),
    ...(judged.isJudged
      ? [contradictionsAfter(judged, of('contradiction'))]
      : []),
  ];
  return {
    opened: changes.flatMap(({ opened }) => opened),
    ended: changes.flatMap(({ ended }) => ended),
  };
}

/**
 * A descriptor's first declaration is in the sample while it is in force. What
 * ended goes on waiting when the same is declared again: taking a line out of a
 * file and putting it back gets nobody out of the sample.
 */
function sampleAfter(
  judged: JudgedProfile,
  known: readonly ProfileReview[],
): ReviewsChange {
  const { descriptor, decided, owners, at } = judged;
  const declared = inForceByDescriptor(judged);
  const isOfSame = ({ values }: ProfileReview) =>
    declared !== undefined && values.classification === declared;
  const open = known.filter(isOpen);
  const ended = open.filter(review => !isOfSame(review));
  if (declared === undefined || open.length > ended.length) {
    return { opened: [], ended };
  }
  const same = known.filter(isOfSame);
  const goesOn =
    same.length > 0 &&
    !same.some(isConfirmed) &&
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
    source: 'descriptor',
    at: descriptor!.at ?? at,
    owners: [...owners],
  };
  return { opened: [opened], ended };
}

/**
 * What contradicts a profile waits together, without what somebody confirmed in
 * spite of the same. What was looked at stands while any of it is still seen
 * and nothing new is.
 */
function contradictionsAfter(
  judged: JudgedProfile,
  known: readonly ProfileReview[],
): ReviewsChange {
  const seen = contradictionsOf(judged.profile);
  const confirmed = new Set(known.filter(isConfirmed).flatMap(messagesOf));
  const unconfirmed = seen.filter(message => !confirmed.has(message));
  const [open] = known.filter(isOpen);
  if (open) {
    const its = messagesOf(open);
    const isAsItWas = open.review
      ? its.some(message => seen.includes(message)) &&
        unconfirmed.every(message => its.includes(message))
      : its.length === unconfirmed.length &&
        its.every(message => unconfirmed.includes(message));
    if (isAsItWas) {
      return { opened: [], ended: [] };
    }
  }
  const { portal, owners, entity, profile, at } = judged;
  const opened: ProfileReview[] =
    unconfirmed.length === 0
      ? []
      : [
          {
            id: randomUUID(),
            entityRef: entity.ref,
            why: 'contradiction',
            values: declaredIn(profile),
            source: portal ? 'portal' : 'descriptor',
            contradictions: unconfirmed,
            at,
            owners: [
              ...(portal?.by === undefined ? [] : [portal.by]),
              ...owners,
            ],
          },
        ];
  return { opened, ended: open ? [open] : [] };
}

/** What is seen otherwise than it is declared; each once, in order. */
export function contradictionsOf({
  conflicts,
}: Pick<Profile, 'conflicts'>): string[] {
  const messages = conflicts.flatMap(({ kind, message }) =>
    kind === 'contradiction' ? [message] : [],
  );
  return [...new Set(messages)].sort();
}

/** The values of a profile that somebody declared. */
function declaredIn(profile: Profile): DeclaredValues {
  const { classification, tier, handles, adoptionStage, aiUse } = profile;
  return Object.fromEntries(
    Object.entries({ classification, tier, handles, adoptionStage, aiUse })
      .filter(
        ([, field]) =>
          field && field.source !== 'assumed' && field.source !== 'floor',
      )
      .map(([name, field]) => [name, field!.value]),
  );
}

function messagesOf({ contradictions = [] }: ProfileReview): string[] {
  return contradictions;
}

function isOpen({ endedAt }: ProfileReview): boolean {
  return endedAt === undefined;
}

function isConfirmed({ review }: ProfileReview): boolean {
  return review?.outcome === 'confirmed';
}
