#!/usr/bin/env node
// Starts the portal with the example organization, or with your own
// repositories, and says in one line when and where it is ready.
import { spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { buildApp, ensureFolder, install } from './prepare.mjs';
import { root, toolchain } from './toolchain.mjs';

const require = createRequire(join(root, 'package.json'));

const usage = `npm run demo -- [--port N] [--data-dir DIR] [--postgres] [--repos DIR]

  --port N        listen on this port of localhost (default 7007)
  --data-dir DIR  keep the database here (default .demo in the project)
  --postgres      use a real PostgreSQL from npm instead of SQLite
  --repos DIR     make every git checkout or folder below DIR a catalog entity
                  and assess it, instead of the example organization; a folder
                  that only holds checkouts stands for those`;

function fail(message) {
  console.error(`\n${message}`);
  process.exit(1);
}

/** Also a link to one; a link that leads nowhere or in a circle is none. */
function isFolder(path) {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
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
    if (!isFolder(repos)) {
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

/** Says what is wrong with a folder for data before anything is built. */
function requireWritable(dataDir) {
  try {
    accessSync(ensureFolder(dataDir), constants.W_OK | constants.X_OK);
  } catch (error) {
    fail(
      `--data-dir ${dataDir} cannot hold the data (${error.code}); name a folder that can be written`,
    );
  }
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

function writeConfig({ port, dataDir, repos, repositories, database, token }) {
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
      locations: [
        'organization.yaml',
        ...(repos ? [] : ['systems.yaml', 'ai-resources.yaml']),
      ].map(name => ({ type: 'file', target: join(root, 'examples', name) })),
    },
    aiGovernance: {
      audit: { signingKey: signingKey(dataDir) },
      collection: {
        localRepositories: [
          repositories,
          ...(repos ? [] : [join(root, 'examples', 'further-repositories')]),
        ],
      },
      badges: { enabled: true, secret: randomBytes(36).toString('base64') },
      demo: {
        repositories,
        ...(!repos && { codeHost: join(root, 'examples', 'code-host.yaml') }),
        importsFolder: join(root, 'examples', 'imports'),
        ...(!repos && { historyFile: join(root, 'examples', 'history.yaml') }),
      },
    },
  };
  const path = join(ensureFolder(dataDir), 'app-config.json');
  writeFileSync(path, JSON.stringify(config, null, 2), { mode: 0o600 });
  return path;
}

/** What the demo's audit log is signed with, the same at every start. */
function signingKey(dataDir) {
  const path = join(ensureFolder(dataDir), 'audit-signing-key.pem');
  if (!existsSync(path)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), {
      mode: 0o600,
    });
  }
  return readFileSync(path, 'utf8');
}

async function sleep(ms) {
  await new Promise(done => setTimeout(done, ms));
}

/** Whom a visitor can sign in as: known to the catalog before that works. */
const PEOPLE = ['guest', 'engineer', 'owner', 'approver', 'lead', 'auditor'];

/** Polls of half a second without any change after which nothing more is expected. */
const PATIENCE = 30;

/**
 * Waits until everything found is collected and judged, or until nothing
 * changes any more: an entity that can never be judged must not keep the
 * visitor waiting for the others.
 */
async function waitUntilAssessed({ port, token, backend, say, anything }) {
  const get = async path => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return response.ok ? response.json() : undefined;
  };
  const scorecards = async () => {
    const items = [];
    let cursor;
    do {
      const page = await get(
        `/api/ai-governance/scorecards?limit=500${
          cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
        }`,
      );
      if (!page) {
        return undefined;
      }
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return items;
  };
  const deadline = Date.now() + 10 * 60_000;
  let shown = '';
  let settled = 0;
  let before = '';
  let counts;
  while (Date.now() < deadline && !backend.ended) {
    try {
      const components = await get(
        '/api/catalog/entities/by-query?filter=kind=component&fields=kind&limit=0',
      );
      const people = await get(
        `/api/catalog/entities/by-query?${PEOPLE.map(
          name => `filter=kind=user,metadata.name=${name}`,
        ).join('&')}&fields=kind&limit=0`,
      );
      const items = components && people && (await scorecards());
      if (items) {
        const services = items.filter(item =>
          item.entityRef.startsWith('component:'),
        );
        const looked = services.filter(
          item => item.lastLookedAt || item.notAssessable,
        ).length;
        counts = {
          found: Math.max(components.totalItems, services.length),
          judged: services.length,
        };
        const line = `${counts.judged} of ${counts.found} services judged, ${looked} looked at`;
        if (line !== shown && (counts.found > 0 || anything)) {
          say(line);
          shown = line;
        }
        const now = JSON.stringify([
          components.totalItems,
          people.totalItems,
          items,
        ]);
        settled = now === before ? settled + 1 : 0;
        before = now;
        const complete =
          looked >= counts.found &&
          people.totalItems === PEOPLE.length &&
          components.totalItems >= services.length &&
          (counts.found > 0 || !anything);
        if (settled >= (complete ? 2 : PATIENCE)) {
          break;
        }
      }
    } catch {
      // Not listening yet.
    }
    await sleep(500);
  }
  return backend.ended ? undefined : counts;
}

// Said by the portal on every start, and meant for real installations.
const BESIDE_THE_POINT = [
  /^Loading config from /,
  /backend\.baseUrl is set to a localhost URL/,
];

/** Shows what the portal logs, one readable line each. */
function showLog(stream, out) {
  createInterface({ input: stream }).on('line', line => {
    if (BESIDE_THE_POINT.some(pattern => pattern.test(line))) {
      return;
    }
    let entry;
    try {
      entry = JSON.parse(line);
    } catch {
      // Not a log entry: shown as it is.
    }
    out.write(
      typeof entry?.message === 'string'
        ? `${entry.level} ${entry.plugin ?? 'portal'}: ${entry.message}\n`
        : `${line}\n`,
    );
  });
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
  requireWritable(options.dataDir);
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

  const anything = readdirSync(options.repositories).some(
    name => !name.startsWith('.') && isFolder(join(options.repositories, name)),
  );
  if (!anything) {
    say(
      `${options.repositories} holds no folder yet; each one put there appears within a minute`,
    );
  }

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
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  showLog(child.stdout, process.stdout);
  showLog(child.stderr, process.stderr);
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
  // The PostgreSQL package ends this process by itself on these signals, while
  // the portal still needs its database.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.removeAllListeners(signal);
  }
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  // npm passes a signal on to the shell it starts scripts with, which ends
  // without telling this process: a new parent says so.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.env.npm_lifecycle_event && process.ppid !== parent) {
      stop();
    }
  }, 500);
  end.then(() => clearInterval(watch));

  const counts = await waitUntilAssessed({
    port: options.port,
    token,
    backend,
    say,
    anything,
  });
  if (counts !== undefined && !stopping) {
    const missing = counts.found - counts.judged;
    console.log(
      `\nPlumbline is ready at http://localhost:${options.port} with ${
        counts.judged
      } services${
        missing > 0 ? ` (${missing} more could not be judged yet)` : ''
      } (after ${Math.round(
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
