import { useTheme, type Theme } from '@material-ui/core/styles';
import type { ReviewTier } from '@plumbline/backstage-plugin-ai-governance-common';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { tierTones } from '../theme/colors';
import { Chip } from './Chip';
import { Explain } from './Explain';
import { useHiddenStyles } from './hidden';

const TIERS: ReviewTier[] = [1, 2, 3];

function TierBars(props: { tier: ReviewTier }) {
  return (
    <svg
      width="13"
      height="12"
      viewBox="0 0 13 12"
      aria-hidden
      focusable="false"
    >
      {TIERS.map(step => (
        <rect
          key={step}
          x={(step - 1) * 4.5 + 0.5}
          y={11.5 - step * 3.5}
          width="3"
          height={step * 3.5}
          rx="0.75"
          fill="currentColor"
          fillOpacity={step <= props.tier ? 1 : 0.25}
        />
      ))}
    </svg>
  );
}

/** A review tier with its fixed colour; explains itself on click. @internal */
export function TierChip(props: {
  tier: ReviewTier;
  plain?: boolean;
  /** The number alone, below a head that says what it is. */
  short?: boolean;
}) {
  const classes = useHiddenStyles();
  const theme = useTheme<Theme>();
  const t = useText();
  const index = useFrameworkIndex();
  const { tier } = props;
  const definition = index?.tier(tier);
  const tone = tierTones(theme)[tier];
  const text = t('tier.label', { tier: String(tier) });
  const icon = <TierBars tier={tier} />;
  if (!definition || props.plain) {
    return (
      <Chip tone={tone} icon={icon}>
        {props.short ? (
          <>
            <span aria-hidden>{tier}</span>
            <span className={classes.hidden}>{text}</span>
          </>
        ) : (
          text
        )}
      </Chip>
    );
  }
  return (
    <Explain
      label={t('tier.explain', { tier: String(tier) })}
      title={`${text}: ${definition.name}`}
      trigger={trigger => (
        <Chip tone={tone} icon={icon} {...trigger}>
          {text}
        </Chip>
      )}
    >
      <p>{definition.description}</p>
      <h4>{t('tier.requirements')}</h4>
      <ul>
        {definition.requirements.map(requirement => (
          <li key={requirement}>{requirement}</li>
        ))}
      </ul>
    </Explain>
  );
}
