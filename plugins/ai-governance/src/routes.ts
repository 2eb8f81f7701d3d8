import { createRouteRef } from '@backstage/core-plugin-api';

/** The governance page. @public */
export const rootRouteRef = createRouteRef({ id: 'ai-governance' });

/** The "AI governance" tab of an entity. @public */
export const entityContentRouteRef = createRouteRef({
  id: 'ai-governance-entity-content',
});

/** Where the tab is mounted below an entity's page. @public */
export const ENTITY_TAB_PATH = 'ai-governance';
