import { mockServices } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { TestClock, testDatabases } from '../__testUtils__/harness';
import { migrationsDirectory } from '../database/migrate';
import { OrganizationDates } from '../tabular/organizationDates';
import { DueReminders } from './DueReminders';
import { ReminderStore } from './ReminderStore';

jest.setTimeout(60_000);

const databases = testDatabases();

describe.each(databases.eachSupportedId())(
  'what falls due on %s',
  databaseId => {
    it('is said of each source, whatever became of the others', async () => {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: migrationsDirectory });
      const clock = new TestClock();
      const logger = mockServices.logger.mock();
      const sent: NotificationSendOptions[] = [];
      const due = (id: string) => ({
        id,
        at: clock.now(),
        text: `It is about ${id}`,
        people: ['user:default/ada'],
      });
      let isBroken = true;
      const reminders = new DueReminders({
        store: new ReminderStore(knex, {
          table: 'due_reminders',
          id: 'due_id',
        }),
        sources: {
          broken: async () => {
            if (isBroken) {
              throw new Error('No such table');
            }
            return [due('late')];
          },
          whole: async () => [due('soon')],
        },
        notifications: {
          async send(options) {
            sent.push(options);
          },
        },
        dates: new OrganizationDates('UTC'),
        logger,
        now: clock.now,
      });
      const said = () =>
        sent.splice(0).map(({ payload }) => payload.description);
      expect(await reminders.run()).toBe(1);
      expect(said()).toEqual(['It is about soon (2026-11-20)']);
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('of broken could not be read'),
      );
      isBroken = false;
      expect(await reminders.run()).toBe(1);
      expect(said()).toEqual(['It is about late (2026-11-20)']);
      expect(await reminders.run()).toBe(0);
    });
  },
);
