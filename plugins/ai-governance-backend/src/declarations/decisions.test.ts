import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { digestOf } from '@plumbline/backstage-plugin-ai-governance-common';
import { nativeSha256 } from '../assessment/judge';
import { DeclarationStore } from './DeclarationStore';
import type { DeclaredValues } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  component,
  startReplica,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import type { HarnessOptions } from '../__testUtils__/harness';
import { group, user } from '../__testUtils__/people';

jest.setTimeout(60_000);

const databases = testDatabases();

const REF = 'component:default/checkout';
const ADA = 'user:default/ada';
/** In the approving role through a group inside a group. */
const BOB = 'user:default/bob';
const CAT = 'user:default/cat';
const EVE = 'user:default/eve';
const as = (ref: string) => mockCredentials.user(ref);

const ENTITIES = [
  group('security'),
  group('reviewers', { parent: 'security' }),
  user('ada', ['reviewers']),
  user('bob', ['reviewers']),
  user('cat', ['security']),
];
const CONFIG = {
  aiGovernance: {
    roles: { 'security-compliance': ['group:default/security'] },
  },
};

describe.each(databases.eachSupportedId())('decisions on %s', databaseId => {
  async function start(options: Partial<HarnessOptions> = {}) {
    const started = await startServices({
      databases,
      databaseId,
      entities: ENTITIES,
      config: CONFIG,
      ...options,
    });
    const { services, clock, knex } = started;
    await services.groups.refresh(mockCredentials.service());
    await services.inventory.learn([component('checkout')], clock.now());
    await services.runner.run();
    const declare = (values: DeclaredValues, by = ADA) =>
      services.declarations.declare(REF, values, by, as(by));
    return {
      ...started,
      declare,
      /** Declares something strict, and less of it a day later. */
      async lower(
        strict: DeclaredValues = { classification: 'restricted', tier: 3 },
        less: DeclaredValues = { classification: 'internal', tier: 1 },
      ) {
        await declare(strict);
        clock.advance({ days: 1 });
        const { pending } = await declare(less);
        clock.advance({ days: 1 });
        return pending[0].id;
      },
      approve: (id: string, by = BOB, reason = 'Checked with the team') =>
        services.declarations.decide(id, { approve: true, reason }, as(by)),
      reject: (id: string, by = BOB, reason = 'Not enough said') =>
        services.declarations.decide(id, { approve: false, reason }, as(by)),
      waiting: async (by = BOB) =>
        (
          await services.declarations.list(
            { state: 'pending', limit: 50 },
            as(by),
          )
        ).items,
      profile: async () =>
        (await services.declarations.get(REF, as(ADA))).profile,
      entries: async () =>
        (await services.audit.list({ limit: 100, subject: REF })).map(
          ({ body }) => body,
        ),
      knex,
    };
  }

  /** With an entity whose file declares this. */
  async function startFrom(annotations: { [key: string]: string }) {
    const started = await start();
    const { services, clock } = started;
    await services.inventory.learn(
      [component('checkout', { annotations })],
      clock.now(),
    );
    await services.runner.run();
    clock.advance({ days: 1 });
    return started;
  }

  it('skip no stage for a file: the one before stays in force until an approval', async () => {
    const KEY = 'ai-governance/adoption-stage';
    const { services, clock, declare, approve, profile } = await startFrom({
      [KEY]: 'pilot',
    });
    const commit = async (stage: string) => {
      await services.inventory.learn(
        [component('checkout', { annotations: { [KEY]: stage } })],
        clock.now(),
      );
      await services.runner.run();
      clock.advance({ days: 1 });
      const { adoptionStage, conflicts } = await profile();
      return [
        adoptionStage?.value,
        conflicts
          .filter(({ field }) => field === 'adoptionStage')
          .map(({ kind }) => kind),
      ];
    };
    expect(await commit('scaled')).toEqual(['pilot', ['awaitingApproval']]);
    // Looked at again it is still skipped.
    expect(await commit('scaled')).toEqual(['pilot', ['awaitingApproval']]);
    const { pending } = await declare({ adoptionStage: 'scaled' });
    expect(pending[0].lowerings).toEqual([
      expect.objectContaining({ field: 'adoptionStage', to: 'scaled' }),
    ]);
    await approve(pending[0].id);
    expect(await commit('scaled')).toEqual(['scaled', []]);
    expect(await commit('pilot')).toEqual(['pilot', ['disagreement']]);
  });

  it('lets a file go from stage to stage', async () => {
    const KEY = 'ai-governance/adoption-stage';
    const { services, clock, profile } = await startFrom({ [KEY]: 'pilot' });
    for (const stage of ['controlled', 'scaled', 'pilot']) {
      clock.advance({ days: 1 });
      await services.inventory.learn(
        [component('checkout', { annotations: { [KEY]: stage } })],
        clock.now(),
      );
      await services.runner.run();
      expect((await profile()).adoptionStage?.value).toBe(stage);
    }
  });

  describe('of what a file lowers', () => {
    const KEYS = {
      classification: 'ai-governance/data-classification',
      tier: 'ai-governance/review-tier',
      handles: 'ai-governance/handles',
    };

    it.each<
      [
        string,
        { [key: string]: string },
        DeclaredValues,
        { [field: string]: unknown },
        { field: string; to: string | null }[],
      ]
    >([
      [
        'by a lower value',
        { [KEYS.classification]: 'internal', [KEYS.tier]: '3' },
        { classification: 'internal' },
        { classification: 'internal', tier: 3 },
        [{ field: 'classification', to: 'internal' }],
      ],
      [
        'by leaving it out',
        { [KEYS.tier]: '3' },
        {},
        { classification: 'confidential', tier: 3 },
        [{ field: 'classification', to: null }],
      ],
      [
        'by leaving everything out',
        {},
        {},
        { classification: 'confidential', tier: 2 },
        [
          { field: 'classification', to: null },
          { field: 'tier', to: null },
        ],
      ],
    ])(
      'is asked for %s, found in the inbox, and in force when approved',
      async (_, committed, values, after, lowerings) => {
        const { services, clock, profile, approve } = await startFrom({
          [KEYS.classification]: 'restricted',
          [KEYS.tier]: '3',
        });
        await services.inventory.learn(
          [component('checkout', { annotations: committed })],
          clock.now(),
        );
        await services.runner.run();
        expect((await profile()).classification.value).toBe('restricted');
        const { pending } = await services.declarations.declare(
          REF,
          values,
          ADA,
          as(ADA),
          { reason: ' No cards any more ' },
        );
        expect(pending).toMatchObject([
          { reason: 'No cards any more', lowerings },
        ]);
        const { items } = await services.inbox.list(as(BOB), 10);
        expect(
          items.flatMap(item =>
            item.kind === 'declaration' ? [item.declaration] : [],
          ),
        ).toMatchObject([{ id: pending[0].id, reason: 'No cards any more' }]);
        await approve(pending[0].id);
        await services.runner.run();
        const now = await profile();
        expect({
          classification: now.classification.value,
          tier: now.tier.value,
        }).toMatchObject(after);
        expect(now.conflicts).toEqual([]);
      },
    );

    it('is asked for where some of what the code handles is left out', async () => {
      const { services, clock, profile, approve } = await startFrom({
        [KEYS.handles]: 'infrastructure,pii',
      });
      await services.inventory.learn(
        [
          component('checkout', {
            annotations: { [KEYS.handles]: 'infrastructure' },
          }),
        ],
        clock.now(),
      );
      await services.runner.run();
      expect((await profile()).handles.value).toContain('pii');
      // Another declaration does not ask for it on the way.
      const other = await services.declarations.declare(
        REF,
        { adoptionStage: 'pilot' },
        ADA,
        as(ADA),
      );
      expect(other.pending).toEqual([]);
      const { pending } = await services.declarations.declare(
        REF,
        { adoptionStage: 'pilot', handles: ['infrastructure'] },
        ADA,
        as(ADA),
      );
      expect(pending).toMatchObject([
        { lowerings: [{ field: 'handles', to: 'infrastructure' }] },
      ]);
      await approve(pending[0].id);
      await services.runner.run();
      expect((await profile()).handles.value).toEqual(['infrastructure']);
      expect((await profile()).conflicts).toEqual([]);
    });
  });

  it('tell who declared that a colleague declared something else', async () => {
    const notifications: NotificationSendOptions[] = [];
    const { lower, declare, background, clock } = await start({
      notifications: {
        async send(sent) {
          notifications.push(sent);
        },
      },
    });
    await lower();
    await background.news.idle();
    notifications.splice(0);
    clock.advance({ days: 1 });
    await declare({ classification: 'internal', tier: 2 }, 'user:default/dan');
    clock.advance({ days: 1 });
    // One's own again is no news.
    await declare({ classification: 'internal', tier: 1 }, 'user:default/dan');
    await background.news.idle();
    expect(
      notifications
        .filter(({ payload }) => /declared anew/.test(payload.title))
        .map(({ recipients }) => recipients),
    ).toEqual([{ type: 'entity', entityRef: [ADA] }]);
  });

  it('lower what was declared once somebody else agrees', async () => {
    const { lower, approve, waiting, profile, entries, services, clock } =
      await start();
    const id = await lower();
    expect(await waiting()).toEqual([
      expect.objectContaining({
        id,
        entityRef: REF,
        by: ADA,
        state: 'pending',
        approverRole: 'security-compliance',
        lowerings: [
          expect.objectContaining({
            field: 'classification',
            from: 'restricted',
            to: 'internal',
          }),
          expect.objectContaining({
            field: 'tier',
            from: 'tier 3',
            to: 'tier 1',
          }),
        ],
      }),
    ]);
    expect((await profile()).classification.value).toBe('restricted');
    expect(await approve(id)).toMatchObject({
      id,
      state: 'approved',
      decidedBy: BOB,
      decidedAt: clock.now(),
      decision: 'Checked with the team',
    });
    expect(await services.runner.run()).toMatchObject({ changed: [REF] });
    expect(await profile()).toMatchObject({
      classification: { value: 'internal', source: 'portal', by: ADA },
      tier: { value: 1 },
      conflicts: [],
    });
    expect(await waiting()).toEqual([]);
    // Also after it was judged, and on a later day.
    clock.advance({ days: 30 });
    await services.runner.run();
    expect((await profile()).tier.value).toBe(1);
    expect((await entries())[0]).toMatchObject({
      actor: BOB,
      action: 'declaration.approved',
      before: expect.any(String),
      after: expect.any(String),
      details: { declaration: id, declaredBy: ADA },
    });
    expect(await services.audit.verify()).toMatchObject({ valid: true });
  });

  it.each(['approve', 'reject', 'withdraw'] as const)(
    'are proven by the log with their reason: %s',
    async how => {
      const { lower, approve, reject, entries, services, knex } = await start();
      const id = await lower();
      const store = new DeclarationStore(knex);
      const digest = async () =>
        digestOf((await store.get(id)) as never, nativeSha256);
      const waiting = await digest();
      await {
        approve: () => approve(id),
        reject: () => reject(id),
        withdraw: () =>
          services.declarations.withdraw(id, { reason: 'A slip' }, as(ADA)),
      }[how]();
      const [entry] = await entries();
      expect(entry).toMatchObject({
        before: waiting,
        after: await digest(),
        details: { declaration: id },
      });
      // Somebody changes the reason where the log does not see it.
      await knex('declarations').where({ id }).update({ decision: 'Other' });
      expect(await digest()).not.toBe(entry.after);
    },
  );

  it('can be read by their entity afterwards, whatever came of them', async () => {
    const { lower, reject, approve, declare, services, clock } = await start();
    await reject(await lower());
    clock.advance({ days: 1 });
    const second = (await declare({ classification: 'internal', tier: 1 }))
      .pending[0].id;
    await approve(second);
    clock.advance({ days: 1 });
    const third = (await declare({ tier: 1 })).pending[0].id;
    const decided = (limit: number, before?: { at: string; id: string }) =>
      services.declarations.list(
        { entityRef: REF, state: 'decided', limit, before },
        as(ADA),
      );
    const first = await decided(1);
    expect(first.items).toEqual([
      expect.objectContaining({
        id: second,
        state: 'approved',
        by: ADA,
        decidedBy: BOB,
        decision: 'Checked with the team',
        values: { classification: 'internal', tier: 1 },
      }),
    ]);
    const rest = await decided(5, first.next);
    expect(rest.items.map(({ state, decision }) => [state, decision])).toEqual([
      ['rejected', 'Not enough said'],
    ]);
    expect(rest.next).toBeUndefined();
    await services.declarations.withdraw(third, {}, as(ADA));
    expect((await decided(1)).items[0].state).toBe('withdrawn');
  });

  it.each<[string, DeclaredValues, DeclaredValues, DeclaredValues]>([
    [
      'below the floor of what the code handles',
      { classification: 'restricted', tier: 3, handles: ['payments'] },
      { classification: 'internal', tier: 1, handles: ['payments'] },
      { classification: 'internal', tier: 1, handles: ['payments'] },
    ],
    [
      'by naming fewer subjects',
      { classification: 'restricted', tier: 3, handles: ['payments'] },
      { classification: 'internal', tier: 1, handles: [] },
      { classification: 'internal', tier: 1, handles: [] },
    ],
    [
      'by declaring nothing of it any more',
      { classification: 'restricted', tier: 3 },
      { adoptionStage: 'pilot' },
      { classification: 'confidential', tier: 2, handles: [] },
    ],
    [
      'to public without a public repository',
      { classification: 'internal', tier: 1 },
      { classification: 'public', tier: 1 },
      { classification: 'public', tier: 1, handles: [] },
    ],
  ])('lower %s', async (_, strict, less, expected) => {
    const { lower, approve, profile, services } = await start();
    await approve(await lower(strict, less));
    await services.runner.run();
    const { classification, tier, handles } = await profile();
    expect({
      classification: classification.value,
      tier: tier.value,
      ...(expected.handles && { handles: handles.value }),
    }).toEqual(expected);
  });

  it('protect again when the stricter value is declared again', async () => {
    const { lower, approve, declare, profile, services, clock } = await start();
    await approve(await lower());
    await services.runner.run();
    clock.advance({ days: 1 });
    await declare({ classification: 'restricted', tier: 3 });
    clock.advance({ days: 1 });
    const again = await declare({ classification: 'internal', tier: 1 });
    expect(again.inForce).toBe(false);
    expect((await profile()).classification.value).toBe('restricted');
  });

  it('keep the stricter value when they refuse', async () => {
    const { lower, reject, profile, waiting, entries } = await start();
    expect(await reject(await lower())).toMatchObject({ state: 'rejected' });
    expect(await profile()).toMatchObject({
      classification: { value: 'restricted' },
      conflicts: [],
    });
    expect(await waiting()).toEqual([]);
    expect((await entries())[0]).toMatchObject({
      action: 'declaration.rejected',
    });
  });

  it('are refused to the declarer, in whatever group and spelling', async () => {
    const { lower, approve, reject, waiting } = await start();
    const id = await lower();
    for (const decide of [approve, reject]) {
      for (const person of [ADA, 'user:default/Ada']) {
        await expect(decide(id, person)).rejects.toMatchObject({
          name: 'NotAllowedError',
          message: expect.stringContaining('Somebody else'),
        });
      }
    }
    expect(await waiting()).toHaveLength(1);
  });

  it('are refused to those outside the role, whatever the policy says', async () => {
    const { lower, approve, waiting } = await start();
    const id = await lower();
    await expect(approve(id, EVE)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('group:default/security'),
    });
    expect(await waiting()).toHaveLength(1);
    expect(await approve(id, CAT)).toMatchObject({ decidedBy: CAT });
  });

  it('need the permission where the role has no people', async () => {
    const { lower, approve } = await start({ config: {} });
    expect(await approve(await lower(), EVE)).toMatchObject({
      decidedBy: EVE,
    });
    const denied = await start({
      permissions: mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission }) => ({
            result:
              permission.name === 'ai-governance.declaration.decide'
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          })),
        authorizeConditional: async requests =>
          requests.map(() => ({ result: AuthorizeResult.ALLOW })),
      }),
    });
    const id = await denied.lower();
    await expect(denied.approve(id)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('ai-governance.declaration.decide'),
    });
  });

  it('are taken once when two approvers decide at the same instant', async () => {
    const { lower, approve, knex, clock, entries } = await start();
    const id = await lower();
    const other = await startReplica(knex, {
      clock,
      entities: ENTITIES,
      config: CONFIG,
    });
    const outcomes = await Promise.allSettled([
      approve(id, BOB),
      other.services.declarations.decide(
        id,
        { approve: false, reason: 'No' },
        as(CAT),
      ),
    ]);
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toEqual([
      expect.objectContaining({
        reason: expect.objectContaining({ name: 'ConflictError' }),
      }),
    ]);
    expect(
      (await entries()).filter(({ action }) =>
        String(action).startsWith('declaration.'),
      ),
    ).toHaveLength(1);
    expect(await knex('declarations').where({ state: 'inForce' })).toHaveLength(
      1,
    );
  });

  it('let the declarer take it back, and nobody else', async () => {
    const { lower, services, approve, profile } = await start();
    const id = await lower();
    await expect(
      services.declarations.withdraw(id, {}, as(BOB)),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    expect(
      await services.declarations.withdraw(
        id,
        { reason: 'Misread the form' },
        as(ADA),
      ),
    ).toMatchObject({ state: 'withdrawn', decision: 'Misread the form' });
    await expect(approve(id)).rejects.toMatchObject({ name: 'ConflictError' });
    expect((await profile()).tier.value).toBe(3);
  });

  it('are refused when by now more would be lowered than was said', async () => {
    const { lower, approve, services, clock, waiting } = await start();
    const id = await lower(
      { classification: 'confidential', tier: 2 },
      { classification: 'internal', tier: 2 },
    );
    await services.inventory.learn(
      [
        component('checkout', {
          annotations: { 'ai-governance/data-classification': 'restricted' },
        }),
      ],
      clock.now(),
    );
    await services.runner.run();
    await expect(approve(id)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('declared again'),
    });
    expect(await waiting()).toHaveLength(1);
  });

  it('are not half taken when the audit entry cannot be written', async () => {
    const { lower, approve, knex, profile, waiting } = await start();
    const id = await lower();
    const { value } = await knex('counters').where({ name: 'audit' }).first();
    await knex('audit_chain').insert({
      seq: Number(value) + 1,
      previous_hash: 'x',
      body_digest: 'x',
      hash: 'x',
    });
    await expect(approve(id)).rejects.toThrow();
    expect((await profile()).tier.value).toBe(3);
    expect(await waiting()).toHaveLength(1);
  });

  it('name no entity that the caller may not read', async () => {
    const { lower, services } = await start({
      permissions: mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(() => ({ result: AuthorizeResult.ALLOW })),
        authorizeConditional: async (requests, options) =>
          requests.map(({ permission }) => ({
            result:
              permission.name === 'catalog.entity.read' &&
              (options as any).credentials.principal.userEntityRef === BOB
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          })),
      }),
    });
    const id = await lower();
    const list = (by: string) =>
      services.declarations.list({ state: 'pending', limit: 5 }, as(by));
    expect((await list(CAT)).items).toHaveLength(1);
    expect((await list(BOB)).items).toEqual([]);
    await expect(
      services.declarations.decide(id, { approve: true, reason: 'x' }, as(BOB)),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('want a reason, and answer unknown ones as not found', async () => {
    const { lower, approve } = await start();
    const id = await lower();
    await expect(approve(id, BOB, '  ')).rejects.toMatchObject({
      name: 'InputError',
    });
    await expect(approve('nothing')).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });

  it('come from several declarations at once, each by itself', async () => {
    const { services, clock, waiting } = await start();
    await services.inventory.learn(
      ['one', 'two'].map(name => component(name)),
      clock.now(),
    );
    await services.declarations.declare(
      'component:default/two',
      { tier: 3 },
      ADA,
      as(ADA),
    );
    clock.advance({ minutes: 1 });
    const items = ['one', 'two', 'unknown', 'one', 'checkout'].map(name => ({
      entityRef: `component:default/${name}`,
      values: { tier: (name === 'checkout' ? 9 : 1) as 1 },
    }));
    const results = await services.declarations.declareMany(
      items,
      ADA,
      as(ADA),
      { reason: 'Prototypes only' },
    );
    expect(
      results.map(({ declared, error }) => declared?.inForce ?? error?.name),
    ).toEqual([true, false, 'NotFoundError', 'InputError', 'InputError']);
    expect(
      (await waiting()).map(({ entityRef, reason }) => [entityRef, reason]),
    ).toEqual([['component:default/two', 'Prototypes only']]);
    const { portal } = await services.declarations.get(REF, as(ADA));
    expect(portal).toBeNull();
  });

  it('are listed page by page', async () => {
    const { services, clock } = await start();
    const names = ['one', 'two', 'three'];
    await services.inventory.learn(
      names.map(name => component(name)),
      clock.now(),
    );
    for (const name of names) {
      const ref = `component:default/${name}`;
      for (const tier of [3, 1] as const) {
        clock.advance({ minutes: 1 });
        await services.declarations.declare(ref, { tier }, ADA, as(ADA));
      }
    }
    const first = await services.declarations.list(
      { state: 'pending', limit: 2 },
      as(BOB),
    );
    const second = await services.declarations.list(
      { state: 'pending', limit: 2, before: first.next },
      as(BOB),
    );
    expect(
      [...first.items, ...second.items].map(({ entityRef }) => entityRef),
    ).toEqual([
      'component:default/three',
      'component:default/two',
      'component:default/one',
    ]);
    expect(second.next).toBeUndefined();
  });
});
