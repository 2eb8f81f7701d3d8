import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  createBackendModule,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  type EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
// The module is tested beside the plugin it asks.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import aiGovernancePlugin from '@plumbline/backstage-plugin-ai-governance-backend';
import { annotationSourcesServiceRef } from '@plumbline/backstage-plugin-ai-governance-node';
import request from 'supertest';
import catalogModuleAiGovernance from './index';

jest.setTimeout(120_000);

const LOCATION = 'test:provider';

const descriptor = (
  kind: string,
  name: string,
  spec: Entity['spec'],
  annotations: { [key: string]: string } = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: {
    name,
    annotations: {
      'backstage.io/managed-by-location': LOCATION,
      'backstage.io/managed-by-origin-location': LOCATION,
      ...annotations,
    },
  },
  spec: { owner: 'payments', ...spec },
});

const component = (annotations: { [key: string]: string } = {}): Entity =>
  descriptor(
    'Component',
    'checkout',
    { type: 'service', lifecycle: 'production' },
    annotations,
  );

/** A backend with a real catalog, a real governance plugin and this module. */
async function start(
  features: BackendFeature[] = [],
  locations: { type: string; target: string }[] = [],
) {
  let connection: EntityProviderConnection | undefined;
  const provider = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'test-provider',
    register(env) {
      env.registerInit({
        deps: { catalog: catalogProcessingExtensionPoint },
        async init({ catalog }) {
          catalog.addEntityProvider({
            getProviderName: () => 'test',
            connect: async given => {
              connection = given;
            },
          });
        },
      });
    },
  });
  const { server } = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleAiGovernance,
      aiGovernancePlugin,
      provider,
      eventsServiceFactory,
      ...features,
      mockServices.rootConfig.factory({
        data: {
          backend: {
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
          catalog: { processingInterval: { hours: 1 }, locations },
        },
      }),
    ],
  });
  const annotations = async (): Promise<{ [key: string]: string }> => {
    const { body } = await request(server).get(
      '/api/catalog/entities/by-name/component/default/checkout',
    );
    return body.metadata?.annotations ?? {};
  };
  return {
    server,
    provide: (...entities: Entity[]) =>
      connection!.applyMutation({
        type: 'full',
        entities: entities.map(entity => ({ entity, locationKey: LOCATION })),
      }),
    annotations,
    /** The annotations once they are as asked for. */
    until: async (
      isSo: (annotations: { [key: string]: string }) => boolean,
    ): Promise<{ [key: string]: string }> => {
      for (;;) {
        const now = await annotations();
        if (isSo(now)) {
          return now;
        }
        await pause(100);
      }
    },
  };
}

describe('the module in a real catalog', () => {
  it('annotates what is registered, follows what changes, and keeps claims out', async () => {
    const { server, provide, until } = await start();
    await provide(
      component({
        'ai-governance/data-classification': 'confidential',
        'control.ai-governance/SEC-001': 'met',
        'status.ai-governance/maturity-level': '5',
      }),
    );
    const first = await until(
      found => found['status.ai-governance/data-classification'] !== undefined,
    );
    expect(first).toMatchObject({
      'ai-governance/data-classification': 'confidential',
      'status.ai-governance/data-classification': 'confidential',
      'status.ai-governance/maturity-level': '1',
    });
    expect(first['control.ai-governance/SEC-001']).not.toBe('met');

    const from = Date.now();
    await provide(
      component({ 'ai-governance/data-classification': 'restricted' }),
    );
    await until(
      found =>
        found['status.ai-governance/data-classification'] === 'restricted',
    );
    expect(Date.now() - from).toBeLessThan(10_000);

    const { body } = await request(server).get(
      '/api/catalog/entities/by-query?filter=kind=component,metadata.annotations.status.ai-governance/data-classification=restricted',
    );
    expect(body.items).toHaveLength(1);
  });

  it('asks over HTTP where the plugin offers nothing in its process', async () => {
    const offered: unknown[] = [];
    const apart = createServiceFactory({
      service: annotationSourcesServiceRef,
      deps: {},
      factory: () => ({
        offer: source => {
          offered.push(source);
        },
        local: () => undefined,
      }),
    });
    const { provide, until } = await start([apart]);
    await provide(
      component({ 'ai-governance/data-classification': 'restricted' }),
    );
    const found = await until(
      annotations =>
        annotations['status.ai-governance/data-classification'] !== undefined,
    );
    expect(found['status.ai-governance/data-classification']).toBe(
      'restricted',
    );
    expect(offered).toHaveLength(1);
  });

  it('tells where components lie, of systems and domains alone', async () => {
    const { server, provide } = await start();
    const ask = (path: string) =>
      request(server)
        .get(path)
        .set('authorization', mockCredentials.user.header());
    const domains = async () => {
      const { body } = await ask('/api/ai-governance/summary?groupBy=domain');
      return (body.groups ?? []).map(
        ({ key, assessable }: { key: string | null; assessable: number }) => [
          key,
          assessable,
        ],
      );
    };
    const until = async (expected: [string | null, number][]) => {
      const from = Date.now();
      while (JSON.stringify(await domains()) !== JSON.stringify(expected)) {
        expect(Date.now() - from).toBeLessThan(30_000);
        await pause(100);
      }
      return Date.now() - from;
    };
    const described = (domain: string) => [
      descriptor('Domain', 'money', {}),
      descriptor('Domain', 'payments', { subdomainOf: 'money' }),
      descriptor('Domain', 'lending', {}),
      descriptor('System', 'cards', { domain }),
      ...['checkout', 'vault'].map(name =>
        descriptor('Component', name, {
          type: 'service',
          lifecycle: 'production',
          system: 'cards',
        }),
      ),
      descriptor('Component', 'alone', {
        type: 'service',
        lifecycle: 'production',
      }),
    ];
    await provide(...described('payments'));
    await until([
      ['domain:default/money', 2],
      ['domain:default/payments', 2],
      [null, 1],
    ]);
    const { body } = await ask(
      '/api/ai-governance/scorecards?filter=domain=domain:default/money',
    );
    expect(
      body.items.map(({ entityRef }: { entityRef: string }) => entityRef),
    ).toEqual(['component:default/checkout', 'component:default/vault']);

    // The components are not touched: what their system says is enough.
    await provide(...described('lending'));
    const took = await until([
      ['domain:default/lending', 2],
      [null, 1],
    ]);
    expect(took).toBeLessThan(10_000);
  });

  describe('whose descriptor is edited', () => {
    const DESCRIPTOR = 'catalog-info.yaml';
    const URL_OF_IT = `https://github.com/acme/checkout/blob/main/${DESCRIPTOR}`;
    let folder: string;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'descriptor-'));
    });

    afterEach(async () => {
      await rm(folder, { recursive: true, force: true });
    });

    const declare = (classification: string) =>
      writeFile(
        join(folder, DESCRIPTOR),
        [
          'apiVersion: backstage.io/v1alpha1',
          'kind: Component',
          'metadata:',
          '  name: checkout',
          '  annotations:',
          `    ai-governance/data-classification: ${classification}`,
          'spec: { type: service, lifecycle: production, owner: payments }',
        ].join('\n'),
      );

    /** A code host that serves the folder. */
    const codeHost = mockServices.urlReader.mock({
      search: async url => ({
        etag: '',
        files: [{ url, content: () => readFile(join(folder, DESCRIPTOR)) }],
      }),
    });

    it.each([
      ['file', () => join(folder, DESCRIPTOR)],
      ['url', () => URL_OF_IT],
    ])(
      'reads it at once when somebody asks to look again, by its %s',
      async (type, target) => {
        await declare('confidential');
        const { server, until } = await start(
          [codeHost.factory],
          [{ type, target: target() }],
        );
        const declared = (classification: string) => {
          const from = Date.now();
          return until(found => {
            // Much sooner than the catalog would by itself.
            expect(Date.now() - from).toBeLessThan(20_000);
            return (
              found['status.ai-governance/data-classification'] ===
              classification
            );
          });
        };
        await declared('confidential');

        await declare('restricted');
        const path = '/api/ai-governance/entities/component/default/checkout';
        const ask = (method: 'get' | 'post', what: string) =>
          request(server)
            [method](`${path}/${what}`)
            .set('authorization', mockCredentials.user.header());
        expect((await ask('post', 'assess')).status).toBe(202);
        await declared('restricted');
        const { body } = await ask('get', 'profile');
        expect(body.profile.classification).toMatchObject({
          value: 'restricted',
        });
      },
    );
  });
});
