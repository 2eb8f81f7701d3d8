import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/** Longest ref and source key the database takes. */
export const LONGEST_KEY = 512;

/** Whether a database can store it as a key: PostgreSQL takes no NUL. */
export const isStorable = (key: string, longest = LONGEST_KEY): boolean =>
  key.length <= longest && !key.includes('\0');

/** A ref in the form it is stored in; undefined where it is none that can be. */
export function storableRef(
  ref: string | undefined,
  defaultKind?: string,
): string | undefined {
  if (!ref || !isStorable(ref)) {
    return undefined;
  }
  try {
    return stringifyEntityRef(parseEntityRef(ref, { defaultKind }));
  } catch {
    return undefined;
  }
}

/** @throws InputError when it is no entity ref */
export function normalizedRef(ref: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref));
  } catch {
    throw new InputError(
      `'${ref}' is not an entity ref of the form kind:namespace/name`,
    );
  }
}
