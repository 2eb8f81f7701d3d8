import type { Config } from '@backstage/config';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';

/** Where the answer about everything else is configured. */
const OTHERS = 'aiGovernance.policy.others';

/**
 * Lets everybody who is signed in read what other plugins have.
 *
 * @returns undefined where the configuration does not ask for it
 */
export function readOnlyPolicy(config: Config): PermissionPolicy | undefined {
  const others = config.getOptionalString(OTHERS) ?? 'deny';
  if (others !== 'deny' && others !== 'read') {
    throw new Error(`${OTHERS} is '${others}'; it may be deny or read`);
  }
  return others === 'deny'
    ? undefined
    : {
        handle: async ({ permission }, user) => ({
          result:
            user && (permission.attributes.action ?? 'read') === 'read'
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
        }),
      };
}
