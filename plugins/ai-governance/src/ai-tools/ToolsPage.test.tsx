import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  defaultFramework,
  type RegisteredTool,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { DAY, NOW, shifted } from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
  renderWithApi,
} from '../__testUtils__/harness';
import { AiGovernancePage } from '../overview';

const { criteria } = defaultFramework.settings.tools;

const tool = (overrides: Partial<RegisteredTool> = {}): RegisteredTool => ({
  id: 'cursor',
  name: 'Cursor',
  vendor: 'Anysphere',
  status: 'approved',
  enterpriseEndpoint: true,
  zeroRetention: false,
  onPremises: false,
  privacyMode: true,
  telemetryOff: false,
  owner: 'group:default/platform',
  reviewBy: shifted(NOW, 20 * DAY),
  endpoints: ['api.cursor.example'],
  criteria: {},
  origin: 'configuration',
  revision: 3,
  isDue: false,
  isDueSoon: false,
  access: [
    { classification: 'public', allowed: true, reasons: [] },
    {
      classification: 'restricted',
      allowed: false,
      reasons: ['no AI tool may be used with restricted data'],
    },
  ],
  allowed: { sign: [], withdraw: false, review: true },
  ...overrides,
});

const requested = tool({
  id: 'windsurf',
  name: 'Windsurf',
  vendor: 'Codeium',
  status: 'requested',
  reviewBy: undefined,
  request: {
    name: 'Windsurf',
    properties: { enterpriseEndpoint: true },
    endpoints: [],
    criteria: {
      residency: {
        answer: 'EU only',
        link: 'https://trust.windsurf.example/regions',
      },
      // As somebody could have stored it around the form.
      retention: { answer: '30 days', link: 'data:text/html,x' },
    },
    reason: 'The web team wants it',
    requestedBy: 'user:default/engineer',
    requestedAt: shifted(NOW, -DAY),
    signOffs: [
      {
        role: 'legal',
        by: 'user:default/hanna',
        at: NOW,
        approve: true,
        reason: 'Terms were read',
      },
    ],
    missing: ['security-compliance'],
    loosens: ['enterpriseEndpoint'],
  },
  allowed: { sign: ['security-compliance'], withdraw: false, review: false },
});

async function open(
  options: Parameters<typeof renderWithApi>[2] = {},
  others: RegisteredTool[] = [tool()],
  asked: RegisteredTool = requested,
) {
  const api = exampleApi(
    {},
    {
      getTools: jest.fn(async () => ({
        items: [...others, asked],
        unregistered: [
          {
            name: 'Cline Béta',
            message: 'Cline Béta is on 2 machines and not in the tool registry',
          },
        ],
        seen: [
          {
            id: 'aider',
            entities: 7,
            examples: ['component:default/checkout', 'component:default/web'],
          },
        ],
        resources: [
          { entityRef: 'api:default/docs-mcp', tool: 'docs-mcp' },
          { entityRef: 'airesource:default/cursor', tool: 'cursor' },
        ],
        resourcesLeftOut: 12,
      })),
      listToolRequests: jest.fn(async () => ({
        items: [
          {
            id: 'r1',
            state: 'rejected' as const,
            name: 'Cursor',
            properties: { zeroRetention: true },
            endpoints: ['api.cursor.example'],
            criteria: { residency: { answer: 'Also the US' } },
            reason: 'For the ledger',
            requestedBy: 'user:default/engineer',
            requestedAt: shifted(NOW, -3 * DAY),
            decidedAt: shifted(NOW, -2 * DAY),
            signOffs: [
              {
                role: 'legal',
                by: 'user:default/hanna',
                at: shifted(NOW, -2 * DAY),
                approve: false,
                reason: 'No contract covers retention',
              },
            ],
          },
        ],
      })),
      requestTool: jest.fn(async () => requested),
      decideTool: jest.fn(async () => requested),
      reviewTool: jest.fn(async () => tool()),
      revokeTool: jest.fn(async () => tool()),
      withdrawTool: jest.fn(async () => requested),
    },
  );
  const result = await renderWithApi(<AiGovernancePage />, api, {
    path: '/tools',
    me: 'user:default/approver',
    ...options,
  });
  const list = await screen.findByRole('region', {
    name: 'Registry of AI tools',
  });
  await within(list).findByText('Windsurf');
  return { api, list, ...result };
}

const act = (name: RegExp) =>
  userEvent.click(screen.getByRole('button', { name }));

describe('the registry of AI tools', () => {
  it('shows which tool may be used with which data, and why not', async () => {
    const { container } = await open();
    const matrix = await screen.findByRole('table', {
      name: 'Which tool with which data',
    });
    const row = within(matrix).getByRole('row', { name: /^Cursor/ });
    const [open_, , , closed] = within(row).getAllByRole('cell').slice(-4);
    expect(open_).toHaveTextContent('Yes');
    expect(closed).toHaveTextContent(
      'Nono AI tool may be used with restricted data',
    );
    // What is only asked for may not be used yet.
    expect(
      within(matrix).queryByRole('row', { name: /^Windsurf/ }),
    ).not.toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('sorts by when each is to be looked at again, what never is last', async () => {
    const others = [
      tool(),
      tool({ id: 'a', name: 'Amp', reviewBy: shifted(NOW, 40 * DAY) }),
      tool({
        id: 'b',
        name: 'Bolt',
        reviewBy: shifted(NOW, -2 * DAY),
        isDue: true,
      }),
      tool({
        id: 'c',
        name: 'Cody',
        status: 'retired',
        reviewBy: shifted(NOW, -9 * DAY),
      }),
    ];
    const { list } = await open({}, others);
    const names = () =>
      within(list)
        .getAllByRole('listitem')
        .map(item => item.textContent!.match(/^[A-Z][a-z]+/)![0]);
    expect(names()).toEqual(['Windsurf', 'Bolt', 'Amp', 'Cursor', 'Cody']);
    await userEvent.selectOptions(
      within(list).getByLabelText('Sort by'),
      'Review date',
    );
    expect(names()).toEqual(['Bolt', 'Cursor', 'Amp', 'Windsurf', 'Cody']);
    await userEvent.selectOptions(
      within(list).getByLabelText('Sort by'),
      'What waits',
    );
    expect(names()[0]).toBe('Windsurf');
  });

  it('shows what waits first, and with which data each may be used', async () => {
    const { list, container } = await open();
    const [first, second] = within(list).getAllByRole('listitem');
    expect(first).toHaveTextContent(/Windsurf.*Requested/);
    expect(first).toHaveTextContent(/engineer.*The web team wants it/);
    expect(first).toHaveTextContent(/signed by hanna.*Terms were read/);
    expect(first).toHaveTextContent(/Waits for .*Security/i);
    expect(second).toHaveTextContent(/May be used with Public data/);
    expect(second).toHaveTextContent(
      /Restricted: no AI tool may be used with restricted data/,
    );
    expect(second).toHaveTextContent(/Speaks to api.cursor.example/);
    expect(
      screen.getByRole('region', { name: 'Found and not registered' }),
    ).toHaveTextContent('Cline Béta is on 2 machines');
    const resources = screen.getByRole('region', { name: 'In the catalog' });
    expect(resources).toHaveTextContent('docs-mcp is not registered');
    expect(resources).toHaveTextContent('registered as cursor');
    expect(resources).toHaveTextContent('and 12 more that are not listed');
    expect(await axeViolations(container)).toEqual([]);
  });

  it('tells whoever asked why it was refused, also of a tool that is approved', async () => {
    const { api, list, container } = await open();
    const [, cursor] = within(list).getAllByRole('listitem');
    expect(api.listToolRequests).not.toHaveBeenCalled();
    await userEvent.click(
      within(cursor).getByRole('button', {
        name: 'Answers and earlier requests',
      }),
    );
    const request = (
      await within(cursor).findByText('No contract covers retention')
    ).closest('li');
    expect(request).toHaveTextContent(
      /^Refused.*refused by hanna.*No contract covers retention.*engineer.*For the ledger.*Zero retention.*Also the US/,
    );
    expect(api.listToolRequests).toHaveBeenCalledWith('cursor', { limit: 5 });
    expect(await axeViolations(container)).toEqual([]);
  });

  it('says that the allow-list could not be read', async () => {
    const { api } = await open();
    api.getToolAllowList = jest.fn(async () => {
      throw new Error('503 from the backend');
    });
    await act(/llow-list/);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The allow-list could not be read: 503 from the backend',
    );
  });

  it('is open where a notification leads to', async () => {
    const { list } = await open({ path: '/tools?tool=cursor' });
    expect(
      await within(list).findByText('No contract covers retention'),
    ).toBeInTheDocument();
  });

  it('takes what imports found over into a request', async () => {
    await open();
    await act(/^Ask for it: Cline Béta$/);
    const dialog = await screen.findByRole('dialog', {
      name: 'Ask for an AI tool',
    });
    expect(within(dialog).getByLabelText(/^Id/)).toHaveValue('cline-beta');
    expect(within(dialog).getByLabelText(/^Name/)).toHaveValue('Cline Béta');
  });

  it('shows what services use beside it, to be asked for', async () => {
    const { container } = await open();
    const seen = await screen.findByRole('region', {
      name: 'Seen in services and not registered',
    });
    expect(seen).toHaveTextContent(/Aider in 7 services.*checkout, web, …/);
    expect(
      within(seen).getByRole('link', { name: 'checkout' }),
    ).toHaveAttribute('href', expect.stringContaining('/checkout/'));
    expect(await axeViolations(container)).toEqual([]);
    await act(/^Ask for it: Aider/);
    const dialog = await screen.findByRole('dialog', {
      name: 'Ask for an AI tool',
    });
    expect(within(dialog).getByLabelText(/^Id/)).toHaveValue('aider');
    expect(within(dialog).getByLabelText(/^Name/)).toHaveValue('Aider');
  });

  it('is signed with a reason and conditions', async () => {
    const { api } = await open();
    await act(/^Sign: Windsurf/);
    const dialog = await screen.findByRole('dialog', {
      name: 'Sign for Windsurf',
    });
    expect(dialog).toHaveTextContent('EU only');
    expect(
      within(dialog)
        .getAllByRole('link')
        .map(link => link.getAttribute('href')),
    ).toEqual(['https://trust.windsurf.example/regions']);
    expect(dialog).toHaveTextContent('data:text/html,x');
    expect(dialog).toHaveTextContent(/Claims beyond .*Enterprise endpoint/);
    const send = within(dialog).getByRole('button', { name: 'Sign' });
    expect(send).toBeDisabled();
    await userEvent.type(
      within(dialog).getByLabelText(/^Conditions/),
      'No customer names',
    );
    await userEvent.type(within(dialog).getByLabelText(/^Reason/), 'Assessed');
    expect(await axeViolations(dialog)).toEqual([]);
    await userEvent.click(send);
    await waitFor(() =>
      expect(api.decideTool).toHaveBeenCalledWith('windsurf', 'approve', {
        role: 'security-compliance',
        reason: 'Assessed',
        conditions: ['No customer names'],
      }),
    );
  });

  it('offers nobody to sign their own request', async () => {
    const { list } = await open({}, [tool()], {
      ...requested,
      allowed: { sign: [], withdraw: true, review: false },
    });
    expect(
      within(list).queryByRole('button', { name: /^Sign: Windsurf/ }),
    ).not.toBeInTheDocument();
    expect(
      within(list).getByRole('button', { name: /^Take back: Windsurf/ }),
    ).toBeInTheDocument();
  });

  it('offers what the backend allows, whatever the permissions say', async () => {
    const nothing = { sign: [], withdraw: false, review: false };
    const { list } = await open({}, [tool({ allowed: nothing })], {
      ...requested,
      allowed: nothing,
    });
    for (const name of [/^Sign:/, /^Refuse:/, /^Review:/, /^Take back:/]) {
      expect(
        within(list).queryByRole('button', { name }),
      ).not.toBeInTheDocument();
    }
  });

  it('is signed for a role that the signer is in', async () => {
    const asked = {
      ...requested,
      request: {
        ...requested.request!,
        signOffs: [],
        missing: ['security-compliance', 'legal', 'works-council'],
      },
      allowed: {
        sign: ['security-compliance', 'legal'],
        withdraw: false,
        review: false,
      },
    };
    await open({}, [tool()], asked);
    await act(/^Sign: Windsurf/);
    const dialog = await screen.findByRole('dialog', {
      name: 'Sign for Windsurf',
    });
    const choices = within(within(dialog).getByRole('combobox')).getAllByRole(
      'option',
    );
    expect(choices.map(option => (option as HTMLOptionElement).value)).toEqual([
      expect.anything(),
      'security-compliance',
      'legal',
    ]);
  });

  it('is reviewed, and what no longer holds is taken away', async () => {
    const { api } = await open();
    await act(/^Review: Cursor/);
    const dialog = await screen.findByRole('dialog', { name: 'Review Cursor' });
    await userEvent.click(
      within(dialog).getByRole('checkbox', { name: 'Privacy mode' }),
    );
    await userEvent.type(
      within(dialog).getByLabelText(/^What was found/),
      'Terms changed',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Review' }),
    );
    await waitFor(() =>
      expect(api.reviewTool).toHaveBeenCalledWith('cursor', {
        revision: 3,
        reason: 'Terms changed',
        lost: ['privacyMode'],
      }),
    );
  });

  it('marks a review that comes up, and takes hosts away and another owner in it', async () => {
    const { api, list } = await open({}, [
      tool({
        isDueSoon: true,
        endpoints: ['api.cursor.example', 'old.cursor.example'],
      }),
    ]);
    const cursor = within(list).getByText('Cursor').closest('li');
    expect(cursor).toHaveTextContent(
      /Approved, review comes up.*To be reviewed in \d+ days/,
    );
    await act(/^Review: Cursor$/);
    const dialog = await screen.findByRole('dialog', { name: 'Review Cursor' });
    const hosts = within(dialog).getByRole('group', {
      name: 'Hosts that it no longer speaks to',
    });
    await userEvent.click(
      within(hosts).getByRole('checkbox', { name: 'old.cursor.example' }),
    );
    const owner = within(dialog).getByLabelText(/^Owner/);
    await userEvent.clear(owner);
    await userEvent.click(owner);
    await userEvent.paste('group:default/web');
    await userEvent.click(within(dialog).getByLabelText(/^What was found/));
    await userEvent.paste('The old host is gone');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Review' }),
    );
    await waitFor(() =>
      expect(api.reviewTool).toHaveBeenCalledWith('cursor', {
        revision: 3,
        reason: 'The old host is gone',
        endpoints: ['api.cursor.example'],
        owner: 'group:default/web',
      }),
    );
  });

  it('asks for every criterion before a request can be sent', async () => {
    const { api } = await open();
    await act(/^Ask for a tool$/);
    const dialog = await screen.findByRole('dialog', {
      name: 'Ask for an AI tool',
    });
    const fill = (label: RegExp, text: string) => {
      const box = within(dialog).getByLabelText(label);
      return userEvent.click(box).then(() => userEvent.paste(text));
    };
    await fill(/^Id/, 'aider');
    await fill(/^Name/, 'Aider');
    await fill(/^What is it wanted for/, 'Terminal');
    await fill(/^Hosts it speaks to/, 'api.aider.example');
    const send = within(dialog).getByRole('button', { name: 'Ask for a tool' });
    for (const { name } of criteria) {
      expect(send).toBeDisabled();
      await fill(new RegExp(`^${name}`), 'Known');
    }
    await userEvent.click(send);
    await waitFor(() =>
      expect(api.requestTool).toHaveBeenCalledWith({
        id: 'aider',
        name: 'Aider',
        reason: 'Terminal',
        properties: {},
        endpoints: ['api.aider.example'],
        criteria: Object.fromEntries(
          criteria.map(({ id }) => [id, { answer: 'Known' }]),
        ),
      }),
    );
  });

  it('takes a link with an answer, where somebody could follow it', async () => {
    const { api, container } = await open({}, [
      tool({
        criteria: Object.fromEntries(
          criteria.map(({ id }) => [
            id,
            { answer: 'As before', link: 'https://wiki.example/before' },
          ]),
        ),
      }),
    ]);
    await act(/^Ask for more: Cursor$/);
    const dialog = await screen.findByRole('dialog', {
      name: 'Ask for more for Cursor',
    });
    const fill = async (label: string | RegExp, text: string) => {
      const box = within(dialog).getByLabelText(label);
      await userEvent.clear(box);
      await userEvent.click(box);
      await userEvent.paste(text);
      return box;
    };
    await fill(/^What is it wanted for/, 'Confidential data');
    const send = within(dialog).getByRole('button', { name: 'Ask for a tool' });
    expect(send).toBeEnabled();
    const [first, second, ...others] = criteria;
    const label = `Link for ${first.name} (optional)`;
    for (const bad of ['ftp://wiki.example', 'wiki.example', '/catalog']) {
      const box = await fill(label, bad);
      expect(box).toBeInvalid();
      expect(box).toHaveAccessibleDescription(
        'This is not an address that starts with https:// or http://.',
      );
      expect(send).toBeDisabled();
    }
    expect(await axeViolations(container)).toEqual([]);
    await fill(label, 'https://trust.cursor.example/data');
    await userEvent.clear(
      within(dialog).getByLabelText(`Link for ${second.name} (optional)`),
    );
    await userEvent.click(send);
    await waitFor(() =>
      expect(api.requestTool).toHaveBeenCalledWith(
        expect.objectContaining({
          criteria: {
            [first.id]: {
              answer: 'As before',
              link: 'https://trust.cursor.example/data',
            },
            [second.id]: { answer: 'As before' },
            ...Object.fromEntries(
              others.map(({ id }) => [
                id,
                { answer: 'As before', link: 'https://wiki.example/before' },
              ]),
            ),
          },
        }),
      ),
    );
  });
});
