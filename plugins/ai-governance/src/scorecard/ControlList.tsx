import { makeStyles } from '@material-ui/core/styles';
import {
  disputePermission,
  type CollectionState,
  type ControlResult,
  type PartResult,
  type Scorecard,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  ControlExplain,
  RelativeTime,
  Section,
  StatusLabel,
} from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { FrameworkVersionLink } from '../framework-versions/FrameworkVersionLink';
import { useText } from '../hooks/useText';
import { FeedbackButton } from '../conduct/FeedbackButton';
import { quietText } from '../theme/colors';
import { CheckEvidence } from './CheckEvidence';
import { Disclosure } from './Disclosure';
import { useEvidenceActions } from './EvidenceContext';
import { Button } from '../controls';

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
    judged: {
      display: 'block',
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
    part: {
      margin: theme.spacing(1.5, 0, 0.5),
      fontSize: theme.typography.pxToRem(13),
      fontWeight: 700,
      color: quietText(theme),
    },
  }),
  { name: 'PlumblineControlList' },
);

function scopesOf(parts: PartResult[]): PartResult[] {
  const order = { entity: 0, group: 1, organization: 2 };
  return [...parts].sort((a, b) => order[a.scope] - order[b.scope]);
}

/** Since when, in the words that fit the status. */
function sinceText(status: ControlResult['status']) {
  return status === 'gap'
    ? ('controls.failingSince' as const)
    : ('controls.since' as const);
}

function ControlLine(props: {
  result: ControlResult;
  framework: Scorecard['framework'];
  repository?: CollectionState['repository'];
}) {
  const { result, framework, repository } = props;
  const actions = useEvidenceActions();
  const since = actions?.since[result.control];
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
        <span className={classes.judged}>
          {since && (
            <>
              {t(sinceText(result.status), {
                status: t(`status.${result.status}`),
              })}{' '}
              <RelativeTime instant={since} />
              {' · '}
            </>
          )}
          <FrameworkVersionLink version={framework.version} />
        </span>
      </p>
      {parts.map(part => (
        <div key={part.scope}>
          <h4 className={classes.part}>
            {t(`controls.partTitle.${part.scope}`)} ·{' '}
            {t(`status.${part.status}`)}
          </h4>
          {part.checks.map(check => (
            <CheckEvidence
              key={check.check}
              result={check}
              scope={part.scope}
              repository={repository}
            />
          ))}
        </div>
      ))}
      {actions?.canRequestException && mayBeExcepted(result) && (
        <Button
          size="small"
          variant="outlined"
          onClick={() => actions.requestException(result.control)}
        >
          {result.exception ? t('exceptions.renew') : t('exceptions.request')}
        </Button>
      )}
      {actions && !actions.canDispute && hasFailure(result) && (
        <p className={classes.quiet}>
          {t('disputes.forbidden', { permission: disputePermission.name })}
        </p>
      )}
      {control?.limits && (
        <p className={classes.quiet}>
          {t('controls.limits', { limits: control.limits })}
        </p>
      )}
      {control && <FeedbackButton control={control.id} />}
    </Disclosure>
  );
}

/** Whether an own part is open, or covered by an exception that will end. */
function mayBeExcepted(result: ControlResult): boolean {
  return (
    !result.upcoming &&
    ['gap', 'stale', 'unknown', 'exempt'].includes(result.ownStatus ?? '')
  );
}

/** Whether a check of the entity's own fails, which could be disputed. */
function hasFailure(result: ControlResult): boolean {
  return result.parts.some(
    part =>
      part.scope === 'entity' &&
      part.checks.some(check => check.outcome === 'fail'),
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
                  framework={scorecard.framework}
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
