import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  defaultFramework,
  SPONSORED_RENEWAL,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  AiGovernancePolicy,
  CatalogGroups,
} from '@plumbline/backstage-plugin-permission-backend-module-ai-governance';
import request from 'supertest';
import { aiGovernancePlugin } from '../plugin';
import { component } from '../__testUtils__/harness';
import { group, user } from '../__testUtils__/people';
import { answerTo, CALLERS, operationsOf } from './access';
import type { Caller } from './access';
import { spec } from './openapi.generated';

jest.setTimeout(60_000);

const BASE = '/api/ai-governance';

const GROUPS: { [person: string]: string[] } = {
  guest: [],
  engineer: ['web'],
  // Inside of the team that the entities belong to.
  owner: ['checkout'],
  approver: ['security', 'committee'],
  deputy: ['appsec'],
  lead: ['platform'],
  auditor: ['audit'],
  counsel: ['legal'],
  // None of the callers, who all are refused what is the sponsor's.
  sponsor: ['board'],
};

/** What is inside of what; a circle further up among it. */
const PARENTS: { [name: string]: string } = {
  checkout: 'payments',
  payments: 'company',
  company: 'holding',
  holding: 'company',
  appsec: 'security',
};

const ROLES = {
  // The approver by name, the deputy by a group around their own.
  'security-compliance': ['user:default/approver', 'group:default/security'],
  'governance-committee': ['user:default/approver'],
  'platform-lead': ['user:default/lead'],
  auditor: ['user:default/auditor'],
  legal: ['user:default/counsel'],
  'executive-sponsor': ['user:default/sponsor'],
};

const NAMED = 'plugin:search';
const OPERATIONS = ['training', 'asset-inventory'];

/** What people send. */
interface Call {
  path: string;
  body?: object;
  /** Whose it is, where somebody had to ask first; the owner. */
  asker?: Caller;
  /** The service that is named; the one of the configuration. */
  service?: string;
  /** What is answered where all is well; else any 2xx. */
  status?: number;
}

const serviceHeader = (subject: string) =>
  mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(subject),
    targetPluginId: 'ai-governance',
  });

const header = (caller: string) =>
  caller === 'anonymous'
    ? mockCredentials.none.header()
    : mockCredentials.user.header(`user:default/${caller}`);

async function start() {
  const names = new Set([
    ...Object.values(GROUPS).flat(),
    ...Object.entries(PARENTS).flat(),
  ]);
  const people = [
    ...Object.keys(GROUPS).map(name => user(name, GROUPS[name])),
    ...[...names].map(name =>
      group(name, PARENTS[name] ? { parent: PARENTS[name] } : {}),
    ),
  ];
  const groups = new CatalogGroups({
    catalog: catalogServiceMock({ entities: people }),
    auth: mockServices.auth(),
    logger: mockServices.logger.mock(),
  });
  await groups.refresh();
  const policy = new AiGovernancePolicy({
    roles: ROLES,
    groups,
    // Everybody reads the catalog: what is refused is refused here.
    otherwise: { handle: async () => ({ result: AuthorizeResult.ALLOW }) },
  });
  /** As the permission service: services are decided about without a policy. */
  const decide = async (
    requests: { permission: any }[],
    options: any,
  ): Promise<PolicyDecision[]> => {
    const { principal } = options.credentials;
    if (principal.type === 'service') {
      return requests.map(() => ({ result: AuthorizeResult.ALLOW }));
    }
    const name = String(principal.userEntityRef).split('/')[1];
    const who = {
      info: {
        userEntityRef: principal.userEntityRef,
        ownershipEntityRefs: [
          principal.userEntityRef,
          ...GROUPS[name].map(each => `group:default/${each}`),
        ],
      },
    } as PolicyQueryUser;
    return Promise.all(requests.map(each => policy.handle(each, who)));
  };
  let groupsRead = () => {};
  const areGroupsRead = new Promise<void>(resolve => {
    groupsRead = resolve;
  });
  const { server } = await startTestBackend({
    features: [
      aiGovernancePlugin,
      mockServices.permissions.mock({
        authorize: async (requests, options) =>
          (
            await decide(requests, options)
          ).map(({ result }) => ({
            result:
              result === AuthorizeResult.CONDITIONAL
                ? AuthorizeResult.DENY
                : result,
          })),
        authorizeConditional: decide as never,
      }).factory,
      mockServices.rootConfig.factory({
        data: {
          aiGovernance: {
            roles: ROLES,
            badges: { enabled: true, secret: 'x'.repeat(40) },
            callers: [
              {
                subject: NAMED,
                operations: ['evidence', 'sarif'],
                entities: ['component:default/*'],
              },
            ],
            imports: {
              services: [{ subject: NAMED, operations: OPERATIONS }],
            },
            tools: ['reviewed', 'revoked'].map(id => ({
              id,
              name: id,
              status: 'approved',
              reviewBy: '2027-01-01',
            })),
          },
        },
      }),
      // Nothing runs by itself, other than what reads the groups: what a test
      // asks for is all that happens.
      mockServices.scheduler.mock({
        scheduleTask: async ({ id, fn }) => {
          if (id === 'ai-governance-groups') {
            await fn(new AbortController().signal);
            groupsRead();
          }
        },
      }).factory,
      catalogServiceMock.factory({ entities: people }),
    ],
  });
  await areGroupsRead;
  const send = (
    method: string,
    { path, body }: Call,
    authorization: string | undefined,
  ) => {
    const test = request(server)[method as 'get' | 'post' | 'put' | 'delete'](
      `${BASE}${path}`,
    );
    if (authorization) {
      test.set('authorization', authorization);
    }
    return body === undefined ? test : test.send(body);
  };
  /** Does as somebody what has to be there first. */
  const done = async (
    as: string,
    method: string,
    path: string,
    body?: object,
  ) => {
    const response = await send(method, { path, body }, header(as));
    if (response.status >= 300) {
      throw new Error(`${path} as ${as}: ${response.text}`);
    }
    return response.body;
  };
  let entities = 0;
  const learn = async (name: string, owners = ['group:default/payments']) => {
    const call = {
      path: '/inventory/annotations',
      body: { entities: [component(name, { owners })] },
    };
    const until = Date.now() + 20_000;
    for (;;) {
      const { body, status, text } = await send(
        'post',
        call,
        serviceHeader('plugin:catalog'),
      );
      if (status !== 200 || Date.now() > until) {
        throw new Error(`${name} is not judged: ${text}`);
      }
      if (body.items.every((item: any) => item.annotations !== null)) {
        return;
      }
    }
  };
  /** An entity that belongs to the owner, known and judged. */
  const entity = async () => {
    entities += 1;
    const name = `service-${entities}`;
    await learn(name);
    return {
      name,
      ref: `component:default/${name}`,
      path: `/entities/component/default/${name}`,
    };
  };
  return { send, done, entity, learn };
}

type Started = Awaited<ReturnType<typeof start>>;

const REASON = { reason: 'Looked at' };

const RISK = {
  category: 'Cost',
  description: 'The bill grows',
  likelihood: 'likely',
  impact: 'minor',
  target: 'low',
  controls: [],
};

const CAMPAIGN = {
  name: 'Scan everything',
  owner: 'user:default/lead',
  goal: { kind: 'controls', controls: ['SEC-001'] },
  filter: [],
  startOn: '2026-01-01',
  dueOn: '2028-01-01',
  milestones: [],
};

const PLAN_ITEM = {
  subject: 'organization',
  plan: 'checklist:deployment',
  item: 'deployment.2',
  statement: 'Approved',
};

const INVENTORY = {
  source: 'edr',
  asOf: '2026-01-02',
  rows: [{ tool: 'cursor' }],
};

const WORKFLOW = {
  name: 'Draft replies',
  description: 'Drafts from the manual',
  owner: 'group:default/payments',
  customerFacing: true,
  level: 'approved',
  boundary: 'A person sends each',
  trail: 'https://wiki.example/trail',
};

const VIOLATION = {
  person: 'user:default/engineer',
  policy: 'never-in-prompts.2',
  occurredOn: '2026-01-02',
  description: 'A key was pasted',
};

const EXERCISE = {
  heldOn: new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10),
  scenario: 'A tool is compromised',
  playbook: 'compromised-tool',
  participants: ['user:default/lead'],
  findings: 'Nobody knew whom to call',
  followUps: [
    { text: 'Name somebody', owner: 'user:default/owner', dueOn: '2099-01-01' },
  ],
};

const { criteria } = defaultFramework.settings.tools;

const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString();

const riskAcceptance = () => ({
  control: 'CMP-002',
  ...REASON,
  compensatingControls: ['Legal looks at each'],
  until: inDays(30),
});

let ids = 0;
const fresh = (prefix: string) => {
  ids += 1;
  return `${prefix}-${ids}`;
};

const toolRequest = (id: string) => ({
  id,
  name: id,
  reason: 'Wanted',
  properties: {},
  endpoints: [],
  criteria: Object.fromEntries(
    criteria.map(criterion => [criterion.id, { answer: 'Known' }]),
  ),
});

const exceptionRequest = (ref: string) => ({
  entityRefs: [ref],
  control: 'SEC-001',
  reason: 'The scanner is being replaced',
  compensatingControls: ['Two reviewers per change'],
  until: inDays(30),
});

const groupAttestation = (subject = 'group:default/payments') => ({
  check: 'OPS-001.completion',
  subject,
  statement: 'Everybody',
});

const REGISTRY = {
  check: 'TM-001.registry',
  subject: 'organization',
  statement: 'Complete',
  items: [{ name: 'Tool inventory, updated monthly', digest: 'x' }],
};

/** A request for each case of each operation that is fine for those who may. */
function calls({ done, entity, learn }: Started): {
  [operation: string]: () => Promise<Call>;
} {
  const on =
    (path: string, more: Partial<Call> = {}) =>
    async () => ({
      path,
      ...more,
    });
  const ofEntity =
    (suffix: string, more: Partial<Call> = {}) =>
    async (): Promise<Call> => ({
      path: `${(await entity()).path}/${suffix}`,
      ...more,
    });
  const framework = async () =>
    `/framework/versions/${
      (
        await done('lead', 'post', '/framework/versions', {
          document: `extends: default\nversion: "${fresh('v')}"`,
          ...REASON,
        })
      ).id
    }`;
  const dispute = (step: string, body?: object) => async () => {
    const { path } = await entity();
    const { id } = await done('owner', 'post', `${path}/disputes`, {
      check: 'DP-001.classification',
      reason: 'It is declared',
    });
    return { path: `/disputes/${id}/${step}`, body };
  };
  const declaration = (step: string, body?: object) => async () => {
    const { ref, path } = await entity();
    await done('owner', 'put', `${path}/profile`, { values: { tier: 3 } });
    await done('owner', 'put', `${path}/profile`, { values: { tier: 1 } });
    const { items } = await done(
      'owner',
      'get',
      `/declarations?entityRef=${ref}`,
    );
    return { path: `/declarations/${items[0].id}/${step}`, body };
  };
  const asked = async (ref: string) =>
    done('owner', 'post', '/exceptions', exceptionRequest(ref));
  const exception = (step: string, body?: object) => async () => {
    const { ref } = await entity();
    const { id } = await asked(ref);
    return { path: `/exceptions/${id}/${step}`, body };
  };
  const granted = async (ref: string) => {
    const { id } = await asked(ref);
    await done('approver', 'post', `/exceptions/${id}/approve`, REASON);
    return `/exceptions/${id}`;
  };
  const sponsored = (step: string) => async () => {
    const { ref } = await entity();
    for (let renewal = 0; renewal < SPONSORED_RENEWAL; renewal++) {
      await done('approver', 'post', `${await granted(ref)}/revoke`, REASON);
    }
    const { id, renewal } = await asked(ref);
    expect(renewal).toBe(SPONSORED_RENEWAL);
    return { path: `/exceptions/${id}/${step}`, body: REASON };
  };
  const tool = (step: string, body?: object) => async () => {
    const id = fresh('tool');
    await done('owner', 'post', '/tools', toolRequest(id));
    return { path: `/tools/${id}/${step}`, body };
  };
  const risk = async () =>
    `/risks/${(await done('lead', 'post', '/risks', { details: RISK })).id}`;
  const campaign = async () =>
    `/campaigns/${(await done('lead', 'post', '/campaigns', CAMPAIGN)).id}`;
  const attested = async (by: Caller, body: object) =>
    `/attestations/${(await done(by, 'post', '/attestations', body)).id}`;
  const incident = async () => ({
    title: 'A key in a prompt',
    description: 'Somebody pasted a key',
    severity: 'high',
    detectedAt: '2026-01-02T09:00:00Z',
    entityRefs: [(await entity()).ref],
    controls: ['TM-003'],
    playbook: 'data-leak',
  });
  const REVIEW = {
    failed: 'The ignore file',
    controlChanges: 'None',
    followUps: EXERCISE.followUps,
  };
  /** An incident so many steps further than its report, and its version. */
  const reported = async (steps: number) => {
    const { id } = await done('owner', 'post', '/incidents', await incident());
    const path = `/incidents/${id}`;
    let one: any = { version: 1 };
    for (const [step, body] of [
      ['contain', { note: 'Renewed' }],
      ['review', REVIEW],
    ].slice(0, steps) as [string, object][]) {
      one = await done('deputy', 'post', `${path}/${step}`, {
        version: one.version,
        ...body,
      });
    }
    return { path, version: one.version, review: one.review };
  };
  /** The meeting that is open, convened where none is, and its version. */
  const meeting = async () => {
    const { open } = await done('approver', 'get', '/committee');
    const { id, version, items } =
      open ??
      (await done('approver', 'post', '/committee/meetings', {
        on: '2099-01-01',
      }));
    return { path: `/committee/meetings/${id}`, version, items };
  };
  const accepted = async () =>
    `/risk-acceptances/${
      (await done('sponsor', 'post', '/risk-acceptances', riskAcceptance())).id
    }`;
  const workflow = async (isApproved = false) => {
    const { id } = await done('owner', 'post', '/workflows', WORKFLOW);
    if (isApproved) {
      await done('deputy', 'post', `/workflows/${id}/approve`, {
        version: 1,
        ...REASON,
      });
    }
    return { path: `/workflows/${id}`, version: isApproved ? 2 : 1 };
  };
  const onWorkflow =
    (step: string, isApproved = false) =>
    async () => {
      const { path, version } = await workflow(isApproved);
      return { path: `${path}/${step}`, body: { version, ...REASON } };
    };
  const scanned = (subject: string) => ({
    check: 'SEC-001.scanner',
    subject,
    statement: 'Scanned by the vendor',
  });
  return {
    'get /framework': on('/framework'),
    'get /framework/versions': on('/framework/versions'),
    'post /framework/versions': on('/framework/versions', {
      body: { document: 'extends: default\nversion: "9"', ...REASON },
    }),
    'get /framework/versions/{id}': async () => ({ path: await framework() }),
    'post /framework/versions/{id}/dry-run': async () => ({
      path: `${await framework()}/dry-run`,
    }),
    'post /framework/versions/{id}/activate': async () => ({
      path: `${await framework()}/activate`,
      body: REASON,
    }),
    'post /framework/versions/{id}/rollback': async () => {
      const version = await framework();
      await done('approver', 'post', `${version}/activate`, REASON);
      return { path: `${version}/rollback`, body: REASON };
    },
    'post /framework/versions/{id}/reject': async () => ({
      path: `${await framework()}/reject`,
      body: REASON,
      asker: 'lead',
    }),
    'get /entities/{kind}/{namespace}/{name}/scorecard': ofEntity('scorecard'),
    'get /entities/{kind}/{namespace}/{name}/history': ofEntity('history'),
    'get /entities/{kind}/{namespace}/{name}/replay': async () => ({
      path: `${(await entity()).path}/replay?at=${new Date().toISOString()}`,
    }),
    'get /entities/{kind}/{namespace}/{name}/profile': ofEntity('profile'),
    'put /entities/{kind}/{namespace}/{name}/profile': ofEntity('profile', {
      body: { values: { tier: 3 } },
    }),
    // Nothing is declared in the portal, so there is nothing to write into a file.
    'get /entities/{kind}/{namespace}/{name}/profile/patch': ofEntity(
      'profile/patch',
      { status: 409 },
    ),
    'post /entities/{kind}/{namespace}/{name}/assess': ofEntity('assess'),
    'get /scorecards': on('/scorecards'),
    'post /scorecards/by-refs': on('/scorecards/by-refs', {
      body: { entityRefs: [] },
    }),
    'get /scorecards/changes': on('/scorecards/changes'),
    'get /summary': on('/summary'),
    'get /push-next': on('/push-next'),
    'get /trends': on('/trends?from=2020-01-01&points=3'),
    'get /trends/entities': on('/trends/entities?at=2020-01-01'),
    'get /changes': on('/changes?from=2020-01-01'),
    'get /attestations of an entity': async () => ({
      path: `/attestations?subject=${(await entity()).ref}`,
    }),
    'get /attestations of a group or the organization': on(
      '/attestations?subject=organization',
    ),
    'post /attestations for an entity': async () => ({
      path: '/attestations',
      body: scanned((await entity()).ref),
    }),
    'post /attestations for a group or the organization': on('/attestations', {
      body: groupAttestation(),
    }),
    'post /attestations/bulk': async () => {
      const { subject, ...body } = scanned((await entity()).ref);
      return {
        path: '/attestations/bulk',
        body: { ...body, subjects: [subject] },
      };
    },
    'post /attestations/{id}/approve': async () => ({
      path: `${await attested('lead', REGISTRY)}/approve`,
      body: REASON,
    }),
    'post /attestations/{id}/reject': async () => ({
      path: `${await attested('lead', REGISTRY)}/reject`,
      body: REASON,
    }),
    'post /attestations/{id}/revoke of an entity': async () => ({
      path: `${await attested('owner', scanned((await entity()).ref))}/revoke`,
      body: REASON,
    }),
    'post /attestations/{id}/revoke of a group or the organization':
      async () => ({
        path: `${await attested('lead', REGISTRY)}/revoke`,
        body: REASON,
        asker: 'lead',
      }),
    'post /evidence': async () => ({
      path: '/evidence',
      body: {
        items: [
          {
            key: 'a',
            check: 'DP-002.egress',
            outcome: 'pass',
            summary: 'x',
            entityRef: (await entity()).ref,
          },
        ],
      },
    }),
    'post /reports/sarif': async () => ({
      path: `/reports/sarif?entityRef=${(await entity()).ref}`,
      body: {
        version: '2.1.0',
        runs: [{ tool: { driver: { name: 'Semgrep' } }, results: [] }],
      },
    }),
    'post /entities/{kind}/{namespace}/{name}/disputes': ofEntity('disputes', {
      body: { check: 'DP-001.classification', reason: 'It is declared' },
    }),
    'get /disputes': on('/disputes'),
    'get /disputes/rates': on('/disputes/rates'),
    'post /disputes/{id}/approve': dispute('approve', REASON),
    'post /disputes/{id}/reject': dispute('reject', REASON),
    'post /disputes/{id}/withdraw': dispute('withdraw'),
    'get /tools': on('/tools'),
    'post /tools': async () => ({
      path: '/tools',
      body: toolRequest(fresh('tool')),
    }),
    'get /tools/{id}/requests': on('/tools/reviewed/requests'),
    'get /tools/allow-list': on('/tools/allow-list'),
    'post /tools/{id}/approve': tool('approve', REASON),
    'post /tools/{id}/reject': tool('reject', REASON),
    'post /tools/{id}/withdraw': tool('withdraw'),
    'post /tools/{id}/review': on('/tools/reviewed/review', {
      body: { revision: 1, ...REASON },
    }),
    'post /tools/{id}/revoke': on('/tools/revoked/revoke', { body: REASON }),
    'get /risks': on('/risks'),
    'post /risks': on('/risks', { body: { details: RISK } }),
    'put /risks/{id}': async () => ({
      path: await risk(),
      body: { version: 1, details: RISK, mitigation: 'Watched' },
    }),
    'post /risks/{id}/retire': async () => ({
      path: `${await risk()}/retire`,
      body: { version: 1, ...REASON },
    }),
    'get /risks/{id}/entities': on('/risks/R001/entities'),
    'get /campaigns': on('/campaigns'),
    'post /campaigns': on('/campaigns', { body: CAMPAIGN }),
    'get /campaigns/{id}': async () => ({ path: await campaign() }),
    'put /campaigns/{id}': async () => ({
      path: await campaign(),
      body: { version: 1, ...CAMPAIGN },
    }),
    'post /campaigns/{id}/end': async () => ({
      path: `${await campaign()}/end`,
      body: { version: 1, ...REASON },
    }),
    'get /campaigns/{id}/owners': async () => ({
      path: `${await campaign()}/owners`,
    }),
    'get /campaigns/{id}/entities': async () => ({
      path: `${await campaign()}/entities`,
    }),
    'get /committee': on('/committee'),
    'get /committee/meetings': on('/committee/meetings'),
    'post /committee/meetings': async () => {
      const { path, version } = await meeting();
      await done('approver', 'post', `${path}/close`, { version });
      return { path: '/committee/meetings', body: { on: '2099-01-01' } };
    },
    'get /committee/meetings/{id}': async () => ({
      path: (await meeting()).path,
    }),
    'get /committee/meetings/{id}/minutes': async () => ({
      path: `${(await meeting()).path}/minutes`,
    }),
    'put /committee/meetings/{id}/attendance': async () => {
      const { path, version } = await meeting();
      return {
        path: `${path}/attendance`,
        body: { version, attendance: [] },
      };
    },
    'post /committee/meetings/{id}/agenda': async () => {
      const { path, version } = await meeting();
      return { path: `${path}/agenda`, body: { version } };
    },
    // Nobody is there, so nothing can be decided.
    'post /committee/meetings/{id}/decisions': async () => {
      const { path, version, items } = await meeting();
      return {
        path: `${path}/decisions`,
        body: {
          version,
          key: items[0].key,
          outcome: 'noted',
          ...REASON,
          dissent: [],
        },
        status: 409,
      };
    },
    'post /committee/meetings/{id}/close': async () => {
      const { path, version } = await meeting();
      return { path: `${path}/close`, body: { version } };
    },
    'get /risk-acceptances': on('/risk-acceptances'),
    // As above, only the sponsor may, who is none of the callers.
    'post /risk-acceptances': on('/risk-acceptances', {
      body: riskAcceptance(),
    }),
    'post /risk-acceptances/{id}/revoke': async () => ({
      path: `${await accepted()}/revoke`,
      body: REASON,
    }),
    'get /workflows': on('/workflows'),
    'post /workflows': on('/workflows', { body: WORKFLOW }),
    'put /workflows/{id}': async () => {
      const { path, version } = await workflow();
      return { path, body: { version, ...WORKFLOW } };
    },
    'post /workflows/{id}/approve': onWorkflow('approve'),
    'post /workflows/{id}/reject': onWorkflow('reject'),
    'post /workflows/{id}/review': onWorkflow('review', true),
    'post /workflows/{id}/retire': onWorkflow('retire'),
    'get /violations': on('/violations'),
    'post /violations': on('/violations', { body: VIOLATION }),
    'get /violations/own': on('/violations/own'),
    'post /violations/{id}/settle': async () => ({
      path: `/violations/${
        (await done('lead', 'post', '/violations', VIOLATION)).id
      }/settle`,
      body: { version: 1, text: 'Talked through' },
    }),
    'get /feedback': on('/feedback'),
    'put /feedback/{control}': on('/feedback/SEC-001', {
      body: { verdict: 'noisy' },
    }),
    'delete /feedback/{control}': async () => {
      await done('owner', 'put', '/feedback/TM-003', { verdict: 'noisy' });
      return { path: '/feedback/TM-003' };
    },
    'get /failures': on('/failures'),
    'post /failures/{week}/review': on('/failures/2026-01-05/review', {
      body: { notes: 'Looked at' },
    }),
    'get /accountability': on('/accountability'),
    'post /accountability/acknowledge': async () => ({
      path: '/accountability/acknowledge',
      body: {
        digest: (await done('owner', 'get', '/accountability')).digest,
      },
    }),
    'get /incidents': on('/incidents'),
    'post /incidents': async () => ({
      path: '/incidents',
      body: await incident(),
    }),
    'get /incidents/{id}': async () => ({ path: (await reported(0)).path }),
    'put /incidents/{id}/steps/{step}': async () => ({
      path: `${(await reported(0)).path}/steps/data-leak.1`,
      body: { done: true },
    }),
    'post /incidents/{id}/contain': async () => ({
      path: `${(await reported(0)).path}/contain`,
      body: { version: 1, note: 'Renewed' },
    }),
    'post /incidents/{id}/review': async () => {
      const { path, version } = await reported(1);
      return { path: `${path}/review`, body: { version, ...REVIEW } };
    },
    'post /incidents/{id}/review/confirm': async () => {
      const { path, version } = await reported(2);
      return { path: `${path}/review/confirm`, body: { version } };
    },
    'post /incidents/{id}/follow-ups/{followUp}/done': async () => {
      const { path, review } = await reported(2);
      return { path: `${path}/follow-ups/${review.followUps[0].id}/done` };
    },
    'get /exercises': on('/exercises'),
    'post /exercises': on('/exercises', { body: EXERCISE }),
    'post /exercises/{id}/follow-ups/{followUp}/done': async () => {
      const { id, followUps } = await done(
        'deputy',
        'post',
        '/exercises',
        EXERCISE,
      );
      return { path: `/exercises/${id}/follow-ups/${followUps[0].id}/done` };
    },
    'get /roadmap': on('/roadmap'),
    'post /roadmap/attestations': on('/roadmap/attestations', {
      body: PLAN_ITEM,
    }),
    'post /roadmap/attestations/{id}/withdraw': async () => ({
      path: `/roadmap/attestations/${
        (
          await done('lead', 'post', '/roadmap/attestations', {
            ...PLAN_ITEM,
            item: 'deployment.1',
          })
        ).id
      }/withdraw`,
      body: REASON,
    }),
    'get /adoption': on('/adoption'),
    'get /adoption/ahead': async () => {
      await entity();
      return { path: '/adoption/ahead?team=group:default/payments' };
    },
    'post /adoption/moves': async () => {
      // A team is one that owns something.
      await entity();
      return {
        path: '/adoption/moves',
        body: {
          team: 'group:default/payments',
          from: null,
          to: 'pilot',
          ...REASON,
        },
        // What a pilot asks for is not met.
        status: 400,
      };
    },
    'get /declarations': on('/declarations'),
    'post /declarations': async () => ({
      path: '/declarations',
      body: {
        items: [{ entityRef: (await entity()).ref, values: { tier: 3 } }],
      },
    }),
    'post /declarations/{id}/approve': declaration('approve', REASON),
    'post /declarations/{id}/reject': declaration('reject', REASON),
    'post /declarations/{id}/review': async () => {
      await entity();
      // None belongs to the sample unless the draw says so.
      return {
        path: '/declarations/none/review',
        body: { outcome: 'confirmed', ...REASON },
        status: 404,
      };
    },
    'post /declarations/{id}/withdraw': declaration('withdraw'),
    'get /inbox': on('/inbox'),
    'get /inbox/count': on('/inbox/count'),
    'get /exceptions': on('/exceptions'),
    'get /exceptions/renewals': on('/exceptions/renewals'),
    'post /exceptions': async () => ({
      path: '/exceptions',
      body: exceptionRequest((await entity()).ref),
    }),
    'post /exceptions/{id}/approve up to the second renewal': exception(
      'approve',
      REASON,
    ),
    // The sponsor is none of the callers: it is refused to all of them.
    'post /exceptions/{id}/approve from the third renewal on':
      sponsored('approve'),
    'post /exceptions/{id}/reject up to the second renewal': exception(
      'reject',
      REASON,
    ),
    'post /exceptions/{id}/reject from the third renewal on':
      sponsored('reject'),
    'post /exceptions/{id}/confirm': async () => {
      const { name, ref } = await entity();
      const path = await granted(ref);
      await learn(name, ['group:default/payments', 'group:default/others']);
      return { path: `${path}/confirm`, body: REASON };
    },
    'post /exceptions/{id}/revoke up to the second renewal': async () => ({
      path: `${await granted((await entity()).ref)}/revoke`,
      body: REASON,
    }),
    'post /exceptions/{id}/revoke from the third renewal on': async () => {
      const { path, body } = await sponsored('revoke')();
      await done('sponsor', 'post', path.replace(/revoke$/, 'approve'), REASON);
      return { path, body };
    },
    'post /exceptions/{id}/withdraw': exception('withdraw'),
    'get /entities/{kind}/{namespace}/{name}/badge': ofEntity('badge'),
    'get /entities/{kind}/{namespace}/{name}/sarif': ofEntity('sarif'),
    'get /badges/{kind}/{namespace}/{file}': async () => {
      const { url } = await done(
        'guest',
        'get',
        `${(await entity()).path}/badge`,
      );
      // Nobody is turned away; there is nothing to show at level 1 yet.
      return { path: url.slice(url.indexOf(BASE) + BASE.length), status: 404 };
    },
    'post /exports': on('/exports', {
      body: { view: 'maturity', format: 'csv', query: '', rows: 1 },
    }),
    'get /audit': on('/audit'),
    'get /audit/verify': on('/audit/verify'),
    'get /audit/public-key': on('/audit/public-key'),
    'get /audit/export': on('/audit/export?until=2020-01-01'),
    'post /audit/erasures': on('/audit/erasures', {
      body: { person: 'user:default/nobody', reason: 'x' },
    }),
    'get /inventory/wanted': on('/inventory/wanted'),
    'post /inventory/annotations': on('/inventory/annotations', {
      body: { entities: [] },
      service: 'plugin:catalog',
    }),
    'get /training': on('/training'),
    'get /training/kpis': on('/training/kpis'),
    'post /training/completions': on('/training/completions', {
      body: {
        completions: [
          {
            person: 'ada@example.org',
            course: 'ai-safe-use',
            completedOn: '2026-01-02',
          },
        ],
      },
    }),
    'post /training/erasures': on('/training/erasures', {
      body: { person: 'user:default/owner' },
    }),
    'get /collection/failures': on('/collection/failures'),
    'get /imports': on('/imports'),
    'post /imports/{kind}': on('/imports/asset-inventory', { body: INVENTORY }),
    'delete /imports/{kind}': on('/imports/asset-inventory?source=edr'),
  };
}

const CASES = operationsOf(spec).flatMap(({ method, path, cases }) =>
  cases.map(
    access =>
      [
        `${method} ${path}${
          access.when === undefined ? '' : ` ${access.when}`
        }`,
        method,
        access,
      ] as const,
  ),
);

/** What came of a call: refused as a whole, or for the item it was about. */
function outcome(response: request.Response): 'allowed' | 'refused' {
  const { status, body } = response;
  const isRefused =
    status === 401 ||
    status === 403 ||
    body?.items?.[0]?.error?.name === 'NotAllowedError';
  return isRefused ? 'refused' : 'allowed';
}

describe('every operation, as everybody', () => {
  let started: Started;
  let known: ReturnType<typeof calls>;

  beforeAll(async () => {
    started = await start();
    known = calls(started);
  });

  it('has a request here', () => {
    expect(Object.keys(known).sort()).toEqual(CASES.map(([id]) => id).sort());
  });

  it.each(CASES)('%s', async (id, method, access) => {
    const call = await known[id]();
    const found: { [caller: string]: string } = {};
    const expected: { [caller: string]: string } = {};
    const statuses: number[] = [];
    const said: string[] = [];
    const ask = async (name: string, authorization: string | undefined) => {
      const response = await started.send(method, call, authorization);
      found[name] = outcome(response);
      expect(response.status).toBeLessThan(500);
      // Who is refused is refused for who they are, not for what they send.
      expect(JSON.stringify(response.body?.error ?? '')).not.toContain(
        'request/body',
      );
      if (found[name] === 'allowed') {
        statuses.push(response.status);
        said.push(response.text);
      }
    };
    for (const caller of CALLERS.filter(each => each !== 'service')) {
      const answer = answerTo(caller, access);
      const isTheirs = caller === (call.asker ?? 'owner');
      expected[caller] =
        answer === 'allowed' || (answer === 'theirs' && isTheirs)
          ? 'allowed'
          : 'refused';
    }
    // Those who are refused first, while there is still something to do.
    const order = ['refused', 'allowed'].flatMap(answer =>
      Object.keys(expected).filter(caller => expected[caller] === answer),
    );
    for (const caller of order) {
      await ask(caller, header(caller));
    }
    const service = answerTo('service', access);
    expected.service = service === 'refused' ? 'refused' : 'allowed';
    await ask('service', serviceHeader(call.service ?? NAMED));
    // A service that nothing names.
    expected.another = service === 'allowed' ? 'allowed' : 'refused';
    await ask('another', serviceHeader('plugin:other'));
    expect(found).toEqual(expected);
    const good = (status: number) =>
      call.status === undefined ? status < 300 : status === call.status;
    const isDone =
      !Object.values(expected).includes('allowed') || statuses.some(good);
    expect([said, isDone]).toEqual([said, true]);
  });
});
