import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type {
  CheckResult,
  CollectionState,
  DisputeResponse,
  Finding,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { RelativeTime, SafeLink } from '../components';
import { useText } from '../hooks/useText';
import { quietText } from '../theme/colors';
import { useEvidenceActions } from './EvidenceContext';
import { fileLink } from './fileLink';
import { personName } from './people';
import { Button } from '../controls';

/** Findings shown before "show all". */
const FIRST = 5;

const useStyles = makeStyles(
  theme => ({
    list: { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(2.5) },
    item: { marginBottom: theme.spacing(0.75), overflowWrap: 'anywhere' },
    severity: { fontWeight: 600 },
    foot: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0, 1.5),
      fontSize: theme.typography.pxToRem(13),
    },
    place: {
      fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
      fontSize: theme.typography.pxToRem(12.5),
    },
    disputed: {
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
      overflowWrap: 'anywhere',
    },
    hidden: {
      margin: 0,
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
    button: { minWidth: 0, padding: theme.spacing(0, 0.75) },
  }),
  { name: 'PlumblineFindings' },
);

/** An open dispute where the finding stands; whose it is can take it back. @internal */
export function OpenDispute(props: { dispute: DisputeResponse }) {
  const { dispute } = props;
  const classes = useStyles();
  const t = useText();
  const actions = useEvidenceActions();
  return (
    <div className={classes.disputed}>
      <strong>{t('disputes.waits')}</strong>{' '}
      {t('disputes.by', { person: personName(dispute.by) })}{' '}
      <RelativeTime instant={dispute.at} />: {dispute.reason}{' '}
      {actions && dispute.allowed?.withdraw && (
        <Button
          size="small"
          className={classes.button}
          onClick={() => actions.withdraw(dispute)}
        >
          {t('disputes.withdraw')}
        </Button>
      )}
    </div>
  );
}

/** Opens the dispute of a finding, or of a failure that names none. @internal */
export function DisputeButton(props: {
  result: CheckResult;
  finding?: Finding;
}) {
  const { result, finding } = props;
  const classes = useStyles();
  const t = useText();
  const actions = useEvidenceActions();
  return actions?.canDispute ? (
    <Button
      size="small"
      className={classes.button}
      aria-label={t('disputes.disputeThis', {
        finding: finding?.message ?? result.summary,
      })}
      onClick={() => actions.dispute(result, finding)}
    >
      {t('disputes.dispute')}
    </Button>
  ) : null;
}

/** What a check found, with file and line, to be disputed in place. @internal */
export function Findings(props: {
  findings: Finding[];
  repository?: CollectionState['repository'];
  /** The result they belong to, where they may be disputed. */
  disputable?: CheckResult;
}) {
  const { disputable } = props;
  const classes = useStyles();
  const t = useText();
  const actions = useEvidenceActions();
  const [all, setAll] = useState(false);
  const shown = all ? props.findings : props.findings.slice(0, FIRST);
  const rest = props.findings.length - shown.length;
  return (
    <>
      <ul className={classes.list}>
        {shown.map((finding, position) => {
          const place =
            finding.path &&
            `${finding.path}${finding.line ? `:${finding.line}` : ''}`;
          const link =
            finding.path &&
            fileLink(props.repository, finding.path, finding.line);
          const open =
            disputable &&
            finding.fingerprint &&
            actions?.disputes.find(
              dispute =>
                dispute.state === 'open' &&
                dispute.check === disputable.check &&
                dispute.fingerprint === finding.fingerprint,
            );
          return (
            <li
              key={finding.fingerprint ?? `${finding.rule}-${position}`}
              className={classes.item}
            >
              <span className={classes.severity}>
                {t(`severity.${finding.severity}`)}:
              </span>{' '}
              {finding.message}
              <div className={classes.foot}>
                {place && (
                  <span className={classes.place}>
                    {link ? <SafeLink to={link}>{place}</SafeLink> : place}
                  </span>
                )}
                {disputable && finding.fingerprint && !open && (
                  <DisputeButton result={disputable} finding={finding} />
                )}
              </div>
              {open && <OpenDispute dispute={open} />}
            </li>
          );
        })}
      </ul>
      {actions && !actions.readFindings && (
        <p className={classes.hidden}>{t('findings.placesHidden')}</p>
      )}
      {rest > 0 && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('findings.truncated', { count: rest })}
        </Button>
      )}
    </>
  );
}
