import type { Config } from '@backstage/config';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import type {
  Permission,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  aiGovernancePermissions,
  EVERYBODY,
  OWNER,
  RESOURCE_TYPE_AI_GOVERNANCE_ENTITY,
  roleGrants,
  TEAM_MEMBER,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  aiGovernanceConditions,
  createAiGovernanceConditionalDecision,
} from '@plumbline/backstage-plugin-ai-governance-node';
import type { NestedGroups } from './CatalogGroups';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/** What every permission of the plugin begins with. */
const OURS = 'ai-governance.';

const normal = (ref: string) => ref.toLocaleLowerCase('en-US');

/** What {@link AiGovernancePolicy} decides by. @public */
export interface AiGovernancePolicyOptions {
  /** Users and groups of each role, by its id. */
  roles: { readonly [role: string]: readonly string[] };
  /** Who is granted a permission instead of those who are by default. */
  grants?: { readonly [permission: string]: readonly string[] };
  /** Asked about the permissions of other plugins; they are denied without it. */
  otherwise?: PermissionPolicy;
  /** How groups are nested; without it people are in the groups their token names. */
  groups?: NestedGroups;
}

/**
 * Grants the permissions of AI governance to roles, to owners of the entity, to
 * members of teams and to everybody who is signed in, as a table says. Whom the
 * table does not name has no permission.
 *
 * @public
 */
export class AiGovernancePolicy implements PermissionPolicy {
  readonly #roles: ReadonlyMap<string, readonly string[]>;
  readonly #grants: { readonly [permission: string]: readonly string[] };
  readonly #otherwise: PermissionPolicy | undefined;
  readonly #groups: NestedGroups | undefined;

  /**
   * Reads `aiGovernance.roles` and `aiGovernance.grants`.
   *
   * @throws Error that names the mistake in the configuration
   */
  static fromConfig(
    config: Config,
    options: { otherwise?: PermissionPolicy; groups?: NestedGroups } = {},
  ): AiGovernancePolicy {
    return new AiGovernancePolicy({
      roles: listsOf(config, 'aiGovernance.roles'),
      grants: listsOf(config, 'aiGovernance.grants'),
      ...options,
    });
  }

  constructor(options: AiGovernancePolicyOptions) {
    this.#roles = new Map(
      Object.entries(options.roles).map(([role, refs]) => [
        role,
        refs.map(normal),
      ]),
    );
    requireGrantable(options.grants ?? {});
    this.#grants = { ...roleGrants, ...options.grants };
    this.#otherwise = options.otherwise;
    this.#groups = options.groups;
  }

  /**
   * Decides about a permission of AI governance.
   *
   * @returns undefined when the permission is another plugin's
   */
  decide(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): PolicyDecision | undefined {
    const { permission } = request;
    if (!permission.name.startsWith(OURS)) {
      return undefined;
    }
    if (!user) {
      return DENY;
    }
    const { ownershipEntityRefs: refs } = user.info;
    const claims = this.#groups?.withGroupsAbove(refs) ?? refs.map(normal);
    const granted = Object.hasOwn(this.#grants, permission.name)
      ? this.#grants[permission.name]
      : [];
    if (granted.some(grantee => this.#is(grantee, claims))) {
      return ALLOW;
    }
    return granted.includes(OWNER) && isAboutEntity(permission)
      ? createAiGovernanceConditionalDecision(
          permission,
          aiGovernanceConditions.isOwner({ claims: [...claims] }),
        )
      : DENY;
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    return (
      this.decide(request, user) ??
      this.#otherwise?.handle(request, user) ??
      DENY
    );
  }

  #is(grantee: string, claims: readonly string[]): boolean {
    switch (grantee) {
      case EVERYBODY:
        return true;
      case TEAM_MEMBER:
        return claims.some(ref => ref.startsWith('group:'));
      default:
        return (this.#roles.get(grantee) ?? []).some(ref =>
          claims.includes(ref),
        );
    }
  }
}

function isAboutEntity(
  permission: Permission,
): permission is ResourcePermission<typeof RESOURCE_TYPE_AI_GOVERNANCE_ENTITY> {
  return isResourcePermission(permission, RESOURCE_TYPE_AI_GOVERNANCE_ENTITY);
}

function listsOf(config: Config, key: string): { [name: string]: string[] } {
  const own = config.getOptionalConfig(key);
  // Names of permissions hold dots, which paths of the configuration would split.
  const read = own?.getOptional<{ [name: string]: unknown }>() ?? {};
  return Object.fromEntries(
    Object.entries(read).map(([name, list]) => {
      if (!Array.isArray(list) || list.some(each => typeof each !== 'string')) {
        throw new Error(`${key}: ${name} has to be a list of names`);
      }
      return [name, list as string[]];
    }),
  );
}

function requireGrantable(grants: AiGovernancePolicyOptions['grants']): void {
  for (const [name, grantees] of Object.entries(grants ?? {})) {
    const permission = aiGovernancePermissions.find(
      known => known.name === name,
    );
    if (!permission) {
      throw new Error(
        `aiGovernance.grants: there is no permission '${name}'; there are ${aiGovernancePermissions
          .map(known => known.name)
          .join(', ')}`,
      );
    }
    if (grantees.includes(OWNER) && !isAboutEntity(permission)) {
      throw new Error(
        `aiGovernance.grants: ${name} is about no entity, so nobody has it as an owner`,
      );
    }
  }
}
