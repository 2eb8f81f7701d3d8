import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { AiGovernancePolicy } from './AiGovernancePolicy';
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
      deps: { config: coreServices.rootConfig, policy: policyExtensionPoint },
      async init({ config, policy }) {
        policy.setPolicy(
          AiGovernancePolicy.fromConfig(config, {
            otherwise: readOnlyPolicy(config),
          }),
        );
      },
    });
  },
});
