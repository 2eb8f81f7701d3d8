import { existsSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ScmIntegrations } from '@backstage/integration';

/** Where an entity's code lives, as far as its locations tell. */
export interface RepositoryLocation {
  kind: 'url' | 'local';
  /** Root of the tree to read: `https://host/org/repo/tree/main` or a folder. */
  root: string;
  /** Path of the entity below the root, '' for the root itself. */
  subpath: string;
}

/** Key of the source in evidence, confirmations and the sources table. */
export function sourceKeyOf(location: RepositoryLocation): string {
  return `repository:${location.root}`;
}

const trimSlashes = (path: string) => path.replace(/^\/+|\/+$/g, '');

function pathOf(target: string): string | undefined {
  if (!target.startsWith('file://')) {
    return target;
  }
  try {
    return fileURLToPath(target);
  } catch {
    // Another host, or an encoded slash: nothing on this machine.
    return undefined;
  }
}

/** How deep below a named folder checkouts are found: `organization/team/repository`. */
const MAX_DEPTH = 3;

/**
 * How many segments below a named folder lead to the repository: to the first
 * git checkout on the way, else one. A folder that only holds checkouts is none.
 */
function repositoryLength(parent: string, segments: readonly string[]): number {
  for (
    let length = 1;
    length <= Math.min(MAX_DEPTH, segments.length);
    length += 1
  ) {
    if (existsSync(resolve(parent, ...segments.slice(0, length), '.git'))) {
      return length;
    }
  }
  return 1;
}

function localLocation(
  target: string,
  localRepositories: readonly string[],
): RepositoryLocation | undefined {
  const path = pathOf(target);
  if (path === undefined || !isAbsolute(path)) {
    return undefined;
  }
  const absolute = resolve(path);
  for (const parent of localRepositories) {
    const inside = relative(resolve(parent), absolute);
    if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) {
      continue;
    }
    const segments = inside.split(sep);
    const length = repositoryLength(resolve(parent), segments);
    return {
      kind: 'local',
      root: resolve(parent, ...segments.slice(0, length)),
      subpath: segments.slice(length).join('/'),
    };
  }
  return undefined;
}

function urlLocation(
  target: string,
  integrations: ScmIntegrations,
): RepositoryLocation | undefined {
  let url: URL;
  try {
    url = new URL(target);
  } catch {
    return undefined;
  }
  const integration = integrations.byUrl(url);
  if (!integration) {
    return undefined;
  }
  try {
    const asTree = target.replace('/blob/', '/tree/');
    // The root is found by the length of the path below it, which an escape
    // sequence would change.
    const unescaped = (text: string) => text.replace(/%[0-9a-f]{2}/gi, '___');
    const found = integration
      .resolveUrl({ url: '/', base: unescaped(target) })
      .replace('/blob/', '/tree/')
      .replace(/\/+$/, '');
    const isPrefix = `${unescaped(asTree)}/`.startsWith(`${found}/`);
    const root = isPrefix ? asTree.slice(0, found.length) : found;
    const subpath = isPrefix ? trimSlashes(asTree.slice(found.length)) : '';
    return { kind: 'url', root, subpath: decodeURIComponent(subpath) };
  } catch {
    return undefined;
  }
}

const isDescriptorFile = (path: string) => /\.(ya?ml|json)$/i.test(path);

const parentOf = (path: string) =>
  path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';

/**
 * Finds the repository of an entity from its source location, else from where
 * its descriptor was read. Local folders count only below a parent folder that
 * the configuration names: reading the portal's own disk is off by default.
 *
 * @param localRepositories - absolute folders whose children are repositories,
 * or hold git checkouts
 */
export function repositoryLocationOf(options: {
  sourceLocation?: string;
  location?: string;
  integrations: ScmIntegrations;
  localRepositories: readonly string[];
}): RepositoryLocation | undefined {
  const found = namedLocationOf(options);
  if (found?.kind !== 'url') {
    return found;
  }
  // A checkout below a named folder is there to be read, whatever host its
  // descriptor says it comes from; that address still tells the part of it.
  const checkout = namedLocationOf({ ...options, sourceLocation: undefined });
  return checkout?.kind === 'local'
    ? { ...checkout, subpath: found.subpath || checkout.subpath }
    : found;
}

function namedLocationOf(options: {
  sourceLocation?: string;
  location?: string;
  integrations: ScmIntegrations;
  localRepositories: readonly string[];
}): RepositoryLocation | undefined {
  for (const [reference, mayBeFile] of [
    [options.sourceLocation, false],
    [options.location, true],
  ] as const) {
    const match = /^(url|file|dir):(.+)$/.exec(reference ?? '');
    if (!match) {
      continue;
    }
    const [, type, target] = match;
    const found =
      type === 'url'
        ? urlLocation(target, options.integrations)
        : localLocation(target, options.localRepositories);
    if (found) {
      return mayBeFile || isDescriptorFile(found.subpath)
        ? {
            ...found,
            subpath: isDescriptorFile(found.subpath)
              ? parentOf(found.subpath)
              : found.subpath,
          }
        : found;
    }
  }
  return undefined;
}
