import { createExternalTokenHandler } from '@backstage/backend-defaults/auth';
import { formatRepositorySubject } from '@plumbline/backstage-plugin-ai-governance-node';
import type { RepositorySubject } from '@plumbline/backstage-plugin-ai-governance-node';
import { decodeJwt, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { fold, readPolicy } from './policy';
import type { PolicyDefaults, RepositoryTokenPolicy } from './policy';

/** Only signatures that need the private key of the code host. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
];

/** Clocks of two machines differ by this much, in seconds. */
const CLOCK_TOLERANCE = 30;

/**
 * The identity tokens of GitHub Actions. Options: `audience` and `owners`;
 * `issuer` and `host` for GitHub Enterprise Server.
 *
 * @public
 */
export const githubOidcTokenHandler = handler('github-oidc', {
  issuer: 'https://token.actions.githubusercontent.com',
  jwksPath: '/.well-known/jwks',
  host: 'github.com',
  names: {
    owner: 'repository_owner',
    repositoryId: 'repository_id',
    repository: 'repository',
  },
});

/**
 * The identity tokens of any other code host. Options: `issuer`, `audience`,
 * `jwksUrl`, `host`, `owners` and the names of the claims that hold the owner,
 * the immutable id of the repository and its path.
 *
 * @public
 */
export const oidcTokenHandler = handler('oidc', {});

function handler(
  type: RepositorySubject['provider'],
  defaults: PolicyDefaults,
) {
  return createExternalTokenHandler<RepositoryTokenPolicy>({
    type,
    initialize: ({ options }) => readPolicy(options, defaults),
    async verifyToken(token, policy) {
      try {
        // Somebody else's token is not worth a look at the keys.
        if (decodeJwt(token).iss !== policy.issuer) {
          return undefined;
        }
        const { payload } = await jwtVerify(token, policy.keys, {
          issuer: policy.issuer,
          audience: policy.audience,
          algorithms: ALGORITHMS,
          clockTolerance: CLOCK_TOLERANCE,
          requiredClaims: ['exp', 'iat'],
        });
        return subjectOf(type, payload, policy);
      } catch {
        // Whatever is wrong with it: it is nobody's token here.
        return undefined;
      }
    },
  });
}

function subjectOf(
  provider: RepositorySubject['provider'],
  payload: JWTPayload,
  { owners, claims, host, names }: RepositoryTokenPolicy,
): { subject: string } | undefined {
  const owner = textOf(payload[names.owner]);
  const repositoryId = textOf(payload[names.repositoryId]);
  const repository = textOf(payload[names.repository]);
  if (!owner || !repositoryId || !repository || !owners.has(fold(owner))) {
    return undefined;
  }
  // A path outside of its owner is no path of that host.
  if (!fold(repository).startsWith(`${fold(owner)}/`)) {
    return undefined;
  }
  for (const [name, values] of claims) {
    const value = textOf(payload[name]);
    if (value === undefined || !values.includes(value)) {
      return undefined;
    }
  }
  return {
    subject: formatRepositorySubject({
      provider,
      host,
      repositoryId,
      repository,
    }),
  };
}

/** Ids come as numbers or as texts. */
function textOf(claim: unknown): string | undefined {
  return typeof claim === 'string' ||
    typeof claim === 'boolean' ||
    Number.isSafeInteger(claim)
    ? String(claim)
    : undefined;
}
