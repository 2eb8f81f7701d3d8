import { mockCredentials } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import {
  digestOf,
  entityAttestPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { AttestationRequest } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import type { HarnessOptions } from '../__testUtils__/harness';
import { group, user } from '../__testUtils__/people';
import { nativeSha256 } from '../assessment/judge';
import { isRefusal } from './AttestationService';

jest.setTimeout(60_000);

const databases = testDatabases();

const ADA = 'user:default/ada';
const BOB = 'user:default/bob';
const USER = mockCredentials.user();
const DAY = 86_400_000;

describe.each(databases.eachSupportedId())('attestations on %s', databaseId => {
  async function start(
    config: JsonObject = {},
    options: Partial<HarnessOptions> = {},
  ) {
    const started = await startServices({
      databases,
      databaseId,
      config,
      ...options,
    });
    const { services, clock } = started;
    await services.inventory.learn([component('checkout')], clock.now());
    await services.runner.run();
    const { framework } = services.framework.current();
    const wantedOf = (id: string) =>
      framework.controls
        .flatMap(control => control.parts)
        .flatMap(part => part.checks)
        .find(check => check.id === id)?.wanted ?? [];
    const request = (
      overrides: Partial<AttestationRequest> = {},
    ): AttestationRequest => {
      const check = overrides.check ?? 'OPS-002.playbook';
      return {
        check,
        subject: 'organization',
        statement: 'The playbook is in force',
        items: wantedOf(check).map(name => ({
          name,
          link: 'https://wiki.example.org/x',
        })),
        ...overrides,
      };
    };
    return {
      ...started,
      request,
      wantedOf,
      attest: (overrides?: Partial<AttestationRequest>, by = ADA) =>
        services.attestations.attest(request(overrides), by, clock.now()),
      ofEntity: () =>
        services.attestations.attest(
          request({
            check: 'SEC-001.scanner',
            subject: 'component:default/checkout',
          }),
          ADA,
          clock.now(),
          { withoutRepository: true },
        ),
      organizationStatus: async (control: string) => {
        await services.runner.run();
        const { scorecard } = await services.scorecards.get(
          'component:default/checkout',
          USER,
        );
        return scorecard!.controls
          .find(each => each.control === control)!
          .parts.find(part => part.scope === 'organization')!.checks;
      },
    };
  }

  it('is in force for the organization only after a second person confirmed it', async () => {
    const { attest, services, clock, organizationStatus } = await start();
    const given = await attest();
    expect(given).toMatchObject({
      by: ADA,
      state: 'awaitingConfirmation',
      from: clock.now(),
    });
    const outcome = async () =>
      (await organizationStatus('OPS-002')).find(
        check => check.check === 'OPS-002.playbook',
      )!.outcome;
    expect(await outcome()).toBe('unknown');

    await expect(
      services.attestations.approve(given.id, ADA, clock.now()),
    ).rejects.toThrow('somebody else');
    clock.advance({ days: 1 });
    const confirmed = await services.attestations.approve(
      given.id,
      BOB,
      clock.now(),
    );
    expect(confirmed).toMatchObject({
      confirmedBy: BOB,
      state: 'inForce',
      from: clock.now(),
    });
    expect(await outcome()).toBe('pass');

    await expect(
      services.attestations.approve(given.id, 'user:default/cyd', clock.now()),
    ).rejects.toMatchObject({ name: 'ConflictError' });

    expect(
      await services.attestations.revoke(
        given.id,
        'It lapsed',
        ADA,
        clock.now(),
      ),
    ).toMatchObject({
      state: 'revoked',
      endedBy: ADA,
      endedAt: clock.now(),
      endedReason: 'It lapsed',
    });
    expect(await outcome()).toBe('unknown');
    await expect(
      services.attestations.revoke(given.id, 'Again', ADA, clock.now()),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    const log = await services.audit.list({ limit: 10 });
    // Each goes on where the one before ended.
    const [end, second, first] = log.map(({ body }) => body);
    expect(first).toMatchObject({ before: null, after: expect.any(String) });
    expect(second.before).toBe(first.after);
    expect(end.before).toBe(second.after);
    expect(end.after).not.toBe(end.before);
    const actions = log.map(({ body }) => body.action);
    expect(actions).toEqual([
      'attestation.revoked',
      'attestation.confirmed',
      'attestation.given',
      'framework.putInForce',
    ]);
    expect(await services.audit.verify()).toMatchObject({ valid: true });
  });

  it('can be refused by a second person, and was never in force then', async () => {
    const { attest, services, clock, organizationStatus, knex } = await start();
    const { id } = await attest();
    const reject = (by: string, reason = 'The playbook is of last year') =>
      services.attestations.reject(id, reason, by, clock.now());
    await expect(reject(ADA)).rejects.toThrow('somebody else');
    await expect(reject(BOB, ' ')).rejects.toThrow('reason must say something');
    clock.advance({ days: 1 });
    const refused = {
      id,
      state: 'rejected',
      endedBy: BOB,
      endedAt: clock.now(),
      endedReason: 'The playbook is of last year',
    };
    expect(await reject(BOB)).toMatchObject(refused);
    const [check] = await organizationStatus('OPS-002');
    expect(check.outcome).toBe('unknown');
    const again = services.attestations.approve(id, BOB, clock.now());
    await expect(again).rejects.toMatchObject({ name: 'ConflictError' });
    await expect(reject(BOB)).rejects.toMatchObject({ name: 'ConflictError' });
    const [listed] = await services.attestations.list({
      subject: 'organization',
      limit: 5,
      at: clock.now(),
    });
    expect(listed).toMatchObject(refused);
    const inbox = await services.inbox.list(mockCredentials.user(BOB), 9);
    expect(inbox.items.map(({ kind }) => kind)).not.toContain('attestation');

    const [{ body }] = await services.audit.list({ limit: 1 });
    expect(body).toMatchObject({
      action: 'attestation.rejected',
      actor: BOB,
      details: { attestation: id, reason: refused.endedReason },
    });
    const digest = async () =>
      digestOf((await services.attestations.get(id)) as never, nativeSha256);
    expect(await digest()).toBe(body.after);
    // Somebody changes the reason where the log does not see it.
    await knex('attestations').where({ id }).update({ ended_reason: 'Other' });
    expect(await digest()).not.toBe(body.after);
  });

  it('is not refused once it is confirmed, or where nobody confirms', async () => {
    const { attest, ofEntity, services, clock } = await start();
    const { id } = await attest();
    await services.attestations.approve(id, BOB, clock.now());
    const reject = (which: string) =>
      services.attestations.reject(
        which,
        'Old',
        'user:default/cyd',
        clock.now(),
      );
    await expect(reject(id)).rejects.toMatchObject({ name: 'ConflictError' });
    const own = await ofEntity();
    await expect(reject(own.id)).rejects.toThrow('only attestations for the');
  });

  it('is revoked by who gave it and by its role, and who gave and confirmed it is told', async () => {
    const CAT = 'user:default/cat';
    const sent: NotificationSendOptions[] = [];
    const { attest, ofEntity, services, clock, background } = await start(
      {
        aiGovernance: {
          roles: {
            'security-compliance': [ADA, CAT],
            'executive-sponsor': [BOB],
          },
        },
      },
      {
        notifications: {
          async send(options) {
            sent.push(options);
          },
        },
      },
    );
    const revoke = (id: string, by: string, reason = 'It is not kept') =>
      services.attestations.revoke(id, reason, by, clock.now());
    const revokedOf = async () => {
      await background.news.idle();
      return sent
        .splice(0)
        .filter(({ payload }) => payload.title.endsWith('was revoked'))
        .map(({ recipients, payload }) => [
          (recipients as { entityRef: string[] }).entityRef,
          payload.link,
        ]);
    };
    const first = await attest();
    await services.attestations.approve(first.id, BOB, clock.now());
    await expect(revoke(first.id, BOB)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('security-compliance'),
    });
    await expect(revoke(first.id, CAT, ' ')).rejects.toThrow(
      'reason must say something',
    );
    expect(await revoke(first.id, CAT)).toMatchObject({ state: 'revoked' });
    expect(await revokedOf()).toEqual([
      [[ADA, BOB], '/ai-governance/attestations'],
    ]);
    const second = await attest();
    await revoke(second.id, ADA);
    expect(await revokedOf()).toEqual([]);
    // Of an entity no role decides; it is told where the entity is.
    const own = await ofEntity();
    await revoke(own.id, BOB);
    expect(await revokedOf()).toEqual([
      [[ADA], '/catalog/default/component/checkout/ai-governance'],
    ]);
  });

  it.each<[string, object]>([
    ['by default', {}],
    [
      'as configured',
      { 'ai-governance.attestation.confirm': ['auditor', 'everybody'] },
    ],
  ])(
    'is confirmed and refused in a confirming role only, %s',
    async (_, grants) => {
      const { attest, services, clock } = await start(
        {
          aiGovernance: {
            roles: {
              auditor: [BOB],
              'governance-committee': ['group:default/committee'],
            },
            grants,
          } as JsonObject,
        },
        {
          entities: [
            group('committee'),
            group('chairs', { parent: 'committee' }),
            user('cyd', ['chairs']),
          ],
        },
      );
      await services.groups.refresh(mockCredentials.service());
      const CYD = 'user:default/cyd';
      const isDefault = Object.keys(grants).length === 0;
      const [second, outside] = isDefault ? [CYD, BOB] : [BOB, CYD];
      const { id } = await attest();
      const refused = {
        name: 'NotAllowedError',
        message: `The second person must be in one of the roles ${
          isDefault
            ? 'governance-committee (group:default/committee)'
            : `auditor (${BOB})`
        }`,
      };
      await expect(
        services.attestations.approve(id, outside, clock.now()),
      ).rejects.toMatchObject(refused);
      await expect(
        services.attestations.reject(id, 'No', outside, clock.now()),
      ).rejects.toMatchObject(refused);
      const given = (
        await services.attestations.list({
          subject: 'organization',
          limit: 1,
          at: clock.now(),
        })
      )[0];
      for (const [person, confirms] of [
        [ADA, false],
        [outside, false],
        [second, true],
      ] as const) {
        const isConfirmable = await services.attestations.confirmableBy(person);
        expect([person, isConfirmable(given)]).toEqual([person, confirms]);
      }
      expect(services.attestations.confirmers()).toEqual([
        isDefault ? 'governance-committee' : 'auditor',
      ]);
      const waitsFor = async (ref: string) =>
        (await services.inbox.list(mockCredentials.user(ref), 9)).items.some(
          item => item.id === id,
        );
      expect(await waitsFor(outside)).toBe(false);
      expect(await waitsFor(second)).toBe(true);
      expect(
        await services.attestations.approve(id, second, clock.now()),
      ).toMatchObject({ confirmedBy: second });
    },
  );

  it('is confirmed by anybody else where no confirming role has people', async () => {
    const { attest, services, clock } = await start({
      aiGovernance: { roles: { auditor: [BOB] } },
    });
    const { id } = await attest();
    const cyd = 'user:default/cyd';
    expect(
      await services.attestations.approve(id, cyd, clock.now()),
    ).toMatchObject({ confirmedBy: cyd });
  });

  it('can be confirmed by one of two who try at once', async () => {
    const { attest, services, clock } = await start();
    const { id } = await attest();
    const results = await Promise.allSettled(
      [BOB, 'user:default/cyd'].map(by =>
        services.attestations.approve(id, by, clock.now()),
      ),
    );
    expect(results.map(result => result.status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
  });

  it('is given by people in the role that the check falls to, also through nested groups', async () => {
    const { attest, services, request, clock } = await start(
      {
        aiGovernance: {
          roles: { 'security-compliance': ['group:default/security'] },
        },
      },
      {
        entities: [
          group('security'),
          group('incidents', { parent: 'security' }),
          user('ada', ['incidents']),
          user('bob', []),
        ],
      },
    );
    await services.groups.refresh(mockCredentials.service());
    await expect(attest({}, BOB)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message:
        'This is for the role security-compliance: group:default/security',
    });
    expect(
      await services.attestations.attestMany(
        [{ request: request(), withoutRepository: false }],
        BOB,
        clock.now(),
      ),
    ).toEqual([expect.objectContaining({ name: 'NotAllowedError' })]);
    expect((await attest()).by).toBe(ADA);
    // Nobody is named for the enablement lead: the permission decides alone.
    expect((await attest({ check: 'OPS-001.curriculum' }, BOB)).by).toBe(BOB);
    // What a form offers is what is taken.
    const offered = await services.attestations.ofOrganizationFor(BOB);
    expect(offered).toEqual(
      expect.arrayContaining(['OPS-001.curriculum', 'L5.continuous-red-team']),
    );
    expect(offered).not.toContain(request().check);
    expect(await services.attestations.ofOrganizationFor(ADA)).toContain(
      request().check,
    );
  });

  it('demands each wanted piece of evidence by name, with a link or digest', async () => {
    const { attest, wantedOf } = await start();
    const wanted = wantedOf('OPS-002.playbook');
    expect(wanted.length).toBeGreaterThan(0);
    await expect(attest({ items: [] })).rejects.toThrow(wanted[0]);
    await expect(
      attest({ items: wanted.map(name => ({ name })) }),
    ).rejects.toThrow('needs a link or a digest');
    expect(
      await attest({
        items: wanted.map(name => ({
          name: ` ${name.toLocaleUpperCase('en-US')} `,
          digest: 'sha256:0',
        })),
      }),
    ).toMatchObject({ state: 'awaitingConfirmation' });
  });

  it('holds at most as long as the check says', async () => {
    const { attest, clock, services } = await start();
    const now = Date.parse(clock.now());
    const iso = (ms: number) => new Date(now + ms).toISOString();
    const { framework } = services.framework.current();
    const { frequency } = framework.controls.find(
      control => control.id === 'OPS-002',
    )!;
    const days = frequency.kind === 'age' ? frequency.days : 366;
    expect((await attest()).validUntil).toBe(iso(days * DAY));
    expect((await attest({ validUntil: iso(days * DAY) })).validUntil).toBe(
      iso(days * DAY),
    );
    await expect(attest({ validUntil: iso(days * DAY + 1) })).rejects.toThrow(
      `at most ${iso(days * DAY)}`,
    );
    await expect(attest({ validUntil: iso(0) })).rejects.toThrow('future');
    await expect(attest({ validUntil: iso(-DAY) })).rejects.toThrow('future');
    for (const wrong of ['next tuesday', 'Nov 30, 2026', '2026-13-40T00:00Z']) {
      await expect(attest({ validUntil: wrong })).rejects.toThrow(
        'is neither a date such as 2027-01-31, which ends at 24:00 in UTC, nor an ISO 8601 instant',
      );
    }
    expect(
      (await attest({ validUntil: '2026-12-24T01:00:00+01:00' })).validUntil,
    ).toBe('2026-12-24T00:00:00.000Z');
  });

  it('ends with a day of the organization, also when the clocks change', async () => {
    const { attest, clock, services, organizationStatus } = await start({
      aiGovernance: { timeZone: 'America/New_York' },
    });
    const given = await attest({ validUntil: '2026-12-01' });
    expect(given.validUntil).toBe('2026-12-02T05:00:00.000Z');
    await services.attestations.approve(given.id, BOB, clock.now());
    clock.advance({ days: 11, minutes: 19 * 60 + 59 });
    expect(clock.now()).toBe('2026-12-02T04:59:00.000Z');
    const outcomes = async () =>
      (await organizationStatus('OPS-002')).map(({ outcome }) => outcome);
    expect(await outcomes()).toContain('pass');
    clock.advance({ minutes: 1 });
    expect(await outcomes()).not.toContain('pass');
    // From the 8th of March the clocks are an hour ahead.
    const until = async (validUntil: string) =>
      (await attest({ validUntil })).validUntil;
    expect(await until('2027-03-07')).toBe('2027-03-08T05:00:00.000Z');
    expect(await until('2027-03-14')).toBe('2027-03-15T04:00:00.000Z');
    // The last day there is may be named, and ends when it has to.
    const longest = (await attest()).validUntil;
    const lastDay = services.dates.today(longest);
    expect(await until(lastDay)).toBe(longest);
    await expect(attest({ validUntil: '2029-01-01' })).rejects.toThrow(
      `at most ${longest}`,
    );
  });

  it('is written for several subjects together or not at all', async () => {
    const { services, clock, knex } = await start();
    const names = ['a', 'b', 'c', 'd'];
    await services.inventory.learn(
      names.map(name => component(name)),
      clock.now(),
    );
    const wanted = names.map((name, index) => ({
      request: {
        // The last is for a check that does not exist.
        check: index === 3 ? 'NO-001.such' : 'SEC-001.scanner',
        subject: `component:default/${name}`,
        statement: 'A scanner runs in another system',
      },
      withoutRepository: true,
    }));
    const count = async () => (await knex('attestations')).length;
    const broken = jest
      .spyOn(services.audit, 'appendAll')
      .mockRejectedValue(new Error('The disk is full'));
    await expect(
      services.attestations.attestMany(wanted, ADA, clock.now()),
    ).rejects.toThrow('The disk is full');
    broken.mockRestore();
    expect(await count()).toBe(0);
    const given = (await services.audit.list({ limit: 10 })).filter(
      ({ body }) => body.action === 'attestation.given',
    );
    expect(given).toEqual([]);

    const results = await services.attestations.attestMany(
      wanted,
      ADA,
      clock.now(),
    );
    expect(
      results.map(result =>
        result instanceof Error ? result.message : result.subject,
      ),
    ).toEqual([
      'component:default/a',
      'component:default/b',
      'component:default/c',
      expect.stringContaining('has no check NO-001.such'),
    ]);
    expect(await count()).toBe(3);
    const entries = await services.audit.list({
      limit: 9,
      action: 'attestation.given',
    });
    expect(entries.map(({ body }) => body?.subject)).toEqual([
      'component:default/c',
      'component:default/b',
      'component:default/a',
    ]);
  });

  it('asks no more of the database for many subjects than for two', async () => {
    const { services, clock, knex } = await start();
    const refs = Array.from(
      { length: 120 },
      (_, index) => `component:default/c${index}`,
    );
    await services.inventory.learn(
      refs.map(ref => component(ref.split('/')[1])),
      clock.now(),
    );
    const statements = async (subjects: string[]) => {
      let count = 0;
      const counting = () => {
        count += 1;
      };
      knex.on('query', counting);
      const records = await services.scorecards.requirePermissionOnEach(
        subjects,
        entityAttestPermission,
        mockCredentials.user(ADA),
      );
      expect(
        [...records.values()].map(record => record instanceof Error),
      ).toEqual(subjects.map(() => false));
      const results = await services.attestations.attestMany(
        subjects.map(subject => ({
          request: {
            check: 'SEC-001.scanner',
            subject,
            statement: 'A scanner runs in another system',
          },
          withoutRepository: true,
        })),
        ADA,
        clock.now(),
      );
      expect(results.some(isRefusal)).toBe(false);
      knex.off('query', counting);
      return count;
    };
    await statements(refs.slice(0, 2));
    const few = await statements(refs.slice(2, 4));
    expect(await statements(refs.slice(4))).toBe(few);
  });

  it('ends by itself', async () => {
    const { attest, services, clock, organizationStatus } = await start();
    const { id } = await attest({ validUntil: '2026-12-01T00:00:00.000Z' });
    await services.attestations.approve(id, BOB, clock.now());
    clock.advance({ days: 20 });
    const [listed] = await services.attestations.list({
      subject: 'organization',
      limit: 10,
      at: clock.now(),
    });
    expect(listed.state).toBe('ended');
    expect(
      (await organizationStatus('OPS-002')).map(check => check.outcome),
    ).not.toContain('pass');
  });

  it.each([
    [
      'an organization check for a group',
      { subject: 'group:default/payments' },
    ],
    [
      'an organization check for an entity',
      { subject: 'component:default/checkout' },
    ],
    [
      'an entity check for the organization',
      { check: 'SEC-001.scanner', subject: 'organization' },
    ],
  ])('refuses %s', async (_, overrides) => {
    const { attest } = await start();
    await expect(attest(overrides)).rejects.toThrow('does not fit');
  });

  it('refuses checks nobody defines and those that are observed', async () => {
    const { attest, services } = await start();
    await expect(attest({ check: 'XYZ-1.nothing' })).rejects.toThrow(
      'no check XYZ-1.nothing',
    );
    const observed = services.framework
      .current()
      .framework.controls.flatMap(control => control.parts)
      .filter(part => part.scope === 'entity')
      .flatMap(part => part.checks)
      .find(check => check.type !== 'attestation' && !check.attestable)!;
    await expect(
      attest({ check: observed.id, subject: 'component:default/checkout' }),
    ).rejects.toThrow('cannot be attested');
  });

  it('needs no second person for an entity, and takes none', async () => {
    const { request, services, clock } = await start();
    const given = await services.attestations.attest(
      request({
        check: 'SEC-001.scanner',
        subject: 'component:default/checkout',
      }),
      ADA,
      clock.now(),
      { withoutRepository: true },
    );
    expect(given.state).toBe('inForce');
    await services.runner.run();
    const { scorecard } = await services.scorecards.get(
      'component:default/checkout',
      USER,
    );
    const check = scorecard!.controls
      .flatMap(control => control.parts)
      .flatMap(part => part.checks)
      .find(each => each.check === 'SEC-001.scanner');
    expect(check).toMatchObject({
      outcome: 'pass',
      attestation: { id: given.id, by: ADA },
    });
    await expect(
      services.attestations.approve(given.id, BOB, clock.now()),
    ).rejects.toThrow('only attestations for the organization');
  });

  it("takes level characteristics, which are the organization's", async () => {
    const { attest, services } = await start();
    const check = services.framework
      .current()
      .framework.levels.flatMap(level => level.characteristics)
      .flatMap(characteristic => characteristic.check ?? [])[0];
    expect(
      await attest({
        check: check.id,
        items: (check.wanted ?? []).map(name => ({ name, digest: 'x' })),
      }),
    ).toMatchObject({ check: check.id, state: 'awaitingConfirmation' });
  });

  it('lists newest first, page by page', async () => {
    const { attest, services, clock } = await start();
    for (let index = 0; index < 5; index += 1) {
      await attest({ statement: `number ${index}` });
      clock.advance({ minutes: index === 2 ? 0 : 1 });
    }
    const seen: string[] = [];
    let before: { from: string; id: string } | undefined;
    for (;;) {
      const page = await services.attestations.list({
        subject: 'organization',
        limit: 2,
        before,
        at: clock.now(),
      });
      if (page.length === 0) {
        break;
      }
      seen.push(...page.map(item => item.statement));
      const last = page[page.length - 1];
      before = { from: last.from, id: last.id };
    }
    expect([...seen].sort()).toEqual(
      [0, 1, 2, 3, 4].map(index => `number ${index}`),
    );
    expect(seen[0]).toBe('number 4');
    expect(seen[4]).toBe('number 0');
  });

  it('answers what does not exist as not found', async () => {
    const { services, clock } = await start();
    const { attestations } = services;
    for (const act of [
      () => attestations.approve('nothing', ADA, clock.now()),
      () => attestations.reject('nothing', 'Old', ADA, clock.now()),
      () => attestations.revoke('nothing', 'Old', ADA, clock.now()),
    ]) {
      await expect(act()).rejects.toMatchObject({ name: 'NotFoundError' });
    }
  });
});
