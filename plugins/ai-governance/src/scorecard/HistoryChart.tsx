import { makeStyles, useTheme, type Theme } from '@material-ui/core/styles';
import type { HistoryItem } from '@plumbline/backstage-plugin-ai-governance-common';
import { RelativeTime } from '../components';
import { useNow } from '../hooks/useNow';
import { useText } from '../hooks/useText';
import { levelTones, quietText } from '../theme/colors';

const WIDTH = 600;
const HEIGHT = 120;
const LEFT = 18;
const TOP = 8;
const BOTTOM = 8;

const useStyles = makeStyles(
  theme => ({
    svg: { display: 'block', width: '100%', height: 'auto', maxHeight: 140 },
    axis: {
      display: 'flex',
      justifyContent: 'space-between',
      paddingLeft: '3%',
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(12),
    },
    tick: {
      fill: quietText(theme),
      fontSize: 11,
      fontFamily: theme.typography.fontFamily,
    },
  }),
  { name: 'PlumblineHistoryChart' },
);

interface Point {
  at: number;
  value: number;
}

/** A line that stays at each value until the next one. */
function stepPath(
  points: Point[],
  until: number,
  x: (at: number) => number,
  y: (level: number) => number,
): string {
  return points
    .map(({ at, value }, i) => {
      const end = points[i + 1]?.at ?? until;
      const start = i === 0 ? `M${x(at)} ${y(value)}` : `V${y(value)}`;
      return `${start}H${x(end)}`;
    })
    .join('');
}

/**
 * Official level over time as a step line, the own level dashed above it. The
 * table below the chart holds the same figures. @internal
 */
export function HistoryChart(props: { items: HistoryItem[] }) {
  const theme = useTheme<Theme>();
  const classes = useStyles();
  const t = useText();
  const now = useNow();
  const tones = levelTones(theme);
  const oldestFirst = [...props.items].reverse();
  const points = (value: (item: HistoryItem) => number | null): Point[] =>
    oldestFirst.flatMap(item => {
      const v = value(item);
      return v === null ? [] : [{ at: Date.parse(item.at), value: v }];
    });
  const level = points(item => item.level);
  const own = points(item => item.ownLevel);
  if (level.length === 0) {
    return null;
  }
  const from = level[0].at;
  const until = Math.max(now, from + 1);
  const x = (at: number) =>
    Math.round(LEFT + ((WIDTH - LEFT) * (at - from)) / (until - from));
  const y = (value: number) =>
    TOP + ((HEIGHT - TOP - BOTTOM) * (5 - value)) / 4;
  return (
    <>
      <svg
        className={classes.svg}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('history.chart')}
      >
        {[1, 2, 3, 4, 5].map(step => (
          <g key={step}>
            <line
              x1={LEFT}
              x2={WIDTH}
              y1={y(step)}
              y2={y(step)}
              stroke={theme.palette.divider}
            />
            <text x={0} y={y(step) + 4} className={classes.tick} aria-hidden>
              {step}
            </text>
          </g>
        ))}
        {own.length > 0 && (
          <path
            d={stepPath(own, until, x, y)}
            fill="none"
            stroke={tones.reached}
            strokeOpacity={0.6}
            strokeWidth={2}
            strokeDasharray="3 4"
          />
        )}
        <path
          d={stepPath(level, until, x, y)}
          fill="none"
          stroke={tones.reached}
          strokeWidth={3}
          strokeLinejoin="round"
        />
      </svg>
      <div className={classes.axis} aria-hidden>
        <RelativeTime instant={oldestFirst[0].at} />
        <span>{t('history.now')}</span>
      </div>
    </>
  );
}
