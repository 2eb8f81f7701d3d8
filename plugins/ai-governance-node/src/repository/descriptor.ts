import { parseYaml } from '../parsing/document';
import type { SnapshotFile } from './types';
import { whyUnread } from './unread';

const DESCRIPTORS = ['catalog-info.yaml', 'catalog-info.yml'];

/** Whether a path is the descriptor at the root of a repository. */
export function isRootDescriptor(path: string): boolean {
  return DESCRIPTORS.includes(path);
}

/**
 * Why the catalog cannot take in the descriptor at the root, in words for the
 * scorecard. The catalog keeps what it knew before and tells only its log.
 */
export function descriptorWarnings(
  files: ReadonlyMap<string, SnapshotFile>,
): string[] {
  return DESCRIPTORS.flatMap(path => {
    const file = files.get(path);
    if (file?.unreadable) {
      return `${whyUnread(
        path,
        file.unreadable,
      )}, so what it declares is not looked at`;
    }
    const problem =
      file?.content === undefined ? undefined : parseYaml(file.content).problem;
    return problem
      ? `${path} ${problem.message}${
          problem.line ? ` at line ${problem.line}` : ''
        }, so the catalog cannot read what it declares`
      : [];
  });
}
