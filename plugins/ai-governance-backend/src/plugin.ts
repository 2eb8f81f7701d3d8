import { readDurationFromConfig } from '@backstage/config';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import { aiGovernancePermissions } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  aiGovernanceCheckTypesExtensionPoint,
  aiGovernanceCollectorsExtensionPoint,
  aiGovernanceEntityResourceRef,
  aiGovernanceEntityRules,
  annotationSourcesServiceRef,
} from '@plumbline/backstage-plugin-ai-governance-node';
import type {
  EntityCollector,
  HostCollector,
  RepositoryCheckType,
} from '@plumbline/backstage-plugin-ai-governance-node';
import type { ScorecardService } from './assessment/ScorecardService';
import { createServices } from './createServices';
import { migratedClient } from './database/migrate';
import { seedHistory } from './demo/seedHistory';
import { sweepCatalog } from './inventory/sweepCatalog';
import { BADGES_PATH } from './router/badgeRoutes';
import { createRouter } from './router/createRouter';

/**
 * AI governance: declares, observes, assesses and answers.
 *
 * @public
 */
export const aiGovernancePlugin = createBackendPlugin({
  pluginId: 'ai-governance',
  register(env) {
    const checkTypes: RepositoryCheckType[] = [];
    env.registerExtensionPoint(aiGovernanceCheckTypesExtensionPoint, {
      addRepositoryCheckTypes: (...types) => {
        checkTypes.push(...types);
      },
    });
    const hostCollectors: HostCollector[] = [];
    const entityCollectors: EntityCollector[] = [];
    env.registerExtensionPoint(aiGovernanceCollectorsExtensionPoint, {
      addHostCollectors: (...collectors) => {
        hostCollectors.push(...collectors);
      },
      addEntityCollectors: (...collectors) => {
        entityCollectors.push(...collectors);
      },
    });
    env.registerInit({
      deps: {
        annotationSources: annotationSourcesServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        urlReader: coreServices.urlReader,
      },
      async init(deps) {
        const {
          auth,
          catalog,
          config,
          logger,
          permissionsRegistry,
          scheduler,
        } = deps;
        // Registered before the services exist, which need the rules.
        const late: { scorecards?: ScorecardService } = {};
        permissionsRegistry.addResourceType({
          resourceRef: aiGovernanceEntityResourceRef,
          permissions: aiGovernancePermissions.filter(
            permission => permission.type === 'resource',
          ),
          rules: aiGovernanceEntityRules,
          getResources: async refs =>
            late.scorecards?.governed(refs) ?? refs.map(() => undefined),
        });
        permissionsRegistry.addPermissions(
          aiGovernancePermissions.filter(
            permission => permission.type === 'basic',
          ),
        );
        const ruleset = permissionsRegistry.getPermissionRuleset(
          aiGovernanceEntityResourceRef,
        );
        const surroundings = {
          ...deps,
          knex: await migratedClient(deps.database),
          ownCredentials: () => auth.getOwnServiceCredentials(),
          applyConditions: createConditionAuthorizer(ruleset),
          toCriteria: createConditionTransformer(ruleset),
          baseUrl: () => deps.discovery.getExternalBaseUrl('ai-governance'),
          additionalCheckTypes: () => checkTypes,
          hostCollectors,
          entityCollectors,
        };
        await seedHistory({ ...surroundings, now: new Date().toISOString() });
        const { services, background } = await createServices(surroundings);
        late.scorecards = services.scorecards;
        deps.annotationSources.offer(services.catalogLookups);
        deps.httpRouter.addAuthPolicy({
          path: BADGES_PATH,
          allow: 'unauthenticated',
        });
        deps.httpRouter.use(
          createRouter({ services, httpAuth: deps.httpAuth }),
        );
        await scheduler.scheduleTask({
          id: 'ai-governance-collect',
          frequency: { seconds: 15 },
          timeout: { hours: 1 },
          scope: 'local',
          fn: async signal => {
            await background.collection.runDue(signal);
          },
        });
        await scheduler.scheduleTask({
          id: 'ai-governance-facts',
          frequency: { seconds: 15 },
          timeout: { hours: 1 },
          scope: 'local',
          fn: async signal => {
            await background.entityLooks.runDue(signal);
          },
        });
        await scheduler.scheduleTask({
          id: 'ai-governance-judge',
          frequency: { seconds: 5 },
          timeout: { hours: 1 },
          scope: 'local',
          fn: async () => {
            await services.runner.run();
          },
        });
        await scheduler.scheduleTask({
          id: 'ai-governance-framework',
          frequency: { seconds: 3 },
          timeout: { minutes: 5 },
          scope: 'local',
          fn: async () => {
            await services.frameworkLifecycle.follow();
          },
        });
        await scheduler.scheduleTask({
          id: 'ai-governance-groups',
          frequency: config.has('aiGovernance.groups.interval')
            ? readDurationFromConfig(config, {
                key: 'aiGovernance.groups.interval',
              })
            : { minutes: 10 },
          timeout: { minutes: 30 },
          fn: async () => {
            await services.groups.refresh(
              await auth.getOwnServiceCredentials(),
            );
            if (await services.training.refresh(services.now())) {
              services.runner.kick();
            }
          },
        });
        await scheduler.scheduleTask({
          id: 'ai-governance-training-retention',
          frequency: { days: 1 },
          initialDelay: { minutes: 7 },
          timeout: { minutes: 10 },
          fn: async () => {
            await services.training.prune(services.now());
          },
        });
        await scheduler.scheduleTask({
          id: 'ai-governance-dispute-rates',
          frequency: { hours: 6 },
          timeout: { minutes: 10 },
          fn: async () => services.disputeRates.update(),
        });
        await scheduler.scheduleTask({
          id: 'ai-governance-attestation-reminders',
          frequency: { days: 1 },
          // Somebody who tries the demo wants to see them.
          initialDelay: config.getOptionalBoolean(
            'aiGovernance.demo.exampleData',
          )
            ? { seconds: 20 }
            : { minutes: 5 },
          timeout: { minutes: 30 },
          fn: async () => {
            await background.reminders?.run();
          },
        });
        await scheduler.scheduleTask({
          id: 'ai-governance-exception-reminders',
          frequency: { hours: 6 },
          initialDelay: config.getOptionalBoolean(
            'aiGovernance.demo.exampleData',
          )
            ? { seconds: 25 }
            : { minutes: 6 },
          timeout: { minutes: 30 },
          fn: async () => {
            await background.exceptionReminders.run();
          },
        });
        await scheduler.scheduleTask({
          id: 'ai-governance-exception-lapses',
          frequency: { minutes: 30 },
          initialDelay: { minutes: 4 },
          timeout: { minutes: 10 },
          fn: async () => {
            await services.exceptions.lapse();
          },
        });
        await scheduler.scheduleTask({
          id: 'ai-governance-due-reminders',
          frequency: { hours: 6 },
          initialDelay: { minutes: 8 },
          timeout: { minutes: 30 },
          fn: async () => {
            await background.dueReminders?.run();
          },
        });
        await scheduler.scheduleTask({
          id: 'ai-governance-campaigns',
          frequency: { minutes: 30 },
          // Somebody who tries the demo looks at what ended, too.
          initialDelay: config.getOptionalBoolean(
            'aiGovernance.demo.exampleData',
          )
            ? { seconds: 20 }
            : { minutes: 3 },
          timeout: { minutes: 30 },
          fn: async () => {
            await services.campaigns.settle();
            await background.campaignDigests?.run();
          },
        });
        await scheduler.scheduleTask({
          id: 'ai-governance-audit-checkpoint',
          frequency: config.has('aiGovernance.audit.checkpointInterval')
            ? readDurationFromConfig(config, {
                key: 'aiGovernance.audit.checkpointInterval',
              })
            : { hours: 1 },
          initialDelay: { minutes: 1 },
          timeout: { minutes: 30 },
          fn: async () => {
            await services.auditProof.checkpoint();
          },
        });
        await scheduler.scheduleTask({
          id: 'ai-governance-audit-retention',
          frequency: { days: 1 },
          initialDelay: { minutes: 9 },
          timeout: { hours: 1 },
          fn: async () => {
            await services.auditRetention.prune();
          },
        });
        await scheduler.scheduleTask({
          id: 'ai-governance-sweep',
          frequency: config.has('aiGovernance.inventory.interval')
            ? readDurationFromConfig(config, {
                key: 'aiGovernance.inventory.interval',
              })
            : { hours: 1 },
          initialDelay: { minutes: 2 },
          timeout: { minutes: 30 },
          fn: async signal => {
            await sweepCatalog({
              catalog,
              credentials: await auth.getOwnServiceCredentials(),
              inventory: services.inventory,
              domains: background.domains,
              store: background.inventoryStore,
              logger,
              now: services.now,
              signal,
            });
            await services.inventory.clean(services.now());
          },
        });
      },
    });
  },
});
