import { createHash, createPublicKey, hash, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ExportVerifier } from '@plumbline/backstage-plugin-ai-governance-common';
import type { AuditVerification } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Output } from '../program';

/** Longest line that is taken for one: 64 MiB. */
const LONGEST_LINE = 64 * 1024 * 1024;

/** Ends an unpacked and a packed file alike: gzip begins with these two bytes. */
const GZIP = [0x1f, 0x8b];

const sha256 = (text: string) => hash('sha256', text, 'hex');

/** Verifies an export with the keys of some files. */
export async function verifyAudit(
  file: string,
  options: { publicKey: string[]; json?: boolean },
  output: Output,
): Promise<void> {
  const keys = await readKeys(options.publicKey);
  const found = await verifyStream(
    file === '-' ? process.stdin : createReadStream(file),
    keys,
  );
  if (options.json) {
    output.out(JSON.stringify(found));
  } else if (found.valid) {
    const { pruned, erased } = found.withheld;
    output.out(
      [
        `Verified: ${found.message}.`,
        `Signatures that hold: ${found.checkpoints}.`,
        ...(pruned + erased > 0
          ? [
              `Bodies that are gone, as the log itself records: ${pruned} pruned, ${erased} of erased people.`,
            ]
          : []),
      ].join('\n'),
    );
  } else {
    output.err(
      `NOT VERIFIED: ${found.message}${
        found.brokenAt === undefined
          ? ''
          : ` (first bad sequence number: ${found.brokenAt}, ${found.fault})`
      }`,
    );
  }
  output.exit(found.valid ? 0 : 1);
}

/** Verifies an export as it is read, packed or not. */
export async function verifyStream(
  source: Readable,
  keys: ReadonlyMap<string, KeyObject>,
): Promise<AuditVerification> {
  const verifier = new ExportVerifier({
    sha256,
    verifySignature: (keyId, text, signature) => {
      const key = keys.get(keyId);
      return (
        key &&
        verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
      );
    },
  });
  for await (const line of linesOf(await unpacked(source))) {
    verifier.line(line);
    if (verifier.done) {
      break;
    }
  }
  return verifier.finish();
}

/** Public keys of PEM files, by the id that exports name them with. */
export async function readKeys(
  files: readonly string[],
): Promise<Map<string, KeyObject>> {
  const keys = new Map<string, KeyObject>();
  for (const file of files) {
    const text = await readFile(file, 'utf8');
    const blocks =
      text.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ??
      [];
    if (blocks.length === 0) {
      throw new Error(
        `${file} holds no public key in PEM form; the portal answers it under /api/ai-governance/audit/public-key`,
      );
    }
    for (const block of blocks) {
      const key = createPublicKey(block);
      keys.set(
        createHash('sha256')
          .update(key.export({ type: 'spki', format: 'der' }))
          .digest('hex')
          .slice(0, 32),
        key,
      );
    }
  }
  return keys;
}

/** The stream as it is, or unpacked where it begins like gzip. */
async function unpacked(source: Readable): Promise<AsyncIterable<Buffer>> {
  const chunks = source[Symbol.asyncIterator]();
  const first = await chunks.next();
  const head: Buffer = first.done ? Buffer.alloc(0) : first.value;
  async function* whole(): AsyncIterable<Buffer> {
    yield head;
    for (;;) {
      const { done, value } = await chunks.next();
      if (done) {
        return;
      }
      yield value;
    }
  }
  if (GZIP.every((byte, index) => head[index] === byte)) {
    const gunzip: Transform = createGunzip();
    const packed = Readable.from(whole());
    packed.on('error', error => gunzip.destroy(error));
    return packed.pipe(gunzip);
  }
  return whole();
}

async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncIterable<string> {
  let rest: Buffer[] = [];
  let waiting = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(0x0a, start);
      if (end < 0) {
        break;
      }
      const piece = chunk.subarray(start, end);
      yield rest.length > 0
        ? Buffer.concat([...rest, piece]).toString('utf8')
        : piece.toString('utf8');
      rest = [];
      waiting = 0;
      start = end + 1;
    }
    if (start < chunk.length) {
      rest.push(chunk.subarray(start));
      waiting += chunk.length - start;
      if (waiting > LONGEST_LINE) {
        throw new Error('The file has a line longer than 64 MiB');
      }
    }
  }
  if (rest.length > 0) {
    yield Buffer.concat(rest).toString('utf8');
  }
}
