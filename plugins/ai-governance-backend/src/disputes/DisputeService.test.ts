import { mockCredentials } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { Finding } from '@plumbline/backstage-plugin-ai-governance-common';
import { digestOf } from '@plumbline/backstage-plugin-ai-governance-common';
import { nativeSha256 } from '../assessment/judge';
import { DisputeStore } from './DisputeStore';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';

jest.setTimeout(120_000);

const databases = testDatabases();

const REF = 'component:default/checkout';
const ADA = mockCredentials.user('user:default/ada');
const BOB = 'user:default/bob';
const CHECK = 'SEC-001.scanner';

const finding = (fingerprint: string): Finding => ({
  rule: 'retired-action',
  severity: 'high',
  message: 'The action was retired',
  path: '.github/workflows/ci.yml',
  fingerprint,
});

describe.each(databases.eachSupportedId())('disputes on %s', databaseId => {
  async function start(entities = 1, config: JsonObject = {}) {
    const started = await startServices({ databases, databaseId, config });
    const { services, clock } = started;
    const names = Array.from({ length: entities }, (_, index) =>
      index === 0 ? 'checkout' : `service-${index}`,
    );
    await services.inventory.learn(
      names.map(name => component(name)),
      clock.now(),
    );
    const push = async (findings: Finding[], subjects = names) => {
      await services.evidence.push(
        subjects.map(name => ({
          subject: `component:default/${name}`,
          source: 'ci:test',
          items: [
            {
              check: CHECK,
              outcome: findings.length > 0 ? 'fail' : 'pass',
              summary: 'Looked at the workflows',
              findings,
            },
          ],
        })),
        clock.now(),
      );
      await services.runner.run();
    };
    await push([finding('a')]);
    return {
      ...started,
      push,
      names,
      dispute: (
        request: { check?: string; fingerprint?: string } = {},
        ref = REF,
      ) =>
        services.disputes.dispute(
          ref,
          { check: CHECK, reason: 'The action is maintained', ...request },
          ADA,
        ),
      result: async (ref = REF) => {
        await services.runner.run();
        const { scorecard } = await services.scorecards.get(ref, ADA);
        return scorecard!.controls
          .flatMap(control => control.parts)
          .flatMap(part => part.checks)
          .find(({ check }) => check === CHECK)!;
      },
      stored: async (ref = REF) => {
        await services.runner.run();
        const [item] = await services.scorecards.byRefs([ref], ADA);
        return item.controls.find(({ id }) => id === 'SEC-001')!.status;
      },
    };
  }

  it('leave a finding out until a day of the organization is over', async () => {
    const { services, dispute } = await start(1, {
      aiGovernance: { timeZone: 'America/Santiago' },
    });
    const opened = await dispute();
    const decide = (until: string) =>
      services.disputes.decide(opened.id, {
        accept: true,
        reason: 'Its successor has the same name',
        until,
        by: BOB,
      });
    await expect(decide('2026-11-31')).rejects.toThrow(
      'ends at 24:00 in America/Santiago',
    );
    await expect(decide('2026-11-19')).rejects.toThrow('has to lie ahead');
    expect((await decide('2026-12-24')).until).toBe('2026-12-25T03:00:00.000Z');
  });

  it('count until somebody else finds the finding wrong, and again when that ends', async () => {
    const { services, clock, dispute, result, stored } = await start();
    expect(await stored()).toBe('gap');
    const opened = await dispute();
    expect(await result()).toMatchObject({ outcome: 'fail' });
    const page = await services.scorecards.get(REF, ADA);
    expect(page.disputes).toEqual([{ ...opened, allowed: { withdraw: true } }]);
    const decided = await services.disputes.decide(opened.id, {
      accept: true,
      reason: 'Its successor has the same name',
      until: new Date(Date.parse(clock.now()) + 86_400_000).toISOString(),
      by: BOB,
    });
    expect(decided).toMatchObject({ state: 'accepted', decidedBy: BOB });
    expect(await result()).toMatchObject({ outcome: 'pass', suppressed: 1 });
    expect(await stored()).not.toBe('gap');
    clock.advance({ days: 1 });
    expect(await result()).toMatchObject({ outcome: 'fail' });
    expect(await stored()).toBe('gap');
    const log = await services.audit.list({ limit: 10 });
    expect(log.map(({ body }) => body.action)).toEqual(
      expect.arrayContaining(['dispute.opened', 'dispute.accepted']),
    );
    expect((await services.audit.verify()).valid).toBe(true);
  });

  it.each([true, false])(
    'are proven by the log with their reason: accepted %s',
    async accept => {
      const { services, dispute, knex } = await start();
      const { id } = await dispute();
      const store = new DisputeStore(knex);
      const digest = async () =>
        digestOf((await store.get(id)) as never, nativeSha256);
      const open = await digest();
      const decision = { accept, reason: 'Looked at it', by: BOB };
      await services.disputes.decide(id, decision);
      const [decided, opened] = (
        await services.audit.list({ limit: 2, subject: REF })
      ).map(({ body }) => body);
      expect(opened.after).toBe(open);
      expect(decided).toMatchObject({ before: open, after: await digest() });
      // Somebody changes the reason where the log does not see it.
      await knex('disputes').where({ id }).update({ decision: 'Other' });
      expect(await digest()).not.toBe(decided.after);
    },
  );

  it('stay a gap when they are rejected or taken back, and can be raised again', async () => {
    const { services, dispute, stored } = await start();
    const first = await dispute();
    await services.disputes.decide(first.id, {
      accept: false,
      reason: 'It is right',
      by: BOB,
    });
    const second = await dispute();
    await expect(
      services.disputes.withdraw(second.id, mockCredentials.user(BOB)),
    ).rejects.toThrow(/Only the one who disputed/);
    await services.disputes.withdraw(second.id, ADA);
    expect(await stored()).toBe('gap');
    const { items } = await services.disputes.list({ limit: 10 }, ADA);
    expect(items.map(({ state }) => state).sort()).toEqual([
      'rejected',
      'withdrawn',
    ]);
  });

  it('need a second person, one at a time, and a finding that is there', async () => {
    const { services, push, dispute } = await start();
    const opened = await dispute();
    await expect(dispute()).rejects.toThrow(/disputed already/);
    await expect(
      services.disputes.decide(opened.id, {
        accept: true,
        reason: 'Mine',
        by: ADA.principal.userEntityRef,
      }),
    ).rejects.toThrow(/Somebody else/);
    await expect(dispute({ fingerprint: 'b' })).rejects.toThrow(
      /no finding b now/,
    );
    await expect(dispute({ check: 'nobody.asks' })).rejects.toThrow(
      /no check nobody.asks/,
    );
    await expect(
      services.disputes.decide(opened.id, {
        accept: true,
        reason: 'For good',
        until: '2099-01-01T00:00:00Z',
        by: BOB,
      }),
    ).rejects.toThrow(/at most 90 days/);
    await push([finding('a'), finding('b')]);
    await expect(dispute()).rejects.toThrow(/name one by its fingerprint/);
    await push([]);
    await expect(dispute({ fingerprint: 'a' })).rejects.toThrow(
      /does not fail now/,
    );
    await expect(
      services.disputes.decide('none', {
        accept: true,
        reason: 'x',
        by: BOB,
      }),
    ).rejects.toThrow(/no dispute none/);
  });

  it('let only one of two decisions at the same instant stand', async () => {
    const { services, dispute } = await start();
    const { id } = await dispute();
    const decide = (accept: boolean, by: string) =>
      services.disputes.decide(id, { accept, reason: 'Decided', by });
    const results = await Promise.allSettled([
      decide(true, BOB),
      decide(false, 'user:default/cem'),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    const [dispute_] = (await services.disputes.list({ limit: 5 }, ADA)).items;
    const log = await services.audit.list({ limit: 10 });
    expect(
      log.filter(({ body }) => body.action === `dispute.${dispute_.state}`),
    ).toHaveLength(1);
  });

  it('drop a check to a warning that is wrong too often, and lift it again', async () => {
    const { services, clock, dispute, names, result, stored } = await start(60);
    for (const name of names.slice(0, 5)) {
      const { id } = await dispute({}, `component:default/${name}`);
      await services.disputes.decide(id, {
        accept: true,
        reason: 'Wrong again',
        by: BOB,
      });
    }
    const last = `component:default/${names[names.length - 1]}`;
    expect(await services.disputeRates.list()).toEqual([
      expect.objectContaining({
        check: CHECK,
        findings: 60,
        disputed: 5,
        accepted: 5,
        warningSince: clock.now(),
      }),
    ]);
    expect(await result(last)).toMatchObject({
      outcome: 'notApplicable',
      warning: true,
    });
    expect(await stored(last)).not.toBe('gap');
    clock.advance({ days: 91 });
    await services.disputeRates.update();
    expect(await stored(last)).toBe('gap');
    const log = await services.audit.list({ limit: 50 });
    expect(log.map(({ body }) => body.action)).toEqual(
      expect.arrayContaining(['check.droppedToWarning', 'check.countsAgain']),
    );
  });

  it('are measured by all signs seen where they are about what code handles', async () => {
    const { services, clock, names } = await start(3);
    const check = 'DP-001.classification';
    await services.inventory.learn(
      names.map(name =>
        component(name, {
          annotations: { 'ai-governance/data-classification': 'internal' },
        }),
      ),
      clock.now(),
    );
    await services.evidence.push(
      names.map(name => ({
        subject: `component:default/${name}`,
        source: 'repository:test',
        items: [
          {
            check: 'repository.handles',
            outcome: 'pass',
            summary: 'The code shows something',
            data: {
              handles: [
                { id: 'payments', kind: 'dependency', what: 'stripe' },
                { id: 'infrastructure', kind: 'path', what: 'terraform' },
              ],
            },
          },
        ],
      })),
      clock.now(),
    );
    await services.runner.run();
    const { id } = await services.disputes.dispute(
      REF,
      { check, reason: 'Only its types are used' },
      ADA,
    );
    await services.disputes.decide(id, {
      accept: true,
      reason: 'No payment is made here',
      by: BOB,
    });
    expect(await services.disputeRates.list()).toEqual([
      { check, findings: 6, disputed: 1, accepted: 1, rate: 1 / 6 },
    ]);
  });

  it('are replayed as they were', async () => {
    const { services, clock, dispute, stored } = await start();
    const { id } = await dispute();
    clock.advance({ seconds: 1 });
    await services.disputes.decide(id, {
      accept: true,
      reason: 'Wrong',
      by: BOB,
    });
    await stored();
    const then = clock.now();
    clock.advance({ days: 100 });
    await stored();
    const replayed = await services.replay.replay(REF, then, ADA);
    expect(replayed.exact).toBe(true);
    expect(
      replayed.scorecard.controls
        .flatMap(control => control.parts)
        .flatMap(part => part.checks)
        .find(({ check }) => check === CHECK),
    ).toMatchObject({ outcome: 'pass', suppressed: 1 });
  });
});
