/** One range of the number line and what a number in it means. @public */
export interface Threshold {
  /** `<80`, `<=80`, `>80`, `>=80`, `=80`, or two of them for a bounded range: `>=50 <80`. */
  when: string;
  outcome: 'pass' | 'fail';
}

/** A mistake in a list of thresholds: which one, and what is wrong. */
export interface ThresholdMistake {
  /** Position in the list; undefined when the list as a whole is wrong. */
  index?: number;
  message: string;
}

/**
 * A place on the number line between numbers: just before a number or just after it. Ranges are from one
 * such place to another, so that open and closed ends need no cases of their own.
 */
interface Cut {
  value: number;
  /** After the number itself. */
  after: boolean;
}

interface Range {
  from: Cut;
  to: Cut;
}

const START: Cut = { value: -Infinity, after: false };
const END: Cut = { value: Infinity, after: true };

const CONDITION =
  /^\s*(<=|>=|<|>|=)\s*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?)/i;

/** Reads a range; undefined when it is not understood or holds no number. */
export function parseRange(when: string): Range | undefined {
  let rest = when;
  let from = START;
  let to = END;
  let conditions = 0;
  while (rest.trim() !== '') {
    const match = CONDITION.exec(rest);
    const value = match ? Number(match[2]) : NaN;
    conditions += 1;
    if (!match || !Number.isFinite(value) || conditions > 2) {
      return undefined;
    }
    const sign = match[1];
    if (sign !== '<' && sign !== '<=') {
      from = later(from, { value, after: sign === '>' });
    }
    if (sign !== '>' && sign !== '>=') {
      to = earlier(to, { value, after: sign !== '<' });
    }
    rest = rest.slice(match[0].length).replace(/^\s*(?:and\b|,)/i, '');
  }
  return conditions > 0 && compareCuts(from, to) < 0 ? { from, to } : undefined;
}

/**
 * Every mistake in a list of thresholds: ranges that are not understood, numbers that no range holds and
 * numbers that more than one does. Without mistakes, every number has exactly one outcome.
 */
export function thresholdMistakes(
  thresholds: readonly Threshold[],
): ThresholdMistake[] {
  const mistakes: ThresholdMistake[] = [];
  const ranges: { index: number; when: string; range: Range }[] = [];
  thresholds.forEach(({ when }, index) => {
    const range = parseRange(when);
    if (range) {
      ranges.push({ index, when, range });
    } else {
      mistakes.push({
        index,
        message:
          'is not a range with a number in it; write it like "<80", ">=80" or ">=50 <80"',
      });
    }
  });
  if (mistakes.length > 0) {
    // A range that is not understood may be the one that closes a gap.
    return mistakes;
  }
  ranges.sort(
    (a, b) =>
      compareCuts(a.range.from, b.range.from) ||
      compareCuts(a.range.to, b.range.to),
  );
  let covered = START;
  let by: string | undefined;
  for (const { index, when, range } of ranges) {
    const order = compareCuts(range.from, covered);
    if (order > 0) {
      mistakes.push({
        index,
        message: `leaves out ${describe({ from: covered, to: range.from })}`,
      });
    } else if (order < 0 && by !== undefined) {
      const end = earlier(covered, range.to);
      mistakes.push({
        index,
        message: `overlaps with "${by}": both hold ${describe({
          from: range.from,
          to: end,
        })}`,
      });
    }
    if (by === undefined || compareCuts(range.to, covered) > 0) {
      covered = range.to;
      by = when;
    }
  }
  if (compareCuts(covered, END) < 0) {
    mistakes.push({
      message: `leave out ${describe({ from: covered, to: END })}`,
    });
  }
  return mistakes;
}

/** The threshold a number falls under; undefined for what is no finite number. @public */
export function thresholdOf(
  thresholds: readonly Threshold[],
  value: number,
): Threshold | undefined {
  if (!Number.isFinite(value)) {
    return undefined;
  }
  return thresholds.find(({ when }) => {
    const range = parseRange(when);
    return (
      range !== undefined &&
      compareCuts(range.from, { value, after: false }) <= 0 &&
      compareCuts(range.to, { value, after: true }) >= 0
    );
  });
}

function compareCuts(a: Cut, b: Cut): number {
  if (a.value !== b.value) {
    return a.value < b.value ? -1 : 1;
  }
  return Number(a.after) - Number(b.after);
}

function later(a: Cut, b: Cut): Cut {
  return compareCuts(a, b) >= 0 ? a : b;
}

function earlier(a: Cut, b: Cut): Cut {
  return compareCuts(a, b) <= 0 ? a : b;
}

/** `80`, `everything from 80`, `everything above 50 and below 80`. */
function describe({ from, to }: Range): string {
  if (from.value === to.value) {
    return String(from.value);
  }
  const low = from.value === -Infinity ? undefined : from;
  const high = to.value === Infinity ? undefined : to;
  const ends = [
    ...(low ? [`${low.after ? 'above' : 'from'} ${low.value}`] : []),
    ...(high ? [`${high.after ? 'up to' : 'below'} ${high.value}`] : []),
  ];
  return ends.length > 0 ? `everything ${ends.join(' and ')}` : 'every number';
}
