import type { Instant } from '../assessment/types';

/** From this renewal on only the executive sponsor decides. @public */
export const SPONSORED_RENEWAL = 3;

/**
 * How many times an exception was granted one after the other before `at`: the
 * number of the renewal that another one would be, 0 for the first.
 *
 * One follows another when it began before the other had been over for
 * `pauseDays`; so letting one lapse for a day does not start the count anew.
 *
 * @param granted - approved exceptions of one entity from one control, in any
 * order, [from, until)
 * @param options - `pauseDays`: days without exception that make the next one
 * the first again
 * @public
 */
export function renewalOf(
  granted: readonly { from: Instant; until: Instant }[],
  at: Instant,
  options: { pauseDays: number },
): number {
  const pause = options.pauseDays * 24 * 60 * 60 * 1000;
  const latestFirst = granted
    .map(({ from, until }) => ({
      from: Date.parse(from),
      until: Date.parse(until),
    }))
    .sort((a, b) => b.from - a.from || b.until - a.until);
  let before = Date.parse(at);
  let renewals = 0;
  for (const { from, until } of latestFirst) {
    if (from > before) {
      continue;
    }
    if (until + pause <= before) {
      break;
    }
    renewals += 1;
    before = from;
  }
  return renewals;
}
