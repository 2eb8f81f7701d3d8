import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { component, startServices } from '../testing/harness';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'AssessmentRunner on %s',
  databaseId => {
    it('judges what was learned and writes nothing when nothing changed', async () => {
      const { services, clock, knex, events } = await startServices({
        databases,
        databaseId,
      });
      await services.inventory.learn(
        [component('checkout'), component('ledger')],
        clock.now(),
      );
      const first = await services.runner.run();
      expect(first.changed).toEqual(
        expect.arrayContaining([
          'component:default/checkout',
          'component:default/ledger',
          'group:default/payments',
          'organization',
        ]),
      );
      expect(events.flat()).toContain('component:default/checkout');
      const rows = await knex('scorecards').orderBy('entity_ref');
      expect(rows).toHaveLength(2);

      clock.advance({ minutes: 5 });
      await services.inventory.learn(
        [component('checkout'), component('ledger')],
        clock.now(),
      );
      expect(await services.runner.run()).toEqual({ judged: 0, changed: [] });
      expect(await knex('scorecards').orderBy('entity_ref')).toEqual(rows);
      expect(await knex('scorecard_history')).toEqual([]);

      const { items } = await services.scorecards.list(
        {},
        mockCredentials.user(),
      );
      expect(items.map(item => item.entityRef)).toEqual([
        'component:default/checkout',
        'component:default/ledger',
      ]);
    });
  },
);
