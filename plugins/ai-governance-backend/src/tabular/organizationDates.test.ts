import { OrganizationDates } from './organizationDates';

describe('OrganizationDates', () => {
  it('ends a day at 24:00 of the zone, whatever the season', () => {
    const oslo = new OrganizationDates('Europe/Oslo');
    expect(oslo.endOf('2026-01-15')).toBe('2026-01-15T23:00:00.000Z');
    expect(oslo.endOf('2026-07-15')).toBe('2026-07-15T22:00:00.000Z');
    // The night the clock goes back has 25 hours.
    expect(oslo.endOf('2026-10-25')).toBe('2026-10-25T23:00:00.000Z');
    expect(oslo.endOf('2026-07-15', 184)).toBe('2027-01-15T23:00:00.000Z');
    expect(oslo.today('2026-01-15T23:00:00.000Z')).toBe('2026-01-16');
  });

  it('begins a day that has no midnight at its first instant', () => {
    const santiago = new OrganizationDates('America/Santiago');
    expect(santiago.endOf('2026-09-05')).toBe('2026-09-06T04:00:00.000Z');
  });

  it.each(['2026-02-29', '2026-13-01', '26-01-01', '1969-12-31', 'today', ''])(
    'takes %j for no date',
    text => {
      expect(new OrganizationDates('UTC').isDate(text)).toBe(false);
    },
  );

  it('names a zone that does not exist', () => {
    expect(() => new OrganizationDates('Oslo')).toThrow(
      "aiGovernance.timeZone: there is no time zone 'Oslo'",
    );
  });
});
