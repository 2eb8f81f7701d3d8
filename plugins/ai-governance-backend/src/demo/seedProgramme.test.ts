import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import {
  component,
  startReplica,
  startServices,
  testDatabases,
  TestClock,
} from '../__testUtils__/harness';
import { plansOf } from '../roadmap/RoadmapService';

jest.setTimeout(60_000);

const databases = testDatabases();
const USER = mockCredentials.user();
const larkspur = () =>
  parse(
    readFileSync(
      resolve(__dirname, '../../../../app-config.larkspur.yaml'),
      'utf8',
    ),
  ).aiGovernance.demo;

describe('the programme of the example organization', () => {
  it.each(['2026-11-20T09:00:00.000Z', '2029-02-28T23:30:00.000Z'])(
    'is there as if it had grown until %s',
    async at => {
      const clock = new TestClock(at);
      const config = {
        aiGovernance: { demo: { ...larkspur(), enabled: true } },
      };
      const { services, knex } = await startServices({
        databases,
        databaseId: 'SQLITE_3',
        clock,
        config,
      });
      const { framework } = services.framework.current();
      await services.inventory.learn(
        ['payments', 'web', 'platform', 'mobile'].map(team =>
          component(`of-${team}`, { owners: [`group:default/${team}`] }),
        ),
        clock.now(),
      );
      await services.runner.run();

      const { items: risks } = await services.risks.register({}, USER);
      expect(risks.filter(({ isDue }) => isDue).map(({ id }) => id)).toEqual([
        'R006',
      ]);
      expect(risks.slice(-2).map(({ id }) => id)).toEqual([
        'ORG-001',
        'ORG-002',
      ]);
      const { items: campaigns } = await services.campaigns.list({}, USER);
      expect(campaigns.map(({ state }) => state)).toEqual([
        'running',
        'running',
        'running',
      ]);
      // Everything ticked is part of a plan that people see.
      const plans = plansOf(framework);
      for (const { plan, item } of await knex('plan_attestations')) {
        expect([plan, plans.get(plan)?.map(({ id }) => id)]).toEqual([
          plan,
          expect.arrayContaining([item]),
        ]);
      }
      const { items: teams } = await services.adoption.teams(USER);
      expect(teams.map(({ team, stage }) => [team, stage])).toEqual([
        ['group:default/mobile', null],
        ['group:default/payments', 'controlled'],
        ['group:default/platform', 'controlled'],
        ['group:default/web', 'pilot'],
      ]);
      expect(teams[0].next?.isReady).toBe(true);

      // A later start adds nothing.
      const before = await services.audit.list({ limit: 1 });
      clock.advance({ days: 3 });
      const again = await startReplica(knex, { clock, config });
      expect(await again.services.audit.list({ limit: 1 })).toEqual(before);
    },
  );

  it('is not there where no demo is asked for', async () => {
    const { knex } = await startServices({
      databases,
      databaseId: 'SQLITE_3',
      config: { aiGovernance: { demo: { ...larkspur(), enabled: false } } },
    });
    for (const table of [
      'risk_entries',
      'campaigns',
      'plan_attestations',
      'adoption_moves',
    ]) {
      expect(await knex(table)).toEqual([]);
    }
  });
});
