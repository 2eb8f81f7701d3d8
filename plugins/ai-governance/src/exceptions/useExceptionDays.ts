import { useState } from 'react';
import { dateIn, longestDay } from '../attestations/until';
import { useFrameworkIndex } from '../framework/FrameworkProvider';

/** Longest exception while the framework is not known, in days. */
const DEFAULT_DAYS = 90;

/** The days between which an exception may end, in the organization's time zone. @internal */
export function useExceptionDays() {
  const index = useFrameworkIndex();
  const days = index?.framework.settings.maxExceptionDays ?? DEFAULT_DAYS;
  const zone = index?.timeZone ?? 'UTC';
  const [now] = useState(() => Date.now());
  return {
    days,
    zone,
    today: dateIn(zone, now),
    longest: longestDay(now, days, zone),
  };
}
