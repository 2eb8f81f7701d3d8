import { mockCredentials } from '@backstage/backend-test-utils';
import { PROGRESS_SHARES } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  InventoryEntity,
  MaturityRollup,
  Scorecard,
  ScorecardListItem,
  SummaryGroupBy,
} from '@plumbline/backstage-plugin-ai-governance-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import {
  startReplica,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import type { TestClock } from '../__testUtils__/harness';
import {
  domainsAbove,
  LYING,
  organizations,
  settle,
} from '../__testUtils__/organization';
import { GroupStore } from '../groups/GroupStore';

jest.setTimeout(120_000);

const databases = testDatabases();

const USER = mockCredentials.user();

const TABLES = [
  'entities',
  'sources',
  'evidence',
  'evidence_history',
  'declarations',
  'protections',
  'attestations',
  'judged_parts',
  'judged_parts_history',
  'assessment_queue',
  'scorecards',
  'scorecard_history',
];

const GROUPS = ['a', 'b', 'd', 'e', 'f', 'g'].map(
  name => `group:default/${name}`,
);

/** Any graph at all: diamonds, circles, groups inside themselves. */
const graphs = fc.array(
  fc.tuple(fc.constantFrom(...GROUPS), fc.constantFrom(...GROUPS)),
  { maxLength: 14 },
);

/** Filters that select the same entities whatever becomes of them. */
const BY_CATALOG = [
  'name=e',
  'type=service,type=none',
  'owner=group:default/a,owner=none',
  'ownerNested=group:default/g',
];

type Edges = [string, string][];

async function storeGraph(knex: Knex, parents: Edges, digest: string) {
  await knex.transaction(trx =>
    new GroupStore(knex).replace(
      trx,
      {
        groups: GROUPS,
        parents: [
          ...new Map(parents.map(edge => [edge.join(), edge])).values(),
        ],
        members: [],
        personKeys: [],
      },
      digest,
    ),
  );
}

/** Naively: everything that can be reached by following parents. */
function aboveAndSelf(ref: string, parents: Edges): Set<string> {
  const found = new Set([ref]);
  for (let round = 0; round <= GROUPS.length; round++) {
    for (const [child, parent] of parents) {
      if (found.has(child)) {
        found.add(parent);
      }
    }
  }
  return found;
}

async function everything(services: any): Promise<ScorecardListItem[]> {
  const { items } = await services.scorecards.list({ limit: 500 }, USER);
  return items;
}

/** Counted again from what lists and scorecards say. */
function recount(
  items: readonly ScorecardListItem[],
  scorecards: ReadonlyMap<string, Scorecard>,
): MaturityRollup {
  const counting = items.filter(item => item.notAssessable === undefined);
  const count = (holds: (item: ScorecardListItem) => boolean) =>
    counting.filter(holds).length;
  const levels = (key: 'level' | 'ownLevel' | 'levelWithoutExceptions') => ({
    none: count(item => item[key] === null),
    1: count(item => item[key] === 1),
    2: count(item => item[key] === 2),
    3: count(item => item[key] === 3),
    4: count(item => item[key] === 4),
    5: count(item => item[key] === 5),
  });
  const own = (item: ScorecardListItem) =>
    scorecards
      .get(item.entityRef)!
      .controls.filter(({ excluded }) => !excluded)
      .map(({ control, parts }) => ({
        control,
        statuses: parts
          .filter(({ scope }) => scope !== 'organization')
          .map(({ status }) => status as string),
        entity: parts.find(({ scope }) => scope === 'entity')?.status,
      }));
  const isSeen = (item: ScorecardListItem) =>
    own(item).some(
      ({ control, entity }) =>
        control !== 'DP-001' &&
        entity !== undefined &&
        ['met', 'gap', 'stale'].includes(entity),
    );
  const isStale = (item: ScorecardListItem) =>
    own(item).some(
      ({ statuses }) => statuses.includes('stale') && !statuses.includes('gap'),
    );
  const progress = counting.flatMap(item => item.ownProgress ?? []);
  const within = (from: number, to: number) =>
    progress.filter(({ met, applicable }) => {
      const share = applicable === 0 ? 1 : met / applicable;
      return share >= from && share < to;
    }).length;
  const scores = counting.flatMap(item => item.score ?? []);
  const reasons = [
    ...new Set(items.flatMap(item => item.notAssessable ?? [])),
  ].sort();
  return {
    assessable: counting.length,
    declared: count(item => item.classificationDeclared),
    assessed: count(isSeen),
    stale: count(isStale),
    neverAssessed: count(item => !isSeen(item)),
    excluded: reasons.map(reason => ({
      reason,
      entities: items.filter(item => item.notAssessable === reason).length,
    })),
    levels: {
      official: levels('level'),
      own: levels('ownLevel'),
      withoutExceptions: levels('levelWithoutExceptions'),
    },
    ownProgress: {
      entities: progress.length,
      met: progress.reduce((sum, { met }) => sum + met, 0),
      applicable: progress.reduce((sum, each) => sum + each.applicable, 0),
      shares: {
        under25: within(0, 0.25),
        under50: within(0.25, 0.5),
        under75: within(0.5, 0.75),
        under100: within(0.75, 1),
        all: within(1, 2),
      },
    },
    meanScore:
      scores.length === 0
        ? null
        : Math.round(
            (10 * scores.reduce((sum, score) => sum + score, 0)) /
              scores.length,
          ) / 10,
    scored: scores.length,
    controls: (items[0]?.controls ?? []).map(({ id }) => ({
      id,
      counts: Object.fromEntries(
        ['gap', 'stale', 'unknown', 'exempt', 'met', 'notApplicable'].flatMap(
          status => {
            const entities = count(item =>
              item.controls.some(
                control => control.id === id && control.status === status,
              ),
            );
            return entities > 0 ? [[status, entities]] : [];
          },
        ),
      ),
    })),
  };
}

describe.each(databases.eachSupportedId())('rollups on %s', databaseId => {
  let started: Awaited<ReturnType<typeof startServices>>;
  let runs = 0;

  beforeAll(async () => {
    started = await startServices({ databases, databaseId });
  });

  /** An empty organization and a replica that knows of nothing. */
  async function fresh(clock: TestClock = started.clock) {
    const { knex } = started;
    for (const table of TABLES) {
      await knex(table).delete();
    }
    await knex('assessment_queue').insert([
      { subject: 'organization', queued_at: clock.now() },
      { subject: 'group:none', queued_at: clock.now() },
    ]);
    return startReplica(knex, { clock });
  }

  it('equal a recount, for any organization, graph and time', async () => {
    await fc.assert(
      fc.asyncProperty(
        organizations,
        graphs,
        fc.constantFrom(0, 40, 100, 400),
        async (organization, parents, days) => {
          const replica = await fresh();
          const { services, clock, knex } = replica;
          await storeGraph(knex, parents as Edges, `graph ${(runs += 1)}`);
          const half = Math.ceil(organization.entities.length / 2);
          await settle(replica, {
            ...organization,
            entities: organization.entities.slice(0, half),
            // Where systems lie changes, too.
            domains: LYING,
          });
          await services.runner.run();
          // From here on the replica only reads what is new.
          const then = clock.now();
          const toldThen = new Map<string, MaturityRollup>();
          for (const filter of BY_CATALOG) {
            const { totals } = await services.maturity.summary(
              { filter: [filter] },
              USER,
            );
            toldThen.set(filter, totals);
          }
          clock.advance({ minutes: 5 });
          const told: InventoryEntity[] = await settle(replica, organization);
          await services.runner.run();
          clock.advance({ days });
          await services.runner.run();

          const items = await everything(services);
          const scorecards = new Map<string, Scorecard>();
          for (const { entityRef, notAssessable } of items) {
            if (notAssessable === undefined) {
              const found = await services.scorecards.get(entityRef, USER);
              scorecards.set(entityRef, found.scorecard!);
            }
          }
          const entityOf = ({ entityRef }: ScorecardListItem) =>
            told.find(entity => entity.entityRef === entityRef)!;
          const ownersOf = (item: ScorecardListItem, nested: boolean) =>
            entityOf(item).owners.length === 0
              ? [null]
              : [
                  ...new Set(
                    entityOf(item).owners.flatMap(owner =>
                      nested
                        ? [...aboveAndSelf(owner, parents as Edges)]
                        : [owner],
                    ),
                  ),
                ];
          const views: [
            SummaryGroupBy,
            'direct' | 'nested' | undefined,
            (item: ScorecardListItem) => (string | null)[],
          ][] = [
            ['owner', 'direct', item => ownersOf(item, false)],
            ['owner', 'nested', item => ownersOf(item, true)],
            ['system', undefined, item => [item.system ?? null]],
            [
              'domain',
              undefined,
              item => domainsAbove(organization, entityOf(item).system),
            ],
            ['type', undefined, item => [item.type ?? null]],
            ['lifecycle', undefined, item => [item.lifecycle ?? null]],
          ];
          for (const [groupBy, rollup, keysOf] of views) {
            const summary = await services.maturity.summary(
              { groupBy, rollup },
              USER,
            );
            expect(summary.totals).toEqual(recount(items, scorecards));
            const keys = [...new Set(items.flatMap(keysOf))];
            expect(new Set(summary.groups!.map(({ key }) => key))).toEqual(
              new Set(keys),
            );
            for (const { key, parents: _, ...rollups } of summary.groups!) {
              expect({ groupBy, rollup, key, ...rollups }).toEqual({
                groupBy,
                rollup,
                key,
                ...recount(
                  items.filter(item => keysOf(item).includes(key)),
                  scorecards,
                ),
              });
            }
          }
          // A replica that reads everything at once says the same.
          const other = await startReplica(knex, { clock });
          for (const [filter, totals] of toldThen) {
            for (const { maturity } of [services, other.services]) {
              const { points } = await maturity.trends(
                { filter: [filter], from: then, points: 4 },
                USER,
              );
              const { at, organizationLevel: _, ...first } = points[0];
              expect({ filter, at, ...first }).toEqual({
                filter,
                at: then,
                ...totals,
              });
              const last = points[points.length - 1];
              expect(last).toMatchObject(
                (await maturity.summary({ filter: [filter] }, USER)).totals,
              );
            }
          }
          expect(
            await other.services.maturity.summary({ groupBy: 'owner' }, USER),
          ).toEqual(
            await services.maturity.summary({ groupBy: 'owner' }, USER),
          );
        },
      ),
      { numRuns: 12 },
    );
  });

  it('select the entities that lists select, by every filter', async () => {
    const replica = await fresh();
    const { services, knex } = replica;
    const [organization] = fc.sample(
      organizations.filter(
        ({ entities, attested }) =>
          entities.length >= 10 && attested.length >= 8,
      ),
      { seed: 20261121, numRuns: 1 },
    );
    const parents: Edges = [
      ['group:default/a', 'group:default/f'],
      ['group:default/b', 'group:default/f'],
      ['group:default/f', 'group:default/g'],
      ['group:default/g', 'group:default/f'],
    ];
    await storeGraph(knex, parents, `graph ${(runs += 1)}`);
    await settle(replica, { ...organization, domains: LYING });
    await services.runner.run();
    const { controls } = services.framework.current().framework;
    const filters = [
      'owner=group:default/a',
      'owner=user:default/e',
      'ownerNested=group:default/a',
      'ownerNested=group:default/g',
      'ownerNested=group:default/none',
      'system=system:default/shop',
      'domain=domain:default/retail',
      'domain=domain:default/company',
      'domain=none',
      'kind=api',
      'type=service',
      'lifecycle=production,tier=3,tier=2',
      'classification=confidential',
      'declared=true',
      'declared=false',
      'assessable=true',
      'assessable=false',
      'anyControl=gap',
      'anyControl=exempt,anyControl=stale,tier=2',
      'openPart.SEC-001=entity',
      'openPart.OPS-001=group,tier=2',
      'openPart.TM-003=entity,openPart.TM-003=group',
      'scored=true',
      'scored=false',
      'assessable=true,scored=true',
      'excluded=The framework leaves out entities whose lifecycle is archived',
      'excluded=gap\\, and nothing else',
      'owner=none',
      'owner=none,owner=group:default/a',
      'system=none',
      'domain=none,domain=domain:default/retail',
      'type=none',
      'lifecycle=none',
      'coverage=assessed',
      'coverage=stale',
      'coverage=never',
      'coverage=never,coverage=stale',
      'coverage=assessed,stale=true',
      'coverage=never,stale=true',
      'stale=false',
      ...[...PROGRESS_SHARES, 'none'].map(share => `ownProgress=${share}`),
      'ownProgress=under25,ownProgress=all,type=service',
      'name=E1',
      'name=%',
      'name=äpf',
      ...['none', '1', '2', '3', '4', '5'].flatMap(level => [
        `level=${level}`,
        `ownLevel=${level}`,
        `levelWithoutExceptions=${level}`,
      ]),
      ...controls.flatMap(({ id }) =>
        ['gap', 'stale', 'unknown', 'exempt', 'met', 'notApplicable'].map(
          status => `control.${id}=${status}`,
        ),
      ),
    ];
    const found = new Set<number>();
    for (const filter of filters) {
      const { items } = await services.scorecards.list(
        { filter: [filter], limit: 500 },
        USER,
      );
      const { totals } = await services.maturity.summary(
        { filter: [filter] },
        USER,
      );
      const counting = items.filter(item => item.notAssessable === undefined);
      expect({ filter, entities: totals.assessable }).toEqual({
        filter,
        entities: counting.length,
      });
      expect({
        filter,
        excluded: totals.excluded.reduce((n, each) => n + each.entities, 0),
        score: totals.scored,
      }).toEqual({
        filter,
        excluded: items.length - counting.length,
        score: counting.filter(item => item.score !== null).length,
      });
      found.add(items.length);
    }
    // Filters that all find nobody would prove nothing.
    expect(found.size).toBeGreaterThan(5);
  });
});
