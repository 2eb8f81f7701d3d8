import { useCallback, useMemo, useRef } from 'react';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  scorecardReadPermission,
  type TrendPoint,
  type TrendsResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Problem, RelativeTime, usePageStyles } from '../components';
import { useDimming } from '../hooks/useDimming';
import { ShareMenu } from '../export/ShareMenu';
import { useLanguage } from '../hooks/useLanguage';
import { useNow } from '../hooks/useNow';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { CollectionNote } from '../maturity/CollectionNote';
import { ConnectChecklist, isFirstDay } from '../maturity/ConnectChecklist';
import { Coverage } from '../maturity/Coverage';
import { daysAgo } from '../maturity/figures';
import { maturityHeadline } from '../maturity/headline';
import { HomeCards } from '../maturity/HomeCards';
import { LevelDistribution } from '../maturity/LevelDistribution';
import { MeanScore } from '../maturity/MeanScore';
import { OwnProgress } from '../maturity/OwnProgress';
import { OrganizationStanding } from '../maturity/OrganizationStanding';
import { stoodAddress, type Stood } from '../maturity/stood';
import { TrendPicture } from '../maturity/TrendPicture';
import {
  levelFigures,
  progressFigures,
  sinceFirstEntity,
} from '../maturity/trendSeries';
import { useGovernancePath } from '../pages/useGovernancePath';
import { quietText } from '../theme/colors';
import { EntityList } from './EntityList';
import { Filters } from './Filters';
import {
  filterOf,
  isFiltered,
  readFilterState,
  writeFilterState,
  type FilterState,
} from './listState';
import { overviewTable } from './overviewTable';
import { useListState } from './useListState';

/** Nine months, as far back as the first picture looks. */
const DAYS = 274;
const POINTS = 40;

const PERCENT: [number, number] = [0, 100];

const useStyles = makeStyles(
  theme => ({
    top: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'flex-start',
      justifyContent: 'space-between',
      gap: theme.spacing(1, 3),
    },
    words: { flex: '1 1 320px', minWidth: 0 },
    headline: {
      margin: 0,
      fontSize: theme.typography.pxToRem(22),
      fontWeight: 700,
      lineHeight: 1.35,
      textWrap: 'balance',
    },
    notes: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
      marginTop: theme.spacing(0.75),
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
    filters: {
      padding: theme.spacing(2, 1.5),
      '@media print': { display: 'none' },
    },
    pictures: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
      gap: theme.spacing(2.5),
      alignItems: 'stretch',
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
  { name: 'PlumblineOverview' },
);

function Headline(props: {
  value: TrendsResponse;
  now: TrendPoint;
  /** What the figures are of. */
  filter: FilterState;
}) {
  const { value, now } = props;
  const classes = useStyles();
  const t = useText();
  const language = useLanguage();
  const clock = useNow();
  return (
    <>
      <h2 className={classes.headline}>
        {maturityHeadline(now, value.organization, {
          t,
          language,
          now: clock,
        })}
      </h2>
      <div className={classes.notes}>
        {now.meanScore !== null && (
          <MeanScore score={now.meanScore} filter={props.filter} />
        )}
        <span>
          {t('maturity.asOf')} <RelativeTime instant={now.at} />
        </span>
        <CollectionNote collection={value.collection} />
        {value.exampleData && <em>{t('maturity.exampleData')}</em>}
        {!value.isComplete && <strong>{t('maturity.partial')}</strong>}
      </div>
    </>
  );
}

/**
 * The governance home: where the organization stands, where it moves, and the
 * entities it is made of. Everything on it follows the filters in the address.
 * @internal
 */
export function Overview() {
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const root = useGovernancePath() ?? '';
  const navigation = useListState();
  const { state, change } = navigation;
  // Figures are of what counts, whatever the list shows below them.
  const question = writeFilterState({
    ...state,
    assessable: undefined,
  }).toString();
  const filter = useMemo(
    () => readFilterState(new URLSearchParams(question)),
    [question],
  );
  const picturesAsked = useRef<Promise<unknown> | null>(null);
  // The last point of the trend is now: one request answers for every picture.
  const {
    value: answer,
    error,
    loading,
    reload,
  } = useResource(
    async signal => {
      const answering = api.getTrends(
        { filter: filterOf(filter), from: daysAgo(DAYS), points: POINTS },
        { signal },
      );
      picturesAsked.current = answering;
      return { filter, value: await answering };
    },
    [api, question],
    { keep: true },
  );
  const pictures = useDimming<HTMLDivElement>(loading);
  const value = answer?.value;
  // Until the next answer figures lead to what they were counted over.
  const counted = answer?.filter ?? filter;
  const now = value?.points[value.points.length - 1];
  const settingUp = value?.organization.level === 1;
  const firstDay =
    value && now && !isFiltered(state) && isFirstDay(now, value.organization);
  const kind = settingUp ? 'own' : 'official';
  const figures = useMemo(() => levelFigures(kind, t), [kind, t]);
  const progress = useMemo(() => progressFigures(t), [t]);
  const points = useMemo(
    () => value && sinceFirstEntity(value.points),
    [value],
  );
  const toTrends = useMemo(
    () => (
      <Link to={`${root}/trends?${question}`}>{t('maturity.trend.more')}</Link>
    ),
    [root, question, t],
  );
  const entitiesAt = useCallback(
    (at: string, stood?: Stood) =>
      `${root}/trends?${stoodAddress(writeFilterState(counted), at, stood)}`,
    [root, counted],
  );
  return (
    <div className={page.root}>
      <div className={classes.top}>
        <div className={classes.words}>
          {value && now ? (
            <Headline value={value} now={now} filter={counted} />
          ) : (
            !error && <Skeleton height={36} width="80%" />
          )}
        </div>
        <ShareMenu
          name="ai-governance-maturity"
          content={
            value && now
              ? {
                  asOf: now.at,
                  table: overviewTable(now, t),
                  data: { ...value, filter: filterOf(counted) },
                }
              : undefined
          }
        />
      </div>
      {settingUp && (
        <Alert severity="info">
          <AlertTitle>{t('maturity.setup.title')}</AlertTitle>
          {t('maturity.setup.text')}
        </Alert>
      )}
      {error && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {firstDay ? (
        <ConnectChecklist
          totals={now}
          organization={value.organization}
          collection={value.collection}
        />
      ) : (
        <>
          {!(error && !value) && (
            <HomeCards
              totals={now}
              filter={counted}
              plan={`${root}/push-next?${question}`}
            />
          )}
          <Paper variant="outlined" className={classes.filters}>
            <Filters state={state} onChange={change} />
          </Paper>
          {settingUp && now && (
            <div className={classes.pictures} aria-busy={loading}>
              <TrendPicture
                title={t('maturity.ownProgress.trend')}
                note={t('maturity.ownProgress.percent')}
                action={toTrends}
                points={points}
                stale={loading}
                figures={progress}
                entitiesAt={entitiesAt}
                colors="score"
                domain={PERCENT}
              />
              <OwnProgress progress={now.ownProgress} filter={counted} />
            </div>
          )}
          {now && value && (
            <div
              ref={pictures}
              className={classes.pictures}
              aria-busy={loading}
              data-pictures
            >
              <LevelDistribution
                totals={now}
                filter={counted}
                settingUp={settingUp}
              />
              <OrganizationStanding
                organization={value.organization}
                totals={now}
                target={value.target}
                filter={counted}
              />
            </div>
          )}
          {!(error && !value) && (
            <div className={classes.pictures}>
              <TrendPicture
                title={t('maturity.trend.title')}
                note={t(`maturity.trend.${kind}`)}
                action={toTrends}
                points={points}
                stale={loading}
                figures={figures}
                entitiesAt={entitiesAt}
                colors="levels"
                stacked
                steps
                organization
                target={settingUp ? undefined : value?.target}
              />
              {now && <Coverage totals={now} filter={counted} />}
            </div>
          )}
        </>
      )}
      {!(firstDay && now.assessable === 0) && (
        <EntityList
          navigation={navigation}
          totals={now}
          picturesPending={loading}
          pictures={picturesAsked}
        />
      )}
    </div>
  );
}
