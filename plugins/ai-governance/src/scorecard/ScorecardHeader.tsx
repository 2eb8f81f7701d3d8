import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import LinearProgress from '@material-ui/core/LinearProgress';
import RefreshIcon from '@material-ui/icons/Refresh';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import {
  assessmentRunPermission,
  type CollectionState,
  type OrganizationState,
  type Scorecard,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  ClassificationChip,
  errorMessage,
  LevelLadder,
  RelativeTime,
  TierChip,
} from '../components';
import { useText } from '../hooks/useText';
import { quietText } from '../theme/colors';
import { AiUseNote } from './AiUseNote';
import { headline } from './headline';
import { hasSource, lastLookedAt, lookedText, lookingText } from './looking';
import type { LookAgain } from './useScorecard';
import { Button } from '../controls';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(2.5, 3),
      [theme.breakpoints.down('xs')]: { padding: theme.spacing(2) },
    },
    top: {
      display: 'flex',
      alignItems: 'flex-start',
      justifyContent: 'space-between',
      gap: theme.spacing(2),
      flexWrap: 'wrap',
    },
    words: { flex: '1 1 340px', minWidth: 0 },
    headline: {
      margin: 0,
      fontSize: theme.typography.pxToRem(22),
      fontWeight: 700,
      lineHeight: 1.35,
      textWrap: 'balance',
    },
    chips: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 1.5),
      marginTop: theme.spacing(1.25),
      fontSize: theme.typography.pxToRem(13),
      color: quietText(theme),
    },
    ladder: { marginTop: theme.spacing(2.5) },
    look: {
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'flex-end',
      gap: theme.spacing(0.5),
      fontSize: theme.typography.pxToRem(13),
      color: quietText(theme),
      [theme.breakpoints.down('xs')]: { alignItems: 'flex-start' },
    },
    nobody: {
      maxWidth: 340,
      lineHeight: 1.45,
    },
    forbidden: {
      maxWidth: 260,
      textAlign: 'right',
      [theme.breakpoints.down('xs')]: { maxWidth: 'none', textAlign: 'left' },
    },
    progress: { marginTop: theme.spacing(2), borderRadius: 2 },
    alert: { marginTop: theme.spacing(2), overflowWrap: 'anywhere' },
    list: { margin: 0, paddingLeft: theme.spacing(2.5) },
  }),
  { name: 'PlumblineScorecardHeader' },
);

/** "Look again now" with what is going on, said politely, or that nobody can be asked. @internal */
export function LookAgainControl(props: {
  collection: CollectionState;
  lookAgain: LookAgain;
  allowed: boolean;
}) {
  const { collection, lookAgain } = props;
  const possible = hasSource(collection);
  const { allowed } = props;
  const classes = useStyles();
  const t = useText();
  const busy = lookAgain.phase === 'looking' || lookAgain.phase === 'slow';
  let status = '';
  if (lookAgain.phase === 'slow') {
    status = t('scorecard.lookTooLong');
  } else if (busy) {
    status = lookingText(collection, t);
  } else if (lookAgain.phase === 'done') {
    status = lookedText(collection, t);
  }
  return (
    <div className={classes.look}>
      {!possible && (
        <span className={classes.nobody}>
          {t('scorecard.nobodyToAsk')}
          {collection.lastSentAt && (
            <>
              {' '}
              {t('scorecard.sentOnly')}{' '}
              <RelativeTime instant={collection.lastSentAt} />.
            </>
          )}
        </span>
      )}
      {possible && (
        // Not disabled while busy: a disabled button would lose the focus.
        <Button
          variant="contained"
          color="primary"
          startIcon={<RefreshIcon />}
          disabled={!allowed}
          aria-disabled={busy || !allowed}
          onClick={busy ? undefined : lookAgain.start}
        >
          {t('scorecard.lookAgain')}
        </Button>
      )}
      {possible && !busy && (
        <span>
          {t('scorecard.lookedAt')}{' '}
          <RelativeTime instant={lastLookedAt(collection)} />
        </span>
      )}
      {possible && !allowed && (
        <span className={classes.forbidden}>
          {t('scorecard.lookAgainForbidden', {
            permission: assessmentRunPermission.name,
          })}
        </span>
      )}
      <span role="status" aria-live="polite">
        {status}
      </span>
    </div>
  );
}

/** The top of the tab: where the entity stands, in words and as a ladder. @internal */
export function ScorecardHeader(props: {
  scorecard: Scorecard;
  organization: OrganizationState;
  collection: CollectionState;
  lookAgain: LookAgain;
  canAssess: boolean;
}) {
  const { scorecard, organization, collection, lookAgain } = props;
  const classes = useStyles();
  const t = useText();
  const { profile } = scorecard;
  const busy = lookAgain.phase === 'looking' || lookAgain.phase === 'slow';
  return (
    <Paper
      variant="outlined"
      elevation={0}
      className={classes.root}
      component="header"
    >
      <div className={classes.top}>
        <div className={classes.words}>
          <h2 className={classes.headline}>
            {headline(scorecard, organization, t)}
          </h2>
          <div className={classes.chips}>
            <ClassificationChip
              classification={profile.classification.value}
              assumed={profile.classification.source === 'assumed'}
            />
            <TierChip tier={profile.tier.value} />
            <AiUseNote aiUse={scorecard.aiUse} />
            {scorecard.score !== null && (
              <span title={t('scorecard.scoreMeaning')}>
                {t('scorecard.score', { score: String(scorecard.score) })}
              </span>
            )}
            {organization.exampleData && <em>{t('scorecard.exampleData')}</em>}
          </div>
        </div>
        <LookAgainControl
          collection={collection}
          lookAgain={lookAgain}
          allowed={props.canAssess}
        />
      </div>
      {busy && <LinearProgress className={classes.progress} aria-hidden />}
      {lookAgain.phase === 'refused' && lookAgain.error && (
        <Alert severity="error" className={classes.alert}>
          {errorMessage(lookAgain.error)}
        </Alert>
      )}
      {collection.state === 'failed' && (
        <Alert severity="warning" className={classes.alert}>
          <AlertTitle>{t('scorecard.lookFailed')}</AlertTitle>
          {collection.error && <div>{collection.error}</div>}
          {t('scorecard.lookFailedText')}
        </Alert>
      )}
      {collection.warnings.length > 0 && (
        <Alert severity="info" className={classes.alert}>
          <AlertTitle>{t('scorecard.warnings')}</AlertTitle>
          <ul className={classes.list}>
            {collection.warnings.map(warning => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Alert>
      )}
      <div className={classes.ladder}>
        <LevelLadder
          level={scorecard.level}
          ownLevel={scorecard.ownLevel}
          organizationLevel={scorecard.organizationLevel}
        />
      </div>
    </Paper>
  );
}
