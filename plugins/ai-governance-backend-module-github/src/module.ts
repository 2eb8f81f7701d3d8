import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { aiGovernanceCollectorsExtensionPoint } from '@plumbline/backstage-plugin-ai-governance-node';
import { GithubCollector } from './GithubCollector';
import { readGithubSettings } from './settings';

/**
 * Evidence from GitHub, through the app's own integrations.
 *
 * @public
 */
export const aiGovernanceModuleGithub = createBackendModule({
  pluginId: 'ai-governance',
  moduleId: 'github',
  register(env) {
    env.registerInit({
      deps: {
        collectors: aiGovernanceCollectorsExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ collectors, config, logger }) {
        collectors.addHostCollectors(
          new GithubCollector({
            integrations: ScmIntegrations.fromConfig(config),
            logger,
            settings: readGithubSettings(config),
          }),
        );
      },
    });
  },
});
