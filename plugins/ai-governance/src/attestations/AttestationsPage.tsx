import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import Skeleton from '@material-ui/lab/Skeleton';
import Alert from '@material-ui/lab/Alert';
import {
  attestPermission,
  scorecardReadPermission,
  type AttestationResponse,
  type CheckAnswer,
  type ControlStatus,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef, type AiGovernanceApi } from '../api';
import {
  ActButtons,
  Choice,
  Problem,
  RelativeTime,
  Section,
  StatusLabel,
  TextBox,
  usePageStyles,
} from '../components';
import { ReasonDialog } from '../components/ReasonDialog';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useNow } from '../hooks/useNow';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { useMe, usePermitted } from '../hooks/useViewer';
import { Disclosure } from '../scorecard/Disclosure';
import { sourceName } from '../scorecard/CheckEvidence';
import { AttestDialog } from './AttestDialog';
import {
  ATTESTATION_STATES,
  organizationChecks,
  type AttestationState,
  type OrganizationCheck,
} from './organizationChecks';
import { Said } from './Said';
import { Button } from '../controls';

/** Attestations asked for at a time, and at most in all. */
const PAGE = 500;
const MOST_PAGES = 10;

const STATUS: Record<AttestationState, ControlStatus> = {
  awaiting: 'stale',
  never: 'unknown',
  ended: 'gap',
  refused: 'gap',
  lapsing: 'stale',
  optional: 'notApplicable',
  answered: 'met',
  inForce: 'met',
};

type Doing =
  | { kind: 'attest'; check: OrganizationCheck }
  | { kind: 'confirm' | 'reject' | 'revoke'; attestation: AttestationResponse };

async function everyAttestation(api: AiGovernanceApi): Promise<{
  items: AttestationResponse[];
  answers: CheckAnswer[];
  /** Checks the reader may attest. */
  attest: ReadonlySet<string>;
  /** Roles whose people confirm. */
  confirmers: readonly string[];
}> {
  const items: AttestationResponse[] = [];
  let answers: CheckAnswer[] = [];
  let attest: string[] = [];
  let confirmers: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await api.listAttestations({
      subject: 'organization',
      limit: PAGE,
      ...(cursor && { cursor }),
    });
    items.push(...answer.items);
    answers = answer.answers ?? answers;
    attest = answer.allowed?.attest ?? attest;
    confirmers = answer.confirmers ?? confirmers;
    cursor = answer.nextCursor;
    if (!cursor) {
      break;
    }
  }
  return { items, answers, attest: new Set(attest), confirmers };
}

/** How what an import or a feed says about a check reads as a status. */
const ANSWER_STATUS: Record<CheckAnswer['outcome'], ControlStatus> = {
  pass: 'met',
  fail: 'gap',
  stale: 'stale',
  error: 'unknown',
  unknown: 'unknown',
  notApplicable: 'notApplicable',
};

function When(props: { check: OrganizationCheck }) {
  const { state, inForce, awaiting, last, answer } = props.check;
  const t = useText();
  if (state === 'answered' && answer) {
    return (
      <>
        {sourceName(answer.source, t)}
        {answer.observedAt && (
          <>
            {', '}
            <RelativeTime instant={answer.observedAt} />
          </>
        )}
      </>
    );
  }
  if (inForce) {
    return (
      <>
        {state === 'lapsing' || awaiting
          ? t('attestations.lapses')
          : t('attestations.until')}{' '}
        <RelativeTime instant={inForce.validUntil} />
        {awaiting && `, ${t('attestations.renewalWaits')}`}
      </>
    );
  }
  if (last && !awaiting) {
    return last.endedAt ? (
      <RelativeTime instant={last.endedAt} />
    ) : (
      <>
        {t('attestations.endedAt')} <RelativeTime instant={last.validUntil} />
      </>
    );
  }
  return null;
}

function CheckRow(props: {
  check: OrganizationCheck;
  me?: string;
  /** Whether the reader has the permission. */
  mayAttest?: boolean;
  /** Whether the check falls to the reader. */
  isOwn: boolean;
  /** Roles whose people confirm. */
  confirmers: readonly string[];
  onDo: (doing: Doing) => void;
}) {
  const { check, me, mayAttest, isOwn, confirmers, onDo } = props;
  const classes = usePageStyles();
  const t = useText();
  const { place, state, inForce, awaiting, last, answer } = check;
  const { name } = place.check;
  const index = useFrameworkIndex();
  const role = /^role:(.*)$/.exec(place.check.actor)?.[1];
  const roleName = role && (index?.roleName(role) ?? role);
  const renewable =
    !awaiting && state !== 'answered' && (state !== 'inForce' || !inForce);
  const waitsFor =
    awaiting &&
    !awaiting.allowed?.confirm &&
    confirmers.length > 0 &&
    t('attestations.waitsFor', {
      roles: confirmers.map(id => index?.roleName(id) ?? id).join(', '),
    });
  const shown = awaiting ?? inForce ?? last;
  const revocable = awaiting ?? inForce;
  // Of what is in force, a renewal that was refused since.
  const refused =
    last?.state === 'rejected' && inForce && last.from > inForce.from
      ? last
      : undefined;
  return (
    <li className={classes.line}>
      <Disclosure
        summary={
          <span className={classes.row}>
            <span>
              <strong>{name}</strong>
              <span className={classes.quiet}>
                {' '}
                {place.control
                  ? `${place.control.id} ${place.control.name}`
                  : t('attestations.levelCriterion', {
                      level: String(place.level),
                    })}
              </span>
            </span>
            <span className={classes.actions}>
              <StatusLabel
                status={
                  state === 'answered' && answer
                    ? ANSWER_STATUS[answer.outcome]
                    : STATUS[state]
                }
              >
                {t(`attestations.states.${state}`)}
              </StatusLabel>
              <span className={`${classes.quiet} ${classes.filled}`}>
                <When check={check} />
              </span>
            </span>
          </span>
        }
        asideBelow
        aside={
          <span className={`${classes.actions} ${classes.filled}`}>
            {awaiting?.allowed?.confirm && (
              <ActButtons
                acts={['confirm', 'reject'] as const}
                label={act => t(`attestations.${act}`)}
                describe={act => t(`attestations.${act}This`, { check: name })}
                isPrimary={act => act === 'confirm'}
                onAct={kind => onDo({ kind, attestation: awaiting })}
              />
            )}
            {waitsFor && <span className={classes.quiet}>{waitsFor}</span>}
            {renewable && mayAttest && !isOwn && (
              <span className={classes.quiet}>
                {t('attestations.forRole', { role: roleName ?? '' })}
              </span>
            )}
            {renewable && mayAttest && isOwn && (
              <Button
                size="small"
                variant="outlined"
                aria-label={
                  inForce
                    ? t('attest.renewThis', { check: name })
                    : t('attest.attestThis', { check: name })
                }
                onClick={() => onDo({ kind: 'attest', check })}
              >
                {inForce ? t('attest.renew') : t('attest.attest')}
              </Button>
            )}
          </span>
        }
      >
        <p className={classes.text}>{place.check.description}</p>
        {roleName && (
          <p className={classes.quiet}>
            {t('attestations.fallsTo', { role: roleName })}
          </p>
        )}
        {state === 'optional' && (
          <p className={classes.quiet}>{t('attestations.optionalMeaning')}</p>
        )}
        {answer && (
          <p className={classes.text}>
            {t('attestations.answeredBy', {
              source: sourceName(answer.source, t),
            })}{' '}
            {answer.summary}
            {answer.validUntil && (
              <>
                {' · '}
                {t('attestations.until')}{' '}
                <RelativeTime instant={answer.validUntil} />
              </>
            )}
          </p>
        )}
        {awaiting && awaiting.by === me && (
          <p className={classes.quiet}>{t('attestations.own')}</p>
        )}
        {shown && <Said attestation={shown} />}
        {awaiting && inForce && <Said attestation={inForce} />}
        {refused && <Said attestation={refused} />}
        {revocable && mayAttest && (isOwn || revocable.by === me) && (
          <Button
            size="small"
            aria-label={t('attestations.revokeThis', { check: name })}
            onClick={() => onDo({ kind: 'revoke', attestation: revocable })}
          >
            {t('attestations.revoke')}
          </Button>
        )}
      </Disclosure>
    </li>
  );
}

/** What was attested, before something is done about it. */
function Given(props: { attestation: AttestationResponse }) {
  const { attestation } = props;
  const index = useFrameworkIndex();
  return (
    <>
      <p>
        <strong>
          {index?.check(attestation.check)?.name ?? attestation.check}
        </strong>
      </p>
      <Said attestation={attestation} />
    </>
  );
}

/** What people attest for the whole organization, and what of it needs somebody. @internal */
export function AttestationsPage() {
  const classes = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const now = useNow();
  const me = useMe();
  const mayAttest = usePermitted(attestPermission);
  const [params, setParams] = useSearchParams();
  const [doing, setDoing] = useState<Doing>();
  const { value, error, reload } = useResource(
    () => everyAttestation(api),
    [api],
  );
  const checks = useMemo(
    () =>
      index && value
        ? organizationChecks(index, value.items, value.answers, now)
        : undefined,
    [index, value, now],
  );
  const state = ATTESTATION_STATES.find(s => s === params.get('state'));
  const search = params.get('name') ?? '';
  const set = (key: string, entry: string | undefined) =>
    setParams(
      before => {
        const after = new URLSearchParams(before);
        if (entry) {
          after.set(key, entry);
        } else {
          after.delete(key);
        }
        return after;
      },
      { replace: true },
    );
  const wanted = search.trim().toLocaleLowerCase();
  const shown = checks?.filter(
    ({ place, state: own }) =>
      (!state || own === state) &&
      [place.check.id, place.check.name, place.control?.name ?? ''].some(text =>
        text.toLocaleLowerCase().includes(wanted),
      ),
  );
  const close = () => setDoing(undefined);
  return (
    <div className={classes.root}>
      {error && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {mayAttest === false && (
        <Alert severity="info">
          {t('attestations.forbidden', { permission: attestPermission.name })}
        </Alert>
      )}
      <Section
        title={t('attestations.listTitle')}
        note={
          checks &&
          t('attestations.note', {
            inForce: String(checks.filter(c => c.inForce).length),
            total: String(checks.length),
          })
        }
      >
        <p className={classes.text}>{t('attestations.intro')}</p>
        <div
          className={classes.filters}
          role="search"
          aria-label={t('overview.filters')}
        >
          <TextBox
            className={classes.search}
            label={t('attestations.search')}
            value={search}
            onChange={entry => set('name', entry)}
          />
          <Choice
            className={classes.choice}
            label={t('attestations.state')}
            value={state}
            options={ATTESTATION_STATES.map(id => ({
              value: id,
              label: t(`attestations.states.${id}`),
            }))}
            onChange={entry => set('state', entry)}
          />
        </div>
        {!checks && !error && (
          <div role="status" aria-label={t('attestations.loading')}>
            {Array.from({ length: 8 }, (_, row) => (
              <Skeleton key={row} height={44} />
            ))}
          </div>
        )}
        {shown && shown.length === 0 && (
          <p className={classes.quiet}>{t('attestations.empty')}</p>
        )}
        {shown && shown.length > 0 && (
          <ul className={classes.list}>
            {shown.map(check => (
              <CheckRow
                key={check.place.check.id}
                check={check}
                me={me}
                mayAttest={mayAttest}
                isOwn={value?.attest.has(check.place.check.id) ?? false}
                confirmers={value?.confirmers ?? []}
                onDo={setDoing}
              />
            ))}
          </ul>
        )}
      </Section>
      {doing?.kind === 'attest' && (
        <AttestDialog
          place={doing.check.place}
          subjectName={t('attestations.organization')}
          previous={doing.check.inForce ?? doing.check.last}
          onClose={close}
          onAttest={async request => {
            await api.createAttestation({
              ...request,
              subject: 'organization',
            });
            await reload();
            close();
          }}
        />
      )}
      {doing?.kind === 'confirm' && (
        <ReasonDialog
          title={t('attestations.confirmTitle')}
          submit={t('attestations.confirm')}
          onClose={close}
          onSubmit={async reason => {
            await api.approveAttestation(doing.attestation.id, { reason });
            await reload();
          }}
        >
          <p>{t('attestations.confirmText')}</p>
          <Given attestation={doing.attestation} />
        </ReasonDialog>
      )}
      {doing?.kind === 'reject' && (
        <ReasonDialog
          title={t('attestations.rejectTitle')}
          submit={t('attestations.reject')}
          onClose={close}
          onSubmit={async reason => {
            await api.rejectAttestation(doing.attestation.id, { reason });
            await reload();
          }}
        >
          <p>{t('attestations.rejectText')}</p>
          <Given attestation={doing.attestation} />
        </ReasonDialog>
      )}
      {doing?.kind === 'revoke' && (
        <ReasonDialog
          title={t('attestations.revokeTitle')}
          submit={t('attestations.revoke')}
          onClose={close}
          onSubmit={async reason => {
            await api.revokeAttestation(doing.attestation.id, { reason });
            await reload();
          }}
        >
          <p>{t('attestations.revokeText')}</p>
          <Given attestation={doing.attestation} />
        </ReasonDialog>
      )}
    </div>
  );
}
