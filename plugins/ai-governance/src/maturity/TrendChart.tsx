import { memo } from 'react';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useLanguage } from '../hooks/useLanguage';
import { quietText } from '../theme/colors';
import type { TrendSeries } from './trendSeries';

const HEIGHT = 240;

/** Lines are told apart by their dashes too. */
const DASHES = [undefined, '7 4', '2 3', '10 3 2 3', '1 4'];

const dashOf = (position: number) => DASHES[position % DASHES.length];

const useStyles = makeStyles(
  theme => ({
    legend: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.25, 2),
      marginTop: theme.spacing(0.75),
      fontSize: theme.typography.pxToRem(13),
    },
    entry: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
    },
  }),
  { name: 'PlumblineTrendChart' },
);

/**
 * Figures over time: areas on top of each other where they add up, lines
 * where they do not. The only place that knows the chart library, in a chunk
 * of its own; a table stands for it wherever it is used. @internal
 */
function TrendChart(props: {
  label: string;
  points: { at: number; values: (number | null)[] }[];
  series: TrendSeries[];
  /** Areas that add up to all entities. */
  stacked?: boolean;
  /** Values stay until the next one. */
  steps?: boolean;
  domain?: [number, number];
  height?: number;
}) {
  const { points, series, stacked } = props;
  const classes = useStyles();
  const theme = useTheme();
  const language = useLanguage();
  const quiet = quietText(theme);
  const day = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
  });
  const exact = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const data = points.map(({ at, values }) => ({
    at,
    ...Object.fromEntries(series.map(({ key }, i) => [key, values[i]])),
  }));
  const curve = props.steps ? 'stepAfter' : 'linear';
  const text = { fill: quiet, fontSize: 12 };
  return (
    <div role="img" aria-label={props.label}>
      <div aria-hidden>
        <ResponsiveContainer width="100%" height={props.height ?? HEIGHT}>
          <ComposedChart
            data={data}
            margin={{ top: 8, right: 12, bottom: 0, left: -18 }}
          >
            <CartesianGrid stroke={theme.palette.divider} vertical={false} />
            <XAxis
              dataKey="at"
              type="number"
              scale="time"
              domain={['dataMin', 'dataMax']}
              tickFormatter={(at: number) => day.format(at)}
              tick={text}
              stroke={theme.palette.divider}
              minTickGap={28}
            />
            <YAxis
              allowDecimals={false}
              domain={props.domain ?? [0, 'auto']}
              tick={text}
              stroke={theme.palette.divider}
            />
            <Tooltip
              isAnimationActive={false}
              labelFormatter={(at: number) => exact.format(at)}
              itemSorter={item =>
                -series.findIndex(s => s.key === item.dataKey)
              }
              contentStyle={{
                backgroundColor: theme.palette.background.paper,
                borderColor: theme.palette.divider,
                borderRadius: theme.shape.borderRadius,
                fontSize: 13,
              }}
              labelStyle={{ fontWeight: 700 }}
              itemStyle={{ color: theme.palette.text.primary, padding: 0 }}
            />
            {series.map(({ key, name, color }, position) =>
              stacked ? (
                <Area
                  key={key}
                  dataKey={key}
                  name={name}
                  type={curve}
                  stackId="all"
                  fill={color}
                  fillOpacity={1}
                  // Neighbours are kept apart by a line, not by colour alone.
                  stroke={theme.palette.background.paper}
                  strokeWidth={1.5}
                  isAnimationActive={false}
                />
              ) : (
                <Line
                  key={key}
                  dataKey={key}
                  name={name}
                  type={curve}
                  stroke={color}
                  strokeWidth={2.5}
                  strokeDasharray={dashOf(position)}
                  dot={false}
                  isAnimationActive={false}
                />
              ),
            )}
          </ComposedChart>
        </ResponsiveContainer>
        {series.length > 1 && (
          <div className={classes.legend}>
            {series.map(({ key, name, color }, position) => (
              <span key={key} className={classes.entry}>
                <svg width="22" height="12" focusable="false">
                  {stacked ? (
                    <rect x="5" width="12" height="12" rx="2" fill={color} />
                  ) : (
                    <line
                      x2="22"
                      y1="6"
                      y2="6"
                      stroke={color}
                      strokeWidth="2.5"
                      strokeDasharray={dashOf(position)}
                    />
                  )}
                </svg>
                {name}
              </span>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

export default memo(TrendChart);
