import type { ReadLimits, SnapshotFile, Wants } from './types';
import { compareCodePoints, dirnameOf, joinPath, resolveInside } from './paths';

/** A regular file or a symbolic link as a source lists it. */
export type ListedEntry =
  | { kind: 'file'; size: number }
  | { kind: 'link'; target: string };

/** Every file and link of a tree by path. Folders exist only through what is in them. */
export type Listing = ReadonlyMap<string, ListedEntry>;

/** A file of the snapshot to be, before contents are read. */
export interface PlannedFile {
  file: SnapshotFile;
  /** Regular file whose content belongs here. */
  readFrom?: string;
}

/** What a tree will look like once its symlinks are followed, and what has to be read for it. */
export interface TreePlan {
  files: Map<string, PlannedFile>;
  /** Regular files to read. */
  reads: Set<string>;
  warnings: string[];
  truncated: boolean;
}

type Resolution =
  | { to: 'file' | 'folder'; path: string }
  | { failed: NonNullable<SnapshotFile['unreadable']> };

/** Same limit as the Linux kernel's on links followed for one path. */
const MAX_HOPS = 40;

/** A folder seen through links may repeat files; this many repeats are shown. */
const MAX_LINKED_FILES = 20_000;

/**
 * Follows the symlinks of a listing without touching any file system: whatever a link says, nothing
 * outside the listing can be reached. Links to folders make their files appear below the link.
 */
export function planTree(
  listing: Listing,
  wants: Wants,
  limits: Pick<ReadLimits, 'maxFileBytes'>,
): TreePlan {
  const warnings: string[] = [];
  const planned = new Map<string, PlannedFile>();
  const reads = new Set<string>();
  let truncated = false;

  const children = new Map<string, Set<string>>();
  for (const path of listing.keys()) {
    let child = path;
    for (;;) {
      const parent = dirnameOf(child);
      const known = children.get(parent);
      if (known) {
        known.add(child);
        break;
      }
      children.set(parent, new Set([child]));
      if (parent === '') break;
      child = parent;
    }
  }

  const resolve = (path: string): Resolution => {
    let hops = 0;
    let rest = path.split('/');
    let done = '';
    while (rest.length > 0) {
      const next = joinPath(done, rest[0]);
      rest = rest.slice(1);
      const entry = listing.get(next);
      if (entry?.kind === 'link') {
        hops += 1;
        if (hops > MAX_HOPS) return { failed: 'symlink-cycle' };
        const target = resolveInside(dirnameOf(next), entry.target);
        if (target === undefined) return { failed: 'symlink-outside' };
        rest = [...(target === '' ? [] : target.split('/')), ...rest];
        done = '';
      } else if (entry?.kind === 'file') {
        return rest.length === 0
          ? { to: 'file', path: next }
          : { failed: 'symlink-broken' };
      } else if (children.has(next)) {
        done = next;
      } else {
        return { failed: 'symlink-broken' };
      }
    }
    return { to: 'folder', path: done };
  };

  const addFile = (path: string, realPath: string, symlink?: string) => {
    const entry = listing.get(realPath) as { kind: 'file'; size: number };
    const file: SnapshotFile = { path, size: entry.size };
    if (symlink !== undefined) file.symlink = symlink;
    if (realPath !== path) file.realPath = realPath;
    const plan: PlannedFile = { file };
    if (wants(path)) {
      if (entry.size > limits.maxFileBytes) {
        file.unreadable = 'too-large';
      } else {
        plan.readFrom = realPath;
        reads.add(realPath);
      }
    }
    planned.set(path, plan);
  };

  let linked = 0;
  function expand(at: string, folder: string, chain: readonly string[]) {
    for (const child of children.get(folder) ?? []) {
      if (linked >= MAX_LINKED_FILES) {
        truncated = true;
        return;
      }
      const path = joinPath(
        at,
        child.slice(folder === '' ? 0 : folder.length + 1),
      );
      const entry = listing.get(child);
      if (!entry) {
        expand(path, child, [...chain, child]);
      } else if (entry.kind === 'file') {
        linked += 1;
        addFile(path, child);
      } else {
        addLink(path, child, entry.target, chain);
      }
    }
  }

  function addLink(
    path: string,
    linkPath: string,
    target: string,
    chain: readonly string[],
  ) {
    const resolution = resolve(linkPath);
    linked += 1;
    if ('failed' in resolution) {
      planned.set(path, {
        file: {
          path,
          size: -1,
          symlink: target,
          unreadable: resolution.failed,
        },
      });
    } else if (resolution.to === 'file') {
      addFile(path, resolution.path, target);
    } else if (chain.includes(resolution.path)) {
      planned.set(path, {
        file: { path, size: -1, symlink: target, unreadable: 'symlink-cycle' },
      });
    } else {
      planned.set(path, { file: { path, size: -1, symlink: target } });
      expand(path, resolution.path, [...chain, resolution.path]);
    }
  }

  for (const [path, entry] of listing) {
    if (entry.kind === 'file') {
      addFile(path, path);
    } else {
      // A link into a folder that holds the link itself would repeat the tree inside itself.
      addLink(path, path, entry.target, ancestorsOf(path));
    }
  }
  if (truncated) {
    warnings.push(
      `Only the first ${MAX_LINKED_FILES} files seen through links to folders were listed`,
    );
  }

  const files = new Map(
    [...planned].sort(([a], [b]) => compareCodePoints(a, b)),
  );
  return { files, reads, warnings, truncated };
}

function ancestorsOf(path: string): string[] {
  const result: string[] = [];
  for (let folder = dirnameOf(path); ; folder = dirnameOf(folder)) {
    result.push(folder);
    if (folder === '') return result;
  }
}
