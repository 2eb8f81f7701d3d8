import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { AiGovernancePolicy } from './AiGovernancePolicy';
import { followGroups } from './followGroups';
import { readOnlyPolicy } from './readOnlyPolicy';

/**
 * Decides by the roles of `aiGovernance.roles`; denies whatever nobody was
 * granted.
 *
 * @public
 */
export const permissionModuleAiGovernance = createBackendModule({
  pluginId: 'permission',
  moduleId: 'ai-governance-policy',
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
        policy.setPolicy(
          AiGovernancePolicy.fromConfig(services.config, {
            otherwise: readOnlyPolicy(services.config),
            groups: followGroups(services),
          }),
        );
      },
    });
  },
});
