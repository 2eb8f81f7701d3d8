import { spawn } from 'node:child_process';
import { openSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knexFactory from 'knex';
import type { Knex } from 'knex';
import type { BenchDatabase } from './databases';

const TOKEN = 'bench-static-token-0123456789';

/** A running backend and the ways to speak to it. */
export interface Portal {
  url: string;
  serviceToken: string;
  userToken(): Promise<string>;
  get(path: string): Promise<any>;
  /** Peak resident memory since the last reset, in MB. */
  peakMemory(): number;
  resetPeakMemory(): void;
  /** Adds or replaces entities. */
  provide(entities: unknown[]): void;
  /** The governance plugin's own database. */
  governanceDatabase(): Knex;
  catalogDatabase(): Knex;
  stop(): Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer()
      .once('error', failed)
      .listen(0, '127.0.0.1', () => {
        const { port } = probe.address() as { port: number };
        probe.close(() => done(port));
      });
  });
}

async function dropDatabases(database: BenchDatabase, prefix: string) {
  const { rows } = await database.knex.raw(
    `select datname from pg_database where datname like ?`,
    [`${prefix}%`],
  );
  for (const { datname } of rows) {
    await database.knex.raw('drop database ?? with (force)', [datname]);
  }
}

/** Starts the benchmark backend on an empty database. */
export async function startPortal(options: {
  database: BenchDatabase;
  entities: number;
  governance: boolean;
  /** Serves the portal's pages too; they have to be built. */
  app?: boolean;
  groups?: number;
}): Promise<Portal> {
  const { database, entities, governance } = options;
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-portal-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const prefix = 'bench_portal_';
  await dropDatabases(database, prefix);
  const configFile = join(folder, 'config.json');
  const commands = join(folder, 'commands.json');
  writeFileSync(commands, '[]');
  writeFileSync(
    configFile,
    JSON.stringify({
      app: {
        baseUrl: url,
        title: 'bench',
        // The catalog's own page is what ours is compared with.
        extensions: [
          { 'page:catalog': { config: { governanceColumns: false } } },
        ],
      },
      organization: { name: 'bench' },
      backend: {
        baseUrl: url,
        listen: { port, host: '127.0.0.1' },
        csp: { 'upgrade-insecure-requests': false },
        auth: {
          externalAccess: [
            { type: 'static', options: { token: TOKEN, subject: 'bench' } },
          ],
        },
        database: { client: 'pg', prefix, connection: database.connection },
      },
      auth: {
        providers: {
          demo: {},
          guest: {
            dangerouslyAllowOutsideDevelopment: true,
            userEntityRef: 'user:default/guest',
            ownershipEntityRefs: [
              'user:default/guest',
              'group:default/group-00',
            ],
          },
        },
      },
      permission: { enabled: true },
      catalog: {
        rules: [{ allow: ['Component', 'Group', 'User'] }],
        processingInterval: { hours: 24 },
      },
      aiGovernance: {
        callers: [
          {
            subject: 'bench',
            operations: ['evidence'],
            entities: ['component:default/*'],
          },
        ],
        tools: [
          {
            id: 'claude-code',
            name: 'Claude Code',
            status: 'approved',
            enterpriseEndpoint: true,
            zeroRetention: true,
            privacyMode: true,
            telemetryOff: true,
            reviewBy: '2099-01-01',
          },
        ],
      },
    }),
  );
  const log = join(folder, 'log');
  const descriptor = openSync(log, 'w');
  const child = spawn(
    process.execPath,
    [
      '--require',
      join(__dirname, '../transform.cjs'),
      join(__dirname, 'backend/index.ts'),
      '--config',
      configFile,
    ],
    {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        LOG_LEVEL: 'info',
        BENCH_ENTITIES: String(entities),
        BENCH_COMMANDS: commands,
        ...(options.app && { BENCH_APP: '1' }),
        ...(options.groups && { BENCH_GROUPS: String(options.groups) }),
        BENCH_GOVERNANCE: governance ? '1' : '0',
      },
      stdio: ['ignore', descriptor, descriptor],
    },
  );
  let ended = false;
  const end = new Promise<void>(done =>
    child.once('exit', () => {
      ended = true;
      done();
    }),
  );
  const get = async (path: string) => {
    const response = await fetch(`${url}${path}`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    if (!response.ok) {
      throw new Error(`GET ${path} answered ${response.status}`);
    }
    return response.json();
  };
  const databases: Knex[] = [];
  const databaseOf = (plugin: string) => {
    const knex = knexFactory({
      client: 'pg',
      connection: { ...database.connection, database: `${prefix}${plugin}` },
    });
    databases.push(knex);
    return knex;
  };
  const portal: Portal = {
    url,
    serviceToken: TOKEN,
    get,
    async userToken() {
      const response = await fetch(`${url}/api/auth/guest/refresh`, {
        headers: { 'x-requested-with': 'XMLHttpRequest' },
      });
      return (await response.json()).backstageIdentity.token;
    },
    peakMemory() {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+)/.exec(status)![1]) / 1024;
    },
    resetPeakMemory() {
      writeFileSync(`/proc/${child.pid}/clear_refs`, '5');
    },
    provide(list) {
      writeFileSync(commands, JSON.stringify(list));
    },
    governanceDatabase: () => databaseOf('ai-governance'),
    catalogDatabase: () => databaseOf('catalog'),
    async stop() {
      for (const knex of databases) {
        await knex.destroy();
      }
      if (!ended) {
        child.kill('SIGTERM');
        const hard = setTimeout(() => child.kill('SIGKILL'), 15_000);
        await end;
        clearTimeout(hard);
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    await until(
      async () => {
        if (ended) {
          throw new Error(
            `The backend ended: ${readFileSync(log, 'utf8').slice(-2000)}`,
          );
        }
        return get('/.backstage/health/v1/readiness').then(
          () => true,
          () => false,
        );
      },
      { seconds: 120 },
    );
  } catch (error) {
    await portal.stop();
    throw error;
  }
  return portal;
}

/**
 * Asks until the answer is yes.
 *
 * @returns how long it took, in seconds
 */
export async function until(
  isSo: () => Promise<boolean>,
  options: { seconds: number; everyMs?: number },
): Promise<number> {
  const from = performance.now();
  for (;;) {
    if (await isSo()) {
      return (performance.now() - from) / 1000;
    }
    if (performance.now() - from > options.seconds * 1000) {
      throw new Error(`Not so after ${options.seconds} s`);
    }
    await new Promise(resolve => setTimeout(resolve, options.everyMs ?? 100));
  }
}

/** How many components the catalog lists, all of them or the annotated ones. */
export async function components(portal: Portal, filter = ''): Promise<number> {
  const answer = await portal.get(
    `/api/catalog/entities/by-query?limit=0&filter=kind=component${filter}`,
  );
  return answer.totalItems;
}

/** Filter for entities that carry an annotation of ours. */
export const ANNOTATED =
  ',metadata.annotations.status.ai-governance/changed-at';

/**
 * How many entities the catalog's search knows a key of. Asked of its database:
 * a request for it costs many times as much, and more where the catalog is
 * busier, which would count as the catalog's own work.
 */
export async function entitiesWith(
  catalogDatabase: Knex,
  key: string,
): Promise<number> {
  const [{ n }] = await catalogDatabase('search')
    .countDistinct({ n: 'entity_id' })
    .where({ key });
  return Number(n);
}
