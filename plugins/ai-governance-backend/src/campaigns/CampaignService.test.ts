import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import {
  digestOf,
  scorecardReadPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { CampaignPlan } from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceConditions } from '@plumbline/backstage-plugin-ai-governance-node';
import {
  component,
  startReplica,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import type { HarnessOptions } from '../__testUtils__/harness';
import { nativeSha256 } from '../assessment/judge';
import { GroupStore } from '../groups/GroupStore';
import { OrganizationDates } from '../tabular/organizationDates';
import { CampaignDigests } from './CampaignDigests';
import { CampaignStore } from './CampaignStore';

jest.setTimeout(120_000);

const databases = testDatabases();

const USER = mockCredentials.user();
const ADA = 'user:default/ada';

/** Permissions under which somebody sees what a group owns. */
const seeingOwnedBy = (group: string) =>
  mockServices.permissions.mock({
    authorizeConditional: (async (
      requests: { permission: { name: string } }[],
    ) =>
      requests.map(({ permission }) =>
        permission.name === scorecardReadPermission.name
          ? {
              result: AuthorizeResult.CONDITIONAL,
              pluginId: 'ai-governance',
              resourceType: 'ai-governance-entity',
              conditions: aiGovernanceConditions.isOwner({ claims: [group] }),
            }
          : { result: AuthorizeResult.ALLOW },
      )) as never,
  });

const PLAN: CampaignPlan = {
  name: 'Scan every pull request',
  owner: ADA,
  goal: { kind: 'controls', controls: ['SEC-001'] },
  filter: ['owner=group:default/payments', 'owner=group:default/web'],
  startOn: '2026-11-20',
  dueOn: '2026-12-10',
  milestones: [
    { on: '2026-11-25', percent: 30 },
    { on: '2026-12-01', percent: 90 },
  ],
};

describe.each(databases.eachSupportedId())('campaigns on %s', databaseId => {
  async function start(options: HarnessOptions = {}) {
    const started = await startServices({ databases, databaseId, ...options });
    const { services, clock } = started;
    await services.inventory.learn(
      [
        component('checkout'),
        component('ledger'),
        component('search', { owners: ['group:default/web'] }),
        component('old', { lifecycle: 'archived' }),
        component('other', { owners: ['group:default/data'] }),
      ],
      clock.now(),
    );
    await services.runner.run();
    return {
      ...started,
      scan: async (...names: string[]) => {
        await services.evidence.push(
          names.map(name => ({
            subject: `component:default/${name}`,
            source: 'ci:main',
            items: ['SEC-001.scanner', 'SEC-001.sarif'].map(check => ({
              check,
              outcome: 'pass' as const,
              summary: 'Scanned',
            })),
          })),
          clock.now(),
        );
        await services.runner.run();
      },
      create: (plan: Partial<CampaignPlan> = {}) =>
        services.campaigns.create({ ...PLAN, ...plan }, ADA, USER),
    };
  }

  it('count who is there, over time, and keep the outcome', async () => {
    const { services, clock, scan, create, knex } = await start();
    const { id } = await create();
    const shown = () => services.campaigns.get(id, USER);
    expect(await shown()).toMatchObject({
      state: 'running',
      progress: { target: 3, done: 0, exempt: 0, leftOut: 1 },
      milestoneStates: ['ahead', 'ahead'],
      isComplete: true,
      owners: [
        { owner: 'group:default/payments', target: 2, done: 0 },
        { owner: 'group:default/web', target: 1, done: 0 },
      ],
    });
    clock.advance({ days: 2 });
    await scan('checkout', 'other');
    clock.advance({ days: 10 });
    const { points, milestoneStates, progress } = await shown();
    expect(milestoneStates).toEqual(['reached', 'missed']);
    expect(progress).toMatchObject({ target: 3, done: 1 });
    expect(points[0]).toMatchObject({
      at: '2026-11-20T00:00:00.000Z',
      target: 0,
    });
    expect(new Set(points.map(({ done }) => done))).toEqual(new Set([0, 1]));
    expect(points.map(({ at }) => at)).toEqual(
      points.map(({ at }) => at).sort(),
    );
    const left = await services.campaigns.entities(
      id,
      { state: 'open', limit: 1 },
      USER,
    );
    expect(left.items).toEqual([
      {
        entityRef: 'component:default/ledger',
        owners: ['group:default/payments'],
        state: 'open',
        ownLevel: expect.any(Number),
        open: [{ id: 'SEC-001', status: expect.any(String) }],
      },
    ]);
    const next = await services.campaigns.entities(
      id,
      { state: 'open', limit: 1, cursor: left.nextCursor },
      USER,
    );
    expect(next.items.map(({ entityRef }) => entityRef)).toEqual([
      'component:default/search',
    ]);
    expect(next.nextCursor).toBeUndefined();

    // Settled late: what came after the last day changes nothing.
    clock.advance({ days: 20 });
    await scan('ledger', 'search');
    const late = await shown();
    expect(late).toMatchObject({
      state: 'ended',
      progress: { at: '2026-12-11T00:00:00.000Z', target: 3, done: 1 },
    });
    expect(await services.campaigns.settle()).toBe(1);
    expect(await services.campaigns.settle()).toBe(0);
    const kept = await shown();
    expect(kept).toEqual(late);
    await knex('scorecard_history').delete();
    const other = await startReplica(knex, { clock });
    expect(await other.services.campaigns.get(id, USER)).toEqual(kept);
    const list = await services.campaigns.list({ state: 'ended' }, USER);
    expect(list.items.map(item => item.id)).toEqual([id]);
    expect((await services.campaigns.list({}, USER)).items).toEqual([]);
    expect((await services.audit.list({ limit: 1 }))[0].body).toMatchObject({
      action: 'campaign.settled',
      details: { target: 3, done: 1 },
    });
    expect((await services.audit.verify()).valid).toBe(true);
  });

  it('list the entities behind the number of each owner', async () => {
    const { services, clock, scan, create, knex } = await start();
    await services.inventory.learn(
      [component('orphan', { owners: [] })],
      clock.now(),
    );
    await services.runner.run();
    const { id } = await create({ filter: [] });
    await scan('checkout');
    const { owners } = await services.campaigns.get(id, USER);
    const list = (request: { owner?: string; state?: 'done' | 'left' }) =>
      services.campaigns.entities(id, request, USER);
    for (const { owner, target, done } of owners) {
      const asked = { owner: owner ?? 'none' };
      expect((await list(asked)).items).toHaveLength(target);
      expect((await list({ ...asked, state: 'done' })).items).toHaveLength(
        done,
      );
      expect((await list({ ...asked, state: 'left' })).items).toHaveLength(
        target - done,
      );
    }
    expect(owners.map(({ owner }) => owner)).toContain(null);
    expect(
      (await list({ owner: 'group:payments', state: 'left' })).items.map(
        ({ entityRef }) => entityRef,
      ),
    ).toEqual(['component:default/ledger']);
    await expect(list({ owner: 'component:x' })).rejects.toThrow(
      /user or a group/,
    );
    await expect(list({ owner: 'payments' })).rejects.toThrow(/entity ref/);
    const statements = async (owner?: string) => {
      let count = 0;
      const counted = () => {
        count += 1;
      };
      knex.on('query', counted);
      await list({ owner });
      knex.removeListener('query', counted);
      return count;
    };
    expect(await statements('group:default/payments')).toBe(await statements());
  });

  it('keep every owner, and whose everything was when they ended', async () => {
    const { services, clock, knex } = await start();
    // More owners than any page holds.
    const many = Array.from({ length: 601 }, (_, index) =>
      component(`many-${index}`, {
        owners: [`group:default/team-${String(index).padStart(3, '0')}`],
      }),
    );
    await services.inventory.learn(many, clock.now());
    await services.runner.run();
    const { id } = await services.campaigns.create(
      { ...PLAN, filter: [], milestones: [] },
      ADA,
      USER,
    );
    clock.advance({ days: 1 });
    const ended = await services.campaigns.end(
      id,
      { version: 1, reason: 'x' },
      ADA,
      USER,
    );
    // Payments has two to go, everybody else one.
    expect(ended.owners).toHaveLength(50);
    expect(ended.owners[0]).toEqual({
      owner: 'group:default/payments',
      target: 2,
      done: 0,
    });
    expect(ended.ownerCounts).toEqual({ all: 604, left: 604 });
    const every = async () => {
      const items = [...ended.owners];
      let cursor = ended.ownersCursor;
      while (cursor) {
        const page = await services.campaigns.owners(
          id,
          { limit: 250, cursor },
          USER,
        );
        expect(page.totalItems).toBe(604);
        items.push(...page.items);
        cursor = page.nextCursor;
      }
      return items;
    };
    const owners = await every();
    expect(owners).toHaveLength(604);
    expect(new Set(owners.map(({ owner }) => owner)).size).toBe(604);

    // What changes hands later changes nothing of it.
    clock.advance({ days: 1 });
    await services.inventory.learn(
      [
        component('checkout', { owners: ['group:default/new'] }),
        component('ledger', { owners: ['group:default/new'] }),
      ],
      clock.now(),
    );
    await services.runner.run();
    const later = await startReplica(knex, { clock });
    for (const { campaigns } of [services, later.services]) {
      expect(await campaigns.get(id, USER)).toEqual(ended);
      const list = async (owner: string) =>
        (await campaigns.entities(id, { owner }, USER)).items.map(item => [
          item.entityRef,
          item.owners,
        ]);
      expect(await list('group:default/payments')).toEqual([
        ['component:default/checkout', ['group:default/payments']],
        ['component:default/ledger', ['group:default/payments']],
      ]);
      expect(await list('group:default/new')).toEqual([]);
    }
    expect(await every()).toEqual(owners);
    await expect(
      services.campaigns.owners(id, { cursor: 'x' }, USER),
    ).rejects.toThrow(/cursor/);
    const statements = async (act: () => Promise<unknown>) => {
      let count = 0;
      const counted = () => {
        count += 1;
      };
      knex.on('query', counted);
      await act();
      knex.removeListener('query', counted);
      return count;
    };
    const small = await services.campaigns.create(PLAN, ADA, USER);
    await services.campaigns.end(
      small.id,
      { version: 1, reason: 'x' },
      ADA,
      USER,
    );
    for (const act of ['get', 'owners', 'entities'] as const) {
      const counts = [];
      for (const campaign of [id, small.id]) {
        counts.push(
          await statements(() =>
            act === 'get'
              ? services.campaigns.get(campaign, USER)
              : services.campaigns[act](campaign, {}, USER),
          ),
        );
      }
      expect([act, counts[0]]).toEqual([act, counts[1]]);
    }
  });

  it('stay about the entities that were in them, whoever owns these now', async () => {
    const { services, clock, knex, create } = await start();
    const { id } = await create();
    await services.campaigns.end(id, { version: 1, reason: 'x' }, ADA, USER);
    clock.advance({ minutes: 1 });
    await services.inventory.learn(
      [
        component('checkout', { owners: ['group:default/data'] }),
        component('other', { owners: ['group:default/payments'] }),
      ],
      clock.now(),
    );
    await services.runner.run();
    const { items } = await services.campaigns.entities(id, {}, USER);
    expect(items.map(({ entityRef }) => entityRef)).toEqual([
      'component:default/checkout',
      'component:default/ledger',
      'component:default/search',
    ]);
    // Whoever sees a part sees it as it was, too.
    const part = await startReplica(knex, {
      clock,
      permissions: seeingOwnedBy('group:default/data'),
    });
    expect(await part.services.campaigns.get(id, USER)).toMatchObject({
      isComplete: false,
      progress: { target: 1 },
      owners: [{ owner: 'group:default/payments', target: 1, done: 0 }],
      ownerCounts: { all: 1, left: 1 },
    });
    // Those that ended before endings were kept show what was kept of them.
    await knex('campaign_endings').delete();
    const { outcome } = await knex('campaigns').where({ id }).first();
    const kept = [{ owner: 'group:default/payments', target: 2, done: 0 }];
    await knex('campaigns')
      .where({ id })
      .update({
        outcome: JSON.stringify({ ...JSON.parse(outcome), owners: kept }),
      });
    expect((await services.campaigns.get(id, USER)).owners).toEqual(kept);
  });

  it('are the same in every place for everybody who sees a part of them', async () => {
    const { services, clock, knex, create, scan } = await start();
    const milestones = [
      { on: '2026-11-22', percent: 30 },
      { on: '2026-11-24', percent: 90 },
    ];
    const { id } = await create({ milestones });
    clock.advance({ days: 2 });
    await scan('checkout');
    clock.advance({ days: 3 });
    await scan('search');
    clock.advance({ days: 1 });
    await services.campaigns.end(id, { version: 1, reason: 'x' }, ADA, USER);
    clock.advance({ minutes: 1 });
    await services.inventory.learn(
      [
        component('checkout', { owners: ['group:default/data'] }),
        component('other', { owners: ['group:default/payments'] }),
      ],
      clock.now(),
    );
    await services.runner.run();

    const seen = new Map<string, unknown>();
    for (const group of ['data', 'payments', 'web', 'nobody', undefined]) {
      const { campaigns } = (
        await startReplica(knex, {
          clock,
          ...(group && {
            permissions: seeingOwnedBy(`group:default/${group}`),
          }),
        })
      ).services;
      const shown = await campaigns.get(id, USER);
      const { points, owners, ownerCounts, ownersCursor: _, ...rest } = shown;
      expect((await campaigns.list({ state: 'ended' }, USER)).items).toEqual([
        rest,
      ]);
      expect(points[points.length - 1]).toEqual(rest.progress);
      expect(await campaigns.owners(id, {}, USER)).toEqual({
        items: owners,
        totalItems: ownerCounts.all,
      });
      const { items } = await campaigns.entities(id, {}, USER);
      expect(rest.progress).toMatchObject({
        target: items.length,
        done: items.filter(({ state }) => state === 'done').length,
        exempt: items.filter(({ state }) => state === 'exempt').length,
      });
      // Nothing came to it or left it on the way.
      expect(new Set(points.slice(1).map(({ target }) => target))).toEqual(
        new Set([items.length]),
      );
      seen.set(group ?? 'all', [
        items.map(({ entityRef }) => entityRef),
        rest.milestoneStates,
        owners,
        [...new Set(points.map(({ done }) => done))],
      ]);
    }
    const payments = (target: number, done: number) => ({
      owner: 'group:default/payments',
      target,
      done,
    });
    const web = { owner: 'group:default/web', target: 1, done: 1 };
    expect(Object.fromEntries(seen)).toEqual({
      data: [
        ['component:default/checkout'],
        ['reached', 'reached'],
        [payments(1, 1)],
        [0, 1],
      ],
      payments: [
        ['component:default/ledger'],
        ['missed', 'missed'],
        [payments(1, 0)],
        [0],
      ],
      web: [['component:default/search'], ['missed', 'missed'], [web], [0, 1]],
      nobody: [[], ['missed', 'missed'], [], [0]],
      all: [
        [
          'component:default/checkout',
          'component:default/ledger',
          'component:default/search',
        ],
        ['reached', 'missed'],
        [payments(2, 1), web],
        [0, 1, 2],
      ],
    });
  });

  it('that are over are listed at the same cost however many there are', async () => {
    const { services, clock, knex, create } = await start();
    const { campaigns } = (
      await startReplica(knex, {
        clock,
        permissions: seeingOwnedBy('group:default/web'),
      })
    ).services;
    const statements = async () => {
      await campaigns.list({ state: 'ended' }, USER);
      let count = 0;
      const counted = () => {
        count += 1;
      };
      knex.on('query', counted);
      const { items } = await campaigns.list({ state: 'ended' }, USER);
      knex.removeListener('query', counted);
      expect(items.every(({ progress }) => progress.target === 1)).toBe(true);
      return [items.length, count];
    };
    const end = async () => {
      const { id } = await create();
      await services.campaigns.end(id, { version: 1, reason: 'x' }, ADA, USER);
    };
    await end();
    const [, one] = await statements();
    for (let index = 0; index < 4; index++) {
      await end();
    }
    expect(await statements()).toEqual([5, one]);
  });

  it('write down a digest of everything that is kept', async () => {
    const { services, knex, create } = await start();
    const { id } = await create();
    await services.campaigns.end(id, { version: 1, reason: 'x' }, ADA, USER);
    const { outcome } = await knex('campaigns').where({ id }).first();
    const [{ body }] = await services.audit.list({
      action: 'campaign.settled',
      limit: 1,
    });
    expect(body!.after).toBe(
      digestOf(
        {
          ...JSON.parse(outcome),
          owners: (await services.campaigns.owners(id, {}, USER)).items,
          entities: {
            'component:default/checkout': ['group:default/payments'],
            'component:default/ledger': ['group:default/payments'],
            'component:default/old': ['group:default/payments'],
            'component:default/search': ['group:default/web'],
          },
        },
        nativeSha256,
      ),
    );
  });

  it('aim for a level by what owners can reach', async () => {
    const { services, create } = await start();
    const { id, progress } = await create({
      goal: { kind: 'level', level: 2 },
      filter: [],
    });
    expect(progress).toMatchObject({ target: 4, leftOut: 1 });
    const { items } = await services.campaigns.entities(id, {}, USER);
    expect(items).toHaveLength(4);
    for (const { state, ownLevel, open } of items) {
      expect(state).toBe((ownLevel ?? 0) >= 2 ? 'done' : 'open');
      expect(open).toEqual([]);
    }
  });

  it('are edited while they run, ended early with a reason, and then stay', async () => {
    const { services, clock, scan, create } = await start();
    const { id } = await create({ description: 'Because of the audit' });
    await scan('checkout');
    const edited = await services.campaigns.edit(
      id,
      { ...PLAN, version: 1, name: 'Scan', filter: ['tier=2'] },
      'user:default/bob',
      USER,
    );
    expect(edited).toMatchObject({
      name: 'Scan',
      version: 2,
      updatedBy: 'user:default/bob',
      createdBy: ADA,
      progress: { target: 4, done: 1 },
    });
    expect(edited.description).toBeUndefined();
    await expect(
      services.campaigns.edit(id, { ...PLAN, version: 1 }, ADA, USER),
    ).rejects.toThrow(/Somebody else changed/);
    clock.advance({ days: 1 });
    const ended = await services.campaigns.end(
      id,
      { version: 2, reason: 'Merged into another one' },
      ADA,
      USER,
    );
    expect(ended).toMatchObject({
      state: 'ended',
      endsAt: clock.now(),
      endedBy: ADA,
      endReason: 'Merged into another one',
      progress: { done: 1 },
      milestoneStates: ['missed', 'missed'],
    });
    await expect(
      services.campaigns.edit(id, { ...PLAN, version: 3 }, ADA, USER),
    ).rejects.toThrow(/is over/);
    await expect(
      services.campaigns.end(id, { version: 3, reason: 'x' }, ADA, USER),
    ).rejects.toThrow(/is over/);
    const log = await services.audit.list({
      limit: 10,
      subject: `campaign:${id}`,
    });
    expect(log.map(({ body }) => body.action)).toEqual([
      'campaign.settled',
      'campaign.ended',
      'campaign.edited',
      'campaign.created',
    ]);
  });

  it('are listed running first, then planned, and ended by page', async () => {
    const { services, clock, create } = await start();
    await create({
      name: 'later',
      startOn: '2026-11-25',
      dueOn: '2026-11-30',
      milestones: [],
    });
    await create({ name: 'now', milestones: [] });
    for (const dueOn of ['2026-11-20', '2026-11-21', '2026-11-22']) {
      await create({ name: dueOn, dueOn, milestones: [] });
    }
    clock.advance({ days: 4 });
    const open = await services.campaigns.list({}, USER);
    expect(open.items.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'now running',
      'later planned',
    ]);
    const first = await services.campaigns.list(
      { state: 'ended', limit: 2 },
      USER,
    );
    const second = await services.campaigns.list(
      { state: 'ended', limit: 2, cursor: first.nextCursor },
      USER,
    );
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual([
      '2026-11-22',
      '2026-11-21',
      '2026-11-20',
    ]);
    expect(second.nextCursor).toBeUndefined();
  });

  describe('as nobody can mean them', () => {
    let shared: Awaited<ReturnType<typeof start>>;

    beforeAll(async () => {
      shared = await start();
    });

    it.each<[string, Partial<CampaignPlan>, RegExp]>([
      [
        'a control nobody knows',
        { goal: { kind: 'controls', controls: ['X'] } },
        /no control X/,
      ],
      [
        'a control of the organization',
        { goal: { kind: 'controls', controls: ['CMP-002'] } },
        /organization's own/,
      ],
      ['level 1', { goal: { kind: 'level', level: 1 } }, /aim for 2/],
      [
        'a filter that entities leave when they are done',
        { filter: ['tier=3,control.SEC-001=gap'] },
        /same entities/,
      ],
      ['a filter nobody knows', { filter: ['colour=red'] }, /colour/],
      ['an end before its start', { dueOn: '2026-11-19' }, /before startOn/],
      [
        'an end that has passed',
        { startOn: '2026-11-01', dueOn: '2026-11-02', milestones: [] },
        /today or later/,
      ],
      ['a day that is none', { dueOn: '2026-13-01' }, /a date such as/],
      ['a decade', { dueOn: '2036-11-20' }, /three years/],
      [
        'a milestone outside',
        { milestones: [{ on: '2027-01-01', percent: 5 }] },
        /day of a milestone/,
      ],
      [
        'milestones that go down',
        {
          milestones: [
            { on: '2026-11-22', percent: 50 },
            { on: '2026-11-23', percent: 50 },
          ],
        },
        /go up day by day/,
      ],
      [
        'an owner that is no person',
        { owner: 'component:x' },
        /user or a group/,
      ],
      ['a name of blanks', { name: '  ' }, /name/],
    ])('refuse %s', async (_, plan, message) => {
      const { create, knex } = shared;
      await expect(create(plan)).rejects.toThrow(message);
      expect(await knex('campaigns')).toEqual([]);
    });
  });

  it('show numbers of what the caller may see, also of what is kept', async () => {
    const { knex, clock, create, services } = await start();
    const { id } = await create();
    await services.campaigns.end(id, { version: 1, reason: 'x' }, ADA, USER);
    const other = await startReplica(knex, {
      clock,
      permissions: seeingOwnedBy('group:default/web'),
    });
    const seen = await other.services.campaigns.get(id, USER);
    expect(seen).toMatchObject({
      isComplete: false,
      progress: { target: 1 },
      owners: [{ owner: 'group:default/web' }],
    });
    expect(seen.points.every(({ target }) => target <= 1)).toBe(true);
  });

  it('cost the same statements however many there are', async () => {
    const { services, knex, create } = await start();
    const statements = async () => {
      await services.campaigns.list({}, USER);
      let count = 0;
      const counted = () => {
        count += 1;
      };
      knex.on('query', counted);
      await services.campaigns.list({}, USER);
      knex.removeListener('query', counted);
      return count;
    };
    await create();
    const one = await statements();
    for (let index = 0; index < 5; index++) {
      await create({ filter: ['ownerNested=group:default/web'] });
    }
    expect(await statements()).toBe(one);
  });

  describe('digests', () => {
    async function digests(
      options: { send?: (sent: NotificationSendOptions) => void } = {},
    ) {
      const started = await start();
      const { services, knex, clock } = started;
      await knex.transaction(trx =>
        new GroupStore(knex).replace(
          trx,
          {
            groups: ['group:default/payments', 'group:default/web'],
            parents: [],
            members: [
              ['group:default/payments', 'user:default/cem'],
              ['group:default/web', 'user:default/cem'],
              ['group:default/web', 'user:default/dana'],
            ],
            personKeys: [],
          },
          'graph',
        ),
      );
      const sent: NotificationSendOptions[] = [];
      const replica = async () => {
        const other = await startReplica(knex, { clock });
        return new CampaignDigests({
          store: new CampaignStore(knex),
          maturity: other.services.maturity,
          notifications: {
            send: async (message: NotificationSendOptions) => {
              options.send?.(message);
              sent.push(message);
            },
          } as never,
          dates: new OrganizationDates('UTC'),
          logger: mockServices.logger.mock(),
          now: clock.now,
        });
      };
      return { ...started, services, sent, replica };
    }

    const about = (sent: NotificationSendOptions[]) =>
      sent
        .map(
          ({ recipients, payload }) =>
            `${(recipients as { entityRef: string }).entityRef}: ${
              payload.title
            }`,
        )
        .sort();

    it('go to everybody concerned once a week, about everything', async () => {
      const { create, replica, sent, clock, scan } = await digests();
      await create();
      await create({
        name: 'Two',
        goal: { kind: 'level', level: 5 },
        owner: 'user:default/eve',
      });
      const [one, two] = [await replica(), await replica()];
      await Promise.all([one.run(), two.run()]);
      await one.run();
      expect(about(sent)).toEqual([
        'user:default/ada: How the campaigns stand that you run',
        'user:default/cem: 2 campaigns wait for you',
        'user:default/dana: 2 campaigns wait for you',
        'user:default/eve: How the campaigns stand that you run',
      ]);
      const cem = sent.find(
        ({ recipients }) =>
          (recipients as { entityRef: string }).entityRef ===
          'user:default/cem',
      )!;
      expect(cem.payload.description).toContain('3 of your entities to go');
      expect(cem.payload.link).toBe('/ai-governance/campaigns');
      sent.length = 0;
      clock.advance({ days: 7 });
      await scan('search', 'checkout', 'ledger');
      await two.run();
      expect(about(sent)).toContain(
        'user:default/dana: The campaign Two waits for you',
      );
    });

    it('are sent again when they could not be sent', async () => {
      let fails = true;
      const { create, replica, sent } = await digests({
        send: () => {
          if (fails) {
            throw new Error('status 503');
          }
        },
      });
      await create();
      const one = await replica();
      expect(await one.run()).toBe(0);
      fails = false;
      expect(await one.run()).toBe(3);
      expect(sent).toHaveLength(3);
    });

    it('say nothing of campaigns that do not run', async () => {
      const { create, replica, sent } = await digests();
      await create({ startOn: '2026-11-22' });
      await (await replica()).run();
      expect(sent).toEqual([]);
    });
  });
});
