import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { PROGRESS_SHARES } from '@plumbline/backstage-plugin-ai-governance-common';
import type { AiGovernanceApi } from '../api';
import {
  DAY,
  exampleHealth,
  exampleItems,
  exampleOrganizationMaturity,
  exampleRollup,
  exampleSummary,
  exampleTrends,
  shifted,
} from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
  refusal,
  renderWithApi,
  requestsOf,
} from '../__testUtils__/harness';
import { sinceFirstEntity } from '../maturity/trendSeries';
import { AiGovernancePage } from './AiGovernancePage';

const items = exampleItems();
const soon = shifted(new Date().toISOString(), 9 * DAY - 60_000);
const lapsing = {
  ...exampleOrganizationMaturity(),
  lapse: { at: soon, level: 2 as const, controls: ['DP-002'] },
};

const beginning = {
  ...exampleOrganizationMaturity(),
  level: 1 as const,
  ownLevel: 1 as const,
  lapse: undefined,
  controls: [
    { id: 'TM-001', status: 'unknown' as const, level: 2 as const },
    { id: 'TM-002', status: 'gap' as const, level: 2 as const },
  ],
};

function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{`${pathname}${search}`}</output>;
}

async function open(part: Partial<AiGovernanceApi> = {}, path = '/') {
  const api = exampleApi(
    {},
    {
      listScorecards: jest.fn(async () => ({
        items,
        totalItems: items.length,
      })),
      getTrends: jest.fn(async () =>
        exampleTrends({
          organization: lapsing,
          target: { level: 3, by: '2027-06-30' },
        }),
      ),
      ...part,
    },
  );
  const result = await renderWithApi(
    <>
      <AiGovernancePage />
      <Address />
    </>,
    api,
    { path },
  );
  return { api, ...result };
}

const region = (name: string) => screen.findByRole('region', { name });

describe('the governance home', () => {
  it('says where the organization stands in one sentence', async () => {
    const { container } = await open();
    expect(
      await screen.findByRole('heading', {
        name: /^5 of 5 assessed: .*at level.*; the organization allows 3 until DP-002 lapses in 9 days\.$/,
      }),
    ).toBeInTheDocument();
    await region('Levels over time');
    expect(await axeViolations(container)).toEqual([]);
  });

  it('leads from each number to the entities it counts', async () => {
    await open({}, '/?tier=2');
    const levels = await region('Levels');
    const { own } = exampleRollup(items).levels;
    expect(own[2]).toBeGreaterThan(0);
    expect(
      within(levels).getByRole('link', { name: /Level 2, Own part$/ }),
    ).toHaveAttribute(
      'href',
      '/governance/entities?tier=2&ownLevel=2&assessable=true',
    );
    const coverage = await region('Coverage');
    expect(
      within(coverage).getByRole('link', { name: '4 Declared' }),
    ).toHaveAttribute(
      'href',
      '/governance/entities?tier=2&declared=true&assessable=true',
    );
  });

  it.each([
    ['', 'stale', 'coverage=stale'],
    ['coverage=assessed', 'stale', 'coverage=assessed&stale=true'],
    ['coverage=stale', 'stale', 'coverage=stale'],
    ['coverage=stale', 'assessed', 'coverage=assessed&stale=true'],
    ['coverage=stale', 'never', 'coverage=never&stale=true'],
    ['coverage=never', 'never', 'coverage=never'],
    ['coverage=never&stale=true', 'stale', 'coverage=never&stale=true'],
    [
      'coverage=assessed&stale=true',
      'assessed',
      'coverage=assessed&stale=true',
    ],
  ])(
    'leads with the filter %s from what is %s to that of it',
    async (search, row, expected) => {
      await open(
        {
          getTrends: async () => {
            const trends = exampleTrends({ organization: lapsing });
            const last = trends.points.pop()!;
            return {
              ...trends,
              points: [
                ...trends.points,
                { ...last, assessed: 13, stale: 14, neverAssessed: 12 },
              ],
            };
          },
        },
        `/?${search}`,
      );
      const number = { stale: 14, assessed: 13, never: 12 }[row];
      const link = (
        await within(await region('Coverage')).findAllByRole('link')
      ).find(each => each.textContent === String(number));
      const asked = new URLSearchParams(
        link!.getAttribute('href')!.split('?')[1],
      );
      asked.delete('assessable');
      expect(asked.toString()).toBe(expected);
    },
  );

  it('leads from the mean score and each reason to the entities behind them', async () => {
    const reason = 'The framework assesses component, api, not resource';
    await open(
      {
        getTrends: async () => {
          const trends = exampleTrends({ organization: lapsing });
          const last = trends.points.pop()!;
          return {
            ...trends,
            points: [
              ...trends.points,
              { ...last, excluded: [{ reason, entities: 2 }] },
            ],
          };
        },
      },
      '/?tier=2',
    );
    expect(
      await screen.findByRole('link', { name: /^Mean score .* of 100$/ }),
    ).toHaveAttribute(
      'href',
      '/governance/entities?tier=2&assessable=true&scored=true&orderBy=score%3Aasc',
    );
    const coverage = await region('Coverage');
    await userEvent.click(
      within(coverage).getByRole('link', {
        name: `2 ${reason}`,
      }),
    );
    expect(screen.getByTestId('address')).toHaveTextContent(
      `/entities?${new URLSearchParams({
        tier: '2',
        assessable: 'false',
        excluded: reason,
      })}`,
    );
  });

  it('counts toward the target without exceptions', async () => {
    await open();
    const standing = await region('The organization itself');
    expect(standing).toHaveTextContent(/Target: level 3/);
    expect(standing).toHaveTextContent(
      /\d of 5 are there \(\d+ %\), exceptions not counted/,
    );
    expect(standing).toHaveTextContent(/CMP-002/);
    expect(
      within(standing).getByRole('link', { name: /of 5 are there/ }),
    ).toHaveAttribute(
      'href',
      '/governance/entities?levelWithoutExceptions=3%2B&assessable=true',
    );
  });

  it('shows the trend as a table too', async () => {
    await open();
    const trend = await region('Levels over time');
    await userEvent.click(
      within(trend).getByRole('button', {
        name: 'Levels over time as a table',
      }),
    );
    const table = within(trend).getByRole('table');
    // What was before the first entity says nothing.
    expect(within(table).getAllByRole('row')).toHaveLength(4);
    const [, first] = within(table).getAllByRole('row');
    const [date, number] = within(first).getAllByRole('link');
    const { at } = sinceFirstEntity(exampleTrends().points)[0];
    expect(date).toHaveAttribute(
      'href',
      `/governance/trends?${new URLSearchParams({ at })}`,
    );
    expect(number).toHaveAttribute(
      'href',
      expect.stringMatching(/\?at=.*&stood=level%3D\d$/),
    );
  });

  it('says what is yours, what waits for a decision and what to push', async () => {
    const { api } = await open({
      getInboxCount: jest.fn(async () => ({
        total: 3,
        counts: { dispute: 2, attestation: 1 },
        more: false,
      })),
    });
    const waits = await screen.findByRole('link', {
      name: '3 things wait for you',
    });
    expect(waits).toHaveAttribute('href', '/governance/inbox');
    expect(
      screen.getByText('Disputed finding: 2 · Attestation, second person: 1'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: '5 Yours' }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining('owner=user%3Adefault%2Fengineer%2Cgroup'),
    );
    expect(
      await screen.findByRole('link', { name: /entities with .* open$/ }),
    ).toHaveAttribute('href', expect.stringContaining('status=open'));
    expect(api.getSummary).toHaveBeenCalledWith({
      filter: {
        ownerNested: ['user:default/engineer', 'group:default/payments'],
      },
    });
  });

  it('makes five requests', async () => {
    const { api } = await open();
    await region('Coverage');
    await screen.findByText('search-api');
    expect(requestsOf(api)).toBe(5);
  });

  it('keeps the old figures until the new ones are there', async () => {
    let answer = () => {};
    const { api } = await open({
      getTrends: jest
        .fn()
        .mockResolvedValueOnce(exampleTrends({ organization: lapsing }))
        .mockImplementationOnce(
          () =>
            new Promise(done => {
              answer = () =>
                done(exampleTrends({ organization: lapsing }, items.slice(1)));
            }),
        ),
    });
    await region('Coverage');
    await userEvent.selectOptions(screen.getByLabelText('Tier'), '2');
    await waitFor(() => expect(api.getTrends).toHaveBeenCalledTimes(2));
    expect(screen.getByText(/^5 of 5 assessed/)).toBeInTheDocument();
    // They lead to what they were counted over, in every picture.
    for (const name of ['Levels', 'The organization itself', 'Coverage']) {
      const links = within(await region(name))
        .getAllByRole('link')
        .map(link => link.getAttribute('href')!)
        .filter(href => href.includes('/entities?'));
      expect(links.length).toBeGreaterThan(0);
      expect(links.filter(href => href.includes('tier='))).toEqual([]);
    }
    answer();
    expect(await screen.findByText(/^4 of 4 assessed/)).toBeInTheDocument();
    await waitFor(() => expect(api.listScorecards).toHaveBeenCalledTimes(2));
    expect(api.getFramework).toHaveBeenCalledTimes(1);
  });
});

describe('a filter that changes again before it is answered', () => {
  it('ends the requests that nobody waits for any more', async () => {
    const { api, unmount } = await open();
    await region('Coverage');
    const ended = (method: jest.MockInstance<unknown, any[]>) =>
      method.mock.calls.map(([, { signal }]) => signal.aborted);
    const never = () => new Promise<never>(() => {});
    api.getTrends.mockImplementation(never);
    api.listScorecards.mockImplementation(never);
    await userEvent.selectOptions(screen.getByLabelText('Tier'), '2');
    await waitFor(() => expect(ended(api.getTrends)).toHaveLength(2));
    expect(ended(api.getTrends)[1]).toBe(false);
    await waitFor(() => expect(ended(api.listScorecards)).toHaveLength(2));
    await userEvent.selectOptions(screen.getByLabelText('Tier'), '3');
    await waitFor(() => expect(ended(api.getTrends)).toHaveLength(3));
    expect(ended(api.getTrends).slice(1)).toEqual([true, false]);
    await waitFor(() => expect(ended(api.listScorecards)).toHaveLength(3));
    expect(ended(api.listScorecards).slice(1)).toEqual([true, false]);
    unmount();
    expect(ended(api.getTrends)[2]).toBe(true);
    expect(ended(api.listScorecards)[2]).toBe(true);
  });
});

describe('an organization that begins', () => {
  it('shows own levels and no target while the organization is at level 1', async () => {
    await open({
      getTrends: async () =>
        exampleTrends({
          organization: beginning,
          target: { level: 3, by: '2027-06-30' },
        }),
    });
    expect(
      await screen.findByText('The AI governance programme is being set up'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: /assessed; own parts: .*at level/ }),
    ).toBeInTheDocument();
    const progress = await region('Own progress');
    const { ownProgress } = exampleRollup(exampleItems());
    expect(
      within(progress).getByText(
        `${ownProgress.met} of ${ownProgress.applicable} own controls up to the next own level are satisfied`,
      ),
    ).toBeInTheDocument();
    const [share] = PROGRESS_SHARES.filter(
      each => ownProgress.shares[each] > 0,
    );
    expect(
      within(progress)
        .getAllByRole('link')
        .map(link => link.getAttribute('href')),
    ).toContainEqual(expect.stringContaining(`ownProgress=${share}`));
    // It leads: what the organization holds down comes after it.
    const pictures = screen
      .getAllByRole('heading', { level: 2 })
      .map(({ textContent }) => textContent);
    expect(pictures.indexOf('Own progress')).toBeLessThan(
      pictures.indexOf('Levels'),
    );
    const trend = await region('Own progress over time');
    await userEvent.click(
      within(trend).getByRole('button', {
        name: 'Own progress over time as a table',
      }),
    );
    expect(within(trend).getAllByRole('columnheader')[1]).toHaveTextContent(
      'own controls satisfied, in percent',
    );
    const levels = await region('Levels');
    expect(within(levels).getAllByRole('columnheader')[1]).toHaveTextContent(
      'Own part',
    );
    expect(screen.queryByText(/Target/)).not.toBeInTheDocument();
  });

  it('begins with what there is to connect', async () => {
    const nothing = exampleRollup([]);
    const { container, api } = await open({
      listScorecards: async () => ({ items: [], totalItems: 0 }),
      getTrends: async () => {
        const trends = exampleTrends({ organization: beginning });
        return {
          ...trends,
          points: trends.points.map(point => ({
            ...point,
            ...nothing,
            assessable: 12,
            neverAssessed: 12,
          })),
        };
      },
      getSummary: jest.fn(async () =>
        exampleSummary({ totals: { ...nothing, assessable: 3 } }),
      ),
    });
    const connect = await region('Connect your organization');
    expect(connect).toHaveTextContent('Something was seen of 0 of 12 entities');
    await within(connect).findByText('9 of 12 have an owner');
    expect(connect).toHaveTextContent('0 of 2 that level 2 asks for');
    expect(
      within(connect).getByRole('link', { name: 'Show what has no owner' }),
    ).toHaveAttribute(
      'href',
      '/governance/entities?owner=none&assessable=true',
    );
    expect(
      screen.queryByRole('region', { name: 'Levels' }),
    ).not.toBeInTheDocument();
    expect(api.getSummary).toHaveBeenCalledWith({
      filter: { owner: ['none'] },
    });
    expect(await axeViolations(container)).toEqual([]);
  });
});

describe('the step of what has no owner', () => {
  const start = (getSummary: jest.Mock) =>
    open({
      listScorecards: async () => ({ items: [], totalItems: 0 }),
      getTrends: async () => {
        const trends = exampleTrends({ organization: beginning });
        return {
          ...trends,
          points: trends.points.map(point => ({
            ...point,
            ...exampleRollup([]),
            assessable: 12,
            neverAssessed: 12,
          })),
        };
      },
      getSummary,
    });

  it('says nothing before it is known', async () => {
    let answer = (_: number) => {};
    await start(
      jest.fn(
        () =>
          new Promise(done => {
            answer = assessable =>
              done(
                exampleSummary({
                  totals: { ...exampleRollup([]), assessable },
                }),
              );
          }),
      ),
    );
    const connect = await region('Connect your organization');
    expect(
      within(connect).getByRole('status', {
        name: 'Looking for what has no owner',
      }),
    ).toBeInTheDocument();
    expect(connect).not.toHaveTextContent(/of 12 have an owner/);
    answer(0);
    expect(
      await within(connect).findByText('12 of 12 have an owner'),
    ).toBeInTheDocument();
    expect(within(connect).queryByRole('status')).not.toBeInTheDocument();
  });

  it('says why it is not known, and asks again', async () => {
    let isAway = true;
    await start(
      jest.fn(async () => {
        if (isAway) {
          throw new Error('The database is away');
        }
        return exampleSummary({
          totals: { ...exampleRollup([]), assessable: 2 },
        });
      }),
    );
    const connect = await region('Connect your organization');
    expect(
      await within(connect).findByText('The database is away'),
    ).toBeInTheDocument();
    expect(connect).not.toHaveTextContent(/have an owner/);
    isAway = false;
    await userEvent.click(
      within(connect).getByRole('button', { name: 'Try again' }),
    );
    expect(
      await within(connect).findByText('10 of 12 have an owner'),
    ).toBeInTheDocument();
  });
});

describe('states of the governance home', () => {
  it('says what figures rest on while sources fail, and leads to them', async () => {
    await open({
      getTrends: async () => exampleTrends({ collection: exampleHealth() }),
    });
    const link = await screen.findByRole('link', {
      name: /^3 of 12 repositories cannot be read; their last evidence counts/,
    });
    expect(link).toHaveAttribute('href', '/governance/data');
    expect(link.parentElement).toHaveTextContent(/the longest last seen .*ago/);
    expect(
      screen.getByText('2 changed entities wait to be judged'),
    ).toBeInTheDocument();
  });

  it('counts sources where not only repositories fail', async () => {
    await open({
      getTrends: async () =>
        exampleTrends({
          collection: exampleHealth({
            sources: 30,
            failing: 4,
            waiting: 1,
          }),
        }),
    });
    expect(
      await screen.findByRole('link', {
        name: /^4 of 30 sources cannot be looked at/,
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('1 changed entity waits to be judged'),
    ).toBeInTheDocument();
  });

  it('says nothing of sources that are all well', async () => {
    await open({
      getTrends: async () =>
        exampleTrends({
          collection: exampleHealth({
            failing: 0,
            failingRepositories: 0,
            waiting: 0,
          }),
        }),
    });
    await region('Coverage');
    expect(
      screen.queryByText(/cannot be (?:read|looked at)|to be judged/),
    ).not.toBeInTheDocument();
  });

  it('says on the first day which repositories cannot be read, and why', async () => {
    const nothing = exampleRollup([]);
    const trends = exampleTrends({
      organization: beginning,
      collection: exampleHealth(),
    });
    const { container } = await open({
      getTrends: async () => ({
        ...trends,
        // Pushed evidence of everything says nothing of repositories.
        points: trends.points.map(point => ({
          ...point,
          ...nothing,
          assessable: 12,
          assessed: 12,
        })),
      }),
    });
    const connect = await region('Connect your organization');
    expect(connect).toHaveTextContent('8 of 12 read at the last look');
    expect(
      within(connect).getByRole('link', {
        name: '3 repositories cannot be read.',
      }),
    ).toHaveAttribute('href', '/governance/data');
    expect(connect).toHaveTextContent(
      'Most often: The code host answered 401 Unauthorized',
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it('says when it shows part of the organization', async () => {
    await open({
      getTrends: async () =>
        exampleTrends({ isComplete: false, exampleData: true }),
    });
    expect(
      await screen.findByText(/^You see part of the organization/),
    ).toBeInTheDocument();
    expect(screen.getByText(/^Example data/)).toBeInTheDocument();
  });

  it('names the permission when forbidden', async () => {
    const refuse = async () => {
      throw refusal('NotAllowedError', 'no');
    };
    await open({ getTrends: refuse, listScorecards: refuse });
    expect(
      (await screen.findAllByText(/"ai-governance.scorecard.read"/)).length,
    ).toBeGreaterThan(0);
  });

  it('keeps a card that fails from taking the page with it', async () => {
    await open({
      getInboxCount: async () => {
        throw refusal('NotAllowedError', 'no');
      },
    });
    await region('Coverage');
    expect(
      await screen.findByText('This could not be loaded.'),
    ).toBeInTheDocument();
  });

  it('copies a link to the same view', async () => {
    await open({}, '/?tier=2');
    await region('Coverage');
    await userEvent.click(screen.getByRole('button', { name: 'Share' }));
    expect(
      screen.getByRole('menuitem', { name: 'Download as CSV' }),
    ).toBeInTheDocument();
  });
});
