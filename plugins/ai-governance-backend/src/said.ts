import { InputError } from '@backstage/errors';

/**
 * What somebody said, without the blanks around it.
 *
 * @param name - of the field, as the caller knows it
 * @throws InputError when it says nothing
 */
export function said(name: string, text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') {
    throw new InputError(`${name} must say something`);
  }
  return trimmed;
}
