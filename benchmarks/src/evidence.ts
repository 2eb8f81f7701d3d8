import type { EvidencePushItem } from '@plumbline/backstage-plugin-ai-governance-common';
import { postgres } from './databases';
import type { BenchDatabase } from './databases';
import type { Benchmark } from './figures';
import { nameOf } from './organization';
import { startPushServer } from './pushServer';

const ENTITIES = 5_000;
const ITEMS = 10_000;
const BATCH = 500;

const CHECKS = ['DP-002.egress', 'SEC-001.sarif'];

function item(index: number, round: string): EvidencePushItem {
  return {
    key: `${round}-${index}`,
    entityRef: `component:default/${nameOf(index % ENTITIES)}`,
    check: CHECKS[Math.floor(index / ENTITIES) % CHECKS.length],
    outcome: index % 7 ? 'pass' : 'fail',
    summary: `What pipeline ${index} saw in ${round}`,
    commit: '5c1f2ab9c0d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7',
    link: `https://ci.example.com/runs/${index}`,
    data: { run: index, branch: 'main' },
  };
}

/** Items per second, one request after the other. */
async function push(
  url: string,
  round: string,
  expected: string,
): Promise<number> {
  const bodies = Array.from({ length: ITEMS / BATCH }, (_, batch) =>
    JSON.stringify({
      items: Array.from({ length: BATCH }, (__, index) =>
        item(batch * BATCH + index, round),
      ),
    }),
  );
  const from = performance.now();
  for (const body of bodies) {
    const response = await fetch(`${url}/evidence`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer bench',
        'content-type': 'application/json',
      },
      body,
    });
    const answer: any = await response.json();
    if (
      response.status !== 200 ||
      answer.items.some((each: any) => each.status !== expected)
    ) {
      throw new Error(`Not every item was ${expected}: ${response.status}`);
    }
  }
  return (ITEMS / (performance.now() - from)) * 1000;
}

/** The same items written as rows of a table and nothing else. */
async function plainRows({ knex }: BenchDatabase): Promise<number> {
  await knex.schema.createTable('bench_rows', table => {
    table.string('id').primary();
    table.text('items').notNullable();
  });
  const from = performance.now();
  for (let batch = 0; batch < ITEMS; batch += BATCH) {
    await knex.transaction(trx =>
      trx('bench_rows').insert(
        Array.from({ length: BATCH }, (_, index) => ({
          id: `${batch + index}`,
          items: JSON.stringify([item(batch + index, 'plain')]),
        })),
      ),
    );
  }
  return (ITEMS / (performance.now() - from)) * 1000;
}

export const evidenceBenchmark: Benchmark = {
  name: 'evidence',
  description: `evidence items pushed over HTTP in batches of ${BATCH}, judged beside it (${ENTITIES} entities, PostgreSQL)`,
  async run(say) {
    const database = await postgres();
    try {
      say('Judging the entities for the first time');
      const server = await startPushServer(database, ENTITIES);
      try {
        say('Plain rows, as the floor');
        const floor = {
          name: 'plain rows in the same batches',
          value: await plainRows(database),
        };
        say('Items nobody pushed before');
        const fresh = await push(server.url, 'one', 'accepted');
        say('Items that take the place of others');
        const changed = await push(server.url, 'two', 'accepted');
        say('The same again');
        const replayed = await push(server.url, 'two', 'unchanged');
        return [
          {
            name: 'new items',
            value: fresh,
            unit: '/s',
            floor,
            atLeast: 1_000,
          },
          {
            name: 'changed items',
            value: changed,
            unit: '/s',
            floor,
            atLeast: 1_000,
          },
          {
            name: 'items pushed again',
            value: replayed,
            unit: '/s',
            floor,
            atLeast: 1_000,
          },
        ];
      } finally {
        await server.stop();
      }
    } finally {
      await database.stop();
    }
  },
};
