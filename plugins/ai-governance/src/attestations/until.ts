const DAY = 24 * 3_600_000;

/** The date it is somewhere, `2027-01-31`. @internal */
export function dateIn(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(at);
  const part = (type: string) =>
    parts.find(candidate => candidate.type === type)!.value;
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** When a day ends somewhere, at its 24:00, as an instant. @internal */
export function endOfDay(zone: string, day: string): string {
  const wanted = Date.parse(day) + DAY;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    timeZoneName: 'longOffset',
  });
  /** How far the clocks there are ahead at an instant, in milliseconds. */
  const ahead = (at: number) => {
    const name = clock
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName')!.value;
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
    return sign
      ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000
      : 0;
  };
  // The second look is for days on which clocks are changed.
  const near = wanted - ahead(wanted);
  return new Date(wanted - ahead(near)).toISOString();
}

/** The last day an attestation given now may hold, `2027-01-31`. @internal */
export function longestDay(now: number, days: number, zone: string): string {
  // The end is exclusive and at 24:00, so that day itself has to fit in whole.
  return dateIn(zone, now + days * DAY - DAY);
}

/** A day that a form may send: well-formed, not past, and not too far. @internal */
export function isDayBetween(
  day: string,
  from: string,
  longest: string,
): boolean {
  return (
    /^\d{4}-\d\d-\d\d$/.test(day) &&
    !Number.isNaN(Date.parse(day)) &&
    day >= from &&
    day <= longest
  );
}
