import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { scorecardReadPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  MaturityChange,
  MaturityRollup,
  PastStanding,
  ScorecardListItem,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceConditions } from '@plumbline/backstage-plugin-ai-governance-node';
import fc from 'fast-check';
import {
  component,
  startReplica,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import type { HarnessOptions } from '../__testUtils__/harness';
import { organizations, settle } from '../__testUtils__/organization';
import { GroupStore } from '../groups/GroupStore';

jest.setTimeout(120_000);

const databases = testDatabases();

const USER = mockCredentials.user();

/** A catalog read that depends on the entity: the catalog itself is asked. */
const CATALOG_CONDITION = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: { rule: 'IS_ENTITY_OWNER', params: { claims: [] } },
};

const catalogEntity = (kind: string, name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  spec: {},
});

/** A registry that is inside its review dates. */
const TOOL = {
  id: 'cursor',
  name: 'Cursor',
  status: 'approved',
  reviewBy: '2027-10-01',
};

const decide = (decisions: { [permission: string]: any }) => {
  const answer = async (requests: { permission: { name: string } }[]) =>
    requests.map(
      ({ permission }) =>
        decisions[permission.name] ?? { result: AuthorizeResult.ALLOW },
    );
  return mockServices.permissions.mock({
    authorizeConditional: answer as never,
  });
};

const standingIn = (item: ScorecardListItem | undefined) =>
  item
    ? {
        level: item.level,
        ownLevel: item.ownLevel,
        levelWithoutExceptions: item.levelWithoutExceptions,
        score: item.score,
        ...(item.notAssessable !== undefined && {
          notAssessable: item.notAssessable,
        }),
      }
    : null;

/** Every number of a past point is so many entities, which stood as was told of them then. */
async function leadsToEntities(
  { maturity }: Awaited<ReturnType<typeof startReplica>>['services'],
  told: { at: string; totals: MaturityRollup; items: ScorecardListItem[] },
): Promise<void> {
  const { at, totals } = told;
  const numbers: [string, number][] = [
    ['assessable=true', totals.assessable],
    ['assessable=true,declared=true', totals.declared],
    ['assessable=true,coverage=assessed', totals.assessed],
    ['assessable=true,coverage=stale', totals.stale],
    ['assessable=true,coverage=never', totals.neverAssessed],
    ['assessable=true,scored=true', totals.scored],
    ...totals.excluded.map(
      ({ reason, entities }) =>
        [`excluded=${reason.replaceAll(',', '\\,')}`, entities] as [
          string,
          number,
        ],
    ),
    ...(
      [
        ['level', totals.levels.official],
        ['ownLevel', totals.levels.own],
        ['levelWithoutExceptions', totals.levels.withoutExceptions],
        ['ownProgress', totals.ownProgress.shares],
      ] as const
    ).flatMap(([key, counts]) =>
      Object.entries(counts).map(
        ([value, count]) =>
          [`assessable=true,${key}=${value}`, count] as [string, number],
      ),
    ),
    ...totals.controls.flatMap(({ id, counts }) =>
      Object.entries(counts).map(
        ([status, count]) =>
          [`assessable=true,control.${id}=${status}`, count] as [
            string,
            number,
          ],
      ),
    ),
  ];
  for (const [stood, number] of numbers) {
    const { totalItems } = await maturity.entitiesAt(
      { at, stood: [stood], limit: 1 },
      USER,
    );
    expect({ stood, totalItems }).toEqual({ stood, totalItems: number });
  }
  const found: PastStanding[] = [];
  let cursor: string | undefined;
  do {
    const page = await maturity.entitiesAt({ at, limit: 2, cursor }, USER);
    expect(page.items.length).toBeLessThanOrEqual(2);
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  expect(found.map(({ entityRef, then }) => ({ entityRef, then }))).toEqual(
    [...told.items]
      .sort((a, b) => (a.entityRef < b.entityRef ? -1 : 1))
      .map(item => ({ entityRef: item.entityRef, then: standingIn(item) })),
  );
}

describe.each(databases.eachSupportedId())('maturity on %s', databaseId => {
  const start = (options: HarnessOptions = {}) =>
    startServices({ databases, databaseId, ...options });

  type Started = Awaited<ReturnType<typeof start>>;

  const items = async ({ services }: Started) =>
    (await services.scorecards.list({ limit: 500 }, USER)).items;

  async function nest({ knex }: Started, parents: [string, string][]) {
    await knex.transaction(trx =>
      new GroupStore(knex).replace(
        trx,
        {
          groups: [...new Set(parents.flat())],
          parents,
          members: [],
          personKeys: [],
        },
        `graph of ${parents.length}`,
      ),
    );
  }

  /** Some entities of two teams inside one department, judged. */
  async function department(options: HarnessOptions = {}) {
    const started = await start(options);
    const { services, clock } = started;
    await services.inventory.learn(
      [
        component('checkout', { owners: ['group:default/payments'] }),
        component('ledger', { owners: ['group:default/payments'] }),
        component('search', {
          owners: ['group:default/web', 'group:default/payments'],
        }),
        component('orphan', { owners: [] }),
      ],
      clock.now(),
    );
    await nest(started, [
      ['group:default/payments', 'group:default/shop'],
      ['group:default/web', 'group:default/shop'],
      ['group:default/shop', 'group:default/company'],
    ]);
    await services.runner.run();
    return started;
  }

  const keys = (summary: { groups?: { key: string | null }[] }) =>
    summary.groups!.map(({ key }) => key);

  it('counts an entity once in its department and once in total', async () => {
    const { services } = await department();
    const summary = await services.maturity.summary(
      { groupBy: 'owner', rollup: 'nested' },
      USER,
    );
    expect(
      summary.groups!.map(({ key, assessable, parents }) => ({
        key,
        assessable,
        parents,
      })),
    ).toEqual([
      { key: 'group:default/company', assessable: 3 },
      {
        key: 'group:default/payments',
        assessable: 3,
        parents: ['group:default/shop'],
      },
      {
        key: 'group:default/shop',
        assessable: 3,
        parents: ['group:default/company'],
      },
      {
        key: 'group:default/web',
        assessable: 1,
        parents: ['group:default/shop'],
      },
      { key: null, assessable: 1 },
    ]);
    expect(summary.totals.assessable).toBe(4);
    expect(summary.isComplete).toBe(true);
    const direct = await services.maturity.summary(
      { groupBy: 'owner', rollup: 'direct' },
      USER,
    );
    expect(keys(direct)).toEqual([
      'group:default/payments',
      'group:default/web',
      null,
    ]);
  });

  it('says when the organization falls by itself, and what of', async () => {
    const { services, clock } = await start({
      config: { aiGovernance: { tools: [TOOL] } },
    });
    const { framework } = services.framework.current();
    const required = framework.levels
      .filter(({ level }) => level <= 2)
      .flatMap(({ requiredControls }) => requiredControls);
    const checks = framework.controls
      .filter(({ id }) => required.includes(id))
      .flatMap(({ parts }) => parts)
      .filter(({ scope }) => scope === 'organization')
      .flatMap(part => part.checks);
    const lasting = (check: string) =>
      check.startsWith('TM-002.') ? '2026-12-01T00:00:00.000Z' : undefined;
    for (const check of checks.filter(
      ({ type, attestable }) => type === 'attestation' || attestable,
    )) {
      const { id } = await services.attestations.attest(
        {
          check: check.id,
          subject: 'organization',
          statement: 'there',
          items: (check.wanted ?? []).map(name => ({ name, digest: 'x' })),
          validUntil: lasting(check.id),
        },
        'user:default/ada',
        clock.now(),
      );
      await services.attestations.approve(id, 'user:default/bob', clock.now());
    }
    await services.runner.run();
    const characteristics = framework.levels.flatMap(
      ({ level, characteristics: own }) =>
        own.flatMap(({ check }) => (check ? [{ check: check.id, level }] : [])),
    );
    const [first] = characteristics;
    const said = await services.attestations.attest(
      {
        check: first.check,
        subject: 'organization',
        statement: 'there',
        items: (
          framework.levels
            .flatMap(level => level.characteristics)
            .find(({ check }) => check?.id === first.check)!.check!.wanted ?? []
        ).map(name => ({ name, digest: 'x' })),
      },
      'user:default/ada',
      clock.now(),
    );
    await services.attestations.approve(
      said.id,
      'user:default/bob',
      clock.now(),
    );
    await services.runner.run();
    const standing = async () =>
      (await services.maturity.summary({}, USER)).organization;
    expect((await standing()).criteria).toEqual(
      characteristics.map(each => ({
        ...each,
        status: each.check === first.check ? 'met' : 'unknown',
      })),
    );
    expect(await standing()).toMatchObject({
      level: 2,
      lapse: {
        at: '2026-12-01T00:00:00.000Z',
        level: 1,
        controls: ['TM-002'],
      },
    });
    clock.advance({ days: 30 });
    const fallen = await standing();
    expect(fallen.level).toBe(1);
    expect(fallen.lapse).toBeUndefined();
  });

  it('follows what the catalog says without a new judgement', async () => {
    const { services, clock } = await department();
    const of = async () =>
      (await services.maturity.summary({ groupBy: 'lifecycle' }, USER))
        .groups!.map(({ key, assessable }) => `${key} ${assessable}`)
        .join();
    expect(await of()).toBe('production 4');
    await services.inventory.learn(
      [component('orphan', { owners: [], lifecycle: 'experimental' })],
      clock.now(),
    );
    expect(await of()).toBe('experimental 1,production 3');
    await services.inventory.forget(['component:default/ledger'], clock.now());
    expect(await of()).toBe('experimental 1,production 2');
    await services.inventory.learn([component('ledger')], clock.now());
    expect(await of()).toBe('experimental 1,production 3');
  });

  it('sees what another replica wrote', async () => {
    const started = await department();
    const { services, knex, clock } = started;
    const other = await startReplica(knex, { clock });
    const declared = async () =>
      (await services.maturity.summary({}, USER)).totals.declared;
    expect(await declared()).toBe(0);
    await other.services.inventory.learn(
      [
        component('ledger', {
          annotations: { 'ai-governance/data-classification': 'internal' },
        }),
      ],
      clock.now(),
    );
    await other.services.runner.run();
    expect(await declared()).toBe(1);
  });

  it('says the level that is wanted and until when', async () => {
    const target = { level: 3, by: '2027-06-30' };
    const { services, clock } = await start({
      config: { aiGovernance: { target } },
    });
    expect((await services.maturity.summary({}, USER)).target).toEqual(target);
    expect((await services.maturity.trends({}, USER)).target).toEqual(target);
    await services.inventory.learn([component('ledger')], clock.now());
    const ofEntity = await services.scorecards.get(
      'component:default/ledger',
      USER,
    );
    expect(ofEntity.organization.target).toEqual(target);
  });

  it.each([
    [{ level: 6, by: '2027-06-30' }, 'from 1 to 5'],
    [{ level: 3, by: '2027-02-30' }, 'a date such as'],
  ])('refuses the target %j', async (target, message) => {
    await expect(
      start({ config: { aiGovernance: { target } } }),
    ).rejects.toThrow(message);
  });

  it('answers for an organization without any entity', async () => {
    const { services } = await start();
    const summary = await services.maturity.summary({ groupBy: 'owner' }, USER);
    expect(summary).toMatchObject({
      isComplete: true,
      organization: { level: 1, ownLevel: 1 },
      totals: { assessable: 0, meanScore: null, neverAssessed: 0 },
      groups: [],
    });
    const { points } = await services.maturity.trends({ points: 5 }, USER);
    expect(points.map(({ assessable }) => assessable)).toEqual([0, 0, 0, 0, 0]);
    expect((await services.maturity.changes({}, USER)).items).toEqual([]);
  });

  it('tells of the past what was told then, and what changed since', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(organizations, { minLength: 2, maxLength: 3 }),
        fc.array(fc.constantFrom(1, 30, 200), { minLength: 3, maxLength: 3 }),
        async (versions, days) => {
          const started = await start();
          const { services, clock, knex } = started;
          const told: {
            at: string;
            totals: MaturityRollup;
            organizationLevel: number;
            items: ScorecardListItem[];
          }[] = [];
          for (const [index, organization] of versions.entries()) {
            clock.advance({ days: days[index] });
            await settle(started, organization);
            await services.runner.run();
            const { totals, organization: own } =
              await services.maturity.summary({}, USER);
            told.push({
              at: clock.now(),
              totals,
              organizationLevel: own.level,
              items: await items(started),
            });
          }
          clock.advance({ days: 1 });
          const other = await startReplica(knex, { clock });
          for (const { at, totals, organizationLevel } of told) {
            for (const replica of [services, other.services]) {
              const { points } = await replica.maturity.trends(
                { from: at, points: 2 },
                USER,
              );
              expect(points[0]).toEqual({ at, organizationLevel, ...totals });
            }
          }
          for (const each of told) {
            await leadsToEntities(other.services, each);
          }
          const [first, last] = [told[0], told[told.length - 1]];
          const changed: MaturityChange[] = [];
          let cursor: string | undefined;
          do {
            const page = await services.maturity.changes(
              { from: first.at, to: last.at, limit: 2, cursor },
              USER,
            );
            expect(page.items.length).toBeLessThanOrEqual(2);
            changed.push(...page.items);
            cursor = page.nextCursor;
          } while (cursor);
          const wanted = last.items
            .sort((a, b) => (a.entityRef < b.entityRef ? -1 : 1))
            .flatMap(item => {
              const was = first.items.find(
                ({ entityRef }) => entityRef === item.entityRef,
              );
              const controls = was
                ? item.controls.flatMap(({ id, status }, index) =>
                    was.controls[index].status === status
                      ? []
                      : [{ id, from: was.controls[index].status, to: status }],
                  )
                : [];
              return controls.length === 0 &&
                JSON.stringify(standingIn(was)) ===
                  JSON.stringify(standingIn(item))
                ? []
                : [
                    {
                      entityRef: item.entityRef,
                      before: standingIn(was),
                      after: standingIn(item),
                      controls,
                    },
                  ];
            });
          expect(
            changed.map(({ entityRef, before, after, controls }) => ({
              entityRef,
              before,
              after,
              controls: controls.map(({ id, from, to }) => ({ id, from, to })),
            })),
          ).toEqual(wanted);
          for (const { causes, controls } of changed) {
            expect(causes.length).toBeGreaterThan(0);
            expect(controls.every(each => each.causes.length > 0)).toBe(true);
          }
          await knex.destroy();
        },
      ),
      { numRuns: 4 },
    );
  });

  it('says how entities stand now that stood otherwise at a date', async () => {
    const { services, clock } = await department();
    const at = clock.now();
    clock.advance({ days: 3 });
    const past = await services.maturity.entitiesAt(
      { at, stood: ['control.SEC-001=unknown'], filter: ['name=search'] },
      USER,
    );
    expect(past).toMatchObject({ at, totalItems: 1 });
    const some = (status: string) =>
      services.maturity.entitiesAt(
        { at, stood: [`anyControl=${status}`], filter: ['name=search'] },
        USER,
      );
    expect((await some('unknown')).items).toEqual(past.items);
    expect((await some('exempt')).items).toEqual([]);
    expect(past.items[0].then).toEqual(past.items[0].now);
    await services.inventory.forget(['component:default/search'], clock.now());
    clock.advance({ minutes: 1 });
    expect(
      (
        await services.maturity.entitiesAt(
          { at, filter: ['name=search'] },
          USER,
        )
      ).items,
    ).toEqual([{ ...past.items[0], now: null }]);
    // What is ahead is now, when it is gone.
    const future = await services.maturity.entitiesAt(
      { at: '2999-01-01', filter: ['name=search'] },
      USER,
    );
    expect(future).toMatchObject({ at: clock.now(), items: [], totalItems: 0 });
  });

  it.each([
    [{ at: 'yesterday' }, "'at' has to be a date"],
    [
      { at: '2026-11-20', stood: ['tier=2'] },
      "'tier' is not known of the past",
    ],
    [
      { at: '2026-11-20', stood: ['openPart.SEC-001=entity'] },
      "'openPart.SEC-001' is not known of the past",
    ],
    [{ at: '2026-11-20', stood: ['level=9'] }, "'9' is no value of level"],
    [{ at: '2026-11-20', cursor: 'abc' }, 'The cursor is not one'],
  ])('refuses to list the entities of %j', async (request, message) => {
    const { services } = await start();
    await expect(services.maturity.entitiesAt(request, USER)).rejects.toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('says why something changed', async () => {
    const started = await department();
    const { services, clock } = started;
    const from = clock.now();
    clock.advance({ days: 10 });
    await services.attestations.attest(
      {
        check: 'OPS-001.completion',
        subject: 'group:default/web',
        statement: 'everybody',
      },
      'user:default/ada',
      clock.now(),
    );
    await services.evidence.push(
      [
        {
          subject: 'component:default/ledger',
          source: 'ci:main',
          items: [
            { check: 'SEC-001.scanner', outcome: 'fail', summary: 'off' },
          ],
        },
      ],
      clock.now(),
    );
    await services.inventory.forget(['component:default/orphan'], clock.now());
    await services.inventory.learn([component('fresh')], clock.now());
    await services.runner.run();
    const { items: changed, ...rest } = await services.maturity.changes(
      { from },
      USER,
    );
    expect(rest).toMatchObject({ organization: { controls: [] } });
    expect(
      changed.map(({ entityRef, causes }) => [
        entityRef.split('/')[1],
        causes.join(),
      ]),
    ).toEqual([
      ['fresh', 'registered'],
      ['ledger', 'entity'],
      ['orphan', 'removed'],
    ]);
    // The day before, the orphan was still there.
    const { points } = await services.maturity.trends(
      { from, points: 2 },
      USER,
    );
    expect(points.map(({ assessable }) => assessable)).toEqual([4, 4]);
  });

  it('spreads the points over ends of days and answers them from memory', async () => {
    const { services, clock, knex } = await department({
      config: { aiGovernance: { timeZone: 'America/New_York' } },
    });
    clock.advance({ days: 30 });
    const ask = () =>
      services.maturity.trends(
        { from: '2026-11-19', to: '2026-11-23', points: 5 },
        USER,
      );
    const { points } = await ask();
    expect(points.map(({ at }) => at)).toEqual([
      '2026-11-19T05:00:00.000Z',
      '2026-11-20T05:00:00.000Z',
      '2026-11-22T05:00:00.000Z',
      '2026-11-23T05:00:00.000Z',
      '2026-11-24T05:00:00.000Z',
    ]);
    expect(points.map(({ assessable }) => assessable)).toEqual(
      points.map(({ at }) => (at < '2026-11-20T09:00' ? 0 : 4)),
    );
    // A day that is over stays as it was, also when its rows change beneath.
    await knex('scorecards').update({ statuses: '' });
    expect(await ask()).toMatchObject({ points });
  });

  it.each([
    { from: 'yesterday' },
    { from: '2026-02-30' },
    { from: '2026-11-20T09:00:00.000Z', to: '2026-11-19' },
    { from: '2030-01-01' },
    { filter: ['owner'] },
    { filter: ['coverage=maybe'] },
    { cursor: 'x' },
    {
      cursor: Buffer.from('{"r":"a","f":1,"t":9e99,"c":true}').toString(
        'base64url',
      ),
    },
  ])('refuses %j', async request => {
    const { services } = await start();
    await expect(
      services.maturity.changes(request, USER),
    ).rejects.toMatchObject({ name: 'InputError' });
  });

  it('counts by a framework that was put in force since it read everything', async () => {
    const started = await department();
    const { services, knex, clock } = started;
    const from = clock.now();
    clock.advance({ days: 10 });
    await services.runner.run();
    const views = async (of: typeof services) => [
      await of.maturity.summary({ groupBy: 'owner' }, USER),
      await of.maturity.trends({ from, points: 4 }, USER),
    ];
    expect(JSON.stringify(await views(services))).toContain('TM-001');
    const lifecycle = services.frameworkLifecycle;
    const { id } = await lifecycle.propose(
      {
        document:
          'extends: default\nversion: "2"\ncontrols:\n  - id: TM-001\n    remove: true\n',
        reason: 'Agreed',
      },
      'user:default/ada',
    );
    await lifecycle.activate(id, { reason: 'Yes' }, 'user:default/bob');
    await services.runner.run();
    const after = await views(services);
    expect(JSON.stringify(after)).not.toContain('TM-001');
    const other = await startReplica(knex, { clock });
    await other.services.frameworkLifecycle.follow();
    expect(after).toEqual(await views(other.services));
  });

  it('stops counting what nobody waits for any more', async () => {
    const { services } = await department();
    const gone = new AbortController();
    const request = { from: '2026-01-01', points: 5 };
    const asked = services.maturity.trends(request, USER, {
      signal: gone.signal,
    });
    gone.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    // Nothing half counted is remembered.
    const { points } = await services.maturity.trends(request, USER);
    expect(points[points.length - 1].assessable).toBe(4);
  });

  it('asks as few statements of a large organization as of a small one', async () => {
    const started = await start();
    const { services, knex, clock } = started;
    let statements = 0;
    knex.on('query', () => {
      statements += 1;
    });
    const asked = async (work: () => Promise<unknown>) => {
      const before = statements;
      await work();
      return statements - before;
    };
    const measure = async () => {
      const replica = await startReplica(knex, { clock });
      const { maturity } = replica.services;
      const cold = await asked(() => maturity.summary({}, USER));
      return {
        cold,
        summary: await asked(() =>
          maturity.summary({ groupBy: 'owner', rollup: 'nested' }, USER),
        ),
        filtered: await asked(() =>
          maturity.summary(
            { groupBy: 'system', filter: ['ownerNested=group:default/g0'] },
            USER,
          ),
        ),
        trends: await asked(() => maturity.trends({ points: 100 }, USER)),
        changes: await asked(() => maturity.changes({ limit: 500 }, USER)),
        entitiesAt: await asked(() =>
          maturity.entitiesAt({ at: '2026-11-21', stood: ['level=1'] }, USER),
        ),
      };
    };
    const grow = async (from: number, to: number) => {
      await services.inventory.learn(
        Array.from({ length: to - from }, (_, index) =>
          component(`c${from + index}`, {
            owners: [`group:default/g${(from + index) % 40}`],
          }),
        ),
        clock.now(),
      );
      await nest(
        started,
        Array.from({ length: Math.min(to, 40) - 1 }, (_, index) => [
          `group:default/g${index + 1}`,
          `group:default/g${Math.floor(index / 3)}`,
        ]),
      );
      await services.runner.run();
      clock.advance({ days: 5 });
      await services.evidence.push(
        Array.from({ length: to }, (_, index) => ({
          subject: `component:default/c${index}`,
          source: 'ci:main',
          items: [
            {
              check: 'SEC-001.scanner',
              outcome: 'fail' as const,
              summary: `off ${to}`,
            },
          ],
        })),
        clock.now(),
      );
      await services.runner.run();
    };
    await grow(0, 3);
    const small = await measure();
    await grow(3, 120);
    expect(await measure()).toEqual(small);
    expect(small.summary).toBeLessThanOrEqual(5);
    expect(small.trends).toBeLessThanOrEqual(5);
    expect(small.changes).toBeLessThanOrEqual(6);
    expect(small.entitiesAt).toBeLessThanOrEqual(5);
    // Little that is new costs no more than that.
    await services.evidence.push(
      [
        {
          subject: 'component:default/c0',
          source: 'ci:main',
          items: [{ check: 'SEC-001.scanner', outcome: 'pass', summary: 'on' }],
        },
      ],
      clock.now(),
    );
    await services.maturity.summary({}, USER);
    await services.runner.run();
    expect(
      await asked(() => services.maturity.summary({}, USER)),
    ).toBeLessThanOrEqual(small.summary + 5);
  });

  describe('for callers who may read part of it', () => {
    it('counts and names only what the catalog shows them', async () => {
      const { services, clock } = await department({
        permissions: decide({
          [catalogEntityReadPermission.name]: CATALOG_CONDITION,
        }),
        entities: [
          catalogEntity('Component', 'search'),
          catalogEntity('Group', 'web'),
          catalogEntity('Group', 'company'),
        ],
      });
      const summary = await services.maturity.summary(
        { groupBy: 'owner' },
        USER,
      );
      expect(summary.totals.assessable).toBe(1);
      expect(summary.isComplete).toBe(false);
      expect(summary.organization.ownLevel).toBeUndefined();
      // Of the groups above only the one that the catalog shows them.
      expect(keys(summary)).toEqual([
        'group:default/company',
        'group:default/payments',
        'group:default/web',
      ]);
      for (const filter of [
        'name=ledger',
        'name=checkout',
        'ownerNested=group:default/shop',
      ]) {
        const { totals } = await services.maturity.summary(
          { filter: [filter] },
          USER,
        );
        expect([filter, totals.assessable]).toEqual([filter, 0]);
      }
      const nested = await services.maturity.summary(
        { filter: ['ownerNested=group:default/company'] },
        USER,
      );
      expect(nested.totals.assessable).toBe(1);
      const { points } = await services.maturity.trends({ points: 2 }, USER);
      expect(points[1].assessable).toBe(1);
      const { items: changed } = await services.maturity.changes({}, USER);
      expect(changed.map(({ entityRef }) => entityRef)).toEqual([
        'component:default/search',
      ]);
      const { items: stood, totalItems } = await services.maturity.entitiesAt(
        { at: clock.now() },
        USER,
      );
      expect(totalItems).toBe(1);
      expect(stood.map(({ entityRef }) => entityRef)).toEqual([
        'component:default/search',
      ]);
    });

    it('shows nothing of a full answer that was given before', async () => {
      const { services, knex, clock } = await department();
      clock.advance({ days: 3 });
      const span = { from: '2026-11-21', points: 3 };
      expect(
        (await services.maturity.trends(span, USER)).points[0].assessable,
      ).toBe(4);
      const other = await startReplica(knex, {
        clock,
        permissions: decide({
          [scorecardReadPermission.name]: {
            result: AuthorizeResult.CONDITIONAL,
            pluginId: 'ai-governance',
            resourceType: 'ai-governance-entity',
            conditions: {
              allOf: [
                { not: aiGovernanceConditions.hasTier({ tiers: [3] }) },
                aiGovernanceConditions.isOwner({
                  claims: ['group:default/web'],
                }),
              ],
            },
          },
        }),
      });
      const { maturity, scorecards } = other.services;
      expect((await scorecards.list({}, USER)).totalItems).toBe(1);
      expect(
        (await maturity.trends(span, USER)).points.map(
          ({ assessable }) => assessable,
        ),
      ).toEqual([1, 1, 1]);
      expect((await maturity.summary({}, USER)).totals.assessable).toBe(1);
    });

    it('has ended its work when it refuses', async () => {
      const { knex, clock } = await department();
      // A replica of its own, which has to read everything first.
      const { services } = await startReplica(knex, {
        clock,
        permissions: decide({
          [scorecardReadPermission.name]: { result: AuthorizeResult.DENY },
        }),
      });
      let underWay = 0;
      let asked = 0;
      const begin = () => {
        underWay += 1;
        asked += 1;
      };
      const end = () => {
        underWay -= 1;
      };
      knex.on('query', begin);
      knex.on('query-response', end);
      for (const ask of [
        () => services.maturity.summary({}, USER),
        () => services.maturity.changes({}, USER),
      ]) {
        await expect(ask()).rejects.toThrow(scorecardReadPermission.name);
        const before = asked;
        expect(underWay).toBe(0);
        await new Promise(done => {
          setTimeout(done, 20);
        });
        expect(asked).toBe(before);
      }
      knex.removeListener('query', begin);
      knex.removeListener('query-response', end);
      expect(asked).toBeGreaterThan(5);
    });

    it.each([scorecardReadPermission.name, catalogEntityReadPermission.name])(
      'refuses them without %s',
      async name => {
        const { services } = await department({
          permissions: decide({ [name]: { result: AuthorizeResult.DENY } }),
        });
        for (const ask of [
          () => services.maturity.summary({}, USER),
          () => services.maturity.trends({}, USER),
          () => services.maturity.changes({}, USER),
        ]) {
          await expect(ask()).rejects.toMatchObject({
            name: 'NotAllowedError',
          });
        }
      },
    );
  });
});
