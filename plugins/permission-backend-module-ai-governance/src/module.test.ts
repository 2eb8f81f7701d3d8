import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import permissionBackend from '@backstage/plugin-permission-backend';
import {
  exceptionDecidePermission,
  riskEditPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import request from 'supertest';
import permissionModule from './index';

it('answers in the permission backend, by the roles of the configuration', async () => {
  const { server } = await startTestBackend({
    features: [
      permissionBackend,
      permissionModule,
      mockServices.userInfo.mock({
        getUserInfo: async () => ({
          userEntityRef: 'user:default/ada',
          ownershipEntityRefs: ['user:default/ada', 'group:default/security'],
        }),
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
