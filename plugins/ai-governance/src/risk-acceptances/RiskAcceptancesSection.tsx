import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  exceptionSponsorPermission,
  scorecardReadPermission,
  type RiskAcceptance,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Problem, RelativeTime, Section, usePageStyles } from '../components';
import { Pager } from '../components/Pager';
import { ReasonDialog } from '../components/ReasonDialog';
import { Button } from '../controls';
import {
  useFrameworkAnswer,
  useFrameworkIndex,
} from '../framework/FrameworkProvider';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { usePermitted } from '../hooks/useViewer';
import { personName } from '../scorecard/people';
import { AcceptanceText } from './AcceptanceText';
import { AcceptRiskDialog } from './AcceptRiskDialog';
import { useLastDay } from './useLastDay';

const PAGE = 20;

function Item(props: {
  acceptance: RiskAcceptance;
  mayRevoke: boolean;
  onRevoke: () => void;
}) {
  const { acceptance, mayRevoke, onRevoke } = props;
  const { control, state, until, endedAt, endedBy, endReason } = acceptance;
  const classes = usePageStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const lastDay = useLastDay();
  return (
    <li className={classes.item}>
      <div className={classes.row}>
        <div>
          <strong>{control}</strong>{' '}
          <span className={classes.quiet}>{index?.control(control)?.name}</span>
          <div>
            {t(`riskAcceptances.state.${state}`, { day: lastDay(until) })}
            {endedBy && (
              <span className={classes.quiet}>
                {' '}
                {t('exceptions.by', { person: personName(endedBy) })},{' '}
                <RelativeTime instant={endedAt} />
              </span>
            )}
          </div>
          {endReason && <div>{endReason}</div>}
          <AcceptanceText acceptance={acceptance} />
        </div>
        {state === 'inForce' && mayRevoke && (
          <Button
            size="small"
            variant="outlined"
            aria-label={t('inbox.actThis', {
              act: t('riskAcceptances.revoke'),
              what: control,
            })}
            onClick={onRevoke}
          >
            {t('riskAcceptances.revoke')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** What the executive sponsor accepts and accepted, and the way to do so. @internal */
export function RiskAcceptancesSection() {
  const classes = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const mayAccept = usePermitted(exceptionSponsorPermission) ?? false;
  const framework = useFrameworkAnswer();
  const [cursor, setCursor] = useState<string>();
  const [doing, setDoing] = useState<'accept' | RiskAcceptance>();
  const { value, error, reload } = useResource(
    () =>
      api.programme.listRiskAcceptances({
        limit: PAGE,
        ...(cursor && { cursor }),
      }),
    [api, cursor],
    { keep: true },
  );
  const close = () => setDoing(undefined);
  return (
    <Section
      title={t('riskAcceptances.title')}
      note={t('riskAcceptances.note')}
      action={
        mayAccept && (
          <Button
            size="small"
            variant="outlined"
            onClick={() => setDoing('accept')}
          >
            {t('riskAcceptances.accept')}
          </Button>
        )
      }
    >
      {error && !value && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {!value && !error && (
        <div role="status" aria-label={t('riskAcceptances.loading')}>
          <Skeleton height={64} />
        </div>
      )}
      {value && value.items.length === 0 && (
        <p className={classes.quiet}>{t('riskAcceptances.empty')}</p>
      )}
      {value && value.items.length > 0 && (
        <ul className={classes.list}>
          {value.items.map(acceptance => (
            <Item
              key={acceptance.id}
              acceptance={acceptance}
              mayRevoke={mayAccept}
              onRevoke={() => setDoing(acceptance)}
            />
          ))}
        </ul>
      )}
      <Pager cursor={cursor} next={value?.nextCursor} onGo={setCursor} />
      {doing === 'accept' && (
        <AcceptRiskDialog onClose={close} onAccepted={reload} />
      )}
      {doing && doing !== 'accept' && (
        <ReasonDialog
          title={t('riskAcceptances.revokeTitle', { control: doing.control })}
          submit={t('riskAcceptances.revoke')}
          onClose={close}
          onSubmit={async reason => {
            await api.programme.revokeRiskAcceptance(doing.id, { reason });
            await Promise.all([reload(), framework.reload()]);
          }}
        >
          <p>{t('riskAcceptances.revokeText')}</p>
        </ReasonDialog>
      )}
    </Section>
  );
}
