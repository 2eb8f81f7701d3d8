import { defaultFramework } from '../framework/default';
import { parseFramework } from '../framework/parse';
import type { Framework, Level } from '../framework/types';
import {
  AT,
  TOOL,
  assistants,
  completeEvidence,
  completeGroup,
  completeOrganization,
  declaredProfile,
  inDays,
  input,
  observation,
  without,
} from './__testUtils__/fixtures';
import { assess, type AssessInput } from './assess';
import { combineControlStatus, combineOwnStatus } from './status';
import { combineLevels, organizationOwnLevel } from './levels';
import { residualRating, riskGrid } from './risks';
import { summarize } from './summarize';
import type { ControlStatus, Exception, Scorecard } from './types';

const status = (card: Scorecard, control: string) =>
  card.controls.find(candidate => candidate.control === control)?.status;

const failing = (...checks: string[]) => [
  ...without(completeEvidence(), ...checks),
  ...checks.map(check => observation(check, { outcome: 'fail' })),
];

function exception(
  control: string,
  overrides: Partial<Exception> = {},
): Exception {
  return {
    id: `exception-${control}`,
    control,
    reason: 'The scanner is being replaced',
    compensatingControls: ['Manual review'],
    approvedBy: 'user:default/grace',
    from: inDays(-10),
    until: inDays(3),
    ...overrides,
  };
}

function extended(overrides: object): Framework {
  const parsed = parseFramework({ extends: 'default', ...overrides });
  if (!parsed.ok) {
    throw new Error(JSON.stringify(parsed.errors));
  }
  return parsed.framework;
}

describe('assess', () => {
  it('gives level 5 and 100 when everything is met', () => {
    expect(assess(input())).toMatchObject({
      level: 5,
      ownLevel: 5,
      levelWithoutExceptions: 5,
      organizationLevel: 5,
      entityLevel: 5,
      score: 100,
      ownProgress: { met: 12, applicable: 12, towards: 5 },
      ownGaps: [],
      organizationGaps: [],
      nextAction: { kind: 'done' },
      judgedAt: AT,
    });
  });

  it('gives level 1 when nothing is known', () => {
    const card = assess(
      input({
        tools: [],
        evidence: [],
        profile: declaredProfile({ declared: false }),
        groupParts: undefined,
        organizationParts: undefined,
      }),
    );
    expect(card).toMatchObject({
      level: 1,
      ownLevel: 1,
      organizationLevel: 1,
      score: 0,
      aiUse: { status: 'unknown', assistants: [] },
      ownProgress: { met: 0, applicable: 3, towards: 2 },
    });
    expect(status(card, 'DP-001')).toBe('gap');
    expect(status(card, 'SEC-001')).toBe('unknown');
  });

  it.each([
    ['TM-003.ignore-file', 'TM-003', 2],
    ['TM-003.settings', 'TM-003', 2],
    ['DP-002.egress', 'DP-002', 2],
    ['SEC-002.instructions', 'SEC-002', 2],
    ['SEC-002.code-owners', 'SEC-002', 2],
    ['SEC-003.branch-rules', 'SEC-003', 2],
    ['SEC-003.reviewed-changes', 'SEC-003', 2],
    ['CQ-001.provenance', 'CQ-001', 4],
    ['CQ-002.enhanced-review', 'CQ-002', 4],
  ])('a failing %s is a gap of %s and leaves level %i', (check, id, level) => {
    const card = assess(input({ evidence: failing(check) }));
    expect(status(card, id)).toBe('gap');
    expect(card.level).toBe(level);
    expect(card.nextAction).toMatchObject({ kind: 'close', gap: { check } });
  });

  it('holds the level of the organization without hiding the own one', () => {
    const card = assess(
      input({
        organizationParts: completeOrganization({
          without: ['TM-001.registry', 'TM-002.process'],
        }),
        evidence: failing('CQ-001.provenance'),
      }),
    );
    expect(card).toMatchObject({ level: 1, ownLevel: 4, organizationLevel: 1 });
    expect(card.organizationGaps.map(({ control }) => control)).toEqual([
      'TM-001',
      'TM-002',
    ]);
    expect(card.ownGaps.map(({ control }) => control)).toEqual(['CQ-001']);
  });

  it('waits for the organization when nothing is left to do', () => {
    const card = assess(
      input({
        organizationParts: completeOrganization({
          without: ['CMP-002.mapping', 'TM-003.template'],
        }),
      }),
    );
    expect(card.nextAction).toEqual({
      kind: 'waiting',
      controls: ['TM-003'],
      roles: ['platform-lead'],
    });
  });

  it('does not apply DP-002 to the entity below confidential', () => {
    const profile = declaredProfile();
    profile.classification = { ...profile.classification, value: 'internal' };
    const evidence = without(completeEvidence(), 'DP-002.egress');
    const card = assess(input({ profile, evidence }));
    expect(card.controls.find(c => c.control === 'DP-002')).toMatchObject({
      status: 'met',
      ownStatus: 'notApplicable',
    });
    expect(status(assess(input({ evidence })), 'DP-002')).toBe('unknown');
  });

  it('excludes tier 1 from the enhanced review', () => {
    const profile = declaredProfile({
      tier: { value: 1, source: 'portal', reason: '' },
    });
    const card = assess(input({ profile }));
    expect(card.controls.find(c => c.control === 'CQ-002')).toEqual({
      control: 'CQ-002',
      status: 'notApplicable',
      ownStatus: 'notApplicable',
      parts: [],
      excluded: true,
    });
    expect(card.controls.filter(({ excluded }) => excluded)).toHaveLength(1);
  });

  it('orders own gaps yours, your group’s, and takes the cheapest first', () => {
    const card = assess(
      input({
        evidence: failing('SEC-003.reviewed-changes', 'SEC-002.code-owners'),
        groupParts: completeGroup({ without: ['OPS-001.completion'] }),
      }),
    );
    expect(card.ownLevel).toBe(1);
    expect(card.ownGaps.map(({ check }) => check)).toEqual([
      'OPS-001.completion',
    ]);
    const trained = assess(
      input({
        evidence: failing('SEC-003.reviewed-changes', 'SEC-002.code-owners'),
      }),
    );
    expect(trained.nextAction).toMatchObject({
      gap: { check: 'SEC-002.code-owners', risks: ['R004'], level: 3 },
    });
  });

  it('offers alternatives where one of several checks is enough', () => {
    const evidence = without(
      completeEvidence(),
      'CMP-001.license-scan',
      'CMP-001.sarif',
    );
    const { ownGaps } = assess(input({ evidence }));
    expect(ownGaps).toMatchObject([
      {
        check: 'CMP-001.license-scan',
        alternatives: ['CMP-001.sarif'],
        status: 'unknown',
      },
    ]);
  });

  it('leaves it to the operator to connect a source nobody connected', () => {
    const evidence = without(completeEvidence(), 'SEC-003.branch-rules');
    const card = assess(input({ evidence }));
    expect(card.ownGaps).toMatchObject([
      { check: 'SEC-003.branch-rules', actor: 'operator', status: 'unknown' },
    ]);
    expect(card.nextAction).toEqual({
      kind: 'waiting',
      controls: ['SEC-003'],
      roles: ['operator'],
    });
  });

  it('leaves it to the operator to let the portal read a source again', () => {
    const evidence = [
      ...without(completeEvidence(), 'SEC-002.code-owners'),
      {
        check: 'SEC-002.code-owners',
        outcome: 'error' as const,
        summary: 'No token for this host',
        source: 'repository',
        observedAt: AT,
      },
    ];
    const card = assess(input({ evidence }));
    expect(
      card.ownGaps.find(({ check }) => check === 'SEC-002.code-owners'),
    ).toMatchObject({
      actor: 'operator',
      status: 'unknown',
      remediation: {
        text: 'Let the portal read the source again: No token for this host',
      },
    });
  });

  it('does not rank an entity without own parts', () => {
    const framework = extended({
      controls: defaultFramework.controls.map(({ id }) => ({
        id,
        applicability: { entityKind: ['Component'] },
      })),
    });
    const card = assess(
      input({
        framework,
        entity: { ref: 'domain:default/x', kind: 'Domain', owners: [] },
      }),
    );
    expect(card).toMatchObject({
      level: null,
      ownLevel: null,
      levelWithoutExceptions: null,
      ownProgress: null,
      score: null,
      ownGaps: [],
    });
  });

  it('weighs controls in the score and leaves the organization out', () => {
    const framework = extended({
      controls: [{ id: 'SEC-003', weight: 9 }],
    });
    const card = assess(
      input({
        framework,
        evidence: failing('SEC-003.branch-rules'),
        organizationParts: undefined,
      }),
    );
    // Twelve own controls, one of them of weight 9: ⌊100 × 11 ÷ 20⌋.
    expect(card.score).toBe(55);
  });

  it('shows announced controls without counting them', () => {
    const framework = extended({
      controls: [{ id: 'SEC-003', effectiveFrom: inDays(30) }],
    });
    const evidence = failing('SEC-003.branch-rules');
    const card = assess(input({ framework, evidence }));
    expect(card.controls.find(c => c.control === 'SEC-003')).toMatchObject({
      status: 'gap',
      upcoming: { effectiveFrom: inDays(30) },
    });
    expect(card).toMatchObject({ level: 5, score: 100, ownGaps: [] });
    const risk = card.risks.find(({ risk: id }) => id === 'R002');
    expect(risk).toMatchObject({ met: 1, applicable: 1 });
    const later = assess(input({ framework, evidence, at: inDays(30) }));
    expect(later.ownLevel).toBeLessThan(3);
  });

  it('never changes its input', () => {
    const frozen = input();
    Object.values(frozen).forEach(value => Object.freeze(value));
    expect(() => assess(frozen)).not.toThrow();
  });

  it('says what is wrong with an unreadable moment', () => {
    expect(() => assess(input({ at: '' }))).toThrow('ISO 8601');
  });
});

describe('exceptions', () => {
  const evidence = failing('SEC-003.branch-rules');
  const withException = (overrides: Partial<AssessInput> = {}) =>
    assess(
      input({ evidence, exceptions: [exception('SEC-003')], ...overrides }),
    );

  it('are honoured by the level and not by the level without them', () => {
    expect(withException()).toMatchObject({
      level: 5,
      ownLevel: 5,
      entityLevel: 5,
      levelWithoutExceptions: 2,
      ownLevelWithoutExceptions: 2,
      score: 91,
      ownGaps: [],
    });
    expect(status(withException(), 'SEC-003')).toBe('exempt');
  });

  it('count as unsatisfied for risks', () => {
    const risk = withException().risks.find(({ risk: id }) => id === 'R004');
    expect(risk).toMatchObject({ met: 1, applicable: 2 });
  });

  it('end by themselves at the instant they end', () => {
    expect(withException().nextDueAt).toBe(inDays(3));
    expect(withException({ at: inDays(3, -1) }).level).toBe(5);
    expect(withException({ at: inDays(3) }).level).toBe(2);
    expect(
      withException({
        exceptions: [exception('SEC-003', { from: inDays(0, 1) })],
      }).level,
    ).toBe(2);
  });

  it('cover stale and unknown too, and change nothing that is met', () => {
    const unknown = withException({
      evidence: without(completeEvidence(), 'SEC-003.branch-rules'),
    });
    expect(status(unknown, 'SEC-003')).toBe('exempt');
    expect(
      status(withException({ evidence: completeEvidence() }), 'SEC-003'),
    ).toBe('met');
  });

  it('never cover the organization’s part', () => {
    const card = withException({
      organizationParts: completeOrganization({
        without: ['SEC-003.checklist'],
      }),
    });
    expect(card.controls.find(c => c.control === 'SEC-003')).toMatchObject({
      status: 'unknown',
      ownStatus: 'exempt',
    });
    expect(card.level).toBe(2);
    expect(
      status(
        withException({
          organizationParts: completeOrganization({
            without: ['CMP-002.mapping'],
          }),
          exceptions: [exception('CMP-002')],
        }),
        'CMP-002',
      ),
    ).toBe('unknown');
  });

  it('cover the group’s part for this entity', () => {
    const card = assess(
      input({
        groupParts: completeGroup({ without: ['OPS-001.completion'] }),
        exceptions: [exception('OPS-001')],
      }),
    );
    expect(card).toMatchObject({
      level: 5,
      levelWithoutExceptions: 1,
      entityLevel: 5,
    });
  });
});

describe('tools', () => {
  const statusOf = (overrides: Partial<AssessInput>) =>
    status(assess(input(overrides)), 'TM-002');

  it('must be registered and approved', () => {
    const evidence = [
      ...without(completeEvidence(), 'repository.assistants'),
      assistants(['claude-code', 'cursor']),
    ];
    const card = assess(input({ evidence }));
    expect(status(card, 'TM-001')).toBe('gap');
    expect(status(card, 'TM-002')).toBe('gap');
    expect(card.ownGaps[0].summary).toBe('Not in the tool registry: cursor');
  });

  it.each(['requested', 'rejected', 'retired'] as const)(
    'that are %s are registered and not approved',
    toolStatus => {
      const card = assess(input({ tools: [{ ...TOOL, status: toolStatus }] }));
      expect(status(card, 'TM-001')).toBe('met');
      expect(status(card, 'TM-002')).toBe('gap');
    },
  );

  it('lose their approval at the review date', () => {
    expect(statusOf({ tools: [{ ...TOOL, reviewBy: inDays(0, 1) }] })).toBe(
      'met',
    );
    expect(statusOf({ tools: [{ ...TOOL, reviewBy: inDays(0) }] })).toBe('gap');
  });

  const MATRIX: [
    classification: 'public' | 'internal' | 'confidential' | 'restricted',
    missing: Partial<typeof TOOL>,
    allowed: boolean,
  ][] = [
    ['public', { enterpriseEndpoint: false, telemetryOff: false }, true],
    ['internal', { zeroRetention: false, privacyMode: false }, true],
    ['internal', { enterpriseEndpoint: false }, false],
    ['confidential', {}, true],
    ['confidential', { zeroRetention: false, onPremises: true }, true],
    ['confidential', { zeroRetention: false }, false],
    ['confidential', { enterpriseEndpoint: false }, false],
    ['confidential', { privacyMode: false }, false],
    ['confidential', { telemetryOff: false }, false],
    ['restricted', { onPremises: true }, false],
  ];

  it.each(MATRIX)('with %s data and %j are allowed: %s', (id, missing, is) => {
    const profile = declaredProfile();
    profile.classification = { ...profile.classification, value: id };
    const card = assess(input({ profile, tools: [{ ...TOOL, ...missing }] }));
    expect(card.toolAccess).toEqual([
      {
        tool: 'claude-code',
        name: 'Claude Code',
        allowed: is,
        reasons: [expect.any(String)],
      },
    ]);
    expect(status(card, 'TM-002')).toBe(is ? 'met' : 'gap');
  });
});

describe('the classification check', () => {
  const dp001 = (profile: Partial<AssessInput['profile']>) =>
    status(assess(input({ profile: declaredProfile(profile) })), 'DP-001');

  it('is a gap while nothing is declared', () => {
    expect(dp001({ declared: false })).toBe('gap');
  });

  it('is stale once the declaration was not confirmed within a year', () => {
    expect(dp001({ confirmedAt: inDays(-366, 1) })).toBe('met');
    expect(dp001({ confirmedAt: inDays(-366) })).toBe('stale');
  });

  it('is a gap on a value nobody knows', () => {
    const conflict = (kind: 'invalid' | 'disagreement') =>
      dp001({
        conflicts: [
          { field: 'classification', kind, message: 'x', values: [] },
        ],
      });
    expect(conflict('invalid')).toBe('gap');
    expect(conflict('disagreement')).toBe('met');
  });
});

describe('residual risk', () => {
  const EXPECTED: [string, number, number, string][] = [
    ['R001', 0, 3, 'high'],
    ['R001', 2, 3, 'high'],
    ['R001', 3, 3, 'medium'],
    ['R002', 0, 2, 'critical'],
    ['R002', 1, 2, 'high'],
    ['R002', 2, 2, 'medium'],
    ['R003', 1, 1, 'medium'],
    ['R007', 1, 2, 'high'],
    ['R008', 1, 2, 'medium'],
    ['R008', 2, 2, 'low'],
    ['R008', 0, 0, 'notApplicable'],
  ];

  it.each(EXPECTED)('of %s with %i of %i met is %s', (id, met, all, rating) => {
    const risk = defaultFramework.risks.find(candidate => candidate.id === id)!;
    expect(residualRating(risk, met, all)).toBe(rating);
  });

  it('is at its target when everything is met', () => {
    for (const { residual, target } of assess(input()).risks) {
      expect(residual).toBe(target);
    }
  });

  it('places the register on the 5 × 5 grid', () => {
    const grid = riskGrid(defaultFramework.risks);
    expect(grid.map(row => row.length)).toEqual([5, 5, 5, 5, 5]);
    const filled = grid
      .flat()
      .filter(({ risks }) => risks.length > 0)
      .map(({ likelihood, impact, risks }) =>
        [likelihood, impact, ...risks].join(' '),
      );
    expect(filled).toEqual([
      'likely moderate R006',
      'likely major R002',
      'possible major R001 R003 R005 R008',
      'possible severe R007',
      'unlikely severe R004',
    ]);
  });
});

describe('combining stored statuses', () => {
  const CASES: [
    own: ControlStatus | undefined,
    group: 'met' | 'gap' | 'unknown' | undefined,
    organization: 'met' | 'gap' | 'stale' | 'notApplicable' | undefined,
    covered: boolean | undefined,
    expected: ControlStatus,
  ][] = [
    ['met', undefined, 'met', undefined, 'met'],
    ['gap', undefined, 'met', undefined, 'gap'],
    ['met', undefined, 'stale', undefined, 'stale'],
    ['unknown', undefined, 'stale', undefined, 'stale'],
    ['exempt', undefined, 'met', undefined, 'exempt'],
    ['exempt', 'gap', 'met', undefined, 'exempt'],
    ['exempt', undefined, 'gap', undefined, 'gap'],
    ['gap', undefined, 'gap', true, 'gap'],
    ['gap', undefined, undefined, true, 'exempt'],
    [undefined, 'unknown', 'met', true, 'exempt'],
    [undefined, 'unknown', 'met', false, 'unknown'],
    [undefined, undefined, 'met', true, 'met'],
    ['notApplicable', undefined, 'met', undefined, 'met'],
    ['notApplicable', undefined, undefined, undefined, 'notApplicable'],
    [undefined, undefined, undefined, undefined, 'notApplicable'],
  ];

  it.each(CASES)(
    'of %s, %s and %s (covered: %s) gives %s',
    (own, group, organization, covered, expected) => {
      expect(combineControlStatus(own, group, organization, { covered })).toBe(
        expected,
      );
    },
  );

  it('leaves out a control that does not apply', () => {
    expect(
      combineControlStatus('notApplicable', 'gap', 'gap', {
        applicable: false,
      }),
    ).toBe('notApplicable');
    expect(combineOwnStatus(undefined, undefined)).toBeUndefined();
  });
});

describe('combining levels', () => {
  it.each<[Level | null, Level | null, Level, Level | null, Level | null]>([
    [3, 5, 4, 3, 3],
    [4, 1, 5, 1, 1],
    [5, null, 2, 5, 2],
    [null, 3, 2, 3, 2],
    [null, null, 4, null, null],
  ])('%s, %s and %s', (entityLevel, groupLevel, organization, own, level) => {
    expect(
      combineLevels({
        entityLevel,
        groupLevel,
        organizationLevel: organization,
      }),
    ).toEqual({ ownLevel: own, level });
  });

  it.each<[Level, { [level in Level]?: number }, Level]>([
    [3, { 3: 9, 1: 1 }, 3],
    [3, { 3: 8, 1: 2 }, 1],
    [3, { 4: 5, 2: 4, 1: 1 }, 2],
    [2, { 5: 10 }, 2],
    [5, {}, 1],
  ])(
    'of the organization at %s with %j gives %s',
    (level, counts, expected) => {
      expect(
        organizationOwnLevel({
          organizationLevel: level,
          threshold: 0.9,
          levelCounts: counts,
        }),
      ).toBe(expected);
    },
  );
});

describe('summarize', () => {
  it('keeps what lists show', () => {
    expect(summarize(assess(input()))).toMatchObject({
      entityRef: 'component:default/checkout-api',
      level: 5,
      ownProgress: { met: 12, applicable: 12, towards: 5 },
      controls: expect.arrayContaining([{ id: 'TM-001', status: 'met' }]),
    });
  });
});
