import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useApi } from '@backstage/core-plugin-api';
import {
  scorecardReadPermission,
  type ControlStatus,
  type HistoryItem,
  type HistoryResponse,
  type Scorecard,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  Choice,
  LevelSteps,
  Problem,
  RelativeTime,
  Section,
  StatusLabel,
} from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useFurther } from '../hooks/useFurther';
import { useResource, type Resource } from '../hooks/useResource';
import { useText, type Translate } from '../hooks/useText';
import { quietText } from '../theme/colors';
import { HistoryChart } from './HistoryChart';
import { ReplayDialog } from './ReplayDialog';
import { DataTable } from '../maturity/DataTable';
import { Button } from '../controls';

/** Changes asked for at a time. @internal */
export const HISTORY_PAGE = 20;
/** Changes shown before "show more". */
const FIRST = 6;

const useStyles = makeStyles(
  theme => ({
    table: { marginTop: theme.spacing(1) },
    filter: { width: 220, maxWidth: '100%' },
    since: { margin: theme.spacing(0, 0, 1) },
    show: {
      minWidth: 0,
      padding: theme.spacing(0.125, 0.75),
      whiteSpace: 'nowrap',
    },
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

/** What "when did this start?" is answered with, for one control. */
function SinceLine(props: {
  control: string;
  status?: ControlStatus;
  since?: string;
}) {
  const classes = useStyles();
  const t = useText();
  const { control, status, since } = props;
  return status && since ? (
    <p className={classes.since}>
      {control} <StatusLabel status={status} /> {t('history.since')}{' '}
      <RelativeTime instant={since} />
    </p>
  ) : null;
}

/** How the judgement changed over time: a small chart and its table. @internal */
export function HistoryPanel(props: {
  entityRef: string;
  scorecard: Scorecard;
  /** Changes of everything. */
  history: Resource<HistoryResponse>;
}) {
  const { entityRef, scorecard, history } = props;
  const classes = useStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const [control, setControl] = useState<string>();
  const [replayed, setReplayed] = useState<string>();
  const [all, setAll] = useState(false);
  const filtered = useResource(
    async () =>
      control
        ? api.getHistory(entityRef, { control, limit: HISTORY_PAGE })
        : undefined,
    // Read again whenever the whole history changed.
    [api, entityRef, control, history.value],
    { keep: true, steady: true },
  );
  const shownHistory = control ? filtered : history;
  const { value, error, loading, reload } = shownHistory;
  const { items, more, loadMore, loadingMore, moreError } = useFurther(
    value,
    cursor =>
      api.getHistory(entityRef, {
        ...(control && { control }),
        limit: HISTORY_PAGE,
        cursor,
      }),
  );
  const shown = all ? items : items.slice(0, FIRST);
  const oldest = value && !more && items[items.length - 1];
  return (
    <Section
      title={t('history.title')}
      action={
        <Choice
          label={t('history.control')}
          className={classes.filter}
          value={control}
          any={t('history.allControls')}
          options={scorecard.controls.map(({ control: id }) => ({
            value: id,
            label: [id, index?.control(id)?.name].filter(Boolean).join(' '),
          }))}
          onChange={setControl}
        />
      }
    >
      {loading && !value && <Skeleton variant="rect" height={120} />}
      {error && !value && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {control && (
        <SinceLine
          control={control}
          status={scorecard.controls.find(c => c.control === control)?.status}
          since={history.value?.since?.[control]}
        />
      )}
      {value && items.length === 0 && (
        <p className={classes.quiet}>{t('history.empty')}</p>
      )}
      {items.length > 0 && (
        <>
          {!control && <HistoryChart items={items} />}
          <div className={classes.table}>
            <DataTable
              label={t('history.title')}
              table={{
                columns: [
                  { label: t('history.when') },
                  { label: t('history.level') },
                  { label: t('history.score'), number: true },
                  { label: t('history.changes') },
                  { label: t('history.moment') },
                ],
                rows: shown.map(item => [
                  item.at,
                  null,
                  item.score === null ? null : String(item.score),
                  null,
                  null,
                ]),
              }}
              cell={(row, column) => {
                const item = shown[row];
                switch (column) {
                  case 0:
                    return <RelativeTime instant={item.at} />;
                  case 1:
                    return (
                      <LevelSteps level={item.level} ownLevel={item.ownLevel} />
                    );
                  case 3:
                    return <ChangesCell item={item} first={item === oldest} />;
                  case 4:
                    return (
                      <Button
                        size="small"
                        className={classes.show}
                        aria-label={t('history.showMoment', {
                          instant: item.at,
                        })}
                        onClick={() => setReplayed(item.at)}
                      >
                        {t('history.show')}
                      </Button>
                    );
                  default:
                    return undefined;
                }
              }}
            />
          </div>
          {shown.length < items.length && (
            <Button size="small" onClick={() => setAll(true)}>
              {t('actions.showAll', { number: String(items.length) })}
            </Button>
          )}
          {shown.length === items.length && more && (
            <Button size="small" disabled={loadingMore} onClick={loadMore}>
              {t('history.older')}
            </Button>
          )}
          {moreError && (
            <Problem
              error={moreError}
              permission={scorecardReadPermission.name}
              onRetry={loadMore}
            />
          )}
        </>
      )}
      {replayed && (
        <ReplayDialog
          entityRef={entityRef}
          at={replayed}
          onClose={() => setReplayed(undefined)}
        />
      )}
    </Section>
  );
}
