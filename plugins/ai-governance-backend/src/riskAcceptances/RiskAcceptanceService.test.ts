import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import {
  digestOf,
  exceptionSponsorPermission,
  scorecardReadPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { startServices, testDatabases } from '../__testUtils__/harness';
import type { HarnessOptions } from '../__testUtils__/harness';
import { user } from '../__testUtils__/people';
import { nativeSha256 } from '../assessment/judge';

jest.setTimeout(60_000);

const databases = testDatabases();
const as = (name: string) => mockCredentials.user(`user:default/${name}`);
const HANNA = as('hanna');
const ADA = as('ada');

const REQUEST = {
  control: 'CMP-002',
  reason: 'The assessment needs counsel who starts in January',
  compensatingControls: ['Legal looks at every new use of AI'],
  until: '2027-01-31',
};

/** Everything is allowed but what is named. */
const without = (...names: string[]) =>
  mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ permission }) => ({
        result: names.includes(permission.name)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      })),
    authorizeConditional: async requests =>
      requests.map(({ permission }) => ({
        result: names.includes(permission.name)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      })),
  });

describe.each(databases.eachSupportedId())(
  'accepted risks on %s',
  databaseId => {
    async function start(options: Partial<HarnessOptions> = {}) {
      const notifications: NotificationSendOptions[] = [];
      const started = await startServices({
        databases,
        databaseId,
        entities: ['ada', 'hanna', 'ida'].map(name => user(name, [])),
        config: {
          aiGovernance: {
            roles: {
              'executive-sponsor': ['user:default/hanna', 'user:default/ida'],
            },
          },
        },
        notifications: {
          async send(sent) {
            notifications.push(sent);
          },
        },
        ...options,
      });
      await started.services.groups.refresh(mockCredentials.service());
      return {
        ...started,
        acceptances: started.services.riskAcceptances,
        /** What was sent since, to whom. */
        async told() {
          await started.background.news.idle();
          return notifications
            .splice(0)
            .map(({ payload, recipients }) => [
              payload.title,
              payload.description,
              (recipients as { entityRef: string[] }).entityRef,
            ]);
        },
        async log() {
          return (await started.services.audit.list({ limit: 20 }))
            .map(({ body }) => body!)
            .filter(({ action }) => action.startsWith('riskAcceptance.'));
        },
      };
    }

    it('are in force for a time, one per control, and change no judgement', async () => {
      const { acceptances, clock, log, told, knex } = await start();
      const queued = await knex('assessment_queue');
      const accepted = await acceptances.accept(REQUEST, HANNA);
      expect(accepted).toEqual({
        ...REQUEST,
        id: expect.any(String),
        state: 'inForce',
        acceptedBy: 'user:default/hanna',
        acceptedAt: clock.now(),
        until: '2027-02-01T00:00:00.000Z',
      });
      expect(await acceptances.inForce()).toEqual([accepted]);
      const other = await acceptances.accept(
        { ...REQUEST, control: 'OPS-001', until: '2026-12-01T08:00:00Z' },
        HANNA,
      );
      clock.advance({ minutes: 1 });
      const newer = await acceptances.accept(
        { ...REQUEST, reason: 'Until the new counsel is here' },
        as('ida'),
      );
      expect((await acceptances.inForce()).map(({ id }) => id)).toEqual([
        other.id,
        newer.id,
      ]);
      expect(await told()).toEqual([
        [
          'A risk you accepted was revoked or accepted anew',
          expect.any(String),
          ['user:default/hanna'],
        ],
      ]);
      expect(await knex('assessment_queue')).toEqual(queued);
      const { items } = await acceptances.list({}, ADA);
      expect(items.map(({ id, state }) => [id, state])).toEqual([
        [newer.id, 'inForce'],
        [other.id, 'inForce'],
        [accepted.id, 'replaced'],
      ]);
      const [started, replaced] = await log();
      const { state, ...record } = newer;
      expect(started).toMatchObject({
        actor: 'user:default/ida',
        action: 'riskAcceptance.accepted',
        subject: `riskAcceptance:${newer.id}`,
        after: digestOf(record as never, nativeSha256),
        details: { control: 'CMP-002', replaces: [accepted.id] },
      });
      const { state: was, ...before } = accepted;
      const after = { ...before, endedBy: 'user:default/ida' };
      expect(replaced).toMatchObject({
        action: 'riskAcceptance.replaced',
        before: digestOf(before as never, nativeSha256),
        after: digestOf(
          { ...after, endedAt: clock.now(), replaced: true } as never,
          nativeSha256,
        ),
      });
      expect([state, was]).toEqual(['inForce', 'inForce']);
    });

    it('end by themselves, or are revoked, and stay readable page by page', async () => {
      const { acceptances, clock, log } = await start();
      const revoked = await acceptances.accept(REQUEST, HANNA);
      await acceptances.accept(
        { ...REQUEST, control: 'TM-001', until: '2026-11-21' },
        HANNA,
      );
      await acceptances.accept({ ...REQUEST, control: 'TM-002' }, HANNA);
      clock.advance({ days: 1, minutes: 15 * 60 });
      expect((await acceptances.inForce()).map(one => one.control)).toEqual(
        expect.arrayContaining(['CMP-002', 'TM-002']),
      );
      expect(await acceptances.inForce()).toHaveLength(2);
      clock.advance({ days: 1 });
      expect(
        await acceptances.revoke(
          revoked.id,
          { reason: ' The assessment is done ' },
          HANNA,
        ),
      ).toMatchObject({
        state: 'revoked',
        endedBy: 'user:default/hanna',
        endedAt: clock.now(),
        endReason: 'The assessment is done',
      });
      await expect(
        acceptances.revoke(revoked.id, { reason: 'Twice' }, HANNA),
      ).rejects.toThrow('over already');
      const seen: string[][] = [];
      let cursor: string | undefined;
      do {
        const page = await acceptances.list({ limit: 1, cursor }, ADA);
        seen.push(...page.items.map(({ control, state }) => [control, state]));
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      expect(seen).toEqual([
        ['TM-002', 'inForce'],
        ['CMP-002', 'revoked'],
        ['TM-001', 'ended'],
      ]);
      expect((await log())[0]).toMatchObject({
        action: 'riskAcceptance.revoked',
        before: expect.any(String),
        after: expect.any(String),
      });
    });

    it('are the sponsor’s alone, and never for good', async () => {
      const { acceptances } = await start();
      const { id } = await acceptances.accept(REQUEST, HANNA);
      const wrong: [() => Promise<unknown>, string][] = [
        [
          () => acceptances.accept(REQUEST, ADA),
          'This is for the role executive-sponsor',
        ],
        [
          () => acceptances.revoke(id, { reason: 'x' }, ADA),
          'This is for the role executive-sponsor',
        ],
        ...(
          [
            [{ control: 'CQ-001' }, 'a service asks for an exception from it'],
            [{ control: 'X-1' }, 'those of the organization are TM-001'],
            [{ reason: ' ' }, 'reason must say something'],
            [
              { compensatingControls: [' '] },
              'compensatingControls must say something',
            ],
            [{ until: 'never' }, 'until has to be a date'],
            [{ until: '2026-11-19' }, 'until has to lie ahead'],
            [{ until: '2027-02-20' }, 'at most 90 days'],
          ] as const
        ).map(([part, message]): [() => Promise<unknown>, string] => [
          () =>
            acceptances.accept(
              { ...REQUEST, ...part } as typeof REQUEST,
              HANNA,
            ),
          message,
        ]),
        [
          () => acceptances.revoke(id, { reason: ' ' }, HANNA),
          'reason must say something',
        ],
        [
          () => acceptances.revoke('none', { reason: 'x' }, HANNA),
          'no acceptance of a risk none',
        ],
      ];
      for (const [act, message] of wrong) {
        await expect(act()).rejects.toThrow(message);
      }
      expect(await acceptances.inForce()).toHaveLength(1);
    });

    it('are kept from those who read no scorecards, and from those without the permission', async () => {
      const all = await start();
      await all.acceptances.accept(REQUEST, HANNA);
      expect(await all.acceptances.shownTo(ADA)).toHaveLength(1);
      const blind = await start({
        permissions: without(scorecardReadPermission.name),
      });
      await blind.acceptances.accept(REQUEST, HANNA);
      expect(await blind.acceptances.shownTo(ADA)).toEqual([]);
      await expect(blind.acceptances.list({}, ADA)).rejects.toThrow(
        scorecardReadPermission.name,
      );
      const { acceptances } = await start({
        permissions: without(exceptionSponsorPermission.name),
      });
      await expect(acceptances.accept(REQUEST, HANNA)).rejects.toThrow(
        exceptionSponsorPermission.name,
      );
    });

    it('wait in the inbox of who accepted them before they end, with two reminders', async () => {
      const { acceptances, services, background, clock, told } = await start();
      const { id } = await acceptances.accept(REQUEST, HANNA);
      const kinds = async (who: typeof HANNA) =>
        (await services.inbox.list(who, 50)).items
          .filter(({ kind }) => kind === 'endingRiskAcceptance')
          .map(item => [item.id, item.at]);
      expect(await kinds(HANNA)).toEqual([]);
      clock.advance({ days: 59 });
      expect(await kinds(HANNA)).toEqual([[id, '2027-02-01T00:00:00.000Z']]);
      expect(await kinds(as('ida'))).toEqual([]);
      expect((await services.inbox.count(HANNA)).counts).toMatchObject({
        endingRiskAcceptance: 1,
      });
      const reminded = async () => {
        await background.dueReminders!.run();
        return (await told()).filter(([, text]) =>
          String(text).includes('CMP-002'),
        );
      };
      expect(await reminded()).toEqual([
        [
          'Something falls due within 14 days',
          expect.stringContaining('(2027-01-31)'),
          ['user:default/hanna'],
        ],
      ]);
      expect(await reminded()).toEqual([]);
      clock.advance({ days: 11 });
      expect(await reminded()).toHaveLength(1);
      clock.advance({ days: 3 });
      expect(await kinds(HANNA)).toEqual([]);
      expect(await reminded()).toEqual([]);
    });
  },
);
