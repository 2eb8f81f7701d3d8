#!/usr/bin/env node
// Runs benchmarks: npm run bench -- [NAME …] [--list] [--json FILE]
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildApp, install } from './prepare.mjs';
import { root, toolchain } from './toolchain.mjs';

const require = createRequire(join(root, 'package.json'));
const tools = toolchain(console.log);
const env = { ...process.env, PATH: tools.path };
await install(env, console.log);
// Only the benchmark of the pages needs them built.
const names = process.argv.slice(2).filter(name => !name.startsWith('-'));
if (
  !process.argv.includes('--list') &&
  (names.length === 0 || names.includes('portal'))
) {
  await buildApp(env, console.log);
}
tools.remember?.();
const child = spawn(
  tools.node,
  [
    '--expose-gc',
    '--require',
    require.resolve('@backstage/cli/config/nodeTransform.cjs'),
    join(root, 'benchmarks/src/cli.ts'),
    ...process.argv.slice(2),
  ],
  { cwd: root, env: { ...env, NODE_ENV: 'production' }, stdio: 'inherit' },
);
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
