import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ConfigReader } from '@backstage/config';
import { createServices } from '@plumbline/backstage-plugin-ai-governance-backend/src/createServices';
import { migrationsDirectory } from '@plumbline/backstage-plugin-ai-governance-backend/src/database/migrate';
import { postgres, sqlite } from './databases';
import type { BenchDatabase } from './databases';
import type { Benchmark, Figure } from './figures';
import { entity, evidenceOf, tools } from './organization';
import { watchStalls } from './stalls';

const ENTITIES = 20_000;
const READ_ENTITIES = 5_000;

const seconds = (from: number) => (performance.now() - from) / 1000;

const silent: any = {
  error: (message: string) => process.stderr.write(`${message}\n`),
  warn() {},
  info() {},
  debug() {},
  child: () => silent,
};

async function services(database: BenchDatabase) {
  await database.knex.migrate.latest({ directory: migrationsDirectory });
  return createServices({
    knex: database.knex,
    config: new ConfigReader({ aiGovernance: { tools: tools as never } }),
    logger: silent,
    permissions: {
      authorize: async (requests: unknown[]) =>
        requests.map(() => ({ result: AuthorizeResult.ALLOW })),
      authorizeConditional: async (requests: unknown[]) =>
        requests.map(() => ({ result: AuthorizeResult.ALLOW })),
    } as any,
    catalog: {} as any,
    urlReader: {} as any,
    applyConditions: () => true,
    toCriteria: () => ({} as any),
  });
}

/** Rows written so far, as the database itself counts them. */
async function rowsWritten(database: BenchDatabase): Promise<number> {
  if (database.client === 'pg') {
    // Connections report what they wrote once they have been idle for a second.
    await new Promise(resolve => setTimeout(resolve, 1500));
    await database.knex.raw('select pg_stat_force_next_flush()');
    await database.knex.raw('select pg_stat_clear_snapshot()');
    const { rows } = await database.knex.raw(
      'select sum(n_tup_ins + n_tup_upd + n_tup_del) as n from pg_stat_user_tables',
    );
    return Number(rows[0].n);
  }
  const [row] = await database.knex.raw('select total_changes() as n');
  return Number(row.n);
}

async function measure(
  database: BenchDatabase,
  limits: { fromScratch: number; again: number },
  say: (message: string) => void,
): Promise<Figure[]> {
  const label = database.client === 'pg' ? 'PostgreSQL' : 'SQLite';
  const { services: own } = await services(database);
  const at = own.now();
  say(`${label}: telling the inventory of ${ENTITIES} entities`);
  await own.inventory.learn(
    Array.from({ length: ENTITIES }, (_, index) => entity(index)),
    at,
  );
  const pushes = Array.from({ length: ENTITIES }, (_, index) => ({
    subject: entity(index).entityRef,
    source: 'ci:bench',
    items: evidenceOf(index),
  }));

  say(`${label}: writing the same rows bare, as the floor`);
  const floor = await bareInsert(database, pushes);

  say(`${label}: judging and storing from scratch`);
  const stalls = watchStalls();
  let from = performance.now();
  await own.evidence.push(pushes, own.now());
  const pushed = seconds(from);
  const first = await own.runner.run();
  const scratch = seconds(from);
  const longest = stalls.stop();
  say(
    `${label}: ${pushed.toFixed(2)} s storing evidence, ${(
      scratch - pushed
    ).toFixed(2)} s judging ${first.judged}`,
  );

  say(`${label}: the same again`);
  const before = await rowsWritten(database);
  from = performance.now();
  await own.evidence.push(pushes, own.now());
  await own.runner.run();
  const again = seconds(from);
  const written = (await rowsWritten(database)) - before;

  const refs = pushes.slice(0, READ_ENTITIES).map(push => push.subject);
  const reads: number[] = [];
  for (let round = 0; round < 5; round++) {
    from = performance.now();
    const items = await own.scorecards.byRefs(refs, {} as any);
    JSON.stringify(items);
    reads.push(seconds(from));
    if (items.length !== READ_ENTITIES) {
      throw new Error(`Read ${items.length} of ${READ_ENTITIES} scorecards`);
    }
  }

  return [
    {
      name: `${label}: evidence stored and ${ENTITIES} × 14 judged from scratch`,
      value: scratch,
      unit: 's',
      floor: { name: 'the evidence inserted bare', value: floor },
      atMost: limits.fromScratch,
    },
    {
      name: `${label}: the same evidence pushed and judged again`,
      value: again,
      unit: 's',
      floor: { name: 'the evidence inserted bare', value: floor },
      atMost: limits.again,
    },
    {
      name: `${label}: rows written by that`,
      value: written,
      unit: 'rows',
      atMost: 0,
    },
    {
      name: `${label}: longest event-loop stall from scratch`,
      value: longest,
      unit: 'ms',
      atMost: 100,
    },
    {
      name: `${label}: ${READ_ENTITIES} × 14 statuses read at once (median of 5)`,
      value: [...reads].sort()[2],
      unit: 's',
      atMost: 0.15,
    },
  ];
}

/** The same bytes into a table without keys: what storing alone costs. */
async function bareInsert(
  database: BenchDatabase,
  pushes: { subject: string; items: unknown[] }[],
): Promise<number> {
  await database.knex.schema.createTable('bench_floor', table => {
    table.text('subject');
    table.text('items');
  });
  const from = performance.now();
  for (let start = 0; start < pushes.length; start += 400) {
    await database.knex('bench_floor').insert(
      pushes.slice(start, start + 400).map(push => ({
        subject: push.subject,
        items: JSON.stringify(push.items),
      })),
    );
  }
  const taken = seconds(from);
  await database.knex.schema.dropTable('bench_floor');
  return taken;
}

export const runBenchmark: Benchmark = {
  name: 'run',
  description: `evidence of ${ENTITIES} entities stored and judged, from scratch and unchanged`,
  async run(say) {
    const figures: Figure[] = [];
    for (const [start, limits] of [
      [postgres, { fromScratch: 4, again: 1.5 }],
      [sqlite, { fromScratch: 6, again: 1.5 }],
    ] as const) {
      const database = await start();
      try {
        figures.push(...(await measure(database, limits, say)));
      } finally {
        await database.stop();
      }
    }
    return figures;
  },
};
