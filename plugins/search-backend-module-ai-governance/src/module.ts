import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { AiGovernanceClient } from '@plumbline/backstage-plugin-ai-governance-common';
import { AiGovernanceCollatorFactory } from './AiGovernanceCollatorFactory';

/**
 * Lets people find controls and policies in the portal's search.
 *
 * @public
 */
export const searchModuleAiGovernance = createBackendModule({
  pluginId: 'search',
  moduleId: 'ai-governance-collator',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        indexRegistry: searchIndexRegistryExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, config, discovery, indexRegistry, scheduler }) {
        const own = config.getOptionalConfig('search.collators.ai-governance');
        const schedule = own?.has('schedule')
          ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
              own.getConfig('schedule'),
            )
          : {
              frequency: { minutes: 10 },
              timeout: { minutes: 2 },
              initialDelay: { seconds: 10 },
            };
        indexRegistry.addCollator({
          schedule: scheduler.createScheduledTaskRunner(schedule),
          factory: new AiGovernanceCollatorFactory({
            auth,
            client: new AiGovernanceClient({ discoveryApi: discovery }),
            path: own?.getOptionalString('path'),
          }),
        });
      },
    });
  },
});
