import fc from 'fast-check';
import { defaultFramework } from '../framework';
import type { Scope } from '../framework/types';
import { pushNext } from './pushNext';
import type { PushNextItem } from './pushNext';

const COSTS = { small: 1, medium: 3, large: 8 };

const checks = defaultFramework.controls
  .flatMap(control => control.parts)
  .flatMap(part => part.checks)
  .slice(0, 6);

const effortOf = (id: string) =>
  checks.find(check => check.id === id)!.remediation.effort;

const items: fc.Arbitrary<PushNextItem[]> = fc
  .array(
    fc.record({
      group: fc.constantFrom('group:default/a', 'group:default/b'),
      gaps: fc.uniqueArray(
        fc.record({
          check: fc.constantFrom(...checks.map(({ id }) => id)),
          scope: fc.constantFrom<Scope>('entity', 'group', 'organization'),
        }),
        { maxLength: 3, selector: gap => `${gap.check} ${gap.scope}` },
      ),
    }),
    { maxLength: 8 },
  )
  .map(entities =>
    entities.map((entity, index) => ({
      ...entity,
      entityRef: `component:default/e${index}`,
    })),
  );

/** The price of lifting exactly these, each closing paid once. */
function priceOf(lifted: readonly PushNextItem[]): number {
  const closings = new Map<string, number>();
  for (const { entityRef, group, gaps } of lifted) {
    for (const { check, scope } of gaps) {
      const subject = { entity: entityRef, group, organization: '' }[scope];
      closings.set(`${check} ${scope} ${subject}`, COSTS[effortOf(check)]);
    }
  }
  return [...closings.values()].reduce((sum, cost) => sum + cost, 0);
}

/** Every subset of the entities that something holds back. */
function best(all: readonly PushNextItem[], budget: number, enough = Infinity) {
  const held = all.filter(({ gaps }) => gaps.length > 0);
  let found = { lifted: 0, cost: 0 };
  for (let subset = 0; subset < 2 ** held.length; subset++) {
    const lifted = held.filter((_, index) => subset & (1 << index));
    const cost = priceOf(lifted);
    if (
      cost <= budget &&
      lifted.length <= enough &&
      (lifted.length > found.lifted ||
        (lifted.length === found.lifted && cost < found.cost))
    ) {
      found = { lifted: lifted.length, cost };
    }
  }
  return found;
}

describe('pushNext', () => {
  it('lifts as many as possible for as little as possible', () => {
    fc.assert(
      fc.property(items, fc.integer({ min: 0, max: 30 }), (all, budget) => {
        const plan = pushNext(defaultFramework, all, { budget });
        const wanted = best(all, budget);
        const lifted = all.filter(({ entityRef }) =>
          plan.lifted.includes(entityRef),
        );
        expect(priceOf(lifted)).toBe(plan.cost);
        expect(plan.cost).toBeLessThanOrEqual(budget);
        expect(plan.closings.reduce((sum, { cost }) => sum + cost, 0)).toBe(
          plan.cost,
        );
        expect(plan.atMost).toBeGreaterThanOrEqual(wanted.lifted);
        const found = { lifted: plan.lifted.length, cost: plan.cost };
        expect(plan.isExact ? found : wanted).toEqual(wanted);
      }),
      { numRuns: 300 },
    );
  });

  it('lifts no more than is enough, and these for as little as possible', () => {
    fc.assert(
      fc.property(
        items,
        fc.integer({ min: 0, max: 30 }),
        fc.nat(6),
        (all, budget, enough) => {
          const plan = pushNext(defaultFramework, all, { budget, enough });
          const wanted = best(all, budget, enough);
          expect(plan.lifted.length).toBeLessThanOrEqual(enough);
          expect(plan.atMost).toBeGreaterThanOrEqual(wanted.lifted);
          expect(plan.atMost).toBeLessThanOrEqual(enough);
          const found = { lifted: plan.lifted.length, cost: plan.cost };
          expect(plan.isExact ? found : wanted).toEqual(wanted);
        },
      ),
      { numRuns: 300 },
    );
  });

  const organization = (index: number) => ({
    check: checks[0].id,
    scope: 'organization' as const,
    index,
  });

  it('counts what the organization closes once for all it lifts', () => {
    const all = Array.from({ length: 14 }, (_, index) => ({
      entityRef: `component:default/e${index}`,
      gaps: [organization(index)],
    }));
    const plan = pushNext(defaultFramework, all, { budget: 8 });
    expect(plan.lifted).toHaveLength(14);
    expect(plan.closings).toEqual([
      {
        check: checks[0].id,
        control: 'TM-001',
        scope: 'organization',
        subjects: ['organization'],
        cost: COSTS[checks[0].remediation.effort],
      },
    ]);
  });

  it('takes efforts and their costs as they are edited', () => {
    const [{ id }] = checks;
    const all = [
      {
        entityRef: 'component:default/a',
        gaps: [{ check: id, scope: 'entity' as const }],
      },
    ];
    const cost = (options: object) =>
      pushNext(defaultFramework, all, { budget: 100, ...options }).cost;
    expect(cost({ efforts: { [id]: 'large' } })).toBe(8);
    expect(cost({ costs: { small: 2, medium: 2, large: 2 } })).toBe(2);
  });

  it('stays within budget and bound where there is too much to try', () => {
    const all = Array.from({ length: 400 }, (_, index) => ({
      entityRef: `component:default/e${index}`,
      group: `group:default/g${index % 60}`,
      gaps: [
        { check: checks[index % 3].id, scope: 'group' as const },
        { check: checks[3 + (index % 3)].id, scope: 'entity' as const },
      ],
    }));
    const few = pushNext(defaultFramework, all, { budget: 120, enough: 7 });
    expect([few.isExact, few.lifted.length, few.atMost]).toEqual([false, 7, 7]);
    const plan = pushNext(defaultFramework, all, { budget: 120 });
    expect(few.cost).toBeLessThan(plan.cost);
    expect(plan.isExact).toBe(false);
    expect(plan.lifted.length).toBeGreaterThan(10);
    expect(plan.lifted.length).toBeLessThanOrEqual(plan.atMost);
    expect(plan.cost).toBeLessThanOrEqual(120);
    const lifted = all.filter(({ entityRef }) =>
      plan.lifted.includes(entityRef),
    );
    expect(priceOf(lifted)).toBe(plan.cost);
  });
});
