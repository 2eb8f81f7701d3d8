import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type { ControlResult } from '@plumbline/backstage-plugin-ai-governance-common';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useNow } from '../hooks/useNow';
import { useText } from '../hooks/useText';
import { Disclosure } from '../scorecard/Disclosure';
import { AcceptanceText } from './AcceptanceText';
import { useLastDay } from './useLastDay';

const useStyles = makeStyles(
  theme => ({
    root: {
      fontFamily: theme.typography.fontFamily,
      fontSize: theme.typography.pxToRem(14),
      lineHeight: 1.5,
    },
    // The page below leaves no room above itself.
    apart: { marginBottom: theme.spacing(2.5) },
  }),
  { name: 'PlumblineAcceptedRisks' },
);

/** Whether what the organization owes of a control is not there. @internal */
export function isOpenForOrganization(result: ControlResult): boolean {
  return (
    !result.excluded &&
    result.parts.some(
      ({ scope, status }) =>
        scope === 'organization' &&
        status !== 'met' &&
        status !== 'notApplicable',
    )
  );
}

/**
 * Risks of the organization that the executive sponsor accepts, one quiet line
 * each. They come with the framework, so that no page asks for them; takes no
 * room where there are none. @internal
 */
export function AcceptedRisks(props: {
  /** Controls of one service: only those are said that are open there. */
  controls?: readonly ControlResult[];
  /** Keeps a distance to what comes below. */
  apart?: boolean;
}) {
  const { controls, apart } = props;
  const classes = useStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const lastDay = useLastDay();
  const now = useNow();
  const open =
    controls &&
    new Set(
      controls.filter(isOpenForOrganization).map(({ control }) => control),
    );
  const accepted = (index?.riskAcceptances ?? []).filter(
    ({ control, until }) =>
      Date.parse(until) > now && (open?.has(control) ?? true),
  );
  if (accepted.length === 0) {
    return null;
  }
  return (
    <Paper
      component="section"
      aria-label={t('riskAcceptances.label')}
      className={`${classes.root} ${apart ? classes.apart : ''}`}
      elevation={0}
      variant="outlined"
    >
      {accepted.map(acceptance => (
        <Disclosure
          key={acceptance.id}
          summary={t('riskAcceptances.banner', {
            control: acceptance.control,
            day: lastDay(acceptance.until),
          })}
        >
          <AcceptanceText acceptance={acceptance} />
        </Disclosure>
      ))}
    </Paper>
  );
}
