import { useCallback, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Campaign,
  CampaignGoal,
  CampaignMilestone,
  CampaignPlan,
  Level,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Choice, EntityRefBox, FormDialog, TextBox } from '../components';
import { ReasonDialog } from '../components/ReasonDialog';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { Filters } from '../overview/Filters';
import { NO_FILTER, type FilterState } from '../overview/listState';
import { ControlChoice } from '../risks/RiskDialogs';
import { isAskedOfEntities } from './goneControls';
import { targetFilter, targetState } from './target';
import { Button } from '../controls';

const DAY = 24 * 3_600_000;

/** How long a campaign takes unless somebody says otherwise. */
const DAYS = 60;

const useStyles = makeStyles(
  theme => ({
    fields: {
      display: 'grid',
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      gap: theme.spacing(2),
      [theme.breakpoints.down('xs')]: { gridTemplateColumns: '1fr' },
    },
    milestones: {
      border: 0,
      margin: 0,
      padding: 0,
      display: 'grid',
      gap: theme.spacing(1.5),
      '& legend': { padding: 0, fontWeight: 600, marginBottom: 8 },
    },
    milestone: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr) auto',
      gap: theme.spacing(1),
      alignItems: 'center',
    },
    add: { justifySelf: 'start' },
    target: {
      margin: 0,
      padding: theme.spacing(1.5, 0, 0),
      border: 0,
      '& legend': { padding: 0, fontWeight: 700 },
    },
  }),
  { name: 'PlumblineCampaignDialog' },
);

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** Conditions of one alternative, one per line in the form. */
const toLines = (filter: string[]) => filter.join('\n');

const toFilter = (lines: string) =>
  lines
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);

function Milestones(props: {
  value: CampaignMilestone[];
  plan: { startOn: string; dueOn: string };
  onChange: (milestones: CampaignMilestone[]) => void;
}) {
  const { value, plan, onChange } = props;
  const classes = useStyles();
  const t = useText();
  const set = (position: number, part: Partial<CampaignMilestone>) =>
    onChange(
      value.map((milestone, at) =>
        at === position ? { ...milestone, ...part } : milestone,
      ),
    );
  return (
    <fieldset className={classes.milestones}>
      <legend>{t('campaigns.milestones')}</legend>
      {value.map((milestone, position) => (
        <div key={position} className={classes.milestone}>
          <TextBox
            label={t('campaigns.milestoneOn', { number: String(position + 1) })}
            type="date"
            value={milestone.on}
            onChange={on => set(position, { on })}
            inputProps={{ min: plan.startOn, max: plan.dueOn }}
          />
          <TextBox
            label={t('campaigns.milestonePercent', {
              number: String(position + 1),
            })}
            type="number"
            value={String(milestone.percent)}
            onChange={percent => set(position, { percent: Number(percent) })}
            inputProps={{ min: 1, max: 100 }}
          />
          <Button
            size="small"
            aria-label={t('campaigns.removeMilestone', {
              number: String(position + 1),
            })}
            onClick={() => onChange(value.filter((_, at) => at !== position))}
          >
            {t('campaigns.remove')}
          </Button>
        </div>
      ))}
      <Button
        className={classes.add}
        size="small"
        onClick={() =>
          onChange([
            ...value,
            {
              on: plan.dueOn,
              percent: Math.min(
                100,
                (value[value.length - 1]?.percent ?? 0) + 50,
              ),
            },
          ])
        }
      >
        {t('campaigns.addMilestone')}
      </Button>
    </fieldset>
  );
}

/** Plans a campaign, or edits one that is not over. @internal */
export function CampaignDialog(props: {
  campaign?: Campaign;
  /** What a new one begins with. */
  initial?: { filter?: string[]; controls?: string[] };
  /** Today in the organization's time zone. */
  today: string;
  me?: string;
  onClose: () => void;
  onSaved: (id: string) => Promise<void> | void;
}) {
  const { campaign, initial, today, me, onClose, onSaved } = props;
  const classes = useStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const [name, setName] = useState(campaign?.name ?? '');
  const [description, setDescription] = useState(campaign?.description ?? '');
  const [owner, setOwner] = useState(campaign?.owner ?? me ?? '');
  const [goal, setGoal] = useState<CampaignGoal>(
    campaign?.goal ?? {
      kind: 'controls',
      controls: initial?.controls ?? [],
    },
  );
  const [filter, setFilter] = useState(
    toLines(campaign?.filter ?? initial?.filter ?? []),
  );
  const [startOn, setStartOn] = useState(campaign?.startOn ?? today);
  const [dueOn, setDueOn] = useState(campaign?.dueOn ?? dayAfter(today, DAYS));
  const [milestones, setMilestones] = useState<CampaignMilestone[]>(
    campaign?.milestones ?? [],
  );
  const badEnd = !dueOn || dueOn < startOn;
  const plan: CampaignPlan = {
    name: name.trim(),
    ...(description.trim() && { description: description.trim() }),
    owner: owner.trim(),
    goal,
    filter: toFilter(filter),
    startOn,
    dueOn,
    milestones,
  };
  return (
    <FormDialog
      title={campaign ? t('campaigns.editTitle') : t('campaigns.newTitle')}
      submit={campaign ? t('campaigns.save') : t('campaigns.create')}
      maxWidth="md"
      incomplete={
        !plan.name ||
        !plan.owner ||
        !startOn ||
        badEnd ||
        (goal.kind === 'controls' && goal.controls.length === 0)
      }
      onClose={onClose}
      onSubmit={async () => {
        const saved = campaign
          ? await api.editCampaign(campaign.id, {
              ...plan,
              version: campaign.version,
            })
          : await api.createCampaign(plan);
        await onSaved(saved.id);
        onClose();
      }}
    >
      <TextBox
        label={t('campaigns.name')}
        value={name}
        onChange={setName}
        required
        inputProps={{ maxLength: 200 }}
      />
      <TextBox
        label={t('campaigns.description')}
        value={description}
        onChange={setDescription}
        multiline
        minRows={2}
        inputProps={{ maxLength: 4000 }}
      />
      <EntityRefBox
        label={t('campaigns.owner')}
        helperText={t('refs.ownerHelp')}
        of="owner"
        value={owner}
        onChange={setOwner}
        required
        maxLength={512}
      />
      <Choice
        label={t('campaigns.goal')}
        any={null}
        value={goal.kind === 'level' ? `level ${goal.level}` : 'controls'}
        options={[
          { value: 'controls', label: t('campaigns.goalControls') },
          ...([2, 3, 4, 5] as const).map(level => ({
            value: `level ${level}`,
            label: t('campaigns.goalLevel', { level: String(level) }),
          })),
        ]}
        onChange={value =>
          setGoal(
            value?.startsWith('level')
              ? { kind: 'level', level: Number(value.slice(6)) as Level }
              : { kind: 'controls', controls: [] },
          )
        }
      />
      {goal.kind === 'controls' && (
        <ControlChoice
          legend={t('campaigns.controls')}
          only={id => index !== undefined && isAskedOfEntities(index, id)}
          gone={id => t('campaigns.goneControl', { control: id })}
          value={goal.controls}
          onChange={controls => setGoal({ kind: 'controls', controls })}
        />
      )}
      <Target value={filter} onChange={setFilter} />
      <div className={classes.fields}>
        <TextBox
          label={t('campaigns.startOn')}
          type="date"
          value={startOn}
          onChange={setStartOn}
          required
        />
        <TextBox
          label={t('campaigns.dueOn')}
          type="date"
          value={dueOn}
          onChange={setDueOn}
          error={badEnd}
          helperText={badEnd ? t('campaigns.badEnd') : undefined}
          required
          inputProps={{ min: startOn }}
        />
      </div>
      <Milestones
        value={milestones}
        plan={{ startOn, dueOn }}
        onChange={setMilestones}
      />
    </FormDialog>
  );
}

/** Whom a campaign is about: chosen as everywhere, or written where that is not enough. */
function Target(props: { value: string; onChange: (lines: string) => void }) {
  const { value, onChange } = props;
  const classes = useStyles();
  const t = useText();
  const state = targetState(toFilter(value));
  const change = useCallback(
    (part: Partial<FilterState>) =>
      onChange(
        toLines(
          targetFilter({
            ...(targetState(toFilter(value)) ?? NO_FILTER),
            ...part,
          }),
        ),
      ),
    [onChange, value],
  );
  if (!state) {
    return (
      <TextBox
        label={t('campaigns.target')}
        helperText={t('campaigns.targetHelp')}
        value={value}
        onChange={onChange}
        multiline
        minRows={2}
      />
    );
  }
  return (
    <fieldset className={classes.target}>
      <legend>{t('campaigns.target')}</legend>
      <Filters state={state} onChange={change} stable />
    </fieldset>
  );
}

/** Ends a campaign ahead of its last day. @internal */
export function EndDialog(props: {
  campaign: Campaign;
  onClose: () => void;
  onSaved: () => Promise<void>;
}) {
  const { campaign, onClose, onSaved } = props;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  return (
    <ReasonDialog
      title={t('campaigns.endTitle', { name: campaign.name })}
      submit={t('campaigns.end')}
      onClose={onClose}
      onSubmit={async reason => {
        await api.endCampaign(campaign.id, {
          version: campaign.version,
          reason,
        });
        await onSaved();
      }}
    >
      <p>{t('campaigns.endText')}</p>
    </ReasonDialog>
  );
}
