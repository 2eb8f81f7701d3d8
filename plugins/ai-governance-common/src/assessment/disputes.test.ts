import fc from 'fast-check';
import {
  completeEvidence,
  inDays,
  input,
  observation,
  without,
} from './__testUtils__/fixtures';
import { assess } from './assess';
import { disputedFingerprints } from './disputes';
import { inputDigest, outputDigest } from './scorecardDigest';
import type { Finding, Scorecard, Suppression } from './types';

const CHECK = 'SEC-002.instructions';

const finding = (fingerprint?: string): Finding => ({
  rule: 'hidden-unicode',
  severity: 'high',
  message: 'A character nobody sees',
  path: '.cursorrules',
  line: 3,
  ...(fingerprint && { fingerprint }),
});

const suppression = (
  fingerprint: string,
  overrides: Partial<Suppression> = {},
): Suppression => ({
  id: `dispute-${fingerprint}`,
  check: CHECK,
  fingerprint,
  from: inDays(-1),
  until: inDays(10),
  ...overrides,
});

function failing(findings: Finding[]) {
  return input({
    evidence: [
      ...without(completeEvidence(), CHECK),
      observation(CHECK, { outcome: 'fail', findings, summary: 'Found some' }),
    ],
  });
}

const resultOf = (card: Scorecard, id = CHECK) =>
  card.controls
    .flatMap(({ parts }) => parts)
    .flatMap(({ checks }) => checks)
    .find(({ check }) => check === id)!;

describe('disputes', () => {
  it('leave out what was found wrong and keep the rest', () => {
    const base = failing([finding('a'), finding('b')]);
    const card = assess({ ...base, suppressions: [suppression('a')] });
    expect(resultOf(card)).toMatchObject({
      outcome: 'fail',
      findings: [finding('b')],
      suppressed: 1,
    });
  });

  it('let a check pass when nothing is left of its findings', () => {
    const base = failing([finding('a'), finding('b')]);
    const card = assess({
      ...base,
      suppressions: [suppression('a'), suppression('b')],
    });
    expect(resultOf(card)).toMatchObject({ outcome: 'pass', suppressed: 2 });
    expect(resultOf(card)).not.toHaveProperty('findings');
    expect(
      card.controls.find(({ control }) => control === 'SEC-002')!.status,
    ).toBe('met');
  });

  it('never let a check pass that may have more findings than were reported', () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      finding(`f${index}`),
    );
    const card = assess({
      ...failing(many),
      suppressions: many.map(({ fingerprint }) => suppression(fingerprint!)),
    });
    expect(resultOf(card)).toMatchObject({ outcome: 'fail', suppressed: 100 });
  });

  it('cannot leave out a finding without a fingerprint', () => {
    const base = failing([finding()]);
    expect(
      assess({ ...base, suppressions: [suppression('undefined')] }),
    ).toEqual(assess(base));
  });

  it('cover a failure without findings as long as its reason is the same', () => {
    const base = failing([]);
    const [fingerprint] = disputedFingerprints(resultOf(assess(base)));
    const suppressions = [suppression(fingerprint)];
    expect(resultOf(assess({ ...base, suppressions })).outcome).toBe('pass');
    const other = {
      ...base,
      evidence: base.evidence.map(item =>
        item.check === CHECK ? { ...item, summary: 'Something else' } : item,
      ),
      suppressions,
    };
    expect(resultOf(assess(other)).outcome).toBe('fail');
  });

  it('begin and end by themselves, and the scorecard knows when', () => {
    const base = failing([finding('a')]);
    const suppressions = [
      suppression('a', { from: inDays(-1), until: inDays(0, 1000) }),
    ];
    const card = assess({ ...base, suppressions });
    expect(resultOf(card).outcome).toBe('pass');
    expect(card.nextDueAt! <= inDays(0, 1000)).toBe(true);
    const later = assess({ ...base, suppressions, at: inDays(0, 1000) });
    expect(resultOf(later).outcome).toBe('fail');
  });

  it('make a check that is wrong too often a warning that says so', () => {
    const base = failing([finding('a')]);
    const card = assess({ ...base, warnings: [CHECK] });
    expect(resultOf(card)).toMatchObject({
      outcome: 'notApplicable',
      warning: true,
      findings: [finding('a')],
    });
    expect(card.ownGaps.map(({ check }) => check)).not.toContain(CHECK);
    const passing = input();
    expect(assess({ ...passing, warnings: [CHECK] })).toEqual(assess(passing));
  });

  it('change the digests only where there are any', () => {
    const base = failing([finding('a')]);
    expect(inputDigest({ ...base, suppressions: [], warnings: [] })).toBe(
      inputDigest(base),
    );
    const disputed = { ...base, suppressions: [suppression('a')] };
    expect(inputDigest(disputed)).not.toBe(inputDigest(base));
    expect(outputDigest(assess(disputed))).not.toBe(outputDigest(assess(base)));
  });

  it('never touch other checks, and never outlast their time', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            check: fc.constantFrom(CHECK, 'SEC-001.scanner', 'nobody.asks'),
            fingerprint: fc.constantFrom('a', 'b', 'c'),
            from: fc.integer({ min: -20, max: 5 }),
            days: fc.integer({ min: 0, max: 20 }),
          }),
        ),
        drawn => {
          const base = failing([finding('a'), finding('b')]);
          const suppressions = drawn.map(({ check, fingerprint, from, days }) =>
            suppression(fingerprint, {
              check,
              from: inDays(from),
              until: inDays(from + days),
            }),
          );
          const card = assess({ ...base, suppressions });
          const plain = assess(base);
          const gone = new Set<string>(
            drawn
              .filter(
                ({ check, from, days }) =>
                  check === CHECK && from <= 0 && from + days > 0,
              )
              .map(({ fingerprint }) => fingerprint),
          );
          const left = ['a', 'b'].filter(each => !gone.has(each));
          expect(resultOf(card).outcome).toBe(
            left.length > 0 ? 'fail' : 'pass',
          );
          expect(
            (resultOf(card).findings ?? []).map(
              ({ fingerprint }) => fingerprint,
            ),
          ).toEqual(left);
          const others = (from: Scorecard) =>
            from.controls
              .filter(({ control }) => control !== 'SEC-002')
              .map(({ status, parts }) => ({ status, parts }));
          expect(others(card)).toEqual(others(plain));
          expect(
            outputDigest(assess({ ...base, suppressions, at: inDays(60) })),
          ).toBe(outputDigest(assess({ ...base, at: inDays(60) })));
        },
      ),
      { numRuns: 200 },
    );
  });
});
