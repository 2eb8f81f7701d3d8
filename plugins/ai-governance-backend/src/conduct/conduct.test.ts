import { mockCredentials } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import { acknowledged, group, user } from '../__testUtils__/people';

jest.setTimeout(60_000);

const databases = testDatabases();
const as = (name: string) => mockCredentials.user(`user:default/${name}`);
const SEC = as('sec');

const PEOPLE = ['a', 'b', 'c', 'd', 'e'];

describe.each(databases.eachSupportedId())('conduct on %s', databaseId => {
  async function start() {
    const notifications: NotificationSendOptions[] = [];
    const started = await startServices({
      databases,
      databaseId,
      entities: [
        group('large'),
        group('small'),
        ...PEOPLE.map(name => user(name, ['large'])),
        user('f', ['small']),
        user('sec', []),
      ],
      config: {
        aiGovernance: {
          roles: {
            'security-compliance': ['user:default/sec'],
            'executive-sponsor': ['user:default/boss'],
          },
        },
      },
      notifications: {
        async send(sent) {
          notifications.push(sent);
        },
      },
    });
    await started.services.groups.refresh(mockCredentials.service());
    return { ...started, notifications };
  }

  const VIOLATION = {
    person: 'user:default/a',
    policy: 'never-in-prompts.2',
    occurredOn: '2026-11-19',
    description: 'A key was pasted',
  };

  it('tells more people of a repeated violation, and names nobody to them', async () => {
    const { services, notifications, background, clock } = await start();
    const { violations } = services;
    const first = await violations.report(VIOLATION, SEC);
    expect(first).toMatchObject({ occurrence: 1, step: 'first' });
    // Those told of one do not wait for those told of another.
    await background.news.idle();
    clock.advance({ days: 30 });
    const second = await violations.report(VIOLATION, SEC);
    expect(second).toMatchObject({ occurrence: 2, step: 'repeated' });
    await background.news.idle();
    const other = await violations.report(
      { ...VIOLATION, person: 'user:default/b' },
      SEC,
    );
    expect(other.occurrence).toBe(1);
    await background.news.idle();
    expect(
      notifications.map(({ recipients }) => (recipients as any).entityRef),
    ).toEqual([
      ['user:default/sec'],
      ['user:default/boss', 'user:default/sec'],
      ['user:default/sec'],
    ]);
    expect(JSON.stringify(notifications)).not.toContain('user:default/a"');
    const log = JSON.stringify(await services.audit.list({ limit: 50 }));
    expect(log).not.toContain('user:default/a"');
    expect(log).not.toContain('pasted');

    // A year later the first ones no longer count.
    clock.advance({ days: 367 });
    expect((await violations.report(VIOLATION, SEC)).occurrence).toBe(1);
    const own = await violations.list({ person: 'user:default/a' });
    expect(own.items).toHaveLength(3);

    const settled = await violations.settle(
      first.id,
      { version: 1, text: 'Talked through' },
      SEC,
    );
    expect(settled).toMatchObject({
      state: 'settled',
      settlement: { by: 'user:default/sec' },
    });
    // Who a repeated one was escalated to says what came of it, too.
    await expect(
      violations.settle(other.id, { version: 1, text: 'x' }, as('boss')),
    ).rejects.toThrow('This is for the role');
    await acknowledged(services, 'boss');
    const inbox = await services.inbox.list(as('boss'), 9);
    expect(inbox.items.map(({ kind, id }) => [kind, id])).toEqual([
      ['violation', second.id],
    ]);
    expect(
      await violations.settle(
        second.id,
        { version: 1, text: 'Access ended' },
        as('boss'),
      ),
    ).toMatchObject({ settlement: { by: 'user:default/boss' } });
    const about = await violations.report(
      { ...VIOLATION, person: 'user:default/sec' },
      as('b'),
    );
    const wrong: [() => Promise<unknown>, string][] = [
      [
        () => violations.settle(first.id, { version: 2, text: 'x' }, SEC),
        'settled already',
      ],
      [
        () => violations.settle(about.id, { version: 1, text: 'x' }, SEC),
        'Somebody else than the person',
      ],
      [
        () => violations.settle(about.id, { version: 1, text: 'x' }, as('b')),
        'This is for the role',
      ],
      [
        () => violations.report({ ...VIOLATION, policy: 'x.1' }, SEC),
        'there is no x.1',
      ],
      [
        () =>
          violations.report({ ...VIOLATION, occurredOn: '2029-01-01' }, SEC),
        'today or earlier',
      ],
      [
        () =>
          violations.report({ ...VIOLATION, person: 'group:default/x' }, SEC),
        'person has to name a user',
      ],
    ];
    for (const [act, message] of wrong) {
      await expect(act()).rejects.toThrow(message);
    }
  });

  it('takes one word per person and control, and counts without names', async () => {
    const { services } = await start();
    const { feedback } = services;
    await feedback.give(
      'SEC-001',
      { verdict: 'noisy', text: 'Old files' },
      'a',
    );
    await feedback.give('SEC-001', { verdict: 'wrong', text: ' ' }, 'a');
    await feedback.give('SEC-001', { verdict: 'useful' }, 'b');
    await feedback.give('TM-003', { verdict: 'unclear', text: 'Which?' }, 'b');
    const { own, items } = await feedback.list('a', { readsAll: true });
    expect(own).toEqual([
      expect.objectContaining({ control: 'SEC-001', verdict: 'wrong' }),
    ]);
    expect(own[0]).not.toHaveProperty('text');
    expect(
      items?.map(({ control, people, verdicts, texts }) => [
        control,
        people,
        verdicts,
        texts.map(({ text }) => text),
      ]),
    ).toEqual([
      ['SEC-001', 2, { wrong: 1, useful: 1 }, []],
      ['TM-003', 1, { unclear: 1 }, ['Which?']],
    ]);
    expect(await feedback.list('b', { readsAll: false })).not.toHaveProperty(
      'items',
    );
    await feedback.takeBack('SEC-001', 'a');
    const wrong: [() => Promise<unknown>, string][] = [
      [() => feedback.takeBack('SEC-001', 'a'), 'You said nothing'],
      [() => feedback.give('XX-1', { verdict: 'noisy' }, 'a'), 'no control'],
    ];
    for (const [act, message] of wrong) {
      await expect(act()).rejects.toThrow(message);
    }
  });

  /** Two scanned entities; `scan` says how the last scan of them went. */
  async function startScanned() {
    const started = await start();
    const { services, clock } = started;
    const scan = async (outcome: 'pass' | 'fail', names = ['one', 'two']) => {
      await services.evidence.push(
        names.map(name => ({
          subject: `component:default/${name}`,
          source: 'ci:main',
          items: [
            { check: 'SEC-001.sarif', outcome, summary: 'Scanned' },
            { check: 'SEC-001.scanner', outcome: 'pass', summary: 'Runs' },
          ],
        })),
        clock.now(),
      );
      await services.runner.run();
    };
    await services.inventory.learn(
      ['one', 'two'].map(name => component(name)),
      clock.now(),
    );
    await scan('pass');
    return { ...started, scan };
  }

  it('shows what began to fail in a week until somebody looked at it', async () => {
    const { services, clock, scan } = await startScanned();
    clock.advance({ days: 4 });
    await scan('fail');
    const user1 = as('sec');
    const { week, items } = await services.failures.week(undefined, user1);
    expect(week).toBe('2026-11-23');
    expect(items.map(({ control, entities }) => [control, entities])).toEqual([
      ['SEC-001', 2],
    ]);
    expect(await services.failures.unreviewed(user1)).toEqual([]);
    // More may fail before it is over.
    await expect(
      services.failures.review('2026-11-24', { notes: 'x' }, SEC),
    ).rejects.toThrow('can be ticked off from 2026-11-30 on');
    // In the week after it is on the committee's agenda.
    clock.advance({ days: 7 });
    const [waiting] = await services.failures.unreviewed(user1);
    expect(waiting).toMatchObject({
      id: '2026-11-23',
      title: '2026-11-23',
    });
    const reviewed = await services.failures.review(
      '2026-11-25',
      { notes: 'The rule set was updated' },
      SEC,
    );
    expect(reviewed.review?.notes).toBe('The rule set was updated');
    expect(await services.failures.unreviewed(user1)).toEqual([]);
    const wrong: [() => Promise<unknown>, string][] = [
      [
        () => services.failures.review('2026-11-23', { notes: 'x' }, SEC),
        'already',
      ],
      [
        () => services.failures.review('2026-11-30', { notes: 'x' }, as('a')),
        'This is for the role',
      ],
      [() => services.failures.week('2030-01-01', SEC), 'today or earlier'],
      [() => services.failures.week('x', SEC), 'has to be a date'],
    ];
    for (const [act, message] of wrong) {
      await expect(act()).rejects.toThrow(message);
    }
  });

  it('asks for every week that nobody looked at, oldest first', async () => {
    const { services, clock, scan } = await startScanned();
    clock.advance({ days: 4 });
    await scan('fail', ['one']);
    clock.advance({ days: 7 });
    await scan('fail', ['two']);
    clock.advance({ days: 14 });
    await acknowledged(services, 'sec');
    const weeks = async () => {
      const { items } = await services.inbox.list(SEC, 9);
      return items
        .filter(({ kind }) => kind === 'failures')
        .map(({ id, ...item }) => [id, (item as any).controls]);
    };
    const controls = [{ control: 'SEC-001', entities: 1 }];
    expect(await weeks()).toEqual([
      ['2026-11-23', controls],
      ['2026-11-30', controls],
    ]);
    expect(
      (await services.failures.unreviewed(SEC)).map(({ id }) => id),
    ).toEqual(['2026-11-23', '2026-11-30']);
    await services.failures.review('2026-11-23', { notes: 'Known' }, SEC);
    expect(await weeks()).toEqual([['2026-11-30', controls]]);
    // What nobody looked at for a quarter is asked for no more.
    clock.advance({ days: 7 * 10 });
    expect(await weeks()).toEqual([['2026-11-30', controls]]);
    clock.advance({ days: 7 });
    expect(await weeks()).toEqual([]);
  });

  it('asks everybody to acknowledge, and tells no small team apart', async () => {
    const { services } = await start();
    const { accountability } = services;
    const before = await accountability.state('user:default/a', {
      readsTeams: false,
    });
    expect(before.own).toEqual({ isCurrent: false });
    expect(before.holders).toEqual({
      'executive-sponsor': ['user:default/boss'],
      'security-compliance': ['user:default/sec'],
    });
    for (const name of ['a', 'b', 'f']) {
      await accountability.acknowledge({ digest: before.digest }, as(name));
    }
    // Twice is once.
    await accountability.acknowledge({ digest: before.digest }, as('a'));
    const { own, teams } = await accountability.state('user:default/a', {
      readsTeams: true,
    });
    expect(own.isCurrent).toBe(true);
    expect(teams).toEqual([
      { group: 'group:default/large', members: 5, acknowledged: 2 },
      { group: 'group:default/small', members: 1 },
    ]);
    await expect(
      accountability.acknowledge({ digest: 'old' }, as('c')),
    ).rejects.toThrow('changed since you read them');
    const log = await services.audit.list({ limit: 50 });
    expect(
      log.filter(({ body }) => body?.action === 'accountability.acknowledged'),
    ).toHaveLength(3);

    // Other texts ask again.
    const { framework } = services.framework.current();
    const spy = jest.spyOn(services.framework, 'current').mockReturnValue({
      ...services.framework.current(),
      framework: { ...framework, accountability: [] },
    });
    const after = await accountability.state('user:default/a', {
      readsTeams: false,
    });
    expect(after.own).toEqual({
      acknowledgedAt: own.acknowledgedAt,
      isCurrent: false,
    });
    spy.mockRestore();
  });
});
