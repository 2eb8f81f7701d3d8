import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useApi } from '@backstage/core-plugin-api';
import {
  scorecardReadPermission,
  type HistoryItem,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { LevelSteps, Problem, RelativeTime, Section } from '../components';
import { useResource } from '../hooks/useResource';
import { useText, type Translate } from '../hooks/useText';
import { quietText } from '../theme/colors';
import { HistoryChart } from './HistoryChart';

/** Changes asked for at a time. */
const PAGE = 20;
/** Changes shown before "show more". */
const FIRST = 6;

const useStyles = makeStyles(
  theme => ({
    scroll: {
      overflowX: 'auto',
      marginTop: theme.spacing(1),
      '& table': { minWidth: 460 },
    },
    cell: {
      padding: theme.spacing(0.75, 1),
      fontSize: theme.typography.pxToRem(13),
    },
    number: {
      textAlign: 'right',
      whiteSpace: 'nowrap',
      fontVariantNumeric: 'tabular-nums',
    },
    changes: { minWidth: 180, overflowWrap: 'anywhere' },
    quiet: { margin: 0, color: quietText(theme) },
  }),
  { name: 'PlumblineHistoryPanel' },
);

function changesText(item: HistoryItem, t: Translate): string {
  return (
    item.changes
      .map(change =>
        t('history.change', {
          control: change.control,
          from: change.from ? t(`status.${change.from}`) : t('history.added'),
          to: change.to ? t(`status.${change.to}`) : t('history.removed'),
        }),
      )
      .join(', ') || t('history.noChange')
  );
}

/** Changes listed one by one up to here; a first judgement changes them all. */
const MANY = 6;

function ChangesCell(props: { item: HistoryItem; first: boolean }) {
  const t = useText();
  const { item, first } = props;
  if (first && item.changes.length > MANY) {
    return <>{t('history.first')}</>;
  }
  return <>{changesText(item, t)}</>;
}

/** How the judgement changed over time: a small chart and its table. @internal */
export function HistoryPanel(props: {
  entityRef: string;
  /** Loads again when it changes. */
  generation: number;
}) {
  const { entityRef, generation } = props;
  const classes = useStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const [all, setAll] = useState(false);
  const { value, error, loading, reload } = useResource(
    () => api.getHistory(entityRef, { limit: PAGE }),
    [api, entityRef, generation],
    { keep: true },
  );
  const items = value?.items ?? [];
  const shown = all ? items : items.slice(0, FIRST);
  const oldest = value && !value.nextCursor && items[items.length - 1];
  return (
    <Section title={t('history.title')}>
      {loading && !value && <Skeleton variant="rect" height={120} />}
      {error && !value && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {value && items.length === 0 && (
        <p className={classes.quiet}>{t('history.empty')}</p>
      )}
      {items.length > 0 && (
        <>
          <HistoryChart items={items} />
          <div
            className={classes.scroll}
            // A region that scrolls must be reachable with the keyboard.
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
            role="group"
            aria-label={t('history.title')}
          >
            <Table size="small">
              <TableHead>
                <TableRow>
                  <TableCell className={classes.cell}>
                    {t('history.when')}
                  </TableCell>
                  <TableCell className={classes.cell}>
                    {t('history.level')}
                  </TableCell>
                  <TableCell className={`${classes.cell} ${classes.number}`}>
                    {t('history.score')}
                  </TableCell>
                  <TableCell className={classes.cell}>
                    {t('history.changes')}
                  </TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {shown.map(item => (
                  <TableRow key={`${item.at}-${item.frameworkVersion}`}>
                    <TableCell className={classes.cell}>
                      <RelativeTime instant={item.at} />
                    </TableCell>
                    <TableCell className={classes.cell}>
                      <LevelSteps level={item.level} ownLevel={item.ownLevel} />
                    </TableCell>
                    <TableCell className={`${classes.cell} ${classes.number}`}>
                      {item.score ?? '–'}
                    </TableCell>
                    <TableCell className={`${classes.cell} ${classes.changes}`}>
                      <ChangesCell item={item} first={item === oldest} />
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </div>
          {shown.length < items.length && (
            <Button size="small" onClick={() => setAll(true)}>
              {t('actions.showAll', { number: String(items.length) })}
            </Button>
          )}
        </>
      )}
    </Section>
  );
}
