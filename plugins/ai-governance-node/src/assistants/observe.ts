import picomatch from 'picomatch';
import { compareCodePoints, joinPath } from '../repository/paths';
import type { RepositorySnapshot } from '../repository/types';
import { concernsSubpath, ownFolders } from './ownSetup';
import { ASSISTANTS, SHARED_CONVENTIONS } from './table';
import type { AssistantFile, FileConvention } from './types';

interface CompiledConvention {
  assistant: string;
  convention: FileConvention;
  matches: (path: string) => boolean;
}

/** Conventions by their first, literal segment, so that most paths are dismissed by a map lookup. */
const BY_ANCHOR: ReadonlyMap<string, CompiledConvention[]> = (() => {
  const result = new Map<string, CompiledConvention[]>();
  for (const { id, files } of ASSISTANTS) {
    for (const convention of files) {
      const anchor = convention.glob.split('/')[0];
      const list = result.get(anchor) ?? [];
      list.push({
        assistant: id,
        convention,
        matches: picomatch(convention.glob, { dot: true }),
      });
      result.set(anchor, list);
    }
  }
  return result;
})();

interface Match {
  assistant: string;
  convention: FileConvention;
  base: string;
}

/** Every convention a path answers to, the first one per assistant. */
function matchPath(path: string): Match[] {
  const segments = path.split('/');
  const found: Match[] = [];
  const seen = new Set<string>();
  for (let i = 0; i < segments.length; i++) {
    const candidates = BY_ANCHOR.get(segments[i]);
    if (!candidates) continue;
    const rest = segments.slice(i).join('/');
    for (const { assistant, convention, matches } of candidates) {
      if (seen.has(assistant)) continue;
      if (convention.at === 'root' && i > 0) continue;
      if (!matches(rest)) continue;
      seen.add(assistant);
      found.push({
        assistant,
        convention,
        base: segments.slice(0, i).join('/'),
      });
    }
    // The outermost anchor decides: `.claude/skills/x/AGENTS.md` belongs to the skill.
    if (found.length > 0) break;
  }
  return found;
}

/** Whether only the content of a path decides if it counts. */
export function needsContentToObserve(path: string): boolean {
  return matchPath(path).some(match => match.convention.mentions !== undefined);
}

/** Whether a path is part of any assistant's set-up, wherever it lies. @public */
export function isAssistantPath(path: string): boolean {
  return matchPath(path).length > 0;
}

const observations = new WeakMap<
  RepositorySnapshot['files'],
  Map<string, AssistantFile[]>
>();

/**
 * The files that set the repository, or the part of it an entity owns, up for AI assistants; by
 * assistant in the table's order, then by path. Pure. @public
 */
export function observeAssistants(
  snapshot: RepositorySnapshot,
): AssistantFile[] {
  // Several checks ask the same of one snapshot.
  let bySubpath = observations.get(snapshot.files);
  if (!bySubpath) {
    bySubpath = new Map();
    observations.set(snapshot.files, bySubpath);
  }
  let result = bySubpath.get(snapshot.subpath);
  if (!result) {
    result = observe(snapshot);
    bySubpath.set(snapshot.subpath, result);
  }
  return result;
}

function observe(snapshot: RepositorySnapshot): AssistantFile[] {
  const isOwn = ownFolders(snapshot);
  const telling = new Set<string>();
  const matches: { path: string; match: Match }[] = [];
  for (const [path, file] of snapshot.files) {
    for (const match of matchPath(path)) {
      if (!isOwn(match.base)) continue;
      if (!concernsSubpath(match.base, snapshot.subpath)) continue;
      // A bare anchor (`.claude`) only counts as a link to where the files really are.
      if (
        joinPath(match.base, match.convention.glob) === path &&
        match.convention.kind === 'memory' &&
        file.symlink === undefined
      ) {
        continue;
      }
      const { mentions, tells } = match.convention;
      const content = file.content?.slice(0, 100_000) ?? '';
      if (mentions && !mentions.test(content)) continue;
      matches.push({ path, match });
      if (match.convention.telling !== false || tells?.test(content)) {
        telling.add(match.assistant);
      }
    }
  }
  const claimed = new Set<string>();
  for (const { path, match } of matches) {
    if (match.convention.telling === false && telling.has(match.assistant)) {
      claimed.add(path);
    }
  }
  const order = new Map(ASSISTANTS.map((entry, index) => [entry.id, index]));
  return matches
    .filter(
      ({ path, match }) =>
        telling.has(match.assistant) &&
        !(match.assistant === SHARED_CONVENTIONS && claimed.has(path)),
    )
    .map(({ path, match }) => ({
      assistant: match.assistant,
      path,
      kind: match.convention.kind,
      base: match.base,
    }))
    .sort(
      (a, b) =>
        order.get(a.assistant)! - order.get(b.assistant)! ||
        compareCodePoints(a.path, b.path),
    );
}

/** Ids of the assistants among observed files, in the table's order. */
export function assistantIds(files: readonly AssistantFile[]): string[] {
  return [...new Set(files.map(file => file.assistant))];
}
