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
import type { ProfileReview, Sign } from './ProfileReviewStore';

/** A judgement, as far as it says what somebody has to look at. */
export interface JudgedProfile extends MergedDeclarations {
  portal?: Pick<PortalDeclaration, 'values'> & { by?: string };
  owners: readonly string[];
  at: string;
  /** Whether the profile says what contradicts it; one that is only merged does not. */
  isJudged: boolean;
  /** Whether the framework assesses the entity: otherwise nobody looks at it. */
  isAssessable: boolean;
}

/** Something seen otherwise than it is declared. */
export interface Contradiction {
  message: string;
  signs: Sign[];
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
  const change = {
    opened: changes.flatMap(({ opened }) => opened),
    ended: changes.flatMap(({ ended }) => ended),
  };
  return judged.isAssessable ? change : atRest(change, known, judged.at);
}

/**
 * The same of an entity that is not assessed, of which nothing waits. What the
 * sample would have drawn is remembered, as it is no first declaration any more
 * once the entity is assessed.
 */
function atRest(
  { opened, ended }: ReviewsChange,
  known: readonly ProfileReview[],
  at: string,
): ReviewsChange {
  const isKnown = ({ values }: ProfileReview) =>
    known.some(
      each =>
        each.why === 'sample' &&
        each.values.classification === values.classification,
    );
  const waiting = known.filter(each => isOpen(each) && !each.review);
  return {
    opened: opened
      .filter(review => review.why === 'sample' && !isKnown(review))
      .map(review => ({ ...review, endedAt: at })),
    ended: [...new Set([...ended, ...waiting])],
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
 * spite of the same subjects. What was looked at stands while any of them is
 * still seen and no other one is.
 */
function contradictionsAfter(
  judged: JudgedProfile,
  known: readonly ProfileReview[],
): ReviewsChange {
  const seen = contradictionsOf(judged.profile);
  const confirmed = subjectsOf(known.filter(isConfirmed));
  const unconfirmed = seen.filter(({ signs }) =>
    signs.some(sign => !confirmed.has(subjectOf(sign))),
  );
  const [open] = known.filter(isOpen);
  if (open) {
    const isAsItWas = open.review
      ? isStillLookedAt(open, { seen, unconfirmed, confirmed })
      : isStillWaiting(open, unconfirmed, judged);
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
            contradictions: unconfirmed.map(({ message }) => message),
            signs: unconfirmed.flatMap(({ signs }) => signs),
            at,
            owners: [
              ...(portal?.by === undefined ? [] : [portal.by]),
              ...owners,
            ],
          },
        ];
  return { opened, ended: open ? [open] : [] };
}

/** What was looked at were the subjects, so that more signs of them are nothing new. */
function isStillLookedAt(
  open: ProfileReview,
  found: {
    seen: readonly Contradiction[];
    unconfirmed: readonly Contradiction[];
    confirmed: ReadonlySet<string>;
  },
): boolean {
  const its = subjectsOf([open]);
  return (
    [...subjectsOf(found.seen)].some(subject => its.has(subject)) &&
    [...subjectsOf(found.unconfirmed)].every(
      subject => its.has(subject) || found.confirmed.has(subject),
    )
  );
}

/** Whoever looks at it would be told the same, and may look at it still. */
function isStillWaiting(
  open: ProfileReview,
  unconfirmed: readonly Contradiction[],
  { portal, profile }: JudgedProfile,
): boolean {
  const its = subjectsOf([open]);
  const signs = new Set(unconfirmed.flatMap(each => each.signs.map(nameOf)));
  return (
    (open.signs ?? []).every(sign => signs.has(nameOf(sign))) &&
    [...subjectsOf(unconfirmed)].every(subject => its.has(subject)) &&
    JSON.stringify(open.values) === JSON.stringify(declaredIn(profile)) &&
    (portal?.by === undefined || open.owners.includes(portal.by))
  );
}

/**
 * What is seen otherwise than it is declared; each once, in order. It is known
 * again by what is seen and not by its message, which tells of files and counts.
 */
export function contradictionsOf({
  conflicts,
}: Pick<Profile, 'conflicts'>): Contradiction[] {
  const byMessage = new Map<string, Contradiction>();
  for (const { field, kind, message, seen = [] } of conflicts) {
    if (kind === 'contradiction') {
      const signs = seen.map(sign => [
        field,
        sign.subject,
        sign.kind,
        sign.what,
      ]);
      byMessage.set(message, {
        message,
        signs: signs.length > 0 ? signs : [[message]],
      });
    }
  }
  return [...byMessage.keys()].sort().map(message => byMessage.get(message)!);
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

function nameOf(sign: Sign): string {
  return JSON.stringify(sign);
}

/** The field and what the sign is one of. */
function subjectOf(sign: Sign): string {
  return JSON.stringify(sign.slice(0, 2));
}

function subjectsOf(found: readonly { signs?: readonly Sign[] }[]) {
  return new Set(found.flatMap(({ signs = [] }) => signs.map(subjectOf)));
}

function isOpen({ endedAt }: ProfileReview): boolean {
  return endedAt === undefined;
}

function isConfirmed({ review }: ProfileReview): boolean {
  return review?.outcome === 'confirmed';
}
