import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { defaultFramework } from '@plumbline/backstage-plugin-ai-governance-common';
import request from 'supertest';
import { aiGovernancePlugin } from '../plugin';
import { readSettings } from '../settings';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import { isSignedFor, signatureOf } from './signature';

jest.setTimeout(120_000);

const SECRET = 'a secret of the tests, long enough to sign with';
const REF = 'component:default/checkout';
const ADA = mockCredentials.user('user:default/ada');
const badges = { enabled: true, secret: SECRET };

describe('signatures', () => {
  it('are of one entity and one secret', () => {
    const signature = signatureOf(REF, SECRET);
    expect(isSignedFor(REF, signature, SECRET)).toBe(true);
    expect(isSignedFor(`${REF}2`, signature, SECRET)).toBe(false);
    expect(isSignedFor(REF, signature, `${SECRET}2`)).toBe(false);
    for (const wrong of [
      '',
      signature.slice(1),
      `${signature}=`,
      'ä'.repeat(22),
    ]) {
      expect(isSignedFor(REF, wrong, SECRET)).toBe(false);
    }
  });
});

describe('settings', () => {
  const read = (config: { enabled?: boolean; secret?: string }) =>
    readSettings(
      mockServices.rootConfig({ data: { aiGovernance: { badges: config } } }),
    ).badges;

  it('have badges off, also with a secret', () => {
    expect(read({ secret: SECRET })).toBeUndefined();
    expect(read({ enabled: false, secret: SECRET })).toBeUndefined();
    expect(read(badges)).toEqual({ secret: SECRET });
  });

  it('want a secret that nobody guesses', () => {
    expect(() => read({ enabled: true })).toThrow(/secret/);
    expect(() => read({ enabled: true, secret: 'short' })).toThrow(
      /at least 32 random characters/,
    );
  });
});

const databases = testDatabases();

describe.each(databases.eachSupportedId())('badges on %s', databaseId => {
  async function start(attested = true) {
    const started = await startServices({
      databases,
      databaseId,
      config: {
        aiGovernance: {
          badges,
          tools: [
            {
              id: 'cursor',
              name: 'Cursor',
              status: 'approved',
              reviewBy: '2027-01-31',
            },
          ],
        },
      },
    });
    const { services, clock } = started;
    await services.inventory.learn(
      [component('checkout'), component('old', { lifecycle: 'archived' })],
      clock.now(),
    );
    const checks = defaultFramework.controls
      .flatMap(({ parts }) => parts)
      .filter(({ scope }) => attested && scope === 'organization')
      .flatMap(part => part.checks)
      .filter(({ type, attestable }) => type === 'attestation' || attestable);
    for (const check of checks) {
      const { id } = await services.attestations.attest(
        {
          check: check.id,
          subject: 'organization',
          statement: 'in force',
          items: (check.wanted ?? []).map(name => ({ name, digest: 'x' })),
        },
        'user:default/ada',
        clock.now(),
      );
      await services.attestations.approve(id, 'user:default/bob', clock.now());
    }
    await services.runner.run();
    return started;
  }

  it('show the level without exceptions at an address that is signed', async () => {
    const { services } = await start();
    const { enabled, url, shown } = await services.badges.address(REF, ADA);
    expect({ enabled, shown }).toEqual({ enabled: true, shown: true });
    const address = new URL(url!);
    expect(address.pathname).toBe(
      '/api/ai-governance/badges/component/default/checkout.svg',
    );
    const signature = address.searchParams.get('signature')!;
    const badge = await services.badges.badge(REF, signature);
    const standing = await services.scorecards.standing(REF);
    expect(badge?.svg).toContain(`level ${standing!.levelWithoutExceptions}`);
    expect(badge?.etag).toMatch(/^"[\w-]{43}"$/);
    expect(await services.badges.badge(REF, signature)).toEqual(badge);
  });

  it('are not there for anything that is wrong', async () => {
    const { services } = await start();
    const badge = (ref: string, signature = signatureOf(ref, SECRET)) =>
      services.badges.badge(ref, signature);
    expect(await badge(REF)).toBeDefined();
    expect(await badge(REF, 'x')).toBeUndefined();
    expect(
      await badge(REF, signatureOf('component:default/old', SECRET)),
    ).toBeUndefined();
    expect(await badge('component:default/old')).toBeUndefined();
    expect(await badge('component:default/nowhere')).toBeUndefined();
    expect(await badge('')).toBeUndefined();
  });

  it('are not there while the organization is at level 1', async () => {
    const { services } = await start(false);
    expect(await services.badges.address(REF, ADA)).toMatchObject({
      enabled: true,
      shown: false,
    });
    expect(
      await services.badges.badge(REF, signatureOf(REF, SECRET)),
    ).toBeUndefined();
  });

  it('ask the database as often among many entities as among two', async () => {
    const { services, knex, clock } = await start();
    const signature = signatureOf(REF, SECRET);
    const statements = async (given = signature) => {
      const asked: string[] = [];
      const listen = ({ sql }: { sql: string }) => asked.push(sql);
      knex.on('query', listen);
      await services.badges.badge(REF, given);
      knex.off('query', listen);
      return asked.length;
    };
    await statements();
    const few = await statements();
    await services.inventory.learn(
      Array.from({ length: 200 }, (_, n) => component(`more-${n}`)),
      clock.now(),
    );
    await services.runner.run();
    await statements();
    expect(await statements()).toBe(few);
    expect(few).toBeLessThanOrEqual(3);
    // Nothing is read for somebody who guesses.
    expect(await statements('guessed')).toBe(0);
  });

  it('have their address told to readers only', async () => {
    const { services, clock } = await startServices({
      databases,
      databaseId,
      config: { aiGovernance: { badges } },
      permissions: mockServices.permissions({ result: AuthorizeResult.DENY }),
    });
    await services.inventory.learn([component('checkout')], clock.now());
    await services.runner.run();
    await expect(services.badges.address(REF, ADA)).rejects.toThrow(
      /no entity|permission/,
    );
  });
});

describe('the address of a badge', () => {
  const BASE = '/api/ai-governance';

  async function serve(settings: { enabled?: boolean; secret: string }) {
    const { server } = await startTestBackend({
      features: [
        aiGovernancePlugin,
        mockServices.rootConfig.factory({
          data: { aiGovernance: { badges: settings } },
        }),
        mockServices.scheduler.mock().factory,
        catalogServiceMock.factory({ entities: [] }),
      ],
    });
    const catalog = mockCredentials.service.header({
      onBehalfOf: mockCredentials.service('plugin:catalog'),
      targetPluginId: 'ai-governance',
    });
    const learnt = await request(server)
      .post(`${BASE}/inventory/annotations`)
      .set('authorization', catalog)
      .send({ entities: [component('checkout')] });
    expect(learnt.status).toBe(200);
    return {
      server,
      anonymous: (path: string) =>
        request(server)
          .get(`${BASE}${path}`)
          .set('authorization', mockCredentials.none.header()),
    };
  }

  it('says the same to everybody who has no right one', async () => {
    const { anonymous } = await serve(badges);
    const signature = signatureOf(REF, SECRET);
    const paths = [
      '/badges/component/default/checkout.svg',
      '/badges/component/default/checkout.svg?signature=x',
      '/badges/component/default/nowhere.svg?signature=x',
      `/badges/component/default/checkout?signature=${signature}`,
      `/badges/component/default/nowhere.svg?signature=${signatureOf(
        'component:default/nowhere',
        SECRET,
      )}`,
      '/badges/%20/default/x.svg?signature=x',
      // Right, but the organization is at level 1.
      `/badges/component/default/checkout.svg?signature=${signature}`,
    ];
    for (const path of paths) {
      const { status, body, headers } = await anonymous(path);
      expect(status).toBe(404);
      expect(body.error.message).toBe('There is no badge at this address');
      expect(headers['cache-control']).toBe('no-store');
    }
  });

  it('asks for no header', async () => {
    const { server } = await serve(badges);
    const { status } = await request(server).get(
      `${BASE}/badges/component/default/checkout.svg?signature=x`,
    );
    expect(status).toBe(404);
  });

  it('is not there while badges are off', async () => {
    const { anonymous, server } = await serve({ secret: SECRET });
    const signature = signatureOf(REF, SECRET);
    const badge = await anonymous(
      `/badges/component/default/checkout.svg?signature=${signature}`,
    );
    expect(badge.status).toBe(404);
    const address = await request(server)
      .get(`${BASE}/entities/component/default/checkout/badge`)
      .set('authorization', mockCredentials.user.header('user:default/ada'));
    expect(address.body).toEqual({ enabled: false });
  });

  it('opens nothing else to people without credentials', async () => {
    const { anonymous } = await serve(badges);
    for (const path of [
      '/framework',
      '/entities/component/default/checkout/badge',
      '/entities/component/default/checkout/scorecard',
    ]) {
      expect((await anonymous(path)).status).toBe(401);
    }
  });
});
