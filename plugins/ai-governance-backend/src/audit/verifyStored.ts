import { createPublicKey, verify } from 'node:crypto';
import { ChainVerifier } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AuditVerification,
  VerifySignature,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { nativeSha256 } from '../assessment/judge';
import type { AuditStore, SeqRange, StoredKey } from './AuditStore';

/** Entries read with one statement, and recomputed without a pause. */
const PAGE = 1000;

/** What tells whether one of the keys signed a text. */
export function signatureVerifier(
  keys: readonly Pick<StoredKey, 'keyId' | 'publicKey'>[],
): VerifySignature {
  const known = new Map(
    keys.map(({ keyId, publicKey }) => [keyId, createPublicKey(publicKey)]),
  );
  return (keyId, text, signature) => {
    const key = known.get(keyId);
    return (
      key &&
      verify(
        null,
        Buffer.from(text, 'utf8'),
        key,
        Buffer.from(signature, 'base64'),
      )
    );
  };
}

/**
 * Recomputes the stored chain, page by page, up to where it ended when asked.
 *
 * @param options - `through`: only up to this entry; `after`: only behind this
 * one, whose hash is known; `onProgress`: told after each page
 */
export async function verifyStored(
  store: AuditStore,
  options: {
    after?: { seq: number; hash: string };
    through?: number;
    onProgress?: (verified: number, of: number) => void | Promise<void>;
  } = {},
): Promise<AuditVerification> {
  const { after, through, onProgress } = options;
  const end = await store.head();
  const head =
    through === undefined || through >= end.seq ? end : { seq: through };
  const began = after ? after.seq + 1 : (await store.firstSeq()) ?? 1;
  const verifier = new ChainVerifier({
    sha256: nativeSha256,
    verifySignature: signatureVerifier(await store.keys()),
    ...(after && {
      start: { seq: after.seq + 1, previousHash: after.hash },
    }),
  });
  const range: SeqRange = { first: began, last: head.seq };
  const checkpoints = await store.checkpoints({
    first: after ? began : began - 1,
    last: head.seq,
  });
  const take = (seq: number) => {
    while (checkpoints.length > 0 && checkpoints[0].seq <= seq) {
      verifier.checkpoint(checkpoints.shift()!);
    }
  };
  take(began - 1);
  while (range.first <= head.seq && !verifier.done) {
    const page = await store.records(range, PAGE);
    for (const record of page) {
      verifier.entry(record);
      take(record.seq);
    }
    if (page.length === 0) {
      break;
    }
    range.first = page[page.length - 1].seq + 1;
    await onProgress?.(range.first - began, head.seq - began + 1);
  }
  const found = verifier.finish({
    head,
    recordedLater: await store.recordedLater({
      first: began,
      last: head.seq,
    }),
  });
  // What is pruned while it is read is no fault of it.
  const begins = (await store.firstSeq()) ?? 1;
  return !found.valid && after === undefined && begins > began
    ? verifyStored(store, options)
    : found;
}
