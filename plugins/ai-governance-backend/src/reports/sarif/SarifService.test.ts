import { mockCredentials } from '@backstage/backend-test-utils';
import {
  component,
  startServices,
  testDatabases,
} from '../../__testUtils__/harness';
import type { SarifRequest } from './SarifService';

jest.setTimeout(60_000);

const databases = testDatabases();

const SHOP = 'component:default/shop';
const CART = 'component:default/cart';
const PIPELINE = 'github-oidc:github.com:1:acme/shop';

const report = (tool: string, more: object = {}, results: object[] = []) =>
  JSON.stringify({
    version: '2.1.0',
    runs: [
      { tool: { driver: { name: tool, version: '1.0' } }, results, ...more },
    ],
  });

const CRITICAL = {
  tool: {
    driver: {
      name: 'Semgrep',
      rules: [{ id: 'eval', properties: { 'security-severity': '9.8' } }],
    },
  },
  results: [
    {
      ruleId: 'eval',
      message: { text: 'Evaluates input' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'services/cart/a.js' },
            region: { startLine: 7 },
          },
        },
      ],
    },
  ],
};

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

describe.each(databases.eachSupportedId())('SARIF on %s', databaseId => {
  async function start() {
    const started = await startServices({
      databases,
      databaseId,
      config: {
        integrations: { github: [{ host: 'github.com', token: 'x' }] },
      },
    });
    const { services, clock, knex } = started;
    await services.inventory.learn(
      [
        ['shop', 'acme/shop/tree/main/'],
        ['cart', 'acme/shop/tree/main/services/cart/'],
        ['ledger', 'acme/ledger/tree/main/'],
      ].map(([name, path]) =>
        component(name, { sourceLocation: `url:https://github.com/${path}` }),
      ),
      clock.now(),
    );
    const take = (text: string, request: SarifRequest = {}) =>
      services.sarif.take(
        services.callers.caller(PIPELINE, 'sarif'),
        request,
        bytesOf(text),
        clock.now,
      );
    const check = async (ref: string, id: string) => {
      await services.runner.run();
      const { scorecard } = await services.scorecards.get(
        ref,
        mockCredentials.user(),
      );
      return scorecard!.controls
        .flatMap(control => control.parts)
        .flatMap(part => part.checks)
        .find(each => each.check === id);
    };
    const stored = () => knex('evidence').where('source_key', 'like', 'ci:%');
    return { ...started, take, check, stored };
  }

  it('answers the check of its category, and its findings count where they are', async () => {
    const { take, check, clock } = await start();
    const { reports } = await take(report('Semgrep', CRITICAL), {
      commit: 'abc',
    });
    expect(reports).toEqual([
      {
        tool: 'Semgrep',
        categories: ['security'],
        checks: ['SEC-001.sarif'],
        entityRefs: [CART, SHOP],
        status: 'accepted',
        rules: 1,
        counts: { critical: 2, high: 0, medium: 0, low: 0 },
        suppressed: 0,
        aiRuleSet: false,
        aiRuleSetReason: 'none of 1 rules is about AI-generated code',
        commit: 'abc',
      },
    ]);
    for (const ref of [SHOP, CART]) {
      expect(await check(ref, 'SEC-001.sarif')).toMatchObject({
        outcome: 'pass',
        summary: 'Semgrep looked with 1 rules and found 1: 1 critical',
      });
      expect(await check(ref, 'SEC-001.critical-findings')).toMatchObject({
        outcome: 'fail',
        findings: [{ rule: 'eval', path: 'services/cart/a.js', line: 7 }],
      });
    }
    clock.advance({ minutes: 30 });
    await take(report('Semgrep'));
    expect(await check(CART, 'SEC-001.critical-findings')).toMatchObject({
      outcome: 'pass',
    });
  });

  it('keeps the reports of several tools and analyses apart', async () => {
    const { take, check, stored } = await start();
    await take(report('Semgrep', CRITICAL), { entityRef: SHOP });
    await take(report('secretlint'), { entityRef: SHOP });
    await take(report('CodeQL', { automationDetails: { id: 'java/1' } }), {
      entityRef: SHOP,
    });
    await take(report('CodeQL', { automationDetails: { id: 'go/1' } }), {
      entityRef: SHOP,
    });
    expect(await stored()).toHaveLength(4);
    // A clean report of one tool does not resolve what another one found.
    expect(await check(SHOP, 'SEC-001.critical-findings')).toMatchObject({
      outcome: 'fail',
    });
  });

  it.each([
    ['Semgrep OSS', ['security'], ['SEC-001.sarif']],
    ['CodeQL', ['security'], ['SEC-001.sarif']],
    ['secretlint', ['secrets'], ['SEC-001.sarif']],
    ['ScanCode Toolkit', ['licence'], ['CMP-001.sarif']],
    ['ESLint', ['quality'], []],
  ])('knows what %s is about', async (tool, categories, checks) => {
    const { take } = await start();
    const { reports } = await take(report(tool), { entityRef: SHOP });
    expect(reports).toMatchObject([{ categories, checks, status: 'accepted' }]);
  });

  it('asks what an unknown tool is about', async () => {
    const { take, stored } = await start();
    await expect(take(report('Acme Scan'))).rejects.toThrow('?category=');
    await expect(
      take(report('ScanCode'), { category: 'security' }),
    ).rejects.toThrow('does not look for security');
    expect(await stored()).toEqual([]);
    expect(
      await take(report('Acme Scan'), {
        category: 'licence',
        entityRef: SHOP,
      }),
    ).toMatchObject({ reports: [{ checks: ['CMP-001.sarif'] }] });
    expect(
      await take(report('ESLint'), { category: 'security', entityRef: SHOP }),
    ).toMatchObject({ reports: [{ checks: ['SEC-001.sarif'] }] });
  });

  it('speaks for its own repository only', async () => {
    const { take, stored } = await start();
    for (const request of [
      { entityRef: 'component:default/ledger' },
      { entityRef: 'component:default/nothing' },
      { repository: 'https://github.com/acme/ledger' },
      { path: 'nowhere' },
    ]) {
      await expect(take(report('Semgrep'), request)).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringContaining('may speak for'),
      });
    }
    await expect(
      take(report('Semgrep'), { entityRef: SHOP, path: 'x' }),
    ).rejects.toMatchObject({ name: 'InputError' });
    expect(await stored()).toEqual([]);
  });

  it('stores nothing of a file of which one run is wrong', async () => {
    const { take, stored } = await start();
    const { runs } = JSON.parse(report('Semgrep', CRITICAL));
    await expect(
      take(JSON.stringify({ version: '2.1.0', runs: [...runs, {}] })),
    ).rejects.toThrow('tool.driver.name');
    expect(await stored()).toEqual([]);
  });

  it('stores nothing of an upload that breaks off', async () => {
    const { services, clock, stored } = await start();
    async function* broken() {
      yield Buffer.from(report('Semgrep', CRITICAL));
      throw new Error('aborted');
    }
    await expect(
      services.sarif.take(
        services.callers.caller(PIPELINE, 'sarif'),
        {},
        broken(),
        clock.now,
      ),
    ).rejects.toThrow('aborted');
    expect(await stored()).toEqual([]);
  });

  it('believes the end a tool states, unless it is to come', async () => {
    const { take, check } = await start();
    const ended = (endTimeUtc: string) =>
      report('Semgrep', {
        invocations: [{ executionSuccessful: true, endTimeUtc }],
      });
    await take(ended('2026-11-20T08:00:00Z'));
    expect((await check(SHOP, 'SEC-001.sarif'))?.observedAt).toBe(
      '2026-11-20T08:00:00.000Z',
    );
    // An older file sent again is no news.
    expect(
      await take(
        report('Semgrep', {
          ...CRITICAL,
          invocations: [{ endTimeUtc: '2026-11-20T07:00:00Z' }],
        }),
      ),
    ).toMatchObject({ reports: [{ status: 'unchanged' }] });
    await expect(take(ended('2026-11-20T09:30:00Z'))).rejects.toThrow(
      'in the future',
    );
    await expect(
      take(report('Semgrep'), { observedAt: '2027-01-01T00:00:00Z' }),
    ).rejects.toThrow('in the future');
  });

  it('keeps the last good report when a scan did not get through', async () => {
    const { take, check, clock } = await start();
    await take(report('Semgrep', CRITICAL));
    clock.advance({ minutes: 1 });
    await take(
      report('Semgrep', { invocations: [{ executionSuccessful: false }] }),
    );
    expect(await check(SHOP, 'SEC-001.sarif')).toMatchObject({
      outcome: 'pass',
      collectorError: expect.stringContaining('did not get through'),
    });
    expect(await check(SHOP, 'SEC-001.critical-findings')).toMatchObject({
      outcome: 'fail',
    });
  });
});
