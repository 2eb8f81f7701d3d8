import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import { join } from 'node:path';
import { NotFoundError } from '@backstage/errors';
import { assembleSnapshot, decodeUtf8, type ReadContent } from './content';
import { planTree, type ListedEntry } from './listing';
import { compareCodePoints, joinPath, normalizeSubpath } from './paths';
import {
  DEFAULT_READ_LIMITS,
  type ReadLimits,
  type TreeRead,
  type Wants,
} from './types';

/** Folders that are never the repository's own content. */
const SKIPPED_FOLDERS = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  '.venv',
  '__pycache__',
  '.terraform',
]);

/** File system calls under way at once. */
const CONCURRENCY = 32;

/** @public */
export interface ReadLocalFolderOptions {
  /** Which contents to read; none by default. Every path is listed in any case. */
  wants?: Wants;
  limits?: Partial<ReadLimits>;
  /** Folder of the entity inside the repository. */
  subpath?: string;
  /** `treeId` of the last look: an unchanged tree is not read again. */
  treeId?: string;
  signal?: AbortSignal;
}

/** What a walk over a folder found. */
export interface FolderWalk {
  listing: Map<string, ListedEntry>;
  /** Digest over path, size, times and link targets of everything listed. */
  treeId: string;
  warnings: string[];
  truncated: boolean;
}

/**
 * Reads a folder of this machine as a repository snapshot. Symbolic links are resolved on the listing,
 * never by the file system, so nothing outside `root` is opened. Throws `NotFoundError` when there is
 * no such folder and the signal's reason when aborted or timed out. @public
 */
export async function readLocalFolder(
  root: string,
  options: ReadLocalFolderOptions = {},
): Promise<TreeRead> {
  const limits = { ...DEFAULT_READ_LIMITS, ...options.limits };
  const subpath = normalizeSubpath(options.subpath);
  const signal = withTimeout(options.signal, limits.timeoutMs);
  const realRoot = await realFolder(root);
  const walk = await walkFolder(realRoot, limits, signal);
  if (walk.treeId === options.treeId) {
    return { status: 'notModified', treeId: walk.treeId };
  }
  const plan = planTree(walk.listing, options.wants ?? (() => false), limits);
  const { contents, warnings } = await readContents(
    realRoot,
    [...plan.reads].sort(compareCodePoints),
    limits,
    signal,
  );
  return {
    status: 'read',
    treeId: walk.treeId,
    snapshot: assembleSnapshot(plan, contents, {
      subpath,
      warnings: [...walk.warnings, ...warnings],
      truncated: walk.truncated,
    }),
  };
}

/** Combines the caller's signal with the time limit of one look. */
export function withTimeout(
  signal: AbortSignal | undefined,
  timeoutMs: number,
): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

async function realFolder(root: string): Promise<string> {
  try {
    const real = await fs.realpath(root);
    if ((await fs.stat(real)).isDirectory()) return real;
  } catch (error) {
    throw new NotFoundError(`There is no readable folder at '${root}'`, error);
  }
  throw new NotFoundError(`'${root}' is not a folder`);
}

/** Lists a folder with `lstat`, following nothing. */
export async function walkFolder(
  root: string,
  limits: Pick<ReadLimits, 'maxFiles'>,
  signal?: AbortSignal,
): Promise<FolderWalk> {
  const listing = new Map<string, ListedEntry>();
  const stats: string[] = [];
  const warnings: string[] = [];
  let truncated = false;
  let entries = 0;
  const folders = [''];
  while (folders.length > 0 && !truncated) {
    signal?.throwIfAborted();
    const folder = folders.shift()!;
    let names;
    try {
      names = await fs.readdir(join(root, folder), { withFileTypes: true });
    } catch {
      warnings.push(`The folder '${folder || '.'}' could not be listed`);
      continue;
    }
    names.sort((a, b) => compareCodePoints(a.name, b.name));
    if (entries + names.length > limits.maxFiles) {
      names = names.slice(0, limits.maxFiles - entries);
      truncated = true;
      warnings.push(
        `Only the first ${limits.maxFiles} entries of the repository were listed`,
      );
    }
    entries += names.length;
    const files: string[] = [];
    for (const name of names) {
      const path = joinPath(folder, name.name);
      if (name.isDirectory()) {
        if (!SKIPPED_FOLDERS.has(name.name)) folders.push(path);
      } else if (name.isFile() || name.isSymbolicLink()) {
        files.push(path);
      }
    }
    await inParallel(files, signal, async path => {
      const absolute = join(root, path);
      try {
        const stat = await fs.lstat(absolute, { bigint: true });
        if (stat.isSymbolicLink()) {
          const target = (await fs.readlink(absolute)).replace(/\\/g, '/');
          listing.set(path, { kind: 'link', target });
          stats.push(`${path}\0link\0${target}`);
        } else if (stat.isFile()) {
          listing.set(path, { kind: 'file', size: Number(stat.size) });
          stats.push(
            `${path}\0${stat.size}\0${stat.mtimeNs}\0${stat.ctimeNs}\0${stat.ino}`,
          );
        }
      } catch {
        // Removed between listing and looking: as if it had never been there.
      }
    });
  }
  const hash = createHash('sha256');
  for (const line of stats.sort()) hash.update(line).update('\n');
  return {
    listing: new Map([...listing].sort(([a], [b]) => compareCodePoints(a, b))),
    treeId: `stat-sha256:${hash.digest('hex')}`,
    warnings,
    truncated,
  };
}

/** Reads regular files below a folder within the limits; the given order decides who gets the budget. */
export async function readContents(
  root: string,
  paths: readonly string[],
  limits: Pick<ReadLimits, 'maxFileBytes' | 'maxTotalBytes'>,
  signal?: AbortSignal,
): Promise<{ contents: Map<string, ReadContent>; warnings: string[] }> {
  const contents = new Map<string, ReadContent>();
  let budget = limits.maxTotalBytes;
  let overBudget = 0;
  await inParallel(paths, signal, async path => {
    let bytes;
    try {
      bytes = await readBounded(
        join(root, path),
        Math.min(limits.maxFileBytes, Math.max(budget, 0)),
      );
    } catch {
      contents.set(path, { unreadable: 'error' });
      return;
    }
    if (bytes === undefined || bytes.length > budget) {
      if (bytes !== undefined || budget < limits.maxFileBytes) overBudget += 1;
      contents.set(path, { unreadable: 'too-large' });
      return;
    }
    budget -= bytes.length;
    contents.set(path, decodeUtf8(bytes));
  });
  const warnings =
    overBudget > 0
      ? [
          `${overBudget} files were not read because together they exceed ${limits.maxTotalBytes} bytes`,
        ]
      : [];
  return { contents, warnings };
}

/** Undefined when the file holds more than `maxBytes`, whatever it said of its size before. */
async function readBounded(
  path: string,
  maxBytes: number,
): Promise<Buffer | undefined> {
  // Without O_NOFOLLOW a file swapped for a link since the listing would be followed; without
  // O_NONBLOCK one swapped for a pipe would never return.
  const handle = await fs.open(
    path,
    constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
  );
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new Error('not a regular file');
    if (stat.size > maxBytes) return undefined;
    const buffer = Buffer.alloc(Math.min(stat.size + 1, maxBytes + 1));
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await handle.read(
        buffer,
        length,
        buffer.length - length,
        null,
      );
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return length > maxBytes ? undefined : buffer.subarray(0, length);
  } finally {
    await handle.close();
  }
}

async function inParallel<T>(
  items: readonly T[],
  signal: AbortSignal | undefined,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      signal?.throwIfAborted();
      await work(items[next++]);
    }
  };
  await Promise.all(
    Array.from({ length: Math.min(CONCURRENCY, items.length) }, worker),
  );
}
