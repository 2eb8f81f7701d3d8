import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import eventsPlugin from '@backstage/plugin-events-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import { sign } from '@octokit/webhooks-methods';
import examples from '@octokit/webhooks-examples';
// The module is tested inside the plugin it extends.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import aiGovernancePlugin from '@plumbline/backstage-plugin-ai-governance-backend';
import request from 'supertest';
import aiGovernanceModuleGithub from './index';
import { GithubServer } from './__testUtils__/githubServer';

jest.setTimeout(60_000);

const SECRET = 'shared with the code host';
const ADA = mockCredentials.user.header('user:default/ada');
const CATALOG = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service('plugin:catalog'),
  targetPluginId: 'ai-governance',
});
const CHECK = 'SEC-003.branch-rules';

const REVIEW_RULE = {
  type: 'pull_request' as const,
  ruleset_source_type: 'Repository' as const,
  ruleset_source: 'acme/shop',
  ruleset_id: 42,
  parameters: {
    required_approving_review_count: 1,
    require_code_owner_review: false,
    dismiss_stale_reviews_on_push: false,
    require_last_push_approval: false,
    required_review_thread_resolution: false,
  },
};

/**
 * The features of the events module. It loads them itself with dynamic imports,
 * which the test runner does not know.
 */
const eventsModuleGithub = [
  'eventsModuleGithubEventRouter',
  'eventsModuleGithubWebhook',
].map(
  name =>
    jest.requireActual<{ default: BackendFeature }>(
      join(
        dirname(
          require.resolve(
            '@backstage/plugin-events-backend-module-github/package.json',
          ),
        ),
        `dist/service/${name}.cjs.js`,
      ),
    ).default,
);

let server: GithubServer;

beforeEach(async () => {
  server = await new GithubServer().start();
});

afterEach(async () => {
  await server.stop();
});

async function start() {
  const backend = await startTestBackend({
    features: [
      aiGovernancePlugin,
      aiGovernanceModuleGithub,
      eventsPlugin,
      // The real one: the test backend's own keeps the plugins apart.
      eventsServiceFactory,
      ...eventsModuleGithub,
      mockServices.rootConfig.factory({
        data: {
          integrations: { github: [server.integration] },
          // One process: nothing has to go through the bus.
          events: {
            useEventBus: 'never',
            modules: { github: { webhookSecret: SECRET } },
          },
        },
      }),
      // Nothing runs on a schedule: what happens, happens because of an event.
      mockServices.scheduler.mock().factory,
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: { name: 'checkout', namespace: 'default' },
            spec: { type: 'service', owner: 'payments' },
          },
        ],
      }),
    ],
  });
  const http = request(backend.server);
  const learnt = await http
    .post('/api/ai-governance/inventory/annotations')
    .set('authorization', CATALOG)
    .send({
      entities: [
        {
          entityRef: 'component:default/checkout',
          kind: 'Component',
          type: 'service',
          owners: ['group:default/payments'],
          annotations: {},
          sourceLocation: `url:http://${server.host}/Acme/shop/tree/main/`,
        },
      ],
    });
  expect(learnt.status).toBe(200);
  const check = async (): Promise<any> => {
    const { body } = await http
      .get('/api/ai-governance/entities/component/default/checkout/scorecard')
      .set('authorization', ADA);
    return body.scorecard?.controls
      .flatMap((control: any) => control.parts)
      .flatMap((part: any) => part.checks)
      .find((candidate: any) => candidate.check === CHECK);
  };
  return {
    backend,
    until: async (good: (result: any) => boolean) => {
      const end = Date.now() + 10_000;
      for (;;) {
        const result = await check();
        if ((result && good(result)) || Date.now() > end) {
          return result;
        }
        await pause(25);
      }
    },
    webhook: async (options: { delivery: string; secret?: string }) => {
      const [payload] = (
        examples as unknown as {
          name: string;
          examples: { repository: object }[];
        }[]
      ).find(({ name }) => name === 'branch_protection_rule')!.examples;
      const body = JSON.stringify({
        ...payload,
        installation: undefined,
        repository: {
          ...payload.repository,
          html_url: `http://${server.host}/Acme/shop`,
        },
      });
      return http
        .post('/api/events/http/github')
        .set('content-type', 'application/json')
        .set('x-github-event', 'branch_protection_rule')
        .set('x-github-delivery', options.delivery)
        .set('x-hub-signature-256', await sign(options.secret ?? SECRET, body))
        .send(body);
    },
  };
}

const looks = () =>
  server
    .taken()
    .filter(path => path === 'GET /api/v3/repos/acme/shop/rules/branches/main')
    .length;

it('gives evidence from the host, and again within seconds of a webhook', async () => {
  const { backend, until, webhook } = await start();
  expect(await until(({ outcome }) => outcome === 'fail')).toMatchObject({
    outcome: 'fail',
    source: `host:${server.url}`,
    summary: 'main can be changed without a pull request',
    collector: 'github@1',
  });
  expect(looks()).toBe(1);

  server.data.rules = [REVIEW_RULE];
  const refused = await webhook({ delivery: 'bad', secret: 'guessed' });
  expect(refused.status).toBe(403);
  const started = performance.now();
  expect((await webhook({ delivery: 'good' })).status).toBe(202);
  expect(await until(({ outcome }) => outcome === 'pass')).toMatchObject({
    outcome: 'pass',
    summary: 'main takes pull requests only, with 1 approval',
  });
  expect(performance.now() - started).toBeLessThan(5_000);
  // One look for the good webhook, none for the one nobody signed.
  expect(looks()).toBe(1);
  await backend.stop();
});

it('keeps the last good evidence with its age while GitHub answers 502', async () => {
  server.data.rules = [REVIEW_RULE];
  const { backend, until, webhook } = await start();
  const before = await until(({ outcome }) => outcome === 'pass');
  server.faults = [{ path: /./, status: 502 }];
  server.data.rules = [];
  await webhook({ delivery: 'one' });
  expect(await until(result => result.collectorError)).toMatchObject({
    outcome: 'pass',
    observedAt: before.observedAt,
    collectorError: `GithubError: ${server.host} answered 502 for the repository acme/shop`,
  });
  server.faults = [];
  await webhook({ delivery: 'two' });
  const after = await until(result => !result.collectorError);
  expect(after.outcome).toBe('fail');
  await backend.stop();
});

it.each([
  [429, { 'retry-after': '60' }, 'Too many requests'],
  [403, { 'retry-after': '60' }, 'You have exceeded a secondary rate limit.'],
])(
  'keeps it at %i as well, and asks nothing more',
  async (status, headers, message) => {
    server.data.rules = [REVIEW_RULE];
    const { backend, until, webhook } = await start();
    await until(({ outcome }) => outcome === 'pass');
    server.faults = [{ path: /./, status, headers, body: { message } }];
    server.taken();
    await webhook({ delivery: 'one' });
    expect(await until(result => result.collectorError)).toMatchObject({
      outcome: 'pass',
      collectorError: `The rate limit of ${server.host} is used up; the next look waits until GitHub allows it`,
    });
    expect(
      server
        .taken()
        .filter(path => path.startsWith('GET /api/v3/repos/acme/shop')),
    ).toEqual(['GET /api/v3/repos/acme/shop']);
    await backend.stop();
  },
);
