import { gzipSync } from 'node:zlib';
import { bodyOf } from './bodyOf';
import { readSarif } from './readSarif';

jest.setTimeout(60_000);

const LIMIT = 20 * 1024 * 1024;

async function* pieces(body: Uint8Array | string, size = 1000) {
  const all = Buffer.from(body as Uint8Array);
  for (let start = 0; start < all.length; start += size) {
    yield all.subarray(start, start + size);
  }
}

const read = (
  body: Uint8Array | string,
  options: { folders?: string[]; aiRules?: string[]; limit?: number } = {},
) =>
  readSarif(bodyOf(pieces(body), options.limit ?? LIMIT), {
    folders: options.folders ?? [''],
    aiRules: options.aiRules ?? [],
  });

const log = (...runs: object[]) =>
  JSON.stringify({ $schema: 'x', version: '2.1.0', runs });

const at = (uri: string, startLine?: number) => [
  {
    physicalLocation: {
      artifactLocation: { uri },
      ...(startLine && { region: { startLine } }),
    },
  },
];

const DRIVER = {
  name: 'Semgrep OSS',
  semanticVersion: '1.90.0',
  rules: [
    {
      id: 'eval',
      properties: { 'security-severity': '9.1', tags: ['CWE-95'] },
    },
    { id: 'sql', properties: { 'security-severity': 7 } },
    { id: 'xss', defaultConfiguration: { level: 'error' } },
    { id: 'todo', defaultConfiguration: { level: 'note' } },
  ],
};

const RESULTS = [
  { ruleId: 'todo', message: { text: 'later' } },
  { ruleId: 'sql', level: 'note', message: { text: 'joined' } },
  { ruleId: 'eval', level: 'warning', message: { text: 'evaluated' } },
  { ruleIndex: 2, message: { text: 'unescaped' }, locations: at('a.js', 3) },
  { ruleId: 'unknown', message: { text: 'odd' } },
  { ruleId: 'eval', suppressions: [{ kind: 'inSource' }] },
  {
    ruleId: 'eval',
    message: { text: 'asked' },
    suppressions: [{ kind: 'external', status: 'underReview' }],
  },
  { ruleId: 'eval', kind: 'pass' },
  { ruleId: 'eval', baselineState: 'absent' },
];

describe('reading SARIF', () => {
  it.each([
    ['before', { tool: { driver: DRIVER }, results: RESULTS }],
    ['after', { results: RESULTS, tool: { driver: DRIVER } }],
  ])('counts by severity with the rules %s the results', async (_, run) => {
    const [found] = await read(log(run));
    const { counts, suppressed, findings } = found.byFolder.get('')!;
    expect(found).toMatchObject({
      tool: 'Semgrep OSS',
      version: '1.90.0',
      rules: 4,
      stream: '',
      failed: false,
    });
    expect(counts).toEqual({ critical: 2, high: 2, medium: 1, low: 1 });
    expect(suppressed).toBe(1);
    expect(
      findings.map(({ rule, severity, message }) => [rule, severity, message]),
    ).toEqual([
      ['eval', 'critical', 'evaluated'],
      ['eval', 'critical', 'asked'],
      ['sql', 'high', 'joined'],
      ['xss', 'high', 'unescaped'],
      ['unknown', 'medium', 'odd'],
      ['todo', 'low', 'later'],
    ]);
    expect(findings[3]).toMatchObject({ path: 'a.js', line: 3 });
    expect(new Set(findings.map(each => each.fingerprint)).size).toBe(6);
  });

  it('finds rules in extensions, as CodeQL has them', async () => {
    const [found] = await read(
      log({
        tool: {
          driver: { name: 'CodeQL', rules: [{ id: 'other' }] },
          extensions: [
            { name: 'empty' },
            {
              name: 'codeql/javascript-queries',
              rules: [
                { id: 'js/x' },
                { id: 'js/y', properties: { 'security-severity': '9.8' } },
              ],
            },
          ],
        },
        automationDetails: { id: '/language:javascript/2026-11-20' },
        versionControlProvenance: [{ revisionId: 'abc123' }],
        results: [
          {
            rule: { index: 1, toolComponent: { index: 1 } },
            message: { text: 'bad' },
            partialFingerprints: { primaryLocationLineHash: 'f00:1' },
          },
        ],
      }),
    );
    expect(found).toMatchObject({
      stream: '/language:javascript/',
      commit: 'abc123',
      rules: 3,
    });
    expect(found.byFolder.get('')!.findings).toEqual([
      {
        rule: 'js/y',
        severity: 'critical',
        message: 'bad',
        fingerprint: 'f00:1',
      },
    ]);
  });

  it('splits a report by the folders of a repository', async () => {
    const [found] = await read(
      log({
        tool: { driver: DRIVER },
        results: [
          { ruleId: 'sql', locations: at('services/cart/a.js') },
          {
            ruleId: 'sql',
            locations: at('file:///builds/shop/services/cart/b'),
          },
          { ruleId: 'sql', locations: at('services/cartoon/a.js') },
          { ruleId: 'sql' },
        ],
      }),
      { folders: ['', 'services/cart', 'web'] },
    );
    const high = (folder: string) => found.byFolder.get(folder)!.counts.high;
    expect([high(''), high('services/cart'), high('web')]).toEqual([4, 3, 1]);
  });

  it.each([
    ['a rule', { rules: [{ id: 'acme.ai-generated-code.retry' }] }, true],
    ['a tag', { rules: [{ id: 'x', properties: { tags: ['LLM01'] } }] }, true],
    ['a name', { rules: [{ id: 'x', name: 'PromptInjection' }] }, true],
    [
      'a rule for a library',
      { rules: [{ id: 'detect-openai' }, { id: 'email' }] },
      false,
    ],
    ['the tool only', {}, false],
    ['its own', { rules: [{ id: 'house/generated/1' }] }, true],
  ])('tells an AI-specific rule set by %s', async (_, more, isFound) => {
    const [found] = await read(
      log({ tool: { driver: { name: 'Semgrep', ...more } } }),
      { aiRules: ['house/generated/*'] },
    );
    expect(found.aiRuleSet.found).toBe(isFound);
    expect(found.aiRuleSet.reason).not.toBe('');
  });

  it('tells an AI-specific rule set by its pack', async () => {
    const [found] = await read(
      log({
        tool: {
          driver: { name: 'CodeQL', rules: [{ id: 'js/x' }] },
          extensions: [{ name: 'acme/llm-security-queries' }],
        },
      }),
    );
    expect(found.aiRuleSet).toEqual({
      found: true,
      reason: 'rule pack acme/llm-security-queries',
    });
  });

  it('notices that a tool did not get through', async () => {
    const run = (executionSuccessful: boolean) => ({
      tool: { driver: { name: 'Semgrep' } },
      invocations: [
        { executionSuccessful, endTimeUtc: '2026-11-20T08:00:00Z' },
      ],
    });
    const runs = await read(log(run(true), run(false)));
    expect(runs.map(each => each.failed)).toEqual([false, true]);
    expect(runs[0].endedAt).toBe('2026-11-20T08:00:00Z');
  });

  const good = log({ tool: { driver: DRIVER }, results: RESULTS });

  it.each<[string, Uint8Array | string, string]>([
    ['nothing', '', 'ends before'],
    ['no JSON', '<sarif/>', 'no SARIF'],
    ['a truncated file', good.slice(0, -20), 'ends before'],
    ['another version', '{"version":"2.0.0","runs":[]}', 'SARIF 2.0.0'],
    ['no version', '{"runs":[]}', 'no version'],
    ['no run', log(), 'no run'],
    ['a run without a tool', log({ results: [] }), 'tool.driver.name'],
    [
      'truncated gzip',
      gzipSync(good).subarray(0, 200),
      'ends before it is complete',
    ],
    [
      'damaged gzip',
      Buffer.concat([gzipSync(good).subarray(0, 30), Buffer.alloc(300, 7)]),
      'damaged',
    ],
    ['half a magic number', new Uint8Array([0x1f]), 'no SARIF'],
    [
      'rules without end',
      log({
        tool: { driver: { name: 'x' } },
        results: Array.from({ length: 20_001 }, (_, id) => ({
          ruleId: `r${id}`,
        })),
      }),
      '20000 rules',
    ],
    [
      'tools without end',
      log(...Array.from({ length: 51 }, () => ({ tool: { driver: DRIVER } }))),
      '50 runs',
    ],
  ])('refuses %s and says why', async (_, body, message) => {
    await expect(read(body)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(message),
    });
  });

  it('refuses what is too large, packed or not', async () => {
    const padded = `${good.slice(0, -1)},"x":"${' '.repeat(30_000)}"}`;
    for (const body of [padded, gzipSync(padded)]) {
      await expect(read(body, { limit: 20_000 })).rejects.toMatchObject({
        statusCode: 413,
      });
      expect(await read(body, { limit: 40_000 })).toHaveLength(1);
    }
  });

  it('stops unpacking a bomb', async () => {
    const bomb = gzipSync(`{"version":${' '.repeat(64 * 1024 * 1024)}}`);
    expect(bomb.length).toBeLessThan(1024 * 1024);
    await expect(read(bomb)).rejects.toMatchObject({ statusCode: 413 });
  });

  it('counts a million results and keeps the worst hundred', async () => {
    const results = '{"ruleId":"x"},'.repeat(1_000_000);
    const text = log({ tool: { driver: DRIVER }, results: ['HERE'] }).replace(
      '"HERE"',
      `${results}{"ruleId":"eval"}`,
    );
    const [found] = await read(text);
    const { counts, findings } = found.byFolder.get('')!;
    expect(counts).toEqual({
      critical: 1,
      high: 0,
      medium: 1_000_000,
      low: 0,
    });
    expect(findings).toHaveLength(100);
    expect(findings[0]).toMatchObject({ rule: 'eval', severity: 'critical' });
  });
});
