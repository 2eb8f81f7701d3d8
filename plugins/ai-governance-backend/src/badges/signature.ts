import { createHmac, timingSafeEqual } from 'node:crypto';

/** Shortest secret that signs addresses. */
export const SHORTEST_SECRET = 32;

/** What makes the address of an entity's badge one that nobody can guess. */
export function signatureOf(entityRef: string, secret: string): string {
  return createHmac('sha256', secret)
    .update(`plumbline badge 1\n${entityRef}`)
    .digest('base64url');
}

/** Whether a signature was made for an entity, in a time that tells nothing. */
export function isSignedFor(
  entityRef: string,
  signature: string,
  secret: string,
): boolean {
  const given = Buffer.from(signature);
  const right = Buffer.from(signatureOf(entityRef, secret));
  return given.length === right.length && timingSafeEqual(given, right);
}
