import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  scorecardReadPermission,
  type ReplayResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { LevelLadder, Problem, ReadDialog } from '../components';
import { useLanguage } from '../hooks/useLanguage';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { quietText } from '../theme/colors';
import { ControlList } from './ControlList';
import { Disclosure } from './Disclosure';
import { EvidenceProvider } from './EvidenceContext';

const useStyles = makeStyles(
  theme => ({
    facts: { margin: 0, color: quietText(theme), overflowWrap: 'anywhere' },
    digests: {
      margin: 0,
      paddingLeft: 0,
      listStyle: 'none',
      fontSize: theme.typography.pxToRem(13),
      overflowWrap: 'anywhere',
      '& li + li': { marginTop: theme.spacing(1) },
      '& code': { display: 'block' },
    },
  }),
  { name: 'PlumblineReplayDialog' },
);

function useExact(): (instant: string) => string {
  const language = useLanguage();
  return instant =>
    new Intl.DateTimeFormat(language, {
      dateStyle: 'medium',
      timeStyle: 'long',
    }).format(Date.parse(instant));
}

function Replayed(props: { replay: ReplayResponse }) {
  const { replay } = props;
  const classes = useStyles();
  const t = useText();
  const exact = useExact();
  const { scorecard, framework, digests } = replay;
  return (
    <>
      <Alert severity={replay.exact ? 'success' : 'warning'}>
        <AlertTitle>
          {replay.exact ? t('replay.exact') : t('replay.different')}
        </AlertTitle>
        {replay.exact ? t('replay.exactText') : t('replay.differentText')}
      </Alert>
      <p className={classes.facts}>
        {t('replay.judged', {
          instant: exact(replay.judgedAt),
          framework: framework.id,
          version: framework.version,
        })}
      </p>
      <LevelLadder
        level={scorecard.level}
        ownLevel={scorecard.ownLevel}
        organizationLevel={scorecard.organizationLevel}
      />
      <ControlList scorecard={scorecard} />
      <Disclosure summary={t('replay.digests')}>
        <ul className={classes.digests}>
          <li>
            {t('replay.frameworkDigest')} <code>{framework.digest}</code>
          </li>
          {digests.map(digest => (
            <li key={digest.subject}>
              {digest.subject}
              {': '}
              {digest.recorded === digest.replayed
                ? t('replay.same')
                : t('replay.other')}
              <code>{digest.recorded}</code>
              {digest.recorded !== digest.replayed && (
                <code>{digest.replayed}</code>
              )}
            </li>
          ))}
        </ul>
      </Disclosure>
    </>
  );
}

/** The scorecard of a past instant, judged again, and whether it comes out the same. @internal */
export function ReplayDialog(props: {
  entityRef: string;
  at: string;
  onClose: () => void;
}) {
  const { entityRef, at, onClose } = props;
  const t = useText();
  const exact = useExact();
  const api = useApi(aiGovernanceApiRef);
  const { value, error, reload } = useResource(
    () => api.replayScorecard(entityRef, at),
    [api, entityRef, at],
  );
  return (
    <ReadDialog
      title={t('replay.title', { instant: exact(at) })}
      onClose={onClose}
    >
      {!value && !error && <Skeleton variant="rect" height={240} />}
      {error && !value && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {/* What was is only shown: it can neither be disputed nor attested. */}
      {value && (
        <EvidenceProvider value={undefined}>
          <Replayed replay={value} />
        </EvidenceProvider>
      )}
    </ReadDialog>
  );
}
