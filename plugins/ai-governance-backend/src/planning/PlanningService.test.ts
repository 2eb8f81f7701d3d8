import { mockCredentials } from '@backstage/backend-test-utils';
import {
  levelsAfter,
  organizationOwnLevel,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  Level,
  PushNextResponse,
  Scorecard,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { mockServices } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type { Knex } from 'knex';
import {
  component,
  startReplica,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import { organizations, settle } from '../__testUtils__/organization';

jest.setTimeout(120_000);

const databases = testDatabases();
const USER = mockCredentials.user();

const TABLES = [
  'entities',
  'sources',
  'evidence',
  'evidence_history',
  'declarations',
  'protections',
  'attestations',
  'judged_parts',
  'judged_parts_history',
  'assessment_queue',
  'scorecards',
  'scorecard_history',
];

const sum = (values: { [key: string]: number | undefined }) =>
  Object.values(values).reduce<number>((all, value) => all + (value ?? 0), 0);

describe.each(databases.eachSupportedId())(
  'what to push next on %s',
  databaseId => {
    let knex: Knex;

    beforeAll(async () => {
      ({ knex } = await startServices({ databases, databaseId }));
    });

    async function fresh() {
      for (const table of TABLES) {
        await knex(table).delete();
      }
      return startReplica(knex);
    }

    it('stands on the levels in force, and on gaps that really hold back', async () => {
      await fc.assert(
        fc.asyncProperty(
          organizations,
          fc.integer({ min: 0, max: 60 }),
          fc.constantFrom('official' as const, 'own' as const),
          fc.constantFrom('effort' as const, 'closings' as const),
          async (organization, budget, aim, price) => {
            const replica = await fresh();
            const { services } = replica;
            await settle(replica, organization);
            await services.runner.run();
            const { totals } = await services.maturity.summary({}, USER);
            const plan = await services.planning.pushNext(
              { budget, aim, price },
              USER,
            );
            expect(plan.entities).toBe(totals.assessable);
            expect(plan.before).toEqual(totals.levels[aim]);
            expect(levelsAfter(plan.standing!, new Set(), aim)).toEqual(
              totals.levels[aim],
            );
            expect(plan.cost).toBeLessThanOrEqual(budget);
            expect(plan.steps.reduce((all, { cost }) => all + cost, 0)).toBe(
              plan.cost,
            );
            expect(plan.atMost).toBeGreaterThanOrEqual(plan.liftedCount);
            expect(sum({ ...plan.after })).toBe(sum({ ...plan.before }));
            expect(plan.steps.at(-1)?.liftedSoFar ?? 0).toBe(
              plan.steps.length > 0 ? plan.liftedCount : 0,
            );
            const closings = plan.steps.reduce(
              (all, { subjectCount }) => all + subjectCount,
              0,
            );
            expect(price === 'closings' ? closings : plan.cost).toBe(plan.cost);
            // What is open is open on the scorecards too.
            const statuses: string[] = [];
            for (const { scope, subjects, control } of plan.steps) {
              for (const { ref } of scope === 'entity' ? subjects : []) {
                const { scorecard } = await services.scorecards.get(ref, USER);
                statuses.push(entityStatus(scorecard!, control!));
              }
            }
            expect(['gap', 'stale', 'unknown']).toEqual(
              expect.arrayContaining(statuses),
            );
            // And the list finds just those it is open in, as its address asks.
            const { units, classes, groups } = plan.standing!;
            const parts = units.filter(
              ({ control, scope }) => control && scope !== 'organization',
            );
            const counted = parts.map(({ key, scope }) => {
              const openIn = groups.flatMap(({ ref, gaps }) =>
                gaps.includes(key) ? [ref] : [],
              );
              return sum(
                Object.fromEntries(
                  classes
                    .filter(({ gaps, group }) =>
                      scope === 'entity'
                        ? gaps.includes(key)
                        : group !== undefined && openIn.includes(group),
                    )
                    .map(({ entities }, index) => [index, entities]),
                ),
              );
            });
            const listed = await Promise.all(
              parts.map(async ({ control, scope }) => {
                const filter = [`assessable=true,openPart.${control}=${scope}`];
                const list = await services.scorecards.list({ filter }, USER);
                const found = await services.maturity.summary({ filter }, USER);
                return [list.totalItems, found.totals.assessable];
              }),
            );
            expect(listed).toEqual(counted.map(number => [number, number]));
            // Everything closed is the highest level for whoever has one.
            const all = levelsAfter(
              plan.standing!,
              new Set(plan.standing!.units.map(({ key }) => key)),
              aim,
            );
            expect(all[5]).toBe(plan.entities - all.none);
          },
        ),
        { numRuns: 15 },
      );
    });

    it("lifts the organization's own level with its parts and enough entities", async () => {
      let reached = 0;
      await fc.assert(
        fc.asyncProperty(
          organizations,
          fc.constantFrom(5, 40, 1000),
          async (organization, budget) => {
            const replica = await fresh();
            const { services } = replica;
            await settle(replica, organization);
            await services.runner.run();
            const summary = await services.maturity.summary({}, USER);
            const plan = await services.planning.pushNext(
              { budget, aim: 'organization' },
              USER,
            );
            const ahead = plan.organization!;
            expect(ahead.from).toBe(summary.organization.ownLevel);
            expect(plan.before).toEqual(summary.totals.levels.own);
            expect(plan.cost).toBeLessThanOrEqual(budget);
            expect(plan.steps.reduce((all, { cost }) => all + cost, 0)).toBe(
              plan.cost,
            );
            expect(plan.liftedCount).toBeLessThanOrEqual(plan.atMost);
            const own = new Set(
              plan.steps.flatMap(({ scope, key }) =>
                scope === 'organization' ? [key] : [],
              ),
            );
            const { units } = plan.standing!;
            const ranked = plan.entities - plan.before.none;
            // As the core counts it when everything in the plan is closed.
            const after = organizationOwnLevel({
              organizationLevel: Math.max(
                1,
                ...([5, 4, 3, 2] as const).filter(level =>
                  plan.standing!.organization.every(
                    key =>
                      own.has(key) ||
                      units.find(unit => unit.key === key)!.level > level,
                  ),
                ),
              ) as Level,
              threshold: summary.organization.threshold,
              levelCounts: plan.after,
            });
            expect(after >= (ahead.to ?? 6)).toBe(ahead.reached);
            const canBe = ahead.to && ranked > 0 && budget === 1000;
            expect([
              canBe ? ahead.reached : true,
              canBe ? plan.liftedCount : ahead.entities,
            ]).toEqual([true, ahead.entities]);
            reached += ahead.reached ? 1 : 0;
          },
        ),
        { numRuns: 15 },
      );
      expect(reached).toBeGreaterThan(0);
    });

    it("says for whom the organization's own level can be planned", async () => {
      const { services, clock } = await fresh();
      await services.inventory.learn([component('one')], clock.now());
      await services.runner.run();
      const plan = (request: object) =>
        services.planning.pushNext({ aim: 'organization', ...request }, USER);
      await expect(plan({ filter: ['type=service'] })).rejects.toThrow(
        'leave filter and refs out',
      );
      await expect(plan({ refs: ['component:default/one'] })).rejects.toThrow(
        'leave filter and refs out',
      );
      // Its own parts alone cost more than that.
      expect(await plan({ budget: 1 })).toMatchObject({
        steps: [],
        cost: 0,
        organization: { from: 1, to: 2, reached: false, entities: 1 },
      });
    });

    it('plans for chosen entities only', async () => {
      const { services, clock } = await fresh();
      await services.inventory.learn(
        ['one', 'two', 'three'].map(name => component(name)),
        clock.now(),
      );
      await services.runner.run();
      const plan = await services.planning.pushNext(
        {
          aim: 'own',
          budget: 1000,
          refs: ['component:default/One', 'component:default/gone'],
        },
        USER,
      );
      expect(plan.entities).toBe(1);
      expect(
        plan.steps.flatMap(({ scope, subjects }) =>
          scope === 'entity' ? subjects.map(({ ref }) => ref) : [],
        ),
      ).toEqual(expect.arrayContaining(['component:default/one']));
      expect(JSON.stringify(plan)).not.toContain('two');
    });

    it('comes true when it is carried out', async () => {
      const { services, clock } = await fresh();
      const names = ['a', 'b', 'c', 'd'];
      await services.inventory.learn(
        names.map(name =>
          component(name, {
            annotations: {
              'ai-governance/data-classification': 'confidential',
              'ai-governance/ai-use': 'none',
            },
          }),
        ),
        clock.now(),
      );
      const say = async (name: string, outcome: 'pass' | 'fail') => {
        const { framework } = services.framework.current();
        await services.evidence.push(
          [
            {
              subject: `component:default/${name}`,
              source: 'ci:main',
              items: [
                {
                  check: 'repository.assistants',
                  outcome: 'pass' as const,
                  summary: 'none',
                  data: { assistants: [] },
                },
                ...framework.controls
                  .flatMap(control => control.parts)
                  .filter(part => part.scope === 'entity')
                  .flatMap(part => part.checks)
                  .map(({ id }) => ({
                    check: id,
                    outcome: id.startsWith('SEC-001')
                      ? outcome
                      : ('pass' as const),
                    summary: outcome,
                  })),
              ],
            },
          ],
          clock.now(),
        );
        await services.runner.run();
      };
      for (const { id } of services.framework
        .current()
        .framework.controls.flatMap(control => control.parts)
        .filter(part => part.scope === 'group')
        .flatMap(part => part.checks)) {
        await services.attestations.attest(
          {
            check: id,
            subject: 'group:default/payments',
            statement: 'All of us',
          },
          'user:default/ada',
          clock.now(),
        );
      }
      for (const name of names) await say(name, 'fail');
      const before: PushNextResponse = await services.planning.pushNext(
        { aim: 'own', budget: 1000 },
        USER,
      );
      const step = before.steps.find(({ control }) => control === 'SEC-001')!;
      expect(step.subjects.map(({ ref }) => ref)).toEqual(
        names.map(name => `component:default/${name}`),
      );
      expect(step.lifts).toBe(4);
      const promised = levelsAfter(
        before.standing!,
        new Set(['SEC-001/entity']),
        'own',
      );
      for (const name of names) await say(name, 'pass');
      const { totals } = await services.maturity.summary({}, USER);
      expect(totals.levels.own).toEqual(promised);
      expect(promised).not.toEqual(before.before);
    });

    it('costs the same statements however many entities there are', async () => {
      const { services, clock } = await fresh();
      const count = async () => {
        await services.maturity.summary({}, USER);
        let statements = 0;
        const listen = () => {
          statements += 1;
        };
        knex.on('query', listen);
        await services.planning.pushNext({}, USER);
        knex.removeListener('query', listen);
        return statements;
      };
      await services.inventory.learn([component('one')], clock.now());
      await services.runner.run();
      const few = await count();
      await services.inventory.learn(
        Array.from({ length: 300 }, (_, index) =>
          component(`more-${index}`, {
            owners: [`group:default/g${index % 40}`],
          }),
        ),
        clock.now(),
      );
      await services.runner.run();
      expect(await count()).toBe(few);
    });

    it('takes edited efforts, and says what is wrong with them', async () => {
      const { services, clock } = await fresh();
      await services.inventory.learn([component('one')], clock.now());
      await services.runner.run();
      const plan = (effort: string[], budget = 1000) =>
        services.planning.pushNext({ aim: 'own', effort, budget }, USER);
      const effortIn = (response: PushNextResponse) =>
        response.standing!.units.find(({ key }) => key === 'TM-002/entity')!;
      const usual = effortIn(await plan([]));
      expect(usual.effort).toBe(usual.defaultEffort);
      const large = await plan(['TM-002=large']);
      expect(effortIn(large)).toEqual({ ...usual, effort: 'large' });
      expect(large.steps.find(({ key }) => key === 'TM-002/entity')?.cost).toBe(
        8,
      );
      expect(
        (await plan(['TM-002/entity=small', 'SEC-001=large'])).steps,
      ).toEqual(expect.anything());
      await expect(plan(['TM-002=huge'])).rejects.toThrow(
        "effort 'TM-002=huge' is not",
      );
      await expect(plan(['XX-1=small'])).rejects.toThrow(
        'no level of the framework in force demands XX-1',
      );
      expect((await plan([], 0)).liftedCount).toBe(0);
    });

    it('names nothing that the caller may not see', async () => {
      const { services: all, clock } = await fresh();
      await all.inventory.learn(
        ['seen', 'hidden'].map(name => component(name)),
        clock.now(),
      );
      await all.runner.run();
      const { services } = await startReplica(knex, {
        clock,
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: { name: 'seen', namespace: 'default' },
          },
        ],
        permissions: mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(() => ({ result: AuthorizeResult.ALLOW })),
          authorizeConditional: async requests =>
            requests.map(({ permission }) =>
              permission.name === 'catalog.entity.read'
                ? {
                    result: AuthorizeResult.CONDITIONAL,
                    pluginId: 'catalog',
                    resourceType: 'catalog-entity',
                    conditions: {
                      rule: 'X',
                      resourceType: 'catalog-entity',
                      params: {},
                    },
                  }
                : { result: AuthorizeResult.ALLOW },
            ) as never,
        }),
      });
      const plan = await services.planning.pushNext(
        { aim: 'own', budget: 1000 },
        USER,
      );
      expect(plan.isComplete).toBe(false);
      expect(plan.entities).toBe(1);
      expect(JSON.stringify(plan)).not.toContain('hidden');
      await expect(
        services.planning.pushNext({ aim: 'organization' }, USER),
      ).rejects.toThrow('you may see a part of them');
    });
  },
);

function entityStatus(scorecard: Scorecard, control: string) {
  return scorecard.controls
    .find(each => each.control === control)!
    .parts.find(({ scope }) => scope === 'entity')!.status;
}
