import { mockCredentials } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import { acknowledged, user } from '../__testUtils__/people';

jest.setTimeout(60_000);

const databases = testDatabases();

const ADA = 'user:default/ada';
const BOB = 'user:default/bob';
const as = (ref: string) => mockCredentials.user(ref);
const REFS = ['component:default/checkout', 'component:default/ledger'];

describe.each(databases.eachSupportedId())(
  'requests for exceptions whose end passes while they wait on %s',
  databaseId => {
    async function start() {
      const notifications: NotificationSendOptions[] = [];
      const started = await startServices({
        databases,
        databaseId,
        entities: [user('ada', []), user('bob', [])],
        config: { aiGovernance: { roles: { 'security-compliance': [BOB] } } },
        notifications: {
          async send(sent) {
            notifications.push(sent);
          },
        },
      });
      const { services, clock, background } = started;
      await services.groups.refresh(mockCredentials.service());
      await acknowledged(services, 'bob');
      const names = Array.from({ length: 20 }, (_, index) => `s${index}`);
      await services.inventory.learn(
        ['checkout', 'ledger', ...names].map(name => component(name)),
        clock.now(),
      );
      await services.runner.run();
      return {
        ...started,
        names,
        ask: (entityRefs = REFS, days = 5) =>
          services.exceptions.request(
            {
              entityRefs,
              control: 'CMP-001',
              reason: 'The scanner is being replaced',
              compensatingControls: ['Two reviewers'],
              until: new Date(
                Date.parse(clock.now()) + days * 86_400_000,
              ).toISOString(),
            },
            as(ADA),
          ),
        listed: async (by: string) =>
          (await services.exceptions.list({ limit: 50 }, as(by))).items,
        told: async () => {
          await background.news.idle();
          return notifications
            .splice(0)
            .map(({ recipients, payload }) => [
              payload.title,
              (recipients as any).entityRef,
            ]);
        },
        lapses: async () =>
          (await services.audit.list({ limit: 50 }))
            .map(({ body }) => body)
            .filter(({ action }) => action === 'exception.lapsed'),
      };
    }

    it('lapse by themselves, on record and known to who asked', async () => {
      const { services, clock, ask, listed, told, lapses } = await start();
      const { id, until } = await ask();
      const later = await ask(['component:default/s0'], 10);
      await told();
      clock.advance({ days: 5, seconds: -1 });
      expect(await services.exceptions.lapse()).toBe(0);
      clock.advance({ seconds: 1 });
      expect(await services.exceptions.lapse()).toBe(1);
      expect(await services.exceptions.lapse()).toBe(0);
      const state = async (of: string) =>
        (await listed(ADA)).find(each => each.id === of);
      expect(await state(id)).toMatchObject({
        state: 'lapsed',
        decidedAt: clock.now(),
        allowed: { decide: false, withdraw: false },
      });
      expect(await state(id)).not.toHaveProperty('decidedBy');
      expect(await state(later.id)).toMatchObject({ state: 'open' });
      expect(await told()).toEqual([
        ['Your request for an exception lapsed', [ADA]],
      ]);
      expect(await lapses()).toMatchObject(
        [...REFS].reverse().map(subject => ({
          actor: 'system:lapse',
          subject,
          details: { request: id, control: 'CMP-001', until },
        })),
      );
      expect((await services.audit.verify()).valid).toBe(true);
      expect(
        (await services.exceptions.list({ limit: 5, state: 'lapsed' }, as(BOB)))
          .items,
      ).toMatchObject([{ id }]);
    });

    it('wait for nobody any more, even before they are closed', async () => {
      const { services, clock, ask, listed } = await start();
      const { id } = await ask();
      const waiting = async () =>
        (await services.inbox.list(as(BOB), 9)).items.map(item => item.id);
      const agenda = async () =>
        (await services.exceptions.due(clock.now(), as(BOB))).map(
          item => item.id,
        );
      expect([await waiting(), await agenda()]).toEqual([[id], [id]]);
      clock.advance({ days: 5 });
      expect([await waiting(), await agenda()]).toEqual([[], []]);
      expect(await listed(BOB)).toMatchObject([
        { state: 'open', allowed: { decide: false } },
      ]);
      for (const approve of [true, false]) {
        await expect(
          services.exceptions.decide(id, { approve, reason: 'Late' }, as(BOB)),
        ).rejects.toMatchObject({
          name: 'ConflictError',
          message: expect.stringContaining('asks anew'),
        });
      }
      // Who asked may still take it back.
      expect(await services.exceptions.withdraw(id, as(ADA))).toMatchObject({
        state: 'withdrawn',
      });
    });

    it('do not stand in the way of asking anew', async () => {
      const { clock, ask, listed, told, lapses } = await start();
      const { id } = await ask();
      clock.advance({ days: 4 });
      await expect(ask([REFS[0]])).rejects.toThrow(/waits for a decision/);
      clock.advance({ days: 1 });
      await told();
      const anew = await ask([REFS[0]]);
      expect(await listed(ADA)).toMatchObject([
        { id: anew.id, state: 'open' },
        { id, state: 'lapsed' },
      ]);
      expect(await lapses()).toHaveLength(2);
      // Who asks anew knows.
      expect((await told()).map(([title]) => title)).toEqual([
        'A request for an exception waits for your decision',
      ]);
    });

    it('lapse with as many statements for many as for one', async () => {
      const { services, background, clock, knex, ask, names } = await start();
      const statements = async () => {
        await background.news.idle();
        let count = 0;
        const listen = () => {
          count += 1;
        };
        knex.on('query', listen);
        await services.exceptions.lapse();
        knex.removeListener('query', listen);
        return count;
      };
      const lapseOne = async () => {
        await ask();
        clock.advance({ days: 5 });
        return statements();
      };
      // The first one of all prepares what the others run.
      await lapseOne();
      const few = await lapseOne();
      for (const name of names) {
        await ask([`component:default/${name}`]);
      }
      clock.advance({ days: 5 });
      expect(await statements()).toBe(few);
      expect(await services.exceptions.lapse()).toBe(0);
    });
  },
);
