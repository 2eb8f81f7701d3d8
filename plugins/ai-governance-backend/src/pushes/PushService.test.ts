import type { EvidencePushItem } from '@plumbline/backstage-plugin-ai-governance-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';

jest.setTimeout(60_000);

const databases = testDatabases();

const SHOP = 'component:default/shop';
const CART = 'component:default/cart';
const LEDGER = 'component:default/ledger';

/** A pipeline of acme/shop with an identity token. */
const PIPELINE = 'github-oidc:github.com:1:acme/shop';
const JENKINS = 'external:jenkins';

const config = {
  aiGovernance: {
    callers: [
      {
        subject: JENKINS,
        operations: ['evidence'],
        repositories: ['https://github.com/acme/*'],
      },
      {
        subject: 'external:monitor',
        operations: ['evidence'],
        entities: ['component:default/ledger'],
      },
    ],
  },
  integrations: { github: [{ host: 'github.com', token: 'x' }] },
};

const egress = (
  key: string,
  more: Partial<EvidencePushItem> = {},
): EvidencePushItem => ({
  key,
  entityRef: SHOP,
  check: 'DP-002.egress',
  outcome: 'pass',
  summary: 'No unapproved endpoint was called',
  ...more,
});

describe.each(databases.eachSupportedId())('pushes on %s', databaseId => {
  async function start() {
    const started = await startServices({ databases, databaseId, config });
    const { services, clock, knex } = started;
    const at = (name: string, path: string) =>
      component(name, {
        sourceLocation: `url:https://github.com/${path}`,
      });
    await services.inventory.learn(
      [
        at('shop', 'acme/shop/tree/main/'),
        at('cart', 'acme/shop/tree/main/services/cart/'),
        at('ledger', 'globex/ledger/tree/main/'),
        at('shopping', 'acme/shopping/tree/main/'),
      ],
      clock.now(),
    );
    await services.runner.run();
    const push = (subject: string, ...items: EvidencePushItem[]) =>
      services.pushes.push(
        services.callers.caller(subject, 'evidence'),
        items,
        clock.now(),
      );
    const rows = async () =>
      (
        await knex('evidence')
          .where('source_key', 'like', 'ci:%')
          .orderBy(['subject', 'source_key'])
      ).map(row => ({
        subject: row.subject,
        source: row.source_key.split('#')[0],
        items: JSON.parse(row.items),
      }));
    const outcomes = async () =>
      (await rows()).map(
        ({ subject, items }) =>
          `${subject} ${items
            .map((item: any) => `${item.check}=${item.outcome}`)
            .join()}`,
      );
    const egressOf = async (ref: string) => {
      await services.runner.run();
      const { scorecard } = await services.scorecards.get(
        ref,
        mockCredentials.user(),
      );
      return scorecard!.controls
        .flatMap(control => control.parts)
        .flatMap(part => part.checks)
        .find(check => check.check === 'DP-002.egress');
    };
    return { ...started, push, rows, outcomes, egressOf };
  }

  it('reach the scorecard', async () => {
    const { push, egressOf } = await start();
    expect((await egressOf(SHOP))?.outcome).toBe('unknown');
    expect(
      await push(PIPELINE, egress('a', { commit: 'abc', data: { calls: 3 } })),
    ).toEqual([{ key: 'a', status: 'accepted', entityRefs: [SHOP] }]);
    expect(await egressOf(SHOP)).toMatchObject({
      outcome: 'pass',
      summary: 'No unapproved endpoint was called',
      observedAt: '2026-11-20T09:00:00.000Z',
      source: expect.stringMatching(/^ci:github-oidc:github\.com:1#/),
    });
  });

  it('judge each item by itself and lose none of the good ones', async () => {
    const { push, outcomes } = await start();
    const results = await push(
      PIPELINE,
      egress('good'),
      egress('unknown check', { check: 'NO-001.such' }),
      egress('collected', { check: 'SEC-001.scanner' }),
      egress('derived', { check: 'SEC-001.critical-findings' }),
      egress('attested', { check: 'SEC-001.rule-set' }),
      egress('host', { check: 'SEC-003.branch-rules' }),
      egress('unknown entity', { entityRef: 'component:default/nothing' }),
      egress('not its own', { entityRef: LEDGER }),
      egress('no ref', { entityRef: 'nothing' }),
      egress('both', { repository: 'https://github.com/acme/shop' }),
      egress('future', { observedAt: '2026-11-20T09:05:01Z' }),
      egress('no instant', { observedAt: 'yesterday at noon' }),
      egress('no zone', { observedAt: '2026-11-20T08:00:00' }),
      egress('no such day', { observedAt: '2026-02-30T08:00:00Z' }),
      egress('over', { expiresAt: '2026-11-20T09:00:00Z' }),
      egress('heavy', { data: { text: 'x'.repeat(70_000) } }),
      egress('good'),
    );
    expect(results.map(result => result.status)).toEqual([
      'accepted',
      ...new Array(16).fill('rejected'),
    ]);
    const message = (key: string) =>
      results.find(result => result.key === key)?.message;
    expect(message('unknown check')).toContain('no check NO-001.such');
    expect(message('unknown check')).toContain('DP-002.egress');
    expect(message('collected')).toContain('decides itself');
    expect(message('unknown entity')).toContain('component:default/nothing');
    expect(message('not its own')).toBe(
      message('unknown entity')!.replace('component:default/nothing', LEDGER),
    );
    expect(message('future')).toContain('in the future');
    expect(message('no zone')).toContain('time zone');
    expect(results[16].message).toContain('same key');
    expect(await outcomes()).toEqual([`${SHOP} DP-002.egress=pass`]);
  });

  it('keep what other callers and other checks said', async () => {
    const { push, outcomes } = await start();
    await push(PIPELINE, egress('a'));
    await push(JENKINS, egress('a', { outcome: 'fail', summary: 'one call' }));
    await push(PIPELINE, egress('b', { check: 'SEC-001.sarif' }));
    expect((await outcomes()).sort()).toEqual([
      `${SHOP} DP-002.egress=fail`,
      `${SHOP} DP-002.egress=pass`,
      `${SHOP} SEC-001.sarif=pass`,
    ]);
  });

  it('lose nothing when they come at once', async () => {
    const { push, outcomes } = await start();
    const both = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        push(
          PIPELINE,
          egress(`egress ${index}`, {
            summary: `run ${index}`,
            observedAt: `2026-11-20T08:0${index}:00Z`,
          }),
          egress(`sarif ${index}`, {
            check: 'SEC-001.sarif',
            entityRef: index % 2 ? CART : SHOP,
            summary: `scan ${index}`,
          }),
        ),
      ),
    );
    expect(both.flat().every(({ status }) => status !== 'rejected')).toBe(true);
    expect((await outcomes()).sort()).toEqual([
      `${CART} SEC-001.sarif=pass`,
      `${SHOP} DP-002.egress=pass`,
      `${SHOP} SEC-001.sarif=pass`,
    ]);
  });

  it('of two about one moment, the newest stays whatever comes last', async () => {
    const { push, rows } = await start();
    await push(
      PIPELINE,
      egress('late', { outcome: 'fail', observedAt: '2026-11-20T08:30:00Z' }),
    );
    expect(
      await push(
        PIPELINE,
        egress('early', { observedAt: '2026-11-20T10:00:00+02:00' }),
      ),
    ).toEqual([
      expect.objectContaining({
        status: 'unchanged',
        message: expect.stringContaining('Newer'),
      }),
    ]);
    expect((await rows())[0].items).toEqual([
      expect.objectContaining({
        outcome: 'fail',
        observedAt: '2026-11-20T08:30:00.000Z',
      }),
    ]);
    const [older, newer] = await push(
      PIPELINE,
      egress('1', { observedAt: '2026-11-20T08:40:00Z', summary: 'older' }),
      egress('2', { observedAt: '2026-11-20T08:50:00Z', summary: 'newer' }),
    );
    expect([older.status, newer.status]).toEqual(['unchanged', 'accepted']);
  });

  it('a replay changes nothing, even after something newer', async () => {
    const { push, clock, rows, knex } = await start();
    const first = egress('run 1', { outcome: 'fail', summary: 'one call' });
    await push(PIPELINE, first);
    expect(await push(PIPELINE, first)).toMatchObject([
      { status: 'unchanged' },
    ]);
    clock.advance({ minutes: 10 });
    await push(PIPELINE, egress('run 2'));
    const before = await rows();
    clock.advance({ minutes: 10 });
    expect(await push(PIPELINE, first)).toMatchObject([
      { status: 'unchanged', message: expect.stringContaining('Newer') },
    ]);
    expect(await rows()).toEqual(before);
    // The same key with something new to say is no replay.
    expect(
      await push(PIPELINE, { ...first, summary: 'two calls' }),
    ).toMatchObject([{ status: 'accepted' }]);
    clock.advance({ days: 91 });
    await push(PIPELINE, egress('run 3'));
    expect((await knex('pushed_keys')).map(row => row.push_key)).toEqual([
      'run 3',
    ]);
  });

  it('the same later confirms, and writes no evidence', async () => {
    const { push, clock, rows, knex, egressOf } = await start();
    await push(PIPELINE, egress('a'), egress('b', { entityRef: CART }));
    const before = await rows();
    clock.advance({ days: 6 });
    expect(await push(PIPELINE, egress('a'))).toMatchObject([
      { status: 'unchanged', message: expect.stringContaining('confirmed') },
    ]);
    clock.advance({ days: 2 });
    expect(await rows()).toEqual(before);
    expect(await knex('evidence_history')).toEqual([]);
    // One week without a word: only the entity that was confirmed is fresh.
    expect(await egressOf(SHOP)).toMatchObject({
      outcome: 'pass',
      confirmedAt: '2026-11-26T09:00:00.000Z',
    });
    expect(await egressOf(CART)).toMatchObject({ outcome: 'stale' });
    // A late message from before the confirmation is out of date.
    expect(
      await push(
        PIPELINE,
        egress('c', { outcome: 'fail', observedAt: '2026-11-25T09:00:00Z' }),
      ),
    ).toMatchObject([{ status: 'unchanged' }]);
    expect(
      await push(PIPELINE, egress('d', { entityRef: CART })),
    ).toMatchObject([{ status: 'unchanged' }]);
    expect(await egressOf(CART)).toMatchObject({ outcome: 'pass' });
  });

  it('a look that failed leaves the last good evidence', async () => {
    const { push, clock, egressOf } = await start();
    await push(PIPELINE, egress('a'));
    clock.advance({ minutes: 5 });
    await push(
      PIPELINE,
      egress('b', { outcome: 'error', summary: 'The proxy did not answer' }),
    );
    expect(await egressOf(SHOP)).toMatchObject({
      outcome: 'pass',
      collectorError: 'The proxy did not answer',
    });
  });

  it('go to the entities of a repository, or of one folder of it', async () => {
    const { push } = await start();
    const item = (key: string, more: object) => ({
      ...egress(key),
      entityRef: undefined,
      ...more,
    });
    const results = await push(
      PIPELINE,
      item('own', {}),
      item('named', { repository: 'git+https://github.com/Acme/Shop.git' }),
      item('same', { repository: 'https://GitHub.com/Acme/Shop.git' }),
      item('folder', { path: './services/cart/' }),
      item('no folder', { path: 'services' }),
      item('prefix', { repository: 'https://github.com/acme/shopping' }),
      item('other', { repository: 'https://github.com/globex/ledger' }),
    );
    expect(
      results.map(({ key, status, entityRefs }) => [key, status, entityRefs]),
    ).toEqual([
      // About one check of one entity at one moment, the last word counts.
      ['own', 'unchanged', [CART, SHOP]],
      ['named', 'rejected', undefined],
      ['same', 'accepted', [CART, SHOP]],
      ['folder', 'accepted', [CART]],
      ['no folder', 'rejected', undefined],
      ['prefix', 'rejected', undefined],
      ['other', 'rejected', undefined],
    ]);
  });

  it('are bound to what the configuration says', async () => {
    const { push, services } = await start();
    const statusOf = async (subject: string, entityRef: string) =>
      (await push(subject, egress(`${subject} ${entityRef}`, { entityRef })))[0]
        .status;
    expect(await statusOf(JENKINS, SHOP)).toBe('accepted');
    expect(await statusOf(JENKINS, LEDGER)).toBe('rejected');
    expect(await statusOf('external:monitor', LEDGER)).toBe('accepted');
    expect(await statusOf('external:monitor', SHOP)).toBe('rejected');
    for (const stranger of [
      'external:stranger',
      'plugin:catalog',
      'external:github-oidc:github.com:1:acme/shop',
    ]) {
      expect(() => services.callers.caller(stranger, 'evidence')).toThrow(
        'aiGovernance.callers',
      );
    }
    expect(() => services.callers.caller(JENKINS, 'sarif')).toThrow("'sarif'");
  });

  it('follow the immutable id of a repository, not its name', async () => {
    const { push, rows } = await start();
    expect(await push(PIPELINE, egress('a'))).toMatchObject([
      { status: 'accepted' },
    ]);
    // Somebody else's repository took over the name.
    expect(
      await push('github-oidc:github.com:2:acme/shop', egress('b')),
    ).toMatchObject([{ status: 'rejected' }]);
    // The repository was renamed; its entities are still where they were.
    expect(
      await push(
        'github-oidc:github.com:1:acme/renamed',
        egress('c', { summary: 'Under the new name' }),
      ),
    ).toMatchObject([{ status: 'accepted' }]);
    expect(await rows()).toHaveLength(1);
    // The same number on another host is another repository.
    expect(
      await push('oidc:gitlab.com:1:acme/shop', egress('d')),
    ).toMatchObject([{ status: 'rejected' }]);
  });
});

describe('the configuration of callers', () => {
  it.each([
    [{ subject: 'a', operations: ['evidence'] }, 'repositories'],
    [
      { subject: 'a', operations: ['admin'], entities: ['*'] },
      "no operation 'admin'",
    ],
  ])('is refused where it is unclear: %j', async (caller, message) => {
    await expect(
      startServices({
        databases,
        databaseId: 'SQLITE_3',
        config: { aiGovernance: { callers: [caller] } },
      }),
    ).rejects.toThrow(message);
  });
});
