import { postgres, sqlite } from './databases';
import type { BenchDatabase } from './databases';
import type { Benchmark, Figure } from './figures';
import { entity, evidenceOf } from './organization';
import { startServices } from './services';
import { watchStalls } from './stalls';

const ENTITIES = 20_000;
const READ_ENTITIES = 5_000;

const seconds = (from: number) => (performance.now() - from) / 1000;

/**
 * Starts watching for writes; the answer counts rows inserted, updated or
 * deleted since. PostgreSQL's own statistics lag by up to ten seconds, so there
 * it counts row versions of later transactions, and rows that are gone.
 */
async function watchWrites(
  database: BenchDatabase,
): Promise<() => Promise<number>> {
  const { knex, client } = database;
  if (client !== 'pg') {
    const changes = async () =>
      Number((await knex.raw('select total_changes() as n'))[0].n);
    const before = await changes();
    return async () => (await changes()) - before;
  }
  const tables: string[] = (
    await knex.raw(
      "select tablename from pg_tables where schemaname = 'public'",
    )
  ).rows.map((row: { tablename: string }) => row.tablename);
  const counts = async (since: string) => {
    const result = new Map<string, { rows: number; later: number }>();
    for (const table of tables) {
      const { rows } = await knex.raw(
        `select count(*) as rows,
         count(*) filter (where xmin::text::bigint >= ?::bigint) as later
         from ??`,
        [since, table],
      );
      result.set(table, {
        rows: Number(rows[0].rows),
        later: Number(rows[0].later),
      });
    }
    return result;
  };
  const since: string = (
    await knex.raw('select pg_current_xact_id()::text as id')
  ).rows[0].id;
  const before = await counts(since);
  return async () => {
    let written = 0;
    for (const [table, { rows, later }] of await counts(since)) {
      written += later + Math.max(0, before.get(table)!.rows - rows + later);
    }
    return written;
  };
}

async function measure(
  database: BenchDatabase,
  limits: { fromScratch: number; again: number },
  say: (message: string) => void,
): Promise<Figure[]> {
  const label = database.client === 'pg' ? 'PostgreSQL' : 'SQLite';
  const { services: own } = await startServices(database);
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
  const written = await watchWrites(database);
  from = performance.now();
  await own.evidence.push(pushes, own.now());
  await own.runner.run();
  const again = seconds(from);
  const rows = await written();

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
      name: `${label}: evidence of ${ENTITIES} entities stored`,
      value: pushed,
      unit: 's',
      floor: { name: 'the evidence inserted bare', value: floor },
    },
    {
      name: `${label}: ${ENTITIES} × 14 judged and stored from scratch`,
      value: scratch - pushed,
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
      value: rows,
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
