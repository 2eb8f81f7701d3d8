import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { InventoryEntity } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';

jest.setTimeout(60_000);

const databases = testDatabases();

const REF = 'component:default/fraud-scoring';
const USER = mockCredentials.user();
const CHECK = 'SEC-001.scanner';

const SCANNED = `
on: pull_request
jobs:
  scan:
    runs-on: ubuntu-latest
    steps:
      - uses: github/codeql-action/init@v3
        with: { languages: python }
      - uses: github/codeql-action/analyze@v3
`;

let parent: string;

beforeEach(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), 'repositories-')));
});

afterEach(async () => {
  await rm(parent, { recursive: true, force: true });
});

async function write(path: string, content: string) {
  const absolute = join(parent, path);
  await mkdir(dirname(absolute), { recursive: true });
  await writeFile(absolute, content);
}

describe.each(databases.eachSupportedId())(
  'entities made of several repositories on %s',
  databaseId => {
    async function start() {
      const started = await startServices({
        databases,
        databaseId,
        config: {
          aiGovernance: {
            collection: { localRepositories: [parent], interval: { hours: 1 } },
          },
          integrations: { github: [{ host: 'github.com' }] },
        },
      });
      const { services, background, clock } = started;
      return {
        ...started,
        learn: (
          repositories?: string,
          overrides: Partial<InventoryEntity> = {},
        ) =>
          services.inventory.learn(
            [
              component('fraud-scoring', {
                sourceLocation: `dir:${join(parent, 'api')}`,
                annotations: repositories
                  ? { 'ai-governance/repositories': repositories }
                  : {},
                ...overrides,
              }),
            ],
            clock.now(),
            services.runner.fresh(),
          ),
        look: async () => {
          await background.collection.runDue();
          await services.runner.run();
          return services.scorecards.get(REF, USER);
        },
      };
    }

    const checkOf = (response: any) =>
      response.scorecard.controls
        .flatMap((control: any) => control.parts)
        .flatMap((part: any) => part.checks)
        .find(({ check }: any) => check === CHECK);

    it('take the worst result and list each', async () => {
      await write('api/.github/workflows/ci.yml', SCANNED);
      await write('models/README.md', 'models');
      const { learn, look, clock } = await start();
      await learn('../models');
      const response = await look();
      expect(checkOf(response)).toMatchObject({ outcome: 'fail' });
      expect(
        checkOf(response).sources.map(({ source, outcome }: any) => [
          source,
          outcome,
        ]),
      ).toEqual([
        [`repository:${join(parent, 'api')}`, 'pass'],
        [`repository:${join(parent, 'models')}`, 'fail'],
      ]);
      expect(response.collection.others).toMatchObject([
        { url: join(parent, 'models'), state: 'done', kind: 'local' },
      ]);
      await write('models/.github/workflows/ci.yml', SCANNED);
      clock.advance({ minutes: 61 });
      expect(checkOf(await look())).toMatchObject({ outcome: 'pass' });
    });

    it('forget what a repository said that is no longer named', async () => {
      await write('api/.github/workflows/ci.yml', SCANNED);
      await write('models/README.md', 'models');
      const { learn, look, knex } = await start();
      await learn('../models');
      await look();
      await learn();
      const response = await look();
      expect(checkOf(response)).toMatchObject({ outcome: 'pass' });
      expect(checkOf(response)).not.toHaveProperty('sources');
      expect(await knex('entity_repositories')).toEqual([]);
      expect(
        (await knex('evidence_history')).map(row => row.source_key),
      ).toContain(`repository:${join(parent, 'models')}`);
    });

    it('say what is no repository, and take no path out of the folder', async () => {
      await write('api/README.md', 'api');
      const { learn, look } = await start();
      await learn('nonsense, ../../etc, https://unknown.example.org/a/b');
      expect((await look()).collection.warnings).toEqual(
        ['nonsense', '../../etc', 'https://unknown.example.org/a/b'].map(
          target =>
            `ai-governance/repositories: '${target}' is no repository that this portal can read`,
        ),
      );
    });

    it('are silent when nobody looked for several intervals', async () => {
      await write('api/README.md', 'api');
      const { learn, look, clock, services } = await start();
      await learn();
      const first = await look();
      expect(first.collection).not.toHaveProperty('silentSince');
      clock.advance({ minutes: 181 });
      const { collection } = await services.scorecards.get(REF, USER);
      expect(collection.silentSince).toBe(first.collection.lastLookedAt);
      expect(first.collection).not.toHaveProperty('findings');
      // A finding, and the operator's: the team's gaps and level stay as they were.
      expect(collection.findings).toEqual([
        {
          rule: 'source-silent',
          severity: 'medium',
          actor: 'operator',
          source: `repository:${join(parent, 'api')}`,
          kind: 'local',
          url: join(parent, 'api'),
          since: first.collection.lastLookedAt,
          message: `Nothing was seen of ${join(
            parent,
            'api',
          )} for several intervals: what is shown rests on what was seen before`,
        },
      ]);
      const { scorecard } = await services.scorecards.get(REF, USER);
      expect(scorecard!.ownGaps).toEqual(first.scorecard!.ownGaps);
    });

    it('are left out with the reason once every repository is archived', async () => {
      await write('api/README.md', 'api');
      const { learn, look, services, clock, knex } = await start();
      await learn('../models');
      await look();
      const properties = async (source: string, archived: boolean) => {
        await services.evidence.push(
          [
            {
              subject: REF,
              source,
              items: [
                {
                  check: 'repository.properties',
                  outcome: 'pass',
                  summary: 'As the host says',
                  data: { archived, visibility: 'private' },
                },
              ],
            },
          ],
          clock.now(),
        );
      };
      await properties('host:a', true);
      await properties('host:b', false);
      expect(await look()).toHaveProperty('scorecard');
      await properties('host:b', true);
      expect(await look()).toMatchObject({
        notAssessable: { reason: 'All its repositories are archived' },
      });
      expect(
        (await knex('scorecards').where({ entity_ref: REF }).first())
          .not_assessable,
      ).toBe('All its repositories are archived');
    });

    it('leave nothing behind but the history when they are gone for long', async () => {
      await write('api/README.md', 'api');
      await write('models/README.md', 'models');
      const { learn, look, services, clock, knex } = await start();
      await learn('../models', {
        annotations: {
          'ai-governance/review-tier': '3',
          'ai-governance/repositories': '../models',
        },
      });
      const before = await look();
      const judgedAt = clock.now();
      await services.inventory.forget([REF], clock.now());
      clock.advance({ days: 29 });
      expect(await services.inventory.clean(clock.now())).toBe(0);
      const kept = () => knex('evidence').where({ subject: REF });
      expect(await kept()).toHaveLength(2);
      clock.advance({ days: 1 });
      expect(await services.inventory.clean(clock.now())).toBe(1);
      expect(await services.inventory.clean(clock.now())).toBe(0);
      expect(await kept()).toEqual([]);
      for (const table of ['scorecards', 'sources']) {
        expect(await knex(table)).toEqual([]);
      }
      // Back again: protected as before, and the past can still be replayed.
      await learn('../models', {
        annotations: { 'ai-governance/repositories': '../models' },
      });
      const after = await look();
      expect(after.scorecard!.profile.tier.value).toBe(3);
      const replayed = await services.replay.replay(REF, judgedAt, USER);
      expect(replayed.exact).toBe(true);
      expect(replayed.scorecard.profile).toEqual(before.scorecard!.profile);
    });
  },
);
