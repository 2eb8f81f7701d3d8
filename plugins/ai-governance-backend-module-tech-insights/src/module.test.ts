import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import techInsightsPlugin from '@backstage-community/plugin-tech-insights-backend';
import jsonRulesModule from '@backstage-community/plugin-tech-insights-backend-module-jsonfc';
import { techInsightsFactRetrieversExtensionPoint } from '@backstage-community/plugin-tech-insights-node';
import type { FactRetriever } from '@backstage-community/plugin-tech-insights-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
// The module is tested inside the plugin it extends.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import aiGovernancePlugin from '@plumbline/backstage-plugin-ai-governance-backend';
import aiGovernanceModuleTechInsights from './index';

jest.setTimeout(90_000);

const ADA = mockCredentials.user.header('user:default/ada');
const CATALOG = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service('plugin:catalog'),
  targetPluginId: 'ai-governance',
});
const PORTAL = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service('plugin:ai-governance'),
  targetPluginId: 'tech-insights',
});

const entity = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default' },
  spec: { type: 'service', owner: 'payments', lifecycle: 'production' },
});

const ENTITIES = ['documented', 'undocumented', 'unseen'].map(entity);

/** Facts of the first two entities. */
const retriever: FactRetriever = {
  id: 'docs',
  version: '0.1.0',
  schema: { documented: { type: 'boolean', description: 'It is documented' } },
  handler: async () =>
    ['documented', 'undocumented'].map(name => ({
      entity: { kind: 'Component', namespace: 'default', name },
      facts: { documented: name === 'documented' },
    })),
};

const retrieverModule = createBackendModule({
  pluginId: 'tech-insights',
  moduleId: 'test-facts',
  register(env) {
    env.registerInit({
      deps: { retrievers: techInsightsFactRetrieversExtensionPoint },
      async init({ retrievers }) {
        retrievers.addFactRetrievers({ docs: retriever });
      },
    });
  },
});

const check = (id: string, params: object) => ({
  id: `LK-004.${id}`,
  type: 'tech-insights.check',
  name: id,
  description: 'Tech Insights says so.',
  actor: 'owner',
  remediation: { text: 'See there.', effort: 'small' },
  params,
});

const FRAMEWORK = {
  extends: 'default',
  controls: [
    {
      id: 'LK-004',
      domain: 'operations',
      name: 'Documented',
      description: 'Services are documented.',
      implementation: 'Write it down.',
      evidence: [],
      frequency: { kind: 'age', label: 'monthly', days: 31 },
      parts: [
        {
          scope: 'entity',
          mode: 'all',
          checks: [
            check('docs', { check: 'docs-check' }),
            check('gone', { check: 'no-such-check' }),
            check('broken', { check: 'broken-check' }),
            check('wrong', { cheque: 'docs-check' }),
          ],
        },
      ],
    },
  ],
};

const rule = (fact: string) => ({
  type: 'json-rules-engine',
  name: fact === 'documented' ? 'Documented' : 'Broken',
  description: 'It is documented',
  factIds: ['docs'],
  rule: {
    conditions: { all: [{ fact, operator: 'equal', value: true }] },
  },
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

describe('Tech Insights as a collector', () => {
  let folder: string;
  let stop = async () => {};

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'insights-'));
  });

  afterEach(async () => {
    await stop();
    await rm(folder, { recursive: true });
  });

  async function start(options: { withInsights: boolean }) {
    const file = join(folder, 'framework.json');
    await writeFile(file, JSON.stringify(FRAMEWORK));
    const backend = await startTestBackend({
      features: [
        aiGovernancePlugin,
        aiGovernanceModuleTechInsights,
        ...(options.withInsights
          ? [techInsightsPlugin, jsonRulesModule, retrieverModule]
          : []),
        mockServices.scheduler.factory({
          includeInitialDelayedTasksOnStartup: true,
        }),
        catalogServiceMock.factory({ entities: ENTITIES }),
        mockServices.rootConfig.factory({
          data: {
            aiGovernance: { framework: { file } },
            techInsights: {
              factRetrievers: {
                docs: {
                  cadence: '* * * * *',
                  initialDelay: { milliseconds: 1 },
                },
              },
              factChecker: {
                checks: {
                  'docs-check': rule('documented'),
                  'broken-check': rule('nobodyRetrievesThis'),
                },
              },
            },
          },
        }),
      ],
    });
    stop = () => backend.stop();
    const port = backend.server.port();
    const ask = async (path: string, init: RequestInit = {}) => {
      const response = await fetch(`http://127.0.0.1:${port}/api/${path}`, {
        ...init,
        headers: { 'content-type': 'application/json', ...init.headers },
      });
      expect([path, response.status]).toEqual([path, 200]);
      return response.json();
    };
    return {
      ask,
      learn: () =>
        ask('ai-governance/inventory/annotations', {
          method: 'POST',
          headers: { authorization: CATALOG },
          body: JSON.stringify({
            entities: ENTITIES.map(({ metadata, kind, spec }) => ({
              entityRef: `component:default/${metadata.name}`,
              kind,
              type: spec.type,
              lifecycle: spec.lifecycle,
              owners: ['group:default/payments'],
              annotations: {},
            })),
          }),
        }),
      checks: async (name: string) => {
        const { scorecard } = await ask(
          `ai-governance/entities/component/default/${name}/scorecard`,
          { headers: { authorization: ADA } },
        );
        const control = scorecard?.controls.find(
          (each: any) => each.control === 'LK-004',
        );
        return Object.fromEntries(
          (control?.parts ?? [])
            .flatMap((part: any) => part.checks)
            .map((each: any) => [each.check.replace('LK-004.', ''), each]),
        ) as { [id: string]: any };
      },
    };
  }

  it('takes over what the real plugin answers', async () => {
    const { ask, learn, checks } = await start({ withInsights: true });
    await until(async () => {
      const [answer] = await ask('tech-insights/checks/run', {
        method: 'POST',
        headers: { authorization: PORTAL },
        body: JSON.stringify({
          checks: ['docs-check'],
          entities: [
            { kind: 'component', namespace: 'default', name: 'documented' },
          ],
        }),
      });
      return answer.results[0];
    });
    await learn();
    const documented = await until(async () => {
      const found = await checks('documented');
      return found.docs?.outcome === 'pass' ? found : undefined;
    });
    expect(documented.docs).toMatchObject({
      summary: 'Documented: passed in Tech Insights',
      collector: 'tech-insights@1',
      source: 'facts:tech-insights:component:default/documented',
    });
    expect(documented.gone).toMatchObject({
      outcome: 'unknown',
      collectorError:
        "Tech Insights has no check 'no-such-check'; it has docs-check, broken-check",
    });
    expect(documented.broken).toMatchObject({
      outcome: 'unknown',
      collectorError: expect.stringMatching(
        /could not run 'broken-check': .*nobodyRetrievesThis/,
      ),
    });
    expect(documented.wrong.collectorError).toMatch(/^params/);
    expect((await checks('undocumented')).docs.outcome).toBe('fail');
    expect((await checks('unseen')).docs).toMatchObject({
      outcome: 'unknown',
      collectorError: expect.stringContaining('has no answer'),
    });
  });

  it('says that Tech Insights does not answer where it is not there', async () => {
    const { learn, checks } = await start({ withInsights: false });
    await learn();
    const found = await until(async () => {
      const all = await checks('documented');
      return all.docs?.collectorError ? all : undefined;
    });
    expect(found.docs).toMatchObject({
      outcome: 'unknown',
      collectorError: expect.stringMatching(/404/),
    });
  });
});
