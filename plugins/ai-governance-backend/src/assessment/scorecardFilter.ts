import { InputError } from '@backstage/errors';
import { PROGRESS_SHARES } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Framework } from '@plumbline/backstage-plugin-ai-governance-common';

/** One key that has to have one of the values. */
export interface Condition {
  key: string;
  values: string[];
}

/** Order of a list. */
export interface OrderBy {
  field:
    | 'name'
    | 'level'
    | 'ownLevel'
    | 'score'
    | 'tier'
    | 'classification'
    | 'changedAt';
  direction: 'asc' | 'desc';
}

const FIELDS: OrderBy['field'][] = [
  'name',
  'level',
  'ownLevel',
  'score',
  'tier',
  'classification',
  'changedAt',
];

const FREE_KEYS = [
  'owner',
  'ownerNested',
  'kind',
  'type',
  'lifecycle',
  'system',
  'domain',
  'name',
  'excluded',
];

const LEVELS = ['1', '2', '3', '4', '5', 'none'];

const STATUSES = ['gap', 'stale', 'unknown', 'exempt', 'met', 'notApplicable'];

const CLOSED_KEYS: { [key: string]: string[] } = {
  tier: ['1', '2', '3'],
  classification: ['public', 'internal', 'confidential', 'restricted'],
  declared: ['true', 'false'],
  assessable: ['true', 'false'],
  coverage: ['assessed', 'stale', 'never'],
  stale: ['true', 'false'],
  scored: ['true', 'false'],
  level: LEVELS,
  ownLevel: LEVELS,
  levelWithoutExceptions: LEVELS,
  ownProgress: [...PROGRESS_SHARES, 'none'],
  anyControl: STATUSES,
};

/** Value of a key of the catalog that stands for entities without one. */
export const NONE = 'none';

/** What separates conditions: a comma that no backslash makes part of a value. */
const SEPARATOR = /(?<=(?:^|[^\\])(?:\\\\)*),/;

const CONTROL_PREFIX = 'control.';

/** Some control has the status, whichever it is. */
export const ANY_CONTROL = 'anyControl';

/** What has to be closed of a control: by the entity itself, or by the group it inherits from. */
export const OPEN_PART_PREFIX = 'openPart.';

const PARTS = ['entity', 'group'];

/**
 * Parses filter parameters: alternatives of conditions. An empty list means
 * everything, which is never what an empty parameter means: that is refused.
 *
 * @throws InputError that names the mistake and what is allowed
 */
export function parseFilters(
  filters: readonly string[] | undefined,
  framework: Framework,
): Condition[][] {
  return (filters ?? []).map(filter => {
    const byKey = new Map<string, string[]>();
    for (const part of filter.split(SEPARATOR)) {
      const separator = part.indexOf('=');
      const key = part.slice(0, separator).trim();
      const value = part
        .slice(separator + 1)
        .trim()
        .replace(/\\([\\,])/g, '$1');
      if (separator < 1 || value === '') {
        throw new InputError(`Filter '${part}' is not of the form key=value`);
      }
      checkCondition(key, value, framework);
      byKey.set(key, [...(byKey.get(key) ?? []), value]);
    }
    return [...byKey].map(([key, values]) => ({ key, values }));
  });
}

function checkCondition(key: string, value: string, framework: Framework) {
  if (FREE_KEYS.includes(key)) {
    return;
  }
  const prefix = [CONTROL_PREFIX, OPEN_PART_PREFIX].find(each =>
    key.startsWith(each),
  );
  if (prefix) {
    const id = key.slice(prefix.length);
    if (!framework.controls.some(control => control.id === id)) {
      throw new InputError(
        `The framework in force has no control ${id}; it has ${framework.controls
          .map(control => control.id)
          .join(', ')}`,
      );
    }
    requireOneOf(key, value, prefix === CONTROL_PREFIX ? STATUSES : PARTS);
    return;
  }
  const allowed = Object.hasOwn(CLOSED_KEYS, key)
    ? CLOSED_KEYS[key]
    : undefined;
  if (!allowed) {
    throw new InputError(
      `Unknown filter key '${key}'; use ${[
        ...FREE_KEYS,
        ...Object.keys(CLOSED_KEYS),
        'control.<id>',
        'openPart.<id>',
      ].join(', ')}`,
    );
  }
  requireOneOf(key, value, allowed);
}

function requireOneOf(key: string, value: string, allowed: string[]) {
  if (!allowed.includes(value)) {
    throw new InputError(
      `'${value}' is no value of ${key}; use ${allowed.join(', ')}`,
    );
  }
}

/** @throws InputError when field or direction is unknown */
export function parseOrderBy(orderBy: string | undefined): OrderBy {
  if (orderBy === undefined) {
    return { field: 'name', direction: 'asc' };
  }
  const [field, direction = 'asc', ...rest] = orderBy.split(':');
  if (
    rest.length > 0 ||
    !FIELDS.includes(field as never) ||
    !['asc', 'desc'].includes(direction)
  ) {
    throw new InputError(
      `Cannot order by '${orderBy}'; use one of ${FIELDS.join(
        ', ',
      )} with :asc or :desc`,
    );
  }
  return {
    field: field as OrderBy['field'],
    direction: direction as OrderBy['direction'],
  };
}

/**
 * Reviver for `JSON.parse`: PostgreSQL stores and compares no text that holds
 * a NUL, and nothing a person means does.
 *
 * @throws InputError
 */
export function refuseNul(key: string, value: unknown): unknown {
  if (
    key.includes('\0') ||
    (typeof value === 'string' && value.includes('\0'))
  ) {
    throw new InputError('Text must not contain the character NUL (U+0000)');
  }
  return value;
}

/** Cursors are opaque to clients; a damaged one is refused, not guessed at. */
export function encodeCursor(value: unknown): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}

/** @throws InputError for anything `encodeCursor` did not make */
export function decodeCursor<T>(
  cursor: string | undefined,
  isValid: (value: any) => boolean,
): T | undefined {
  if (cursor === undefined) {
    return undefined;
  }
  try {
    const value = JSON.parse(
      Buffer.from(cursor, 'base64url').toString('utf8'),
      refuseNul,
    );
    if (isValid(value)) {
      return value;
    }
  } catch {
    // Falls through to the message below.
  }
  throw new InputError(
    'The cursor is not one this API returned; start again without it',
  );
}
