const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
];

/**
 * How far an instant lies from now, in the largest unit that fits: "3 hours
 * ago", "in 9 days". A day to come that has begun counts as one, so that a
 * term of nine days is not called eight a minute later. Undefined below one
 * minute. @internal
 */
export function relativeText(
  distance: number,
  language: string,
): string | undefined {
  const seconds = distance / 1000;
  const fit = UNITS.find(([, size]) => Math.abs(seconds) >= size);
  if (!fit) {
    return undefined;
  }
  const [unit, size] = fit;
  const round = unit === 'day' && seconds > 0 ? Math.ceil : Math.trunc;
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(
    round(seconds / size),
    unit,
  );
}
