import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { assessBenchmark } from './assess';
import { auditBenchmark } from './audit';
import { catalogBenchmark } from './catalog';
import { collectBenchmark } from './collect';
import { decisionsBenchmark } from './decisions';
import { dryRunBenchmark } from './dryRun';
import { evidenceBenchmark } from './evidence';
import { isKept, toTable } from './figures';
import type { Figure } from './figures';
import { httpBenchmark } from './http';
import { organizationBenchmark } from './organization-queries';
import { portalBenchmark } from './browser';
import { runBenchmark } from './run';
import { sarifBenchmark } from './sarif';

const benchmarks = [
  assessBenchmark,
  runBenchmark,
  catalogBenchmark,
  collectBenchmark,
  httpBenchmark,
  evidenceBenchmark,
  sarifBenchmark,
  organizationBenchmark,
  auditBenchmark,
  decisionsBenchmark,
  dryRunBenchmark,
  portalBenchmark,
];

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      list: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  });
  if (values.list) {
    for (const { name, description } of benchmarks) {
      console.log(`${name.padEnd(12)} ${description}`);
    }
    return;
  }
  const unknown = positionals.filter(
    name => !benchmarks.some(benchmark => benchmark.name === name),
  );
  if (unknown.length > 0) {
    throw new Error(
      `There is no benchmark ${unknown.join(', ')}; there are ${benchmarks
        .map(({ name }) => name)
        .join(', ')}`,
    );
  }
  const all: { [name: string]: Figure[] } = {};
  for (const benchmark of benchmarks) {
    if (positionals.length > 0 && !positionals.includes(benchmark.name)) {
      continue;
    }
    console.log(`\n${benchmark.name}: ${benchmark.description}`);
    const figures = await benchmark.run(message => console.log(`  ${message}`));
    all[benchmark.name] = figures;
    console.log(`\n${toTable(figures)}`);
  }
  if (values.json) {
    writeFileSync(
      values.json,
      `${JSON.stringify({ node: process.version, figures: all }, null, 2)}\n`,
    );
  }
  if (!Object.values(all).flat().every(isKept)) {
    process.exitCode = 1;
  }
}

main().then(
  () => process.exit(),
  error => {
    console.error(error);
    process.exit(1);
  },
);
