import { mockCredentials } from '@backstage/backend-test-utils';
import { levelsAfter } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
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
          async (organization, budget, aim) => {
            const replica = await fresh();
            const { services } = replica;
            await settle(replica, organization);
            await services.runner.run();
            const { totals } = await services.maturity.summary({}, USER);
            const plan = await services.planning.pushNext(
              { budget, aim },
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
    });
  },
);

function entityStatus(scorecard: Scorecard, control: string) {
  return scorecard.controls
    .find(each => each.control === control)!
    .parts.find(({ scope }) => scope === 'entity')!.status;
}
