import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import { readingOwnCatalog } from '../__testUtils__/seeing';

jest.setTimeout(60_000);

const databases = testDatabases();

const USER = mockCredentials.user();

const at = (repository: string) => ({
  sourceLocation: `url:https://github.com/larkspur/${repository}/tree/main/`,
});

describe.each(databases.eachSupportedId())(
  'how collection stands, on %s',
  databaseId => {
    /** Repositories of which those in `broken` cannot be read. */
    async function start(permissions?: ReturnType<typeof readingOwnCatalog>) {
      const broken = new Set<string>();
      const started = await startServices({
        databases,
        databaseId,
        config: { integrations: { github: [{ host: 'github.com' }] } },
        urlReader: mockServices.urlReader.mock({
          readTree: async url => {
            const name = /larkspur\/([^/]+)/.exec(url)![1];
            if (broken.has(name)) {
              throw new Error(`Request failed for ${url}, 401 Unauthorized`);
            }
            return {
              etag: 'one',
              files: async () => [],
              archive: async () => {
                throw new Error('never asked for');
              },
              dir: async options => options!.targetDir!,
            };
          },
        }),
        ...(permissions && { permissions }),
      });
      const { services, clock, background } = started;
      await services.inventory.learn(
        [
          component('checkout', at('checkout')),
          component('ledger', at('shared')),
          component('search', at('shared')),
          component('site', at('site')),
        ],
        clock.now(),
      );
      return {
        ...started,
        broken,
        collect: () => background.collection.runDue(),
        health: async () =>
          (await services.maturity.summary({}, USER)).collection,
        failures: (request: { limit?: number; cursor?: string } = {}) =>
          services.collectionHealth.failures(request, USER),
      };
    }

    it('counts what was never read, what fails and what waits to be judged', async () => {
      const { services, broken, clock, collect, health } = await start();
      expect(await health()).toEqual({
        sources: 3,
        failing: 0,
        repositories: 3,
        failingRepositories: 0,
        unreadRepositories: 3,
        waiting: 4,
      });

      broken.add('site');
      const read = clock.now();
      await collect();
      await services.runner.run();
      expect(await health()).toEqual({
        sources: 3,
        failing: 1,
        repositories: 3,
        failingRepositories: 1,
        unreadRepositories: 0,
        commonError: expect.stringContaining('401 Unauthorized'),
        waiting: 0,
      });

      broken.add('shared');
      clock.advance({ days: 2 });
      await collect();
      // The two below are of one instant: nothing is judged in between.
      await services.runner.run();
      const trends = await services.maturity.trends({}, USER);
      expect(trends.collection).toMatchObject({
        failing: 2,
        failingSince: read,
      });
      // The same of everything, whatever the filter leaves.
      const some = await services.maturity.summary(
        { filter: ['name=checkout'] },
        USER,
      );
      expect(some.collection).toEqual(trends.collection);

      broken.clear();
      clock.advance({ days: 2 });
      await collect();
      expect(await health()).toMatchObject({
        failing: 0,
        failingRepositories: 0,
      });
    });

    it('lists what fails by page, longest first, with what rests on it', async () => {
      const { broken, clock, collect, failures } = await start();
      broken.add('site');
      const read = clock.now();
      await collect();
      broken.add('shared');
      clock.advance({ days: 2 });
      await collect();

      const first = await failures({ limit: 1 });
      expect(first).toMatchObject({
        totalItems: 2,
        items: [
          {
            kind: 'url',
            url: expect.stringContaining('larkspur/site'),
            error: expect.stringContaining('401 Unauthorized'),
            entities: ['component:default/site'],
            entityCount: 1,
          },
        ],
      });
      expect(first.items[0]).not.toHaveProperty('lastSeenAt');
      const second = await failures({ limit: 1, cursor: first.nextCursor });
      expect(second).toEqual({
        totalItems: 2,
        items: [
          expect.objectContaining({
            url: expect.stringContaining('larkspur/shared'),
            lastSeenAt: read,
            attempts: 1,
            entities: ['component:default/ledger', 'component:default/search'],
            entityCount: 2,
          }),
        ],
      });
      await expect(failures({ cursor: 'x' })).rejects.toThrow(
        'not one this API returned',
      );
    });

    it('tells nothing to who may read a part of the organization', async () => {
      const { services, broken, collect, failures } = await start(
        readingOwnCatalog(),
      );
      broken.add('site');
      await collect();
      const summary = await services.maturity.summary({}, USER);
      expect(summary.isComplete).toBe(false);
      expect(summary).not.toHaveProperty('collection');
      expect(await services.maturity.trends({}, USER)).not.toHaveProperty(
        'collection',
      );
      await expect(failures()).rejects.toMatchObject({
        name: 'NotAllowedError',
      });
    });
  },
);
