import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  CommitteeResponse,
  Meeting,
  ProgrammeApi,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { DAY, NOW, shifted } from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
  exampleProgramme,
  renderWithApi,
} from '../__testUtils__/harness';
import { AiGovernancePage } from '../overview';

const committee: CommitteeResponse = {
  seats: [
    {
      id: 'security',
      name: 'Security',
      roles: ['security-compliance'],
      required: true,
      members: ['user:default/approver', 'user:default/sec'],
      isMissing: false,
    },
    {
      id: 'revenue',
      name: 'Revenue',
      roles: ['cro'],
      required: true,
      members: [],
      isMissing: true,
    },
  ],
  quorum: 1,
  everyDays: 14,
  nextOn: '2026-12-04',
  timeZone: 'UTC',
  agenda: [
    {
      key: 'incident:i',
      kind: 'incident',
      why: 'open',
      title: 'A leak',
      due: shifted(NOW, -2 * DAY),
      carried: 2,
    },
    {
      key: 'lowering:d1',
      kind: 'lowering',
      why: 'waiting',
      title: 'tier 3 → tier 2',
      due: shifted(NOW, -1 * DAY),
      carried: 0,
    },
    {
      key: 'review:zones',
      kind: 'review',
      why: 'due',
      title: 'Zones',
      carried: 0,
    },
  ],
};

const meeting: Meeting = {
  id: 'm1',
  state: 'open',
  version: 3,
  at: shifted(NOW, -1 * DAY),
  convenedBy: 'user:default/approver',
  on: '2026-11-20',
  attendance: [{ person: 'user:default/approver', seat: 'security' }],
  quorum: { needed: 1, present: ['security'], reached: true },
  items: committee.agenda,
};

async function open(
  part: Partial<CommitteeResponse> = {},
  calls: Partial<ProgrammeApi> = {},
  options: { denied?: string[] } = {},
) {
  const programme = exampleProgramme({
    getCommittee: jest.fn(async () => ({ ...committee, ...part })),
    ...calls,
  });
  const result = await renderWithApi(
    <AiGovernancePage />,
    exampleApi({}, { programme }),
    { path: '/committee', me: 'user:default/approver', ...options },
  );
  return { programme, ...result };
}

describe('the page of the committee', () => {
  it('says what the next meeting is about, and which seat is empty', async () => {
    const { programme, container } = await open();
    const agenda = await screen.findByRole('region', {
      name: 'Agenda of 2026-12-04',
    });
    expect(
      within(agenda).getByRole('link', { name: 'A leak' }),
    ).toHaveAttribute('href', '/governance/incidents');
    expect(agenda).toHaveTextContent('carried over 2 times');
    expect(agenda).toHaveTextContent(
      /Lowered protection .*waits for a decision/,
    );
    expect(
      within(agenda).getByRole('link', { name: 'tier 3 → tier 2' }),
    ).toHaveAttribute('href', '/governance/inbox');
    expect(
      screen.getByText(/Nobody is in any role of the required seats: Revenue/),
    ).toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Convene the meeting' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(await axeViolations(dialog)).toEqual([]);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Convene the meeting' }),
    );
    await waitFor(() =>
      expect(programme.conveneMeeting).toHaveBeenCalledWith({
        on: '2026-12-04',
      }),
    );
  });

  it('says what becomes of the rest before a meeting is closed', async () => {
    const { programme } = await open({ open: meeting });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Close the meeting' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: `Close the meeting of ${meeting.on}`,
    });
    expect(dialog).toHaveTextContent(/not decided and come/);
    expect(programme.closeMeeting).not.toHaveBeenCalled();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Close the meeting' }),
    );
    await waitFor(() =>
      expect(programme.closeMeeting).toHaveBeenCalledWith('m1', {
        version: meeting.version,
      }),
    );
  });

  it('records attendance, each person for one seat', async () => {
    const { programme } = await open({ open: meeting });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Record attendance' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(await axeViolations(dialog)).toEqual([]);
    await userEvent.click(
      within(dialog).getByRole('checkbox', { name: 'sec' }),
    );
    await userEvent.type(
      within(dialog).getByLabelText('Guests'),
      'user:default/guest',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Record' }),
    );
    await waitFor(() =>
      expect(programme.recordAttendance).toHaveBeenCalledWith('m1', {
        version: 3,
        attendance: [
          { person: 'user:default/approver', seat: 'security' },
          { person: 'user:default/sec', seat: 'security' },
          { person: 'user:default/guest' },
        ],
      }),
    );
  });

  it('records a decision with its reason and dissent', async () => {
    const { programme, container } = await open({
      open: {
        ...meeting,
        attendance: [
          ...meeting.attendance,
          { person: 'user:default/sec', seat: 'security' },
        ],
      },
    });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Record the decision: Zones',
      }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.selectOptions(
      within(dialog).getByLabelText('Decision'),
      'declined',
    );
    await userEvent.type(within(dialog).getByLabelText(/^Reason/), 'Too early');
    await userEvent.selectOptions(
      within(dialog).getByLabelText('Dissent'),
      'user:default/approver',
    );
    const send = within(dialog).getByRole('button', { name: 'Record' });
    expect(send).toBeDisabled();
    await userEvent.type(
      within(dialog).getByLabelText(/Why approver dissents/),
      'It is late',
    );
    // Several may, each with a reason of their own.
    await userEvent.selectOptions(
      within(dialog).getByLabelText('Dissent'),
      'user:default/sec',
    );
    expect(send).toBeDisabled();
    await userEvent.type(
      within(dialog).getByLabelText(/Why sec dissents/),
      'It is early',
    );
    expect(await axeViolations(dialog)).toEqual([]);
    await userEvent.click(send);
    await waitFor(() =>
      expect(programme.recordDecision).toHaveBeenCalledWith('m1', {
        version: 3,
        key: 'review:zones',
        outcome: 'declined',
        reason: 'Too early',
        dissent: [
          { person: 'user:default/approver', reason: 'It is late' },
          { person: 'user:default/sec', reason: 'It is early' },
        ],
      }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it('decides nothing without a quorum', async () => {
    await open({
      open: {
        ...meeting,
        attendance: [],
        quorum: { needed: 1, present: [], reached: false },
      },
    });
    expect(
      await screen.findByRole('button', {
        name: 'Record the decision: Zones',
      }),
    ).toBeDisabled();
    expect(screen.getByText(/no decision yet/)).toBeInTheDocument();
  });

  it('shows the minutes of meetings held, and says why something was refused', async () => {
    const held: Meeting = {
      ...meeting,
      state: 'held',
      items: [
        {
          ...meeting.items[1],
          decision: {
            outcome: 'agreed',
            reason: 'Migrations become red',
            dissent: [{ person: 'user:default/sec', reason: 'Too strict' }],
            by: 'user:default/approver',
            at: shifted(NOW, -1 * DAY),
          },
        },
      ],
    };
    await open(
      {},
      {
        listMeetings: jest.fn(async () => ({ items: [held] })),
        getMinutes: jest.fn(async () => '# Minutes'),
      },
      { denied: ['ai-governance.committee.manage'] },
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Minutes of 2026-11-20' }),
    );
    expect(screen.getByText('Migrations become red')).toBeInTheDocument();
    expect(screen.getByText(/Dissent of sec: Too strict/)).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Minutes as Markdown' }),
    );
    expect(await screen.findByText('# Minutes')).toBeInTheDocument();
    expect(
      screen.getByText(/ai-governance.committee.manage/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Convene the meeting' }),
    ).toBeNull();
  });
});
