import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  INCIDENT_SEVERITIES,
  programmeOf,
  type FollowUpRequest,
  type Incident,
  type IncidentReport,
  type IncidentSeverity,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { dateIn } from '../attestations/until';
import {
  areComplete,
  Choice,
  EntityRefsBox,
  FollowUpFields,
  FormDialog,
  StatementBox,
  TextBox,
} from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { useMe } from '../hooks/useViewer';
import { ControlChoice } from '../risks/RiskDialogs';

/** Today, in the organization's time zone. @internal */
export function useToday(): string {
  return dateIn(useFrameworkIndex()?.timeZone ?? 'UTC', Date.now());
}

/** The playbooks of the framework in force. @internal */
export function usePlaybooks() {
  const index = useFrameworkIndex();
  return index ? programmeOf(index.framework).playbooks : [];
}

function PlaybookChoice(props: {
  value?: string;
  onChange: (id: string | undefined) => void;
}) {
  const t = useText();
  const playbooks = usePlaybooks();
  const chosen = playbooks.find(({ id }) => id === props.value);
  return (
    <>
      <Choice
        label={t('incidents.playbook')}
        any={t('form.choose')}
        required
        value={props.value}
        options={playbooks.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={props.onChange}
      />
      {chosen && <p>{chosen.description}</p>}
    </>
  );
}

/** Reports an incident. @internal */
export function ReportDialog(props: {
  /** Services it is about, as far as they are known. */
  entityRefs?: string[];
  onClose: () => void;
  onSaved: (incident: Incident) => Promise<void> | void;
}) {
  const { onClose, onSaved } = props;
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  const playbooks = usePlaybooks();
  const [report, setReport] = useState<
    Omit<IncidentReport, 'entityRefs' | 'detectedAt' | 'playbook'>
  >({ title: '', description: '', severity: 'medium', controls: [] });
  const [services, setServices] = useState(props.entityRefs ?? []);
  const [playbook, setPlaybook] = useState<string>();
  const [tool, setTool] = useState('');
  const [link, setLink] = useState('');
  const [now] = useState(() =>
    new Date(Date.now() - new Date().getTimezoneOffset() * 60_000)
      .toISOString()
      .slice(0, 16),
  );
  const [detected, setDetected] = useState(now);
  const set = (part: Partial<typeof report>) =>
    setReport(before => ({ ...before, ...part }));
  return (
    <FormDialog
      title={t('incidents.report')}
      submit={t('incidents.report')}
      maxWidth="md"
      incomplete={
        !report.title.trim() ||
        !report.description.trim() ||
        !playbook ||
        Number.isNaN(Date.parse(detected))
      }
      onClose={onClose}
      onSubmit={async () => {
        const saved = await programme.reportIncident({
          ...report,
          detectedAt: new Date(detected).toISOString(),
          entityRefs: services,
          playbook: playbook!,
          ...(tool.trim() && { tool: tool.trim() }),
          ...(link.trim() && { playbookLink: link.trim() }),
        });
        await onSaved(saved);
        onClose();
      }}
    >
      <p>{t('incidents.reportText')}</p>
      <TextBox
        label={t('incidents.name')}
        value={report.title}
        onChange={title => set({ title })}
        required
        inputProps={{ maxLength: 200 }}
      />
      <StatementBox
        label={t('incidents.description')}
        helperText={t('incidents.descriptionHelp')}
        value={report.description}
        onChange={description => set({ description })}
        rows={3}
        maxLength={4000}
      />
      <Choice
        label={t('incidents.severity')}
        any={null}
        value={report.severity}
        options={INCIDENT_SEVERITIES.map(id => ({
          value: id,
          label: t(`rating.${id}`),
        }))}
        onChange={severity => set({ severity: severity as IncidentSeverity })}
      />
      <TextBox
        label={t('incidents.detectedAt')}
        type="datetime-local"
        value={detected}
        onChange={setDetected}
        required
        inputProps={{ max: now }}
      />
      <PlaybookChoice
        value={playbook}
        onChange={id => {
          setPlaybook(id);
          // What its steps are about is what should have prevented it.
          const steps = playbooks.find(one => one.id === id)?.steps ?? [];
          if (report.controls.length === 0) {
            set({
              controls: [
                ...new Set(steps.flatMap(step => step.controls ?? [])),
              ],
            });
          }
        }}
      />
      <EntityRefsBox
        label={t('incidents.services')}
        helperText={t('refs.servicesHelp')}
        of="entity"
        value={services}
        onChange={setServices}
      />
      <TextBox
        label={t('incidents.tool')}
        helperText={t('incidents.toolHelp')}
        value={tool}
        onChange={setTool}
        inputProps={{ maxLength: 64 }}
      />
      <ControlChoice
        legend={t('incidents.controls')}
        value={report.controls}
        onChange={controls => set({ controls })}
      />
      <TextBox
        label={t('incidents.playbookLink')}
        value={link}
        onChange={setLink}
        type="url"
        inputProps={{ maxLength: 2000 }}
      />
    </FormDialog>
  );
}

/** Says that an incident does no further harm. @internal */
export function ContainDialog(props: {
  incident: Incident;
  onClose: () => void;
  onSaved: () => Promise<void>;
}) {
  const { incident, onClose, onSaved } = props;
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  const [note, setNote] = useState('');
  return (
    <FormDialog
      title={t('incidents.contain')}
      submit={t('incidents.contain')}
      incomplete={!note.trim()}
      onClose={onClose}
      onSubmit={async () => {
        const { id, version } = incident;
        await programme.containIncident(id, { version, note: note.trim() });
        await onSaved();
        onClose();
      }}
    >
      <p>{t('incidents.containText')}</p>
      <StatementBox
        label={t('incidents.containNote')}
        value={note}
        onChange={setNote}
        rows={3}
        maxLength={4000}
      />
    </FormDialog>
  );
}

/** Writes the post-incident review. @internal */
export function ReviewDialog(props: {
  incident: Incident;
  onClose: () => void;
  onSaved: () => Promise<void>;
}) {
  const { incident, onClose, onSaved } = props;
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  const me = useMe();
  const today = useToday();
  const [failed, setFailed] = useState(incident.review?.failed ?? '');
  const [changes, setChanges] = useState(incident.review?.controlChanges ?? '');
  const [followUps, setFollowUps] = useState<FollowUpRequest[]>(
    (incident.review?.followUps ?? []).map(({ text, owner, dueOn }) => ({
      text,
      owner,
      dueOn,
    })),
  );
  return (
    <FormDialog
      title={t('incidents.review')}
      submit={t('incidents.reviewSend')}
      maxWidth="md"
      incomplete={!failed.trim() || !changes.trim() || !areComplete(followUps)}
      onClose={onClose}
      onSubmit={async () => {
        await programme.reviewIncident(incident.id, {
          version: incident.version,
          failed: failed.trim(),
          controlChanges: changes.trim(),
          followUps,
        });
        await onSaved();
        onClose();
      }}
    >
      <p>{t('incidents.reviewText')}</p>
      <StatementBox
        label={t('incidents.failed')}
        value={failed}
        onChange={setFailed}
        rows={3}
        maxLength={4000}
      />
      <StatementBox
        label={t('incidents.controlChanges')}
        value={changes}
        onChange={setChanges}
        rows={3}
        maxLength={4000}
      />
      <FollowUpFields
        value={followUps}
        owner={me ?? ''}
        today={today}
        onChange={setFollowUps}
      />
    </FormDialog>
  );
}

/** Records a tabletop exercise. @internal */
export function ExerciseDialog(props: {
  onClose: () => void;
  onSaved: () => Promise<void>;
}) {
  const { onClose, onSaved } = props;
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  const me = useMe();
  const today = useToday();
  const [heldOn, setHeldOn] = useState(today);
  const [playbook, setPlaybook] = useState<string>();
  const [scenario, setScenario] = useState('');
  const [participants, setParticipants] = useState<string[]>([]);
  const [findings, setFindings] = useState('');
  const [link, setLink] = useState('');
  const [followUps, setFollowUps] = useState<FollowUpRequest[]>([]);
  return (
    <FormDialog
      title={t('incidents.recordExercise')}
      submit={t('incidents.recordExercise')}
      maxWidth="md"
      incomplete={
        !playbook ||
        !scenario.trim() ||
        !findings.trim() ||
        participants.length === 0 ||
        !areComplete(followUps)
      }
      onClose={onClose}
      onSubmit={async () => {
        await programme.recordExercise({
          heldOn,
          scenario: scenario.trim(),
          playbook: playbook!,
          participants,
          findings: findings.trim(),
          ...(link.trim() && { link: link.trim() }),
          followUps,
        });
        await onSaved();
        onClose();
      }}
    >
      <p>{t('incidents.exerciseText')}</p>
      <TextBox
        label={t('incidents.heldOn')}
        type="date"
        value={heldOn}
        onChange={setHeldOn}
        required
        inputProps={{ max: today }}
      />
      <PlaybookChoice value={playbook} onChange={setPlaybook} />
      <StatementBox
        label={t('incidents.scenario')}
        value={scenario}
        onChange={setScenario}
        maxLength={1500}
      />
      <EntityRefsBox
        label={t('incidents.participants')}
        helperText={t('refs.peopleHelp')}
        of="person"
        value={participants}
        onChange={setParticipants}
        required
      />
      <StatementBox
        label={t('incidents.findings')}
        value={findings}
        onChange={setFindings}
        rows={3}
        maxLength={4000}
      />
      <TextBox
        label={t('incidents.recordLink')}
        value={link}
        onChange={setLink}
        type="url"
        inputProps={{ maxLength: 2000 }}
      />
      <FollowUpFields
        value={followUps}
        owner={me ?? ''}
        today={today}
        onChange={setFollowUps}
      />
    </FormDialog>
  );
}
