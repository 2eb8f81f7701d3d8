import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  campaignManagePermission,
  scorecardReadPermission,
  type Campaign,
  type CampaignListResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { dateIn } from '../attestations/until';
import { filterRequest } from '../api/listRequest';
import {
  Choice,
  Problem,
  Section,
  StatusLabel,
  usePageStyles,
} from '../components';
import { Pager } from '../components/Pager';
import { ShareMenu } from '../export/ShareMenu';
import { LARGEST_PAGE, wholeList } from '../export/wholeList';
import { useResource } from '../hooks/useResource';
import { useText, type Translate } from '../hooks/useText';
import { useMe, usePermitted } from '../hooks/useViewer';
import { DataTable } from '../maturity/DataTable';
import { filterOf, readFilterState } from '../overview/listState';
import { personName } from '../scorecard/people';
import { CampaignDialog, EndDialog } from './CampaignDialog';
import { CampaignPanel } from './CampaignPanel';
import { GoalText } from './GoalText';
import { percentOf, Progress } from './Progress';
import { Button } from '../controls';

const PAGE = 25;

const useStyles = makeStyles(
  theme => ({
    show: { width: 270 },
    name: {
      minWidth: 140,
      padding: 0,
      border: 0,
      background: 'none',
      color: theme.palette.link,
      font: 'inherit',
      fontWeight: 600,
      textAlign: 'left',
      textDecoration: 'underline',
      cursor: 'pointer',
    },
  }),
  { name: 'PlumblineCampaignsPage' },
);

function campaignTable(items: Campaign[], t: Translate) {
  return {
    columns: [
      { label: t('campaigns.name') },
      { label: t('campaigns.progressTitle') },
      { label: t('campaigns.goal') },
      { label: t('campaigns.owner') },
      { label: t('campaigns.startOn') },
      { label: t('campaigns.dueOn') },
      { label: t('campaigns.stateTitle') },
    ],
    rows: items.map(item => [
      item.name,
      t('campaigns.progress', {
        done: String(item.progress.done),
        target: String(item.progress.target),
        percent: String(percentOf(item.progress)),
      }),
      item.goal.kind === 'level'
        ? t('campaigns.goalLevel', { level: String(item.goal.level) })
        : item.goal.controls.join(', '),
      personName(item.owner),
      item.startOn,
      item.dueOn,
      t(`campaigns.states.${item.state}`),
    ]),
  };
}

const STATUS = {
  planned: 'unknown',
  running: 'stale',
  ended: 'notApplicable',
} as const;

function CampaignList(props: {
  value: CampaignListResponse;
  label: string;
  onSelect: (id: string) => void;
}) {
  const { value, label, onSelect } = props;
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const table = campaignTable(value.items, t);
  return (
    <DataTable
      label={label}
      table={table}
      cell={(row, column) => {
        const campaign = value.items[row];
        switch (column) {
          case 0:
            return (
              <button
                type="button"
                className={classes.name}
                onClick={() => onSelect(campaign.id)}
              >
                {campaign.name}
              </button>
            );
          case 1:
            return <Progress campaign={campaign} />;
          case 2:
            return (
              <span className={page.wide}>
                <GoalText goal={campaign.goal} />
              </span>
            );
          case 3:
          case 4:
          case 5:
            return (
              <span className={page.whole}>{table.rows[row][column]}</span>
            );
          case 6:
            return campaign.state === 'running' ? (
              <span className={page.whole}>
                {t('campaigns.states.running')}
              </span>
            ) : (
              <StatusLabel status={STATUS[campaign.state]}>
                {campaign.endReason
                  ? t('campaigns.endedEarly')
                  : t(`campaigns.states.${campaign.state}`)}
              </StatusLabel>
            );
          default:
            return undefined;
        }
      }}
    />
  );
}

/** Somebody came from a risk or a selection: a campaign about the same. */
function initialOf(params: URLSearchParams) {
  const { filter } = filterRequest({
    filter: filterOf({
      ...readFilterState(params),
      // Entities would leave it with these by doing what it asks for.
      control: undefined,
      status: undefined,
      level: undefined,
      ownLevel: undefined,
      levelWithoutExceptions: undefined,
      coverage: undefined,
      declared: undefined,
      assessable: undefined,
    }),
  });
  const controls = params.get('control')?.split(',');
  return { ...(filter && { filter }), ...(controls && { controls }) };
}

/** Goals for part of the organization, and how far they came. @internal */
export function CampaignsPage() {
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const me = useMe();
  const mayManage = usePermitted(campaignManagePermission);
  const [params, setParams] = useSearchParams();
  const [doing, setDoing] = useState<
    { kind: 'new' } | { kind: 'edit' | 'end'; campaign: Campaign } | undefined
  >(() => (params.has('new') ? { kind: 'new' } : undefined));
  const [generation, setGeneration] = useState(0);
  const [cursor, setCursor] = useState<string>();
  const ended = params.get('state') === 'ended';
  const selected = params.get('campaign') ?? undefined;
  const { value, error, reload } = useResource(
    () =>
      api.listCampaigns(
        ended
          ? { state: 'ended', limit: PAGE, ...(cursor && { cursor }) }
          : { state: 'open' },
      ),
    [api, ended, cursor],
  );
  const set = (part: { [key: string]: string | undefined }) =>
    setParams(before => {
      const after = new URLSearchParams(before);
      for (const [key, entry] of Object.entries(part)) {
        if (entry === undefined) {
          after.delete(key);
        } else {
          after.set(key, entry);
        }
      }
      return after;
    });
  const saved = async () => {
    setGeneration(count => count + 1);
    await reload();
  };
  const close = () => {
    setDoing(undefined);
    if (params.has('new')) {
      set({ new: undefined });
    }
  };
  const title = ended ? t('campaigns.endedTitle') : t('campaigns.openTitle');
  return (
    <div className={page.root}>
      {error && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {mayManage === false && (
        <Alert severity="info">
          {t('campaigns.forbidden', {
            permission: campaignManagePermission.name,
          })}
        </Alert>
      )}
      <Section
        title={title}
        note={value && t('riskRegister.timeZone', { zone: value.timeZone })}
        action={
          <span className={page.actions}>
            <Choice
              className={classes.show}
              label={t('campaigns.show')}
              any={null}
              value={ended ? 'ended' : 'open'}
              options={[
                { value: 'open', label: t('campaigns.openTitle') },
                { value: 'ended', label: t('campaigns.endedTitle') },
              ]}
              onChange={state => {
                setCursor(undefined);
                set({
                  state: state === 'ended' ? state : undefined,
                  campaign: undefined,
                });
              }}
            />
            {mayManage && (
              <Button
                size="small"
                variant="contained"
                color="primary"
                onClick={() => setDoing({ kind: 'new' })}
              >
                {t('campaigns.new')}
              </Button>
            )}
            <ShareMenu
              name="campaigns"
              content={
                value && {
                  asOf: value.at,
                  table: campaignTable(value.items, t),
                  data: { ...value },
                  // Open ones are all there.
                  ...(ended && {
                    whole: async () => {
                      const all = await wholeList(next =>
                        api.listCampaigns({
                          state: 'ended',
                          limit: LARGEST_PAGE,
                          ...(next && { cursor: next }),
                        }),
                      );
                      return { table: campaignTable(all.items, t), data: all };
                    },
                  }),
                }
              }
            />
          </span>
        }
      >
        {!value && !error && (
          <div role="status" aria-label={t('campaigns.loading')}>
            {Array.from({ length: 4 }, (_, row) => (
              <Skeleton key={row} height={56} />
            ))}
          </div>
        )}
        {value?.items.length === 0 && (
          <p className={page.quiet}>
            {ended ? t('campaigns.emptyEnded') : t('campaigns.empty')}
          </p>
        )}
        {value && value.items.length > 0 && (
          <CampaignList
            value={value}
            label={title}
            onSelect={id =>
              set({ campaign: id, show: undefined, of: undefined })
            }
          />
        )}
        <Pager cursor={cursor} next={value?.nextCursor} onGo={setCursor} />
      </Section>
      {selected && (
        <CampaignPanel
          id={selected}
          generation={generation}
          mayManage={mayManage}
          onEdit={campaign => setDoing({ kind: 'edit', campaign })}
          onEnd={campaign => setDoing({ kind: 'end', campaign })}
          onClose={() =>
            set({ campaign: undefined, show: undefined, of: undefined })
          }
        />
      )}
      {value && mayManage && doing && doing.kind !== 'end' && (
        <CampaignDialog
          campaign={doing.kind === 'edit' ? doing.campaign : undefined}
          initial={initialOf(params)}
          today={dateIn(value.timeZone, Date.parse(value.at))}
          me={me}
          onClose={close}
          onSaved={async id => {
            await saved();
            set({ campaign: id, new: undefined, state: undefined });
          }}
        />
      )}
      {doing?.kind === 'end' && (
        <EndDialog campaign={doing.campaign} onClose={close} onSaved={saved} />
      )}
    </div>
  );
}
