import { useCallback, useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Alert from '@material-ui/lab/Alert';
import {
  disputeDecidePermission,
  scorecardReadPermission,
  type DisputeResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  Problem,
  RelativeTime,
  Section,
  StatusLabel,
  usePageStyles,
} from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useLanguage } from '../hooks/useLanguage';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { useMe, usePermitted } from '../hooks/useViewer';
import { useTabLink } from '../pages/useTabLink';
import { personName } from '../scorecard/people';
import { CursorList } from '../components/CursorList';
import { ScrollRegion } from '../components/ScrollRegion';
import {
  DecideDialog,
  disputedText,
  placeOf,
  type Deciding,
} from './DecideDialog';
import { Button } from '../controls';

const PAGE = 50;
const STATES = ['open', 'accepted', 'rejected', 'withdrawn'] as const;

function DisputeItem(props: {
  dispute: DisputeResponse;
  me?: string;
  mayDecide?: boolean;
  onDecide: (deciding: Deciding) => void;
}) {
  const { dispute, me, mayDecide, onDecide } = props;
  const classes = usePageStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const tabLink = useTabLink();
  const text = disputedText(dispute);
  const place = placeOf(dispute);
  const own = dispute.allowed?.withdraw || dispute.by === me;
  return (
    <li className={classes.item}>
      <div className={classes.row}>
        <div>
          <Link to={tabLink(dispute.entityRef)} underline="always">
            {parseEntityRef(dispute.entityRef).name}
          </Link>{' '}
          <span className={classes.quiet}>
            {index?.check(dispute.check)?.name ?? ''} {dispute.check}
          </span>
          <div>{text}</div>
          {place && <code>{place}</code>}
          <div>
            <span className={classes.quiet}>
              {t('disputes.by', { person: personName(dispute.by) })}{' '}
              <RelativeTime instant={dispute.at} />:
            </span>{' '}
            {dispute.reason}
          </div>
          {dispute.state !== 'open' && (
            <div>
              <span className={classes.quiet}>
                {t('disputes.decidedBy', {
                  state: t(`disputes.state.${dispute.state}`),
                  person: personName(dispute.decidedBy ?? ''),
                })}{' '}
                <RelativeTime instant={dispute.decidedAt} />
                {dispute.until && (
                  <>
                    , {t('disputes.leftOutUntil')}{' '}
                    <RelativeTime instant={dispute.until} />
                  </>
                )}
                {dispute.decision && ':'}
              </span>{' '}
              {dispute.decision}
            </div>
          )}
          {own && dispute.state === 'open' && mayDecide && (
            <div className={classes.quiet}>{t('disputes.own')}</div>
          )}
        </div>
        {dispute.state === 'open' && mayDecide && !own && (
          <div className={classes.actions}>
            <Button
              size="small"
              variant="outlined"
              color="primary"
              aria-label={t('disputes.acceptThis', { finding: text })}
              onClick={() => onDecide({ dispute, accept: true })}
            >
              {t('disputes.accept')}
            </Button>
            <Button
              size="small"
              variant="outlined"
              aria-label={t('disputes.rejectThis', { finding: text })}
              onClick={() => onDecide({ dispute, accept: false })}
            >
              {t('disputes.reject')}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}

/** How often each check was found wrong, and which only warn because of it. */
function Rates(props: { generation: number }) {
  const classes = usePageStyles();
  const t = useText();
  const language = useLanguage();
  const api = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const { value, error, reload } = useResource(
    () => api.listDisputeRates(),
    [api, props.generation],
    { keep: true },
  );
  const percent = new Intl.NumberFormat(language, {
    style: 'percent',
    maximumFractionDigits: 1,
  });
  const head = `${classes.cell} ${classes.head}`;
  const number = `${classes.cell} ${classes.number}`;
  const items = [...(value?.items ?? [])].sort((a, b) => b.rate - a.rate);
  return (
    <Section title={t('disputes.ratesTitle')} note={t('disputes.ratesNote')}>
      {error && !value && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {value && items.length === 0 && (
        <p className={classes.quiet}>{t('disputes.ratesEmpty')}</p>
      )}
      {items.length > 0 && (
        <ScrollRegion
          className={classes.scroll}
          label={t('disputes.ratesTitle')}
        >
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell className={head}>{t('disputes.check')}</TableCell>
                <TableCell className={`${head} ${classes.number}`}>
                  {t('disputes.findings')}
                </TableCell>
                <TableCell className={`${head} ${classes.number}`}>
                  {t('disputes.disputed')}
                </TableCell>
                <TableCell className={`${head} ${classes.number}`}>
                  {t('disputes.accepted')}
                </TableCell>
                <TableCell className={`${head} ${classes.number}`}>
                  {t('disputes.rate')}
                </TableCell>
                <TableCell className={head}>{t('disputes.effect')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {items.map(rate => (
                <TableRow key={rate.check}>
                  <TableCell className={classes.cell}>
                    {index?.check(rate.check)?.name}{' '}
                    <span className={classes.quiet}>{rate.check}</span>
                  </TableCell>
                  <TableCell className={number}>{rate.findings}</TableCell>
                  <TableCell className={number}>{rate.disputed}</TableCell>
                  <TableCell className={number}>{rate.accepted}</TableCell>
                  <TableCell className={number}>
                    {percent.format(rate.rate)}
                  </TableCell>
                  <TableCell className={classes.cell}>
                    {rate.warningSince ? (
                      <>
                        <StatusLabel status="stale">
                          {t('disputes.warns')}
                        </StatusLabel>{' '}
                        <RelativeTime instant={rate.warningSince} />
                      </>
                    ) : (
                      t('disputes.counts')
                    )}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </ScrollRegion>
      )}
    </Section>
  );
}

/** Findings that people say are wrong, to be decided by somebody else. @internal */
export function DisputesPage() {
  const classes = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const me = useMe();
  const mayDecide = usePermitted(disputeDecidePermission);
  const [deciding, setDeciding] = useState<
    Deciding & { reload: () => Promise<void> }
  >();
  const [generation, setGeneration] = useState(0);
  const load = useCallback(
    (state: (typeof STATES)[number], cursor: string | undefined) =>
      api.listDisputes({ state, limit: PAGE, ...(cursor && { cursor }) }),
    [api],
  );
  return (
    <div className={classes.root}>
      {mayDecide === false && (
        <Alert severity="info">
          {t('disputes.decideForbidden', {
            permission: disputeDecidePermission.name,
          })}
        </Alert>
      )}
      <CursorList
        title={t('disputes.listTitle')}
        loading={t('disputes.loading')}
        views={STATES.map(id => ({
          id,
          label: t(`disputes.state.${id}`),
          empty: id === 'open' ? t('disputes.emptyOpen') : t('disputes.empty'),
        }))}
        load={load}
      >
        {(dispute, reload) => (
          <DisputeItem
            key={dispute.id}
            dispute={dispute}
            me={me}
            mayDecide={mayDecide}
            onDecide={chosen => setDeciding({ ...chosen, reload })}
          />
        )}
      </CursorList>
      <Rates generation={generation} />
      {deciding && (
        <DecideDialog
          deciding={deciding}
          onClose={() => setDeciding(undefined)}
          onDecided={async () => {
            await deciding.reload();
            setGeneration(count => count + 1);
          }}
        />
      )}
    </div>
  );
}
