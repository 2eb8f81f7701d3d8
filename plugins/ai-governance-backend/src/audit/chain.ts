import { createHash } from 'node:crypto';
import { canonicalJson } from '@plumbline/backstage-plugin-ai-governance-common';
import type { JsonValue } from '@plumbline/backstage-plugin-ai-governance-common';

/** Previous hash of the first entry. */
export const GENESIS_HASH = '0'.repeat(64);

const sha256 = (text: string) =>
  createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * Digest of an entry's body. The salt keeps a pruned body from being guessed
 * back out of its digest.
 */
export function bodyDigest(
  salt: string,
  body: { [key: string]: JsonValue },
): string {
  return sha256(`${salt}\n${canonicalJson(body)}`);
}

/** Hash of a chain entry: covers sequence, predecessor and body digest. */
export function entryHash(options: {
  seq: number;
  previousHash: string;
  bodyDigest: string;
}): string {
  return sha256(
    `${options.seq}\n${options.previousHash}\n${options.bodyDigest}`,
  );
}
