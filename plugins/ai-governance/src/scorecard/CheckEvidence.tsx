import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  disputedFingerprints,
  type CheckResult,
  type CollectionState,
  type ControlStatus,
  type ImportKind,
  type Scope,
  type SourceResult,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { RelativeTime, SafeLink, StatusLabel } from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useNow } from '../hooks/useNow';
import { useText, type Translate } from '../hooks/useText';
import { quietText } from '../theme/colors';
import { useEvidenceActions, type EvidenceActions } from './EvidenceContext';
import { DisputeButton, Findings, OpenDispute } from './Findings';
import { personName } from './people';
import { Button } from '../controls';

const DAY = 24 * 3_600_000;
/** A renewal is offered this long before an attestation ends. */
const RENEW_WITHIN = 30 * DAY;

const useStyles = makeStyles(
  theme => ({
    check: {
      display: 'grid',
      gridTemplateColumns: '124px minmax(0, 1fr)',
      alignItems: 'start',
      columnGap: theme.spacing(1.5),
      padding: theme.spacing(0.75, 0),
      lineHeight: 1.5,
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
    },
    facts: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      margin: 0,
      padding: 0,
      listStyle: 'none',
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
      '& > li:not(:last-child)::after': {
        content: '"·"',
        margin: theme.spacing(0, 0.75),
      },
    },
    sources: {
      margin: theme.spacing(0.5, 0, 0),
      paddingLeft: theme.spacing(2),
      fontSize: theme.typography.pxToRem(13),
      overflowWrap: 'anywhere',
    },
    note: {
      marginTop: theme.spacing(0.25),
      fontSize: theme.typography.pxToRem(13),
      overflowWrap: 'anywhere',
    },
    actions: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0, 1),
      marginTop: theme.spacing(0.25),
      marginLeft: theme.spacing(-0.75),
      fontSize: theme.typography.pxToRem(13),
    },
    button: { minWidth: 0, padding: theme.spacing(0.125, 0.75) },
    link: { marginLeft: theme.spacing(0.75) },
  }),
  { name: 'PlumblineCheckEvidence' },
);

const OUTCOME_STATUS: Record<CheckResult['outcome'], ControlStatus> = {
  pass: 'met',
  fail: 'gap',
  stale: 'stale',
  unknown: 'unknown',
  error: 'unknown',
  notApplicable: 'notApplicable',
};

const IMPORT_KINDS: readonly ImportKind[] = [
  'asset-inventory',
  'egress-report',
  'gap-analysis',
  'licence-remediation',
];

function isImportKind(kind: string): kind is ImportKind {
  return (IMPORT_KINDS as readonly string[]).includes(kind);
}

/** Who or what saw the evidence, in words. @internal */
export function sourceName(source: string | undefined, t: Translate): string {
  if (!source) {
    return t('source.none');
  }
  const separator = source.indexOf(':');
  const kind = separator < 0 ? source : source.slice(0, separator);
  const rest = separator < 0 ? '' : source.slice(separator + 1);
  switch (kind) {
    case 'repository':
      return t('source.repository');
    case 'host':
      return t('source.host');
    case 'facts':
      return t('source.facts', { name: rest.replace(/:.*$/, '') });
    case 'ci':
      return t('source.ci', { name: rest.replace(/#.*$/, '') });
    case 'attestation':
      return t('source.attestation');
    case 'registry':
      return t('source.registry');
    case 'training':
      return t('source.training');
    case 'import': {
      const [importKind, ...name] = rest.split(':');
      return t('source.import', {
        kind: isImportKind(importKind)
          ? t(`data.kinds.${importKind}`)
          : importKind,
        name: name.join(':'),
      });
    }
    default:
      return t('source.other', { source });
  }
}

/** Collector and version in words: `repository@1` is version 1 of repository. */
function collectorName(collector: string, t: Translate): string {
  const at = collector.lastIndexOf('@');
  return at > 0
    ? t('controls.collector', {
        name: collector.slice(0, at),
        version: collector.slice(at + 1),
      })
    : collector;
}

/** Who saw it, when, by which version of what, and where it is. */
function Facts(props: { result: CheckResult }) {
  const { result } = props;
  const classes = useStyles();
  const t = useText();
  const now = useNow();
  return (
    <ul className={classes.facts} aria-label={t('controls.facts')}>
      <li>{sourceName(result.source, t)}</li>
      {result.collector && <li>{collectorName(result.collector, t)}</li>}
      {result.attestation && (
        <li>
          {t('controls.attestedBy', {
            person: personName(result.attestation.by),
          })}
          {result.attestation.confirmedBy &&
            `, ${t('controls.confirmedBy', {
              person: personName(result.attestation.confirmedBy),
            })}`}
        </li>
      )}
      {result.dormantSince && (
        <li>
          {t('controls.dormantSince')}{' '}
          <RelativeTime instant={result.dormantSince} />
        </li>
      )}
      {result.observedAt && (
        <li>
          {t('controls.seen')} <RelativeTime instant={result.observedAt} />
        </li>
      )}
      {result.confirmedAt && (
        <li>
          {t('controls.confirmed')}{' '}
          <RelativeTime instant={result.confirmedAt} />
        </li>
      )}
      {result.validUntil && (
        <li>
          {Date.parse(result.validUntil) > now
            ? t('controls.validUntil')
            : t('controls.ranOut')}{' '}
          <RelativeTime instant={result.validUntil} />
        </li>
      )}
      {result.link && (
        <li>
          <SafeLink to={result.link}>{t('controls.evidenceLink')}</SafeLink>
        </li>
      )}
    </ul>
  );
}

function SourceLine(props: { source: SourceResult }) {
  const { source } = props;
  const t = useText();
  return (
    <li>
      <StatusLabel status={OUTCOME_STATUS[source.outcome]}>
        {t(`outcome.${source.outcome}`)}
      </StatusLabel>{' '}
      {source.source.replace(/^[a-z]+:/, '')}: {source.summary}{' '}
      {source.observedAt && <RelativeTime instant={source.observedAt} />}
      {source.link && (
        <>
          {' '}
          <SafeLink to={source.link}>{t('controls.evidenceLink')}</SafeLink>
        </>
      )}
      {source.collectorError && (
        <div>
          {t('controls.collectorError', { error: source.collectorError })}
        </div>
      )}
    </li>
  );
}

/** Attest, renew, dispute: what can be done about one result. */
function Actions(props: {
  result: CheckResult;
  scope: Scope;
  actions: EvidenceActions;
  disputable: boolean;
}) {
  const { result, scope, actions, disputable } = props;
  const classes = useStyles();
  const t = useText();
  const now = useNow();
  const index = useFrameworkIndex();
  const name = index?.check(result.check)?.name ?? result.check;
  const inForce = result.attestation && result.outcome === 'pass';
  const ends = result.validUntil ? Date.parse(result.validUntil) : Infinity;
  const due = inForce && ends - now < RENEW_WITHIN;
  const missing =
    result.outcome !== 'pass' && result.outcome !== 'notApplicable';
  const mayAttest = (missing || due) && actions.canAttest(result.check, scope);
  const whole = disputable && !(result.findings && result.findings.length > 0);
  const open = whole
    ? actions.disputes.find(
        dispute =>
          dispute.state === 'open' &&
          dispute.check === result.check &&
          dispute.fingerprint === disputedFingerprints(result)[0],
      )
    : undefined;
  const elsewhere =
    scope === 'organization' &&
    missing &&
    index?.attestable(result.check) &&
    actions.attestationsPath;
  return (
    <>
      {open && <OpenDispute dispute={open} />}
      {(mayAttest || (whole && !open) || elsewhere) && (
        <div className={classes.actions}>
          {mayAttest && scope !== 'organization' && (
            <Button
              size="small"
              className={classes.button}
              aria-label={
                due
                  ? t('attest.renewThis', { check: name })
                  : t('attest.attestThis', { check: name })
              }
              onClick={() => actions.attest(result.check, scope, Boolean(due))}
            >
              {due ? t('attest.renew') : t('attest.attest')}
            </Button>
          )}
          {whole && !open && <DisputeButton result={result} />}
          {elsewhere && (
            <Link to={elsewhere} className={classes.link} underline="always">
              {t('attest.organizationElsewhere')}
            </Link>
          )}
        </div>
      )}
    </>
  );
}

/** One check: its outcome, and everything it rests on. @internal */
export function CheckEvidence(props: {
  result: CheckResult;
  scope: Scope;
  repository?: CollectionState['repository'];
}) {
  const { result, scope, repository } = props;
  const classes = useStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const actions = useEvidenceActions();
  const check = index?.check(result.check);
  const disputable =
    scope === 'entity' &&
    (result.outcome === 'fail' || Boolean(result.warning));
  const accepted = (actions?.disputes ?? []).filter(
    dispute => dispute.state === 'accepted' && dispute.check === result.check,
  );
  return (
    <div className={classes.check}>
      <StatusLabel status={OUTCOME_STATUS[result.outcome]}>
        {result.warning ? t('outcome.warning') : t(`outcome.${result.outcome}`)}
      </StatusLabel>
      <div>
        <div>
          {check && <strong>{check.name}: </strong>}
          {result.summary}
        </div>
        <Facts result={result} />
        {result.collectorError && (
          <div className={classes.note} role="note">
            {t('controls.collectorError', { error: result.collectorError })}{' '}
            {result.observedAt ? (
              <>
                {t('controls.lastGood')}{' '}
                <RelativeTime
                  instant={result.confirmedAt ?? result.observedAt}
                />
              </>
            ) : (
              t('controls.noGood')
            )}
          </div>
        )}
        {result.warning && (
          <div className={classes.note} role="note">
            {t('controls.warning')}
          </div>
        )}
        {Boolean(result.suppressed) && (
          <div className={classes.note} role="note">
            {t('controls.suppressed', { count: result.suppressed ?? 0 })}
            {accepted.map(dispute => (
              <div key={dispute.id}>
                {t('controls.suppressedBy', {
                  reason: dispute.decision ?? dispute.reason,
                  person: personName(dispute.decidedBy ?? ''),
                })}{' '}
                <RelativeTime instant={dispute.until} />
              </div>
            ))}
          </div>
        )}
        {result.findings && result.findings.length > 0 && (
          <Findings
            findings={result.findings}
            repository={repository}
            disputable={disputable ? result : undefined}
          />
        )}
        {result.sources && result.sources.length > 1 && (
          <ul className={classes.sources} aria-label={t('controls.sources')}>
            {result.sources.map(source => (
              <SourceLine key={source.source} source={source} />
            ))}
          </ul>
        )}
        {actions && (
          <Actions
            result={result}
            scope={scope}
            actions={actions}
            disputable={disputable}
          />
        )}
      </div>
    </div>
  );
}
