import { mockCredentials } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { startServices, testDatabases } from '../__testUtils__/harness';
import { acknowledged, group, user } from '../__testUtils__/people';

jest.setTimeout(60_000);

const databases = testDatabases();

const as = (name: string) => mockCredentials.user(`user:default/${name}`);
const ADA = as('ada');
const BOB = as('bob');
const SEC = as('sec');

describe.each(databases.eachSupportedId())(
  'reviews of risks on %s',
  databaseId => {
    async function start(
      roles: { [role: string]: string[] } = {
        'security-compliance': ['user:default/sec'],
        'governance-committee': ['user:default/sec'],
      },
    ) {
      const sent: NotificationSendOptions[] = [];
      const started = await startServices({
        databases,
        databaseId,
        entities: [
          group('web'),
          user('ada', []),
          user('bob', ['web']),
          user('sec', []),
        ],
        config: {
          aiGovernance: { roles },
        },
        notifications: {
          async send(options) {
            sent.push(options);
          },
        },
      });
      const { services, background } = started;
      await services.groups.refresh(mockCredentials.service());
      await acknowledged(services, 'ada', 'bob', 'sec');
      return {
        ...started,
        reviews: async (of: typeof ADA) =>
          (await services.inbox.list(of, 50)).items.flatMap(item =>
            item.kind === 'riskToReview' ? [item] : [],
          ),
        /** Reminders since the last time that name a risk. */
        async reminded() {
          await background.dueReminders!.run();
          return sent
            .splice(0)
            .filter(({ payload }) => /risk/.test(payload.description ?? ''))
            .map(({ recipients, payload }) => [
              payload.title,
              payload.description,
              (recipients as { entityRef: string[] }).entityRef,
            ]);
        },
      };
    }

    it('reach the owner in the inbox on the day, and as a reminder before', async () => {
      const { services, clock, reviews, reminded } = await start();
      await services.risks.edit(
        'R001',
        { version: 0, owner: 'group:default/web', reviewBy: '2026-12-10' },
        'user:default/sec',
      );
      expect(await reminded()).toEqual([]);

      clock.advance({ days: 6 });
      const said = (title: string) => [
        [
          title,
          expect.stringMatching(/^The risk R001 .* has to be looked at again/),
          ['user:default/bob'],
        ],
      ];
      expect(await reminded()).toEqual(
        said('Something falls due within 14 days'),
      );
      expect(await reminded()).toEqual([]);
      expect(await reviews(BOB)).toEqual([]);

      clock.advance({ days: 14 });
      expect(await reminded()).toEqual(said('Something is due'));
      expect(await reviews(BOB)).toEqual([
        {
          kind: 'riskToReview',
          id: 'R001',
          at: '2026-12-10T00:00:00.000Z',
          risk: {
            id: 'R001',
            category: expect.any(String),
            reviewBy: '2026-12-10',
          },
        },
      ]);
      expect(await reviews(ADA)).toEqual([]);
      // The role it would have without an owner.
      expect(await reviews(SEC)).toEqual([]);

      await services.risks.edit(
        'R001',
        { version: 1, owner: 'group:default/web', reviewBy: '2027-03-10' },
        'user:default/sec',
      );
      expect(await reviews(BOB)).toEqual([]);
    });

    it('come a year after anything was said, also where nobody gave a date', async () => {
      const { services, clock, reviews, reminded } = await start();
      const dates = async () =>
        new Map(
          (await services.risks.reviews()).map(({ id, reviewBy, isDue }) => [
            id,
            [reviewBy, isDue],
          ]),
        );
      expect((await dates()).get('R002')).toEqual(['2027-11-21', false]);

      clock.advance({ days: 100 });
      await services.risks.edit(
        'R001',
        { version: 0, owner: 'user:default/ada' },
        'user:default/sec',
      );
      expect((await dates()).get('R001')).toEqual(['2028-02-29', false]);
      expect((await dates()).get('R002')).toEqual(['2027-11-21', false]);

      clock.advance({ days: 267 });
      expect((await dates()).get('R002')).toEqual(['2027-11-21', true]);
      // Nobody looks after it in particular: the committee does.
      expect((await reviews(SEC)).map(({ id }) => id)).toContain('R002');
      expect(await reminded()).toEqual([
        [
          '7 things are due',
          expect.stringContaining('The risk R002'),
          ['user:default/sec'],
        ],
      ]);
      expect(await reviews(ADA)).toEqual([]);
    });

    it('fall to the committee where the groups of a role have nobody in them', async () => {
      const { clock, reviews, reminded } = await start({
        'security-compliance': ['group:default/gone'],
        'governance-committee': ['user:default/sec'],
      });
      clock.advance({ days: 367 });
      expect(await reviews(SEC)).toHaveLength(8);
      expect(await reminded()).toEqual([
        ['8 things are due', expect.any(String), ['user:default/sec']],
      ]);
    });
  },
);
