// A replica in a process of its own that takes decisions as fast as it can and
// says which ones it acknowledged. Run by tests and by benchmarks, with its
// orders as JSON in its last argument.
import { ConfigReader } from '@backstage/config';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import knexFactory from 'knex';
import { createServices } from '../createServices';

/** What a replica is told to do. */
export interface Orders {
  connection: object;
  /** Who asks, and who decides. */
  asks: string;
  decides: string;
  /** The group that is asked for, instead of as oneself. */
  askedFor?: string;
  /** Entities to ask for, each once per control. */
  entityRefs: string[];
  controls: string[];
  /** Decisions under way at once. */
  atOnce: number;
  /** Try again where the database is away. */
  patient?: boolean;
  /** Minutes that this replica's clock is ahead. */
  ahead?: number;
  /** Minutes by which it jumps ahead, and back the next time it is looked at. */
  jumps?: number;
  /** What was asked for by others and is decided here; nothing is asked for then. */
  requests?: string[];
  /** Refuse instead of granting. */
  refuse?: boolean;
}

const orders: Orders = JSON.parse(process.argv[process.argv.length - 1]);

const silent: any = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => silent,
};

const allow = async (requests: unknown[]) =>
  requests.map(() => ({ result: AuthorizeResult.ALLOW }));

const user = (userEntityRef: string): any => ({
  $$type: '@backstage/BackstageCredentials',
  principal: { type: 'user', userEntityRef },
});

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Lets so many run at once. */
async function each<T>(items: T[], work: (item: T) => Promise<void>) {
  const rest = [...items];
  await Promise.all(
    Array.from({ length: orders.atOnce }, async () => {
      for (let item = rest.shift(); item !== undefined; item = rest.shift()) {
        await work(item);
      }
    }),
  );
}

/** Tries until it works, is not allowed, or somebody else did it. */
async function untilDone(
  work: () => Promise<unknown>,
): Promise<'acknowledged' | 'conflict' | 'refused'> {
  for (;;) {
    try {
      await work();
      return 'acknowledged';
    } catch (error) {
      const { name } = error as Error;
      if (name === 'ConflictError') {
        return 'conflict';
      }
      if (name === 'NotAllowedError') {
        return 'refused';
      }
      if (!orders.patient) {
        throw error;
      }
      await new Promise(done => setTimeout(done, 50));
    }
  }
}

let looks = 0;

function now(): string {
  looks += 1;
  const minutes = (orders.ahead ?? 0) + (looks % 2) * (orders.jumps ?? 0);
  return new Date(Date.now() + minutes * 60_000).toISOString();
}

async function main() {
  const knex = knexFactory({
    client: 'pg',
    connection: orders.connection as any,
    pool: { min: 0, max: orders.atOnce },
  });
  const { services } = await createServices({
    knex,
    config: new ConfigReader({}),
    logger: silent,
    permissions: { authorize: allow, authorizeConditional: allow } as any,
    catalog: {} as any,
    ownCredentials: async () => user('user:default/nobody'),
    urlReader: {} as any,
    baseUrl: async () => 'http://localhost/api/ai-governance',
    applyConditions: () => true,
    toCriteria: () => ({} as any),
    now,
  });
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString();
  const wanted = orders.requests
    ? []
    : orders.controls.flatMap(control =>
        orders.entityRefs.map(entityRef => ({ control, entityRef })),
      );
  const open = [...(orders.requests ?? [])];
  await each(wanted, async ({ control, entityRef }) => {
    await untilDone(async () => {
      const { id } = await services.exceptions.request(
        {
          entityRefs: [entityRef],
          control,
          reason: 'It is being replaced',
          compensatingControls: ['Two reviewers'],
          until,
          ...(orders.askedFor !== undefined && { askedFor: orders.askedFor }),
        },
        user(orders.asks),
      );
      open.push(id);
    });
  });
  say('ready');
  await new Promise(go => process.stdin.once('data', go));
  await each(open, async id => {
    const outcome = await untilDone(() =>
      services.exceptions.decide(
        id,
        { approve: !orders.refuse, reason: 'Agreed' },
        user(orders.decides),
      ),
    );
    say(`${outcome} ${id} ${Date.now()}`);
  });
  say('done');
  await knex.destroy();
  process.exit(0);
}

main().catch(error => {
  say(`failed ${error.stack}`);
  process.exit(1);
});
