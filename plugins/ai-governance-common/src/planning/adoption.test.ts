import fc from 'fast-check';
import { defaultFramework, type AdoptionStage } from '../framework';
import {
  decideStageMove,
  entryCriteria,
  stageAhead,
  stagesInOrder,
} from './adoption';
import { isEvidenced, isInPlace, type ControlShare } from './plans';

const stages: fc.Arbitrary<AdoptionStage[]> = fc
  .array(
    fc.record({
      criteria: fc.nat(3),
      requires: fc.subarray(['baseline', 'deployment']),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .chain(list =>
    fc.shuffledSubarray(
      list.map(({ criteria, requires }, order) => ({
        id: `s${order}`,
        name: `Stage ${order}`,
        description: 'A stage',
        order,
        entryCriteria: Array.from({ length: criteria }, (_, n) =>
          n % 2 === 0 ? `Criterion ${n}` : { id: `c${order}-${n}`, text: 'x' },
        ),
        requires,
      })),
      { minLength: list.length, maxLength: list.length },
    ),
  );

const move = stages.chain(list => {
  const ids = list.map(({ id }) => id);
  return fc.record({
    stages: fc.constant(list),
    from: fc.constantFrom(null, 'gone', ...ids),
    to: fc.constantFrom(null, ...ids),
    met: fc
      .subarray(list.flatMap(entryCriteria).map(({ id }) => id))
      .map(met => new Set(met)),
    holding: fc
      .subarray(['baseline', 'deployment'])
      .map(holding => new Set(holding)),
  });
});

const placeOf = (list: AdoptionStage[], id: string | null) =>
  stagesInOrder(list).findIndex(stage => stage.id === id);

describe('an entity that declares a stage', () => {
  it('is ahead only of a team before it, which then takes the next one', () => {
    fc.assert(
      fc.property(move, ({ stages: list, from, to }) => {
        const next = stageAhead(list, to, from);
        const taken = placeOf(list, from);
        expect(next !== undefined).toBe(placeOf(list, to) > taken);
        expect(placeOf(list, next ?? from)).toBe(
          next === undefined ? taken : taken + 1,
        );
      }),
    );
  });

  it('is ahead of nobody without one', () => {
    expect(
      stageAhead(defaultFramework.adoptionStages, undefined, null),
    ).toBeUndefined();
  });
});

describe('moving between adoption stages', () => {
  it('goes up by one stage, with everything that it needs and not without', () => {
    fc.assert(
      fc.property(move, one => {
        const decision = decideStageMove(one);
        const from = placeOf(one.stages, one.from);
        const to = placeOf(one.stages, one.to);
        fc.pre(to > from);
        const stage = stagesInOrder(one.stages)[to];
        const complete =
          entryCriteria(stage).every(({ id }) => one.met.has(id)) &&
          stage.requires!.every(id => one.holding.has(id));
        expect(decision.direction).toBe('up');
        expect(decision.allowed).toBe(to === from + 1 && complete);
        expect(decision.skipped).toHaveLength(to - from - 1);
      }),
    );
  });

  it('goes down always and never stands still', () => {
    fc.assert(
      fc.property(move, one => {
        const from = placeOf(one.stages, one.from);
        const to = placeOf(one.stages, one.to);
        fc.pre(to <= from);
        expect(decideStageMove(one)).toEqual({
          allowed: to < from,
          direction: to < from ? 'down' : 'none',
          skipped: [],
          missing: [],
          missingChecklists: [],
        });
      }),
    );
  });

  it('is never allowed by meeting less', () => {
    fc.assert(
      fc.property(move, fc.nat(), (one, index) => {
        const met = [...one.met];
        const less = new Set(met.filter((_, n) => n !== index % met.length));
        expect(
          decideStageMove({ ...one, met: less }).allowed &&
            !decideStageMove(one).allowed,
        ).toBe(false);
      }),
    );
  });

  it('takes the baseline before scaling in the default framework', () => {
    const { adoptionStages } = defaultFramework;
    const scaled = adoptionStages.find(({ id }) => id === 'scaled')!;
    const met = new Set(entryCriteria(scaled).map(({ id }) => id));
    const decide = (holding: string[], from = 'controlled') =>
      decideStageMove({
        stages: adoptionStages,
        from,
        to: 'scaled',
        met,
        holding: new Set(holding),
      });
    expect(decide(['governance-baseline']).allowed).toBe(true);
    expect(decide([])).toMatchObject({
      allowed: false,
      missingChecklists: ['governance-baseline'],
    });
    expect(decide(['governance-baseline'], 'pilot')).toMatchObject({
      allowed: false,
      skipped: ['controlled'],
    });
  });

  it('refuses a stage that is not there', () => {
    expect(() =>
      decideStageMove({
        stages: [],
        from: null,
        to: 'x',
        met: new Set(),
        holding: new Set(),
      }),
    ).toThrow(/no adoption stage x/);
  });
});

describe('what evidence answers', () => {
  const share = fc
    .record({
      id: fc.constant('X'),
      organization: fc.constantFrom(
        undefined,
        'met' as const,
        'gap' as const,
        'stale' as const,
        'unknown' as const,
        'notApplicable' as const,
      ),
      met: fc.nat(20),
      more: fc.nat(20),
    })
    .map(
      ({ met, more, ...rest }): ControlShare => ({
        ...rest,
        met,
        applicable: met + more,
      }),
    );

  it('holds only where the organization’s part does and enough entities do', () => {
    fc.assert(
      fc.property(
        share,
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (one, threshold) => {
          fc.pre(isInPlace(one, threshold));
          expect([undefined, 'met', 'notApplicable']).toContain(
            one.organization,
          );
          expect(one.met).toBeGreaterThanOrEqual(threshold * one.applicable);
          expect(one.applicable > 0 || one.organization === 'met').toBe(true);
          expect(isInPlace({ ...one, met: one.applicable }, threshold)).toBe(
            true,
          );
        },
      ),
    );
  });

  it('is nothing for an item without controls, or with one nobody knows', () => {
    const shares = new Map([
      ['A', { id: 'A', organization: 'met' as const, met: 0, applicable: 0 }],
    ]);
    const item = (...controls: string[]) => ({ id: 'i', text: 'x', controls });
    expect(isEvidenced(item('A'), shares, 0.9)).toBe(true);
    expect(isEvidenced(item(), shares, 0.9)).toBe(false);
    expect(isEvidenced({ id: 'i', text: 'x' }, shares, 0.9)).toBe(false);
    expect(isEvidenced(item('A', 'B'), shares, 0.9)).toBe(false);
  });
});
