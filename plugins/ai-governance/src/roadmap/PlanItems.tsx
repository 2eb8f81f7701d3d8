import { Fragment, useState, type ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type {
  PlanAttestation,
  PlanItemState,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  FormDialog,
  RelativeTime,
  SafeLink,
  StatusLabel,
  StatementBox,
  TextBox,
  usePageStyles,
} from '../components';
import { ReasonDialog } from '../components/ReasonDialog';
import { dateIn, isDayBetween, longestDay } from '../attestations/until';
import { EVENT_VALIDITY_DAYS } from '../framework/frameworkIndex';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useLanguage } from '../hooks/useLanguage';
import { useNow } from '../hooks/useNow';
import { useText } from '../hooks/useText';
import { useEntitiesLink } from '../maturity/useEntitiesLink';
import { NO_FILTER } from '../overview/listState';
import { personName } from '../scorecard/people';
import { Button } from '../controls';

const DAY = 24 * 3_600_000;

/** The backend takes the next word so long before the last one ends. */
const RENEWABLE_DAYS = 31;

function AttestDialog(props: {
  subject: string;
  plan: string;
  item: PlanItemState;
  onClose: () => void;
  onSaved: () => Promise<void>;
}) {
  const { subject, plan, item, onClose, onSaved } = props;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const [statement, setStatement] = useState('');
  const [link, setLink] = useState('');
  const [now] = useState(() => Date.now());
  const zone = useFrameworkIndex()?.timeZone ?? 'UTC';
  const today = dateIn(zone, now);
  const longest = longestDay(now, EVENT_VALIDITY_DAYS, zone);
  const [day, setDay] = useState(longest);
  const badDay = !isDayBetween(day, today, longest);
  const badLink = link.trim() !== '' && !/^https?:\/\//.test(link.trim());
  return (
    <FormDialog
      title={t('roadmap.attestTitle')}
      submit={t('roadmap.attest')}
      incomplete={!statement.trim() || badLink || badDay}
      onClose={onClose}
      onSubmit={async () => {
        await api.attestPlanItem({
          subject,
          plan,
          item: item.id,
          statement: statement.trim(),
          ...(link.trim() && { link: link.trim() }),
          // The longest there is needs no date: the backend counts from now.
          ...(day !== longest && { validUntil: day }),
        });
        await onSaved();
        onClose();
      }}
    >
      <p>
        <strong>{item.text}</strong>
      </p>
      <p>{t('roadmap.attestText')}</p>
      <StatementBox
        label={t('roadmap.statement')}
        value={statement}
        onChange={setStatement}
        maxLength={4000}
      />
      <TextBox
        label={t('roadmap.link')}
        value={link}
        onChange={setLink}
        error={badLink}
        helperText={badLink ? t('roadmap.linkHelp') : undefined}
        inputProps={{ maxLength: 2000 }}
      />
      <TextBox
        label={t('roadmap.validUntil')}
        helperText={t('roadmap.validUntilHelp', {
          days: String(EVENT_VALIDITY_DAYS),
          zone,
        })}
        error={badDay}
        type="date"
        value={day}
        onChange={setDay}
        required
        inputProps={{ max: longest, min: today }}
      />
    </FormDialog>
  );
}

function WithdrawDialog(props: {
  attestation: PlanAttestation;
  item: PlanItemState;
  onClose: () => void;
  onSaved: () => Promise<void>;
}) {
  const { attestation, item, onClose, onSaved } = props;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  return (
    <ReasonDialog
      title={t('roadmap.withdrawTitle')}
      submit={t('roadmap.withdraw')}
      onClose={onClose}
      onSubmit={async reason => {
        await api.withdrawPlanAttestation(attestation.id, reason);
        await onSaved();
      }}
    >
      <p>
        <strong>{item.text}</strong>
      </p>
      <p>{t('roadmap.withdrawText')}</p>
    </ReasonDialog>
  );
}

/** How far a control is, with the entities in which it is open behind their number. */
function Share(props: {
  /** `organization`, or the ref of the team whose entities are counted. */
  subject: string;
  control: PlanItemState['controls'][number];
}) {
  const { subject, control } = props;
  const t = useText();
  const index = useFrameworkIndex();
  const to = useEntitiesLink({
    ...NO_FILTER,
    ...(subject !== 'organization' && { owner: subject }),
  });
  const { organization, applicable, met, open } = control;
  const name = index?.control(control.id)?.name;
  const parts: ReactNode[] = [
    organization &&
      t('roadmap.organizationPart', { status: t(`status.${organization}`) }),
    applicable > 0 &&
      t('roadmap.entityPart', {
        met: String(met),
        applicable: String(applicable),
      }),
    open > 0 && (
      <Link to={to({ openPart: `${control.id}:own` })} underline="always">
        {t('roadmap.openPart', { open: String(open) })}
      </Link>
    ),
  ].filter(Boolean);
  return (
    <>
      {[control.id, name].filter(Boolean).join(' ')}
      {parts.length > 0 && (
        <>
          {' ('}
          {parts.map((part, position) => (
            <Fragment key={position}>
              {position > 0 && ', '}
              {part}
            </Fragment>
          ))}
          )
        </>
      )}
    </>
  );
}

function Why(props: { subject: string; item: PlanItemState }) {
  const { subject, item } = props;
  const page = usePageStyles();
  const t = useText();
  const language = useLanguage();
  const index = useFrameworkIndex();
  const attestation = item.attestation ?? item.lapsed;
  const date = (at: string) =>
    new Intl.DateTimeFormat(language, {
      dateStyle: 'medium',
      timeZone: index?.timeZone,
    }).format(Date.parse(at) - 1);
  return (
    <>
      {item.controls.length > 0 && (
        <div className={page.quiet}>
          {item.controls.map((control, position) => (
            <Fragment key={control.id}>
              {position > 0 && ' · '}
              <Share subject={subject} control={control} />
            </Fragment>
          ))}
        </div>
      )}
      {attestation && (
        <div>
          <span className={page.quiet}>
            {t('roadmap.said', { person: personName(attestation.by) })}{' '}
            <RelativeTime instant={attestation.at} /> (
            {t(item.attestation ? 'roadmap.until' : 'roadmap.lapsedSince', {
              date: date(attestation.validUntil),
            })}
            ):
          </span>{' '}
          {attestation.statement}{' '}
          {attestation.link && (
            <SafeLink to={attestation.link}>{attestation.link}</SafeLink>
          )}
        </div>
      )}
    </>
  );
}

/** What stands beside an item: evidence, a person's word, or nothing yet. @internal */
export function ItemState(props: { item: PlanItemState }) {
  const { item } = props;
  const t = useText();
  if (item.isEvidenced) {
    return <StatusLabel status="met">{t('roadmap.byEvidence')}</StatusLabel>;
  }
  if (item.attestation) {
    return <StatusLabel status="exempt">{t('roadmap.byPerson')}</StatusLabel>;
  }
  return item.lapsed ? (
    <StatusLabel status="stale">{t('roadmap.lapsed')}</StatusLabel>
  ) : (
    <StatusLabel status="unknown">{t('roadmap.notYet')}</StatusLabel>
  );
}

const useStyles = makeStyles(
  theme => ({
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0, 1),
    },
    text: { flex: '1 1 200px' },
  }),
  { name: 'PlumblinePlanItems' },
);

const again = ({ attestation, lapsed }: PlanItemState) =>
  attestation !== undefined || lapsed !== undefined;

/** Whether somebody has something to say: nothing counts, or not for long any more. */
function isAskedFor(item: PlanItemState, now: number): boolean {
  return item.attestation
    ? Date.parse(item.attestation.validUntil) - now < RENEWABLE_DAYS * DAY
    : !item.isEvidenced;
}

/** Items of a plan, each with what says that it is done. @internal */
export function PlanItems(props: {
  /** `organization`, or the ref of a team. */
  subject: string;
  plan: string;
  items: PlanItemState[];
  mayAttest?: boolean;
  onChanged: () => Promise<void>;
}) {
  const { subject, plan, items, mayAttest, onChanged } = props;
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const [doing, setDoing] = useState<{
    kind: 'attest' | 'withdraw';
    item: PlanItemState;
  }>();
  const close = () => setDoing(undefined);
  const now = useNow();
  return (
    <>
      <ul className={page.list}>
        {items.map(item => (
          <li key={item.id} className={page.item}>
            <div className={page.row}>
              <div>
                <div className={classes.head}>
                  <ItemState item={item} />
                  <span className={classes.text}>{item.text}</span>
                </div>
                <Why subject={subject} item={item} />
              </div>
              {mayAttest && (
                <div className={page.actions}>
                  {item.attestation && (
                    <Button
                      size="small"
                      aria-label={t('roadmap.withdrawThis', {
                        item: item.text,
                      })}
                      onClick={() => setDoing({ kind: 'withdraw', item })}
                    >
                      {t('roadmap.withdraw')}
                    </Button>
                  )}
                  {isAskedFor(item, now) && (
                    <Button
                      size="small"
                      variant="outlined"
                      aria-label={t(
                        again(item)
                          ? 'roadmap.againThis'
                          : 'roadmap.attestThis',
                        { item: item.text },
                      )}
                      onClick={() => setDoing({ kind: 'attest', item })}
                    >
                      {t(again(item) ? 'roadmap.again' : 'roadmap.attest')}
                    </Button>
                  )}
                </div>
              )}
            </div>
          </li>
        ))}
      </ul>
      {doing?.kind === 'attest' && (
        <AttestDialog
          subject={subject}
          plan={plan}
          item={doing.item}
          onClose={close}
          onSaved={onChanged}
        />
      )}
      {doing?.kind === 'withdraw' && doing.item.attestation && (
        <WithdrawDialog
          attestation={doing.item.attestation}
          item={doing.item}
          onClose={close}
          onSaved={onChanged}
        />
      )}
    </>
  );
}
