import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import { createSearchResultListItemExtension } from '@backstage/plugin-search-react';
import type { ComponentType, ReactElement } from 'react';
import type { AiGovernanceResultProps } from './search/AiGovernanceResult';
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

/** Card for groups, systems and domains: what they own or hold adds up. @public */
export const EntityMaturityCard: () => ReactElement =
  aiGovernancePlugin.provide(
    createComponentExtension({
      name: 'EntityMaturityCard',
      component: {
        lazy: () =>
          import('./maturity/EntityMaturityCard').then(
            m => m.EntityMaturityCard,
          ),
      },
    }),
  );

/** Card for the home page: what is yours, and the one next thing to do. @public */
export const HomePageAiGovernanceCard: ComponentType<{ title?: string }> =
  aiGovernancePlugin.provide(
    createCardExtension<{ title?: string }>({
      name: 'HomePageAiGovernanceCard',
      title: 'Your AI governance',
      description:
        'What you and your groups own, with its level and the next thing to do',
      components: async () => ({
        Content: (await import('./home/YoursWidget')).YoursWidget,
      }),
    }),
  );

/** Shows a control or policy among search results. @public */
export const AiGovernanceSearchResultListItem: (
  props: AiGovernanceResultProps,
) => ReactElement | null = aiGovernancePlugin.provide(
  createSearchResultListItemExtension({
    name: 'AiGovernanceSearchResultListItem',
    predicate: ({ type }) => type === 'ai-governance',
    component: () =>
      import('./search/AiGovernanceResult').then(m => m.AiGovernanceResult),
  }),
);

/** Filters for the catalog's page, answered by the catalog itself. @public */
export const EntityMaturityLevelPicker: () => ReactElement = picker(
  'EntityMaturityLevelPicker',
);

/** @public */
export const EntityClassificationPicker: () => ReactElement = picker(
  'EntityClassificationPicker',
);

/** @public */
export const EntityReviewTierPicker: () => ReactElement = picker(
  'EntityReviewTierPicker',
);

/** @public */
export const EntityControlStatusPicker: () => ReactElement = picker(
  'EntityControlStatusPicker',
);

function picker(
  name:
    | 'EntityMaturityLevelPicker'
    | 'EntityClassificationPicker'
    | 'EntityReviewTierPicker'
    | 'EntityControlStatusPicker',
): () => ReactElement {
  return aiGovernancePlugin.provide(
    createComponentExtension({
      name,
      component: { lazy: () => import('./catalog/pickers').then(m => m[name]) },
    }),
  );
}
