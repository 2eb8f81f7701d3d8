import type { RepositorySnapshot } from '../repository/types';
import { globMatcher } from '../text/glob';

/** A glob of an organization's check: below the entity's folder, or with a leading `/` below the root. */
function anchored(glob: string, subpath: string): (path: string) => boolean {
  if (glob.startsWith('/')) {
    return globMatcher(glob.slice(1));
  }
  const matches = globMatcher(glob.replace(/^\.\//, ''));
  const prefix = subpath === '' ? '' : `${subpath}/`;
  return path => path.startsWith(prefix) && matches(path.slice(prefix.length));
}

/** The files of a snapshot that globs name for its entity, in the order of their paths. */
export function filesNamed(
  snapshot: RepositorySnapshot,
  globs: readonly string[],
): string[] {
  const matchers = globs.map(glob => anchored(glob, snapshot.subpath));
  return [...snapshot.files.keys()].filter(path =>
    matchers.some(matches => matches(path)),
  );
}

const compiled = new WeakMap<object, ((path: string) => boolean)[]>();

/** Whether globs may name a path for the entity of any folder: a tree is read once for all of them. */
export function mayBeNamed(globs: readonly string[], path: string): boolean {
  let matchers = compiled.get(globs);
  if (!matchers) {
    matchers = globs.map(glob =>
      globMatcher(
        glob.startsWith('/')
          ? glob.slice(1)
          : `**/${glob.replace(/^\.\//, '')}`,
      ),
    );
    compiled.set(globs, matchers);
  }
  return matchers.some(matches => matches(path));
}

/** Globs for a sentence. */
export function globsShown(globs: readonly string[]): string {
  return globs.length === 1 ? globs[0] : `any of ${globs.join(', ')}`;
}
