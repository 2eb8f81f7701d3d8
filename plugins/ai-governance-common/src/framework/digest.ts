import { digestOf } from '../assessment/digest';
import type { Framework } from './types';

const digests = new WeakMap<Framework, string>();

/**
 * SHA-256 (hex) of the canonical JSON of a framework, worked out once per framework object.
 * @public
 */
export function frameworkDigest(framework: Framework): string {
  let digest = digests.get(framework);
  if (digest === undefined) {
    digest = digestOf(framework);
    digests.set(framework, digest);
  }
  return digest;
}
