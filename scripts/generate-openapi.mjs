#!/usr/bin/env node
// Generates what TypeScript needs of the OpenAPI document: the document itself
// as a module for the backend, and the types of the client in common.
// `--check` only compares, and fails when something is out of date.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const common = join(root, 'plugins/ai-governance-common');
const backend = join(root, 'plugins/ai-governance-backend');
const require = createRequire(join(common, 'package.json'));
const { parse } = require('yaml');
const { default: openapiTS, astToString } = require('openapi-typescript');

const source = await readFile(join(backend, 'src/schema/openapi.yaml'), 'utf8');
const document = parse(source);
const notice =
  '// Generated from openapi.yaml by scripts/generate-openapi.mjs.\n';
const outputs = [
  [
    join(backend, 'src/schema/openapi.generated.ts'),
    `${notice}export const spec = ${JSON.stringify(
      document,
      null,
      2,
    )} as const;\n`,
  ],
  [
    join(common, 'src/client/openapi.generated.ts'),
    `${notice}/* eslint-disable */\n${astToString(await openapiTS(document))}`,
  ],
];

let stale = false;
for (const [path, content] of outputs) {
  if (process.argv.includes('--check')) {
    const current = await readFile(path, 'utf8').catch(() => '');
    if (current !== content) {
      stale = true;
      console.error(`${path} is out of date; run scripts/generate-openapi.mjs`);
    }
  } else {
    await writeFile(path, content);
  }
}
process.exit(stale ? 1 : 0);
