import { useTheme, type Theme } from '@material-ui/core/styles';
import type { Level } from '@plumbline/backstage-plugin-ai-governance-common';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { levelTones } from '../theme/colors';

/** The five levels, lowest first. @internal */
export const LEVELS: Level[] = [1, 2, 3, 4, 5];

const STEP = 7;
const GAP = 2;
const HEIGHT = 18;

/**
 * The level ladder small: five rising steps with the number beside it. Solid
 * steps are reached, tinted ones by the own part alone. @internal
 */
export function LevelSteps(props: {
  level: Level | null;
  ownLevel?: Level | null;
  /** Draws the steps larger, for cards. */
  large?: boolean;
}) {
  const theme = useTheme<Theme>();
  const t = useText();
  const index = useFrameworkIndex();
  const { level, ownLevel } = props;
  const tones = levelTones(theme);
  const name = level === null ? undefined : index?.level(level)?.name;
  let label: string = t('level.none');
  if (level !== null) {
    label = name
      ? t('level.ofWithName', { level: String(level), name })
      : t('level.of', { level: String(level) });
    if (ownLevel && ownLevel > level) {
      label += `; ${t('level.own', { level: String(ownLevel) })}`;
    }
  }
  const width = LEVELS.length * STEP + (LEVELS.length - 1) * GAP;
  const scale = props.large ? 2.2 : 1;
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      style={{
        display: 'inline-flex',
        alignItems: 'flex-end',
        gap: theme.spacing(1),
        whiteSpace: 'nowrap',
      }}
    >
      <svg
        width={width * scale}
        height={HEIGHT * scale}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        aria-hidden
        focusable="false"
      >
        {LEVELS.map((step, position) => {
          const height = 4 + ((HEIGHT - 4) * position) / (LEVELS.length - 1);
          let fill = tones.open;
          if (level !== null && step <= level) {
            fill = tones.reached;
          } else if (ownLevel && step <= ownLevel) {
            fill = tones.own;
          }
          return (
            <rect
              key={step}
              x={position * (STEP + GAP)}
              y={HEIGHT - height}
              width={STEP}
              height={height}
              rx="1.25"
              fill={fill}
            />
          );
        })}
      </svg>
      <span
        aria-hidden
        style={{
          fontWeight: 600,
          fontVariantNumeric: 'tabular-nums',
          fontSize: props.large ? 34 : 14,
          lineHeight: props.large ? 0.85 : 1.2,
        }}
      >
        {level ?? '–'}
      </span>
    </span>
  );
}
