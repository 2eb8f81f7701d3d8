import { screen } from '@testing-library/react';
import {
  createExtensionTester,
  renderInTestApp,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import rootDefault from '.';
import plugin from './alpha';
import { aiGovernanceApiRef } from './api';
import { EntityAiGovernanceContent } from './scorecard';
import { exampleApi, exampleEntity } from './__testUtils__/harness';

describe('the plugin on the new frontend system', () => {
  it('is the default export of the package and of its alpha entry', () => {
    expect(rootDefault).toBe(plugin);
    expect(plugin.$$type).toBe('@backstage/FrontendPlugin');
    expect(plugin.pluginId).toBe('ai-governance');
  });

  it.each([
    'api:ai-governance',
    'page:ai-governance',
    'entity-content:ai-governance',
    'entity-card:ai-governance',
  ] as const)('contains %s', id => {
    expect(plugin.getExtension(id)).toBeDefined();
  });

  it('serves the governance page without any code in the app', async () => {
    renderTestApp({
      features: [plugin],
      initialRouteEntries: ['/ai-governance'],
      apis: [
        [aiGovernanceApiRef, exampleApi()],
        [
          catalogApiRef,
          { getEntityFacets: async () => ({ facets: {} }) } as any,
        ],
      ],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name':
          convertLegacyRouteRef(entityRouteRef),
      },
    });
    expect(
      await screen.findByText('Nothing has been assessed yet'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'AI governance' }),
    ).toBeInTheDocument();
  });

  it('renders the tab', async () => {
    renderInTestApp(
      <EntityProvider entity={exampleEntity}>
        <EntityAiGovernanceContent />
      </EntityProvider>,
      { apis: [[aiGovernanceApiRef, exampleApi()]] },
    );
    expect(
      await screen.findByRole('heading', { name: 'All controls' }),
    ).toBeInTheDocument();
  });

  it('mounts the tab where links expect it', () => {
    const tester = createExtensionTester(
      plugin.getExtension('entity-content:ai-governance'),
    );
    expect(JSON.stringify(tester.snapshot())).toContain(
      'entity-content:ai-governance',
    );
  });
});
