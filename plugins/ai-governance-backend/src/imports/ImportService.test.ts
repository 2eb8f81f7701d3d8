import { mockCredentials } from '@backstage/backend-test-utils';
import type { ImportKind } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import { readCsv } from '../tabular/readCsv';
import type { ImportUpload } from './ImportService';
import { IMPORT_KINDS } from './kinds';

jest.setTimeout(60_000);

const databases = testDatabases();

const BY = 'service:external:edr';
const USER = mockCredentials.user();
const CHECKOUT = 'component:default/checkout';
const LEDGER = 'component:default/ledger';

const TOOLS = [
  { id: 'claude-code', name: 'Claude Code', status: 'approved' },
  { id: 'gemini-cli', name: 'Gemini CLI', status: 'requested' },
];

describe.each(databases.eachSupportedId())('imports on %s', databaseId => {
  async function start() {
    const started = await startServices({
      databases,
      databaseId,
      config: {
        aiGovernance: { tools: TOOLS, timeZone: 'Europe/Oslo' },
        integrations: { github: [{ host: 'github.com' }] },
      },
    });
    const { services, clock } = started;
    await services.inventory.learn(
      [
        component('checkout', {
          sourceLocation: 'url:https://github.com/acme/shop/tree/main/checkout',
          annotations: { 'ai-governance/data-classification': 'confidential' },
        }),
        component('ledger', {
          sourceLocation: 'url:https://github.com/acme/ledger/tree/main/',
          annotations: { 'ai-governance/data-classification': 'confidential' },
        }),
      ],
      clock.now(),
    );
    const take = async (
      kind: ImportKind,
      csv: string,
      head: Partial<Omit<ImportUpload, 'rows'>> = {},
    ) =>
      services.imports.take(
        kind,
        {
          source: 'edr',
          asOf: '2026-11-19',
          ...head,
          rows: await readCsv(csv, IMPORT_KINDS[kind].columns),
        },
        BY,
        clock.now(),
      );
    return {
      ...started,
      take,
      report: (csv: string, head: Partial<Omit<ImportUpload, 'rows'>> = {}) =>
        take('egress-report', csv, {
          source: 'netmon',
          period: { from: '2026-10-01', to: '2026-10-31' },
          ...head,
        }),
      check: async (id: string, entity = CHECKOUT) => {
        await services.runner.run();
        const { scorecard } = await services.scorecards.get(entity, USER);
        return scorecard!.controls
          .flatMap(control => control.parts)
          .flatMap(part => part.checks)
          .find(({ check }) => check === id)!;
      },
      tables: () =>
        Promise.all(
          [
            'imports',
            'evidence',
            'evidence_history',
            'audit_chain',
            'assessment_queue',
          ].map(table => started.knex(table).select()),
        ),
    };
  }

  const INVENTORY = [
    'machine,tool,version,users',
    'm1,Claude Code,2.1,1',
    'm1,Claude Code,2.1,1',
    'm2,claude code,2.0,1',
    'm3,Windsurf,1.9,2',
  ].join('\n');

  it('counts tools of an inventory and keeps no machine', async () => {
    const { take, check, knex } = await start();
    expect(await take('asset-inventory', INVENTORY)).toMatchObject({
      written: true,
      inForce: true,
      rows: 4,
      // 24:00 of the day in Oslo.
      asOf: '2026-11-19T23:00:00.000Z',
      ageDays: 0,
      summary: '2 AI tools found by edr, as of 2026-11-19',
    });
    const [{ content }] = await knex('imports').select('content');
    expect(JSON.parse(content)).toEqual([
      { tool: 'Claude Code', version: '2.0', machines: 1, users: 1 },
      { tool: 'Claude Code', version: '2.1', machines: 1, users: 1 },
      { tool: 'Windsurf', version: '1.9', machines: 1, users: 2 },
    ]);
    const stored = JSON.stringify([
      await knex('imports'),
      await knex('evidence'),
      await knex('audit_bodies'),
    ]);
    expect(stored).not.toMatch(/\bm[123]\b/);
    expect(await check('TM-001.asset-inventory')).toMatchObject({
      outcome: 'fail',
      summary: 'Not in the tool registry: Windsurf',
      source: 'import:asset-inventory:edr',
      observedAt: '2026-11-19T23:00:00.000Z',
    });
  });

  it('ages an inventory from the day it describes', async () => {
    const { take, check, clock } = await start();
    const csv = 'tool,machines\nClaude Code,12';
    await take('asset-inventory', csv, { asOf: '2026-10-21' });
    expect(await check('TM-001.asset-inventory')).toMatchObject({
      outcome: 'pass',
      validUntil: '2026-11-21T22:00:00.000Z',
    });
    clock.advance({ days: 2 });
    expect((await check('TM-001.asset-inventory')).outcome).toBe('stale');
  });

  it('writes nothing when the same comes again', async () => {
    const { take, tables, clock } = await start();
    const first = await take('asset-inventory', INVENTORY);
    const before = await tables();
    clock.advance({ days: 1 });
    const again = await take(
      'asset-inventory',
      `\uFEFF${INVENTORY.replaceAll('\n', '\r\n')}\r\n`,
    );
    expect(again).toMatchObject({
      id: first.id,
      written: false,
      inForce: true,
      ageDays: 1,
    });
    expect(await tables()).toEqual(before);
  });

  it('keeps an older import without letting it change anything', async () => {
    const { take, check, services, clock } = await start();
    await take('asset-inventory', 'tool\nClaude Code');
    const old = await take('asset-inventory', INVENTORY, {
      asOf: '2026-11-01',
    });
    expect(old).toMatchObject({ written: true, inForce: false });
    expect((await check('TM-001.asset-inventory')).outcome).toBe('pass');
    expect(await services.imports.list(clock.now())).toEqual([
      expect.objectContaining({ source: 'edr', ageDays: 0, rows: 1 }),
    ]);
  });

  it('refuses a file with one wrong row as a whole and names each', async () => {
    const { take, tables } = await start();
    const before = await tables();
    await expect(
      take(
        'asset-inventory',
        [
          'machine,machines,tool,users',
          'm1,,Cursor,1',
          'm1,2,Cursor,1',
          ',,,1',
          'm1,,Cursor,some',
        ].join('\n'),
      ),
    ).rejects.toThrow(
      [
        '3 of 4 rows are wrong, and nothing was imported:',
        'line 3: either machine (one machine) or machines (how many), not both',
        'line 4: tool is missing',
        'line 5: users has to be a whole number',
      ].join('\n'),
    );
    expect(await tables()).toEqual(before);
  });

  it.each([
    ['tomorrow', { asOf: '2026-11-21' }, 'lies in the future'],
    ['an instant ahead', { asOf: '2026-11-20T09:00:00.001Z' }, 'future'],
    ['an instant without zone', { asOf: '2026-11-20T08:00:00' }, 'neither'],
    ['no date', { asOf: '20 November' }, 'neither a date'],
    ['no such day', { asOf: '2026-02-30' }, 'neither a date'],
    ['no source', { source: ' ' }, 'source has to name'],
    ['a NUL', { source: 'a\0' }, 'source has to name'],
    ['another protocol', { link: 'file:///etc/hosts' }, 'link has to begin'],
    ['half a period', { period: { from: '2026-10-01' } }, 'both from and to'],
    [
      'a period backwards',
      { period: { from: '2026-10-02', to: '2026-10-01' } },
      'lies after',
    ],
  ])('refuses a head with %s', async (_, head, message) => {
    const { take } = await start();
    await expect(take('asset-inventory', INVENTORY, head)).rejects.toThrow(
      message,
    );
  });

  it('judges each entity that a report names, by its repository too', async () => {
    const { report, check } = await start();
    const result = await report(
      [
        'endpoint;tool;entity;repository;count;approved',
        'api.anthropic.com;Claude Code;checkout;;12;',
        'generativelanguage.googleapis.com;Gemini CLI;;https://github.com/acme/ledger.git;3;true',
        'llm.example.net;;;https://github.com/acme/unknown;1;',
      ].join('\n'),
    );
    expect(result.summary).toContain('16 transmissions to 3 AI endpoints');
    expect(result.notFound).toEqual(['https://github.com/acme/unknown']);
    expect(await check('DP-002.egress-report')).toMatchObject({
      outcome: 'pass',
      source: 'import:egress-report:netmon',
    });
    expect(await check('DP-002.egress')).toMatchObject({
      outcome: 'pass',
      summary:
        'netmon, 2026-10-01 to 2026-10-31: 12 transmissions, to approved tools and endpoints only',
    });
    expect(await check('DP-002.egress', LEDGER)).toMatchObject({
      outcome: 'fail',
      findings: [
        expect.objectContaining({
          message:
            '3 transmissions to Gemini CLI (generativelanguage.googleapis.com), which is not approved',
        }),
      ],
    });
  });

  it('takes back what a newer report no longer says', async () => {
    const { report, check } = await start();
    await report('endpoint,entity,count,approved\nx.example,checkout,2,no');
    expect((await check('DP-002.egress')).outcome).toBe('fail');
    await report('entity,count\ncheckout,0', { asOf: '2026-11-20' });
    expect(await check('DP-002.egress')).toMatchObject({
      outcome: 'pass',
      summary: expect.stringContaining('nothing was sent to an AI service'),
    });
    await report('entity,count\nledger,0', { asOf: '2026-11-20' });
    expect((await check('DP-002.egress')).outcome).toBe('unknown');
  });

  it('sums what was sent to one place, and refuses what is no inventory of AI tools', async () => {
    const { report, check, take } = await start();
    await report(
      'endpoint,entity,count,approved\nx.example,checkout,2,no\nx.example,checkout,3,no',
    );
    expect((await check('DP-002.egress')).findings).toEqual([
      expect.objectContaining({
        message: '5 transmissions to x.example, which is not approved',
      }),
    ]);
    const everything = Array.from(
      { length: 501 },
      (_, index) => `app ${index}`,
    );
    await expect(
      take('asset-inventory', `tool\n${everything.join('\n')}`),
    ).rejects.toThrow('names 501 tools; send AI tools only');
  });

  it('needs to know what a report covers and what was seen', async () => {
    const { report, take } = await start();
    await expect(take('egress-report', 'count\n0')).rejects.toThrow(
      'the first and the last day',
    );
    await expect(
      report('count\n0', { period: { from: '2026-11-01', to: '2026-11-30' } }),
    ).rejects.toThrow('lies in the future');
    await expect(report('entity,count\ncheckout,2')).rejects.toThrow(
      'line 2: name the endpoint or the tool',
    );
    await expect(
      report('entity,endpoint,count\ngroup:default/a,x,2'),
    ).rejects.toThrow('is no entity ref');
  });

  const analysisOf = (services: any, ids: string[]) =>
    [
      'regulation,control,status',
      ...services.framework
        .current()
        .framework.regulations.filter(({ id }: any) => ids.includes(id))
        .flatMap(({ id, analysis }: any) =>
          analysis.map(
            ({ control }: any, index: number) =>
              `${id},${control},${index === 0 ? 'gap' : 'met'}`,
          ),
        ),
    ].join('\n');

  it('collects gap analyses until no question is open', async () => {
    const { take, check, services } = await start();
    await take('gap-analysis', analysisOf(services, ['soc-2', 'hipaa']), {
      asOf: '2026-10-01',
    });
    expect(await check('CMP-002.gap-analysis')).toMatchObject({
      outcome: 'unknown',
      summary: 'Not analysed yet: PCI DSS; GDPR',
    });
    await take('gap-analysis', analysisOf(services, ['pci-dss', 'gdpr']));
    expect(await check('CMP-002.gap-analysis')).toMatchObject({
      outcome: 'pass',
      // A year after the older one.
      validUntil: '2027-10-02T22:00:00.000Z',
    });
    // Older than what is in force of the regulation: kept, changes nothing.
    await take('gap-analysis', 'regulation,control,status\nsoc-2,TM-001,met', {
      asOf: '2026-09-01',
    });
    expect((await check('CMP-002.gap-analysis')).outcome).toBe('pass');
    await take('gap-analysis', 'regulation,control,status\nsoc-2,TM-001,met');
    expect(await check('CMP-002.gap-analysis')).toMatchObject({
      outcome: 'unknown',
      summary: expect.stringContaining('SOC 2 (TM-002'),
    });
  });

  it('names regulations and controls the framework does not have', async () => {
    const { take } = await start();
    await expect(
      take(
        'gap-analysis',
        'regulation,control,status\nsox,TM-001,met\nsoc-2,TM-999,met\nsoc-2,TM-001,fine',
      ),
    ).rejects.toThrow(
      /line 2: there is no regulation 'sox'.*\nline 3: there is no control 'TM-999'.*\nline 4: status has to be met/,
    );
  });

  it('resolves reported licence findings by recorded decisions', async () => {
    const { take, check, services, clock } = await start();
    await services.evidence.push(
      [
        {
          subject: CHECKOUT,
          source: 'ci:scan',
          items: [
            {
              check: 'CMP-001.sarif',
              outcome: 'fail',
              summary: 'one finding',
              findings: [
                {
                  rule: 'gpl',
                  severity: 'high',
                  message: 'GPL',
                  fingerprint: 'f1',
                },
              ],
            },
            {
              check: 'CMP-001.license-scan',
              outcome: 'pass',
              summary: 'runs',
            },
          ],
        },
      ],
      clock.now(),
    );
    const id = 'CMP-001.remediation';
    expect((await check(id)).outcome).toBe('fail');
    const head = 'entity,component,licence,finding,resolution,date,link';
    await take(
      'licence-remediation',
      `${head}\ncheckout,left-pad,GPL-3.0,f1,replaced,2026-11-02,\ncheckout,right-pad,AGPL-3.0,,,,`,
      { source: 'legal' },
    );
    expect(await check(id)).toMatchObject({
      outcome: 'fail',
      summary: 'legal: 1 licence finding decided, 1 open, as of 2026-11-19',
    });
    await take(
      'licence-remediation',
      `${head}\ncheckout,left-pad,GPL-3.0,f1,replaced,2026-11-02,`,
      { source: 'legal', asOf: '2026-11-20' },
    );
    expect((await check(id)).outcome).toBe('pass');
    await expect(
      take(
        'licence-remediation',
        [
          head,
          ',a,MIT,,,,',
          'checkout,a,MIT,,removed,,',
          'checkout,a,MIT,,removed,2026-12-01,',
          'checkout,a,MIT,,accepted,2026-11-01,',
          'checkout,a,MIT,,fixed,2026-11-01,',
        ].join('\n'),
      ),
    ).rejects.toThrow(/^5 of 5 rows are wrong/);
  });

  it('ends a source that sends nothing more, and takes it up again', async () => {
    const { take, check, services, clock } = await start();
    await take('asset-inventory', INVENTORY);
    await services.imports.end('asset-inventory', 'edr', BY, clock.now());
    expect((await check('TM-001.asset-inventory')).outcome).toBe('unknown');
    expect(await services.imports.list(clock.now())).toEqual([]);
    await expect(
      services.imports.end('asset-inventory', 'edr', BY, clock.now()),
    ).rejects.toThrow(
      "Nothing of kind asset-inventory was imported from 'edr'",
    );
    expect(await take('asset-inventory', INVENTORY)).toMatchObject({
      written: true,
    });
    expect((await check('TM-001.asset-inventory')).outcome).toBe('fail');
    expect(await services.imports.list(clock.now())).toHaveLength(1);
  });

  it('writes one audit entry per import', async () => {
    const { take, services } = await start();
    const { digest } = await take('asset-inventory', INVENTORY);
    const [entry] = await services.audit.list({ limit: 1 });
    expect(entry.body).toMatchObject({
      action: 'import.taken',
      actor: BY,
      after: digest,
      details: { kind: 'asset-inventory', source: 'edr', rows: 4 },
    });
  });

  it('takes one of two same imports at once', async () => {
    const { take, knex } = await start();
    const results = await Promise.all([
      take('asset-inventory', INVENTORY),
      take('asset-inventory', INVENTORY),
    ]);
    expect(results.map(({ written }) => written).sort()).toEqual([false, true]);
    expect(results[0].id).toBe(results[1].id);
    expect(await knex('imports')).toHaveLength(1);
  });
});
