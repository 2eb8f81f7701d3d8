import { observeAssistants } from '../../assistants';
import { compareCodePoints } from '../../repository/paths';
import { isTracked, realPathOf } from '../../repository/realPaths';
import type { RepositorySnapshot } from '../../repository/types';
import { whyUnread } from '../../repository/unread';
import { parseCodeOwners, type CodeOwners } from './parse';

/** Files that are looked up; rule directories of thousands share their owner. */
const MAX_FILES = 2_000;

/** Host order of precedence: the first that exists is the only one read. */
export const CODEOWNERS_LOCATIONS = {
  github: ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'],
  gitlab: ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'],
} as const;

/** Who owns what, as far as the repository says. */
export interface CodeOwnersFacts {
  /** The file the host honours. */
  path?: string;
  problem?: string;
  codeOwners?: CodeOwners;
  /**
   * Assistant files as the code host knows them, each once: what is seen through a link is owned where
   * it really lies, and the link by itself, because pointing it elsewhere replaces the instructions.
   */
  files: string[];
}

/** Reads the CODEOWNERS file in force and the files it should cover. */
export function collectCodeOwners(
  snapshot: RepositorySnapshot,
  hostParam: 'auto' | 'github' | 'gitlab',
): CodeOwnersFacts {
  const tracked = new Set<string>();
  for (const { path } of observeAssistants(snapshot)) {
    const file = snapshot.files.get(path)!;
    if (file.symlink !== undefined && isTracked(snapshot, path)) {
      tracked.add(path);
    }
    const real = realPathOf(snapshot, path);
    if (isTracked(snapshot, real)) tracked.add(real);
  }
  const files = [...tracked].sort(compareCodePoints).slice(0, MAX_FILES);
  const host = hostParam === 'auto' ? guessHost(snapshot) : hostParam;
  const path = CODEOWNERS_LOCATIONS[host].find(candidate =>
    snapshot.files.has(candidate),
  );
  if (!path) return { files };
  const file = snapshot.files.get(path)!;
  if (file.content === undefined) {
    return {
      path,
      files,
      problem: whyUnread(path, file.unreadable),
    };
  }
  return { path, files, codeOwners: parseCodeOwners(file.content, host) };
}

function guessHost(snapshot: RepositorySnapshot): 'github' | 'gitlab' {
  if (snapshot.files.has('.github/CODEOWNERS')) return 'github';
  return snapshot.files.has('.gitlab/CODEOWNERS') ||
    snapshot.files.has('.gitlab-ci.yml')
    ? 'gitlab'
    : 'github';
}
