import { makeStyles } from '@material-ui/core/styles';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import type { MaturityRollup } from '@plumbline/backstage-plugin-ai-governance-common';
import { useNumber } from '../hooks/useLanguage';
import { useText } from '../hooks/useText';
import { excludedOf } from '../maturity/figures';
import type { FilterState } from './listState';
import { ToggleButton } from '../controls';

const useStyles = makeStyles(
  theme => ({
    button: {
      padding: theme.spacing(0.5, 1.5),
      color: theme.palette.text.primary,
      fontSize: theme.typography.pxToRem(13),
      textTransform: 'none',
      '&.Mui-selected': {
        color: theme.palette.text.primary,
        fontWeight: 700,
      },
    },
  }),
  { name: 'PlumblineAssessableSwitch' },
);

const CHOICES = [
  ['everything', undefined],
  ['assessed', true],
  ['notAssessed', false],
] as const;

/** Everything, what counts, or what does not and why; each with its number. @internal */
export function AssessableSwitch(props: {
  state: FilterState;
  /** What the same filter finds, whether it counts or not. */
  totals?: MaturityRollup;
  onChange: (part: Partial<FilterState>) => void;
}) {
  const { state, totals, onChange } = props;
  const classes = useStyles();
  const t = useText();
  const formatNumber = useNumber();
  const notAssessed = totals && excludedOf(totals);
  const numbers = totals && {
    everything: totals.assessable + notAssessed!,
    assessed: totals.assessable,
    notAssessed: notAssessed!,
  };
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={String(state.assessable)}
      onChange={(_, chosen: string | null) =>
        chosen !== null &&
        onChange({
          assessable: CHOICES.find(([, a]) => String(a) === chosen)?.[1],
        })
      }
      aria-label={t('overview.show')}
    >
      {CHOICES.map(([id, assessable]) => (
        <ToggleButton
          key={id}
          value={String(assessable)}
          className={classes.button}
        >
          {numbers
            ? t('overview.withNumber', {
                label: t(`overview.${id}`),
                number: formatNumber(numbers[id]),
              })
            : t(`overview.${id}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
