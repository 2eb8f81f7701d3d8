import { isObject, keyOf, type Step } from './keys';

/** Reports a mistake at a path. */
export type Report = (path: readonly Step[], message: string) => void;

/**
 * Applies an override to a base: members are merged, lists whose items have an id are merged item by item,
 * other lists and scalars are replaced. `null` removes a member, `remove: true` an item.
 */
export function extend(
  base: unknown,
  override: unknown,
  path: readonly Step[],
  report: Report,
): unknown {
  if (isObject(base) && isObject(override)) {
    return extendObject(base, override, path, report);
  }
  if (Array.isArray(base) && Array.isArray(override)) {
    return extendList(base, override, path, report);
  }
  return withoutMarks(override, path, report);
}

/** Members that are replaced as a whole: parts of two predicates would make a third nobody wrote. */
const WHOLE = new Set(['applicability']);

function extendObject(
  base: { [key: string]: unknown },
  override: { [key: string]: unknown },
  path: readonly Step[],
  report: Report,
): { [key: string]: unknown } {
  // Alternatives are told apart by one member: mixing two of them would make neither.
  const isOtherKind =
    typeof override.kind === 'string' && override.kind !== base.kind;
  const result = new Map(isOtherKind ? [] : Object.entries(base));
  for (const [key, value] of Object.entries(override)) {
    if (value === null) {
      result.delete(key);
    } else {
      result.set(
        key,
        isOtherKind ||
          WHOLE.has(key) ||
          !Object.prototype.hasOwnProperty.call(base, key)
          ? withoutMarks(value, [...path, key], report)
          : extend(base[key], value, [...path, key], report),
      );
    }
  }
  return Object.fromEntries(result);
}

function extendList(
  base: unknown[],
  override: unknown[],
  path: readonly Step[],
  report: Report,
): unknown[] {
  const hasIdentity =
    base.length > 0
      ? base.every(item => keyOf(item) !== undefined)
      : override.some(item => keyOf(item) !== undefined);
  if (!hasIdentity) {
    return withoutMarks(override, path, report) as unknown[];
  }
  const result = new Map(base.map(item => [keyOf(item)!, item]));
  const seen = new Set<string>();
  override.forEach((item, index) => {
    const key = keyOf(item);
    if (key === undefined) {
      report(
        [...path, { key: String(index) }],
        'an item needs an id, so that it is known what it overrides or adds',
      );
      return;
    }
    const place = [...path, { key }];
    if (seen.has(key)) {
      report(place, `"${key}" is listed more than once`);
      return;
    }
    seen.add(key);
    if (isObject(item) && item.remove === true) {
      if (!result.delete(key)) {
        report(place, `there is no "${key}" to remove`);
      }
      return;
    }
    result.set(
      key,
      result.has(key)
        ? extend(result.get(key), item, place, report)
        : withoutMarks(item, place, report),
    );
  });
  return [...result.values()];
}

/** Takes `null` members out of something that overrides nothing; marks for removal have no sense there. */
function withoutMarks(
  value: unknown,
  path: readonly Step[],
  report: Report,
): unknown {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => {
      const key = keyOf(item) ?? String(index);
      if (isObject(item) && item.remove === true) {
        report([...path, { key }], `there is no "${key}" to remove`);
        return [];
      }
      return [withoutMarks(item, [...path, { key }], report)];
    });
  }
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== null)
        .map(([key, member]) => [
          key,
          withoutMarks(member, [...path, key], report),
        ]),
    );
  }
  return value;
}
