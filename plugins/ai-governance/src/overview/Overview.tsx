import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { scorecardReadPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Empty, Problem } from '../components';
import { FrameworkProvider } from '../framework/FrameworkProvider';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { Filters } from './Filters';
import { isFiltered, listQuery, writeListState } from './listState';
import { ScorecardTable } from './ScorecardTable';
import { useListState } from './useListState';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(2) },
    intro: {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      gap: theme.spacing(1),
      color: theme.palette.text.secondary,
    },
    paging: {
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'flex-end',
      gap: theme.spacing(1),
      padding: theme.spacing(1, 1.5),
      borderTop: `1px solid ${theme.palette.divider}`,
      fontSize: theme.typography.pxToRem(13),
    },
  }),
  { name: 'PlumblineOverview' },
);

function OverviewList() {
  const classes = useStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const { state, change, next, previous, page } = useListState();
  const question = writeListState(state).toString();
  const { value, error, loading, reload } = useResource(
    () => api.listScorecards(listQuery(state)),
    [api, question],
    { keep: true },
  );

  const none = value && value.items.length === 0 && !state.cursor;
  const empty = none && !isFiltered(state);
  return (
    <div className={classes.root}>
      <div className={classes.intro}>
        <span>{t('overview.subtitle')}</span>
        <span role="status" aria-live="polite">
          {value && !loading
            ? t('overview.total', { count: value.totalItems })
            : ''}
        </span>
      </div>
      {!empty && <Filters state={state} onChange={change} />}
      {error && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {none && !error && (
        <Paper variant="outlined">
          {empty ? (
            <Empty
              title={t('overview.emptyTitle')}
              text={t('overview.emptyText')}
            />
          ) : (
            <Empty
              title={t('overview.noMatchTitle')}
              text={t('overview.noMatchText')}
            />
          )}
        </Paper>
      )}
      {!none && !(error && !value) && (
        <Paper variant="outlined">
          <ScorecardTable
            items={value?.items}
            stale={loading}
            state={state}
            onSort={field =>
              change({
                sort: field,
                direction:
                  state.sort === field && state.direction === 'asc'
                    ? 'desc'
                    : 'asc',
              })
            }
          />
          {(state.cursor || value?.nextCursor) && (
            <div className={classes.paging}>
              {page && <span>{t('overview.page', { page: String(page) })}</span>}
              <Button
                size="small"
                variant="outlined"
                disabled={!state.cursor || loading}
                onClick={previous}
              >
                {page ? t('overview.previous') : t('overview.first')}
              </Button>
              <Button
                size="small"
                variant="outlined"
                disabled={!value?.nextCursor || loading}
                onClick={() => value?.nextCursor && next(value.nextCursor)}
              >
                {t('overview.next')}
              </Button>
            </div>
          )}
        </Paper>
      )}
    </div>
  );
}

/** Every scorecard the reader may see, without a page around it. @internal */
export function Overview() {
  return (
    <FrameworkProvider>
      <OverviewList />
    </FrameworkProvider>
  );
}
