import type { Config } from '@backstage/config';
import { createRemoteJWKSet } from 'jose';
import type { JWTVerifyGetKey } from 'jose';

/** Which claim of a token says what. @public */
export interface ClaimNames {
  owner: string;
  repositoryId: string;
  repository: string;
}

/**
 * What a token has to say, and who says it.
 *
 * @public
 */
export interface RepositoryTokenPolicy {
  issuer: string;
  audience: string;
  /** Owners whose repositories are let in, in lower case. */
  owners: ReadonlySet<string>;
  /** Values that further claims must have. */
  claims: ReadonlyMap<string, readonly string[]>;
  /** Host of the repositories. */
  host: string;
  names: ClaimNames;
  keys: JWTVerifyGetKey;
}

/** What one kind of handler takes for granted. */
export interface PolicyDefaults {
  issuer?: string;
  jwksPath?: string;
  host?: string;
  names?: ClaimNames;
}

/** Owners are told apart regardless of case. */
export const fold = (owner: string) => owner.toLocaleLowerCase('en-US');

/** Keys that come unprotected would let anybody sign. */
function addressOf(key: string, value: string): URL {
  const url = new URL(value);
  const isLocal = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal)) {
    throw new Error(
      `An identity token handler needs an https address as ${key}`,
    );
  }
  return url;
}

/** Reads `options` of one entry under `backend.auth.externalAccess`. */
export function readPolicy(
  options: Config,
  defaults: PolicyDefaults,
): RepositoryTokenPolicy {
  const required = (key: string, fallback?: string): string => {
    const value = options.getOptionalString(key) ?? fallback;
    if (!value || /\s/.test(value)) {
      throw new Error(
        `An identity token handler needs ${key} without white space`,
      );
    }
    return value;
  };
  const issuer = required('issuer', defaults.issuer);
  const owners = options.getOptionalStringArray('owners') ?? [];
  if (owners.length === 0) {
    throw new Error(
      'An identity token handler needs owners: every repository of the code host could call otherwise',
    );
  }
  const jwksUrl = addressOf(
    'jwksUrl',
    required(
      'jwksUrl',
      defaults.jwksPath && `${issuer.replace(/\/$/, '')}${defaults.jwksPath}`,
    ),
  );
  addressOf('issuer', issuer);
  const claims = options.getOptionalConfig('claims');
  return {
    issuer,
    audience: required('audience'),
    owners: new Set(owners.map(fold)),
    claims: new Map(
      (claims?.keys() ?? []).map(name => {
        const value = claims!.get<unknown>(name);
        return [name, (Array.isArray(value) ? value : [value]).map(String)];
      }),
    ),
    host: required('host', defaults.host),
    names: defaults.names ?? {
      owner: required('ownerClaim'),
      repositoryId: required('repositoryIdClaim'),
      repository: required('repositoryClaim'),
    },
    keys: createRemoteJWKSet(jwksUrl),
  };
}
