import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type {
  BackendFeature,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import techInsightsPlugin from '@backstage-community/plugin-tech-insights-backend';
import jsonRulesModule from '@backstage-community/plugin-tech-insights-backend-module-jsonfc';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { defaultFramework } from '@plumbline/backstage-plugin-ai-governance-common';
// Judgements come from the real plugin.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import aiGovernancePlugin from '@plumbline/backstage-plugin-ai-governance-backend';
import techInsightsModuleAiGovernance from './index';
import { createGovernanceFactRetriever } from './governanceFactRetriever';

jest.setTimeout(90_000);

const CATALOG = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service('plugin:catalog'),
  targetPluginId: 'ai-governance',
});
const SERVICE = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service('plugin:app'),
  targetPluginId: 'tech-insights',
});

const entity = (name: string, kind = 'Component') => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  spec: { type: 'service', owner: 'payments', lifecycle: 'production' },
});

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = await look();
    if (found !== undefined) {
      return found;
    }
    await pause(100);
  }
  throw new Error('It did not come to be');
}

it('offers governance results as facts that the real plugin checks', async () => {
  const entities = [entity('checkout'), entity('payments', 'Group')];
  // Its factory is missing from the published type.
  const scheduler = mockServices.scheduler() as SchedulerService & {
    factory(): BackendFeature;
  };
  const backend = await startTestBackend({
    features: [
      aiGovernancePlugin,
      techInsightsPlugin,
      jsonRulesModule,
      techInsightsModuleAiGovernance,
      scheduler.factory(),
      catalogServiceMock.factory({ entities }),
      mockServices.rootConfig.factory({
        data: {
          techInsights: {
            factRetrievers: {
              aiGovernanceFactRetriever: {
                cadence: '*/2 * * * * *',
                initialDelay: { milliseconds: 1 },
              },
            },
            factChecker: {
              checks: {
                unscanned: {
                  type: 'json-rules-engine',
                  name: 'Not scanned yet',
                  description: 'Nobody scanned it',
                  factIds: ['aiGovernanceFactRetriever'],
                  rule: {
                    conditions: {
                      all: [
                        { fact: 'level', operator: 'lessThan', value: 3 },
                        { fact: 'SEC-001', operator: 'notEqual', value: 'met' },
                      ],
                    },
                  },
                },
              },
            },
          },
        },
      }),
    ],
  });
  try {
    const ask = async (path: string, init: RequestInit = {}) => {
      const response = await fetch(
        `http://127.0.0.1:${backend.server.port()}/api/${path}`,
        {
          ...init,
          headers: { 'content-type': 'application/json', ...init.headers },
        },
      );
      expect([path, response.status]).toEqual([path, 200]);
      return response.json();
    };
    await ask('ai-governance/inventory/annotations', {
      method: 'POST',
      headers: { authorization: CATALOG },
      body: JSON.stringify({
        entities: [
          {
            entityRef: 'component:default/checkout',
            kind: 'Component',
            type: 'service',
            owners: ['group:default/payments'],
            annotations: {},
          },
        ],
      }),
    });
    const facts = await until(async () => {
      await scheduler.triggerTask('aiGovernanceFactRetriever');
      const latest = await ask(
        'tech-insights/facts/latest?entity=component:default/checkout&ids=aiGovernanceFactRetriever',
        { headers: { authorization: SERVICE } },
      );
      return latest.aiGovernanceFactRetriever?.facts;
    });
    expect(facts).toMatchObject({
      level: 1,
      ownLevel: expect.any(Number),
      levelWithoutExceptions: 1,
      score: expect.any(Number),
      tier: 2,
      classification: 'confidential',
      'SEC-001': expect.stringMatching(/^(gap|unknown)$/),
    });
    for (const { id } of defaultFramework.controls) {
      expect([id, typeof facts[id]]).toEqual([id, 'string']);
    }
    const [answer] = await ask('tech-insights/checks/run', {
      method: 'POST',
      headers: { authorization: SERVICE },
      body: JSON.stringify({
        checks: ['unscanned'],
        entities: [
          { kind: 'component', namespace: 'default', name: 'checkout' },
        ],
      }),
    });
    expect(answer.results).toMatchObject([
      { check: { id: 'unscanned' }, result: true },
    ]);
  } finally {
    await backend.stop();
  }
});

it('asks governance once for 5,000 entities', async () => {
  const entities = Array.from({ length: 5001 }, (_, n) => entity(`e${n}`));
  const asked: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      const { entityRefs } = JSON.parse(Buffer.concat(chunks).toString());
      asked.push(entityRefs.length);
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          items: entityRefs.map((entityRef: string, index: number) => ({
            entityRef,
            level: null,
            ownLevel: 2,
            levelWithoutExceptions: null,
            score: null,
            tier: 2,
            classification: 'internal',
            controls: [{ id: 'A', status: 'met' }],
            ...(index === 1 && { notAssessable: 'archived' }),
          })),
        }),
      );
    });
  });
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as { port: number };
  try {
    const retriever = createGovernanceFactRetriever({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({ entities }),
      kinds: ['Component'],
      controls: ['A', 'B'],
    });
    const facts = await retriever.handler({
      discovery: { getBaseUrl: async () => `http://127.0.0.1:${port}` },
    } as never);
    expect(asked).toEqual([5000, 1]);
    expect(facts).toHaveLength(5000);
    expect(facts[0]).toEqual({
      entity: { kind: 'component', namespace: 'default', name: 'e0' },
      facts: {
        level: 0,
        ownLevel: 2,
        levelWithoutExceptions: 0,
        score: 0,
        tier: 2,
        classification: 'internal',
        A: 'met',
        B: 'unknown',
      },
    });
  } finally {
    server.closeAllConnections();
    await new Promise(done => {
      server.close(done);
    });
  }
});
