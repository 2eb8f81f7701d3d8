import { canonicalJson } from '../assessment/canonical';
import { portableSha256, type Sha256 } from '../assessment/digest';
import type { AuditBody, AuditCheckpoint } from './types';

/** Previous hash of the first entry. @public */
export const AUDIT_GENESIS_HASH = '0'.repeat(64);

/** Subject and actions of the entries in which the log speaks of itself. @public */
export const AUDIT_SUBJECT = 'audit';

/** Bodies were pruned: `details.ranges` names them. @public */
export const BODIES_PRUNED = 'audit.bodiesPruned';

/** Entries were pruned up to `details.through`. @public */
export const ENTRIES_PRUNED = 'audit.entriesPruned';

/** A person was erased: `details.replaced` has each entry with the digest of its new body. @public */
export const PERSON_ERASED = 'audit.personErased';

/**
 * Digest of an entry's body. The salt keeps a body that is gone from being
 * guessed back out of its digest. @public
 */
export function auditBodyDigest(
  salt: string,
  body: AuditBody,
  sha256: Sha256 = portableSha256,
): string {
  return sha256(`${salt}\n${canonicalJson(body)}`);
}

/** Hash of a link: covers sequence number, predecessor and body digest. @public */
export function auditEntryHash(
  link: { seq: number; previousHash: string; bodyDigest: string },
  sha256: Sha256 = portableSha256,
): string {
  return sha256(`${link.seq}\n${link.previousHash}\n${link.bodyDigest}`);
}

/** The text that a checkpoint's signature covers. @public */
export function checkpointText(
  checkpoint: Omit<AuditCheckpoint, 'signature'>,
): string {
  const { seq, hash, at, keyId } = checkpoint;
  return `plumbline-audit-checkpoint/1\n${canonicalJson({
    seq,
    hash,
    at,
    keyId,
  })}`;
}
