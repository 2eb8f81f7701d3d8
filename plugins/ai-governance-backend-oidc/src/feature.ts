import { externalTokenHandlersServiceRef } from '@backstage/backend-defaults/auth';
import {
  createBackendFeatureLoader,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { githubOidcTokenHandler, oidcTokenHandler } from './handlers';

/**
 * Adds the token handlers `github-oidc` and `oidc` to the backend.
 *
 * @public
 */
export const repositoryIdentityFeature = createBackendFeatureLoader({
  loader: () =>
    [githubOidcTokenHandler, oidcTokenHandler].map(handler =>
      createServiceFactory({
        service: externalTokenHandlersServiceRef,
        deps: {},
        factory: () => handler as never,
      }),
    ),
});
