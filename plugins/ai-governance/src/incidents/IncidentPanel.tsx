import { useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  incidentManagePermission,
  incidentReadPermission,
  type Incident,
  type IncidentStep,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  ControlExplain,
  FollowUpList,
  FormDialog,
  Problem,
  RelativeTime,
  SafeLink,
  Section,
  TextBox,
  usePageStyles,
} from '../components';
import { errorMessage } from '../components/Problem';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { useMe, usePermitted } from '../hooks/useViewer';
import { RatingLabel } from '../risks/RatingLabel';
import { personName } from '../scorecard/people';
import {
  ContainDialog,
  ReviewDialog,
  usePlaybooks,
  useToday,
} from './IncidentDialogs';
import { IncidentServices, IncidentState } from './IncidentItem';
import { Button, Checkbox } from '../controls';

function Step(props: {
  step: IncidentStep;
  disabled: boolean;
  onTick: (done: boolean) => void;
  onNote: () => void;
}) {
  const { step, disabled, onTick, onNote } = props;
  const classes = usePageStyles();
  const t = useText();
  return (
    <li>
      <label>
        <Checkbox
          size="small"
          color="primary"
          disabled={disabled}
          checked={step.doneAt !== undefined}
          onChange={(_, checked) => onTick(checked)}
        />
        {step.text}
      </label>
      {step.doneAt && (
        <span className={classes.quiet}>
          {' '}
          {t('followUps.doneBy', {
            person: personName(step.doneBy ?? ''),
          })}{' '}
          <RelativeTime instant={step.doneAt} />
          {step.note && `: ${step.note}`}
        </span>
      )}
      {step.doneAt && !disabled && (
        <>
          {' '}
          <Button
            size="small"
            aria-label={t('incidents.noteThis', { step: step.text })}
            onClick={onNote}
          >
            {t('incidents.noteStep')}
          </Button>
        </>
      )}
    </li>
  );
}

/** What was found or done in a step, for those who read it later. */
function NoteDialog(props: {
  step: IncidentStep;
  onSubmit: (note: string) => Promise<void>;
  onClose: () => void;
}) {
  const { step, onSubmit, onClose } = props;
  const t = useText();
  const [note, setNote] = useState(step.note ?? '');
  return (
    <FormDialog
      title={t('incidents.noteTitle')}
      submit={t('incidents.noteSave')}
      onClose={onClose}
      onSubmit={async () => {
        await onSubmit(note.trim());
        onClose();
      }}
    >
      <p>{step.text}</p>
      <TextBox
        label={t('incidents.noteText')}
        value={note}
        onChange={setNote}
        multiline
        minRows={2}
        inputProps={{ maxLength: 1000 }}
      />
    </FormDialog>
  );
}

function Review(props: {
  incident: Incident;
  onDone: (id: string) => Promise<void>;
}) {
  const { incident, onDone } = props;
  const classes = usePageStyles();
  const t = useText();
  const today = useToday();
  const { review } = incident;
  if (!review) {
    return null;
  }
  return (
    <>
      <h3>{t('incidents.reviewTitle')}</h3>
      <p className={classes.text}>
        <strong>{t('incidents.failed')}:</strong> {review.failed}
      </p>
      <p className={classes.text}>
        <strong>{t('incidents.controlChanges')}:</strong>{' '}
        {review.controlChanges}
      </p>
      <FollowUpList value={review.followUps} today={today} onDone={onDone} />
      <p className={classes.quiet}>
        {t('incidents.writtenBy', { person: personName(review.by) })}{' '}
        <RelativeTime instant={review.at} />
        {review.readBy && (
          <>
            {' · '}
            {t('incidents.readBy', { person: personName(review.readBy) })}{' '}
            <RelativeTime instant={review.readAt} />
          </>
        )}
      </p>
    </>
  );
}

/** One incident with its playbook and its review. @internal */
export function IncidentPanel(props: {
  id: string;
  onChanged: () => Promise<void> | void;
  onClose: () => void;
}) {
  const { id, onChanged, onClose } = props;
  const classes = usePageStyles();
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const playbooks = usePlaybooks();
  const me = useMe();
  const manages = usePermitted(incidentManagePermission);
  const [doing, setDoing] = useState<'contain' | 'review'>();
  const [noting, setNoting] = useState<IncidentStep>();
  const [refused, setRefused] = useState<Error>();
  const { value, error, reload } = useResource(
    () => programme.getIncident(id),
    [programme, id],
  );
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    root.current?.focus({ preventScroll: true });
    root.current?.scrollIntoView?.({ block: 'nearest' });
  }, [id]);
  const saved = async () => {
    await reload();
    await onChanged();
  };
  const act = async (work: () => Promise<unknown>) => {
    setRefused(undefined);
    try {
      await work();
    } catch (e) {
      setRefused(e as Error);
    }
    await saved();
  };
  const playbook = playbooks.find(one => one.id === value?.playbook);
  const responds = manages === true && value?.state !== 'reviewed';
  return (
    <div ref={root} tabIndex={-1} style={{ outline: 'none' }}>
      <Section
        title={value?.title ?? t('incidents.one')}
        action={
          <span className={classes.actions}>
            {responds && value?.state === 'open' && (
              <Button
                size="small"
                variant="outlined"
                onClick={() => setDoing('contain')}
              >
                {t('incidents.contain')}
              </Button>
            )}
            {responds && value?.state === 'contained' && (
              <Button
                size="small"
                variant="outlined"
                onClick={() => setDoing('review')}
              >
                {value.review
                  ? t('incidents.reviewAgain')
                  : t('incidents.review')}
              </Button>
            )}
            {responds &&
              value?.state === 'contained' &&
              value.review &&
              value.review.by !== me && (
                <Button
                  size="small"
                  variant="contained"
                  color="primary"
                  onClick={() =>
                    act(() =>
                      programme.confirmIncidentReview(id, {
                        version: value.version,
                      }),
                    )
                  }
                >
                  {t('incidents.confirm')}
                </Button>
              )}
            <Button size="small" onClick={onClose}>
              {t('riskRegister.close')}
            </Button>
          </span>
        }
      >
        {error && !value && (
          <Problem
            error={error}
            permission={incidentReadPermission.name}
            onRetry={reload}
          />
        )}
        {!value && !error && <Skeleton variant="rect" height={160} />}
        {refused && (
          <Alert severity="error">
            {t('form.failed', { error: errorMessage(refused) })}
          </Alert>
        )}
        {value && (
          <>
            <p className={classes.text}>
              <RatingLabel rating={value.severity} />{' '}
              <IncidentState state={value.state} />
              {' · '}
              {t('incidents.detected')}{' '}
              <RelativeTime instant={value.detectedAt} />
              {' · '}
              {t('incidents.reportedBy', {
                person: personName(value.reportedBy),
              })}
            </p>
            <p className={classes.text}>{value.description}</p>
            <p className={classes.text}>
              <IncidentServices incident={value} />
              {value.tool && (
                <>
                  {' · '}
                  {t('incidents.withTool', {
                    tool: index?.toolName(value.tool) ?? value.tool,
                  })}
                </>
              )}
            </p>
            {value.controls.length > 0 && (
              <p className={classes.text}>
                {t('incidents.controls')}:{' '}
                {value.controls.map(control => {
                  const known = index?.control(control);
                  return (
                    <span key={control}>
                      {control} {known?.name}
                      {known && <ControlExplain control={known} />}{' '}
                    </span>
                  );
                })}
              </p>
            )}
            <h3>
              {t('incidents.playbook')}: {playbook?.name ?? value.playbook}
            </h3>
            {value.playbookLink && (
              <SafeLink to={value.playbookLink}>
                {t('incidents.ownPlaybook')}
              </SafeLink>
            )}
            <ul className={classes.list} aria-label={t('incidents.steps')}>
              {value.steps.map(step => (
                <Step
                  key={step.id}
                  step={step}
                  disabled={!responds}
                  onTick={done =>
                    act(() => programme.tickIncidentStep(id, step.id, { done }))
                  }
                  onNote={() => setNoting(step)}
                />
              ))}
            </ul>
            {value.containment && (
              <p className={classes.text}>
                <strong>{t('incidents.containNote')}:</strong>{' '}
                {value.containment}{' '}
                <span className={classes.quiet}>
                  {personName(value.containedBy ?? '')}{' '}
                  <RelativeTime instant={value.containedAt} />
                </span>
              </p>
            )}
            <Review
              incident={value}
              onDone={followUp =>
                act(() => programme.finishIncidentFollowUp(id, followUp))
              }
            />
            {value.state === 'contained' && value.review?.by === me && (
              <p className={classes.quiet}>{t('incidents.ownReview')}</p>
            )}
          </>
        )}
      </Section>
      {noting && (
        <NoteDialog
          step={noting}
          onClose={() => setNoting(undefined)}
          onSubmit={async note => {
            await programme.tickIncidentStep(id, noting.id, {
              done: true,
              note,
            });
            await saved();
          }}
        />
      )}
      {value && doing === 'contain' && (
        <ContainDialog
          incident={value}
          onClose={() => setDoing(undefined)}
          onSaved={saved}
        />
      )}
      {value && doing === 'review' && (
        <ReviewDialog
          incident={value}
          onClose={() => setDoing(undefined)}
          onSaved={saved}
        />
      )}
    </div>
  );
}
