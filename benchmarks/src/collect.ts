import { Readable } from 'node:stream';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { NotModifiedError } from '@backstage/errors';
import { postgres, sqlite } from './databases';
import type { BenchDatabase } from './databases';
import type { Benchmark, Figure } from './figures';
import { entity, nameOf } from './organization';
import { startServices } from './services';

/** Fewer for a quick try: `BENCH_ENTITIES=2000 npm run bench -- collect`. */
const ENTITIES = Number(process.env.BENCH_ENTITIES ?? 20_000);

/** So many are really looked at for the first time; the others are given what that leaves. */
const FIRST_LOOKS = Math.min(500, ENTITIES);

const ETAG = 'tree-1';
const NEVER = '9999-12-31T23:59:59.999Z';

const FILES: { [path: string]: string } = {
  'CLAUDE.md': '# How to work here\n\nRun the tests before you commit.\n',
  CODEOWNERS: '* @acme/payments\nCLAUDE.md @acme/security\n',
  '.github/workflows/ci.yml':
    'on: pull_request\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: github/codeql-action/init@v3\n      - uses: github/codeql-action/analyze@v3\n',
  'src/index.ts': 'export {};\n',
};

/** A code host that answers at once, and counts the bodies it had to send. */
function codeHost() {
  const sent = { bodies: 0, asked: 0 };
  const urlReader = {
    async readTree(_url: string, options?: { etag?: string }) {
      sent.asked += 1;
      if (options?.etag === ETAG) {
        throw new NotModifiedError();
      }
      sent.bodies += 1;
      return {
        etag: ETAG,
        files: async () =>
          Object.entries(FILES).map(([path, content]) => ({
            path,
            content: async () => Buffer.from(content),
          })),
        archive: async () => Readable.from([]),
        dir: async () => '',
      };
    },
  } as unknown as UrlReaderService;
  return { sent, urlReader };
}

async function measure(database: BenchDatabase, say: (text: string) => void) {
  const label = database.client === 'pg' ? 'PostgreSQL' : 'SQLite';
  const { sent, urlReader } = codeHost();
  const { services, background } = await startServices(
    database,
    {},
    {
      urlReader,
      config: { integrations: { github: [{ host: 'github.com' }] } },
    },
  );
  await services.inventory.learn(
    Array.from({ length: ENTITIES }, (_, index) => ({
      ...entity(index),
      sourceLocation: `url:https://github.com/acme/${nameOf(index)}/tree/main/`,
    })),
    services.now(),
  );
  const collect = async () => {
    const from = performance.now();
    await background.collection.runDue();
    await services.runner.run();
    return (performance.now() - from) / 1000;
  };
  say(`${label}: looking at ${FIRST_LOOKS} repositories for the first time`);
  await database
    .knex('sources')
    .where(
      'source_key',
      'not in',
      database
        .knex('sources')
        .select('source_key')
        .orderBy('source_key')
        .limit(FIRST_LOOKS),
    )
    .update({ due_at: NEVER });
  const first = (await collect()) / FIRST_LOOKS;
  say(`${label}: giving the others what a first look leaves`);
  await leaveFirstLooks(database, services);
  await services.runner.run();
  const rows = await evidenceRows(database);
  say(`${label}: looking at them again`);
  await database.knex('sources').update({ due_at: services.now() });
  sent.bodies = 0;
  sent.asked = 0;
  const again = await collect();
  if (sent.asked !== ENTITIES) {
    throw new Error(`${sent.asked} of ${ENTITIES} repositories were asked for`);
  }
  return [
    {
      name: `${label}: ${ENTITIES} repositories with 14 controls looked at again, unchanged`,
      value: again,
      unit: 's',
      floor: {
        name: `their first look, by ${FIRST_LOOKS} of them`,
        value: first * ENTITIES,
      },
      atMost: 60,
    },
    {
      name: `${label}: bodies read for that`,
      value: sent.bodies,
      unit: 'bodies',
      atMost: 0,
    },
    {
      name: `${label}: evidence rows written for that`,
      value: (await evidenceRows(database)) - rows,
      unit: 'rows',
      atMost: 0,
    },
  ];
}

/** Puts every repository where those are that were looked at; they differ by name alone. */
async function leaveFirstLooks(
  { knex }: BenchDatabase,
  services: Awaited<ReturnType<typeof startServices>>['services'],
) {
  const model = await knex('sources').whereNotNull('tree_id').first();
  const { items } = await knex('evidence')
    .where({ source_key: model.source_key })
    .first();
  const nameIn = (sourceKey: string) =>
    /github\.com\/acme\/([^/]+)/.exec(sourceKey)![1];
  const modelName = nameIn(model.source_key);
  const rest: { source_key: string }[] = await knex('sources')
    .select('source_key')
    .whereNull('tree_id');
  const bySource = new Map<string, string>(
    (await knex('entities').select('entity_ref', 'source_key')).map(row => [
      row.source_key,
      row.entity_ref,
    ]),
  );
  await services.evidence.push(
    rest.map(({ source_key: source }) => ({
      subject: bySource.get(source)!,
      source,
      items: JSON.parse(
        items.replaceAll(`/acme/${modelName}/`, `/acme/${nameIn(source)}/`),
      ).map(({ source: _, observedAt: __, ...item }: any) => item),
    })),
    services.now(),
  );
  await knex('sources').whereNull('tree_id').update({
    tree_id: model.tree_id,
    checks_version: model.checks_version,
    confirmed_at: model.confirmed_at,
    state: model.state,
  });
}

/** Evidence there is and was. */
async function evidenceRows({ knex }: BenchDatabase): Promise<number> {
  const counts = await Promise.all(
    ['evidence', 'evidence_history'].map(table =>
      knex(table).count({ n: '*' }),
    ),
  );
  return counts.reduce((sum, [row]: any) => sum + Number(row.n), 0);
}

export const collectBenchmark: Benchmark = {
  name: 'collect',
  description: 'repositories looked at again although nothing in them changed',
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
