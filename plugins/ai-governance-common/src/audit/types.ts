import type { JsonValue } from '../framework/types';

/** What one entry of the audit log says. @public */
export interface AuditBody {
  /** ISO instant of the change. */
  at: string;
  /** User or service ref, or `system:<reason>` for what nobody asked for. */
  actor: string;
  /** `profile.declared`, `exception.approved`, … */
  action: string;
  /** Entity ref, `organization`, an id, … */
  subject: string;
  /** Digests of the state before and after, where there is one. */
  before: string | null;
  after: string | null;
  details: { [key: string]: JsonValue } | null;
}

/** One link of the chain: everything that other entries rest on. @public */
export interface AuditLink {
  seq: number;
  previousHash: string;
  /** Salted digest of the body. */
  bodyDigest: string;
  /** Covers the three above. */
  hash: string;
}

/** Why an entry stands without its own body. @public */
export type AuditWithheld = 'pruned' | 'erased';

/**
 * An entry as it is kept: the link, and its body beside it, which may have been
 * pruned, or replaced by one that names an erased person no more. @public
 */
export interface AuditRecord extends AuditLink {
  withheld?: AuditWithheld;
  salt?: string;
  body?: AuditBody;
}

/** A signed statement of what the chain was at one entry. @public */
export interface AuditCheckpoint {
  seq: number;
  hash: string;
  /** When it was signed. */
  at: string;
  keyId: string;
  /** Ed25519 over `checkpointText`, in Base64. */
  signature: string;
}

/** What is wrong with a log. @public */
export type AuditFault =
  /** A link was changed. */
  | 'edited'
  /** A link is missing. */
  | 'deleted'
  /** A link stands where another one belongs. */
  | 'reordered'
  /** A body is not the one the link was made for. */
  | 'bodyMismatch'
  /** A body is gone, and nothing on record says why. */
  | 'bodyMissing'
  /** A signature does not hold. */
  | 'signature'
  /** Nothing that the given key signed vouches for it. */
  | 'unsigned'
  /** It is no such log. */
  | 'malformed';

/** What verifying a log found. @public */
export interface AuditVerification {
  valid: boolean;
  /** Entries that verify, counted up to the first that does not. */
  entries: number;
  /** Sequence number of the first entry there is. */
  firstSeq?: number;
  /** Sequence number of the last entry that was looked at. */
  lastSeq?: number;
  /** Sequence number of the first entry that does not verify. */
  brokenAt?: number;
  fault?: AuditFault;
  /** Signatures that hold. */
  checkpoints: number;
  /** Bodies that are not there any more, as the log itself records. */
  withheld: { pruned: number; erased: number };
  message: string;
}
