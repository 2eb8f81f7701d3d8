import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import type { Profile } from '@plumbline/backstage-plugin-ai-governance-common';
import { ClassificationChip, CopyButton, TierChip } from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { quietText } from '../theme/colors';
import type { DeclarationOutcome } from './consequences';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(2),
      padding: theme.spacing(2),
      borderRadius: theme.shape.borderRadius,
      backgroundColor: theme.palette.background.default,
      fontSize: theme.typography.pxToRem(14),
      lineHeight: 1.5,
    },
    title: {
      margin: 0,
      fontSize: theme.typography.pxToRem(15),
      fontWeight: 700,
    },
    term: {
      margin: theme.spacing(0, 0, 0.5),
      fontSize: theme.typography.pxToRem(13),
      fontWeight: 700,
      color: quietText(theme),
    },
    row: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
    quiet: {
      margin: theme.spacing(0.5, 0, 0),
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
    results: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(2),
    },
    list: {
      margin: theme.spacing(0.5, 0, 0),
      paddingLeft: theme.spacing(2.25),
    },
    after: { margin: theme.spacing(1, 0, 0) },
    code: {
      margin: theme.spacing(0.5, 0, 1),
      padding: theme.spacing(1, 1.25),
      borderRadius: theme.shape.borderRadius,
      backgroundColor: theme.palette.action.hover,
      fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
      fontSize: theme.typography.pxToRem(12.5),
      lineHeight: 1.5,
      // Wrapped for the eye; what is copied has the lines as they are.
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'PlumblineConsequences' },
);

/** What follows from the answers so far, and how to commit them instead. @internal */
export function ConsequencesPanel(props: {
  outcome: DeclarationOutcome;
  profile: Profile;
}) {
  const { profile } = props;
  const { follows, judgement, lines } = props.outcome;
  const classes = useStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const allowed = follows.toolAccess.filter(tool => tool.allowed);
  const yaml = lines.join('\n');
  const decides = judgement.awaiting[0]?.approvingRole;
  return (
    <section className={classes.root}>
      <h3 className={classes.title}>{t('declare.result')}</h3>
      <div aria-live="polite" className={classes.results}>
        <div>
          <h4 className={classes.term}>{t('declare.resultClassification')}</h4>
          <div className={classes.row}>
            <ClassificationChip
              classification={follows.classification.value}
              assumed={follows.classification.source === 'assumed'}
            />
            {profile.classification.value !== follows.classification.value && (
              <span className={classes.quiet}>
                {t('declare.resultNow', {
                  value:
                    index?.classification(profile.classification.value)?.name ??
                    profile.classification.value,
                })}
              </span>
            )}
          </div>
          <p className={classes.quiet}>{follows.classification.reason}</p>
        </div>
        <div>
          <h4 className={classes.term}>{t('declare.resultTier')}</h4>
          <div className={classes.row}>
            <TierChip tier={follows.tier.value} />
            {profile.tier.value !== follows.tier.value && (
              <span className={classes.quiet}>
                {t('declare.resultNow', {
                  value: t('tier.label', { tier: String(profile.tier.value) }),
                })}
              </span>
            )}
          </div>
          <p className={classes.quiet}>{follows.tier.reason}</p>
          {follows.reviewRequirements.length > 0 && (
            <ul className={`${classes.list} ${classes.quiet}`}>
              {follows.reviewRequirements.map(requirement => (
                <li key={requirement}>{requirement}</li>
              ))}
            </ul>
          )}
        </div>
        <div>
          <h4 className={classes.term}>{t('declare.resultTools')}</h4>
          {allowed.map(tool => tool.name).join(', ') ||
            t('declare.resultNoTools')}
          <p className={classes.quiet}>{follows.toolRule}</p>
        </div>
        {follows.conflicts.length > 0 && (
          <Alert severity="info">
            <ul className={classes.list}>
              {follows.conflicts.map(conflict => (
                <li key={conflict.message}>
                  <strong>{t(`profile.${conflict.field}`)}</strong>:{' '}
                  {conflict.message}
                </li>
              ))}
            </ul>
          </Alert>
        )}
        {judgement.invalid.length > 0 && (
          <Alert severity="error">
            <ul className={classes.list}>
              {judgement.invalid.map(item => (
                <li key={`${item.field}-${item.value}`}>{item.message}</li>
              ))}
            </ul>
          </Alert>
        )}
        {decides ? (
          <Alert severity="warning">
            <AlertTitle>{t('declare.approvalTitle')}</AlertTitle>
            <ul className={classes.list}>
              {judgement.awaiting.map(item => (
                <li key={`${item.field}-${item.reason}`}>
                  {t('declare.lowering', {
                    from: item.from,
                    to: item.to ?? t('profile.notDeclared'),
                    reason: item.reason,
                  })}
                </li>
              ))}
            </ul>
            <p className={classes.after}>
              {t('declare.approvalText', {
                role: index?.roleName(decides) ?? decides,
              })}
            </p>
          </Alert>
        ) : (
          <p className={classes.quiet}>{t('declare.noApproval')}</p>
        )}
        {judgement.sampled && (
          <p className={classes.quiet}>{t('declare.sampled')}</p>
        )}
      </div>
      <div>
        <h4 className={classes.term}>{t('declare.yaml')}</h4>
        {yaml ? (
          <>
            <p className={classes.quiet}>{t('declare.yamlHelp')}</p>
            {/* A region that scrolls must be reachable with the keyboard. */}
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <pre className={classes.code}>{yaml}</pre>
            <CopyButton text={yaml} />
          </>
        ) : (
          <p className={classes.quiet}>{t('declare.yamlEmpty')}</p>
        )}
      </div>
    </section>
  );
}
