import type { Entity } from '@backstage/catalog-model';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import type {
  DeclaredValues,
  Profile,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { ClassificationChip, CopyButton, TierChip } from '../components';
import { useText } from '../hooks/useText';
import { declarationLines, type DeclarationOutcome } from './consequences';

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
    title: { margin: 0, fontSize: theme.typography.pxToRem(15), fontWeight: 700 },
    term: {
      margin: theme.spacing(0, 0, 0.5),
      fontSize: theme.typography.pxToRem(13),
      fontWeight: 700,
      color: theme.palette.text.secondary,
    },
    row: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
    quiet: {
      margin: theme.spacing(0.5, 0, 0),
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(13),
    },
    list: { margin: 0, paddingLeft: theme.spacing(2.25) },
    code: {
      margin: theme.spacing(0.5, 0, 1),
      padding: theme.spacing(1, 1.25),
      borderRadius: theme.shape.borderRadius,
      backgroundColor: theme.palette.action.hover,
      fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
      fontSize: theme.typography.pxToRem(12.5),
      lineHeight: 1.5,
      overflowX: 'auto',
    },
  }),
  { name: 'PlumblineConsequences' },
);

/** What follows from the answers so far, and how to commit them instead. @internal */
export function ConsequencesPanel(props: {
  outcome: DeclarationOutcome;
  values: DeclaredValues;
  profile: Profile;
  entity: Entity;
}) {
  const { outcome, values, profile } = props;
  const classes = useStyles();
  const t = useText();
  const allowed = outcome.tools.filter(tool => tool.allowed);
  const lines = declarationLines(values);
  return (
    <section className={classes.root} aria-live="polite">
      <h3 className={classes.title}>{t('declare.result')}</h3>
      <div>
        <h4 className={classes.term}>{t('declare.resultClassification')}</h4>
        <div className={classes.row}>
          <ClassificationChip classification={outcome.classification.value} />
          {profile.classification.value !== outcome.classification.value && (
            <span className={classes.quiet}>
              {t('declare.resultNow', { value: profile.classification.value })}
            </span>
          )}
        </div>
        {outcome.classification.reasons.map(reason => (
          <p key={reason} className={classes.quiet}>
            {reason}
          </p>
        ))}
      </div>
      <div>
        <h4 className={classes.term}>{t('declare.resultTier')}</h4>
        <div className={classes.row}>
          <TierChip tier={outcome.tier.value} />
          {profile.tier.value !== outcome.tier.value && (
            <span className={classes.quiet}>
              {t('declare.resultNow', { value: String(profile.tier.value) })}
            </span>
          )}
        </div>
        {outcome.tier.reasons.map(reason => (
          <p key={reason} className={classes.quiet}>
            {reason}
          </p>
        ))}
      </div>
      <div>
        <h4 className={classes.term}>{t('declare.resultTools')}</h4>
        {allowed.map(tool => tool.name).join(', ') ||
          t('declare.resultNoTools')}
      </div>
      {outcome.approval ? (
        <Alert severity="warning">
          <AlertTitle>{t('declare.approvalTitle')}</AlertTitle>
          <ul className={classes.list}>
            {outcome.approval.reasons.map(reason => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Alert>
      ) : (
        <p className={classes.quiet}>{t('declare.noApproval')}</p>
      )}
      <div>
        <h4 className={classes.term}>{t('declare.yaml')}</h4>
        {lines ? (
          <>
            <p className={classes.quiet}>{t('declare.yamlHelp')}</p>
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <pre className={classes.code} tabIndex={0}>
              {lines}
            </pre>
            <CopyButton text={lines} />
          </>
        ) : (
          <p className={classes.quiet}>{t('declare.yamlEmpty')}</p>
        )}
      </div>
    </section>
  );
}
