import { useState } from 'react';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  frameworkActivatePermission,
  frameworkProposePermission,
  scorecardReadPermission,
  type ControlStatus,
  type FrameworkProposal,
  type FrameworkVersionResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  Problem,
  RelativeTime,
  Section,
  StatusLabel,
  usePageStyles,
} from '../components';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { useMe, usePermitted } from '../hooks/useViewer';
import { useGovernancePath } from '../pages/useGovernancePath';
import { POLICIES_PATH } from '../policies/policyPath';
import { personName } from '../scorecard/people';
import { DifferencePanel } from './DifferencePanel';
import { DryRunSection } from './DryRunSection';
import { RefusedFile } from './RefusedFile';
import { DecideDialog, ProposeDialog, type VersionAct } from './VersionDialogs';
import { Button } from '../controls';

const LOADING_ROWS = 3;

/** Stands for the portal's configuration among the people. */
const CONFIGURATION = 'system:configuration';

const STATUS: { [state in FrameworkProposal['state']]: ControlStatus } = {
  proposed: 'unknown',
  announced: 'stale',
  inForce: 'met',
  rejected: 'gap',
  superseded: 'notApplicable',
  rolledBack: 'exempt',
};

/** What the reader may do about a version; the backend asks again. */
function actsOf(
  { state, proposedBy }: FrameworkProposal,
  reader: { me?: string; activates?: boolean },
): VersionAct[] {
  const own = proposedBy === reader.me;
  if (state === 'proposed') {
    return [
      ...(reader.activates && !own ? (['activate'] as const) : []),
      ...(reader.activates || own ? (['reject'] as const) : []),
    ];
  }
  return (state === 'inForce' || state === 'announced') && reader.activates
    ? ['rollback']
    : [];
}

function ProposalItem(props: {
  proposal: FrameworkProposal;
  acts: VersionAct[];
  open: boolean;
  onLook: () => void;
  onAct: (act: VersionAct) => void;
}) {
  const { proposal, acts, open, onLook, onAct } = props;
  const { version, state } = proposal;
  const classes = usePageStyles();
  const t = useText();
  const named = (act: string) => t('frameworkVersions.actOn', { act, version });
  const look = open
    ? t('frameworkVersions.hide')
    : t('frameworkVersions.act.look');
  return (
    <li className={classes.item}>
      <div className={classes.row}>
        <div>
          <strong>{t('frameworkVersions.version', { version })}</strong>{' '}
          <StatusLabel status={STATUS[state]}>
            {t(`frameworkVersions.state.${state}`)}
          </StatusLabel>
          <div>
            <span className={classes.quiet}>
              {t('frameworkVersions.proposedBy', {
                person: personName(proposal.proposedBy),
              })}{' '}
              <RelativeTime instant={proposal.proposedAt} />:
            </span>{' '}
            {proposal.reason}
          </div>
          {proposal.decidedBy && (
            <div>
              <span className={classes.quiet}>
                {t('frameworkVersions.decidedBy', {
                  state: t(`frameworkVersions.state.${state}`),
                  person: personName(proposal.decidedBy),
                })}{' '}
                <RelativeTime instant={proposal.decidedAt} />:
              </span>{' '}
              {proposal.decision}
            </div>
          )}
          {proposal.effectiveFrom && (
            <div className={classes.quiet}>
              {t('frameworkVersions.effectiveFrom')}{' '}
              <RelativeTime instant={proposal.effectiveFrom} />
            </div>
          )}
        </div>
        <div className={classes.actions}>
          <Button
            size="small"
            aria-expanded={open}
            aria-label={named(look)}
            onClick={onLook}
          >
            {look}
          </Button>
          {acts.map(act => (
            <Button
              key={act}
              size="small"
              aria-label={named(t(`frameworkVersions.act.${act}`))}
              onClick={() => onAct(act)}
            >
              {t(`frameworkVersions.act.${act}`)}
            </Button>
          ))}
        </div>
      </div>
    </li>
  );
}

function InForce(props: { items: readonly FrameworkVersionResponse[] }) {
  const classes = usePageStyles();
  const t = useText();
  const governance = useGovernancePath();
  return (
    <Section
      title={t('frameworkVersions.inForceTitle')}
      note={t('frameworkVersions.inForceNote')}
    >
      <ul className={classes.list}>
        {props.items.map(({ digest, version, by, ...span }) => (
          <li key={`${digest}-${span.inForceSince}`} className={classes.item}>
            <strong>{t('frameworkVersions.version', { version })}</strong>{' '}
            <span className={classes.quiet}>
              {t(
                span.inForceUntil
                  ? 'frameworkVersions.from'
                  : 'frameworkVersions.since',
              )}{' '}
              <RelativeTime instant={span.inForceSince} />{' '}
              {span.inForceUntil && (
                <>
                  {t('frameworkVersions.until')}{' '}
                  <RelativeTime instant={span.inForceUntil} />{' '}
                </>
              )}
              {by === CONFIGURATION
                ? t('frameworkVersions.byConfiguration')
                : t('frameworkVersions.by', { person: personName(by) })}{' '}
              <code>{digest.slice(0, 12)}</code>
            </span>
            {!span.inForceUntil && governance !== undefined && (
              <div>
                <Link to={`${governance}/${POLICIES_PATH}`} underline="always">
                  {t('policies.read')}
                </Link>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Framework versions: what is in force, what is proposed, what it would change. @internal */
export function VersionsPage() {
  const classes = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const me = useMe();
  const proposes = usePermitted(frameworkProposePermission);
  const activates = usePermitted(frameworkActivatePermission);
  const [proposing, setProposing] = useState(false);
  const [openId, setOpenId] = useState<string>();
  const [triedId, setTriedId] = useState<string>();
  const [doing, setDoing] = useState<{
    act: VersionAct;
    proposal: FrameworkProposal;
  }>();
  const { value, error, reload } = useResource(
    () => api.listFrameworkVersions(),
    [api],
    { keep: true },
  );
  const open = value?.proposals.find(({ id }) => id === openId);
  // Who puts a version in force sees first what that would change.
  const tries = proposes || activates;
  return (
    <div className={classes.root}>
      {error && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      <RefusedFile />
      {proposes === false && (
        <Alert severity="info">
          {t('frameworkVersions.forbidden', {
            permission: frameworkProposePermission.name,
          })}
        </Alert>
      )}
      <Section
        title={t('frameworkVersions.proposalsTitle')}
        note={t('frameworkVersions.proposalsNote')}
        action={
          proposes && (
            <Button
              size="small"
              variant="contained"
              color="primary"
              onClick={() => setProposing(true)}
            >
              {t('frameworkVersions.propose')}
            </Button>
          )
        }
      >
        {!value && !error && (
          <div role="status" aria-label={t('frameworkVersions.loading')}>
            {Array.from({ length: LOADING_ROWS }, (_, row) => (
              <Skeleton key={row} height={56} />
            ))}
          </div>
        )}
        {value?.proposals.length === 0 && (
          <p className={classes.quiet}>{t('frameworkVersions.empty')}</p>
        )}
        {value && value.proposals.length > 0 && (
          <ul className={classes.list}>
            {value.proposals.map(proposal => (
              <ProposalItem
                key={proposal.id}
                proposal={proposal}
                acts={actsOf(proposal, { me, activates })}
                open={proposal.id === openId}
                onLook={() =>
                  setOpenId(proposal.id === openId ? undefined : proposal.id)
                }
                onAct={act => setDoing({ act, proposal })}
              />
            ))}
          </ul>
        )}
      </Section>
      {open && (
        <>
          <DifferencePanel
            key={`difference-${open.id}`}
            proposal={open}
            others={value!.proposals.filter(({ id }) => id !== open.id)}
          />
          {tries && triedId !== open.id && (
            <div className={classes.actions}>
              <Button variant="outlined" onClick={() => setTriedId(open.id)}>
                {t('frameworkVersions.dryRun')}
              </Button>
            </div>
          )}
          {tries && triedId === open.id && (
            <DryRunSection key={`dry-run-${open.id}`} proposal={open} />
          )}
        </>
      )}
      {value && value.items.length > 0 && <InForce items={value.items} />}
      {proposing && (
        <ProposeDialog onClose={() => setProposing(false)} onDone={reload} />
      )}
      {doing && (
        <DecideDialog
          {...doing}
          onClose={() => setDoing(undefined)}
          onDone={reload}
        />
      )}
    </div>
  );
}
