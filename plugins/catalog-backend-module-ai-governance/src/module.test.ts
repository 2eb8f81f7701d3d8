import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import type { InventoryEntity } from '@plumbline/backstage-plugin-ai-governance-common';
import { AiGovernanceProcessor } from './AiGovernanceProcessor';
import { AiGovernanceRefreshProvider } from './AiGovernanceRefreshProvider';
import { AnnotationLookup } from './AnnotationLookup';
import { RemoteAnnotationSource } from './RemoteAnnotationSource';
import { toInventoryEntity } from './toInventoryEntity';

const entity = (
  name: string,
  annotations: { [key: string]: string } = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, annotations },
  spec: { type: 'service', owner: 'payments' },
});

const WRITTEN = { 'control.ai-governance/SEC-001': 'gap' };

function processorOf() {
  const lookUp = jest.fn(async (entities: InventoryEntity[]) => ({
    items: entities.map(({ entityRef }) => ({
      entityRef,
      annotations: WRITTEN as { [key: string]: string } | null,
      revision: 1,
    })),
  }));
  const wanted = jest.fn(async () => ({
    annotations: ['example.org/runbook'],
    members: ['tags'],
  }));
  const caches = new Map<string, any>();
  const processed: string[] = [];
  const missed: string[] = [];
  let now = 0;
  const processor = new AiGovernanceProcessor({
    lookup: new AnnotationLookup({
      source: () => ({
        lookUpAnnotations: lookUp,
        wantedCatalogFacts: wanted,
      }),
      timeoutMs: 100,
    }),
    logger: mockServices.logger.mock(),
    kinds: ['component'],
    onProcessed: ref => processed.push(ref),
    onMissed: ref => missed.push(ref),
    now: () => now,
    mostInMemory: 2,
  });
  const emit = jest.fn();
  return {
    lookUp,
    wanted,
    processed,
    missed,
    emit,
    caches,
    advance: (ms: number) => {
      now += ms;
    },
    process: (each: Entity) =>
      processor.postProcessEntity(each, { type: 'url', target: 'x' }, emit, {
        get: async () => caches.get(each.metadata.name),
        set: async (_key: string, value: unknown) => {
          caches.set(each.metadata.name, value);
        },
      } as never),
  };
}

describe('AiGovernanceProcessor', () => {
  it('writes the judgement over whatever the descriptor claims', async () => {
    const { process, emit } = processorOf();
    const result = await process(
      entity('a', {
        'control.ai-governance/SEC-001': 'met',
        'control.ai-governance/SEC-002': 'met',
        'status.ai-governance/maturity-level': '5',
        'ai-governance/review-tier': '2',
      }),
    );
    expect(result.metadata.annotations).toEqual({
      ...WRITTEN,
      'ai-governance/review-tier': '2',
    });
    expect(emit).toHaveBeenCalledWith({
      type: 'refresh',
      key: 'ai-governance:component:default/a',
    });
  });

  it('strips claims of kinds that are not looked up', async () => {
    const { process, lookUp } = processorOf();
    const result = await process({
      ...entity('a', { 'control.ai-governance/SEC-001': 'met' }),
      kind: 'Group',
    });
    expect(result.metadata.annotations).toEqual({});
    expect(lookUp).not.toHaveBeenCalled();
  });

  it('tells where systems and domains lie, and writes nothing onto them', async () => {
    const { process, lookUp, missed, processed } = processorOf();
    lookUp.mockImplementation(async entities => ({
      items: entities.map(({ entityRef }) => ({
        entityRef,
        annotations: null,
        revision: 0,
      })),
    }));
    const described: Entity[] = [
      { ...entity('cards'), kind: 'System', spec: { domain: 'payments' } },
      { ...entity('payments'), kind: 'Domain', spec: { subdomainOf: 'money' } },
    ];
    expect(await Promise.all(described.map(process))).toEqual(described);
    expect(lookUp.mock.calls[0][0]).toEqual([
      expect.objectContaining({
        entityRef: 'system:default/cards',
        domain: 'domain:default/payments',
        onlyHolds: true,
      }),
      expect.objectContaining({
        entityRef: 'domain:default/payments',
        domain: 'domain:default/money',
        onlyHolds: true,
      }),
    ]);
    expect(processed).toHaveLength(2);
    // What could not be told is told as soon as governance answers again.
    lookUp.mockRejectedValueOnce(new Error('down'));
    expect(await process(described[0])).toEqual(described[0]);
    expect(missed).toEqual(['system:default/cards']);
  });

  it('asks once for ten entities processed at the same time', async () => {
    const { process, lookUp, processed } = processorOf();
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => process(entity(`e${index}`))),
    );
    expect(lookUp).toHaveBeenCalledTimes(1);
    expect(lookUp.mock.calls[0][0]).toHaveLength(10);
    expect(processed).toHaveLength(10);
  });

  it('asks once what to tell, before the first look-up, and again after a failure', async () => {
    const { process, lookUp, wanted, missed, advance } = processorOf();
    wanted.mockRejectedValueOnce(new Error('down'));
    await process(entity('a'));
    expect(lookUp).not.toHaveBeenCalled();
    expect(missed).toHaveLength(1);
    advance(5000);
    await Promise.all([
      process(entity('b', { 'example.org/runbook': 'https://r' })),
      process(entity('c')),
    ]);
    expect(wanted).toHaveBeenCalledTimes(2);
    expect(lookUp.mock.calls[0][0].map(({ catalog }) => catalog)).toEqual([
      { annotations: { 'example.org/runbook': 'https://r' }, tags: [] },
      { annotations: { 'example.org/runbook': null }, tags: [] },
    ]);
  });

  it('writes the cache with the second look, or at once where memory is full', async () => {
    const { process, caches } = processorOf();
    await process(entity('a'));
    await process(entity('b'));
    expect([...caches.keys()]).toEqual([]);
    await process(entity('c'));
    expect([...caches.keys()]).toEqual(['c']);
    await process(entity('a'));
    expect([...caches]).toEqual([
      ['c', WRITTEN],
      ['a', WRITTEN],
    ]);
    await process(entity('d'));
    expect([...caches.keys()]).toEqual(['c', 'a']);
  });

  it.each([1, 2])(
    'keeps the values of look %s while governance is down',
    async looks => {
      const { process, lookUp } = processorOf();
      for (let look = 0; look < looks; look++) {
        await process(entity('a'));
      }
      lookUp.mockRejectedValueOnce(new Error('down'));
      const result = await process(entity('a'));
      expect(result.metadata.annotations).toEqual(WRITTEN);
    },
  );

  it.each([1, 2])(
    'forgets the values of look %s of an entity that stopped counting',
    async looks => {
      const { process, lookUp, caches } = processorOf();
      for (let look = 0; look < looks; look++) {
        await process(entity('a'));
      }
      lookUp.mockImplementationOnce(async ([{ entityRef }]) => ({
        items: [{ entityRef, annotations: null, revision: 2 }],
      }));
      expect((await process(entity('a'))).metadata.annotations).toEqual({});
      // What was never kept in the cache is not written there to be forgotten.
      expect([...caches]).toEqual(looks === 1 ? [] : [['a', null]]);
      lookUp.mockRejectedValueOnce(new Error('down'));
      expect((await process(entity('a'))).metadata.annotations).toEqual({});
    },
  );

  it('keeps the last known values while governance is down, and tries again', async () => {
    const { process, lookUp, missed, advance } = processorOf();
    await process(entity('a'));
    lookUp.mockRejectedValue(new Error('down'));
    const known = await process(entity('a'));
    expect(known.metadata.annotations).toEqual(WRITTEN);
    const unknown = await process(
      entity('b', { 'control.ai-governance/SEC-001': 'met' }),
    );
    expect(unknown.metadata.annotations).toEqual({});
    expect(missed).toEqual(['component:default/a', 'component:default/b']);
    // A backend that does not answer is not asked for every entity.
    expect(lookUp).toHaveBeenCalledTimes(2);
    advance(5000);
    await process(entity('b'));
    expect(lookUp).toHaveBeenCalledTimes(3);
  });
});

describe('an answer that does not come', () => {
  it('counts as none, and the catalog goes on with what is known', async () => {
    const { process, lookUp, missed } = processorOf();
    await process(entity('a'));
    lookUp.mockReturnValue(new Promise(() => {}));
    const known = await process(entity('a'));
    expect(known.metadata.annotations).toEqual(WRITTEN);
    expect(missed).toEqual(['component:default/a']);
  });
});

describe('RemoteAnnotationSource', () => {
  it('signs one token for many questions, and another after a failure', async () => {
    const auth = mockServices.auth.mock({
      getOwnServiceCredentials: async () => ({} as never),
    });
    let signed = 0;
    auth.getPluginRequestToken.mockImplementation(async () => ({
      token: `token-${++signed}`,
    }));
    const wantedCatalogFacts = jest.fn(
      async (_options: { token?: string; signal?: AbortSignal } = {}) => ({
        annotations: [],
        members: [],
      }),
    );
    const source = new RemoteAnnotationSource({
      client: {
        wantedCatalogFacts,
        lookUpAnnotations: async () => {
          throw new Error('refused');
        },
      },
      auth,
      timeoutMs: 1000,
    });
    await source.wantedCatalogFacts();
    await source.wantedCatalogFacts();
    await expect(source.lookUpAnnotations([])).rejects.toThrow('refused');
    await source.wantedCatalogFacts();
    expect(
      wantedCatalogFacts.mock.calls.map(([options]) => options?.token),
    ).toEqual(['token-1', 'token-1', 'token-2']);
  });
});

describe('toInventoryEntity', () => {
  it('tells what the framework asks, and nothing else', () => {
    const described: Entity = {
      ...entity('a', { 'example.org/runbook': 'https://r', other: 'x' }),
      spec: {
        type: 'service',
        owner: 'payments',
        system: 'Checkout',
        dependsOn: ['resource:db', 'ledger', 7],
      },
    };
    described.metadata.tags = ['java'];
    expect(toInventoryEntity(described).catalog).toBeUndefined();
    expect(
      toInventoryEntity(described, {
        annotations: ['example.org/runbook', 'constructor'],
        members: ['tags', 'system', 'domain', 'dependsOn', 'consumesApis', 'x'],
      }).catalog,
    ).toEqual({
      annotations: { 'example.org/runbook': 'https://r', constructor: null },
      tags: ['java'],
      relations: {
        system: ['system:default/checkout'],
        domain: [],
        dependsOn: ['resource:default/db', 'component:default/ledger'],
        consumesApis: [],
      },
    });
  });

  it('tells what counts and cuts what is oversized', () => {
    const long = 'x'.repeat(100_000);
    const told = toInventoryEntity({
      ...entity('a', { 'ai-governance/review-tier': long, other: 'y' }),
      spec: { type: long, owner: 'payments', system: 'shop' },
    });
    expect(told).toMatchObject({
      entityRef: 'component:default/a',
      owners: ['group:default/payments'],
      system: 'system:default/shop',
    });
    expect(told.type).toBeUndefined();
    expect(JSON.stringify(told).length).toBeLessThan(5000);
  });
});

describe('AiGovernanceRefreshProvider', () => {
  async function providerOf(total: number) {
    const feed = Array.from(
      { length: total },
      (_, index) => `component:default/e${index}`,
    );
    const read = jest.fn(
      async ({ since, limit }: { since?: string; limit?: number }) => {
        const from = Number(since ?? 0);
        const items = feed
          .slice(from, from + limit!)
          .map(entityRef => ({ entityRef, revision: 1 }));
        return { items, nextCursor: String(from + items.length) };
      },
    );
    const refresh = jest.fn(async (_: { keys: string[] }) => {});
    let now = 0;
    const provider = new AiGovernanceRefreshProvider({
      client: { getScorecardChanges: read },
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
      runner: { run: async () => {} },
      now: () => now,
    });
    await provider.connect({
      refresh,
      applyMutation: async () => {},
    } as EntityProviderConnection);
    return {
      provider,
      read,
      refresh,
      feed,
      keys: () => refresh.mock.calls.flatMap(([{ keys }]) => keys),
      advance: (ms: number) => {
        now += ms;
      },
    };
  }

  it('has at most 500 outstanding and goes on as they are processed', async () => {
    const { provider, keys, feed } = await providerOf(700);
    await provider.follow();
    await provider.follow();
    expect(keys()).toHaveLength(500);
    feed.slice(0, 100).forEach(ref => provider.processed(ref, 1, 1));
    await provider.follow();
    expect(keys()).toHaveLength(600);
    feed.slice(100, 600).forEach(ref => provider.processed(ref, 1, 1));
    await provider.follow();
    expect(keys()).toEqual(feed.map(ref => `ai-governance:${ref}`));
  });

  it('asks again three times, then leaves it to another replica', async () => {
    const { provider, keys, advance } = await providerOf(1);
    for (let look = 0; look < 6; look += 1) {
      await provider.follow();
      advance(5000);
    }
    expect(keys()).toEqual(
      new Array(3).fill('ai-governance:component:default/e0'),
    );
  });

  it('reads again from where it was after an error', async () => {
    const { provider, read, refresh, keys } = await providerOf(3);
    read.mockRejectedValueOnce(new Error('down'));
    await expect(provider.follow()).resolves.toBeUndefined();
    refresh.mockRejectedValueOnce(new Error('busy'));
    await provider.follow();
    await provider.follow();
    expect(keys().slice(-3)).toEqual([
      'ai-governance:component:default/e0',
      'ai-governance:component:default/e1',
      'ai-governance:component:default/e2',
    ]);
    expect(read.mock.calls.map(([{ since }]) => since)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('refreshes what was missed, also when the first attempt fails', async () => {
    const { provider, refresh, keys } = await providerOf(0);
    provider.missed('component:default/late');
    refresh.mockRejectedValueOnce(new Error('busy'));
    await provider.follow();
    await provider.follow();
    expect(keys()).toEqual([
      'ai-governance:component:default/late',
      'ai-governance:component:default/late',
    ]);
    provider.processed('component:default/late', 1, 1);
    await provider.follow();
    expect(keys()).toHaveLength(2);
  });
});
