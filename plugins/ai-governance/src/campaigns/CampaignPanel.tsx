import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { makeStyles, useTheme, type Theme } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  scorecardReadPermission,
  type CampaignDetails,
  type CampaignEntity,
  type CampaignOwner,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  Choice,
  Problem,
  RelativeTime,
  Section,
  StatusLabel,
  usePageStyles,
} from '../components';
import { ShareMenu } from '../export/ShareMenu';
import type { TableData } from '../export/table';
import { LARGEST_PAGE, wholeList } from '../export/wholeList';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useLanguage } from '../hooks/useLanguage';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { DataTable } from '../maturity/DataTable';
import { ListedEntities } from '../overview/ListedEntities';
import { ownerName } from '../overview/owners';
import { useFilterState } from '../overview/useFilterState';
import { personName } from '../scorecard/people';
import { chartTones } from '../theme/colors';
import { GoalText } from './GoalText';
import { goneControls } from './goneControls';
import { MilestoneList, Progress } from './Progress';
import { ownerKey, useCampaignLink } from './useCampaignLink';
import { useEveryOwner, useOwners } from './useOwners';
import { Button } from '../controls';

const TrendChart = lazy(() => import('../maturity/TrendChart'));

const HEIGHT = 240;

const STATES = ['open', 'exempt', 'done', 'left'] as const;
const STATUS = { open: 'gap', exempt: 'exempt', done: 'met' } as const;

const useStyles = makeStyles(
  theme => ({
    columns: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
      gap: theme.spacing(3),
      [theme.breakpoints.down('sm')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
    },
    title: {
      margin: theme.spacing(2, 0, 1),
      fontSize: theme.typography.pxToRem(15),
      fontWeight: 700,
    },
  }),
  { name: 'PlumblineCampaignPanel' },
);

function OverTime(props: { campaign: CampaignDetails }) {
  const all = props.campaign.points;
  // Before anything was known there is nothing to draw.
  const first = all.findIndex(({ target }) => target > 0);
  const points = first < 0 ? [] : all.slice(first);
  const page = usePageStyles();
  const t = useText();
  const theme = useTheme<Theme>();
  const language = useLanguage();
  const [asTable, setAsTable] = useState(false);
  const { lines } = chartTones(theme);
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  if (points.length < 2) {
    return <p className={page.quiet}>{t('campaigns.noPoints')}</p>;
  }
  const tableOf = (day: (at: string) => string): TableData => ({
    columns: [
      { label: t('campaigns.day') },
      { label: t('campaigns.targetCount'), number: true },
      { label: t('campaigns.state.done'), number: true },
      { label: t('campaigns.state.exempt'), number: true },
    ],
    rows: points.map(point => [
      day(point.at),
      point.target,
      point.done,
      point.exempt,
    ]),
  });
  return (
    <>
      <span className={page.actions}>
        <Button
          size="small"
          aria-pressed={asTable}
          aria-label={t('maturity.asTableOf', {
            title: t('campaigns.overTime'),
          })}
          onClick={() => setAsTable(!asTable)}
        >
          {t('maturity.asTable')}
        </Button>
        <ShareMenu
          name="campaign-progress"
          label={t('campaigns.shareProgress')}
          content={{
            asOf: props.campaign.progress.at,
            // Instants are what programs read; the page writes days.
            table: tableOf(at => at),
            data: { campaign: props.campaign.id, points },
          }}
        />
      </span>
      {asTable ? (
        <DataTable
          label={t('campaigns.overTime')}
          table={tableOf(at => format.format(Date.parse(at)))}
        />
      ) : (
        <Suspense fallback={<Skeleton variant="rect" height={HEIGHT} />}>
          <TrendChart
            label={t('campaigns.overTime')}
            points={points.map(point => ({
              at: Date.parse(point.at),
              values: [point.done, point.target],
            }))}
            series={[
              { key: 'done', name: t('campaigns.state.done'), color: lines[1] },
              {
                key: 'target',
                name: t('campaigns.targetCount'),
                color: lines[0],
              },
            ]}
            steps
          />
        </Suspense>
      )}
    </>
  );
}

/** Owners as an address has them, by the names that people look for. */
function byName(owners: readonly CampaignOwner[]): string[] {
  return [...owners]
    .sort((a, b) =>
      a.owner === null || b.owner === null
        ? Number(a.owner === null) - Number(b.owner === null)
        : ownerName(a.owner).localeCompare(ownerName(b.owner)),
    )
    .map(({ owner }) => ownerKey(owner));
}

function Entities(props: {
  campaign: CampaignDetails;
  /** Those that were read so far. */
  owners: readonly CampaignOwner[];
}) {
  const { campaign } = props;
  const page = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const { view, changeView } = useFilterState();
  const shown = view.get('show') ?? 'open';
  const state = STATES.find(id => id === shown);
  const owner = view.get('of') ?? undefined;
  const { known, unread, want } = useEveryOwner(campaign, props.owners);
  const owners = useMemo(() => byName(known), [known]);
  const nameOf = (ref: string) =>
    ref === ownerKey(null) ? t('overview.without') : ownerName(ref);
  // What is chosen can be chosen before the others are known.
  const refs = owner && !owners.includes(owner) ? [owner, ...owners] : owners;
  return (
    <ListedEntities<CampaignEntity>
      label={t('campaigns.entities')}
      empty={
        (state === 'open' || state === 'left') && !owner
          ? t('campaigns.nothingOpen')
          : t('campaigns.noEntities')
      }
      choice={
        <>
          <Choice
            className={page.choice}
            label={t('campaigns.show')}
            value={state}
            options={STATES.map(id => ({
              value: id,
              label: t(`campaigns.state.${id}`),
            }))}
            onChange={id =>
              changeView({ show: id === 'open' ? undefined : id ?? 'all' })
            }
          />
          <span
            style={{ display: 'contents' }}
            onPointerEnter={want}
            onTouchStart={want}
            onFocus={want}
          >
            <Choice
              className={page.choice}
              label={t('overview.owner')}
              value={owner}
              options={[
                ...refs.map(ref => ({ value: ref, label: nameOf(ref) })),
                ...(unread > 0
                  ? [
                      {
                        value: 'unread',
                        label: t('campaigns.unreadOwners', { count: unread }),
                        disabled: true,
                      },
                    ]
                  : []),
              ]}
              onChange={ref => changeView({ of: ref })}
            />
          </span>
        </>
      }
      question={JSON.stringify([campaign.id, state, owner])}
      version={campaign.version}
      list={asked =>
        api.listCampaignEntities(campaign.id, {
          ...(state && { state }),
          ...(owner && { owner }),
          ...asked,
        })
      }
      columns={[
        {
          label: t('campaigns.where'),
          of: item => t(`campaigns.state.${item.state}`),
          draw: item => (
            <StatusLabel status={STATUS[item.state]}>
              {t(`campaigns.state.${item.state}`)}
            </StatusLabel>
          ),
        },
        {
          label: t('overview.own'),
          number: true,
          of: item => item.ownLevel,
        },
      ]}
      name="campaign-entities"
      about={{ campaign: campaign.id }}
      asked={{ state, owner }}
    />
  );
}

/** One campaign: how far it came, and what is left for whom. @internal */
export function CampaignPanel(props: {
  id: string;
  /** Counts what was changed elsewhere on the page. */
  generation: number;
  mayManage?: boolean;
  onEdit: (campaign: CampaignDetails) => void;
  onEnd: (campaign: CampaignDetails) => void;
  onClose: () => void;
}) {
  const { id, mayManage } = props;
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const root = useRef<HTMLDivElement>(null);
  const { value, error, reload } = useResource(
    () => api.getCampaign(id),
    [api, id, props.generation],
    { keep: true },
  );
  const campaign = value?.id === id ? value : undefined;
  const index = useFrameworkIndex();
  const gone = campaign ? goneControls(campaign.goal, index) : [];
  useEffect(() => {
    root.current?.focus({ preventScroll: true });
    root.current?.scrollIntoView?.({ block: 'nearest' });
  }, [id]);
  const listed = useOwners(id, campaign);
  const { owners } = listed;
  const tableOf = (items: readonly CampaignOwner[]): TableData => ({
    columns: [
      { label: t('overview.owner') },
      { label: t('campaigns.targetCount'), number: true },
      { label: t('campaigns.state.done'), number: true },
    ],
    rows: items.map(each => [
      each.owner && ownerName(each.owner),
      each.target,
      each.done,
    ]),
  });
  const to = useCampaignLink(id);
  const list = useRef<HTMLHeadingElement>(null);
  const asked = useSearchParams()[0].get('of');
  useEffect(() => {
    if (asked && campaign) {
      list.current?.scrollIntoView?.({ block: 'start' });
      list.current?.focus({ preventScroll: true });
    }
    // A number led here; what is read anew meanwhile does not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [asked, campaign === undefined]);
  return (
    <div ref={root} tabIndex={-1} style={{ outline: 'none' }}>
      <Section
        title={campaign?.name ?? t('campaigns.one')}
        action={
          <span className={page.actions}>
            {campaign && campaign.state !== 'ended' && mayManage && (
              <>
                <Button
                  size="small"
                  variant="outlined"
                  onClick={() => props.onEdit(campaign)}
                >
                  {t('riskRegister.edit')}
                </Button>
                <Button size="small" onClick={() => props.onEnd(campaign)}>
                  {t('campaigns.end')}
                </Button>
              </>
            )}
            {campaign && (
              <ShareMenu
                name="campaign"
                content={{
                  asOf: campaign.progress.at,
                  table: tableOf(campaign.owners),
                  data: { ...campaign },
                  ...(campaign.ownersCursor && {
                    whole: async () => {
                      const { items } = await wholeList(cursor =>
                        api.listCampaignOwners(id, {
                          limit: LARGEST_PAGE,
                          ...(cursor && { cursor }),
                        }),
                      );
                      const { ownersCursor: _, ...rest } = campaign;
                      return {
                        table: tableOf(items),
                        data: { ...rest, owners: items },
                      };
                    },
                  }),
                }}
              />
            )}
            <Button size="small" onClick={props.onClose}>
              {t('riskRegister.close')}
            </Button>
          </span>
        }
      >
        {error && !campaign && (
          <Problem
            error={error}
            permission={scorecardReadPermission.name}
            onRetry={reload}
          />
        )}
        {!campaign && !error && <Skeleton variant="rect" height={HEIGHT} />}
        {campaign && (
          <>
            {campaign.description && (
              <p className={page.text}>{campaign.description}</p>
            )}
            <p className={page.text}>
              <GoalText goal={campaign.goal} /> ·{' '}
              {campaign.filter.length > 0 ? (
                <code>{campaign.filter.join(' | ')}</code>
              ) : (
                t('campaigns.everything')
              )}{' '}
              · {t('campaigns.run', { person: personName(campaign.owner) })}
            </p>
            {campaign.state !== 'ended' && gone.length > 0 && (
              <Alert severity="warning">
                {t('campaigns.gone', {
                  count: gone.length,
                  controls: gone.join(', '),
                })}
              </Alert>
            )}
            {campaign.endReason && (
              <p className={page.text}>
                {t('campaigns.endedBy', {
                  person: personName(campaign.endedBy ?? ''),
                })}{' '}
                <RelativeTime instant={campaign.endsAt} />: {campaign.endReason}
              </p>
            )}
            {!campaign.isComplete && (
              <p className={page.quiet}>{t('maturity.partial')}</p>
            )}
            <div className={classes.columns}>
              <div>
                <Progress campaign={campaign} />
                <OverTime campaign={campaign} />
              </div>
              <div>
                {campaign.milestones.length > 0 && (
                  <>
                    <h3 className={classes.title} style={{ marginTop: 0 }}>
                      {t('campaigns.milestones')}
                    </h3>
                    <MilestoneList campaign={campaign} />
                  </>
                )}
                <h3 className={classes.title}>{t('campaigns.leftWith')}</h3>
                {owners.length > 0 ? (
                  <DataTable
                    label={t('campaigns.leftWith')}
                    table={{
                      columns: [
                        { label: t('overview.owner') },
                        { label: t('campaigns.left'), number: true },
                      ],
                      rows: owners.map(({ owner, target, done }) => [
                        owner === null
                          ? t('overview.without')
                          : ownerName(owner),
                        t('campaigns.leftOf', {
                          left: String(target - done),
                          target: String(target),
                        }),
                      ]),
                    }}
                    cell={(row, column) =>
                      column === 1 ? (
                        <Link
                          to={to({ show: 'left', owner: owners[row].owner })}
                        >
                          {t('campaigns.leftOf', {
                            left: String(owners[row].target - owners[row].done),
                            target: String(owners[row].target),
                          })}
                        </Link>
                      ) : undefined
                    }
                  />
                ) : (
                  <p className={page.quiet}>{t('campaigns.nothingOpen')}</p>
                )}
                {listed.more > 0 && (
                  <Button
                    size="small"
                    disabled={listed.loadingMore}
                    onClick={listed.showMore}
                  >
                    {t('campaigns.moreOwners', {
                      count: listed.more,
                      all: String(campaign.ownerCounts.left),
                    })}
                  </Button>
                )}
                {listed.moreError && (
                  <Problem
                    error={listed.moreError}
                    permission={scorecardReadPermission.name}
                    onRetry={listed.loadMore}
                  />
                )}
              </div>
            </div>
            <h3
              ref={list}
              tabIndex={-1}
              className={classes.title}
              style={{ outline: 'none' }}
            >
              {t('campaigns.entities')}
            </h3>
            <Entities campaign={campaign} owners={listed.read} />
          </>
        )}
      </Section>
    </div>
  );
}
