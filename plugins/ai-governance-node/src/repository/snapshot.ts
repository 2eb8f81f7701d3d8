import { descriptorWarnings, warningsFor } from './descriptor';
import { planTree, type ListedEntry } from './listing';
import { assembleSnapshot, type ReadContent } from './content';
import { compareCodePoints, normalizeSubpath } from './paths';
import type { RepositorySnapshot } from './types';

/**
 * Builds a snapshot from contents in memory; `{ symlink }` entries are resolved like on disk. For
 * tests and for sources that already hold everything. @public
 */
export function snapshotOf(
  files: Record<string, string | { symlink: string }>,
  options: { subpath?: string } = {},
): RepositorySnapshot {
  const listing = new Map<string, ListedEntry>();
  const contents = new Map<string, ReadContent>();
  for (const [path, value] of Object.entries(files).sort(([a], [b]) =>
    compareCodePoints(a, b),
  )) {
    if (typeof value === 'string') {
      listing.set(path, { kind: 'file', size: Buffer.byteLength(value) });
      contents.set(path, { content: value });
    } else {
      listing.set(path, { kind: 'link', target: value.symlink });
    }
  }
  const plan = planTree(listing, () => true, { maxFileBytes: Infinity });
  return assembleSnapshot(plan, contents, {
    subpath: normalizeSubpath(options.subpath),
    warnings: [],
    truncated: false,
  });
}

/**
 * The same tree seen from another entity of it: trees are collected once per repository and judged
 * once per entity. Of the warnings it has those that concern this entity. @public
 */
export function withSubpath(
  snapshot: RepositorySnapshot,
  subpath: string,
): RepositorySnapshot {
  const own = normalizeSubpath(subpath);
  const warnings = warningsFor(snapshot.warnings, own);
  return {
    ...snapshot,
    subpath: own,
    warnings:
      own === ''
        ? warnings
        : [
            ...new Set([
              ...warnings,
              ...descriptorWarnings(snapshot.files, own),
            ]),
          ],
  };
}
