import { useCallback, useMemo } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Paper from '@material-ui/core/Paper';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  scorecardReadPermission,
  type SummaryGroupBy,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Choice, Empty, Problem, Section, usePageStyles } from '../components';
import { ShareMenu } from '../export/ShareMenu';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { Filters } from '../overview/Filters';
import {
  filterOf,
  isFiltered,
  writeFilterState,
  type StatusChoice,
} from '../overview/listState';
import { statusName } from '../overview/statusName';
import { useFilterState } from '../overview/useFilterState';
import { Freshness } from './Freshness';
import { HeatGrid, measureTone } from './HeatGrid';
import {
  cellQueryOf,
  heatRows,
  heatTable,
  HEAT_GROUPS,
  HEAT_MEASURES,
  readHeatState,
  rowFilter,
  sortedRows,
} from './heatMap';
import { useEntitiesLink } from './useEntitiesLink';

const useStyles = makeStyles(
  theme => ({
    filters: {
      padding: theme.spacing(2, 1.5),
      '@media print': { display: 'none' },
    },
    choices: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1.5),
      alignItems: 'flex-end',
      marginBottom: theme.spacing(1.5),
    },
    choice: { flex: '0 1 250px', minWidth: 140 },
  }),
  { name: 'PlumblineHeatMapPage' },
);

/** Teams, systems or domains × controls. @internal */
export function HeatMapPage() {
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const theme = useTheme();
  const api = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const { filter: asked, changeFilter, view, changeView } = useFilterState();
  const state = useMemo(() => readHeatState(view), [view]);
  // Figures are of what counts, whatever a list was narrowed down to.
  const filter = useMemo(() => ({ ...asked, assessable: undefined }), [asked]);
  const question = writeFilterState(filter).toString();
  const { by, direct, measure } = state;
  const { value, error, loading, reload } = useResource(
    signal =>
      api.getSummary(
        {
          filter: filterOf(filter),
          groupBy: by,
          ...(by === 'owner' && { rollup: direct ? 'direct' : 'nested' }),
        },
        { signal },
      ),
    [api, question, by, direct],
    { keep: true },
  );
  const controls = useMemo(
    () => value?.totals.controls.map(({ id }) => id) ?? [],
    [value],
  );
  const none = t('overview.without');
  // What is shown belongs together, also while the next answer is awaited.
  const shownBy = value?.groupBy ?? by;
  const shown = { ...state, by: shownBy };
  const counted = useMemo(
    () =>
      value &&
      heatRows(value, {
        state: { by: shownBy, measure },
        filter,
        controls,
        none,
      }),
    [value, shownBy, measure, filter, controls, none],
  );
  const { sort: sortedBy, descending } = state;
  const rows = useMemo(
    () =>
      counted && sortedRows(counted, { sort: sortedBy, descending }, controls),
    [counted, sortedBy, descending, controls],
  );
  const to = useEntitiesLink(filter);
  const withoutControl = {
    control: undefined,
    status: undefined,
    also: undefined,
  };
  // The figures are of what the filter leaves: a cell asks for both controls.
  const { control: narrowed, status, also } = filter;
  const cellQuery = useCallback(
    (id: string) =>
      cellQueryOf(id, measure, { control: narrowed, status, also }),
    [narrowed, status, also, measure],
  );
  const sort = (next: string) => {
    const down = sortedBy === next ? !descending : next !== 'name';
    changeView({ sort: `${next}:${down ? 'desc' : 'asc'}` });
  };
  const measureName = (choice: StatusChoice) => statusName(choice, t);
  return (
    <div className={page.root}>
      <Paper variant="outlined" className={classes.filters}>
        <Filters state={asked} onChange={changeFilter} />
      </Paper>
      <Section
        title={t('heatMap.title')}
        action={
          <ShareMenu
            name="ai-governance-heat-map"
            content={
              value && rows
                ? {
                    asOf: value.at,
                    table: heatTable(rows, {
                      controls,
                      labels: {
                        group: t(`heatMap.by.${shown.by}`),
                        entities: t('share.value'),
                        count: control =>
                          t('heatMap.csv.count', {
                            control,
                            measure: measureName(measure),
                          }),
                        of: control => t('heatMap.csv.of', { control }),
                        percent: control =>
                          t('heatMap.csv.percent', { control }),
                      },
                    }),
                    data: { filter: filterOf(filter), measure, ...value },
                  }
                : undefined
            }
          />
        }
      >
        <div className={classes.choices}>
          <Choice
            label={t('heatMap.rows')}
            className={classes.choice}
            value={by}
            any={null}
            options={HEAT_GROUPS.map(value_ => ({
              value: value_,
              label: t(`heatMap.by.${value_}`),
            }))}
            onChange={value_ =>
              changeView({ by: value_ as SummaryGroupBy | undefined })
            }
          />
          {by === 'owner' && (
            <Choice
              label={t('heatMap.rollup')}
              className={classes.choice}
              value={direct ? 'direct' : 'nested'}
              any={null}
              options={(['nested', 'direct'] as const).map(value_ => ({
                value: value_,
                label: t(`heatMap.${value_}`),
              }))}
              onChange={value_ =>
                changeView({ rollup: value_ === 'direct' ? value_ : undefined })
              }
            />
          )}
          <Choice
            label={t('heatMap.measure')}
            className={classes.choice}
            value={measure}
            any={null}
            options={HEAT_MEASURES.map(choice => ({
              value: choice,
              label: measureName(choice),
            }))}
            onChange={choice => changeView({ measure: choice })}
          />
        </div>
        {error && (
          <Problem
            error={error}
            permission={scorecardReadPermission.name}
            onRetry={reload}
          />
        )}
        {!rows && !error && <Skeleton variant="rect" height={360} />}
        {rows?.length === 0 && (
          <Empty
            title={t(
              isFiltered(filter)
                ? 'overview.noMatchTitle'
                : 'overview.emptyTitle',
            )}
            text={t(
              isFiltered(filter)
                ? 'overview.noMatchText'
                : 'overview.emptyText',
            )}
          />
        )}
        {rows && rows.length > 0 && (
          <>
            <p className={`${page.quiet} ${page.text}`}>
              {t('heatMap.legend', { measure: measureName(measure) })}{' '}
              {by === 'owner' && !direct && t('heatMap.nestedNote')}
              {by === 'domain' && t('heatMap.domainNote')}
            </p>
            <HeatGrid
              label={t('heatMap.title')}
              rows={rows}
              controls={controls}
              state={shown}
              tone={measureTone(theme, measure)}
              stale={loading}
              rowLink={row => to(rowFilter(row, shown, filter))}
              cellLink={row =>
                to({ ...rowFilter(row, shown, filter), ...withoutControl })
              }
              cellQuery={cellQuery}
              onSort={sort}
            />
          </>
        )}
        {value && (
          <div className={page.after}>
            <Freshness
              at={value.at}
              isComplete={value.isComplete}
              exampleData={value.exampleData}
              framework={index?.framework.version}
              collection={value.collection}
            />
          </div>
        )}
      </Section>
    </div>
  );
}
