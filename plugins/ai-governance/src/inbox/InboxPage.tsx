import { useState, type ReactNode } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  scorecardReadPermission,
  type AttestationResponse,
  type InboxItem,
  type InboxResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { ToolActDialog, type ToolAct } from '../ai-tools/ToolActDialog';
import { aiGovernanceApiRef } from '../api';
import { Said } from '../attestations/Said';
import {
  ActButtons,
  Problem,
  RelativeTime,
  Section,
  usePageStyles,
} from '../components';
import { ReasonDialog } from '../components/ReasonDialog';
import { DeclaredBy } from '../declare/DeclaredBy';
import { DeclaredText } from '../declare/DeclaredText';
import { LoweringActions, LoweringList } from '../declare/LoweringActions';
import { ReviewActions } from '../declare/ReviewActions';
import { DecideDialog, disputedText, placeOf } from '../disputes/DecideDialog';
import { ActDialog, type ExceptionAct } from '../exceptions/ActDialog';
import { RequestExceptionDialog } from '../exceptions/RequestExceptionDialog';
import { WhyUndecided } from '../exceptions/WhyUndecided';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useResource } from '../hooks/useResource';
import { useText, type Translate } from '../hooks/useText';
import { AcceptanceText } from '../risk-acceptances/AcceptanceText';
import { AcceptRiskDialog } from '../risk-acceptances/AcceptRiskDialog';
import { useGovernancePath } from '../pages/useGovernancePath';
import { useTabLink } from '../pages/useTabLink';
import { personName } from '../scorecard/people';
import { countText, useInboxCount } from './inboxCount';
import {
  isProgrammeItem,
  pathOf,
  PROGRAMME_ACTS,
  ProgrammeDialog,
  programmeName,
  ProgrammeWhat,
  type ProgrammeAct,
} from './programmeItems';

const MOST = 200;
const LOADING_ROWS = 4;

/** What is being done about an item. */
type Act = ProgrammeAct | 'confirm' | 'renew';

interface Doing {
  item: InboxItem;
  act: Act;
}

/** Entities with the way to their tabs. */
function Entities(props: { refs: string[] }) {
  const tabLink = useTabLink();
  return (
    <>
      {props.refs.map((ref, position) => (
        <span key={ref}>
          {position > 0 && ', '}
          <Link to={tabLink(ref)} underline="always">
            {parseEntityRef(ref).name}
          </Link>
        </span>
      ))}
    </>
  );
}

/** What it is about: the entity or the organization, and what of it. */
function About(props: { subject: ReactNode; id: string; name?: string }) {
  const classes = usePageStyles();
  return (
    <div>
      {props.subject} <strong>{props.id}</strong>{' '}
      <span className={classes.quiet}>{props.name}</span>
    </div>
  );
}

/** Who asked, since when, and why. */
function Asked(props: {
  by: string;
  /** The group that was asked for. */
  askedFor?: string;
  at: string;
  reason?: string;
}) {
  const classes = usePageStyles();
  const t = useText();
  return (
    <div>
      <span className={classes.quiet}>
        {t('inbox.by', { person: personName(props.by) })}{' '}
        {props.askedFor &&
          `${t('exceptions.for', {
            group: parseEntityRef(props.askedFor).name,
          })} `}
        <RelativeTime instant={props.at} />
        {props.reason && ':'}
      </span>{' '}
      {props.reason}
    </div>
  );
}

function AttestationText(props: { attestation: AttestationResponse }) {
  const { attestation } = props;
  const t = useText();
  const index = useFrameworkIndex();
  const shared =
    attestation.subject === 'organization' ||
    attestation.subject.startsWith('group:');
  return (
    <About
      subject={
        shared ? (
          <span>
            {attestation.subject === 'organization'
              ? t('attestations.organization')
              : parseEntityRef(attestation.subject).name}
          </span>
        ) : (
          <Entities refs={[attestation.subject]} />
        )
      }
      id={attestation.check}
      name={index?.check(attestation.check)?.name}
    />
  );
}

/** What is said of an item before anything is done about it. */
function What(props: { item: InboxItem }) {
  const { item } = props;
  const classes = usePageStyles();
  const t = useText();
  const index = useFrameworkIndex();
  switch (item.kind) {
    case 'declaration':
      return (
        <>
          <Entities refs={[item.declaration.entityRef]} />
          <LoweringList lowerings={item.declaration.lowerings} />
          <Asked
            by={item.declaration.by}
            at={item.declaration.at}
            reason={item.declaration.reason}
          />
        </>
      );
    case 'declarationToReview':
    case 'contradictionToReview':
      return (
        <>
          <Entities refs={[item.declaration.entityRef]} />
          {item.declaration.contradictions?.map(message => (
            <div key={message}>{message}</div>
          ))}
          <div>
            <DeclaredText values={item.declaration.values} />
          </div>
          <div className={classes.quiet}>
            <DeclaredBy declaration={item.declaration} />
          </div>
        </>
      );
    case 'exception':
    case 'exceptionToConfirm':
    case 'endingException':
      return (
        <>
          <About
            subject={
              <>
                <Entities
                  refs={item.exception.entities.map(
                    ({ entityRef }) => entityRef,
                  )}
                />
                {item.exception.hidden !== undefined &&
                  ` ${t('exceptions.hidden', {
                    count: item.exception.hidden,
                  })}`}
              </>
            }
            id={item.exception.control}
            name={index?.control(item.exception.control)?.name}
          />
          <div className={classes.quiet}>
            {item.kind === 'exception' ? t('inbox.until') : t('inbox.ends')}{' '}
            <RelativeTime instant={item.exception.until} />
          </div>
          <Asked
            by={item.exception.requestedBy}
            askedFor={item.exception.askedFor}
            at={item.exception.requestedAt}
            reason={item.exception.reason}
          />
          <div>
            <span className={classes.quiet}>{t('exceptions.meanwhile')}</span>{' '}
            {item.exception.compensatingControls.join('; ')}
          </div>
          {item.kind === 'exception' && (
            <WhyUndecided exception={item.exception} />
          )}
          {item.exception.renewal > 0 && (
            <div className={classes.quiet}>
              {t('exceptions.renewal', {
                number: String(item.exception.renewal),
              })}
            </div>
          )}
        </>
      );
    case 'dispute':
      return (
        <>
          <About
            subject={<Entities refs={[item.dispute.entityRef]} />}
            id={item.dispute.check}
            name={index?.check(item.dispute.check)?.name}
          />
          <div>
            {disputedText(item.dispute)} <code>{placeOf(item.dispute)}</code>
          </div>
          <Asked
            by={item.dispute.by}
            at={item.dispute.at}
            reason={item.dispute.reason}
          />
        </>
      );
    case 'attestation':
      return (
        <>
          <AttestationText attestation={item.attestation} />
          <Asked
            by={item.attestation.by}
            at={item.attestation.from}
            reason={item.attestation.statement}
          />
        </>
      );
    case 'tool':
    case 'toolToReview':
      return (
        <>
          <strong>{item.tool.request?.name ?? item.tool.name}</strong>{' '}
          <span className={classes.quiet}>{item.tool.vendor}</span>
          {item.kind === 'tool' && item.tool.request && (
            <Asked
              by={item.tool.request.requestedBy}
              at={item.at}
              reason={item.tool.request.reason}
            />
          )}
          {item.kind === 'toolToReview' && (
            <div className={classes.quiet}>
              {item.tool.isDue ? t('aiTools.reviewWas') : t('aiTools.reviewBy')}{' '}
              <RelativeTime instant={item.at} />
            </div>
          )}
        </>
      );
    case 'endingAttestation':
      return (
        <>
          <AttestationText attestation={item.attestation} />
          <div className={classes.quiet}>
            {t('inbox.ends')}{' '}
            <RelativeTime instant={item.attestation.validUntil} />
          </div>
        </>
      );
    case 'endingRiskAcceptance':
      return (
        <>
          <About
            subject={t('attestations.organization')}
            id={item.riskAcceptance.control}
            name={index?.control(item.riskAcceptance.control)?.name}
          />
          <div className={classes.quiet}>
            {t('inbox.ends')}{' '}
            <RelativeTime instant={item.riskAcceptance.until} />
          </div>
          <AcceptanceText acceptance={item.riskAcceptance} />
        </>
      );
    default:
      // There are kinds that only a newer backend knows.
      return isProgrammeItem(item) ? <ProgrammeWhat item={item} /> : null;
  }
}

/** What an item is called where only its name is heard. */
function nameOf(item: InboxItem, t: Translate): string {
  if (isProgrammeItem(item)) {
    return programmeName(item, t);
  }
  switch (item.kind) {
    case 'declaration':
    case 'declarationToReview':
    case 'contradictionToReview':
      return parseEntityRef(item.declaration.entityRef).name;
    case 'dispute':
      return `${item.dispute.check}, ${
        parseEntityRef(item.dispute.entityRef).name
      }`;
    case 'exception':
    case 'exceptionToConfirm':
    case 'endingException':
      return [
        item.exception.control,
        ...item.exception.entities.map(
          ({ entityRef }) => parseEntityRef(entityRef).name,
        ),
      ].join(', ');
    case 'tool':
    case 'toolToReview':
      return item.tool.name;
    case 'endingRiskAcceptance':
      return item.riskAcceptance.control;
    default:
      return item.attestation.check;
  }
}

const ACTS: { [kind in InboxItem['kind']]: Act[] } = {
  ...PROGRAMME_ACTS,
  declaration: [],
  declarationToReview: [],
  contradictionToReview: [],
  exception: ['approve', 'reject'],
  dispute: ['approve', 'reject'],
  attestation: ['confirm', 'reject'],
  tool: ['approve', 'reject'],
  toolToReview: ['review'],
  exceptionToConfirm: ['confirm'],
  endingException: ['renew'],
  endingAttestation: [],
  endingRiskAcceptance: ['renew'],
};

function actsOf(item: InboxItem): Act[] {
  // Who may not see all that it is for does not decide on it.
  return item.kind === 'exception' && item.exception.hidden !== undefined
    ? []
    : ACTS[item.kind] ?? [];
}

function Row(props: {
  item: InboxItem;
  onAct: (act: Act) => void;
  onDone: () => Promise<void>;
}) {
  const { item, onAct, onDone } = props;
  const classes = usePageStyles();
  const t = useText();
  const root = useGovernancePath() ?? '';
  const tabLink = useTabLink();
  const ending = item.kind === 'endingAttestation' ? item : undefined;
  const page = isProgrammeItem(item) ? pathOf(item) : undefined;
  return (
    <li className={classes.item}>
      <div className={classes.row}>
        <div>
          <div className={classes.quiet}>{t(`inbox.kind.${item.kind}`)}</div>
          <What item={item} />
        </div>
        <div className={classes.actions}>
          {item.kind === 'declaration' && (
            <LoweringActions
              declaration={item.declaration}
              entityRef={item.declaration.entityRef}
              onDone={onDone}
            />
          )}
          {(item.kind === 'declarationToReview' ||
            item.kind === 'contradictionToReview') && (
            <ReviewActions declaration={item.declaration} onDone={onDone} />
          )}
          <ActButtons
            acts={actsOf(item)}
            label={act => t(`inbox.act.${act}`)}
            describe={act =>
              t('inbox.actThis', {
                act: t(`inbox.act.${act}`),
                what: nameOf(item, t),
              })
            }
            isPrimary={act => act !== 'reject'}
            onAct={onAct}
          />
          {page !== undefined && (
            <Link
              to={`${root}/${page}`}
              aria-label={t('inbox.actThis', {
                act: t('inbox.act.open'),
                what: nameOf(item, t),
              })}
            >
              {t('inbox.act.open')}
            </Link>
          )}
          {ending && (
            <Link
              to={
                ending.attestation.subject === 'organization' ||
                ending.attestation.subject.startsWith('group:')
                  ? `${root}/attestations?name=${ending.attestation.check}`
                  : tabLink(ending.attestation.subject)
              }
              aria-label={t('inbox.actThis', {
                act: t('inbox.act.renew'),
                what: nameOf(item, t),
              })}
            >
              {t('inbox.act.renew')}
            </Link>
          )}
        </div>
      </div>
    </li>
  );
}

/** The dialog for what is being done. */
function Dialogs(props: {
  doing: Doing;
  onClose: () => void;
  onDone: () => Promise<void>;
}) {
  const { doing, onClose, onDone } = props;
  const { item, act } = doing;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  if (isProgrammeItem(item)) {
    return (
      <ProgrammeDialog
        item={item}
        act={act as ProgrammeAct}
        onClose={onClose}
        onDone={onDone}
      />
    );
  }
  if (
    (item.kind === 'exception' || item.kind === 'exceptionToConfirm') &&
    act !== 'renew'
  ) {
    return (
      <ActDialog
        act={act as ExceptionAct}
        exception={item.exception}
        onClose={onClose}
        onDone={onDone}
      />
    );
  }
  if (item.kind === 'tool' || item.kind === 'toolToReview') {
    return (
      <ToolActDialog
        act={act as ToolAct}
        tool={item.tool}
        onClose={onClose}
        onDone={onDone}
      />
    );
  }
  if (item.kind === 'dispute') {
    return (
      <DecideDialog
        deciding={{ dispute: item.dispute, accept: act === 'approve' }}
        onClose={onClose}
        onDecided={onDone}
      />
    );
  }
  if (item.kind === 'endingException') {
    return (
      <RequestExceptionDialog
        entityRefs={item.exception.entities.map(({ entityRef }) => entityRef)}
        control={item.exception.control}
        askedBefore={item.exception.askedFor}
        onClose={onClose}
        onRequested={onDone}
      />
    );
  }
  if (item.kind === 'endingRiskAcceptance') {
    return (
      <AcceptRiskDialog
        control={item.riskAcceptance.control}
        onClose={onClose}
        onAccepted={onDone}
      />
    );
  }
  if (item.kind === 'attestation') {
    const { id } = item.attestation;
    const answer = act === 'reject' ? 'reject' : 'confirm';
    return (
      <ReasonDialog
        title={t(`attestations.${answer}Title`)}
        submit={t(`attestations.${answer}`)}
        onClose={onClose}
        onSubmit={async reason => {
          await (answer === 'reject'
            ? api.rejectAttestation(id, { reason })
            : api.approveAttestation(id, { reason }));
          await onDone();
        }}
      >
        <p>{t(`attestations.${answer}Text`)}</p>
        <AttestationText attestation={item.attestation} />
        <Said attestation={item.attestation} />
      </ReasonDialog>
    );
  }
  return null;
}

function Items(props: {
  inbox: InboxResponse;
  ending: boolean;
  onAct: (doing: Doing) => void;
  onDone: () => Promise<void>;
}) {
  const { inbox, ending, onAct, onDone } = props;
  const classes = usePageStyles();
  const t = useText();
  const items = inbox.items.filter(
    ({ kind }) => kind.startsWith('ending') === ending,
  );
  const id = ending ? 'ending' : 'deciding';
  return (
    <Section title={t(`inbox.${id}.title`)} note={t(`inbox.${id}.note`)}>
      {items.length === 0 && (
        <p className={classes.quiet}>{t(`inbox.${id}.empty`)}</p>
      )}
      {items.length > 0 && (
        <ul className={classes.list}>
          {items.map(item => (
            <Row
              key={`${item.kind} ${item.id}`}
              item={item}
              onAct={act => onAct({ item, act })}
              onDone={onDone}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Roles without people, said to those who can have somebody named. */
function Unnamed(props: {
  roles: NonNullable<InboxResponse['unnamed']>;
  unknown: readonly string[];
}) {
  const t = useText();
  const index = useFrameworkIndex();
  return (
    <>
      {props.roles.map(({ role, requests, refs }) => (
        <Alert key={role} severity="warning">
          {t(refs ? 'inbox.nobodyIn' : 'inbox.unnamed', {
            count: requests,
            role: index?.roleName(role) ?? role,
            setting: `aiGovernance.roles.${role}`,
            refs: (refs ?? []).join(', '),
          })}
        </Alert>
      ))}
      {props.unknown.map(role => (
        <Alert key={role} severity="warning">
          {t('inbox.unknownRole', {
            role,
            setting: `aiGovernance.roles.${role}`,
          })}
        </Alert>
      ))}
    </>
  );
}

/** Everything that needs the reader: to decide, to confirm, to renew. @internal */
export function InboxPage() {
  const classes = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const count = useInboxCount();
  const [doing, setDoing] = useState<Doing>();
  const { value, error, reload } = useResource(
    () => api.getInbox({ limit: MOST }),
    // What the count says changes with what waits.
    [api, JSON.stringify(count.value)],
    { keep: true },
  );
  const onDone = async () => {
    await Promise.all([reload(), count.refresh()]);
  };
  return (
    <div className={classes.root}>
      {error && !value && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {!value && !error && (
        <div role="status" aria-label={t('inbox.loading')}>
          {Array.from({ length: LOADING_ROWS }, (_, row) => (
            <Skeleton key={row} height={64} />
          ))}
        </div>
      )}
      {value && (
        <>
          <p className={classes.quiet} role="status">
            {value.total === 0
              ? t('inbox.nothing')
              : t('inbox.waits', { count: value.total })}
            {value.more && ` ${t('inbox.more', { number: countText(value) })}`}
          </p>
          <Unnamed
            roles={value.unnamed ?? []}
            unknown={value.unknownRoles ?? []}
          />
          <Items
            inbox={value}
            ending={false}
            onAct={setDoing}
            onDone={onDone}
          />
          <Items inbox={value} ending onAct={setDoing} onDone={onDone} />
        </>
      )}
      {doing && (
        <Dialogs
          doing={doing}
          onClose={() => setDoing(undefined)}
          onDone={onDone}
        />
      )}
    </div>
  );
}
