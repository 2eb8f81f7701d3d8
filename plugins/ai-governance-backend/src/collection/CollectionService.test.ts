import {
  chmod,
  mkdir,
  mkdtemp,
  realpath,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { UrlReaderServiceReadTreeOptions } from '@backstage/backend-plugin-api';
import { NotModifiedError } from '@backstage/errors';
import type { Scorecard } from '@plumbline/backstage-plugin-ai-governance-common';
import { REPOSITORY_COLLECTOR } from '@plumbline/backstage-plugin-ai-governance-node';
import { SourceStore } from './SourceStore';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';

jest.setTimeout(60_000);

const databases = testDatabases();

const USER = mockCredentials.user();
const REF = 'component:default/checkout';

const WORKFLOW = `
on: pull_request
jobs:
  scan:
    runs-on: ubuntu-latest
    steps:
      - uses: github/codeql-action/init@v3
      - uses: github/codeql-action/analyze@v3
`;

let parent: string;

beforeEach(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), 'collection-')));
});

afterEach(async () => {
  await rm(parent, { recursive: true, force: true });
});

async function write(path: string, content: string | Buffer) {
  const absolute = join(parent, path);
  await mkdir(dirname(absolute), { recursive: true });
  await writeFile(absolute, content);
}

/** Reads a tree of a code host that stays at one commit. */
function codeHost(paths: string[]) {
  return jest.fn(
    async (_url: string, options?: UrlReaderServiceReadTreeOptions) => {
      if (options?.etag === 'commit-1') {
        throw new NotModifiedError();
      }
      return {
        etag: 'commit-1',
        files: async () => [],
        archive: async () => Readable.from([]),
        async dir(into?: { targetDir?: string }) {
          const folder = into!.targetDir!;
          for (const path of paths) {
            if (options?.filter?.(path, { size: 1 })) {
              await mkdir(dirname(join(folder, path)), { recursive: true });
              await writeFile(join(folder, path), 'x');
            }
          }
          return folder;
        },
      };
    },
  );
}

/** Resolves once it is so. */
async function until(isSo: () => Promise<boolean>) {
  while (!(await isSo())) {
    await new Promise(done => setImmediate(done));
  }
}

/** What a check came to. */
const resultOf = (scorecard: Scorecard, check: string) =>
  scorecard.controls
    .flatMap(({ parts }) => parts)
    .flatMap(({ checks }) => checks)
    .find(result => result.check === check);

const at = (path: string) => ({ sourceLocation: `dir:${join(parent, path)}` });

describe.each(databases.eachSupportedId())(
  'CollectionService on %s',
  databaseId => {
    async function start(
      options: Partial<Parameters<typeof startServices>[0]> = {},
    ) {
      const started = await startServices({
        databases,
        databaseId,
        config: {
          aiGovernance: { collection: { localRepositories: [parent] } },
          integrations: { github: [{ host: 'github.com' }] },
        },
        ...options,
      });
      const { knex, clock, services, background } = started;
      const source = async () => {
        const rows = await knex('sources');
        expect(rows).toHaveLength(1);
        return rows[0];
      };
      const evidence = async (subject = REF) =>
        (await knex('evidence')
          .where({ subject })
          .then(rows => rows.flatMap((row: any) => JSON.parse(row.items)))) as {
          check: string;
          outcome: string;
          summary: string;
          collector?: string;
          data?: any;
        }[];
      const learn = (...entities: ReturnType<typeof component>[]) =>
        services.inventory.learn(entities, clock.now());
      return {
        ...started,
        source,
        evidence,
        learn,
        collect: () => background.collection.runDue(),
        scorecard: async (ref = REF) => {
          await services.runner.run();
          return services.scorecards.get(ref, USER);
        },
      };
    }

    it('turns a folder into evidence and a scorecard', async () => {
      await write('checkout/.github/workflows/scan.yaml', WORKFLOW);
      await write('checkout/CLAUDE.md', 'Write small functions.\n');
      const { learn, collect, evidence, scorecard } = await start();
      await learn(component('checkout', at('checkout')));
      expect(await collect()).toBe(1);

      const items = await evidence();
      expect(items).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            check: 'SEC-001.scanner',
            outcome: 'pass',
          }),
          expect.objectContaining({ check: 'repository.assistants' }),
        ]),
      );
      const { scorecard: judged, collection } = await scorecard();
      expect(judged?.aiUse).toMatchObject({
        status: 'observed',
        assistants: ['claude-code'],
      });
      expect(collection).toMatchObject({
        state: 'done',
        repository: {
          url: join(parent, 'checkout'),
          subpath: '',
          kind: 'local',
        },
        warnings: [],
      });
      expect(collection.error).toBeUndefined();
    });

    it('writes nothing but when it looked while the tree is unchanged', async () => {
      await write('checkout/CLAUDE.md', 'Write small functions.\n');
      const { learn, collect, clock, knex, source, services } = await start();
      await learn(component('checkout', at('checkout')));
      await collect();
      await services.runner.run();
      const before = await source();
      const evidence = await knex('evidence');
      const scorecards = await knex('scorecards');
      expect(await collect()).toBe(0);

      clock.advance({ minutes: 61 });
      expect(await collect()).toBe(1);
      expect(await source()).toEqual({
        ...before,
        confirmed_at: clock.now(),
        started_at: clock.now(),
        due_at: new Date(Date.parse(clock.now()) + 3_600_000).toISOString(),
      });
      expect(await knex('evidence')).toEqual(evidence);
      expect(await knex('evidence_history')).toEqual([]);
      expect(await knex('assessment_queue')).toEqual([]);
      await services.runner.run();
      expect(await knex('scorecards')).toEqual(scorecards);
    });

    it('sees a change of the tree', async () => {
      await write('checkout/CLAUDE.md', 'Write small functions.\n');
      const { learn, collect, clock, evidence } = await start();
      await learn(component('checkout', at('checkout')));
      await collect();
      await write('checkout/.cursorrules', 'Write small functions.\n');
      clock.advance({ minutes: 61 });
      await collect();
      const seen = (await evidence()).find(
        item => item.check === 'repository.assistants',
      );
      expect(JSON.stringify(seen)).toContain('cursor');
    });

    it('looks for an entity registered later in a repository that is known', async () => {
      await write('mono/a/CLAUDE.md', 'a\n');
      await write('mono/b/.cursorrules', 'b\n');
      const { learn, collect, clock, evidence } = await start();
      await learn(component('a', at('mono/a')));
      await collect();
      clock.advance({ seconds: 1 });
      await learn(component('b', at('mono/b')));
      await collect();
      const assistants = async (ref: string) =>
        JSON.stringify(
          (await evidence(ref)).find(
            item => item.check === 'repository.assistants',
          ),
        );
      expect(await assistants('component:default/a')).toContain('claude-code');
      expect(await assistants('component:default/a')).not.toContain('cursor');
      expect(await assistants('component:default/b')).toContain('cursor');
      expect(await assistants('component:default/b')).not.toContain(
        'claude-code',
      );
    });

    it('finds what contradicts a declaration, until a dispute of it is accepted', async () => {
      await write('checkout/CLAUDE.md', 'x\n');
      await write(
        'checkout/package.json',
        JSON.stringify({ dependencies: { stripe: '14' } }, null, 2),
      );
      const { learn, collect, services } = await start();
      await learn(
        component('checkout', {
          ...at('checkout'),
          annotations: {
            'ai-governance/data-classification': 'internal',
            'ai-governance/handles': 'production-features',
            'ai-governance/ai-use': 'none',
          },
        }),
      );
      await collect();
      const look = async () => {
        await services.runner.run();
        const { scorecard } = await services.scorecards.get(REF, USER);
        return {
          result: resultOf(scorecard!, 'DP-001.classification')!,
          open: scorecard!.profile.conflicts.map(
            ({ field, kind }) => `${field} ${kind}`,
          ),
        };
      };
      const { result, open } = await look();
      expect(open).toEqual([
        'classification contradiction',
        'tier contradiction',
        'aiUse contradiction',
      ]);
      expect(result).toMatchObject({
        outcome: 'fail',
        findings: [{ rule: 'handles-payments', path: 'package.json', line: 3 }],
      });
      const { id } = await services.disputes.dispute(
        REF,
        { check: result.check, reason: 'Only its types are used' },
        USER,
      );
      await services.disputes.decide(id, {
        accept: true,
        reason: 'No payment is made here',
        by: 'user:default/grace',
      });
      expect(await look()).toEqual({
        result: expect.objectContaining({ outcome: 'pass', suppressed: 1 }),
        open: ['aiUse contradiction'],
      });
    });

    it('reads a tree once for all entities that live in it', async () => {
      const readTree = codeHost(['a/CLAUDE.md', 'b/CLAUDE.md']);
      const { learn, collect, clock, source, evidence } = await start({
        urlReader: {
          readTree,
          readUrl: jest.fn(),
          search: jest.fn(),
        },
      });
      const url = 'url:https://github.com/acme/mono/tree/main/';
      await learn(
        component('a', { sourceLocation: `${url}a` }),
        component('b', { sourceLocation: `${url}b` }),
      );
      await collect();
      expect(readTree).toHaveBeenCalledTimes(1);
      expect(await evidence('component:default/a')).not.toEqual([]);
      expect(await evidence('component:default/b')).not.toEqual([]);

      clock.advance({ minutes: 61 });
      await collect();
      expect(readTree).toHaveBeenCalledTimes(2);
      expect(readTree.mock.calls[1]).toEqual([
        expect.any(String),
        expect.objectContaining({ etag: 'commit-1' }),
      ]);
      expect(await source()).toMatchObject({
        state: 'done',
        confirmed_at: clock.now(),
      });
    });

    it('reads an unchanged tree again, once, after checks came to judge differently', async () => {
      const readTree = codeHost(['CLAUDE.md']);
      const { learn, collect, clock, knex, source, evidence } = await start({
        urlReader: { readTree, readUrl: jest.fn(), search: jest.fn() },
      });
      await learn(
        component('checkout', {
          sourceLocation: 'url:https://github.com/acme/checkout/tree/main/',
        }),
      );
      await collect();
      const current = await source();
      // As the version before left it.
      await knex('sources').update({
        checks_version: 'of repository@1',
      });
      const [{ items }] = await knex('evidence').where({ subject: REF });
      await knex('evidence')
        .where({ subject: REF })
        .update({
          items: items.replaceAll(REPOSITORY_COLLECTOR, 'repository@1'),
          digest: 'of repository@1',
        });
      const collectors = async () =>
        new Set((await evidence()).map(item => item.collector));
      expect(await collectors()).toEqual(new Set(['repository@1']));

      const asked: (string | undefined)[] = [];
      for (let look = 0; look < 2; look += 1) {
        readTree.mockClear();
        clock.advance({ minutes: 61 });
        expect(await collect()).toBe(1);
        expect(readTree).toHaveBeenCalledTimes(1);
        asked.push(readTree.mock.calls[0][1]?.etag);
        expect(await collectors()).toEqual(new Set([REPOSITORY_COLLECTOR]));
        expect(await source()).toMatchObject({
          tree_id: current.tree_id,
          checks_version: current.checks_version,
          confirmed_at: clock.now(),
        });
      }
      // The whole tree first, then only what differs from it: nothing.
      expect(asked).toEqual([undefined, 'commit-1']);
    });

    it('keeps evidence when looking fails, says why, and waits longer each time', async () => {
      await write('checkout/CLAUDE.md', 'Write small functions.\n');
      const { learn, collect, clock, source, evidence, scorecard } =
        await start();
      await learn(component('checkout', at('checkout')));
      await collect();
      const before = await evidence();
      await rm(join(parent, 'checkout'), { recursive: true });

      const pauses: number[] = [];
      clock.advance({ minutes: 61 });
      for (let attempt = 0; attempt < 3; attempt += 1) {
        expect(await collect()).toBe(1);
        expect(await collect()).toBe(0);
        const { due_at } = await source();
        pauses.push((Date.parse(due_at) - Date.parse(clock.now())) / 60_000);
        clock.advance({ minutes: pauses[attempt] });
      }
      expect(pauses).toEqual([1, 2, 4]);
      const failing = await evidence();
      expect(failing.filter(({ outcome }) => outcome !== 'error')).toEqual(
        before,
      );
      const { collection, scorecard: judged } = await scorecard();
      expect(resultOf(judged!, 'TM-003.settings')).toMatchObject({
        outcome: 'pass',
        collectorError: expect.stringContaining('no readable folder'),
      });
      expect(collection.state).toBe('failed');
      expect(collection.error).toContain('There is no readable folder');
      expect(judged?.aiUse.status).toBe('observed');

      await write('checkout/CLAUDE.md', 'Write small functions.\n');
      await collect();
      expect(await source()).toMatchObject({
        state: 'done',
        attempts: 0,
        error: null,
      });
      expect(await evidence()).toEqual(before);
    });

    it('leaves to the operator what was never readable', async () => {
      const { learn, collect, scorecard, clock, evidence } = await start();
      await learn(component('checkout', at('checkout')));
      await collect();
      const { scorecard: judged } = await scorecard();
      expect(resultOf(judged!, 'SEC-001.scanner')).toMatchObject({
        outcome: 'unknown',
        summary: expect.stringContaining('Could not be looked at'),
        // Makes the gap the operator's.
        collectorError: expect.stringContaining('no readable folder'),
      });
      // Failing in the same way again is nothing to write.
      const before = await evidence();
      clock.advance({ minutes: 2 });
      await collect();
      expect(await evidence()).toEqual(before);

      await write('checkout/CLAUDE.md', 'Write small functions.\n');
      clock.advance({ minutes: 5 });
      await collect();
      const { scorecard: again } = await scorecard();
      const looked = resultOf(again!, 'SEC-001.scanner');
      expect(looked).toMatchObject({ outcome: 'fail' });
      expect(looked).not.toHaveProperty('collectorError');
    });

    it('takes a failure back without reading again what is as it was', async () => {
      const readTree = codeHost(['CLAUDE.md']);
      const started = await start({
        urlReader: { readTree, readUrl: jest.fn(), search: jest.fn() },
      });
      const { learn, collect, clock, evidence, source, background } = started;
      const here = {
        sourceLocation: 'url:https://github.com/acme/shop/tree/main/',
      };
      await learn(component('checkout', here));
      await collect();
      const before = await evidence();
      readTree.mockRejectedValueOnce(new Error('Bad gateway'));
      clock.advance({ minutes: 61 });
      await collect();
      expect(await evidence()).toContainEqual(
        expect.objectContaining({ outcome: 'error', summary: 'Bad gateway' }),
      );
      clock.advance({ minutes: 2 });
      await collect();
      expect(readTree.mock.calls.map(([, options]) => options?.etag)).toEqual([
        undefined,
        'commit-1',
        'commit-1',
      ]);
      expect(await evidence()).toEqual(before);

      // Asking for another look forgets the attempts, and not the failure.
      readTree.mockRejectedValueOnce(new Error('Bad gateway'));
      clock.advance({ minutes: 61 });
      await collect();
      const { source_key: key } = await source();
      await background.collection.makeDue([key]);
      expect((await source()).attempts).toBe(0);
      await collect();
      expect(await evidence()).toEqual(before);

      // An end of the process in the middle of a look says nothing of the source.
      const end = new AbortController();
      readTree.mockImplementationOnce(async () => {
        end.abort();
        throw end.signal.reason;
      });
      clock.advance({ minutes: 61 });
      await background.collection.runDue(end.signal);
      expect(await evidence()).toEqual(before);
      clock.advance({ minutes: 2 });
      await collect();

      // Of an entity that came while it failed nothing was ever seen.
      readTree.mockRejectedValueOnce(new Error('Bad gateway'));
      clock.advance({ minutes: 61 });
      await learn(component('checkout', here), component('second', here));
      await collect();
      const second = 'component:default/second';
      expect(
        (await evidence(second)).every(({ outcome }) => outcome === 'error'),
      ).toBe(true);
      clock.advance({ minutes: 2 });
      await collect();
      expect(readTree.mock.lastCall![1]?.etag).toBeUndefined();
      expect(
        (await evidence(second)).map(({ check, outcome }) => [check, outcome]),
      ).toEqual(before.map(({ check, outcome }) => [check, outcome]));
    });

    it('looks at what a person asks for while everything else waits', async () => {
      const readTree = codeHost(['CLAUDE.md']);
      const plain = readTree.getMockImplementation()!;
      let release = () => {};
      const released = new Promise<void>(done => {
        release = done;
      });
      readTree.mockImplementation(async (url, options) => {
        if (!url.includes('wanted')) {
          await released;
        }
        return plain(url, options);
      });
      const { learn, background, evidence, clock, knex } = await start({
        urlReader: { readTree, readUrl: jest.fn(), search: jest.fn() },
      });
      const url = (name: string) =>
        `url:https://github.com/acme/${name}/tree/main/`;
      const names = ['a', 'b', 'c', 'd', 'e', 'wanted'];
      await learn(
        ...names.map(name => component(name, { sourceLocation: url(name) })),
      );
      clock.advance({ minutes: 1 });
      const all = background.collection.runDue();
      try {
        await until(async () => readTree.mock.calls.length === 4);
        const { source_key: wanted } = await knex('sources')
          .where('source_key', 'like', '%wanted%')
          .first();
        await background.collection.request(wanted);
        await until(
          async () => (await evidence('component:default/wanted')).length > 0,
        );
        expect(await evidence('component:default/a')).toEqual([]);
      } finally {
        release();
      }
      await all;
      expect(await evidence('component:default/a')).not.toEqual([]);
    });

    it('writes at once that what a person asks for is as it was', async () => {
      const readTree = codeHost(['CLAUDE.md']);
      const plain = readTree.getMockImplementation()!;
      const { learn, collect, background, clock, knex } = await start({
        urlReader: { readTree, readUrl: jest.fn(), search: jest.fn() },
      });
      const url = (name: string) =>
        `url:https://github.com/acme/${name}/tree/main/`;
      const names = ['a', 'b', 'c', 'd', 'e', 'wanted'];
      await learn(
        ...names.map(name => component(name, { sourceLocation: url(name) })),
      );
      await collect();
      const confirmed = async () =>
        Object.fromEntries(
          (await knex('sources')).map(row => [
            row.source_key.match(/acme\/([a-z]+)/)![1],
            row.confirmed_at,
          ]),
        );
      const before = (await confirmed()).a;
      expect(before).toBeTruthy();

      let release = () => {};
      const released = new Promise<void>(done => {
        release = done;
      });
      const answered: string[] = [];
      readTree.mockClear();
      readTree.mockImplementation(async (address, options) => {
        if (!address.includes('wanted')) {
          await released;
        }
        answered.push(address);
        return plain(address, options);
      });
      clock.advance({ minutes: 61 });
      const all = background.collection.runDue();
      try {
        await until(async () => readTree.mock.calls.length === 4);
        const { source_key: wanted } = await knex('sources')
          .where('source_key', 'like', '%wanted%')
          .first();
        await background.collection.request(wanted);
        await until(async () => (await confirmed()).wanted !== before);
        expect(await confirmed()).toEqual({
          ...Object.fromEntries(names.map(name => [name, before])),
          wanted: clock.now(),
        });
        expect(answered).toEqual([expect.stringContaining('wanted')]);
      } finally {
        release();
      }
      await all;
      expect(new Set(Object.values(await confirmed()))).toEqual(
        new Set([clock.now()]),
      );
    });

    it('never waits longer than six hours, however often it failed', async () => {
      const { learn, collect, clock, source, knex } = await start();
      await learn(component('checkout', at('nowhere')));
      await knex('sources').update({ attempts: 40 });
      await collect();
      expect(
        Date.parse((await source()).due_at) - Date.parse(clock.now()),
      ).toBe(6 * 3_600_000);
    });

    it('does not lose a request made while it is looking', async () => {
      await write('checkout/CLAUDE.md', 'Write small functions.\n');
      const started = await start();
      const { learn, collect, clock, source, knex, background } = started;
      await learn(component('checkout', at('checkout')));
      const [{ source_key }] = await knex('sources');
      // Somebody else is looking right now.
      await knex('sources').update({
        state: 'running',
        claimed_by: 'another replica',
        claimed_until: new Date(Date.parse(clock.now()) + 60_000).toISOString(),
        due_at: new Date(Date.parse(clock.now()) + 60_000).toISOString(),
      });
      await background.collection.request(source_key);
      expect(await source()).toMatchObject({ state: 'running' });
      expect(await collect()).toBe(0);
      clock.advance({ seconds: 5 });
      await new SourceStore(knex).succeeded({
        sourceKey: source_key,
        by: 'another replica',
        treeId: 'tree',
        checksVersion: 'version',
        at: clock.now(),
        dueAt: new Date(Date.parse(clock.now()) + 3_600_000).toISOString(),
        warnings: [],
      });
      expect(await collect()).toBe(1);
      expect((await source()).state).toBe('done');
    });

    it('takes over the look of a replica that died', async () => {
      await write('checkout/CLAUDE.md', 'Write small functions.\n');
      const { learn, collect, clock, source, knex } = await start();
      await learn(component('checkout', at('checkout')));
      const leased = new Date(Date.parse(clock.now()) + 180_000).toISOString();
      await knex('sources').update({
        state: 'running',
        claimed_by: 'dead',
        claimed_until: leased,
        due_at: leased,
      });
      clock.advance({ minutes: 2 });
      expect(await collect()).toBe(0);
      clock.advance({ minutes: 1 });
      expect(await collect()).toBe(1);
      expect((await source()).state).toBe('done');
    });

    it('looks at many sources with two replicas, at each once', async () => {
      for (let index = 0; index < 12; index += 1) {
        await write(`r${index}/CLAUDE.md`, `${index}\n`);
      }
      const { learn, background, knex } = await start();
      await learn(
        ...Array.from({ length: 12 }, (_, index) =>
          component(`c${index}`, at(`r${index}`)),
        ),
      );
      const looked = await Promise.all([
        background.collection.runDue(),
        background.collection.runDue(),
      ]);
      expect(looked[0] + looked[1]).toBe(12);
      expect(await knex('sources').where({ state: 'done' })).toHaveLength(12);
    });

    it('goes on when the entity was deleted meanwhile', async () => {
      await write('checkout/CLAUDE.md', 'Write small functions.\n');
      const { learn, collect, clock, services, source, knex } = await start();
      await learn(component('checkout', at('checkout')));
      await services.inventory.forget([REF], clock.now());
      await collect();
      expect((await source()).state).toBe('done');
      expect(
        await knex('evidence').whereNot({ subject: 'organization' }),
      ).toEqual([]);
      await services.runner.run();
      expect(await knex('scorecards')).toEqual([]);
      expect(await knex('assessment_queue')).toEqual([]);
    });

    it('stops when it is told to', async () => {
      const { learn, background } = await start();
      await learn(component('checkout', at('checkout')));
      expect(await background.collection.runDue(AbortSignal.abort())).toBe(0);
    });

    describe('with what a repository should not hold', () => {
      it.each<[string, () => Promise<void>, said: string | undefined]>([
        [
          'malformed YAML',
          () =>
            write(
              'checkout/.github/workflows/scan.yaml',
              'on: [push\n\tjobs: {{{ &a *a',
            ),
          '.github/workflows/scan.yaml is not understandable YAML',
        ],
        [
          'a file of 50 MB',
          async () => {
            await write('checkout/CLAUDE.md', '');
            await truncate(
              join(parent, 'checkout/CLAUDE.md'),
              50 * 1024 * 1024,
            );
          },
          'CLAUDE.md is larger than what is read',
        ],
        [
          'a link out of the repository',
          async () => {
            await write('secret', 'never read me');
            await mkdir(join(parent, 'checkout'));
            await symlink('../secret', join(parent, 'checkout/CLAUDE.md'));
          },
          'CLAUDE.md is a link that leaves the repository',
        ],
        [
          'links in a circle',
          async () => {
            await mkdir(join(parent, 'checkout/a'), { recursive: true });
            await symlink('..', join(parent, 'checkout/a/back'));
            await symlink('CLAUDE.md', join(parent, 'checkout/CLAUDE.md'));
          },
          'CLAUDE.md is a link that leads back to itself',
        ],
        [
          'a file that is not UTF-8',
          () =>
            write(
              'checkout/CLAUDE.md',
              Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0xc3, 0x28]),
            ),
          'CLAUDE.md is not UTF-8 text',
        ],
        [
          'nothing at all',
          async () => {
            await mkdir(join(parent, 'checkout'));
          },
          undefined,
        ],
        [
          'zero bytes and a settings file that is no JSON',
          async () => {
            await write('checkout/.claude/settings.json', '{"permissions":');
            await write('checkout/AGENTS.md', 'a\0b');
          },
          '.claude/settings.json is not valid JSON',
        ],
      ])('ends in a scorecard that says so: %s', async (_, prepare, said) => {
        await prepare();
        await write('healthy/CLAUDE.md', 'Write small functions.\n');
        const { learn, collect, scorecard, knex } = await start();
        await learn(
          component('checkout', at('checkout')),
          component('healthy', at('healthy')),
        );
        await collect();
        expect(await knex('sources').select('state').distinct('state')).toEqual(
          [{ state: 'done' }],
        );
        const { scorecard: judged, collection } = await scorecard();
        expect(judged?.controls).toHaveLength(14);
        expect(collection.state).toBe('done');
        expect(JSON.stringify([judged, collection])).not.toContain(
          'never read me',
        );
        expect(JSON.stringify([judged, collection])).toContain(said ?? '');
        const healthy = await scorecard('component:default/healthy');
        expect(healthy.scorecard?.aiUse.assistants).toEqual(['claude-code']);
      });

      it('says to each part of a repository that its own descriptor is broken', async () => {
        await write('mono/catalog-info.yaml', 'kind: Location\n');
        await write('mono/packages/web/catalog-info.yaml', 'metadata: [\n');
        await write('mono/packages/api/catalog-info.yaml', 'kind: API\n');
        await write('mono/skeleton/catalog-info.yaml', 'name: {{\n');
        const { learn, collect, scorecard, clock } = await start();
        await learn(
          component('web', at('mono/packages/web')),
          component('api', at('mono/packages/api')),
        );
        await collect();
        const warningsOf = async (name: string) =>
          (await scorecard(`component:default/${name}`)).collection.warnings;
        expect(await warningsOf('web')).toEqual([
          expect.stringMatching(
            /^packages\/web\/catalog-info\.yaml is not valid YAML .*, so the catalog cannot read/s,
          ),
        ]);
        expect(await warningsOf('api')).toEqual([]);
        await write('mono/packages/web/catalog-info.yaml', 'kind: Component\n');
        clock.advance({ minutes: 61 });
        await collect();
        expect(await warningsOf('web')).toEqual([]);
      });

      it('says which folder could not be listed', async () => {
        if (process.getuid?.() === 0) {
          // Root lists everything; then there is nothing to warn of.
          await mkdir(join(parent, 'checkout'));
        } else {
          await mkdir(join(parent, 'checkout/locked'), { recursive: true });
          await chmod(join(parent, 'checkout/locked'), 0o000);
        }
        const { learn, collect, scorecard } = await start();
        await learn(component('checkout', at('checkout')));
        await collect();
        expect((await scorecard()).collection.warnings).toEqual(
          process.getuid?.() === 0
            ? []
            : ["The folder 'locked' could not be listed"],
        );
      });
    });
  },
);
