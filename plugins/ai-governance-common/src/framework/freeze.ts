/**
 * Freezes a value and everything in it. Judgements remember what they worked out of a framework, so
 * nobody may change one afterwards.
 */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
