import { ownFolders } from '../../assistants/ownSetup';
import { compareCodePoints, dirnameOf, isBelow } from '../../repository/paths';
import type { RepositorySnapshot } from '../../repository/types';
import { manifestParser } from './manifests';
import { isInProduction, isSource } from './production';
import {
  dependencyMatcher,
  pathSigns,
  type PathSign,
  type SubjectSigns,
} from './signs';

/** Something in a tree that shows a subject. */
export interface HandlesSign {
  id: string;
  kind: 'dependency' | 'path';
  /** The package, or the folder or file. */
  what: string;
  path: string;
  line?: number;
}

/** Signs taken from one manifest. */
const MAX_OF_MANIFEST = 100;

const collected = new WeakMap<
  RepositorySnapshot['files'],
  Map<string, HandlesSign[]>
>();

/** Signs of the whole tree, which is looked at once for all the entities in it. */
function signsOfTree(
  snapshot: RepositorySnapshot,
  subjects: readonly SubjectSigns[],
): HandlesSign[] {
  const key = JSON.stringify(subjects);
  const known = collected.get(snapshot.files) ?? new Map();
  collected.set(snapshot.files, known);
  let signs = known.get(key);
  if (!signs) {
    signs = lookThrough(snapshot, subjects);
    known.set(key, signs);
  }
  return signs;
}

function lookThrough(
  snapshot: RepositorySnapshot,
  subjects: readonly SubjectSigns[],
): HandlesSign[] {
  const isOwn = ownFolders(snapshot);
  const subjectsOf = dependencyMatcher(subjects);
  const globs = pathSigns(subjects);
  const signs: HandlesSign[] = [];
  for (const [path, { content, realPath }] of snapshot.files) {
    // One file under several paths shows its subject once.
    if (realPath !== undefined || !isOwn(dirnameOf(path))) continue;
    for (const [id, what] of pathsFound(path, globs)) {
      signs.push({ id, kind: 'path', what, path });
    }
    const parse = content === undefined ? undefined : manifestParser(path);
    if (!parse) continue;
    let found = 0;
    for (const dependency of parse(content!)) {
      for (const id of subjectsOf(dependency)) {
        const line = dependency.line();
        signs.push({
          id,
          kind: 'dependency',
          what: dependency.name,
          path,
          ...(line !== undefined && { line }),
        });
        found += 1;
      }
      // Nobody writes that many, and finding their lines takes its time.
      if (found >= MAX_OF_MANIFEST) break;
    }
  }
  return signs;
}

/** What a path shows by itself: per subject the outermost folder, or the path at the root. */
function pathsFound(
  path: string,
  globs: readonly PathSign[],
): Map<string, string> {
  const found = new Map<string, string>();
  const code = isSource(path);
  for (const { id, matches, isFolder } of globs) {
    if ((isFolder && !code) || !matches(path)) continue;
    // A folder of such files is one thing to see, and one to dispute.
    const what =
      (isFolder && outermost(path, isFolder)) || dirnameOf(path) || path;
    if (what.length < (found.get(id)?.length ?? Infinity)) {
      found.set(id, what);
    }
  }
  return found;
}

/** The outermost folder of a path that answers to a glob. */
function outermost(
  path: string,
  isFolder: (folder: string) => boolean,
): string | undefined {
  for (
    let slash = path.indexOf('/');
    slash >= 0;
    slash = path.indexOf('/', slash + 1)
  ) {
    const folder = path.slice(0, slash);
    if (isFolder(folder)) return folder;
  }
  return undefined;
}

/** Signs in the folder of an entity, each once at its outermost place, by subject in the given order. */
export function collectSigns(
  snapshot: RepositorySnapshot,
  subjects: readonly SubjectSigns[],
): Map<string, HandlesSign[]> {
  const { subpath } = snapshot;
  const inside = subpath === '' ? 0 : subpath.length + 1;
  const bySign = new Map<string, HandlesSign>();
  for (const sign of signsOfTree(snapshot, subjects)) {
    if (
      !isBelow(subpath, sign.path) ||
      !isInProduction(sign.path.slice(inside))
    ) {
      continue;
    }
    const key = [sign.id, sign.kind, sign.what].join('\n');
    const known = bySign.get(key);
    if (!known || comparePlaces(sign.path, known.path) < 0) {
      bySign.set(key, sign);
    }
  }
  const result = new Map<string, HandlesSign[]>();
  for (const { id } of subjects) {
    const own = [...bySign.values()]
      .filter(sign => sign.id === id)
      .sort(
        (a, b) =>
          compareCodePoints(a.kind, b.kind) ||
          comparePlaces(a.path, b.path) ||
          compareCodePoints(a.what, b.what),
      );
    if (own.length > 0) result.set(id, own);
  }
  return result;
}

function comparePlaces(a: string, b: string): number {
  return a.split('/').length - b.split('/').length || compareCodePoints(a, b);
}
