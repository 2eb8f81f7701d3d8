import type { GroupRollup } from '@plumbline/backstage-plugin-ai-governance-common';
import { exampleItems, exampleRollup, exampleSummary } from '../__testUtils__';
import {
  NO_FILTER,
  readFilterState,
  type FilterState,
} from '../overview/listState';
import {
  cellQueryOf,
  heatRows,
  heatTable,
  readHeatState,
  rowFilter,
  sortedRows,
} from './heatMap';

const items = exampleItems();
const group = (
  key: string | null,
  of: number,
  parents: string[] = [],
): GroupRollup => ({
  ...exampleRollup(items.slice(0, of)),
  key,
  ...(parents.length > 0 && { parents }),
});

const summary = exampleSummary({
  groupBy: 'owner',
  groups: [
    group('group:default/shop', 5),
    group('group:default/payments', 2, ['group:default/shop']),
    group('group:default/web', 3, ['group:default/shop']),
    group('group:default/cards', 1, ['group:default/payments']),
    group('group:default/empty', 0),
    group(null, 4),
  ],
});

const read = (search: string) => readHeatState(new URLSearchParams(search));

function rowsOf(search = '', filter: FilterState = NO_FILTER) {
  const controls = ['SEC-001', 'SEC-002'];
  const state = read(search);
  return sortedRows(
    heatRows(summary, { state, filter, controls, none: 'Without' }),
    state,
    controls,
  );
}

const names = (search?: string, filter?: FilterState) =>
  rowsOf(search, filter).map(({ name }) => name);

describe('heatRows', () => {
  it('leaves out what counts nothing and names what has no owner', () => {
    expect(names('?sort=name:asc')).toEqual([
      'cards',
      'payments',
      'shop',
      'web',
      'Without',
    ]);
  });

  it('counts what a status choice stands for, of what the control applies to', () => {
    const open = rowsOf('?sort=name:asc&measure=open');
    const counted = (status: string) =>
      rowsOf(`?sort=name:asc&measure=${status}`).map(row => row.cells[1].count);
    expect(open.map(row => row.cells[1].count)).toEqual(
      counted('gap').map(
        (gap, index) =>
          gap + counted('stale')[index] + counted('unknown')[index],
      ),
    );
    for (const { cells, total } of open) {
      for (const { count, of, share } of [...cells, total]) {
        expect(count).toBeLessThanOrEqual(of);
        expect(share).toBe(of === 0 ? 0 : count / of);
      }
    }
  });

  it('sorts by share, by control and by name, both ways', () => {
    const shares = rowsOf('?sort=SEC-002:desc').map(
      ({ cells }) => cells[1].share,
    );
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(names('?sort=name:desc')).toEqual(names('?sort=name:asc').reverse());
    const totals = rowsOf().map(({ total }) => total.share);
    expect(totals).toEqual([...totals].sort((a, b) => b - a));
  });

  it('shows the chosen owners with the groups below them, none above', () => {
    const filter = { ...NO_FILTER, owner: 'group:default/payments' };
    expect(names('?sort=name:asc', filter)).toEqual(['cards', 'payments']);
    expect(names('?sort=name:asc', { ...filter, direct: true })).toEqual([
      'payments',
    ]);
    expect(names('?sort=name:asc', { ...NO_FILTER, owner: 'none' })).toEqual([
      'Without',
    ]);
  });

  it('shows the chosen domain with those inside of it, none above', () => {
    const domains = exampleSummary({
      groupBy: 'domain',
      groups: [
        group('domain:default/money', 3),
        group('domain:default/payments', 2, ['domain:default/money']),
        group('domain:default/cards', 1, ['domain:default/payments']),
        group(null, 1),
      ],
    });
    const shown = (domain: string, by = 'domain') =>
      heatRows(domains, {
        state: read(`?by=${by}`),
        filter: { ...NO_FILTER, domain, direct: true },
        controls: ['SEC-001'],
        none: 'Without',
      }).map(({ name }) => name);
    expect(shown('domain:default/payments')).toEqual(['payments', 'cards']);
    expect(shown('none')).toEqual(['Without']);
    // Rows of something else are what the backend has left already.
    expect(shown('domain:default/payments', 'system')).toHaveLength(4);
  });

  it('survives groups that are nested in a circle', () => {
    const circle = exampleSummary({
      groupBy: 'owner',
      groups: [
        group('group:default/a', 1, ['group:default/b']),
        group('group:default/b', 1, ['group:default/a']),
      ],
    });
    expect(
      heatRows(circle, {
        state: read(''),
        filter: { ...NO_FILTER, owner: 'group:default/a' },
        controls: ['SEC-001'],
        none: 'Without',
      }),
    ).toHaveLength(2);
  });
});

describe('rowFilter', () => {
  const [row] = rowsOf('?sort=name:asc');
  const none = rowsOf('?sort=name:asc').find(({ key }) => key === null)!;

  it('asks for exactly what the row counts', () => {
    expect(rowFilter(row, read(''), NO_FILTER)).toEqual({
      owner: 'group:default/cards',
      direct: undefined,
    });
    expect(rowFilter(row, read('?rollup=direct'), NO_FILTER)).toMatchObject({
      direct: true,
    });
    expect(rowFilter(none, read(''), NO_FILTER).owner).toBe('none');
    expect(rowFilter(none, read('?by=system'), NO_FILTER)).toEqual({
      system: 'none',
    });
  });
});

describe('heatTable', () => {
  it('has counts, what they are of, and percent for each control', () => {
    const table = heatTable(rowsOf('?sort=name:asc'), {
      controls: ['SEC-001', 'SEC-002'],
      labels: {
        group: 'Team',
        entities: 'Entities',
        count: id => `${id} open`,
        of: id => `${id} of`,
        percent: id => `${id} %`,
      },
    });
    expect(table.columns).toHaveLength(8);
    for (const row of table.rows) {
      expect(row).toHaveLength(8);
    }
  });
});

describe('cellQueryOf', () => {
  it.each([
    ['', 'control=SEC-001&status=open'],
    // Without a status nothing is asked of the control.
    ['control=SEC-002', 'control=SEC-001&status=open'],
    ['control=SEC-001&status=gap', 'control=SEC-001&status=gap'],
    ['control=SEC-001&status=unmet', 'control=SEC-001&status=open'],
    [
      'control=SEC-002&status=met',
      'control=SEC-002&status=met&also=SEC-001%3Aopen',
    ],
    // A second control of the address stays one, and narrows its own cells.
    [
      'control=SEC-002&status=met&also=SEC-001%3Astale',
      'control=SEC-002&status=met&also=SEC-001%3Astale',
    ],
    ['also=SEC-002%3Agap', 'control=SEC-002&status=gap&also=SEC-001%3Aopen'],
    // A third one finds no place, and no status is two at once.
    ['control=SEC-002&status=met&also=DP-001%3Agap', undefined],
    ['control=SEC-001&status=met', undefined],
  ])(
    'asks for a cell beside what the address asks for: %s',
    (search, query) => {
      const filter = readFilterState(new URLSearchParams(search));
      expect(cellQueryOf('SEC-001', 'open', filter)).toBe(query);
    },
  );
});
