import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Alert from '@material-ui/lab/Alert';
import {
  failureReviewPermission,
  FEEDBACK_VERDICTS,
  programmeOf,
  scorecardReadPermission,
  violationReadPermission,
  violationReportPermission,
  type Violation,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { dateIn } from '../attestations/until';
import {
  Choice,
  EntityRefBox,
  FormDialog,
  Problem,
  RelativeTime,
  Section,
  StatementBox,
  TextBox,
  usePageStyles,
} from '../components';
import { Pager } from '../components/Pager';
import { ReasonDialog } from '../components/ReasonDialog';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { rememberPlace } from '../hooks/useFocusBack';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { useMe, usePermitted } from '../hooks/useViewer';
import { useToday } from '../incidents/IncidentDialogs';
import { DataTable } from '../maturity/DataTable';
import { useGovernancePath } from '../pages/useGovernancePath';
import { useTabLink } from '../pages/useTabLink';
import { refName } from '../overview/owners';
import { POLICIES_PATH } from '../policies/policyPath';
import { personName } from '../scorecard/people';
import { Button } from '../controls';
import { FeedbackDialog } from './FeedbackDialog';

const PAGE = 25;

/** Weeks that nobody looked at are asked for so long. */
const WEEKS = 12;

const DAY = 86_400_000;

const daysAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** The Monday of the week of a day. */
const mondayOf = (day: string) =>
  daysAfter(day, -((new Date(day).getUTCDay() + 6) % 7));

function Failures() {
  const classes = usePageStyles();
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const tabLink = useTabLink();
  const today = useToday();
  const reviews = usePermitted(failureReviewPermission);
  const [params, setParams] = useSearchParams();
  const week = params.get('week') ?? undefined;
  const [reviewing, setReviewing] = useState(false);
  const past = Array.from({ length: WEEKS }, (_, back) =>
    daysAfter(mondayOf(today), -7 * (back + 1)),
  );
  // An address may name an older one.
  const weeks = week && !past.includes(week) ? [...past, week] : past;
  const { value, error, reload } = useResource(
    () => programme.getFailures(week ? { week } : {}),
    [programme, week],
    { keep: true },
  );
  const next = value && daysAfter(value.week, 7);
  // A week that is running ends with now.
  const isOver =
    value !== undefined &&
    dateIn(index?.timeZone ?? 'UTC', Date.parse(value.to)) >= next!;
  return (
    <Section
      title={t('conduct.failures')}
      note={t('conduct.failuresNote')}
      action={
        <span className={classes.actions}>
          <Choice
            className={classes.choice}
            label={t('conduct.week')}
            any={t('conduct.thisWeek')}
            value={week}
            options={weeks.map(day => ({
              value: day,
              label: t('conduct.weekOf', { day }),
            }))}
            onChange={day =>
              setParams(before => {
                const after = new URLSearchParams(before);
                after.delete('week');
                if (day) {
                  after.set('week', day);
                }
                return after;
              })
            }
          />
          {reviews && value && !value.review && isOver && (
            <Button
              size="small"
              variant="outlined"
              onClick={() => setReviewing(true)}
            >
              {t('conduct.reviewWeek')}
            </Button>
          )}
        </span>
      }
    >
      {error && !value && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {value && (
        <p className={classes.quiet}>
          {t('conduct.since', { day: value.week })}
          {reviews &&
            !value.review &&
            !isOver &&
            ` · ${t('conduct.notOver', { day: next! })}`}
        </p>
      )}
      {value?.items.length === 0 && (
        <p className={classes.quiet}>{t('conduct.noFailures')}</p>
      )}
      <ul className={classes.list}>
        {value?.items.map(({ control, entities, entityRefs }) => (
          <li key={control} className={classes.item}>
            <strong>{control}</strong> {index?.control(control)?.name}{' '}
            <span className={classes.quiet}>
              {t('conduct.services', { count: entities })}
            </span>
            <div>
              {entityRefs.map((ref, position) => (
                <span key={ref}>
                  {position > 0 && ', '}
                  <Link to={tabLink(ref)} underline="always">
                    {refName(ref)}
                  </Link>
                </span>
              ))}
            </div>
          </li>
        ))}
      </ul>
      {value?.review && (
        <p className={classes.text}>
          {t('conduct.reviewedBy', { person: personName(value.review.by) })}{' '}
          <RelativeTime instant={value.review.at} />: {value.review.notes}
        </p>
      )}
      {value && reviewing && (
        <ReasonDialog
          title={t('conduct.reviewWeek')}
          submit={t('conduct.reviewWeek')}
          label={t('conduct.notes')}
          onClose={() => setReviewing(false)}
          onSubmit={async notes => {
            await programme.reviewFailures(value.week, { notes });
            await reload();
          }}
        >
          <p>{t('conduct.reviewText')}</p>
        </ReasonDialog>
      )}
    </Section>
  );
}

function Feedback() {
  const classes = usePageStyles();
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const [giving, setGiving] = useState<{ control?: string }>();
  const { value, error, reload } = useResource(
    () => programme.listFeedback(),
    [programme],
  );
  const open = (control?: string) => setGiving({ control });
  return (
    <Section
      title={t('conduct.feedback')}
      note={t('conduct.feedbackNote')}
      action={
        <Button size="small" variant="outlined" onClick={() => open()}>
          {t('conduct.give')}
        </Button>
      }
    >
      {error && !value && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {value && value.own.length > 0 && (
        <ul className={classes.list} aria-label={t('conduct.own')}>
          {value.own.map(one => (
            <li key={one.control} className={classes.item}>
              <div className={classes.row}>
                <span>
                  <strong>{one.control}</strong>{' '}
                  {t(`conduct.verdicts.${one.verdict}`)}{' '}
                  <span className={classes.quiet}>{one.text}</span>
                </span>
                <span className={classes.actions}>
                  <Button
                    size="small"
                    aria-label={t('conduct.changeOne', {
                      control: one.control,
                    })}
                    onClick={() => open(one.control)}
                  >
                    {t('riskRegister.edit')}
                  </Button>
                  <Button
                    size="small"
                    aria-label={t('conduct.takeBackOne', {
                      control: one.control,
                    })}
                    onClick={async () => {
                      const back = rememberPlace();
                      await programme.takeBackFeedback(one.control);
                      await reload();
                      back();
                    }}
                  >
                    {t('conduct.takeBack')}
                  </Button>
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
      {value && value.own.length === 0 && (
        <p className={classes.quiet}>{t('conduct.noOwn')}</p>
      )}
      {value?.items && value.items.length > 0 && (
        <DataTable
          label={t('conduct.everybody')}
          table={{
            columns: [
              { label: t('conduct.control') },
              ...FEEDBACK_VERDICTS.map(id => ({
                label: t(`conduct.verdicts.${id}`),
                number: true,
              })),
              { label: t('conduct.said') },
            ],
            rows: value.items.map(item => [
              `${item.control} ${index?.control(item.control)?.name ?? ''}`,
              ...FEEDBACK_VERDICTS.map(id => String(item.verdicts[id] ?? 0)),
              item.texts.map(one => one.text).join(' · ') || null,
            ]),
          }}
        />
      )}
      {giving && (
        <FeedbackDialog
          own={value?.own ?? []}
          control={giving.control}
          onClose={() => setGiving(undefined)}
          onSaved={reload}
        />
      )}
    </Section>
  );
}

function ReportViolationDialog(props: {
  onClose: () => void;
  onSaved: () => Promise<void>;
}) {
  const { onClose, onSaved } = props;
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const today = useToday();
  const [person, setPerson] = useState('');
  const [policy, setPolicy] = useState<string>();
  const [occurredOn, setOccurredOn] = useState(today);
  const [description, setDescription] = useState('');
  return (
    <FormDialog
      title={t('conduct.reportViolation')}
      submit={t('conduct.reportViolation')}
      incomplete={!person.trim() || !policy || !description.trim()}
      onClose={onClose}
      onSubmit={async () => {
        await programme.reportViolation({
          person: person.trim(),
          policy: policy!,
          occurredOn,
          description: description.trim(),
        });
        await onSaved();
        onClose();
      }}
    >
      <p>{t('conduct.violationText')}</p>
      <EntityRefBox
        label={t('conduct.person')}
        helperText={t('refs.personHelp')}
        of="person"
        value={person}
        onChange={setPerson}
        required
      />
      <Choice
        label={t('conduct.policy')}
        any={t('form.choose')}
        required
        value={policy}
        options={(index?.framework.policies ?? []).flatMap(section =>
          section.items.map(({ id, text }) => ({
            value: id,
            label: `${section.name}: ${text}`,
          })),
        )}
        onChange={setPolicy}
      />
      <TextBox
        label={t('conduct.occurredOn')}
        type="date"
        value={occurredOn}
        onChange={setOccurredOn}
        required
        inputProps={{ max: today }}
      />
      <StatementBox
        label={t('incidents.description')}
        helperText={t('incidents.descriptionHelp')}
        value={description}
        onChange={setDescription}
        rows={3}
        maxLength={4000}
      />
    </FormDialog>
  );
}

function ViolationItem(props: {
  violation: Violation;
  maySettle: boolean;
  onSettle: () => void;
}) {
  const { violation, maySettle, onSettle } = props;
  const classes = usePageStyles();
  const t = useText();
  const governance = useGovernancePath();
  const index = useFrameworkIndex();
  const step =
    index &&
    programmeOf(index.framework).escalation.steps.find(
      ({ id }) => id === violation.step,
    );
  const section = index?.framework.policies.find(({ items }) =>
    items.some(({ id }) => id === violation.policy),
  );
  const policy = section?.items.find(({ id }) => id === violation.policy);
  return (
    <li className={classes.item}>
      <div className={classes.row}>
        <div>
          <strong>{personName(violation.person)}</strong>{' '}
          {step?.name ?? violation.step}{' '}
          <span className={classes.quiet}>
            {t('conduct.occurrence', { number: String(violation.occurrence) })}
            {' · '}
            {violation.occurredOn}
            {' · '}
            {section && governance !== undefined ? (
              <Link
                to={`${governance}/${POLICIES_PATH}?policy=${encodeURIComponent(
                  section.id,
                )}`}
                underline="always"
              >
                {policy!.text}
              </Link>
            ) : (
              violation.policy
            )}
          </span>
          <div>{violation.description}</div>
          <div className={classes.quiet}>
            {t('conduct.told', {
              roles: violation.told
                .map(role => index?.roleName(role) ?? role)
                .join(', '),
            })}{' '}
            {step?.consequence}
          </div>
          {violation.settlement && (
            <div>
              {t('conduct.settledBy', {
                person: personName(violation.settlement.by),
              })}{' '}
              <RelativeTime instant={violation.settlement.at} />:{' '}
              {violation.settlement.text}
            </div>
          )}
        </div>
        {maySettle && violation.state === 'open' && (
          <Button
            size="small"
            variant="outlined"
            aria-label={t('conduct.settleThis', {
              person: personName(violation.person),
            })}
            onClick={onSettle}
          >
            {t('conduct.settle')}
          </Button>
        )}
      </div>
    </li>
  );
}

function Violations() {
  const classes = usePageStyles();
  const t = useText();
  const governance = useGovernancePath();
  const { programme } = useApi(aiGovernanceApiRef);
  const me = useMe();
  const readsAll = usePermitted(violationReadPermission);
  const reports = usePermitted(violationReportPermission);
  const [doing, setDoing] = useState<'report' | Violation>();
  const [cursor, setCursor] = useState<string>();
  const { value, error, reload } = useResource(async () => {
    if (readsAll === undefined) {
      return undefined;
    }
    const request = { limit: PAGE, ...(cursor && { cursor }) };
    return readsAll
      ? programme.listViolations(request)
      : programme.listOwnViolations(request);
  }, [programme, readsAll, cursor]);
  return (
    <Section
      title={t('conduct.violations')}
      note={
        <>
          <span>
            {readsAll === false
              ? t('conduct.ownOnly')
              : t('conduct.violationsNote')}
          </span>
          {governance !== undefined && (
            <>
              {' · '}
              <Link to={`${governance}/${POLICIES_PATH}`} underline="always">
                {t('policies.read')}
              </Link>
            </>
          )}
        </>
      }
      action={
        reports && (
          <Button
            size="small"
            variant="outlined"
            onClick={() => setDoing('report')}
          >
            {t('conduct.reportViolation')}
          </Button>
        )
      }
    >
      {error && !value && (
        <Problem
          error={error}
          permission={violationReadPermission.name}
          onRetry={reload}
        />
      )}
      {value?.items.length === 0 && (
        <p className={classes.quiet}>{t('conduct.noViolations')}</p>
      )}
      <ul className={classes.list}>
        {value?.items.map(violation => (
          <ViolationItem
            key={violation.id}
            violation={violation}
            maySettle={readsAll === true && violation.person !== me}
            onSettle={() => setDoing(violation)}
          />
        ))}
      </ul>
      <Pager cursor={cursor} next={value?.nextCursor} onGo={setCursor} />
      {doing === 'report' && (
        <ReportViolationDialog
          onClose={() => setDoing(undefined)}
          onSaved={reload}
        />
      )}
      {doing && doing !== 'report' && (
        <ReasonDialog
          title={t('conduct.settle')}
          submit={t('conduct.settle')}
          label={t('conduct.outcome')}
          onClose={() => setDoing(undefined)}
          onSubmit={async text => {
            await programme.settleViolation(doing.id, {
              version: doing.version,
              text,
            });
            await reload();
          }}
        >
          <p>{t('conduct.settleText')}</p>
        </ReasonDialog>
      )}
    </Section>
  );
}

/** What began to fail, what engineers say of the rules, and who broke them. @internal */
export function ConductPage() {
  const classes = usePageStyles();
  const t = useText();
  const reads = usePermitted(violationReadPermission);
  return (
    <div className={classes.root}>
      {reads === false && (
        <Alert severity="info">
          {t('conduct.forbidden', { permission: violationReadPermission.name })}
        </Alert>
      )}
      <Failures />
      <Feedback />
      <Violations />
    </div>
  );
}
