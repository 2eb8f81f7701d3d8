import { makeStyles, useTheme, type Theme } from '@material-ui/core/styles';
import type { ResidualRating } from '@plumbline/backstage-plugin-ai-governance-common';
import { useText } from '../hooks/useText';
import { statusTones, toneOf, type Tone } from '../theme/colors';

const STEPS = ['low', 'medium', 'high', 'critical'] as const;

/** The colour of each rating; its word and its bars say the same. @internal */
export function ratingTones(theme: Theme): Record<ResidualRating, Tone> {
  const status = statusTones(theme);
  return {
    low: status.met,
    medium: toneOf(theme, theme.palette.info.main),
    high: status.stale,
    critical: status.gap,
    notApplicable: status.notApplicable,
  };
}

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      whiteSpace: 'nowrap',
      fontSize: theme.typography.pxToRem(13),
      fontWeight: 600,
      lineHeight: 1.5,
    },
    // Stands on the line of the text around it, whatever the bars do.
    word: { alignSelf: 'baseline' },
  }),
  { name: 'PlumblineRatingLabel' },
);

/** A rating as bars, word and colour. @internal */
export function RatingLabel(props: { rating: ResidualRating }) {
  const { rating } = props;
  const classes = useStyles();
  const t = useText();
  const theme = useTheme<Theme>();
  const height = STEPS.indexOf(rating as never) + 1;
  return (
    <span
      className={classes.root}
      style={{ color: ratingTones(theme)[rating].text }}
    >
      <svg
        width="16"
        height="12"
        viewBox="0 0 16 12"
        aria-hidden
        focusable="false"
      >
        {STEPS.map((step, position) => (
          <rect
            key={step}
            x={position * 4 + 0.5}
            y={9 - position * 2.5}
            width="3"
            height={3 + position * 2.5}
            rx="0.75"
            fill="currentColor"
            fillOpacity={position < height ? 1 : 0.25}
          />
        ))}
      </svg>
      <span className={classes.word}>{t(`rating.${rating}`)}</span>
    </span>
  );
}
