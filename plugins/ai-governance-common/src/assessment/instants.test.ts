import fc from 'fast-check';
import { DueClock, parseAt, parseInstant, toInstant } from './instants';

describe('parseInstant', () => {
  it.each<[string, number]>([
    ['1970-01-02T00:00:00.000Z', 86_400_000],
    ['1970-01-02T00:00:00Z', 86_400_000],
    ['1970-01-02T02:00+02:00', 86_400_000],
    ['1970-01-02', 86_400_000],
    ['yesterday', NaN],
    ['', NaN],
    ['1970-13-02T00:00:00Z', NaN],
    // Without a zone the result would depend on where the code runs.
    ['1970-01-02T00:00:00', NaN],
    ['Jan 2, 1970', NaN],
    ['86400000', NaN],
  ])('reads %j', (text, milliseconds) => {
    expect(parseInstant(text)).toBe(milliseconds);
    expect(parseInstant(text)).toBe(milliseconds);
  });

  it('reads back what is written, as Date writes it', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('-002000-01-01T00:00:00.000Z'),
          max: new Date('+012000-01-01T00:00:00.000Z'),
          noInvalidDate: true,
        }),
        date => {
          expect(toInstant(date.getTime())).toBe(date.toISOString());
          expect(parseInstant(toInstant(date.getTime()))).toBe(date.getTime());
        },
      ),
    );
  });

  it('refuses a moment that is none', () => {
    expect(() => parseAt('today')).toThrow('got "today"');
  });
});

describe('DueClock', () => {
  it('keeps the first boundary after its moment', () => {
    const due = new DueClock(1000);
    expect(due.nextDueAt()).toBeUndefined();
    [NaN, Infinity, 1000, 999, 3000, 2000, 2500].forEach(boundary =>
      due.read(boundary),
    );
    expect(due.nextDueAt()).toBe(toInstant(2000));
  });

  it('covers half-open intervals and notes both ends', () => {
    const covers = (from: number, until: number) => {
      const due = new DueClock(1000);
      return [due.covers(from, until), due.nextDueAt()];
    };
    expect(covers(1000, 1001)).toEqual([true, toInstant(1001)]);
    expect(covers(999, 1000)).toEqual([false, undefined]);
    expect(covers(1001, 1002)).toEqual([false, toInstant(1001)]);
    expect(covers(NaN, 2000)[0]).toBe(false);
  });
});
