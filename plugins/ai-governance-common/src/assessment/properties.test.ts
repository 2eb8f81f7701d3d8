import fc from 'fast-check';
import { defaultFramework } from '../framework/default';
import type { Level } from '../framework/types';
import {
  AT,
  ENTITY,
  GROUP,
  SOURCE,
  TOOL,
  attestation,
  checksOf,
  declaredProfile,
  inDays,
} from './__testUtils__/fixtures';
import { assess, type AssessInput } from './assess';
import { canonicalJson } from './canonical';
import { combineLevels } from './levels';
import { inputDigest, outputDigest } from './scorecardDigest';
import { judgeGroupParts, judgeOrganizationParts } from './shared';
import type { Attestation, Evidence, Exception, Scorecard } from './types';

const RUNS = { numRuns: 300 };

/** An instant around AT, exactly on the limits of ages and windows more often than chance would have it. */
const instant = (from: number, to: number) =>
  fc.oneof(
    fc
      .integer({ min: from * 24, max: to * 24 })
      .map(hours => inDays(0, hours * 3_600_000)),
    fc
      .constantFrom(-366, -365, -92, -90, -31, -7, 0, 1, 7)
      .filter(days => days >= from && days <= to)
      .chain(days => fc.constantFrom(-1, 0, 1).map(ms => inDays(days, ms))),
  );

const SOURCES = [SOURCE, 'repository:https://git.example.com/b', 'ci:semgrep'];

const entityChecks = [
  'repository.assistants',
  'repository.handles',
  'event.pull-request',
  'event.commit',
  ...checksOf('entity').map(({ id }) => id),
];

const evidenceOf = (checks: string[]): fc.Arbitrary<Evidence> =>
  fc.record(
    {
      check: fc.constantFrom(...checks),
      outcome: fc.constantFrom('pass', 'pass', 'pass', 'fail', 'error'),
      source: fc.constantFrom(...SOURCES),
      summary: fc.constantFrom('looked', 'looked again'),
      observedAt: instant(-400, 10),
      expiresAt: instant(-20, 40),
      data: fc.record({
        assistants: fc.subarray(['claude-code', 'cursor']),
        handles: fc.subarray([
          { id: 'payments', kind: 'dependency', what: 'stripe' },
          { id: 'infrastructure', kind: 'path', what: 'main.tf' },
        ]),
      }),
      findings: fc.constantFrom(
        [],
        [{ rule: 'r', severity: 'critical' as const, message: 'm' }],
      ),
    },
    {
      requiredKeys: [
        'check',
        'outcome',
        'source',
        'summary',
        'observedAt',
        'data',
      ],
    },
  );

const attestationsOf = (
  checks: string[],
  subject: string,
): fc.Arbitrary<Attestation[]> =>
  fc.array(
    fc
      .record({
        check: fc.constantFrom(...checks),
        from: instant(-400, 5),
        validUntil: instant(-5, 400),
        id: fc.uuid(),
        confirmedBy: fc.constantFrom(
          'user:default/grace',
          'user:default/grace',
          'user:default/ada',
          undefined,
        ),
      })
      .map(overrides =>
        attestation(overrides.check, { ...overrides, subject }),
      ),
    { maxLength: 25 },
  );

const organizationChecks = [
  ...checksOf('organization').map(({ id }) => id),
  ...defaultFramework.levels.flatMap(({ characteristics }) =>
    characteristics.flatMap(({ check }) => (check ? [check.id] : [])),
  ),
];

/** Either nearly everything in place, or anything: both ends of the scale are reached. */
const organizationAttestations = fc.oneof(
  attestationsOf(organizationChecks, 'organization'),
  fc
    .subarray(organizationChecks, {
      minLength: organizationChecks.length - 3,
    })
    .map(ids => ids.map(id => attestation(id))),
);

const entityEvidence = fc.oneof(
  fc.array(evidenceOf(entityChecks), { maxLength: 30 }),
  fc
    .tuple(
      fc.subarray(entityChecks, { minLength: entityChecks.length - 3 }),
      fc.array(evidenceOf(entityChecks), { maxLength: 3 }),
    )
    .map(([checks, extra]) => [
      ...checks.map(
        (check): Evidence => ({
          check,
          outcome: 'pass',
          source: SOURCE,
          summary: 'looked',
          data: { assistants: ['claude-code'] },
          observedAt: inDays(-2),
        }),
      ),
      ...extra,
    ]),
);

const exceptions: fc.Arbitrary<Exception[]> = fc.array(
  fc.record({
    id: fc.uuid(),
    control: fc.constantFrom(...defaultFramework.controls.map(({ id }) => id)),
    reason: fc.constant('r'),
    compensatingControls: fc.constant(['c']),
    approvedBy: fc.constant('user:default/grace'),
    from: instant(-100, 2),
    until: instant(-2, 90),
  }),
  { maxLength: 6 },
);

const profile = fc
  .record({
    classification: fc.constantFrom(
      'public' as const,
      'internal' as const,
      'confidential' as const,
      'restricted' as const,
    ),
    tier: fc.constantFrom(1 as const, 2 as const, 3 as const),
    declared: fc.constantFrom(true, true, false),
    confirmedAt: instant(-400, 0),
    none: fc.option(instant(-400, 1)),
  })
  .map(({ classification, tier, declared, confirmedAt, none }) =>
    declaredProfile({
      classification: {
        value: classification,
        source: 'portal',
        reason: 'declared in the portal',
      },
      tier: { value: tier, source: 'portal', reason: 'declared' },
      declared,
      confirmedAt,
      ...(none !== null && {
        aiUse: { value: 'none', source: 'portal', reason: 'd', at: none },
      }),
    }),
  );

const tools = fc.array(
  fc
    .record({
      id: fc.constantFrom('claude-code', 'cursor'),
      status: fc.constantFrom('approved' as const, 'requested' as const),
      reviewBy: instant(-5, 60),
      zeroRetention: fc.boolean(),
    })
    .map(overrides => ({ ...TOOL, ...overrides })),
  { maxLength: 2 },
);

interface Situation {
  /** Without the framework, whose text would drown a counterexample. */
  input: Omit<
    AssessInput,
    'framework' | 'groupParts' | 'organizationParts' | 'at'
  >;
  organizationAttestations: Attestation[];
  groupEvidence: Evidence[];
}

const situation: fc.Arbitrary<Situation> = fc.record({
  input: fc.record({
    tools: fc.oneof(fc.constant([TOOL]), tools),
    entity: fc.record({
      ref: fc.constant(ENTITY),
      kind: fc.constant('Component'),
      owners: fc.constant([GROUP]),
      hasRepository: fc.constantFrom(true, true, false),
    }),
    profile: fc.oneof(fc.constant(declaredProfile()), profile),
    evidence: entityEvidence,
    confirmations: fc.dictionary(fc.constantFrom(...SOURCES), instant(-50, 5)),
    attestations: attestationsOf(
      checksOf('entity').map(({ id }) => id),
      ENTITY,
    ),
    exceptions,
  }),
  organizationAttestations,
  groupEvidence: fc.array(evidenceOf(checksOf('group').map(({ id }) => id)), {
    maxLength: 4,
  }),
});

function judge({ input, ...around }: Situation, at: string = AT): Scorecard {
  return assess({
    ...input,
    framework: defaultFramework,
    organizationParts: judgeOrganizationParts({
      framework: defaultFramework,
      tools: input.tools,
      evidence: [],
      confirmations: input.confirmations,
      attestations: around.organizationAttestations,
      at,
    }),
    groupParts: groupOf({ input, ...around }, at),
    at,
  });
}

function groupOf({ input, groupEvidence }: Situation, at: string = AT) {
  return judgeGroupParts({
    framework: defaultFramework,
    group: GROUP,
    evidence: groupEvidence,
    confirmations: input.confirmations,
    attestations: [],
    at,
  });
}

function digestOfInput({ input }: Situation) {
  return inputDigest({ ...input, framework: defaultFramework });
}

const rank = (level: Level | null) => level ?? 0;

const SATISFIED = ['met', 'exempt', 'notApplicable'];

/**
 * The document's definition, written down again from its own words: go up level by level while every
 * required control is implemented, and stop at the first level where one is not.
 */
function documentLevel(implemented: (requirement: string) => boolean): number {
  let current = 1;
  for (const level of defaultFramework.levels) {
    const required = [
      ...level.requiredControls,
      ...level.characteristics.flatMap(({ check }) =>
        check ? [check.id] : [],
      ),
    ];
    if (!required.every(implemented)) {
      break;
    }
    current = level.level;
  }
  return current;
}

describe('every judgement', () => {
  it('gives the level of the document’s definition', () => {
    fc.assert(
      fc.property(situation, given => {
        const card = judge(given);
        const organization = judgeOrganizationParts({
          framework: defaultFramework,
          tools: given.input.tools,
          evidence: [],
          confirmations: given.input.confirmations,
          attestations: given.organizationAttestations,
          at: AT,
        });
        const implemented = new Set<string>();
        for (const { control, ownStatus = 'met' } of card.controls) {
          const shared =
            organization.parts.find(part => part.control === control)?.status ??
            'met';
          if (SATISFIED.includes(ownStatus) && SATISFIED.includes(shared)) {
            implemented.add(control);
          }
        }
        organization.criteria
          .filter(({ outcome }) => outcome === 'pass')
          .forEach(({ check }) => implemented.add(check));
        expect(card.level).toBe(documentLevel(id => implemented.has(id)));
      }),
      RUNS,
    );
  });

  it('gives an official level that is the lower of the own and the organization’s', () => {
    fc.assert(
      fc.property(situation, given => {
        const card = judge(given);
        expect(card.level).toBe(
          Math.min(card.ownLevel!, card.organizationLevel),
        );
        expect(card.levelWithoutExceptions).toBe(
          Math.min(card.ownLevelWithoutExceptions!, card.organizationLevel),
        );
        expect(
          combineLevels({
            entityLevel: card.entityLevel,
            groupLevel: given.input.exceptions.length
              ? null
              : groupOf(given).level,
            organizationLevel: card.organizationLevel,
          }).ownLevel,
        ).toBe(
          given.input.exceptions.length ? card.entityLevel : card.ownLevel,
        );
      }),
      RUNS,
    );
  });

  it('never gives a lower level for more passing evidence', () => {
    fc.assert(
      fc.property(
        situation,
        fc.subarray(checksOf('entity').map(({ id }) => id)),
        (given, checks) => {
          const more = {
            ...given,
            input: {
              ...given.input,
              evidence: [
                ...given.input.evidence,
                ...checks.map(
                  (check): Evidence => ({
                    check,
                    outcome: 'pass',
                    source: 'ci:more',
                    summary: 'looked',
                    observedAt: AT,
                  }),
                ),
              ],
            },
          };
          const before = judge(given);
          const after = judge(more);
          expect(rank(after.level)).toBeGreaterThanOrEqual(rank(before.level));
          expect(rank(after.ownLevel)).toBeGreaterThanOrEqual(
            rank(before.ownLevel),
          );
          expect(after.score!).toBeGreaterThanOrEqual(before.score!);
        },
      ),
      RUNS,
    );
  });

  it('never gives a lower level when failing evidence passes', () => {
    fc.assert(
      fc.property(situation, given => {
        const better = {
          ...given,
          input: {
            ...given.input,
            evidence: given.input.evidence.map(
              ({ findings: _, ...item }): Evidence =>
                item.outcome === 'fail' ? { ...item, outcome: 'pass' } : item,
            ),
          },
        };
        expect(rank(judge(better).ownLevel)).toBeGreaterThanOrEqual(
          rank(judge(given).ownLevel),
        );
      }),
      RUNS,
    );
  });

  it('never passes by absence', () => {
    fc.assert(
      fc.property(situation, given => {
        const known = new Set(
          [
            ...given.input.evidence.filter(({ outcome }) => outcome === 'pass'),
            ...given.input.attestations,
          ].map(({ check }) => check),
        );
        const derived = new Set([
          'TM-001.registered',
          'TM-002.approved',
          'DP-001.classification',
        ]);
        const rests: { [check: string]: string[] } = {
          'SEC-001.critical-findings': ['SEC-001.scanner', 'SEC-001.sarif'],
          'CMP-001.remediation': ['CMP-001.license-scan', 'CMP-001.sarif'],
        };
        const passed = judge(given).controls.flatMap(({ parts }) =>
          parts
            .filter(({ scope }) => scope === 'entity')
            .flatMap(({ checks }) =>
              checks.filter(({ outcome }) => outcome === 'pass'),
            ),
        );
        const fromNothing = passed.filter(
          ({ check }) =>
            !derived.has(check) &&
            ![check, ...(rests[check] ?? [])].some(id => known.has(id)),
        );
        expect(fromNothing).toEqual([]);
      }),
      RUNS,
    );
  });

  it('never passes anything at all from nothing', () => {
    const card = judge({
      input: {
        tools: [],
        entity: { ref: ENTITY, kind: 'Component', owners: [] },
        profile: declaredProfile({ declared: false }),
        evidence: [],
        confirmations: { [SOURCE]: AT },
        attestations: [],
        exceptions: [],
      },
      organizationAttestations: [],
      groupEvidence: [],
    });
    const outcomes = card.controls.flatMap(({ parts }) =>
      parts.flatMap(({ checks }) => checks.map(({ outcome }) => outcome)),
    );
    expect(outcomes.length).toBeGreaterThan(20);
    expect([...new Set(outcomes)].sort()).toEqual([
      'fail',
      'notApplicable',
      'unknown',
    ]);
    expect(card.controls.map(({ status }) => status)).not.toContain('met');
  });

  it('does not depend on the order of its input', () => {
    fc.assert(
      fc.property(situation, fc.integer(), (given, seed) => {
        const shuffle = <T>(items: readonly T[]): T[] =>
          items
            .map((item, index) => ({
              item,
              key: Math.sin(seed + index * 7919),
            }))
            .sort((a, b) => a.key - b.key)
            .map(({ item }) => item);
        const shuffled: Situation = {
          input: {
            ...given.input,
            tools: shuffle(given.input.tools),
            evidence: shuffle(given.input.evidence),
            attestations: shuffle(given.input.attestations),
            exceptions: shuffle(given.input.exceptions),
            confirmations: Object.fromEntries(
              Object.entries(given.input.confirmations).reverse(),
            ),
          },
          organizationAttestations: shuffle(given.organizationAttestations),
          groupEvidence: shuffle(given.groupEvidence),
        };
        expect(canonicalJson(judge(shuffled))).toBe(
          canonicalJson(judge(given)),
        );
        expect(digestOfInput(shuffled)).toBe(digestOfInput(given));
      }),
      RUNS,
    );
  });

  it('gives the same bytes for the same input', () => {
    fc.assert(
      fc.property(situation, given => {
        const copy: Situation = structuredClone(given);
        const [a, b] = [judge(given), judge(copy)];
        expect(canonicalJson(a)).toBe(canonicalJson(b));
        expect(outputDigest(a)).toBe(outputDigest(b));
      }),
      RUNS,
    );
  });

  it('never lets an exception raise the level without exceptions', () => {
    fc.assert(
      fc.property(situation, given => {
        const bare = judge({
          ...given,
          input: { ...given.input, exceptions: [] },
        });
        const card = judge(given);
        expect(card.levelWithoutExceptions).toBe(bare.level);
        expect(card.ownLevelWithoutExceptions).toBe(bare.ownLevel);
        expect(card.score).toBe(bare.score);
        expect(rank(card.level)).toBeGreaterThanOrEqual(rank(bare.level));
      }),
      RUNS,
    );
  });

  it('stays the same from its moment until it is due', () => {
    fc.assert(
      fc.property(
        situation,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (given, share) => {
          const card = judge(given);
          const from = Date.parse(AT);
          const due = card.nextDueAt
            ? Date.parse(card.nextDueAt)
            : from + 1000 * 86_400_000;
          expect(due).toBeGreaterThan(from);
          for (const moment of [
            due - 1,
            from + Math.floor(share * (due - 1 - from)),
          ]) {
            const later = judge(given, new Date(moment).toISOString());
            expect({ ...later, judgedAt: AT }).toEqual(card);
          }
        },
      ),
      RUNS,
    );
  });

  it('leaves confirmations out of its digests', () => {
    fc.assert(
      fc.property(situation, given => {
        const confirmed = {
          ...given,
          input: { ...given.input, confirmations: { [SOURCE]: AT } },
        };
        const unconfirmed = {
          ...given,
          input: {
            ...given.input,
            confirmations: { [SOURCE]: inDays(0, -60_000) },
          },
        };
        expect(digestOfInput(confirmed)).toBe(digestOfInput(unconfirmed));
        const [a, b] = [judge(confirmed), judge(unconfirmed)];
        fc.pre(
          canonicalJson(statuses(a)) === canonicalJson(statuses(b)) &&
            a.controls.every((_, index) => sameErrors(a, b, index)),
        );
        expect(outputDigest(a)).toBe(outputDigest(b));
      }),
      RUNS,
    );
  });
});

function statuses(card: Scorecard) {
  return card.controls.map(({ parts }) =>
    parts.map(({ checks }) => checks.map(({ outcome }) => outcome)),
  );
}

/** A later confirmation also says that an error is over; such pairs differ by more than the confirmation. */
function sameErrors(a: Scorecard, b: Scorecard, index: number): boolean {
  const errors = (card: Scorecard) =>
    card.controls[index].parts.flatMap(({ checks }) =>
      checks.map(({ collectorError }) => collectorError ?? null),
    );
  return canonicalJson(errors(a)) === canonicalJson(errors(b));
}
