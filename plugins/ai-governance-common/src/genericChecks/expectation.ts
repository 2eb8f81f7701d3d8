import { canonicalJson } from '../assessment/canonical';
import type { JsonValue } from '../framework/types';
import { compilePattern } from './pattern';
import { thresholdOf, type Threshold } from './thresholds';

/** What is expected of a value; exactly one member. @public */
export type Expectation =
  | { exists: boolean }
  | { equals: JsonValue }
  | { oneOf: JsonValue[] }
  | { matches: string }
  | { thresholds: Threshold[] };

/** What an expectation says of a value. @public */
export interface Verdict {
  /** `unusable`: thresholds were to be applied to something that is no number. */
  outcome: 'pass' | 'fail' | 'unusable';
  /** Continues a sentence about the value: `is 72, which <80 makes a fail`. */
  says: string;
}

/**
 * Judges a value. Of several values each has to be one of those named, match or lie in a passing range;
 * `equals` compares the whole. Nothing, null and an empty list do not exist. @public
 */
export function judgeExpectation(
  expectation: Expectation,
  value: unknown,
): Verdict {
  const values = (Array.isArray(value) ? value : [value]).filter(
    item => item !== undefined && item !== null,
  );
  if ('exists' in expectation) {
    const exists = values.length > 0;
    return {
      outcome: exists === expectation.exists ? 'pass' : 'fail',
      says: exists ? `is ${shown(value)}` : 'is missing',
    };
  }
  if ('equals' in expectation) {
    const equal =
      value !== undefined && text(value) === text(expectation.equals);
    return verdict(equal, value, `${shown(expectation.equals)} is expected`);
  }
  if (values.length === 0) {
    return { outcome: 'fail', says: 'is missing' };
  }
  if ('oneOf' in expectation) {
    const allowed = new Set(expectation.oneOf.map(text));
    const other = values.find(item => !allowed.has(text(item)));
    return verdict(
      other === undefined,
      other ?? value,
      `one of ${expectation.oneOf.map(shown).join(', ')} is expected`,
    );
  }
  if ('matches' in expectation) {
    const pattern = compilePattern(expectation.matches);
    const other = values.find(
      item => typeof item === 'object' || !pattern.test(String(item)),
    );
    return verdict(
      other === undefined,
      other ?? value,
      `a match of ${expectation.matches} is expected`,
    );
  }
  let said: string | undefined;
  let failed = false;
  for (const item of values) {
    const threshold =
      typeof item === 'number'
        ? thresholdOf(expectation.thresholds, item)
        : undefined;
    if (!threshold) {
      return { outcome: 'unusable', says: `is ${shown(item)}, not a number` };
    }
    if (said === undefined || (threshold.outcome === 'fail' && !failed)) {
      said = `is ${item} (${threshold.when})`;
      failed = threshold.outcome === 'fail';
    }
  }
  return { outcome: failed ? 'fail' : 'pass', says: said! };
}

function verdict(holds: boolean, value: unknown, expected: string): Verdict {
  const is =
    value === undefined || value === null ? 'is missing' : `is ${shown(value)}`;
  return holds
    ? { outcome: 'pass', says: is }
    : { outcome: 'fail', says: `${is}; ${expected}` };
}

function text(value: unknown): string {
  return canonicalJson(value as JsonValue);
}

/** A value for people, cut to what a sentence can hold. */
function shown(value: unknown): string {
  const full = typeof value === 'string' ? `"${value}"` : text(value);
  return full.length > 80 ? `${full.slice(0, 79)}…` : full;
}
