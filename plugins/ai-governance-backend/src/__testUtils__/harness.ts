import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import type { InventoryEntity } from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceEntityRules } from '@plumbline/backstage-plugin-ai-governance-node';
import type {
  EntityCollector,
  HostCollector,
} from '@plumbline/backstage-plugin-ai-governance-node';
import type {
  LoggerService,
  PermissionsService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import type { JsonObject } from '@backstage/types';
import { createServices } from '../createServices';
import type { ServiceOptions } from '../createServices';
import { migrationsDirectory } from '../database/migrate';

/** A clock that tests set and move. */
export class TestClock {
  #at: number;

  constructor(start = '2026-11-20T09:00:00.000Z') {
    this.#at = Date.parse(start);
  }

  readonly now = () => new Date(this.#at).toISOString();

  advance(duration: { days?: number; minutes?: number; seconds?: number }) {
    this.#at +=
      (((duration.days ?? 0) * 24 * 60 + (duration.minutes ?? 0)) * 60 +
        (duration.seconds ?? 0)) *
      1000;
  }
}

export type TestDatabaseId = Parameters<TestDatabases['init']>[0];

/**
 * Both databases that are supported. Where the environment demands PostgreSQL,
 * its absence is a failure and not fewer tests.
 */
export function testDatabases(): TestDatabases {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
  if (
    process.env.PLUMBLINE_REQUIRE_POSTGRES === '1' &&
    !databases.supports('POSTGRES_18')
  ) {
    throw new Error('These tests need a PostgreSQL, and there is none');
  }
  return databases;
}

/** What a test may replace of the services' surroundings. */
export interface HarnessOptions {
  clock?: TestClock;
  config?: JsonObject;
  entities?: Entity[];
  permissions?: PermissionsService;
  catalog?: CatalogService;
  urlReader?: UrlReaderService;
  logger?: LoggerService;
  hostCollectors?: HostCollector[];
  entityCollectors?: EntityCollector[];
  notifications?: ServiceOptions['notifications'];
  signals?: ServiceOptions['signals'];
}

/** What services are made of, as the plugin would hand it to them. */
export function surroundings(
  knex: Knex,
  options: HarnessOptions = {},
): Omit<ServiceOptions, 'events' | 'now'> {
  return {
    knex,
    config: mockServices.rootConfig({ data: options.config ?? {} }),
    logger: options.logger ?? mockServices.logger.mock(),
    permissions:
      options.permissions ??
      mockServices.permissions({ result: AuthorizeResult.ALLOW }),
    catalog:
      options.catalog ??
      catalogServiceMock({ entities: options.entities ?? [] }),
    ownCredentials: async () => mockCredentials.service(),
    baseUrl: async () => 'http://localhost/api/ai-governance',
    urlReader: options.urlReader ?? mockServices.urlReader.mock(),
    applyConditions: createConditionAuthorizer(aiGovernanceEntityRules),
    toCriteria: createConditionTransformer(aiGovernanceEntityRules),
    hostCollectors: options.hostCollectors,
    entityCollectors: options.entityCollectors,
    notifications: options.notifications,
    signals: options.signals,
  };
}

/** Replicas whose judging may go on when a test has ended. */
const judging = new Set<{ idle(): Promise<void> }>();

// What a test set off ends with it: the database goes with the last one.
afterEach(async () => {
  const runners = [...judging];
  await Promise.all(runners.map(runner => runner.idle()));
});

/** Services of one replica over a migrated database. */
export async function startReplica(knex: Knex, options: HarnessOptions = {}) {
  const clock = options.clock ?? new TestClock();
  const events: string[][] = [];
  const logger = options.logger ?? mockServices.logger.mock();
  const started = await createServices({
    ...surroundings(knex, { ...options, logger }),
    events: {
      async publish({ eventPayload }) {
        events.push((eventPayload as { entityRefs: string[] }).entityRefs);
      },
      async subscribe() {},
    },
    now: clock.now,
  });
  judging.add(started.services.runner);
  return { knex, clock, events, logger, ...started };
}

/** Services over a fresh, migrated database. */
export async function startServices(
  options: HarnessOptions & {
    databases: TestDatabases;
    databaseId: TestDatabaseId;
  },
) {
  const knex = await options.databases.init(options.databaseId);
  await knex.migrate.latest({ directory: migrationsDirectory });
  return startReplica(knex, options);
}

/** A component as the catalog module tells of it. */
export function component(
  name: string,
  overrides: Partial<InventoryEntity> = {},
): InventoryEntity {
  return {
    entityRef: `component:default/${name}`,
    kind: 'Component',
    type: 'service',
    lifecycle: 'production',
    owners: ['group:default/payments'],
    annotations: {},
    ...overrides,
  };
}
