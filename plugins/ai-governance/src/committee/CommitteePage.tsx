import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  committeeManagePermission,
  committeeReadPermission,
  type AgendaItem,
  type Meeting,
  type SeatStanding,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  FormDialog,
  Problem,
  RelativeTime,
  Section,
  StatusLabel,
  TextBox,
  usePageStyles,
} from '../components';
import { Pager } from '../components/Pager';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { usePermitted } from '../hooks/useViewer';
import { DataTable } from '../maturity/DataTable';
import { personName } from '../scorecard/people';
import { AgendaText } from './AgendaText';
import { MeetingPanel } from './MeetingPanel';
import { Button } from '../controls';

const PAGE = 10;

function Seats(props: { seats: SeatStanding[]; quorum: number }) {
  const { seats, quorum } = props;
  const classes = usePageStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const missing = seats.filter(({ isMissing }) => isMissing);
  return (
    <Section
      title={t('committee.seats')}
      note={t('committee.quorum', { seats: String(quorum) })}
    >
      {missing.length > 0 && (
        <Alert severity="warning">
          {t('committee.missing', {
            seats: missing.map(({ name }) => name).join(', '),
          })}
        </Alert>
      )}
      <DataTable
        label={t('committee.seats')}
        table={{
          columns: [
            { label: t('committee.seat') },
            { label: t('committee.members') },
            { label: t('committee.roles') },
          ],
          rows: seats.map(({ name, members, roles }) => [
            name,
            members.map(personName).join(', ') || null,
            roles.map(role => index?.roleName(role) ?? role).join(', '),
          ]),
        }}
        cell={(row, column) => {
          const seat = seats[row];
          if (column !== 1 || seat.members.length > 0) {
            return undefined;
          }
          return seat.required ? (
            <StatusLabel status="gap">{t('committee.nobody')}</StatusLabel>
          ) : (
            <span className={classes.quiet}>{t('committee.optional')}</span>
          );
        }}
      />
    </Section>
  );
}

function Agenda(props: { items: AgendaItem[] }) {
  const classes = usePageStyles();
  const t = useText();
  if (props.items.length === 0) {
    return <p className={classes.quiet}>{t('committee.emptyAgenda')}</p>;
  }
  return (
    <ul className={classes.list}>
      {props.items.map(item => (
        <li key={item.key} className={classes.item}>
          <AgendaText item={item} />
        </li>
      ))}
    </ul>
  );
}

function ConveneDialog(props: {
  nextOn: string;
  onClose: () => void;
  onSaved: () => Promise<void>;
}) {
  const { nextOn, onClose, onSaved } = props;
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  const [on, setOn] = useState(nextOn);
  return (
    <FormDialog
      title={t('committee.convene')}
      submit={t('committee.convene')}
      incomplete={!on}
      onClose={onClose}
      onSubmit={async () => {
        await programme.conveneMeeting({ on });
        await onSaved();
        onClose();
      }}
    >
      <p>{t('committee.conveneText')}</p>
      <TextBox
        label={t('committee.on')}
        type="date"
        value={on}
        onChange={setOn}
        required
      />
    </FormDialog>
  );
}

function Held(props: { meetings: Meeting[]; seats: SeatStanding[] }) {
  const classes = usePageStyles();
  const t = useText();
  const [chosen, setChosen] = useState<string>();
  return (
    <ul className={classes.list}>
      {props.meetings.map(meeting => {
        const decided = meeting.items.filter(({ decision }) => decision).length;
        return (
          <li key={meeting.id} className={classes.item}>
            <div className={classes.row}>
              <span>
                <strong>{meeting.on}</strong>{' '}
                {t('committee.decided', {
                  decided: String(decided),
                  items: String(meeting.items.length),
                })}{' '}
                <span className={classes.quiet}>
                  {meeting.quorum.reached
                    ? t('committee.quorate')
                    : t('committee.inquorate')}
                </span>
              </span>
              <Button
                size="small"
                aria-expanded={chosen === meeting.id}
                aria-label={t('committee.minutesOf', { day: meeting.on })}
                onClick={() =>
                  setChosen(chosen === meeting.id ? undefined : meeting.id)
                }
              >
                {t('committee.minutes')}
              </Button>
            </div>
            {chosen === meeting.id && (
              <MeetingPanel
                meeting={meeting}
                seats={props.seats}
                manages={false}
                onChanged={async () => {}}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The committee: its seats, what it has to decide, and what it decided. @internal */
export function CommitteePage() {
  const classes = usePageStyles();
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  const manages = usePermitted(committeeManagePermission);
  const [convening, setConvening] = useState(false);
  const [cursor, setCursor] = useState<string>();
  const { value, error, reload } = useResource(
    () => programme.getCommittee(),
    [programme],
  );
  const meetings = useResource(
    () => programme.listMeetings({ limit: PAGE, ...(cursor && { cursor }) }),
    [programme, cursor],
  );
  const held = meetings.value?.items.filter(({ state }) => state === 'held');
  return (
    <div className={classes.root}>
      {error && !value && (
        <Problem
          error={error}
          permission={committeeReadPermission.name}
          onRetry={reload}
        />
      )}
      {manages === false && (
        <Alert severity="info">
          {t('committee.forbidden', {
            permission: committeeManagePermission.name,
          })}
        </Alert>
      )}
      {!value && !error && (
        <div role="status" aria-label={t('committee.loading')}>
          <Skeleton variant="rect" height={240} />
        </div>
      )}
      {value?.open && (
        <Section
          title={t('committee.openMeeting', { day: value.open.on })}
          note={
            <>
              {t('committee.convenedBy', {
                person: personName(value.open.convenedBy),
              })}{' '}
              <RelativeTime instant={value.open.at} />
            </>
          }
        >
          <MeetingPanel
            meeting={value.open}
            seats={value.seats}
            manages={manages === true}
            onChanged={async () => {
              await Promise.all([reload(), meetings.reload()]);
            }}
          />
        </Section>
      )}
      {value && !value.open && (
        <Section
          title={t('committee.agenda', { day: value.nextOn })}
          note={t('committee.rhythm', {
            days: String(value.everyDays),
            zone: value.timeZone,
          })}
          action={
            manages && (
              <Button
                size="small"
                variant="contained"
                color="primary"
                onClick={() => setConvening(true)}
              >
                {t('committee.convene')}
              </Button>
            )
          }
        >
          <Agenda items={value.agenda} />
        </Section>
      )}
      {value && <Seats seats={value.seats} quorum={value.quorum} />}
      {value && held && (
        <Section title={t('committee.held')}>
          {held.length === 0 ? (
            <p className={classes.quiet}>{t('committee.noneHeld')}</p>
          ) : (
            <Held meetings={held} seats={value.seats} />
          )}
          <Pager
            cursor={cursor}
            next={meetings.value?.nextCursor}
            onGo={setCursor}
          />
        </Section>
      )}
      {value && convening && (
        <ConveneDialog
          nextOn={value.nextOn}
          onClose={() => setConvening(false)}
          onSaved={reload}
        />
      )}
    </div>
  );
}
