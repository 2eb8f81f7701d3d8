import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InputError } from '@backstage/errors';
import { PayloadTooLargeError } from '../../payloadTooLarge';

/**
 * The bytes of a body, unpacked where they are gzip, whatever the sender calls
 * them. Neither what arrives nor what it unpacks to may be larger than the
 * limit, so that a small body cannot become a large one.
 */
export async function* bodyOf(
  body: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<Uint8Array> {
  const received = upTo(limit, body);
  const head: Uint8Array[] = [];
  let length = 0;
  while (length < 2) {
    const { done, value } = await received.next();
    if (done) {
      break;
    }
    head.push(value);
    length += value.length;
  }
  const all = after(head, received);
  const [first, second] = Buffer.concat(head.slice(0, 2));
  if (first !== 0x1f || second !== 0x8b) {
    yield* all;
    return;
  }
  const gunzip = createGunzip();
  let failure: Error | undefined;
  pipeline(Readable.from(all, { objectMode: false }), gunzip, error => {
    failure = error ?? undefined;
  });
  try {
    yield* upTo(limit, gunzip);
  } catch (error) {
    const { code, message } = (failure ?? error) as NodeJS.ErrnoException;
    if (code?.startsWith('Z_')) {
      throw new InputError(
        code === 'Z_BUF_ERROR'
          ? 'The gzip data ends before it is complete'
          : `The gzip data is damaged: ${message}`,
      );
    }
    throw failure ?? error;
  } finally {
    gunzip.destroy();
  }
}

async function* upTo(
  limit: number,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of source) {
    total += chunk.length;
    if (total > limit) {
      throw new PayloadTooLargeError(
        `The report is larger than ${
          limit / 1024 / 1024
        } MB unpacked; report one tool at a time, or leave code flows and snippets out`,
      );
    }
    yield chunk;
  }
}

async function* after(
  head: readonly Uint8Array[],
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* head;
  yield* rest;
}
