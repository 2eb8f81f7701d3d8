import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  FailuresResponse,
  ProgrammeApi,
  Violation,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { DAY, NOW, shifted } from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
  exampleProgramme,
  renderWithApi,
} from '../__testUtils__/harness';
import { AiGovernancePage } from '../overview';

const failures: FailuresResponse = {
  week: '2026-11-09',
  from: shifted(NOW, -11 * DAY),
  to: shifted(NOW, -4 * DAY),
  items: [
    {
      control: 'SEC-001',
      entities: 2,
      entityRefs: ['component:default/shop', 'component:default/search-api'],
    },
  ],
};

const violation: Violation = {
  id: 'v1',
  state: 'open',
  version: 1,
  at: shifted(NOW, -2 * DAY),
  reportedBy: 'user:default/approver',
  person: 'user:default/jonas',
  policy: 'never-in-prompts.2',
  occurredOn: '2026-11-18',
  description: 'A key was pasted',
  occurrence: 2,
  step: 'repeated',
  told: ['security-compliance', 'executive-sponsor'],
};

async function open(
  calls: Partial<ProgrammeApi> = {},
  options: { denied?: string[]; path?: string } = {},
) {
  const programme = exampleProgramme({
    getFailures: jest.fn(async () => failures),
    listViolations: jest.fn(async () => ({ items: [violation] })),
    listFeedback: jest.fn(async () => ({
      own: [
        {
          control: 'TM-003',
          verdict: 'unclear' as const,
          text: 'Which file?',
          at: shifted(NOW, -1 * DAY),
        },
      ],
      items: [
        {
          control: 'TM-003',
          people: 3,
          verdicts: { unclear: 2, useful: 1 },
          texts: [
            {
              verdict: 'unclear' as const,
              text: 'Which file?',
              at: shifted(NOW, -1 * DAY),
            },
          ],
        },
      ],
    })),
    getAccountability: jest.fn(async () => ({
      frameworkVersion: '1',
      digest: 'd1',
      own: { isCurrent: false },
      holders: { 'security-compliance': ['group:default/security'] },
      teams: [
        { group: 'group:default/web', members: 7, acknowledged: 4 },
        { group: 'group:default/risk', members: 2 },
      ],
    })),
    ...calls,
  });
  const result = await renderWithApi(
    <AiGovernancePage />,
    exampleApi({}, { programme }),
    { path: '/conduct', me: 'user:default/approver', ...options },
  );
  return { programme, ...result };
}

describe('the page of conduct', () => {
  it('shows what began to fail, and takes the week off with a note', async () => {
    const { programme, container } = await open(
      {},
      { path: '/conduct?week=2026-11-09' },
    );
    const region = await screen.findByRole('region', {
      name: 'What began to fail',
    });
    expect(within(region).getByLabelText('Week')).toHaveValue('2026-11-09');
    expect(programme.getFailures).toHaveBeenCalledWith({ week: '2026-11-09' });
    expect(await within(region).findByText('2 services')).toBeInTheDocument();
    expect(within(region).getByRole('link', { name: 'shop' })).toHaveAttribute(
      'href',
      '/catalog/default/component/shop/ai-governance',
    );
    await screen.findByText('A key was pasted');
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.click(
      within(region).getByRole('button', { name: 'Tick the week off' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByLabelText(/What came of it/),
      'Rules updated',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Tick the week off' }),
    );
    await waitFor(() =>
      expect(programme.reviewFailures).toHaveBeenCalledWith('2026-11-09', {
        notes: 'Rules updated',
      }),
    );
  });

  it('shows a week that is not over, and when it can be ticked off', async () => {
    await open({
      getFailures: jest.fn(async () => ({
        ...failures,
        week: '2026-11-16',
        from: shifted(NOW, -4 * DAY),
        to: shifted(NOW, 0),
      })),
    });
    const region = await screen.findByRole('region', {
      name: 'What began to fail',
    });
    expect(await within(region).findByText('2 services')).toBeInTheDocument();
    expect(
      await within(region).findByText(/ticked off from 2026-11-23 on/),
    ).toBeInTheDocument();
    expect(
      within(region).queryByRole('button', { name: 'Tick the week off' }),
    ).toBeNull();
  });

  it('takes one word per control, which can be changed and taken back', async () => {
    const { programme } = await open();
    const region = await screen.findByRole('region', {
      name: 'What engineers say of the rules',
    });
    await userEvent.click(
      await within(region).findByRole('button', {
        name: 'Change what you said of TM-003',
      }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(await axeViolations(dialog)).toEqual([]);
    expect(within(dialog).getByLabelText('Why')).toHaveValue('Which file?');
    await userEvent.selectOptions(
      within(dialog).getByLabelText('It is'),
      'useful',
    );
    await userEvent.click(
      within(dialog).getByRole('button', {
        name: 'Say something of a control',
      }),
    );
    await waitFor(() =>
      expect(programme.giveFeedback).toHaveBeenCalledWith('TM-003', {
        verdict: 'useful',
        text: 'Which file?',
      }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await userEvent.click(
      within(region).getByRole('button', {
        name: 'Take back what you said of TM-003',
      }),
    );
    expect(programme.takeBackFeedback).toHaveBeenCalledWith('TM-003');
  });

  it('says what follows from a violation, and takes what came of it', async () => {
    const { programme } = await open();
    const region = await screen.findByRole('region', {
      name: 'Violations of the usage policy',
    });
    await userEvent.click(
      await within(region).findByRole('button', {
        name: 'Say what came of the violation of jonas',
      }),
    );
    expect(region).toHaveTextContent('Repeated violation');
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByLabelText(/What came of it/),
      'Talked through',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Say what came of it' }),
    );
    await waitFor(() =>
      expect(programme.settleViolation).toHaveBeenCalledWith('v1', {
        version: 1,
        text: 'Talked through',
      }),
    );
  });

  it('shows only their own violations to those who may not read others', async () => {
    const { programme } = await open(
      {},
      { denied: ['ai-governance.violation.read'] },
    );
    expect(
      await screen.findByText('those that are about you'),
    ).toBeInTheDocument();
    await waitFor(() => expect(programme.listOwnViolations).toHaveBeenCalled());
    expect(programme.listViolations).not.toHaveBeenCalled();
  });
});

describe('the page of roles', () => {
  it('asks to acknowledge, and tells no small team apart', async () => {
    const { programme, container } = await open(
      {},
      { path: '/accountability' },
    );
    const teams = await screen.findByRole('region', {
      name: 'Acknowledged per team',
    });
    expect(teams).toHaveTextContent('4 of 7');
    expect(teams).toHaveTextContent('too few to tell');
    expect(
      await screen.findByText('Approval of an AI tool'),
    ).toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: 'I have read this' }),
    );
    await waitFor(() =>
      expect(programme.acknowledgeAccountability).toHaveBeenCalledWith({
        digest: 'd1',
      }),
    );
  });

  it('asks again when the texts changed', async () => {
    await open(
      {
        getAccountability: jest.fn(async () => ({
          frameworkVersion: '2',
          digest: 'd2',
          own: { acknowledgedAt: shifted(NOW, -30 * DAY), isCurrent: false },
          holders: { legal: ['user:default/lee'] },
        })),
      },
      { path: '/accountability' },
    );
    const roles = await screen.findByRole('table', { name: 'Roles' });
    expect(
      within(within(roles).getByRole('row', { name: /^Legal/ })).getByRole(
        'link',
        { name: 'lee' },
      ),
    ).toHaveAttribute('href', '/catalog/default/user/lee');
    expect(
      await screen.findByText(/changed since you acknowledged/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('region', { name: 'Acknowledged per team' }),
    ).toBeNull();
  });
});
