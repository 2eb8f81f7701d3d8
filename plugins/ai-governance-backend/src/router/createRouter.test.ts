import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
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
  adoptionDecidePermission,
  attestConfirmPermission,
  attestPermission,
  auditErasePermission,
  auditReadAllPermission,
  auditReadPermission,
  assessmentRunPermission,
  campaignManagePermission,
  committeeManagePermission,
  committeeReadPermission,
  failureReviewPermission,
  violationReadPermission,
  violationReportPermission,
  workflowDecidePermission,
  workflowProposePermission,
  workflowReadPermission,
  entityAttestPermission,
  frameworkActivatePermission,
  frameworkProposePermission,
  importCreatePermission,
  importReadPermission,
  incidentManagePermission,
  incidentReadPermission,
  incidentReportPermission,
  profileDeclarePermission,
  riskEditPermission,
  toolDecidePermission,
  toolRequestPermission,
  roadmapAttestPermission,
  scorecardReadPermission,
  trainingReadPermission,
  trainingUploadPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceConditions } from '@plumbline/backstage-plugin-ai-governance-node';
import * as OpenApiValidator from 'express-openapi-validator';
import express from 'express';
import request from 'supertest';
import { aiGovernancePlugin } from '../plugin';
import { spec } from '../schema/openapi.generated';
import { component } from '../__testUtils__/harness';

jest.setTimeout(10_000);

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

const userNamed = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: { memberOf: [] },
});
const TOOL = {
  id: 'aider',
  name: 'Aider',
  reason: 'Wanted',
  properties: {},
  endpoints: [],
  criteria: {},
};

const RISK = {
  category: 'Cost',
  description: 'The bill grows faster than planned',
  likelihood: 'likely',
  impact: 'minor',
  target: 'low',
  controls: [],
};

const CAMPAIGN = {
  name: 'Scan everything',
  owner: 'user:default/ada',
  goal: { kind: 'controls', controls: ['SEC-001'] },
  filter: [],
  startOn: '2026-01-01',
  dueOn: '2028-01-01',
  milestones: [{ on: '2027-01-01', percent: 50 }],
};

const PLAN_ITEM = {
  subject: 'organization',
  plan: 'checklist:deployment',
  item: 'deployment.2',
  statement: 'Approved by the board',
};

const MOVE = {
  team: 'group:default/payments',
  from: null,
  to: null,
  reason: 'x',
};

const INCIDENT = {
  title: 'A key in a prompt',
  description: 'Somebody pasted a key',
  severity: 'high',
  detectedAt: '2026-01-02T09:00:00Z',
  entityRefs: ['component:default/checkout'],
  controls: ['TM-003'],
  playbook: 'data-leak',
};

const WORKFLOW = {
  name: 'Draft replies',
  description: 'Drafts from the manual',
  owner: 'user:default/ada',
  customerFacing: true,
  level: 'approved',
  boundary: 'A person sends each',
  trail: 'https://wiki.example/trail',
};

const VIOLATION = {
  person: 'user:default/ada',
  policy: 'never-in-prompts.2',
  occurredOn: '2026-01-02',
  description: 'A key was pasted',
};

const EXERCISE = {
  heldOn: new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10),
  scenario: 'A tool is compromised',
  playbook: 'compromised-tool',
  participants: ['user:default/ada'],
  findings: 'Nobody knew whom to call',
  followUps: [],
};

/** Every route with a request that is fine for somebody who may do everything. */
const ROUTES: [method: 'get' | 'put' | 'post', path: string, body?: object][] =
  [
    ['get', '/framework'],
    ['get', '/framework/versions'],
    [
      'post',
      '/framework/versions',
      { document: 'extends: default\nversion: "2"', reason: 'Agreed' },
    ],
    ['get', `${ENTITY}/scorecard`],
    ['get', `${ENTITY}/history`],
    [
      'post',
      `${ENTITY}/disputes`,
      { check: 'DP-001.classification', reason: 'It is declared' },
    ],
    ['get', '/disputes'],
    ['get', '/disputes/rates'],
    ['post', '/disputes/x/approve', { reason: 'Right' }],
    ['post', '/disputes/x/reject', { reason: 'Wrong' }],
    ['post', '/disputes/x/withdraw'],
    ['get', '/declarations?state=pending&limit=3'],
    [
      'post',
      '/declarations',
      {
        items: [
          { entityRef: 'component:default/checkout', values: { tier: 3 } },
        ],
      },
    ],
    ['post', '/declarations/x/approve', { reason: 'Yes' }],
    ['post', '/declarations/x/reject', { reason: 'No' }],
    ['post', '/declarations/x/withdraw'],
    ['get', '/inbox?limit=5'],
    ['get', '/inbox/count'],
    ['get', '/exceptions?endsBefore=2027-01-31'],
    [
      'post',
      '/exceptions',
      {
        entityRefs: ['component:default/checkout'],
        control: 'SEC-001',
        reason: 'The scanner is being replaced',
        compensatingControls: ['Two reviewers per change'],
        until: new Date(Date.now() + 30 * 86_400_000).toISOString(),
      },
    ],
    ['post', '/exceptions/x/approve', { reason: 'Yes' }],
    ['post', '/exceptions/x/reject', { reason: 'No' }],
    ['post', '/exceptions/x/revoke', { reason: 'Over' }],
    ['post', '/exceptions/x/confirm', { reason: 'Still so' }],
    ['post', '/exceptions/x/withdraw'],
    ['get', `${ENTITY}/profile`],
    ['put', `${ENTITY}/profile`, { values: { tier: 3 } }],
    ['post', `${ENTITY}/assess`],
    ['get', '/scorecards'],
    ['post', '/scorecards/by-refs', { entityRefs: [] }],
    ['get', '/scorecards/changes'],
    ['get', '/summary?groupBy=owner&rollup=direct'],
    ['get', '/trends?from=2020-01-01&points=3'],
    ['get', '/changes?from=2020-01-01T00:00:00%2B01:00&limit=5'],
    ['post', '/inventory/annotations', { entities: [] }],
    ['get', '/attestations?subject=organization'],
    [
      'post',
      '/attestations',
      {
        check: 'OPS-001.completion',
        subject: 'group:default/payments',
        statement: 'everybody',
      },
    ],
    [
      'post',
      '/attestations/bulk',
      {
        check: 'SEC-001.scanner',
        subjects: ['component:default/checkout'],
        statement: 'x',
      },
    ],
    ['post', '/attestations/nothing/approve', { reason: 'Read' }],
    ['post', '/attestations/nothing/reject', { reason: 'Old' }],
    ['post', '/attestations/nothing/revoke', { reason: 'Old' }],
    [
      'post',
      '/evidence',
      { items: [{ key: 'a', check: 'x', outcome: 'pass', summary: 'x' }] },
    ],
    ['post', '/reports/sarif', {}],
    ['get', '/tools'],
    ['get', '/tools/aider/requests'],
    ['post', '/tools', TOOL],
    ['post', '/tools/aider/approve', { reason: 'Read' }],
    ['post', '/tools/aider/reject', { reason: 'Read' }],
    ['post', '/tools/aider/withdraw'],
    ['post', '/tools/aider/review', { revision: 1, reason: 'Read' }],
    ['post', '/tools/aider/revoke', { reason: 'Gone' }],
    ['get', '/risks?filter=tier%3D3'],
    ['get', '/risks/R001/entities?residual=high&limit=3'],
    ['post', '/risks', { details: RISK }],
    ['put', '/risks/R001', { version: 0, mitigation: 'Watched' }],
    ['post', '/risks/ORG-001/retire', { version: 1, reason: 'Gone' }],
    ['get', '/campaigns?state=ended&limit=2'],
    ['post', '/campaigns', CAMPAIGN],
    ['put', '/campaigns/x', { version: 1, ...CAMPAIGN }],
    ['post', '/campaigns/x/end', { version: 1, reason: 'Reached' }],
    ['get', '/incidents?state=open&limit=3'],
    ['post', '/incidents', INCIDENT],
    ['get', '/committee'],
    ['get', '/committee/meetings?limit=3'],
    ['post', '/committee/meetings', { on: '2099-01-01' }],
    ['get', '/workflows?state=proposed&limit=3'],
    ['post', '/workflows', WORKFLOW],
    ['get', '/violations?limit=3'],
    ['get', '/violations/own?limit=3'],
    ['post', '/violations', VIOLATION],
    ['get', '/feedback'],
    ['put', '/feedback/SEC-001', { verdict: 'noisy', text: 'Old files' }],
    ['get', '/failures?week=2026-01-05'],
    ['get', '/accountability'],
    ['post', '/accountability/acknowledge', { digest: 'x' }],
    ['get', '/exercises?limit=3'],
    ['post', '/exercises', EXERCISE],
    ['get', '/roadmap'],
    ['post', '/roadmap/attestations', PLAN_ITEM],
    ['post', '/roadmap/attestations/x/withdraw', { reason: 'Wrong' }],
    ['get', '/adoption'],
    ['get', '/adoption/ahead?team=group:default/payments'],
    ['post', '/adoption/moves', MOVE],
    ['get', `${ENTITY}/badge`],
    [
      'post',
      '/exports',
      { view: 'maturity', format: 'csv', query: 'tier=3', rows: 4 },
    ],
    ['get', '/audit'],
    ['get', '/audit/verify'],
    ['get', '/audit/public-key'],
    ['post', '/audit/erasures', { person: 'user:default/nobody', reason: 'x' }],
    ['get', '/training'],
    [
      'post',
      '/training/completions',
      {
        completions: [
          {
            person: 'ada@example.org',
            course: 'ai-safe-use',
            completedOn: '2026-01-02',
          },
        ],
      },
    ],
    ['post', '/training/erasures', { person: 'user:default/ada' }],
    ['get', '/imports'],
    [
      'post',
      '/imports/asset-inventory',
      { source: 'edr', asOf: '2026-01-02', rows: [{ tool: 'cursor' }] },
    ],
  ];

// Rows of one length: a shorter one would get a callback for its body.
const ALL_ROUTES = [
  ...ROUTES,
  // No JSON.
  ['get', '/audit/export?until=2020-01-01'] as const,
  ['get', '/tools/allow-list'] as const,
  ['get', '/audit/verify?progress=true'] as const,
  // About what is not there.
  ['get', '/framework/versions/x'] as const,
  ['post', '/framework/versions/x/dry-run'] as const,
  ['post', '/framework/versions/x/activate', { reason: 'Yes' }] as const,
  ['post', '/framework/versions/x/rollback', { reason: 'Back' }] as const,
  ['post', '/framework/versions/x/reject', { reason: 'No' }] as const,
  ['get', '/campaigns/x'] as const,
  ['get', '/committee/meetings/x'] as const,
  ['get', '/committee/meetings/x/minutes'] as const,
  [
    'put',
    '/committee/meetings/x/attendance',
    { version: 1, attendance: [] },
  ] as const,
  ['post', '/committee/meetings/x/agenda', { version: 1 }] as const,
  [
    'post',
    '/committee/meetings/x/decisions',
    { version: 1, key: 'x', outcome: 'noted', reason: 'x', dissent: [] },
  ] as const,
  ['post', '/committee/meetings/x/close', { version: 1 }] as const,
  ['put', '/workflows/x', { version: 1, ...WORKFLOW }] as const,
  ['post', '/workflows/x/approve', { version: 1, reason: 'x' }] as const,
  ['post', '/workflows/x/reject', { version: 1, reason: 'x' }] as const,
  ['post', '/workflows/x/review', { version: 1, reason: 'x' }] as const,
  ['post', '/workflows/x/retire', { version: 1, reason: 'x' }] as const,
  ['post', '/violations/x/settle', { version: 1, text: 'x' }] as const,
  ['post', '/failures/2026-01-05/review', { notes: 'x' }] as const,
  ['get', '/incidents/x'] as const,
  ['put', '/incidents/x/steps/y', { done: true }] as const,
  ['post', '/incidents/x/contain', { version: 1, note: 'Stopped' }] as const,
  [
    'post',
    '/incidents/x/review',
    { version: 1, failed: 'x', controlChanges: 'x', followUps: [] },
  ] as const,
  ['post', '/incidents/x/review/confirm', { version: 1 }] as const,
  ['post', '/incidents/x/follow-ups/y/done'] as const,
  ['post', '/exercises/x/follow-ups/y/done'] as const,
  ['get', `${ENTITY}/profile/patch`] as const,
  ['get', `${ENTITY}/sarif`] as const,
  ['get', '/campaigns/x/entities?state=open'] as const,
  ['get', '/campaigns/x/owners'] as const,
].map(([method, path, body]) => [method, path, body] as const);

type Decide = (permission: string) => any;

const allow: Decide = () => ({ result: AuthorizeResult.ALLOW });

const deny =
  (...names: string[]): Decide =>
  name => ({
    result: names.includes(name) ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
  });

async function start(
  options: {
    decide?: Decide;
    visible?: string[];
    names?: string[];
    framework?: { file: string };
  } = {},
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
        data: {
          aiGovernance: {
            ...(options.framework && { framework: options.framework }),
            callers: [
              {
                subject: 'plugin:search',
                operations: ['evidence', 'sarif'],
                entities: ['component:default/checkout'],
              },
            ],
          },
        },
      }),
      // Nothing runs by itself: what a test asks for is all that happens.
      mockServices.scheduler.mock().factory,
      catalogServiceMock.factory({
        entities: [...visible.map(entity), userNamed('ada')],
      }),
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
  it('export the log as a file, packed where asked, and tell of progress', async () => {
    const { call } = await start({ names: ['checkout'] });
    await call('put', `${ENTITY}/profile`, { values: { tier: 3 } });
    const plain = await call('get', '/audit/export').buffer(true);
    expect(plain.headers['content-type']).toContain('application/x-ndjson');
    const types = plain.text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).type);
    expect(types[0]).toBe('header');
    expect(new Set(types.slice(1))).toEqual(new Set(['entry']));
    const packed = await call('get', '/audit/export?gzip=true')
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', part => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      });
    expect(packed.headers['content-disposition']).toMatch(/\.jsonl\.gz"$/);
    expect(gunzipSync(packed.body).toString().trim().split('\n')).toHaveLength(
      types.length + 1,
    );
    const verified = await call('get', '/audit/verify?progress=true').buffer(
      true,
    );
    const lines = verified.text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(lines[lines.length - 1].result).toMatchObject({ valid: true });
    expect(lines[0]).toEqual({ verified: lines[0].of, of: lines[0].of });
  });

  let shared: Awaited<ReturnType<typeof start>>;

  beforeAll(async () => {
    shared = await start();
  });

  it.each(ALL_ROUTES)(
    'ask who is calling: %s %s',
    async (method, path, body) => {
      const nobody = await shared.call(
        method,
        path,
        body,
        mockCredentials.none.header(),
      );
      expect(nobody.status).toBe(401);
      const forged = await shared.call(
        method,
        path,
        body,
        mockCredentials.user.invalidHeader(),
      );
      expect(forged.status).toBe(401);
    },
  );

  it.each(ALL_ROUTES)(
    'refuse parameters they do not know: %s %s',
    async (method, path, body) => {
      const as = /changes|inventory/.test(path) ? CATALOG : ADA;
      const response = await shared.call(
        method,
        `${path}${path.includes('?') ? '&' : '?'}colour=red`,
        body,
        as,
      );
      expect(response.status).toBe(400);
      expect(response.body.error.message).toContain('colour');
    },
  );

  it.each(ROUTES.filter(([method]) => method === 'get'))(
    'answer as the document says: %s %s',
    async (method, path) => {
      const as = path.includes('changes') ? CATALOG : ADA;
      const response = await shared.call(method, path, undefined, as);
      expect(response.status).toBe(200);
      const errors = await documented(path, response.body);
      expect(errors).toBeUndefined();
    },
  );

  it.each<[string, 'get' | 'put' | 'post', string, any, string]>([
    ['too large a page', 'get', '/scorecards?limit=501', undefined, 'limit'],
    ['no page', 'get', '/scorecards?limit=0', undefined, 'limit'],
    ['half a page', 'get', '/scorecards?limit=1.5', undefined, 'limit'],
    ['a page in words', 'get', '/scorecards?limit=many', undefined, 'limit'],
    [
      'an unknown filter',
      'get',
      '/scorecards?filter=colour%3Dred',
      undefined,
      'colour',
    ],
    [
      'an unknown control',
      'get',
      '/scorecards?filter=control.X%3Dgap',
      undefined,
      'no control X',
    ],
    [
      'an owner nobody knows',
      'post',
      '/risks',
      { details: RISK, owner: 'user:default/nobody' },
      'there is no user:default/nobody in the catalog',
    ],
    [
      'an owner nobody knows',
      'put',
      '/risks/R001',
      { version: 0, owner: 'group:default/nowhere' },
      'name a user or a group that is there',
    ],
    [
      'an owner nobody knows',
      'post',
      '/campaigns',
      { ...CAMPAIGN, owner: 'nobody' },
      'not an entity ref',
    ],
    [
      'an owner nobody knows',
      'post',
      '/campaigns',
      { ...CAMPAIGN, owner: 'user:default/nobody' },
      'there is no user:default/nobody in the catalog',
    ],
    [
      'an owner nobody knows',
      'post',
      '/tools',
      { ...TOOL, owner: 'group:default/nowhere' },
      'there is no group:default/nowhere in the catalog',
    ],
    [
      'an owner nobody knows',
      'post',
      '/tools/aider/review',
      { revision: 1, reason: 'Read', owner: 'group:default/nowhere' },
      'there is no group:default/nowhere in the catalog',
    ],
    [
      'a statement that says nothing',
      'post',
      '/attestations',
      {
        check: 'SEC-001.scanner',
        subject: 'component:default/search',
        statement: ' ',
      },
      'statement must say something',
    ],
    ['an empty filter', 'get', '/scorecards?filter=', undefined, 'filter'],
    [
      'an unknown order',
      'get',
      '/scorecards?orderBy=colour',
      undefined,
      'Cannot order by',
    ],
    [
      'a damaged cursor',
      'get',
      '/scorecards?cursor=x',
      undefined,
      'start again',
    ],
    [
      'a damaged cursor',
      'get',
      `${ENTITY}/history?cursor=x`,
      undefined,
      'start again',
    ],
    [
      'a damaged cursor',
      'get',
      '/attestations?subject=organization&cursor=x',
      undefined,
      'start again',
    ],
    ['a damaged cursor', 'get', '/audit?cursor=x', undefined, 'start again'],
    [
      'a damaged cursor',
      'get',
      '/campaigns/x/owners?cursor=x',
      undefined,
      'start again',
    ],
    [
      'a framework with mistakes',
      'post',
      '/framework/versions',
      { document: 'extends: default\nnickname: x', reason: 'x' },
      'nickname',
    ],
    ['no time', 'get', '/audit?from=soon', undefined, 'neither a date'],
    ['no time', 'get', '/audit/export?until=soon', undefined, 'neither'],
    [
      'nobody to erase',
      'post',
      '/audit/erasures',
      { person: 'group:default/x', reason: 'x' },
      'no person',
    ],
    [
      'nothing that says why',
      'post',
      '/audit/erasures',
      { person: 'user:default/x' },
      'reason',
    ],
    ['no subject', 'get', '/attestations', undefined, 'subject'],
    [
      'a subject that is no ref',
      'get',
      '/attestations?subject=x',
      undefined,
      'not an entity ref',
    ],
    [
      'a NUL in the address',
      'get',
      '/scorecards?filter=name%3Da%00',
      undefined,
      'NUL',
    ],
    [
      'a NUL in a path',
      'get',
      '/entities/component/default/a%00b/scorecard',
      undefined,
      'NUL',
    ],
    [
      'an unknown parameter at an address in capitals',
      'get',
      '/ENTITIES/component/default/checkout/history?limits=1',
      undefined,
      'limits',
    ],
    [
      'a NUL in a body',
      'post',
      '/scorecards/by-refs',
      { entityRefs: ['component:default/a\0'] },
      'NUL',
    ],
    ['no values', 'put', `${ENTITY}/profile`, {}, 'values'],
    ['nothing declared', 'put', `${ENTITY}/profile`, { values: {} }, 'values'],

    [
      'an unknown tier',
      'put',
      `${ENTITY}/profile`,
      { values: { tier: 4 } },
      'tier',
    ],
    [
      'an unknown classification',
      'put',
      `${ENTITY}/profile`,
      { values: { classification: 'cosmic' } },
      'classification',
    ],
    [
      'an unknown subject of handling',
      'put',
      `${ENTITY}/profile`,
      { values: { handles: ['unicorns'] } },
      'unicorns',
    ],
    ['no refs', 'post', '/scorecards/by-refs', {}, 'entityRefs'],
    [
      'refs that are none',
      'post',
      '/scorecards/by-refs',
      { entityRefs: [5] },
      'entityRefs',
    ],
    [
      'too many refs',
      'post',
      '/scorecards/by-refs',
      { entityRefs: new Array(5001).fill('component:default/x') },
      'entityRefs',
    ],
    [
      'too many entities',
      'post',
      '/attestations/bulk',
      {
        check: 'SEC-001.scanner',
        statement: 'x',
        subjects: new Array(201).fill('component:default/x'),
      },
      'subjects',
    ],
    [
      'no statement',
      'post',
      '/attestations',
      { check: 'OPS-001.completion', subject: 'organization' },
      'statement',
    ],
    [
      'an unknown check',
      'post',
      '/attestations',
      { check: 'X', subject: 'organization', statement: 'x' },
      'no check X',
    ],
    [
      'an end that is no instant',
      'post',
      '/attestations',
      {
        check: 'OPS-001.completion',
        subject: 'group:default/payments',
        statement: 'x',
        validUntil: 'next tuesday',
      },
      'ISO 8601',
    ],
  ])(
    'say what to change about %s: %s %s',
    async (_, method, path, body, message) => {
      const response = await shared.call(method, path, body);
      expect([response.status, response.body.error?.message]).toEqual([
        400,
        expect.stringContaining(message),
      ]);
    },
  );

  it.each<[string, string, any, string]>([
    ['a body', '/scorecards/by-refs', { entityRefs: [], colour: 1 }, 'colour'],
    [
      'an item of a list',
      '/evidence',
      {
        items: [
          { key: 'a', check: 'x', outcome: 'pass', summary: 'x', color: 'red' },
        ],
      },
      "request/body/items/0 must not have the member 'color'",
    ],
    [
      'what is missing',
      '/evidence',
      { items: [{ key: 'a', check: 'x', outcome: 'pass' }] },
      "request/body/items/0 must have required property 'summary'",
    ],
    [
      'a value',
      '/evidence',
      { items: [{ key: 'a', check: 'x', outcome: 'good', summary: 'x' }] },
      'request/body/items/0/outcome must be equal to one of the allowed values: pass, fail, error',
    ],
  ])('name the member that is wrong: %s %s', async (_, path, body, message) => {
    const response = await shared.call('post', path, body);
    expect([response.status, response.body.error.message]).toEqual([
      400,
      expect.stringContaining(message),
    ]);
  });

  it.each<['put' | 'post', string, number, string]>([
    ['put', `${ENTITY}/profile`, 1024 + 1, '1mb'],
    ['post', '/scorecards/by-refs', 3 * 1024 + 1, '3mb'],
    ['post', '/evidence', 5 * 1024 + 1, '5mb'],
  ])(
    'answer 413 to a body beyond their limit: %s %s',
    async (method, path, kilobytes, limit) => {
      const response = await shared.call(method, path, {
        values: 'x'.repeat(kilobytes * 1024),
      });
      expect([response.status, response.body.error.message]).toEqual([
        413,
        expect.stringContaining(`larger than ${limit}`),
      ]);
    },
  );

  it('count decompressed bytes', async () => {
    const bomb = gzipSync(
      JSON.stringify({ items: [], more: ' '.repeat(6 * 1024 * 1024) }),
    );
    expect(bomb.length).toBeLessThan(100 * 1024);
    const response = await request(shared.server)
      .post(`${BASE}/evidence`)
      .set('authorization', OTHER_SERVICE)
      .set('content-type', 'application/json')
      .set('content-encoding', 'gzip')
      // Superagent would make JSON of a buffer otherwise.
      .serialize(body => body)
      .send(bomb);
    expect(response.status).toBe(413);
  });

  it('describe themselves', async () => {
    const response = await shared.call('get', '/openapi.json');
    expect(response.status).toBe(200);
    expect(Object.keys(response.body.paths)).toContain(`${BASE}/evidence`);
  });

  it('take pushes from services only, and only from those with a binding', async () => {
    const body = {
      items: [
        { key: 'a', check: 'DP-002.egress', outcome: 'pass', summary: 'x' },
      ],
    };
    const person = await shared.call('post', '/evidence', body, ADA);
    expect([person.status, person.body.error.message]).toEqual([
      403,
      expect.stringContaining('external access token'),
    ]);
    const stranger = await shared.call('post', '/evidence', body, CATALOG);
    expect([stranger.status, stranger.body.error.message]).toEqual([
      403,
      expect.stringContaining('aiGovernance.callers'),
    ]);
    const bound = await shared.call(
      'post',
      '/evidence',
      {
        items: [
          { ...body.items[0], entityRef: 'component:default/checkout' },
          {
            ...body.items[0],
            key: 'b',
            entityRef: 'component:default/ledger',
          },
        ],
      },
      OTHER_SERVICE,
    );
    expect([bound.status, bound.body.items]).toEqual([
      200,
      [
        {
          key: 'a',
          status: 'accepted',
          entityRefs: ['component:default/checkout'],
        },
        {
          key: 'b',
          status: 'rejected',
          message: expect.stringContaining('component:default/ledger'),
        },
      ],
    ]);
  });

  describe('SARIF', () => {
    const text = JSON.stringify({
      version: '2.1.0',
      runs: [{ tool: { driver: { name: 'Semgrep' } }, results: [] }],
    });
    const send = (
      body: string | Buffer,
      headers: { [name: string]: string } = {},
      query = 'entityRef=component:default/checkout',
    ) =>
      request(shared.server)
        .post(`${BASE}/reports/sarif?${query}`)
        .set({
          authorization: OTHER_SERVICE,
          'content-type': 'application/sarif+json',
          ...headers,
        })
        .serialize(each => each)
        .send(body);

    it.each<[string, string | Buffer, { [name: string]: string }]>([
      ['as it is', text, {}],
      ['as JSON', text, { 'content-type': 'application/json' }],
      ['packed', gzipSync(text), { 'content-encoding': 'gzip' }],
      [
        'as a gzip file',
        gzipSync(text),
        { 'content-type': 'application/gzip' },
      ],
    ])('is taken %s', async (_, body, headers) => {
      const response = await send(body, headers);
      expect([response.status, response.body.reports]).toEqual([
        200,
        [
          expect.objectContaining({
            tool: 'Semgrep',
            checks: ['SEC-001.sarif'],
          }),
        ],
      ]);
      expect(
        await documented('/reports/sarif', response.body, 'post'),
      ).toBeUndefined();
    });

    it.each<
      [string, string | Buffer, { [name: string]: string }, number, string]
    >([
      ['truncated', text.slice(0, -5), {}, 400, 'ends before'],
      ['empty', '', {}, 400, 'ends before'],
      [
        'called gzip and is none',
        text.slice(0, -5),
        { 'content-encoding': 'gzip' },
        400,
        'ends before',
      ],
      ['packed otherwise', text, { 'content-encoding': 'br' }, 415, 'gzip'],
      ['too large', `${text}${' '.repeat(20 << 20)}`, {}, 413, '20 MB'],
      [
        'a bomb',
        gzipSync(`{"version":${' '.repeat(64 << 20)}}`),
        {},
        413,
        '20 MB',
      ],
      ['of another type', text, { 'content-type': 'image/png' }, 415, 'image'],
    ])(
      'says what is wrong when it is %s',
      async (_, body, headers, status, message) => {
        const response = await send(body, headers);
        expect([response.status, response.body.error?.message]).toEqual([
          status,
          expect.stringContaining(message),
        ]);
      },
    );

    it('is about what the caller is bound to', async () => {
      const other = await send(text, {}, 'entityRef=component:default/ledger');
      expect([other.status, other.body.error.message]).toEqual([
        403,
        expect.stringContaining('may speak for'),
      ]);
      const none = await send(text, {}, 'category=security');
      expect([none.status, none.body.error.message]).toEqual([
        400,
        'Name an entityRef or a repository',
      ]);
      const person = await send(text, { authorization: ADA });
      expect(person.status).toBe(403);
    });
  });

  it.each([
    ['put', `${ENTITY}/profile`],
    ['post', '/scorecards/by-refs'],
    ['post', '/evidence'],
  ] as const)('refuse a body that is no JSON: %s %s', async (method, path) => {
    const response = await request(shared.server)
      [method](`${BASE}${path}`)
      .set('authorization', ADA)
      .set('content-type', 'application/json')
      .send('{"values":');
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain('no JSON');
    const text = await request(shared.server)
      [method](`${BASE}${path}`)
      .set('authorization', ADA)
      .set('content-type', 'text/plain')
      .send('values');
    expect([400, 415]).toContain(text.status);
  });

  it('take 5,000 of the longest refs', async () => {
    const response = await shared.call('post', '/scorecards/by-refs', {
      entityRefs: [
        'component:default/checkout',
        ...Array.from(
          { length: 4999 },
          (_, index) =>
            `component:${'n'.repeat(240)}/${String(index).padEnd(250, 'x')}`,
        ),
      ],
    });
    expect(response.status).toBe(200);
    expect(response.body.items).toHaveLength(1);
  });

  it('coerce limits and repeat filters', async () => {
    const page = await shared.call(
      'get',
      '/scorecards?limit=2&orderBy=name:desc',
    );
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
    const one = await shared.call(
      'get',
      '/scorecards?filter=name%3Dledg,kind%3Dcomponent',
    );
    expect(one.body.totalItems).toBe(1);
  });

  it.each([
    ['get', 'scorecard', undefined],
    ['get', 'history', undefined],
    ['get', 'profile', undefined],
    ['put', 'profile', { values: { tier: 3 } }],
    ['post', 'assess', undefined],
  ] as const)(
    'answer unknown entities as not found: %s %s',
    async (method, what, body) => {
      const response = await shared.call(
        method,
        `/entities/component/default/unknown/${what}`,
        body,
      );
      expect(response.status).toBe(404);
      expect(response.body.error.message).toContain(
        'component:default/unknown',
      );
    },
  );

  it('answer unknown attestations and their entities as not found', async () => {
    for (const act of ['approve', 'reject', 'revoke']) {
      const response = await shared.call('post', `/attestations/none/${act}`, {
        reason: 'Read',
      });
      expect(response.status).toBe(404);
    }
    for (const response of [
      await shared.call(
        'get',
        '/attestations?subject=component:default/unknown',
      ),
      await shared.call('post', '/attestations', {
        check: 'SEC-001.scanner',
        subject: 'component:default/unknown',
        statement: 'x',
      }),
    ]) {
      expect(response.status).toBe(404);
    }
  });

  it('take entity names in any case', async () => {
    const response = await shared.call(
      'get',
      '/entities/Component/Default/CHECKOUT/scorecard',
    );
    expect(response.status).toBe(200);
    expect(response.body.scorecard.entityRef).toBe(
      'component:default/checkout',
    );
  });

  it('judge the past again', async () => {
    const path = `${ENTITY}/replay?at=${new Date().toISOString()}`;
    const { status, body } = await shared.call('get', path);
    expect(status).toBe(200);
    expect(body).toMatchObject({ exact: true });
    expect(await documented(path, body)).toBeUndefined();
    const nobody = await shared.call(
      'get',
      path,
      undefined,
      mockCredentials.none.header(),
    );
    expect(nobody.status).toBe(401);
    expect((await shared.call('get', `${ENTITY}/replay`)).status).toBe(400);
  });

  it('say what the caller may do', async () => {
    const { body } = await shared.call('get', `${ENTITY}/scorecard`);
    expect(body.allowed).toEqual({
      declare: true,
      assess: true,
      dispute: true,
      attest: true,
      requestException: true,
      readFindings: true,
    });
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
      [
        'post',
        '/attestations',
        { check: 'X', subject: 'organization', statement: 'x' },
      ],
      ['post', '/attestations/x/approve', { reason: 'x' }],
      ['post', '/attestations/x/reject', { reason: 'x' }],
      ['post', '/attestations/x/revoke', { reason: 'x' }],
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

  it('show the mistakes of a framework file that was refused', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-refused-'));
    try {
      const file = join(folder, 'framework.yaml');
      await writeFile(file, 'extends: default\nnickname: x\n');
      const { call } = await start({ framework: { file } });
      const { body } = await call('get', '/framework');
      expect(body.refused).toMatchObject([{ path: 'nickname' }]);
    } finally {
      await rm(folder, { recursive: true });
    }
    expect((await shared.call('get', '/framework')).body).not.toHaveProperty(
      'refused',
    );
  });

  it('say with the framework which risks are accepted', async () => {
    const { call } = await start();
    const before = await call('get', '/framework');
    expect(before.body).not.toHaveProperty('riskAcceptances');
    const accepted = await call('post', '/risk-acceptances', {
      control: 'CMP-002',
      reason: 'Counsel starts in January',
      compensatingControls: ['Legal looks at each'],
      until: new Date(Date.now() + 30 * 86_400_000).toISOString(),
    });
    expect(accepted.status).toBe(201);
    const { body, headers } = await call('get', '/framework');
    expect(body.riskAcceptances).toEqual([accepted.body]);
    // Whoever remembers the answer before does not get it again.
    expect(headers.etag).not.toBe(before.headers.etag);
    const { id } = accepted.body;
    const revoked = await call('post', `/risk-acceptances/${id}/revoke`, {
      reason: 'Assessed',
    });
    expect(revoked.body.state).toBe('revoked');
    expect((await call('get', '/risk-acceptances')).body.items).toEqual([
      revoked.body,
    ]);
  });

  it('say on the audit log who took the allow-list and minutes out', async () => {
    const { call } = await start();
    const { body: meeting } = await call('post', '/committee/meetings', {
      on: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10),
    });
    const entryOf = async (path: string) => {
      expect((await call('get', path)).status).toBe(200);
      const { body } = await call('get', '/audit?limit=1');
      return body.items[0].body;
    };
    expect(
      await entryOf(`/committee/meetings/${meeting.id}/minutes`),
    ).toMatchObject({
      actor: 'user:default/ada',
      action: 'view.exported',
      subject: 'view:committee-minutes',
      details: { format: 'markdown', query: meeting.id },
    });
    expect(await entryOf('/tools/allow-list')).toMatchObject({
      actor: 'user:default/ada',
      action: 'view.exported',
      subject: 'view:tool-allow-list',
      details: { format: 'text', rows: 0 },
    });
  });

  it('look again on demand', async () => {
    const response = await shared.call('post', `${ENTITY}/assess`);
    expect(response.status).toBe(202);
    // Besides it says when other tests last sent something.
    expect(response.body.collection).toMatchObject({
      state: 'none',
      warnings: [],
    });
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
    const read = { reason: 'Read' };
    expect((await shared.call('post', `${path}/approve`, {})).status).toBe(400);
    expect((await shared.call('post', `${path}/approve`, read)).status).toBe(
      400,
    );
    const waiting = async (as?: typeof BOB) =>
      (
        await shared.call(
          'get',
          '/attestations?subject=organization&limit=1',
          undefined,
          as,
        )
      ).body;
    expect((await waiting()).items[0].allowed).toEqual({ confirm: false });
    expect(await waiting(BOB)).toMatchObject({
      items: [{ id: given.body.id, allowed: { confirm: true } }],
      confirmers: [],
    });
    const approved = await shared.call('post', `${path}/approve`, read, BOB);
    expect(approved.body).toMatchObject({ state: 'inForce' });
    expect(
      (await shared.call('post', `${path}/approve`, read, BOB)).status,
    ).toBe(409);
    const audit = await shared.call('get', '/audit?limit=1');
    expect(audit.body.items[0].body).toMatchObject({
      action: 'attestation.confirmed',
      details: { reason: 'Read' },
    });
    const listed = await shared.call(
      'get',
      '/attestations?subject=organization&limit=1',
    );
    expect(listed.body.items).toEqual([approved.body]);
    expect(listed.body.allowed.attest).toContain(check.id);
    for (const body of [{}, { reason: ' ' }]) {
      const { status } = await shared.call('post', `${path}/revoke`, body);
      expect(status).toBe(400);
    }
    const revoked = await shared.call('post', `${path}/revoke`, read);
    expect(revoked.body).toMatchObject({
      state: 'revoked',
      endedBy: 'user:default/ada',
      endedReason: 'Read',
    });
    const second = await shared.call('post', '/attestations', {
      check: check.id,
      subject: 'organization',
      statement: 'Complete again',
      items: check.wanted.map((name: string) => ({ name, digest: 'x' })),
    });
    const other = `/attestations/${second.body.id}/reject`;
    expect((await shared.call('post', other, {}, BOB)).status).toBe(400);
    expect((await shared.call('post', other, read)).status).toBe(400);
    const refused = await shared.call('post', other, read, BOB);
    expect(refused.body).toMatchObject({
      state: 'rejected',
      endedBy: 'user:default/bob',
      endedReason: 'Read',
    });
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

  it('attest several entities, each with a result of its own', async () => {
    const { status, body } = await shared.call('post', '/attestations/bulk', {
      check: 'SEC-001.scanner',
      subjects: [
        'Component:default/Search',
        'component:default/unknown',
        'organization',
        'component:default/search',
      ],
      statement: 'scanned by the vendor',
    });
    expect(status).toBe(200);
    expect(body.items).toEqual([
      {
        subject: 'component:default/search',
        attestation: expect.objectContaining({ state: 'inForce' }),
      },
      {
        subject: 'component:default/unknown',
        error: expect.objectContaining({ name: 'NotFoundError' }),
      },
      {
        subject: 'organization',
        error: {
          name: 'InputError',
          message: expect.stringContaining('is no entity'),
        },
      },
      {
        subject: 'component:default/search',
        error: {
          name: 'InputError',
          message: expect.stringContaining('named twice'),
        },
      },
    ]);
    const listed = await shared.call(
      'get',
      '/attestations?subject=component:default/search',
    );
    expect(listed.body.items.map((item: { id: string }) => item.id)).toContain(
      body.items[0].attestation.id,
    );
  });
});

describe('summary', () => {
  it('is whole JSON with its rows, also from memory', async () => {
    const { call } = await start();
    const plain = await call('get', '/summary');
    expect(plain.body.totals.assessable).toBe(3);
    for (const _ of [1, 2]) {
      const { body, headers } = await call('get', '/summary?groupBy=owner');
      expect(headers['content-type']).toContain('application/json');
      expect(body).toMatchObject({
        totals: plain.body.totals,
        groupBy: 'owner',
        rollup: 'nested',
        groups: [{ key: 'group:default/payments', ...plain.body.totals }],
      });
    }
    const wrong = await call('get', '/summary?groupBy=colour');
    expect(wrong.status).toBe(400);
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
    for (const path of [
      '/scorecards',
      '/attestations?subject=organization',
      '/attestations?subject=group:default/payments',
    ]) {
      expect([path, (await call('get', path)).status]).toEqual([path, 403]);
    }
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
      // The catalog hides every group here.
      ['get', '/attestations?subject=group:default/payments', undefined],
    ] as const) {
      const response = await call(method, path, body);
      expect([path, response.status]).toEqual([path, 404]);
    }
    const list = await call('get', '/scorecards?limit=1');
    expect(list.body.totalItems).toBe(2);
    const ofAll = await call('get', '/attestations?subject=organization');
    expect(ofAll.status).toBe(200);
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
      dispute: true,
      attest: true,
      requestException: true,
      readFindings: true,
    });
  });

  it.each<[string, 'get' | 'post' | 'put', string, any]>([
    [scorecardReadPermission.name, 'get', '/scorecards', undefined],
    [scorecardReadPermission.name, 'get', `${ENTITY}/scorecard`, undefined],
    [
      scorecardReadPermission.name,
      'post',
      '/scorecards/by-refs',
      { entityRefs: ['component:default/checkout'] },
    ],
    [assessmentRunPermission.name, 'post', `${ENTITY}/assess`, undefined],
    [committeeReadPermission.name, 'get', '/committee', undefined],
    [committeeReadPermission.name, 'get', '/committee/meetings', undefined],
    [
      committeeManagePermission.name,
      'post',
      '/committee/meetings',
      { on: '2099-01-01' },
    ],
    [
      committeeManagePermission.name,
      'post',
      '/committee/meetings/x/close',
      { version: 1 },
    ],
    [workflowReadPermission.name, 'get', '/workflows', undefined],
    [workflowProposePermission.name, 'post', '/workflows', WORKFLOW],
    [
      workflowDecidePermission.name,
      'post',
      '/workflows/x/approve',
      { version: 1, reason: 'x' },
    ],
    [violationReadPermission.name, 'get', '/violations', undefined],
    [violationReportPermission.name, 'post', '/violations', VIOLATION],
    [
      violationReadPermission.name,
      'post',
      '/violations/x/settle',
      { version: 1, text: 'x' },
    ],
    [
      failureReviewPermission.name,
      'post',
      '/failures/2026-01-05/review',
      { notes: 'x' },
    ],
    [incidentReadPermission.name, 'get', '/incidents', undefined],
    [incidentReadPermission.name, 'get', '/incidents/x', undefined],
    [incidentReadPermission.name, 'get', '/exercises', undefined],
    [incidentReportPermission.name, 'post', '/incidents', INCIDENT],
    [
      incidentManagePermission.name,
      'post',
      '/incidents/x/contain',
      { version: 1, note: 'x' },
    ],
    [incidentManagePermission.name, 'post', '/exercises', EXERCISE],
    [attestPermission.name, 'post', '/exercises', EXERCISE],
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
      { reason: 'Read' },
    ],
    [
      frameworkProposePermission.name,
      'post',
      '/framework/versions',
      { document: 'extends: default', reason: 'x' },
    ],
    [
      frameworkActivatePermission.name,
      'post',
      '/framework/versions/x/activate',
      { reason: 'x' },
    ],
    [
      frameworkActivatePermission.name,
      'post',
      '/framework/versions/x/rollback',
      { reason: 'x' },
    ],
    [auditReadPermission.name, 'get', '/audit', undefined],
    [auditReadPermission.name, 'get', '/audit/verify', undefined],
    [auditReadAllPermission.name, 'get', '/audit/export', undefined],
    [
      auditErasePermission.name,
      'post',
      '/audit/erasures',
      { person: 'user:default/ada', reason: 'x' },
    ],
    [trainingReadPermission.name, 'get', '/training', undefined],
    [
      trainingUploadPermission.name,
      'post',
      '/training/completions',
      { completions: [] },
    ],
    [importReadPermission.name, 'get', '/imports', undefined],
    [roadmapAttestPermission.name, 'post', '/roadmap/attestations', PLAN_ITEM],
    [adoptionDecidePermission.name, 'post', '/adoption/moves', MOVE],
    [campaignManagePermission.name, 'post', '/campaigns', CAMPAIGN],
    [
      campaignManagePermission.name,
      'post',
      '/campaigns/x/end',
      { version: 1, reason: 'x' },
    ],
    [toolRequestPermission.name, 'post', '/tools', TOOL],
    [toolRequestPermission.name, 'post', '/tools/aider/withdraw', undefined],
    [
      toolDecidePermission.name,
      'post',
      '/tools/aider/approve',
      { reason: 'Read' },
    ],
    [
      toolDecidePermission.name,
      'post',
      '/tools/aider/reject',
      { reason: 'Read' },
    ],
    [
      toolDecidePermission.name,
      'post',
      '/tools/aider/review',
      { revision: 1, reason: 'Read' },
    ],
    [
      toolDecidePermission.name,
      'post',
      '/tools/aider/revoke',
      { reason: 'Gone' },
    ],
    [riskEditPermission.name, 'post', '/risks', { details: RISK }],
    [riskEditPermission.name, 'put', '/risks/R001', { version: 0 }],
    [
      riskEditPermission.name,
      'post',
      '/risks/ORG-001/retire',
      { version: 1, reason: 'Gone' },
    ],
    [
      importCreatePermission.name,
      'post',
      '/imports/asset-inventory',
      { source: 'edr', asOf: '2026-01-02', rows: [] },
    ],
    [
      'ai-governance.declaration.decide',
      'post',
      '/declarations/x/approve',
      { reason: 'Yes' },
    ],
    [
      'ai-governance.exception.request',
      'post',
      '/exceptions',
      {
        entityRefs: ['component:default/checkout'],
        control: 'SEC-001',
        reason: 'x',
        compensatingControls: ['y'],
        until: new Date(Date.now() + 30 * 86_400_000).toISOString(),
      },
    ],
    [
      'ai-governance.dispute.create',
      'post',
      `${ENTITY}/disputes`,
      { check: 'DP-001.classification', reason: 'It is declared' },
    ],
    [
      'ai-governance.dispute.decide',
      'post',
      '/disputes/x/approve',
      { reason: 'Right' },
    ],
  ])('name %s when it is missing: %s %s', async (name, method, path, body) => {
    const { call } = await start({ decide: deny(name), names: ['checkout'] });
    const response = await call(method, path, body);
    expect(response.status).toBe(403);
    expect(response.body.error.message).toContain(name);
  });

  it('let a workflow be retired by who may decide, or proposed it', async () => {
    const denied: string[] = [];
    const { call } = await start({ decide: name => deny(...denied)(name) });
    const names = [
      workflowDecidePermission.name,
      workflowProposePermission.name,
    ];
    const retire = async (without: string[]) => {
      denied.splice(0);
      const { body } = await call('post', '/workflows', WORKFLOW);
      denied.push(...without);
      const { status } = await call('post', `/workflows/${body.id}/retire`, {
        version: 1,
        reason: 'Replaced',
      });
      return status;
    };
    expect(await retire([names[0]])).toBe(200);
    expect(await retire([names[1]])).toBe(200);
    expect(await retire(names)).toBe(403);
  });

  it('let a version be tried by who may propose or put in force', async () => {
    const names = [
      frameworkProposePermission.name,
      frameworkActivatePermission.name,
    ];
    for (const [denied, status] of [
      [[names[0]], 404],
      [[names[1]], 404],
      [names, 403],
    ] as const) {
      const { call } = await start({ decide: deny(...denied) });
      const response = await call('post', '/framework/versions/x/dry-run');
      expect(response.status).toBe(status);
      expect(response.body.error.message).toContain(
        status === 403 ? names[0] : 'no framework version',
      );
    }
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

/** What the document has to say against an answer; undefined for nothing. */
async function documented(
  path: string,
  body: unknown,
  method: 'get' | 'post' = 'get',
): Promise<unknown> {
  const app = express();
  app.use(
    OpenApiValidator.middleware({
      apiSpec: spec as never,
      validateRequests: false,
      validateSecurity: false,
      validateResponses: true,
      validateApiSpec: true,
    }),
  );
  app.use((_request, response) => {
    response.json(body);
  });
  app.use(
    (
      error: any,
      _request: express.Request,
      response: express.Response,
      _next: express.NextFunction,
    ) => {
      response.status(599).json({ errors: error.errors ?? String(error) });
    },
  );
  const response = await request(app)[method](path);
  return response.status === 599 ? response.body.errors : undefined;
}

it('a document that does not match is noticed', async () => {
  expect(await documented('/scorecards', { items: [{}] })).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        message: expect.stringContaining('totalItems'),
      }),
    ]),
  );
});
