import type { Instant } from './types';

/** Milliseconds of one day. */
export const DAY_MS = 86_400_000;

/** Bound of each memory; deterministic results do not depend on it. */
const MAX_REMEMBERED = 4096;

const parsed = new Map<string, number>();

/** ISO 8601 with a zone, or a date alone, which is UTC. Anything else would be read in local time. */
const ISO =
  /^(?:\d{4}|[+-]\d{6})-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/**
 * Milliseconds since the epoch; NaN for text that is no instant. Remembers what it parsed, because the
 * evidence of one look carries the same instant many times.
 */
export function parseInstant(text: string): number {
  let milliseconds = parsed.get(text);
  if (milliseconds === undefined) {
    if (!ISO.test(text)) {
      return NaN;
    }
    if (parsed.size >= MAX_REMEMBERED) {
      parsed.clear();
    }
    milliseconds = Date.parse(text);
    parsed.set(text, milliseconds);
  }
  return milliseconds;
}

/** Milliseconds of an optional instant; NaN when it is absent or no instant. */
export function parseOptional(text: string | undefined): number {
  return text === undefined ? NaN : parseInstant(text);
}

const dayTexts = new Map<number, string>();

/** `2026-11-20T` for a day since the epoch; days repeat across thousands of judgements. */
function dayText(day: number): string {
  let text = dayTexts.get(day);
  if (text === undefined) {
    if (dayTexts.size >= MAX_REMEMBERED) {
      dayTexts.clear();
    }
    text = new Date(day * DAY_MS).toISOString().slice(0, -13);
    dayTexts.set(day, text);
  }
  return text;
}

function pad(value: number, digits: 2 | 3): string {
  const text = digits === 3 && value < 100 ? `0${value}` : `${value}`;
  return value < 10 ? `0${text}` : text;
}

/**
 * ISO 8601 in UTC with milliseconds, the same text as `Date.prototype.toISOString` at a fraction of its
 * cost.
 * @throws RangeError outside of what a date can express.
 */
export function toInstant(milliseconds: number): Instant {
  const day = Math.floor(milliseconds / DAY_MS);
  const rest = milliseconds - day * DAY_MS;
  const hours = Math.floor(rest / 3_600_000);
  const minutes = Math.floor(rest / 60_000) % 60;
  const seconds = Math.floor(rest / 1000) % 60;
  return `${dayText(day)}${pad(hours, 2)}:${pad(minutes, 2)}:${pad(
    seconds,
    2,
  )}.${pad(rest % 1000, 3)}Z`;
}

/**
 * Parses the moment of a judgement.
 * @throws Error when the text is no instant.
 */
export function parseAt(at: string): number {
  const milliseconds = parseInstant(at);
  if (Number.isNaN(milliseconds)) {
    throw new Error(
      `"at" must be an ISO 8601 instant such as 2026-11-20T09:00:00.000Z, got "${at}"`,
    );
  }
  return milliseconds;
}

/**
 * Remembers the first instant after a moment at which anything that was read begins or ends.
 * Intervals are half-open, so both ends are instants of change.
 */
export class DueClock {
  private next = Infinity;

  constructor(readonly at: number) {}

  /** Notes a boundary; NaN, infinite and past ones change nothing. */
  read(boundary: number): void {
    if (boundary > this.at && boundary < this.next) {
      this.next = boundary;
    }
  }

  /** True when [from, until) contains the moment; notes both ends. */
  covers(from: number, until: number): boolean {
    this.read(from);
    this.read(until);
    return from <= this.at && this.at < until;
  }

  /** The first boundary after the moment, if there is one that a date can express. */
  nextDueAt(): Instant | undefined {
    return this.next <= 8.64e15 ? toInstant(this.next) : undefined;
  }
}
