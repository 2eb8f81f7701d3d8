/**
 * A pipeline that proved with an identity token of its code host which
 * repository it runs for.
 *
 * @public
 */
export interface RepositorySubject {
  /** Token handler that verified it. */
  provider: 'github-oidc' | 'oidc';
  /** Host of the repository, for example `github.com`. */
  host: string;
  /** What the host never gives to another repository. */
  repositoryId: string;
  /** Path of the repository on its host, for example `acme/shop`. */
  repository: string;
}

/**
 * The service subject of such a pipeline. It does not begin with `external:`,
 * as every subject does that the built-in handlers take from a token, so that
 * no claim of another token can spell it.
 *
 * @public
 */
export function formatRepositorySubject(subject: RepositorySubject): string {
  return [
    subject.provider,
    subject.host,
    subject.repositoryId,
    subject.repository,
  ]
    .map(part => part.split('/').map(encodeURIComponent).join('/'))
    .join(':');
}

/**
 * Reads what {@link formatRepositorySubject} wrote; undefined for every other
 * service subject.
 *
 * @public
 */
export function parseRepositorySubject(
  subject: string,
): RepositorySubject | undefined {
  const parts = subject.split(':');
  const [provider, ...rest] = parts;
  if (
    parts.length !== 4 ||
    (provider !== 'github-oidc' && provider !== 'oidc') ||
    rest.some(part => part === '')
  ) {
    return undefined;
  }
  try {
    const [host, repositoryId, repository] = rest.map(decodeURIComponent);
    const parsed: RepositorySubject = {
      provider,
      host,
      repositoryId,
      repository,
    };
    return formatRepositorySubject(parsed) === subject ? parsed : undefined;
  } catch {
    return undefined;
  }
}
