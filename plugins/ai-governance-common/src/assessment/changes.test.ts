import fc from 'fast-check';
import { defaultFramework } from '../framework/default';
import type { ReviewTier } from '../framework/types';
import {
  AT,
  completeEvidence,
  declaredProfile,
  inDays,
  input,
  observation,
  without,
} from './__testUtils__/fixtures';
import { assess } from './assess';
import { canonicalJson } from './canonical';
import { CHANGES_OBSERVATION, type ChangeFacts } from './changes';
import type { Evidence } from './types';

const CHECKS = [
  'CQ-001.provenance',
  'SEC-003.reviewed-changes',
  'CQ-002.enhanced-review',
];

const ASPECTS = ['correctness', 'dependencies', 'edge-cases', 'security'];

const change = (overrides: Partial<ChangeFacts> = {}): ChangeFacts => ({
  number: 1,
  mergedAt: inDays(-3),
  assisted: 'yes',
  tools: ['claude-code'],
  approvals: 1,
  checks: 'passed',
  aspects: ASPECTS,
  ...overrides,
});

const many = (count: number, overrides: Partial<ChangeFacts> = {}) =>
  Array.from({ length: count }, (_, index) =>
    change({ number: index + 1, ...overrides }),
  );

const seen = (
  changes: ChangeFacts[],
  overrides: Partial<Evidence> = {},
): Evidence =>
  observation(CHANGES_OBSERVATION, {
    source: 'host:https://git.example.com/larkspur/checkout',
    data: { changes: changes as never },
    ...overrides,
  });

function results(
  evidence: Evidence[],
  options: { tier?: ReviewTier; at?: string; confirmedAt?: string } = {},
) {
  const card = assess(
    input({
      evidence: [...without(completeEvidence(), ...CHECKS), ...evidence],
      profile: declaredProfile({
        tier: {
          value: options.tier ?? 2,
          source: 'portal',
          reason: 'declared',
        },
      }),
      at: options.at ?? AT,
      ...(options.confirmedAt && {
        confirmations: {
          'host:https://git.example.com/larkspur/checkout': options.confirmedAt,
        },
      }),
    }),
  );
  const checks = card.controls
    .flatMap(({ parts }) => parts)
    .flatMap(part => part.checks);
  const of = (id: string) => checks.find(({ check }) => check === id)!;
  return {
    card,
    provenance: of('CQ-001.provenance'),
    reviewed: of('SEC-003.reviewed-changes'),
    enhanced: of('CQ-002.enhanced-review'),
  };
}

describe('changes.provenance', () => {
  it('asks for the share of changes whose provenance is known', () => {
    const known = [...many(10), ...many(9, { assisted: 'no' })];
    const { provenance } = results([
      seen([...known, change({ number: 99, assisted: 'unknown' })]),
    ]);
    expect(provenance).toMatchObject({
      outcome: 'pass',
      summary:
        'The provenance of 19 of 20 merged changes is known; the target is 95 %',
      source: 'host:https://git.example.com/larkspur/checkout',
    });
    expect(provenance.findings).toBeUndefined();
    const worse = results([
      seen([
        ...known.slice(1),
        change({ number: 98, assisted: 'unknown' }),
        change({ number: 99, assisted: 'unknown' }),
      ]),
    ]).provenance;
    expect(worse.outcome).toBe('fail');
    expect(worse.findings?.map(({ message }) => message.slice(0, 3))).toEqual([
      '#99',
      '#98',
    ]);
  });

  it('says that only the newest are known', () => {
    const item = seen(many(3));
    item.data!.truncated = true;
    expect(results([item]).provenance.summary).toContain(
      '3 of the newest 3 merged changes',
    );
  });
});

describe('changes.reviewed', () => {
  const outcomes = (facts: Partial<ChangeFacts>) =>
    ([1, 2, 3] as const).map(
      tier => results([seen([change(facts)])], { tier }).reviewed.outcome,
    );

  it.each<[string, Partial<ChangeFacts>, string[]]>([
    [
      'nothing at all',
      { approvals: 0, checks: 'none' },
      ['fail', 'fail', 'fail'],
    ],
    ['checks only', { approvals: 0 }, ['pass', 'fail', 'fail']],
    [
      'failed checks',
      { approvals: 2, checks: 'failed' },
      ['fail', 'fail', 'fail'],
    ],
    ['a peer', {}, ['pass', 'pass', 'fail']],
    ['two peers', { approvals: 2 }, ['pass', 'pass', 'fail']],
    ['a code owner', { codeOwnerApproved: true }, ['pass', 'pass', 'fail']],
    [
      'a code owner and a second person',
      { codeOwnerApproved: true, approvals: 2 },
      ['pass', 'pass', 'pass'],
    ],
    [
      'a code owner and a sign-off',
      { codeOwnerApproved: true, signedOff: true },
      ['pass', 'pass', 'pass'],
    ],
    [
      'a sign-off alone',
      { signedOff: true, approvals: 0 },
      ['pass', 'fail', 'fail'],
    ],
    [
      'no attribution and no review',
      { assisted: 'unknown', approvals: 0, checks: 'none' },
      ['pass', 'fail', 'fail'],
    ],
    [
      'no assistance and no review',
      { assisted: 'no', approvals: 0, checks: 'none' },
      ['pass', 'pass', 'pass'],
    ],
  ])('%s', (_, facts, expected) => {
    expect(outcomes(facts)).toEqual(expected);
  });

  it('judges by the tier in force without another look', () => {
    const evidence = [seen([change({ codeOwnerApproved: true })])];
    expect(results(evidence, { tier: 2 }).reviewed.outcome).toBe('pass');
    expect(results(evidence, { tier: 3 }).reviewed).toMatchObject({
      outcome: 'fail',
      findings: [{ message: '#1: no second approval and no sign-off' }],
    });
  });

  it('says that nothing was assisted', () => {
    expect(results([seen(many(2, { assisted: 'no' }))]).reviewed.summary).toBe(
      'None of 2 merged changes was made with AI assistance',
    );
  });
});

describe('changes.enhanced-review', () => {
  it('asks for all aspects', () => {
    expect(results([seen([change()])]).enhanced.outcome).toBe('pass');
    expect(
      results([seen([change({ aspects: ['security'] })])]).enhanced,
    ).toMatchObject({
      outcome: 'fail',
      findings: [
        {
          message:
            '#1: no review of correctness, no review of edge-cases, no review of dependencies',
        },
      ],
    });
  });
});

describe('over time', () => {
  it('is unknown while no change is known, and never passes by that', () => {
    for (const evidence of [
      [],
      [seen([])],
      [seen([], { data: {} })],
      [
        seen([], {
          data: { changes: [null, 1, {}, { mergedAt: 'x' }] as never },
        }),
      ],
    ]) {
      const { provenance, reviewed, enhanced } = results(evidence);
      for (const result of [provenance, reviewed, enhanced]) {
        expect(result.outcome).toBe('unknown');
      }
    }
  });

  it('counts the changes of 90 days', () => {
    const bad = change({ number: 2, mergedAt: inDays(-90), approvals: 0 });
    expect(results([seen([change(), bad])]).reviewed.outcome).toBe('pass');
    expect(
      results([seen([change(), { ...bad, mergedAt: inDays(-90, 1) }])]).reviewed
        .outcome,
    ).toBe('fail');
    expect(
      results([seen([change(), { ...bad, mergedAt: inDays(1) }])]).reviewed
        .outcome,
    ).toBe('pass');
  });

  it('judges a dormant repository by its last active days, for a year', () => {
    const last = change({ mergedAt: inDays(-200) });
    const before = change({ mergedAt: inDays(-280), approvals: 0 });
    const options = { confirmedAt: inDays(-1) };
    expect(results([seen([last])], options).reviewed).toMatchObject({
      outcome: 'pass',
      dormantSince: inDays(-200),
      summary: expect.stringMatching(/; no changes since 2026-05-04$/),
    });
    expect(results([seen([last, before])], options).reviewed.outcome).toBe(
      'fail',
    );
    expect(
      results([seen([change({ mergedAt: inDays(-365) })])], options).reviewed,
    ).toMatchObject({ outcome: 'stale' });
  });

  it('keeps the last good look when a newer one failed', () => {
    const { reviewed } = results([
      seen([change()], { observedAt: inDays(-2) }),
      seen([], { outcome: 'error', summary: 'answered 502', data: undefined }),
    ]);
    expect(reviewed).toMatchObject({
      outcome: 'pass',
      collectorError: 'answered 502',
      observedAt: inDays(-2),
    });
    expect(
      results([seen([], { outcome: 'error', summary: 'answered 502' })])
        .reviewed,
    ).toMatchObject({ outcome: 'unknown', collectorError: 'answered 502' });
  });

  it('lets a pipeline say it as well, and takes the worse', () => {
    const pushed = (outcome: 'pass' | 'fail') =>
      observation('SEC-003.reviewed-changes', { source: 'ci:main', outcome });
    expect(results([pushed('pass')]).reviewed.outcome).toBe('pass');
    expect(results([pushed('fail'), seen([change()])]).reviewed.source).toBe(
      'ci:main',
    );
    expect(
      results([pushed('pass'), seen([change({ approvals: 0 })])]).reviewed
        .outcome,
    ).toBe('fail');
    expect(
      results([pushed('pass'), seen([], { outcome: 'error' })]).reviewed
        .outcome,
    ).toBe('pass');
  });

  it('gives the same answer until the instant it names', () => {
    const facts = fc.record({
      number: fc.integer({ min: 1, max: 50 }),
      mergedAt: fc
        .integer({ min: -400 * 24, max: 40 * 24 })
        .map(hours => inDays(0, hours * 3_600_000)),
      assisted: fc.constantFrom(
        'yes' as const,
        'no' as const,
        'unknown' as const,
      ),
      tools: fc.constant<string[]>([]),
      approvals: fc.integer({ min: 0, max: 2 }),
      checks: fc.constantFrom(
        'passed' as const,
        'failed' as const,
        'none' as const,
      ),
      aspects: fc.subarray(ASPECTS),
    });
    fc.assert(
      fc.property(
        fc.array(facts, { maxLength: 6 }),
        fc.constantFrom<ReviewTier>(1, 2, 3),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (changes, tier, part) => {
          const first = results([seen(changes)], { tier });
          const from = Date.parse(AT);
          const until = Date.parse(first.card.nextDueAt ?? inDays(400));
          const later = results([seen(changes)], {
            tier,
            at: new Date(
              from + Math.floor((until - from) * part),
            ).toISOString(),
          });
          for (const which of ['provenance', 'reviewed', 'enhanced'] as const) {
            expect(canonicalJson(later[which] as never)).toBe(
              canonicalJson(first[which] as never),
            );
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('never does worse for more review, and never better for a higher tier', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 }),
        fc.boolean(),
        fc.boolean(),
        (approvals, codeOwnerApproved, signedOff) => {
          const passes = (more: Partial<ChangeFacts>, tier: ReviewTier) =>
            results(
              [
                seen([
                  change({ approvals, codeOwnerApproved, signedOff, ...more }),
                ]),
              ],
              { tier },
            ).reviewed.outcome === 'pass';
          for (const tier of [1, 2, 3] as const) {
            expect(
              passes({ approvals: approvals + 1 }, tier) || !passes({}, tier),
            ).toBe(true);
          }
          expect(passes({}, 1) || !passes({}, 2)).toBe(true);
          expect(passes({}, 2) || !passes({}, 3)).toBe(true);
        },
      ),
    );
  });
});

it('answers checks the default framework has', () => {
  const ids = defaultFramework.controls.flatMap(({ parts }) =>
    parts.flatMap(part => part.checks.map(({ id }) => id)),
  );
  expect(ids).toEqual(expect.arrayContaining(CHECKS));
});
