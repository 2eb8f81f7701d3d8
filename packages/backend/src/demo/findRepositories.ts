import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Names a repository's own descriptor may have. */
export const DESCRIPTORS = ['catalog-info.yaml', 'catalog-info.yml'];

/** How deep below the directory checkouts are found: `organization/team/repository`. */
const MAX_DEPTH = 3;

/** Folders of one entry of the directory that are searched for checkouts. */
const MAX_FOLDERS = 2_000;

/** Checkouts in here are somebody else's. */
const FOREIGN = new Set(['node_modules', 'vendor', 'third_party']);

/** Whether there is such a thing, also behind a link. */
export async function isOfKind(
  path: string,
  kind: 'isFile' | 'isDirectory',
): Promise<boolean> {
  return stat(path).then(
    found => found[kind](),
    () => false,
  );
}

/**
 * The repositories below a directory, as paths relative to it in the order of
 * their names: every folder, and in place of a folder that is no checkout
 * itself but holds git checkouts, those.
 */
export async function findRepositories(directory: string): Promise<string[]> {
  const found: string[] = [];
  // A checkout that is reached by two ways counts once, and a circle ends.
  const seen = new Set([await realpath(directory)]);
  for (const name of await foldersIn(directory)) {
    const search = { directory, seen, left: MAX_FOLDERS };
    seen.add(await realpath(join(directory, name)));
    const isOne = await isRepository(join(directory, name));
    const checkouts = isOne ? [] : await checkoutsBelow(name, 2, search);
    found.push(...(checkouts.length > 0 ? checkouts : [name]));
  }
  return found;
}

async function checkoutsBelow(
  folder: string,
  depth: number,
  search: { directory: string; seen: Set<string>; left: number },
): Promise<string[]> {
  const found: string[] = [];
  for (const name of await foldersIn(join(search.directory, folder))) {
    if (FOREIGN.has(name) || search.left <= 0) continue;
    search.left -= 1;
    const path = `${folder}/${name}`;
    const real = await realpath(join(search.directory, path)).catch(
      () => undefined,
    );
    if (real === undefined || search.seen.has(real)) continue;
    search.seen.add(real);
    if (await isCheckout(real)) {
      found.push(path);
    } else if (depth < MAX_DEPTH) {
      found.push(...(await checkoutsBelow(path, depth + 1, search)));
    }
  }
  return found;
}

/** Also those that are links: people pick some of their checkouts that way. */
async function foldersIn(directory: string): Promise<string[]> {
  const names = (await readdir(directory).catch(() => []))
    .filter(name => !name.startsWith('.'))
    .sort();
  const areFolders = await Promise.all(
    names.map(name => isOfKind(join(directory, name), 'isDirectory')),
  );
  return names.filter((_, index) => areFolders[index]);
}

async function isRepository(path: string): Promise<boolean> {
  const own = [isCheckout(path)].concat(
    DESCRIPTORS.map(name => isOfKind(join(path, name), 'isFile')),
  );
  return (await Promise.all(own)).includes(true);
}

/** A linked work tree and a submodule have a file of that name. */
function isCheckout(path: string): Promise<boolean> {
  return stat(join(path, '.git')).then(
    () => true,
    () => false,
  );
}
