import { InputError } from '@backstage/errors';
import type { OrganizationDates } from '../tabular/organizationDates';

const DAY_MS = 24 * 60 * 60 * 1000;

const DEFAULT_DAYS = 90;

const INSTANT =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/** A span of time somebody asked for; its end is never ahead of now. */
export interface Span {
  from: number;
  to: number;
  /** The span ends now: what is in force counts, not what is stored of it. */
  isCurrent: boolean;
}

/**
 * Reads a span: dates count whole, in the organization's time zone.
 *
 * @throws InputError that says what is wrong
 */
export function readSpan(
  request: { from?: string; to?: string },
  context: { dates: OrganizationDates; at: string },
): Span {
  const { dates, at } = context;
  const now = Date.parse(at);
  const asked =
    request.to === undefined
      ? now
      : instantOf('to', request.to, date => dates.endOf(date), dates);
  const to = Math.min(asked, now);
  const from =
    request.from === undefined
      ? Date.parse(
          dates.endOf(dates.today(new Date(to).toISOString()), -DEFAULT_DAYS),
        )
      : instantOf('from', request.from, date => dates.endOf(date, -1), dates);
  if (from >= to) {
    throw new InputError(
      `'from' has to be before 'to', and before now: ${new Date(
        from,
      ).toISOString()} is not before ${new Date(to).toISOString()}`,
    );
  }
  return { from, to, isCurrent: asked >= now };
}

/**
 * Reads an instant somebody asked for; a date is the end of it. It is never
 * ahead of now.
 *
 * @throws InputError that says what is wrong
 */
export function readInstant(
  text: string,
  context: { dates: OrganizationDates; at: string },
): { instant: number; isCurrent: boolean } {
  const { dates } = context;
  const now = Date.parse(context.at);
  const asked = instantOf('at', text, date => dates.endOf(date), dates);
  return { instant: Math.min(asked, now), isCurrent: asked >= now };
}

function instantOf(
  name: string,
  text: string,
  ofDate: (date: string) => string,
  dates: OrganizationDates,
): number {
  if (dates.isDate(text)) {
    return Date.parse(ofDate(text));
  }
  const instant = INSTANT.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(instant)) {
    throw new InputError(
      `'${name}' has to be a date such as 2026-03-31 or an instant such as 2026-03-31T12:00:00Z, not '${text}'`,
    );
  }
  return instant;
}

/**
 * Instants of a trend: both ends of the span and, between them, ends of days
 * spread evenly. Ends of days are the same whenever somebody asks.
 */
export function pointsOf(
  { from, to }: Span,
  points: number,
  dates: OrganizationDates,
): number[] {
  const days = new Set<number>();
  const between = points - 2;
  for (let index = 1; index <= between; index++) {
    const about = from + ((to - from) * index) / (between + 1);
    // The end of the day nearest to it.
    const day = dates.today(new Date(about - DAY_MS / 2).toISOString());
    const end = Date.parse(dates.endOf(day));
    if (end > from && end < to) {
      days.add(end);
    }
  }
  return [from, ...[...days].sort((a, b) => a - b), to];
}
