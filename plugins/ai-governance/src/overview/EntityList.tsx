import { useMemo, useRef, useState, type RefObject } from 'react';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import {
  scorecardReadPermission,
  type MaturityRollup,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { BulkAttest } from '../attestations/BulkAttest';
import { BulkDeclare } from '../declare/BulkDeclare';
import { BulkException } from '../exceptions/BulkException';
import { Empty, Problem } from '../components';
import { ShareMenu } from '../export/ShareMenu';
import { LARGEST_PAGE, wholeList } from '../export/wholeList';
import { answeredOr } from '../hooks/answeredOr';
import { useNumber } from '../hooks/useLanguage';
import { useAfterOthers } from '../hooks/useAfterOthers';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { useGovernancePath } from '../pages/useGovernancePath';
import { MOST_REFS } from '../push-next/useOptions';
import { AssessableSwitch } from './AssessableSwitch';
import { entitiesTable } from './entitiesTable';
import { filterOf, isFiltered, listQuery, writeListState } from './listState';
import { ScorecardTable } from './ScorecardTable';
import type { ListNavigation } from './useListState';
import { MOST_SELECTED, useSelection } from './useSelection';
import { Button } from '../controls';

/** Most entities of one request that declares. */
const MOST_DECLARED = 100;

/**
 * How long, in ms, the list's question stays behind that of the pictures: a
 * server that answers both at once answers both later.
 */
const PICTURES_FIRST = 250;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(2),
    },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 1.5),
      padding: theme.spacing(2, 1.5),
      borderBottom: `1px solid ${theme.palette.divider}`,
      fontSize: theme.typography.pxToRem(13),
      '@media print': { display: 'none' },
    },
    total: { marginRight: 'auto' },
    paging: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      minHeight: theme.spacing(4),
      padding: theme.spacing(1, 1.5),
      borderTop: `1px solid ${theme.palette.divider}`,
      fontSize: theme.typography.pxToRem(13),
    },
  }),
  { name: 'PlumblineEntityList' },
);

/** Every scorecard the reader may see that the address asks for. @internal */
export function EntityList(props: {
  navigation: ListNavigation;
  /** What the same filter adds up to, whether it counts or not. */
  totals?: MaturityRollup;
  /** The pictures of the same filter are on their way. */
  picturesPending: boolean;
  /** Their question that was asked last, which goes before the list's. */
  pictures?: RefObject<Promise<unknown>>;
}) {
  const { totals } = props;
  const { state, change, next, previous, page } = props.navigation;
  const classes = useStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const formatNumber = useNumber();
  const root = useGovernancePath() ?? '';
  const question = writeListState(state).toString();
  const {
    value: answer,
    error,
    loading: asking,
    reload,
  } = useResource(
    async signal => {
      // Effects of the pictures around the list come after its own.
      await undefined;
      await answeredOr(props.pictures?.current, PICTURES_FIRST);
      signal.throwIfAborted();
      const found = await api.listScorecards(listQuery(state), { signal });
      return { ...found, at: new Date().toISOString() };
    },
    [api, question],
    {
      keep: true,
    },
  );
  // Pictures above the list are drawn first.
  const value = useAfterOthers(answer, props.picturesPending);
  const loading = asking || value !== answer;

  const table = useMemo(
    () => value && entitiesTable(value.items, t),
    [value, t],
  );
  const selection = useSelection(value?.items);
  const [doing, setDoing] = useState<'attest' | 'declare' | 'exception'>();
  const done = useRef(false);
  // Who cancels has not done with what was chosen.
  const close = () => {
    setDoing(undefined);
    if (done.current) {
      done.current = false;
      selection.stop();
    }
  };
  const finish = async () => {
    done.current = true;
    await reload();
  };
  const none = value && value.items.length === 0 && !state.cursor;
  const empty = none && !isFiltered(state);
  const head = (
    <div className={classes.head}>
      <AssessableSwitch state={state} totals={totals} onChange={change} />
      {selection.active ? (
        <>
          {(['attest', 'declare', 'exception'] as const).map(act => (
            <Button
              key={act}
              size="small"
              variant={act === 'attest' ? 'contained' : 'outlined'}
              color="primary"
              disabled={
                selection.selected.size === 0 ||
                (act === 'declare' && selection.selected.size > MOST_DECLARED)
              }
              onClick={() => setDoing(act)}
            >
              {t(`bulk.${act}`)}
            </Button>
          ))}
          {selection.selected.size > 0 &&
            selection.selected.size <= MOST_REFS && (
              <Link
                to={`${root}/push-next?${new URLSearchParams({
                  refs: [...selection.selected].join(','),
                })}`}
              >
                {t('bulk.plan')}
              </Link>
            )}
          <Button size="small" onClick={selection.stop}>
            {t('bulk.stop')}
          </Button>
          <span role="status" aria-live="polite">
            {selection.selected.size > 0
              ? t('bulk.chosen', { count: selection.selected.size })
              : t('bulk.help')}
            {selection.selected.size >= MOST_SELECTED &&
              ` ${t('bulk.tooMany', { number: String(MOST_SELECTED) })}`}
            {selection.selected.size > MOST_REFS &&
              ` ${t('bulk.planTooMany', { number: String(MOST_REFS) })}`}
          </span>
        </>
      ) : (
        <Button size="small" onClick={selection.start}>
          {t('bulk.start')}
        </Button>
      )}
      <ShareMenu
        name="ai-governance-entities"
        label={t('overview.share')}
        content={
          value &&
          table && {
            asOf: value.at,
            table,
            data: { filter: filterOf(state), items: value.items },
            whole: async () => {
              const { cursor: _, ...query } = listQuery(state);
              const { items, totalItems } = await wholeList(cursor =>
                api.listScorecards({ ...query, limit: LARGEST_PAGE, cursor }),
              );
              return {
                table: entitiesTable(items, t),
                data: { filter: filterOf(state), totalItems, items },
              };
            },
          }
        }
      />
    </div>
  );
  return (
    <div className={classes.root}>
      {error && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          // A cursor may have become useless; the first page always works.
          onRetry={state.cursor ? () => change({}) : reload}
        />
      )}
      {none && !error && (
        <Paper variant="outlined">
          {!empty && head}
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
          {head}
          <ScorecardTable
            items={value?.items}
            stale={loading}
            state={state}
            selection={selection.active ? selection : undefined}
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
          <div className={classes.paging}>
            <span role="status" aria-live="polite" className={classes.total}>
              {value && !loading
                ? t('overview.total', {
                    count: value.totalItems,
                    number: formatNumber(value.totalItems),
                  })
                : ''}
            </span>
            {(state.cursor || value?.nextCursor) && (
              <>
                {page && (
                  <span>{t('overview.page', { page: String(page) })}</span>
                )}
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
              </>
            )}
          </div>
        </Paper>
      )}
      {doing === 'attest' && (
        <BulkAttest
          entityRefs={[...selection.selected]}
          onClose={close}
          onAttested={finish}
        />
      )}
      {doing === 'declare' && (
        <BulkDeclare
          entityRefs={[...selection.selected]}
          onClose={close}
          onDeclared={finish}
        />
      )}
      {doing === 'exception' && (
        <BulkException
          entityRefs={[...selection.selected]}
          onClose={close}
          onRequested={finish}
        />
      )}
    </div>
  );
}
