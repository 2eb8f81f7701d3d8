import { lazy, memo, Suspense, useMemo, useState } from 'react';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import type {
  MaturityTarget,
  TrendPoint,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { ReactNode } from 'react';
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
  }) => {
    const { title, points, organization, target } = props;
    const classes = useStyles();
    const t = useText();
    const theme = useTheme();
    const date = useInstant();
    const zone = useFrameworkIndex()?.timeZone ?? 'UTC';
    const [asTable, setAsTable] = useState(false);
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
                  />
                </Suspense>
              </div>
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
