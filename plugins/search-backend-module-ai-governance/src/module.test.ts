import {
  createServiceFactory,
  coreServices,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import searchPlugin from '@backstage/plugin-search-backend';
import { scorecardReadPermission } from '@plumbline/backstage-plugin-ai-governance-common';
// The module is tested beside the plugin it asks.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import aiGovernancePlugin from '@plumbline/backstage-plugin-ai-governance-backend';
import request from 'supertest';
import searchModuleAiGovernance from './index';

jest.setTimeout(120_000);

/** A backend with the real search, the real governance plugin and this module. */
async function start(
  decision:
    | AuthorizeResult.ALLOW
    | AuthorizeResult.DENY
    | AuthorizeResult.CONDITIONAL,
) {
  const decide = ({ name }: { name: string }) =>
    name === scorecardReadPermission.name ? decision : AuthorizeResult.ALLOW;
  const permissions = createServiceFactory({
    service: coreServices.permissions,
    deps: {},
    factory: () => ({
      authorize: async requests =>
        requests.map(({ permission }) => ({
          result: decide(permission) as AuthorizeResult.ALLOW,
        })),
      authorizeConditional: async requests =>
        requests.map(({ permission }) => {
          const result = decide(permission);
          return result === AuthorizeResult.CONDITIONAL
            ? {
                result,
                pluginId: 'ai-governance',
                resourceType: 'ai-governance-entity',
                conditions: { rule: 'IS_OWNER', params: { claims: [] } } as any,
              }
            : { result };
        }),
    }),
  });
  const scheduler = mockServices.scheduler();
  const { server } = await startTestBackend({
    features: [
      searchPlugin,
      searchModuleAiGovernance,
      aiGovernancePlugin,
      permissions,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          backend: {
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
        },
      }),
    ],
  });
  await scheduler.triggerTask('search_index_ai_governance');
  return async (term: string, query = '') => {
    const { body, status } = await request(server).get(
      `/api/search/query?term=${encodeURIComponent(term)}${query}`,
    );
    expect(status).toBe(200);
    return body.results.map(
      ({ type, document }: { type: string; document: object }) => ({
        type,
        ...document,
      }),
    ) as { [key: string]: string }[];
  };
}

it('finds controls and policies of the framework in force', async () => {
  const search = await start(AuthorizeResult.ALLOW);
  const [control] = await search('SEC-002');
  expect(control).toMatchObject({
    type: 'ai-governance',
    kind: 'control',
    id: 'SEC-002',
    location: '/ai-governance/entities?control=SEC-002&status=open',
  });
  expect(control.remediation).toBeTruthy();
  const kinds = new Set(
    (await search('data', '&types[0]=ai-governance')).map(({ kind }) => kind),
  );
  expect(kinds.has('classification')).toBe(true);
  const [risk] = await search('R002', '&filters[kind]=risk');
  expect(risk).toMatchObject({ kind: 'risk', id: 'R002' });
});

it('finds them for who may read some scorecards only', async () => {
  const search = await start(AuthorizeResult.CONDITIONAL);
  expect((await search('SEC-002')).length).toBeGreaterThan(0);
});

it('finds nothing for who may read none', async () => {
  const denied = await start(AuthorizeResult.DENY);
  expect(await denied('SEC-002')).toEqual([]);
});
