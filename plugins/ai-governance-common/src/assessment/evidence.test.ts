import {
  ENTITY,
  GROUP,
  SOURCE,
  assistants,
  attestation,
  completeEvidence,
  inDays,
  input,
  observation,
  without,
} from './__testUtils__/fixtures';
import { assess, type AssessInput } from './assess';
import type { CheckResult, Evidence, PartStatus } from './types';

const CHECK = 'TM-003.ignore-file';

function judged(
  check: string,
  evidence: Evidence[],
  overrides: Partial<AssessInput> = {},
): CheckResult {
  const card = assess(
    input({
      evidence: [...without(completeEvidence(), check), ...evidence],
      ...overrides,
    }),
  );
  const results = card.controls.flatMap(({ parts }) =>
    parts.flatMap(({ checks }) => checks),
  );
  return results.find(result => result.check === check)!;
}

function statusOf(
  control: string,
  overrides: Partial<AssessInput>,
): PartStatus | string {
  return assess(input(overrides)).controls.find(c => c.control === control)!
    .status;
}

describe('evidence', () => {
  it('passes while it is fresh, up to but not at the end of its age', () => {
    const at = (observedAt: string) =>
      judged(CHECK, [observation(CHECK, { observedAt })]).outcome;
    expect(at(inDays(0))).toBe('pass');
    expect(at(inDays(-92, 1))).toBe('pass');
    expect(at(inDays(-92))).toBe('stale');
  });

  it('stays fresh while its source is looked at again', () => {
    const old = [observation(CHECK, { observedAt: inDays(-200) })];
    expect(
      judged(CHECK, old, { confirmations: { [SOURCE]: inDays(-1) } }),
    ).toMatchObject({
      outcome: 'pass',
      observedAt: inDays(-200),
      confirmedAt: inDays(-1),
      validUntil: inDays(91),
    });
    expect(
      judged(CHECK, old, { confirmations: { other: inDays(-1) } }).outcome,
    ).toBe('stale');
  });

  it('passes over what is dated after the judgement', () => {
    const result = judged(CHECK, [
      observation(CHECK),
      observation(CHECK, { outcome: 'fail', observedAt: inDays(0, 1) }),
    ]);
    expect(result.outcome).toBe('pass');
    expect(
      judged(CHECK, [observation(CHECK, { observedAt: inDays(0, 1) })]).outcome,
    ).toBe('unknown');
    expect(
      judged(CHECK, [observation(CHECK, { observedAt: inDays(-100) })], {
        confirmations: { [SOURCE]: inDays(1) },
      }).outcome,
    ).toBe('stale');
  });

  it('ends at its own expiry', () => {
    const until = (expiresAt: string) =>
      judged(CHECK, [observation(CHECK, { expiresAt })]).outcome;
    expect(until(inDays(0, 1))).toBe('pass');
    expect(until(inDays(0))).toBe('stale');
  });

  it('takes the newest good item of a source', () => {
    const older = observation(CHECK, { observedAt: inDays(-3) });
    const newer = observation(CHECK, {
      outcome: 'fail',
      observedAt: inDays(-2),
    });
    expect(judged(CHECK, [older, newer]).outcome).toBe('fail');
    expect(judged(CHECK, [newer, older]).outcome).toBe('fail');
  });

  it('lets fail win over pass of the same instant, in any order', () => {
    const pass = observation(CHECK);
    const fail = observation(CHECK, { outcome: 'fail' });
    expect(judged(CHECK, [pass, fail]).outcome).toBe('fail');
    expect(judged(CHECK, [fail, pass]).outcome).toBe('fail');
  });

  it('keeps the last good item in force while the collector fails', () => {
    const good = observation(CHECK, { observedAt: inDays(-10) });
    const error = observation(CHECK, {
      outcome: 'error',
      summary: 'HTTP 503',
      observedAt: inDays(-1),
    });
    expect(judged(CHECK, [good, error])).toMatchObject({
      outcome: 'pass',
      collectorError: 'HTTP 503',
      observedAt: inDays(-10),
    });
    expect(
      judged(CHECK, [{ ...good, observedAt: inDays(-93) }, error]),
    ).toMatchObject({ outcome: 'stale', collectorError: 'HTTP 503' });
    expect(judged(CHECK, [error])).toMatchObject({
      outcome: 'unknown',
      collectorError: 'HTTP 503',
    });
  });

  it('forgets an error once the source saw something newer', () => {
    const result = judged(CHECK, [
      observation(CHECK, { outcome: 'error', observedAt: inDays(-10) }),
      observation(CHECK, { observedAt: inDays(-2) }),
    ]);
    expect(result.outcome).toBe('pass');
    expect(result).not.toHaveProperty('collectorError');
  });

  it('does not let a source that fails again and again keep old evidence fresh', () => {
    const failing = (confirmed: number) =>
      judged(
        'DP-002.egress',
        [
          observation('DP-002.egress', { observedAt: inDays(-50) }),
          observation('DP-002.egress', {
            outcome: 'error',
            observedAt: inDays(-40),
          }),
        ],
        { confirmations: { [SOURCE]: inDays(confirmed) } },
      );
    expect(failing(-1)).toMatchObject({
      outcome: 'stale',
      confirmedAt: inDays(-40),
      collectorError: expect.any(String),
    });
  });

  it('gives a gap nobody can read to the operator', () => {
    const card = assess(
      input({
        evidence: [
          ...without(completeEvidence(), CHECK),
          observation(CHECK, { outcome: 'error', summary: 'HTTP 404' }),
        ],
      }),
    );
    expect(card.ownGaps).toMatchObject([{ check: CHECK, actor: 'operator' }]);
    expect(card.nextAction).toEqual({
      kind: 'waiting',
      controls: ['TM-003'],
      roles: ['operator'],
    });
  });

  it('takes the worst of several repositories and lists each', () => {
    const other = 'repository:https://git.example.com/larkspur/other';
    const result = judged(CHECK, [
      observation(CHECK),
      observation(CHECK, {
        source: other,
        outcome: 'fail',
        summary: '.env is not covered',
      }),
    ]);
    expect(result).toMatchObject({
      outcome: 'fail',
      source: other,
      summary: '.env is not covered',
      sources: [
        { source: SOURCE, outcome: 'pass' },
        { source: other, outcome: 'fail' },
      ],
    });
    expect(
      judged(CHECK, [
        observation(CHECK),
        observation(CHECK, { source: other, observedAt: inDays(-200) }),
      ]).outcome,
    ).toBe('stale');
  });

  it('passes over evidence with an unreadable date', () => {
    expect(
      judged(CHECK, [observation(CHECK, { observedAt: 'yesterday' })]).outcome,
    ).toBe('unknown');
  });
});

describe('event-driven evidence', () => {
  const SCAN = 'CMP-001.license-scan';
  const old = [observation(SCAN, { observedAt: inDays(-200) })];
  const event = (days: number, milliseconds = 0) =>
    observation('event.pull-request', {
      source: 'host',
      observedAt: inDays(days, milliseconds),
    });

  it('does not go stale by the clock alone, for at most 365 days', () => {
    expect(judged(SCAN, old).outcome).toBe('pass');
    const age = (days: number, milliseconds: number) =>
      judged(SCAN, [
        observation(SCAN, { observedAt: inDays(days, milliseconds) }),
      ]).outcome;
    expect(age(-365, 1)).toBe('pass');
    expect(age(-365, 0)).toBe('stale');
  });

  it('goes stale by an event unanswered inside its window', () => {
    expect(judged(SCAN, [...old, event(-90, 1)]).outcome).toBe('pass');
    expect(judged(SCAN, [...old, event(-90)]).outcome).toBe('stale');
    expect(judged(SCAN, [...old, event(-201)]).outcome).toBe('pass');
  });

  it('is answered by a later confirmation', () => {
    expect(
      judged(SCAN, [...old, event(-100)], {
        confirmations: { [SOURCE]: inDays(-99) },
      }).outcome,
    ).toBe('pass');
  });

  it('says since when nothing changed', () => {
    const confirmations = { [SOURCE]: inDays(-1) };
    expect(
      judged(SCAN, [...old, event(-150)], { confirmations }),
    ).toMatchObject({ outcome: 'pass', dormantSince: inDays(-150) });
    expect(
      judged(SCAN, [...old, event(-50)], { confirmations }),
    ).not.toHaveProperty('dormantSince');
  });
});

describe('a check that needs an assistant', () => {
  const nothingSeen = without(completeEvidence(), 'repository.assistants');

  it('is unknown while no assistant is observed or declared', () => {
    for (const control of ['TM-001', 'TM-002', 'TM-003', 'SEC-002']) {
      expect(statusOf(control, { evidence: nothingSeen })).toBe('unknown');
    }
    expect(statusOf('SEC-001', { evidence: nothingSeen })).toBe('met');
  });

  it('applies to declared assistants too', () => {
    const profile = {
      ...input().profile,
      aiUse: { value: ['claude-code'], source: 'portal' as const, reason: '' },
    };
    expect(statusOf('TM-001', { evidence: nothingSeen, profile })).toBe('met');
  });

  it('fails on what was seen although no assistant is known', () => {
    const evidence = [
      ...without(nothingSeen, 'SEC-002.instructions'),
      observation('SEC-002.instructions', { outcome: 'fail' }),
    ];
    expect(statusOf('SEC-002', { evidence })).toBe('gap');
  });

  it('asks to declare the use of AI', () => {
    const card = assess(input({ evidence: nothingSeen }));
    expect(card.ownGaps[0].remediation.path).toBe('catalog-info.yaml');
    expect(card.nextAction.kind).toBe('close');
  });
});

describe('declared no AI use', () => {
  const nothingSeen = without(completeEvidence(), 'repository.assistants');
  const declaredAt = (at?: string) => ({
    ...input().profile,
    aiUse: {
      value: 'none' as const,
      source: 'portal' as const,
      reason: '',
      ...(at && { at }),
    },
  });
  const none = { evidence: nothingSeen, profile: declaredAt(inDays(-30)) };

  it('takes TM-003, SEC-002, SEC-003 and CQ-* out, and nothing else', () => {
    const card = assess(input(none));
    expect(card.aiUse).toMatchObject({
      status: 'declaredNone',
      declaredUntil: inDays(336),
    });
    const excluded = card.controls
      .filter(({ status }) => status === 'notApplicable')
      .map(({ control }) => control);
    expect(excluded).toEqual([
      'TM-003',
      'CQ-001',
      'CQ-002',
      'SEC-002',
      'SEC-003',
    ]);
    for (const control of ['SEC-001', 'CMP-001', 'DP-001']) {
      expect(statusOf(control, { ...none, evidence: [] })).toBe(
        control === 'DP-001' ? 'met' : 'unknown',
      );
    }
  });

  it('holds for a year, and never without a date', () => {
    const status = (at?: string) =>
      assess(input({ ...none, profile: declaredAt(at) })).aiUse.status;
    expect(status(inDays(-366, 1))).toBe('declaredNone');
    expect(status(inDays(-366))).toBe('unknown');
    expect(status(inDays(1))).toBe('unknown');
    expect(status()).toBe('unknown');
  });

  it('is void on any observation, even one that is gone again', () => {
    expect(
      assess(input({ ...none, evidence: [...nothingSeen, assistants()] }))
        .aiUse,
    ).toMatchObject({ status: 'observed', assistants: ['claude-code'] });
    const seenOnce = [
      assistants(['cursor'], { observedAt: inDays(-10) }),
      assistants([], { observedAt: inDays(-1) }),
    ];
    expect(
      assess(input({ ...none, evidence: [...nothingSeen, ...seenOnce] })).aiUse
        .status,
    ).toBe('unknown');
    const before = [
      assistants(['cursor'], { observedAt: inDays(-40) }),
      assistants([], { observedAt: inDays(-35) }),
    ];
    expect(
      assess(input({ ...none, evidence: [...nothingSeen, ...before] })).aiUse
        .status,
    ).toBe('declaredNone');
  });

  it('is also void when changes or usage show an assistant', () => {
    for (const check of ['changes.assistants', 'usage.assistants']) {
      const seen = observation(check, { data: { assistants: ['cursor'] } });
      expect(
        assess(input({ ...none, evidence: [...nothingSeen, seen] })).aiUse
          .status,
      ).toBe('observed');
    }
  });
});

describe('findings that must be resolved', () => {
  const SCANNER = 'SEC-001.scanner';
  const SARIF = 'SEC-001.sarif';
  const FINDINGS = 'SEC-001.critical-findings';
  const rest = without(completeEvidence(), SCANNER, SARIF);
  const critical = {
    rule: 'sql-injection',
    severity: 'critical' as const,
    message: 'Query built from user input',
  };
  const status = (...evidence: Evidence[]) =>
    statusOf('SEC-001', { evidence: [...rest, ...evidence] });

  it('are met by a scanner that runs, without any report', () => {
    expect(status(observation(SCANNER))).toBe('met');
    expect(status(observation(SARIF))).toBe('met');
  });

  it('are unknown when nothing looks', () => {
    expect(status()).toBe('unknown');
    expect(
      judged(FINDINGS, [], { evidence: without(rest, FINDINGS) }).outcome,
    ).toBe('unknown');
  });

  it('are a gap when nothing can look', () => {
    const failing = observation(SCANNER, { outcome: 'fail' });
    expect(status(failing)).toBe('gap');
    expect(status(failing, observation(SARIF, { outcome: 'fail' }))).toBe(
      'gap',
    );
    expect(status(failing, observation(SARIF))).toBe('met');
    expect(status(failing, observation(SARIF, { outcome: 'error' }))).toBe(
      'unknown',
    );
  });

  it('are a gap while a critical one was reported, whoever else passes', () => {
    const report = observation(SARIF, {
      outcome: 'fail',
      findings: [critical],
    });
    expect(status(observation(SCANNER), report)).toBe('gap');
    expect(status(observation(SCANNER), { ...report, outcome: 'pass' })).toBe(
      'gap',
    );
    expect(
      status(observation(SCANNER), {
        ...report,
        findings: [{ ...critical, severity: 'high' }],
      }),
    ).toBe('met');
  });

  it('may be reported by the code host under the check itself', () => {
    const alert = observation(FINDINGS, { outcome: 'fail', source: 'host' });
    expect(status(observation(SCANNER), alert)).toBe('gap');
    expect(status(observation(SCANNER), { ...alert, outcome: 'pass' })).toBe(
      'met',
    );
    expect(status({ ...alert, outcome: 'pass' })).toBe('unknown');
  });

  it('are not resolved by letting the report lapse', () => {
    const lapsed = observation(SARIF, {
      outcome: 'fail',
      findings: [critical],
      expiresAt: inDays(-1),
    });
    expect(status(observation(SCANNER), lapsed)).toBe('stale');
    expect(
      status(observation(SCANNER), {
        ...lapsed,
        findings: [],
        outcome: 'pass',
      }),
    ).toBe('met');
  });
});

describe('attestations', () => {
  it('answer nothing for checks that are not attestable', () => {
    const evidence = without(
      completeEvidence(),
      'CMP-001.license-scan',
      'CMP-001.sarif',
    );
    const attestations = [
      attestation('CMP-001.license-scan', { subject: ENTITY }),
    ];
    expect(statusOf('CMP-001', { evidence, attestations })).toBe('unknown');
    expect(
      statusOf('CMP-001', {
        evidence,
        attestations,
        entity: { ...input().entity, hasRepository: false },
      }),
    ).toBe('met');
  });

  it('count for their own subject only', () => {
    const evidence = without(
      completeEvidence(),
      'CMP-001.license-scan',
      'CMP-001.sarif',
    );
    expect(
      statusOf('CMP-001', {
        evidence,
        entity: { ...input().entity, hasRepository: false },
        attestations: [attestation('CMP-001.license-scan', { subject: GROUP })],
      }),
    ).toBe('unknown');
  });

  it('never outvote a fresh failing observation', () => {
    const entity = { ...input().entity, hasRepository: false };
    const attestations = [
      attestation('CQ-001.provenance', { subject: ENTITY }),
    ];
    const rest = without(completeEvidence(), 'CQ-001.provenance');
    const failing = observation('CQ-001.provenance', { outcome: 'fail' });
    expect(
      statusOf('CQ-001', {
        entity,
        attestations,
        evidence: [...rest, failing],
      }),
    ).toBe('gap');
    expect(
      statusOf('CQ-001', {
        entity,
        attestations,
        evidence: [...rest, { ...failing, expiresAt: inDays(-1) }],
      }),
    ).toBe('met');
  });
});
