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
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import GavelIcon from '@material-ui/icons/Gavel';
import { aiGovernanceApiRef, AiGovernanceApiClient } from './api';
import { isAiGovernanceAvailable } from './availability';
import { entityContentRouteRef, ENTITY_TAB_PATH, rootRouteRef } from './routes';

export { aiGovernanceTranslationRef } from './translation';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: aiGovernanceApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new AiGovernanceApiClient(deps),
    }),
});

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

/**
 * The plugin for the new frontend system: the governance page, the entity tab
 * and the entity card, discovered without code. @public
 */
export default createFrontendPlugin({
  pluginId: 'ai-governance',
  title: 'AI governance',
  icon: <GavelIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: convertLegacyRouteRef(rootRouteRef) },
  extensions: [api, page, entityContent, entityCard],
});
