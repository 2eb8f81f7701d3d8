import { mockServices } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { defaultFramework } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Knex } from 'knex';
import { TestClock, testDatabases } from '../__testUtils__/harness';
import { migrationsDirectory } from '../database/migrate';
import { AttestationReminders } from './AttestationReminders';
import { ReminderStore } from '../reminders/ReminderStore';
import { OrganizationDates } from '../tabular/organizationDates';
import { AttestationStore } from './AttestationStore';
import type { AttestationRecord } from './AttestationStore';

jest.setTimeout(60_000);

const databases = testDatabases();
const DAY = 86_400_000;
const OWNERS = 'group:default/security';

describe.each(databases.eachSupportedId())('reminders on %s', databaseId => {
  let knex: Knex;
  let clock: TestClock;
  let sent: NotificationSendOptions[];
  let failure: Error | undefined;
  const logger = mockServices.logger.mock();

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory: migrationsDirectory });
    clock = new TestClock();
    sent = [];
    failure = undefined;
    logger.warn.mockClear();
  });

  const replica = () =>
    new AttestationReminders({
      store: new ReminderStore(knex, {
        table: 'attestation_reminders',
        id: 'attestation_id',
      }),
      attestations: new AttestationStore(knex),
      notifications: {
        async send(options) {
          if (failure) {
            throw failure;
          }
          sent.push(options);
        },
      },
      framework: () => defaultFramework,
      roles: {
        refsOf: role => (role === 'security-compliance' ? [OWNERS] : undefined),
      },
      dates: new OrganizationDates('Europe/Oslo'),
      logger,
      now: clock.now,
    });

  const inDays = (days: number) =>
    new Date(Date.parse(clock.now()) + days * DAY).toISOString();

  const give = async (part: Partial<AttestationRecord> & { id: string }) =>
    knex.transaction(trx =>
      new AttestationStore(knex).insert(trx, [
        {
          check: 'SEC-001.scanner',
          subject: 'component:default/checkout',
          statement: 'So it is',
          by: 'user:default/ada',
          from: clock.now(),
          validUntil: inDays(40),
          ...part,
        },
      ]),
    );

  it('announces an end 30, 14 and 3 days ahead, each once', async () => {
    await give({ id: 'a' });
    const days: number[] = [];
    for (let day = 0; day < 45; day++) {
      const before = sent.length;
      await replica().run();
      if (sent.length > before) {
        days.push(day);
      }
      clock.advance({ days: 1 });
    }
    expect(days).toEqual([10, 26, 37]);
    expect(sent.map(({ payload }) => payload.severity)).toEqual([
      'normal',
      'normal',
      'high',
    ]);
    expect(sent[0]).toMatchObject({
      recipients: { type: 'entity', entityRef: ['user:default/ada'] },
      payload: {
        title: 'The attestation of SEC-001.scanner ends within 30 days',
        link: '/catalog/default/component/checkout/ai-governance',
      },
    });
  });

  it('sends once from two replicas', async () => {
    await give({ id: 'a', validUntil: inDays(10) });
    const counts = await Promise.all([replica().run(), replica().run()]);
    expect(counts.sort()).toEqual([0, 1]);
    expect(sent).toHaveLength(1);
  });

  it('tells who owns the check, and nobody else, of one for the organization', async () => {
    await give({
      id: 'o',
      subject: 'organization',
      check: 'DP-002.monitoring',
      confirmedBy: 'user:default/bob',
      validUntil: inDays(2),
    });
    await give({
      id: 'waiting',
      subject: 'organization',
      check: 'CMP-002.mapping',
      validUntil: inDays(2),
    });
    await replica().run();
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      recipients: { entityRef: [OWNERS] },
      payload: { link: '/ai-governance/attestations', severity: 'high' },
    });
  });

  it('tells the attester where nobody is named for the role', async () => {
    await give({
      id: 'o',
      subject: 'organization',
      check: 'OPS-001.curriculum',
      confirmedBy: 'user:default/bob',
      validUntil: inDays(2),
    });
    await replica().run();
    expect(sent).toMatchObject([
      { recipients: { entityRef: ['user:default/ada'] } },
    ]);
  });

  it('gathers what ends alike, and leaves out what was renewed or revoked', async () => {
    for (let n = 0; n < 8; n++) {
      await give({
        id: `many-${n}`,
        subject: `component:default/service-${n}`,
        validUntil: inDays(5),
      });
    }
    await give({ id: 'renewed', check: 'x', validUntil: inDays(5) });
    await give({ id: 'renewal', check: 'x', validUntil: inDays(300) });
    await give({ id: 'revoked', check: 'y', validUntil: inDays(5) });
    await knex('attestations')
      .where({ id: 'revoked' })
      .update({ revoked_at: clock.now() });
    expect(await replica().run()).toBe(1);
    expect(sent[0].payload.title).toBe('8 attestations end within 14 days');
    expect(sent[0].payload.description).toMatch(
      /; and 3 more \(Europe\/Oslo\)\. Renew/,
    );
    expect(sent[0].payload.description).not.toMatch(/x for|y for/);
  });

  it('tries again after a failure, and waits quietly where there are no notifications', async () => {
    await give({ id: 'a', validUntil: inDays(10) });
    failure = new Error('503 from the notifications');
    expect(await replica().run()).toBe(0);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    failure = new Error(
      'Failed to send notifications: Error: Request failed with status 404',
    );
    expect(await replica().run()).toBe(0);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    failure = undefined;
    expect(await replica().run()).toBe(1);
  });
});
