import { mockCredentials } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { SignalPayload } from '@backstage/plugin-signals-node';
import type { InboxItem } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import type { HarnessOptions } from '../__testUtils__/harness';
import { acknowledged, group, user } from '../__testUtils__/people';
import { seeingOnlyTier } from '../__testUtils__/seeing';

jest.setTimeout(60_000);

const databases = testDatabases();

const ADA = 'user:default/ada';
/** Decides, through a group inside a group. */
const BOB = 'user:default/bob';
/** The sponsor. */
const CAT = 'user:default/cat';
/** In no role unless a test says so. */
const DOT = 'user:default/dot';
const as = (ref: string) => mockCredentials.user(ref);
const refOf = (name: string) => `component:default/${name}`;

const OPTIONS: Partial<HarnessOptions> = {
  entities: [
    group('security'),
    group('reviewers', { parent: 'security' }),
    user('ada', []),
    user('bob', ['reviewers']),
    user('cat', []),
  ],
  config: {
    aiGovernance: {
      roles: {
        'security-compliance': ['group:default/security'],
        'executive-sponsor': [CAT],
      },
    },
  },
};

describe.each(databases.eachSupportedId())('the inbox on %s', databaseId => {
  async function start(options: Partial<HarnessOptions> = {}) {
    const notifications: NotificationSendOptions[] = [];
    const signals: SignalPayload[] = [];
    const started = await startServices({
      databases,
      databaseId,
      ...OPTIONS,
      notifications: {
        async send(sent) {
          notifications.push(sent);
        },
      },
      signals: {
        async publish(signal) {
          signals.push(signal as SignalPayload);
        },
      },
      ...options,
    });
    const { services, clock, background } = started;
    await services.groups.refresh(mockCredentials.service());
    await acknowledged(services, 'bob', 'cat');
    await background.news.idle();
    signals.length = 0;
    await services.inventory.learn(
      ['one', 'two', 'three'].map(name => component(name)),
      clock.now(),
    );
    await services.runner.run();
    return {
      ...started,
      notifications,
      signals,
      told: () => background.news.idle(),
      async lower(name: string, by = ADA) {
        for (const tier of [3, 1] as const) {
          clock.advance({ minutes: 1 });
          await services.declarations.declare(
            refOf(name),
            { tier },
            by,
            as(by),
          );
        }
      },
      async ask(names: string[], by = ADA, control = 'SEC-001') {
        clock.advance({ minutes: 1 });
        return services.exceptions.request(
          {
            entityRefs: names.map(refOf),
            control,
            reason: 'The scanner is being replaced',
            compensatingControls: ['Two reviewers'],
            until: new Date(
              Date.parse(clock.now()) + 10 * 86_400_000,
            ).toISOString(),
          },
          as(by),
        );
      },
      async dispute(name: string, by = ADA) {
        clock.advance({ minutes: 1 });
        await services.evidence.push(
          [
            {
              subject: refOf(name),
              source: 'ci:main',
              items: [
                {
                  check: 'SEC-001.sarif',
                  outcome: 'fail' as const,
                  summary: 'One critical finding',
                },
              ],
            },
          ],
          clock.now(),
        );
        return services.disputes.dispute(
          refOf(name),
          { check: 'SEC-001.sarif', reason: 'Not reachable' },
          as(by),
        );
      },
      attest: (by: string) =>
        services.attestations.attest(
          {
            check: 'OPS-002.playbook',
            subject: 'organization',
            statement: 'We have one',
            items: (
              services.framework
                .current()
                .framework.controls.find(({ id }) => id === 'OPS-002')!
                .parts[0].checks.find(({ id }) => id === 'OPS-002.playbook')!
                .wanted ?? []
            ).map(name => ({ name, digest: 'x' })),
          },
          by,
          clock.now(),
        ),
      inbox: (of: string) => services.inbox.list(as(of), 50),
    };
  }

  const kinds = (items: InboxItem[]) => items.map(({ kind }) => kind);

  it('holds everything that somebody may decide, longest waiting first', async () => {
    const { lower, ask, dispute, attest, inbox, clock, services } =
      await start();
    await ask(['one', 'two']);
    await lower('one');
    await dispute('three');
    clock.advance({ minutes: 1 });
    await attest(BOB);
    const bob = await inbox(BOB);
    expect(kinds(bob.items)).toEqual(['exception', 'declaration', 'dispute']);
    expect(bob).toMatchObject({
      total: 3,
      more: false,
      counts: { exception: 1, declaration: 1, dispute: 1 },
    });
    expect(await services.inbox.count(as(BOB))).toEqual({
      total: 3,
      more: false,
      counts: { exception: 1, declaration: 1, dispute: 1 },
    });
    // Who asked decides nothing of it, nor is in a role that confirms.
    expect((await inbox(ADA)).items).toEqual([]);
    // The sponsor is, and is asked last about exceptions.
    expect(kinds((await inbox(CAT)).items)).toEqual(['attestation']);
    expect((await services.inbox.list(as(BOB), 1)).items).toHaveLength(1);
  });

  it('empties as decisions are taken', async () => {
    const { lower, inbox, services } = await start();
    await lower('one');
    const [item] = (await inbox(BOB)).items;
    await services.declarations.decide(
      item.id,
      { approve: false, reason: 'No' },
      as(BOB),
    );
    expect(await inbox(BOB)).toMatchObject({ items: [], total: 0, counts: {} });
  });

  it('leaves out entities that the caller may not read, and says of how many of a request', async () => {
    const hidden = refOf('two');
    const { lower, ask, inbox } = await start({
      permissions: seeingOnlyTier(2, BOB),
    });
    await lower('two'); // Tier 3 is in force: hidden from Bob.
    await ask(['one', 'two']);
    const { items, total } = await inbox(BOB);
    expect(total).toBe(1);
    expect(JSON.stringify(items)).not.toContain(hidden);
    expect(items[0]).toMatchObject({
      kind: 'exception',
      exception: { entities: [{ entityRef: refOf('one') }], hidden: 1 },
    });
  });

  it('shows what ends soon to whom it belongs, until it is renewed', async () => {
    const { ask, inbox, services, clock, attest } = await start();
    const decide = (id: string) =>
      services.exceptions.decide(id, { approve: true, reason: 'x' }, as(BOB));
    const { id } = await ask(['one']);
    await decide(id);
    expect((await inbox(ADA)).items).toEqual([
      expect.objectContaining({ kind: 'endingException', id }),
    ]);
    expect((await inbox(BOB)).items).toEqual([]);
    clock.advance({ days: 5 });
    const renewal = await ask(['one']);
    // Now it waits for somebody else.
    expect((await inbox(ADA)).items).toEqual([]);
    await decide(renewal.id);
    clock.advance({ minutes: 1 });
    const [renewed] = (await inbox(ADA)).items;
    expect(renewed).toMatchObject({ kind: 'endingException' });
    expect(renewed.id).not.toBe(id);

    const attested = await attest(BOB);
    await services.attestations.approve(attested.id, CAT, clock.now());
    clock.advance({ days: 340 });
    expect(kinds((await inbox(BOB)).items)).toEqual(['endingAttestation']);
    expect(kinds((await inbox(CAT)).items)).toEqual([]);
  });

  it('costs the same number of statements however much waits', async () => {
    const { knex, lower, ask, dispute, inbox, services, clock } = await start();
    const statements = async () => {
      let count = 0;
      const listen = () => {
        count += 1;
      };
      knex.on('query', listen);
      await inbox(BOB);
      knex.removeListener('query', listen);
      return count;
    };
    await lower('one');
    await ask(['one']);
    await dispute('one');
    await inbox(BOB);
    const few = await statements();
    const names = Array.from({ length: 30 }, (_, index) => `s${index}`);
    await services.inventory.learn(
      names.map(name => component(name)),
      clock.now(),
    );
    for (const name of names) {
      await lower(name);
      await ask([name]);
    }
    expect((await inbox(BOB)).total).toBe(63);
    expect(await statements()).toBe(few);
  });

  it('tells those who may decide, once and without names', async () => {
    const { lower, ask, notifications, signals, told, inbox, services } =
      await start();
    await lower('one');
    await ask(['two'], BOB);
    await told();
    expect(notifications).toEqual([
      {
        recipients: { type: 'entity', entityRef: [BOB] },
        payload: expect.objectContaining({
          title: expect.stringContaining('waits for your decision'),
          link: '/ai-governance/inbox',
          scope: expect.stringMatching(/^ai-governance:decision:declaration:/),
        }),
      },
    ]);
    expect(signals).toEqual([
      {
        recipients: { type: 'user', entityRef: [BOB] },
        channel: 'ai-governance:inbox',
        message: { changed: 'inbox' },
      },
    ]);
    expect(JSON.stringify([notifications, signals])).not.toMatch(
      /component:|default\/one/,
    );
    const [item] = (await inbox(BOB)).items;
    await services.declarations.decide(
      item.id,
      { approve: true, reason: 'Fine' },
      as(BOB),
    );
    await told();
    expect(notifications.slice(1)).toEqual([
      {
        recipients: { type: 'entity', entityRef: [ADA] },
        payload: expect.objectContaining({
          title: 'Your declaration was approved',
          link: '/catalog/default/component/one/ai-governance',
          scope: `ai-governance:answer:declaration:${item.id}`,
        }),
      },
    ]);
    expect(signals[1].recipients).toEqual({
      type: 'user',
      entityRef: [BOB, ADA],
    });
  });

  it('tells who asked what became of it, and not who took it back', async () => {
    const { ask, dispute, attest, notifications, told, services } =
      await start();
    const granted = await ask(['one']);
    const refused = await ask(['two']);
    const taken = await ask(['three']);
    const disputed = await dispute('one');
    const attested = await attest(BOB);
    await told();
    notifications.length = 0;
    const decide = async (id: string, approve: boolean) => {
      await services.exceptions.decide(
        id,
        { approve, reason: 'Read' },
        as(BOB),
      );
      // One telling does not wait for another.
      await told();
    };
    await decide(granted.id, true);
    await decide(refused.id, false);
    await services.exceptions.withdraw(taken.id, as(ADA));
    await services.disputes.decide(disputed.id, {
      accept: false,
      reason: 'Reachable',
      by: BOB,
    });
    await told();
    await services.attestations.approve(attested.id, CAT, attested.from);
    await told();
    expect(
      notifications.map(({ recipients, payload }) => [
        (recipients as { entityRef: string[] }).entityRef,
        payload.title,
      ]),
    ).toEqual([
      [[ADA], 'Your request for an exception was approved'],
      [[ADA], 'Your request for an exception was refused'],
      [[ADA], 'Your dispute of a finding was refused'],
      [[BOB], 'Your attestation for the organization was approved'],
    ]);
  });

  it.each<[string, object, string[]]>([
    ['by default', {}, [CAT, BOB]],
    [
      'as configured',
      { 'ai-governance.attestation.confirm': ['auditor', 'everybody'] },
      [DOT],
    ],
  ])(
    'tells of an attestation those who may confirm it, %s',
    async (_, grants, people) => {
      const { attest, notifications, told, inbox } = await start({
        config: {
          aiGovernance: {
            roles: {
              'security-compliance': ['group:default/security', ADA],
              'governance-committee': [CAT],
              'platform-lead': [BOB],
              auditor: [DOT, ADA],
            },
            grants,
          },
        },
      });
      const { id } = await attest(ADA);
      await told();
      expect(
        notifications.map(({ recipients, payload }) => [
          payload.title,
          (recipients as { entityRef: string[] }).entityRef,
        ]),
      ).toEqual([
        [
          'An attestation for the organization waits for a second person',
          [...people].sort(),
        ],
      ]);
      expect((await inbox(ADA)).items.map(item => item.id)).not.toContain(id);
    },
  );

  it('tells those who lead of what waits for roles nobody is named for', async () => {
    const { lower, ask, notifications, told, inbox } = await start({
      config: { aiGovernance: { roles: { 'platform-lead': [CAT] } } },
    });
    expect((await inbox(CAT)).unnamed).toBeUndefined();
    await lower('one');
    await ask(['two'], BOB);
    await told();
    expect(notifications).toHaveLength(2);
    for (const { recipients, payload } of notifications) {
      expect(recipients).toEqual({ type: 'entity', entityRef: [CAT] });
      expect(payload.description).toBe(
        'Nobody is named for the role security-compliance in aiGovernance.roles.',
      );
    }
    expect((await inbox(CAT)).unnamed).toEqual([
      { role: 'security-compliance', requests: 2 },
    ]);
    expect((await inbox(ADA)).unnamed).toBeUndefined();
  });

  it('tells those who lead of roles whose groups have nobody in them', async () => {
    const { lower, notifications, told, inbox, services, logger } = await start(
      {
        config: {
          aiGovernance: {
            roles: {
              'platform-lead': [CAT],
              'security-compliance': ['group:default/gone'],
              'securty-compliance': [BOB],
              'own-role': [BOB],
            },
            grants: { 'ai-governance.exception.decide': ['own-role'] },
          },
        },
      },
    );
    await lower('one');
    await told();
    expect(
      notifications.map(({ recipients, payload }) => [
        (recipients as { entityRef: string[] }).entityRef,
        payload.description,
      ]),
    ).toEqual([
      [
        [CAT],
        'Nobody is in what aiGovernance.roles names for the role security-compliance: group:default/gone.',
      ],
    ]);
    expect(await inbox(CAT)).toMatchObject({
      total: 0,
      unnamed: [
        {
          role: 'security-compliance',
          requests: 1,
          refs: ['group:default/gone'],
        },
      ],
      unknownRoles: ['securty-compliance'],
    });
    expect((logger.warn as jest.Mock).mock.calls.flat().join()).toMatch(
      /aiGovernance\.roles\.securty-compliance names people for a role/,
    );
    // It is for that role all the same: nobody else decides.
    const { items } = await services.declarations.list(
      { state: 'pending', limit: 9 },
      as(CAT),
    );
    await expect(
      services.declarations.decide(
        items[0].id,
        { approve: true, reason: 'x' },
        as(CAT),
      ),
    ).rejects.toThrow('This is for the role security-compliance');
  });

  it('raises no alarm before the catalog told of its groups', async () => {
    const { lower, notifications, told, inbox } = await start({
      config: {
        aiGovernance: {
          roles: {
            'platform-lead': [CAT],
            'security-compliance': ['group:default/gone'],
          },
        },
      },
      entities: [],
    });
    await lower('one');
    await told();
    expect(notifications).toEqual([]);
    expect((await inbox(CAT)).unnamed).toBeUndefined();
  });

  it('reminds those who decide of what has waited long, once per stage', async () => {
    const {
      services,
      background,
      clock,
      lower,
      ask,
      dispute,
      attest,
      notifications,
      told,
    } = await start({
      config: {
        aiGovernance: {
          roles: {
            'security-compliance': ['group:default/security', ADA],
            'governance-committee': ['group:default/gone'],
            'platform-lead': [CAT],
          },
        },
      },
    });
    const remind = async () => {
      await told();
      notifications.length = 0;
      await background.dueReminders!.run();
      return notifications.flatMap(({ recipients, payload }) => {
        const { title, description, severity } = payload;
        const [person] = (recipients as { entityRef: string[] }).entityRef;
        return title.includes('for your decision')
          ? [{ person, title, severity, said: description!.split('; ') }]
          : [];
      });
    };
    await lower('one');
    await ask(['two']);
    const taken = await ask(['three']);
    await dispute('one');
    await attest(ADA);
    await services.workflows.propose(
      {
        name: 'Draft replies',
        description: 'AI drafts an answer',
        owner: ADA,
        customerFacing: false,
        level: 'approved',
        boundary: 'An agent reads and sends each reply',
        trail: 'https://tickets.example/trail',
      },
      as(ADA),
    );
    // What it is about has left the catalog: nobody can decide on it.
    await services.inventory.learn([component('gone')], clock.now());
    await services.runner.run();
    await ask(['gone']);
    await services.inventory.forget([refOf('gone')], clock.now());
    clock.advance({ days: 2 });
    expect(await remind()).toEqual([]);
    clock.advance({ days: 1 });
    await services.exceptions.withdraw(taken.id, as(ADA));
    await ask(['three'], BOB);
    const stage = (days: number, severity: string) => [
      {
        person: BOB,
        title: `5 things wait for your decision for ${days} days or more`,
        severity,
        said: expect.arrayContaining([
          'A declaration that lowers a protection (since 2026-11-20)',
          'An exception from SEC-001 (since 2026-11-20)',
          'A disputed finding of SEC-001.sarif (since 2026-11-20)',
        ]),
      },
    ];
    expect(await remind()).toEqual(stage(3, 'normal'));
    // Neither again, nor to Ada, who asked for all of it.
    expect(await remind()).toEqual([]);
    clock.advance({ days: 11 });
    const last = await remind();
    expect(last).toHaveLength(2);
    expect(last).toEqual(
      expect.arrayContaining([
        ...stage(14, 'high'),
        {
          person: ADA,
          title: 'Something waits for your decision for 3 days or more',
          severity: 'normal',
          said: ['An exception from SEC-001 (since 2026-11-23)'],
        },
      ]),
    );
    expect(await remind()).toEqual([]);
  });

  it('lets a decision stand when nobody can be told of it', async () => {
    const { lower, inbox, told, logger } = await start({
      notifications: {
        async send() {
          throw new Error('503');
        },
      },
    });
    await lower('one');
    await told();
    expect((await inbox(BOB)).total).toBe(1);
    expect((logger.warn as jest.Mock).mock.calls.flat().join()).toContain(
      'could not be told',
    );
  });

  it('asks those in the role of a check to attest it, where it has people', async () => {
    const { attest, services } = await start();
    await expect(attest(ADA)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringMatching(
        /security-compliance: group:default\/security/,
      ),
    });
    expect(await attest(BOB)).toMatchObject({ by: BOB });
    expect(services.framework.current().framework.settings.approvingRole).toBe(
      'security-compliance',
    );
  });
});
