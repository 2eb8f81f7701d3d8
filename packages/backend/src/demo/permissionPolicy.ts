import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogEntityRefreshPermission } from '@backstage/plugin-catalog-common/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  isPermission,
} from '@backstage/plugin-permission-common';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  committeeReadPermission,
  importReadPermission,
  incidentReadPermission,
  trainingReadPermission,
  workflowReadPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  AiGovernancePolicy,
  followGroups,
} from '@plumbline/backstage-plugin-permission-backend-module-ai-governance';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/** Who is what where a visitor's own repositories are shown, which name nobody. */
const DEMO_ROLES = {
  'executive-sponsor': ['user:default/lead'],
  'platform-lead': ['user:default/lead'],
  'security-compliance': ['user:default/approver', 'user:default/lead'],
  'governance-committee': ['user:default/approver'],
  legal: ['user:default/approver'],
  'enablement-lead': ['user:default/lead'],
  auditor: ['user:default/auditor'],
};

/**
 * The ready-made policy, with what is particular about a demo: everybody reads,
 * a guest too, and somebody may stand for owners who are not there.
 */
export class DemoPolicy implements PermissionPolicy {
  readonly #governance: AiGovernancePolicy;
  readonly #actsOnEverything: string[];

  /** @param options.actsOnEverything - refs of users to whom every entity belongs */
  constructor(options: {
    governance: AiGovernancePolicy;
    actsOnEverything?: string[];
  }) {
    this.#governance = options.governance;
    this.#actsOnEverything = options.actsOnEverything ?? [];
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return DENY;
    }
    const { permission } = request;
    if (
      isPermission(permission, importReadPermission) ||
      isPermission(permission, committeeReadPermission) ||
      isPermission(permission, workflowReadPermission) ||
      isPermission(permission, incidentReadPermission) ||
      isPermission(permission, trainingReadPermission)
    ) {
      return ALLOW;
    }
    const decision = this.#governance.decide(request, user);
    if (decision) {
      return decision.result === AuthorizeResult.CONDITIONAL &&
        user.info.ownershipEntityRefs.some(ref =>
          this.#actsOnEverything.includes(ref),
        )
        ? ALLOW
        : decision;
    }
    if (isPermission(permission, catalogEntityRefreshPermission)) {
      return ALLOW;
    }
    return (permission.attributes.action ?? 'read') === 'read' ? ALLOW : DENY;
  }
}

export const demoPermissionPolicy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'demo-policy',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        policy: policyExtensionPoint,
        catalog: catalogServiceRef,
        auth: coreServices.auth,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
        lifecycle: coreServices.rootLifecycle,
      },
      async init({ policy, ...services }) {
        const { config } = services;
        const groups = followGroups(services);
        // The owners named in a visitor's own repositories are nobody the
        // demo can sign in as: there, its owner acts for all of them.
        const example = config.getOptionalBoolean(
          'aiGovernance.demo.exampleData',
        );
        policy.setPolicy(
          new DemoPolicy({
            governance: config.has('aiGovernance.roles')
              ? AiGovernancePolicy.fromConfig(config, { groups })
              : new AiGovernancePolicy({ roles: DEMO_ROLES, groups }),
            actsOnEverything: example ? [] : ['user:default/owner'],
          }),
        );
      },
    });
  },
});
