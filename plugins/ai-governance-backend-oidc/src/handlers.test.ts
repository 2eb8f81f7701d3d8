import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import Router from 'express-promise-router';
import { ConfigReader } from '@backstage/config';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { KeyLike } from 'jose';
import request from 'supertest';
import repositoryIdentity from './index';
import { githubOidcTokenHandler, oidcTokenHandler } from './handlers';

const AUDIENCE = 'https://portal.acme.example';

/** An issuer of identity tokens, as a code host runs one. */
async function startIssuer(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256' }];
  const server: Server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys }));
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    issuer: `http://127.0.0.1:${port}`,
    privateKey,
    kid,
    stop: () => new Promise(done => server.close(done)),
  };
}

type Issuer = Awaited<ReturnType<typeof startIssuer>>;

const STATIC_TOKEN = 'a-token-of-the-old-kind';

/** Plugins that say who calls them. */
const [echoPlugin, otherPlugin] = ['ai-governance', 'other'].map(pluginId =>
  createBackendPlugin({
    pluginId,
    register(env) {
      env.registerInit({
        deps: {
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
        },
        async init({ httpAuth, httpRouter }) {
          const router = Router();
          router.get('/caller', (incoming, response, next) => {
            httpAuth
              .credentials(incoming, { allow: ['service'] })
              .then(({ principal }) =>
                response.json({ subject: principal.subject }),
              )
              .catch(next);
          });
          httpRouter.use(router);
        },
      });
    },
  }),
);

const SHOP = {
  repository: 'acme/shop',
  repository_id: '4711',
  repository_owner: 'acme',
  ref: 'refs/heads/main',
  sub: 'repo:acme/shop:ref:refs/heads/main',
};

describe('identity tokens of pipelines', () => {
  let github: Issuer;
  let gitlab: Issuer;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  const sign = (
    claims: object,
    options: {
      by?: Issuer;
      key?: KeyLike;
      issuer?: string;
      audience?: string;
      issued?: number;
      expires?: number;
    } = {},
  ) => {
    const by = options.by ?? github;
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: by.kid })
      .setIssuer(options.issuer ?? by.issuer)
      .setAudience(options.audience ?? AUDIENCE)
      .setIssuedAt(options.issued ?? now)
      .setExpirationTime(options.expires ?? now + 300)
      .sign(options.key ?? by.privateKey);
  };

  /** Who the backend says is calling; the status where it lets nobody in. */
  const caller = async (token: string, plugin = 'ai-governance') => {
    const response = await request(backend.server)
      .get(`/api/${plugin}/caller`)
      .set('authorization', `Bearer ${token}`);
    return response.status === 200 ? response.body.subject : response.status;
  };

  beforeAll(async () => {
    github = await startIssuer('one');
    gitlab = await startIssuer('one');
    backend = await startTestBackend({
      features: [
        echoPlugin,
        otherPlugin,
        repositoryIdentity,
        authServiceFactory,
        httpAuthServiceFactory,
        mockServices.rootConfig.factory({
          data: {
            backend: {
              auth: {
                externalAccess: [
                  {
                    type: 'static',
                    options: {
                      token: STATIC_TOKEN,
                      subject: 'external:jenkins',
                    },
                  },
                  {
                    type: 'github-oidc',
                    options: {
                      issuer: github.issuer,
                      audience: AUDIENCE,
                      owners: ['Acme', 'initech'],
                      claims: { ref: ['refs/heads/main', 'refs/heads/next'] },
                    },
                    accessRestrictions: [{ plugin: 'ai-governance' }],
                  },
                  {
                    type: 'oidc',
                    options: {
                      issuer: gitlab.issuer,
                      jwksUrl: `${gitlab.issuer}/keys`,
                      audience: AUDIENCE,
                      host: 'gitlab.com',
                      owners: ['acme/platform'],
                      ownerClaim: 'namespace_path',
                      repositoryIdClaim: 'project_id',
                      repositoryClaim: 'project_path',
                    },
                  },
                ],
              },
            },
          },
        }),
        mockServices.scheduler.mock().factory,
      ],
    });
  }, 30_000);

  afterAll(async () => {
    await backend?.stop();
    await github.stop();
    await gitlab.stop();
  });

  it('say which repository a pipeline runs for', async () => {
    expect(await caller(await sign(SHOP))).toBe(
      'github-oidc:github.com:4711:acme/shop',
    );
  });

  it('take ids as numbers and owners in any case', async () => {
    expect(
      await caller(
        await sign({
          ...SHOP,
          repository: 'ACME/Shop',
          repository_owner: 'ACME',
          repository_id: 4711,
          ref: 'refs/heads/next',
        }),
      ),
    ).toBe('github-oidc:github.com:4711:ACME/Shop');
  });

  it('open no plugin but those they are meant for', async () => {
    expect(await caller(await sign(SHOP), 'other')).toBe(403);
  });

  it('come from other code hosts as well', async () => {
    const claims = {
      namespace_path: 'acme/platform',
      project_path: 'acme/platform/cart',
      project_id: '7',
    };
    expect(await caller(await sign(claims, { by: gitlab }))).toBe(
      'oidc:gitlab.com:7:acme/platform/cart',
    );
    expect(
      await caller(
        await sign({ ...claims, namespace_path: 'acme' }, { by: gitlab }),
      ),
    ).toBe(401);
  });

  it('leave static tokens alone', async () => {
    expect(await caller(STATIC_TOKEN)).toBe('external:jenkins');
  });

  const hour = 3600;
  const now = () => Math.floor(Date.now() / 1000);

  it.each<[string, () => Promise<string>]>([
    [
      'expired',
      () => sign(SHOP, { issued: now() - hour, expires: now() - 60 }),
    ],
    ['for somebody else', () => sign(SHOP, { audience: 'https://other' })],
    ['of another issuer', () => sign(SHOP, { issuer: 'https://evil.example' })],
    ['signed by another key', () => sign(SHOP, { key: gitlab.privateKey })],
    [
      'of another owner',
      () =>
        sign({
          ...SHOP,
          repository_owner: 'globex',
          repository: 'globex/shop',
        }),
    ],
    [
      'of an owner that its path denies',
      () => sign({ ...SHOP, repository: 'globex/shop' }),
    ],
    ['of another branch', () => sign({ ...SHOP, ref: 'refs/heads/try' })],
    ['without an id', () => sign({ ...SHOP, repository_id: undefined })],
    ['without a repository', () => sign({ ...SHOP, repository: undefined })],
    ['without an owner', () => sign({ ...SHOP, repository_owner: undefined })],
    ['with a strange id', () => sign({ ...SHOP, repository_id: { a: 1 } })],
    [
      'unsigned',
      async () => {
        const [, payload] = (await sign(SHOP)).split('.');
        const header = Buffer.from('{"alg":"none"}').toString('base64url');
        return `${header}.${payload}.`;
      },
    ],
    [
      'changed',
      async () => {
        const [header, payload, signature] = (await sign(SHOP)).split('.');
        const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
        const changed = Buffer.from(
          JSON.stringify({ ...claims, repository: 'acme/ledger' }),
        ).toString('base64url');
        return `${header}.${changed}.${signature}`;
      },
    ],
    ['no token', async () => 'nonsense'],
  ])('are refused when %s', async (_, token) => {
    expect(await caller(await token())).toBe(401);
  });
});

describe('the configuration of a handler', () => {
  const options = {
    issuer: 'https://gitlab.example',
    jwksUrl: 'https://gitlab.example/keys',
    audience: 'a',
    host: 'gitlab.example',
    owners: ['acme'],
    ownerClaim: 'namespace_path',
    repositoryIdClaim: 'project_id',
    repositoryClaim: 'project_path',
  };
  const initialize = (
    handler: typeof oidcTokenHandler,
    more: { [key: string]: unknown },
  ) => handler.initialize({ options: new ConfigReader(more as never) });

  it('is complete', () => {
    expect(() => initialize(oidcTokenHandler, options)).not.toThrow();
    expect(() =>
      initialize(githubOidcTokenHandler, { audience: 'a', owners: ['acme'] }),
    ).not.toThrow();
  });

  it.each([...Object.keys(options)])('is refused without %s', key => {
    expect(() =>
      initialize(oidcTokenHandler, { ...options, [key]: undefined }),
    ).toThrow(key);
  });

  it.each([
    ['audience', { owners: ['acme'] }],
    ['owners', { audience: 'a' }],
    ['owners', { audience: 'a', owners: [] }],
    [
      'https',
      { audience: 'a', owners: ['acme'], issuer: 'http://github.example' },
    ],
    [
      'https',
      { audience: 'a', owners: ['acme'], jwksUrl: 'http://keys.example' },
    ],
  ])('of GitHub is refused without %s: %j', (message, more) => {
    expect(() => initialize(githubOidcTokenHandler, more)).toThrow(message);
  });
});
