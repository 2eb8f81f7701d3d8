import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import type {
  ControlStatus,
  Incident,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { RelativeTime, StatusLabel, usePageStyles } from '../components';
import { useText } from '../hooks/useText';
import { useTabLink } from '../pages/useTabLink';
import { RatingLabel } from '../risks/RatingLabel';
import { personName } from '../scorecard/people';

/** The services an incident concerns, as links. @internal */
export function IncidentServices(props: { incident: Incident }) {
  const { incident } = props;
  const t = useText();
  const tabLink = useTabLink();
  const { entityRefs, hidden } = incident;
  return (
    <>
      {entityRefs.map((ref, position) => (
        <span key={ref}>
          {position > 0 && ', '}
          <Link to={tabLink(ref)} underline="always">
            {parseEntityRef(ref).name}
          </Link>
        </span>
      ))}
      {hidden !== undefined && ` ${t('incidents.hidden', { count: hidden })}`}
      {entityRefs.length === 0 &&
        hidden === undefined &&
        t('incidents.noServices')}
    </>
  );
}

const STATUS: { [state in Incident['state']]: ControlStatus } = {
  open: 'gap',
  contained: 'stale',
  reviewed: 'met',
};

/** How far the response to an incident is. @internal */
export function IncidentState(props: { state: Incident['state'] }) {
  const t = useText();
  return (
    <StatusLabel status={STATUS[props.state]}>
      {t(`incidents.states.${props.state}`)}
    </StatusLabel>
  );
}

/** One incident in a list. @internal */
export function IncidentItem(props: { incident: Incident; to: string }) {
  const { incident, to } = props;
  const classes = usePageStyles();
  const t = useText();
  const done = incident.steps.filter(({ doneAt }) => doneAt).length;
  return (
    <li className={classes.item}>
      <RatingLabel rating={incident.severity} />{' '}
      <strong>
        <Link to={to} underline="always">
          {incident.title}
        </Link>
      </strong>{' '}
      <IncidentState state={incident.state} />
      {incident.state === 'contained' && incident.review && (
        <span className={classes.quiet}> {t('incidents.waitsForReader')}</span>
      )}
      <div>
        <IncidentServices incident={incident} />
      </div>
      <div className={classes.quiet}>
        {t('incidents.reportedBy', {
          person: personName(incident.reportedBy),
        })}{' '}
        <RelativeTime instant={incident.at} />
        {' · '}
        {t('incidents.progress', {
          done: String(done),
          steps: String(incident.steps.length),
        })}
        {incident.controls.length > 0 && ` · ${incident.controls.join(', ')}`}
      </div>
    </li>
  );
}
