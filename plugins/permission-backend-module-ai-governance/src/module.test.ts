import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionBackend from '@backstage/plugin-permission-backend';
import {
  exceptionDecidePermission,
  riskEditPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import request from 'supertest';
import permissionModule from './index';

const group = (name: string, parent?: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default' },
  spec: { type: 'team', children: [], ...(parent && { parent }) },
});

it('answers in the permission backend, by the roles of the configuration and the nested groups of the catalog', async () => {
  let read: () => void;
  const isRead = new Promise<void>(resolve => {
    read = resolve;
  });
  const { server } = await startTestBackend({
    features: [
      permissionBackend,
      permissionModule,
      mockServices.userInfo.mock({
        getUserInfo: async () => ({
          userEntityRef: 'user:default/ada',
          ownershipEntityRefs: ['user:default/ada', 'group:default/appsec'],
        }),
      }).factory,
      catalogServiceMock.factory({
        entities: [group('security'), group('appsec', 'security')],
      }),
      mockServices.scheduler.mock({
        // What has read the groups once is what this waits for.
        scheduleTask: async ({ id, fn }) => {
          if (id === 'ai-governance-policy-groups') {
            await fn(new AbortController().signal);
            read();
          }
        },
      }).factory,
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          aiGovernance: {
            roles: { 'security-compliance': ['group:default/security'] },
            grants: { 'ai-governance.risk.edit': ['platform-lead'] },
          },
        },
      }),
    ],
  });
  await isRead;
  const asked = [
    exceptionDecidePermission,
    riskEditPermission,
    { ...riskEditPermission, name: 'catalog.entity.create' },
  ];
  const { body } = await request(server)
    .post('/api/permission/authorize')
    .set('authorization', mockCredentials.user.header('user:default/ada'))
    .send({
      items: asked.map((permission, index) => ({
        id: String(index),
        permission,
      })),
    });
  expect(body.items.map(({ result }: any) => result)).toEqual([
    'ALLOW',
    'DENY',
    'DENY',
  ]);
});
