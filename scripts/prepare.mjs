// Installs and builds what changed since the last time, and nothing else.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './toolchain.mjs';

const cache = join(root, 'node_modules', '.cache', 'plumbline');

function* filesBelow(path) {
  if (statSync(path).isFile()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) {
    if (!['node_modules', 'dist', 'dist-types', 'coverage'].includes(name)) {
      yield* filesBelow(join(path, name));
    }
  }
}

function digestOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    if (!existsSync(path)) {
      continue;
    }
    for (const file of filesBelow(path)) {
      hash.update(relative(root, file)).update('\0').update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

function upToDate(name, digest) {
  try {
    return readFileSync(join(cache, name), 'utf8') === digest;
  } catch {
    return false;
  }
}

function remember(name, digest) {
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, name), digest);
}

/** Runs a command to its end; its output is shown only when it fails. */
export function run(command, args, { env, quiet = false, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: quiet
        ? ['ignore', 'pipe', 'pipe']
        : ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    const output = [];
    child.stdout?.on('data', data => output.push(data));
    child.stderr?.on('data', data => output.push(data));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) {
        resolve(Buffer.concat(output).toString());
      } else {
        process.stderr.write(Buffer.concat(output));
        reject(
          new Error(
            `${command} ${args.join(' ')} ended with ${signal ?? code}`,
          ),
        );
      }
    });
  });
}

function workspaceManifests() {
  return ['packages', 'plugins']
    .flatMap(folder =>
      readdirSync(join(root, folder)).map(name =>
        join(root, folder, name, 'package.json'),
      ),
    )
    .concat(
      [
        'package.json',
        'yarn.lock',
        '.yarnrc.yml',
        'benchmarks/package.json',
      ].map(name => join(root, name)),
    );
}

/** Installs the dependencies of the lock file. */
export async function install(env, say) {
  const digest = digestOf(workspaceManifests());
  if (
    upToDate('install', digest) &&
    existsSync(join(root, 'node_modules', '@backstage'))
  ) {
    return;
  }
  say('Installing the dependencies of the lock file …');
  await run('yarn', ['install', '--immutable'], { env, quiet: true });
  remember('install', digest);
}

/** Builds the portal's frontend. */
export async function buildApp(env, say) {
  const digest = digestOf(
    [
      'packages/app/src',
      'packages/app/public',
      'packages/app/package.json',
      'plugins/ai-governance/src',
      'plugins/ai-governance/package.json',
      'plugins/ai-governance-common/src',
      'app-config.yaml',
      'yarn.lock',
    ].map(path => join(root, path)),
  );
  const index = join(root, 'packages/app/dist/index.html');
  if (upToDate('app', digest) && existsSync(index)) {
    return;
  }
  say('Building the portal (one to two minutes, only when it changed) …');
  await run('yarn', ['workspace', 'app', 'build'], {
    env: { ...env, NODE_ENV: 'production' },
    quiet: true,
  });
  remember('app', digest);
}

export function ensureFolder(path) {
  mkdirSync(path, { recursive: true });
  return path;
}
