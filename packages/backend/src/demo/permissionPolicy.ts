import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogEntityRefreshPermission } from '@backstage/plugin-catalog-common/alpha';
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
  adoptionDecidePermission,
  assessmentRunPermission,
  attestConfirmPermission,
  attestPermission,
  auditErasePermission,
  auditReadAllPermission,
  auditReadPermission,
  campaignManagePermission,
  declarationDecidePermission,
  disputeDecidePermission,
  toolDecidePermission,
  toolRequestPermission,
  disputePermission,
  entityAttestPermission,
  exceptionDecidePermission,
  exceptionRequestPermission,
  exceptionSponsorPermission,
  frameworkActivatePermission,
  frameworkProposePermission,
  importCreatePermission,
  profileDeclarePermission,
  riskEditPermission,
  roadmapAttestPermission,
  trainingUploadPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  aiGovernanceConditions,
  createAiGovernanceConditionalDecision,
} from '@plumbline/backstage-plugin-ai-governance-node';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

const GOVERNANCE_GROUPS = [
  'group:default/governance-committee',
  'group:default/security',
];

/** The lead runs what the committee decides on. */
const PROGRAMME = [...GOVERNANCE_GROUPS, 'user:default/lead'];

const memberOf = (user: PolicyQueryUser, groups: string[]) =>
  user.info.ownershipEntityRefs.some(ref => groups.includes(ref));

/** Everyone signed in reads; owners act on what is theirs; the committee attests. */
export class DemoPolicy implements PermissionPolicy {
  readonly #actsOnEverything: string[];

  /** @param options.actsOnEverything - refs of users to whom every entity belongs */
  constructor(options: { actsOnEverything?: string[] } = {}) {
    this.#actsOnEverything = options.actsOnEverything ?? [];
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return DENY;
    }
    for (const owned of [
      profileDeclarePermission,
      assessmentRunPermission,
      entityAttestPermission,
      disputePermission,
      exceptionRequestPermission,
    ]) {
      if (isPermission(permission, owned)) {
        if (memberOf(user, this.#actsOnEverything)) {
          return ALLOW;
        }
        return createAiGovernanceConditionalDecision(
          owned,
          aiGovernanceConditions.isOwner({
            claims: user.info.ownershipEntityRefs,
          }),
        );
      }
    }
    if (
      isPermission(permission, attestConfirmPermission) ||
      isPermission(permission, declarationDecidePermission) ||
      isPermission(permission, disputeDecidePermission) ||
      isPermission(permission, exceptionDecidePermission) ||
      isPermission(permission, importCreatePermission) ||
      isPermission(permission, trainingUploadPermission) ||
      isPermission(permission, frameworkActivatePermission)
    ) {
      return memberOf(user, GOVERNANCE_GROUPS) ? ALLOW : DENY;
    }
    if (
      isPermission(permission, attestPermission) ||
      isPermission(permission, frameworkProposePermission) ||
      isPermission(permission, riskEditPermission) ||
      isPermission(permission, toolDecidePermission) ||
      isPermission(permission, campaignManagePermission) ||
      isPermission(permission, roadmapAttestPermission) ||
      isPermission(permission, adoptionDecidePermission)
    ) {
      return memberOf(user, PROGRAMME) ? ALLOW : DENY;
    }
    if (isPermission(permission, toolRequestPermission)) {
      // Who is in a team asks; a guest only looks.
      return user.info.ownershipEntityRefs.some(ref => ref.startsWith('group:'))
        ? ALLOW
        : DENY;
    }
    if (isPermission(permission, exceptionSponsorPermission)) {
      return memberOf(user, ['group:default/governance-committee'])
        ? ALLOW
        : DENY;
    }
    if (isPermission(permission, auditErasePermission)) {
      return memberOf(user, ['group:default/security']) ? ALLOW : DENY;
    }
    if (
      isPermission(permission, auditReadPermission) ||
      isPermission(permission, auditReadAllPermission)
    ) {
      return memberOf(user, [...GOVERNANCE_GROUPS, 'group:default/audit'])
        ? ALLOW
        : DENY;
    }
    if (isPermission(permission, catalogEntityRefreshPermission)) {
      return ALLOW;
    }
    return permission.attributes.action === 'read' ||
      permission.attributes.action === undefined
      ? ALLOW
      : DENY;
  }
}

export const demoPermissionPolicy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'demo-policy',
  register(env) {
    env.registerInit({
      deps: { config: coreServices.rootConfig, policy: policyExtensionPoint },
      async init({ config, policy }) {
        // The owners named in a visitor's own repositories are nobody the
        // demo can sign in as: there, its owner acts for all of them.
        const example = config.getOptionalBoolean(
          'aiGovernance.demo.exampleData',
        );
        policy.setPolicy(
          new DemoPolicy({
            actsOnEverything: example ? [] : ['user:default/owner'],
          }),
        );
      },
    });
  },
});
