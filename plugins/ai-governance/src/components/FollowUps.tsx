import { makeStyles } from '@material-ui/core/styles';
import type {
  FollowUp,
  FollowUpRequest,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { rememberPlace } from '../hooks/useFocusBack';
import { useText } from '../hooks/useText';
import { personName } from '../scorecard/people';
import { EntityRefBox } from './EntityRefBox';
import { usePageStyles } from './pageStyles';
import { RelativeTime } from './RelativeTime';
import { TextBox } from './TextBox';
import { Button } from '../controls';

const useStyles = makeStyles(
  theme => ({
    fields: {
      border: 0,
      margin: 0,
      padding: 0,
      display: 'grid',
      gap: theme.spacing(1.5),
      '& legend': { padding: 0, fontWeight: 600, marginBottom: 8 },
    },
    row: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr) minmax(0, 1fr) auto',
      gap: theme.spacing(1),
      alignItems: 'center',
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: '1fr',
        '& > button': { justifySelf: 'start' },
      },
    },
    add: { justifySelf: 'start' },
    list: { marginTop: theme.spacing(1) },
    done: { textDecoration: 'line-through' },
  }),
  { name: 'PlumblineFollowUps' },
);

/** Whether every follow-up of a form says what, who and until when. @internal */
export function areComplete(followUps: readonly FollowUpRequest[]): boolean {
  return followUps.every(
    ({ text, owner, dueOn }) => text.trim() && owner.trim() && dueOn,
  );
}

/** Follow-ups in a form: what, who, until when. @internal */
export function FollowUpFields(props: {
  value: FollowUpRequest[];
  /** Who does it unless somebody else is named. */
  owner: string;
  today: string;
  onChange: (value: FollowUpRequest[]) => void;
}) {
  const { value, owner, today, onChange } = props;
  const classes = useStyles();
  const t = useText();
  const set = (position: number, part: Partial<FollowUpRequest>) =>
    onChange(
      value.map((one, at) => (at === position ? { ...one, ...part } : one)),
    );
  return (
    <fieldset className={classes.fields}>
      <legend>{t('followUps.title')}</legend>
      {value.map((one, position) => {
        const number = String(position + 1);
        return (
          <div key={position} className={classes.row}>
            <TextBox
              label={t('followUps.what', { number })}
              value={one.text}
              onChange={text => set(position, { text })}
              required
              inputProps={{ maxLength: 1000 }}
            />
            <EntityRefBox
              label={t('followUps.who', { number })}
              of="owner"
              value={one.owner}
              onChange={who => set(position, { owner: who })}
              required
            />
            <TextBox
              label={t('followUps.until', { number })}
              type="date"
              value={one.dueOn}
              onChange={dueOn => set(position, { dueOn })}
              required
              inputProps={{ min: today }}
            />
            <Button
              size="small"
              aria-label={t('followUps.removeOne', { number })}
              onClick={() => onChange(value.filter((_, at) => at !== position))}
            >
              {t('followUps.remove')}
            </Button>
          </div>
        );
      })}
      <Button
        className={classes.add}
        size="small"
        onClick={() => onChange([...value, { text: '', owner, dueOn: '' }])}
      >
        {t('followUps.add')}
      </Button>
    </fieldset>
  );
}

/** Follow-ups with who does them, done or not. @internal */
export function FollowUpList(props: {
  value: FollowUp[];
  today: string;
  onDone: (id: string) => Promise<void>;
}) {
  const { value, today, onDone } = props;
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  if (value.length === 0) {
    return <p className={page.quiet}>{t('followUps.none')}</p>;
  }
  return (
    <ul
      className={`${page.list} ${classes.list}`}
      aria-label={t('followUps.title')}
    >
      {value.map(one => (
        <li key={one.id} className={page.item}>
          <div className={page.row}>
            <span>
              <span className={one.doneAt ? classes.done : undefined}>
                {one.text}
              </span>{' '}
              <span className={page.quiet}>
                {personName(one.owner)}
                {' · '}
                {one.doneAt ? (
                  <>
                    {t('followUps.doneBy', {
                      person: personName(one.doneBy ?? ''),
                    })}{' '}
                    <RelativeTime instant={one.doneAt} />
                  </>
                ) : (
                  t(one.dueOn < today ? 'followUps.late' : 'followUps.due', {
                    day: one.dueOn,
                  })
                )}
              </span>
            </span>
            {!one.doneAt && (
              <Button
                size="small"
                variant="outlined"
                aria-label={t('followUps.doneThis', { text: one.text })}
                onClick={async () => {
                  const back = rememberPlace();
                  await onDone(one.id);
                  back();
                }}
              >
                {t('followUps.done')}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
