import { parseYaml } from '../parsing/document';
import { joinPath, normalizeSubpath } from './paths';
import type { SnapshotFile } from './types';
import { whyUnread } from './unread';

const DESCRIPTORS = ['catalog-info.yaml', 'catalog-info.yml'];

const NOT_LOOKED_AT = ', so what it declares is not looked at';
const NOT_READ = ', so the catalog cannot read what it declares';

/** Where a warning is about the descriptor of a folder, the folder. */
const ABOUT_FOLDER = new RegExp(
  `^(.+?)/(?:${DESCRIPTORS.map(name => name.replace('.', '\\.')).join(
    '|',
  )}) .*(?:${NOT_LOOKED_AT}|${NOT_READ})$`,
  's',
);

/**
 * Tells the descriptors at the root and of the folders that entities lie in.
 * Others are none of an entity's, for example those of templates.
 */
export function isDescriptorIn(
  folders: Iterable<string>,
): (path: string) => boolean {
  const paths = new Set(
    ['', ...folders].flatMap(folder => descriptorsOf(normalizeSubpath(folder))),
  );
  return path => paths.has(path);
}

/**
 * Why the catalog cannot take in the descriptor of a folder, in words for the
 * scorecard. The catalog keeps what it knew before and tells only its log.
 */
export function descriptorWarnings(
  files: ReadonlyMap<string, SnapshotFile>,
  folder: string,
): string[] {
  return descriptorsOf(folder).flatMap(path => {
    const file = files.get(path);
    if (file?.unreadable) {
      return `${whyUnread(path, file.unreadable)}${NOT_LOOKED_AT}`;
    }
    const problem =
      file?.content === undefined ? undefined : parseYaml(file.content).problem;
    return problem
      ? `${path} ${problem.message}${
          problem.line ? ` at line ${problem.line}` : ''
        }${NOT_READ}`
      : [];
  });
}

/**
 * The warnings of a tree that concern the entity in one folder of it: those
 * about the descriptors of other folders are for the entities that lie there.
 * @public
 */
export function warningsFor(
  warnings: readonly string[],
  subpath: string,
): string[] {
  return warnings.filter(warning => {
    const folder = ABOUT_FOLDER.exec(warning)?.[1];
    return folder === undefined || folder === subpath;
  });
}

function descriptorsOf(folder: string): string[] {
  return DESCRIPTORS.map(name => joinPath(folder, name));
}
