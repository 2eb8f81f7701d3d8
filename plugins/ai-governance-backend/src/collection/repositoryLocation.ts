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

function localLocation(
  target: string,
  localRepositories: readonly string[],
): RepositoryLocation | undefined {
  const path = target.startsWith('file://') ? fileURLToPath(target) : target;
  if (!isAbsolute(path)) {
    return undefined;
  }
  const absolute = resolve(path);
  for (const parent of localRepositories) {
    const inside = relative(resolve(parent), absolute);
    if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) {
      continue;
    }
    const [repository, ...rest] = inside.split(sep);
    return {
      kind: 'local',
      root: resolve(parent, repository),
      subpath: rest.join('/'),
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
    const treeUrl = integration
      .resolveUrl({ url: '/', base: target })
      .replace('/blob/', '/tree/');
    const root = treeUrl.replace(/\/+$/, '');
    const asTree = target.replace('/blob/', '/tree/');
    const subpath = asTree.startsWith(`${root}/`)
      ? trimSlashes(asTree.slice(root.length + 1))
      : '';
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
 * @param localRepositories - absolute folders whose children are repositories
 */
export function repositoryLocationOf(options: {
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
