import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  attestConfirmPermission,
  attestPermission,
  auditReadPermission,
  assessmentRunPermission,
  entityAttestPermission,
  profileDeclarePermission,
  scorecardReadPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceConditions } from '@plumbline/backstage-plugin-ai-governance-node';
import request from 'supertest';
import { aiGovernancePlugin } from '../plugin';
import { component } from '../testing/harness';

jest.setTimeout(60_000);


const BASE = '/api/ai-governance';
const ENTITY = '/entities/component/default/checkout';
const ADA = mockCredentials.user.header('user:default/ada');
const BOB = mockCredentials.user.header('user:default/bob');
const CATALOG = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service('plugin:catalog'),
  targetPluginId: 'ai-governance',
});
const OTHER_SERVICE = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service('plugin:search'),
  targetPluginId: 'ai-governance',
});

const entity = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default' },
  spec: { type: 'service', owner: 'payments' },
});

type Decide = (permission: string) => any;

const allow: Decide = () => ({ result: AuthorizeResult.ALLOW });

const deny =
  (...names: string[]): Decide =>
  name => ({
    result: names.includes(name) ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
  });

async function start(
  options: { decide?: Decide; visible?: string[]; names?: string[] } = {},
) {
  const { decide = allow, names = ['checkout', 'ledger', 'search'] } = options;
  const visible = options.visible ?? names;
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(each => {
        const decision = decide(each.permission.name);
        return {
          result:
            decision.result === AuthorizeResult.CONDITIONAL
              ? AuthorizeResult.DENY
              : decision.result,
        };
      }),
    authorizeConditional: async requests =>
      requests.map(each => decide(each.permission.name)),
  });
  const { server } = await startTestBackend({
    features: [
      aiGovernancePlugin,
      permissions.factory,
      mockServices.rootConfig.factory({
        data: { aiGovernance: { collection: {} } },
      }),
      // Nothing runs by itself: what a test asks for is all that happens.
      mockServices.scheduler.mock().factory,
      catalogServiceMock.factory({ entities: visible.map(entity) }),
    ],
  });
  const call = (
    method: 'get' | 'put' | 'post',
    path: string,
    body?: object,
    as: string | undefined = ADA,
  ) => {
    const test = request(server)[method](`${BASE}${path}`);
    if (as) {
      test.set('authorization', as);
    }
    return body === undefined ? test : test.send(body);
  };
  const until = async <T>(
    look: () => Promise<T>,
    good: (value: T) => boolean,
  ): Promise<T> => {
    const end = Date.now() + 10_000;
    for (;;) {
      const value = await look();
      if (good(value) || Date.now() > end) {
        return value;
      }
    }
  };
  const learnt = await call(
    'post',
    '/inventory/annotations',
    { entities: names.map(name => component(name)) },
    CATALOG,
  );
  expect(learnt.status).toBe(200);
  await until(
    async () =>
      (
        await call(
          'post',
          '/inventory/annotations',
          { entities: names.map(name => component(name)) },
          CATALOG,
        )
      ).body.items,
    items => items.every((item: any) => item.annotations !== null),
  );
  return { server, call, until, permissions };
}

describe('the routes', () => {
  let shared: Awaited<ReturnType<typeof start>>;

  beforeAll(async () => {
    shared = await start();
  });

  it('coerce limits and repeat filters', async () => {
    const page = await shared.call('get', '/scorecards?limit=2&orderBy=name:desc');
    expect(page.body.items.map((item: any) => item.entityRef)).toEqual([
      'component:default/search',
      'component:default/ledger',
    ]);
    expect(page.body.totalItems).toBe(3);
    const rest = await shared.call(
      'get',
      `/scorecards?limit=2&orderBy=name:desc&cursor=${page.body.nextCursor}`,
    );
    expect(rest.body.items).toHaveLength(1);
    expect(rest.body.nextCursor).toBeUndefined();
    const either = await shared.call(
      'get',
      '/scorecards?filter=name%3Dledg&filter=name%3Dsear',
    );
    expect(either.body.totalItems).toBe(2);
    const one = await shared.call('get', '/scorecards?filter=name%3Dledg,kind%3Dcomponent');
    expect(one.body.totalItems).toBe(1);
  });

  it('take entity names in any case', async () => {
    const response = await shared.call(
      'get',
      '/entities/Component/Default/CHECKOUT/scorecard',
    );
    expect(response.status).toBe(200);
    expect(response.body.scorecard.entityRef).toBe('component:default/checkout');
  });

  it('say what the caller may do', async () => {
    const { body } = await shared.call('get', `${ENTITY}/scorecard`);
    expect(body.allowed).toEqual({ declare: true, assess: true });
  });

  it('keep the routes of services to services', async () => {
    expect((await shared.call('get', '/scorecards/changes')).status).toBe(403);
    for (const as of [ADA, OTHER_SERVICE]) {
      const response = await shared.call(
        'post',
        '/inventory/annotations',
        { entities: [] },
        as,
      );
      expect(response.status).toBe(403);
    }
    const changes = await shared.call(
      'get',
      '/scorecards/changes?limit=2&consumer=test',
      undefined,
      OTHER_SERVICE,
    );
    expect(changes.status).toBe(200);
    expect(changes.body.items).toHaveLength(2);
  });

  it('keep what people do to people', async () => {
    for (const [method, path, body] of [
      ['put', `${ENTITY}/profile`, { values: { tier: 3 } }],
      ['post', '/attestations', { check: 'X', subject: 'organization', statement: 'x' }],
      ['post', '/attestations/x/approve', undefined],
      ['post', '/attestations/x/revoke', undefined],
    ] as const) {
      expect((await shared.call(method, path, body, CATALOG)).status).toBe(403);
    }
  });

  it('take hostile entities of the catalog in without failing', async () => {
    const response = await shared.call(
      'post',
      '/inventory/annotations',
      {
        entities: [
          component('hostile', {
            title: 'a\0b',
            type: 'x'.repeat(10_000),
            annotations: { 'ai-governance/review-tier': '\0' },
            sourceLocation: 'file:file://elsewhere/x',
          }),
          component('checkout'),
          component('checkout'),
        ],
      },
      CATALOG,
    );
    expect(response.status).toBe(200);
    expect(
      response.body.items.find(
        (item: any) => item.entityRef === 'component:default/checkout',
      ).annotations,
    ).toMatchObject({ 'control.ai-governance/SEC-001': 'unknown' });
  });

  it('judge anew after a declaration, and log it', async () => {
    const declared = await shared.call(
      'put',
      '/entities/component/default/ledger/profile',
      { values: { classification: 'restricted', tier: 3 } },
    );
    expect(declared.status).toBe(200);
    expect(declared.body).toMatchObject({
      inForce: true,
      portal: { by: 'user:default/ada' },
    });
    const item = await shared.until(
      async () =>
        (
          await shared.call('post', '/scorecards/by-refs', {
            entityRefs: ['component:default/ledger'],
          })
        ).body.items[0],
      found => found.classification === 'restricted',
    );
    expect(item).toMatchObject({ classification: 'restricted', tier: 3 });
    const audit = await shared.call(
      'get',
      '/audit?limit=1&subject=component:default/ledger',
    );
    expect(audit.body.items[0].body).toMatchObject({
      actor: 'user:default/ada',
      action: 'profile.declared',
    });
    expect((await shared.call('get', '/audit/verify')).body.valid).toBe(true);
  });

  it('look again on demand', async () => {
    const response = await shared.call('post', `${ENTITY}/assess`);
    expect(response.status).toBe(202);
    expect(response.body.collection).toEqual({ state: 'none', warnings: [] });
    const { body } = await shared.call(
      'get',
      '/audit?limit=1&subject=component:default/checkout',
    );
    expect(body.items[0].body.action).toBe('assessment.requested');
  });

  it('take an organization attestation through two people', async () => {
    const { framework } = (await shared.call('get', '/framework')).body;
    const check = framework.controls
      .flatMap((control: any) => control.parts)
      .flatMap((part: any) => part.checks)
      .find((each: any) => each.id === 'OPS-002.playbook');
    const given = await shared.call('post', '/attestations', {
      check: check.id,
      subject: 'organization',
      statement: 'in force',
      items: check.wanted.map((name: string) => ({ name, digest: 'x' })),
    });
    expect(given.status).toBe(201);
    expect(given.body).toMatchObject({
      by: 'user:default/ada',
      state: 'awaitingConfirmation',
    });
    const path = `/attestations/${given.body.id}`;
    expect((await shared.call('post', `${path}/approve`)).status).toBe(400);
    const approved = await shared.call('post', `${path}/approve`, undefined, BOB);
    expect(approved.body).toMatchObject({ state: 'inForce' });
    expect(
      (await shared.call('post', `${path}/approve`, undefined, BOB)).status,
    ).toBe(409);
    const listed = await shared.call(
      'get',
      '/attestations?subject=organization&limit=1',
    );
    expect(listed.body.items).toEqual([approved.body]);
    const revoked = await shared.call('post', `${path}/revoke`);
    expect(revoked.body.state).toBe('revoked');
  });

  it('let people attest every check of an entity without a repository', async () => {
    const given = await shared.call('post', '/attestations', {
      check: 'SEC-001.scanner',
      subject: 'component:default/search',
      statement: 'scanned by the vendor',
    });
    expect(given.status).toBe(201);
    expect(given.body.state).toBe('inForce');
  });
});

describe('permissions', () => {
  it('hide everything the catalog denies', async () => {
    const { call } = await start({
      decide: deny(catalogEntityReadPermission.name),
    });
    for (const what of ['scorecard', 'history', 'profile']) {
      expect((await call('get', `${ENTITY}/${what}`)).status).toBe(404);
    }
    expect((await call('get', '/scorecards')).status).toBe(403);
  });

  it('show no more entities than the catalog does', async () => {
    const { call } = await start({
      visible: ['checkout', 'search'],
      decide: name => ({
        result:
          name === catalogEntityReadPermission.name
            ? AuthorizeResult.CONDITIONAL
            : AuthorizeResult.ALLOW,
        pluginId: 'catalog',
        resourceType: 'catalog-entity',
        conditions: { rule: 'IS_ENTITY_OWNER', params: { claims: [] } },
      }),
    });
    expect((await call('get', `${ENTITY}/scorecard`)).status).toBe(200);
    const hidden = '/entities/component/default/ledger';
    for (const [method, path, body] of [
      ['get', `${hidden}/scorecard`, undefined],
      ['get', `${hidden}/history`, undefined],
      ['get', `${hidden}/profile`, undefined],
      ['put', `${hidden}/profile`, { values: { tier: 3 } }],
      ['post', `${hidden}/assess`, undefined],
      ['get', '/attestations?subject=component:default/ledger', undefined],
    ] as const) {
      const response = await call(method, path, body);
      expect([path, response.status]).toEqual([path, 404]);
    }
    const list = await call('get', '/scorecards?limit=1');
    expect(list.body.totalItems).toBe(2);
    const all = await call('get', '/scorecards');
    const refs = ['component:default/checkout', 'component:default/search'];
    expect(all.body.items.map((item: any) => item.entityRef)).toEqual(refs);
    const byRefs = await call('post', '/scorecards/by-refs', {
      entityRefs: ['checkout', 'ledger', 'search'].map(
        name => `component:default/${name}`,
      ),
    });
    expect(byRefs.body.items.map((item: any) => item.entityRef).sort()).toEqual(
      refs,
    );
  });

  it('apply conditions of their own to one entity and to lists alike', async () => {
    const { call } = await start({
      decide: name =>
        name === scorecardReadPermission.name
          ? {
              result: AuthorizeResult.CONDITIONAL,
              pluginId: 'ai-governance',
              resourceType: 'ai-governance-entity',
              conditions: {
                not: {
                  anyOf: [
                    aiGovernanceConditions.hasTier({ tiers: [3] }),
                    aiGovernanceConditions.isOwner({
                      claims: ['group:default/nobody'],
                    }),
                  ],
                },
              },
            }
          : { result: AuthorizeResult.ALLOW },
    });
    expect((await call('get', '/scorecards')).body.totalItems).toBe(3);
    await call('put', `${ENTITY}/profile`, { values: { tier: 3 } });
    expect((await call('get', `${ENTITY}/scorecard`)).status).toBe(403);
    expect((await call('get', `${ENTITY}/profile`)).status).toBe(403);
    expect((await call('get', `${ENTITY}/history`)).status).toBe(403);
  });

  it('let owners declare and nobody else', async () => {
    const { call } = await start({
      decide: name =>
        name === profileDeclarePermission.name
          ? {
              result: AuthorizeResult.CONDITIONAL,
              pluginId: 'ai-governance',
              resourceType: 'ai-governance-entity',
              conditions: aiGovernanceConditions.isOwner({
                claims: ['group:default/others'],
              }),
            }
          : { result: AuthorizeResult.ALLOW },
    });
    const response = await call('put', `${ENTITY}/profile`, {
      values: { tier: 3 },
    });
    expect(response.status).toBe(403);
    expect(response.body.error.message).toContain(
      profileDeclarePermission.name,
    );
    expect((await call('get', `${ENTITY}/profile`)).body).toMatchObject({
      allowed: { declare: false },
      portal: null,
    });
    expect((await call('get', `${ENTITY}/scorecard`)).body.allowed).toEqual({
      declare: false,
      assess: true,
    });
  });

  it.each<[string, 'get' | 'post', string, any]>([
    [scorecardReadPermission.name, 'get', '/scorecards', undefined],
    [scorecardReadPermission.name, 'get', `${ENTITY}/scorecard`, undefined],
    [
      scorecardReadPermission.name,
      'post',
      '/scorecards/by-refs',
      { entityRefs: ['component:default/checkout'] },
    ],
    [assessmentRunPermission.name, 'post', `${ENTITY}/assess`, undefined],
    [
      entityAttestPermission.name,
      'post',
      '/attestations',
      {
        check: 'SEC-001.scanner',
        subject: 'component:default/checkout',
        statement: 'x',
      },
    ],
    [
      attestPermission.name,
      'post',
      '/attestations',
      {
        check: 'OPS-001.completion',
        subject: 'group:default/payments',
        statement: 'x',
      },
    ],
    [
      attestConfirmPermission.name,
      'post',
      '/attestations/x/approve',
      undefined,
    ],
    [auditReadPermission.name, 'get', '/audit', undefined],
    [auditReadPermission.name, 'get', '/audit/verify', undefined],
  ])('name %s when it is missing: %s %s', async (name, method, path, body) => {
    const { call } = await start({ decide: deny(name), names: ['checkout'] });
    const response = await call(method, path, body);
    expect(response.status).toBe(403);
    expect(response.body.error.message).toContain(name);
  });

  it('ask for one decision per scorecard', async () => {
    const { call, permissions } = await start({ names: ['checkout'] });
    permissions.authorize.mockClear();
    permissions.authorizeConditional.mockClear();
    await call('get', `${ENTITY}/scorecard`);
    expect(permissions.authorizeConditional).toHaveBeenCalledTimes(1);
    expect(permissions.authorize).not.toHaveBeenCalled();
  });
});
