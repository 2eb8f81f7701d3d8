import { signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/test-utils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { InboxItem } from '@plumbline/backstage-plugin-ai-governance-common';
import { DAY, NOW, shifted } from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
  exampleProgramme,
  renderWithApi,
} from '../__testUtils__/harness';
import { AiGovernancePage } from '../overview';

const declaration: InboxItem = {
  kind: 'declaration',
  id: 'd1',
  at: shifted(NOW, -3 * DAY),
  declaration: {
    id: 'd1',
    entityRef: 'component:default/mobile-app',
    values: { tier: 1 },
    by: 'user:default/liam.byrne',
    at: shifted(NOW, -3 * DAY),
    approverRole: 'security-compliance',
    reasons: ['tier 2 was declared or decided before'],
    lowerings: [
      {
        field: 'tier',
        from: 'tier 2',
        to: 'tier 1',
        reason: 'tier 2 was declared or decided before',
      },
    ],
    state: 'pending',
  },
};

const declarationToReview: InboxItem = {
  kind: 'declarationToReview',
  id: 'd2',
  at: shifted(NOW, -DAY),
  declaration: {
    id: 'd2',
    entityRef: 'component:default/search-api',
    values: { classification: 'internal', tier: 2 },
    by: 'user:default/liam.byrne',
    at: shifted(NOW, -DAY),
    approverRole: 'security-compliance',
    reasons: [],
    lowerings: [],
    state: 'toReview',
  },
};

const exception: InboxItem = {
  kind: 'exception',
  id: 'e1',
  at: shifted(NOW, -2 * DAY),
  exception: {
    id: 'e1',
    control: 'CMP-001',
    reason: 'The scanner is being replaced',
    compensatingControls: ['Two reviewers per change'],
    requestedBy: 'user:default/engineer',
    askedFor: 'group:default/payments',
    requestedAt: shifted(NOW, -2 * DAY),
    state: 'open',
    until: shifted(new Date().toISOString(), 20 * DAY),
    renewal: 1,
    deciders: 'security-compliance',
    entities: [
      { id: 'x1', entityRef: 'component:default/fraud-scoring' },
      { id: 'x2', entityRef: 'component:default/ledger-core' },
    ],
  },
};

const dispute: InboxItem = {
  kind: 'dispute',
  id: 'p1',
  at: shifted(NOW, -DAY),
  dispute: {
    id: 'p1',
    entityRef: 'component:default/search-api',
    check: 'SEC-001.sarif',
    fingerprint: 'f',
    finding: { summary: 'One finding' },
    reason: 'Not reachable',
    by: 'user:default/engineer',
    at: shifted(NOW, -DAY),
    state: 'open',
  },
};

const attestation: InboxItem = {
  kind: 'attestation',
  id: 'a1',
  at: shifted(NOW, -DAY),
  attestation: {
    id: 'a1',
    check: 'OPS-002.playbook',
    subject: 'organization',
    statement: 'The playbook is kept',
    by: 'user:default/lead',
    from: shifted(NOW, -DAY),
    validUntil: shifted(NOW, 300 * DAY),
    state: 'awaitingConfirmation',
  },
};

const ending: InboxItem = {
  ...exception,
  kind: 'endingException',
  id: 'e2',
  at: shifted(NOW, 3 * DAY),
} as InboxItem;

const endingAttestation: InboxItem = {
  ...attestation,
  kind: 'endingAttestation',
  id: 'a2',
} as InboxItem;

const endingRiskAcceptance: InboxItem = {
  kind: 'endingRiskAcceptance',
  id: 'ra',
  at: shifted(NOW, 3 * DAY),
  riskAcceptance: {
    id: 'ra',
    state: 'inForce',
    control: 'CMP-002',
    reason: 'Counsel starts in January',
    compensatingControls: ['Legal looks at each'],
    acceptedBy: 'user:default/engineer',
    acceptedAt: shifted(NOW, -DAY),
    until: shifted(NOW, 3 * DAY),
  },
};

const workflow: InboxItem = {
  kind: 'workflow',
  id: 'w1',
  at: shifted(NOW, -DAY),
  workflow: {
    id: 'w1',
    name: 'Draft replies',
    description: 'AI drafts an answer',
    owner: 'group:default/support',
    customerFacing: true,
    level: 'approved',
    boundary: 'An agent sends each reply',
    trail: 'https://tickets.example/trail',
    state: 'proposed',
    version: 3,
    proposedBy: 'user:default/engineer',
    at: shifted(NOW, -DAY),
    approverRole: 'security-compliance',
    history: [],
    isDue: false,
  },
};

const incident: InboxItem = {
  kind: 'incidentToRead',
  id: 'i1',
  at: shifted(NOW, -DAY),
  incident: {
    id: 'i1',
    title: 'Secrets in a prompt',
    description: 'One',
    severity: 'high',
    detectedAt: shifted(NOW, -3 * DAY),
    entityRefs: ['component:default/search-api'],
    controls: [],
    playbook: 'data',
    state: 'contained',
    version: 3,
    reportedBy: 'user:default/engineer',
    at: shifted(NOW, -2 * DAY),
    steps: [],
    review: {
      failed: 'The filter',
      controlChanges: 'None',
      followUps: [],
      by: 'user:default/lead',
      at: shifted(NOW, -DAY),
    },
  },
};

const followUp: InboxItem = {
  kind: 'followUp',
  id: 'f1',
  at: shifted(NOW, -DAY),
  followUp: {
    id: 'f1',
    text: 'Rotate the keys',
    owner: 'user:default/approver',
    dueOn: '2026-12-24',
    of: { kind: 'incident', id: 'i2', title: 'Leaked keys' },
  },
};

const violation: InboxItem = {
  kind: 'violation',
  id: 'v1',
  at: shifted(NOW, -DAY),
  violation: {
    id: 'v1',
    person: 'user:default/sam',
    policy: 'no-secrets',
    occurredOn: '2026-11-10',
    description: 'Pasted a key',
    state: 'open',
    version: 1,
    at: shifted(NOW, -DAY),
    reportedBy: 'user:default/lead',
    occurrence: 2,
    step: 'repeated',
    told: ['security-compliance'],
  },
};

const failures: InboxItem = {
  kind: 'failures',
  id: '2026-11-09',
  at: shifted(NOW, -DAY),
  week: '2026-11-09',
  controls: [{ control: 'SEC-001', entities: 2 }],
};

const version: InboxItem = {
  kind: 'frameworkVersion',
  id: 'p9',
  at: shifted(NOW, -DAY),
  proposal: {
    id: 'p9',
    frameworkId: 'default',
    version: '1.1.0',
    digest: 'd',
    reason: 'Scans weigh more',
    proposedBy: 'user:default/lead',
    proposedAt: shifted(NOW, -DAY),
    state: 'proposed',
  },
};

const meeting: InboxItem = {
  kind: 'meeting',
  id: 'm1',
  at: shifted(NOW, -DAY),
  meeting: { id: 'm1', on: '2026-12-01', convenedBy: 'user:default/lead' },
};

const toConvene: InboxItem = {
  kind: 'meetingToConvene',
  id: '2026-11-12',
  at: shifted(NOW, -DAY),
  on: '2026-11-12',
};

const riskToReview: InboxItem = {
  kind: 'riskToReview',
  id: 'R003',
  at: shifted(NOW, -DAY),
  risk: { id: 'R003', category: 'Prompt injection', reviewBy: '2026-11-12' },
};

const PROGRAMME = [
  workflow,
  incident,
  followUp,
  violation,
  failures,
  version,
  meeting,
  toConvene,
  riskToReview,
];

const hiddenFollowUp: InboxItem = {
  kind: 'followUp',
  id: 'f2',
  at: shifted(NOW, -DAY),
  followUp: {
    id: 'f2',
    text: 'Filter keys',
    owner: 'user:default/approver',
    dueOn: '2026-12-24',
    of: { kind: 'incident', id: 'i3' },
  },
};

const acknowledging: InboxItem = {
  kind: 'accountability',
  id: 'texts',
  at: shifted(NOW, -DAY),
  roles: ['security-compliance', 'auditor'],
  changed: false,
};

const EVERYTHING = [
  declaration,
  exception,
  dispute,
  attestation,
  ending,
  endingAttestation,
  endingRiskAcceptance,
];

async function open(items: InboxItem[] = EVERYTHING) {
  let left = items;
  const done = (id: string) => async () => {
    left = left.filter(item => item.id !== id);
    return {} as any;
  };
  const counted = () => ({
    total: left.length,
    counts: {},
    more: false,
  });
  const api = exampleApi(
    {},
    {
      getInbox: jest.fn(async () => ({ items: left, ...counted() })),
      getInboxCount: jest.fn(async () => counted()),
      decideDeclaration: jest.fn(done('d1')),
      approveException: jest.fn(done('e1')),
      rejectDispute: jest.fn(done('p1')),
      approveAttestation: jest.fn(done('a1')),
      rejectAttestation: jest.fn(done('a1')),
      decideFramework: jest.fn(done('p9')),
      programme: exampleProgramme({
        actOnWorkflow: jest.fn(done('w1')),
        settleViolation: jest.fn(done('v1')),
        finishIncidentFollowUp: jest.fn(done('f2')),
        reviewFailures: jest.fn(done('2026-11-09')),
      }),
    },
  );
  const listeners: ((message: any) => void)[] = [];
  const signals = {
    subscribe: (_: string, listener: (message: any) => void) => {
      listeners.push(listener);
      return { unsubscribe: () => {} };
    },
  };
  const result = await renderWithApi(
    <TestApiProvider apis={[[signalApiRef, signals as any]]}>
      <AiGovernancePage />
    </TestApiProvider>,
    api,
    { path: '/inbox', me: 'user:default/approver' },
  );
  return {
    api,
    ...result,
    add: (item: InboxItem) => {
      left = [...left, item];
    },
    signal: () =>
      act(async () =>
        listeners.forEach(listener =>
          listener({ changed: 'inbox', at: Math.random() }),
        ),
      ),
  };
}

const deciding = () =>
  screen.findByRole('region', { name: 'Needs your decision' });

/** One click on the item, a reason, and one click to send it. */
async function actInTwoClicks(button: string, send: string, label: RegExp) {
  const region = await deciding();
  await userEvent.click(
    await within(region).findByRole('button', { name: button }),
  );
  const dialog = await screen.findByRole('dialog');
  const submit = within(dialog).getByRole('button', { name: send });
  expect(submit).toBeDisabled();
  await userEvent.type(within(dialog).getByLabelText(label), 'Because');
  await userEvent.click(submit);
}

const waitForGone = (button: string) =>
  waitFor(() =>
    expect(
      screen.queryByRole('button', { name: button }),
    ).not.toBeInTheDocument(),
  );

describe('the inbox', () => {
  it('shows what waits, by whom, since when and why', async () => {
    const { container } = await open();
    const region = await deciding();
    expect(region).toHaveTextContent(/mobile-app.*tier 2 → tier 1/);
    expect(region).toHaveTextContent(/fraud-scoring, ledger-core CMP-001/);
    expect(region).toHaveTextContent(
      /by engineer for payments [0-9]+ days ago: The scanner is being replaced/,
    );
    expect(region).toHaveTextContent('Renewal no. 1.');
    expect(region).toHaveTextContent('Not reachable');
    expect(region).toHaveTextContent('The playbook is kept');
    const soon = screen.getByRole('region', { name: 'Yours, and over soon' });
    expect(within(soon).getAllByRole('listitem')).toHaveLength(3);
    expect(soon).toHaveTextContent(/CMP-002.*Legal looks at each/);
    expect(
      within(soon).getByRole('link', { name: 'Renew: OPS-002.playbook' }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining('/attestations?name=OPS-002.playbook'),
    );
    expect(screen.getByRole('link', { name: 'mobile-app' })).toHaveAttribute(
      'href',
      '/catalog/default/component/mobile-app/ai-governance',
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it.each([
    ['Confirm', 'confirmed'],
    ['Question', 'questioned'],
  ] as const)(
    'looks at a declaration of the sample in two clicks: %s',
    async (button, outcome) => {
      const { api, container } = await open([declarationToReview]);
      const region = await deciding();
      expect(region).toHaveTextContent(
        /Declaration to look at.*search-api.*Internal.*liam\.byrne/,
      );
      expect(await axeViolations(container)).toEqual([]);
      await actInTwoClicks(
        `${button}: the declaration of search-api`,
        button,
        /Reason/,
      );
      await waitFor(() =>
        expect(api.reviewDeclaration).toHaveBeenCalledWith('d2', {
          outcome,
          reason: 'Because',
        }),
      );
    },
  );

  it.each([
    ['Confirm anyway', 'confirmed', 'a finding that is wrong has to be'],
    ['Question', 'questioned', 'The owners are told'],
  ] as const)(
    'looks at what is declared otherwise than seen in two clicks: %s',
    async (button, outcome, consequence) => {
      const message = 'A payment library is used and payments are not declared';
      const { api, container } = await open([
        {
          ...declarationToReview,
          kind: 'contradictionToReview',
          declaration: {
            ...declarationToReview.declaration,
            contradictions: [message],
          },
        } as InboxItem,
      ]);
      const region = await deciding();
      expect(region).toHaveTextContent(
        /Declared otherwise than seen.*search-api.*payment library.*Internal/,
      );
      expect(
        within(region).getByRole('link', { name: 'search-api' }),
      ).toHaveAttribute(
        'href',
        '/catalog/default/component/search-api/ai-governance',
      );
      expect(await axeViolations(container)).toEqual([]);
      await userEvent.click(
        within(region).getByRole('button', {
          name: `${button}: the declaration of search-api`,
        }),
      );
      const dialog = await screen.findByRole('dialog');
      expect(dialog).toHaveTextContent(message);
      expect(dialog).toHaveTextContent(consequence);
      await userEvent.type(within(dialog).getByRole('textbox'), 'Because');
      await userEvent.click(
        within(dialog).getByRole('button', { name: button }),
      );
      await waitFor(() =>
        expect(api.reviewDeclaration).toHaveBeenCalledWith('d2', {
          outcome,
          reason: 'Because',
        }),
      );
    },
  );

  it('says of a declaration in a descriptor that nobody knows who made it', async () => {
    const { container } = await open([
      {
        ...declarationToReview,
        declaration: {
          ...declarationToReview.declaration,
          by: 'group:default/payments',
          source: 'descriptor',
        },
      } as InboxItem,
    ]);
    const region = await deciding();
    expect(region).toHaveTextContent(
      /search-api.*Internal.*in catalog-info.yaml, first seen/,
    );
    expect(region).not.toHaveTextContent('payments');
    expect(await axeViolations(container)).toEqual([]);
  });

  it('offers no decision on an exception of which the reader sees a part', async () => {
    const { container } = await open([
      { ...exception, exception: { ...exception.exception, hidden: 2 } },
    ] as InboxItem[]);
    const region = await deciding();
    expect(region).toHaveTextContent(
      /fraud-scoring, ledger-core and 2 you may not see CMP-001/,
    );
    expect(region).toHaveTextContent('who may see all the services');
    expect(within(region).queryByRole('button')).not.toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('accepts a risk again before its acceptance ends', async () => {
    const { api } = await open([endingRiskAcceptance]);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Renew: CMP-002' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByRole('combobox')).toHaveValue('CMP-002');
    for (const [box, text] of [
      [/Why is the risk/, 'Counsel is late'],
      [/What lowers/, 'Legal looks at each'],
    ] as const) {
      await userEvent.type(
        within(dialog).getByRole('textbox', { name: box }),
        text,
      );
    }
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Accept a risk' }),
    );
    await waitFor(() =>
      expect(api.programme.acceptRisk).toHaveBeenCalledWith(
        expect.objectContaining({
          control: 'CMP-002',
          reason: 'Counsel is late',
        }),
      ),
    );
  });

  it.each<[string, string, string, string, any[]]>([
    [
      'Approve: the declaration of mobile-app',
      'Approve',
      'decideDeclaration',
      'd1',
      ['approve', { reason: 'Because' }],
    ],
    [
      'Approve: CMP-001, fraud-scoring, ledger-core',
      'Grant',
      'approveException',
      'e1',
      [{ reason: 'Because' }],
    ],
    [
      'Refuse: SEC-001.sarif, search-api',
      'Reject',
      'rejectDispute',
      'p1',
      [{ reason: 'Because' }],
    ],
  ])(
    'takes two clicks and a reason: %s',
    async (button, send, method, id, rest) => {
      const { api } = await open();
      await actInTwoClicks(button, send, /Reason/);
      await waitFor(() =>
        expect(api[method as 'rejectDispute']).toHaveBeenCalledWith(
          id,
          ...rest,
        ),
      );
      await waitForGone(button);
      expect(screen.getByText('6 things wait for you')).toBeInTheDocument();
    },
  );

  it('refuses an attestation as the second person', async () => {
    const { api } = await open([attestation]);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Refuse: OPS-002.playbook' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Refuse the attestation',
    });
    await userEvent.type(within(dialog).getByLabelText(/^Reason/), 'Too old');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Refuse' }),
    );
    await waitFor(() =>
      expect(api.rejectAttestation).toHaveBeenCalledWith('a1', {
        reason: 'Too old',
      }),
    );
    expect(api.approveAttestation).not.toHaveBeenCalled();
  });

  it('confirms an attestation as the second person', async () => {
    const { api } = await open([attestation]);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Confirm: OPS-002.playbook' }),
    );
    const dialog = await screen.findByRole('dialog');
    const send = within(dialog).getByRole('button', { name: 'Confirm' });
    expect(send).toBeDisabled();
    await userEvent.type(within(dialog).getByLabelText(/^Reason/), 'Read it');
    await userEvent.click(send);
    await waitFor(() =>
      expect(api.approveAttestation).toHaveBeenCalledWith('a1', {
        reason: 'Read it',
      }),
    );
    expect(
      await screen.findByText('Nothing waits for your decision.'),
    ).toBeInTheDocument();
  });

  it('shows what the running of the programme asks for, with the way to it', async () => {
    const { container } = await open(PROGRAMME);
    const region = await deciding();
    expect(within(region).getAllByRole('listitem')).toHaveLength(9);
    expect(region).toHaveTextContent(/Draft replies.*asked by engineer/);
    expect(region).toHaveTextContent(/SEC-001.*\(2 services\)/);
    for (const [name, to] of [
      ['Draft replies', 'workflows'],
      ['Secrets in a prompt', 'incidents?incident=i1'],
      ['Rotate the keys', 'incidents?incident=i2'],
      ['sam', 'conduct'],
      ['Week with 2026-11-09', 'conduct?week=2026-11-09'],
      ['Version 1.1.0', 'framework-versions'],
      ['2026-12-01', 'committee'],
      ['2026-11-12', 'committee'],
      ['R003 Prompt injection', 'risks?risk=R003'],
    ]) {
      expect(
        within(region).getByRole('link', { name: `Open: ${name}` }),
      ).toHaveAttribute(
        'href',
        expect.stringMatching(new RegExp(`/${to.replace('?', '\\?')}$`)),
      );
    }
    expect(await axeViolations(container)).toEqual([]);
  });

  it('lets a follow-up be done of which nothing else may be seen', async () => {
    const { api, container } = await open([hiddenFollowUp]);
    const region = await deciding();
    expect(region).toHaveTextContent(
      /Filter keys.*of an incident with services that you may not see/,
    );
    expect(
      within(region).queryByRole('link', { name: /^Open/ }),
    ).not.toBeInTheDocument();
    await userEvent.click(
      within(region).getByRole('button', {
        name: 'Say it is done: Filter keys',
      }),
    );
    const dialog = await screen.findByRole('dialog', { name: 'This is done' });
    expect(await axeViolations(dialog)).toEqual([]);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Done' }));
    await waitFor(() =>
      expect(api.programme.finishIncidentFollowUp).toHaveBeenCalledWith(
        'i3',
        'f2',
      ),
    );
    expect(
      await screen.findByText('Nothing waits for your decision.'),
    ).toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('leads whoever holds a role to what they acknowledge', async () => {
    await open([acknowledging]);
    const region = await deciding();
    expect(region).toHaveTextContent(
      /Who answers for what, to be acknowledged.*Security and compliance, .*acknowledge it/,
    );
    expect(
      within(region).getByRole('link', { name: 'Open: your roles' }),
    ).toHaveAttribute('href', '/governance/accountability');
  });

  it.each<[string, string, RegExp, string, any[]]>([
    [
      'Approve: Draft replies',
      'Approve',
      /Reason/,
      'actOnWorkflow',
      ['w1', 'approve', { version: 3, reason: 'Because' }],
    ],
    [
      'Say what came of it: sam',
      'Say what came of it',
      /What came of it/,
      'settleViolation',
      ['v1', { version: 1, text: 'Because' }],
    ],
    [
      'Review: Week with 2026-11-09',
      'Tick the week off',
      /What came of it/,
      'reviewFailures',
      ['2026-11-09', { notes: 'Because' }],
    ],
    [
      'Activate: Version 1.1.0',
      'Activate',
      /Reason/,
      'decideFramework',
      ['p9', 'activate', { reason: 'Because' }],
    ],
  ])(
    'decides about the programme in two clicks and a reason: %s',
    async (button, send, label, method, said) => {
      const { api } = await open(PROGRAMME);
      await actInTwoClicks(button, send, label);
      const called = { ...api, ...api.programme }[method as 'decideFramework'];
      await waitFor(() => expect(called).toHaveBeenCalledWith(...said));
      await waitForGone(button);
    },
  );

  it('says for which roles nobody is named', async () => {
    const api = exampleApi(
      {},
      {
        getInbox: jest.fn(async () => ({
          items: [],
          total: 0,
          counts: {},
          more: false,
          unnamed: [
            { role: 'legal', requests: 2 },
            {
              role: 'enablement-lead',
              requests: 1,
              refs: ['group:default/gone'],
            },
          ],
          unknownRoles: ['securty-compliance'],
        })),
      },
    );
    const { container } = await renderWithApi(<AiGovernancePage />, api, {
      path: '/inbox',
    });
    expect(
      await screen.findByText(
        /Nobody is named for the role Legal, and 2 requests wait for it/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        /Nobody is in the role .*, and 1 request waits.*group:default\/gone/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/The framework has no role securty-compliance/),
    ).toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('counts in the navigation, again when a signal says so', async () => {
    const { add, signal } = await open([dispute]);
    const nav = screen.getByRole('navigation', { name: 'Governance pages' });
    expect(await within(nav).findByText('1')).toHaveAttribute(
      'title',
      '1 thing waits for you',
    );
    add(declaration);
    await signal();
    expect(await within(nav).findByText('2')).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'mobile-app' }),
    ).toBeInTheDocument();
  });

  it('says so when nothing waits', async () => {
    await open([]);
    expect(
      await screen.findByText('Nothing waits for you.'),
    ).toBeInTheDocument();
  });
});
