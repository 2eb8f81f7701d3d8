import { useCallback, useMemo } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { scorecardReadPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { endOfDay } from '../attestations/until';
import { Choice, Problem, TextBox, usePageStyles } from '../components';
import { ShareMenu } from '../export/ShareMenu';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useNow } from '../hooks/useNow';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { Filters } from '../overview/Filters';
import { filterOf, writeFilterState } from '../overview/listState';
import { useFilterState } from '../overview/useFilterState';
import { useGovernancePath } from '../pages/useGovernancePath';
import { ChangesSection } from './ChangesSection';
import { EntitiesAtSection } from './EntitiesAtSection';
import { daysAgo, LEVEL_KINDS } from './figures';
import { Freshness } from './Freshness';
import { KpiSection } from './KpiSection';
import { stoodAddress, type Stood } from './stood';
import { TrendPicture } from './TrendPicture';
import {
  coverageFigures,
  exceptionFigures,
  levelFigures,
  progressFigures,
  organizationFigures,
  scoreFigures,
  sinceFirstEntity,
  statusFigures,
  trendTable,
} from './trendSeries';

const POINTS = 60;

/** Spans to choose from, in days. */
const SPANS = [30, 90, 274, 365];
const DEFAULT_SPAN = 90;

const useStyles = makeStyles(
  theme => ({
    top: {
      display: 'grid',
      gap: theme.spacing(2),
      padding: theme.spacing(2, 1.5),
      '@media print': { display: 'none' },
    },
    span: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'flex-end',
      gap: theme.spacing(1.5),
    },
    date: { flex: '0 0 160px', width: 160 },
    choice: { minWidth: 150 },
    share: { marginLeft: 'auto' },
    pictures: {
      display: 'grid',
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      gap: theme.spacing(2.5),
      '& > :first-child': { gridColumn: '1 / -1' },
      [theme.breakpoints.down('md')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
      // A grid would be cut through its pictures between two sheets.
      '@media print': {
        display: 'block',
        '& > *': { marginBottom: theme.spacing(2.5), breakInside: 'avoid' },
      },
    },
  }),
  { name: 'PlumblineTrendsPage' },
);

/** Whether the end of a span, a day or an instant, is past. */
function isOver(
  to: string,
  { zone, now }: { zone: string; now: number },
): boolean {
  if (Number.isNaN(Date.parse(to))) {
    return false;
  }
  const end = /^\d{4}-\d\d-\d\d$/.test(to) ? endOfDay(zone, to) : to;
  return Date.parse(end) <= now;
}

/** The organization over any span of time, and what changed in it. @internal */
export function TrendsPage() {
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const root = useGovernancePath() ?? '';
  const now = useNow();
  const { filter, changeFilter, view, changeView } = useFilterState();
  const question = writeFilterState(filter).toString();
  const from = view.get('from') ?? daysAgo(DEFAULT_SPAN);
  const to = view.get('to') ?? '';
  const kind = LEVEL_KINDS.find(each => each === view.get('levels'));
  const control = view.get('of') ?? undefined;
  const span = { from, ...(to && { to }) };
  const {
    value: answer,
    error,
    loading,
    reload,
  } = useResource(
    async signal => ({
      filter,
      to,
      value: await api.getTrends(
        { filter: filterOf(filter), ...span, points: POINTS },
        { signal },
      ),
    }),
    [api, question, from, to],
    { keep: true },
  );
  const value = answer?.value;
  const points = useMemo(
    () => value && sinceFirstEntity(value.points),
    [value],
  );
  const last = value?.points[value.points.length - 1];
  const settingUp = value?.organization.level === 1;
  const shownKind = kind ?? (settingUp ? 'own' : 'official');
  const figures = useMemo(
    () => ({
      levels: levelFigures(shownKind, t),
      score: scoreFigures(t),
      progress: progressFigures(t),
      statuses: statusFigures(control, t),
      exceptions: exceptionFigures(t),
      coverage: coverageFigures(t),
    }),
    [shownKind, control, t],
  );
  const everything = {
    series: [
      ...LEVEL_KINDS.flatMap(each =>
        levelFigures(each, t).series.map(series => ({
          ...series,
          name: `${t(`maturity.levels.${each}`)}: ${series.name}`,
        })),
      ),
      ...organizationFigures(t).series,
      ...figures.score.series,
      ...figures.statuses.series.map(series => ({
        ...series,
        name: `${control ?? t('history.allControls')}: ${series.name}`,
      })),
      ...figures.exceptions.series,
      ...figures.coverage.series,
    ],
  };
  const preset = !to && SPANS.find(days => daysAgo(days) === from)?.toString();
  const address = view.toString();
  const entitiesAt = useCallback(
    (instant: string, stood?: Stood) =>
      `${root}/trends?${stoodAddress(
        new URLSearchParams(address),
        instant,
        stood,
      )}`,
    [root, address],
  );
  const at = view.get('at');
  const common = { points, stale: loading, entitiesAt };
  return (
    <div className={page.root}>
      <Paper variant="outlined" className={classes.top}>
        <Filters state={filter} onChange={changeFilter} />
        <div
          className={classes.span}
          role="group"
          aria-label={t('trends.dates')}
        >
          <Choice
            label={t('trends.span')}
            className={classes.choice}
            value={preset || undefined}
            any={preset ? null : t('trends.ownSpan')}
            options={SPANS.map(days => ({
              value: days,
              label: t('trends.days', { number: String(days) }),
            }))}
            onChange={days =>
              days && changeView({ from: daysAgo(Number(days)), to: undefined })
            }
          />
          <TextBox
            type="date"
            fullWidth={false}
            className={classes.date}
            label={t('trends.from')}
            value={from}
            onChange={date => date && changeView({ from: date })}
          />
          <TextBox
            type="date"
            fullWidth={false}
            className={classes.date}
            label={t('trends.to')}
            value={to}
            onChange={date => changeView({ to: date || undefined })}
          />
          <span className={classes.share}>
            <ShareMenu
              name="ai-governance-trends"
              pinned={{ from, ...(last && { to: last.at.slice(0, 10) }) }}
              content={
                value && last && points
                  ? {
                      asOf: last.at,
                      table: trendTable(points, everything, {
                        t,
                        date: each => each,
                      }),
                      data: { filter: filterOf(filter), ...span, ...value },
                    }
                  : undefined
              }
            />
          </span>
        </div>
      </Paper>
      {error && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {value && last && (
        <Freshness
          at={last.at}
          isComplete={value.isComplete}
          exampleData={value.exampleData}
          framework={index?.framework.version}
          collection={value.collection}
        />
      )}
      {at && (
        <EntitiesAtSection
          filter={filter}
          at={at}
          stood={view.getAll('stood')}
          onClose={() => changeView({ at: undefined, stood: undefined })}
        />
      )}
      {!(error && !value) && (
        <div className={classes.pictures} aria-busy={loading}>
          <TrendPicture
            title={t('maturity.trend.title')}
            action={
              <Choice
                className={page.fixed}
                label={t('trends.kind')}
                value={shownKind}
                any={null}
                options={LEVEL_KINDS.map(each => ({
                  value: each,
                  label: t(`maturity.levels.${each}`),
                }))}
                onChange={levels => changeView({ levels })}
              />
            }
            figures={figures.levels}
            colors="levels"
            stacked
            steps
            organization
            target={settingUp ? undefined : value?.target}
            {...common}
          />
          <TrendPicture
            title={t('trends.statuses')}
            action={
              <Choice
                className={page.fixed}
                label={t('overview.control')}
                value={control}
                any={t('history.allControls')}
                options={(index?.framework.controls ?? []).map(
                  ({ id, name }) => ({ value: id, label: `${id} ${name}` }),
                )}
                onChange={of => changeView({ of })}
              />
            }
            figures={figures.statuses}
            colors="statuses"
            stacked
            steps
            {...common}
          />
          <TrendPicture
            title={t('trends.coverage')}
            figures={figures.coverage}
            colors="lines"
            {...common}
          />
          <TrendPicture
            title={t('maturity.ownProgress.trend')}
            note={t('maturity.ownProgress.percent')}
            figures={figures.progress}
            colors="score"
            domain={[0, 100]}
            {...common}
          />
          <TrendPicture
            title={t('trends.meanScore')}
            note={t('trends.scoreNote')}
            figures={figures.score}
            colors="score"
            domain={[0, 100]}
            {...common}
          />
          <TrendPicture
            title={t('trends.exceptions')}
            note={t('trends.exceptionsNote')}
            figures={figures.exceptions}
            colors="exceptions"
            steps
            {...common}
          />
        </div>
      )}
      {answer && points && points.length > 0 && (
        <KpiSection
          points={points}
          filter={answer.filter}
          entitiesAt={
            isOver(answer.to, { zone: index?.timeZone ?? 'UTC', now })
              ? entitiesAt
              : undefined
          }
        />
      )}
      <ChangesSection filter={filter} from={from} to={to || undefined} />
    </div>
  );
}
