import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import {
  scorecardReadPermission,
  type ScorecardResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Empty, Problem } from '../components';
import { DeclareDialog } from '../declare/DeclareDialog';
import { FrameworkProvider } from '../framework/FrameworkProvider';
import { EntityIncidents } from '../incidents/EntityIncidents';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { AcceptedRisks } from '../risk-acceptances/AcceptedRisks';
import { exclusionText } from '../overview/exclusionText';
import { BadgePanel } from './BadgePanel';
import { SarifPanel } from './SarifPanel';
import { ControlList } from './ControlList';
import { EvidenceProvider } from './EvidenceContext';
import { GapList } from './GapList';
import { HistoryPanel, HISTORY_PAGE } from './HistoryPanel';
import { hasSource, isLooking } from './looking';
import { ProfilePanel } from './ProfilePanel';
import { RiskPanel } from './RiskPanel';
import { LookAgainControl, ScorecardHeader } from './ScorecardHeader';
import { ScorecardSkeleton } from './ScorecardSkeleton';
import { SourcesPanel } from './SourcesPanel';
import { ToolsPanel } from './ToolsPanel';
import { useEvidence } from './useEvidence';
import { useOtherKind } from './useOtherKind';
import { useScorecard, type LookAgain } from './useScorecard';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(2.5),
      fontFamily: theme.typography.fontFamily,
      fontSize: theme.typography.pxToRem(14),
    },
    columns: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) 340px',
      gap: theme.spacing(2.5),
      alignItems: 'start',
      [theme.breakpoints.down('md')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
    },
    column: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(2.5),
    },
    start: { display: 'flex', justifyContent: 'center' },
  }),
  { name: 'PlumblineEntityContent' },
);

/** Whether the declaration form is open, kept in the address. */
function useDeclareDialog(): [boolean, (open: boolean) => void] {
  const [params, setParams] = useSearchParams();
  const setOpen = useCallback(
    (open: boolean) => {
      setParams(
        before => {
          const after = new URLSearchParams(before);
          if (open) {
            after.set('declare', '1');
          } else {
            after.delete('declare');
          }
          return after;
        },
        { replace: !open },
      );
    },
    [setParams],
  );
  return [params.has('declare'), setOpen];
}

function NotJudged(props: {
  response: ScorecardResponse;
  lookAgain: LookAgain;
}) {
  const { response, lookAgain } = props;
  const classes = useStyles();
  const t = useText();
  const { collection, notAssessable } = response;
  if (notAssessable) {
    return (
      <Empty
        title={t('scorecard.notAssessableTitle')}
        text={t('scorecard.notAssessableText', {
          reason: exclusionText(notAssessable.reason, t),
        })}
      />
    );
  }
  if (!hasSource(collection)) {
    return (
      <Empty title={t('scorecard.noneTitle')} text={t('scorecard.noneText')} />
    );
  }
  return (
    <Empty
      title={t('scorecard.neverTitle')}
      text={
        isLooking(collection)
          ? t('scorecard.neverQueued')
          : t('scorecard.neverIdle')
      }
      action={
        <div className={classes.start}>
          <LookAgainControl
            collection={collection}
            lookAgain={lookAgain}
            allowed={response.allowed.assess}
          />
        </div>
      }
    />
  );
}

function ScorecardPage() {
  const classes = useStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const { value, error, reload, lookAgain, generation } =
    useScorecard(entityRef);
  const profile = useResource(
    () => api.getProfile(entityRef),
    [api, entityRef, generation],
    { keep: true },
  );
  const history = useResource(
    () => api.getHistory(entityRef, { limit: HISTORY_PAGE }),
    [api, entityRef, generation],
    // Older pages that somebody reads go on where the first one is the same.
    { keep: true, steady: true },
  );
  const evidence = useEvidence({
    entity,
    entityRef,
    response: value,
    history: history.value,
    reload: async () => {
      await reload();
      await history.reload();
    },
  });
  const [declaring, setDeclaring] = useDeclareDialog();
  const otherKind = useOtherKind(entity);

  if (error && !value && otherKind) {
    return <Empty title={t('scorecard.notAssessableTitle')} text={otherKind} />;
  }
  if (!value) {
    return error ? (
      <Problem
        error={error}
        permission={scorecardReadPermission.name}
        onRetry={reload}
      />
    ) : (
      <ScorecardSkeleton />
    );
  }
  const { scorecard, collection, organization, allowed } = value;
  if (!scorecard) {
    return <NotJudged response={value} lookAgain={lookAgain} />;
  }
  return (
    <EvidenceProvider value={evidence.actions}>
      <div className={classes.root}>
        {organization.level === 1 && (
          <Alert severity="info">
            <AlertTitle>{t('scorecard.setup.title')}</AlertTitle>
            {t('scorecard.setup.text')}
          </Alert>
        )}
        <AcceptedRisks controls={scorecard.controls} />
        <ScorecardHeader
          scorecard={scorecard}
          organization={organization}
          collection={collection}
          lookAgain={lookAgain}
          canAssess={allowed.assess}
        />
        <div className={classes.columns}>
          <div className={classes.column}>
            <GapList
              scorecard={scorecard}
              organization={organization}
              repository={collection.repository}
              sourceFindings={collection.findings}
            />
            <ControlList
              scorecard={scorecard}
              repository={collection.repository}
            />
            <HistoryPanel
              entityRef={entityRef}
              scorecard={scorecard}
              history={history}
            />
          </div>
          <div className={classes.column}>
            <ToolsPanel scorecard={scorecard} />
            <ProfilePanel
              entityRef={entityRef}
              profile={scorecard.profile}
              current={profile.value}
              ahead={value.aheadOfTeam}
              canDeclare={allowed.declare}
              onDeclare={() => setDeclaring(true)}
              onDecided={async () => {
                await Promise.all([reload(), profile.reload()]);
              }}
            />
            <SourcesPanel collection={collection} scorecard={scorecard} />
            <RiskPanel scorecard={scorecard} />
            <SarifPanel entityRef={entityRef} />
            <EntityIncidents entityRef={entityRef} />
            <BadgePanel entityRef={entityRef} />
          </div>
        </div>
        {declaring && allowed.declare && (
          <DeclareDialog
            entity={entity}
            scorecard={scorecard}
            current={profile.value}
            onClose={() => setDeclaring(false)}
            onDeclared={async () => {
              await Promise.all([reload(), profile.reload()]);
            }}
          />
        )}
        {evidence.dialogs}
      </div>
    </EvidenceProvider>
  );
}

/**
 * The "AI governance" tab of an entity: where it stands, what separates it
 * from the next level, every control with its evidence, its profile, and how
 * it got there. Needs the entity context of the catalog. @public
 */
export function EntityAiGovernanceContent() {
  return (
    <FrameworkProvider>
      <ScorecardPage />
    </FrameworkProvider>
  );
}
