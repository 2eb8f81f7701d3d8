import { isObject } from './keys';

/**
 * Takes out of a base every reference to the controls, checks and standards that an override removes, so
 * that removing one does not mean to repeat every list that names it. What the override itself still names
 * is left for the check of references to report.
 */
export function prune(base: unknown, override: unknown): unknown {
  if (!isObject(override)) {
    return base;
  }
  const removed = new Set(removedIds(override.controls));
  const standards = new Set(removedIds(override.standards));
  if (isObject(base)) {
    for (const control of itemsOf(base.controls)) {
      if (removed.has(String(control.id))) {
        itemsOf(control.parts)
          .flatMap(part => itemsOf(part.checks))
          .forEach(check => removed.add(String(check.id)));
      }
    }
  }
  for (const control of itemsOf(override.controls)) {
    for (const part of itemsOf(control.parts)) {
      removedIds(part.checks).forEach(id => removed.add(id));
    }
  }
  return removed.size + standards.size > 0
    ? withoutReferences(base, removed, standards)
    : base;
}

/** Members that hold ids of controls or checks. */
const REFERRING = ['requiredControls', 'controls', 'of', 'reports'];

function withoutReferences(
  value: unknown,
  removed: ReadonlySet<string>,
  standards: ReadonlySet<string>,
): unknown {
  if (Array.isArray(value)) {
    return value.map(item => withoutReferences(item, removed, standards));
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([member, content]) => {
      let kept = content;
      if (member === 'tabletopCheck' && removed.has(String(content))) {
        return [];
      }
      if (REFERRING.includes(member) && Array.isArray(content)) {
        kept = content.filter(
          item => typeof item !== 'string' || !removed.has(item),
        );
      } else if (member === 'analysis' && Array.isArray(content)) {
        kept = content.filter(
          item => !isObject(item) || !removed.has(String(item.control)),
        );
      } else if (member === 'references' && isObject(content)) {
        kept = Object.fromEntries(
          Object.entries(content).filter(([id]) => !standards.has(id)),
        );
      }
      return [[member, withoutReferences(kept, removed, standards)]];
    }),
  );
}

function itemsOf(value: unknown): { [key: string]: unknown }[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function removedIds(value: unknown): string[] {
  return itemsOf(value).flatMap(({ id, remove }) =>
    remove === true && typeof id === 'string' ? [id] : [],
  );
}
