import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import Papa from 'papaparse';
import { useLocation } from 'react-router-dom';
import type { ScorecardListItem } from '@plumbline/backstage-plugin-ai-governance-common';
import type { AiGovernanceApi } from '../api';
import {
  exampleListItem,
  exampleScorecard,
  larkspurServices,
  NOW,
} from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
  refusal,
  renderWithApi,
  WAITING,
} from '../__testUtils__/harness';
import { AiGovernancePage } from './AiGovernancePage';

const items: ScorecardListItem[] = Object.entries(larkspurServices(NOW)).map(
  ([name, options]) =>
    exampleListItem(
      exampleScorecard({ ...options, ref: `component:default/${name}` }),
    ),
);

function Address() {
  return <output data-testid="address">{useLocation().search}</output>;
}

async function open(
  listScorecards: AiGovernanceApi['listScorecards'],
  search = '',
) {
  const api = exampleApi({}, { listScorecards: jest.fn(listScorecards) });
  const result = await renderWithApi(
    <>
      <AiGovernancePage />
      <Address />
    </>,
    api,
    { path: `/entities${search}` },
  );
  return { api, ...result };
}

const all = async () => ({ items, totalItems: items.length });
const address = () => screen.getByTestId('address').textContent;

describe('the list of entities', () => {
  it('is taken out whole, with a column for every control', async () => {
    const saved: Blob[] = [];
    URL.createObjectURL = blob => {
      saved.push(blob as Blob);
      return 'blob:saved';
    };
    URL.revokeObjectURL = () => {};
    HTMLAnchorElement.prototype.click = () => {};
    const { api } = await open(
      async ({ cursor, limit }) => ({
        items: cursor ? items.slice(2) : items.slice(0, 2),
        totalItems: items.length,
        nextCursor: cursor || limit === 0 ? undefined : 'more',
      }),
      '?tier=2&orderBy=name:desc',
    );
    await screen.findByRole('table', { name: 'Scorecards' });
    await userEvent.click(
      screen.getByRole('button', { name: 'Share the list' }),
    );
    await userEvent.click(
      screen.getByRole('menuitem', { name: 'Download as CSV' }),
    );
    await waitFor(() => expect(saved).toHaveLength(1));
    const asked = { filter: expect.objectContaining({ tier: [2] }) };
    expect(api.listScorecards).toHaveBeenLastCalledWith({
      ...asked,
      orderBy: { field: 'name', direction: 'desc' },
      limit: 500,
      cursor: 'more',
    });
    expect(api.noteExport).toHaveBeenCalledWith(
      expect.objectContaining({
        view: 'ai-governance-entities',
        rows: items.length,
      }),
    );
    const [head, ...rows] = Papa.parse<string[]>(
      (await saved[0].text()).replace(/^\uFEFF/, '').trim(),
    ).data;
    expect(rows).toHaveLength(items.length);
    const first = Object.fromEntries(
      head.map((name, column) => [name, rows[0][column]]),
    );
    const [item] = items;
    expect(first).toMatchObject({
      Name: item.entityRef,
      Classification: item.classification,
      Level: String(item.level),
      'Own level': String(item.ownLevel),
      'SEC-001': expect.stringMatching(/^(Met|Gap|Stale|Unknown|Exempt)$/),
      'time zone': expect.any(String),
      link: expect.stringContaining('http'),
    });
  });

  it('lists every scorecard and leads to its tab', async () => {
    const { container } = await open(all);
    const table = await screen.findByRole('table', { name: 'Scorecards' });
    const row = (await within(table).findByText('search-api')).closest('tr')!;
    expect(within(row).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/component/search-api/ai-governance',
    );
    expect(
      within(row).getByRole('img', { name: /^Level 2 of 5/ }),
    ).toBeInTheDocument();
    expect(row).toHaveTextContent('8 of 9');
    expect(within(row).getByTitle('1 Gap: SEC-002')).toHaveTextContent('1 Gap');
    expect(screen.getByText('5 entities')).toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('marks what is assumed, rests on exceptions or is not assessed', async () => {
    await open(async () => ({
      items: [
        ...items,
        {
          ...items[0],
          entityRef: 'component:default/legacy-billing',
          notAssessable: 'archived',
        },
      ],
      totalItems: 6,
    }));
    expect(await screen.findByText('assumed')).toBeInTheDocument();
    expect(screen.getByText('2 without exceptions')).toBeInTheDocument();
    expect(screen.getByText('Not assessed: archived')).toBeInTheDocument();
  });

  it('filters on the server and keeps the filter in the address', async () => {
    const { api } = await open(all);
    await screen.findByText('search-api');
    await userEvent.selectOptions(screen.getByLabelText('Level'), '2');
    expect(address()).toBe('?level=2');
    await userEvent.selectOptions(
      await screen.findByLabelText('Control'),
      'SEC-002',
    );
    expect(address()).toBe('?level=2&control=SEC-002&status=gap');
    await userEvent.type(screen.getByLabelText('Filter by name'), 'api');
    await waitFor(() => expect(address()).toMatch(/^\?name=api&/));
    await waitFor(() =>
      expect(api.listScorecards).toHaveBeenLastCalledWith(
        expect.objectContaining({
          filter: expect.objectContaining({
            name: 'api',
            level: [2],
            controls: { 'SEC-002': ['gap'] },
          }),
        }),
        WAITING,
      ),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(address()).toBe('');
    expect(screen.getByLabelText('Filter by name')).toHaveValue('');
  });

  it('says what a number led to, and no longer asks for it when told so', async () => {
    const { api } = await open(
      all,
      '?assessable=false&excluded=The+repository+is+archived&scored=false',
    );
    const reason = await screen.findByRole('button', {
      name: /^No longer ask for: Not counted: /,
    });
    expect(api.listScorecards).toHaveBeenLastCalledWith(
      expect.objectContaining({
        filter: expect.objectContaining({
          excluded: ['The repository is archived'],
          scored: false,
        }),
      }),
      WAITING,
    );
    await userEvent.click(reason);
    expect(address()).toBe('?assessable=false&scored=false');
    await userEvent.click(
      screen.getByRole('button', {
        name: 'No longer ask for: Without a score',
      }),
    );
    expect(address()).toBe('?assessable=false');
  });

  it('filters by an owner of the catalog', async () => {
    const { api } = await open(all);
    await userEvent.click(screen.getByLabelText('Filter by name'));
    await screen.findByRole('option', { name: 'payments' });
    await userEvent.selectOptions(screen.getByLabelText('Owner'), 'payments');
    expect(address()).toBe('?owner=group%3Adefault%2Fpayments');
    await waitFor(() =>
      expect(api.listScorecards).toHaveBeenLastCalledWith(
        expect.objectContaining({
          filter: expect.objectContaining({
            ownerNested: ['group:default/payments'],
          }),
        }),
        WAITING,
      ),
    );
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'With the groups below' }),
    );
    expect(address()).toBe('?owner=group%3Adefault%2Fpayments&nested=false');
  });

  it('sorts on the server', async () => {
    const { api } = await open(all);
    await userEvent.click(await screen.findByRole('button', { name: 'Level' }));
    expect(address()).toBe('?orderBy=level%3Adesc');
    await userEvent.click(screen.getByRole('button', { name: 'Name' }));
    expect(api.listScorecards).toHaveBeenLastCalledWith(
      expect.objectContaining({ orderBy: { field: 'name', direction: 'asc' } }),
      WAITING,
    );
  });

  it('keeps what is not assessed at the end, which is neither the lowest nor the highest', async () => {
    const [first, ...others] = items;
    await open(
      async () => ({
        items: [{ ...first, notAssessable: 'archived' }, ...others],
        totalItems: items.length,
      }),
      '?orderBy=level:asc',
    );
    await screen.findByText('Not assessed: archived');
    const rows = screen.getAllByRole('row');
    expect(rows[rows.length - 1]).toHaveTextContent('Not assessed: archived');
  });

  it('pages through ten thousand with cursors, there and back', async () => {
    const { api } = await open(async ({ cursor }) => ({
      items: items.slice(0, 1),
      totalItems: 10_000,
      nextCursor: `${cursor ?? ''}x`,
    }));
    expect(await screen.findByText('10,000 entities')).toBeInTheDocument();
    const previous = screen.getByRole('button', { name: 'Previous' });
    expect(previous).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(address()).toBe('?cursor=x');
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Next' })).toBeEnabled(),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(address()).toBe('?cursor=xx');
    await waitFor(() => expect(previous).toBeEnabled());
    await userEvent.click(previous);
    expect(address()).toBe('?cursor=x');
    await waitFor(() => expect(previous).toBeEnabled());
    await userEvent.click(previous);
    expect(address()).toBe('');
    // One request per page shown, whatever the number of entities.
    expect(api.listScorecards).toHaveBeenCalledTimes(5);
  });

  it('leads back to the first page from an address in the middle', async () => {
    await open(
      async () => ({ items, totalItems: 10_000 }),
      '?level=2&cursor=abc',
    );
    const first = await screen.findByRole('button', { name: 'First page' });
    await waitFor(() => expect(first).toBeEnabled());
    await userEvent.click(first);
    expect(address()).toBe('?level=2');
  });
});

describe('states of the list of entities', () => {
  it('says what happens next when nothing was assessed', async () => {
    await open(async () => ({ items: [], totalItems: 0 }));
    expect(
      await screen.findByText('Nothing has been assessed yet'),
    ).toBeInTheDocument();
  });

  it('keeps the filters when nothing matches', async () => {
    await open(async () => ({ items: [], totalItems: 0 }), '?name=zzz');
    expect(
      await screen.findByText('No entity matches these filters'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Filter by name')).toHaveValue('zzz');
  });

  it('shows outlines while loading', async () => {
    await open(() => new Promise(() => {}));
    expect(screen.getByRole('table')).toHaveAttribute('aria-busy', 'true');
  });

  it('names the permission when forbidden', async () => {
    await open(async () => {
      throw refusal('NotAllowedError', 'no');
    });
    expect(
      await screen.findByText(/"ai-governance.scorecard.read"/),
    ).toBeInTheDocument();
  });

  it('keeps the rows when a later request fails', async () => {
    let fail = false;
    await open(async () => {
      if (fail) {
        throw refusal('Error', 'the database is locked');
      }
      return { items, totalItems: items.length };
    });
    await screen.findByText('search-api');
    fail = true;
    await userEvent.click(screen.getByRole('button', { name: 'Name' }));
    expect(
      await screen.findByText('the database is locked'),
    ).toBeInTheDocument();
    expect(screen.getByText('search-api')).toBeInTheDocument();
  });
});
