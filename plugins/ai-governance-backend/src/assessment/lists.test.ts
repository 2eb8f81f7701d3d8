import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  InventoryEntity,
  ScorecardListItem,
} from '@plumbline/backstage-plugin-ai-governance-common';
import fc from 'fast-check';
import { startServices, testDatabases } from '../__testUtils__/harness';
import {
  domainsAbove,
  LYING,
  organizations,
  settle,
} from '../__testUtils__/organization';

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

const STATUSES = ['gap', 'stale', 'unknown', 'exempt', 'met', 'notApplicable'];

/** As somebody would who reads one item. */
const shareOf = ({ ownProgress }: ScorecardListItem) => {
  if (!ownProgress) {
    return 'none';
  }
  const { met, applicable } = ownProgress;
  const share = met / applicable;
  return met === applicable
    ? 'all'
    : `under${[25, 50, 75, 100].find(percent => share < percent / 100)}`;
};

const matches = (
  item: ScorecardListItem,
  key: string,
  value: string,
  told: { entity: InventoryEntity; domains: (string | null)[] },
) => {
  const { entity, domains } = told;
  switch (key) {
    case 'owner':
      return entity.owners.includes(value);
    case 'domain':
      return domains.includes(value === 'none' ? null : value);
    case 'name': {
      const needle = value.toLowerCase();
      const name = item.entityRef.split('/')[1];
      return (
        name.includes(needle) ||
        (item.title ?? '').toLowerCase().includes(needle)
      );
    }
    case 'declared':
      return String(item.classificationDeclared) === value;
    case 'assessable':
      return String(item.notAssessable === undefined) === value;
    case 'excluded':
      return item.notAssessable?.replaceAll(',', '\\,') === value;
    case 'scored':
      return String(item.score !== null) === value;
    case 'ownProgress':
      return shareOf(item) === value;
    case 'anyControl':
      return item.controls.some(({ status }) => status === value);
    case 'level':
    case 'ownLevel':
      return String(item[key] ?? 'none') === value;
    default:
      return key.startsWith('control.')
        ? item.controls.find(each => `control.${each.id}` === key)?.status ===
            value
        : String((item as any)[key]) === value;
  }
};

describe.each(databases.eachSupportedId())('lists on %s', databaseId => {
  async function start() {
    const started = await startServices({ databases, databaseId });
    const { services, knex, clock } = started;
    const all = async (
      filter?: string[],
      orderBy?: string,
      limit = 500,
      lists: Pick<typeof services.scorecards, 'list'> = services.scorecards,
    ) => {
      const items: ScorecardListItem[] = [];
      let cursor: string | undefined;
      do {
        const page = await lists.list({ filter, orderBy, limit, cursor }, USER);
        expect(page.items.length).toBeLessThanOrEqual(limit);
        items.push(...page.items);
        cursor = page.nextCursor;
        expect(page.totalItems).toBeGreaterThanOrEqual(items.length);
        if (!cursor) {
          expect(items).toHaveLength(page.totalItems);
        }
      } while (cursor);
      return items;
    };
    return {
      ...started,
      all,
      reset: async () => {
        for (const table of TABLES) {
          await knex(table).delete();
        }
        await knex.transaction(trx =>
          trx('assessment_queue').insert([
            { subject: 'organization', queued_at: clock.now() },
            { subject: 'group:none', queued_at: clock.now() },
          ]),
        );
      },
    };
  }

  it('show what the full scorecards say, for any organization at any time', async () => {
    const started = await start();
    const { services, clock, all, reset } = started;
    await fc.assert(
      fc.asyncProperty(
        organizations,
        fc.constantFrom(0, 40, 100, 400),
        async (organization, days) => {
          await reset();
          await settle(started, organization);
          await services.runner.run();
          clock.advance({ days });
          await services.runner.run();
          const items = await all();
          expect(items).toHaveLength(organization.entities.length);
          for (const item of items) {
            const response = await services.scorecards.get(
              item.entityRef,
              USER,
            );
            expect(response.notAssessable?.reason).toBe(item.notAssessable);
            if (!response.scorecard) {
              continue;
            }
            const { scorecard } = response;
            expect({
              ref: item.entityRef,
              level: item.level,
              ownLevel: item.ownLevel,
              without: item.levelWithoutExceptions,
              progress: item.ownProgress,
              score: item.score,
              tier: item.tier,
              classification: item.classification,
              declared: item.classificationDeclared,
              controls: item.controls,
            }).toEqual({
              ref: scorecard.entityRef,
              level: scorecard.level,
              ownLevel: scorecard.ownLevel,
              without: scorecard.levelWithoutExceptions,
              progress: scorecard.ownProgress,
              score: scorecard.score,
              tier: scorecard.profile.tier.value,
              classification: scorecard.profile.classification.value,
              declared: scorecard.profile.declared,
              controls: scorecard.controls.map(({ control, status }) => ({
                id: control,
                status,
              })),
            });
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  describe('of one organization', () => {
    async function settled() {
      const started = await start();
      const [sampled] = fc.sample(
        organizations.filter(
          ({ entities, attested }) =>
            entities.length >= 9 && attested.length >= 8,
        ),
        { seed: 20261120, numRuns: 1 },
      );
      const organization = { ...sampled, domains: LYING };
      const told = await settle(started, organization);
      await started.services.runner.run();
      return {
        ...started,
        items: await started.all(),
        organization,
        entityOf: ({ entityRef }: ScorecardListItem) =>
          told.find(entity => entity.entityRef === entityRef)!,
      };
    }

    it('filter by every key as a search through all of them would', async () => {
      const { all, items, services, entityOf, organization } = await settled();
      const { controls } = services.framework.current().framework;
      const conditions: [string, string][] = [
        ...[
          'group:default/a',
          'user:default/c',
          'user:default/e',
          'group:default/none',
        ].map(value => ['owner', value] as [string, string]),
        ['domain', 'domain:default/retail'],
        ['domain', 'domain:default/company'],
        ['domain', 'domain:default/money'],
        ['domain', 'none'],
        ['system', 'system:default/shop'],
        ['kind', 'component'],
        ['kind', 'api'],
        ['type', 'service'],
        ['type', 'library'],
        ['lifecycle', 'production'],
        ['lifecycle', 'archived'],
        ...['1', '2', '3'].map(value => ['tier', value] as [string, string]),
        ...['public', 'internal', 'confidential', 'restricted'].map(
          value => ['classification', value] as [string, string],
        ),
        ...[
          ...new Set(items.map(({ notAssessable }) => notAssessable)),
        ].flatMap(reason =>
          reason === undefined
            ? []
            : [['excluded', reason.replaceAll(',', '\\,')] as [string, string]],
        ),
        ['excluded', 'gap'],
        ...['declared', 'assessable', 'scored'].flatMap(key =>
          ['true', 'false'].map(value => [key, value] as [string, string]),
        ),
        ...['level', 'ownLevel'].flatMap(key =>
          ['none', '1', '2', '3', '4', '5'].map(
            value => [key, value] as [string, string],
          ),
        ),
        ...['under25', 'under50', 'under75', 'under100', 'all', 'none'].map(
          share => ['ownProgress', share] as [string, string],
        ),
        ['name', 'E1'],
        ['name', 'zeb'],
        ['name', '%'],
        ['name', '_'],
        ['name', '\\'],
        ...STATUSES.map(status => ['anyControl', status] as [string, string]),
        ...controls.flatMap(({ id }) =>
          STATUSES.map(status => [`control.${id}`, status] as [string, string]),
        ),
      ];
      const found = await Promise.all(
        conditions.map(async ([key, value]) => ({
          condition: `${key}=${value}`,
          refs: (await all([`${key}=${value}`])).map(item => item.entityRef),
        })),
      );
      expect(found).toEqual(
        conditions.map(([key, value]) => ({
          condition: `${key}=${value}`,
          refs: items
            .filter(item =>
              matches(item, key, value, {
                entity: entityOf(item),
                domains: domainsAbove(organization, entityOf(item).system),
              }),
            )
            .map(item => item.entityRef),
        })),
      );
      const withHits = new Set(
        found
          .filter(({ refs }) => refs.length > 0)
          .map(({ condition }) => condition.split('=')[1]),
      );
      // A search that finds nobody proves little: each of these finds some.
      for (const value of [
        'gap',
        'met',
        'unknown',
        'notApplicable',
        '%',
        'none',
        'domain:default/company',
        'The framework leaves out entities whose lifecycle is archived',
      ]) {
        expect(withHits).toContain(value);
      }
    });

    it('join different keys by and, values of one key and parameters by or', async () => {
      const { all, items } = await settled();
      const refs = async (...filter: string[]) =>
        (await all(filter)).map(item => item.entityRef);
      expect(await refs('tier=3,tier=2,lifecycle=production')).toEqual(
        items
          .filter(
            item =>
              [2, 3].includes(item.tier) && item.lifecycle === 'production',
          )
          .map(item => item.entityRef),
      );
      expect(await refs('tier=3', 'lifecycle=production')).toEqual(
        items
          .filter(item => item.tier === 3 || item.lifecycle === 'production')
          .map(item => item.entityRef),
      );
    });

    it.each([
      'name',
      'level',
      'ownLevel',
      'score',
      'tier',
      'classification',
      'changedAt',
    ])('visit everybody once when ordered by %s', async field => {
      const { all, items, clock, services } = await settled();
      clock.advance({ days: 1 });
      await services.evidence.push(
        [
          {
            subject: items[0].entityRef,
            source: 'ci:main',
            items: [
              { check: 'SEC-001.scanner', outcome: 'fail', summary: 'off' },
            ],
          },
        ],
        clock.now(),
      );
      await services.runner.run();
      const everybody = items.map(item => item.entityRef).sort();
      for (const direction of ['asc', 'desc']) {
        const ordered = await all(undefined, `${field}:${direction}`, 2);
        expect(ordered.map(item => item.entityRef).sort()).toEqual(everybody);
        const value = (item: ScorecardListItem): any => {
          switch (field) {
            case 'name':
              return undefined;
            case 'classification':
              return [
                'public',
                'internal',
                'confidential',
                'restricted',
              ].indexOf(item.classification);
            case 'changedAt':
              return item.changedAt;
            case 'tier':
              return item.tier;
            default:
              // What is not assessed stands last either way.
              if (item.notAssessable !== undefined) {
                return direction === 'asc' ? Infinity : -Infinity;
              }
              return (item as any)[field] ?? -1;
          }
        };
        const values = ordered.map(value);
        const sorted = [...values].sort((a, b) => (a < b ? -1 : Number(a > b)));
        expect(values).toEqual(direction === 'asc' ? sorted : sorted.reverse());
      }
    });

    it.each(['level', 'ownLevel', 'score', 'tier', 'classification'])(
      'find the same in memory, by %s',
      async field => {
        const { all, services } = await settled();
        await services.maturity.summary({}, USER);
        const { controls } = services.framework.current().framework;
        const inDatabase = jest.spyOn(services.scorecards, 'list');
        for (const direction of ['asc', 'desc']) {
          const order = `${field}:${direction}`;
          for (const filter of [
            undefined,
            ['assessable=true'],
            ['tier=2', 'owner=group:default/a'],
            [`control.${controls[0].id}=gap`],
            ['name=no such name'],
          ]) {
            const expected = await all(filter, order, 2);
            inDatabase.mockClear();
            expect(
              await all(filter, order, 2, services.scorecardLists),
            ).toEqual(expected);
            expect(inDatabase).not.toHaveBeenCalled();
          }
        }
      },
    );

    it('go on where they began: in the database, or in memory', async () => {
      const { services, all } = await settled();
      const lists = services.scorecardLists;
      const inDatabase = jest.spyOn(services.scorecards, 'list');
      const request = { orderBy: 'tier:asc', limit: 3 };
      const first = await lists.list(request, USER);
      expect(inDatabase).toHaveBeenCalledTimes(1);
      await services.maturity.summary({}, USER);
      const second = await lists.list(
        { ...request, cursor: first.nextCursor },
        USER,
      );
      expect(inDatabase).toHaveBeenCalledTimes(2);
      const expected = await all(undefined, 'tier:asc', 500);
      expect([...first.items, ...second.items]).toEqual(expected.slice(0, 6));

      inDatabase.mockClear();
      const { nextCursor } = await lists.list(request, USER);
      jest.spyOn(services.maturity, 'isInMemory').mockReturnValue(false);
      const next = await lists.list({ ...request, cursor: nextCursor }, USER);
      expect(next.items).toEqual(expected.slice(3, 6));
      expect(inDatabase).not.toHaveBeenCalled();
      await expect(
        lists.list({ orderBy: 'level:asc', cursor: nextCursor }, USER),
      ).rejects.toThrow(/cursor/);
    });

    it('refuse cursors of another order or of no list at all', async () => {
      const { services } = await settled();
      const list = (request: object) => services.scorecards.list(request, USER);
      const { nextCursor } = await list({ limit: 1, orderBy: 'tier:asc' });
      const encode = (value: unknown) =>
        Buffer.from(JSON.stringify(value)).toString('base64url');
      for (const [cursor, orderBy] of [
        [nextCursor, 'tier:desc'],
        [nextCursor, undefined],
        ['nonsense', undefined],
        [encode({ o: 'tier:asc', v: 'x', r: '' }), 'tier:asc'],
        [encode({ o: 'tier:asc', v: 1e300, r: '' }), 'tier:asc'],
        [encode({ o: 'score:asc', v: 1.5, r: '' }), 'score:asc'],
        [encode({ o: 'name:asc', v: 5, r: '' }), 'name:asc'],
        [encode({ o: 'name:asc', v: 'a\0', r: '' }), 'name:asc'],
        [encode({ o: 'name:asc', v: 'a', r: null }), 'name:asc'],
        [encode(null), undefined],
      ]) {
        await expect(list({ cursor, orderBy })).rejects.toMatchObject({
          name: 'InputError',
        });
      }
      const rest = await list({ cursor: nextCursor, orderBy: 'tier:asc' });
      expect(rest.items).toHaveLength(rest.totalItems - 1);
    });

    it('answer by refs whatever their case, leaving unknown ones out', async () => {
      const { services, items } = await settled();
      const found = await services.scorecards.byRefs(
        [
          ...items.map(item => item.entityRef.toUpperCase()),
          items[0].entityRef,
          'component:default/unknown',
        ],
        USER,
      );
      expect(found.map(item => item.entityRef).sort()).toEqual(
        items.map(item => item.entityRef).sort(),
      );
    });
  });
});
