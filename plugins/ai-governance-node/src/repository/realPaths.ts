import { dirnameOf } from './paths';
import type { RepositorySnapshot } from './types';

/** Path under which the code host knows the content seen at `path`. */
export function realPathOf(snapshot: RepositorySnapshot, path: string): string {
  return snapshot.files.get(path)?.realPath ?? path;
}

/** Whether the code host has an entry at exactly this path, rather than seeing it through a link. */
export function isTracked(snapshot: RepositorySnapshot, path: string): boolean {
  for (let folder = dirnameOf(path); folder; folder = dirnameOf(folder)) {
    if (snapshot.files.get(folder)?.symlink !== undefined) return false;
  }
  return true;
}
