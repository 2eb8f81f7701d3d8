import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  exceptionDecidePermission,
  exceptionSponsorPermission,
  scorecardReadPermission,
  SPONSORED_RENEWAL,
  type ExceptionResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  Choice,
  Problem,
  RelativeTime,
  Section,
  usePageStyles,
} from '../components';
import { Pager } from '../components/Pager';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { useMe, usePermitted } from '../hooks/useViewer';
import { useTabLink } from '../pages/useTabLink';
import { personName } from '../scorecard/people';
import { ActDialog, type ExceptionAct } from './ActDialog';

const PAGE = 50;
const VIEWS = ['open', 'ending', 'approved', 'rejected', 'withdrawn'] as const;
const SOON_DAYS = 14;
const DAY = 86_400_000;

interface Doing {
  act: ExceptionAct;
  exception: ExceptionResponse;
}

/** What the reader may do about it. */
function actsOf(
  exception: ExceptionResponse,
  reader: { me?: string; decides?: boolean; sponsors?: boolean },
): ExceptionAct[] {
  const own = exception.requestedBy === reader.me;
  if (exception.state === 'open') {
    const decides =
      exception.renewal >= SPONSORED_RENEWAL ? reader.sponsors : reader.decides;
    if (own) {
      return ['withdraw'];
    }
    return decides ? ['approve', 'reject'] : [];
  }
  const inForce =
    exception.state === 'approved' &&
    Date.parse(exception.until) > Date.now() &&
    exception.entities.some(({ revokedAt }) => revokedAt === undefined);
  return inForce && (own || reader.decides) ? ['revoke'] : [];
}

function ExceptionItem(props: {
  exception: ExceptionResponse;
  acts: ExceptionAct[];
  own: boolean;
  onAct: (act: ExceptionAct) => void;
}) {
  const { exception, acts, own, onAct } = props;
  const classes = usePageStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const tabLink = useTabLink();
  const revoked = exception.entities.find(({ revokedAt }) => revokedAt);
  return (
    <li className={classes.item}>
      <div className={classes.row}>
        <div>
          <strong>{exception.control}</strong>{' '}
          <span className={classes.quiet}>
            {index?.control(exception.control)?.name}
          </span>
          <div>
            {exception.entities.map(({ id, entityRef }, position) => (
              <span key={id}>
                {position > 0 && ', '}
                <Link to={tabLink(entityRef)} underline="always">
                  {parseEntityRef(entityRef).name}
                </Link>
              </span>
            ))}{' '}
            <span className={classes.quiet}>
              {t('exceptions.until_')}{' '}
              <RelativeTime instant={exception.until} />
            </span>
          </div>
          <div>
            <span className={classes.quiet}>
              {t('exceptions.by', {
                person: personName(exception.requestedBy),
              })}{' '}
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
          {revoked?.revokedBy && (
            <div>
              <span className={classes.quiet}>
                {t('exceptions.revokedBy', {
                  person: personName(revoked.revokedBy),
                })}{' '}
                <RelativeTime instant={revoked.revokedAt} />:
              </span>{' '}
              {revoked.revocation}
            </div>
          )}
          {own && exception.state === 'open' && (
            <div className={classes.quiet}>{t('exceptions.own')}</div>
          )}
        </div>
        {acts.length > 0 && (
          <div className={classes.actions}>
            {acts.map(act => (
              <Button
                key={act}
                size="small"
                variant="outlined"
                color={act === 'approve' ? 'primary' : 'default'}
                aria-label={t('exceptions.actThis', {
                  act: t(`exceptions.act.${act}`),
                  control: exception.control,
                  entity: parseEntityRef(exception.entities[0].entityRef).name,
                })}
                onClick={() => onAct(act)}
              >
                {t(`exceptions.act.${act}`)}
              </Button>
            ))}
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
  const me = useMe();
  const decides = usePermitted(exceptionDecidePermission);
  const sponsors = usePermitted(exceptionSponsorPermission);
  const [params, setParams] = useSearchParams();
  const view = VIEWS.find(entry => entry === params.get('state')) ?? 'open';
  const [doing, setDoing] = useState<Doing>();
  const [cursor, setCursor] = useState<string>();
  const { value, error, reload } = useResource(
    () =>
      api.listExceptions({
        ...(view === 'ending'
          ? {
              endsBefore: new Date(Date.now() + SOON_DAYS * DAY).toISOString(),
            }
          : { state: view }),
        limit: PAGE,
        ...(cursor && { cursor }),
      }),
    [api, view, cursor],
  );
  return (
    <div className={classes.root}>
      {error && !value && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {decides === false && (
        <Alert severity="info">
          {t('exceptions.decideForbidden', {
            permission: exceptionDecidePermission.name,
          })}
        </Alert>
      )}
      <Section
        title={t('exceptions.listTitle')}
        note={t('exceptions.listNote')}
        action={
          <Choice
            className={classes.choice}
            label={t('disputes.showing')}
            value={view}
            any={null}
            options={VIEWS.map(id => ({
              value: id,
              label: t(`exceptions.state.${id}`),
            }))}
            onChange={entry => {
              setCursor(undefined);
              setParams(entry && entry !== 'open' ? { state: entry } : {}, {
                replace: true,
              });
            }}
          />
        }
      >
        {!value && !error && (
          <div role="status" aria-label={t('exceptions.loading')}>
            {Array.from({ length: 4 }, (_, row) => (
              <Skeleton key={row} height={64} />
            ))}
          </div>
        )}
        {value && value.items.length === 0 && (
          <p className={classes.quiet}>{t(`exceptions.empty.${view}`)}</p>
        )}
        {value && value.items.length > 0 && (
          <ul className={classes.list}>
            {value.items.map(exception => (
              <ExceptionItem
                key={exception.id}
                exception={exception}
                acts={actsOf(exception, { me, decides, sponsors })}
                own={exception.requestedBy === me}
                onAct={act => setDoing({ act, exception })}
              />
            ))}
          </ul>
        )}
        <Pager cursor={cursor} next={value?.nextCursor} onGo={setCursor} />
      </Section>
      {doing && (
        <ActDialog
          {...doing}
          onClose={() => setDoing(undefined)}
          onDone={reload}
        />
      )}
    </div>
  );
}
