import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { InventoryEntity } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  assessmentRunPermission,
  parseFramework,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  EntityCollectOptions,
  EntityCollector,
  EntityObservations,
} from '@plumbline/backstage-plugin-ai-governance-node';
import {
  component,
  startReplica,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import type { HarnessOptions } from '../__testUtils__/harness';

jest.setTimeout(60_000);

const databases = testDatabases();

const USER = mockCredentials.user();
const REF = 'component:default/checkout';
const EXAMPLE = resolve(
  __dirname,
  '../../../../examples/framework/custom-controls.yaml',
);

/** A service on a free port of this machine that answers what a test says. */
class FactServer {
  readonly asked: { url: string; authorization?: string }[] = [];
  answer: RequestListener = (_, response) => response.end('{}');
  #server?: Server;

  async start(): Promise<string> {
    this.#server = createServer((request, response) => {
      this.asked.push({
        url: request.url!,
        authorization: request.headers.authorization,
      });
      this.answer(request, response);
    });
    await new Promise<void>(done => {
      this.#server!.listen(0, '127.0.0.1', done);
    });
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  json(value: unknown) {
    this.answer = (_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(value));
    };
  }

  async stop() {
    this.#server?.closeAllConnections();
    await new Promise(done => {
      this.#server?.close(done);
    });
  }
}

describe.each(databases.eachSupportedId())('facts on %s', databaseId => {
  let server: FactServer;
  let address: string;
  let folder: string;

  beforeEach(async () => {
    server = new FactServer();
    address = await server.start();
    folder = await mkdtemp(join(tmpdir(), 'facts-'));
  });

  afterEach(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  async function write(path: string, content: string) {
    const full = join(folder, path);
    await mkdir(dirname(full), { recursive: true });
    await writeFile(full, content);
    return full;
  }

  async function start(
    options: Omit<HarnessOptions, 'config'> & {
      framework?: string;
      fact?: object;
    } = {},
  ) {
    const started = await startServices({
      ...options,
      databases,
      databaseId,
      config: {
        aiGovernance: {
          framework: { file: options.framework ?? EXAMPLE },
          collection: { localRepositories: [join(folder, 'repositories')] },
          facts: [
            {
              id: 'quality',
              baseUrl: `${address}/api`,
              headers: { authorization: 'Bearer sesame' },
              timeout: { milliseconds: 1500 },
              maxBytes: 2000,
              ...options.fact,
            },
          ],
        },
      },
    });
    const { services, background, clock, knex } = started;
    return {
      ...started,
      learn: (...entities: InventoryEntity[]) =>
        services.inventory.learn(entities, clock.now()),
      look: () => background.entityLooks.runDue(),
      checks: async (ref = REF) => {
        await services.runner.run();
        const { scorecard } = await services.scorecards.get(ref, USER);
        return Object.fromEntries(
          scorecard!.controls
            .flatMap(control => control.parts)
            .flatMap(part => part.checks)
            .map(check => [check.check, check]),
        );
      },
      row: (ref = REF) =>
        knex('sources')
          .where({ source_key: `facts:http:${ref}` })
          .first(),
    };
  }

  it('judge the worked example from end to end', async () => {
    server.json({ coverage: { percent: 82.5 } });
    await write('repositories/checkout/RUNBOOK.md', '# How to restore\n');
    await write(
      'repositories/checkout/quality-gates.yaml',
      'kind: coverage\nminimum: 75\n---\nkind: duplication\nminimum: 3\n',
    );
    await write('repositories/checkout/config/a/main.yaml', 'debug: false\n');
    const { learn, look, checks, services, background, clock } = await start();
    expect(services.framework.current().refused).toBeUndefined();
    await learn(
      component('checkout', {
        sourceLocation: `dir:${join(folder, 'repositories/checkout')}`,
        system: 'system:default/payments',
        catalog: {
          annotations: { 'larkspur.example/runbook': 'https://r.example' },
          tags: ['java'],
          relations: { system: ['system:default/payments'] },
        },
      }),
    );
    await background.collection.runDue();
    await look();
    await services.pushes.store(
      { identity: 'external:ci' } as never,
      [
        {
          key: 'run-1',
          targets: [{ entityRef: REF } as never],
          stream: '',
          item: {
            check: 'LK-002.flaky',
            outcome: 'fail',
            summary: 'Nightly run',
            data: { value: 1.2 },
          },
          observedAt: clock.now(),
          dated: false,
        },
      ],
      clock.now(),
    );
    const before = await checks();
    const outcomes = (from: typeof before) =>
      Object.fromEntries(
        Object.entries(from)
          .filter(([id]) => id.startsWith('LK-'))
          .map(([id, { outcome }]) => [id, outcome]),
      );
    expect(outcomes(before)).toEqual({
      'LK-001.runbook': 'pass',
      'LK-001.address': 'pass',
      'LK-001.described': 'pass',
      'LK-002.gate': 'pass',
      'LK-002.measured': 'pass',
      'LK-002.flaky': 'pass',
      'LK-003.debug': 'pass',
      'LK-003.dumps': 'pass',
    });
    expect(before['LK-002.measured']).toMatchObject({
      summary: 'coverage.percent of quality is 82.5 (>=70)',
      collector: expect.stringMatching(/^http@1/),
    });
    expect(server.asked).toEqual([
      {
        url: '/api/services/default/checkout/coverage',
        authorization: 'Bearer sesame',
      },
    ]);

    await rm(join(folder, 'repositories/checkout/RUNBOOK.md'));
    await write(
      'repositories/checkout/config/a/main.yaml',
      'x: 1\nDebug: on\n',
    );
    await write('repositories/checkout/a.hprof', '');
    await write(
      'repositories/checkout/quality-gates.yaml',
      'kind: coverage\nminimum: 50\n',
    );
    server.json({ coverage: { percent: 69.9 } });
    clock.advance({ minutes: 61 });
    await learn(
      component('checkout', {
        sourceLocation: `dir:${join(folder, 'repositories/checkout')}`,
        catalog: {
          annotations: { 'larkspur.example/runbook': null },
          tags: ['legacy'],
          relations: { system: [] },
        },
      }),
    );
    await background.collection.runDue();
    await look();
    const after = await checks();
    expect(outcomes(after)).toEqual({
      'LK-001.runbook': 'fail',
      'LK-001.address': 'fail',
      'LK-001.described': 'fail',
      'LK-002.gate': 'fail',
      'LK-002.measured': 'fail',
      'LK-002.flaky': 'pass',
      'LK-003.debug': 'fail',
      'LK-003.dumps': 'fail',
    });
    expect(after['LK-003.debug'].findings).toMatchObject([
      { path: 'config/a/main.yaml', line: 2 },
    ]);
  });

  it.each<[string, RequestListener, RegExp]>([
    ['is slow', () => {}, /does not answer within 1500 ms/],
    [
      'stops in the middle',
      (_, response) => {
        response.write('{"coverage":');
      },
      /does not answer within 1500 ms/,
    ],
    [
      'says too much',
      (_, response) => response.end(JSON.stringify('x'.repeat(3000))),
      /more than 2000 bytes/,
    ],
    [
      'says too much once it is unpacked',
      (_, response) => {
        response.setHeader('content-encoding', 'gzip');
        response.end(gzipSync(JSON.stringify('x'.repeat(1_000_000))));
      },
      /more than 2000 bytes/,
    ],
    ['is malformed', (_, response) => response.end('<html>'), /not JSON/],
    [
      'is of another kind',
      (_, response) => response.end('{"coverage":{"percent":"high"}}'),
      /is "high", not a number/,
    ],
    [
      'is 404',
      (_, response) => response.writeHead(404).end(),
      /knows nothing of this entity/,
    ],
    [
      'is 500',
      (_, response) => response.writeHead(500).end('secret stack'),
      /quality answers with status 500$/,
    ],
    [
      'is 401',
      (_, response) => response.writeHead(401).end(),
      /answers with status 401/,
    ],
    [
      'is a redirect to another host',
      (_, response) =>
        response.writeHead(302, { location: 'http://localhost:1/api/x' }).end(),
      /another host \(http:\/\/localhost:1\)/,
    ],
    [
      'is a redirect out of its address',
      (_, response) => response.writeHead(302, { location: '/admin' }).end(),
      /points outside/,
    ],
    [
      'is a circle',
      (request, response) =>
        response.writeHead(302, { location: request.url! }).end(),
      /redirects without end/,
    ],
    [
      'breaks off',
      (request, response) => {
        response.flushHeaders();
        request.socket.destroy();
      },
      /quality /,
    ],
  ])(
    'keep the last good answer when the next one %s',
    async (_name, bad, error) => {
      server.json({ coverage: { percent: 90 } });
      const { learn, look, checks, clock, row } = await start();
      await learn(component('checkout'));
      await look();
      expect((await checks())['LK-002.measured'].outcome).toBe('pass');
      server.answer = bad;
      clock.advance({ minutes: 61 });
      expect(await look()).toBe(1);
      const check = (await checks())['LK-002.measured'];
      expect(check).toMatchObject({
        outcome: 'pass',
        collectorError: expect.stringMatching(error),
      });
      expect(check.collectorError).not.toMatch(/sesame|secret/);
      expect(await row()).toMatchObject({ state: 'failed', attempts: 1 });
      // Again in a minute, not in an hour.
      expect(await look()).toBe(0);
      clock.advance({ seconds: 61 });
      server.json({ coverage: { percent: 60 } });
      expect(await look()).toBe(1);
      expect(await checks()).toMatchObject({
        'LK-002.measured': { outcome: 'fail' },
      });
      expect(
        (await checks())['LK-002.measured'].collectorError,
      ).toBeUndefined();
      expect(await row()).toMatchObject({ state: 'done', attempts: 0 });
    },
  );

  it('follow a redirect below their own address', async () => {
    server.answer = (request, response) =>
      request.url === '/api/v2'
        ? response.end('{"coverage":{"percent":75}}')
        : response.writeHead(307, { location: '/api/v2' }).end();
    const { learn, look, checks } = await start();
    await learn(component('checkout'));
    await look();
    expect((await checks())['LK-002.measured'].outcome).toBe('pass');
  });

  it('do not ask a service again and again that does not answer', async () => {
    await server.stop();
    const { learn, look, checks, row } = await start();
    await learn(...['a', 'b', 'c'].map(name => component(name)));
    await look();
    expect(await row('component:default/a')).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/cannot be reached \(ECONNREFUSED\)/),
    });
    expect(
      (await checks('component:default/a'))['LK-002.measured'],
    ).toMatchObject({ outcome: 'unknown' });
  });

  it('look at what is assessed only, and forget what is gone', async () => {
    server.json({ coverage: { percent: 90 } });
    const { learn, look, row, services, clock } = await start();
    await learn(
      component('checkout'),
      component('users', { kind: 'Group', entityRef: 'group:default/users' }),
    );
    await look();
    expect(server.asked).toHaveLength(1);
    await services.inventory.forget([REF], clock.now());
    clock.advance({ minutes: 61 });
    await look();
    expect(server.asked).toHaveLength(1);
    expect(await row()).toBeUndefined();
  });

  it('of many entities cost one request each, and none for what they share', async () => {
    const ENTITIES = 2_000;
    const framework = await write(
      'framework.yaml',
      `extends: default
id: many
version: '1'
name: Many
description: Two facts of every service.
controls:
  - id: LK-101
    domain: code_quality
    name: Facts
    description: Facts of a service.
    implementation: Ask the service that knows.
    evidence: [Facts]
    frequency: { kind: age, label: daily, days: 1 }
    parts:
      - scope: entity
        mode: all
        checks:
          - id: LK-101.own
            type: fact.http
            name: Own
            description: A fact of its own.
            remediation: { text: Do it., effort: small }
            actor: owner
            params:
              fact: quality
              path: /components/{name}
              query: ok
              expect: { equals: true }
          - id: LK-101.shared
            type: fact.http
            name: Shared
            description: A fact they share.
            remediation: { text: Do it., effort: small }
            actor: owner
            params:
              fact: quality
              path: /policy
              query: ok
              expect: { equals: true }
`,
    );
    let underWay = 0;
    let most = 0;
    let unchanged = 0;
    server.answer = (request, response) => {
      underWay += 1;
      most = Math.max(most, underWay);
      setImmediate(() => {
        underWay -= 1;
        response.setHeader('etag', '"1"');
        if (request.headers['if-none-match'] === '"1"') {
          unchanged += 1;
          response.writeHead(304).end();
        } else {
          response.end('{"ok":true}');
        }
      });
    };
    const { learn, look, checks, services, clock } = await start({
      framework,
      // A busy machine is no failure of the service.
      fact: { timeout: { seconds: 60 } },
    });
    expect(services.framework.current().refused).toBeUndefined();
    await learn(
      ...Array.from({ length: ENTITIES }, (_, index) => component(`e${index}`)),
    );
    const taken = () => {
      const asked = server.asked.splice(0);
      return {
        own: asked.filter(({ url }) => url.includes('/components/')).length,
        shared: asked.filter(({ url }) => url.endsWith('/policy')).length,
      };
    };
    expect(await look()).toBe(ENTITIES);
    expect(taken()).toEqual({ own: ENTITIES, shared: 1 });
    expect(most).toBeLessThanOrEqual(5);
    expect(unchanged).toBe(0);
    expect(
      (await checks('component:default/e1999'))['LK-101.shared'].outcome,
    ).toBe('pass');
    // Nothing is due: nobody is asked.
    expect(await look()).toBe(0);
    expect(taken()).toEqual({ own: 0, shared: 0 });
    // An hour later everything is asked whether it changed, and nothing is sent again.
    clock.advance({ minutes: 61 });
    expect(await look()).toBe(ENTITIES);
    expect(taken()).toEqual({ own: ENTITIES, shared: 1 });
    expect(unchanged).toBe(ENTITIES + 1);
    expect((await checks('component:default/e7'))['LK-101.own'].outcome).toBe(
      'pass',
    );
  });

  it('are looked at again on demand, of that entity alone', async () => {
    server.json({ coverage: { percent: 60 } });
    const { learn, look, background, services, clock, checks, row } =
      await start();
    const other = 'component:default/ledger';
    await learn(component('checkout'), component('ledger'));
    await look();
    server.asked.length = 0;
    const before = (await services.scorecards.get(REF, USER)).collection;
    const source = {
      source: `facts:http:${REF}`,
      kind: 'entity',
      url: 'http',
      state: 'done',
      lastLookedAt: clock.now(),
      warnings: [],
    };
    expect(before).toEqual({ state: 'none', warnings: [], others: [source] });

    // Everything is due by now, and nobody waits for the others.
    clock.advance({ days: 1 });
    server.json({ coverage: { percent: 90 } });
    const { collection } = await services.reassessment.request(
      REF,
      'user:default/ada',
      USER,
      assessmentRunPermission,
    );
    expect(['queued', 'running', 'done']).toContain(
      collection.others![0].state,
    );
    await background.entityLooks.idle();
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0].url).toContain('checkout');
    expect((await checks())['LK-002.measured'].outcome).toBe('pass');
    expect((await checks(other))['LK-002.measured'].outcome).not.toBe('pass');
    const after = await services.scorecards.get(REF, USER);
    expect(after.collection.others).toEqual([
      { ...source, lastLookedAt: clock.now() },
    ]);
    expect((await row(other)).state).toBe('done');

    server.answer = (_, response) => {
      response.statusCode = 503;
      response.end();
    };
    await background.entityLooks.request(REF);
    await background.entityLooks.idle();
    const failed = (await services.scorecards.get(REF, USER)).collection;
    expect(failed.others).toMatchObject([
      { state: 'failed', error: expect.stringContaining('503') },
    ]);
  });

  it('wait for the look that is under way before they are looked at again', async () => {
    let respond = () => {};
    const asked = new Promise<void>(done => {
      server.answer = (_, response) => {
        respond = () => response.end('{"coverage":{"percent":60}}');
        done();
      };
    });
    const { learn, look, background, services, checks } = await start();
    await learn(component('checkout'));
    const looked = look();
    await asked;
    const state = async () =>
      (await services.scorecards.get(REF, USER)).collection.others![0].state;
    expect(await state()).toBe('running');
    await background.entityLooks.request(REF);
    await background.entityLooks.idle();
    expect(await state()).toBe('running');
    expect(server.asked).toHaveLength(1);
    server.json({ coverage: { percent: 90 } });
    respond();
    await looked;
    expect(server.asked).toHaveLength(2);
    expect((await checks())['LK-002.measured'].outcome).toBe('pass');
    expect(await state()).toBe('done');
  });

  it('are not asked for where others only send them', async () => {
    const { learn, services, clock } = await start({
      framework: await write(
        'framework.yaml',
        (
          await readFile(EXAMPLE, 'utf8')
        ).replace(/type: fact.http/, 'type: evidence.external'),
      ),
    });
    expect(services.framework.current().refused).toBeUndefined();
    await learn(component('checkout'));
    await services.runner.run();
    const collection = async () =>
      (await services.scorecards.get(REF, USER)).collection;
    expect(await collection()).toEqual({ state: 'none', warnings: [] });
    const push = (key: string) =>
      services.pushes.store(
        { identity: 'external:ci' } as never,
        [
          {
            key,
            targets: [{ entityRef: REF } as never],
            stream: '',
            item: {
              check: 'LK-002.flaky',
              outcome: 'pass',
              summary: 'Nightly run',
              data: { value: 0.5 },
            },
            observedAt: clock.now(),
            dated: false,
          },
        ],
        clock.now(),
      );
    await push('run-1');
    clock.advance({ days: 1 });
    await push('run-2');
    const lastSentAt = clock.now();
    clock.advance({ days: 1 });
    expect(await collection()).toEqual({
      state: 'none',
      warnings: [],
      lastSentAt,
    });
    const answer = await services.reassessment.request(
      REF,
      'user:default/ada',
      USER,
      assessmentRunPermission,
    );
    expect(answer.collection).toEqual(await collection());
    expect(server.asked).toEqual([]);
  });

  it('are asked for by what the framework names, encoded', async () => {
    server.json({ up: true });
    const text = (await readFile(EXAMPLE, 'utf8')).replace(
      '/services/{namespace}/{name}/coverage',
      '/{kind}/{annotation:larkspur.example/key}?n={name}',
    );
    const framework = await write('framework.yaml', text);
    const { learn, look, checks } = await start({ framework });
    const keyed = (name: string, key: string | null) =>
      component(name, {
        catalog: { annotations: { 'larkspur.example/key': key } },
      });
    await learn(
      keyed('a', '../x y?&#'),
      keyed('b', null),
      keyed('c', '..'),
      component('d'),
    );
    await look();
    expect(server.asked.map(({ url }) => url)).toEqual([
      '/api/component/..%2Fx%20y%3F%26%23?n=a',
    ]);
    expect(
      (await checks('component:default/b'))['LK-002.measured'],
    ).toMatchObject({
      outcome: 'fail',
      summary: expect.stringContaining('larkspur.example/key'),
    });
    expect(
      (await checks('component:default/c'))['LK-002.measured'].outcome,
    ).toBe('fail');
    expect(
      (await checks('component:default/d'))['LK-002.measured'].outcome,
    ).toBe('unknown');
  });

  it('ask nobody that the configuration does not name', async () => {
    const { learn, look, checks } = await start({ fact: { id: 'other' } });
    await learn(component('checkout'));
    await look();
    expect(server.asked).toEqual([]);
    expect((await checks())['LK-002.measured']).toMatchObject({
      outcome: 'unknown',
      collectorError:
        "aiGovernance.facts in the configuration has no fact 'quality'",
    });
  });

  it.each([
    [{ id: 'no good' }, /must consist of/],
    [{ baseUrl: 'file:///etc' }, /http\(s\) address/],
    [{ baseUrl: 'https://a:b@host' }, /put the credentials/],
    [{ baseUrl: 'https://host?x=1' }, /without query/],
  ])('refuse the setting %j', async (fact, message) => {
    await expect(start({ fact })).rejects.toThrow(message);
  });

  describe('from collectors of modules', () => {
    class TestCollector implements EntityCollector {
      readonly id = 'test';
      readonly batchSize = 2;
      readonly checkTypes = ['fact.http'];
      readonly asked: string[][] = [];
      version = '1';
      answer = async ({
        entities,
        checks,
      }: EntityCollectOptions): Promise<EntityObservations[]> =>
        entities.map(({ entityRef }) => ({
          entityRef,
          items: checks.map(({ id }) => ({
            check: id,
            outcome: 'pass' as const,
            summary: 'Fine',
          })),
        }));

      async collect(options: EntityCollectOptions) {
        this.asked.push(options.entities.map(({ name }) => name));
        return this.answer(options);
      }
    }

    it('come in batches, and again when the collector changes', async () => {
      server.json({ coverage: { percent: 90 } });
      const collector = new TestCollector();
      const started = await start({ entityCollectors: [collector] });
      await started.learn(...['a', 'b', 'c'].map(name => component(name)));
      await started.look();
      expect(collector.asked).toEqual([['a', 'b'], ['c']]);
      collector.version = '2';
      const replica = await startReplica(started.knex, {
        clock: started.clock,
        entityCollectors: [collector],
        config: {
          aiGovernance: {
            framework: { file: EXAMPLE },
            facts: [{ id: 'quality', baseUrl: `${address}/api` }],
          },
        },
      });
      started.clock.advance({ seconds: 1 });
      await replica.background.entityLooks.start();
      started.clock.advance({ seconds: 1 });
      await replica.background.entityLooks.runDue();
      expect(collector.asked).toHaveLength(4);
    });

    it('ask for the checks of an activated version on every replica, without a restart', async () => {
      server.json({ coverage: { percent: 90 } });
      const collector = new TestCollector();
      const config = {
        aiGovernance: {
          facts: [{ id: 'quality', baseUrl: `${address}/api` }],
        },
      };
      const started = await startServices({
        databases,
        databaseId,
        config,
        entityCollectors: [collector],
      });
      const { clock, services } = started;
      const other = await startReplica(started.knex, {
        clock,
        config,
        entityCollectors: [collector],
      });
      await services.inventory.learn([component('checkout')], clock.now());
      const look = async ({ background }: typeof other) => {
        clock.advance({ seconds: 1 });
        return background.entityLooks.runDue();
      };
      expect(await look(started)).toBe(0);

      const { id } = await services.frameworkLifecycle.propose(
        { document: await readFile(EXAMPLE, 'utf8'), reason: 'Look closer' },
        'user:default/lead',
      );
      await services.frameworkLifecycle.activate(
        id,
        { reason: 'Agreed', effectiveFrom: clock.now() },
        'user:default/sponsor',
      );
      // The other replica learns of it, and of an entity told to it.
      await other.services.frameworkLifecycle.follow();
      await other.services.inventory.learn([component('ledger')], clock.now());
      expect(await look(other)).toBe(4);
      expect(collector.asked).toEqual([['checkout', 'ledger']]);
      await services.runner.run();
      const { scorecard } = await other.services.scorecards.get(REF, USER);
      expect(
        scorecard!.controls
          .flatMap(({ parts }) => parts)
          .flatMap(part => part.checks)
          .find(({ check }) => check === 'LK-002.measured'),
      ).toMatchObject({ outcome: 'pass' });
      // Nothing is asked twice for the same checks.
      expect(await look(started)).toBe(0);

      await services.frameworkLifecycle.rollBack(
        id,
        'Too soon',
        'user:default/sponsor',
      );
      await other.services.frameworkLifecycle.follow();
      clock.advance({ days: 1 });
      expect(await look(started)).toBe(0);
      expect(await look(other)).toBe(0);
    });

    it('look again at once when other checks came in force during a look', async () => {
      server.json({ coverage: { percent: 90 } });
      const collector = new TestCollector();
      const started = await start({ entityCollectors: [collector] });
      const { services, clock, knex, learn, look } = started;
      await learn(component('checkout'));
      const text = await readFile(EXAMPLE, 'utf8');
      const { id } = await services.frameworkLifecycle.propose(
        {
          document: text
            .replace('LK-002.measured', 'LK-002.surveyed')
            .replace(/^version: .*$/m, 'version: 9.0.0'),
          reason: 'Another name',
        },
        'user:default/lead',
      );
      const answer = collector.answer;
      collector.answer = async options => {
        collector.answer = answer;
        await services.frameworkLifecycle.activate(
          id,
          { reason: 'Agreed', effectiveFrom: clock.now() },
          'user:default/sponsor',
        );
        return answer(options);
      };
      await look();
      clock.advance({ seconds: 1 });
      await look();
      const { items } = await knex('evidence')
        .where({ source_key: `facts:test:${REF}` })
        .first('items');
      expect(items).toContain('LK-002.surveyed');
      expect(items).not.toContain('LK-002.measured');
      expect(collector.asked).toHaveLength(2);
    });

    it('keep what they said when they fail as a whole', async () => {
      server.json({ coverage: { percent: 90 } });
      const collector = new TestCollector();
      const { learn, look, checks, clock, knex } = await start({
        entityCollectors: [collector],
      });
      await learn(component('checkout'));
      await look();
      collector.answer = async () => {
        throw new Error('Tech Insights is down');
      };
      clock.advance({ minutes: 61 });
      await look();
      const check = (await checks())['LK-002.measured'];
      expect(check).toMatchObject({
        outcome: 'pass',
        collectorError: 'Tech Insights is down',
      });
      expect(
        await knex('sources')
          .where({ source_key: `facts:test:${REF}` })
          .first(),
      ).toMatchObject({ state: 'failed', attempts: 1 });
    });
  });
});

it('takes a number for a check that is judged by one, and nothing else', async () => {
  const parsed = parseFramework(await readFile(EXAMPLE, 'utf8'));
  const started = await startServices({
    databases,
    databaseId: 'SQLITE_3',
    config: {
      aiGovernance: {
        framework: { file: EXAMPLE },
        callers: [
          {
            subject: 'external:jenkins',
            operations: ['evidence'],
            entities: [REF],
          },
        ],
      },
    },
  });
  const { services, clock } = started;
  await services.inventory.learn([component('checkout')], clock.now());
  const push = (check: string, data?: { value: number | string }) =>
    services.pushes.push(
      services.callers.caller('external:jenkins', 'evidence'),
      [
        {
          key: `${check}${JSON.stringify(data)}`,
          entityRef: REF,
          check,
          outcome: 'pass',
          summary: 'Nightly run',
          ...(data && { data }),
        },
      ],
      clock.now(),
    );
  expect(parsed.ok).toBe(true);
  expect(await push('LK-002.flaky', { value: 1 })).toMatchObject([
    { status: 'accepted' },
  ]);
  for (const data of [undefined, { value: '1' }]) {
    expect(await push('LK-002.flaky', data)).toMatchObject([
      { status: 'rejected', message: expect.stringContaining('data.value') },
    ]);
  }
  expect(await push('LK-002.measured', { value: 99 })).toMatchObject([
    {
      status: 'rejected',
      message: expect.stringContaining('the portal decides itself'),
    },
  ]);
});

it('the worked example is a framework without a mistake', async () => {
  expect(parseFramework(await readFile(EXAMPLE, 'utf8'))).toMatchObject({
    ok: true,
  });
});
