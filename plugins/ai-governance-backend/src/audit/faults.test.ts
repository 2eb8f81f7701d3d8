import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Interface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { mockCredentials } from '@backstage/backend-test-utils';
import knexFactory from 'knex';
import type { Knex } from 'knex';
import type { Orders } from '../__testUtils__/decider';
import { component, startReplica, TestClock } from '../__testUtils__/harness';
import { group, user } from '../__testUtils__/people';
import { migrationsDirectory } from '../database/migrate';

// Real processes over a PostgreSQL of their own, which tests crash and restart.
jest.setTimeout(60_000);

const DECISIONS = 200;
const ROOT = resolve(__dirname, '../../../..');

const REFS = Array.from(
  { length: DECISIONS },
  (_, index) => `component:default/c${index}`,
);

let folder: string;
let server: ChildProcess;
let connection: { host: string; port: number; user: string; password: string };
let databases = 0;

/** What PostgreSQL's process says, line by line. */
let serverLines: Interface;

function lineOfServer(): Promise<string> {
  return Promise.race([
    once(serverLines, 'line').then(([line]) => line),
    once(server, 'exit').then(([code]) => {
      throw new Error(`PostgreSQL ended with ${code}`);
    }),
  ]);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-faults-'));
  // As root, PostgreSQL runs under a user that has to reach the folder.
  await chmod(folder, 0o755);
  const script = pathToFileURL(join(ROOT, 'scripts/postgres.mjs')).href;
  server = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `const { startPostgres } = await import(${JSON.stringify(script)});
       const server = await startPostgres(${JSON.stringify(
         join(folder, 'data'),
       )});
       console.log(JSON.stringify(server.connection));
       process.stdin.on('data', () => server.restart().then(() => console.log('restarted')));
       process.stdin.on('end', () => server.stop().then(() => process.exit(0)));`,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  serverLines = createInterface({ input: server.stdout! });
  connection = JSON.parse(await lineOfServer());
});

afterAll(async () => {
  const ended = new Promise(done => server.once('exit', done));
  server.stdin!.end();
  await ended;
  await rm(folder, { recursive: true, force: true });
});

/**
 * A replica in a process of its own, which waits for the start.
 *
 * @param meanwhile - what happens between its requests and its decisions
 */
async function decider(
  orders: Partial<Orders> & { connection: object },
  meanwhile?: () => Promise<unknown>,
) {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(__dirname, '../__testUtils__/decider.ts'),
      JSON.stringify({
        asks: 'user:default/ada',
        decides: 'user:default/bob',
        entityRefs: REFS,
        controls: ['SEC-001'],
        atOnce: 8,
        ...orders,
      }),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const acknowledged: string[] = [];
  const refused: string[] = [];
  const waiting: { reached: () => boolean; resolve: () => void }[] = [];
  let ready = false;
  let ended = false;
  const look = () => {
    for (const each of waiting) {
      if (each.reached()) {
        each.resolve();
      }
    }
  };
  createInterface({ input: child.stdout }).on('line', line => {
    const [word, id] = line.split(' ');
    if (word === 'acknowledged') {
      acknowledged.push(id);
    }
    if (word === 'refused') {
      refused.push(id);
    }
    ready ||= word === 'ready';
    look();
  });
  child.once('close', () => {
    ended = true;
    look();
  });
  const until = (reached: () => boolean) =>
    new Promise<void>(done => {
      waiting.push({ reached: () => ended || reached(), resolve: done });
      look();
    });
  await until(() => ready);
  await meanwhile?.();
  child.stdin.write('go\n');
  return {
    acknowledged,
    refused,
    reaches: (count: number) => until(() => acknowledged.length >= count),
    kill: () => child.kill('SIGKILL'),
    end: () => until(() => false),
  };
}

/** A database of its own, with entities to ask for. */
async function start() {
  databases += 1;
  const database = `faults_${databases}`;
  const own = { ...connection, database };
  const admin = knexFactory({
    client: 'pg',
    connection: { ...connection, database: 'postgres' },
  });
  await admin.raw(`create database ${database}`);
  await admin.destroy();
  const knex = knexFactory({
    client: 'pg',
    connection: own,
    // A crash takes waiting connections with it, which is what is tested.
    log: { warn() {}, error() {}, deprecate() {}, debug() {} },
  });
  await knex.migrate.latest({ directory: migrationsDirectory });
  const clock = new TestClock(new Date().toISOString());
  const { services } = await startReplica(knex, {
    clock,
    entities: [
      group('risk'),
      group('fraud', { parent: 'risk' }),
      user('ada', ['risk']),
      user('bob', ['fraud']),
    ],
  });
  await services.groups.refresh(mockCredentials.service());
  await services.inventory.learn(
    REFS.map(ref => component(ref.split('/')[1])),
    clock.now(),
  );
  return { knex, clock, services, connection: own };
}

/** Requests that are granted, and those that the audit log says so of. */
async function granted(knex: Knex) {
  const requests = await knex('exception_requests')
    .where({ state: 'approved' })
    .pluck('id');
  const bodies = await knex('audit_bodies')
    .where({ kind: 'exception.approved' })
    .pluck('body');
  const open = await knex('exceptions')
    .whereIn('request_id', requests)
    .whereNotNull('open_key');
  return {
    requests: requests.sort(),
    logged: bodies.map(body => JSON.parse(body).details.request).sort(),
    /** Granted, and still waiting: half of a decision. */
    half: open.length,
  };
}

/**
 * Every acknowledged decision is there, none half-done, each logged in a whole
 * chain.
 */
async function expectWhole(
  {
    knex,
    services,
  }: Pick<Awaited<ReturnType<typeof start>>, 'knex' | 'services'>,
  acknowledged: string[],
): Promise<number> {
  const { requests, logged, half } = await granted(knex);
  expect(requests).toEqual(expect.arrayContaining(acknowledged));
  expect(logged).toEqual(requests);
  expect(half).toBe(0);
  expect(await services.audit.verify()).toMatchObject({ valid: true });
  return requests.length;
}

describe('with real processes', () => {
  it('keeps every acknowledged decision and no half one when killed', async () => {
    const { knex, services, connection: own } = await start();
    const replica = await decider({ connection: own });
    await replica.reaches(60);
    replica.kill();
    await replica.end();
    const decided = await expectWhole({ knex, services }, replica.acknowledged);
    expect(decided).toBeLessThan(DECISIONS);
    await knex.destroy();
  });

  it('goes on when PostgreSQL crashes and recovers under load', async () => {
    const { knex, services, connection: own } = await start();
    const replica = await decider({ connection: own, patient: true });
    await replica.reaches(60);
    const { rows } = await knex.raw('select pg_backend_pid() as pid');
    // One process of it gone takes all others with it, and it starts anew.
    process.kill(rows[0].pid, 'SIGKILL');
    await replica.end();
    expect(await expectWhole({ knex, services }, replica.acknowledged)).toBe(
      DECISIONS,
    );
    await knex.destroy();
  });

  it('goes on when PostgreSQL is restarted under load', async () => {
    const { knex, services, connection: own } = await start();
    const replica = await decider({ connection: own, patient: true });
    await replica.reaches(60);
    const restarted = lineOfServer();
    server.stdin!.write('restart\n');
    expect(await restarted).toBe('restarted');
    expect(replica.acknowledged.length).toBeLessThan(DECISIONS);
    await replica.end();
    expect(await expectWhole({ knex, services }, replica.acknowledged)).toBe(
      DECISIONS,
    );
    await knex.destroy();
  });

  it('refuses who decides on what they asked for in another process', async () => {
    const { knex, services, connection: own } = await start();
    const mine = { entityRefs: REFS.slice(0, 20), asks: 'user:default/ada' };
    const replica = await decider({
      connection: own,
      ...mine,
      decides: mine.asks,
    });
    await replica.end();
    expect(replica.acknowledged).toEqual([]);
    expect(replica.refused).toHaveLength(20);
    expect(await granted(knex)).toEqual({ requests: [], logged: [], half: 0 });
    expect(
      await knex('exception_requests').where({ state: 'open' }).pluck('id'),
    ).toEqual(expect.arrayContaining(replica.refused));
    expect(await services.audit.verify()).toMatchObject({ valid: true });
    await knex.destroy();
  });

  it.each<
    [
      string,
      Partial<Orders>,
      (own: Awaited<ReturnType<typeof start>>) => Promise<unknown>,
    ]
  >([
    ['it was asked for', { askedFor: 'group:default/risk' }, async () => {}],
    [
      'took the entity over meanwhile',
      {},
      ({ services, clock }) =>
        services.inventory.learn(
          REFS.slice(0, 20).map(ref =>
            component(ref.split('/')[1], { owners: ['group:default/risk'] }),
          ),
          clock.now(),
        ),
    ],
  ])(
    'refuses who is inside a group inside the one that %s, in another process',
    async (_, asked, meanwhile) => {
      const own = await start();
      const { knex, services, connection: database } = own;
      const replica = await decider(
        {
          connection: database,
          entityRefs: REFS.slice(0, 20),
          decides: 'user:default/bob',
          ...asked,
        },
        () => meanwhile(own),
      );
      await replica.end();
      expect(replica.acknowledged).toEqual([]);
      expect(replica.refused).toHaveLength(20);
      expect(await granted(knex)).toEqual({
        requests: [],
        logged: [],
        half: 0,
      });
      // They wait for somebody outside of it.
      await services.exceptions.decide(
        replica.refused[0],
        { approve: true, reason: 'Agreed' },
        mockCredentials.user('user:default/eve'),
      );
      expect((await granted(knex)).logged).toEqual([replica.refused[0]]);
      expect(await services.audit.verify()).toMatchObject({ valid: true });
      await knex.destroy();
    },
  );

  it('keeps one chain of two replicas whose clocks are hours apart', async () => {
    const { knex, services, connection: own } = await start();
    const replicas = await Promise.all(
      [-600, 600].map((ahead, index) =>
        decider({
          connection: own,
          ahead,
          entityRefs: REFS.filter((_, position) => position % 2 === index),
        }),
      ),
    );
    await Promise.all(replicas.map(replica => replica.end()));
    const { requests, logged } = await granted(knex);
    expect(requests).toHaveLength(DECISIONS);
    expect(logged).toEqual(requests);
    expect(await services.audit.verify()).toMatchObject({ valid: true });
    const entries = await services.audit.list({ limit: 500 });
    const instants = entries.map(({ body }) => body.at);
    expect(instants).not.toEqual([...instants].sort());
    const seqs = entries.map(({ seq }) => seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => b - a));
    // An export of a span holds what the span covers, and verifies.
    const lines: string[] = [];
    for await (const piece of await services.auditProof.export(
      {},
      'user:x/y',
    )) {
      lines.push(piece);
    }
    expect(lines.join('').match(/"type":"entry"/g)!.length).toBeGreaterThan(
      DECISIONS * 2,
    );
    await knex.destroy();
  });

  it('keeps one chain of a replica whose clock jumps ahead and back', async () => {
    const { knex, services, connection: own } = await start();
    const replica = await decider({ connection: own, jumps: 3 * 60 });
    await replica.end();
    expect(await expectWhole({ knex, services }, replica.acknowledged)).toBe(
      DECISIONS,
    );
    // Whatever the clock says, the order of the log is that of what happened.
    const newestFirst = await services.audit.list({ limit: 500 });
    const instants = newestFirst.map(({ body }) => Date.parse(body.at));
    const jumps = instants.filter(
      (at, index) => Math.abs(at - instants[index + 1]) > 60 * 60_000,
    );
    expect(jumps.length).toBeGreaterThan(DECISIONS / 10);
    const order = new Map<string, string[]>();
    for (const { body } of newestFirst.reverse()) {
      const request = String(body.details?.request);
      order.set(request, [...(order.get(request) ?? []), body.action]);
    }
    expect(replica.acknowledged.map(id => order.get(id))).toEqual(
      replica.acknowledged.map(() => [
        'exception.requested',
        'exception.approved',
      ]),
    );
    await knex.destroy();
  });

  it('lets one of two approvers in two processes win', async () => {
    const { knex, services, clock, connection: own } = await start();
    const requests: string[] = [];
    for (const entityRef of REFS.slice(0, 40)) {
      const { id } = await services.exceptions.request(
        {
          entityRefs: [entityRef],
          control: 'SEC-001',
          reason: 'x',
          compensatingControls: ['y'],
          until: new Date(
            Date.parse(clock.now()) + 20 * 86_400_000,
          ).toISOString(),
        },
        mockCredentials.user('user:default/ada'),
      );
      requests.push(id);
    }
    let ready = 0;
    let begin = () => {};
    const both = new Promise<void>(done => {
      begin = done;
    });
    // Neither begins before the other can.
    const together = async () => {
      ready += 1;
      if (ready === 2) {
        begin();
      }
      await both;
    };
    const [grants, refuses] = await Promise.all([
      decider(
        { connection: own, requests, decides: 'user:default/bob' },
        together,
      ),
      decider(
        {
          connection: own,
          requests,
          decides: 'user:default/eve',
          refuse: true,
        },
        together,
      ),
    ]);
    await Promise.all([grants.end(), refuses.end()]);
    const won = [...grants.acknowledged, ...refuses.acknowledged];
    expect(won.sort()).toEqual(requests.sort());
    const { requests: approved, logged, half } = await granted(knex);
    expect(approved).toEqual(grants.acknowledged.sort());
    expect(logged).toEqual(approved);
    expect(half).toBe(0);
    const rejected = await knex('audit_bodies')
      .where({ kind: 'exception.rejected' })
      .pluck('body');
    expect(
      rejected.map(body => JSON.parse(body).details.request).sort(),
    ).toEqual(refuses.acknowledged.sort());
    expect(await services.audit.verify()).toMatchObject({ valid: true });
    await knex.destroy();
  });

  it('lets one of two approvers of two replicas win', async () => {
    const { knex, services, clock } = await start();
    const other = await startReplica(knex, { clock });
    const asks = mockCredentials.user('user:default/ada');
    const until = new Date(
      Date.parse(clock.now()) + 20 * 86_400_000,
    ).toISOString();
    const ids: string[] = [];
    for (const entityRef of REFS.slice(0, 20)) {
      const { id } = await services.exceptions.request(
        {
          entityRefs: [entityRef],
          control: 'SEC-001',
          reason: 'x',
          compensatingControls: ['y'],
          until,
        },
        asks,
      );
      ids.push(id);
    }
    for (const id of ids) {
      const outcomes = await Promise.allSettled([
        services.exceptions.decide(
          id,
          { approve: true, reason: 'Yes' },
          mockCredentials.user('user:default/bob'),
        ),
        other.services.exceptions.decide(
          id,
          { approve: false, reason: 'No' },
          mockCredentials.user('user:default/eve'),
        ),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual([
        'fulfilled',
        'rejected',
      ]);
    }
    const decided = [
      ...(await services.audit.list({
        limit: 99,
        action: 'exception.approved',
      })),
      ...(await services.audit.list({
        limit: 99,
        action: 'exception.rejected',
      })),
    ].map(({ body }) => body.details!.request);
    expect(decided.sort()).toEqual(ids.sort());
    expect(await services.audit.verify()).toMatchObject({ valid: true });
    await knex.destroy();
  });
});
