import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  defaultFramework,
  entryCriteria,
  type AdoptionResponse,
  type PlanItem,
  type PlanItemState,
  type RoadmapResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  axeViolations,
  exampleApi,
  refusal,
  renderWithApi,
} from '../__testUtils__/harness';
import { AiGovernancePage } from '../overview';

const AT = '2026-11-20T12:00:00.000Z';

/** The first item by evidence, the second by a person's word, the third once was, the others open. */
const states = (items: PlanItem[], subject = 'organization'): PlanItemState[] =>
  items.map(({ id, text, controls = [] }, position) => ({
    id,
    text,
    isDone: position < 2,
    isEvidenced: position === 0,
    controls: controls.map(control => ({
      id: control,
      organization: 'met',
      met: 4,
      applicable: 6,
      open: 1,
      isInPlace: position === 0,
    })),
    ...(position === 1 && {
      attestation: {
        id: `a-${id}`,
        subject,
        plan: 'x',
        item: id,
        statement: 'Agreed in October',
        link: 'https://wiki.example.com/x',
        by: 'user:default/lead',
        at: AT,
        validUntil: '2099-01-01T00:00:00.000Z',
      },
    }),
    ...(position === 2 && {
      lapsed: {
        id: `l-${id}`,
        subject,
        plan: 'x',
        item: id,
        statement: 'Agreed the year before',
        by: 'user:default/lead',
        at: '2025-11-01T12:00:00.000Z',
        validUntil: '2026-11-02T00:00:00.000Z',
      },
    }),
  }));

const roadmap: RoadmapResponse = {
  at: AT,
  isComplete: true,
  organizationLevel: 3,
  threshold: 0.9,
  roadmaps: defaultFramework.roadmaps.map(({ phases, ...plan }) => ({
    ...plan,
    currentPhase: phases[0].id,
    phases: phases.map(({ activities, ...phase }) => ({
      ...phase,
      done: 2,
      items: states(activities),
    })),
  })),
  checklists: defaultFramework.checklists.map(({ items, ...list }) => ({
    ...list,
    holds: list.id === 'deployment',
    done: 2,
    items: states(items),
  })),
};

const stages = defaultFramework.adoptionStages;

const adoption: AdoptionResponse = {
  at: AT,
  isComplete: true,
  threshold: 0.9,
  stages: stages.map(({ id, name, description }) => ({
    id,
    name,
    description,
  })),
  items: [
    {
      team: 'group:default/payments',
      stage: 'controlled',
      entities: 4,
      next: {
        stage: 'scaled',
        isReady: false,
        items: states(entryCriteria(stages[2]), 'group:default/payments'),
        missingChecklists: ['governance-baseline'],
      },
      moves: [
        {
          from: 'pilot',
          to: 'controlled',
          reason: 'Metrics compared',
          by: 'user:default/lead',
          at: AT,
        },
      ],
    },
    {
      team: 'group:default/web',
      stage: null,
      entities: 2,
      ahead: {
        entities: 22,
        first: [{ entityRef: 'component:default/storefront', stage: 'scaled' }],
      },
      next: { stage: 'pilot', isReady: true, items: [], missingChecklists: [] },
      moves: [],
    },
    {
      team: 'group:default/data',
      stage: 'scaled',
      entities: 1,
      moves: [],
    },
  ],
};

async function open(
  path: string,
  options: Parameters<typeof renderWithApi>[2] = {},
  part: Parameters<typeof exampleApi>[1] = {},
) {
  const api = exampleApi(
    {},
    {
      getRoadmap: jest.fn(async () => roadmap),
      getAdoption: jest.fn(async () => adoption),
      attestPlanItem: jest.fn(),
      withdrawPlanAttestation: jest.fn(),
      moveAdoption: jest.fn(),
      ...part,
    },
  );
  const result = await renderWithApi(<AiGovernancePage />, api, {
    path,
    ...options,
  });
  return { api, ...result };
}

describe('the roadmap', () => {
  it('shows a plan with its current phase open, and the checklists', async () => {
    const { container } = await open('/roadmap');
    const plan = await screen.findByRole('region', { name: 'Twelve months' });
    const open_ = within(plan).getAllByRole('button', { expanded: true });
    expect(open_).toHaveLength(1);
    expect(open_[0]).toHaveTextContent(
      /Foundation, months 1–2 to level 2\s*Now2 of 5/,
    );
    expect(within(plan).getByText('By evidence')).toBeInTheDocument();
    expect(within(plan).getByText('By word')).toBeInTheDocument();
    expect(within(plan).getByText('Agreed in October')).toBeInTheDocument();
    const lapsed = within(plan).getByText('Open again').closest('li')!;
    expect(lapsed).toHaveTextContent('no longer counts since Nov 1, 2026');
    expect(lapsed).toHaveTextContent('Agreed the year before');
    expect(
      within(lapsed).getByRole('button', { name: /^Say it again/ }),
    ).toBeInTheDocument();
    const [share] = within(plan).getAllByText(
      /TM-001 .* \(organization: Met, 4 of 6 entities/,
    );
    expect(
      within(share).getAllByRole('link', { name: '1 open' })[0],
    ).toHaveAttribute(
      'href',
      '/governance/entities?assessable=true&openPart=TM-001%3Aown',
    );
    const lists = screen.getByRole('region', { name: 'Checklists' });
    expect(
      within(lists).getByRole('button', { name: /Deployment.*Holds/ }),
    ).toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('takes a person’s word, and takes it back', async () => {
    const { api } = await open('/roadmap?plan=ninety-days');
    const plan = await screen.findByRole('region', { name: 'Ninety days' });
    await userEvent.click(
      within(plan).getByRole('button', {
        name: 'Say it again: Define the acceptance criteria',
      }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByLabelText(/What was done/),
      'Written down',
    );
    const link = within(dialog).getByLabelText(/Link to see it/);
    await userEvent.type(link, 'ftp:x');
    const submit = within(dialog).getByRole('button', {
      name: 'Say it is done',
    });
    expect(submit).toBeDisabled();
    await userEvent.clear(link);
    await userEvent.type(link, 'https://wiki.example.com/c');
    expect(await axeViolations(dialog)).toEqual([]);
    await userEvent.click(submit);
    await waitFor(() =>
      expect(api.attestPlanItem).toHaveBeenCalledWith({
        subject: 'organization',
        plan: 'roadmap:ninety-days/baseline',
        item: 'baseline.3',
        statement: 'Written down',
        link: 'https://wiki.example.com/c',
      }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await userEvent.click(
      within(plan).getByRole('button', { name: /^Take back/ }),
    );
    const withdraw = await screen.findByRole('dialog');
    await userEvent.type(within(withdraw).getByLabelText(/Reason/), 'Not all');
    await userEvent.click(
      within(withdraw).getByRole('button', { name: 'Take back' }),
    );
    await waitFor(() =>
      expect(api.withdrawPlanAttestation).toHaveBeenCalledWith(
        'a-baseline.2',
        'Not all',
      ),
    );
  });

  it('says who may, and which permission is missing', async () => {
    const { unmount } = await open('/roadmap', {
      denied: ['ai-governance.roadmap.attest'],
    });
    expect(
      await screen.findByText(/ai-governance.roadmap.attest/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Say it is done/ })).toBeNull();
    unmount();
    await open(
      '/roadmap',
      {},
      {
        getRoadmap: jest.fn(async () => {
          throw refusal('NotAllowedError', 'no');
        }),
      },
    );
    expect(
      await screen.findByText(/ai-governance.scorecard.read/),
    ).toBeInTheDocument();
  });
});

describe('adoption', () => {
  it('shows every team with what its next stage takes', async () => {
    const late = (name: string) => ({
      entityRef: `component:default/${name}`,
      owners: ['group:default/web'],
      stage: 'scaled',
    });
    const { api, container } = await open(
      '/adoption',
      {},
      {
        listAhead: jest.fn(async ({ cursor }) => ({
          at: AT,
          totalItems: 22,
          ...(cursor
            ? { items: [late('last-of-all')] }
            : {
                items: Array.from({ length: 21 }, (_, index) =>
                  late(`late-${index + 1}`),
                ),
                nextCursor: 'more',
              }),
        })),
      },
    );
    const payments = await screen.findByRole('button', {
      name: /payments.*Controlled roll-out.*Not ready.*2 of 6 criteria/,
    });
    await userEvent.click(payments);
    expect(
      screen.getByText('Governance baseline does not hold yet'),
    ).toBeInTheDocument();
    expect(screen.getByText('Metrics compared')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: /data.*The last stage/ }),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', {
        name: /web.*22 entities are ahead of the team/,
      }),
    );
    expect(screen.getByRole('link', { name: 'storefront' })).toHaveAttribute(
      'href',
      '/catalog/default/component/storefront/ai-governance',
    );
    expect(screen.getByText(/declares Scaled/)).toBeInTheDocument();
    const list = screen.getByRole('list', {
      name: '22 entities are ahead of the team',
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all, 21 more' }),
    );
    expect(list).toHaveFocus();
    expect(await within(list).findByText('late-21')).toBeInTheDocument();
    expect(api.listAhead).toHaveBeenLastCalledWith({
      team: 'group:default/web',
      limit: 50,
    });
    expect(
      screen.queryByRole('button', { name: /Show all/ }),
    ).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(await within(list).findByText('last-of-all')).toBeInTheDocument();
    expect(api.listAhead).toHaveBeenLastCalledWith({
      team: 'group:default/web',
      limit: 50,
      cursor: 'more',
    });
    expect(within(list).queryByText('late-21')).not.toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('takes out the teams that the filters leave', async () => {
    const saved: Blob[] = [];
    URL.createObjectURL = blob => {
      saved.push(blob as Blob);
      return 'blob:saved';
    };
    URL.revokeObjectURL = () => {};
    HTMLAnchorElement.prototype.click = () => {};
    const { api } = await open('/adoption?stage=scaled');
    await screen.findByRole('button', { name: /^data/ });
    await userEvent.click(screen.getByRole('button', { name: 'Share' }));
    await userEvent.click(
      screen.getByRole('menuitem', { name: 'Download as JSON' }),
    );
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(JSON.parse(await saved[0].text()).items).toEqual([
      adoption.items[2],
    ]);
    expect(api.noteExport).toHaveBeenCalledWith(
      expect.objectContaining({ format: 'json', rows: 1 }),
    );
  });

  it('narrows many teams down, a page at a time', async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      team: `group:default/team-${String(index).padStart(2, '0')}`,
      stage: index % 3 === 0 ? ('pilot' as const) : null,
      entities: 1,
      moves: [],
    }));
    await open(
      '/adoption',
      {},
      {
        getAdoption: jest.fn(async () => ({ ...adoption, items: many })),
      },
    );
    const teams = () =>
      screen
        .getAllByRole('button', { name: /^team-/ })
        .map(button => button.textContent!.slice(0, 7));
    await screen.findByText('1 to 25 of 60 teams');
    expect(teams()).toHaveLength(25);
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(teams()[0]).toBe('team-25');
    await userEvent.selectOptions(screen.getByLabelText('Stage'), 'pilot');
    expect(
      screen.getByRole('option', { name: /\(20\)$/, selected: true }),
    ).toBeInTheDocument();
    expect(teams()).toHaveLength(20);
    expect(teams()[0]).toBe('team-00');
    await userEvent.type(screen.getByLabelText('Filter by name'), '57');
    expect(teams()).toEqual(['team-57']);
    await userEvent.type(screen.getByLabelText('Filter by name'), 'x');
    expect(
      screen.getByText('No team matches these filters.'),
    ).toBeInTheDocument();
  });

  it('moves a team that is ready up, and any team down', async () => {
    const { api } = await open('/adoption');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Move to Pilot: web' }),
    );
    const up = await screen.findByRole('dialog', { name: 'Move web' });
    await userEvent.type(within(up).getByLabelText(/Reason/), 'Agreed');
    await userEvent.click(within(up).getByRole('button', { name: 'Move' }));
    await waitFor(() =>
      expect(api.moveAdoption).toHaveBeenCalledWith({
        team: 'group:default/web',
        from: null,
        to: 'pilot',
        reason: 'Agreed',
      }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(
      screen.queryByRole('button', { name: /^Move to .*payments/ }),
    ).toBeNull();
    await userEvent.click(
      screen.getByRole('button', { name: 'Step back: payments' }),
    );
    const down = await screen.findByRole('dialog', { name: 'Move payments' });
    await userEvent.selectOptions(within(down).getByLabelText('To'), 'none');
    await userEvent.type(within(down).getByLabelText(/Reason/), 'Incident');
    expect(await axeViolations(down)).toEqual([]);
    await userEvent.click(within(down).getByRole('button', { name: 'Move' }));
    await waitFor(() =>
      expect(api.moveAdoption).toHaveBeenLastCalledWith({
        team: 'group:default/payments',
        from: 'controlled',
        to: null,
        reason: 'Incident',
      }),
    );
  });

  it('says that there are no teams, and who may move them', async () => {
    await open(
      '/adoption',
      { denied: ['ai-governance.adoption.decide'] },
      {
        getAdoption: jest.fn(async () => ({
          ...adoption,
          items: [],
          isComplete: false,
        })),
      },
    );
    expect(
      await screen.findByText(/No team owns anything governed yet/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/ai-governance.adoption.decide/),
    ).toBeInTheDocument();
  });
});
