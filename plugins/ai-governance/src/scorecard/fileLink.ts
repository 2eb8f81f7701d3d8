import type { CollectionState } from '@plumbline/backstage-plugin-ai-governance-common';

/**
 * Address of a file (and line) at a code host, or undefined where none is
 * known for the kind of repository. The repository's address may point at a
 * folder (`…/tree/main/services/api`); `path` is relative to the root.
 * @internal
 */
export function fileLink(
  repository: CollectionState['repository'],
  path: string,
  line?: number,
): string | undefined {
  if (!repository || repository.kind !== 'url') {
    return undefined;
  }
  let address: URL;
  try {
    address = new URL(repository.url);
  } catch {
    return undefined;
  }
  if (address.protocol !== 'https:' && address.protocol !== 'http:') {
    return undefined;
  }
  const match = /^(\/.+?)(\/-)?(?:\/(?:tree|blob)\/([^/]+)(?:\/.*)?)?\/?$/.exec(
    address.pathname,
  );
  if (!match) {
    return undefined;
  }
  const [, project, separator, ref = 'HEAD'] = match;
  const gitlab = separator !== undefined || /gitlab/i.test(address.hostname);
  const github = /github/i.test(address.hostname);
  if (!gitlab && !github) {
    return undefined;
  }
  const file = path
    .replace(/^\/+/, '')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  const anchor = line ? `#L${line}` : '';
  const root = project.replace(/\.git$/, '');
  return `${address.origin}${root}${
    gitlab ? '/-' : ''
  }/blob/${ref}/${file}${anchor}`;
}
