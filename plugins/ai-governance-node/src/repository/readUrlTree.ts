import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { assembleSnapshot, type ReadContent } from './content';
import { planTree, type ListedEntry } from './listing';
import {
  compareCodePoints,
  dirnameOf,
  normalizeSubpath,
  resolveInside,
} from './paths';
import { readContents, walkFolder, withTimeout } from './readLocalFolder';
import {
  DEFAULT_READ_LIMITS,
  type ReadLimits,
  type TreeRead,
  type Wants,
} from './types';

/** @public */
export interface ReadUrlTreeOptions {
  /** Which contents to extract; none by default. Every path is listed in any case. */
  wants?: Wants;
  /** `treeId` of the last look; an unchanged tree answers `notModified`. */
  treeId?: string;
  limits?: Partial<ReadLimits>;
  subpath?: string;
  signal?: AbortSignal;
  /** Folder for the short-lived extraction; the system's temporary folder by default. */
  workingDirectory?: string;
}

/** Longest content that is still looked at as a link target written out as a file. */
const MAX_LINK_TEXT = 1024;

/** Times the source is asked again for what links, and links behind them, lead to. */
const MAX_LINK_ROUNDS = 3;

/**
 * Reads a repository through the app's url reader. `url` is the root of the repository at a ref. Only
 * wanted contents are extracted, into a temporary folder that is gone when this returns; every path is
 * listed. Links arrive as links in tar archives and as files holding their target in zip archives; both
 * are resolved inside the repository. Throws what the reader throws and the signal's reason when
 * aborted or timed out. @public
 */
export async function readUrlTree(
  urlReader: Pick<UrlReaderService, 'readTree'>,
  url: string,
  options: ReadUrlTreeOptions = {},
): Promise<TreeRead> {
  const limits = { ...DEFAULT_READ_LIMITS, ...options.limits };
  const subpath = normalizeSubpath(options.subpath);
  const signal = withTimeout(options.signal, limits.timeoutMs);
  const wants = options.wants ?? (() => false);
  const temporary = await mkdtemp(
    join(options.workingDirectory ?? tmpdir(), 'ai-governance-'),
  );
  try {
    const first = await extract({
      urlReader,
      url,
      limits,
      signal,
      targetDir: join(temporary, 'wanted'),
      etag: options.treeId,
      // An entry without bytes may be a link, whose target decides whether it is needed.
      extracts: (path, size) =>
        (wants(path) || size === 0) && size <= limits.maxFileBytes,
    });
    if (!first) {
      return { status: 'notModified', treeId: options.treeId! };
    }
    const warnings = [...first.warnings];
    const where = new Map(
      [...first.extracted].map(path => [path, first.folder]),
    );
    let listing = await linksFromText(
      first.listing,
      first.folder,
      [...first.extracted].filter(wants),
      limits,
      signal,
    );
    let plan = planTree(listing, wants, limits);
    for (let round = 1; round <= MAX_LINK_ROUNDS; round++) {
      const missing = new Set([...plan.reads].filter(path => !where.has(path)));
      if (missing.size === 0) break;
      const more = await extract({
        urlReader,
        url,
        limits,
        signal,
        targetDir: join(temporary, `linked-${round}`),
        extracts: path => missing.has(path),
      });
      if (!more) break;
      warnings.push(...more.warnings);
      const found = [...more.extracted].filter(path => missing.has(path));
      for (const path of found) where.set(path, more.folder);
      if (found.length === 0) break;
      listing = await linksFromText(
        listing,
        more.folder,
        found,
        limits,
        signal,
      );
      plan = planTree(listing, wants, limits);
    }
    const contents = new Map<string, ReadContent>();
    let budget = limits.maxTotalBytes;
    for (const folder of new Set(where.values())) {
      const read = await readContents(
        folder,
        [...plan.reads]
          .filter(path => where.get(path) === folder)
          .sort(compareCodePoints),
        { ...limits, maxTotalBytes: budget },
        signal,
      );
      warnings.push(...read.warnings);
      for (const [path, content] of read.contents) {
        contents.set(path, content);
        budget -= content.content === undefined ? 0 : content.size ?? 0;
      }
    }
    return {
      status: 'read',
      treeId: first.etag,
      snapshot: assembleSnapshot(plan, contents, {
        subpath,
        warnings: [...new Set(warnings)],
        truncated: first.truncated,
      }),
    };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

interface Extraction {
  folder: string;
  etag: string;
  listing: Map<string, ListedEntry>;
  /** Regular files that really lie in `folder`. */
  extracted: Set<string>;
  warnings: string[];
  truncated: boolean;
}

async function extract(options: {
  urlReader: Pick<UrlReaderService, 'readTree'>;
  url: string;
  limits: ReadLimits;
  signal: AbortSignal;
  targetDir: string;
  etag?: string;
  extracts: (path: string, size: number) => boolean;
}): Promise<Extraction | undefined> {
  const { limits, signal } = options;
  signal.throwIfAborted();
  const listing = new Map<string, ListedEntry>();
  const warnings: string[] = [];
  let truncated = false;
  let budget = limits.maxTotalBytes;
  const filter = (path: string, info?: { size: number }) => {
    signal.throwIfAborted();
    // Folders have to be let through where an archive lists them; they hold nothing by themselves.
    if (path === '' || path.endsWith('/')) return true;
    if (listing.size >= limits.maxFiles) {
      truncated = true;
      return false;
    }
    const size = info?.size ?? -1;
    listing.set(path, { kind: 'file', size });
    if (!options.extracts(path, size)) return false;
    budget -= Math.max(size, 0);
    return budget >= 0;
  };
  await mkdir(options.targetDir, { recursive: true });
  let etag: string;
  try {
    const response = await abortable(
      options.urlReader.readTree(options.url, {
        etag: options.etag,
        filter,
        signal,
      }),
      signal,
    );
    etag = response.etag;
    await abortable(response.dir({ targetDir: options.targetDir }), signal);
  } catch (error) {
    if (options.etag && (error as Error)?.name === 'NotModifiedError') {
      return undefined;
    }
    throw error;
  }
  if (truncated) {
    warnings.push(
      `Only the first ${limits.maxFiles} files of the repository were listed`,
    );
  }
  if (budget < 0) {
    warnings.push(
      `Some files were not read because together they exceed ${limits.maxTotalBytes} bytes`,
    );
  }
  const walk = await walkFolder(options.targetDir, limits, signal);
  const extracted = new Set<string>();
  for (const [path, entry] of walk.listing) {
    listing.set(path, entry);
    if (entry.kind === 'file') extracted.add(path);
  }
  return {
    folder: options.targetDir,
    etag,
    listing,
    extracted,
    warnings,
    truncated,
  };
}

/** Turns extracted files that hold nothing but the path of another one into links. */
async function linksFromText(
  before: ReadonlyMap<string, ListedEntry>,
  folder: string,
  paths: readonly string[],
  limits: ReadLimits,
  signal: AbortSignal,
): Promise<Map<string, ListedEntry>> {
  const listing = new Map(before);
  const candidates = paths.filter(path => {
    const entry = listing.get(path);
    return (
      entry?.kind === 'file' && entry.size > 0 && entry.size <= MAX_LINK_TEXT
    );
  });
  const { contents } = await readContents(folder, candidates, limits, signal);
  const folders = new Set<string>();
  for (const path of listing.keys()) {
    for (let parent = dirnameOf(path); parent; parent = dirnameOf(parent)) {
      if (folders.has(parent)) break;
      folders.add(parent);
    }
  }
  for (const path of candidates) {
    const text = contents.get(path)?.content;
    if (text === undefined || !looksLikePath(text)) continue;
    const target = resolveInside(dirnameOf(path), text);
    const isLink =
      target === undefined
        ? // Only a link that climbs out is worth a word; other text is just text.
          text.startsWith('../')
        : target !== path && (listing.has(target) || folders.has(target));
    if (isLink) listing.set(path, { kind: 'link', target: text });
  }
  return new Map([...listing].sort(([a], [b]) => compareCodePoints(a, b)));
}

// Git stores a link's target without a line end; a text file almost always has one.
function looksLikePath(text: string): boolean {
  return text !== '' && /^[^\s:*?"<>|]+$/.test(text);
}

async function abortable<T>(
  promise: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  // Whatever becomes of what nobody waits for any more, it must not end the process.
  promise.catch(() => {});
  signal.throwIfAborted();
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort!);
  }
}
