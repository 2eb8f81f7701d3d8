import { generateKeyPairSync } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import type { JsonObject } from '@backstage/types';
import type {
  HostCheckRequest,
  HostCollection,
} from '@plumbline/backstage-plugin-ai-governance-node';
import { GithubServer } from './__testUtils__/githubServer';
import { GithubCollector } from './GithubCollector';
import { readGithubSettings } from './settings';

jest.setTimeout(60_000);

const AT = '2026-11-20T09:00:00.000Z';
const DAY = 86_400_000;

const daysAgo = (days: number) =>
  new Date(Date.parse(AT) - days * DAY).toISOString().replace('.000Z', 'Z');

const CHECKS: HostCheckRequest[] = [
  { id: 'SEC-003.branch-rules', type: 'host.branch-rules' },
  { id: 'SEC-001.sarif', type: 'report.sarif' },
  {
    id: 'CMP-001.sarif',
    type: 'report.sarif',
    params: { category: 'licence' },
  },
  {
    id: 'CQ-002.enhanced-review',
    type: 'changes.enhanced-review',
    params: { aspects: ['security', 'edge-cases'] },
  },
];

const REVIEW_RULE = {
  type: 'pull_request' as const,
  ruleset_source_type: 'Organization' as const,
  ruleset_source: 'acme',
  ruleset_id: 42,
  parameters: {
    required_approving_review_count: 2,
    require_code_owner_review: true,
    dismiss_stale_reviews_on_push: true,
    require_last_push_approval: false,
    required_review_thread_resolution: false,
  },
};

let server: GithubServer;

beforeEach(async () => {
  server = await new GithubServer().start();
});

afterEach(async () => {
  await server.stop();
});

function collectorFor(
  config: { [key: string]: unknown } = {},
  integration: JsonObject = server.integration,
) {
  const root = mockServices.rootConfig({
    data: {
      integrations: { github: [integration] },
      aiGovernance: { github: config as JsonObject },
    },
  });
  return new GithubCollector({
    integrations: ScmIntegrations.fromConfig(root),
    logger: mockServices.logger.mock(),
    settings: readGithubSettings(root),
    times: { retryBaseMs: 1, shortWaitSeconds: 0 },
  });
}

function look(
  collector: GithubCollector,
  options: {
    state?: JsonObject;
    signal?: AbortSignal;
    at?: string;
    checks?: HostCheckRequest[];
  } = {},
): Promise<HostCollection> {
  return collector.collect({
    repository: server.url,
    checks: options.checks ?? CHECKS,
    state: options.state,
    at: options.at ?? AT,
    signal: options.signal ?? new AbortController().signal,
  });
}

const itemOf = ({ items }: HostCollection, check: string) =>
  items.find(item => item.check === check);

const changesOf = (collection: HostCollection) =>
  itemOf(collection, 'changes.pull-requests')!.data!.changes as {
    [name: string]: unknown;
  }[];

const GRAPHQL = 'POST /api/graphql';

describe('the repository', () => {
  it('is told with its properties and its last push', async () => {
    const collection = await look(collectorFor());
    expect(itemOf(collection, 'repository.properties')).toEqual({
      check: 'repository.properties',
      outcome: 'pass',
      summary: 'internal repository',
      link: `http://${server.host}/Acme/shop`,
      data: {
        visibility: 'internal',
        archived: false,
        fork: false,
        defaultBranch: 'main',
        language: 'TypeScript',
        customProperties: { 'data-class': 'confidential', teams: ['payments'] },
      },
    });
    expect(itemOf(collection, 'event.commit')).toMatchObject({
      happenedAt: '2026-11-19T08:00:00.000Z',
    });
    expect([...server.authorization]).toEqual(['token token-of-the-portal']);
    expect(server.requests.every(path => path.includes(' /api/'))).toBe(true);
  });

  it('is named the same whatever branch, folder or case it is named by', () => {
    const collector = collectorFor();
    for (const url of [
      server.url,
      `${server.url}/`,
      `${server.url}.git`,
      `${server.url}/tree/main/services/checkout`,
      `http://${server.host}/ACME/Shop/blob/x/catalog-info.yaml`,
    ]) {
      expect(collector.repositoryOf(url)).toBe(server.url);
    }
    for (const url of [
      `http://${server.host}/acme`,
      `http://${server.host}/acme/sh%2Fop`,
      'https://gitlab.com/acme/shop',
      'https://github.com/acme/shop',
      'not an address',
      '',
    ]) {
      expect(collector.repositoryOf(url)).toBeUndefined();
    }
    const { token, ...without } = server.integration;
    expect(token).toBeDefined();
    expect(collectorFor({}, without).repositoryOf(server.url)).toBeUndefined();
  });

  it('that is hidden from the portal is a matter of its operator', async () => {
    server.faults = [
      {
        path: /repos\/acme\/shop$/,
        status: 404,
        body: { message: 'Not Found' },
      },
    ];
    await expect(look(collectorFor())).rejects.toThrow(
      'give its app or token access to this repository',
    );
  });
});

describe('branch rules', () => {
  const rules = async (params?: HostCheckRequest['params']) =>
    itemOf(
      await look(collectorFor(), {
        checks: [{ ...CHECKS[0], ...(params && { params }) }],
      }),
      'SEC-003.branch-rules',
    );

  it('fail where anybody may push', async () => {
    expect(await rules()).toMatchObject({
      outcome: 'fail',
      summary: 'main can be changed without a pull request',
      data: { approvals: 0, pullRequests: false, from: 'none' },
    });
  });

  it('come from rulesets, the strictest of several', async () => {
    server.data.rules = [
      { type: 'deletion', ruleset_id: 1 } as never,
      {
        ...REVIEW_RULE,
        parameters: {
          ...REVIEW_RULE.parameters,
          required_approving_review_count: 1,
          require_code_owner_review: false,
        },
      },
      REVIEW_RULE,
    ];
    expect(await rules()).toMatchObject({
      outcome: 'pass',
      summary:
        'main takes pull requests only, with 2 approvals and the review of code owners',
      data: { approvals: 2, codeOwners: true, from: 'rulesets' },
    });
    expect((await rules({ approvals: 3 }))?.outcome).toBe('fail');
    expect((await rules({ codeOwners: true }))?.outcome).toBe('pass');
    expect((await rules({ approvals: 'two' }))?.outcome).toBe('error');
  });

  it('come from branch protection, also on servers without rulesets', async () => {
    server.data.rules = { status: 404, message: 'Not Found' };
    server.data.protection = {
      required_pull_request_reviews: {
        dismiss_stale_reviews: false,
        require_code_owner_reviews: false,
        required_approving_review_count: 1,
      },
      enforce_admins: { url: 'http://x', enabled: false },
    };
    expect(await rules()).toMatchObject({
      outcome: 'pass',
      summary:
        'main takes pull requests only, with 1 approval; administrators may leave that out',
      data: { from: 'protection', adminsExempt: true },
    });
    expect((await rules({ codeOwners: true }))?.outcome).toBe('fail');
  });

  it.each([
    [403, 'Resource not accessible by integration'],
    [404, 'Not Found'],
  ])(
    'that may not be read (%i) are no gap of the team',
    async (status, message) => {
      server.data.protection = { status, message };
      server.data.branch.protected = true;
      expect(await rules()).toEqual({
        check: 'SEC-003.branch-rules',
        outcome: 'error',
        summary: expect.stringContaining(
          'grant the app "Administration: read"',
        ),
      });
      // That a branch is not protected can be seen without the permission.
      server.data.branch.protected = false;
      expect((await rules())?.outcome).toBe('fail');
      // And what rulesets ask for is enough of an answer.
      server.data.branch.protected = true;
      server.data.rules = [REVIEW_RULE];
      expect((await rules())?.outcome).toBe('pass');
    },
  );

  it('are unknown for a repository nothing was pushed to', async () => {
    server.data.protection = { status: 404, message: 'Branch not found' };
    expect(await rules()).toBeUndefined();
  });

  it('cannot be had on some plans, which protects nothing', async () => {
    const message =
      'Upgrade to GitHub Pro or make this repository public to enable this feature.';
    server.data.rules = { status: 403, message };
    server.data.protection = { status: 403, message };
    expect((await rules())?.outcome).toBe('fail');
  });
});

describe('merged pull requests', () => {
  it('become facts without anybody named', async () => {
    server.data.rules = [REVIEW_RULE];
    server.data.pulls = [
      {
        number: 7,
        mergedAt: daysAgo(2),
        message:
          'Round amounts (#7)\n\nCo-authored-by: Claude <noreply@anthropic.com>',
        labels: ['AI-Governance: signed-off', 'enhanced-review: security'],
        reviewDecision: 'APPROVED',
        checks: 'SUCCESS',
        reviews: [
          { state: 'COMMENTED', login: 'grace', submittedAt: daysAgo(3) },
          { state: 'APPROVED', login: 'grace', body: '- [x] Edge cases' },
          { state: 'COMMENTED', login: 'grace' },
          { state: 'APPROVED', login: 'ada' },
          { state: 'APPROVED', login: 'helper', bot: true },
          { state: 'APPROVED', login: 'late', submittedAt: daysAgo(1) },
          { state: 'APPROVED', login: 'linus', submittedAt: daysAgo(4) },
          { state: 'CHANGES_REQUESTED', login: 'linus' },
        ],
      },
    ];
    const collection = await look(collectorFor());
    expect(changesOf(collection)).toEqual([
      {
        number: 7,
        mergedAt: '2026-11-18T09:00:00.000Z',
        openedAt: '2026-11-18T08:00:00.000Z',
        reviewedAt: '2026-11-16T09:00:00.000Z',
        assisted: 'yes',
        tools: ['claude-code'],
        approvals: 1,
        codeOwnerApproved: true,
        signedOff: true,
        checks: 'passed',
        aspects: ['edge-cases', 'security'],
        additions: 10,
        deletions: 2,
        link: `${server.url}/pull/7`,
      },
    ]);
    expect(JSON.stringify(collection)).not.toMatch(/grace|linus|ada|late/);
    expect(itemOf(collection, 'changes.assistants')?.data).toEqual({
      assistants: ['claude-code'],
    });
    expect(itemOf(collection, 'event.pull-request')).toMatchObject({
      summary: '#7 was merged',
      happenedAt: '2026-11-18T09:00:00.000Z',
    });
  });

  it('are attributed by all they consist of', async () => {
    const pull = (number: number, more: object) => ({
      number,
      mergedAt: daysAgo(number),
      ...more,
    });
    server.data.pulls = [
      pull(1, {}),
      pull(2, { body: 'AI-assisted: no' }),
      pull(3, { author: { __typename: 'Bot', login: 'copilot-swe-agent' } }),
      pull(4, {
        author: { __typename: 'Bot', login: 'dependabot' },
        commits: [
          {
            message: 'Bump x',
            name: 'dependabot[bot]',
            email: '49699333+dependabot[bot]@users.noreply.github.com',
          },
        ],
      }),
      pull(5, {
        author: null,
        commits: [{ message: 'x\n\nMade-with: Cursor' }],
      }),
      pull(6, { labels: ['ai-assisted'], checks: 'FAILURE' }),
      pull(8, {
        author: { __typename: 'User', login: 'acme-updates' },
        commits: [{ message: 'x', login: 'acme-updates' }],
      }),
    ];
    const collection = await look(
      collectorFor({ automation: ['acme-updates'] }),
    );
    expect(
      changesOf(collection).map(({ number, assisted, tools }) => [
        number,
        assisted,
        tools,
      ]),
    ).toEqual([
      [1, 'unknown', []],
      [2, 'no', []],
      [3, 'yes', ['github-copilot']],
      [4, 'no', []],
      [5, 'yes', ['cursor']],
      [6, 'yes', ['other']],
      [8, 'no', []],
    ]);
    expect(itemOf(collection, 'changes.assistants')?.data).toEqual({
      assistants: ['cursor', 'github-copilot'],
    });
  });

  it('are read page by page, and afterwards only what is new', async () => {
    server.data.pulls = Array.from({ length: 60 }, (_, index) => ({
      number: index + 1,
      mergedAt: daysAgo(61 - index),
    }));
    const collector = collectorFor();
    const first = await look(collector);
    expect(changesOf(first)).toHaveLength(60);
    expect(server.taken().filter(path => path === GRAPHQL)).toHaveLength(3);

    const second = await look(collector, { state: first.state });
    expect(second).toEqual(first);
    expect(server.statuses).toContain(304);
    expect(server.taken()).not.toContain(GRAPHQL);

    server.data.pulls.push({ number: 61, mergedAt: daysAgo(0.5) });
    // A label set on an older one.
    Object.assign(server.data.pulls[10], {
      labels: ['ai-assisted'],
      updatedAt: daysAgo(0.4),
    });
    const third = await look(collector, { state: second.state });
    expect(server.taken().filter(path => path === GRAPHQL)).toHaveLength(1);
    expect(changesOf(third)).toHaveLength(61);
    expect(changesOf(third)[0].number).toBe(61);
    expect(changesOf(third).find(({ number }) => number === 11)?.assisted).toBe(
      'yes',
    );
  });

  it('are read again when other facts are wanted', async () => {
    server.data.pulls = [{ number: 1, mergedAt: daysAgo(1), labels: ['ok'] }];
    const first = await look(collectorFor());
    expect(changesOf(first)[0].signedOff).toBeUndefined();
    const second = await look(collectorFor({ signOffLabels: ['OK'] }), {
      state: first.state,
    });
    expect(changesOf(second)[0].signedOff).toBe(true);
  });

  it('leave the window, and of a dormant repository the last ones stay', async () => {
    server.data.pulls = [
      { number: 1, mergedAt: daysAgo(400) },
      { number: 2, mergedAt: daysAgo(200) },
      { number: 3, mergedAt: daysAgo(100) },
    ];
    const collector = collectorFor();
    const dormant = await look(collector);
    expect(changesOf(dormant).map(({ number }) => number)).toEqual([3, 2]);
    server.data.pulls.push({ number: 4, mergedAt: daysAgo(1) });
    const awake = await look(collector, { state: dormant.state });
    expect(changesOf(awake).map(({ number }) => number)).toEqual([4]);
  });

  it('are limited, and that is said', async () => {
    server.data.pulls = Array.from({ length: 90 }, (_, index) => ({
      number: index + 1,
      mergedAt: daysAgo(80 - index / 2),
    }));
    const collection = await look(collectorFor({ maxChanges: 30 }));
    expect(changesOf(collection)).toHaveLength(30);
    expect(itemOf(collection, 'changes.pull-requests')?.data?.truncated).toBe(
      true,
    );
    expect(collection.warnings).toEqual([
      'Only the newest 30 merged pull requests are judged',
    ]);
  });

  it('that may not be read are a matter of the operator, and the rest is told', async () => {
    server.faults = [
      {
        path: /\/pulls$/,
        status: 403,
        body: { message: 'Resource not accessible by integration' },
      },
    ];
    const collection = await look(collectorFor());
    expect(itemOf(collection, 'changes.pull-requests')).toMatchObject({
      outcome: 'error',
      summary: expect.stringContaining('grant the app "Pull requests: read"'),
    });
    expect(itemOf(collection, 'SEC-003.branch-rules')?.outcome).toBe('fail');
  });

  it('of a repository without any are an empty list', async () => {
    const collection = await look(collectorFor());
    expect(changesOf(collection)).toEqual([]);
    expect(itemOf(collection, 'event.pull-request')).toBeUndefined();
  });
});

describe('code scanning', () => {
  const alert = (number: number, rule: object, state = 'open') => ({
    number,
    state: state as 'open',
    rule,
    tool: { name: 'CodeQL' },
    most_recent_instance: { location: { path: 'src/pay.ts', start_line: 3 } },
  });

  it('is the report of a scanner, with the open alerts but not where they are', async () => {
    server.data.analyses = [
      {
        created_at: '2026-11-19T09:00:00Z',
        error: 'failed',
        tool: { name: 'x' },
      },
      {
        created_at: '2026-11-19T07:00:00Z',
        error: '',
        tool: { name: 'CodeQL' },
      },
    ];
    server.data.alerts = [
      alert(1, { id: 'js/xss', severity: 'warning', description: 'XSS' }),
      alert(2, {
        id: 'js/sqli',
        security_severity_level: 'critical',
        description: 'SQL injection',
      }),
      alert(
        3,
        { id: 'js/old', security_severity_level: 'critical' },
        'dismissed',
      ),
      alert(4, {}),
    ];
    const collection = await look(collectorFor());
    expect(itemOf(collection, 'SEC-001.sarif')).toEqual({
      check: 'SEC-001.sarif',
      outcome: 'pass',
      summary:
        'CodeQL reported on 2026-11-19: 1 critical, 1 medium, 1 low open',
      link: `http://${server.host}/Acme/shop/security/code-scanning`,
      findings: [
        {
          rule: 'js/sqli',
          severity: 'critical',
          message: 'SQL injection (CodeQL alert #2)',
          fingerprint: 'github-code-scanning-2',
        },
        expect.objectContaining({ rule: 'js/xss', severity: 'medium' }),
        expect.objectContaining({ rule: 'unknown', severity: 'low' }),
      ],
    });
    expect(JSON.stringify(collection)).not.toContain('pay.ts');
    // A licence report is not answered by a security scanner.
    expect(itemOf(collection, 'CMP-001.sarif')).toBeUndefined();
  });

  it('says for how long an old analysis holds once there are newer commits', async () => {
    server.data.analyses = [{ created_at: '2026-10-01T00:00:00Z', error: '' }];
    server.data.alerts = [];
    expect(itemOf(await look(collectorFor()), 'SEC-001.sarif')).toMatchObject({
      outcome: 'pass',
      summary: 'Code scanning reported on 2026-10-01: no open alert',
      expiresAt: '2026-12-30T00:00:00.000Z',
    });
  });

  it('reads every page of alerts', async () => {
    server.data.analyses = [{ created_at: '2026-11-18T07:00:00Z', error: '' }];
    server.data.alerts = Array.from({ length: 230 }, (_, index) =>
      alert(index, {
        id: 'x',
        security_severity_level: index === 229 ? 'critical' : 'low',
      }),
    );
    const item = itemOf(await look(collectorFor()), 'SEC-001.sarif');
    expect(item?.summary).toContain('1 critical, 229 low open');
    expect(item?.findings?.[0].severity).toBe('critical');
    expect(item?.findings).toHaveLength(50);
  });

  it.each([
    [404, 'no analysis found', undefined],
    [
      403,
      'Code scanning is not enabled for this repository. Please enable code scanning in the repository settings.',
      undefined,
    ],
    [
      403,
      'Advanced Security must be enabled for this repository to use code scanning.',
      undefined,
    ],
    [403, 'Resource not accessible by integration', 'error'],
  ])('%i %s', async (status, message, outcome) => {
    server.data.analyses = { status, message };
    const item = itemOf(await look(collectorFor()), 'SEC-001.sarif');
    expect(item?.outcome).toBe(outcome);
  });

  it('is not asked for when no check wants it', async () => {
    await look(collectorFor(), { checks: [CHECKS[2]] });
    expect(server.requests.join()).not.toContain('code-scanning');
  });
});

describe('when GitHub does not answer as usual', () => {
  it('tries again on 502 and goes on', async () => {
    server.faults = [{ path: /rules/, status: 502, times: 2 }];
    const collection = await look(collectorFor());
    expect(itemOf(collection, 'SEC-003.branch-rules')?.outcome).toBe('fail');
    expect(server.requests.filter(path => path.includes('rules'))).toHaveLength(
      3,
    );
  });

  it.each([
    ['502 for ever', { status: 502 }, 'answered 502'],
    ['503 for ever', { status: 503 }, 'answered 503'],
    [
      '401',
      { status: 401, body: { message: 'Bad credentials' } },
      'answered 401',
    ],
    [
      'something that is no repository',
      { status: 200, body: { hello: 'world' } },
      'answered something unexpected',
    ],
  ])('fails on %s', async (_, fault, message) => {
    server.faults = [{ path: /repos\/acme\/shop$/, ...fault }];
    await expect(look(collectorFor())).rejects.toThrow(message);
  });

  it.each([/\/rules\//, /\/protection/, /\/pulls/, /graphql/, /analyses/])(
    'fails as a whole when %s does not answer, so that nothing counts as confirmed',
    async path => {
      server.data.pulls = [{ number: 1, mergedAt: daysAgo(1) }];
      const collector = collectorFor();
      server.faults = [{ path, status: 502 }];
      await expect(look(collector)).rejects.toThrow('answered 502');
      server.faults = [];
      expect(changesOf(await look(collector))).toHaveLength(1);
    },
  );

  it('does not count pull requests as seen that could not be read', async () => {
    const collector = collectorFor();
    const first = await look(collector);
    server.data.pulls = [{ number: 1, mergedAt: daysAgo(1) }];
    server.faults = [{ path: /graphql/, status: 502 }];
    await expect(look(collector, { state: first.state })).rejects.toThrow(
      '502',
    );
    server.faults = [];
    expect(
      changesOf(await look(collector, { state: first.state })),
    ).toHaveLength(1);
  });

  it('fails when GraphQL reports errors', async () => {
    server.data.pulls = [{ number: 1, mergedAt: daysAgo(1) }];
    server.faults = [
      {
        path: /graphql/,
        status: 200,
        body: { data: null, errors: [{ message: 'Timed out' }] },
      },
    ];
    await expect(look(collectorFor())).rejects.toThrow('Timed out');
  });

  const soon = () => Math.floor(Date.now() / 1000) + 600;
  it.each<[string, () => object, number]>([
    [
      '429 with retry-after',
      () => ({
        status: 429,
        headers: { 'retry-after': '120' },
        body: { message: 'Too many requests' },
      }),
      120,
    ],
    [
      'the secondary limit',
      () => ({
        status: 403,
        headers: { 'retry-after': '90' },
        body: {
          message:
            'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
        },
      }),
      90,
    ],
    [
      'the secondary limit without a word on how long',
      () => ({
        status: 403,
        body: { message: 'You have exceeded a secondary rate limit.' },
      }),
      60,
    ],
    [
      'the primary limit',
      () => ({
        status: 403,
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(soon()),
        },
        body: { message: 'API rate limit exceeded for installation ID 1.' },
      }),
      600,
    ],
  ])(
    'comes back later at %s, and asks nothing meanwhile',
    async (_, fault, seconds) => {
      const collector = collectorFor();
      server.faults = [{ path: /rules/, ...(fault() as { status: number }) }];
      const failure = await look(collector).catch(error => error);
      expect(failure).toMatchObject({
        name: 'RetryLaterError',
        message: `The rate limit of ${server.host} is used up; the next look waits until GitHub allows it`,
      });
      const wait = (Date.parse(failure.retryAt) - Date.now()) / 1000;
      expect(wait).toBeGreaterThan(seconds - 10);
      expect(wait).toBeLessThan(seconds + 10);
      expect(
        server.taken().filter(path => path.includes('rules')),
      ).toHaveLength(1);

      server.faults = [];
      await expect(look(collector)).rejects.toThrow('rate limit');
      expect(server.taken()).toEqual([]);
    },
  );

  it('comes back later when GraphQL points are used up', async () => {
    server.data.pulls = [{ number: 1, mergedAt: daysAgo(1) }];
    server.faults = [
      {
        path: /graphql/,
        status: 200,
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(soon()),
        },
        body: {
          data: null,
          errors: [
            { type: 'RATE_LIMITED', message: 'API rate limit exceeded' },
          ],
        },
      },
    ];
    await expect(look(collectorFor())).rejects.toMatchObject({
      name: 'RetryLaterError',
    });
  });

  it('ends with the signal while GitHub hangs', async () => {
    server.faults = [{ path: /rules/, status: 200, hang: true }];
    const started = performance.now();
    await expect(
      look(collectorFor(), { signal: AbortSignal.timeout(100) }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('says that nothing was reached', async () => {
    const collector = collectorFor();
    const { url } = server;
    await server.stop();
    await expect(
      collector.collect({
        repository: url,
        checks: CHECKS,
        state: undefined,
        at: AT,
        signal: new AbortController().signal,
      }),
    ).rejects.toThrow('could not be reached');
    server = await new GithubServer().start();
  });
});

it('reads nothing twice that did not change', async () => {
  server.data.rules = [REVIEW_RULE];
  server.data.pulls = [{ number: 1, mergedAt: daysAgo(1) }];
  server.data.analyses = [{ created_at: '2026-11-18T07:00:00Z', error: '' }];
  server.data.alerts = [];
  server.data.protection = {
    required_pull_request_reviews: {
      dismiss_stale_reviews: false,
      require_code_owner_reviews: false,
    },
  };
  const first = await look(collectorFor());
  server.taken();
  // Another replica, or the same one after a restart.
  const second = await look(collectorFor(), { state: first.state });
  expect(second).toEqual(first);
  expect(server.statuses).toEqual(server.statuses.map(() => 304));
  expect(server.statuses).toHaveLength(6);
});

it('refuses a wrong setting with what to change', () => {
  expect(() => collectorFor({ maxChanges: 3 })).toThrow(
    'aiGovernance.github.maxChanges must be a whole number from 25 to 5000',
  );
});

describe('a fork', () => {
  const forked = {
    fork: true,
    created_at: '2026-09-01T00:00:00Z',
    parent: { full_name: 'Original/shop', default_branch: 'trunk' },
    source: { full_name: 'Root/shop', default_branch: 'main' },
  };
  const trailer = 'Co-authored-by: Claude <noreply@anthropic.com>';

  beforeEach(() => {
    Object.assign(server.data.repository, forked);
    server.data.ownCommits = [
      { sha: 'a', date: daysAgo(40) },
      { sha: 'b', date: daysAgo(12) },
    ];
    server.data.upstreamCommits = ['upstream'];
    server.data.pulls = [
      { number: 1, mergedAt: daysAgo(2), from: 'original/Shop' },
      { number: 2, mergedAt: daysAgo(3), from: 'Root/shop' },
      {
        number: 3,
        mergedAt: daysAgo(4),
        commits: [{ oid: 'upstream', message: `Theirs\n\n${trailer}` }],
      },
      {
        number: 4,
        mergedAt: daysAgo(5),
        commits: [
          { oid: 'upstream', message: `Theirs\n\n${trailer}` },
          { oid: 'mine', message: 'Ours' },
        ],
      },
      {
        number: 5,
        mergedAt: daysAgo(6),
        from: 'ada/shop',
        commits: [{ oid: 'mine too', message: `Ours\n\n${trailer}` }],
      },
    ];
  });

  it('counts only the changes and commits that are its own', async () => {
    const collection = await look(collectorFor());
    expect(
      changesOf(collection).map(({ number, assisted }) => [number, assisted]),
    ).toEqual([
      [4, 'unknown'],
      [5, 'yes'],
    ]);
    expect(itemOf(collection, 'event.pull-request')?.summary).toBe(
      '#4 was merged',
    );
    // The push of yesterday brought upstream's commits along.
    expect(itemOf(collection, 'event.commit')?.happenedAt).toBe(
      new Date(Date.parse(AT) - 12 * DAY).toISOString(),
    );
    expect(itemOf(collection, 'repository.properties')).toMatchObject({
      summary:
        'internal repository, a fork of Original/shop with 2 commits of its own',
      data: { fork: true, parent: 'Original/shop', ownCommits: 2 },
    });
  });

  it('that nothing was done in has no events', async () => {
    server.data.ownCommits = [];
    server.data.pulls = server.data.pulls.slice(0, 3);
    const collection = await look(collectorFor());
    expect(changesOf(collection)).toEqual([]);
    expect(itemOf(collection, 'event.commit')).toBeUndefined();
    expect(itemOf(collection, 'event.pull-request')).toBeUndefined();
    expect(itemOf(collection, 'repository.properties')?.summary).toBe(
      'internal repository, a fork of Original/shop with no commits of its own',
    );
  });

  it('goes by the dates where upstream is hidden from the portal', async () => {
    Object.assign(server.data.repository, {
      parent: undefined,
      source: undefined,
    });
    server.data.pulls = [
      {
        number: 6,
        mergedAt: daysAgo(3),
        commits: [
          {
            message: `Theirs\n\n${trailer}`,
            committedDate: '2026-08-31T23:00:00Z',
          },
        ],
      },
      {
        number: 7,
        mergedAt: daysAgo(4),
        commits: [
          {
            message: `Theirs\n\n${trailer}`,
            committedDate: '2026-08-31T23:00:00Z',
          },
          { message: 'Ours', committedDate: '2026-11-01T00:00:00Z' },
        ],
      },
    ];
    const collection = await look(collectorFor());
    expect(
      changesOf(collection).map(({ number, assisted }) => [number, assisted]),
    ).toEqual([[7, 'unknown']]);
    expect(server.requests.filter(path => path.includes('/compare/'))).toEqual(
      [],
    );
  });

  it('is not compared again while nothing changed', async () => {
    const collector = collectorFor();
    const { state } = await look(collector);
    server.taken();
    const again = await look(collector, { state });
    expect(changesOf(again)).toHaveLength(2);
    // What there is did not change, and what there is not is not there still.
    expect(new Set(server.statuses)).toEqual(new Set([304, 404]));
    const asked = server.taken();
    expect(asked).not.toContain(GRAPHQL);
    expect(asked.filter(path => path.includes('head'))).toEqual([]);
  });
});

describe('a GitHub App', () => {
  const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

  function collectorOfApp(privateKey: ReturnType<typeof pair>['privateKey']) {
    const { token, ...integration } = server.integration;
    return collectorFor(
      {},
      {
        ...integration,
        apps: [
          {
            appId: 4711,
            privateKey: privateKey
              .export({ type: 'pkcs1', format: 'pem' })
              .toString(),
            clientId: 'client',
            clientSecret: 'secret',
            webhookSecret: 'webhook',
          },
        ],
      },
    );
  }

  it('signs in with its key, and looks with a token of the installation', async () => {
    const { publicKey, privateKey } = pair();
    server.app = { id: 4711, publicKey, account: 'Acme', minted: [] };
    server.data.rules = [REVIEW_RULE];
    const collector = collectorOfApp(privateKey);
    const collection = await look(collector);
    expect(itemOf(collection, 'SEC-003.branch-rules')?.outcome).toBe('pass');
    expect(server.app.minted).toEqual(['ghs_1']);
    expect(
      server.taken().filter(path => path.includes('/app/installations')),
    ).toEqual([
      'GET /api/v3/app/installations',
      'POST /api/v3/app/installations/77/access_tokens',
    ]);
    // One token serves the looks of an hour.
    await look(collector, { state: collection.state });
    expect(server.app.minted).toEqual(['ghs_1']);
  });

  it('with the wrong key, or put out of work, is a matter of the operator', async () => {
    const { publicKey, privateKey } = pair();
    server.app = { id: 4711, publicKey, account: 'Acme', minted: [] };
    await expect(look(collectorOfApp(pair().privateKey))).rejects.toThrow(
      `${server.host} gives no credentials for acme`,
    );
    server.app.suspended = true;
    await expect(look(collectorOfApp(privateKey))).rejects.toThrow(
      'The GitHub application for acme is suspended',
    );
    expect(server.app.minted).toEqual([]);
  });

  it('that is not installed at the owner says where to install it', async () => {
    const { publicKey, privateKey } = pair();
    server.app = { id: 4711, publicKey, account: 'Elsewhere', minted: [] };
    await expect(look(collectorOfApp(privateKey))).rejects.toThrow(
      `No app or token of integrations.github covers ${server.host}/acme`,
    );
  });
});
