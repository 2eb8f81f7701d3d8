import { digestOf } from '@plumbline/backstage-plugin-ai-governance-common';
import { nativeSha256 } from '../assessment/judge';
import type { AuditEntry } from './AuditLog';

/**
 * Digests of what a mutation found and left, for its entry of the log.
 *
 * @param before - undefined where there was nothing
 */
export function stateDigests(
  before: object | undefined,
  after: object,
): Pick<AuditEntry, 'before' | 'after'> {
  const digest = (state: object) => digestOf(state as never, nativeSha256);
  return {
    ...(before && { before: digest(before) }),
    after: digest(after),
  };
}
