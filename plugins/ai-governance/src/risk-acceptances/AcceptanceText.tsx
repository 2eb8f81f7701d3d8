import type { RiskAcceptance } from '@plumbline/backstage-plugin-ai-governance-common';
import { RelativeTime, usePageStyles } from '../components';
import { useText } from '../hooks/useText';
import { personName } from '../scorecard/people';

/** Why a risk is accepted, by whom, and what is done meanwhile. @internal */
export function AcceptanceText(props: { acceptance: RiskAcceptance }) {
  const { reason, compensatingControls, acceptedBy, acceptedAt } =
    props.acceptance;
  const classes = usePageStyles();
  const t = useText();
  return (
    <>
      <div>{reason}</div>
      <div>
        <span className={classes.quiet}>{t('exceptions.meanwhile')}</span>{' '}
        {compensatingControls.join('; ')}
      </div>
      <div className={classes.quiet}>
        {t('riskAcceptances.by', { person: personName(acceptedBy) })}{' '}
        <RelativeTime instant={acceptedAt} />
      </div>
    </>
  );
}
