import { mockCredentials } from '@backstage/backend-test-utils';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import { acknowledged, user } from '../__testUtils__/people';
import { seeingOnlyTier } from '../__testUtils__/seeing';

jest.setTimeout(60_000);

const databases = testDatabases();

const ADA = 'user:default/ada';
/** In the approving role; sees tier 2 only where a test says so. */
const BOB = 'user:default/bob';
/** The same, and sees everything. */
const CAT = 'user:default/cat';
const as = (ref: string) => mockCredentials.user(ref);
const refOf = (name: string) => `component:default/${name}`;
const ONE = refOf('one');
const SECRET = [refOf('secret-a'), refOf('secret-b')];

describe.each(databases.eachSupportedId())(
  'exceptions for services that somebody may not see on %s',
  databaseId => {
    async function start(permissions?: PermissionsService) {
      const started = await startServices({
        databases,
        databaseId,
        permissions,
        entities: [user('ada', []), user('bob', []), user('cat', [])],
        config: {
          aiGovernance: { roles: { 'security-compliance': [BOB, CAT] } },
        },
      });
      const { services, clock, knex } = started;
      await services.groups.refresh(mockCredentials.service());
      await acknowledged(services, 'bob', 'cat');
      await services.inventory.learn(
        ['one', 'two', 'secret-a', 'secret-b'].map(name => component(name)),
        clock.now(),
      );
      for (const ref of SECRET) {
        await services.declarations.declare(ref, { tier: 3 }, ADA, as(ADA));
      }
      await services.runner.run();
      return {
        ...started,
        ask: (entityRefs: string[], control = 'CMP-001') =>
          services.exceptions.request(
            {
              entityRefs,
              control,
              reason: 'The scanner is being replaced',
              compensatingControls: ['Two reviewers'],
              until: '2026-12-20',
            },
            as(ADA),
          ),
        decide: (id: string, by: string, approve = true) =>
          services.exceptions.decide(id, { approve, reason: 'Read' }, as(by)),
        listed: async (by: string) =>
          (await services.exceptions.list({ limit: 10 }, as(by))).items,
        statements: async (work: () => Promise<unknown>) => {
          let count = 0;
          const listen = () => {
            count += 1;
          };
          knex.on('query', listen);
          await work();
          knex.removeListener('query', listen);
          return count;
        },
      };
    }

    it('are decided by who may see all of them, and nobody is told their names', async () => {
      const { services, ask, decide, listed } = await start(
        seeingOnlyTier(2, BOB),
      );
      const { id } = await ask([ONE, ...SECRET]);
      const [item] = await listed(BOB);
      expect(item).toMatchObject({
        entities: [{ entityRef: ONE }],
        hidden: 2,
        allowed: { decide: false },
      });
      const { items } = await services.inbox.list(as(BOB), 10);
      expect(items).toMatchObject([
        { exception: { entities: [{ entityRef: ONE }], hidden: 2 } },
      ]);
      for (const approve of [true, false]) {
        const refused = await decide(id, BOB, approve).catch(error => error);
        expect(refused).toMatchObject({
          name: 'NotAllowedError',
          message: expect.stringContaining('2 more services'),
        });
        expect(refused.message).not.toContain('secret');
      }
      expect(JSON.stringify([item, items])).not.toContain('secret');
      expect(await listed(CAT)).toMatchObject([
        { state: 'open', allowed: { decide: true } },
      ]);
      expect((await listed(CAT))[0]).not.toHaveProperty('hidden');
      const decided = await decide(id, CAT);
      expect(decided.entities.map(({ entityRef }) => entityRef)).toEqual([
        ONE,
        ...SECRET,
      ]);
      expect(decided).not.toHaveProperty('hidden');
    });

    it('are there for nobody who may see none of them', async () => {
      const { ask, decide, listed } = await start(seeingOnlyTier(2, BOB));
      const { id } = await ask(SECRET);
      expect(await listed(BOB)).toEqual([]);
      const unknown = await decide('nothing', BOB).catch(error => error);
      expect(await decide(id, BOB).catch(error => error)).toMatchObject({
        name: 'NotFoundError',
        message: unknown.message.replace('nothing', id),
      });
    });

    it('are taken back and revoked without naming them', async () => {
      const { services, ask, decide } = await start(seeingOnlyTier(2, ADA));
      const refs = [ONE, SECRET[0]];
      const narrowed = { entities: [{ entityRef: ONE }], hidden: 1 };
      const taken = await ask(refs);
      const withdrawn = await services.exceptions.withdraw(taken.id, as(ADA));
      expect(withdrawn).toMatchObject({ state: 'withdrawn', ...narrowed });
      const { id } = await ask(refs);
      await decide(id, CAT);
      const revoked = await services.exceptions.revoke(id, 'Over', as(ADA));
      expect(revoked).toMatchObject(narrowed);
      expect(JSON.stringify([withdrawn, revoked])).not.toContain('secret');
    });

    it('are decided when a service left the catalog, which hides nothing', async () => {
      const { services, clock, ask, decide, listed } = await start(
        seeingOnlyTier(2, BOB),
      );
      const { id } = await ask([ONE, SECRET[0]]);
      await services.inventory.forget([SECRET[0]], clock.now());
      expect(await listed(BOB)).toMatchObject([{ allowed: { decide: true } }]);
      const decided = await decide(id, BOB);
      expect(decided.entities).toMatchObject([{ entityRef: ONE }]);
      expect(decided).not.toHaveProperty('hidden');
    });

    it('cost as many statements for many services as for two', async () => {
      const { services, background, clock, ask, decide, statements } =
        await start(seeingOnlyTier(2, BOB));
      const names = Array.from({ length: 30 }, (_, index) => `s${index}`);
      await services.inventory.learn(
        names.map(name => component(name)),
        clock.now(),
      );
      await services.runner.run();
      const [first, two, many] = [
        await ask(names.slice(0, 1).map(refOf), 'SEC-001'),
        await ask([ONE, refOf('two')]),
        await ask(names.map(refOf)),
      ];
      // What the first one of all prepares is not counted, nor is the telling.
      await decide(first.id, BOB);
      await background.news.idle();
      const few = await statements(() => decide(two.id, BOB));
      await background.news.idle();
      expect(await statements(() => decide(many.id, BOB))).toBe(few);
    });
  },
);
