import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { techInsightsFactRetrieversExtensionPoint } from '@backstage-community/plugin-tech-insights-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { defaultFramework } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  createGovernanceFactRetriever,
  FACT_RETRIEVER_ID,
} from './governanceFactRetriever';

/** Kinds that have facts unless the configuration names others. */
const DEFAULT_KINDS = ['Component', 'API', 'Resource'];

/**
 * Offers level, score and the status of every control as facts.
 *
 * @public
 */
export const techInsightsModuleAiGovernance = createBackendModule({
  pluginId: 'tech-insights',
  moduleId: 'ai-governance',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        retrievers: techInsightsFactRetrieversExtensionPoint,
      },
      async init({ auth, catalog, config, retrievers }) {
        const own = config.getOptionalConfig('aiGovernance.techInsights');
        retrievers.addFactRetrievers({
          [FACT_RETRIEVER_ID]: createGovernanceFactRetriever({
            auth,
            catalog,
            kinds: own?.getOptionalStringArray('kinds') ?? DEFAULT_KINDS,
            controls:
              own?.getOptionalStringArray('controls') ??
              defaultFramework.controls.map(({ id }) => id),
          }),
        });
      },
    });
  },
});
