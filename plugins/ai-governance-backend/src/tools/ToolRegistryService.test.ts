import { mockCredentials } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { JsonObject } from '@backstage/types';
import { digestOf } from '@plumbline/backstage-plugin-ai-governance-common';
import type { ToolRequest } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  component,
  startReplica,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import type { HarnessOptions } from '../__testUtils__/harness';
import { nativeSha256 } from '../assessment/judge';
import { ToolStore } from './ToolStore';
import { acknowledged, group, user } from '../__testUtils__/people';

jest.setTimeout(60_000);

const databases = testDatabases();

const as = (name: string) => mockCredentials.user(`user:default/${name}`);
const ADA = as('ada');
const SEC = as('sec');
const LAW = as('law');

const ENTITIES = [
  group('security'),
  group('counsel'),
  group('platform'),
  user('ada', ['platform']),
  user('owner', ['platform']),
  user('sec', ['security', 'counsel']),
  user('law', ['counsel']),
];

const ROLES = {
  'security-compliance': ['group:default/security'],
  legal: ['group:default/counsel'],
  'platform-lead': ['user:default/ada'],
};

const CURSOR = {
  id: 'cursor',
  name: 'Cursor',
  status: 'approved',
  enterpriseEndpoint: true,
  endpoints: ['api.cursor.example'],
  reviewInDays: 30,
};

describe.each(databases.eachSupportedId())('the registry on %s', databaseId => {
  async function start(
    tools: object[] = [],
    notifications?: HarnessOptions['notifications'],
  ) {
    const config = { aiGovernance: { roles: ROLES, tools } } as JsonObject;
    const started = await startServices({
      databases,
      databaseId,
      config,
      entities: ENTITIES,
      notifications,
    });
    const { services, clock, knex } = started;
    await services.groups.refresh(mockCredentials.service());
    await acknowledged(services, 'ada', 'sec', 'law');
    await services.inventory.learn([component('checkout')], clock.now());
    await services.runner.run();
    const { criteria } = services.framework.current().framework.settings.tools;
    const request = (overrides: Partial<ToolRequest> = {}): ToolRequest => ({
      id: 'claude-code',
      name: 'Claude Code',
      reason: 'The platform team wants it',
      properties: { enterpriseEndpoint: true, zeroRetention: true },
      endpoints: ['api.anthropic.example'],
      criteria: Object.fromEntries(
        criteria.map(({ id }) => [id, { answer: 'Known' }]),
      ),
      ...overrides,
    });
    const { toolRegistry } = services;
    return {
      ...started,
      request,
      toolRegistry,
      ask: (overrides?: Partial<ToolRequest>, by = ADA) =>
        toolRegistry.request(request(overrides), by),
      sign: (by: typeof ADA, role?: string, approve = true) =>
        toolRegistry.decide(
          'claude-code',
          {
            approve,
            reason: 'Read the terms',
            ...(role && { role }),
            ...(approve && { conditions: ['No customer names'] }),
          },
          by,
        ),
      statusInForce: (id = 'claude-code') =>
        services.framework.current().tools.find(tool => tool.id === id)?.status,
      actions: async () =>
        (await services.audit.list({ limit: 100 }))
          .map(({ body }) => body?.action)
          .filter(action => action?.startsWith('tool.'))
          .reverse(),
      restart: (others: object[]) =>
        startReplica(knex, {
          clock,
          config: {
            aiGovernance: { roles: ROLES, tools: others },
          } as JsonObject,
          entities: ENTITIES,
        }),
    };
  }

  it('says what each may do, as it will be enforced', async () => {
    const { ask, sign, toolRegistry } = await start([CURSOR]);
    await ask();
    const allowed = async (who: { principal: object }) => {
      const { items } = await toolRegistry.list(who as typeof ADA);
      return Object.fromEntries(items.map(item => [item.id, item.allowed]));
    };
    const nothing = { sign: [], withdraw: false, review: false };
    expect(await allowed(SEC)).toEqual({
      cursor: { ...nothing, review: true },
      'claude-code': { ...nothing, sign: ['security-compliance', 'legal'] },
    });
    expect(await allowed(LAW)).toMatchObject({
      'claude-code': { ...nothing, sign: ['legal'] },
    });
    // Who leads the programme asked, and neither signs nor is in a role that does.
    expect((await allowed(ADA))['claude-code']).toEqual({
      ...nothing,
      withdraw: true,
    });
    expect(await allowed(as('owner'))).toEqual({
      cursor: nothing,
      'claude-code': nothing,
    });
    expect(await allowed(mockCredentials.service())).toEqual({
      cursor: nothing,
      'claude-code': nothing,
    });
    await sign(SEC, 'legal');
    for (const who of [SEC, LAW]) {
      // The one signed, and the role of the other is signed for.
      expect((await allowed(who))['claude-code']).toEqual(nothing);
    }
  });

  it('approves what security and legal signed, by two people who did not ask', async () => {
    const { ask, sign, toolRegistry, statusInForce, actions, clock, services } =
      await start();
    const asked = await ask();
    expect(asked).toMatchObject({
      status: 'requested',
      enterpriseEndpoint: false,
      request: {
        missing: ['security-compliance', 'legal'],
        loosens: ['enterpriseEndpoint', 'zeroRetention'],
      },
    });
    expect(statusInForce()).toBe('requested');
    await expect(sign(ADA)).rejects.toMatchObject({ name: 'NotAllowedError' });
    // In both roles: it has to be said for which.
    await expect(sign(SEC)).rejects.toThrow(/role has to say for whom/);
    expect((await sign(SEC, 'security-compliance')).request?.missing).toEqual([
      'legal',
    ]);
    await expect(sign(SEC, 'legal')).rejects.toThrow(/another person/);
    await expect(sign(LAW, 'security-compliance')).rejects.toThrow(
      /nothing waits for security-compliance/,
    );
    const approved = await sign(LAW);
    expect(approved).toMatchObject({
      status: 'approved',
      enterpriseEndpoint: true,
      conditions: ['No customer names'],
      origin: 'registry',
      decidedBy: 'user:default/law',
    });
    expect(approved.request).toBeUndefined();
    expect(Date.parse(approved.reviewBy!) - Date.parse(clock.now())).toBe(
      92 * 86_400_000,
    );
    expect(statusInForce()).toBe('approved');
    expect(await toolRegistry.allowList()).toEqual(['api.anthropic.example']);
    await services.runner.run();
    const { scorecard } = await services.scorecards.get(
      'component:default/checkout',
      ADA,
    );
    expect(scorecard!.toolAccess.map(({ tool }) => tool)).toEqual([
      'claude-code',
    ]);
    expect(await actions()).toEqual([
      'tool.requested',
      'tool.signed',
      'tool.signed',
      'tool.approved',
    ]);
  });

  it('is refused by one of the roles', async () => {
    const { ask, sign, statusInForce } = await start();
    await ask();
    const refused = await sign(LAW, undefined, false);
    expect(refused).toMatchObject({
      status: 'rejected',
      reason: 'Read the terms',
    });
    expect(refused.request).toBeUndefined();
    expect(statusInForce()).toBe('rejected');
    await expect(sign(SEC, 'security-compliance')).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    // Asked again, it may still be approved.
    expect((await ask()).status).toBe('requested');
  });

  it('takes the last two signatures at the same instant', async () => {
    const { ask, sign, statusInForce, actions } = await start();
    await ask();
    await Promise.all([sign(SEC, 'security-compliance'), sign(LAW)]);
    expect(statusInForce()).toBe('approved');
    expect((await actions()).filter(each => each === 'tool.approved')).toEqual([
      'tool.approved',
    ]);
  });

  it('keeps what was asked and signed of each request, and proves it by the log', async () => {
    const { ask, sign, toolRegistry, services, knex, clock, request } =
      await start();
    const store = new ToolStore(knex);
    const digest = async () => {
      const [closed] = await store.closedRequests({
        toolId: 'claude-code',
        limit: 1,
      });
      const [open] = await store.openRequests();
      return digestOf((open ?? closed) as never, nativeSha256);
    };
    const lastEntry = async () =>
      (await services.audit.list({ limit: 50, subject: 'tool:claude-code' }))
        .map(({ body }) => body)
        .find(({ action }) => action !== 'tool.approved')!;
    await ask();
    const asked = await digest();
    expect(await lastEntry()).toMatchObject({
      action: 'tool.requested',
      after: asked,
    });
    await sign(SEC, 'security-compliance');
    const signed = await digest();
    expect(await lastEntry()).toMatchObject({
      action: 'tool.signed',
      before: asked,
      after: signed,
    });
    // At the same instant: what is read later stands in another order.
    await sign(LAW);
    expect(await lastEntry()).toMatchObject({
      action: 'tool.signed',
      before: signed,
      after: await digest(),
    });
    clock.advance({ days: 1 });
    await ask({
      reason: 'For confidential data',
      properties: { zeroRetention: true },
    });
    clock.advance({ days: 1 });
    await sign(LAW, undefined, false);
    const refused = await lastEntry();
    expect(refused).toMatchObject({
      action: 'tool.refused',
      after: await digest(),
    });
    const first = await toolRegistry.closedRequests('claude-code', {
      limit: 1,
    });
    expect(first.items).toEqual([
      expect.objectContaining({
        state: 'rejected',
        reason: 'For confidential data',
        requestedBy: 'user:default/ada',
        decidedAt: clock.now(),
        criteria: request().criteria,
        signOffs: [
          {
            role: 'legal',
            by: 'user:default/law',
            at: clock.now(),
            approve: false,
            reason: 'Read the terms',
          },
        ],
      }),
    ]);
    const { items, next } = await toolRegistry.closedRequests('claude-code', {
      limit: 5,
      before: first.next,
    });
    expect(next).toBeUndefined();
    expect(
      items.map(({ state, signOffs }) => [
        state,
        signOffs.map(({ role, conditions }) => [role, conditions]),
      ]),
    ).toEqual([
      [
        'approved',
        [
          ['legal', ['No customer names']],
          ['security-compliance', ['No customer names']],
        ],
      ],
    ]);
    // Somebody changes a reason where the log does not see it.
    await knex('ai_tool_sign_offs')
      .where({ approve: false })
      .update({ reason: 'Other' });
    expect(await digest()).not.toBe(refused.after);
  });

  it('has one request per tool, taken back only by who asked', async () => {
    const { ask, toolRegistry, statusInForce } = await start();
    await ask();
    await expect(ask()).rejects.toMatchObject({ name: 'ConflictError' });
    await expect(
      toolRegistry.withdraw('claude-code', 'user:default/law'),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    await toolRegistry.withdraw('claude-code', 'user:default/ada');
    expect(statusInForce()).toBe('retired');
  });

  it('keeps what is approved while more is asked for it', async () => {
    const { ask, toolRegistry, statusInForce } = await start([CURSOR]);
    const asked = await ask({
      id: 'cursor',
      name: 'Cursor',
      properties: { enterpriseEndpoint: true, zeroRetention: true },
    });
    expect(asked).toMatchObject({
      status: 'approved',
      zeroRetention: false,
      request: { loosens: ['zeroRetention'] },
    });
    expect(statusInForce('cursor')).toBe('approved');
    expect(await toolRegistry.allowList()).toEqual(['api.cursor.example']);
  });

  it.each([
    [{ criteria: {} }, /criteria has no answer to data-handling, residency/],
    [{ endpoints: ['https://x.example'] }, /hosts in lower case/],
    [{ reason: '   ' }, /reason has to say something/],
  ])('refuses a request with %j', async (overrides, message) => {
    const { ask, toolRegistry } = await start();
    await expect(ask(overrides)).rejects.toThrow(message);
    expect((await toolRegistry.list(ADA)).items).toEqual([]);
  });

  it('refuses answers to what nobody asks', async () => {
    const { ask, request } = await start();
    await expect(
      ask({ criteria: { ...request().criteria, colour: { answer: 'red' } } }),
    ).rejects.toThrow(/colour, which the framework does not ask for/);
  });

  it('is reviewed each quarter, and gets stricter only', async () => {
    const { toolRegistry, clock } = await start([
      { ...CURSOR, privacyMode: true },
    ]);
    clock.advance({ days: 31 });
    const [due] = (await toolRegistry.list(ADA)).items;
    expect(due).toMatchObject({ isDue: true, origin: 'configuration' });
    expect(due.access.every(({ allowed }) => !allowed)).toBe(true);
    expect(await toolRegistry.allowList()).toEqual([]);
    const review = {
      revision: due.revision,
      reason: 'Terms read again',
      version: '2.1',
      lost: ['privacyMode' as const],
    };
    await expect(
      toolRegistry.review('cursor', review, as('nobody')),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    await expect(
      toolRegistry.review(
        'cursor',
        { ...review, endpoints: ['api.cursor.example', 'more.example.com'] },
        ADA,
      ),
    ).rejects.toThrow(/endpoints adds more.example.com/);
    expect(await toolRegistry.review('cursor', review, ADA)).toMatchObject({
      isDue: false,
      version: '2.1',
      privacyMode: false,
      enterpriseEndpoint: true,
      origin: 'registry',
    });
    await expect(
      toolRegistry.review('cursor', review, ADA),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    expect(await toolRegistry.allowList()).toEqual(['api.cursor.example']);
  });

  it('ends an approval at once', async () => {
    const { toolRegistry, statusInForce } = await start([CURSOR]);
    await toolRegistry.revoke('cursor', 'The vendor was bought', SEC);
    expect(statusInForce('cursor')).toBe('retired');
    expect(await toolRegistry.allowList()).toEqual([]);
    await expect(
      toolRegistry.revoke('cursor', 'Again', SEC),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    await expect(
      toolRegistry.revoke('aider', 'Unknown', SEC),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('keeps what people decided until the configured entry changes', async () => {
    const { toolRegistry, restart } = await start([CURSOR]);
    await toolRegistry.revoke('cursor', 'The vendor was bought', SEC);
    const same = await restart([CURSOR]);
    expect(same.services.framework.current().tools[0].status).toBe('retired');
    const changed = await restart([{ ...CURSOR, version: '3' }]);
    expect(changed.services.framework.current().tools[0]).toMatchObject({
      status: 'approved',
      version: '3',
    });
    const removed = await restart([]);
    expect(removed.services.framework.current().tools[0].status).toBe(
      'retired',
    );
  });

  it('is taken over by another replica before it judges', async () => {
    const { ask, sign, restart } = await start();
    const other = await restart([]);
    await ask();
    await sign(SEC, 'security-compliance');
    await sign(LAW);
    expect(other.services.framework.current().tools).toEqual([]);
    await other.services.runner.run();
    expect(other.services.framework.current().tools).toMatchObject([
      { id: 'claude-code', status: 'approved' },
    ]);
    const { scorecard } = await other.services.scorecards.get(
      'component:default/checkout',
      ADA,
    );
    expect(scorecard!.toolAccess).toHaveLength(1);
  });

  it('waits in the inbox of who can sign, and of who reviews', async () => {
    const { ask, sign, services, clock } = await start([
      { ...CURSOR, reviewInDays: 40 },
    ]);
    const waiting = async (credentials: typeof ADA) =>
      (await services.inbox.list(credentials, 50)).items.map(
        ({ kind, id }) => `${kind} ${id}`,
      );
    await ask();
    expect(await waiting(SEC)).toEqual(['tool claude-code']);
    expect(await waiting(LAW)).toEqual(['tool claude-code']);
    expect(await waiting(ADA)).toEqual([]);
    await sign(SEC, 'security-compliance');
    expect(await waiting(SEC)).toEqual([]);
    expect(await waiting(LAW)).toEqual(['tool claude-code']);
    await sign(LAW);
    // Before it may not be used any more, and after.
    for (const { days, isDue } of [
      { days: 10, isDue: false },
      { days: 30, isDue: true },
    ]) {
      expect(await waiting(ADA)).toEqual(isDue ? ['toolToReview cursor'] : []);
      clock.advance({ days });
      for (const reviewer of [ADA, SEC, LAW]) {
        expect((await services.inbox.list(reviewer, 50)).items).toEqual([
          expect.objectContaining({
            kind: 'toolToReview',
            id: 'cursor',
            tool: expect.objectContaining({ isDue, isDueSoon: !isDue }),
          }),
        ]);
      }
    }
  });

  it('reminds who reviews and who looks after a tool before it is barred, each once', async () => {
    const sent: NotificationSendOptions[] = [];
    const { clock, background, toolRegistry } = await start(
      [{ ...CURSOR, owner: 'group:default/platform', reviewInDays: 40 }],
      {
        async send(options) {
          sent.push(options);
        },
      },
    );
    const remind = async () => {
      await background.dueReminders!.run();
      return sent
        .splice(0)
        .map(({ recipients, payload }) => [
          payload.title,
          payload.description,
          (recipients as { entityRef: string[] }).entityRef,
        ]);
    };
    const said = (days: number) => [
      [
        `Something falls due within ${days} days`,
        expect.stringContaining('The AI tool Cursor has to be reviewed'),
        ['ada', 'law', 'owner', 'sec'].map(name => `user:default/${name}`),
      ],
    ];
    expect(await remind()).toEqual([]);
    for (const [advance, threshold] of [
      [10, 30],
      [16, 14],
      [11, 3],
    ]) {
      clock.advance({ days: advance });
      expect(await remind()).toEqual(said(threshold));
      expect(await remind()).toEqual([]);
    }
    clock.advance({ days: 4 });
    expect(await remind()).toEqual([]);
    // Looked at, it is said again before the next time.
    const [{ revision }] = await toolRegistry.tools();
    await toolRegistry.review('cursor', { revision, reason: 'Read' }, ADA);
    expect(await remind()).toEqual([]);
    clock.advance({ days: 62 });
    expect(await remind()).toEqual(said(30));
  });

  it('is not due all the time where reviews follow each other closely', async () => {
    const { services, toolRegistry } = await start([
      { ...CURSOR, reviewInDays: 10 },
    ]);
    const inForce = services.framework.current();
    const { settings } = inForce.framework;
    const every = (reviewDays: number) =>
      jest.spyOn(services.framework, 'current').mockReturnValue({
        ...inForce,
        framework: {
          ...inForce.framework,
          settings: { ...settings, tools: { ...settings.tools, reviewDays } },
        },
      });
    every(30);
    expect((await toolRegistry.tools())[0].isDueSoon).toBe(true);
    const spy = every(27);
    expect((await toolRegistry.tools())[0].isDueSoon).toBe(false);
    spy.mockRestore();
  });

  it('lists what the catalog describes and what machines have', async () => {
    const { services, toolRegistry, clock } = await start([CURSOR]);
    await services.evidence.push(
      [
        {
          subject: 'organization',
          source: 'import:asset-inventory',
          items: [
            {
              check: 'TM-001.asset-inventory',
              outcome: 'pass',
              summary: '2 AI tools found',
              data: {
                tools: [
                  { tool: 'Cursor', versions: ['1'], machines: 3, users: 3 },
                  { tool: 'Aider', versions: ['1'], machines: 2, users: 2 },
                ],
                asOf: clock.now(),
              },
            },
          ],
        },
      ],
      clock.now(),
    );
    await services.runner.run();
    const { items, unregistered, resources } = await toolRegistry.list(ADA);
    expect(items.map(({ id }) => id)).toEqual(['cursor']);
    const aider = {
      name: 'Aider',
      message: 'Aider is on 2 machines and not in the tool registry',
    };
    expect(unregistered).toEqual([aider]);
    await services.imports.take(
      'egress-report',
      {
        source: 'proxy',
        asOf: '2026-11-20',
        period: { from: '2026-10-20', to: '2026-11-19' },
        rows: [
          { tool: 'Cursor', count: 9 },
          { tool: 'Windsurf', count: 2 },
          { tool: 'windsurf', count: 1 },
          // Somebody looked, and saw nothing.
          { tool: 'Codeium', count: 0 },
        ].map((cells, line) => ({ line, cells })),
      },
      'user:default/sec',
      clock.now(),
    );
    expect((await toolRegistry.list(ADA)).unregistered).toEqual([
      aider,
      {
        name: 'Windsurf',
        message:
          'Windsurf is in an egress report (2026-10-20 to 2026-11-19) and not in the tool registry',
      },
    ]);
    expect(resources).toEqual([]);
  });

  it('says how many of what the catalog describes it leaves out', async () => {
    const described = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'AiResource',
        metadata: { name: `r${index}`, namespace: 'default' },
        spec: { type: 'skill' },
      }));
    const list = async (count: number) => {
      const { services } = await startServices({
        databases,
        databaseId,
        entities: described(count),
      });
      const { resources, resourcesLeftOut } = await services.toolRegistry.list(
        ADA,
      );
      return [resources.length, resourcesLeftOut];
    };
    expect(await list(500)).toEqual([500, undefined]);
    expect(await list(503)).toEqual([500, 3]);
  });

  it('tells what services show and nobody registered', async () => {
    const { services, clock } = await start([CURSOR]);
    await services.inventory.learn(
      ['ledger', 'search'].map(name => component(name)),
      clock.now(),
    );
    const see = (name: string, check: string, assistants: string[]) => ({
      subject: `component:default/${name}`,
      source: `ci:${check}`,
      items: [
        {
          check,
          outcome: 'pass' as const,
          summary: 'Looked',
          data: { assistants },
        },
      ],
    });
    await services.evidence.push(
      [
        see('checkout', 'repository.assistants', [
          'cursor',
          'aider',
          'agents-md',
        ]),
        see('ledger', 'changes.assistants', ['aider', 'windsurf']),
        see('search', 'usage.assistants', ['cursor']),
        see('checkout', 'other.assistants', ['nobody-looks-here']),
      ],
      clock.now(),
    );
    const { seen } = await services.toolRegistry.list(ADA);
    expect(seen).toEqual([
      {
        id: 'aider',
        entities: 2,
        examples: ['component:default/checkout', 'component:default/ledger'],
      },
      {
        id: 'windsurf',
        entities: 1,
        examples: ['component:default/ledger'],
      },
    ]);
  });
});
