import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import type { ReactElement } from 'react';
import { aiGovernanceApiRef, AiGovernanceApiClient } from './api';
import { entityContentRouteRef, rootRouteRef } from './routes';

/** The plugin for apps on the old frontend system. @public */
export const aiGovernancePlugin = createPlugin({
  id: 'ai-governance',
  routes: {
    root: rootRouteRef,
    entityContent: entityContentRouteRef,
  },
  apis: [
    createApiFactory({
      api: aiGovernanceApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new AiGovernanceApiClient(deps),
    }),
  ],
});

/** The governance page: every scorecard, filtered, sorted and paged. @public */
export const AiGovernancePage: () => ReactElement = aiGovernancePlugin.provide(
  createRoutableExtension({
    name: 'AiGovernancePage',
    component: () => import('./overview').then(m => m.AiGovernancePage),
    mountPoint: rootRouteRef,
  }),
);

/** The "AI governance" tab of an entity page. @public */
export const EntityAiGovernanceContent: () => ReactElement =
  aiGovernancePlugin.provide(
    createRoutableExtension({
      name: 'EntityAiGovernanceContent',
      component: () =>
        import('./scorecard').then(m => m.EntityAiGovernanceContent),
      mountPoint: entityContentRouteRef,
    }),
  );

/** The card for an entity's overview. @public */
export const EntityAiGovernanceCard: () => ReactElement =
  aiGovernancePlugin.provide(
    createComponentExtension({
      name: 'EntityAiGovernanceCard',
      component: {
        lazy: () => import('./scorecard').then(m => m.EntityAiGovernanceCard),
      },
    }),
  );
