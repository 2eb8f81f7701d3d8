import { makeStyles } from '@material-ui/core/styles';
import type {
  CheckResult,
  CollectionState,
  Gap,
  Remediation,
  Scorecard,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  ControlExplain,
  RelativeTime,
  SafeLink,
  StatusLabel,
} from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import type { FrameworkIndex } from '../framework/frameworkIndex';
import { useText } from '../hooks/useText';
import { quietText } from '../theme/colors';
import { CodeLine } from './CodeLine';
import { Disclosure } from './Disclosure';
import { fileLink } from './fileLink';
import { Findings } from './Findings';
import { actorName } from './headline';

const useStyles = makeStyles(
  theme => ({
    line: {
      display: 'grid',
      gridTemplateColumns: '92px minmax(0, 1fr) auto',
      alignItems: 'baseline',
      columnGap: theme.spacing(1.5),
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
        rowGap: theme.spacing(0.25),
      },
    },
    summary: { overflowWrap: 'anywhere', lineHeight: 1.45 },
    meta: {
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
      textAlign: 'right',
      whiteSpace: 'nowrap',
      [theme.breakpoints.down('xs')]: { textAlign: 'left' },
    },
    title: {
      margin: theme.spacing(1.5, 0, 0.25),
      fontSize: theme.typography.pxToRem(13),
      fontWeight: 700,
      color: quietText(theme),
    },
    text: { margin: theme.spacing(0, 0, 0.5), lineHeight: 1.5 },
    facts: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
      marginTop: theme.spacing(1.5),
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
    // Under what is missing, in line with it.
    gist: {
      marginLeft: 92 + theme.spacing(1.5),
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
      lineHeight: 1.55,
      overflowWrap: 'anywhere',
      [theme.breakpoints.down('xs')]: { marginLeft: 0 },
    },
    lead: { fontWeight: 600 },
    quiet: { color: quietText(theme) },
  }),
  { name: 'PlumblineGapLine' },
);

function checkResult(scorecard: Scorecard, gap: Gap): CheckResult | undefined {
  return scorecard.controls
    .find(c => c.control === gap.control)
    ?.parts.flatMap(part => part.checks)
    .find(check => check.check === gap.check);
}

/** What is missing; "never looked at" alone would not say at what. @internal */
export function gapSummary(
  gap: Gap,
  index: FrameworkIndex | undefined,
): string {
  const check = index?.check(gap.check);
  return check && gap.status !== 'gap'
    ? `${check.name}: ${gap.summary}`
    : gap.summary;
}

/** Exactly what to touch: the file, or else the command, or else the guide. */
function Where(props: {
  remediation: Remediation;
  repository?: CollectionState['repository'];
}) {
  const { path, command, link, text } = props.remediation;
  const t = useText();
  const file = path && fileLink(props.repository, path);
  if (file) {
    return <SafeLink to={file}>{path}</SafeLink>;
  }
  if (path) {
    return text.includes(path) ? null : <code>{path}</code>;
  }
  if (command) {
    return <code>{command}</code>;
  }
  return link ? <SafeLink to={link}>{t('gaps.link')}</SafeLink> : null;
}

/** How to close a gap, why it matters and how old that is, in two quiet lines. */
function Gist(props: { gap: Gap; repository?: CollectionState['repository'] }) {
  const { gap, repository } = props;
  const classes = useStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const [id, ...others] = gap.risks;
  const risk = id === undefined ? undefined : index?.risk(id);
  return (
    <div className={classes.gist}>
      <div>
        <span className={classes.lead}>{t('gaps.toClose')}:</span>{' '}
        {gap.remediation.text}{' '}
        <Where remediation={gap.remediation} repository={repository} />
      </div>
      <div>
        {risk && (
          <>
            <span className={classes.lead}>{t('gaps.because')}:</span>{' '}
            {risk.description} ({id}
            {others.length > 0 &&
              `, ${t('gaps.also', { risks: others.join(', ') })}`}
            ) ·{' '}
          </>
        )}
        {gap.lastLookedAt ? (
          <>
            {t('gaps.lastLookedAt')} <RelativeTime instant={gap.lastLookedAt} />
          </>
        ) : (
          t('gaps.neverLookedAt')
        )}
      </div>
    </div>
  );
}

/**
 * One gap that the team can close: what is missing, how to close it, why it
 * matters and when it was last looked at; opened, everything about it.
 * @internal
 */
export function GapLine(props: {
  gap: Gap;
  scorecard: Scorecard;
  repository?: CollectionState['repository'];
}) {
  const { gap, scorecard, repository } = props;
  const classes = useStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const control = index?.control(gap.control);
  const result = checkResult(scorecard, gap);
  const { remediation } = gap;
  const file = remediation.path && fileLink(repository, remediation.path);
  return (
    <Disclosure
      summary={
        <span className={classes.line}>
          <StatusLabel status={gap.status} />
          <span className={classes.summary}>{gapSummary(gap, index)}</span>
          <span className={classes.meta}>
            {gap.control} · {t(`gaps.effort.${remediation.effort}`)}
          </span>
        </span>
      }
      aside={control && <ControlExplain control={control} />}
      whenClosed={<Gist gap={gap} repository={repository} />}
    >
      <h3 className={classes.title}>{t('gaps.how')}</h3>
      <p className={classes.text}>{remediation.text}</p>
      {gap.alternatives && gap.alternatives.length > 0 && (
        <p className={`${classes.text} ${classes.quiet}`}>
          {t('gaps.alternatives', {
            checks: gap.alternatives
              .map(id => index?.check(id)?.name ?? id)
              .join(', '),
          })}
        </p>
      )}
      {remediation.path && (
        <p className={classes.text}>
          {t('gaps.file')}:{' '}
          {file ? (
            <SafeLink to={file}>{remediation.path}</SafeLink>
          ) : (
            <code>{remediation.path}</code>
          )}
        </p>
      )}
      {remediation.command && (
        <CodeLine
          text={remediation.command}
          copyLabel={`${t('actions.copy')}: ${t('gaps.command')}`}
        />
      )}
      {remediation.link && (
        <p className={classes.text}>
          <SafeLink to={remediation.link}>{t('gaps.link')}</SafeLink>
        </p>
      )}
      {result?.findings && result.findings.length > 0 && (
        <>
          <h3 className={classes.title}>{t('gaps.findings')}</h3>
          <Findings
            findings={result.findings}
            repository={repository}
            disputable={
              gap.scope === 'entity' && result.outcome === 'fail'
                ? result
                : undefined
            }
          />
        </>
      )}
      {gap.risks.length > 0 && (
        <>
          <h3 className={classes.title}>{t('gaps.why')}</h3>
          {gap.risks.map(id => {
            const risk = index?.risk(id);
            return (
              <p key={id} className={classes.text}>
                {risk
                  ? `${risk.description} (${id}, ${t('gaps.riskInherent', {
                      rating: t(`rating.${risk.inherent}`),
                    })})`
                  : id}
              </p>
            );
          })}
        </>
      )}
      <div className={classes.facts}>
        <span>
          {gap.control}
          {control && ` ${control.name}`}
        </span>
        <span>{actorName(gap.actor, index, t)}</span>
        <span>
          {gap.lastLookedAt ? (
            <>
              {t('gaps.lastLookedAt')}{' '}
              <RelativeTime instant={gap.lastLookedAt} />
            </>
          ) : (
            t('gaps.neverLookedAt')
          )}
        </span>
      </div>
    </Disclosure>
  );
}
