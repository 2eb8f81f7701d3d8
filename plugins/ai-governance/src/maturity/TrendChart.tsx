import { memo } from 'react';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
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

/** Key and axis of levels beside what is counted. */
const LEVEL = 'organization-level';

/** Room for a target in the future, as a share of the time that is shown. */
const FUTURE_SHARE = 1 / 3;

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
  points: { at: number; values: (number | null)[]; level?: number }[];
  series: TrendSeries[];
  /** Areas that add up to all entities. */
  stacked?: boolean;
  /** Values stay until the next one. */
  steps?: boolean;
  domain?: [number, number];
  height?: number;
  /** Name of the level of each point, drawn as a line over everything. */
  levelName?: string;
  /** A level to reach until an instant. */
  target?: { level: number; at: number };
  /** Opens what stands behind the point that was clicked; the table leads there too. */
  onOpen?: (at: number) => void;
}) {
  const { points, series, stacked, levelName, target, onOpen } = props;
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
  const data = points.map(({ at, values, level }) => ({
    at,
    [LEVEL]: level,
    ...Object.fromEntries(series.map(({ key }, i) => [key, values[i]])),
  }));
  const curve = props.steps ? 'stepAfter' : 'linear';
  const text = { fill: quiet, fontSize: 12 };
  const last = points[points.length - 1]?.at ?? 0;
  const room = (last - (points[0]?.at ?? 0)) * FUTURE_SHARE;
  const until = target && target.at <= last + room ? target.at : last;
  const { paper } = theme.palette.background;
  const over = theme.palette.text.primary;
  return (
    <div role="img" aria-label={props.label}>
      <div aria-hidden>
        <ResponsiveContainer width="100%" height={props.height ?? HEIGHT}>
          <ComposedChart
            data={data}
            margin={{ top: 8, right: 12, bottom: 0, left: -18 }}
            {...(onOpen && {
              style: { cursor: 'pointer' },
              onClick: ({ activeLabel }) => {
                // Beside the drawing there is no point.
                if (activeLabel !== undefined) {
                  onOpen(Number(activeLabel));
                }
              },
            })}
          >
            <CartesianGrid stroke={theme.palette.divider} vertical={false} />
            <XAxis
              dataKey="at"
              type="number"
              scale="time"
              domain={['dataMin', (end: number) => Math.max(end, until)]}
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
            {(levelName || target) && (
              <YAxis
                yAxisId={LEVEL}
                orientation="right"
                domain={[0, 5]}
                ticks={[1, 2, 3, 4, 5]}
                width={24}
                tick={text}
                stroke={theme.palette.divider}
              />
            )}
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
            {/* Each twice: a wider line of the background keeps it legible over any colour. */}
            {target &&
              [
                { stroke: paper, strokeWidth: 5 },
                { stroke: over, strokeWidth: 1.5, strokeDasharray: '3 4' },
              ].flatMap(line => [
                <ReferenceLine
                  key={`level ${line.stroke}`}
                  yAxisId={LEVEL}
                  y={target.level}
                  {...line}
                />,
                <ReferenceLine
                  key={`at ${line.stroke}`}
                  yAxisId={LEVEL}
                  x={target.at}
                  ifOverflow="hidden"
                  {...line}
                />,
              ])}
            {levelName &&
              [
                { stroke: paper, strokeWidth: 6, tooltipType: 'none' as const },
                { stroke: over, strokeWidth: 2.5 },
              ].map(line => (
                <Line
                  key={line.stroke}
                  yAxisId={LEVEL}
                  dataKey={LEVEL}
                  name={levelName}
                  type="stepAfter"
                  dot={false}
                  isAnimationActive={false}
                  {...line}
                />
              ))}
          </ComposedChart>
        </ResponsiveContainer>
        {(series.length > 1 || levelName) && (
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
            {levelName && (
              <span className={classes.entry}>
                <svg width="22" height="12" focusable="false">
                  <line x2="22" y1="6" y2="6" stroke={over} strokeWidth="2.5" />
                </svg>
                {levelName}
              </span>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

export default memo(TrendChart);
