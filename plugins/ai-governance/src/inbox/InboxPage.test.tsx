import { signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/test-utils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { InboxItem } from '@plumbline/backstage-plugin-ai-governance-common';
import { DAY, NOW, shifted } from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
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
    requestedAt: shifted(NOW, -2 * DAY),
    state: 'open',
    until: shifted(NOW, 20 * DAY),
    renewal: 0,
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

const EVERYTHING = [
  declaration,
  exception,
  dispute,
  attestation,
  ending,
  endingAttestation,
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

describe('the inbox', () => {
  it('shows what waits, by whom, since when and why', async () => {
    const { container } = await open();
    const region = await deciding();
    expect(region).toHaveTextContent(/mobile-app.*tier 2 → tier 1/);
    expect(region).toHaveTextContent(/fraud-scoring, ledger-core CMP-001/);
    expect(region).toHaveTextContent(/by engineer.*being replaced/);
    expect(region).toHaveTextContent('Not reachable');
    expect(region).toHaveTextContent('The playbook is kept');
    const soon = screen.getByRole('region', { name: 'Yours, and over soon' });
    expect(within(soon).getAllByRole('listitem')).toHaveLength(2);
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
      const region = await deciding();
      await userEvent.click(
        await within(region).findByRole('button', { name: button }),
      );
      const dialog = await screen.findByRole('dialog');
      const submit = within(dialog).getByRole('button', { name: send });
      expect(submit).toBeDisabled();
      await userEvent.type(within(dialog).getByLabelText(/Reason/), 'Because');
      await userEvent.click(submit);
      await waitFor(() =>
        expect(api[method as 'rejectDispute']).toHaveBeenCalledWith(
          id,
          ...rest,
        ),
      );
      await waitFor(() =>
        expect(
          within(region).queryByRole('button', { name: button }),
        ).not.toBeInTheDocument(),
      );
      expect(screen.getByText('5 things wait for you')).toBeInTheDocument();
    },
  );

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

  it('says for which roles nobody is named', async () => {
    const api = exampleApi(
      {},
      {
        getInbox: jest.fn(async () => ({
          items: [],
          total: 0,
          counts: {},
          more: false,
          unnamed: [{ role: 'legal', requests: 2 }],
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
