import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Orders } from '@plumbline/backstage-plugin-ai-governance-backend/src/__testUtils__/decider';
import { postgres } from './databases';
import type { BenchDatabase } from './databases';
import type { Benchmark } from './figures';
import { entity } from './organization';
import { startServices } from './services';

const PROCESSES = 2;
const ENTITIES = 4_000;
const CONTROLS = ['SEC-001', 'CMP-001', 'DP-001'];
/** In each process; more of them only wait for the same turn in the log. */
const AT_ONCE = 2;

/** A process that waits for the start and then decides. */
function startDecider(orders: Orders) {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      require.resolve(
        '@plumbline/backstage-plugin-ai-governance-backend/src/__testUtils__/decider.ts',
      ),
      JSON.stringify(orders),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const acknowledged: number[] = [];
  let ready: () => void;
  const isReady = new Promise<void>(resolve => {
    ready = resolve;
  });
  const done = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', line => {
      const [word, , at] = line.split(' ');
      if (word === 'ready') {
        ready();
      } else if (word === 'acknowledged') {
        acknowledged.push(Number(at));
      } else if (word === 'done') {
        resolve();
      } else {
        reject(new Error(line));
      }
    });
    child.on('close', code => reject(new Error(`Ended with ${code}`)));
  });
  // Awaited once all of them were told to begin.
  done.catch(() => {});
  return {
    isReady: Promise.race([isReady, done]),
    done,
    acknowledged,
    go: () => child.stdin.write('go\n'),
  };
}

/** Transactions per second that only write a row, one after the other. */
async function commits({ knex }: BenchDatabase): Promise<number> {
  await knex.schema.createTable('bench_commits', table => {
    table.increments('id');
    table.text('body');
  });
  const count = 1000;
  const from = performance.now();
  for (let index = 0; index < count; index += 1) {
    await knex.transaction(trx =>
      trx('bench_commits').insert({ body: 'x'.repeat(500) }),
    );
  }
  return (count / (performance.now() - from)) * 1000;
}

export const decisionsBenchmark: Benchmark = {
  name: 'decisions',
  description: `exceptions decided by ${PROCESSES} processes over one PostgreSQL, with the audit chain intact`,
  async run(say) {
    const database = await postgres();
    try {
      const { services } = await startServices(database);
      const refs = Array.from({ length: ENTITIES }, (_, index) =>
        entity(index),
      );
      await services.inventory.learn(refs, services.now());
      say('Transactions one after the other, as the floor');
      const floor = await commits(database);
      say(`Asking for ${ENTITIES * CONTROLS.length} exceptions`);
      const deciders = Array.from({ length: PROCESSES }, (_, index) =>
        startDecider({
          connection: { ...database.connection, database: 'postgres' },
          asks: `user:default/asks-${index}`,
          decides: `user:default/decides-${index}`,
          entityRefs: refs
            .filter((_ref, position) => position % PROCESSES === index)
            .map(({ entityRef }) => entityRef),
          controls: CONTROLS,
          atOnce: AT_ONCE,
        }),
      );
      await Promise.all(deciders.map(({ isReady }) => isReady));
      say('Deciding');
      const from = Date.now();
      deciders.forEach(({ go }) => go());
      await Promise.all(deciders.map(({ done }) => done));
      const times = deciders.flatMap(({ acknowledged }) => acknowledged);
      const taken = (Math.max(...times) - from) / 1000;
      say(`${times.length} decisions in ${taken.toFixed(1)} s; verifying`);
      const found = await services.audit.verify();
      const approved = await services.audit.list({
        limit: 1,
        action: 'exception.approved',
      });
      if (!found.valid || approved.length === 0) {
        throw new Error(`The chain is broken: ${found.message}`);
      }
      return [
        {
          name: `decisions of ${PROCESSES} processes`,
          value: times.length / taken,
          unit: '/s',
          floor: {
            name: 'transactions of one row, one after the other',
            value: floor,
          },
          atLeast: 500,
        },
        {
          name: 'entries that do not verify',
          value: found.valid ? 0 : 1,
          unit: 'entries',
          atMost: 0,
        },
      ];
    } finally {
      await database.stop();
    }
  },
};
