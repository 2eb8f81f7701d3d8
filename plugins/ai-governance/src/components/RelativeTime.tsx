import Tooltip from '@material-ui/core/Tooltip';
import type { Instant } from '@plumbline/backstage-plugin-ai-governance-common';
import { useLanguage } from '../hooks/useLanguage';
import { useNow } from '../hooks/useNow';
import { useText } from '../hooks/useText';
import { relativeText } from './relativeText';

/**
 * An instant as people say it ("3 hours ago", "in 9 days"), with the exact
 * instant and time zone on hover and for screen readers. @internal
 */
export function RelativeTime(props: { instant?: Instant }) {
  const now = useNow();
  const t = useText();
  const language = useLanguage();
  const time = props.instant ? Date.parse(props.instant) : NaN;
  if (Number.isNaN(time)) {
    return <span>{t('time.never')}</span>;
  }
  const exact = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'long',
  }).format(time);
  const text = relativeText(time - now, language) ?? t('time.justNow');
  return (
    <Tooltip title={exact} interactive>
      <time dateTime={props.instant} style={{ whiteSpace: 'nowrap' }}>
        {text}
      </time>
    </Tooltip>
  );
}
