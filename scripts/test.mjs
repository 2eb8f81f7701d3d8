#!/usr/bin/env node
// Everything there is to check, from a clean clone: type check, lint, generated
// files, unit and integration tests on SQLite and PostgreSQL, and browser tests
// against the built portal. Ends with `N passed, N failed`.
import { mkdtempSync, readFileSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp, install, run } from './prepare.mjs';
import { root, toolchain } from './toolchain.mjs';

const started = Date.now();
const say = message =>
  console.log(
    `\n[${String(Math.round((Date.now() - started) / 1000)).padStart(
      4,
    )} s] ${message}`,
  );

let passed = 0;
let failed = 0;

/** A step without tests of its own counts as one. */
async function step(name, work) {
  say(name);
  try {
    await work();
    passed += 1;
  } catch (error) {
    failed += 1;
    console.error(`${name}: ${error.message}`);
  }
}

/** A step that reports its tests; a step that dies without a report failed. */
async function tests(name, work, read) {
  say(name);
  let problem;
  try {
    await work();
  } catch (error) {
    problem = error;
  }
  try {
    const counted = read();
    passed += counted.passed;
    failed += counted.failed;
    if (problem && counted.failed === 0) {
      failed += 1;
      console.error(`${name}: ${problem.message}`);
    }
    console.log(`${name}: ${counted.passed} passed, ${counted.failed} failed`);
  } catch (error) {
    failed += 1;
    console.error(`${name}: ${problem?.message ?? error.message}`);
  }
}

const temporary = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
// As root, PostgreSQL runs under a user that has to reach the folder.
chmodSync(temporary, 0o755);
let postgres;
try {
  const tools = toolchain(say);
  const env = { ...process.env, PATH: tools.path, CI: '1', NODE_ENV: 'test' };
  await install({ ...env, NODE_ENV: '' }, say);
  tools.remember?.();

  await step('Types', () => run('yarn', ['tsc', '--pretty', 'false'], { env }));
  await step('Lint', () => run('yarn', ['lint:all'], { env }));
  await step('Generated files are up to date', async () => {
    await run('node', ['scripts/generate-openapi.mjs', '--check'], { env });
    await run('node', ['scripts/generate-framework-schema.mjs', '--check'], {
      env,
    });
    await run('yarn', ['build:framework-reference', '--check'], { env });
    await run('node', ['scripts/generate-permissions.mjs', '--check'], { env });
  });

  say('Starting PostgreSQL');
  const { startPostgres } = await import('./postgres.mjs');
  postgres = await startPostgres(join(temporary, 'postgres'));
  const report = join(temporary, 'jest.json');
  await tests(
    'Unit and integration tests',
    () =>
      run(
        'yarn',
        ['test:unit', '--json', `--outputFile=${report}`, '--maxWorkers=2'],
        {
          env: {
            ...env,
            BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING:
              postgres.connectionString,
            PLUMBLINE_REQUIRE_POSTGRES: '1',
          },
          quiet: true,
        },
      ),
    () => {
      const { numPassedTests, numFailedTests, numPendingTests, testResults } =
        JSON.parse(readFileSync(report, 'utf8'));
      for (const suite of testResults) {
        if (suite.status === 'failed') {
          console.error(suite.message);
        }
      }
      const broken = testResults.filter(
        suite =>
          suite.status === 'failed' && suite.assertionResults.length === 0,
      ).length;
      return {
        passed: numPassedTests,
        failed: numFailedTests + numPendingTests + broken,
      };
    },
  );

  await step('The portal builds', () =>
    buildApp({ ...env, NODE_ENV: 'production' }, say),
  );
  const browserReport = join(temporary, 'browser.json');
  await tests(
    'Browser tests',
    () =>
      run('yarn', ['workspace', 'app', 'test:e2e'], {
        env: {
          ...env,
          NODE_ENV: '',
          PLUMBLINE_NODE: tools.node,
          PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport,
        },
      }),
    () => {
      const { stats } = JSON.parse(readFileSync(browserReport, 'utf8'));
      return {
        passed: stats.expected,
        failed: stats.unexpected + stats.flaky + stats.skipped,
      };
    },
  );
} catch (error) {
  failed += 1;
  console.error(error);
} finally {
  await postgres?.stop();
  rmSync(temporary, { recursive: true, force: true });
}
say(`Done`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
