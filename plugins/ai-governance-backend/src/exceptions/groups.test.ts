import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import express from 'express';
import request from 'supertest';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import { acknowledged, group, user } from '../__testUtils__/people';
import { createRouter } from '../router/createRouter';

jest.setTimeout(60_000);

const databases = testDatabases();

const CHECKOUT = 'component:default/checkout';
const RISK = 'group:default/risk';
/** In the group that asks. */
const ADA = 'user:default/ada';
/** In a group inside of it, and in the approving role by the group. */
const INNER = 'user:default/inner';
/** In the approving role, and in no group that asks. */
const BOB = 'user:default/bob';
const SPONSOR = 'user:default/sponsor';

describe.each(databases.eachSupportedId())(
  'exceptions that groups ask for on %s',
  databaseId => {
    async function start(security = [BOB, 'group:default/fraud']) {
      const notifications: NotificationSendOptions[] = [];
      const started = await startServices({
        databases,
        databaseId,
        entities: [
          group('company'),
          group('risk', { parent: 'company' }),
          group('models', { parent: 'risk' }),
          group('fraud', { parent: 'models' }),
          user('ada', ['risk']),
          user('inner', ['fraud']),
          user('bob', ['company']),
          user('sponsor', ['company']),
        ],
        config: {
          aiGovernance: {
            roles: {
              'security-compliance': security,
              'executive-sponsor': [SPONSOR],
            },
          },
        },
        notifications: {
          async send(sent) {
            notifications.push(sent);
          },
        },
      });
      const { services, clock } = started;
      await services.groups.refresh(mockCredentials.service());
      await acknowledged(services, 'bob', 'inner');
      await services.inventory.learn(
        [component('checkout', { owners: [RISK] })],
        clock.now(),
      );
      await services.runner.run();
      const app = express();
      app.use(createRouter({ services, httpAuth: mockServices.httpAuth() }));
      app.use(
        MiddlewareFactory.create({
          config: mockServices.rootConfig(),
          logger: mockServices.logger.mock(),
        }).error(),
      );
      const post = (path: string, by: string, body: object) =>
        request(app)
          .post(`/exceptions${path}`)
          .set('authorization', mockCredentials.user.header(by))
          .send(body);
      return {
        ...started,
        notifications,
        post,
        inbox: async (by: string) =>
          (
            await request(app)
              .get('/inbox')
              .set('authorization', mockCredentials.user.header(by))
          ).body.items.map(({ id }: { id: string }) => id),
        ask: (more: object = {}, by = ADA) =>
          post('', by, {
            entityRefs: [CHECKOUT],
            control: 'CMP-001',
            reason: 'The scanner is being replaced',
            compensatingControls: ['Two reviewers'],
            until: '2026-12-20',
            ...more,
          }),
      };
    }

    it('are decided outside of the group and of those inside of it', async () => {
      const { ask, post, inbox, notifications, services, background } =
        await start();
      const asked = await ask({ askedFor: 'Group:default/Risk' });
      expect([asked.status, asked.body]).toEqual([
        201,
        expect.objectContaining({ requestedBy: ADA, askedFor: RISK }),
      ]);
      const { id } = asked.body;
      await background.news.idle();
      expect(notifications.map(({ recipients }) => recipients)).toEqual([
        { type: 'entity', entityRef: [BOB] },
      ]);
      expect(await inbox(INNER)).not.toContain(id);
      expect(await inbox(BOB)).toContain(id);
      for (const decision of ['approve', 'reject']) {
        for (const by of [INNER, ADA]) {
          const refused = await post(`/${id}/${decision}`, by, {
            reason: 'Mine',
          });
          expect([refused.status, refused.body.error.message]).toEqual([
            403,
            expect.stringContaining(`from outside of ${RISK}`),
          ]);
        }
      }
      // Around the group that asked is outside of it.
      const decided = await post(`/${id}/approve`, BOB, { reason: 'Agreed' });
      expect(decided.body).toMatchObject({
        state: 'approved',
        askedFor: RISK,
        decidedBy: BOB,
      });
      const entries = await services.audit.list({ limit: 50 });
      expect(
        entries.find(({ body }) => body.action === 'exception.requested')!.body
          .details,
      ).toMatchObject({ askedFor: RISK });
    });

    it('tell those concerned when they end early, except who ended them', async () => {
      const { ask, post, notifications, background } = await start();
      const { body } = await ask();
      await post(`/${body.id}/approve`, BOB, { reason: 'Agreed' });
      await background.news.idle();
      notifications.splice(0);
      await post(`/${body.id}/revoke`, BOB, { reason: 'No more' });
      await background.news.idle();
      expect(
        notifications.map(({ recipients, payload }) => [
          payload.title,
          (recipients as any).entityRef,
          payload.link,
        ]),
      ).toEqual([
        [
          'An exception was ended early',
          // Who asked, and everybody in the group that owns the service.
          [ADA, INNER],
          '/ai-governance/exceptions',
        ],
      ]);
    });

    it('leave a request of one person to another person, whatever group both are in', async () => {
      const { ask, post, inbox } = await start();
      const { body } = await ask();
      expect(body.askedFor).toBeUndefined();
      expect(await inbox(INNER)).toContain(body.id);
      const decided = await post(`/${body.id}/reject`, INNER, {
        reason: 'Too long',
      });
      expect([decided.status, decided.body.state]).toEqual([200, 'rejected']);
    });

    it('are not taken where nobody who decides is outside', async () => {
      const { ask } = await start([INNER, ADA]);
      const refused = await ask({ askedFor: RISK });
      expect([refused.status, refused.body.error.message]).toEqual([
        400,
        expect.stringContaining('ask for smaller groups'),
      ]);
      // The one who asks is nobody who decides either.
      const around = await ask({ askedFor: 'group:default/fraud' }, INNER);
      expect(around.status).toBe(201);
    });

    it('count the one who asks among those who do not decide', async () => {
      const { ask } = await start([INNER]);
      const refused = await ask({ askedFor: 'group:default/company' }, INNER);
      expect(refused.status).toBe(400);
    });

    it.each([
      ['group:default/fraud', 403, 'You are not in group:default/fraud'],
      ['user:default/ada', 400, 'is no group'],
      ['not a ref', 400, 'not a ref'],
    ])(
      'are not taken for %s from who is not in it',
      async (askedFor, status, message) => {
        const { ask } = await start();
        const refused = await ask({ askedFor });
        expect([refused.status, refused.body.error.message]).toEqual([
          status,
          expect.stringContaining(message),
        ]);
      },
    );
  },
);
