import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { parse, parseAllDocuments } from 'yaml';
import {
  component,
  startReplica,
  startServices,
  testDatabases,
  TestClock,
} from '../__testUtils__/harness';

jest.setTimeout(60_000);

const databases = testDatabases();
const ROOT = resolve(__dirname, '../../../..');
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');
const SERVICE = mockCredentials.service('plugin:ai-governance');
const USER = mockCredentials.user();
const TEAMS = ['payments', 'risk', 'web', 'platform', 'mobile', 'data'];

const example = () => {
  const demo = parse(read('app-config.demo.yaml')).aiGovernance;
  const larkspur = parse(read('app-config.larkspur.yaml')).aiGovernance;
  return {
    config: {
      aiGovernance: {
        tools: demo.tools,
        demo: {
          ...demo.demo,
          ...larkspur.demo,
          importsFolder: join(ROOT, 'examples', 'imports'),
        },
      },
    },
    entities: parseAllDocuments(read('examples', 'organization.yaml')).flatMap(
      document => {
        const entity = document.toJS() as Entity | null;
        return entity ? [entity] : [];
      },
    ),
  };
};

describe('the imports of the example organization', () => {
  it.each(['2026-11-20T09:00:00.000Z', '2029-02-28T23:30:00.000Z'])(
    'are taken in whole, as if written on %s',
    async at => {
      const clock = new TestClock(at);
      const { config, entities } = example();
      const started = await startServices({
        databases,
        databaseId: 'SQLITE_3',
        clock,
        config,
        entities,
      });
      const { services, logger, knex } = started;
      expect(logger.warn).not.toHaveBeenCalled();
      await services.inventory.learn(
        TEAMS.map(team =>
          component(`of-${team}`, { owners: [`group:default/${team}`] }),
        ),
        clock.now(),
      );
      await services.groups.refresh(SERVICE);
      await services.training.refresh(clock.now());
      await services.runner.run();
      expect(await knex('training_unmatched')).toEqual([]);

      const checks = async (team: string) => {
        const { scorecard } = await services.scorecards.get(
          `component:default/of-${team}`,
          USER,
        );
        return Object.fromEntries(
          scorecard!.controls
            .flatMap(control => control.parts)
            .flatMap(part => part.checks)
            .map(check => [check.check, check]),
        );
      };
      for (const team of TEAMS) {
        const own = await checks(team);
        expect([team, own['OPS-001.completion'].outcome]).toEqual([
          team,
          team === 'data' ? 'fail' : 'pass',
        ]);
        expect([team, own['OPS-001.mean-score'].outcome]).toEqual([
          team,
          team === 'data' ? 'unknown' : 'pass',
        ]);
      }
      const any = await checks('web');
      expect(any['TM-001.asset-inventory'].outcome).toBe('pass');
      expect(any['DP-002.egress-report'].outcome).toBe('pass');
      expect(any['CMP-002.gap-analysis']).toMatchObject({
        outcome: 'unknown',
        summary: 'Not analysed yet: HIPAA (OPS-002)',
      });

      const imports = await services.imports.list(clock.now());
      expect(imports.map(({ kind }) => kind)).toEqual([
        'asset-inventory',
        'egress-report',
        'gap-analysis',
        'licence-remediation',
      ]);
      // A later start takes nothing anew.
      clock.advance({ days: 3 });
      const again = await startReplica(knex, { clock, config, entities });
      expect(
        (await again.services.imports.list(clock.now())).map(({ id }) => id),
      ).toEqual(imports.map(({ id }) => id));
    },
  );

  it('are not taken where no demo is asked for', async () => {
    const { config, entities } = example();
    config.aiGovernance.demo.enabled = false;
    const { services, clock } = await startServices({
      databases,
      databaseId: 'SQLITE_3',
      config,
      entities,
    });
    expect(await services.imports.list(clock.now())).toEqual([]);
    expect(await services.training.isUsed()).toBe(false);
  });
});
