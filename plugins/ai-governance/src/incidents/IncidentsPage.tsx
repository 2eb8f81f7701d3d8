import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import Alert from '@material-ui/lab/Alert';
import {
  incidentManagePermission,
  incidentReadPermission,
  incidentReportPermission,
  type Exercise,
  type IncidentState,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  FollowUpList,
  Problem,
  RelativeTime,
  SafeLink,
  Section,
  usePageStyles,
} from '../components';
import { CursorList } from '../components/CursorList';
import { errorMessage } from '../components/Problem';
import { Pager } from '../components/Pager';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { usePermitted } from '../hooks/useViewer';
import { personName } from '../scorecard/people';
import {
  ExerciseDialog,
  ReportDialog,
  usePlaybooks,
  useToday,
} from './IncidentDialogs';
import { IncidentItem } from './IncidentItem';
import { IncidentPanel } from './IncidentPanel';
import { Button } from '../controls';

const PAGE = 25;
const VIEWS = ['any', 'open', 'contained', 'reviewed'] as const;

function ExerciseItem(props: {
  exercise: Exercise;
  onDone: (followUp: string) => Promise<void>;
}) {
  const { exercise, onDone } = props;
  const classes = usePageStyles();
  const t = useText();
  const today = useToday();
  const playbook = usePlaybooks().find(({ id }) => id === exercise.playbook);
  return (
    <li className={classes.item}>
      <strong>{exercise.heldOn}</strong> {exercise.scenario}
      <div className={classes.quiet}>
        {playbook?.name ?? exercise.playbook}
        {' · '}
        {exercise.participants.map(personName).join(', ')}
        {' · '}
        {t('incidents.recordedBy', {
          person: personName(exercise.recordedBy),
        })}{' '}
        <RelativeTime instant={exercise.at} />
      </div>
      <div>
        <span className={classes.quiet}>{t('incidents.findings')}:</span>{' '}
        {exercise.findings}
      </div>
      {exercise.link && (
        <SafeLink to={exercise.link}>{t('incidents.record')}</SafeLink>
      )}
      {exercise.followUps.length > 0 && (
        <FollowUpList
          value={exercise.followUps}
          today={today}
          onDone={onDone}
        />
      )}
    </li>
  );
}

function Exercises(props: { manages?: boolean }) {
  const classes = usePageStyles();
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  const [recording, setRecording] = useState(false);
  const [cursor, setCursor] = useState<string>();
  const [refused, setRefused] = useState<Error>();
  const { value, error, reload } = useResource(
    () => programme.listExercises({ limit: PAGE, ...(cursor && { cursor }) }),
    [programme, cursor],
  );
  return (
    <Section
      title={t('incidents.exercises')}
      note={t('incidents.exercisesNote')}
      action={
        props.manages && (
          <Button
            size="small"
            variant="outlined"
            onClick={() => setRecording(true)}
          >
            {t('incidents.recordExercise')}
          </Button>
        )
      }
    >
      {error && !value && (
        <Problem
          error={error}
          permission={incidentReadPermission.name}
          onRetry={reload}
        />
      )}
      {refused && (
        <Alert severity="error">
          {t('form.failed', { error: errorMessage(refused) })}
        </Alert>
      )}
      {value?.items.length === 0 && (
        <p className={classes.quiet}>{t('incidents.noExercises')}</p>
      )}
      <ul className={classes.list}>
        {value?.items.map(exercise => (
          <ExerciseItem
            key={exercise.id}
            exercise={exercise}
            onDone={async followUp => {
              setRefused(undefined);
              await programme
                .finishExerciseFollowUp(exercise.id, followUp)
                .catch(setRefused);
              await reload();
            }}
          />
        ))}
      </ul>
      <Pager cursor={cursor} next={value?.nextCursor} onGo={setCursor} />
      {recording && (
        <ExerciseDialog onClose={() => setRecording(false)} onSaved={reload} />
      )}
    </Section>
  );
}

/** Incidents with AI-assisted development, and exercises for them. @internal */
export function IncidentsPage() {
  const classes = usePageStyles();
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  const reports = usePermitted(incidentReportPermission);
  const manages = usePermitted(incidentManagePermission);
  const [params, setParams] = useSearchParams();
  const selected = params.get('incident') ?? undefined;
  const [reporting, setReporting] = useState(false);
  const [generation, setGeneration] = useState(0);
  const load = useCallback(
    (view: (typeof VIEWS)[number], cursor: string | undefined) =>
      programme.listIncidents({
        ...(view !== 'any' && { state: view as IncidentState }),
        limit: PAGE,
        ...(cursor && { cursor }),
      }),
    // A change elsewhere on the page is a new list.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [programme, generation],
  );
  const changed = () => setGeneration(count => count + 1);
  const withIncident = (id: string | undefined) => {
    const after = new URLSearchParams(params);
    after.delete('incident');
    if (id) {
      after.set('incident', id);
    }
    return after;
  };
  return (
    <div className={classes.root}>
      {manages === false && (
        <Alert severity="info">
          {t('incidents.forbidden', {
            permission: incidentManagePermission.name,
          })}
        </Alert>
      )}
      <CursorList
        title={t('incidents.title')}
        note={t('incidents.note')}
        loading={t('incidents.loading')}
        permission={incidentReadPermission.name}
        action={
          reports && (
            <Button
              variant="contained"
              color="primary"
              size="small"
              onClick={() => setReporting(true)}
            >
              {t('incidents.report')}
            </Button>
          )
        }
        views={VIEWS.map(id => ({
          id,
          label: t(`incidents.states.${id}`),
          empty: t(`incidents.empty.${id}`),
        }))}
        load={load}
      >
        {incident => (
          <IncidentItem
            key={incident.id}
            incident={incident}
            to={`?${withIncident(incident.id)}`}
          />
        )}
      </CursorList>
      {selected && (
        <IncidentPanel
          key={selected}
          id={selected}
          onChanged={changed}
          onClose={() => setParams(withIncident(undefined))}
        />
      )}
      <Exercises manages={manages} />
      {reporting && (
        <ReportDialog
          onClose={() => setReporting(false)}
          onSaved={incident => {
            changed();
            setParams(withIncident(incident.id));
          }}
        />
      )}
    </div>
  );
}
