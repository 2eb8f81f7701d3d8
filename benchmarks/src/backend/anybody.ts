import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';

/** What the portal's sign-in page asks; whoever asks is the guest. */
export const anybody = createBackendModule({
  pluginId: 'auth',
  moduleId: 'bench-anybody',
  register(env) {
    env.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'demo',
          factory: createProxyAuthProviderFactory({
            authenticator: createProxyAuthenticator({
              async defaultProfileTransform() {
                return { profile: {} };
              },
              initialize() {},
              async authenticate() {
                return { result: {} };
              },
            }),
            signInResolver: async (_, context) =>
              context.signInWithCatalogUser({ entityRef: { name: 'guest' } }),
          }),
        });
      },
    });
  },
});
