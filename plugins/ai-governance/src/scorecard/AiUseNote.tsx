import type { AiUse } from '@plumbline/backstage-plugin-ai-governance-common';
import { RelativeTime } from '../components';
import { useText } from '../hooks/useText';

/** Whether AI assistants are used here, and how that is known. @internal */
export function AiUseNote(props: { aiUse: AiUse }) {
  const t = useText();
  const { status, declaredUntil } = props.aiUse;
  if (status === 'observed') {
    return <span>{t('tools.aiUseObserved')}</span>;
  }
  if (status === 'unknown') {
    return <span>{t('tools.aiUseUnknown')}</span>;
  }
  return (
    <span>
      {declaredUntil ? (
        <>
          {t('tools.aiUseNoneUntil')} <RelativeTime instant={declaredUntil} />
        </>
      ) : (
        t('tools.aiUseNone')
      )}
    </span>
  );
}
