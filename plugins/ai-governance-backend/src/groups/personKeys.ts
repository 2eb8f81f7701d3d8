import { createHash } from 'node:crypto';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/** Annotation of a user with the id that a learning system knows them by. */
export const LEARNER_ID_ANNOTATION = 'ai-governance/learner-id';

/**
 * Digest of what names a person: a user ref, an e-mail address or a learner
 * id, whatever its case.
 */
export function personKey(name: string): string {
  return createHash('sha256').update(normalName(name)).digest('hex');
}

function normalName(name: string): string {
  const text = name.trim();
  if (/^user:/i.test(text)) {
    try {
      return stringifyEntityRef(parseEntityRef(text));
    } catch {
      // No ref after all: taken as it is.
    }
  }
  return text.toLocaleLowerCase('en-US');
}
