import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import { acknowledged, group, user } from '../__testUtils__/people';
import { ReminderStore } from '../reminders/ReminderStore';
import { OrganizationDates } from '../tabular/organizationDates';
import { ExceptionReminders } from './ExceptionReminders';
import { ExceptionStore } from './ExceptionStore';

jest.setTimeout(60_000);

const databases = testDatabases();

const REF = 'component:default/checkout';
const ADA = 'user:default/ada';
const BOB = 'user:default/bob';
const NEW = 'user:default/new';
const DAY = 86_400_000;
const as = (ref: string) => mockCredentials.user(ref);

describe.each(databases.eachSupportedId())(
  'exceptions that end on %s',
  databaseId => {
    async function start() {
      const notifications: NotificationSendOptions[] = [];
      const published: any[] = [];
      const failing: { error?: Error } = {};
      const started = await startServices({
        databases,
        databaseId,
        entities: [group('risk'), user('new', ['risk']), user('ada', [])],
      });
      const { services, clock, knex } = started;
      await services.groups.refresh(mockCredentials.service());
      await acknowledged(services, 'new');
      const learn = (owner = 'group:default/payments') =>
        services.inventory.learn(
          [component('checkout', { owners: [owner] }), component('ledger')],
          clock.now(),
        );
      await learn();
      await services.runner.run();
      const replica = () =>
        new ExceptionReminders({
          reminders: new ReminderStore(knex, {
            table: 'exception_reminders',
            id: 'reminder_id',
          }),
          exceptions: new ExceptionStore(knex),
          notifications: {
            async send(sent) {
              if (failing.error) {
                throw failing.error;
              }
              notifications.push(sent);
            },
          },
          events: {
            async publish({ topic, eventPayload }) {
              published.push([topic, eventPayload]);
            },
            async subscribe() {},
          },
          dates: new OrganizationDates('UTC'),
          logger: mockServices.logger.mock(),
          now: clock.now,
        });
      const inDays = (days: number) =>
        new Date(Date.parse(clock.now()) + days * DAY).toISOString();
      return {
        ...started,
        learn,
        replica,
        notifications,
        published,
        failing,
        inDays,
        async grant(days: number, refs = [REF]) {
          const { id } = await services.exceptions.request(
            {
              entityRefs: refs,
              control: 'CMP-001',
              reason: 'The scanner is being replaced',
              compensatingControls: ['Two reviewers'],
              until: inDays(days),
            },
            as(ADA),
          );
          clock.advance({ seconds: 1 });
          await services.exceptions.decide(
            id,
            { approve: true, reason: 'Agreed' },
            as(BOB),
          );
          return id;
        },
        status: async (ref = REF) =>
          (await services.scorecards.byRefs([ref], as(ADA)))[0].controls.find(
            ({ id }) => id === 'CMP-001',
          )!.status,
      };
    }

    it('are announced 14 and 3 days ahead, each once, to both people', async () => {
      const { grant, replica, clock, notifications, published } = await start();
      const id = await grant(20);
      const days: number[] = [];
      for (let day = 0; day < 25; day += 1) {
        const before = notifications.length;
        await replica().run();
        await replica().run();
        if (notifications.length > before) {
          days.push(day);
        }
        clock.advance({ days: 1 });
      }
      expect(days).toEqual([6, 17]);
      expect(notifications).toHaveLength(2);
      expect(notifications[0]).toMatchObject({
        recipients: { entityRef: [ADA, BOB] },
        payload: {
          title: 'The exception from CMP-001 ends within 14 days',
          severity: 'normal',
          link: '/ai-governance/exceptions?state=ending',
        },
      });
      expect(notifications[1].payload.severity).toBe('high');
      expect(JSON.stringify(notifications)).not.toContain('checkout');
      expect(published.map(([topic]) => topic)).toEqual([
        'ai-governance.exception.expiring',
        'ai-governance.exception.expiring',
      ]);
      expect(published[1][1]).toMatchObject({
        withinDays: 3,
        exceptions: [{ id, control: 'CMP-001', entityRefs: [REF] }],
      });
    });

    it('are announced to who asked where nobody owns the service any more', async () => {
      const { grant, replica, notifications, services, clock } = await start();
      await grant(10);
      await services.inventory.learn(
        [component('checkout', { owners: [] })],
        clock.now(),
      );
      await replica().run();
      expect(notifications.map(({ recipients }) => recipients)).toEqual([
        { type: 'entity', entityRef: [ADA, BOB] },
      ]);
      expect(
        (await services.inbox.list(as(ADA), 9)).items.map(({ kind }) => kind),
      ).toEqual(['endingException']);
    });

    it('are not announced for what left the catalog', async () => {
      const { grant, replica, notifications, services, clock } = await start();
      await grant(10, [REF, 'component:default/ledger']);
      await services.inventory.forget([REF], clock.now());
      await replica().run();
      expect(notifications[0].payload.description).toMatch(/for 1 service/);
      await services.inventory.forget(
        ['component:default/ledger'],
        clock.now(),
      );
      clock.advance({ days: 8 });
      await replica().run();
      expect(notifications).toHaveLength(1);
    });

    it('are announced once by two replicas, and again after a failure', async () => {
      const { grant, replica, notifications, published, failing } =
        await start();
      await grant(2);
      failing.error = new Error('503');
      expect(await replica().run()).toBe(0);
      failing.error = undefined;
      const counts = await Promise.all([replica().run(), replica().run()]);
      expect(counts.sort()).toEqual([0, 1]);
      expect(notifications).toHaveLength(1);
      expect(published).toHaveLength(1);
    });

    it('are not announced once they are revoked or renewed', async () => {
      const { grant, replica, notifications, services, clock } = await start();
      const id = await grant(10);
      await services.exceptions.revoke(id, 'Over', as(ADA));
      await grant(10);
      clock.advance({ minutes: 1 });
      await grant(60);
      await replica().run();
      expect(notifications).toEqual([]);
    });

    it('are over 14 days after their entity changed owners', async () => {
      const { grant, learn, services, clock, status } = await start();
      await grant(60, [REF, 'component:default/ledger']);
      await services.runner.run();
      expect(await status()).toBe('exempt');
      clock.advance({ days: 1 });
      await learn('group:default/risk');
      await services.runner.run();
      expect(await status()).toBe('exempt');
      const { items } = await services.inbox.list(as(NEW), 10);
      // Of the two services only one changed owners.
      expect(items).toEqual([
        expect.objectContaining({
          exception: expect.objectContaining({
            entities: [expect.objectContaining({ entityRef: REF })],
          }),
        }),
      ]);
      clock.advance({ days: 14 });
      await services.runner.run();
      expect(await status()).not.toBe('exempt');
      expect(await status('component:default/ledger')).toBe('exempt');
      const entries = await services.audit.list({ limit: 50, subject: REF });
      expect(entries.map(({ body }) => body.action)).toContain(
        'exception.confirmationAsked',
      );
    });

    it('go on when the new owners confirm them', async () => {
      const { grant, learn, services, clock, status, inDays } = await start();
      const id = await grant(60);
      clock.advance({ days: 1 });
      await learn('group:default/risk');
      await services.runner.run();
      const { items } = await services.inbox.list(as(NEW), 10);
      expect(items).toEqual([
        expect.objectContaining({
          kind: 'exceptionToConfirm',
          exception: expect.objectContaining({
            entities: [
              expect.objectContaining({
                entityRef: REF,
                reconfirmBy: inDays(14),
              }),
            ],
          }),
        }),
      ]);
      expect((await services.inbox.list(as(BOB), 10)).items).toEqual([]);
      const confirmed = await services.exceptions.confirm(
        id,
        'Still being replaced',
        as(NEW),
      );
      expect(confirmed.entities[0]).not.toHaveProperty('reconfirmBy');
      await expect(
        services.exceptions.confirm(id, 'Again', as(NEW)),
      ).rejects.toMatchObject({ name: 'ConflictError' });
      clock.advance({ days: 30 });
      await services.runner.run();
      expect(await status()).toBe('exempt');
      // The same owners told again change nothing.
      await learn('group:default/risk');
      expect((await services.inbox.list(as(NEW), 10)).items).toEqual([]);
    });

    it('cannot be confirmed when they are over', async () => {
      const { grant, learn, services, clock } = await start();
      const id = await grant(60);
      await learn('group:default/risk');
      clock.advance({ days: 14 });
      await expect(
        services.exceptions.confirm(id, 'Too late', as(NEW)),
      ).rejects.toMatchObject({ name: 'ConflictError' });
    });
  },
);
