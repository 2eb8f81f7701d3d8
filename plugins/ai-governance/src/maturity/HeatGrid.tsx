import { memo, useMemo, type MouseEvent } from 'react';
import { useHref, useNavigate } from 'react-router-dom';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import ArrowDownwardIcon from '@material-ui/icons/ArrowDownward';
import ArrowUpwardIcon from '@material-ui/icons/ArrowUpward';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import type { StatusChoice } from '../overview/listState';
import { quietText, shareTint, statusTones } from '../theme/colors';
import { percentOf } from './figures';
import type { HeatCell, HeatRow, HeatState } from './heatMap';
import { useGridFocus } from './useGridFocus';

/** Steps of the tint; the bar below the figures is exact. */
const STEPS = [0, 0.25, 0.5, 0.75, 1];

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
    stale: { opacity: 0.55, transition: 'opacity 150ms' },
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
        borderRight: `1px solid ${theme.palette.divider}`,
        borderBottom: `1px solid ${theme.palette.divider}`,
        backgroundColor: theme.palette.background.paper,
      },
      '& thead th': { position: 'sticky', top: 0, zIndex: 2 },
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
    },
    arrow: {
      marginLeft: theme.spacing(0.25),
      fontSize: theme.typography.pxToRem(14),
      verticalAlign: 'text-bottom',
    },
    row: {
      display: 'block',
      padding: theme.spacing(0.75, 1),
      color: 'inherit',
      fontWeight: 600,
      textAlign: 'left',
      textDecoration: 'none',
      overflowWrap: 'anywhere',
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
      padding: theme.spacing(0.75, 0.75, 1),
      color: theme.palette.text.primary,
      lineHeight: 1.35,
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
  return statusTones(theme)[measure === 'open' ? 'gap' : measure].text;
}

/** Figures as text, their share as a bar and a tint: readable without colour. */
function Cell(props: {
  cell: HeatCell;
  column: number;
  href: string;
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
  return count === 0 ? (
    <td role="gridcell" data-column={column} tabIndex={-1}>
      <span className={`${look} ${classes.quiet}`} style={NO_BAR}>
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
  controls: readonly string[];
  measure: StatusChoice;
  entities: string;
  classes: Classes;
}) {
  const { row, position, base, controls, measure, entities, classes } = props;
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
        <td
          role="gridcell"
          data-column={1}
          tabIndex={-1}
          className={classes.quiet}
        >
          <span className={classes.cell} style={NO_BAR}>
            {row.total.count}/{row.total.of}
            <br />
            {percentOf(row.total.count, row.total.of)} %
          </span>
        </td>
        {row.cells.map((cell, index) => (
          <Cell
            key={controls[index]}
            cell={cell}
            column={index + 2}
            href={`${base}&control=${encodeURIComponent(
              controls[index],
            )}&status=${measure}`}
            classes={classes}
          />
        ))}
      </>
    ),
    [row, base, controls, measure, entities, classes],
  );
  return (
    <tr role="row" aria-rowindex={position + 1} data-row={position}>
      {cells}
    </tr>
  );
});

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
  onSort: (sort: string) => void;
}) {
  const { rows, controls, state, stale, rowLink, onSort } = props;
  const classes = useStyles({ tone: props.tone });
  const t = useText();
  const index = useFrameworkIndex();
  const navigate = useNavigate();
  // Where the app itself is mounted; the same for every link.
  const mounted = useHref('/').replace(/\/$/, '');
  const { ref, onFocus, onKeyDown } = useGridFocus<HTMLTableElement>();
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
    <div className={classes.scroll}>
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
        className={`${classes.table} ${stale ? classes.stale : ''}`}
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
          {rows.map((row, position) => (
            <Row
              key={row.key ?? ''}
              row={row}
              position={position + 1}
              base={`${mounted}${rowLink(row)}`}
              controls={controls}
              measure={state.measure}
              entities={t('overview.total', {
                count: row.entities,
                number: String(row.entities),
              })}
              classes={classes}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
