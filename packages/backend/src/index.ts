import { createBackend } from '@backstage/backend-defaults';
import { demoFeatures } from './demo';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-ai-model'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('@plumbline/backstage-plugin-ai-governance-backend'));
backend.add(
  import('@plumbline/backstage-plugin-ai-governance-backend-module-github'),
);
backend.add(
  import('@plumbline/backstage-plugin-catalog-backend-module-ai-governance'),
);

// Takes identity tokens of pipelines once a handler is configured (docs/ci.md).
backend.add(
  import('@plumbline/backstage-plugin-search-backend-module-ai-governance'),
);

backend.add(import('@plumbline/backstage-plugin-ai-governance-backend-oidc'));

for (const feature of demoFeatures) {
  backend.add(feature);
}

backend.start();
