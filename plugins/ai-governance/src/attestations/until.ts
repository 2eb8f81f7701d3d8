const DAY = 24 * 3_600_000;

/** The last day an attestation given now may hold, `2027-01-31`. @internal */
export function longestDay(now: number, days: number): string {
  // The end is exclusive and at 24:00, so that day itself has to fit in whole.
  return new Date(now + days * DAY - DAY).toISOString().slice(0, 10);
}

/** The exclusive end that a last day stands for. @internal */
export function endOfDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + DAY).toISOString();
}

/** A day that a form may send: well-formed, ahead, and not too far. @internal */
export function isDayBetween(
  day: string,
  now: number,
  longest: string,
): boolean {
  return (
    /^\d{4}-\d\d-\d\d$/.test(day) &&
    !Number.isNaN(Date.parse(day)) &&
    Date.parse(endOfDay(day)) > now &&
    day <= longest
  );
}
