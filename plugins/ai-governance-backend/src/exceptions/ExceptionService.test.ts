import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
} from '@backstage/plugin-permission-common';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';

jest.setTimeout(120_000);

const databases = testDatabases();

const REF = 'component:default/checkout';
const ADA = mockCredentials.user('user:default/ada');
const BOB = mockCredentials.user('user:default/bob');
const DAY = 86_400_000;

/** Everything is allowed, but what is named is denied. */
const allBut = (denied: readonly string[]): PermissionsService => {
  const decide = (name: string): DefinitivePolicyDecision => ({
    result: denied.includes(name)
      ? AuthorizeResult.DENY
      : AuthorizeResult.ALLOW,
  });
  return {
    authorize: async requests =>
      requests.map(({ permission }) => decide(permission.name)),
    authorizeConditional: async requests =>
      requests.map(({ permission }) => decide(permission.name)),
  };
};

describe.each(databases.eachSupportedId())('exceptions on %s', databaseId => {
  async function start(options: { denied?: string[]; names?: string[] } = {}) {
    const { denied = [], names = ['checkout', 'search'] } = options;
    const started = await startServices({
      databases,
      databaseId,
      permissions: allBut(denied),
    });
    const { services, clock } = started;
    await services.inventory.learn(
      names.map(name => component(name)),
      clock.now(),
    );
    await services.evidence.push(
      names.map(name => ({
        subject: `component:default/${name}`,
        source: 'ci:test',
        items: [
          {
            check: 'CMP-001.remediation',
            outcome: 'fail' as const,
            summary: 'Two findings were never resolved',
          },
        ],
      })),
      clock.now(),
    );
    await services.runner.run();
    return {
      ...started,
      inDays: (days: number) =>
        new Date(Date.parse(clock.now()) + days * DAY).toISOString(),
      request: (
        more: {
          entityRefs?: string[];
          control?: string;
          until?: string;
          reason?: string;
          compensatingControls?: string[];
        } = {},
      ) =>
        services.exceptions.request(
          {
            entityRefs: [REF],
            control: 'CMP-001',
            reason: 'The scanner is being replaced',
            compensatingControls: ['Two reviewers per change'],
            until: new Date(Date.parse(clock.now()) + 30 * DAY).toISOString(),
            ...more,
          },
          ADA,
        ),
      status: async (ref = REF) => {
        await services.runner.run();
        const [item] = await services.scorecards.byRefs([ref], ADA);
        const page = await services.scorecards.get(ref, ADA);
        const read = page.scorecard!.controls.find(
          ({ control }) => control === 'CMP-001',
        )!;
        const stored = item.controls.find(({ id }) => id === 'CMP-001')!;
        expect(read.status).toBe(stored.status);
        return stored.status;
      },
    };
  }

  it('cover a control from the decision to the instant they end', async () => {
    const { services, clock, request, status, inDays } = await start();
    expect(await status()).toBe('gap');
    const until = inDays(30);
    const asked = await request({ until });
    expect(asked).toMatchObject({
      state: 'open',
      renewal: 0,
      deciders: 'security-compliance',
      entities: [{ entityRef: REF }],
    });
    expect(await status()).toBe('gap');
    const granted = await services.exceptions.decide(
      asked.id,
      { approve: true, reason: 'Reviewed with the team' },
      BOB,
    );
    expect(granted).toMatchObject({ state: 'approved', until });
    expect(await status()).toBe('exempt');
    expect(await status('component:default/search')).toBe('gap');
    const { scorecard } = await services.scorecards.get(REF, ADA);
    expect(
      scorecard!.controls.find(({ control }) => control === 'CMP-001')!
        .exception,
    ).toEqual({ id: asked.entities[0].id, until });

    clock.advance({ days: 30, seconds: -1 });
    expect(await status()).toBe('exempt');
    clock.advance({ seconds: 1 });
    expect(await status()).toBe('gap');
    expect((await services.audit.verify()).valid).toBe(true);
    const log = await services.audit.list({ limit: 10, subject: REF });
    expect(log.map(({ body }) => body.action)).toEqual(
      expect.arrayContaining(['exception.requested', 'exception.approved']),
    );
    const [approved, requested] = ['approved', 'requested'].map(
      what => log.find(({ body }) => body.action === `exception.${what}`)!.body,
    );
    expect(requested.before).toBeNull();
    expect(approved.before).toBe(requested.after);
    expect(approved.after).not.toBe(approved.before);
  });

  it('are replayed with the judgement that rested on them', async () => {
    const { services, clock, request, status } = await start();
    const asked = await request();
    await services.exceptions.decide(
      asked.id,
      { approve: true, reason: 'Reviewed' },
      BOB,
    );
    expect(await status()).toBe('exempt');
    const at = clock.now();
    clock.advance({ days: 60 });
    expect(await status()).toBe('gap');
    const replayed = await services.replay.replay(REF, at, ADA);
    expect(replayed.exact).toBe(true);
    expect(
      replayed.scorecard.controls.find(({ control }) => control === 'CMP-001')!
        .status,
    ).toBe('exempt');
  });

  it('are decided together for several entities, and each has its own', async () => {
    const { services, request, status } = await start();
    const search = 'component:default/search';
    const asked = await request({ entityRefs: [search, REF, REF] });
    expect(asked.entities.map(({ entityRef }) => entityRef)).toEqual([
      REF,
      search,
    ]);
    await services.exceptions.decide(
      asked.id,
      { approve: true, reason: 'Both move together' },
      BOB,
    );
    expect(await status()).toBe('exempt');
    expect(await status(search)).toBe('exempt');
    const revoked = await services.exceptions.revoke(
      asked.id,
      'The scanner runs again',
      BOB,
    );
    expect(revoked.entities.every(({ revokedBy }) => revokedBy)).toBe(true);
    expect(await status()).toBe('gap');
    expect(await status(search)).toBe('gap');
    await expect(
      services.exceptions.revoke(asked.id, 'Again', BOB),
    ).rejects.toThrow(/revoked already/);
  });

  it('need a second person, one request at a time, and are decided once', async () => {
    const { services, request } = await start();
    const asked = await request();
    await expect(request()).rejects.toThrow(/waits for a decision: component/);
    await expect(
      services.exceptions.decide(
        asked.id,
        { approve: true, reason: 'Mine' },
        ADA,
      ),
    ).rejects.toThrow(/Somebody else/);
    const decisions = await Promise.allSettled([
      services.exceptions.decide(
        asked.id,
        { approve: true, reason: 'Yes' },
        BOB,
      ),
      services.exceptions.decide(
        asked.id,
        { approve: false, reason: 'No' },
        BOB,
      ),
    ]);
    expect(decisions.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    await expect(services.exceptions.withdraw(asked.id, ADA)).rejects.toThrow(
      /decided or withdrawn already/,
    );
    await expect(
      services.exceptions.decide(
        'nobody',
        { approve: true, reason: 'Yes' },
        BOB,
      ),
    ).rejects.toThrow(/no exception nobody/);
  });

  it('leave nothing behind when one of several waits already', async () => {
    const { services, request } = await start();
    await request();
    await expect(
      request({ entityRefs: ['component:default/search', REF] }),
    ).rejects.toThrow(/waits for a decision/);
    const { items } = await services.exceptions.list({ limit: 10 }, ADA);
    expect(items).toHaveLength(1);
    await request({ entityRefs: ['component:default/search'] });
  });

  it('have an end that is neither past nor too far, and a reason', async () => {
    const { services, clock, request, inDays } = await start();
    await expect(request({ until: inDays(92) })).rejects.toThrow(
      /at most 90 days/,
    );
    await expect(request({ until: clock.now() })).rejects.toThrow(/lie ahead/);
    await expect(request({ until: 'soon' })).rejects.toThrow(/neither a date/);
    await expect(request({ reason: '  ' })).rejects.toThrow(/reason must say/);
    await expect(request({ compensatingControls: [' '] })).rejects.toThrow(
      /compensatingControls must say/,
    );
    await expect(request({ control: 'XX-001' })).rejects.toThrow(/no control/);
    await expect(request({ control: 'CMP-002' })).rejects.toThrow(
      /executive sponsor accepts/,
    );
    await expect(
      request({ entityRefs: ['component:default/nobody'] }),
    ).rejects.toThrow(/There is no entity component:default\/nobody/);
    const asked = await request({ until: '2026-12-24' });
    expect(asked.until).toBe('2026-12-25T00:00:00.000Z');
    await expect(
      services.exceptions.decide(
        asked.id,
        { approve: true, reason: 'Longer', until: '2026-12-31' },
        BOB,
      ),
    ).rejects.toThrow(/what was asked for/);
    const granted = await services.exceptions.decide(
      asked.id,
      { approve: true, reason: 'Shorter', until: '2026-12-01' },
      BOB,
    );
    expect(granted.until).toBe('2026-12-02T00:00:00.000Z');
  });

  it('go to the sponsor with the third renewal', async () => {
    const { services, clock, request } = await start({
      denied: ['ai-governance.exception.sponsor'],
    });
    for (let renewal = 0; renewal < 3; renewal++) {
      const asked = await request();
      expect(asked).toMatchObject({ renewal, deciders: 'security-compliance' });
      await services.exceptions.decide(
        asked.id,
        { approve: true, reason: 'Once more' },
        BOB,
      );
      clock.advance({ days: 29 });
    }
    const third = await request();
    expect(third).toMatchObject({ renewal: 3, deciders: 'executive-sponsor' });
    await expect(
      services.exceptions.decide(
        third.id,
        { approve: true, reason: 'And again' },
        BOB,
      ),
    ).rejects.toThrow(/ai-governance.exception.sponsor/);
  });

  it('are a gap of the policy from the third renewal on, counted until there is a pause', async () => {
    const { services, clock, request, knex } = await start();
    const both = ['component:default/checkout', 'component:default/search'];
    const grant = async (entityRefs: string[]) => {
      const { id } = await request({ entityRefs });
      await services.exceptions.decide(
        id,
        { approve: true, reason: 'Once more' },
        BOB,
      );
      clock.advance({ days: 29 });
    };
    const gaps = () => services.exceptions.renewedControls(ADA);
    // Of both together; the second service had none before.
    for (const refs of [[REF], both, both]) {
      await grant(refs);
    }
    expect(await gaps()).toEqual({ from: 3, items: [] });
    // What is only asked for is none yet.
    const refused = await request({ entityRefs: both });
    expect(await gaps()).toEqual({ from: 3, items: [] });
    await services.exceptions.decide(
      refused.id,
      { approve: false, reason: 'No' },
      BOB,
    );
    await grant(both);
    const one = { entityRef: REF, renewals: 3 };
    expect(await gaps()).toEqual({
      from: 3,
      items: [
        { control: 'CMP-001', entities: 1, renewals: 3, services: [one] },
      ],
    });
    let statements = 0;
    const count = () => {
      statements += 1;
    };
    knex.on('query', count);
    await gaps();
    const few = statements;
    await grant(both);
    // What is remembered of services is read anew after a change.
    await gaps();
    statements = 0;
    expect((await gaps()).items).toEqual([
      {
        control: 'CMP-001',
        entities: 2,
        renewals: 4,
        services: [
          { ...one, renewals: 4 },
          { entityRef: both[1], renewals: 3 },
        ],
      },
    ]);
    expect(statements).toBe(few);
    knex.removeListener('query', count);
    // Without any for as long as one may last, the next is a first one again.
    clock.advance({ days: 92 });
    expect(await gaps()).toEqual({ from: 3, items: [] });
  });

  it('count no renewals of what the reader may not see', async () => {
    const denied: string[] = [];
    const { services, clock, request } = await start({ denied });
    for (let each = 0; each < 4; each += 1) {
      const { id } = await request();
      await services.exceptions.decide(
        id,
        { approve: true, reason: 'Once more' },
        BOB,
      );
      clock.advance({ days: 29 });
    }
    denied.push('ai-governance.scorecard.read');
    expect((await services.exceptions.renewedControls(ADA)).items).toEqual([]);
  });

  it('are asked for and decided by whoever has the permission only', async () => {
    const owner = await start({
      denied: ['ai-governance.exception.request'],
    });
    await expect(owner.request()).rejects.toThrow(
      /ai-governance.exception.request for component:default\/checkout/,
    );
    const { services, request } = await start({
      denied: ['ai-governance.exception.decide'],
    });
    const asked = await request();
    await expect(
      services.exceptions.decide(
        asked.id,
        { approve: false, reason: 'No' },
        BOB,
      ),
    ).rejects.toThrow(/ai-governance.exception.decide/);
    const blind = await start({
      denied: ['ai-governance.scorecard.read'],
    });
    await blind.request();
    expect(
      (await blind.services.exceptions.list({ limit: 10 }, BOB)).items,
    ).toHaveLength(0);
  });

  it('are listed by entity, by state and by when they end', async () => {
    const { services, request, inDays } = await start();
    const first = await request({ until: inDays(10) });
    await request({
      entityRefs: ['component:default/search'],
      until: inDays(60),
    });
    await services.exceptions.decide(
      first.id,
      { approve: true, reason: 'Yes' },
      BOB,
    );
    const ids = async (filter: object) =>
      (await services.exceptions.list({ limit: 10, ...filter }, ADA)).items.map(
        ({ id }) => id,
      );
    expect(await ids({ entityRef: REF })).toEqual([first.id]);
    expect(await ids({ state: 'approved' })).toEqual([first.id]);
    expect(await ids({ endsBefore: inDays(14) })).toEqual([first.id]);
    expect(await ids({ endsBefore: inDays(5) })).toEqual([]);
    const page = await services.exceptions.list({ limit: 1 }, ADA);
    const rest = await services.exceptions.list(
      { limit: 1, before: page.next },
      ADA,
    );
    expect(page.items).toHaveLength(1);
    expect(rest.items).toHaveLength(1);
    expect(rest.items[0].id).not.toBe(page.items[0].id);
    expect(rest.next).toBeUndefined();
  });

  it('that end are listed by their end, the soonest first, page after page', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const { services, request, inDays, clock } = await start({ names });
    // Two end together; asked for in another order than they end.
    const days = [9, 3, 12, 3, 6];
    const asked: string[] = [];
    const until = days.map(inDays);
    for (const [index, name] of names.entries()) {
      const { id } = await request({
        entityRefs: [`component:default/${name}`],
        until: until[index],
      });
      asked.push(id);
      await services.exceptions.decide(
        id,
        { approve: true, reason: 'Yes' },
        BOB,
      );
      clock.advance({ minutes: 1 });
    }
    const found: string[] = [];
    let before: { at: string; id: string } | undefined;
    do {
      const page = await services.exceptions.list(
        { limit: 1, endsBefore: inDays(14), before },
        ADA,
      );
      found.push(...page.items.map(({ id }) => id));
      before = page.next;
    } while (before);
    const [a, b, c, d, e] = asked;
    expect(found).toEqual([...[b, d].sort(), e, a, c]);
  });

  it('say what the caller may do about them', async () => {
    const allowed = async (
      services: Awaited<ReturnType<typeof start>>['services'],
      caller = BOB,
    ) =>
      (await services.exceptions.list({ limit: 1 }, caller)).items[0].allowed;
    const denied: string[] = [];
    const { services, request, clock } = await start({ denied });
    const { id } = await request();
    const nothing = {
      decide: false,
      withdraw: false,
      revoke: false,
      confirm: false,
      renew: false,
    };
    expect(await allowed(services)).toEqual({ ...nothing, decide: true });
    expect(await allowed(services, ADA)).toEqual({
      ...nothing,
      withdraw: true,
    });
    await services.exceptions.decide(id, { approve: true, reason: 'Yes' }, BOB);
    expect(await allowed(services)).toEqual({
      ...nothing,
      revoke: true,
      renew: true,
    });
    denied.push(
      'ai-governance.exception.decide',
      'ai-governance.exception.request',
    );
    expect(await allowed(services)).toEqual(nothing);
    denied.splice(0);
    clock.advance({ days: 31 });
    expect(await allowed(services)).toEqual(nothing);
  });

  it.each([
    ['the sponsor', 'ai-governance.exception.decide'],
    ['the approving role', 'ai-governance.exception.sponsor'],
  ])('that the sponsor granted are revoked by %s', async (_, denied) => {
    const rights: string[] = [];
    const { services, clock, request } = await start({ denied: rights });
    const grant = async () => {
      const { id } = await request();
      await services.exceptions.decide(
        id,
        { approve: true, reason: 'Once more' },
        BOB,
      );
      return id;
    };
    for (let renewal = 0; renewal < 3; renewal++) {
      await grant();
      clock.advance({ days: 29 });
    }
    const sponsored = await grant();
    rights.push(denied);
    const listed = async () =>
      (await services.exceptions.list({ limit: 1, state: 'approved' }, BOB))
        .items[0].allowed;
    expect(await listed()).toMatchObject({ revoke: true });
    const revoked = await services.exceptions.revoke(sponsored, 'Over', BOB);
    expect(revoked.entities[0]).toMatchObject({ revocation: 'Over' });
    expect(await listed()).toMatchObject({ revoke: false });
    // What the approving role granted is not the sponsor's to undo.
    rights.splice(0);
    clock.advance({ days: 200 });
    const ordinary = await grant();
    rights.push('ai-governance.exception.decide');
    await expect(
      services.exceptions.revoke(ordinary, 'Over', BOB),
    ).rejects.toThrow(/ai-governance.exception.decide/);
  });
});
