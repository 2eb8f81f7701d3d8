#!/usr/bin/env node
// Writes docs/permissions.md: who may do what under the ready-made policy.
// `--check` only compares, and fails when it is out of date.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(join(root, 'package.json'));
require('@backstage/cli/config/nodeTransform.cjs');
const prettier = require('prettier');
const schema = join(root, 'plugins/ai-governance-backend/src/schema');
const { permissionsDocument } = require(join(schema, 'permissionsDocument'));
const { spec } = require(join(schema, 'openapi.generated'));

const path = join(root, 'docs/permissions.md');
const content = prettier.format(permissionsDocument(spec), {
  ...(await prettier.resolveConfig(path)),
  parser: 'markdown',
});
if (process.argv.includes('--check')) {
  if ((await readFile(path, 'utf8').catch(() => '')) !== content) {
    console.error(
      `${path} is out of date; run scripts/generate-permissions.mjs`,
    );
    process.exit(1);
  }
} else {
  await writeFile(path, content);
}
