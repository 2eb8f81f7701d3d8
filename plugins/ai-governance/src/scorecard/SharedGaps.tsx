import { makeStyles } from '@material-ui/core/styles';
import type {
  Gap,
  MaturityTarget,
  OrganizationState,
  SourceFinding,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { endOfDay } from '../attestations/until';
import { RelativeTime, StatusLabel } from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { quietText } from '../theme/colors';
import { Disclosure } from './Disclosure';
import { gapSummary } from './GapLine';
import { actorName } from './headline';

const useStyles = makeStyles(
  theme => ({
    root: {
      marginTop: theme.spacing(1),
      borderTop: `1px solid ${theme.palette.divider}`,
    },
    text: { margin: theme.spacing(0, 0, 0.5), lineHeight: 1.5 },
    quiet: { color: quietText(theme) },
  }),
  { name: 'PlumblineSharedGaps' },
);

/**
 * Until when the organization wants to have closed a gap: what its target needs
 * is due with it. While the programme is being set up no target is shown.
 */
function dueOf(
  gap: Gap,
  { level, target }: OrganizationState,
): MaturityTarget | undefined {
  return level > 1 && target && gap.level <= target.level ? target : undefined;
}

/** A day as what is due on it. */
function Due(props: { target: MaturityTarget }) {
  const t = useText();
  const zone = useFrameworkIndex()?.timeZone ?? 'UTC';
  return (
    <>
      {t('gaps.due')} <RelativeTime instant={endOfDay(zone, props.target.by)} />
    </>
  );
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}

/** What the organization has to do: folded, with owners and due date. @internal */
export function OrganizationGaps(props: {
  gaps: readonly Gap[];
  organization: OrganizationState;
}) {
  const { gaps, organization } = props;
  const classes = useStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const blocking = unique(gaps.map(gap => gap.control));
  const controls = blocking.filter(id => index?.control(id));
  const criteria = blocking.length - controls.length;
  const blockingText = [
    ...controls,
    ...(index && criteria > 0 ? [t('gaps.criteria', { count: criteria })] : []),
  ].join(', ');
  const due = gaps.flatMap(gap => dueOf(gap, organization) ?? [])[0];
  const owners = unique(gaps.map(gap => actorName(gap.actor, index, t)));
  return (
    <div className={classes.root}>
      <Disclosure
        summary={
          <>
            {t('gaps.organization', { count: gaps.length })}{' '}
            <span className={classes.quiet}>
              {blockingText && `(${blockingText}) `}· {owners.join(', ')} ·{' '}
              {due && (
                <>
                  <Due target={due} /> ·{' '}
                </>
              )}
              {t('gaps.organizationNothing')}
            </span>
          </>
        }
      >
        {gaps.map(gap => {
          const target = dueOf(gap, organization);
          return (
            <p key={gap.check} className={classes.text}>
              <StatusLabel status={gap.status} /> {gapSummary(gap, index)}{' '}
              <span className={classes.quiet}>
                {gap.control} ·{' '}
                {t('gaps.owner', { owner: actorName(gap.actor, index, t) })}
                {target && (
                  <>
                    {' '}
                    · <Due target={target} />
                    {t('gaps.dueFor', { level: String(target.level) })}
                  </>
                )}
              </span>
            </p>
          );
        })}
      </Disclosure>
    </div>
  );
}

/**
 * What only whoever runs the portal can mend: checks that nothing answers, and
 * sources that are silent. @internal
 */
export function OperatorGaps(props: {
  gaps: readonly Gap[];
  findings: readonly SourceFinding[];
}) {
  const { gaps, findings } = props;
  const classes = useStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const controls = unique(gaps.map(gap => gap.control)).join(', ');
  const owner = (
    <span className={classes.quiet}>
      {t('gaps.owner', { owner: t('gaps.operator') })}
    </span>
  );
  return (
    <div className={classes.root}>
      <Disclosure
        summary={
          <>
            {t('gaps.operatorPoints', {
              count: gaps.length + findings.length,
            })}{' '}
            <span className={classes.quiet}>
              {controls && `(${controls}) `}· {t('gaps.organizationNothing')}
            </span>
          </>
        }
      >
        {gaps.map(gap => (
          <p key={gap.check} className={classes.text}>
            <StatusLabel status={gap.status} /> {gapSummary(gap, index)}.{' '}
            {gap.remediation.text}{' '}
            <span className={classes.quiet}>
              {gap.control} ·{' '}
              {gap.lastLookedAt && (
                <>
                  {t('gaps.lastLookedAt')}{' '}
                  <RelativeTime instant={gap.lastLookedAt} /> ·{' '}
                </>
              )}
            </span>
            {owner}
          </p>
        ))}
        {findings.map(({ source, message }) => (
          <p key={source} className={classes.text}>
            <StatusLabel status="stale">{t('sources.silent')}</StatusLabel>{' '}
            {message} {owner}
          </p>
        ))}
      </Disclosure>
    </div>
  );
}
