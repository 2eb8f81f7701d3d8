/** A mistake in a framework document. @public */
export interface FrameworkMistake {
  /** Where it is, items of lists named by their id: `controls[SEC-001].parts[looked].mode`. */
  path: string;
  message: string;
  /** 1-based line in the file, when the mistake is in it. */
  line?: number;
}

/** One step into a document: a member, or an item of a list by id or position. */
export type Step = string | { key: string };

export function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What identifies an item of a list; undefined for lists whose items have no identity. */
export function keyOf(item: unknown): string | undefined {
  if (!isObject(item)) {
    return undefined;
  }
  for (const member of ['id', 'level', 'tier', 'scope', 'control']) {
    const value = item[member];
    if (typeof value === 'string' || typeof value === 'number') {
      return String(value);
    }
  }
  return undefined;
}

/** `controls[SEC-001].name` */
export function showPath(steps: readonly Step[]): string {
  let shown = '';
  for (const step of steps) {
    if (typeof step !== 'string') {
      shown += `[${step.key}]`;
    } else {
      shown += shown === '' ? step : `.${step}`;
    }
  }
  return shown === '' ? '(document)' : shown;
}

/** Names the items on the way of a path of members and positions by their keys. */
export function namePath(root: unknown, path: readonly PropertyKey[]): Step[] {
  const steps: Step[] = [];
  let value: unknown = root;
  for (const part of path) {
    const next = (value as { [key: PropertyKey]: unknown } | undefined)?.[part];
    if (Array.isArray(value)) {
      steps.push({ key: keyOf(next) ?? String(part) });
    } else {
      steps.push(String(part));
    }
    value = next;
  }
  return steps;
}
