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

  it('ends what a person entered with the day, and at the latest when it may', () => {
    const oslo = new OrganizationDates('Europe/Oslo');
    const longest = '2026-10-26T12:00:00.000Z';
    // The clocks go back on the 25th: that day has 25 hours.
    expect(oslo.endOfEntered('2026-10-24', longest)).toBe(
      '2026-10-24T22:00:00.000Z',
    );
    expect(oslo.endOfEntered('2026-10-25', longest)).toBe(
      '2026-10-25T23:00:00.000Z',
    );
    expect(oslo.endOfEntered('2026-10-26', longest)).toBe(longest);
    expect(oslo.endOfEntered('2026-10-27', longest)).toBe(
      '2026-10-27T23:00:00.000Z',
    );
    expect(oslo.endOfEntered('2026-10-25T10:00:00Z', longest)).toBe(
      '2026-10-25T10:00:00.000Z',
    );
    expect(oslo.endOfEntered('2026-10-24T10:00', longest)).toBe(
      '2026-10-24T08:00:00.000Z',
    );
    for (const text of ['2026-02-30', 'tomorrow', '']) {
      expect(oslo.endOfEntered(text, longest)).toBeUndefined();
    }
  });

  it('names the last day before an end', () => {
    const oslo = new OrganizationDates('Europe/Oslo');
    expect(oslo.lastDay('2026-10-25T23:00:00.000Z')).toBe('2026-10-25');
    expect(oslo.lastDay('2026-10-25T23:00:00.001Z')).toBe('2026-10-26');
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
