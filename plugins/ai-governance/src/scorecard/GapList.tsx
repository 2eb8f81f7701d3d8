import { makeStyles } from '@material-ui/core/styles';
import type {
  CheckResult,
  CollectionState,
  Gap,
  OrganizationState,
  Scorecard,
  SourceFinding,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  ControlExplain,
  RelativeTime,
  SafeLink,
  Section,
  StatusLabel,
} from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import type { FrameworkIndex } from '../framework/frameworkIndex';
import { useText, type Translate } from '../hooks/useText';
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
    control: {
      display: 'block',
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
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
    group: {
      margin: theme.spacing(2, 0, 0.5),
      fontSize: theme.typography.pxToRem(13),
      fontWeight: 700,
      color: quietText(theme),
    },
    done: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
    organization: {
      marginTop: theme.spacing(1),
      borderTop: `1px solid ${theme.palette.divider}`,
    },
    quiet: { color: quietText(theme) },
  }),
  { name: 'PlumblineGapList' },
);

function checkResult(scorecard: Scorecard, gap: Gap): CheckResult | undefined {
  return scorecard.controls
    .find(c => c.control === gap.control)
    ?.parts.flatMap(part => part.checks)
    .find(check => check.check === gap.check);
}

/** What is missing; "never looked at" alone would not say at what. */
function gapSummary(gap: Gap, index: FrameworkIndex | undefined): string {
  const check = index?.check(gap.check);
  return check && gap.status !== 'gap'
    ? `${check.name}: ${gap.summary}`
    : gap.summary;
}

function GapLine(props: {
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
          <span className={classes.summary}>
            {gapSummary(gap, index)}
            <span className={classes.control}>
              {gap.control}
              {control && ` ${control.name}`}
            </span>
          </span>
          <span className={classes.meta}>
            {t(`gaps.effort.${remediation.effort}`)}
          </span>
        </span>
      }
      aside={control && <ControlExplain control={control} />}
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

/** The level the list is about: the next own one, else the next official one. */
function titleOf(scorecard: Scorecard, t: Translate): string {
  const { level, ownGaps, ownProgress } = scorecard;
  if (ownGaps.length > 0 && ownProgress) {
    return t('gaps.title', { level: String(ownProgress.towards) });
  }
  if (level !== null && level < 5) {
    return t('gaps.title', { level: String(level + 1) });
  }
  return t('gaps.titleHighest');
}

/** What separates an entity from its next level, nearest to hand first. @internal */
export function GapList(props: {
  scorecard: Scorecard;
  organization: OrganizationState;
  repository?: CollectionState['repository'];
  /** What keeps the portal from looking: the operator's, never the team's. */
  sourceFindings?: readonly SourceFinding[];
}) {
  const { scorecard, repository, sourceFindings = [] } = props;
  const classes = useStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const { ownGaps, organizationGaps, ownLevel } = scorecard;
  const entityGaps = ownGaps.filter(g => g.scope === 'entity');
  const groupGaps = ownGaps.filter(g => g.scope !== 'entity');
  const title = titleOf(scorecard, t);
  const blocking = [...new Set(organizationGaps.map(gap => gap.control))];
  const controls = blocking.filter(id => index?.control(id));
  const criteria = blocking.length - controls.length;
  const blockingText = [
    ...controls,
    ...(index && criteria > 0 ? [t('gaps.criteria', { count: criteria })] : []),
  ].join(', ');
  return (
    <Section title={title}>
      {ownGaps.length === 0 && (
        <div className={classes.done}>
          <StatusLabel status="met">
            {ownLevel === null
              ? t('gaps.none')
              : t('gaps.noneUpTo', { level: String(ownLevel) })}
          </StatusLabel>
        </div>
      )}
      {entityGaps.length > 0 && groupGaps.length > 0 && (
        <h3 className={classes.group}>{t('gaps.yours')}</h3>
      )}
      <div>
        {entityGaps.map(gap => (
          <GapLine
            key={gap.check}
            gap={gap}
            scorecard={scorecard}
            repository={repository}
          />
        ))}
      </div>
      {groupGaps.length > 0 && (
        <h3 className={classes.group}>{t('gaps.group')}</h3>
      )}
      <div>
        {groupGaps.map(gap => (
          <GapLine
            key={gap.check}
            gap={gap}
            scorecard={scorecard}
            repository={repository}
          />
        ))}
      </div>
      {organizationGaps.length > 0 && (
        <div className={classes.organization}>
          <Disclosure
            summary={
              <>
                {t('gaps.organization', { count: organizationGaps.length })}{' '}
                <span className={classes.quiet}>
                  {blockingText && `(${blockingText}) `}·{' '}
                  {t('gaps.organizationNothing')}
                </span>
              </>
            }
          >
            {organizationGaps.map(gap => (
              <p key={gap.check} className={classes.text}>
                <StatusLabel status={gap.status} /> {gapSummary(gap, index)}{' '}
                <span className={classes.quiet}>
                  {gap.control} ·{' '}
                  {t('gaps.owner', { owner: actorName(gap.actor, index, t) })}
                </span>
              </p>
            ))}
          </Disclosure>
        </div>
      )}
      {sourceFindings.length > 0 && (
        <div className={classes.organization}>
          <Disclosure
            summary={
              <>
                {t('gaps.operatorFindings', { count: sourceFindings.length })}{' '}
                <span className={classes.quiet}>
                  · {t('gaps.organizationNothing')}
                </span>
              </>
            }
          >
            {sourceFindings.map(({ source, message }) => (
              <p key={source} className={classes.text}>
                <StatusLabel status="stale">{t('sources.silent')}</StatusLabel>{' '}
                {message}{' '}
                <span className={classes.quiet}>
                  {t('gaps.owner', { owner: t('gaps.operator') })}
                </span>
              </p>
            ))}
          </Disclosure>
        </div>
      )}
    </Section>
  );
}
