import { useCallback, useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Alert from '@material-ui/lab/Alert';
import {
  exceptionDecidePermission,
  exceptionSponsorPermission,
  SPONSORED_RENEWAL,
  scorecardReadPermission,
  type ExceptionResponse,
  type RenewedControl,
  type RenewedControlsResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  ActButtons,
  Problem,
  RelativeTime,
  Section,
  usePageStyles,
} from '../components';
import { CursorList } from '../components/CursorList';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useNow } from '../hooks/useNow';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { usePermitted } from '../hooks/useViewer';
import { useTabLink } from '../pages/useTabLink';
import { personName } from '../scorecard/people';
import { ActDialog, type ExceptionAct } from './ActDialog';
import { WhyUndecided } from './WhyUndecided';
import { RequestExceptionDialog } from './RequestExceptionDialog';

const PAGE = 50;
const VIEWS = [
  'open',
  'ending',
  'approved',
  'rejected',
  'withdrawn',
  'lapsed',
] as const;
const SOON_DAYS = 14;
const DAY = 86_400_000;

type PageAct = ExceptionAct | 'renew';

interface Doing {
  act: PageAct;
  exception: ExceptionResponse;
  reload: () => Promise<void>;
}

/** Where an exception stands for one of its services, unless as all of it does. */
function standingOf(
  { state, until }: ExceptionResponse,
  { reconfirmBy, revokedAt }: ExceptionResponse['entities'][number],
  now: number,
): 'revoked' | 'toConfirm' | 'unconfirmed' | undefined {
  if (revokedAt !== undefined) {
    return 'revoked';
  }
  if (
    state !== 'approved' ||
    reconfirmBy === undefined ||
    Date.parse(reconfirmBy) >= Date.parse(until)
  ) {
    return undefined;
  }
  return Date.parse(reconfirmBy) > now ? 'toConfirm' : 'unconfirmed';
}

/** Each act of revoking once, with the services it was of. */
function revocationsOf({ entities }: ExceptionResponse) {
  const acts = new Map<string, ExceptionResponse['entities']>();
  for (const entity of entities) {
    const { revokedBy, revokedAt, revocation } = entity;
    if (revokedBy !== undefined) {
      const key = JSON.stringify([revokedBy, revokedAt, revocation]);
      acts.set(key, [...(acts.get(key) ?? []), entity]);
    }
  }
  return [...acts.values()];
}

/** What the reader may do about it, as the backend says. */
function actsOf(exception: ExceptionResponse): PageAct[] {
  const { allowed } = exception;
  return [
    ...(allowed?.withdraw ? (['withdraw'] as const) : []),
    ...(allowed?.decide ? (['approve', 'reject'] as const) : []),
    ...(allowed?.confirm ? (['confirm'] as const) : []),
    ...(allowed?.renew ? (['renew'] as const) : []),
    ...(allowed?.revoke ? (['revoke'] as const) : []),
  ];
}

/** Gaps of the policy itself: what is granted again and again, to whom, how often. */
function RenewedControls({ from, items }: RenewedControlsResponse) {
  const classes = usePageStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const tabLink = useTabLink();
  return (
    <Section
      title={t('exceptions.renewedTitle')}
      note={t('exceptions.renewedNote', { from: String(from) })}
    >
      <ul className={classes.list}>
        {items.map(({ control, entities, renewals, services }) => (
          <li key={control} className={classes.item}>
            <strong>{control}</strong> {index?.control(control)?.name}{' '}
            <span className={classes.quiet}>
              {t('exceptions.renewed', {
                count: entities,
                most: String(renewals),
              })}
            </span>
            <div>
              {services.map((service, position) => (
                <span key={service.entityRef}>
                  {position > 0 && ', '}
                  <Link to={tabLink(service.entityRef)} underline="always">
                    {parseEntityRef(service.entityRef).name}
                  </Link>
                  {` (${service.renewals})`}
                </span>
              ))}
              {entities > services.length &&
                ` ${t('exceptions.renewedMore', {
                  count: entities - services.length,
                })}`}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ExceptionItem(props: {
  exception: ExceptionResponse;
  /** Its control, where services were granted too many renewals from it. */
  renewed?: RenewedControl;
  acts: PageAct[];
  onAct: (act: PageAct) => void;
}) {
  const { exception, renewed, acts, onAct } = props;
  const classes = usePageStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const tabLink = useTabLink();
  const now = useNow();
  const services = exception.entities.map(entity => ({
    ...entity,
    name: parseEntityRef(entity.entityRef).name,
    standing: standingOf(exception, entity, now),
  }));
  return (
    <li className={classes.item}>
      <div className={classes.row}>
        <div>
          <strong>{exception.control}</strong>{' '}
          <span className={classes.quiet}>
            {index?.control(exception.control)?.name}
          </span>
          <div>
            {services.map(
              ({ id, entityRef, name, standing, reconfirmBy }, position) => (
                <span key={id}>
                  {position > 0 && ', '}
                  <Link to={tabLink(entityRef)} underline="always">
                    {name}
                  </Link>
                  {standing && (
                    <span className={classes.quiet}>
                      {` (${t(`exceptions.service.${standing}`)}`}
                      {standing === 'toConfirm' && (
                        <>
                          {' '}
                          <RelativeTime instant={reconfirmBy} />
                        </>
                      )}
                      )
                    </span>
                  )}
                </span>
              ),
            )}{' '}
            {exception.hidden !== undefined &&
              `${t('exceptions.hidden', { count: exception.hidden })} `}
            <span className={classes.quiet}>
              {t(
                Date.parse(exception.until) > now
                  ? 'exceptions.ends'
                  : 'exceptions.ended',
              )}{' '}
              <RelativeTime instant={exception.until} />
            </span>
          </div>
          <div>
            <span className={classes.quiet}>
              {t('exceptions.by', {
                person: personName(exception.requestedBy),
              })}{' '}
              {exception.askedFor &&
                `${t('exceptions.for', {
                  group: parseEntityRef(exception.askedFor).name,
                })} `}
              <RelativeTime instant={exception.requestedAt} />:
            </span>{' '}
            {exception.reason}
          </div>
          <div>
            <span className={classes.quiet}>{t('exceptions.meanwhile')}</span>{' '}
            {exception.compensatingControls.join('; ')}
          </div>
          {exception.renewal > 0 && (
            <div className={classes.quiet}>
              {t('exceptions.renewal', { number: String(exception.renewal) })}
              {exception.renewal >= SPONSORED_RENEWAL &&
                ` ${t('exceptions.sponsored')}`}
              {exception.renewal >= SPONSORED_RENEWAL &&
                renewed &&
                ` ${t('exceptions.sponsoredSo', {
                  count: renewed.entities,
                  control: renewed.control,
                  most: String(renewed.renewals),
                })}`}
            </div>
          )}
          {exception.decidedBy && (
            <div>
              <span className={classes.quiet}>
                {t('exceptions.decidedBy', {
                  state: t(`exceptions.state.${exception.state}`),
                  person: personName(exception.decidedBy),
                })}{' '}
                <RelativeTime instant={exception.decidedAt} />
                {exception.decision && ':'}
              </span>{' '}
              {exception.decision}
            </div>
          )}
          {exception.state === 'lapsed' && (
            <div className={classes.quiet}>
              {t('exceptions.lapsed')}{' '}
              <RelativeTime instant={exception.decidedAt} />
            </div>
          )}
          {revocationsOf(exception).map(revoked => (
            <div key={revoked[0].id}>
              <span className={classes.quiet}>
                {t('exceptions.revokedBy', {
                  person: personName(revoked[0].revokedBy!),
                })}{' '}
                {revoked.length < services.length &&
                  `${t('exceptions.for', {
                    group: revoked
                      .map(({ entityRef }) => parseEntityRef(entityRef).name)
                      .join(', '),
                  })} `}
                <RelativeTime instant={revoked[0].revokedAt} />:
              </span>{' '}
              {revoked[0].revocation}
            </div>
          ))}
          {services.some(({ standing }) => standing === 'toConfirm') && (
            <div className={classes.quiet}>{t('exceptions.reconfirm')}</div>
          )}
          <WhyUndecided exception={exception} />
          {exception.allowed?.withdraw && (
            <div className={classes.quiet}>{t('exceptions.own')}</div>
          )}
        </div>
        {acts.length > 0 && (
          <div className={classes.actions}>
            <ActButtons
              acts={acts}
              label={act => t(`exceptions.act.${act}`)}
              describe={act =>
                t('exceptions.actThis', {
                  act: t(`exceptions.act.${act}`),
                  control: exception.control,
                  entity: parseEntityRef(exception.entities[0].entityRef).name,
                })
              }
              isPrimary={act => act === 'approve' || act === 'renew'}
              onAct={onAct}
            />
          </div>
        )}
      </div>
    </li>
  );
}

/** Time-limited deviations: what waits, what is in force, what ends soon. @internal */
export function ExceptionsPage() {
  const classes = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const decides = usePermitted(exceptionDecidePermission);
  const sponsors = usePermitted(exceptionSponsorPermission);
  const [doing, setDoing] = useState<Doing>();
  const renewals = useResource(() => api.getRenewedControls(), [api], {
    keep: true,
  });
  const load = useCallback(
    (view: (typeof VIEWS)[number], cursor: string | undefined) =>
      api.listExceptions({
        ...(view === 'ending'
          ? {
              endsBefore: new Date(Date.now() + SOON_DAYS * DAY).toISOString(),
            }
          : { state: view }),
        limit: PAGE,
        ...(cursor && { cursor }),
      }),
    [api],
  );
  return (
    <div className={classes.root}>
      {decides === false && sponsors !== undefined && (
        <Alert severity="info">
          {t(`exceptions.${sponsors ? 'sponsorsOnly' : 'decideForbidden'}`, {
            permission: exceptionDecidePermission.name,
            from: String(SPONSORED_RENEWAL),
          })}
        </Alert>
      )}
      <CursorList
        title={t('exceptions.listTitle')}
        note={t('exceptions.listNote')}
        loading={t('exceptions.loading')}
        views={VIEWS.map(id => ({
          id,
          label: t(`exceptions.state.${id}`),
          empty: t(`exceptions.empty.${id}`),
        }))}
        load={load}
      >
        {(exception, reload) => (
          <ExceptionItem
            key={exception.id}
            exception={exception}
            renewed={renewals.value?.items.find(
              ({ control }) => control === exception.control,
            )}
            acts={actsOf(exception)}
            onAct={act => setDoing({ act, exception, reload })}
          />
        )}
      </CursorList>
      {renewals.error && !renewals.value && (
        <Problem
          error={renewals.error}
          permission={scorecardReadPermission.name}
          onRetry={renewals.reload}
        />
      )}
      {renewals.value && renewals.value.items.length > 0 && (
        <RenewedControls {...renewals.value} />
      )}
      {doing?.act === 'renew' && (
        <RequestExceptionDialog
          entityRefs={doing.exception.entities
            .filter(({ revokedAt }) => revokedAt === undefined)
            .map(({ entityRef }) => entityRef)}
          control={doing.exception.control}
          askedBefore={doing.exception.askedFor}
          onClose={() => setDoing(undefined)}
          onRequested={doing.reload}
        />
      )}
      {doing && doing.act !== 'renew' && (
        <ActDialog
          act={doing.act}
          exception={doing.exception}
          onClose={() => setDoing(undefined)}
          onDone={async () => {
            await Promise.all([doing.reload(), renewals.reload()]);
          }}
        />
      )}
    </div>
  );
}
