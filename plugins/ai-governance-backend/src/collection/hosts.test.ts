import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotModifiedError } from '@backstage/errors';
import type { EventParams } from '@backstage/plugin-events-node';
import { RetryLaterError } from '@plumbline/backstage-plugin-ai-governance-node';
import type {
  HostCollectOptions,
  HostCollection,
  HostCollector,
} from '@plumbline/backstage-plugin-ai-governance-node';
import {
  component,
  startReplica,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import { followHosts } from './followHosts';

jest.setTimeout(60_000);

const databases = testDatabases();

const USER = mockCredentials.user();
const REF = 'component:default/checkout';
const HOST = 'host:https://github.com/acme/mono';

const RULES = {
  check: 'SEC-003.branch-rules',
  outcome: 'pass' as const,
  summary: 'One approval is required',
};

const at = (path: string, repository = 'mono') => ({
  sourceLocation: `url:https://github.com/acme/${repository}/tree/main/${path}`,
});

/** A host that answers what a test tells it to. */
class TestHost implements HostCollector {
  readonly id = 'test-host';
  version = '1';
  readonly checkTypes = ['host.branch-rules'];
  readonly asked: HostCollectOptions[] = [];
  answer: (options: HostCollectOptions) => Promise<HostCollection> =
    async () => ({
      items: [RULES],
      state: { etag: 'first' },
      warnings: [],
    });
  readonly events = {
    topics: ['test-host'],
    repositoriesOf: ({ eventPayload }: EventParams) => [
      eventPayload as { url: string; tree: boolean },
    ],
  };

  repositoryOf(url: string) {
    return /^https:\/\/github\.com\/acme\/[\w-]+/.exec(url)?.[0];
  }

  async collect(options: HostCollectOptions) {
    this.asked.push(options);
    return this.answer(options);
  }
}

describe.each(databases.eachSupportedId())('code hosts on %s', databaseId => {
  async function start(host = new TestHost()) {
    const started = await startServices({
      databases,
      databaseId,
      config: { integrations: { github: [{ host: 'github.com' }] } },
      hostCollectors: [host],
      urlReader: mockServices.urlReader.mock({
        readTree: async () => {
          throw new NotModifiedError();
        },
      }),
    });
    const { knex, clock, services, background } = started;
    return {
      ...started,
      host,
      learn: (...entities: ReturnType<typeof component>[]) =>
        services.inventory.learn(entities, clock.now()),
      collect: () => background.collection.runDue(),
      source: () => knex('sources').where({ source_key: HOST }).first(),
      evidence: async (subject = REF) =>
        (await knex('evidence').where({ subject, source_key: HOST })).flatMap(
          row => JSON.parse(row.items),
        ),
      check: async (ref = REF) => {
        await services.runner.run();
        const { scorecard } = await services.scorecards.get(ref, USER);
        return scorecard!.controls
          .flatMap(control => control.parts)
          .flatMap(part => part.checks)
          .find(({ check }) => check === RULES.check)!;
      },
    };
  }

  it('asks once per repository and gives the answer to every entity in it', async () => {
    const { host, learn, collect, evidence, check, source } = await start();
    await learn(
      component('checkout', at('services/checkout')),
      component('ledger', at('services/ledger')),
      component('other', {
        sourceLocation: 'url:https://github.com/acme/mono/tree/next',
      }),
      component('elsewhere', {
        sourceLocation: 'url:https://github.com/umbrella/x/tree/main',
      }),
    );
    await collect();
    expect(host.asked).toHaveLength(1);
    expect(host.asked[0]).toMatchObject({
      repository: 'https://github.com/acme/mono',
      state: undefined,
      checks: [{ id: RULES.check, type: 'host.branch-rules' }],
    });
    for (const name of ['checkout', 'ledger', 'other']) {
      expect(await evidence(`component:default/${name}`)).toMatchObject([
        { ...RULES, source: HOST, collector: 'test-host@1' },
      ]);
    }
    expect(await check()).toMatchObject({ outcome: 'pass', source: HOST });
    expect(await source()).toMatchObject({
      kind: 'host',
      state: 'done',
      url: 'https://github.com/acme/mono',
    });
  });

  it('hands the state back and writes nothing while nothing changes', async () => {
    const { host, learn, collect, clock, knex, check } = await start();
    await learn(component('checkout', at('')));
    await collect();
    await check();
    const evidence = await knex('evidence');
    clock.advance({ minutes: 361 });
    await collect();
    expect(host.asked[1].state).toEqual({ etag: 'first' });
    expect(await knex('evidence')).toEqual(evidence);
    expect(await knex('assessment_queue')).toEqual([]);
    expect(await check()).toMatchObject({ confirmedAt: clock.now() });

    host.version = '2';
    clock.advance({ minutes: 361 });
    await collect();
    expect(host.asked[2].state).toBeUndefined();
  });

  it('keeps the last good evidence with its age and shows the error', async () => {
    const { host, learn, collect, clock, check, evidence, source, knex } =
      await start();
    const event = {
      check: 'event.pull-request',
      outcome: 'pass' as const,
      summary: '#7 was merged',
      happenedAt: '2026-11-18T10:00:00.000Z',
    };
    const good = async () => ({
      items: [RULES, event],
      state: { etag: 'first' },
      warnings: [],
    });
    host.answer = good;
    await learn(component('checkout', at('')));
    const first = clock.now();
    await collect();
    const before = await evidence();

    host.answer = async () => {
      throw new Error('GitHub answered 502');
    };
    clock.advance({ minutes: 361 });
    await collect();
    expect(await check()).toMatchObject({
      outcome: 'pass',
      observedAt: first,
      collectorError: 'GitHub answered 502',
    });
    expect(await source()).toMatchObject({
      state: 'failed',
      error: 'GitHub answered 502',
      confirmed_at: first,
      attempts: 1,
    });
    const items = await evidence();
    expect(items).toEqual(expect.arrayContaining(before));
    expect(items.filter(item => item.check === event.check)).toEqual(
      [
        {
          ...event,
          happenedAt: undefined,
          collector: 'test-host@1',
          source: HOST,
          observedAt: event.happenedAt,
        },
      ].map(item => JSON.parse(JSON.stringify(item))),
    );

    // The same failure again writes nothing.
    const rows = await knex('evidence');
    clock.advance({ minutes: 10 });
    await collect();
    expect(host.asked).toHaveLength(3);
    expect(await knex('evidence')).toEqual(rows);

    host.answer = good;
    clock.advance({ minutes: 10 });
    await collect();
    expect(await evidence()).toEqual(before);
    const recovered = await check();
    expect(recovered.collectorError).toBeUndefined();
    expect(recovered).toMatchObject({
      observedAt: first,
      confirmedAt: clock.now(),
    });
  });

  it('says that it never managed to look', async () => {
    const { host, learn, collect, check } = await start();
    host.answer = async () => {
      throw new Error('GitHub answered 502');
    };
    await learn(component('checkout', at('')));
    await collect();
    expect(await check()).toMatchObject({
      outcome: 'unknown',
      collectorError: 'GitHub answered 502',
    });
  });

  it('waits as long as the host asks, within reason', async () => {
    const { host, learn, collect, clock, source } = await start();
    const until = (minutes: number) =>
      new Date(Date.parse(clock.now()) + minutes * 60_000).toISOString();
    host.answer = async () => {
      throw new RetryLaterError('The rate limit is used up', until(47));
    };
    await learn(component('checkout', at('')));
    await collect();
    expect(await source()).toMatchObject({
      due_at: until(47),
      error: 'The rate limit is used up',
    });
    host.answer = async () => {
      throw new RetryLaterError('The rate limit is used up', until(100_000));
    };
    clock.advance({ minutes: 48 });
    await collect();
    expect((await source()).due_at).toBe(until(360));
  });

  it('ends a look that takes too long', async () => {
    const host = new TestHost();
    host.answer = ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    const { knex, clock, ...started } = await startServices({
      databases,
      databaseId,
      config: {
        integrations: { github: [{ host: 'github.com' }] },
        aiGovernance: { collection: { timeout: { milliseconds: 50 } } },
      },
      hostCollectors: [host],
    });
    await started.services.inventory.learn(
      [component('checkout', at(''))],
      clock.now(),
    );
    await started.background.collection.runDue();
    expect(
      await knex('sources').where({ source_key: HOST }).first(),
    ).toMatchObject({ state: 'failed', error: 'It did not answer in time' });
  });

  it('gives a later entity the answer, and takes it from one that moved away', async () => {
    const { host, learn, collect, clock, evidence } = await start();
    await learn(component('checkout', at('a')));
    await collect();
    clock.advance({ seconds: 1 });
    await learn(component('ledger', at('b')));
    await collect();
    expect(host.asked).toHaveLength(2);
    expect(await evidence('component:default/ledger')).toHaveLength(1);

    clock.advance({ seconds: 1 });
    await learn(component('checkout', at('', 'moved')));
    expect(await evidence()).toEqual([]);
    expect(await evidence('component:default/ledger')).toHaveLength(1);
  });

  it('asks about repositories of entities that are judged as they come', async () => {
    const { host, collect, clock, services, evidence, knex } = await start();
    const told = [component('checkout', at('a')), component('ledger', at('b'))];
    await services.inventory.learn(told, clock.now(), services.runner.fresh());
    expect(await knex('host_links')).toEqual([
      {
        tree_source_key: 'repository:https://github.com/acme/mono/tree/main',
        host_source_key: HOST,
      },
    ]);
    await collect();
    expect(host.asked).toHaveLength(1);
    expect(await evidence()).toHaveLength(1);
    // A later one makes the host due again.
    clock.advance({ seconds: 1 });
    await services.inventory.learn(
      [component('search', at('c'))],
      clock.now(),
      services.runner.fresh(),
    );
    await collect();
    expect(await evidence('component:default/search')).toHaveLength(1);
  });

  it('keeps what the host said when an entity moves inside its repository', async () => {
    const { learn, collect, evidence } = await start();
    await learn(component('checkout', at('a')));
    await collect();
    await learn(
      component('checkout', {
        sourceLocation: 'url:https://github.com/acme/mono/tree/next',
      }),
    );
    expect(await evidence()).toHaveLength(1);
  });

  it('asks about repositories that were known before the module came', async () => {
    const { knex, clock, services } = await startServices({
      databases,
      databaseId,
      config: { integrations: { github: [{ host: 'github.com' }] } },
    });
    await services.inventory.learn(
      [component('checkout', at(''))],
      clock.now(),
    );
    expect(await knex('sources').where({ kind: 'host' })).toEqual([]);
    const host = new TestHost();
    const replica = await startReplica(knex, {
      clock,
      config: { integrations: { github: [{ host: 'github.com' }] } },
      hostCollectors: [host],
    });
    await replica.background.collection.runDue();
    expect(host.asked).toHaveLength(1);
    // And says nothing more once the module is gone.
    const without = await startReplica(knex, { clock });
    clock.advance({ minutes: 361 });
    await without.background.collection.runDue();
    expect(host.asked).toHaveLength(1);
    expect(await knex('evidence').where({ source_key: HOST })).toHaveLength(1);
  });

  it('asks again when somebody asks for a look now', async () => {
    const { host, learn, collect, background, knex, clock } = await start();
    await learn(component('checkout', at('')));
    await collect();
    clock.advance({ seconds: 1 });
    const asked = new Promise<void>(resolve => {
      host.answer = async () => {
        resolve();
        return { items: [RULES], state: { etag: 'first' }, warnings: [] };
      };
    });
    const { source_key: tree } = await knex('entities').first();
    await background.collection.request(tree);
    await asked;
    expect(host.asked).toHaveLength(2);
  });
});

describe('events of code hosts', () => {
  it('are hints only: what is not understood is said and dropped', async () => {
    const logger = mockServices.logger.mock();
    const handlers: ((event: EventParams) => Promise<void>)[] = [];
    const told: unknown[] = [];
    const host = new TestHost();
    await followHosts({
      collectors: [host, { ...host, events: undefined } as never],
      events: {
        publish: async () => {},
        subscribe: async ({ id, topics, onEvent }) => {
          expect({ id, topics }).toEqual({
            id: 'ai-governance-host-test-host',
            topics: ['test-host'],
          });
          handlers.push(onEvent);
        },
      },
      logger,
      onChanged: async (_, changed) => {
        told.push(changed);
      },
    });
    expect(handlers).toHaveLength(1);
    const payload = { url: 'https://github.com/acme/mono', tree: true };
    await handlers[0]({ topic: 'test-host', eventPayload: payload });
    expect(told).toEqual([[payload]]);
    host.events.repositoriesOf = () => {
      throw new Error('no repository');
    };
    await handlers[0]({ topic: 'test-host', eventPayload: {} });
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('no repository'),
    );
    expect(told).toHaveLength(1);
  });
});
