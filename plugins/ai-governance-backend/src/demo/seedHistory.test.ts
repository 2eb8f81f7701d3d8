import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import {
  startReplica,
  surroundings,
  testDatabases,
  TestClock,
} from '../__testUtils__/harness';
import type { HarnessOptions } from '../__testUtils__/harness';
import { migrationsDirectory } from '../database/migrate';
import { seedHistory } from './seedHistory';

jest.setTimeout(120_000);

const databases = testDatabases();
const ROOT = resolve(__dirname, '../../../..');
const NOW = '2026-11-20T09:00:00.000Z';
const USER = mockCredentials.user();

function exampleConfig() {
  const read = (file: string) =>
    parse(readFileSync(join(ROOT, file), 'utf8')).aiGovernance;
  const demo = read('app-config.demo.yaml');
  const larkspur = read('app-config.larkspur.yaml');
  return {
    aiGovernance: {
      tools: demo.tools,
      collection: {
        localRepositories: [join(ROOT, 'examples', 'repositories')],
      },
      demo: {
        ...demo.demo,
        ...larkspur.demo,
        imports: [],
        repositories: join(ROOT, 'examples', 'repositories'),
        historyFile: join(ROOT, 'examples', 'history.yaml'),
      },
    },
  };
}

describe.each(databases.eachSupportedId())(
  'the history of the example organization on %s',
  databaseId => {
    async function start(config = exampleConfig()) {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: migrationsDirectory });
      const options: HarnessOptions = { config, clock: new TestClock(NOW) };
      await seedHistory({
        ...surroundings(knex, options),
        now: NOW,
      });
      return startReplica(knex, options);
    }

    it('rises over nine months, can be replayed, and leaves today alone', async () => {
      const { services } = await start();
      const { points, exampleData } = await services.maturity.trends(
        { from: '2026-02-20', points: 20 },
        USER,
      );
      expect(exampleData).toBe(true);
      const last = points[points.length - 1];
      expect(points[1].assessable).toBeGreaterThan(3);
      expect(points[1].declared).toBeLessThan(points[1].assessable);
      expect(last.assessable).toBe(11);
      expect(last.declared).toBe(10);
      // It ends where the example organization stands.
      expect(last.levels.official).toMatchObject({ 1: 2, 2: 5, 3: 4 });
      expect(last.stale).toBe(0);
      // Nothing was looked at by then: the real looks are still to come.
      const { items } = await services.scorecards.list({ limit: 50 }, USER);
      expect(items.filter(item => item.lastLookedAt)).toEqual([]);
      // From level 1 to 3, never faster than it was attested.
      const levels = points.map(({ organizationLevel }) => organizationLevel);
      expect(levels[0]).toBe(1);
      expect(levels).toEqual([...levels].sort());
      expect(levels[levels.length - 1]).toBe(3);
      const above = ({ levels: { own } }: (typeof points)[0]) =>
        own[3] + own[4] + own[5];
      expect(above(points[4])).toBe(0);
      expect(above(last)).toBeGreaterThan(3);

      const history = await services.history.get(
        'component:default/checkout-api',
        { limit: 100 },
        USER,
      );
      // What changed, and nothing else: reports that say the same are no change.
      expect(history.items.length).toBeGreaterThan(5);
      for (const { changes } of history.items) {
        expect(changes).not.toEqual([]);
      }
      const replayed = await services.replay.replay(
        'component:default/checkout-api',
        '2026-07-01T00:00:00.000Z',
        USER,
      );
      expect(replayed.exact).toBe(true);
    });

    it('lets services climb, fall back and recover on the way', async () => {
      const { services } = await start();
      const levels = async (name: string) => {
        const { items } = await services.history.get(
          `component:default/${name}`,
          { limit: 100 },
          USER,
        );
        const told = items.map(({ level }) => level).reverse();
        return told.filter((level, at) => level !== told[at - 1]);
      };
      // Without AI until an assistant's instructions appeared.
      expect(await levels('ledger-core')).toEqual([1, 2, 3, 1]);
      // Until its instructions got invisible characters.
      expect(await levels('search-api')).toEqual([1, 2, 3, 2]);
      // A licence that was not allowed, until the dependency was replaced.
      expect(await levels('design-system')).toEqual([1, 2, 3, 2, 3]);
      expect(await levels('checkout-api')).toEqual([1, 2, 3]);
    });

    it('is generated into an empty database only', async () => {
      const { services, knex } = await start();
      // What the first start itself brought is judged.
      await services.runner.run();
      const rows = async () =>
        Number((await knex('scorecard_history').count({ n: '*' }))[0].n);
      // What fell due since the last step is judged like anything else.
      await services.runner.run();
      const before = await rows();
      expect(before).toBeGreaterThan(50);
      await seedHistory({
        ...surroundings(knex, { config: exampleConfig() }),
        now: NOW,
      });
      await services.runner.run();
      expect(await rows()).toBe(before);
    });

    it('is nothing a real portal has', async () => {
      const config = exampleConfig();
      config.aiGovernance.demo.enabled = false;
      const { services } = await start(config);
      expect(
        (await services.maturity.summary({}, USER)).totals.assessable,
      ).toBe(0);
    });
  },
);
