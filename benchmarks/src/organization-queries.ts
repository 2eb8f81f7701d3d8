import { Agent, get } from 'node:http';
import autocannon from 'autocannon';
import { transactor } from '@plumbline/backstage-plugin-ai-governance-backend/src/database/transaction';
import { GroupStore } from '@plumbline/backstage-plugin-ai-governance-backend/src/groups/GroupStore';
import { startApiServer } from './apiServer';
import { postgres, sqlite } from './databases';
import type { BenchDatabase } from './databases';
import { median } from './figures';
import type { Benchmark, Figure } from './figures';
import { entity, evidenceOf } from './organization';
import { startServices } from './services';

/** Smaller for a quick look. */
const ENTITIES = Number(process.env.BENCH_ENTITIES ?? 20_000);
const GROUPS = 300;
const SYSTEMS = 400;
/** Superseded judgements of every entity, group and the organization. */
const MONTHS = 12;
const READERS = 8;
const ALONE = 60;
const TOGETHER = 400;

const group = (index: number) => `group:default/g${index}`;

/** Each group inside of one of a third as many: five deep. */
const PARENTS = Array.from({ length: GROUPS - 1 }, (_, index) => {
  return [group(index + 1), group(Math.floor(index / 3))] as const;
});

const member = (index: number) => ({
  ...entity(index),
  owners: [
    group(index % GROUPS),
    ...(index % 20 === 0 ? [group((index * 7) % GROUPS)] : []),
  ],
  system: `system:default/s${index % SYSTEMS}`,
});

/** A year in which every entity, group and the organization changed monthly. */
export async function writeHistory({
  knex,
  client,
}: BenchDatabase): Promise<void> {
  const day =
    client === 'pg'
      ? `lpad((1 + cast(right(entity_ref, 5) as integer) % 28)::text, 2, '0')`
      : `printf('%02d', 1 + cast(substr(entity_ref, -5) as integer) % 28)`;
  const least = client === 'pg' ? 'least' : 'min';
  const now = new Date();
  const month = (back: number) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1))
      .toISOString()
      .slice(0, 8);
  for (let back = MONTHS; back >= 1; back--) {
    const instant = (of: string) => `'${of}' || ${day} || 'T06:00:00.000Z'`;
    const until = back === 1 ? 'changed_at' : instant(month(back - 1));
    const level = 1 + Math.floor((MONTHS - back) / 4);
    // What was not known yet, so that the past is poorer than the present.
    const statuses = `'${'u'.repeat(back)}' || substr(statuses, ${back + 1})`;
    await knex.raw(
      `insert into scorecard_history (entity_ref, framework_digest, group_subject,
         not_assessable, classification_declared, entity_level,
         entity_level_without_exceptions, met_weight, total_weight, statuses,
         input_digest, output_digest, from_at, until_at)
       select entity_ref, framework_digest, group_subject, not_assessable,
         classification_declared, ${least}(entity_level, ${level}),
         ${least}(entity_level_without_exceptions, ${level}), 0, total_weight,
         ${statuses}, input_digest, output_digest, ${instant(month(back))},
         ${until}
       from scorecards`,
    );
    await knex.raw(
      `insert into judged_parts_history (subject, statuses, level, met_weight,
         total_weight, digest, from_at, until_at)
       select subject, statuses, ${least}(level, ${level}), 0, total_weight,
         digest, '${month(back)}01T05:00:00.000Z',
         ${back === 1 ? 'changed_at' : `'${month(back - 1)}01T05:00:00.000Z'`}
       from judged_parts`,
    );
  }
  if (client === 'pg') {
    await knex.raw('analyze');
  }
}

const agent = new Agent({ keepAlive: true, maxSockets: READERS });

/** Milliseconds until the whole answer is there. */
function ask(url: string): Promise<number> {
  const from = performance.now();
  return new Promise((done, failed) => {
    get(
      url,
      { agent, headers: { authorization: 'Bearer bench' } },
      response => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 200
            ? done(performance.now() - from)
            : failed(new Error(`${url} answered ${response.statusCode}`)),
        );
      },
    ).on('error', failed);
  });
}

async function alone(path: (turn: number) => string): Promise<number> {
  const taken: number[] = [];
  for (let turn = 0; turn < ALONE; turn++) {
    taken.push(await ask(path(turn)));
  }
  return median(taken);
}

/** What more than 95 of 100 requests of eight readers keep; they have a thread of their own. */
async function together(path: string): Promise<number> {
  const result = await autocannon({
    url: path,
    connections: READERS,
    amount: TOGETHER,
    workers: 1,
    headers: { authorization: 'Bearer bench' },
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${path}: ${result.non2xx + result.errors} failed`);
  }
  return result.latency.p97_5;
}

async function timesOf(work: () => PromiseLike<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let turn = 0; turn < ALONE; turn++) {
    const from = performance.now();
    await work();
    taken.push(performance.now() - from);
  }
  return median(taken);
}

async function measure(
  database: BenchDatabase,
  say: (message: string) => void,
): Promise<Figure[]> {
  const label = database.client === 'pg' ? 'PostgreSQL' : 'SQLite';
  const { knex } = database;
  const { services: writer } = await startServices(database);
  say(
    `${label}: ${ENTITIES} entities of ${GROUPS} groups with a year of history`,
  );
  await writer.catalogLookups.lookUpAnnotations(
    Array.from({ length: SYSTEMS }, (_, index) => ({
      entityRef: `system:default/s${index}`,
      kind: 'System',
      owners: [],
      annotations: {},
      domain: `domain:default/d${index % 20}`,
      onlyHolds: true as const,
    })),
  );
  await writer.inventory.learn(
    Array.from({ length: ENTITIES }, (_, index) => member(index)),
    writer.now(),
  );
  await transactor(knex)(trx =>
    new GroupStore(knex).replace(
      trx,
      {
        groups: Array.from({ length: GROUPS }, (_, index) => group(index)),
        parents: PARENTS,
        members: [],
        personKeys: [],
      },
      'bench',
    ),
  );
  const evidence = (index: number, items = evidenceOf(index)) => ({
    subject: member(index).entityRef,
    source: 'ci:bench',
    items,
  });
  await writer.evidence.push(
    Array.from({ length: ENTITIES }, (_, index) => evidence(index)),
    writer.now(),
  );
  await writer.runner.run();
  await writeHistory(database);

  // Another replica, which knows of nothing yet.
  const { services } = await startServices(database);
  const server = await startApiServer(services, {
    type: 'user',
    userEntityRef: 'user:default/lead',
  });
  let statements = 0;
  knex.on('query', () => {
    statements += 1;
  });
  try {
    const year = new Date(Date.now() - 365 * 86_400_000)
      .toISOString()
      .slice(0, 10);
    const paths: { [name: string]: (turn: number) => string } = {
      summary: () => `${server.url}/summary`,
      'heat map of teams × controls': () =>
        `${server.url}/summary?groupBy=owner&rollup=nested`,
      'trend over the year, 53 points': () =>
        `${server.url}/trends?from=${year}&points=53`,
    };
    const cold = await ask(paths.summary(0));
    const count = await timesOf(() => knex('scorecards').count({ n: '*' }));
    const floor = { name: 'select count(*) of the scorecards', value: count };
    const figures: Figure[] = [];
    for (const [name, path] of Object.entries(paths)) {
      say(`${label}: ${name}`);
      await ask(path(0));
      const before = statements;
      await ask(path(0));
      const perRequest = statements - before;
      figures.push(
        {
          name: `${label}: ${name}, alone, p50`,
          value: await alone(path),
          unit: 'ms',
          floor,
          atMost: 50,
        },
        {
          name: `${label}: ${name}, ${READERS} readers, p97.5`,
          value: await together(path(0)),
          unit: 'ms',
          floor,
          atMost: 150,
        },
        {
          name: `${label}: ${name}, statements per request`,
          value: perRequest,
          unit: 'statements',
          atMost: 5,
        },
      );
    }
    say(`${label}: what nobody asked before`);
    const narrowed = (path: string, filter: string) =>
      `${path}${path.includes('?') ? '&' : '?'}filter=${encodeURIComponent(
        filter,
      )}`;
    const summary = paths.summary(0);
    const heatMap = paths['heat map of teams × controls'](0);
    const trend = paths['trend over the year, 53 points'](0);
    figures.push(
      {
        name: `${label}: summary of a group nobody asked for before, p50`,
        value: await alone(turn =>
          narrowed(summary, `ownerNested=${group(turn)}`),
        ),
        unit: 'ms',
        floor,
        atMost: 50,
      },
      {
        // Another question each time, and every entity is an answer.
        name: `${label}: summary of a filter nobody asked for before that finds all, p50`,
        value: await alone(turn =>
          narrowed(
            summary,
            `lifecycle=production,lifecycle=unheard-of-${turn}`,
          ),
        ),
        unit: 'ms',
        floor,
        atMost: 50,
      },
      {
        name: `${label}: heat map of a group nobody asked for before, p50`,
        value: await alone(turn =>
          narrowed(heatMap, `ownerNested=${group(turn)}`),
        ),
        unit: 'ms',
        floor,
        atMost: 50,
      },
      {
        name: `${label}: heat map of a filter nobody asked for before that finds all, p50`,
        value: await alone(turn =>
          narrowed(
            heatMap,
            `lifecycle=production,lifecycle=unheard-of-${turn}`,
          ),
        ),
        unit: 'ms',
        floor,
        atMost: 50,
      },
      {
        name: `${label}: trend of a group nobody asked for before, p50`,
        value: await alone(turn =>
          narrowed(trend, `ownerNested=${group(turn)}`),
        ),
        unit: 'ms',
        floor,
        atMost: 50,
      },
      {
        // Another question each time, and every entity is an answer.
        name: `${label}: trend of a filter nobody asked for before that finds all, p50`,
        value: await alone(turn =>
          narrowed(trend, `lifecycle=production,lifecycle=unheard-of-${turn}`),
        ),
        unit: 'ms',
        floor,
        atMost: 300,
      },
    );
    const changed: number[] = [];
    for (let turn = 0; turn < 10; turn++) {
      await writer.evidence.push(
        [evidence(turn, evidenceOf(turn + ENTITIES))],
        writer.now(),
      );
      await writer.runner.run();
      changed.push(await ask(heatMap));
    }
    figures.push(
      {
        name: `${label}: heat map right after a judgement changed, p50`,
        value: median(changed),
        unit: 'ms',
        floor,
        atMost: 50,
      },
      {
        name: `${label}: first request of a replica, everything read`,
        value: cold,
        unit: 'ms',
        floor,
      },
    );
    return figures;
  } finally {
    await server.stop();
  }
}

export const organizationBenchmark: Benchmark = {
  name: 'organization',
  description: `summary, heat map and trend of ${ENTITIES} entities and ${GROUPS} groups with a year of history`,
  async run(say) {
    const figures: Figure[] = [];
    for (const start of [postgres, sqlite]) {
      const database = await start();
      try {
        figures.push(...(await measure(database, say)));
      } finally {
        await database.stop();
      }
    }
    return figures;
  },
};
