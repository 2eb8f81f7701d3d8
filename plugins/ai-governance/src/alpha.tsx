import {
  compatWrapper,
  convertLegacyRouteRef,
} from '@backstage/core-compat-api';
import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  CatalogFilterBlueprint,
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import GavelIcon from '@material-ui/icons/Gavel';
import { aiGovernanceApiRef, AiGovernanceApiClient } from './api';
import { isAiGovernanceAvailable, isAiGovernanceHolder } from './availability';
import { entityContentRouteRef, ENTITY_TAB_PATH, rootRouteRef } from './routes';

export { aiGovernanceCatalogModule } from './catalog/module';
export { aiGovernanceTranslationRef } from './translation';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: aiGovernanceApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new AiGovernanceApiClient(deps),
    }),
});

// Blueprints take titles as plain text, before any language is known. An app
// names page and tab in its configuration, see the README.

const page = PageBlueprint.make({
  params: {
    path: '/ai-governance',
    title: 'AI governance',
    icon: <GavelIcon fontSize="inherit" />,
    routeRef: convertLegacyRouteRef(rootRouteRef),
    loader: async () => {
      const { OverviewContent } = await import('./overview');
      return compatWrapper(<OverviewContent />);
    },
  },
});

const entityContent = EntityContentBlueprint.make({
  params: {
    path: `/${ENTITY_TAB_PATH}`,
    title: 'AI governance',
    routeRef: convertLegacyRouteRef(entityContentRouteRef),
    filter: isAiGovernanceAvailable,
    loader: async () => {
      const { EntityAiGovernanceContent } = await import('./scorecard');
      return compatWrapper(<EntityAiGovernanceContent />);
    },
  },
});

const entityCard = EntityCardBlueprint.make({
  params: {
    type: 'info',
    filter: isAiGovernanceAvailable,
    loader: async () => {
      const { EntityAiGovernanceCard } = await import('./scorecard');
      return compatWrapper(<EntityAiGovernanceCard />);
    },
  },
});

const maturityCard = EntityCardBlueprint.make({
  name: 'maturity',
  params: {
    type: 'info',
    filter: isAiGovernanceHolder,
    loader: async () => {
      const { EntityMaturityCard } = await import(
        './maturity/EntityMaturityCard'
      );
      return compatWrapper(<EntityMaturityCard />);
    },
  },
});

const levelFilter = CatalogFilterBlueprint.make({
  name: 'level',
  params: {
    loader: async () => {
      const { EntityMaturityLevelPicker } = await import('./catalog/pickers');
      return compatWrapper(<EntityMaturityLevelPicker />);
    },
  },
});

const controlStatusFilter = CatalogFilterBlueprint.make({
  name: 'control',
  params: {
    loader: async () => {
      const { EntityControlStatusPicker } = await import('./catalog/pickers');
      return compatWrapper(<EntityControlStatusPicker />);
    },
  },
});

const classificationFilter = CatalogFilterBlueprint.make({
  name: 'classification',
  params: {
    loader: async () => {
      const { EntityClassificationPicker } = await import('./catalog/pickers');
      return compatWrapper(<EntityClassificationPicker />);
    },
  },
});

const tierFilter = CatalogFilterBlueprint.make({
  name: 'tier',
  params: {
    loader: async () => {
      const { EntityReviewTierPicker } = await import('./catalog/pickers');
      return compatWrapper(<EntityReviewTierPicker />);
    },
  },
});

const homeWidget = HomePageWidgetBlueprint.make({
  name: 'yours',
  params: {
    name: 'HomePageAiGovernanceCard',
    title: 'Your AI governance',
    description:
      'What you and your groups own, with its level and the next thing to do',
    components: async () => {
      const { YoursWidget } = await import('./home/YoursWidget');
      return { Content: () => compatWrapper(<YoursWidget />) };
    },
  },
});

const searchResult = SearchResultListItemBlueprint.make({
  params: {
    icon: <GavelIcon />,
    predicate: ({ type }) => type === 'ai-governance',
    component: async () => {
      const { AiGovernanceResult } = await import(
        './search/AiGovernanceResult'
      );
      return props => compatWrapper(<AiGovernanceResult {...props} />);
    },
  },
});

const searchType = SearchFilterResultTypeBlueprint.make({
  params: {
    value: 'ai-governance',
    name: 'AI governance',
    icon: <GavelIcon />,
  },
});

/**
 * The plugin for the new frontend system: the governance page, the entity tab,
 * cards for entities and for groups, systems and domains, filters of the
 * catalog, a widget for the home page and search results, discovered without
 * code. @public
 */
export default createFrontendPlugin({
  pluginId: 'ai-governance',
  title: 'AI governance',
  icon: <GavelIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: convertLegacyRouteRef(rootRouteRef) },
  extensions: [
    api,
    page,
    entityContent,
    entityCard,
    maturityCard,
    levelFilter,
    controlStatusFilter,
    classificationFilter,
    tierFilter,
    homeWidget,
    searchResult,
    searchType,
  ],
});
