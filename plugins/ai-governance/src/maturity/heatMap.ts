import type {
  GroupRollup,
  SummaryGroupBy,
  SummaryResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { TableData } from '../export/table';
import { ownerName, refName } from '../overview/owners';
import {
  askingAlso,
  NO_FILTER,
  STATUS_CHOICES,
  writeFilterState,
  type FilterState,
  type StatusChoice,
} from '../overview/listState';
import { applicableOf, countOf, percentOf } from './figures';

/** What the rows of a heat map can be. @internal */
export const HEAT_GROUPS: SummaryGroupBy[] = [
  'owner',
  'system',
  'domain',
  'type',
  'lifecycle',
];

/** What its cells can count. @internal */
export const HEAT_MEASURES = STATUS_CHOICES.filter(
  choice => choice !== 'notApplicable' && choice !== 'unmet',
);

/** What a heat map shows, as the address holds it. @internal */
export interface HeatState {
  by: SummaryGroupBy;
  /** Groups count what they own themselves only. */
  direct: boolean;
  measure: StatusChoice;
  /** `name`, `total` or the id of a control. */
  sort: string;
  descending: boolean;
}

/** Reads the address; whatever it does not understand is left out. @internal */
export function readHeatState(params: URLSearchParams): HeatState {
  const [sort, direction] = (params.get('sort') ?? '').split(':');
  return {
    by: HEAT_GROUPS.find(by => by === params.get('by')) ?? 'owner',
    direct: params.get('rollup') === 'direct',
    measure:
      HEAT_MEASURES.find(measure => measure === params.get('measure')) ??
      'open',
    sort: sort || 'total',
    descending: sort ? direction === 'desc' : true,
  };
}

/** How often a control of a row has the status that is counted. @internal */
export interface HeatCell {
  count: number;
  /** Entities the control applies to. */
  of: number;
  /** From 0 to 1. */
  share: number;
}

/** One team, system, … of a heat map. @internal */
export interface HeatRow {
  /** Null for what has none. */
  key: string | null;
  name: string;
  entities: number;
  /** In the order of the controls. */
  cells: HeatCell[];
  total: HeatCell;
}

function cellOf(count: number, of: number): HeatCell {
  return { count, of, share: of === 0 ? 0 : count / of };
}

/**
 * The groups that a filter by owner or domain leaves: those themselves and the
 * ones below them. Those above them count something too, but not all of it.
 */
function within(
  groups: readonly GroupRollup[],
  asked: string | undefined,
  options: { nested: boolean },
): readonly GroupRollup[] {
  if (!asked) {
    return groups;
  }
  const found = new Set<string | null>(
    asked.split(',').map(ref => (ref === 'none' ? null : ref)),
  );
  for (let before = -1; options.nested && before !== found.size; ) {
    before = found.size;
    for (const { key, parents } of groups) {
      if (parents?.some(parent => found.has(parent))) {
        found.add(key);
      }
    }
  }
  return groups.filter(({ key }) => found.has(key));
}

/** The rows of a heat map. @internal */
export function heatRows(
  summary: SummaryResponse,
  options: {
    state: Pick<HeatState, 'by' | 'measure'>;
    filter: FilterState;
    controls: readonly string[];
    /** Name of the row of what has none. */
    none: string;
  },
): HeatRow[] {
  const { state, filter, controls, none } = options;
  const { by, measure } = state;
  const name = by === 'owner' ? ownerName : refName;
  const groups = summary.groups ?? [];
  const asked = by === 'owner' || by === 'domain' ? filter[by] : undefined;
  return within(groups, asked, { nested: by === 'domain' || !filter.direct })
    .filter(({ assessable }) => assessable > 0)
    .map(group => {
      const counts = new Map(
        group.controls.map(each => [each.id, each.counts]),
      );
      const cells = controls.map(id => {
        const of = counts.get(id) ?? {};
        return cellOf(countOf(of, measure), applicableOf(of));
      });
      const sum = (value: (cell: HeatCell) => number) =>
        cells.reduce((total, cell) => total + value(cell), 0);
      return {
        key: group.key,
        name: group.key === null ? none : name(group.key),
        entities: group.assessable,
        cells,
        total: cellOf(
          sum(({ count }) => count),
          sum(({ of }) => of),
        ),
      };
    });
}

/** The same rows in the order that is asked for. @internal */
export function sortedRows(
  rows: readonly HeatRow[],
  state: Pick<HeatState, 'sort' | 'descending'>,
  controls: readonly string[],
): HeatRow[] {
  const { sort, descending } = state;
  const position = controls.indexOf(sort);
  const value = (row: HeatRow) =>
    position < 0 ? row.total : row.cells[position];
  const byName = (a: HeatRow, b: HeatRow) => a.name.localeCompare(b.name);
  const bySort = (a: HeatRow, b: HeatRow) =>
    sort === 'name'
      ? byName(a, b)
      : value(a).share - value(b).share || value(a).count - value(b).count;
  return [...rows].sort(
    (a, b) => (descending ? bySort(b, a) : bySort(a, b)) || byName(a, b),
  );
}

/** What of the address leads to the entities of a row. @internal */
export function rowFilter(
  row: HeatRow,
  state: HeatState,
  filter: FilterState,
): Partial<FilterState> {
  const value = row.key ?? 'none';
  return state.by === 'owner'
    ? {
        owner: value,
        direct: state.direct || filter.direct ? true : undefined,
      }
    : { [state.by]: value };
}

/**
 * What the address of a cell says of controls: how many of the row have what
 * the cells count, among those that the filter left. Undefined where the
 * address cannot say both. @internal
 */
export function cellQueryOf(
  control: string,
  measure: StatusChoice,
  filter: Pick<FilterState, 'control' | 'status' | 'also'>,
): string | undefined {
  const asked = askingAlso(filter, { control, status: measure });
  return asked && writeFilterState({ ...NO_FILTER, ...asked }).toString();
}

/** The heat map as a table: counts, and what they are of. @internal */
export function heatTable(
  rows: readonly HeatRow[],
  options: {
    controls: readonly string[];
    labels: {
      group: string;
      entities: string;
      count: (control: string) => string;
      of: (control: string) => string;
      percent: (control: string) => string;
    };
  },
): TableData {
  const { controls, labels } = options;
  return {
    columns: [
      { label: labels.group },
      { label: labels.entities, number: true },
      ...controls.flatMap(id => [
        { label: labels.count(id), number: true },
        { label: labels.of(id), number: true },
        { label: labels.percent(id), number: true },
      ]),
    ],
    rows: rows.map(row => [
      row.key ?? row.name,
      row.entities,
      ...row.cells.flatMap(({ count, of }) => [
        count,
        of,
        of === 0 ? null : percentOf(count, of),
      ]),
    ]),
  };
}
