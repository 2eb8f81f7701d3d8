#!/usr/bin/env node
// Starts the portal with the example organization, or with your own
// repositories, and says in one line when and where it is ready.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildApp, ensureFolder, install } from './prepare.mjs';
import { root, toolchain } from './toolchain.mjs';

const require = createRequire(join(root, 'package.json'));

const usage = `npm run demo -- [--port N] [--data-dir DIR] [--postgres] [--repos DIR]

  --port N        listen on this port of localhost (default 7007)
  --data-dir DIR  keep the database here (default .demo in the project)
  --postgres      use a real PostgreSQL from npm instead of SQLite
  --repos DIR     make every folder below DIR a catalog entity and assess it,
                  instead of the example organization`;

function fail(message) {
  console.error(`\n${message}`);
  process.exit(1);
}

function readOptions() {
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        port: { type: 'string', default: '7007' },
        'data-dir': { type: 'string' },
        postgres: { type: 'boolean', default: false },
        repos: { type: 'string' },
        // For the browser tests: a copy of the examples that they may edit.
        'example-repositories': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    fail(`${error.message}\n\n${usage}`);
  }
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    fail(`--port ${values.port} is not a port number between 1 and 65535`);
  }
  let repos;
  if (values.repos !== undefined) {
    repos = resolve(process.env.INIT_CWD ?? process.cwd(), values.repos);
    if (!existsSync(repos) || !statSync(repos).isDirectory()) {
      fail(`--repos ${values.repos} is not a folder`);
    }
    repos = realpathSync(repos);
  }
  const dataDir = values['data-dir']
    ? resolve(process.env.INIT_CWD ?? process.cwd(), values['data-dir'])
    : join(root, '.demo', repos ? 'repos' : 'larkspur');
  const repositories =
    repos ??
    realpathSync(
      values['example-repositories'] ?? join(root, 'examples', 'repositories'),
    );
  return { port, repos, repositories, dataDir, postgres: values.postgres };
}

async function requireFreePort(port) {
  await new Promise((done, failed) => {
    const probe = createServer()
      .once('error', failed)
      .listen(port, '127.0.0.1', () => probe.close(done));
  }).catch(() =>
    fail(
      `Port ${port} is in use; stop what listens there or choose another one with --port`,
    ),
  );
}

function writeConfig({
  port,
  dataDir,
  repos,
  repositories,
  database,
  token,
}) {
  const config = {
    app: { baseUrl: `http://localhost:${port}` },
    ...(repos && { organization: { name: 'Your repositories' } }),
    backend: {
      baseUrl: `http://localhost:${port}`,
      listen: { host: '127.0.0.1', port },
      database,
      auth: {
        externalAccess: [
          { type: 'static', options: { token, subject: 'demo-start' } },
        ],
      },
    },
    catalog: {
      locations: ['organization.yaml', ...(repos ? [] : ['systems.yaml'])].map(
        name => ({ type: 'file', target: join(root, 'examples', name) }),
      ),
    },
    aiGovernance: {
      collection: { localRepositories: [repositories] },
      demo: { repositories },
    },
  };
  const path = join(ensureFolder(dataDir), 'app-config.json');
  writeFileSync(path, JSON.stringify(config, null, 2), { mode: 0o600 });
  return path;
}

async function sleep(ms) {
  await new Promise(done => setTimeout(done, ms));
}

/** Waits until everything found is collected and judged. */
async function waitUntilAssessed({ port, token, backend, say }) {
  const get = async path => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return response.ok ? response.json() : undefined;
  };
  const deadline = Date.now() + 10 * 60_000;
  let shown = '';
  let settled = 0;
  let before = '';
  while (Date.now() < deadline && !backend.ended) {
    try {
      const components = await get(
        '/api/catalog/entities/by-query?filter=kind=component&fields=kind&limit=0',
      );
      const page = await get('/api/ai-governance/scorecards?limit=500');
      if (components && page) {
        const looked = page.items.filter(item => item.lastLookedAt).length;
        const judged = page.totalItems;
        const line = `${judged} of ${components.totalItems} services judged, ${looked} repositories looked at`;
        if (line !== shown) {
          say(line);
          shown = line;
        }
        const now = JSON.stringify([components.totalItems, page.items]);
        settled =
          judged > 0 && judged >= components.totalItems && now === before
            ? settled + 1
            : 0;
        before = now;
        if (settled >= 2) {
          return judged;
        }
      }
    } catch {
      // Not listening yet.
    }
    await sleep(500);
  }
  return undefined;
}

async function main() {
  const started = Date.now();
  const say = message =>
    console.log(
      `[${String(Math.round((Date.now() - started) / 1000)).padStart(
        3,
      )} s] ${message}`,
    );
  const options = readOptions();
  await requireFreePort(options.port);

  const tools = toolchain(say);
  const env = { ...process.env, PATH: tools.path };
  await install(env, say);
  tools.remember?.();
  await buildApp(env, say);

  const token = randomBytes(24).toString('base64url');
  const stops = [];
  let database = {
    client: 'better-sqlite3',
    connection: { directory: ensureFolder(join(options.dataDir, 'sqlite')) },
  };
  if (options.postgres) {
    say('Starting PostgreSQL …');
    const { startPostgres } = await import('./postgres.mjs');
    const postgres = await startPostgres(join(options.dataDir, 'postgres'));
    stops.push(() => postgres.stop());
    database = { client: 'pg', connection: postgres.connection };
  }
  const config = writeConfig({ ...options, database, token });

  say('Starting the portal …');
  const child = spawn(
    tools.node,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(root, 'packages/backend/src/index.ts'),
      ...[
        join(root, 'app-config.yaml'),
        join(root, 'app-config.demo.yaml'),
        ...(options.repos ? [] : [join(root, 'app-config.larkspur.yaml')]),
        config,
      ].flatMap(path => ['--config', path]),
    ],
    {
      cwd: join(root, 'packages/backend'),
      env: {
        ...env,
        NODE_ENV: 'production',
        LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const backend = { ended: false };
  const end = new Promise(done =>
    child.on('exit', (code, signal) => {
      backend.ended = true;
      done({ code, signal });
    }),
  );
  let stopping = false;
  const stop = () => {
    if (stopping) {
      return;
    }
    stopping = true;
    say('Stopping …');
    child.kill('SIGTERM');
    const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
    end.then(() => clearTimeout(hard));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);

  const judged = await waitUntilAssessed({
    port: options.port,
    token,
    backend,
    say,
  });
  if (judged !== undefined && !stopping) {
    console.log(
      `\nPlumbline is ready at http://localhost:${
        options.port
      } with ${judged} services (after ${Math.round(
        (Date.now() - started) / 1000,
      )} s; Ctrl+C stops it)\n`,
    );
  }
  const { code, signal } = await end;
  for (const cleanUp of stops) {
    await cleanUp();
  }
  process.exit(stopping ? 0 : code ?? (signal ? 1 : 0));
}

main().catch(error => fail(error.stack ?? String(error)));
