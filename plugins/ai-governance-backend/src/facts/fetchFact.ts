import type { FactSetting } from './settings';

/** Redirects inside the same host that are followed. */
const MAX_REDIRECTS = 3;

/** What a service answered. */
export type FactAnswer =
  | {
      status: 'found';
      value: unknown;
      url: string;
      etag?: string;
      size: number;
    }
  | { status: 'notFound'; url: string };

/** The service as a whole does not answer: there is no use in asking it again right now. */
export class FactUnavailableError extends Error {}

/**
 * Asks a configured service. Never another host, wherever a redirect points;
 * never for longer or more than the configuration allows.
 */
export async function fetchFact(
  fact: FactSetting,
  path: string,
  signal: AbortSignal,
  /** What it answered before: given back while it says that nothing changed. */
  known?: FactAnswer,
): Promise<FactAnswer> {
  const etag = known?.status === 'found' ? known.etag : undefined;
  const base = new URL(fact.baseUrl);
  let url = below(base, new URL(`./${path.replace(/^\/+/, '')}`, base));
  const timeout = AbortSignal.timeout(fact.timeoutMs);
  try {
    for (let redirects = 0; ; redirects += 1) {
      const response = await fetch(url, {
        headers: {
          accept: 'application/json',
          ...fact.headers,
          ...(etag !== undefined && { 'if-none-match': etag }),
        },
        redirect: 'manual',
        signal: AbortSignal.any([signal, timeout]),
      });
      if (response.status === 304 && known && etag !== undefined) {
        await response.body?.cancel();
        return known;
      }
      if (response.status >= 300 && response.status < 400) {
        await response.body?.cancel();
        const location = response.headers.get('location');
        if (!location || redirects >= MAX_REDIRECTS) {
          throw new Error('redirects without end');
        }
        url = below(base, new URL(location, url));
        continue;
      }
      if (response.status === 404 || response.status === 410) {
        await response.body?.cancel();
        return { status: 'notFound', url: url.href };
      }
      if (!response.ok) {
        await response.body?.cancel();
        const message = `answers with status ${response.status}`;
        throw [401, 403, 429, 503].includes(response.status)
          ? new FactUnavailableError(message)
          : new Error(message);
      }
      const text = await readBounded(response, fact.maxBytes);
      const newEtag = response.headers.get('etag');
      return {
        status: 'found',
        value: parse(text),
        url: url.href,
        size: text.length,
        ...(newEtag !== null && { etag: newEtag }),
      };
    }
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.aborted) {
      throw new Error(`does not answer within ${fact.timeoutMs} ms`);
    }
    const code = (error as { cause?: { code?: string } }).cause?.code;
    if ((error as Error).name === 'TypeError' && code) {
      throw new FactUnavailableError(`cannot be reached (${code})`);
    }
    throw error;
  }
}

function below(base: URL, url: URL): URL {
  if (url.origin !== base.origin) {
    throw new Error(
      `points to another host (${url.origin}), which is not followed`,
    );
  }
  if (!url.pathname.startsWith(base.pathname)) {
    throw new Error('points outside the address of the fact');
  }
  return url;
}

/** Counts what is unpacked: what is sent may be much smaller. */
async function readBounded(
  response: Response,
  maxBytes: number,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      throw new Error(`answers with more than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Error('answers with something that is not JSON');
  }
}
