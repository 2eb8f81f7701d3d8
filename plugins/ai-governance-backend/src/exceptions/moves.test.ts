import type { PermissionsService } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import { askingAsOwners, seeingOnlyTier } from '../__testUtils__/seeing';
import { RoleMembers } from '../access/RoleMembers';
import { acknowledged, group, user } from '../__testUtils__/people';

jest.setTimeout(60_000);

const databases = testDatabases();

const CHECKOUT = 'component:default/checkout';
const LEDGER = 'component:default/ledger';
/** Of the team that has both services first. */
const ADA = 'user:default/ada';
/** Of a group inside the team that takes one over, and in the approving role. */
const NEW = 'user:default/new';
/** Of a third team. */
const WEB = 'user:default/web';
/** Decides. */
const BOB = 'user:default/bob';
const as = (ref: string) => mockCredentials.user(ref);

describe.each(databases.eachSupportedId())(
  'requests of entities with new owners on %s',
  databaseId => {
    async function start(permissions?: PermissionsService) {
      const notifications: NotificationSendOptions[] = [];
      const started = await startServices({
        databases,
        databaseId,
        permissions,
        entities: [
          group('payments'),
          group('risk'),
          group('fraud', { parent: 'risk' }),
          group('web'),
          user('ada', ['payments']),
          user('new', ['fraud']),
          user('web', ['web']),
          user('bob', []),
        ],
        config: {
          aiGovernance: { roles: { 'security-compliance': [BOB, NEW] } },
        },
        notifications: {
          async send(sent) {
            notifications.push(sent);
          },
        },
      });
      const { services, clock, background } = started;
      await services.groups.refresh(mockCredentials.service());
      await acknowledged(services, 'bob', 'new');
      const learn = (owners: { checkout?: string; ledger?: string } = {}) => {
        clock.advance({ minutes: 1 });
        return services.inventory.learn(
          (['checkout', 'ledger'] as const).map(name =>
            component(name, {
              owners: [`group:default/${owners[name] ?? 'payments'}`],
            }),
          ),
          clock.now(),
        );
      };
      await learn();
      await services.runner.run();
      return {
        ...started,
        learn,
        request: (entityRefs: string[]) =>
          services.exceptions.request(
            {
              entityRefs,
              control: 'CMP-001',
              reason: 'The scanner is being replaced',
              compensatingControls: ['Two reviewers'],
              until: '2026-12-20',
            },
            as(ADA),
          ),
        /** Lowers what was declared, which waits for somebody. */
        async lower() {
          await services.declarations.declare(
            CHECKOUT,
            { tier: 3 },
            ADA,
            as(ADA),
          );
          clock.advance({ minutes: 1 });
          const { pending } = await services.declarations.declare(
            CHECKOUT,
            { tier: 1 },
            ADA,
            as(ADA),
          );
          return pending[0];
        },
        async dispute() {
          await services.evidence.push(
            [
              {
                subject: CHECKOUT,
                source: 'ci:main',
                items: [
                  {
                    check: 'SEC-001.sarif',
                    outcome: 'fail' as const,
                    summary: 'One critical finding',
                  },
                ],
              },
            ],
            clock.now(),
          );
          clock.advance({ minutes: 1 });
          return services.disputes.dispute(
            CHECKOUT,
            { check: 'SEC-001.sarif', reason: 'Not reachable' },
            as(ADA),
          );
        },
        listed: async () =>
          (await services.exceptions.list({ limit: 10 }, as(BOB))).items,
        kinds: async (of: string) =>
          (await services.inbox.list(as(of), 50)).items.map(({ kind }) => kind),
        async told() {
          await background.news.idle();
          return notifications
            .splice(0)
            .map(({ recipients, payload }) => [
              payload.title,
              (recipients as any).entityRef,
              payload.link,
            ]);
        },
        actions: async (subject: string) =>
          (await services.audit.list({ limit: 50, subject })).flatMap(
            ({ body }) =>
              body?.action.endsWith('.moved')
                ? [[body.action, body.actor, body.details]]
                : [],
          ),
      };
    }

    it("are the new owners' to take back, and no longer of who asked", async () => {
      const { services, learn, request, kinds, told, actions } = await start();
      const { id } = await request([CHECKOUT]);
      expect(await kinds(NEW)).toEqual(['exception']);
      await told();
      await learn({ checkout: 'risk' });
      expect(await told()).toEqual([
        [
          'A request for an exception you took over waits for a decision',
          [NEW],
          '/ai-governance',
        ],
      ]);
      expect(await actions(CHECKOUT)).toEqual([
        [
          'exception.moved',
          'system:owner-changed',
          expect.objectContaining({
            request: id,
            control: 'CMP-001',
            from: ['group:default/payments'],
            to: ['group:default/risk'],
          }),
        ],
      ]);
      const mayWithdraw = async (of: string) =>
        (await services.exceptions.list({ limit: 10 }, as(of))).items.map(
          ({ allowed }) => allowed?.withdraw,
        );
      expect(await mayWithdraw(NEW)).toEqual([true]);
      expect(await mayWithdraw(ADA)).toEqual([false]);
      // It is theirs now: they may not decide on it.
      expect(await kinds(NEW)).toEqual([]);
      expect(await kinds(BOB)).toEqual(['exception']);
      const decision = { approve: true, reason: 'Fine' };
      for (const person of [NEW, ADA]) {
        await expect(
          services.exceptions.decide(id, decision, as(person)),
        ).rejects.toThrow('Somebody else than the one who asked');
      }
      await expect(services.exceptions.withdraw(id, as(ADA))).rejects.toThrow(
        'Only the one who asked can take it back, or once the owner changed',
      );
      expect(await services.exceptions.withdraw(id, as(NEW))).toMatchObject({
        state: 'withdrawn',
        decidedBy: NEW,
      });
    });

    it('are parted where only one of several services moved', async () => {
      const { services, learn, request, listed, actions } = await start();
      const { id } = await request([CHECKOUT, LEDGER]);
      await learn({ checkout: 'risk' });
      const parts = await listed();
      expect(parts).toHaveLength(2);
      const kept = parts.find(part => part.id === id)!;
      const moved = parts.find(part => part.id !== id)!;
      expect(kept.entities).toEqual([
        { id: expect.any(String), entityRef: LEDGER },
      ]);
      expect(moved).toMatchObject({
        state: 'open',
        requestedBy: ADA,
        requestedAt: kept.requestedAt,
        entities: [{ entityRef: CHECKOUT, movedTo: ['group:default/risk'] }],
      });
      expect(await actions(CHECKOUT)).toEqual([
        [
          'exception.moved',
          expect.anything(),
          expect.objectContaining({ partOf: id }),
        ],
      ]);
      expect(await actions(LEDGER)).toEqual([]);
      await services.exceptions.withdraw(moved.id, as(NEW));
      await services.exceptions.decide(
        id,
        { approve: true, reason: 'Fine' },
        as(BOB),
      );
      await expect(services.exceptions.withdraw(id, as(ADA))).rejects.toThrow(
        'decided or withdrawn already',
      );
      // Both services may ask again, each by who owns it.
      await services.exceptions.request(
        {
          entityRefs: [CHECKOUT],
          control: 'CMP-001',
          reason: 'Ours now',
          compensatingControls: ['Two reviewers'],
          until: '2026-12-20',
        },
        as(NEW),
      );
    });

    it('move again, and stay whole where all of it moves alike', async () => {
      const { services, learn, request, listed, told } = await start();
      const { id } = await request([CHECKOUT, LEDGER]);
      await told();
      await learn({ checkout: 'risk', ledger: 'risk' });
      expect(await told()).toHaveLength(1);
      expect((await listed()).map(one => one.id)).toEqual([id]);
      await learn({ checkout: 'payments', ledger: 'risk' });
      expect(await listed()).toHaveLength(2);
      const back = (await listed()).find(
        ({ entities }) => entities[0].entityRef === CHECKOUT,
      )!;
      expect(back.entities[0].movedTo).toEqual(['group:default/payments']);
      await services.exceptions.withdraw(back.id, as(ADA));
    });

    it('are declarations and disputes as well', async () => {
      const { services, learn, lower, kinds, actions, ...started } =
        await start();
      const pending = await lower();
      const dispute = await started.dispute();
      expect(await kinds(NEW)).toEqual(['declaration', 'dispute']);
      await learn({ checkout: 'risk' });
      expect(await kinds(NEW)).toEqual([]);
      expect(await kinds(BOB)).toEqual(['declaration', 'dispute']);
      expect(
        (await actions(CHECKOUT)).map(([action]) => action).sort(),
      ).toEqual(['declaration.moved', 'dispute.moved']);
      // For members of a group inside the owning one as well.
      for (const [of, withdraw] of [
        [NEW, true],
        [ADA, false],
      ] as const) {
        const profile = await services.declarations.get(CHECKOUT, as(of));
        const scorecard = await services.scorecards.get(CHECKOUT, as(of));
        const [declarations, disputes] = [
          await services.declarations.list(
            { state: 'pending', limit: 9 },
            as(of),
          ),
          await services.disputes.list({ limit: 9 }, as(of)),
        ];
        expect(
          [
            profile.pending,
            scorecard.disputes,
            declarations.items,
            disputes.items,
          ].map(([{ allowed }]) => allowed),
        ).toEqual(Array(4).fill({ withdraw }));
      }
      const decided = { approve: true, reason: 'x' };
      const refused: [() => Promise<unknown>, string][] = [
        [
          () => services.declarations.withdraw(pending.id, {}, as(ADA)),
          'once the owner changed',
        ],
        [
          () => services.disputes.withdraw(dispute.id, as(ADA)),
          'once the owner changed',
        ],
        [
          () => services.declarations.decide(pending.id, decided, as(NEW)),
          'Somebody else',
        ],
        [
          () =>
            services.disputes.decide(dispute.id, {
              accept: true,
              reason: 'x',
              by: NEW,
            }),
          'Somebody else',
        ],
      ];
      for (const [act, message] of refused) {
        await expect(act()).rejects.toThrow(message);
      }
      expect(
        await services.declarations.withdraw(pending.id, {}, as(NEW)),
      ).toMatchObject({ state: 'withdrawn', movedTo: ['group:default/risk'] });
      expect(
        await services.disputes.withdraw(dispute.id, as(NEW)),
      ).toMatchObject({
        state: 'withdrawn',
      });
    });

    it('leaves granted exceptions to who owns each service', async () => {
      const { services, learn, request, kinds, clock } = await start();
      const { id } = await request([CHECKOUT, LEDGER]);
      await services.exceptions.decide(
        id,
        { approve: true, reason: 'Fine' },
        as(BOB),
      );
      await learn({ checkout: 'risk' });
      await services.exceptions.confirm(id, 'Still so', as(NEW));
      clock.advance({ days: 20 });
      const soon = async (of: string) =>
        (await services.inbox.list(as(of), 9)).items.flatMap(item =>
          item.kind === 'endingException'
            ? item.exception.entities.map(({ entityRef }) => entityRef)
            : [],
        );
      expect(await soon(ADA)).toEqual([LEDGER]);
      expect(await soon(NEW)).toEqual([CHECKOUT]);
      expect(await kinds(BOB)).toEqual([]);
    });

    it('leaves what two teams took over to be confirmed by each for its own', async () => {
      const { services, learn, request, clock, told, background } = await start(
        askingAsOwners({
          [ADA]: ['group:default/payments'],
          [NEW]: ['group:default/risk'],
          [WEB]: ['group:default/web'],
        }),
      );
      const { id } = await request([CHECKOUT, LEDGER]);
      await services.exceptions.decide(
        id,
        { approve: true, reason: 'Fine' },
        as(BOB),
      );
      await learn({ checkout: 'risk', ledger: 'web' });
      const toConfirm = async (of: string) =>
        (await services.inbox.list(as(of), 9)).items.flatMap(item =>
          item.kind === 'exceptionToConfirm'
            ? item.exception.entities.map(({ entityRef }) => entityRef)
            : [],
        );
      expect(await toConfirm(NEW)).toEqual([CHECKOUT]);
      expect(await toConfirm(WEB)).toEqual([LEDGER]);
      expect(await toConfirm(ADA)).toEqual([]);
      await expect(
        services.exceptions.confirm(id, 'Still so', as(ADA)),
      ).rejects.toMatchObject({ name: 'NotAllowedError' });

      const confirmed = await services.exceptions.confirm(
        id,
        'Still so',
        as(NEW),
      );
      const waits = (answer: typeof confirmed) =>
        answer.entities.map(({ entityRef, reconfirmBy }) => [
          entityRef,
          reconfirmBy !== undefined,
        ]);
      expect(waits(confirmed)).toEqual([
        [CHECKOUT, false],
        [LEDGER, true],
      ]);
      // Who has not yet hears of it once more.
      await told();
      clock.advance({ days: 8 });
      await background.dueReminders!.run();
      await background.dueReminders!.run();
      expect(await told()).toEqual([
        ['Something falls due within 7 days', [WEB], '/ai-governance/inbox'],
      ]);
      expect(await toConfirm(NEW)).toEqual([]);
      expect(await toConfirm(WEB)).toEqual([LEDGER]);
      await expect(
        services.exceptions.confirm(id, 'Again', as(NEW)),
      ).rejects.toThrow('waits for you to confirm');
      const actions = async (subject: string) =>
        (await services.audit.list({ limit: 50, subject })).map(
          ({ body }) => body?.action,
        );
      expect(await actions(CHECKOUT)).toContain('exception.confirmed');
      expect(await actions(LEDGER)).not.toContain('exception.confirmed');

      // What nobody confirmed is over, and the other one is not.
      clock.advance({ days: 6 });
      await services.runner.run();
      const exempt = async (ref: string) =>
        (await services.scorecards.byRefs([ref], as(BOB)))[0].controls.find(
          control => control.id === 'CMP-001',
        )!.status === 'exempt';
      expect([await exempt(CHECKOUT), await exempt(LEDGER)]).toEqual([
        true,
        false,
      ]);
    });

    it('are not confirmed by who owned them when it was asked whether they may', async () => {
      const { services, learn, request } = await start();
      const { id } = await request([CHECKOUT]);
      await services.exceptions.decide(
        id,
        { approve: true, reason: 'Fine' },
        as(BOB),
      );
      await learn({ checkout: 'risk' });
      const permitted = services.scorecards.permitted.bind(services.scorecards);
      jest
        .spyOn(services.scorecards, 'permitted')
        .mockImplementationOnce(async (...asked) => {
          const answer = await permitted(...asked);
          await learn({ checkout: 'web' });
          return answer;
        });
      await expect(
        services.exceptions.confirm(id, 'Still so', as(NEW)),
      ).rejects.toThrow('look at it again');
    });

    it('stay with who asked where a service was left without owners', async () => {
      const { services, request, lower, kinds, clock, ...started } =
        await start();
      const { id } = await request([CHECKOUT, LEDGER]);
      const pending = await lower();
      const dispute = await started.dispute();
      clock.advance({ minutes: 1 });
      await services.inventory.learn(
        [component('checkout', { owners: [] })],
        clock.now(),
      );
      const { items } = await services.exceptions.list({ limit: 9 }, as(ADA));
      expect(items.map(({ allowed }) => allowed?.withdraw)).toEqual([
        true,
        true,
      ]);
      const parted = items.find(
        ({ entities }) => entities[0].entityRef === CHECKOUT,
      )!;
      const withdrawn = [
        () => services.exceptions.withdraw(parted.id, as(NEW)),
        () => services.declarations.withdraw(pending.id, {}, as(NEW)),
        () => services.disputes.withdraw(dispute.id, as(NEW)),
      ];
      for (const act of withdrawn) {
        await expect(act()).rejects.toMatchObject({ name: 'NotAllowedError' });
      }
      // Others decide on them as before.
      expect(await kinds(NEW)).toEqual([
        'exception',
        'exception',
        'declaration',
        'dispute',
      ]);
      expect([
        await services.exceptions.withdraw(parted.id, as(ADA)),
        await services.declarations.withdraw(pending.id, {}, as(ADA)),
        await services.disputes.withdraw(dispute.id, as(ADA)),
      ]).toMatchObject(Array(3).fill({ state: 'withdrawn', decidedBy: ADA }));
      expect(id).not.toBe(parted.id);
    });

    it('keep no service from its new owners where there are none', async () => {
      const { learn, background } = await start();
      await learn({ checkout: 'risk' });
      expect(await background.inventoryStore.byRefs([CHECKOUT])).toMatchObject([
        { owners: ['group:default/risk'] },
      ]);
    });

    it.each(['exception', 'declaration', 'dispute'] as const)(
      'are not decided by who owns them since it was asked whether they may: %s',
      async kind => {
        const { services, learn, request, dispute, lower } = await start();
        const made = {
          exception: () => request([CHECKOUT]),
          declaration: lower,
          dispute,
        };
        const { id } = await made[kind]();
        // They may decide on it when they are asked, and not when it is written.
        const second = RoleMembers.prototype.requireSecond;
        jest
          .spyOn(RoleMembers.prototype, 'requireSecond')
          .mockImplementationOnce(async function asked(this: RoleMembers, of) {
            await second.call(this, of);
            await learn({ checkout: 'risk' });
          });
        const reason = 'Fine';
        const decide = {
          exception: () =>
            services.exceptions.decide(id, { approve: true, reason }, as(NEW)),
          declaration: () =>
            services.declarations.decide(
              id,
              { approve: true, reason },
              as(NEW),
            ),
          dispute: () =>
            services.disputes.decide(id, { accept: true, reason, by: NEW }),
        };
        await expect(decide[kind]()).rejects.toThrow('look at it again');
        await expect(decide[kind]()).rejects.toThrow('Somebody else than');
      },
    );

    it('cost as many statements for one as for many', async () => {
      const { services, learn, request, told, knex, clock } = await start();
      const names = Array.from({ length: 12 }, (_, index) => `many-${index}`);
      const refs = names.map(name => `component:default/${name}`);
      const learnMany = (owner: (index: number) => string) => {
        clock.advance({ minutes: 1 });
        return services.inventory.learn(
          names.map((name, index) =>
            component(name, { owners: [`group:default/${owner(index)}`] }),
          ),
          clock.now(),
        );
      };
      await learnMany(() => 'payments');
      await services.runner.run();
      await request([CHECKOUT, LEDGER]);
      for (let index = 0; index < refs.length; index += 3) {
        await request(refs.slice(index, index + 3));
      }
      await told();
      let statements = 0;
      knex.on('query', ({ __knexTxId: transaction }) => {
        statements += transaction ? 1 : 0;
      });
      await learn({ checkout: 'risk' });
      const ofOne = statements;
      expect(await told()).toHaveLength(1);
      statements = 0;
      await learnMany(index => (index % 3 === 0 ? 'risk' : `team-${index}`));
      // One entry of the audit log is one statement, several are two.
      expect(statements).toBeLessThanOrEqual(ofOne + 1);
      expect(await told()).toHaveLength(4);
      await learnMany(() => 'risk');
      expect(await told()).toHaveLength(8);
      const { items } = await services.exceptions.list({ limit: 50 }, as(BOB));
      expect(
        items
          .flatMap(({ entities }) => entities)
          .filter(({ movedTo }) => movedTo?.[0] === 'group:default/risk'),
      ).toHaveLength(refs.length + 1);
    });

    it('name no service that the new owners of another one may not read', async () => {
      const { services, learn, request } = await start(seeingOnlyTier(3, NEW));
      await services.declarations.declare(CHECKOUT, { tier: 3 }, ADA, as(ADA));
      const { id } = await request([CHECKOUT, LEDGER]);
      const grant = { approve: true, reason: 'Fine' };
      await services.exceptions.decide(id, grant, as(BOB));
      await learn({ checkout: 'risk' });
      const named = ({ entities }: { entities: { entityRef: string }[] }) =>
        entities.map(({ entityRef }) => entityRef);
      expect(
        named(await services.exceptions.confirm(id, 'Still so', as(NEW))),
      ).toEqual([CHECKOUT]);
      expect(
        named(await services.exceptions.revoke(id, 'Done', as(NEW))),
      ).toEqual([CHECKOUT]);
    });

    it('cannot be decided as a whole while a part of it moves away', async () => {
      const { services, learn, request, listed } = await start();
      const { id } = await request([CHECKOUT, LEDGER]);
      const [decided, moved] = await Promise.allSettled([
        services.exceptions.decide(
          id,
          { approve: true, reason: 'Fine' },
          as(BOB),
        ),
        learn({ checkout: 'risk' }),
      ]);
      expect(moved.status).toBe('fulfilled');
      const parts = await listed();
      // One was first: both granted, or one request of two and none granted.
      expect(
        parts.map(({ state, entities }) => [state, entities.length]),
      ).toEqual(
        decided.status === 'fulfilled'
          ? [['approved', 2]]
          : [
              ['open', 1],
              ['open', 1],
            ],
      );
    });
  },
);
