import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type { InventoryEntity } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  component,
  startReplica,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import { sweepCatalog } from '../inventory/sweepCatalog';

jest.setTimeout(60_000);

const databases = testDatabases();

const USER = mockCredentials.user();

const holder = (
  kind: 'System' | 'Domain',
  name: string,
  domain?: string,
): InventoryEntity => ({
  entityRef: `${kind.toLocaleLowerCase('en-US')}:default/${name}`,
  kind,
  owners: [],
  annotations: {},
  domain,
  onlyHolds: true,
});

const descriptorOf = (kind: string, name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name },
});

describe.each(databases.eachSupportedId())('domains on %s', databaseId => {
  async function start(
    options: Partial<Parameters<typeof startServices>[0]> = {},
  ) {
    const started = await startServices({ databases, databaseId, ...options });
    const { services } = started;
    await services.catalogLookups.lookUpAnnotations([
      component('cards', { system: 'system:default/cards' }),
      component('loans', { system: 'system:default/loans' }),
      component('own', {
        system: 'system:default/cards',
        domain: 'domain:default/lab',
      }),
      component('alone'),
      holder('System', 'cards', 'domain:default/payments'),
      holder('System', 'loans', 'money'),
      holder('Domain', 'payments', 'domain:default/money'),
      holder('Domain', 'money'),
    ]);
    await services.runner.run();
    return {
      ...started,
      rows: async (from = services, user = USER) =>
        Object.fromEntries(
          (
            await from.maturity.summary({ groupBy: 'domain' }, user)
          ).groups!.map(({ key, parents, assessable }) => [
            key,
            [assessable, ...(parents ?? [])],
          ]),
        ),
      /** What is found, in the database and in memory. */
      found: async (filter: string, user = USER) => {
        const lists = await Promise.all(
          ['name', 'level'].map(async orderBy => {
            const { items } = await services.scorecardLists.list(
              { filter: [filter], orderBy },
              user,
            );
            return items.map(({ entityRef }) => entityRef.split('/')[1]).sort();
          }),
        );
        expect(lists[1]).toEqual(lists[0]);
        return lists[0];
      },
    };
  }

  it('are those of the systems, and hold what lies in the domains inside of them', async () => {
    const { rows, found, services, knex } = await start();
    expect(await rows()).toEqual({
      'domain:default/lab': [1],
      'domain:default/money': [2],
      'domain:default/payments': [1, 'domain:default/money'],
      null: [1],
    });
    expect(services.maturity.isInMemory()).toBe(true);
    expect(await found('domain=domain:default/money')).toEqual([
      'cards',
      'loans',
    ]);
    expect(await found('domain=domain:default/payments')).toEqual(['cards']);
    expect(await found('domain=domain:default/lab')).toEqual(['own']);
    expect(await found('domain=none')).toEqual(['alone']);
    // Systems and domains that are only told of are nothing to govern.
    expect(await knex('entities').where('kind', 'system')).toEqual([]);
  });

  it('answer systems that are only told of with nothing to write', async () => {
    const { services } = await start();
    expect(
      await services.catalogLookups.lookUpAnnotations([
        holder('System', 'cards', 'domain:default/payments'),
      ]),
    ).toEqual({
      items: [
        { entityRef: 'system:default/cards', annotations: null, revision: 0 },
      ],
    });
  });

  it('follow a system to another domain on every replica, and write nothing while nothing changes', async () => {
    const { rows, services, knex, clock } = await start();
    const other = await startReplica(knex, { clock });
    const before = await rows(other.services);
    const revision = async () =>
      Number(
        (await knex('counters').where({ name: 'revision' }).first()).value,
      );
    const was = await revision();
    await services.catalogLookups.lookUpAnnotations([
      holder('System', 'cards', 'domain:default/payments'),
      holder('Domain', 'money'),
    ]);
    expect(await revision()).toBe(was);
    await services.catalogLookups.lookUpAnnotations([
      holder('System', 'cards', 'domain:default/lab'),
    ]);
    const after = {
      'domain:default/lab': [2],
      'domain:default/money': [1],
      null: [1],
    };
    expect(before).not.toEqual(after);
    expect(await rows()).toEqual(after);
    expect(await rows(other.services)).toEqual(after);
  });

  it('move the past with the system, as groups do', async () => {
    const { services, clock } = await start();
    const then = clock.now();
    clock.advance({ days: 2 });
    const first = async () =>
      (
        await services.maturity.trends(
          { filter: ['domain=domain:default/money'], from: then, points: 4 },
          USER,
        )
      ).points[0].assessable;
    expect(await first()).toBe(2);
    await services.catalogLookups.lookUpAnnotations([
      holder('System', 'loans', 'domain:default/lab'),
    ]);
    expect(await first()).toBe(1);
  });

  it('end with the system or the domain', async () => {
    const { services, background, rows, clock } = await start();
    clock.advance({ minutes: 11 });
    await sweepCatalog({
      catalog: catalogServiceMock({
        entities: [
          ...['cards', 'loans', 'own', 'alone'].map(name =>
            descriptorOf('Component', name),
          ),
          descriptorOf('System', 'cards'),
          descriptorOf('Domain', 'money'),
        ],
      }),
      credentials: mockCredentials.service(),
      inventory: services.inventory,
      domains: background.domains,
      store: background.inventoryStore,
      logger: mockServices.logger.mock(),
      now: clock.now,
      signal: new AbortController().signal,
    });
    expect(await rows()).toEqual({
      'domain:default/lab': [1],
      'domain:default/payments': [1],
      null: [2],
    });
  });

  it('are not told to callers who may not see the system or the domain', async () => {
    const seen = ['component', 'component', 'system', 'domain', 'domain'];
    const names = ['cards', 'loans', 'cards', 'payments', 'money'];
    const catalog = catalogServiceMock.mock({
      // eslint-disable-next-line func-names
      streamEntities: async function* () {
        yield names.map((name, index) => descriptorOf(seen[index], name));
      },
    });
    const { rows, found } = await start({
      catalog,
      permissions: mockServices.permissions.mock({
        authorizeConditional: async requests =>
          requests.map(
            ({ permission }): PolicyDecision =>
              permission.name === 'catalog.entity.read'
                ? {
                    result: AuthorizeResult.CONDITIONAL,
                    pluginId: 'catalog',
                    resourceType: 'catalog-entity',
                    conditions: {
                      rule: 'IS_ENTITY_OWNER',
                      resourceType: 'catalog-entity',
                      params: {},
                    },
                  }
                : { result: AuthorizeResult.ALLOW },
          ),
      }),
    });
    // The system `loans` is not seen: where that component lies is not known.
    expect(await rows()).toEqual({
      'domain:default/money': [1],
      'domain:default/payments': [1, 'domain:default/money'],
      null: [1],
    });
    expect(await found('domain=domain:default/money')).toEqual(['cards']);
    expect(await found('domain=none')).toEqual(['loans']);
    names.pop();
    // Neither is the domain: what lies below it is not told.
    expect(await found('domain=domain:default/money')).toEqual([]);
    expect(await rows()).toEqual({
      'domain:default/payments': [1],
      null: [1],
    });
  });
});
