import { InputError } from '@backstage/errors';
import { DateTime } from 'luxon';

/** Clocks of build machines may be ahead of ours by this much. */
const SKEW_MS = 5 * 60_000;

/**
 * A time as people and machines write it, in the form that is stored.
 *
 * @throws InputError that names the field
 */
export function instantOf(name: string, text: string): string {
  const hasZone = /(z|[+-]\d\d:?\d\d)$/i.test(text);
  const time = DateTime.fromISO(text, { zone: 'utc' });
  if (
    !hasZone ||
    !text.includes('T') ||
    !time.isValid ||
    time.year < 1970 ||
    time.year > 9999
  ) {
    throw new InputError(
      `${name} '${text}' is no instant with a time zone, such as 2026-11-20T09:00:00Z`,
    );
  }
  return time.toJSDate().toISOString();
}

/**
 * When something was seen: never later than now, however the clock there goes.
 *
 * @throws InputError when it is further ahead than clocks differ
 */
export function observedInstant(
  name: string,
  text: string,
  at: string,
): string {
  const observedAt = instantOf(name, text);
  if (Date.parse(observedAt) > Date.parse(at) + SKEW_MS) {
    throw new InputError(
      `${name} ${text} is in the future; here it is ${at}. Set the clock of the machine, or leave ${name} out`,
    );
  }
  return observedAt > at ? at : observedAt;
}
