import {
  defaultFramework,
  mergeProfile,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { DeclaredValues } from '@plumbline/backstage-plugin-ai-governance-common';
import type { ProfileReview } from './ProfileReviewStore';
import { contradictionsOf, reviewsAfter } from './reviewsAfter';

const REF = 'component:default/checkout';
const AT = '2026-11-20T09:00:00.000Z';
const ADA = 'user:default/ada';
const BOB = 'user:default/bob';
const OWNER = 'group:default/payments';
const PAYS = 'A payment library is used and payments are not declared';
const ASKS =
  'Personal data is named in the API and nothing personal is declared';

function judged(
  seen: readonly string[],
  options: { portal?: DeclaredValues; isJudged?: boolean } = {},
) {
  const descriptor = {
    values: { classification: 'confidential' as const },
    invalid: [],
    at: AT,
  };
  const portal = options.portal && {
    values: options.portal,
    by: ADA,
    at: AT,
  };
  const merged = mergeProfile({
    framework: defaultFramework,
    descriptor,
    portal,
    entity: { ref: REF },
    at: AT,
  });
  return {
    framework: defaultFramework,
    descriptor,
    portal,
    profile: {
      ...merged,
      conflicts: [
        ...merged.conflicts,
        ...seen.map(message => ({
          field: 'classification' as const,
          kind: 'contradiction' as const,
          message,
          values: [],
        })),
      ],
    },
    entity: { ref: REF },
    owners: [OWNER],
    at: AT,
    isJudged: options.isJudged ?? true,
    isAssessable: true,
  };
}

/** What there is after a judgement, with what was said of what waits then. */
function after(
  known: readonly ProfileReview[],
  seen: readonly string[],
  outcome?: 'confirmed' | 'questioned',
): ProfileReview[] {
  const { opened, ended } = reviewsAfter(judged(seen), known);
  return [
    ...known.map(review =>
      ended.includes(review) ? { ...review, endedAt: AT } : review,
    ),
    ...opened,
  ].map(review =>
    outcome && !review.endedAt && !review.review
      ? { ...review, review: { outcome, reason: 'x', by: ADA, at: AT } }
      : review,
  );
}

const shown = (reviews: readonly ProfileReview[]) =>
  reviews.map(({ contradictions = [], review, endedAt }) =>
    [
      contradictions.map(each => (each === PAYS ? 'pays' : 'asks')).join('+'),
      review?.outcome ?? 'waits',
      ...(endedAt === undefined ? [] : ['over']),
    ].join(' '),
  );

describe('what contradicts a profile', () => {
  it('waits with what is declared, and by whom it was', () => {
    const { opened, ended } = reviewsAfter(judged([PAYS, ASKS, PAYS]), []);
    expect(ended).toEqual([]);
    expect(opened).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        entityRef: REF,
        why: 'contradiction',
        values: { classification: 'confidential' },
        source: 'descriptor',
        contradictions: [PAYS, ASKS],
        signs: [[PAYS], [ASKS]],
        at: AT,
        owners: [OWNER],
      },
    ]);
    const [inPortal] = reviewsAfter(
      judged([PAYS], { portal: { tier: 3 } }),
      [],
    ).opened;
    expect(inPortal).toMatchObject({
      values: { classification: 'confidential', tier: 3 },
      source: 'portal',
      owners: [ADA, OWNER],
    });
  });

  it('waits while it is seen, once, and until then', () => {
    const first = after([], [PAYS]);
    expect(shown(first)).toEqual(['pays waits']);
    expect(after(first, [PAYS])).toEqual(first);
    expect(shown(after(first, []))).toEqual(['pays waits over']);
    expect(shown(after(after(first, []), [PAYS]))).toEqual([
      'pays waits over',
      'pays waits',
    ]);
    expect(shown(after([], []))).toEqual([]);
  });

  it('is told anew where something else is seen', () => {
    const first = after([], [PAYS]);
    expect(shown(after(first, [PAYS, ASKS]))).toEqual([
      'pays waits over',
      'pays+asks waits',
    ]);
    expect(shown(after(after([], [PAYS, ASKS]), [ASKS]))).toEqual([
      'pays+asks waits over',
      'asks waits',
    ]);
  });

  it('does not wait again once it was confirmed anyway', () => {
    const confirmed = after([], [PAYS, ASKS], 'confirmed');
    for (const seen of [[PAYS, ASKS], [PAYS]]) {
      expect(after(confirmed, seen)).toEqual(confirmed);
    }
    const gone = after(confirmed, []);
    expect(shown(gone)).toEqual(['pays+asks confirmed over']);
    expect(after(gone, [ASKS, PAYS])).toEqual(gone);
    const one = after([], [PAYS], 'confirmed');
    expect(shown(after(one, [PAYS, ASKS]))).toEqual([
      'pays confirmed over',
      'asks waits',
    ]);
  });

  it('stays questioned until it is gone, and waits again when it comes back', () => {
    const questioned = after([], [PAYS, ASKS], 'questioned');
    expect(after(questioned, [PAYS])).toEqual(questioned);
    const gone = after(questioned, []);
    expect(shown(gone)).toEqual(['pays+asks questioned over']);
    expect(shown(after(gone, [PAYS]))).toEqual([
      'pays+asks questioned over',
      'pays waits',
    ]);
  });

  it('is told anew to others where somebody else declares the same', () => {
    const [first] = reviewsAfter(
      judged([PAYS], { portal: { tier: 3 } }),
      [],
    ).opened;
    const again = judged([PAYS], { portal: { tier: 3 } });
    expect(reviewsAfter(again, [first]).ended).toEqual([]);
    const byBob = { ...again, portal: { ...again.portal!, by: BOB } };
    expect(reviewsAfter(byBob, [first])).toMatchObject({
      opened: [{ owners: [BOB, OWNER] }],
      ended: [first],
    });
  });

  it('is known again by the subjects that are seen, each by itself', () => {
    const [CLAUDE, CURSOR, GEMINI] = ['claude-code', 'cursor', 'gemini'];
    const uses = (...assistants: string[]) => {
      const { profile, ...rest } = judged([]);
      return {
        ...rest,
        profile: {
          ...profile,
          conflicts: [
            {
              field: 'aiUse' as const,
              kind: 'contradiction' as const,
              message: `${assistants.join(', ')} is seen`,
              values: [],
              seen: assistants.map(subject => ({
                subject,
                kind: 'assistant' as const,
                what: subject,
                path: `${assistants.length}.md`,
              })),
            },
          ],
        },
      };
    };
    const [opened] = reviewsAfter(uses(CLAUDE, CURSOR), []).opened;
    expect(opened.signs).toEqual([
      ['aiUse', CLAUDE, 'assistant', CLAUDE],
      ['aiUse', CURSOR, 'assistant', CURSOR],
    ]);
    for (const outcome of ['confirmed', 'questioned'] as const) {
      const looked = {
        ...opened,
        review: { outcome, reason: 'x', by: ADA, at: AT },
      };
      expect(reviewsAfter(uses(CURSOR), [looked])).toEqual({
        opened: [],
        ended: [],
      });
      expect(reviewsAfter(uses(CURSOR, GEMINI), [looked])).toMatchObject({
        opened: [{ contradictions: ['cursor, gemini is seen'] }],
        ended: [looked],
      });
    }
  });

  it('is not known of a profile that was only merged', () => {
    const first = after([], [PAYS]);
    expect(reviewsAfter(judged([], { isJudged: false }), first)).toEqual({
      opened: [],
      ended: [],
    });
  });

  it('is no other conflict', () => {
    const { profile } = judged([], { portal: { classification: 'internal' } });
    expect(profile.conflicts.map(({ kind }) => kind)).toEqual(['disagreement']);
    expect(contradictionsOf(profile)).toEqual([]);
  });
});
