import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import type { Incident } from '@plumbline/backstage-plugin-ai-governance-common';
import { RelativeTime, usePageStyles } from '../components';
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
      <span className={classes.quiet}>
        {t(`incidents.states.${incident.state}`)}
        {incident.state === 'contained' &&
          incident.review &&
          ` · ${t('incidents.waitsForReader')}`}
      </span>
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
