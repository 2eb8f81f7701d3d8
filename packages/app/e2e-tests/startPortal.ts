import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');

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

/**
 * Starts the demo as a visitor does, with its data and a copy of the example
 * repositories in a folder of its own, so that tests may edit them.
 */
export default async function startPortal() {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-portal-'));
  chmodSync(folder, 0o755);
  const repositories = join(folder, 'repositories');
  cpSync(join(root, 'examples/repositories'), repositories, {
    recursive: true,
    verbatimSymlinks: true,
  });
  const port = await freePort();
  const child = spawn(
    process.env.PLUMBLINE_NODE ?? process.execPath,
    [
      join(root, 'scripts/demo.mjs'),
      '--port',
      String(port),
      '--data-dir',
      join(folder, 'data'),
      '--example-repositories',
      repositories,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const output: string[] = [];
  await new Promise<void>((ready, failed) => {
    const read = (data: Buffer) => {
      output.push(data.toString());
      if (output.join('').includes('Plumbline is ready')) {
        ready();
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', code =>
      failed(new Error(`The demo ended with ${code}:\n${output.join('')}`)),
    );
  });
  process.env.PORTAL_URL = `http://localhost:${port}`;
  process.env.PORTAL_REPOSITORIES = repositories;
  return async () => {
    child.removeAllListeners('exit');
    const ended = new Promise(done => child.once('exit', done));
    const asked = Date.now();
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
    // After ten seconds the demo ends the portal by force.
    const seconds = (Date.now() - asked) / 1000;
    if (seconds > 9) {
      throw new Error(`The portal did not end by itself within ${seconds} s`);
    }
  };
}
