import {
  lazy,
  memo,
  Suspense,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Link } from '@backstage/core-components';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import type {
  MaturityTarget,
  TrendPoint,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { endOfDay } from '../attestations/until';
import { Section } from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useDimming } from '../hooks/useDimming';
import { useLanguage } from '../hooks/useLanguage';
import { useText } from '../hooks/useText';
import { chartTones, quietText } from '../theme/colors';
import { DataTable } from './DataTable';
import {
  organizationFigures,
  trendTable,
  type TrendFigures,
} from './trendSeries';
import type { Stood } from './stood';
import { Button } from '../controls';

const TrendChart = lazy(() => import('./TrendChart'));

/** As high as the chart, so that nothing jumps. */
const HEIGHT = 240;

const useStyles = makeStyles(
  theme => ({
    actions: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
    button: { textTransform: 'none', '@media print': { display: 'none' } },
    picture: { minHeight: HEIGHT },
    table: { maxHeight: 420, overflowY: 'auto' },
    quiet: { margin: 0, color: quietText(theme) },
    target: { marginTop: theme.spacing(0.75) },
    hint: {
      marginTop: theme.spacing(0.75),
      fontSize: theme.typography.pxToRem(13),
      '@media print': { display: 'none' },
    },
  }),
  { name: 'PlumblineTrendPicture' },
);

/** How an instant of a trend is written. @internal */
export function useInstant(): (at: string) => string {
  const language = useLanguage();
  const format = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return at => format.format(Date.parse(at));
}

/**
 * A picture over time, with the table that says the same. Drawn again only for
 * other figures: the chart is the slowest thing on its pages.
 * @internal
 */
export const TrendPicture = memo(
  (props: {
    title: string;
    note?: ReactNode;
    action?: ReactNode;
    /** Undefined while they are on their way. */
    points?: TrendPoint[];
    /** The next answer is on its way; what is shown is the one before. */
    stale: boolean;
    figures: TrendFigures;
    /** Which of the theme's colours, one for each series. */
    colors: keyof ReturnType<typeof chartTones>;
    stacked?: boolean;
    steps?: boolean;
    domain?: [number, number];
    /** Draws the organization's own level over it. */
    organization?: boolean;
    /** What the organization wants to reach, drawn with it. */
    target?: MaturityTarget;
    /** Address of the entities behind a number of an instant. */
    entitiesAt?: (at: string, stood?: Stood) => string;
  }) => {
    const { title, points, organization, target, entitiesAt } = props;
    const classes = useStyles();
    const t = useText();
    const theme = useTheme();
    const date = useInstant();
    const zone = useFrameworkIndex()?.timeZone ?? 'UTC';
    const [asTable, setAsTable] = useState(false);
    const navigate = useNavigate();
    // The chart is not drawn again for another address.
    const leadsTo = useRef(entitiesAt);
    useEffect(() => {
      leadsTo.current = entitiesAt;
    }, [entitiesAt]);
    const leads = entitiesAt !== undefined;
    const open = useMemo(
      () =>
        leads
          ? (at: number) => {
              const to = leadsTo.current?.(new Date(at).toISOString());
              if (to !== undefined) {
                navigate(to);
              }
            }
          : undefined,
      [leads, navigate],
    );
    const picture = useDimming<HTMLDivElement>(props.stale);
    const colors = useMemo(
      () => chartTones(theme)[props.colors],
      [theme, props.colors],
    );
    const { figures } = props;
    // What the picture shows, the table says too.
    const told = useMemo(
      () =>
        organization
          ? {
              series: [...figures.series, ...organizationFigures(t).series],
            }
          : figures,
      [figures, organization, t],
    );
    const drawnTarget = useMemo(
      () =>
        target && {
          level: target.level,
          at: Date.parse(endOfDay(zone, target.by)),
        },
      [target, zone],
    );
    const drawn = useMemo(
      () => ({
        points: (points ?? []).map(point => ({
          at: Date.parse(point.at),
          values: figures.series.map(({ of }) => of(point)),
          ...(organization && { level: point.organizationLevel }),
        })),
        series: figures.series.map(({ key, name }, position) => ({
          key,
          name,
          color: colors[position % colors.length],
        })),
      }),
      [points, figures, colors, organization],
    );
    const skeleton = <Skeleton variant="rect" height={HEIGHT} />;
    return (
      <Section
        title={title}
        note={props.note}
        action={
          <span className={classes.actions}>
            {props.action}
            {points && points.length > 0 && (
              <Button
                size="small"
                className={classes.button}
                aria-pressed={asTable}
                aria-label={t('maturity.asTableOf', { title })}
                onClick={() => setAsTable(!asTable)}
              >
                {t('maturity.asTable')}
              </Button>
            )}
          </span>
        }
      >
        {!points && skeleton}
        {points?.length === 0 && (
          <p className={classes.quiet}>{t('trends.empty')}</p>
        )}
        {points?.length === 1 && !asTable && (
          <p className={classes.quiet}>{t('trends.begins')}</p>
        )}
        {points && (points.length > 1 || (points.length === 1 && asTable)) && (
          <div ref={picture}>
            {asTable ? (
              <div className={classes.table}>
                <DataTable
                  label={title}
                  table={trendTable(points, told, { t, date })}
                  cell={(row, column) => {
                    const point = points[row];
                    if (!entitiesAt || column === 0) {
                      return entitiesAt ? (
                        <Link to={entitiesAt(point.at)}>{date(point.at)}</Link>
                      ) : undefined;
                    }
                    const { name, of, stood } = told.series[column - 1];
                    const wanted = stood?.(point);
                    const number = of(point);
                    return wanted && number ? (
                      <Link
                        to={entitiesAt(point.at, wanted)}
                        aria-label={`${number} ${name}`}
                      >
                        {number}
                      </Link>
                    ) : undefined;
                  }}
                />
              </div>
            ) : (
              <div className={classes.picture}>
                <Suspense fallback={skeleton}>
                  <TrendChart
                    label={title}
                    points={drawn.points}
                    series={drawn.series}
                    stacked={props.stacked}
                    steps={props.steps}
                    domain={props.domain}
                    levelName={
                      organization
                        ? t('maturity.trend.organization')
                        : undefined
                    }
                    target={drawnTarget}
                    onOpen={open}
                  />
                </Suspense>
              </div>
            )}
            {entitiesAt && (
              <p className={`${classes.quiet} ${classes.hint}`}>
                {t(
                  asTable
                    ? 'trends.stood.fromTable'
                    : 'trends.stood.fromPicture',
                )}
              </p>
            )}
            {target && (
              <p className={`${classes.quiet} ${classes.target}`}>
                {t('maturity.trend.target', {
                  level: String(target.level),
                  date: target.by,
                })}
              </p>
            )}
          </div>
        )}
      </Section>
    );
  },
);
