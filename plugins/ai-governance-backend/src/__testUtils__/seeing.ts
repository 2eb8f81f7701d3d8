import { mockServices } from '@backstage/backend-test-utils';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import type { PermissionsService } from '@backstage/backend-plugin-api';

/** Permissions of which one depends on the entity, for some people, and everything else is allowed. */
function conditional(
  name: string,
  conditionOf: (ref: string) => { rule: string; params: object } | undefined,
): PermissionsService {
  return mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW })),
    authorizeConditional: async (requests, options) =>
      requests.map(({ permission }) => {
        const condition = conditionOf(
          (options as any).credentials.principal.userEntityRef,
        );
        return condition &&
          permission.name === name &&
          isResourcePermission(permission)
          ? {
              result: AuthorizeResult.CONDITIONAL,
              pluginId: 'ai-governance',
              resourceType: 'ai-governance-entity',
              conditions: {
                rule: condition.rule,
                resourceType: 'ai-governance-entity',
                params: condition.params as never,
              },
            }
          : { result: AuthorizeResult.ALLOW };
      }),
  });
}

/** Permissions under which one person sees scorecards of one tier only. */
export function seeingOnlyTier(tier: number, ref: string): PermissionsService {
  return conditional('ai-governance.scorecard.read', person =>
    person === ref
      ? { rule: 'HAS_TIER', params: { tiers: [tier] } }
      : undefined,
  );
}

/**
 * Permissions under which the catalog itself is asked for what somebody may
 * read: what its mock holds.
 */
export function readingOwnCatalog(): PermissionsService {
  return mockServices.permissions.mock({
    authorizeConditional: async requests =>
      requests.map(({ permission }) =>
        permission.name === catalogEntityReadPermission.name
          ? {
              result: AuthorizeResult.CONDITIONAL,
              pluginId: 'catalog',
              resourceType: 'catalog-entity',
              conditions: {
                rule: 'IS_ENTITY_OWNER',
                resourceType: 'catalog-entity',
                params: { claims: [] },
              },
            }
          : { result: AuthorizeResult.ALLOW },
      ),
  });
}

/**
 * Permissions under which people ask for exceptions for what is theirs.
 *
 * @param claims - the groups of each
 */
export function askingAsOwners(claims: {
  [person: string]: string[];
}): PermissionsService {
  return conditional('ai-governance.exception.request', person => ({
    rule: 'IS_OWNER',
    params: { claims: [person, ...(claims[person] ?? [])] },
  }));
}
