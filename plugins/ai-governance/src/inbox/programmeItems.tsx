import { useApi } from '@backstage/core-plugin-api';
import {
  programmeOf,
  type InboxItem,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { FormDialog, RelativeTime, usePageStyles } from '../components';
import { ReasonDialog } from '../components/ReasonDialog';
import { DecideDialog } from '../framework-versions/VersionDialogs';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText, type Translate } from '../hooks/useText';
import { IncidentServices } from '../incidents/IncidentItem';
import { RatingLabel } from '../risks/RatingLabel';
import { personName } from '../scorecard/people';

/** What comes from the running of the programme. @internal */
export type ProgrammeItem = Extract<
  InboxItem,
  {
    kind:
      | 'workflow'
      | 'workflowToReview'
      | 'riskToReview'
      | 'incident'
      | 'incidentToRead'
      | 'followUp'
      | 'violation'
      | 'failures'
      | 'frameworkVersion'
      | 'meeting'
      | 'meetingToConvene'
      | 'accountability';
  }
>;

/** What can be done about it here. @internal */
export type ProgrammeAct =
  | 'approve'
  | 'reject'
  | 'review'
  | 'activate'
  | 'settle'
  | 'done';

/** @internal */
export const PROGRAMME_ACTS: {
  [kind in ProgrammeItem['kind']]: ProgrammeAct[];
} = {
  workflow: ['approve', 'reject'],
  workflowToReview: ['review'],
  riskToReview: [],
  incident: [],
  incidentToRead: [],
  followUp: ['done'],
  violation: ['settle'],
  failures: ['review'],
  frameworkVersion: ['activate', 'reject'],
  meeting: [],
  meetingToConvene: [],
  accountability: [],
};

/** Whether an item is one of these. @internal */
export function isProgrammeItem(item: InboxItem): item is ProgrammeItem {
  return Object.hasOwn(PROGRAMME_ACTS, item.kind);
}

/** Where all of it is shown, below the governance page; nowhere if the reader may not see it. @internal */
export function pathOf(item: ProgrammeItem): string | undefined {
  switch (item.kind) {
    case 'workflow':
    case 'workflowToReview':
      return 'workflows';
    case 'riskToReview':
      return `risks?risk=${encodeURIComponent(item.risk.id)}`;
    case 'incident':
    case 'incidentToRead':
      return `incidents?incident=${item.incident.id}`;
    case 'followUp': {
      const { kind, id, title } = item.followUp.of;
      if (kind === 'exercise') {
        return 'incidents';
      }
      return title === undefined ? undefined : `incidents?incident=${id}`;
    }
    case 'violation':
      return 'conduct';
    case 'failures':
      return `conduct?week=${item.week}`;
    case 'frameworkVersion':
      return 'framework-versions';
    case 'accountability':
      return 'accountability';
    default:
      return 'committee';
  }
}

/** What it is called where only its name is heard. @internal */
export function programmeName(item: ProgrammeItem, t: Translate): string {
  switch (item.kind) {
    case 'workflow':
    case 'workflowToReview':
      return item.workflow.name;
    case 'riskToReview':
      return `${item.risk.id} ${item.risk.category}`;
    case 'incident':
    case 'incidentToRead':
      return item.incident.title;
    case 'followUp':
      return item.followUp.text;
    case 'violation':
      return personName(item.violation.person);
    case 'failures':
      return t('conduct.weekOf', { day: item.week });
    case 'frameworkVersion':
      return t('frameworkVersions.version', { version: item.proposal.version });
    case 'meeting':
      return item.meeting.on;
    case 'accountability':
      return t('inbox.yourRoles');
    default:
      return item.on;
  }
}

function Workflow(props: {
  item: Extract<ProgrammeItem, { kind: 'workflow' | 'workflowToReview' }>;
}) {
  const { workflow, kind } = props.item;
  const classes = usePageStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const level =
    index &&
    programmeOf(index.framework).approvalLevels.find(
      ({ id }) => id === workflow.level,
    );
  return (
    <>
      <strong>{workflow.name}</strong>{' '}
      <span className={classes.quiet}>
        {workflow.customerFacing
          ? t('workflows.reachesCustomers')
          : t('workflows.internal')}
        {' · '}
        {t('riskRegister.owner')} {personName(workflow.owner)}
        {' · '}
        {kind === 'workflow' ? (
          <>
            {t('inbox.by', { person: personName(workflow.proposedBy) })}{' '}
            <RelativeTime instant={workflow.at} />
          </>
        ) : (
          <>
            {t('aiTools.reviewWas')}{' '}
            <RelativeTime instant={workflow.reviewBy} />
          </>
        )}
      </span>
      <div>{workflow.description}</div>
      <div>
        <span className={classes.quiet}>{t('workflows.level')}:</span>{' '}
        {level?.name ?? workflow.level}.{' '}
        <span className={classes.quiet}>{t('workflows.boundary')}:</span>{' '}
        {workflow.boundary}
      </div>
    </>
  );
}

/** What is said of an item before anything is done about it. @internal */
export function ProgrammeWhat(props: { item: ProgrammeItem }) {
  const { item } = props;
  const classes = usePageStyles();
  const t = useText();
  const index = useFrameworkIndex();
  switch (item.kind) {
    case 'workflow':
    case 'workflowToReview':
      return <Workflow item={item} />;
    case 'riskToReview':
      return (
        <>
          <strong>
            {item.risk.id} {item.risk.category}
          </strong>{' '}
          <span className={classes.quiet}>
            {t('riskRegister.reviewBy')} {item.risk.reviewBy}
          </span>
        </>
      );
    case 'incident':
    case 'incidentToRead':
      return (
        <>
          <RatingLabel rating={item.incident.severity} />{' '}
          <strong>{item.incident.title}</strong>{' '}
          <span className={classes.quiet}>
            {t(`incidents.states.${item.incident.state}`)}{' '}
            <RelativeTime instant={item.at} />
          </span>
          <div>
            <IncidentServices incident={item.incident} />
          </div>
          {item.kind === 'incidentToRead' && item.incident.review && (
            <div className={classes.quiet}>
              {t('incidents.writtenBy', {
                person: personName(item.incident.review.by),
              })}
            </div>
          )}
        </>
      );
    case 'followUp':
      return (
        <>
          <strong>{item.followUp.text}</strong>{' '}
          <span className={classes.quiet}>
            {t('followUps.due', { day: item.followUp.dueOn })}
          </span>
          <div className={classes.quiet}>
            {item.followUp.of.title ?? t('inbox.followUpHidden')}
          </div>
        </>
      );
    case 'violation':
      return (
        <>
          <strong>{personName(item.violation.person)}</strong>{' '}
          <span className={classes.quiet}>
            {t('conduct.occurrence', {
              number: String(item.violation.occurrence),
            })}
            {' · '}
            {item.violation.occurredOn}
            {' · '}
            {item.violation.policy}
          </span>
          <div>{item.violation.description}</div>
        </>
      );
    case 'failures':
      return (
        <>
          <strong>{t('conduct.weekOf', { day: item.week })}</strong>
          <div>
            {item.controls
              .map(
                ({ control, entities }) =>
                  `${control} ${index?.control(control)?.name ?? ''} (${t(
                    'conduct.services',
                    { count: entities },
                  )})`,
              )
              .join('; ')}
          </div>
        </>
      );
    case 'frameworkVersion':
      return (
        <>
          <strong>
            {t('frameworkVersions.version', { version: item.proposal.version })}
          </strong>
          <div>
            <span className={classes.quiet}>
              {t('inbox.by', { person: personName(item.proposal.proposedBy) })}{' '}
              <RelativeTime instant={item.proposal.proposedAt} />:
            </span>{' '}
            {item.proposal.reason}
          </div>
        </>
      );
    case 'meeting':
      return (
        <>
          <strong>{item.meeting.on}</strong>{' '}
          <span className={classes.quiet}>
            {t('inbox.convenedBy', {
              person: personName(item.meeting.convenedBy),
            })}
          </span>
        </>
      );
    case 'accountability':
      return (
        <>
          <strong>
            {item.roles.map(role => index?.roleName(role) ?? role).join(', ') ||
              t('accountability.layers')}
          </strong>
          <div>
            {t(item.changed ? 'accountability.changed' : 'accountability.ask')}
          </div>
        </>
      );
    default:
      return (
        <span className={classes.quiet}>
          {t('inbox.meetingSince', { day: item.on })}
        </span>
      );
  }
}

/** The dialog for what is being done about it. @internal */
export function ProgrammeDialog(props: {
  item: ProgrammeItem;
  act: ProgrammeAct;
  onClose: () => void;
  onDone: () => Promise<void>;
}) {
  const { item, act, onClose, onDone } = props;
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  if (item.kind === 'frameworkVersion') {
    return (
      <DecideDialog
        act={act === 'activate' ? 'activate' : 'reject'}
        proposal={item.proposal}
        onClose={onClose}
        onDone={onDone}
      />
    );
  }
  if (item.kind === 'workflow' || item.kind === 'workflowToReview') {
    const decision = act as 'approve' | 'reject' | 'review';
    const { id, version, name } = item.workflow;
    return (
      <ReasonDialog
        title={t('workflows.actThis', {
          act: t(`workflows.acts.${decision}`),
          name,
        })}
        submit={t(`workflows.acts.${decision}`)}
        onClose={onClose}
        onSubmit={async reason => {
          await programme.actOnWorkflow(id, decision, { version, reason });
          await onDone();
        }}
      >
        <p>{t(`workflows.actText.${decision}`)}</p>
        <Workflow item={item} />
      </ReasonDialog>
    );
  }
  if (item.kind === 'violation') {
    const { id, version } = item.violation;
    return (
      <ReasonDialog
        title={t('conduct.settle')}
        submit={t('conduct.settle')}
        label={t('conduct.outcome')}
        onClose={onClose}
        onSubmit={async text => {
          await programme.settleViolation(id, { version, text });
          await onDone();
        }}
      >
        <p>{t('conduct.settleText')}</p>
      </ReasonDialog>
    );
  }
  if (item.kind === 'followUp') {
    const { id, text, of } = item.followUp;
    return (
      <FormDialog
        title={t('inbox.followUpTitle')}
        submit={t('followUps.done')}
        onClose={onClose}
        onSubmit={async () => {
          await (of.kind === 'incident'
            ? programme.finishIncidentFollowUp(of.id, id)
            : programme.finishExerciseFollowUp(of.id, id));
          await onDone();
          onClose();
        }}
      >
        <p>{text}</p>
      </FormDialog>
    );
  }
  if (item.kind === 'failures') {
    return (
      <ReasonDialog
        title={t('conduct.reviewWeek')}
        submit={t('conduct.reviewWeek')}
        label={t('conduct.notes')}
        onClose={onClose}
        onSubmit={async notes => {
          await programme.reviewFailures(item.week, { notes });
          await onDone();
        }}
      >
        <p>{t('conduct.reviewText')}</p>
      </ReasonDialog>
    );
  }
  return null;
}
