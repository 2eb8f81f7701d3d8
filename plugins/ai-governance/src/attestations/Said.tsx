import type { AttestationResponse } from '@plumbline/backstage-plugin-ai-governance-common';
import { RelativeTime, usePageStyles } from '../components';
import { SafeLink } from '../components/SafeLink';
import { useText } from '../hooks/useText';
import { personName } from '../scorecard/people';

/** What was attested, by whom, with the evidence named for it. @internal */
export function Said(props: { attestation: AttestationResponse }) {
  const { attestation } = props;
  const classes = usePageStyles();
  const t = useText();
  return (
    <div>
      <div>{attestation.statement}</div>
      <div className={classes.quiet}>
        {t('attestations.by', { person: personName(attestation.by) })}{' '}
        {attestation.confirmedBy &&
          `· ${t('attestations.confirmedBy', {
            person: personName(attestation.confirmedBy),
          })} `}
        <RelativeTime instant={attestation.from} /> · {t('attestations.until')}{' '}
        <RelativeTime instant={attestation.validUntil} />
      </div>
      {attestation.endedBy && (
        <div>
          <span className={classes.quiet}>
            {t(
              attestation.state === 'rejected'
                ? 'attestations.rejectedBy'
                : 'attestations.revokedBy',
              { person: personName(attestation.endedBy) },
            )}{' '}
            <RelativeTime instant={attestation.endedAt} />:
          </span>{' '}
          {attestation.endedReason}
        </div>
      )}
      {(attestation.link || attestation.items) && (
        <ul aria-label={t('attestations.evidence')}>
          {attestation.link && (
            <li>
              <SafeLink to={attestation.link}>{attestation.link}</SafeLink>
            </li>
          )}
          {attestation.items?.map(item => (
            <li key={item.name}>
              {item.link ? (
                <SafeLink to={item.link}>{item.name}</SafeLink>
              ) : (
                <>
                  {item.name}: <code>{item.digest}</code>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
