import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { AiGovernanceClient } from '@plumbline/backstage-plugin-ai-governance-common';
import { annotationSourcesServiceRef } from '@plumbline/backstage-plugin-ai-governance-node';
import { AiGovernanceProcessor } from './AiGovernanceProcessor';
import { AiGovernanceRefreshProvider } from './AiGovernanceRefreshProvider';
import { AnnotationLookup } from './AnnotationLookup';
import { RemoteAnnotationSource } from './RemoteAnnotationSource';

/** Kinds that are looked up unless the configuration names others. */
const DEFAULT_KINDS = ['Component', 'API', 'Resource'];

/**
 * Annotates catalog entities with the governance judgement in force.
 *
 * @public
 */
export const catalogModuleAiGovernance = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'ai-governance',
  register(env) {
    env.registerInit({
      deps: {
        annotationSources: annotationSourcesServiceRef,
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { auth, catalog, config, discovery, events, logger } = deps;
        const own = config.getOptionalConfig('aiGovernance.catalog');
        const client = new AiGovernanceClient({ discoveryApi: discovery });
        const schedule = own?.has('refreshSchedule')
          ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
              own.getConfig('refreshSchedule'),
            )
          : {
              frequency: { seconds: 2 },
              timeout: { seconds: 60 },
              initialDelay: { seconds: 3 },
            };
        const timeoutMs = own?.getOptionalNumber('lookupTimeoutMs') ?? 5000;
        const remote = new RemoteAnnotationSource({ client, auth, timeoutMs });
        const provider = new AiGovernanceRefreshProvider({
          client,
          auth,
          logger,
          runner: deps.scheduler.createScheduledTaskRunner(schedule),
        });
        const processor = new AiGovernanceProcessor({
          lookup: new AnnotationLookup({
            source: () => deps.annotationSources.local() ?? remote,
            timeoutMs,
          }),
          logger,
          kinds: own?.getOptionalStringArray('kinds') ?? DEFAULT_KINDS,
          onProcessed: (entityRef, lookedAt, revision) =>
            provider.processed(entityRef, lookedAt, revision),
          onMissed: entityRef => provider.missed(entityRef),
        });
        catalog.addProcessor(processor);
        catalog.addEntityProvider(provider);
        // The feed is what counts; an event only makes the next look earlier.
        await events.subscribe({
          id: 'catalog-ai-governance',
          topics: ['ai-governance.scorecard.changed'],
          onEvent: async () => provider.hurry(),
        });
      },
    });
  },
});
