import { Fragment, memo, useMemo, useRef, type MouseEvent } from 'react';
import { useHref, useNavigate } from 'react-router-dom';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import ArrowDownwardIcon from '@material-ui/icons/ArrowDownward';
import ArrowUpwardIcon from '@material-ui/icons/ArrowUpward';
import { useDimming } from '../hooks/useDimming';
import { usePrinting } from '../hooks/usePrinting';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import type { StatusChoice } from '../overview/listState';
import { quietText, shareTint, statusTones } from '../theme/colors';
import { percentOf } from './figures';
import type { HeatCell, HeatRow, HeatState } from './heatMap';
import { useGridFocus } from './useGridFocus';

/** Steps of the tint; the bar below the figures is exact. */
const STEPS = [0, 0.25, 0.5, 0.75, 1];

/** Of every row and of the head: long names are cut off. */
const ROW_HEIGHT = 48;
const HEAD_HEIGHT = 30;

/** Up to here every row is drawn, beyond only those in sight and around them. */
const FEW = 60;
/** More than a page of the keyboard goes. */
const AROUND = 12;

const NO_BAR = { backgroundImage: 'none' };

function stepOf(share: number): number {
  return share === 0 ? 0 : Math.min(4, 1 + Math.floor(share * 4));
}

const focused = (theme: Theme) => ({
  outline: `2px solid ${theme.palette.primary.main}`,
  outlineOffset: -2,
});

const useStyles = makeStyles<Theme, { tone: string }>(
  theme => ({
    scroll: {
      overflow: 'auto',
      maxHeight: '72vh',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      '@media print': { overflow: 'visible', maxHeight: 'none' },
    },
    table: {
      // Collapsed borders do not stick with their cells.
      borderCollapse: 'separate',
      borderSpacing: 0,
      // Thousands of cells are laid out at once when no column has to fit.
      tableLayout: 'fixed',
      width: '100%',
      fontSize: theme.typography.pxToRem(13),
      fontVariantNumeric: 'tabular-nums',
      '& th, & td': {
        padding: 0,
        height: ROW_HEIGHT,
        boxSizing: 'border-box',
        borderRight: `1px solid ${theme.palette.divider}`,
        borderBottom: `1px solid ${theme.palette.divider}`,
        backgroundColor: theme.palette.background.paper,
      },
      '& thead th': {
        position: 'sticky',
        top: 0,
        zIndex: 2,
        height: HEAD_HEIGHT,
      },
      '& th:first-child': { position: 'sticky', left: 0, zIndex: 1 },
      '& thead th:first-child': { zIndex: 3 },
    },
    names: { width: 184, [theme.breakpoints.down('xs')]: { width: 128 } },
    totals: { width: 72 },
    column: { width: 59 },
    head: {
      display: 'block',
      width: '100%',
      padding: theme.spacing(0.75, 0.5),
      border: 0,
      background: 'none',
      color: 'inherit',
      font: 'inherit',
      fontSize: theme.typography.pxToRem(12),
      fontWeight: 700,
      textAlign: 'left',
      whiteSpace: 'nowrap',
      cursor: 'pointer',
      '&:hover': { backgroundColor: theme.palette.action.hover },
      '&:focus-visible': focused(theme),
      // Over the names of the rows, where they begin.
      '&[data-column="0"]': { paddingLeft: theme.spacing(1) },
    },
    arrow: {
      marginLeft: theme.spacing(0.25),
      fontSize: theme.typography.pxToRem(14),
      verticalAlign: 'text-bottom',
    },
    row: {
      display: 'block',
      boxSizing: 'border-box',
      height: ROW_HEIGHT - 1,
      padding: theme.spacing(0.5, 1),
      color: 'inherit',
      fontWeight: 600,
      lineHeight: 1.4,
      textAlign: 'left',
      textDecoration: 'none',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      '&:hover': { textDecoration: 'underline' },
      '&:focus-visible': focused(theme),
    },
    entities: {
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(12),
      fontWeight: 400,
    },
    cell: {
      display: 'block',
      boxSizing: 'border-box',
      height: ROW_HEIGHT - 1,
      padding: theme.spacing(0.5, 0.75),
      color: theme.palette.text.primary,
      lineHeight: 1.4,
      textAlign: 'right',
      textDecoration: 'none',
      whiteSpace: 'nowrap',
      backgroundRepeat: 'no-repeat',
      backgroundPosition: 'left bottom',
      backgroundImage: ({ tone }) => `linear-gradient(${tone}, ${tone})`,
      printColorAdjust: 'exact',
      '&:focus-visible': focused(theme),
    },
    link: { '&:hover': { textDecoration: 'underline' } },
    quiet: { color: quietText(theme) },
    ...Object.fromEntries(
      STEPS.map((share, step) => [
        `step${step}`,
        {
          backgroundColor: ({ tone }: { tone: string }) =>
            shareTint(theme, tone, share),
        },
      ]),
    ),
  }),
  { name: 'PlumblineHeatGrid' },
);

type Classes = ReturnType<typeof useStyles>;

/** A measure's colour is that of its status. */
export function measureTone(theme: Theme, measure: StatusChoice): string {
  return statusTones(theme)[
    measure === 'open' || measure === 'unmet' ? 'gap' : measure
  ].text;
}

/** Figures as text, their share as a bar and a tint: readable without colour. */
function Cell(props: {
  cell: HeatCell;
  column: number;
  /** Absent where no address says what is counted. */
  href?: string;
  classes: Classes;
}) {
  const { cell, column, href, classes } = props;
  const { count, of, share } = cell;
  if (of === 0) {
    return (
      <td role="gridcell" data-column={column} tabIndex={-1}>
        <span className={`${classes.cell} ${classes.quiet}`} style={NO_BAR}>
          –
        </span>
      </td>
    );
  }
  const look = `${classes.cell} ${classes[`step${stepOf(share)}` as 'cell']}`;
  const text = (
    <>
      {count}/{of}
      <br />
      {percentOf(count, of)} %
    </>
  );
  const style = { backgroundSize: `${Math.round(share * 100)}% 4px` };
  if (count === 0) {
    return (
      <td role="gridcell" data-column={column} tabIndex={-1}>
        <span className={`${look} ${classes.quiet}`} style={NO_BAR}>
          {text}
        </span>
      </td>
    );
  }
  return href === undefined ? (
    <td role="gridcell" data-column={column} tabIndex={-1}>
      <span className={look} style={style}>
        {text}
      </span>
    </td>
  ) : (
    <td role="gridcell">
      <a
        href={href}
        className={`${look} ${classes.link}`}
        style={style}
        data-column={column}
        tabIndex={-1}
      >
        {text}
      </a>
    </td>
  );
}

/** Sorting moves rows and draws none of them again. */
const Row = memo(function HeatMapRow(props: {
  row: HeatRow;
  position: number;
  /** Address of the row's entities. */
  base: string;
  /** The same for its cells, which say of the controls themselves. */
  cellBase: string;
  /** What the address of a cell says of its control. */
  cellQuery: (control: string) => string | undefined;
  controls: readonly string[];
  entities: string;
  classes: Classes;
}) {
  const { row, position, base, cellBase, cellQuery } = props;
  const { controls, entities, classes } = props;
  const cells = useMemo(
    () => (
      <>
        <th scope="row" role="rowheader">
          <a href={base} className={classes.row} data-column={0} tabIndex={-1}>
            {row.name}
            <br />
            <span className={classes.entities}>{entities}</span>
          </a>
        </th>
        <td role="gridcell" className={classes.quiet}>
          <a
            href={base}
            className={`${classes.cell} ${classes.link}`}
            style={NO_BAR}
            data-column={1}
            tabIndex={-1}
          >
            {row.total.count}/{row.total.of}
            <br />
            {percentOf(row.total.count, row.total.of)} %
          </a>
        </td>
        {row.cells.map((cell, index) => {
          const query = cellQuery(controls[index]);
          return (
            <Cell
              key={controls[index]}
              cell={cell}
              column={index + 2}
              href={query && `${cellBase}&${query}`}
              classes={classes}
            />
          );
        })}
      </>
    ),
    [row, base, cellBase, cellQuery, controls, entities, classes],
  );
  return (
    <tr role="row" aria-rowindex={position + 1} data-row={position}>
      {cells}
    </tr>
  );
});

/** The room of rows that are not drawn. */
function Gap(props: { rows: number }) {
  return props.rows > 0 ? (
    <tr aria-hidden style={{ height: props.rows * ROW_HEIGHT }} />
  ) : null;
}

/**
 * Teams × controls as a grid of links: sorted by any column, walked through
 * with the keyboard, its head and first column always in sight. @internal
 */
export function HeatGrid(props: {
  label: string;
  rows: HeatRow[];
  controls: readonly string[];
  state: HeatState;
  tone: string;
  stale: boolean;
  /** Address of a row's entities, with a question already in it. */
  rowLink: (row: HeatRow) => string;
  /** The same for its cells, without the control that is filtered by. */
  cellLink: (row: HeatRow) => string;
  /** What the address of a cell adds for its control. */
  cellQuery: (control: string) => string | undefined;
  onSort: (sort: string) => void;
}) {
  const { rows, controls, state, stale, rowLink, cellLink, onSort } = props;
  const classes = useStyles({ tone: props.tone });
  const t = useText();
  const index = useFrameworkIndex();
  const navigate = useNavigate();
  // Where the app itself is mounted; the same for every link.
  const mounted = useHref('/').replace(/\/$/, '');
  const scroll = useRef<HTMLDivElement>(null);
  const printing = usePrinting();
  const inSight = rows.length > FEW && !printing;
  useDimming(stale, scroll);
  const reveal = useRef((_: number) => {});
  const { ref, stop, onFocus, onKeyDown } =
    useGridFocus<HTMLTableElement>(reveal);
  const virtualizer = useVirtualizer({
    enabled: inSight,
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: AROUND,
    scrollPaddingStart: HEAD_HEIGHT,
    // The row that has the focus stays, however far it is scrolled away.
    rangeExtractor: range => {
      const held = stop.current?.closest<HTMLElement>('[data-row]');
      const row = Number(held?.dataset.row ?? 0) - 1;
      const drawn = defaultRangeExtractor(range);
      return row < 0 || drawn.includes(row) || row >= rows.length
        ? drawn
        : [...drawn, row].sort((a, b) => a - b);
    },
  });
  reveal.current = row => virtualizer.scrollToIndex(Math.max(0, row - 1));
  const drawn = inSight
    ? virtualizer.getVirtualItems().map(({ index: position }) => position)
    : rows.map((_, position) => position);
  // One handler for thousands of links.
  const onClick = (event: MouseEvent) => {
    const link = (event.target as HTMLElement).closest('a');
    const href = link?.getAttribute('href');
    if (
      href &&
      event.button === 0 &&
      !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    ) {
      event.preventDefault();
      navigate(href.slice(mounted.length));
    }
  };
  const head = (
    sort: string,
    column: number,
    label: string,
    title?: string,
  ) => {
    const active = state.sort === sort;
    const Arrow = state.descending ? ArrowDownwardIcon : ArrowUpwardIcon;
    const direction = state.descending ? 'descending' : 'ascending';
    return (
      <th
        key={sort}
        scope="col"
        role="columnheader"
        aria-sort={active ? direction : undefined}
      >
        <button
          type="button"
          className={classes.head}
          title={title}
          data-column={column}
          tabIndex={-1}
          onClick={() => onSort(sort)}
        >
          {label}
          {active && <Arrow className={classes.arrow} aria-hidden />}
        </button>
      </th>
    );
  };
  return (
    <div ref={scroll} className={classes.scroll}>
      {/* The links inside are what is clicked; the table only listens. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <table
        ref={ref}
        role="grid"
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
        aria-colcount={controls.length + 2}
        aria-busy={stale}
        data-rows={rows.length + 1}
        data-columns={controls.length + 2}
        className={classes.table}
        style={{ minWidth: 256 + 59 * controls.length }}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <colgroup>
          <col className={classes.names} />
          <col className={classes.totals} />
          {controls.map(id => (
            <col key={id} className={classes.column} />
          ))}
        </colgroup>
        <thead>
          <tr role="row" aria-rowindex={1} data-row={0}>
            {head('name', 0, t(`heatMap.by.${state.by}`))}
            {head('total', 1, t('heatMap.total'))}
            {controls.map((id, column) =>
              head(id, column + 2, id, index?.control(id)?.name),
            )}
          </tr>
        </thead>
        <tbody>
          {drawn.map((position, place) => {
            const row = rows[position];
            const skipped = position - (place > 0 ? drawn[place - 1] + 1 : 0);
            return (
              <Fragment key={row.key ?? ''}>
                <Gap rows={skipped} />
                <Row
                  row={row}
                  position={position + 1}
                  base={`${mounted}${rowLink(row)}`}
                  cellBase={`${mounted}${cellLink(row)}`}
                  cellQuery={props.cellQuery}
                  controls={controls}
                  entities={t('overview.total', {
                    count: row.entities,
                    number: String(row.entities),
                  })}
                  classes={classes}
                />
              </Fragment>
            );
          })}
          <Gap rows={rows.length - 1 - (drawn[drawn.length - 1] ?? -1)} />
        </tbody>
      </table>
    </div>
  );
}
