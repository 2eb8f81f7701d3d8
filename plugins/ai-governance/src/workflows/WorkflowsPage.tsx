import { useCallback, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Alert from '@material-ui/lab/Alert';
import {
  programmeOf,
  workflowDecidePermission,
  workflowProposePermission,
  workflowReadPermission,
  type ControlStatus,
  type RegisteredWorkflow,
  type WorkflowState,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  ActButtons,
  Choice,
  EntityRefBox,
  FormDialog,
  RelativeTime,
  SafeLink,
  Section,
  StatusLabel,
  StatementBox,
  TextBox,
  usePageStyles,
} from '../components';
import { CursorList } from '../components/CursorList';
import { ReasonDialog } from '../components/ReasonDialog';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { useMe, useOwns, usePermitted } from '../hooks/useViewer';
import { DataTable } from '../maturity/DataTable';
import { personName } from '../scorecard/people';
import { Button, Checkbox } from '../controls';

const PAGE = 25;
const VIEWS = ['any', 'proposed', 'approved', 'rejected', 'retired'] as const;

type Act = 'approve' | 'reject' | 'review' | 'retire';

function useLevels() {
  const index = useFrameworkIndex();
  return index ? programmeOf(index.framework).approvalLevels : [];
}

/** Proposes a workflow, or says something else of it. */
function WorkflowDialog(props: {
  workflow?: RegisteredWorkflow;
  /** Who owns it unless somebody else is named. */
  me?: string;
  onClose: () => void;
  onSaved: () => Promise<void> | void;
}) {
  const { workflow, me, onClose, onSaved } = props;
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  const levels = useLevels();
  const [name, setName] = useState(workflow?.name ?? '');
  const [description, setDescription] = useState(workflow?.description ?? '');
  const [owner, setOwner] = useState(workflow?.owner ?? me ?? '');
  const [customers, setCustomers] = useState(workflow?.customerFacing ?? false);
  const [level, setLevel] = useState<string | undefined>(workflow?.level);
  const [boundary, setBoundary] = useState(workflow?.boundary ?? '');
  const [trail, setTrail] = useState(workflow?.trail ?? '');
  const chosen = levels.find(({ id }) => id === level);
  const title = workflow ? t('workflows.change') : t('workflows.propose');
  return (
    <FormDialog
      title={title}
      submit={title}
      maxWidth="md"
      incomplete={
        !name.trim() ||
        !description.trim() ||
        !owner.trim() ||
        !chosen ||
        (customers && !chosen.customerFacing) ||
        !boundary.trim() ||
        !trail.trim()
      }
      onClose={onClose}
      onSubmit={async () => {
        const proposal = {
          name: name.trim(),
          description: description.trim(),
          owner: owner.trim(),
          customerFacing: customers,
          level: level!,
          boundary: boundary.trim(),
          trail: trail.trim(),
        };
        await (workflow
          ? programme.editWorkflow(workflow.id, {
              version: workflow.version,
              ...proposal,
            })
          : programme.proposeWorkflow(proposal));
        await onSaved();
        onClose();
      }}
    >
      <p>{t('workflows.proposeText')}</p>
      <TextBox
        label={t('workflows.name')}
        value={name}
        onChange={setName}
        required
        inputProps={{ maxLength: 200 }}
      />
      <StatementBox
        label={t('workflows.description')}
        value={description}
        onChange={setDescription}
        maxLength={4000}
      />
      <EntityRefBox
        label={t('riskRegister.owner')}
        helperText={t('refs.ownerHelp')}
        of="owner"
        value={owner}
        onChange={setOwner}
        required
      />
      <FormControlLabel
        label={t('workflows.customerFacing')}
        control={
          <Checkbox
            size="small"
            color="primary"
            checked={customers}
            onChange={(_, checked) => setCustomers(checked)}
          />
        }
      />
      <Choice
        label={t('workflows.level')}
        any={t('form.choose')}
        required
        value={level}
        options={levels.map(one => ({ value: one.id, label: one.name }))}
        onChange={id => {
          setLevel(id);
          if (!boundary.trim()) {
            setBoundary(levels.find(one => one.id === id)?.boundary ?? '');
          }
        }}
      />
      {chosen && <p>{chosen.description}</p>}
      {customers && chosen && !chosen.customerFacing && (
        <Alert severity="warning">{t('workflows.notForCustomers')}</Alert>
      )}
      <StatementBox
        label={t('workflows.boundary')}
        helperText={t('workflows.boundaryHelp')}
        value={boundary}
        onChange={setBoundary}
      />
      <TextBox
        label={t('workflows.trail')}
        helperText={t('workflows.trailHelp')}
        type="url"
        value={trail}
        onChange={setTrail}
        required
        inputProps={{ maxLength: 2000 }}
      />
    </FormDialog>
  );
}

/** What the reader may do about a workflow; the backend asks again. */
function actsOf(
  workflow: RegisteredWorkflow,
  reader: {
    me?: string;
    owns: (owner: string) => boolean;
    decides?: boolean;
    proposes?: boolean;
  },
): Act[] {
  const own = workflow.proposedBy === reader.me || reader.owns(workflow.owner);
  const acts: Act[] = [];
  if (reader.decides && !own && workflow.state === 'proposed') {
    acts.push('approve', 'reject');
  }
  if (reader.decides && !own && workflow.state === 'approved') {
    acts.push('review');
  }
  if (
    workflow.state !== 'retired' &&
    (reader.decides || (own && reader.proposes))
  ) {
    acts.push('retire');
  }
  return acts;
}

const STATUS: { [state in WorkflowState]: ControlStatus } = {
  proposed: 'unknown',
  approved: 'met',
  rejected: 'gap',
  retired: 'notApplicable',
};

function WorkflowItem(props: {
  workflow: RegisteredWorkflow;
  acts: Act[];
  mayEdit: boolean;
  onAct: (act: Act) => void;
  onEdit: () => void;
}) {
  const { workflow, acts, mayEdit, onAct, onEdit } = props;
  const classes = usePageStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const level = useLevels().find(({ id }) => id === workflow.level);
  const [trail, setTrail] = useState(false);
  const { name } = workflow;
  return (
    <li className={classes.item}>
      <div className={classes.row}>
        <div>
          <strong>{name}</strong>{' '}
          <StatusLabel status={STATUS[workflow.state]}>
            {t(`workflows.states.${workflow.state}`)}
          </StatusLabel>{' '}
          <span className={classes.quiet}>
            {workflow.customerFacing
              ? t('workflows.reachesCustomers')
              : t('workflows.internal')}
          </span>{' '}
          {workflow.isDue && (
            <StatusLabel status="stale">{t('riskRegister.due')}</StatusLabel>
          )}
          <div>{workflow.description}</div>
          <div>
            <span className={classes.quiet}>{t('workflows.level')}:</span>{' '}
            {level?.name ?? workflow.level}.{' '}
            <span className={classes.quiet}>{t('workflows.boundary')}:</span>{' '}
            {workflow.boundary}
          </div>
          <div className={classes.quiet}>
            {t('riskRegister.owner')} {personName(workflow.owner)}
            {' · '}
            {t(
              workflow.state === 'proposed'
                ? 'workflows.awaits'
                : 'workflows.approver',
              {
                role: index?.roleName(workflow.approverRole) ?? '',
              },
            )}
            {workflow.decidedBy && (
              <>
                {' · '}
                {personName(workflow.decidedBy)}{' '}
                <RelativeTime instant={workflow.decidedAt} />
              </>
            )}
            {workflow.reviewBy && (
              <>
                {' · '}
                {t('riskRegister.due')}{' '}
                <RelativeTime instant={workflow.reviewBy} />
              </>
            )}
          </div>
          <div>
            <SafeLink to={workflow.trail}>{t('workflows.trailLink')}</SafeLink>{' '}
            <Button
              size="small"
              aria-expanded={trail}
              aria-label={t('workflows.historyOf', { name })}
              onClick={() => setTrail(!trail)}
            >
              {t('workflows.history')}
            </Button>
          </div>
          {trail && (
            <ol className={classes.list}>
              {workflow.history.map((step, position) => (
                <li key={position} className={classes.quiet}>
                  {t(`workflows.steps.${step.action}`, {
                    person: personName(step.by),
                  })}{' '}
                  <RelativeTime instant={step.at} />
                  {step.note && `: ${step.note}`}
                </li>
              ))}
            </ol>
          )}
        </div>
        <div className={classes.actions}>
          {mayEdit && (
            <Button
              size="small"
              variant="outlined"
              aria-label={t('workflows.actThis', {
                act: t('riskRegister.edit'),
                name,
              })}
              onClick={onEdit}
            >
              {t('riskRegister.edit')}
            </Button>
          )}
          <ActButtons
            acts={acts}
            label={act => t(`workflows.acts.${act}`)}
            describe={act =>
              t('workflows.actThis', { act: t(`workflows.acts.${act}`), name })
            }
            isPrimary={act => act === 'approve'}
            onAct={onAct}
          />
        </div>
      </div>
    </li>
  );
}

/** Every AI workflow with its owner, its human approval boundary and its trail. @internal */
export function WorkflowsPage() {
  const classes = usePageStyles();
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const levels = useLevels();
  const me = useMe();
  const owns = useOwns();
  const proposes = usePermitted(workflowProposePermission);
  const decides = usePermitted(workflowDecidePermission);
  const [doing, setDoing] = useState<
    | { kind: 'propose' }
    | { kind: 'edit'; workflow: RegisteredWorkflow }
    | { kind: Act; workflow: RegisteredWorkflow }
    | undefined
  >();
  const [generation, setGeneration] = useState(0);
  const load = useCallback(
    (view: (typeof VIEWS)[number], cursor: string | undefined) =>
      programme.listWorkflows({
        ...(view !== 'any' && { state: view as WorkflowState }),
        limit: PAGE,
        ...(cursor && { cursor }),
      }),
    // What was saved is a new list.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [programme, generation],
  );
  const saved = () => setGeneration(count => count + 1);
  const close = () => setDoing(undefined);
  return (
    <div className={classes.root}>
      {decides === false && (
        <Alert severity="info">
          {t('workflows.forbidden', {
            permission: workflowDecidePermission.name,
          })}
        </Alert>
      )}
      <CursorList
        title={t('workflows.title')}
        note={t('workflows.note')}
        loading={t('workflows.loading')}
        permission={workflowReadPermission.name}
        action={
          proposes && (
            <Button
              variant="contained"
              color="primary"
              size="small"
              onClick={() => setDoing({ kind: 'propose' })}
            >
              {t('workflows.propose')}
            </Button>
          )
        }
        views={VIEWS.map(id => ({
          id,
          label: t(`workflows.states.${id}`),
          empty: t('workflows.empty'),
        }))}
        load={load}
      >
        {workflow => (
          <WorkflowItem
            key={workflow.id}
            workflow={workflow}
            acts={actsOf(workflow, { me, owns, decides, proposes })}
            mayEdit={
              proposes === true &&
              workflow.state !== 'retired' &&
              (workflow.proposedBy === me || owns(workflow.owner))
            }
            onAct={kind => setDoing({ kind, workflow })}
            onEdit={() => setDoing({ kind: 'edit', workflow })}
          />
        )}
      </CursorList>
      <Section title={t('workflows.levels')} note={t('workflows.levelsNote')}>
        <DataTable
          label={t('workflows.levels')}
          table={{
            columns: [
              { label: t('workflows.level') },
              { label: t('workflows.boundary') },
              { label: t('workflows.customers') },
              { label: t('workflows.approves') },
              { label: t('workflows.again') },
            ],
            rows: levels.map(level => [
              level.name,
              level.boundary,
              level.customerFacing
                ? t('workflows.mayReach')
                : t('workflows.neverReaches'),
              index?.roleName(level.approverRole) ?? level.approverRole,
              t('workflows.days', { count: level.reviewDays }),
            ]),
          }}
        />
      </Section>
      {doing && (doing.kind === 'propose' || doing.kind === 'edit') && (
        <WorkflowDialog
          workflow={doing.kind === 'edit' ? doing.workflow : undefined}
          me={me}
          onClose={close}
          onSaved={saved}
        />
      )}
      {doing && doing.kind !== 'propose' && doing.kind !== 'edit' && (
        <ReasonDialog
          title={t('workflows.actThis', {
            act: t(`workflows.acts.${doing.kind}`),
            name: doing.workflow.name,
          })}
          submit={t(`workflows.acts.${doing.kind}`)}
          onClose={close}
          onSubmit={async reason => {
            await programme.actOnWorkflow(doing.workflow.id, doing.kind, {
              version: doing.workflow.version,
              reason,
            });
            saved();
          }}
        >
          <p>{t(`workflows.actText.${doing.kind}`)}</p>
          <p>
            {t('workflows.boundary')}: {doing.workflow.boundary}
          </p>
        </ReasonDialog>
      )}
    </div>
  );
}
