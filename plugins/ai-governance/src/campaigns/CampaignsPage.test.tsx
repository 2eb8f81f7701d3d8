import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Campaign,
  CampaignDetails,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  axeViolations,
  exampleApi,
  refusal,
  renderWithApi,
} from '../__testUtils__/harness';
import { AiGovernancePage } from '../overview';

const AT = '2026-11-20T12:00:00.000Z';

const point = (day: number, done: number) => ({
  at: `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z`,
  target: 12,
  done,
  exempt: 1,
  leftOut: 3,
});

const campaign = (part: Partial<Campaign> = {}): Campaign => ({
  id: 'c1',
  name: 'Scan every pull request',
  owner: 'user:default/lead',
  goal: { kind: 'controls', controls: ['SEC-001'] },
  filter: ['ownerNested=group:default/engineering'],
  startOn: '2026-11-01',
  dueOn: '2026-12-31',
  milestones: [
    { on: '2026-11-10', percent: 30 },
    { on: '2026-12-01', percent: 60 },
  ],
  state: 'running',
  version: 3,
  createdBy: 'user:default/lead',
  createdAt: AT,
  updatedBy: 'user:default/lead',
  updatedAt: AT,
  endsAt: '2027-01-01T00:00:00.000Z',
  progress: point(20, 5),
  milestoneStates: ['reached', 'ahead'],
  isComplete: true,
  ...part,
});

const details = (part: Partial<Campaign> = {}): CampaignDetails => ({
  ...campaign(part),
  points: [point(1, 0), point(10, 4), point(20, 5)],
  owners: [
    { owner: 'group:default/web', target: 7, done: 2 },
    { owner: null, target: 1, done: 1 },
  ],
  ownerCounts: { all: 2, left: 1 },
});

async function open(
  options: Parameters<typeof renderWithApi>[2] = {},
  part: Parameters<typeof exampleApi>[1] = {},
) {
  const api = exampleApi(
    {},
    {
      listCampaigns: jest.fn(async () => ({
        at: AT,
        timeZone: 'UTC',
        items: [
          campaign(),
          campaign({
            id: 'c2',
            name: 'Level 3 by spring',
            goal: { kind: 'level', level: 3 },
            state: 'planned',
            milestones: [],
            milestoneStates: [],
          }),
        ],
      })),
      getCampaign: jest.fn(async () => details()),
      listCampaignEntities: jest.fn(async () => ({
        items: [
          {
            entityRef: 'component:default/search-api',
            owners: ['group:default/web'],
            state: 'open' as const,
            ownLevel: 2 as const,
            open: [{ id: 'SEC-001', status: 'gap' as const }],
          },
        ],
      })),
      createCampaign: jest.fn(async () => details()),
      editCampaign: jest.fn(async () => details()),
      endCampaign: jest.fn(async () => details()),
      ...part,
    },
  );
  const result = await renderWithApi(<AiGovernancePage />, api, {
    path: '/campaigns',
    ...options,
  });
  return { api, ...result };
}

describe('campaigns', () => {
  it('show how far they are', async () => {
    const { container } = await open();
    const table = await screen.findByRole('table', {
      name: 'Running and planned campaigns',
    });
    expect(within(table).getAllByText('5 of 12 done (41 %)')).toHaveLength(2);
    expect(within(table).getAllByText('1 on an exception')).toHaveLength(2);
    expect(
      within(table).getByText('Own level 3, without exceptions'),
    ).toBeInTheDocument();
    expect(within(table).getByText('Planned')).toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('lead to what is left, for whom and where', async () => {
    const { container, api } = await open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Scan every pull request' }),
    );
    const panel = await screen.findByRole('region', {
      name: 'Scan every pull request',
    });
    expect(
      await within(panel).findByRole('link', { name: 'search-api' }),
    ).toBeInTheDocument();
    await userEvent.click(within(panel).getByRole('link', { name: '5 of 7' }));
    await waitFor(() =>
      expect(api.listCampaignEntities).toHaveBeenLastCalledWith(
        'c1',
        expect.objectContaining({ state: 'left', owner: 'group:default/web' }),
      ),
    );
    expect(
      within(panel).getByRole('heading', { name: 'Entities' }),
    ).toHaveFocus();
    expect(within(panel).getByLabelText('Owner')).toHaveValue(
      'group:default/web',
    );
    await userEvent.selectOptions(
      within(panel).getByLabelText('Owner'),
      'none',
    );
    await waitFor(() =>
      expect(api.listCampaignEntities).toHaveBeenLastCalledWith(
        'c1',
        expect.objectContaining({ state: 'left', owner: 'none' }),
      ),
    );
    expect(within(panel).getByText('Reached')).toBeInTheDocument();
    await userEvent.click(
      within(panel).getByRole('button', {
        name: /Progress over time/,
      }),
    );
    expect(
      within(
        within(panel).getByRole('table', { name: 'Progress over time' }),
      ).getAllByRole('row'),
    ).toHaveLength(4);
    await userEvent.selectOptions(within(panel).getByLabelText('Show'), 'done');
    await waitFor(() =>
      expect(api.listCampaignEntities).toHaveBeenLastCalledWith(
        'c1',
        expect.objectContaining({ state: 'done' }),
      ),
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it('lead from their progress to what is done and what is on an exception', async () => {
    const { api } = await open();
    const [done] = await screen.findAllByRole('link', {
      name: '5 of 12 done (41 %)',
    });
    await userEvent.click(done);
    const panel = await screen.findByRole('region', {
      name: 'Scan every pull request',
    });
    await waitFor(() =>
      expect(api.listCampaignEntities).toHaveBeenLastCalledWith(
        'c1',
        expect.objectContaining({ state: 'done' }),
      ),
    );
    await userEvent.click(
      within(panel).getByRole('link', { name: '1 on an exception' }),
    );
    await waitFor(() =>
      expect(api.listCampaignEntities).toHaveBeenLastCalledWith(
        'c1',
        expect.objectContaining({ state: 'exempt' }),
      ),
    );
  });

  it('take their progress over time out as a table', async () => {
    const saved: Blob[] = [];
    URL.createObjectURL = blob => {
      saved.push(blob as Blob);
      return 'blob:saved';
    };
    URL.revokeObjectURL = () => {};
    HTMLAnchorElement.prototype.click = () => {};
    await open({ path: '/campaigns?campaign=c1' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Share the progress' }),
    );
    await userEvent.click(
      screen.getByRole('menuitem', { name: 'Download as CSV' }),
    );
    await waitFor(() => expect(saved).toHaveLength(1));
    const lines = (await saved[0].text()).trim().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[2]).toMatch(/^2026-11-10T00:00:00.000Z,12,4,1,/);
  });

  it('show every owner that something is left for, page by page', async () => {
    const saved: Blob[] = [];
    URL.createObjectURL = blob => {
      saved.push(blob as Blob);
      return 'blob:saved';
    };
    URL.revokeObjectURL = () => {};
    HTMLAnchorElement.prototype.click = () => {};
    const owners = Array.from({ length: 125 }, (_, index) => ({
      owner: `group:default/team-${index}`,
      target: 2,
      done: index < 115 ? 1 : 2,
    }));
    const { api } = await open(
      { path: '/campaigns?campaign=c1' },
      {
        getCampaign: jest.fn(async () => ({
          ...details(),
          owners: owners.slice(0, 50),
          ownerCounts: { all: 125, left: 115 },
          ownersCursor: '50',
        })),
        listCampaignOwners: jest
          .fn(async (_, { limit = 50, cursor = '0' }) => {
            const end = Number(cursor) + limit;
            return {
              items: owners.slice(Number(cursor), end),
              totalItems: 125,
              ...(end < 125 && { nextCursor: String(end) }),
            };
          })
          .mockRejectedValueOnce(new Error('offline')),
      },
    );
    const table = await screen.findByRole('table', {
      name: 'Left to do, by owner',
    });
    const rows = () => within(table).getAllByRole('row').length - 1;
    expect(rows()).toBe(10);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show 50 more of 115' }),
    );
    expect(await screen.findByText('offline')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /again/i }));
    await waitFor(() => expect(rows()).toBe(60));
    expect(api.listCampaignOwners).toHaveBeenLastCalledWith('c1', {
      limit: 50,
      cursor: '50',
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Show 50 more of 115' }),
    );
    await waitFor(() => expect(rows()).toBe(110));
    await userEvent.click(
      screen.getByRole('button', { name: 'Show 5 more of 115' }),
    );
    await waitFor(() => expect(rows()).toBe(115));
    expect(
      screen.queryByRole('button', { name: /more of/ }),
    ).not.toBeInTheDocument();

    // Taken elsewhere are all of them.
    await userEvent.click(screen.getAllByRole('button', { name: 'Share' })[1]);
    await userEvent.click(
      screen.getByRole('menuitem', { name: 'Download as JSON' }),
    );
    await waitFor(() => expect(saved).toHaveLength(1));
    const file = JSON.parse(await saved[0].text());
    expect(file.owners).toEqual(owners);
    expect(file).not.toHaveProperty('ownersCursor');
  });

  it('can be narrowed down to any owner, also one that is done long since', async () => {
    const owners = Array.from({ length: 700 }, (_, index) => ({
      owner: `group:default/team-${String(index).padStart(3, '0')}`,
      target: 2,
      done: index < 115 ? 1 : 2,
    }));
    const listCampaignOwners = jest
      .fn(async (_: string, { limit = 50, cursor = '0' }) => {
        const end = Number(cursor) + limit;
        return {
          items: owners.slice(Number(cursor), end),
          totalItems: 700,
          ...(end < 700 && { nextCursor: String(end) }),
        };
      })
      .mockRejectedValueOnce(new Error('offline'));
    const { api, container } = await open(
      { path: '/campaigns?campaign=c1' },
      {
        getCampaign: jest.fn(async () => ({
          ...details(),
          owners: owners.slice(0, 50),
          ownerCounts: { all: 700, left: 115 },
          ownersCursor: '50',
        })),
        listCampaignOwners,
      },
    );
    const choice = await screen.findByLabelText('Owner');
    const missing = () =>
      within(choice).queryByRole('option', { name: /not read yet/ });
    expect(missing()).toHaveTextContent('650 more, not read yet');
    expect(missing()).toBeDisabled();
    expect(await axeViolations(container)).toEqual([]);
    // Nobody asked for them so far.
    expect(listCampaignOwners).not.toHaveBeenCalled();
    await userEvent.hover(choice);
    await waitFor(() => expect(listCampaignOwners).toHaveBeenCalledTimes(1));
    expect(missing()).toBeInTheDocument();

    await userEvent.click(choice);
    await waitFor(() => expect(missing()).not.toBeInTheDocument());
    expect(within(choice).getAllByRole('option')).toHaveLength(701);
    // What was read is read once.
    const calls = listCampaignOwners.mock.calls.length;
    await userEvent.selectOptions(choice, 'group:default/team-699');
    await waitFor(() =>
      expect(api.listCampaignEntities).toHaveBeenLastCalledWith(
        'c1',
        expect.objectContaining({ owner: 'group:default/team-699' }),
      ),
    );
    expect(choice).toHaveValue('group:default/team-699');
    expect(listCampaignOwners).toHaveBeenCalledTimes(calls);
  });

  it('are planned for what somebody came from', async () => {
    const { api } = await open({
      path: '/campaigns?new=true&control=SEC-001&level=2&tier=3',
    });
    const dialog = await screen.findByRole('dialog', {
      name: 'Plan a campaign',
    });
    await userEvent.type(within(dialog).getByLabelText(/^Name/), 'Scan');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Add a milestone' }),
    );
    expect(within(dialog).queryByLabelText(/^CMP-002/)).not.toBeInTheDocument();
    expect(await axeViolations(dialog)).toEqual([]);
    const start = within(dialog).getByRole('button', { name: 'Start' });
    const end = within(dialog).getByLabelText<HTMLInputElement>(/^Last day/);
    const planned = end.value;
    fireEvent.change(end, { target: { value: '2020-01-01' } });
    expect(start).toBeDisabled();
    expect(end).toHaveAccessibleDescription('On the first day or later');
    fireEvent.change(end, { target: { value: planned } });
    await userEvent.click(start);
    await waitFor(() =>
      expect(api.createCampaign).toHaveBeenCalledWith({
        name: 'Scan',
        owner: 'user:default/engineer',
        goal: { kind: 'controls', controls: ['SEC-001'] },
        filter: ['tier=3'],
        startOn: '2026-11-20',
        dueOn: '2027-01-19',
        milestones: [{ on: '2027-01-19', percent: 50 }],
      }),
    );
  });

  it('are edited and ended with the version that was seen', async () => {
    const { api } = await open({ path: '/campaigns?campaign=c1' });
    await userEvent.click(await screen.findByRole('button', { name: 'Edit' }));
    const edit = await screen.findByRole('dialog');
    await userEvent.click(within(edit).getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(api.editCampaign).toHaveBeenCalledWith(
        'c1',
        expect.objectContaining({ version: 3, filter: campaign().filter }),
      ),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await userEvent.click(screen.getByRole('button', { name: 'End now' }));
    const end = await screen.findByRole('dialog');
    await userEvent.type(within(end).getByLabelText(/Reason/), 'Reached');
    await userEvent.click(within(end).getByRole('button', { name: 'End now' }));
    await waitFor(() =>
      expect(api.endCampaign).toHaveBeenCalledWith('c1', {
        version: 3,
        reason: 'Reached',
      }),
    );
  });

  it('name a control that the framework dropped, and let it be taken out', async () => {
    const goal = {
      kind: 'controls' as const,
      controls: ['OLD-001', 'SEC-001'],
    };
    const { api, container } = await open(
      { path: '/campaigns?campaign=c1' },
      { getCampaign: jest.fn(async () => ({ ...details({ goal }) })) },
    );
    const panel = await screen.findByRole('region', {
      name: 'Scan every pull request',
    });
    expect(await within(panel).findByRole('alert')).toHaveTextContent(
      /asks nothing of entities by OLD-001 any more/,
    );
    expect(
      within(panel).getByText(/OLD-001 \(asks nothing of entities any more\)/),
    ).toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.click(within(panel).getByRole('button', { name: 'Edit' }));
    const edit = await screen.findByRole('dialog');
    const box = within(edit).getByLabelText(/^OLD-001/);
    expect(box).toBeChecked();
    await userEvent.click(box);
    expect(within(edit).getByLabelText(/^OLD-001/)).not.toBeChecked();
    await userEvent.click(within(edit).getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(api.editCampaign).toHaveBeenCalledWith(
        'c1',
        expect.objectContaining({
          goal: { kind: 'controls', controls: ['SEC-001'] },
        }),
      ),
    );
  });

  it('that are over stand in a list of their own', async () => {
    const { api } = await open({ path: '/campaigns?state=ended' });
    await screen.findByRole('table', { name: 'Campaigns that are over' });
    expect(api.listCampaigns).toHaveBeenCalledWith(
      expect.objectContaining({ state: 'ended' }),
    );
  });

  it('that are over are taken out whole, not the page on the screen', async () => {
    const saved: Blob[] = [];
    URL.createObjectURL = blob => {
      saved.push(blob as Blob);
      return 'blob:saved';
    };
    URL.revokeObjectURL = () => {};
    HTMLAnchorElement.prototype.click = () => {};
    const over = (id: string) => campaign({ id, name: `Over ${id}` });
    const { api } = await open(
      { path: '/campaigns?state=ended' },
      {
        listCampaigns: jest.fn(async ({ cursor }) => ({
          at: AT,
          timeZone: 'UTC',
          ...(cursor
            ? { items: [over('c2')] }
            : { items: [over('c1')], nextCursor: 'more' }),
        })),
      },
    );
    await screen.findByRole('table', { name: 'Campaigns that are over' });
    await userEvent.click(screen.getByRole('button', { name: 'Share' }));
    await userEvent.click(
      screen.getByRole('menuitem', { name: 'Download as JSON' }),
    );
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(JSON.parse(await saved[0].text())).toMatchObject({
      timeZone: 'UTC',
      items: [{ id: 'c1' }, { id: 'c2' }],
    });
    expect(api.listCampaigns).toHaveBeenLastCalledWith({
      state: 'ended',
      limit: 500,
      cursor: 'more',
    });
    expect(api.noteExport).toHaveBeenCalledWith(
      expect.objectContaining({ view: 'campaigns', rows: 2 }),
    );
  });

  it('say that there are none, and who may plan one', async () => {
    await open(
      { denied: ['ai-governance.campaign.manage'] },
      {
        listCampaigns: jest.fn(async () => ({
          at: AT,
          timeZone: 'UTC',
          items: [],
        })),
      },
    );
    expect(
      await screen.findByText(/No campaign runs or is planned/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/ai-governance.campaign.manage/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Plan a campaign' }),
    ).toBeNull();
  });

  it('say which permission is missing', async () => {
    await open(
      {},
      {
        listCampaigns: jest.fn(async () => {
          throw refusal('NotAllowedError', 'no');
        }),
      },
    );
    expect(
      await screen.findByText(/ai-governance.scorecard.read/),
    ).toBeInTheDocument();
  });
});
