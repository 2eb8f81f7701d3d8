import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { AuthenticationError, NotFoundError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { demoPeople, isDemoPerson } from './people';

const LOOPBACK_ADDRESSES = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Signs a visitor in as one of six people without asking who they are. Only
 * for requests from this very machine under a loopback name, so that neither
 * the network nor a rebound DNS name gets in; and only where the configuration
 * switches the demo on.
 */
export const demoSignIn = createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-provider',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, providers }) {
        if (config.getOptionalBoolean('aiGovernance.demo.enabled') !== true) {
          return;
        }
        providers.registerProvider({
          providerId: 'demo',
          factory: createProxyAuthProviderFactory({
            authenticator: createProxyAuthenticator({
              async defaultProfileTransform() {
                return { profile: {} };
              },
              initialize() {},
              async authenticate({ req }) {
                const host = req.hostname.startsWith('[')
                  ? req.hostname
                  : req.hostname.split(':')[0];
                if (
                  !LOOPBACK_ADDRESSES.has(req.socket.remoteAddress ?? '') ||
                  !LOOPBACK_HOSTS.has(host)
                ) {
                  throw new AuthenticationError(
                    'The demo sign-in works on this machine only; open the portal under localhost',
                  );
                }
                const person = req.query.person;
                if (!isDemoPerson(person)) {
                  throw new NotFoundError(
                    `The demo knows these people: ${demoPeople.join(', ')}`,
                  );
                }
                return { result: { person } };
              },
            }),
            signInResolver: async ({ result }, context) =>
              context.signInWithCatalogUser({
                entityRef: { name: result.person },
              }),
          }),
        });
      },
    });
  },
});
