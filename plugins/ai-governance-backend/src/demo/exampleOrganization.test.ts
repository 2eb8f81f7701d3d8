import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { parse, parseAllDocuments } from 'yaml';
// The demo's own code host is part of the backend that runs the demo.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { ExampleCodeHost } from '../../../../packages/backend/src/demo/exampleCodeHost';
import {
  startReplica,
  surroundings,
  testDatabases,
  TestClock,
} from '../__testUtils__/harness';
import { migrationsDirectory } from '../database/migrate';
import { seedHistory } from './seedHistory';

jest.setTimeout(300_000);

const DAY = 24 * 60 * 60 * 1000;
const databases = testDatabases();
const ROOT = resolve(__dirname, '../../../..');
const EXAMPLES = join(ROOT, 'examples');
const REPOSITORIES = join(EXAMPLES, 'repositories');
const SERVICE = mockCredentials.service('plugin:ai-governance');
const USER = mockCredentials.user();

const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

/** As `scripts/demo.mjs` starts it. */
function example() {
  const demo = parse(read('app-config.demo.yaml')).aiGovernance;
  const larkspur = parse(read('app-config.larkspur.yaml')).aiGovernance;
  const folders = [REPOSITORIES, join(EXAMPLES, 'further-repositories')];
  return {
    folders,
    config: {
      aiGovernance: {
        tools: demo.tools,
        roles: larkspur.roles,
        collection: { localRepositories: folders },
        demo: {
          ...demo.demo,
          ...larkspur.demo,
          repositories: REPOSITORIES,
          importsFolder: join(EXAMPLES, 'imports'),
          historyFile: join(EXAMPLES, 'history.yaml'),
        },
      },
    },
    entities: parseAllDocuments(read('examples', 'organization.yaml')).flatMap(
      document => {
        const entity = document.toJS() as Entity | null;
        return entity ? [entity] : [];
      },
    ),
  };
}

/** Level, own level, level without exceptions, and what holds each service. */
const EXPECTED = {
  'card-vault': [3, 5, 3, ''],
  'checkout-api': [3, 4, 3, 'CQ-002'],
  'ci-images': [2, 2, 2, 'CMP-001 CQ-001 CQ-002 SEC-003'],
  'data-export-jobs': [
    1,
    1,
    1,
    'CMP-001 CQ-001 CQ-002 DP-001 DP-002 OPS-001 SEC-001 SEC-002 SEC-003 TM-001 TM-002 TM-003',
  ],
  'design-system': [3, 5, 3, ''],
  'fraud-scoring': [3, 4, 2, 'CQ-002'],
  'ledger-core': [2, 2, 1, 'TM-003'],
  'mobile-app': [2, 2, 2, 'CMP-001 CQ-002'],
  'notification-worker': [3, 5, 3, ''],
  'search-api': [2, 2, 2, 'CQ-002 SEC-002'],
  'storefront-web': [2, 2, 2, 'CQ-002 TM-003'],
};

/** What somebody sees who starts the demo at this instant for the first time. */
async function startAt(at: string) {
  const { config, entities, folders } = example();
  const clock = new TestClock(at);
  const knex = await databases.init('SQLITE_3');
  await knex.migrate.latest({ directory: migrationsDirectory });
  const options = {
    clock,
    config,
    entities,
    hostCollectors: [
      new ExampleCodeHost({
        file: join(EXAMPLES, 'code-host.yaml'),
        folders,
        at: Date.parse(at),
      }),
    ],
  };
  await seedHistory({ ...surroundings(knex, options), now: at });
  const { services, background } = await startReplica(knex, options);
  await services.groups.refresh(SERVICE);
  await services.training.refresh(clock.now());
  await background.collection.runDue();
  await services.runner.run();
  return services;
}

describe('the example organization', () => {
  it.each([
    '2026-11-20T09:00:00.000Z',
    '2028-02-29T23:30:00.000Z',
    '2031-01-01T00:10:00.000Z',
  ])('stands where its design has it when it is started on %s', async at => {
    const services = await startAt(at);
    const { items } = await services.scorecards.list({ limit: 50 }, USER);
    const byName = new Map(
      items.map(item => [item.entityRef.split('/')[1], item]),
    );
    expect(byName.get('legacy-billing')?.notAssessable).toBeDefined();
    byName.delete('legacy-billing');
    expect(
      Object.fromEntries(
        [...byName].map(([name, item]) => [
          name,
          [
            item.level,
            item.ownLevel,
            item.levelWithoutExceptions,
            item
              .controls!.filter(({ status }) => status === 'gap')
              .map(({ id }) => id)
              .sort()
              .join(' '),
          ],
        ]),
      ),
    ).toEqual(EXPECTED);

    const contradictions = await Promise.all(
      Object.keys(EXPECTED).map(async name => {
        const { scorecard } = await services.scorecards.get(
          `component:default/${name}`,
          USER,
        );
        return scorecard!.profile.conflicts
          .filter(({ kind }) => kind === 'contradiction')
          .map(({ field, message }) => `${name} ${field}: ${message}`);
      }),
    );
    expect(contradictions.flat()).toEqual([
      'storefront-web tier: next-auth is a dependency, which handles authentication and asks for tier 3; tier 2 is declared',
    ]);

    const { organization, totals } = await services.maturity.summary({}, USER);
    expect(organization.controls).toContainEqual(
      expect.objectContaining({ id: 'CMP-002', status: 'unknown' }),
    );
    expect(organization).toMatchObject({
      level: 3,
      lapse: {
        level: 2,
        controls: ['DP-002'],
        at: new Date(Date.parse(at) + 9 * DAY).toISOString(),
      },
    });
    expect(totals).toMatchObject({
      assessable: 11,
      assessed: 11,
      levels: { official: { 1: 1, 2: 5, 3: 5, 4: 0, 5: 0 } },
    });
  });

  it('has two people a visitor can be for whatever needs two', async () => {
    const services = await startAt('2026-11-20T09:00:00.000Z');
    const as = (name: string) => mockCredentials.user(`user:default/${name}`);
    const { criteria } = services.framework.current().framework.settings.tools;
    await services.toolRegistry.request(
      {
        id: 'aider',
        name: 'Aider',
        reason: 'The web team wants it',
        properties: {},
        endpoints: [],
        criteria: Object.fromEntries(
          criteria.map(({ id }) => [id, { answer: 'Known' }]),
        ),
      },
      as('engineer'),
    );
    const sign = (by: string, role: string) =>
      services.toolRegistry.decide(
        'aider',
        { approve: true, reason: 'Read the terms', role },
        as(by),
      );
    await sign('lead', 'security-compliance');
    expect(await sign('approver', 'legal')).toMatchObject({
      status: 'approved',
    });

    const [incident] = (
      await services.incidents.list({ limit: 9 }, as('approver'))
    ).items.filter(({ state }) => state === 'contained');
    const reviewed = await services.incidents.review(
      incident.id,
      {
        version: incident.version,
        failed: 'The settings file was no secret to the assistant',
        controlChanges: 'It is on the ignore list',
        followUps: [],
      },
      as('approver'),
    );
    await expect(
      services.incidents.confirmReview(
        incident.id,
        { version: reviewed.version },
        as('lead'),
      ),
    ).resolves.toMatchObject({ state: 'reviewed' });

    // Of a framework version one proposes and the other puts it in force.
    for (const decides of ['lead', 'approver']) {
      expect(
        await services.frameworkLifecycle.mayDecide(`user:default/${decides}`),
      ).toBe(true);
    }
    const { seats } = await services.committee.overview(as('approver'));
    expect(
      seats.filter(({ isMissing }) => isMissing).map(({ id }) => id),
    ).toEqual([]);
    expect(seats.find(({ id }) => id === 'revenue')?.members).toEqual([
      'user:default/owner',
    ]);
  });
});
