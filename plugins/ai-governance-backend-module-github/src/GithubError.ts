import { CustomErrorBase } from '@backstage/errors';

/**
 * Why GitHub did not answer what was asked.
 *
 * `permission`: it may not be asked with these credentials. `absent`: it is not
 * there. `refused`: it is switched off for this repository or plan. `answer`:
 * the answer is not understood. `unavailable`: it did not answer.
 */
export type GithubErrorKind =
  | 'permission'
  | 'absent'
  | 'refused'
  | 'answer'
  | 'unavailable';

/** An error of GitHub in words for the portal's operator. */
export class GithubError extends CustomErrorBase {
  name = 'GithubError' as const;

  constructor(
    readonly kind: GithubErrorKind,
    message: string,
    /** What GitHub said. */
    readonly said: string = '',
  ) {
    // Without a cause: its words would become part of the message, which has to
    // stay the same while the problem does.
    super(message);
  }

  static from(error: unknown, what: string, host: string): GithubError {
    if (error instanceof GithubError) {
      return error;
    }
    const { status, errors } = error as {
      status?: number;
      errors?: { type?: string; message?: string }[];
    };
    const said =
      errors?.map(item => item.message ?? '').join('; ') ??
      (error instanceof Error ? error.message : String(error));
    if (errors && status === undefined) {
      const types = errors.map(({ type }) => type);
      return new GithubError(
        types.some(type => type === 'FORBIDDEN' || type === 'NOT_FOUND')
          ? 'permission'
          : 'unavailable',
        `${host} did not answer for ${what}: ${said}`,
        said,
      );
    }
    const kind = kindOf(status, said);
    const answered =
      // The library uses 500 for requests that never got an answer.
      status === undefined || (status === 500 && isNetwork(error))
        ? `${host} could not be reached for ${what}`
        : `${host} answered ${status} for ${what}`;
    return new GithubError(kind, answered, said);
  }
}

function kindOf(status: number | undefined, said: string): GithubErrorKind {
  switch (status) {
    case 401:
      return 'permission';
    case 403:
      return /upgrade to github|not enabled|must be enabled|disabled/i.test(
        said,
      )
        ? 'refused'
        : 'permission';
    case 404:
    case 410:
      return 'absent';
    default:
      return 'unavailable';
  }
}

function isNetwork(error: unknown): boolean {
  return (error as { response?: unknown }).response === undefined;
}
