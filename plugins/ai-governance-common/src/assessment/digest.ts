import { sha256 as nobleSha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { canonicalJson } from './canonical';

/**
 * Hashes UTF-8 text to lower-case hex SHA-256. Servers pass the runtime's native one for speed.
 * @public
 */
export type Sha256 = (text: string) => string;

/** SHA-256 in plain JavaScript, the default everywhere. @public */
export const portableSha256: Sha256 = text =>
  bytesToHex(nobleSha256(utf8ToBytes(text)));

/**
 * SHA-256 (lower-case hex) of the canonical JSON of a value.
 *
 * @param value - Anything JSON can carry.
 * @param sha256 - The hash to use; every implementation gives the same digest.
 * @public
 */
export function digestOf(
  value: unknown,
  sha256: Sha256 = portableSha256,
): string {
  return sha256(canonicalJson(value));
}
