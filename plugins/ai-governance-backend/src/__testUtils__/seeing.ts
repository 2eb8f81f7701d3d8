import { mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import type { PermissionsService } from '@backstage/backend-plugin-api';

/** Permissions under which one person sees scorecards of one tier only, and everything else is allowed. */
export function seeingOnlyTier(tier: number, ref: string): PermissionsService {
  return mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW })),
    authorizeConditional: async (requests, options) =>
      requests.map(({ permission }) =>
        (options as any).credentials.principal.userEntityRef === ref &&
        permission.name === 'ai-governance.scorecard.read' &&
        isResourcePermission(permission)
          ? {
              result: AuthorizeResult.CONDITIONAL,
              pluginId: 'ai-governance',
              resourceType: 'ai-governance-entity',
              conditions: {
                rule: 'HAS_TIER',
                resourceType: 'ai-governance-entity',
                params: { tiers: [tier] },
              },
            }
          : { result: AuthorizeResult.ALLOW },
      ),
  });
}
