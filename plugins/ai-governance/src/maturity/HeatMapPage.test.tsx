import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import type { AiGovernanceApi } from '../api';
import { exampleItems, exampleRollup, exampleSummary } from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
  refusal,
  renderWithApi,
  WAITING,
} from '../__testUtils__/harness';
import { FrameworkProvider } from '../framework/FrameworkProvider';
import { HeatMapPage } from './HeatMapPage';

const items = exampleItems();
const summary = exampleSummary({
  groupBy: 'owner',
  groups: [
    { key: 'group:default/payments', ...exampleRollup(items.slice(0, 2)) },
    { key: 'group:default/web', ...exampleRollup(items.slice(1)) },
    { key: null, ...exampleRollup(items.slice(4)) },
  ],
});

function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{`${pathname}${search}`}</output>;
}

async function open(
  getSummary: AiGovernanceApi['getSummary'] = async () => summary,
  search = '',
) {
  const api = exampleApi({}, { getSummary: jest.fn(getSummary) });
  const result = await renderWithApi(
    <FrameworkProvider>
      <HeatMapPage />
      <Address />
    </FrameworkProvider>,
    api,
    { path: `/governance/heat-map${search}` },
  );
  return { api, ...result };
}

const placeOf = (cell: HTMLElement) =>
  `${cell.closest('tr')!.dataset.row}:${cell.dataset.column}`;
const address = () => screen.getByTestId('address').textContent;
const grid = () => screen.findByRole('grid');
const controls = summary.totals.controls.map(({ id }) => id);

describe('HeatMapPage', () => {
  it('shows teams × controls with counts and shares', async () => {
    const { container, api } = await open();
    const table = await grid();
    expect(within(table).getAllByRole('columnheader')).toHaveLength(
      controls.length + 2,
    );
    const row = within(table).getByRole('row', { name: /^web/ });
    const position = controls.indexOf('SEC-002') + 2;
    const { counts } = summary.groups![1].controls[position - 2];
    const of = Object.values(counts).reduce((sum, n) => sum + n, 0);
    expect(row.children[position]).toHaveTextContent(
      new RegExp(`/${of - (counts.notApplicable ?? 0)}`),
    );
    expect(api.getSummary).toHaveBeenCalledWith(
      expect.objectContaining({ groupBy: 'owner', rollup: 'nested' }),
      WAITING,
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it('leads from a cell to its entities with one click', async () => {
    await open(undefined, '?tier=2');
    const row = within(await grid()).getByRole('row', { name: /^web/ });
    const link = within(row)
      .getAllByRole('link')
      .find(each => each.getAttribute('href')!.includes('control=SEC-002'))!;
    await userEvent.click(link);
    expect(address()).toBe(
      '/governance/entities?owner=group%3Adefault%2Fweb&tier=2&assessable=true&control=SEC-002&status=open',
    );
  });

  it('counts what the control filter leaves, and asks for both in its cells', async () => {
    const { api } = await open(undefined, '?control=SEC-001&status=gap');
    const row = within(await grid()).getByRole('row', { name: /^web/ });
    expect(api.getSummary).toHaveBeenCalledWith(
      expect.objectContaining({
        filter: expect.objectContaining({ controls: { 'SEC-001': ['gap'] } }),
      }),
      WAITING,
    );
    await userEvent.click(
      within(row)
        .getAllByRole('link')
        .find(each => each.getAttribute('href')!.includes('also='))!,
    );
    expect(address()).toMatch(
      /entities\?owner=group%3Adefault%2Fweb&assessable=true&control=SEC-001&status=gap&also=[A-Z-]+\d+%3Aopen$/,
    );
  });

  it('keeps a second control of the address, and leads nowhere from a third', async () => {
    await open(undefined, '?control=SEC-001&status=gap&also=SEC-002:unmet');
    const table = await grid();
    const cells = (id: string) =>
      within(table)
        .getAllByRole('row')
        .slice(1)
        .map(row => row.children[controls.indexOf(id) + 2])
        .filter(cell => /^[1-9]/.test(cell.textContent!));
    expect(cells('SEC-002').length).toBeGreaterThan(0);
    for (const cell of cells('SEC-002')) {
      expect(within(cell as HTMLElement).getByRole('link')).toHaveAttribute(
        'href',
        expect.stringMatching(
          /&control=SEC-001&status=gap&also=SEC-002%3Aopen$/,
        ),
      );
    }
    const third = cells('DP-001');
    expect(third.length).toBeGreaterThan(0);
    for (const cell of third) {
      expect(within(cell as HTMLElement).queryByRole('link')).toBeNull();
    }
  });

  it('sorts by a column and keeps that in the address', async () => {
    await open();
    await userEvent.click(
      within(await grid()).getByRole('button', { name: 'SEC-002' }),
    );
    expect(address()).toBe('/governance/heat-map?sort=SEC-002%3Adesc');
    expect(
      screen.getByRole('columnheader', { name: 'SEC-002' }),
    ).toHaveAttribute('aria-sort', 'descending');
    await userEvent.click(screen.getByRole('button', { name: 'SEC-002' }));
    expect(address()).toBe('/governance/heat-map?sort=SEC-002%3Aasc');
  });

  it('is one tab stop and walked through with the keyboard', async () => {
    await open();
    const table = await grid();
    const stops = () =>
      [...table.querySelectorAll<HTMLElement>('[data-column]')]
        .filter(each => each.tabIndex === 0)
        .map(placeOf);
    expect(stops()).toEqual(['0:0']);
    within(table).getByRole('button', { name: 'Team' }).focus();
    const at = () => placeOf(document.activeElement as HTMLElement);
    await userEvent.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}');
    expect(at()).toBe('1:2');
    await userEvent.keyboard('{End}');
    expect(at()).toBe(`1:${controls.length + 1}`);
    await userEvent.keyboard('{Control>}{Home}{/Control}');
    expect(at()).toBe('0:0');
    await userEvent.keyboard('{PageDown}{ArrowDown}{ArrowLeft}');
    expect(at()).toBe('3:0');
    expect(stops()).toEqual(['3:0']);
  });

  it('asks for other rows and other measures', async () => {
    const { api } = await open();
    await grid();
    await userEvent.selectOptions(screen.getByLabelText('Rows'), 'system');
    await waitFor(() =>
      expect(api.getSummary).toHaveBeenLastCalledWith(
        {
          filter: expect.anything(),
          groupBy: 'system',
        },
        WAITING,
      ),
    );
    const asked = api.getSummary.mock.calls.length;
    await userEvent.selectOptions(screen.getByLabelText('Cells count'), 'met');
    expect(address()).toBe('/governance/heat-map?by=system&measure=met');
    // What is counted is in the answer already.
    expect(api.getSummary).toHaveBeenCalledTimes(asked);
  });
});

describe('a large heat map', () => {
  it('draws what is in sight and says how much there is', async () => {
    const groups = Array.from({ length: 300 }, (_, index) => ({
      ...summary.groups![index % 2],
      key: `group:default/team-${index}`,
    }));
    await open(async () => ({ ...summary, groups }));
    const table = await grid();
    expect(table).toHaveAttribute('aria-rowcount', '301');
    const rows = () => within(table).getAllByRole('row').length;
    expect(rows()).toBeLessThan(60);
    act(() => void window.dispatchEvent(new Event('beforeprint')));
    expect(rows()).toBe(301);
    act(() => void window.dispatchEvent(new Event('afterprint')));
    await waitFor(() => expect(rows()).toBeLessThan(60));
  });
});

describe('states of HeatMapPage', () => {
  it('says when nothing matches', async () => {
    await open(async () => ({ ...summary, groups: [] }), '?tier=3');
    expect(
      await screen.findByText('No entity matches these filters'),
    ).toBeInTheDocument();
  });

  it('says when it shows a part only', async () => {
    await open(async () => ({ ...summary, isComplete: false }));
    expect(
      await screen.findByText(/^You see part of the organization/),
    ).toBeInTheDocument();
  });

  it('names the permission when forbidden', async () => {
    await open(async () => {
      throw refusal('NotAllowedError', 'no');
    });
    expect(
      await screen.findByText(/"ai-governance.scorecard.read"/),
    ).toBeInTheDocument();
  });
});
