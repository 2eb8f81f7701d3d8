import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { PushNextResponse } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  axeViolations,
  exampleApi,
  renderWithApi,
  WAITING,
} from '../__testUtils__/harness';
import { AiGovernancePage } from '../overview';

const NONE = { none: 0, 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };

const plan: PushNextResponse = {
  at: '2026-11-20T09:00:00.000Z',
  isComplete: true,
  aim: 'official',
  budget: 40,
  cost: 18,
  isExact: true,
  atMost: 11,
  entities: 20,
  before: { ...NONE, 2: 17, 3: 2, none: 1 },
  after: { ...NONE, 2: 6, 3: 13, none: 1 },
  steps: [
    {
      key: 'SEC-002/entity',
      control: 'SEC-002',
      scope: 'entity',
      effort: 'small',
      cost: 14,
      subjectCount: 14,
      subjects: [
        { ref: 'component:default/search-api', title: 'Search API' },
        { ref: 'component:default/checkout' },
      ],
      lifts: 11,
      liftsTo: { 3: 11 },
      liftedSoFar: 7,
    },
    {
      key: 'CMP-002/organization',
      control: 'CMP-002',
      scope: 'organization',
      effort: 'medium',
      cost: 4,
      subjectCount: 1,
      subjects: [{ ref: 'organization' }],
      lifts: 4,
      liftsTo: { 3: 4 },
      liftedSoFar: 11,
    },
  ],
  lifted: [
    {
      entityRef: 'component:default/search-api',
      title: 'Search API',
      from: 2,
      to: 3,
    },
  ],
  liftedCount: 11,
  standing: {
    units: [
      {
        key: 'SEC-002/entity',
        control: 'SEC-002',
        scope: 'entity',
        level: 3,
        effort: 'small',
        defaultEffort: 'small',
      },
      {
        key: 'CMP-002/organization',
        control: 'CMP-002',
        scope: 'organization',
        level: 4,
        effort: 'medium',
        defaultEffort: 'medium',
      },
    ],
    organization: ['CMP-002/organization'],
    groups: [],
    classes: [
      { entities: 17, isRanked: true, gaps: ['SEC-002/entity'] },
      { entities: 2, isRanked: true, gaps: [] },
      { entities: 1, isRanked: false, gaps: [] },
    ],
  },
};

async function open(part: Partial<PushNextResponse> = {}, path = '/push-next') {
  const getPushNext = jest.fn(async () => ({ ...plan, ...part }));
  const api = exampleApi({}, { getPushNext });
  const result = await renderWithApi(<AiGovernancePage />, api, { path });
  const region = await screen.findByRole('region', {
    name: 'What to close next',
  });
  await waitFor(() =>
    expect(within(region).queryByRole('status')).not.toBeInTheDocument(),
  );
  return { ...result, region, getPushNext };
}

describe('what to push next', () => {
  it('ranks what lifts most, with whom and to which level', async () => {
    const { region, container } = await open();
    expect(region).toHaveTextContent(
      'These closings lift 11 of 20 entities to the next level, for 18 of 40.',
    );
    expect(region).toHaveTextContent('No plan within this budget lifts more.');
    const [first, second] = within(
      within(region).getByRole('list', { name: 'What to close next' }),
    ).getAllByRole('listitem');
    expect(first).toHaveTextContent(
      /SEC-002.*in 14 entities.*11 reach level 3/,
    );
    expect(second).toHaveTextContent(/CMP-002.*once, for the organization/);
    await userEvent.click(
      within(first).getByRole('button', { expanded: false }),
    );
    expect(
      within(first).getByRole('link', { name: 'Search API' }),
    ).toHaveAttribute(
      'href',
      expect.stringMatching(/component\/search-api\/ai-governance$/),
    );
    expect(first).toHaveTextContent('and 12 more');
    expect(await axeViolations(container)).toEqual([]);
  });

  it('says what it could not find out', async () => {
    const { region } = await open({ isExact: false, atMost: 15 });
    expect(region).toHaveTextContent('the best plan could lift up to 15');
  });

  it('says why there is nothing to do', async () => {
    const empty = { steps: [], liftedCount: 0, lifted: [], cost: 0 };
    const { region } = await open(empty);
    expect(region).toHaveTextContent(/Nothing within this budget/);
  });

  it('asks again with another budget, other levels and other efforts', async () => {
    const { region, getPushNext } = await open(
      {},
      '/push-next?owner=group:default/web',
    );
    expect(getPushNext).toHaveBeenLastCalledWith(
      {
        filter: expect.objectContaining({ ownerNested: ['group:default/web'] }),
        budget: 40,
        aim: 'official',
      },
      WAITING,
    );
    const budget = within(region).getByLabelText('Budget');
    await userEvent.clear(budget);
    await userEvent.type(budget, 'x');
    expect(region).toHaveTextContent('A whole number from 0 to 10000');
    await userEvent.clear(budget);
    await userEvent.type(budget, '12');
    await waitFor(() =>
      expect(getPushNext).toHaveBeenLastCalledWith(
        expect.objectContaining({ budget: 12 }),
        WAITING,
      ),
    );
    await userEvent.selectOptions(
      within(region).getByLabelText('Levels'),
      'own',
    );
    await userEvent.selectOptions(
      within(region).getByLabelText(/^Effort of SEC-002/),
      'large',
    );
    await waitFor(() =>
      expect(getPushNext).toHaveBeenLastCalledWith(
        expect.objectContaining({
          budget: 12,
          aim: 'own',
          effort: ['SEC-002/entity=large'],
        }),
        WAITING,
      ),
    );
    await userEvent.click(
      within(region).getByRole('button', {
        name: 'Efforts as in the framework',
      }),
    );
    await waitFor(() =>
      expect(getPushNext).toHaveBeenLastCalledWith(
        expect.not.objectContaining({ effort: expect.anything() }),
        WAITING,
      ),
    );
  });

  it('lets the levels follow what is ticked, without asking the backend', async () => {
    const { getPushNext } = await open();
    const region = screen.getByRole('region', { name: 'Try it out' });
    const row = (level: string) =>
      within(region).getByRole('row', { name: new RegExp(`^${level}`) });
    expect(row('Level 3')).toHaveTextContent(/22–$/);
    await userEvent.click(
      within(region).getByRole('checkbox', {
        name: /SEC-002.*open in 17 entities/,
      }),
    );
    expect(row('Level 3')).toHaveTextContent(/219\+17$/);
    expect(row('Level 2')).toHaveTextContent(/170-17$/);
    await userEvent.click(
      within(region).getByRole('button', { name: 'Tick the plan' }),
    );
    expect(row('Level 5')).toHaveTextContent(/019\+19$/);
    await userEvent.click(
      within(region).getByRole('button', { name: 'Clear' }),
    );
    expect(row('Level 3')).toHaveTextContent(/22–$/);
    expect(getPushNext).toHaveBeenCalledTimes(1);
  });

  it('does not try out what is too much for a browser', async () => {
    await open({ standing: undefined });
    expect(screen.getByText(/Narrow the selection down/)).toBeInTheDocument();
  });
});
