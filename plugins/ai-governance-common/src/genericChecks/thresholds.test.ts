import fc from 'fast-check';
import {
  parseRange,
  thresholdMistakes,
  thresholdOf,
  type Threshold,
} from './thresholds';

const list = (...when: string[]): Threshold[] =>
  when.map((text, index) => ({
    when: text,
    outcome: index % 2 === 0 ? 'fail' : 'pass',
  }));

/** Cuts a number line at the given places, every end open or closed. */
const partition = fc
  .uniqueArray(
    fc.record({
      value: fc.oneof(
        fc.integer({ min: -20, max: 20 }),
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      ),
      after: fc.boolean(),
    }),
    { selector: cut => cut.value, maxLength: 6 },
  )
  .map(cuts => {
    const sorted = [...cuts].sort((a, b) => a.value - b.value);
    const ends = sorted.map(({ value, after }) => ({
      below: `${after ? '<=' : '<'}${value}`,
      above: `${after ? '>' : '>='}${value}`,
    }));
    if (ends.length === 0) return ['<0', '>=0'];
    return [
      ends[0].below,
      ...ends.slice(1).map(({ below }, i) => `${ends[i].above} ${below}`),
      ends[ends.length - 1].above,
    ];
  });

describe('thresholds', () => {
  it.each([
    ['<80', 79.99, true],
    ['<80', 80, false],
    ['<=80', 80, true],
    ['>80', 80, false],
    ['>= 80', 80, true],
    ['=80', 80, true],
    ['>=50 <80', 50, true],
    ['>=50 and <80', 80, false],
    ['<80, >=50', 79, true],
    ['>-1.5e1', -15, false],
    ['> -.5', 0, true],
  ])('%s of %d: %s', (when, value, holds) => {
    expect(thresholdOf([{ when, outcome: 'pass' }], value) !== undefined).toBe(
      holds,
    );
  });

  it.each([
    '',
    '80',
    '80%',
    '<',
    '< 80 90',
    '>80 <80',
    '>=80 <80',
    '=80 <80',
    '<80 >90',
    '<1 >0 <2',
    '>1e999',
    '=NaN',
    '<80 or >90',
  ])('does not understand %j', when => {
    expect(parseRange(when)).toBeUndefined();
  });

  it('names gaps and overlaps where they are', () => {
    expect(thresholdMistakes(list('<80', '>80'))).toEqual([
      { index: 1, message: 'leaves out 80' },
    ]);
    expect(thresholdMistakes(list('<=80', '>=80'))).toEqual([
      { index: 1, message: 'overlaps with "<=80": both hold 80' },
    ]);
    expect(thresholdMistakes(list('>=80', '<50'))).toEqual([
      { index: 0, message: 'leaves out everything from 50 and below 80' },
    ]);
    expect(thresholdMistakes(list('>0'))).toEqual([
      { index: 0, message: 'leaves out everything up to 0' },
    ]);
    expect(thresholdMistakes(list('<=0'))).toEqual([
      { message: 'leave out everything above 0' },
    ]);
    expect(thresholdMistakes(list('<90', '>=10 <20', '>=90'))).toEqual([
      {
        index: 1,
        message:
          'overlaps with "<90": both hold everything from 10 and below 20',
      },
    ]);
    expect(thresholdMistakes(list('many', '<0', '>=0'))).toMatchObject([
      { index: 0, message: expect.stringContaining('is not a range') },
    ]);
    expect(thresholdMistakes([])).toEqual([
      { message: 'leave out every number' },
    ]);
  });

  it('gives every number exactly one outcome when there is no mistake', () => {
    fc.assert(
      fc.property(
        partition,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (whens, value) => {
          const thresholds = list(...whens);
          expect(thresholdMistakes(thresholds)).toEqual([]);
          const boundaries = whens.flatMap(when =>
            (when.match(/-?\d[\d.e+-]*/g) ?? []).map(Number),
          );
          for (const number of [value, ...boundaries]) {
            const holding = thresholds.filter(
              threshold => thresholdOf([threshold], number) !== undefined,
            );
            expect(holding).toHaveLength(1);
            expect(thresholdOf(thresholds, number)).toBe(holding[0]);
          }
        },
      ),
    );
  });

  it('finds a mistake whenever a range is taken out or put in twice', () => {
    fc.assert(
      fc.property(partition, fc.nat(), (whens, n) => {
        const at = n % whens.length;
        const without = whens.filter((_, index) => index !== at);
        expect(thresholdMistakes(list(...without))).not.toEqual([]);
        expect(thresholdMistakes(list(...whens, whens[at]))).not.toEqual([]);
      }),
    );
  });

  it('says nothing of what is no number', () => {
    const thresholds = list('<0', '>=0');
    expect(thresholdOf(thresholds, NaN)).toBeUndefined();
    expect(thresholdOf(thresholds, Infinity)).toBeUndefined();
  });
});
