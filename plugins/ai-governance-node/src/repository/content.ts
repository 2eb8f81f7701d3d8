import type { RepositorySnapshot, SnapshotFile } from './types';
import { descriptorWarnings } from './descriptor';
import type { TreePlan } from './listing';

/** Content of a regular file, or why there is none. */
export type ReadContent = {
  content?: string;
  size?: number;
  unreadable?: SnapshotFile['unreadable'];
};

/**
 * Decodes bytes as UTF-8. A byte order mark stays in the text so that checks can tell it from one
 * hidden further down.
 */
export function decodeUtf8(bytes: Uint8Array): ReadContent {
  try {
    return {
      content: new TextDecoder('utf-8', {
        fatal: true,
        ignoreBOM: true,
      }).decode(bytes),
      size: bytes.length,
    };
  } catch {
    return { unreadable: 'not-utf8', size: bytes.length };
  }
}

/** Joins a plan and the contents read for it into a snapshot. */
export function assembleSnapshot(
  plan: TreePlan,
  contents: ReadonlyMap<string, ReadContent>,
  options: { subpath: string; warnings: string[]; truncated: boolean },
): RepositorySnapshot {
  const files = new Map<string, SnapshotFile>();
  for (const [path, { file, readFrom }] of plan.files) {
    if (readFrom !== undefined) {
      const read = contents.get(readFrom) ?? { unreadable: 'error' as const };
      if (read.content !== undefined) file.content = read.content;
      if (read.unreadable) file.unreadable = read.unreadable;
      if (read.size !== undefined) file.size = read.size;
    }
    files.set(path, file);
  }
  return {
    files,
    subpath: options.subpath,
    warnings: [
      ...options.warnings,
      ...plan.warnings,
      ...descriptorWarnings(files, ''),
      ...(options.subpath === ''
        ? []
        : descriptorWarnings(files, options.subpath)),
    ],
    truncated: options.truncated || plan.truncated,
  };
}
