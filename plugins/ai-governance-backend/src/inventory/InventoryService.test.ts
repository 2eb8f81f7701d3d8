import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import { sweepCatalog } from './sweepCatalog';

jest.setTimeout(60_000);

const databases = testDatabases();

const REF = 'component:default/checkout';
const USER = mockCredentials.user();

const descriptorOf = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name },
  spec: { type: 'service', owner: 'payments', lifecycle: 'production' },
});

const PAYMENTS = 'group:default/payments';

const inRepository = (repository: string, subpath = '') => ({
  sourceLocation: `url:https://github.com/acme/${repository}/tree/main/${subpath}`,
});

describe.each(databases.eachSupportedId())('inventory on %s', databaseId => {
  async function start(
    options: Partial<Parameters<typeof startServices>[0]> = {},
  ) {
    const started = await startServices({ databases, databaseId, ...options });
    const { knex, clock, services } = started;
    await knex('assessment_queue').delete();
    return {
      ...started,
      learn: (...entities: ReturnType<typeof component>[]) =>
        services.inventory.learn(entities, clock.now()),
      row: (ref = REF) => knex('entities').where({ entity_ref: ref }).first(),
      queued: async () =>
        (await knex('assessment_queue').orderBy('subject')).map(
          queued => queued.subject,
        ),
    };
  }

  it('stores and queues what is new and what changed, and nothing else', async () => {
    const { knex, clock, learn, queued } = await start();
    expect(await learn(component('checkout'), component('ledger'))).toEqual([
      REF,
      'component:default/ledger',
      PAYMENTS,
    ]);
    expect(await queued()).toEqual([
      REF,
      'component:default/ledger',
      'group:default/payments',
    ]);
    const rows = await knex('entities').orderBy('entity_ref');
    await knex('assessment_queue').delete();

    clock.advance({ days: 1 });
    expect(
      await learn(
        component('checkout'),
        component('ledger', { lifecycle: 'experimental' }),
      ),
    ).toEqual(['component:default/ledger', PAYMENTS]);
    expect(await queued()).toEqual([
      'component:default/ledger',
      'group:default/payments',
    ]);
    const after = await knex('entities').orderBy('entity_ref');
    expect(after[0]).toEqual(rows[0]);
    expect(after[1]).toMatchObject({
      lifecycle: 'experimental',
      seen_at: clock.now(),
    });
  });

  it('does not care about the order in which the catalog tells things', async () => {
    const { learn } = await start();
    const annotations = { 'ai-governance/review-tier': '2' };
    await learn(component('checkout', { annotations, title: 'Checkout' }));
    expect(
      await learn({
        annotations,
        title: 'Checkout',
        owners: ['group:default/payments'],
        lifecycle: 'production',
        type: 'service',
        kind: 'Component',
        entityRef: REF,
      }),
    ).toEqual([]);
  });

  it('takes the last word on an entity that is told of twice', async () => {
    const { learn, row } = await start();
    expect(
      await learn(
        component('checkout', { title: 'First' }),
        component('checkout', { title: 'Last' }),
      ),
    ).toEqual([REF, PAYMENTS]);
    expect((await row()).title).toBe('Last');
  });

  it('knows when annotations were first seen, whatever else changes', async () => {
    const { clock, learn, row } = await start();
    const annotations = { 'ai-governance/review-tier': '2' };
    const first = clock.now();
    await learn(component('checkout', { annotations }));
    clock.advance({ days: 3 });
    await learn(component('checkout', { annotations, title: 'New title' }));
    expect(await row()).toMatchObject({
      title: 'New title',
      descriptor_at: first,
    });
    clock.advance({ days: 1 });
    await learn(
      component('checkout', {
        annotations: { 'ai-governance/review-tier': '3' },
      }),
    );
    expect((await row()).descriptor_at).toBe(clock.now());
  });

  it('drops the evidence of a repository the entity left, and no other', async () => {
    const { knex, clock, learn, services } = await start({
      config: { integrations: { github: [{ host: 'github.com' }] } },
    });
    await learn(component('checkout', inRepository('old')));
    const items = [{ check: 'x', outcome: 'pass' as const, summary: 'seen' }];
    const old = 'repository:https://github.com/acme/old/tree/main';
    await services.evidence.push(
      [
        { subject: REF, source: old, items },
        { subject: REF, source: 'ci:main', items },
      ],
      clock.now(),
    );
    await knex('assessment_queue').delete();
    clock.advance({ days: 1 });
    await learn(component('checkout', inRepository('new')));
    expect(
      await knex('evidence').where({ subject: REF }).select('source_key'),
    ).toEqual([{ source_key: 'ci:main' }]);
    expect(await knex('evidence_history')).toEqual([
      expect.objectContaining({ source_key: old, until_at: clock.now() }),
    ]);
    expect(
      await knex('sources').orderBy('source_key').select('source_key', 'state'),
    ).toEqual([
      {
        source_key: 'repository:https://github.com/acme/new/tree/main',
        state: 'queued',
      },
      { source_key: old, state: 'queued' },
    ]);
  });

  it('drops old evidence when an entity comes back from another repository', async () => {
    const { knex, clock, learn, services } = await start({
      config: { integrations: { github: [{ host: 'github.com' }] } },
    });
    await learn(component('checkout', inRepository('old')));
    await services.evidence.push(
      [
        {
          subject: REF,
          source: 'repository:https://github.com/acme/old/tree/main',
          items: [{ check: 'x', outcome: 'pass', summary: 'seen' }],
        },
      ],
      clock.now(),
    );
    await services.inventory.forget([REF], clock.now());
    await learn(component('checkout', inRepository('new')));
    expect(await knex('evidence').where({ subject: REF })).toEqual([]);
  });

  it('reads the tree again for an entity that moved inside it', async () => {
    const { knex, learn } = await start({
      config: { integrations: { github: [{ host: 'github.com' }] } },
    });
    await learn(component('checkout', inRepository('mono', 'services/a')));
    await knex('sources').update({ tree_id: 'etag', state: 'done' });
    await learn(component('checkout', inRepository('mono', 'services/b')));
    expect(await knex('sources').first()).toMatchObject({
      tree_id: null,
      state: 'queued',
    });
  });

  it('takes hostile values without losing what is told together with them', async () => {
    const { learn, row } = await start();
    const long = 'x'.repeat(5000);
    expect(
      await learn(
        component('checkout', {
          title: `a\0${long}`,
          type: `b\0${long}`,
          lifecycle: long,
          system: `system:default/${long}`,
          domain: 'system:default/\0',
          owners: ['', ':::', `group:default/${long}`, 'group:default/a\0b'],
          annotations: { 'ai-governance/review-tier': `\0${long}` },
          sourceLocation: `url:https://github.com/acme/${long}`,
          location: 'file:file://elsewhere/etc/passwd',
        }),
        component('ledger'),
      ),
    ).toEqual([REF, 'component:default/ledger', PAYMENTS]);
    expect(await row()).toMatchObject({
      title: `a${'x'.repeat(511)}`,
      owners: '[]',
      owner_ref: null,
      system_ref: null,
      domain_ref: null,
      source_key: null,
    });
    expect(await row('component:default/ledger')).toMatchObject({
      owner_ref: 'group:default/payments',
    });
  });

  it('forgets what the catalog no longer has, as soon as that is settled', async () => {
    const entities = [descriptorOf('ledger')];
    const { clock, learn, row, services, background } = await start();
    await learn(component('checkout'), component('ledger'));
    await services.runner.run();
    const sweep = () =>
      sweepCatalog({
        catalog: catalogServiceMock({ entities }),
        credentials: mockCredentials.service(),
        inventory: services.inventory,
        domains: background.domains,
        store: background.inventoryStore,
        logger: mockServices.logger.mock(),
        now: clock.now,
        signal: new AbortController().signal,
      });
    expect(await sweep()).toBe(0);
    clock.advance({ minutes: 11 });
    expect(await sweep()).toBe(1);
    expect((await row()).deleted_at).toBe(clock.now());
    expect((await row('component:default/ledger')).deleted_at).toBeNull();
    expect((await services.scorecards.list({}, USER)).totalItems).toBe(1);
    await expect(services.scorecards.get(REF, USER)).rejects.toThrow(
      'There is no entity',
    );
    expect(await sweep()).toBe(0);
  });

  it('keeps declarations and protections of an entity that comes back', async () => {
    const { clock, learn, services } = await start();
    await learn(component('checkout'));
    await services.declarations.declare(
      REF,
      { classification: 'restricted', handles: ['payments'] },
      'user:default/ada',
      USER,
    );
    await services.runner.run();
    await services.inventory.forget([REF], clock.now());
    await expect(services.declarations.get(REF, USER)).rejects.toThrow(
      'There is no entity',
    );
    clock.advance({ days: 30 });
    await learn(component('checkout'));
    await services.runner.run();
    const { profile, portal } = await services.declarations.get(REF, USER);
    expect(portal?.by).toBe('user:default/ada');
    expect(profile.classification.value).toBe('restricted');
    expect(profile.tier.value).toBe(3);
    expect((await services.scorecards.list({}, USER)).items).toHaveLength(1);
  });

  it('keeps what an annotation declared when it comes back without it', async () => {
    const { clock, learn, services } = await start();
    await learn(
      component('checkout', {
        annotations: { 'ai-governance/data-classification': 'restricted' },
      }),
    );
    await services.runner.run();
    await services.inventory.forget([REF], clock.now());
    await learn(component('checkout'));
    await services.runner.run();
    const { profile } = await services.declarations.get(REF, USER);
    expect(profile.classification).toMatchObject({
      value: 'restricted',
      source: 'decision',
    });
  });

  it('lets two replicas tell of the same entities in any order', async () => {
    const { services, clock, knex } = await start();
    const entities = Array.from({ length: 60 }, (_, index) =>
      component(`c${index}`, {
        owners: [`group:default/g${index % 7}`],
        ...inRepository(`r${index % 5}`),
      }),
    );
    await Promise.all([
      services.inventory.learn(entities, clock.now()),
      services.inventory.learn([...entities].reverse(), clock.now()),
      services.inventory.learn(entities.slice(30), clock.now()),
    ]);
    expect(await knex('entities')).toHaveLength(60);
  });
});
