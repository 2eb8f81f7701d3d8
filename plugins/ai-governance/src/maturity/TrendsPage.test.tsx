import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import {
  readKpi,
  type MaturityChange,
  type MaturityChangesResponse,
  type PastEntitiesResponse,
  type PastStanding,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { AiGovernanceApi } from '../api';
import { exampleTrends, NOW } from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
  refusal,
  renderWithApi,
  WAITING,
} from '../__testUtils__/harness';
import { FrameworkProvider } from '../framework/FrameworkProvider';
import { daysAgo } from './figures';
import { TrendsPage } from './TrendsPage';
import { sinceFirstEntity } from './trendSeries';

const standing = {
  level: 2 as const,
  ownLevel: 2 as const,
  levelWithoutExceptions: 2 as const,
  score: 50,
};

const change = (name: string): MaturityChange => ({
  entityRef: `component:default/${name}`,
  owners: ['group:default/payments'],
  before: standing,
  after: { ...standing, level: 3, score: 80 },
  controls: ['SEC-001', 'SEC-002', 'SEC-003', 'CMP-001', 'DP-001'].map(id => ({
    id,
    from: 'gap' as const,
    to: 'met' as const,
    causes: ['entity' as const],
  })),
  causes: ['entity', 'organization'],
});

const changes = (
  part: Partial<MaturityChangesResponse> = {},
): MaturityChangesResponse => ({
  from: NOW,
  to: NOW,
  organization: {
    before: 2,
    after: 3,
    controls: [{ id: 'DP-002', from: 'unknown', to: 'met' }],
  },
  frameworks: [],
  items: [change('search-api')],
  ...part,
});

function Address() {
  return <output data-testid="address">{useLocation().search}</output>;
}

async function open(part: Partial<AiGovernanceApi> = {}, search = '') {
  const api = exampleApi(
    {},
    { getChanges: jest.fn(async () => changes()), ...part },
  );
  const result = await renderWithApi(
    <FrameworkProvider>
      <TrendsPage />
      <Address />
    </FrameworkProvider>,
    api,
    { path: `/governance/trends${search}` },
  );
  return { api, ...result };
}

const address = () => screen.getByTestId('address').textContent;
const region = (name: string | RegExp) => screen.findByRole('region', { name });

describe('TrendsPage', () => {
  it('draws every picture and offers the same figures as a table', async () => {
    const { container } = await open();
    for (const name of [
      'Levels over time',
      'Status of controls',
      'Coverage over time',
      'Mean score',
      'Controls under an exception',
    ]) {
      const picture = await region(name);
      expect(
        await within(picture).findByRole('img', { name }),
      ).toBeInTheDocument();
    }
    const coverage = await region('Coverage over time');
    await userEvent.click(
      within(coverage).getByRole('button', { name: /as a table$/ }),
    );
    expect(
      within(coverage).getByRole('columnheader', { name: 'Declared' }),
    ).toBeInTheDocument();
    expect(within(coverage).getAllByRole('row')).toHaveLength(4);
    expect(await axeViolations(container)).toEqual([]);
  });

  it('shows what KPIs are against their targets, and which nothing measures', async () => {
    const { container } = await open();
    const kpis = await region('Key performance indicators');
    const points = sinceFirstEntity(exampleTrends().points);
    const [first, last] = [points[0], points[points.length - 1]].map(
      point => readKpi({ id: 'licence-compliance-rate' }, point)!,
    );
    const row = within(kpis).getByRole('row', { name: /^Licence compliance/ });
    const cells = within(row).getAllByRole('cell');
    expect(cells[0]).toHaveTextContent('= 100 %');
    expect(cells[1]).toHaveTextContent(`${last.percent} %`);
    const moved = Math.round(10 * (last.percent - first.percent)) / 10;
    expect(cells[2]).toHaveTextContent(
      `${moved > 0 ? '+' : ''}${moved} points`,
    );
    expect(cells[3]).toHaveTextContent(
      `${last.met} of ${last.of} that CMP-001 applies to meet it`,
    );
    expect(last.of).toBeGreaterThan(last.met);
    expect(
      within(row).getByRole('link', {
        name: `Licence compliance rate, not met: ${last.of - last.met}`,
      }),
    ).toHaveAttribute(
      'href',
      '/governance/entities?assessable=true&control=CMP-001&status=unmet',
    );
    const rows = within(kpis).getAllByRole('row');
    expect(rows[rows.length - 1]).toHaveTextContent('not measured');
    expect(
      within(kpis).getByRole('row', { name: /^Pull request cycle time/ }),
    ).toHaveTextContent(/median improve, p95 improve.*not measured/);
    expect(await axeViolations(container)).toEqual([]);
  });

  it.each([
    [
      '?control=SEC-001&status=gap',
      '/governance/entities?assessable=true&control=SEC-001&status=gap&also=CMP-001%3Aunmet',
    ],
    [
      '?control=CMP-001&status=stale',
      '/governance/entities?assessable=true&control=CMP-001&status=stale',
    ],
  ])(
    'keeps the control that the filter %s asks for beside that of a KPI',
    async (search, address_) => {
      await open({}, search);
      const kpis = await region('Key performance indicators');
      expect(
        within(kpis).getByRole('link', {
          name: /^Licence compliance rate, not met/,
        }),
      ).toHaveAttribute('href', address_);
    },
  );

  it('leads to nothing where three controls would have to be asked for', async () => {
    await open({}, '?control=SEC-001&status=gap&also=SEC-002%3Agap');
    const kpis = await region('Key performance indicators');
    const row = within(kpis).getByRole('row', { name: /^Licence compliance/ });
    expect(row).toHaveTextContent(/Not met: \d/);
    expect(within(row).queryByRole('link')).not.toBeInTheDocument();
  });

  it('leads from KPIs of a span that is over to the entities of its last day', async () => {
    const { api } = await open(
      {
        getTrainingKpis: async () => ({
          at: NOW,
          isComplete: true,
          items: [
            { kpi: 'training-assessment-score', percent: 80, meets: true },
          ],
        }),
        getTrendEntities: jest.fn(async () => ({
          at: NOW,
          organizationLevel: 3 as const,
          isComplete: true,
          items: [],
          totalItems: 0,
        })),
      },
      '?from=2025-01-01&to=2025-03-31&tier=2',
    );
    const kpis = await region('Key performance indicators');
    const score = await within(kpis).findByRole('row', {
      name: /^Training assessment score.*80 %/,
    });
    expect(score).toHaveTextContent(/; as of today, not of the span/);
    const link = within(kpis).getByRole('link', {
      name: /^Licence compliance rate, not met/,
    });
    const { at } = exampleTrends().points[exampleTrends().points.length - 1];
    await userEvent.click(link);
    await waitFor(() =>
      expect(api.getTrendEntities).toHaveBeenLastCalledWith(
        expect.objectContaining({
          at,
          filter: expect.objectContaining({ tier: [2] }),
          stood: [
            'assessable=true,control.CMP-001=gap,control.CMP-001=stale,control.CMP-001=unknown,control.CMP-001=exempt',
          ],
        }),
        WAITING,
      ),
    );
    expect(await region(/^Entities as of/)).toHaveTextContent(
      'CMP-001: Gap, Stale, Unknown, Exempt',
    );
    expect(address()).toContain('to=2025-03-31');
  });

  it('measures KPIs from completions of training, and leads to them', async () => {
    await open({
      getTrainingKpis: async () => ({
        at: NOW,
        isComplete: true,
        items: [
          {
            kpi: 'training-completion-rate',
            percent: 91,
            meets: false,
            trained: 11,
            people: 12,
          },
          // Above the target, which the step it is shown in is not.
          { kpi: 'training-assessment-score', percent: 80, meets: true },
        ],
      }),
    });
    const kpis = await region('Key performance indicators');
    const completion = await within(kpis).findByRole('row', {
      name: /^Training completion.*91 %/,
    });
    expect(
      within(completion).getByRole('link', {
        name: /^11 of 12 people .* valid training/,
      }),
    ).toHaveAttribute('href', '/governance/data');
    const score = within(kpis).getByRole('row', {
      name: /^Training assessment score/,
    });
    expect(score).toHaveTextContent(/> 80 %.*80 %/);
    expect(score).toHaveTextContent('in steps of 5');
    expect(score).not.toHaveTextContent('as of today');
    const target = (row: HTMLElement) =>
      row.querySelector('[data-status]')?.getAttribute('data-status');
    expect([target(completion), target(score)]).toEqual(['gap', 'met']);
  });

  it('leaves KPIs of training unmeasured for those who may not read it', async () => {
    await open({
      getTrainingKpis: async () => {
        throw refusal('NotAllowedError', 'no');
      },
    });
    const kpis = await region('Key performance indicators');
    expect(
      within(kpis).getByRole('row', { name: /^Training completion/ }),
    ).toHaveTextContent('not measured');
  });

  it("draws the organization's level and its target, and says both in words", async () => {
    const { container } = await open({
      getTrends: jest.fn(async () =>
        exampleTrends({ target: { level: 4, by: '2027-06-30' } }),
      ),
    });
    const levels = await region('Levels over time');
    expect(
      await within(levels).findByRole('img', { name: 'Levels over time' }),
    ).toBeInTheDocument();
    expect(levels).toHaveTextContent('Level the organization allows');
    expect(levels).toHaveTextContent('Target: level 4 by 2027-06-30');
    await userEvent.click(
      within(levels).getByRole('button', { name: /as a table$/ }),
    );
    const columns = within(levels).getAllByRole('columnheader');
    expect(columns[columns.length - 1]).toHaveTextContent(
      'Level the organization allows',
    );
    for (const row of within(levels).getAllByRole('row').slice(1)) {
      const cells = within(row).getAllByRole('cell');
      expect(cells[cells.length - 1]).toHaveTextContent('3');
    }
    expect(levels).toHaveTextContent('Target: level 4 by 2027-06-30');
    expect(await region('Coverage over time')).not.toHaveTextContent('Target');
    expect(await axeViolations(container)).toEqual([]);
  });

  it('shows no target while the organization is at level 1', async () => {
    await open({
      getTrends: jest.fn(async () => {
        const trends = exampleTrends({
          target: { level: 4, by: '2027-06-30' },
        });
        return {
          ...trends,
          organization: { ...trends.organization, level: 1 as const },
        };
      }),
    });
    const levels = await region('Levels over time');
    expect(
      await within(levels).findByRole('img', { name: 'Levels over time' }),
    ).toBeInTheDocument();
    expect(levels).toHaveTextContent('Level the organization allows');
    expect(screen.queryByText(/Target: level/)).not.toBeInTheDocument();
  });

  it('asks for the span in the address, as of any date', async () => {
    const { api } = await open({}, '?from=2026-02-01&to=2026-06-30&tier=3');
    await region('Coverage over time');
    expect(api.getTrends).toHaveBeenCalledWith(
      expect.objectContaining({
        from: '2026-02-01',
        to: '2026-06-30',
        filter: expect.objectContaining({ tier: [3] }),
      }),
      WAITING,
    );
    expect(api.getChanges).toHaveBeenCalledWith(
      expect.objectContaining({ from: '2026-02-01', to: '2026-06-30' }),
      WAITING,
    );
    await userEvent.selectOptions(screen.getByLabelText('Span'), '30');
    expect(address()).toBe(`?from=${daysAgo(30)}&tier=3`);
    await waitFor(() =>
      expect(api.getTrends).toHaveBeenLastCalledWith(
        expect.objectContaining({ from: daysAgo(30) }),
        WAITING,
      ),
    );
  });

  it('changes what is drawn without asking again', async () => {
    const { api } = await open();
    await region('Coverage over time');
    await userEvent.selectOptions(
      screen.getByLabelText('Level', { selector: 'section select' }),
      'own',
    );
    expect(address()).toBe('?levels=own');
    expect(api.getTrends).toHaveBeenCalledTimes(1);
  });

  it('says what changed, by entity and reason', async () => {
    await open();
    const section = await region('What changed');
    expect(section).toHaveTextContent(
      'The organization allowed level 2 and now allows 3 · DP-002: Unknown → Met',
    );
    const row = within(section).getByRole('row', { name: /search-api/ });
    expect(row).toHaveTextContent('2 → 3');
    expect(row).toHaveTextContent('SEC-001: Gap → Met');
    expect(row).toHaveTextContent('1 more control');
    expect(row).toHaveTextContent(
      "its own evidence or profile, the organization's part",
    );
    expect(within(row).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/component/search-api/ai-governance',
    );
  });

  it('pages through the changes, there and back', async () => {
    const { api } = await open({
      getChanges: jest.fn(async ({ cursor }) =>
        changes({
          items: [change(cursor ? 'second' : 'first')],
          ...(!cursor && { nextCursor: 'c1' }),
        }),
      ),
    });
    const section = await region('What changed');
    await within(section).findByText('first');
    await userEvent.click(
      within(section).getByRole('button', { name: 'Next' }),
    );
    await within(section).findByText('second');
    expect(api.getChanges).toHaveBeenLastCalledWith(
      {
        filter: expect.anything(),
        cursor: 'c1',
        limit: 25,
      },
      WAITING,
    );
    await userEvent.click(
      within(section).getByRole('button', { name: 'Previous' }),
    );
    expect(await within(section).findByText('first')).toBeInTheDocument();
  });
});

describe('the entities behind a point of the past', () => {
  const past = (name: string, part: Partial<PastStanding> = {}) => ({
    entityRef: `component:default/${name}`,
    owners: ['group:default/payments'],
    then: standing,
    now: { ...standing, level: 3 as const, score: 80 },
    ...part,
  });
  const entities = (
    part: Partial<PastEntitiesResponse> = {},
  ): PastEntitiesResponse => ({
    at: NOW,
    organizationLevel: 2,
    items: [past('search-api'), past('gone', { now: null })],
    totalItems: 2,
    ...part,
  });

  it('are one press of a number in the table away', async () => {
    const { api, container } = await open(
      { getTrendEntities: jest.fn(async () => entities()) },
      '?from=2026-02-01&tier=3&levels=own',
    );
    const levels = await region('Levels over time');
    await userEvent.click(
      within(levels).getByRole('button', { name: /as a table$/ }),
    );
    const point = sinceFirstEntity(exampleTrends().points)[1];
    const row = within(levels).getAllByRole('row')[2];
    const number = point.levels.own[2];
    expect(number).toBeGreaterThan(0);
    await userEvent.click(
      within(row).getByRole('link', { name: `${number} Level 2` }),
    );
    const wanted = new URLSearchParams({
      from: '2026-02-01',
      tier: '3',
      levels: 'own',
      at: point.at,
      stood: 'ownLevel=2',
    });
    expect(address()).toBe(`?${wanted}`);
    expect(api.getTrendEntities).toHaveBeenCalledWith(
      {
        at: point.at,
        stood: ['assessable=true,ownLevel=2'],
        filter: expect.objectContaining({ tier: [3] }),
        cursor: undefined,
        limit: 25,
      },
      WAITING,
    );
    const section = await region(/^Entities as of/);
    expect(section.parentElement).toHaveFocus();
    expect(section).toHaveTextContent('Own level: Level 2');
    expect(section).toHaveTextContent('2 entities');
    const found = within(section).getByRole('row', { name: /search-api/ });
    expect(
      within(found)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual(['payments', '2', '3', '50', '80']);
    expect(within(found).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/component/search-api/ai-governance',
    );
    expect(
      within(section).getByRole('row', { name: /gone/ }),
    ).toHaveTextContent('not there');
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.click(
      within(section).getByRole('button', { name: 'Close the list' }),
    );
    expect(address()).toBe('?from=2026-02-01&tier=3&levels=own');
  });

  it('are those of every control where a number is of all of them', async () => {
    await open();
    const statuses = await region('Status of controls');
    await userEvent.click(
      within(statuses).getByRole('button', { name: /as a table$/ }),
    );
    const [link] = within(statuses).getAllByRole('link', { name: / Gap$/ });
    const asked = new URL(link.getAttribute('href')!, 'http://localhost')
      .searchParams;
    expect(asked.getAll('stood')).toEqual(['anyControl=gap']);
    // A date leads to everything that counted then.
    const [, first] = within(statuses).getAllByRole('row');
    expect(within(first).getAllByRole('link')[0].getAttribute('href')).toMatch(
      /\?at=[^&]+$/,
    );
  });

  it('go on page by page, and keep to what the address asks for', async () => {
    const { api } = await open(
      {
        getTrendEntities: jest.fn(async ({ cursor }) =>
          entities({
            items: [past(cursor ? 'second' : 'first')],
            ...(!cursor && { nextCursor: 'c1' }),
          }),
        ),
      },
      `?at=${NOW}&stood=control.SEC-001%3Dgap&stood=control.SEC-002%3Dgap`,
    );
    const section = await region(/^Entities as of/);
    expect(section).toHaveTextContent('Some control: Gap');
    await within(section).findByText('first');
    await userEvent.click(
      within(section).getByRole('button', { name: 'Next' }),
    );
    await within(section).findByText('second');
    expect(api.getTrendEntities).toHaveBeenLastCalledWith(
      expect.objectContaining({
        cursor: 'c1',
        stood: [
          'assessable=true,control.SEC-001=gap',
          'assessable=true,control.SEC-002=gap',
        ],
      }),
      WAITING,
    );
    // Another filter is another list, from its beginning; the address stays.
    await userEvent.selectOptions(screen.getByLabelText('Tier'), '2');
    expect(screen.getByLabelText('Tier')).toHaveFocus();
    expect(address()).toMatch(/^\?tier=2&at=.*stood=.*stood=/);
    await waitFor(() =>
      expect(api.getTrendEntities).toHaveBeenLastCalledWith(
        expect.objectContaining({ cursor: undefined }),
        WAITING,
      ),
    );
  });

  it('say what is wrong with what the address asks for', async () => {
    await open(
      {
        getTrendEntities: async () => {
          throw refusal('InputError', "'at' has to be a date");
        },
      },
      '?at=yesterday&stood=nonsense',
    );
    const section = await region('Entities as of yesterday');
    expect(
      await within(section).findByText("'at' has to be a date"),
    ).toBeInTheDocument();
  });
});

describe('states of TrendsPage', () => {
  it('says when nothing was judged and when nothing changed', async () => {
    await open({
      getTrends: async () => ({
        ...exampleTrends(),
        points: exampleTrends().points.slice(0, 1),
      }),
      getChanges: async () => changes({ items: [] }),
    });
    expect(
      (await screen.findAllByText('Nothing was judged in this time.')).length,
    ).toBe(6);
    expect(
      screen.getByText('Nothing is different for any entity.'),
    ).toBeInTheDocument();
  });

  it('says what is wrong with the dates', async () => {
    const refuse = async () => {
      throw refusal('InputError', "'from' has to be before 'to'");
    };
    await open(
      { getTrends: refuse, getChanges: refuse },
      '?from=2026-06-01&to=2026-05-01',
    );
    expect(
      (await screen.findAllByText("'from' has to be before 'to'")).length,
    ).toBe(2);
    expect(screen.getByLabelText('From')).toHaveValue('2026-06-01');
  });
});
