import type { Instant } from '@plumbline/backstage-plugin-ai-governance-common';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useLanguage } from '../hooks/useLanguage';

/** Writes the last day before an exclusive end, as it is in the organization's time zone. @internal */
export function useLastDay(): (end: Instant) => string {
  const language = useLanguage();
  const zone = useFrameworkIndex()?.timeZone ?? 'UTC';
  const format = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeZone: zone,
  });
  return end => format.format(Date.parse(end) - 1);
}
