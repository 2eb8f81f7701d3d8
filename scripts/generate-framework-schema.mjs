#!/usr/bin/env node
// Writes the JSON Schema of framework files, for editors. `--check` only
// compares, and fails when it is out of date.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(join(root, 'package.json'));
require('@backstage/cli/config/nodeTransform.cjs');
const common = join(root, 'plugins/ai-governance-common');
const { frameworkFileSchema } = require(join(common, 'src/framework'));

const path = join(common, 'schema/framework.schema.json');
const content = `${JSON.stringify(frameworkFileSchema(), null, 2)}\n`;
if (process.argv.includes('--check')) {
  if ((await readFile(path, 'utf8').catch(() => '')) !== content) {
    console.error(
      `${path} is out of date; run scripts/generate-framework-schema.mjs`,
    );
    process.exit(1);
  }
} else {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
