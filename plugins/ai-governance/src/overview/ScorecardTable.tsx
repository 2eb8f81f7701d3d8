import { memo } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import Skeleton from '@material-ui/lab/Skeleton';
import type { ScorecardListItem } from '@plumbline/backstage-plugin-ai-governance-common';
import type { ScorecardOrderField } from '../api';
import {
  ClassificationChip,
  LevelSteps,
  RelativeTime,
  TierChip,
} from '../components';
import { useDimming } from '../hooks/useDimming';
import { useText } from '../hooks/useText';
import { useTabLink } from '../pages/useTabLink';
import { quietText } from '../theme/colors';
import { exclusionText } from './exclusionText';
import type { ListState } from './listState';
import { ownerName } from './owners';
import { StatusCounts } from './StatusCounts';
import type { Selection } from './useSelection';
import { Checkbox } from '../controls';

const useStyles = makeStyles(
  theme => ({
    scroll: { overflowX: 'auto' },
    cell: {
      padding: theme.spacing(1, 1.5),
      verticalAlign: 'middle',
      fontSize: theme.typography.pxToRem(14),
    },
    head: { fontWeight: 700, whiteSpace: 'nowrap' },
    number: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
    checkbox: { padding: 0, marginRight: theme.spacing(0.75) },
    name: { maxWidth: 340, overflowWrap: 'anywhere' },
    quiet: {
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(12.5),
    },
    chips: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 0.75),
    },
    cards: { listStyle: 'none', margin: 0, padding: 0 },
    card: {
      display: 'grid',
      gap: theme.spacing(1),
      padding: theme.spacing(1.5, 2),
      borderTop: `1px solid ${theme.palette.divider}`,
      '&:first-child': { borderTop: 0 },
    },
    cardTop: {
      display: 'flex',
      justifyContent: 'space-between',
      alignItems: 'flex-start',
      gap: theme.spacing(1.5),
    },
  }),
  { name: 'PlumblineScorecardTable' },
);

function EntityName(props: {
  item: ScorecardListItem;
  to: string;
  /** Present while entities are chosen. */
  selection?: Selection;
}) {
  const { item, selection } = props;
  const t = useText();
  const classes = useStyles();
  const { namespace, name } = parseEntityRef(item.entityRef);
  const details = [
    item.type ?? item.kind,
    item.owner && ownerName(item.owner),
    namespace !== 'default' && namespace,
  ].filter(Boolean);
  return (
    <>
      {selection?.selectable(item.entityRef) && (
        <Checkbox
          size="small"
          color="primary"
          className={classes.checkbox}
          checked={selection.selected.has(item.entityRef)}
          onChange={() => selection.toggle(item.entityRef)}
          inputProps={{
            'aria-label': t('bulk.chooseEntity', { name: item.title ?? name }),
          }}
        />
      )}
      <Link to={props.to}>{item.title ?? name}</Link>
      <div className={classes.quiet}>{details.join(' · ')}</div>
    </>
  );
}

function LevelCell(props: { item: ScorecardListItem }) {
  const { item } = props;
  const classes = useStyles();
  const t = useText();
  if (item.level === null) {
    return <span className={classes.quiet}>{t('overview.notRanked')}</span>;
  }
  return (
    <div>
      <LevelSteps level={item.level} ownLevel={item.ownLevel} />
      {item.levelWithoutExceptions !== null &&
        item.levelWithoutExceptions < item.level && (
          <div className={classes.quiet}>
            {t('overview.withoutExceptions', {
              level: String(item.levelWithoutExceptions),
            })}
          </div>
        )}
    </div>
  );
}

function Chips(props: { item: ScorecardListItem }) {
  const { item } = props;
  const classes = useStyles();
  return (
    <div className={classes.chips}>
      <ClassificationChip
        classification={item.classification}
        assumed={!item.classificationDeclared}
        plain
      />
      <TierChip tier={item.tier} plain />
    </div>
  );
}

function useOwnPart(): (item: ScorecardListItem) => string {
  const t = useText();
  return item =>
    item.ownProgress
      ? t('overview.ownValue', {
          met: String(item.ownProgress.met),
          applicable: String(item.ownProgress.applicable),
        })
      : '–';
}

function Cards(props: { items: ScorecardListItem[]; selection?: Selection }) {
  const classes = useStyles();
  const t = useText();
  const tabLink = useTabLink();
  const ownPart = useOwnPart();
  return (
    <ul className={classes.cards} aria-label={t('overview.tableLabel')}>
      {props.items.map(item => (
        <li key={item.entityRef} className={classes.card}>
          <div className={classes.cardTop}>
            <div className={classes.name}>
              <EntityName
                item={item}
                to={tabLink(item.entityRef)}
                selection={props.selection}
              />
            </div>
            {!item.notAssessable && <LevelCell item={item} />}
          </div>
          {item.notAssessable ? (
            <span className={classes.quiet}>
              {t('overview.notAssessable', {
                reason: exclusionText(item.notAssessable, t),
              })}
            </span>
          ) : (
            <>
              <Chips item={item} />
              <StatusCounts controls={item.controls} />
              <div className={classes.quiet}>
                {t('overview.own')}: {ownPart(item)} · {t('overview.changed')}{' '}
                <RelativeTime instant={item.changedAt} />
              </div>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function SortableHead(props: {
  field: ScorecardOrderField;
  state: ListState;
  className: string;
  onSort: (field: ScorecardOrderField) => void;
  children: string;
}) {
  const { field, state } = props;
  const active = state.sort === field;
  return (
    <TableCell
      className={props.className}
      sortDirection={active ? state.direction : false}
    >
      <TableSortLabel
        active={active}
        direction={active ? state.direction : 'asc'}
        onClick={() => props.onSort(field)}
      >
        {props.children}
      </TableSortLabel>
    </TableCell>
  );
}

/**
 * Sorted by anything a judgement gives, entities without one stand at the end
 * of the page: they are neither the lowest nor the highest.
 */
function assessedFirst(
  items: ScorecardListItem[] | undefined,
  state: ListState,
): ScorecardListItem[] | undefined {
  return state.sort === 'name'
    ? items
    : items && [
        ...items.filter(item => !item.notAssessable),
        ...items.filter(item => item.notAssessable),
      ];
}

/** What one entity's row says; drawn again only for another judgement. */
const Row = memo(
  (props: {
    item: ScorecardListItem;
    to: string;
    onlyReasons: boolean;
    selection?: Selection;
  }) => {
    const { item, onlyReasons } = props;
    const classes = useStyles();
    const t = useText();
    const ownPart = useOwnPart();
    return (
      <TableRow hover>
        <TableCell
          component="th"
          scope="row"
          className={`${classes.cell} ${classes.name}`}
        >
          <EntityName item={item} to={props.to} selection={props.selection} />
        </TableCell>
        {item.notAssessable ? (
          <TableCell
            colSpan={onlyReasons ? 1 : 5}
            className={`${classes.cell} ${classes.quiet}`}
          >
            {onlyReasons
              ? exclusionText(item.notAssessable, t)
              : t('overview.notAssessable', {
                  reason: exclusionText(item.notAssessable, t),
                })}
          </TableCell>
        ) : (
          <>
            <TableCell className={classes.cell}>
              <LevelCell item={item} />
            </TableCell>
            <TableCell className={`${classes.cell} ${classes.number}`}>
              {ownPart(item)}
            </TableCell>
            <TableCell className={classes.cell}>
              <Chips item={item} />
            </TableCell>
            <TableCell className={classes.cell}>
              <StatusCounts controls={item.controls} />
            </TableCell>
            <TableCell className={classes.cell}>
              <RelativeTime instant={item.changedAt} />
            </TableCell>
          </>
        )}
      </TableRow>
    );
  },
);

/** The scorecards of one page: a table, or cards on a narrow screen. @internal */
export function ScorecardTable(props: {
  items?: ScorecardListItem[];
  /** The next answer is on its way; what is shown is the one before. */
  stale: boolean;
  state: ListState;
  /** Present while entities are chosen. */
  selection?: Selection;
  onSort: (field: ScorecardOrderField) => void;
}) {
  const { state, onSort } = props;
  const items = assessedFirst(props.items, state);
  const classes = useStyles();
  const t = useText();
  const theme = useTheme();
  // Only on a screen: what changes while it is put on paper is cut off there.
  const narrow = useMediaQuery(
    theme.breakpoints.down('sm').replace('@media', '@media screen and'),
  );
  const shown = useDimming<HTMLDivElement>(props.stale);
  const tabLink = useTabLink();
  // Among what is not assessed the reason is all there is to say.
  const onlyReasons = state.assessable === false;
  const head = `${classes.cell} ${classes.head}`;
  if (narrow) {
    return items ? (
      <div ref={shown}>
        <Cards items={items} selection={props.selection} />
      </div>
    ) : (
      <div className={classes.card}>
        {Array.from({ length: 6 }, (_, row) => (
          <Skeleton key={row} height={90} />
        ))}
      </div>
    );
  }
  return (
    <div ref={shown} className={classes.scroll}>
      <Table
        aria-label={t('overview.tableLabel')}
        aria-busy={props.stale || !items}
      >
        <TableHead>
          <TableRow>
            <SortableHead field="name" className={head} {...{ state, onSort }}>
              {t('overview.name')}
            </SortableHead>
            {onlyReasons ? (
              <TableCell className={head}>{t('overview.reason')}</TableCell>
            ) : (
              <>
                <SortableHead
                  field="level"
                  className={head}
                  {...{ state, onSort }}
                >
                  {t('overview.level')}
                </SortableHead>
                <TableCell className={`${head} ${classes.number}`}>
                  {t('overview.own')}
                </TableCell>
                <SortableHead
                  field="classification"
                  className={head}
                  {...{ state, onSort }}
                >
                  {t('overview.profile')}
                </SortableHead>
                <TableCell className={head}>{t('overview.controls')}</TableCell>
                <SortableHead
                  field="changedAt"
                  className={head}
                  {...{ state, onSort }}
                >
                  {t('overview.changed')}
                </SortableHead>
              </>
            )}
          </TableRow>
        </TableHead>
        <TableBody>
          {!items &&
            Array.from({ length: 10 }, (_, row) => (
              <TableRow key={row}>
                <TableCell colSpan={6} className={classes.cell}>
                  <Skeleton height={36} />
                </TableCell>
              </TableRow>
            ))}
          {items?.map(item => (
            <Row
              key={item.entityRef}
              item={item}
              to={tabLink(item.entityRef)}
              onlyReasons={onlyReasons}
              selection={props.selection}
            />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
