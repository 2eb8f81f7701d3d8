import { basenameOf, dirnameOf, isBelow } from '../repository/paths';
import type { RepositorySnapshot } from '../repository/types';

/** Folder names below which nothing belongs to the repository's own set-up. */
const FOREIGN_FOLDERS = new Set([
  // Code of others kept in the tree.
  'node_modules',
  'vendor',
  'vendored',
  'third_party',
  'third-party',
  'thirdparty',
  'external_licenses',
  'licenses',
  'Pods',
  'Carthage',
  'site-packages',
  '.yarn',
  // What a template hands to new repositories.
  'skeleton',
  'skeletons',
  'boilerplate',
  'scaffolding',
  // Inputs of tests.
  'fixtures',
  '__fixtures__',
  'fixture',
  '__tests__',
  '__mocks__',
  '__snapshots__',
  'testdata',
  'test-data',
  'test_data',
  'testfixtures',
  'test-fixtures',
  'test_fixtures',
  'golden',
  // Build output.
  'dist',
  'build',
  'target',
  'out',
]);

/** Where templates for whole repositories are kept; what is in their sub-folders is not ours. */
const TEMPLATE_FOLDERS = new Set(['templates', 'template', 'cookiecutters']);

/**
 * Decides whether a folder belongs to the repository itself, as opposed to a template's skeleton,
 * vendored code, test input or build output. Built once per snapshot.
 */
export function ownFolders(
  snapshot: RepositorySnapshot,
): (folder: string) => boolean {
  const scaffolderTemplates = new Set<string>();
  for (const path of snapshot.files.keys()) {
    const name = basenameOf(path);
    if (name === 'template.yaml' || name === 'template.yml') {
      const folder = dirnameOf(path);
      if (folder !== '') scaffolderTemplates.add(folder);
    }
  }
  const known = new Map<string, boolean>();
  return folder => {
    let own = known.get(folder);
    if (own === undefined) {
      own = isOwn(folder, scaffolderTemplates);
      known.set(folder, own);
    }
    return own;
  };
}

/** The same from the names of folders alone, without the templates that a tree holds. */
export function isOwnFolder(folder: string): boolean {
  return isOwn(folder, new Set());
}

function isOwn(folder: string, templates: ReadonlySet<string>): boolean {
  if (folder === '') return true;
  const segments = folder.split('/');
  let at = '';
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i];
    if (FOREIGN_FOLDERS.has(segment)) return false;
    if (segment.includes('{{') || segment.includes('${{')) return false;
    // `templates/app-repo` and below; `templates` itself may have instructions of its own.
    if (i > 0 && TEMPLATE_FOLDERS.has(segments[i - 1])) return false;
    if (at !== '' && templates.has(at)) return false;
    at = at === '' ? segment : `${at}/${segment}`;
  }
  return true;
}

/**
 * Whether something anchored in `base` concerns the entity at `subpath`: it lies in the entity's
 * folder, or in one of the folders above it, whose conventions reach down.
 */
export function concernsSubpath(base: string, subpath: string): boolean {
  return isBelow(subpath, base) || isBelow(base, subpath);
}
