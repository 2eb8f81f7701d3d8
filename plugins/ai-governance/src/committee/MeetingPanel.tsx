import { Fragment, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Alert from '@material-ui/lab/Alert';
import {
  DECISION_OUTCOMES,
  type Attendance,
  type DecisionOutcome,
  type Meeting,
  type MeetingItem,
  type SeatStanding,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  Choice,
  CopyButton,
  EntityRefsBox,
  FormDialog,
  RelativeTime,
  StatementBox,
  usePageStyles,
} from '../components';
import { errorMessage } from '../components/Problem';
import { useText } from '../hooks/useText';
import { personName } from '../scorecard/people';
import { AgendaText } from './AgendaText';
import { Button, Checkbox } from '../controls';

function AttendanceDialog(props: {
  meeting: Meeting;
  seats: SeatStanding[];
  onClose: () => void;
  onSaved: () => Promise<void>;
}) {
  const { meeting, seats, onClose, onSaved } = props;
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  const [present, setPresent] = useState<Attendance[]>(meeting.attendance);
  const is = (person: string, seat: string) =>
    present.some(one => one.person === person && one.seat === seat);
  const [guests, setGuests] = useState(
    meeting.attendance
      .filter(({ seat }) => seat === undefined)
      .map(({ person }) => person),
  );
  return (
    <FormDialog
      title={t('committee.attendance')}
      submit={t('committee.attendanceSend')}
      onClose={onClose}
      onSubmit={async () => {
        await programme.recordAttendance(meeting.id, {
          version: meeting.version,
          attendance: [
            ...present.filter(({ seat }) => seat !== undefined),
            ...guests.map(person => ({ person })),
          ],
        });
        await onSaved();
        onClose();
      }}
    >
      <p>{t('committee.attendanceText')}</p>
      {seats.map(seat => (
        <fieldset key={seat.id} style={{ border: 0, margin: 0, padding: 0 }}>
          <legend>{seat.name}</legend>
          {seat.members.length === 0 && t('committee.nobody')}
          {seat.members.map(person => (
            <FormControlLabel
              key={person}
              label={personName(person)}
              control={
                <Checkbox
                  size="small"
                  color="primary"
                  checked={is(person, seat.id)}
                  // Somebody sits on one chair.
                  onChange={(_, checked) =>
                    setPresent(before => [
                      ...before.filter(one => one.person !== person),
                      ...(checked ? [{ person, seat: seat.id }] : []),
                    ])
                  }
                />
              }
            />
          ))}
        </fieldset>
      ))}
      <EntityRefsBox
        label={t('committee.guests')}
        helperText={t('refs.peopleHelp')}
        of="person"
        value={guests}
        onChange={setGuests}
      />
    </FormDialog>
  );
}

function DecisionDialog(props: {
  meeting: Meeting;
  item: MeetingItem;
  onClose: () => void;
  onSaved: () => Promise<void>;
}) {
  const { meeting, item, onClose, onSaved } = props;
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  const [outcome, setOutcome] = useState<DecisionOutcome>(
    item.decision?.outcome ?? 'agreed',
  );
  const [reason, setReason] = useState(item.decision?.reason ?? '');
  const [dissent, setDissent] = useState(item.decision?.dissent ?? []);
  const dissents = (who: string) =>
    dissent.some(({ person }) => person === who);
  const others = meeting.attendance.filter(one => !dissents(one.person));
  return (
    <FormDialog
      title={t('committee.decide')}
      submit={t('committee.decideSend')}
      incomplete={!reason.trim() || dissent.some(each => !each.reason.trim())}
      onClose={onClose}
      onSubmit={async () => {
        await programme.recordDecision(meeting.id, {
          version: meeting.version,
          key: item.key,
          outcome,
          reason: reason.trim(),
          dissent: dissent.map(each => ({
            ...each,
            reason: each.reason.trim(),
          })),
        });
        await onSaved();
        onClose();
      }}
    >
      <p>
        <AgendaText item={item} />
      </p>
      <Choice
        label={t('committee.outcome')}
        any={null}
        value={outcome}
        options={DECISION_OUTCOMES.map(id => ({
          value: id,
          label: t(`committee.outcomes.${id}`),
        }))}
        onChange={id => setOutcome(id as DecisionOutcome)}
      />
      <StatementBox
        label={t('riskRegister.reason')}
        value={reason}
        onChange={setReason}
        rows={3}
        maxLength={4000}
      />
      {dissent.map(({ person, reason: why }) => (
        <Fragment key={person}>
          <FormControlLabel
            label={t('committee.dissents', { person: personName(person) })}
            control={
              <Checkbox
                size="small"
                color="primary"
                checked
                onChange={() =>
                  setDissent(dissent.filter(each => each.person !== person))
                }
              />
            }
          />
          <StatementBox
            label={t('committee.dissent', { person: personName(person) })}
            value={why}
            onChange={text =>
              setDissent(
                dissent.map(each =>
                  each.person === person ? { person, reason: text } : each,
                ),
              )
            }
          />
        </Fragment>
      ))}
      {others.length > 0 && (
        <Choice
          label={t('committee.dissentOf')}
          any={t(
            dissent.length > 0
              ? 'committee.nobodyElseDissents'
              : 'committee.nobodyDissents',
          )}
          value={undefined}
          options={others.map(one => ({
            value: one.person,
            label: personName(one.person),
          }))}
          onChange={person =>
            person && setDissent([...dissent, { person, reason: '' }])
          }
        />
      )}
    </FormDialog>
  );
}

/** A meeting: who is there, item by item what was decided, its minutes. @internal */
export function MeetingPanel(props: {
  meeting: Meeting;
  seats: SeatStanding[];
  manages: boolean;
  onChanged: () => Promise<void>;
}) {
  const { meeting, seats, onChanged } = props;
  const classes = usePageStyles();
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  const manages = props.manages && meeting.state === 'open';
  const [doing, setDoing] = useState<'attendance' | 'close' | MeetingItem>();
  const [minutes, setMinutes] = useState<string>();
  const [refused, setRefused] = useState<Error>();
  const act = async (work: () => Promise<unknown>) => {
    setRefused(undefined);
    try {
      await work();
    } catch (e) {
      setRefused(e as Error);
    }
    await onChanged();
  };
  const { id, version, quorum } = meeting;
  const undecided = meeting.items.filter(item => !item.decision).length;
  const seatName = (seat: string | undefined) =>
    seats.find(one => one.id === seat)?.name ?? t('committee.guest');
  return (
    <>
      {refused && (
        <Alert severity="error">
          {t('form.failed', { error: errorMessage(refused) })}
        </Alert>
      )}
      <p className={classes.text}>
        {meeting.attendance.length === 0
          ? t('committee.nobodyThere')
          : meeting.attendance
              .map(
                ({ person, seat }) =>
                  `${personName(person)} (${seatName(seat)})`,
              )
              .join(', ')}
        {' · '}
        {t(quorum.reached ? 'committee.reached' : 'committee.notReached', {
          present: String(quorum.present.length),
          needed: String(quorum.needed),
        })}
      </p>
      <ol className={classes.list}>
        {meeting.items.map(item => (
          <li key={item.key} className={classes.item}>
            <div className={classes.row}>
              <div>
                <AgendaText item={item} />
                {item.decision && (
                  <div>
                    <strong>
                      {t(`committee.outcomes.${item.decision.outcome}`)}
                    </strong>{' '}
                    {item.decision.reason}{' '}
                    <span className={classes.quiet}>
                      {personName(item.decision.by)}{' '}
                      <RelativeTime instant={item.decision.at} />
                    </span>
                    {item.decision.dissent.map(({ person, reason }) => (
                      <div key={person} className={classes.quiet}>
                        {t('committee.dissentBy', {
                          person: personName(person),
                        })}{' '}
                        {reason}
                      </div>
                    ))}
                  </div>
                )}
              </div>
              {manages && (
                <Button
                  size="small"
                  variant="outlined"
                  disabled={!quorum.reached}
                  aria-label={t('committee.decideThis', { title: item.title })}
                  onClick={() => setDoing(item)}
                >
                  {t('committee.decide')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
      {meeting.items.length === 0 && (
        <p className={classes.quiet}>{t('committee.emptyAgenda')}</p>
      )}
      <div className={`${classes.actions} ${classes.after}`}>
        {manages && (
          <>
            <Button
              size="small"
              variant="outlined"
              onClick={() => setDoing('attendance')}
            >
              {t('committee.attendance')}
            </Button>
            <Button
              size="small"
              variant="outlined"
              onClick={() => act(() => programme.extendAgenda(id, { version }))}
            >
              {t('committee.extend')}
            </Button>
            <Button
              size="small"
              variant="outlined"
              onClick={() => setDoing('close')}
            >
              {t('committee.close')}
            </Button>
          </>
        )}
        <Button
          size="small"
          onClick={async () => {
            setRefused(undefined);
            await programme.getMinutes(id).then(setMinutes, setRefused);
          }}
        >
          {t('committee.asMarkdown')}
        </Button>
      </div>
      {minutes !== undefined && (
        <>
          <CopyButton text={minutes} label={t('committee.copyMinutes')} />
          <pre style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {minutes}
          </pre>
        </>
      )}
      {doing === 'attendance' && (
        <AttendanceDialog
          meeting={meeting}
          seats={seats}
          onClose={() => setDoing(undefined)}
          onSaved={onChanged}
        />
      )}
      {doing === 'close' && (
        <FormDialog
          title={t('committee.closeTitle', { day: meeting.on })}
          submit={t('committee.close')}
          onClose={() => setDoing(undefined)}
          onSubmit={async () => {
            await programme.closeMeeting(id, { version });
            await onChanged();
            setDoing(undefined);
          }}
        >
          <p>{t('committee.closeText')}</p>
          {undecided > 0 && (
            <p>{t('committee.undecided', { count: undecided })}</p>
          )}
        </FormDialog>
      )}
      {doing && typeof doing !== 'string' && (
        <DecisionDialog
          meeting={meeting}
          item={doing}
          onClose={() => setDoing(undefined)}
          onSaved={onChanged}
        />
      )}
    </>
  );
}
