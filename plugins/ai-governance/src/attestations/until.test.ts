import { dateIn, endOfDay, isDayBetween, longestDay } from './until';

describe('days of the organization', () => {
  it('are those of its time zone', () => {
    const late = Date.parse('2026-12-31T23:30:00.000Z');
    expect(dateIn('UTC', late)).toBe('2026-12-31');
    expect(dateIn('Europe/Oslo', late)).toBe('2027-01-01');
    expect(dateIn('America/New_York', late)).toBe('2026-12-31');
  });

  it.each([
    ['UTC', '2026-12-31', '2027-01-01T00:00:00.000Z'],
    ['Europe/Oslo', '2027-06-30', '2027-06-30T22:00:00.000Z'],
    ['Europe/Oslo', '2027-03-27', '2027-03-27T23:00:00.000Z'],
    ['Europe/Oslo', '2027-03-28', '2027-03-28T22:00:00.000Z'],
    ['America/St_Johns', '2026-12-31', '2027-01-01T03:30:00.000Z'],
  ])('end at 24:00 in %s on %s', (zone, day, end) => {
    expect(endOfDay(zone, day)).toBe(end);
  });

  it('fit in whole before the longest end', () => {
    const now = Date.parse('2026-10-20T09:00:00.000Z');
    expect(longestDay(now, 7, 'UTC')).toBe('2026-10-26');
    // Kiritimati is 14 hours ahead: there the last whole day is one more.
    expect(longestDay(now, 7, 'Pacific/Kiritimati')).toBe('2026-10-26');
    expect(
      longestDay(
        Date.parse('2026-10-20T11:00:00.000Z'),
        7,
        'Pacific/Kiritimati',
      ),
    ).toBe('2026-10-27');
  });

  it('are sent when they are real, not past and not too far', () => {
    const fits = (day: string) => isDayBetween(day, '2026-10-20', '2026-10-27');
    expect(fits('2026-10-20')).toBe(true);
    expect(fits('2026-10-27')).toBe(true);
    expect(fits('2026-10-19')).toBe(false);
    expect(fits('2026-10-28')).toBe(false);
    expect(fits('2026-10-99')).toBe(false);
    expect(fits('')).toBe(false);
  });
});
