import fc from 'fast-check';
import { defaultFramework } from '../framework/default';
import {
  AT,
  GROUP,
  attestation,
  inDays,
  observation,
} from './__testUtils__/fixtures';
import { judgeGroupParts } from './shared';
import {
  readTrainingData,
  trainingFigures,
  TRAINING_OBSERVATION,
  type TrainingData,
} from './training';
import type { CheckResult, Evidence } from './types';

const judge = (
  data: unknown,
  options: { at?: string; extra?: Evidence[] } = {},
) =>
  judgeGroupParts({
    framework: defaultFramework,
    group: GROUP,
    evidence: [
      observation(TRAINING_OBSERVATION, {
        source: 'training',
        data: data as Evidence['data'],
      }),
      ...(options.extra ?? []),
    ],
    confirmations: {},
    attestations: [],
    at: options.at ?? AT,
  });

const checksOf = (judged: ReturnType<typeof judge>) =>
  Object.fromEntries(
    judged.parts
      .find(({ control }) => control === 'OPS-001')!
      .checks.map(check => [check.check, check]),
  ) as { [id: string]: CheckResult };

const entry = (until: string, count: number, score?: number) => ({
  until,
  count,
  scored: score === undefined ? 0 : count,
  scoreSum: score === undefined ? 0 : score * count,
});

describe('training of a group', () => {
  it('is met while everybody is trained and scored above the target', () => {
    const judged = judge({
      members: 10,
      byExpiry: [entry(inDays(5), 4, 90), entry(inDays(60), 6, 75)],
    });
    const checks = checksOf(judged);
    expect(checks['OPS-001.completion']).toMatchObject({
      outcome: 'pass',
      summary: '10 of 10 people are trained',
      validUntil: inDays(5),
    });
    expect(checks['OPS-001.mean-score']).toMatchObject({
      outcome: 'pass',
      summary: 'The mean score is above 80 %',
      validUntil: inDays(5),
    });
    expect(judged.nextDueAt).toBe(inDays(5));
  });

  it('lapses at the very instant a training ends', () => {
    const data = { members: 1, byExpiry: [entry(inDays(5), 1, 90)] };
    const outcome = (at: string) =>
      checksOf(judge(data, { at }))['OPS-001.completion'].outcome;
    expect(outcome(inDays(5, -1))).toBe('pass');
    expect(outcome(inDays(5))).toBe('fail');
  });

  it('is a gap when somebody never was, with the figures of a large group only', () => {
    const large = checksOf(
      judge({ members: 10, byExpiry: [entry(inDays(60), 9, 90)] }),
    );
    expect(large['OPS-001.completion']).toMatchObject({
      outcome: 'fail',
      summary: '9 of 10 people are trained; the target is 100 %',
    });
    const small = checksOf(
      judge({ members: 3, byExpiry: [entry(inDays(60), 2, 90)] }),
    );
    expect(small['OPS-001.completion']).toMatchObject({
      outcome: 'fail',
      summary: '66 % of the group is trained; the target is 100 %',
    });
  });

  it('asks for more than the target score, exactly', () => {
    const outcome = (score: number) =>
      checksOf(judge({ members: 1, byExpiry: [entry(inDays(9), 1, score)] }))[
        'OPS-001.mean-score'
      ].outcome;
    expect(outcome(80)).toBe('fail');
    expect(outcome(80.01)).toBe('pass');
  });

  it('knows nothing of a group without members or without scores', () => {
    const empty = checksOf(judge({ members: 0, byExpiry: [] }));
    expect(empty['OPS-001.completion'].outcome).toBe('unknown');
    expect(empty['OPS-001.mean-score'].outcome).toBe('unknown');
    const unscored = checksOf(
      judge({ members: 6, byExpiry: [entry(inDays(60), 6)] }),
    );
    expect(unscored['OPS-001.completion'].outcome).toBe('pass');
    expect(unscored['OPS-001.mean-score'].outcome).toBe('unknown');
  });

  it.each([
    ['more trained than members', { members: 1, byExpiry: [entry(AT, 2)] }],
    ['a negative count', { members: 1, byExpiry: [entry(inDays(9), -1)] }],
    ['a score above 100', { members: 1, byExpiry: [entry(inDays(9), 1, 101)] }],
    ['no instant', { members: 1, byExpiry: [entry('soon', 1)] }],
    ['nothing', undefined],
    ['a list', []],
  ])('takes no data with %s', (_, data) => {
    expect(readTrainingData(data)).toBeUndefined();
    expect(checksOf(judge(data))['OPS-001.completion'].outcome).toBe('unknown');
  });

  it('takes the newest observation, and none of the future', () => {
    const data = { members: 1, byExpiry: [entry(inDays(60), 1, 90)] };
    const none = { members: 1, byExpiry: [] };
    const later = (days: number) => [
      observation(TRAINING_OBSERVATION, {
        source: 'training',
        observedAt: inDays(days),
        data: none,
      }),
    ];
    const outcome = (extra: Evidence[]) =>
      checksOf(judge(data, { extra }))['OPS-001.completion'].outcome;
    expect(outcome(later(-0.5))).toBe('fail');
    expect(outcome(later(1))).toBe('pass');
    expect(judge(data, { extra: later(1) }).nextDueAt).toBe(inDays(1));
  });

  it('is left to attestations while nothing is counted', () => {
    const judged = judgeGroupParts({
      framework: defaultFramework,
      group: GROUP,
      evidence: [],
      confirmations: {},
      attestations: [
        attestation('OPS-001.completion', {
          subject: GROUP,
          confirmedBy: undefined,
        }),
      ],
      at: AT,
    });
    expect(checksOf(judged)['OPS-001.completion'].outcome).toBe('pass');
  });

  const data: fc.Arbitrary<TrainingData> = fc
    .array(
      fc.record({
        days: fc.integer({ min: -20, max: 40 }),
        score: fc.option(fc.integer({ min: 0, max: 100 })),
        count: fc.integer({ min: 1, max: 4 }),
      }),
      { maxLength: 8 },
    )
    .chain(entries =>
      fc.nat(3).map(untrained => ({
        members: entries.reduce((sum, { count }) => sum + count, 0) + untrained,
        byExpiry: entries.map(({ days, score, count }) =>
          entry(inDays(days), count, score ?? undefined),
        ),
      })),
    );
  const moments = fc.tuple(
    fc.integer({ min: 0, max: 60 }),
    fc.integer({ min: 0, max: 60 }),
  );

  it('never has more people trained later than now', () => {
    fc.assert(
      fc.property(data, moments, (random, [a, b]) => {
        const early = trainingFigures(random, inDays(Math.min(a, b)));
        const late = trainingFigures(random, inDays(Math.max(a, b)));
        expect(late.trained).toBeLessThanOrEqual(early.trained);
        expect(early.trained).toBeLessThanOrEqual(random.members);
      }),
    );
  });

  it('says the same until it is due, and never passes with nobody trained', () => {
    fc.assert(
      fc.property(data, fc.nat(60), (random, days) => {
        const at = inDays(days);
        const judged = judge(random, { at });
        const { nextDueAt, ...rest } = judged;
        const end = nextDueAt === undefined ? inDays(days + 100) : nextDueAt;
        const last = new Date(Date.parse(end) - 1).toISOString();
        const { nextDueAt: _, ...later } = judge(random, { at: last });
        expect(later).toEqual(rest);
        const completion = checksOf(judged)['OPS-001.completion'];
        const figures = trainingFigures(random, at);
        expect(completion.outcome === 'pass').toBe(
          figures.members > 0 && figures.trained === figures.members,
        );
        const { validUntil } = completion;
        const after = judge(random, { at: validUntil ?? at });
        expect(
          checksOf(after)['OPS-001.completion'].outcome === completion.outcome,
        ).toBe(validUntil === undefined);
      }),
    );
  });
});
