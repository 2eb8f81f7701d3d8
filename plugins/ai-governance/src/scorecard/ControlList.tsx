import { makeStyles } from '@material-ui/core/styles';
import type {
  CheckResult,
  CollectionState,
  ControlResult,
  ControlStatus,
  PartResult,
  Scorecard,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  ControlExplain,
  RelativeTime,
  SafeLink,
  Section,
  StatusLabel,
} from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText, type Translate } from '../hooks/useText';
import { quietText } from '../theme/colors';
import { Disclosure } from './Disclosure';
import { Findings } from './Findings';
import { personName } from './people';

const useStyles = makeStyles(
  theme => ({
    domain: {
      display: 'flex',
      alignItems: 'baseline',
      justifyContent: 'space-between',
      gap: theme.spacing(1),
      margin: theme.spacing(0, 0, 0.5),
      fontSize: theme.typography.pxToRem(14),
      fontWeight: 700,
    },
    group: { '& + &': { marginTop: theme.spacing(2.5) } },
    quiet: {
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
      fontWeight: 400,
    },
    line: {
      display: 'grid',
      gridTemplateColumns: '132px minmax(0, 1fr) auto',
      alignItems: 'center',
      columnGap: theme.spacing(1.5),
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
        rowGap: theme.spacing(0.25),
      },
    },
    name: { overflowWrap: 'anywhere', lineHeight: 1.45 },
    id: {
      color: quietText(theme),
      fontVariantNumeric: 'tabular-nums',
      marginRight: theme.spacing(0.75),
    },
    tags: {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'flex-end',
      gap: theme.spacing(0.5, 1),
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(12.5),
      [theme.breakpoints.down('xs')]: { justifyContent: 'flex-start' },
    },
    description: { margin: theme.spacing(0, 0, 1), lineHeight: 1.5 },
    part: {
      margin: theme.spacing(1.5, 0, 0.5),
      fontSize: theme.typography.pxToRem(13),
      fontWeight: 700,
      color: quietText(theme),
    },
    check: {
      display: 'grid',
      gridTemplateColumns: '116px minmax(0, 1fr)',
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
      gap: theme.spacing(0.25, 1.5),
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
    sources: {
      margin: theme.spacing(0.5, 0, 0),
      paddingLeft: theme.spacing(2),
      fontSize: theme.typography.pxToRem(13),
    },
    error: {
      color: theme.palette.text.primary,
      fontSize: theme.typography.pxToRem(13),
    },
  }),
  { name: 'PlumblineControlList' },
);

const OUTCOME_STATUS: Record<CheckResult['outcome'], ControlStatus> = {
  pass: 'met',
  fail: 'gap',
  stale: 'stale',
  unknown: 'unknown',
  error: 'unknown',
  notApplicable: 'notApplicable',
};

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
    case 'ci':
      return t('source.ci', { name: rest });
    case 'attestation':
      return t('source.attestation');
    case 'registry':
      return t('source.registry');
    default:
      return t('source.other', { source });
  }
}

function CheckLine(props: {
  result: CheckResult;
  repository?: CollectionState['repository'];
}) {
  const { result, repository } = props;
  const classes = useStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const check = index?.check(result.check);
  return (
    <div className={classes.check}>
      <StatusLabel status={OUTCOME_STATUS[result.outcome]}>
        {t(`outcome.${result.outcome}`)}
      </StatusLabel>
      <div>
        <div>
          {check && <strong>{check.name}: </strong>}
          {result.summary}
        </div>
        <div className={classes.facts}>
          <span>{sourceName(result.source, t)}</span>
          {result.attestation && (
            <span>
              {t('controls.attestedBy', {
                person: personName(result.attestation.by),
              })}
              {result.attestation.confirmedBy &&
                `, ${t('controls.confirmedBy', {
                  person: personName(result.attestation.confirmedBy),
                })}`}
            </span>
          )}
          {result.dormantSince && (
            <span>
              {t('controls.dormantSince')}{' '}
              <RelativeTime instant={result.dormantSince} />
            </span>
          )}
          {result.observedAt && (
            <span>
              {t('controls.seen')} <RelativeTime instant={result.observedAt} />
            </span>
          )}
          {result.confirmedAt && (
            <span>
              {t('controls.confirmed')}{' '}
              <RelativeTime instant={result.confirmedAt} />
            </span>
          )}
          {result.validUntil && (
            <span>
              {t('controls.validUntil')}{' '}
              <RelativeTime instant={result.validUntil} />
            </span>
          )}
          {result.link && (
            <SafeLink to={result.link}>{t('controls.evidenceLink')}</SafeLink>
          )}
        </div>
        {result.collectorError && (
          <div className={classes.error} role="note">
            {t('controls.collectorError', { error: result.collectorError })}
          </div>
        )}
        {result.findings && result.findings.length > 0 && (
          <Findings findings={result.findings} repository={repository} />
        )}
        {result.sources && result.sources.length > 1 && (
          <ul className={classes.sources} aria-label={t('controls.sources')}>
            {result.sources.map(source => (
              <li key={source.source}>
                <StatusLabel status={OUTCOME_STATUS[source.outcome]}>
                  {t(`outcome.${source.outcome}`)}
                </StatusLabel>{' '}
                {source.source.replace(/^[a-z]+:/, '')}: {source.summary}{' '}
                <RelativeTime instant={source.observedAt} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function scopesOf(parts: PartResult[]): PartResult[] {
  const order = { entity: 0, group: 1, organization: 2 };
  return [...parts].sort((a, b) => order[a.scope] - order[b.scope]);
}

function ControlLine(props: {
  result: ControlResult;
  repository?: CollectionState['repository'];
}) {
  const { result, repository } = props;
  const classes = useStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const control = index?.control(result.control);
  const parts = scopesOf(result.parts);
  const inherited =
    parts.length > 0 && parts.every(part => part.scope === 'organization');
  return (
    <Disclosure
      summary={
        <span className={classes.line}>
          <StatusLabel status={result.status} />
          <span className={classes.name}>
            <span className={classes.id}>{result.control}</span>
            {control?.name}
          </span>
          <span className={classes.tags}>
            {result.exception && (
              <span>
                {t('controls.exception')}{' '}
                <RelativeTime instant={result.exception.until} />
              </span>
            )}
            {result.upcoming && (
              <span title={t('controls.upcomingMeaning')}>
                {t('controls.upcoming')}{' '}
                <RelativeTime instant={result.upcoming.effectiveFrom} />
              </span>
            )}
            {inherited && (
              <span title={t('controls.inheritedMeaning')}>
                {t('controls.inherited')}
              </span>
            )}
          </span>
        </span>
      }
      aside={control && <ControlExplain control={control} />}
    >
      <p className={classes.description}>
        {t(`statusMeaning.${result.status}`)}
        {result.upcoming && ` ${t('controls.upcomingMeaning')}`}
      </p>
      {parts.map(part => (
        <div key={part.scope}>
          <h4 className={classes.part}>
            {t(`controls.partTitle.${part.scope}`)} ·{' '}
            {t(`status.${part.status}`)}
          </h4>
          {part.checks.map(check => (
            <CheckLine
              key={check.check}
              result={check}
              repository={repository}
            />
          ))}
        </div>
      ))}
      {control?.limits && (
        <p className={classes.quiet}>
          {t('controls.limits', { limits: control.limits })}
        </p>
      )}
    </Disclosure>
  );
}

/** Domains with their results; controls the framework does not know come last. */
function grouped(
  scorecard: Scorecard,
  index: ReturnType<typeof useFrameworkIndex>,
): { id: string; name?: string; results: ControlResult[] }[] {
  const results = new Map(scorecard.controls.map(c => [c.control, c]));
  const groups = (index?.domains ?? []).map(({ domain, controls }) => ({
    id: domain.id,
    name: domain.name,
    results: controls.flatMap(control => {
      const result = results.get(control.id);
      results.delete(control.id);
      return result ? [result] : [];
    }),
  }));
  return [
    ...groups,
    { id: 'rest', name: undefined, results: [...results.values()] },
  ].filter(group => group.results.length > 0);
}

/** Every control by domain, with the evidence each status rests on. @internal */
export function ControlList(props: {
  scorecard: Scorecard;
  repository?: CollectionState['repository'];
}) {
  const { scorecard, repository } = props;
  const classes = useStyles();
  const t = useText();
  const index = useFrameworkIndex();
  return (
    <Section title={t('controls.title')}>
      {grouped(scorecard, index).map(group => {
        const applicable = group.results.filter(
          r => r.status !== 'notApplicable',
        );
        return (
          <div key={group.id} className={classes.group}>
            {group.name && (
              <h3 className={classes.domain}>
                {group.name}
                <span className={classes.quiet}>
                  {t('controls.count', {
                    met: String(
                      applicable.filter(r => r.status === 'met').length,
                    ),
                    applicable: String(applicable.length),
                  })}
                </span>
              </h3>
            )}
            <div>
              {group.results.map(result => (
                <ControlLine
                  key={result.control}
                  result={result}
                  repository={repository}
                />
              ))}
            </div>
          </div>
        );
      })}
    </Section>
  );
}
