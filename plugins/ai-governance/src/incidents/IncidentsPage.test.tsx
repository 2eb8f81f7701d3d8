import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Incident,
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

const incident: Incident = {
  id: 'i1',
  title: 'A key went into a prompt',
  description: 'Somebody pasted a configuration file',
  severity: 'high',
  detectedAt: shifted(NOW, -3 * DAY),
  entityRefs: ['component:default/search-api'],
  hidden: 2,
  controls: ['TM-003'],
  playbook: 'data-leak',
  state: 'open',
  version: 4,
  reportedBy: 'user:default/engineer',
  at: shifted(NOW, -2 * DAY),
  steps: [
    {
      id: 'data-leak.1',
      text: 'Stop the sessions',
      doneBy: 'user:default/approver',
      doneAt: shifted(NOW, -1 * DAY),
    },
    { id: 'data-leak.2', text: 'Renew the key' },
  ],
};

const reviewed: Partial<Incident> = {
  state: 'contained',
  review: {
    failed: 'The ignore file',
    controlChanges: 'The template names it',
    followUps: [
      {
        id: 'f1',
        text: 'Extend the template',
        owner: 'group:default/platform',
        dueOn: '2020-01-01',
      },
    ],
    by: 'user:default/approver',
    at: shifted(NOW, -1 * DAY),
  },
};

async function open(
  part: Partial<Incident> = {},
  options: { me?: string; denied?: string[]; path?: string } = {},
  calls: Partial<ProgrammeApi> = {},
) {
  const one = { ...incident, ...part };
  const programme = exampleProgramme({
    listIncidents: jest.fn(async () => ({ items: [one] })),
    getIncident: jest.fn(async () => one),
    ...calls,
  });
  const result = await renderWithApi(
    <AiGovernancePage />,
    exampleApi({}, { programme }),
    { path: '/incidents?incident=i1', me: 'user:default/approver', ...options },
  );
  return { programme, ...result };
}

describe('the page of incidents', () => {
  it('shows what happened, what was done, and how many services stay hidden', async () => {
    const { programme, container } = await open();
    const list = await screen.findByRole('region', { name: 'Incidents' });
    expect(
      await within(list).findByRole('link', { name: incident.title }),
    ).toBeInTheDocument();
    expect(list).toHaveTextContent('1 of 2 steps done');
    expect(list).toHaveTextContent('and 2 you may not see');
    const panel = await screen.findByRole('region', { name: incident.title });
    expect(
      await within(panel).findByText('Somebody pasted a configuration file'),
    ).toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.click(
      within(panel).getByRole('checkbox', { name: 'Renew the key' }),
    );
    await waitFor(() =>
      expect(programme.tickIncidentStep).toHaveBeenCalledWith(
        'i1',
        'data-leak.2',
        { done: true },
      ),
    );
  });

  it('takes a note to a step that is done', async () => {
    const { programme } = await open();
    const panel = await screen.findByRole('region', { name: incident.title });
    const noting = (step: string) => ({ name: `Note to: ${step}` });
    await userEvent.click(
      await within(panel).findByRole('button', noting('Stop the sessions')),
    );
    // Of what is not done yet nothing is noted.
    expect(
      within(panel).queryByRole('button', noting('Renew the key')),
    ).not.toBeInTheDocument();
    const dialog = await screen.findByRole('dialog', {
      name: 'Note to a step',
    });
    expect(await axeViolations(dialog)).toEqual([]);
    await userEvent.type(
      within(dialog).getByLabelText(/^What was found/),
      'Three of them',
    );
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(programme.tickIncidentStep).toHaveBeenCalledWith(
        'i1',
        'data-leak.1',
        { done: true, note: 'Three of them' },
      ),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('takes a report in words, with the controls its playbook is about', async () => {
    const { programme } = await open(
      {},
      { path: '/incidents' },
      { reportIncident: jest.fn(async () => incident) },
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Report an incident' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Report an incident',
    });
    const send = within(dialog).getByRole('button', {
      name: 'Report an incident',
    });
    expect(send).toBeDisabled();
    await userEvent.type(within(dialog).getByLabelText(/in a line/), 'A leak');
    await userEvent.type(
      within(dialog).getByLabelText(/^What happened \*|^What happened$/),
      'It leaked',
    );
    await userEvent.selectOptions(
      within(dialog).getByLabelText(/^Playbook/),
      'licence-violation',
    );
    expect(await axeViolations(dialog)).toEqual([]);
    await userEvent.click(send);
    await waitFor(() =>
      expect(programme.reportIncident).toHaveBeenCalledWith(
        expect.objectContaining({
          title: 'A leak',
          playbook: 'licence-violation',
          controls: ['CMP-001', 'CQ-001'],
          entityRefs: [],
        }),
      ),
    );
  });

  it('lets somebody else than its author read the review', async () => {
    const { programme } = await open(reviewed, { me: 'user:default/other' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'I have read the review' }),
    );
    await waitFor(() =>
      expect(programme.confirmIncidentReview).toHaveBeenCalledWith('i1', {
        version: 4,
      }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Done: Extend the template' }),
    );
    await waitFor(() =>
      expect(programme.finishIncidentFollowUp).toHaveBeenCalledWith('i1', 'f1'),
    );
    expect(screen.getByText(/late, was due on 2020-01-01/)).toBeInTheDocument();
  });

  it('does not let the author of the review be its reader', async () => {
    await open(reviewed);
    expect(
      await screen.findByText(/somebody else has to read it/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'I have read the review' }),
    ).toBeNull();
  });

  it('says what is missing to those who only read', async () => {
    await open({}, { denied: ['ai-governance.incident.manage'] });
    expect(
      await screen.findByText(/ai-governance.incident.manage/),
    ).toBeInTheDocument();
    const panel = await screen.findByRole('region', { name: incident.title });
    expect(
      await within(panel).findByRole('checkbox', { name: 'Renew the key' }),
    ).toBeDisabled();
  });

  it('says why something was refused, and keeps the page', async () => {
    await open(
      {},
      {},
      {
        tickIncidentStep: jest.fn(async () => {
          throw new Error('This is for the role security-compliance');
        }),
      },
    );
    await userEvent.click(
      await screen.findByRole('checkbox', { name: 'Renew the key' }),
    );
    expect(
      await screen.findByText(/for the role security-compliance/),
    ).toBeInTheDocument();
  });

  it('records an exercise with its participants', async () => {
    const { programme } = await open({}, { path: '/incidents' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Record an exercise' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.selectOptions(
      within(dialog).getByLabelText(/^Playbook/),
      'compromised-tool',
    );
    await userEvent.type(within(dialog).getByLabelText(/Scenario/), 'Steered');
    await userEvent.type(
      within(dialog).getByLabelText(/Participants/),
      'user:default/ada{enter}user:default/bob',
    );
    await userEvent.type(
      within(dialog).getByLabelText(/What was found/),
      'Too slow',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Record an exercise' }),
    );
    await waitFor(() =>
      expect(programme.recordExercise).toHaveBeenCalledWith(
        expect.objectContaining({
          participants: ['user:default/ada', 'user:default/bob'],
          playbook: 'compromised-tool',
          followUps: [],
        }),
      ),
    );
  });
});
