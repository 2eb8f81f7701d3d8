import fc from 'fast-check';
import { renewalOf } from './renewals';

const DAY = 24 * 60 * 60 * 1000;
const day = (number: number) => new Date(number * DAY).toISOString();
const granted = (from: number, until: number) => ({
  from: day(from),
  until: day(until),
});
const PAUSE = { pauseDays: 90 };

describe('renewalOf', () => {
  it('is the first where nothing was granted', () => {
    expect(renewalOf([], day(0), PAUSE)).toBe(0);
  });

  it('counts what was granted one after the other, overlapping or not', () => {
    const list = [granted(180, 270), granted(0, 90), granted(80, 170)];
    expect(renewalOf(list, day(260), PAUSE)).toBe(3);
    expect(renewalOf(list, day(300), PAUSE)).toBe(3);
  });

  it('starts anew after the whole pause and not a moment earlier', () => {
    expect(renewalOf([granted(0, 90)], day(180), PAUSE)).toBe(0);
    expect(
      renewalOf([granted(0, 90)], new Date(180 * DAY - 1).toISOString(), PAUSE),
    ).toBe(1);
  });

  it('forgets what lies before a pause', () => {
    expect(
      renewalOf([granted(0, 90), granted(400, 450)], day(440), PAUSE),
    ).toBe(1);
  });

  it('does not depend on the order, and grows by one with each that follows', () => {
    const lists = fc.array(
      fc
        .tuple(
          fc.integer({ min: 0, max: 900 }),
          fc.integer({ min: 1, max: 90 }),
        )
        .map(([from, days]) => granted(from, from + days)),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(lists, list => {
        const at = 1000;
        const count = renewalOf(list, day(at), PAUSE);
        expect(renewalOf([...list].reverse(), day(at), PAUSE)).toBe(count);
        expect(count).toBeLessThanOrEqual(list.length);
        expect(
          renewalOf([...list, granted(at, at + 30)], day(at + 20), PAUSE),
        ).toBe(renewalOf(list, day(at), PAUSE) + 1);
      }),
    );
  });
});
