import type { Instant } from './types';

/** Milliseconds of one day. */
export const DAY_MS = 86_400_000;

/** Milliseconds since the epoch; NaN for text that is no instant. */
export function parseInstant(text: string): number {
  return Date.parse(text);
}

/** Milliseconds of an optional instant; NaN when it is absent or no instant. */
export function parseOptional(text: string | undefined): number {
  return text === undefined ? NaN : Date.parse(text);
}

/** ISO 8601 in UTC with milliseconds. */
export function toInstant(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString();
}

/**
 * Parses the moment of a judgement.
 * @throws Error when the text is no instant.
 */
export function parseAt(at: string): number {
  const milliseconds = Date.parse(at);
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
