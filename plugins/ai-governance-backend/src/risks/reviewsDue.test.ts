import { mockCredentials } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { startServices, testDatabases } from '../__testUtils__/harness';

jest.setTimeout(60_000);

const databases = testDatabases();

const entity = (kind: string, name: string, spec: object) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name },
  spec: spec as never,
});

describe.each(databases.eachSupportedId())(
  'reviews of risks that fall due on %s',
  databaseId => {
    it('are said to those who look after the risk, a week ahead and when they are due', async () => {
      const sent: NotificationSendOptions[] = [];
      const { services, background, clock } = await startServices({
        databases,
        databaseId,
        entities: [
          entity('Group', 'risk', { type: 'team', children: [] }),
          entity('User', 'rita', { memberOf: ['risk'] }),
        ],
        notifications: {
          async send(options) {
            sent.push(options);
          },
        },
      });
      await services.groups.refresh(mockCredentials.service());
      const edit = (id: string, version: number, part: object) =>
        services.risks.edit(id, { version, ...part }, 'user:default/sec');
      const said = async () => {
        await background.dueReminders!.run();
        return sent
          .splice(0)
          .filter(({ payload }) => /risk R00/.test(payload.description ?? ''))
          .map(({ recipients, payload }) => [
            recipients.type === 'entity' && [recipients.entityRef].flat(),
            payload.description,
          ]);
      };
      await edit('R001', 0, {
        owner: 'group:default/risk',
        reviewBy: '2026-12-10',
      });
      // Nobody looks after it; the committee's agenda has it all the same.
      await edit('R002', 0, { reviewBy: '2026-12-10' });
      expect(await said()).toEqual([]);
      const once = [
        [
          ['user:default/rita'],
          'The risk R001 has to be reviewed (2026-12-10)',
        ],
      ];
      clock.advance({ days: 14 });
      expect(await said()).toEqual(once);
      expect(await said()).toEqual([]);
      clock.advance({ days: 8 });
      expect(await said()).toEqual(once);
      // Reviewed: it is due again another day.
      await edit('R001', 1, {
        owner: 'group:default/risk',
        reviewBy: '2026-12-15',
      });
      expect(await said()).toEqual([
        [
          ['user:default/rita'],
          'The risk R001 has to be reviewed (2026-12-15)',
        ],
      ]);
    });
  },
);
