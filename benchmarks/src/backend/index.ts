// The backend that benchmarks measure: the catalog with synthetic entities and,
// with BENCH_GOVERNANCE=1, the governance packages. A process of its own, run
// the way production runs it.
import { createBackend } from '@backstage/backend-defaults';
import { allowAllPolicy } from './allowAllPolicy';
import { anybody } from './anybody';
import { syntheticEntities } from './syntheticEntities';

const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(allowAllPolicy);
backend.add(syntheticEntities);
if (process.env.BENCH_GOVERNANCE === '1') {
  backend.add(import('@plumbline/backstage-plugin-ai-governance-backend'));
  backend.add(
    import('@plumbline/backstage-plugin-catalog-backend-module-ai-governance'),
  );
}
// The portal's pages in a browser, with what its frontend asks for on every page.
if (process.env.BENCH_APP === '1') {
  backend.add(import('@backstage/plugin-app-backend'));
  backend.add(import('@backstage/plugin-events-backend'));
  backend.add(import('@backstage/plugin-notifications-backend'));
  backend.add(import('@backstage/plugin-signals-backend'));
  backend.add(import('@backstage/plugin-user-settings-backend'));
  backend.add(anybody);
}
backend.start();
