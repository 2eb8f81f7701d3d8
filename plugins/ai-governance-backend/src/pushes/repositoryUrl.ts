import gitUrlParse from 'git-url-parse';

/**
 * Address of the repository that an address lies in, in the form in which two
 * of them are compared: no branch, no path, no credentials, no `.git`. Code
 * hosts tell names apart regardless of case, so it is all lower case.
 */
export function repositoryUrlOf(address: string): string | undefined {
  if (!/^https?:\/\//i.test(address)) {
    return undefined;
  }
  try {
    const { resource, port, full_name: path } = gitUrlParse(address);
    return resource && path
      ? `https://${resource}${
          port ? `:${port}` : ''
        }/${path}`.toLocaleLowerCase('en-US')
      : undefined;
  } catch {
    return undefined;
  }
}

/** The same of a source key of the inventory; undefined for local folders. */
export function repositoryOfSource(
  sourceKey: string | undefined,
): string | undefined {
  return sourceKey?.startsWith('repository:')
    ? repositoryUrlOf(sourceKey.slice('repository:'.length))
    : undefined;
}
