import { InputError } from '@backstage/errors';
import type { OrganizationDates } from '../tabular/organizationDates';

const DAY = 24 * 3_600_000;

/** Longest validity where the check's frequency is an event, in days. */
export const EVENT_VALIDITY_DAYS = 366;

/**
 * When something that a person says now ends: what was asked for, or the
 * longest there is.
 *
 * @throws InputError unless that lies ahead and not too far
 */
export function endOfValidity(options: {
  dates: OrganizationDates;
  at: string;
  /** Longest validity. */
  days: number;
  /** As it was entered. */
  validUntil?: string;
  /** What is attested. */
  what: string;
}): string {
  const { dates, at, days, validUntil, what } = options;
  const longest = new Date(Date.parse(at) + DAY * days).toISOString();
  const until =
    validUntil === undefined
      ? longest
      : dates.endOfEntered(validUntil, longest);
  if (until === undefined) {
    throw new InputError(
      `validUntil '${validUntil}' is neither a date such as 2027-01-31, which ends at 24:00 in ${dates.zone}, nor an ISO 8601 instant such as 2027-01-31T00:00:00Z`,
    );
  }
  if (until <= at) {
    throw new InputError('validUntil has to lie in the future');
  }
  if (until > longest) {
    throw new InputError(
      `validUntil may be at most ${longest}: ${what} has to be attested again by then`,
    );
  }
  return until;
}
