import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { aiGovernanceCollectorsExtensionPoint } from '@plumbline/backstage-plugin-ai-governance-node';
import { TechInsightsApi } from './TechInsightsApi';
import { TechInsightsCollector } from './TechInsightsCollector';

/**
 * Checks of type `tech-insights.check` are answered by Tech Insights.
 *
 * @public
 */
export const aiGovernanceModuleTechInsights = createBackendModule({
  pluginId: 'ai-governance',
  moduleId: 'tech-insights',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        collectors: aiGovernanceCollectorsExtensionPoint,
        discovery: coreServices.discovery,
      },
      async init({ auth, collectors, discovery }) {
        collectors.addEntityCollectors(
          new TechInsightsCollector(new TechInsightsApi({ auth, discovery })),
        );
      },
    });
  },
});
