import { defaultFramework } from '../framework/default';
import {
  AT,
  TOOL,
  attestation,
  completeEvidence,
  inDays,
  input,
  observation,
} from './__testUtils__/fixtures';
import { assess } from './assess';
import { judgeOrganizationParts } from './shared';
import type { AiTool, Attestation, Evidence, Finding } from './types';

const organizationCheck = (
  check: string,
  evidence: Evidence[],
  options: { tools?: AiTool[]; attestations?: Attestation[]; at?: string } = {},
) => {
  const judged = judgeOrganizationParts({
    framework: defaultFramework,
    tools: options.tools ?? [TOOL],
    evidence,
    confirmations: {},
    attestations: options.attestations ?? [],
    at: options.at ?? AT,
  });
  return {
    ...judged.parts
      .flatMap(part => part.checks)
      .find(result => result.check === check)!,
    nextDueAt: judged.nextDueAt,
  };
};

describe('asset inventory', () => {
  const inventory = (
    tools: [name: string, machines: number][],
    overrides: Partial<Evidence> = {},
  ) =>
    observation('TM-001.asset-inventory', {
      source: 'import:asset-inventory:edr',
      data: {
        tools: tools.map(([tool, machines]) => ({
          tool,
          versions: ['1'],
          machines,
          users: machines,
        })),
      },
      ...overrides,
    });
  const judge = (
    evidence: Evidence[],
    options?: Parameters<typeof organizationCheck>[2],
  ) => organizationCheck('TM-001.asset-inventory', evidence, options);

  it('passes when every tool is registered, by id or by name', () => {
    expect(
      judge([
        inventory([
          ['claude-code', 3],
          ['Claude Code', 1],
          ['CLAUDE_CODE', 1],
        ]),
      ]).outcome,
    ).toBe('pass');
  });

  it('names what is not registered until it is', () => {
    const evidence = [inventory([['Windsurf', 4]])];
    expect(judge(evidence)).toMatchObject({
      outcome: 'fail',
      summary: 'Not in the tool registry: Windsurf',
      findings: [
        {
          rule: 'tool-not-registered',
          message: 'Windsurf is on 4 machines and not in the tool registry',
        },
      ],
    });
    expect(
      judge(evidence, {
        tools: [TOOL, { ...TOOL, id: 'windsurf', name: 'Windsurf' }],
      }).outcome,
    ).toBe('pass');
  });

  it('looks at the newest inventory of each source', () => {
    const old = inventory([['Windsurf', 4]], { observedAt: inDays(-9) });
    expect(judge([old, inventory([['cursor', 1]])])).toMatchObject({
      summary: 'Not in the tool registry: cursor',
    });
    const other = { ...old, source: 'import:asset-inventory:sam' };
    expect(judge([other, inventory([['claude-code', 1]])])).toMatchObject({
      outcome: 'fail',
      summary: 'Not in the tool registry: Windsurf',
    });
  });

  it('names the first ten and counts the rest', () => {
    const many = Array.from({ length: 12 }, (_, index): [string, number] => [
      `tool ${10 + index}`,
      1,
    ]);
    const result = judge([inventory(many)]);
    expect(result.summary).toMatch(/tool 10, .*tool 19 and 2 more$/);
    expect(result.findings).toHaveLength(12);
  });

  it('is out of date after 31 days, whatever it lists', () => {
    const evidence = [
      inventory([['Windsurf', 4]], { observedAt: inDays(-31) }),
    ];
    expect(judge(evidence).outcome).toBe('stale');
    expect(judge(evidence, { at: inDays(0, -1) })).toMatchObject({
      outcome: 'fail',
      nextDueAt: AT,
    });
  });

  it('is left to an attestation while none was imported', () => {
    expect(
      judge([], { attestations: [attestation('TM-001.asset-inventory')] })
        .outcome,
    ).toBe('pass');
    expect(judge([]).outcome).toBe('unknown');
  });
});

describe('gap analysis', () => {
  const analysis = (
    regulation: string,
    options: { without?: string; observedAt?: string } = {},
  ) =>
    observation('CMP-002.gap-analysis', {
      source: 'import:gap-analysis:grc',
      observedAt: options.observedAt ?? inDays(-1),
      data: {
        regulation,
        controls: defaultFramework.regulations
          .find(({ id }) => id === regulation)!
          .analysis.map(({ control }) => control)
          .filter(control => control !== options.without),
      },
    });
  const all = defaultFramework.regulations.map(({ id }) => analysis(id));
  const judge = (
    evidence: Evidence[],
    options?: Parameters<typeof organizationCheck>[2],
  ) => organizationCheck('CMP-002.gap-analysis', evidence, options);

  it('passes when every question of every regulation is answered', () => {
    expect(judge(all).outcome).toBe('pass');
    expect(judge(all).validUntil).toBe(inDays(365));
  });

  it('stays unknown and names what nobody analysed', () => {
    expect(judge(all.slice(1))).toMatchObject({
      outcome: 'unknown',
      summary: 'Not analysed yet: SOC 2',
    });
    expect(
      judge([analysis('soc-2', { without: 'DP-002' }), ...all.slice(1)]),
    ).toMatchObject({
      outcome: 'unknown',
      summary: 'Not analysed yet: SOC 2 (DP-002)',
    });
    expect(
      judge(all.slice(1), {
        attestations: [attestation('CMP-002.gap-analysis')],
      }).outcome,
    ).toBe('unknown');
  });

  it('is out of date when one regulation was analysed a year ago', () => {
    const old = analysis('soc-2', { observedAt: inDays(-366) });
    const evidence = [old, ...all.slice(1)];
    expect(judge(evidence)).toMatchObject({
      outcome: 'stale',
      summary: 'To be analysed again: SOC 2',
    });
    expect(judge(evidence, { at: inDays(0, -1) })).toMatchObject({
      outcome: 'pass',
      validUntil: AT,
      nextDueAt: AT,
    });
  });

  it('is left to an attestation while none was imported', () => {
    expect(
      judge([], { attestations: [attestation('CMP-002.gap-analysis')] })
        .outcome,
    ).toBe('pass');
  });
});

describe('licence decisions', () => {
  const finding: Finding = {
    rule: 'gpl-3.0',
    severity: 'high',
    message: 'GPL-3.0 in a file',
    path: 'src/a.ts',
    fingerprint: 'abc',
  };
  const judge = (records?: Partial<Evidence>) => {
    const evidence = [
      ...completeEvidence().filter(({ check }) => check !== 'CMP-001.sarif'),
      observation('CMP-001.sarif', { outcome: 'fail', findings: [finding] }),
      ...(records
        ? [
            observation('licence.remediations', {
              source: 'import:licence-remediation:legal',
              ...records,
            }),
          ]
        : []),
    ];
    return assess(input({ evidence }))
      .controls.find(({ control }) => control === 'CMP-001')!
      .parts.flatMap(({ checks }) => checks)
      .find(({ check }) => check === 'CMP-001.remediation')!;
  };

  it('fails on a reported finding that nobody decided about', () => {
    expect(judge()).toMatchObject({ outcome: 'fail', findings: [finding] });
    expect(judge({ data: { resolved: ['other'] } }).outcome).toBe('fail');
  });

  it.each(['abc', 'gpl-3.0:src/a.ts'])(
    'is resolved by a decision about %s',
    name => {
      expect(judge({ data: { resolved: [name] } }).outcome).not.toBe('fail');
    },
  );

  it('does not let a rule alone resolve a finding anywhere', () => {
    expect(judge({ data: { resolved: ['gpl-3.0'] } }).outcome).toBe('fail');
  });

  it('fails on what is recorded as open', () => {
    const open: Finding = {
      rule: 'licence-undecided',
      severity: 'medium',
      message: 'left-pad',
    };
    expect(
      judge({
        outcome: 'fail',
        data: { resolved: ['abc'] },
        findings: [open],
      }),
    ).toMatchObject({ outcome: 'fail', findings: [open] });
  });
});
