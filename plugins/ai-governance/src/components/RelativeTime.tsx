import Tooltip from '@material-ui/core/Tooltip';
import type { Instant } from '@plumbline/backstage-plugin-ai-governance-common';
import { useLanguage } from '../hooks/useLanguage';
import { useNow } from '../hooks/useNow';
import { useText } from '../hooks/useText';

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
];

/** The distance in the largest unit that fits; undefined below one minute. */
function distance(
  seconds: number,
): [number, Intl.RelativeTimeFormatUnit] | undefined {
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) {
      return [Math.trunc(seconds / size), unit];
    }
  }
  return undefined;
}

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
  const far = distance((time - now) / 1000);
  const text = far
    ? new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(...far)
    : t('time.justNow');
  return (
    <Tooltip title={exact} interactive>
      <time dateTime={props.instant} style={{ whiteSpace: 'nowrap' }}>
        {text}
      </time>
    </Tooltip>
  );
}
