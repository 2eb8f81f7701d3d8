import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import type { PushNextResponse } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  axeViolations,
  exampleApi,
  refusal,
  renderWithApi,
  WAITING,
} from '../__testUtils__/harness';
import { AiGovernancePage } from '../overview';

const NONE = { none: 0, 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };

const plan: PushNextResponse = {
  at: '2026-11-20T09:00:00.000Z',
  isComplete: true,
  aim: 'official',
  price: 'effort',
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

function Address() {
  const { search } = useLocation();
  return <output data-testid="address">{search}</output>;
}

async function open(part: Partial<PushNextResponse> = {}, path = '/push-next') {
  const getPushNext = jest.fn(async () => ({ ...plan, ...part }));
  const api = exampleApi({}, { getPushNext });
  const result = await renderWithApi(
    <>
      <AiGovernancePage />
      <Address />
    </>,
    api,
    { path },
  );
  const region = await screen.findByRole('region', {
    name: 'What to close next',
  });
  await waitFor(() =>
    expect(
      within(region).queryByRole('status', { name: /./ }),
    ).not.toBeInTheDocument(),
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
    expect(
      within(first).getByRole('link', { name: 'and 12 more' }),
    ).toHaveAttribute(
      'href',
      '/governance/entities?assessable=true&openPart=SEC-002%3Aentity',
    );
    expect(
      within(first).getByRole('link', {
        name: 'Entities in which SEC-002 is open',
      }),
    ).toBeInTheDocument();
    await userEvent.click(
      within(region).getByRole('button', { name: /Who is lifted/ }),
    );
    expect(
      within(region).getByRole('link', { name: 'and 10 more' }),
    ).toHaveAttribute('href', '/governance/entities?level=2&assessable=true');
    expect(await axeViolations(container)).toEqual([]);
  });

  it('is taken out as a table, a closing a row', async () => {
    const saved: Blob[] = [];
    URL.createObjectURL = blob => {
      saved.push(blob as Blob);
      return 'blob:saved';
    };
    URL.revokeObjectURL = () => {};
    HTMLAnchorElement.prototype.click = () => {};
    await open();
    await userEvent.click(screen.getByRole('button', { name: 'Share' }));
    await userEvent.click(
      screen.getByRole('menuitem', { name: 'Download as CSV' }),
    );
    await waitFor(() => expect(saved).toHaveLength(1));
    const lines = (await saved[0].text()).trim().split('\r\n');
    expect(lines).toHaveLength(1 + plan.steps.length);
    expect(lines[plan.steps.length]).toMatch(
      /CMP-002.*,organization,2026.*,1.0.0,/,
    );
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
    expect(
      within(region).getByRole('link', { name: 'open in 17 entities' }),
    ).toHaveAttribute(
      'href',
      '/governance/entities?assessable=true&openPart=SEC-002%3Aentity',
    );
    expect(
      within(region).getByRole('link', { name: '17 Level 2' }),
    ).toHaveAttribute('href', '/governance/entities?level=2&assessable=true');
    await userEvent.click(
      within(region).getByRole('checkbox', { name: /SEC-002/ }),
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

  it('keeps in the address what is tried out', async () => {
    await open({}, '/push-next?try=SEC-002/entity,GONE-1/entity');
    const region = screen.getByRole('region', { name: 'Try it out' });
    expect(
      within(region).getByRole('checkbox', { name: /SEC-002/ }),
    ).toBeChecked();
    expect(
      within(region).getByRole('row', { name: /^Level 3/ }),
    ).toHaveTextContent(/219\+17$/);
    await userEvent.click(
      within(region).getByRole('checkbox', { name: /CMP-002/ }),
    );
    expect(
      new URLSearchParams(screen.getByTestId('address').textContent!).get(
        'try',
      ),
    ).toBe('SEC-002/entity,CMP-002/organization');
  });

  it('finds the fewest closings, and plans for chosen entities', async () => {
    const { region, getPushNext } = await open(
      {},
      '/push-next?refs=component:default/a,component:default/b',
    );
    expect(region).toHaveTextContent('For 2 chosen entities.');
    await userEvent.selectOptions(
      within(region).getByLabelText('Least of'),
      'closings',
    );
    await waitFor(() =>
      expect(getPushNext).toHaveBeenLastCalledWith(
        expect.objectContaining({
          price: 'closings',
          refs: ['component:default/a', 'component:default/b'],
        }),
        WAITING,
      ),
    );
    expect(region).toHaveTextContent('Closings at most');
    // No filter finds exactly these: their numbers lead nowhere.
    const tried = screen.getByRole('region', { name: 'Try it out' });
    expect(within(tried).queryByRole('link')).not.toBeInTheDocument();
    await userEvent.click(
      within(region).getByRole('button', {
        name: 'For everything the filter finds',
      }),
    );
    await waitFor(() =>
      expect(getPushNext).toHaveBeenLastCalledWith(
        expect.not.objectContaining({ refs: expect.anything() }),
        WAITING,
      ),
    );
  });

  it("plans for the organization's own level", async () => {
    const organization = { from: 2 as const, to: 3 as const, parts: 1 };
    const { region, getPushNext, unmount } = await open(
      {
        aim: 'organization',
        organization: { ...organization, reached: true, entities: 11 },
      },
      '/push-next?aim=organization',
    );
    expect(getPushNext).toHaveBeenLastCalledWith(
      expect.objectContaining({ aim: 'organization' }),
      WAITING,
    );
    expect(region).toHaveTextContent(
      'The organization reaches level 3. Parts of its own: 1; entities that rise to it: 11.',
    );
    unmount();
    const poor = await open(
      {
        aim: 'organization',
        organization: { ...organization, reached: false, entities: 11 },
        steps: [],
        lifted: [],
        liftedCount: 0,
      },
      '/push-next?aim=organization',
    );
    expect(poor.region).toHaveTextContent(
      /Nothing within this budget helps the organization to level 3/,
    );
  });

  it("asks for the organization's own level of the whole only", async () => {
    const { region, getPushNext } = await open(
      { aim: 'own' },
      '/push-next?aim=organization&tier=3',
    );
    expect(region).toHaveTextContent(/it cannot be planned for some of them/);
    expect(getPushNext).not.toHaveBeenCalled();
    expect(
      within(region).getByRole('option', {
        name: "The organization's own level",
      }),
    ).toBeDisabled();
    await userEvent.click(
      within(region).getByRole('button', { name: 'Plan for own levels' }),
    );
    await waitFor(() =>
      expect(getPushNext).toHaveBeenLastCalledWith(
        expect.objectContaining({ aim: 'own' }),
        WAITING,
      ),
    );
    expect(
      await within(region).findByText(/These closings lift/),
    ).toBeInTheDocument();
  });

  it("says why who sees a part cannot plan for the organization's own level", async () => {
    const api = exampleApi(
      {},
      {
        getPushNext: jest.fn(async ({ aim }) => {
          if (aim === 'organization') {
            throw refusal('NotAllowedError', 'aim=organization counts all');
          }
          return { ...plan, aim: 'own' as const, isComplete: false };
        }),
      },
    );
    const { container } = await renderWithApi(<AiGovernancePage />, api, {
      path: '/push-next?aim=organization',
    });
    expect(
      await screen.findByText(
        /counts every entity there is, which takes the permission "ai-governance.scorecard.read" for all of them/,
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText('You may not see this')).not.toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Plan for own levels' }),
    );
    expect(await screen.findByText(/These closings lift/)).toBeInTheDocument();
    expect(
      screen.getByRole('option', { name: "The organization's own level" }),
    ).toBeDisabled();
  });

  it('does not try out what is too much for a browser', async () => {
    await open({ standing: undefined });
    expect(screen.getByText(/Narrow the selection down/)).toBeInTheDocument();
  });
});
