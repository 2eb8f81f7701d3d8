import { DateTime, IANAZone } from 'luxon';

/** A date without time, as people enter it. */
export const DATE = /^\d{4}-\d\d-\d\d$/;

/** Bound of what is remembered; nothing depends on it. */
const MAX_REMEMBERED = 4096;

/** Dates in the organization's time zone, where every day ends at 24:00. */
export class OrganizationDates {
  readonly #ends = new Map<string, string>();

  /** @throws Error when there is no such time zone */
  constructor(readonly zone: string) {
    if (!IANAZone.isValidZone(zone)) {
      throw new Error(
        `aiGovernance.timeZone: there is no time zone '${zone}'; use a name such as Europe/Oslo`,
      );
    }
  }

  /** The date it is at an instant. */
  today(at: string): string {
    return DateTime.fromISO(at, { zone: this.zone }).toISODate()!;
  }

  /** The last date that is at least in part before an exclusive end. */
  lastDay(end: string): string {
    return this.today(new Date(Date.parse(end) - 1).toISOString());
  }

  /** Whether it is a date of the calendar. */
  isDate(date: string): boolean {
    return (
      DATE.test(date) &&
      DateTime.fromISO(date, { zone: this.zone }).isValid &&
      date >= '1970-01-01'
    );
  }

  /**
   * When something ends whose end a person entered: at 24:00 of a date, or at
   * an instant. The last date that is allowed may be named though not all of
   * it is: then it ends at `longest`.
   *
   * @returns the instant, or undefined when the text is neither
   */
  endOfEntered(text: string, longest: string): string | undefined {
    if (DATE.test(text)) {
      if (!this.isDate(text)) {
        return undefined;
      }
      const end = this.endOf(text);
      return end > longest && this.today(longest) === text ? longest : end;
    }
    const instant = DateTime.fromISO(text, { zone: this.zone });
    return instant.isValid ? instant.toUTC().toISO()! : undefined;
  }

  /** The instant at which a date ends, some days later if asked. */
  endOf(date: string, laterDays = 0): string {
    const key = `${date} ${laterDays}`;
    let end = this.#ends.get(key);
    if (end === undefined) {
      end = DateTime.fromISO(date, { zone: this.zone })
        .plus({ days: laterDays + 1 })
        .startOf('day')
        .toUTC()
        .toISO()!;
      if (this.#ends.size >= MAX_REMEMBERED) {
        this.#ends.clear();
      }
      this.#ends.set(key, end);
    }
    return end;
  }
}
