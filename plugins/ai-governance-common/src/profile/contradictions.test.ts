import fc from 'fast-check';
import { assess, type AssessInput } from '../assessment/assess';
import {
  assistants,
  AT,
  completeEvidence,
  declaredProfile,
  inDays,
  input,
  observation,
  without,
} from '../assessment/__testUtils__/fixtures';
import { canonicalJson } from '../assessment/canonical';
import { withoutPlaces } from '../assessment/places';
import { outputDigest } from '../assessment/scorecardDigest';
import type {
  Evidence,
  Profile,
  ProvenanceSource,
  Scorecard,
  Suppression,
} from '../assessment/types';
import { defaultFramework } from '../framework/default';
import type { ClassificationId, ReviewTier } from '../framework/types';

const STRIPE = {
  id: 'payments',
  kind: 'dependency',
  what: 'stripe',
  path: 'package.json',
  line: 7,
};

function handles(
  signs: { [key: string]: string | number }[],
  overrides: Partial<Evidence> = {},
): Evidence {
  return observation('repository.handles', {
    data: { handles: signs },
    ...overrides,
  });
}

const field = <T>(value: T, source: ProvenanceSource = 'portal') => ({
  value,
  source,
  reason: 'declared',
  at: inDays(-10),
});

function profileOf(
  classification: ClassificationId,
  tier: ReviewTier,
  overrides: Partial<Profile> = {},
): Profile {
  return declaredProfile({
    classification: field(classification),
    tier: field(tier),
    ...overrides,
  });
}

function judge(
  seen: Evidence[],
  overrides: Partial<AssessInput> = {},
): Scorecard {
  return assess(
    input({
      profile: profileOf('internal', 2),
      evidence: [...completeEvidence(), ...seen],
      ...overrides,
    }),
  );
}

const open = ({ profile }: Scorecard) =>
  profile.conflicts
    .filter(({ kind }) => kind === 'contradiction')
    .map(({ field: name, message }) => `${name}: ${message}`);

function checkOf(card: Scorecard) {
  const control = card.controls.find(each => each.control === 'DP-001')!;
  const part = control.parts.find(({ scope }) => scope === 'entity')!;
  return { status: control.ownStatus, ...part.checks[0] };
}

describe('what the code handles', () => {
  it('contradicts a lower classification and tier, and raises neither', () => {
    const card = judge([handles([STRIPE])]);
    expect(card.profile.classification.value).toBe('internal');
    expect(card.profile.tier.value).toBe(2);
    expect(card.profile.conflicts).toEqual([
      {
        field: 'classification',
        kind: 'contradiction',
        message:
          'stripe is a dependency, which handles payments and asks for restricted; internal is declared',
        values: [{ source: 'portal', value: 'internal' }],
        seen: [
          {
            subject: 'payments',
            kind: 'dependency',
            what: 'stripe',
            path: 'package.json',
            line: 7,
          },
        ],
      },
      expect.objectContaining({
        field: 'tier',
        message:
          'stripe is a dependency, which handles payments and asks for tier 3; tier 2 is declared',
      }),
    ]);
    expect(checkOf(card)).toMatchObject({
      status: 'gap',
      outcome: 'fail',
      summary: '1 sign of more than internal: payments',
      findings: [
        {
          rule: 'handles-payments',
          severity: 'high',
          message: card.profile.conflicts[0].message,
          path: 'package.json',
          line: 7,
          fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
        },
      ],
    });
  });

  it.each<[string, Partial<AssessInput>]>([
    [
      'the subject is declared',
      {
        profile: profileOf('internal', 2, { handles: field(['payments']) }),
      },
    ],
    ['as much is in force', { profile: profileOf('restricted', 3) }],
    [
      'nothing is declared',
      {
        profile: declaredProfile({
          classification: field('confidential', 'assumed'),
          tier: field(2, 'assumed'),
          handles: field([], 'assumed'),
          declared: false,
        }),
      },
    ],
    [
      'the framework knows no such subject',
      {
        framework: {
          ...defaultFramework,
          handles: defaultFramework.handles.filter(
            ({ id }) => id !== 'payments',
          ),
        },
      },
    ],
  ])('is no contradiction where %s', (_, overrides) => {
    const card = judge([handles([STRIPE])], overrides);
    expect(open(card)).toEqual([]);
    expect(checkOf(card).findings).toBeUndefined();
  });

  it('tells what is seen to whoever declares nothing yet', () => {
    expect(
      judge([handles([STRIPE])], {
        profile: declaredProfile({ declared: false }),
      }).seen,
    ).toEqual([expect.objectContaining({ subject: 'payments' })]);
    expect(judge([])).not.toHaveProperty('seen');
  });

  it('contradicts a tier although no classification is at stake', () => {
    const card = judge([
      handles([
        { id: 'authentication', kind: 'dependency', what: 'next-auth' },
      ]),
    ]);
    expect(open(card)).toEqual([
      'tier: next-auth is a dependency, which handles authentication and asks for tier 3; tier 2 is declared',
    ]);
    expect(checkOf(card).status).toBe('met');
  });

  it.each<[string, Evidence[]]>([
    ['a failed look', [handles([STRIPE], { outcome: 'error' })]],
    ['what has expired', [handles([STRIPE], { expiresAt: AT })]],
    ['what is yet to come', [handles([STRIPE], { observedAt: inDays(1) })]],
    [
      'what a newer look no longer sees',
      [handles([STRIPE]), handles([], { observedAt: AT })],
    ],
    [
      'what nobody understands',
      [
        handles([
          { ...STRIPE, kind: 'feeling' },
          { id: 'payments', kind: 'path' },
        ]),
        observation('repository.handles', { data: { handles: 'all' } }),
        observation('repository.handles'),
      ],
    ],
  ])('counts %s for nothing', (_, evidence) => {
    const card = judge(evidence);
    expect(open(card)).toEqual([]);
    expect(card.seen).toBeUndefined();
    expect(checkOf(card).status).toBe('met');
  });

  it('joins several signs and names each once', () => {
    const card = judge([
      handles([STRIPE, { ...STRIPE, what: '@stripe/stripe-js' }]),
      handles([{ ...STRIPE, path: 'api/package.json', line: 3 }], {
        source: 'repository:other',
      }),
    ]);
    expect(open(card)[0]).toContain(
      '@stripe/stripe-js is a dependency (and 1 more sign), which handles payments',
    );
    expect(
      checkOf(card).findings?.map(({ path, line }) => `${path}:${line}`),
    ).toEqual(['package.json:7', 'api/package.json:3']);
  });

  it('is seen in the names of the APIs that the entity provides', () => {
    const entity = {
      ...input().entity,
      catalog: {
        relations: {
          providesApis: ['api:default/payments-api', 'api:default/repayments'],
        },
      },
    };
    expect(open(judge([], { entity }))[0]).toBe(
      'classification: payments-api is an API it provides, which handles payments and asks for restricted; internal is declared',
    );
  });

  it('comes after a declaration that is out of date', () => {
    const card = judge([handles([STRIPE])], {
      profile: profileOf('internal', 2, { confirmedAt: inDays(-366) }),
    });
    expect(checkOf(card)).toMatchObject({ status: 'stale', outcome: 'stale' });
    expect(open(card)).toHaveLength(2);
  });

  it('is worked out anew for a profile that was judged before', () => {
    const { profile } = judge([handles([STRIPE])]);
    const again = judge([handles([STRIPE])], { profile });
    expect(again.profile).toEqual(profile);
    expect(open(judge([], { profile }))).toEqual([]);
  });

  it.each([undefined, '', 'src/payments/charge.ts'])(
    'keeps the place of a path sign that is pushed with the path %p',
    path => {
      const what = 'src/payments/secret.ts';
      const sign = { id: 'payments', kind: 'path', what };
      const card = judge([
        handles([path === undefined ? sign : { ...sign, path }]),
      ]);
      expect(card.seen).toEqual([
        { subject: 'payments', kind: 'path', what, path: path || what },
      ]);
      expect(checkOf(card).findings![0]).toMatchObject({
        path: path || what,
        message: expect.stringContaining(`There is ${path || what}, which`),
      });
      expect(JSON.stringify(withoutPlaces(card))).not.toContain('src/payments');
    },
  );

  it('names no place in what is kept and told of a contradiction', () => {
    const card = judge([
      handles([{ id: 'payments', kind: 'path', what: 'src/payments' }]),
    ]);
    expect(open(card)).toEqual([
      'classification: There is a file, which handles payments and asks for restricted; internal is declared',
      'tier: There is a file, which handles payments and asks for tier 3; tier 2 is declared',
    ]);
  });

  it('is said without its place to those who may not know it', () => {
    const path = {
      id: 'payments',
      kind: 'path',
      what: 'src/payments',
      path: 'src/payments/charge.ts',
    };
    const card = withoutPlaces(judge([handles([path, STRIPE])]));
    expect(card.profile.conflicts[0].seen).toHaveLength(2);
    const text = JSON.stringify(card);
    expect(text).not.toContain('src/payments');
    expect(text).not.toContain('package.json');
    expect(text).toContain('a file');
  });

  it('is part of the digest of the judgement, and where it stands is not', () => {
    const profile = profileOf('restricted', 3);
    const digest = (evidence: Evidence[]) =>
      outputDigest(judge(evidence, { profile }));
    expect(digest([handles([STRIPE])])).not.toBe(digest([]));
    expect(digest([handles([{ ...STRIPE, line: 8 }])])).toBe(
      digest([handles([STRIPE])]),
    );
  });

  it('names a bounded number of signs, whoever pushes them', () => {
    const signs = Array.from({ length: 500 }, (_, index) => ({
      ...STRIPE,
      what: `stripe-${index}`,
    }));
    expect(judge([handles(signs)]).seen).toHaveLength(20);
  });
});

describe('what a framework compares', () => {
  const comparing = (compareWithSeen?: ('handles' | 'aiUse')[]) => {
    const { compareWithSeen: _, ...settings } = defaultFramework.settings;
    return {
      ...defaultFramework,
      settings: compareWithSeen ? { ...settings, compareWithSeen } : settings,
    };
  };
  const profile = profileOf('internal', 2, { aiUse: field('none') });
  const evidence = [handles([STRIPE]), assistants(['claude-code'])];

  it.each<[('handles' | 'aiUse')[], string[]]>([
    [
      ['handles', 'aiUse'],
      ['classification', 'tier', 'aiUse'],
    ],
    [['handles'], ['classification', 'tier']],
    [['aiUse'], ['aiUse']],
    [[], []],
  ])('is what its settings name: %j', (compared, expected) => {
    const card = judge(evidence, { framework: comparing(compared), profile });
    expect(card.profile.conflicts.map(conflict => conflict.field)).toEqual(
      expected,
    );
    expect(card.seen !== undefined).toBe(compared.includes('handles'));
  });

  it('is nothing where it does not say so: what was judged before is judged again to the byte', () => {
    const framework = comparing();
    const entity = {
      ...input().entity,
      catalog: { relations: { providesApis: ['api:default/payments'] } },
    };
    const card = judge(evidence, { framework, profile, entity });
    expect(card.profile).toEqual(profile);
    expect(card).not.toHaveProperty('seen');
    expect(checkOf(card)).toMatchObject({ status: 'met', outcome: 'pass' });
    const unseen = judge([assistants(['claude-code'])], { framework, profile });
    expect(outputDigest(card)).toBe(outputDigest(unseen));
  });
});

describe('a dispute about a sign', () => {
  const fingerprintOf = (card: Scorecard) =>
    checkOf(card).findings![0].fingerprint!;

  const suppression = (fingerprint: string): Suppression => ({
    id: 'dispute-1',
    check: 'DP-001.classification',
    fingerprint,
    from: inDays(-1),
    until: inDays(30),
  });

  it('that was accepted leaves the control met and nothing open', () => {
    const evidence = handles([STRIPE]);
    const before = judge([evidence]);
    const card = judge([evidence], {
      suppressions: [suppression(fingerprintOf(before))],
    });
    expect(checkOf(card)).toMatchObject({
      status: 'met',
      outcome: 'pass',
      suppressed: 1,
    });
    expect(open(card)).toEqual([]);
    expect(card.nextDueAt! <= inDays(30)).toBe(true);
    const after = judge([evidence], {
      suppressions: [suppression(fingerprintOf(before))],
      at: inDays(30),
      evidence: [
        ...completeEvidence().map(item => ({ ...item, observedAt: AT })),
        evidence,
      ],
    });
    expect(checkOf(after).status).toBe('gap');
    expect(open(after)).toHaveLength(2);
  });

  it('that comes too often makes a warning of signs, and never of a declaration that is missing', () => {
    const warnings = ['DP-001.classification'];
    expect(checkOf(judge([handles([STRIPE])], { warnings }))).toMatchObject({
      outcome: 'notApplicable',
      warning: true,
    });
    expect(
      checkOf(
        judge([handles([STRIPE])], {
          profile: declaredProfile({ declared: false }),
          warnings,
        }),
      ),
    ).toMatchObject({ status: 'gap', outcome: 'fail' });
  });

  const pathSigns = handles([
    { id: 'payments', kind: 'path', what: 'src/billing/hidden.ts' },
    { id: 'phi', kind: 'path', what: 'src/fhir/p.ts' },
  ]);
  const disputed = (count: number) => {
    const { findings } = checkOf(judge([pathSigns]));
    return judge([pathSigns], {
      suppressions: findings!
        .slice(0, count)
        .map(finding => suppression(finding.fingerprint!)),
    });
  };

  it.each([
    [0, 'fail', '2 signs of more than internal: payments, phi'],
    [1, 'fail', '1 sign of more than internal: phi'],
    [
      2,
      'pass',
      'Every finding was disputed and found wrong: 2 signs of more than internal: payments, phi',
    ],
  ])(
    'leaves in the summary what is left: %p of two are disputed',
    (count, outcome, summary) => {
      const card = disputed(count);
      expect(checkOf(card)).toMatchObject({ outcome, summary });
      expect(
        card.ownGaps.find(({ control }) => control === 'DP-001')?.summary,
      ).toBe(count < 2 ? summary : undefined);
    },
  );

  it.each([0, 1, 2])(
    'tells no place to those who may not know it: %p of two are disputed',
    count => {
      const text = JSON.stringify(withoutPlaces(disputed(count)));
      expect(text).not.toMatch(/src\/|hidden|p\.ts/);
    },
  );

  it('settles them all, however many they are', () => {
    const many = handles(
      ['payments', 'credentials', 'pii', 'phi', 'customer-data'].flatMap(id =>
        Array.from({ length: 20 }, (_, index) => ({
          id,
          kind: 'dependency',
          what: `${id}-${index}`,
        })),
      ),
    );
    const findings = checkOf(judge([many])).findings!;
    expect(findings).toHaveLength(100);
    const card = judge([many], {
      suppressions: findings.map(({ fingerprint }) =>
        suppression(fingerprint!),
      ),
    });
    expect(checkOf(card)).toMatchObject({ outcome: 'pass', suppressed: 100 });
    expect(open(card)).toEqual([]);
  });

  it('makes room for a sign that more signs hid', () => {
    const many = handles(
      Array.from({ length: 21 }, (_, index) => ({
        ...STRIPE,
        what: `stripe-${index + 10}`,
      })),
    );
    const first = checkOf(judge([many])).findings!;
    expect(first).toHaveLength(20);
    const card = judge([many], {
      suppressions: first.map(({ fingerprint }) => suppression(fingerprint!)),
    });
    expect(checkOf(card)).toMatchObject({ outcome: 'fail', suppressed: 20 });
    expect(open(card)[0]).toContain('stripe-30 is a dependency, which');
  });

  it('holds wherever the sign moves, and for no other sign', () => {
    const fingerprint = fingerprintOf(judge([handles([STRIPE])]));
    const moved = { ...STRIPE, path: 'api/package.json', line: 1 };
    expect(fingerprintOf(judge([handles([moved])]))).toBe(fingerprint);
    const card = judge([handles([moved, { ...STRIPE, what: 'braintree' }])], {
      suppressions: [suppression(fingerprint)],
    });
    expect(checkOf(card)).toMatchObject({ status: 'gap', suppressed: 1 });
    expect(open(card)[0]).toContain('braintree is a dependency, which');
  });
});

describe('AI use', () => {
  const declare = (value: 'none' | string[]) => ({
    profile: profileOf('internal', 2, { aiUse: field(value) }),
  });
  const nothing = without(completeEvidence(), 'repository.assistants');

  it.each<[string, 'none' | string[], Evidence[], string[]]>([
    [
      'none against a tool in the repository',
      'none',
      [assistants(['claude-code'])],
      ['aiUse: Claude Code is seen in the repository; no AI use is declared'],
    ],
    [
      'none against conventions for any assistant',
      'none',
      [assistants(['agents-md'])],
      [
        'aiUse: Shared agent conventions is seen in the repository; no AI use is declared',
      ],
    ],
    [
      'a list that leaves out a tool that is used',
      ['claude-code'],
      [
        assistants(['claude-code', 'agents-md']),
        observation('usage.assistants', { data: { assistants: ['cursor'] } }),
      ],
      [
        'aiUse: Cursor is seen in the usage of tools; only Claude Code is declared',
      ],
    ],
    [
      'a list with everything seen',
      ['claude-code', 'cursor'],
      [assistants(['cursor', 'agents-md'])],
      [],
    ],
    ['none where nothing is seen', 'none', [assistants([])], []],
    [
      'none where what was seen has expired',
      'none',
      [assistants(['cursor'], { expiresAt: AT })],
      [],
    ],
  ])('of %s', (_, value, evidence, expected) => {
    expect(
      open(
        judge([], { ...declare(value), evidence: [...nothing, ...evidence] }),
      ),
    ).toEqual(expected);
  });

  it('names the file that sets the assistant up', () => {
    const card = judge([], {
      ...declare('none'),
      evidence: [
        assistants(['cursor'], {
          data: {
            assistants: ['cursor'],
            files: [
              { assistant: 'cursor', path: '.cursor/rules/b.mdc' },
              { assistant: 'cursor', path: '.cursor/rules/a.mdc' },
            ],
          },
        }),
      ],
    });
    expect(card.profile.conflicts[0].seen).toEqual([
      {
        subject: 'cursor',
        kind: 'assistant',
        what: 'Cursor',
        path: '.cursor/rules/a.mdc',
      },
    ]);
  });

  it('is no contradiction while nothing is declared', () => {
    expect(open(judge([]))).toEqual([]);
  });
});

describe('every comparison', () => {
  const instant = fc
    .tuple(fc.integer({ min: -40, max: 40 }), fc.constantFrom(-1, 0, 1))
    .map(([days, ms]) => inDays(days, ms));
  const sign = fc
    .record({
      id: fc.constantFrom('payments', 'pii', 'infrastructure', 'unknown'),
      kind: fc.constantFrom('dependency', 'path', 'other'),
      what: fc.constantFrom('stripe', 'src/payments', ''),
      path: fc.constantFrom('package.json', 'a/package.json'),
    })
    .map(entry => entry as { [key: string]: string });
  const evidence: fc.Arbitrary<Evidence[]> = fc.array(
    fc.oneof(
      fc
        .record({
          signs: fc.array(sign, { maxLength: 4 }),
          outcome: fc.constantFrom('pass' as const, 'error' as const),
          source: fc.constantFrom('repository:a', 'repository:b'),
          observedAt: instant,
          expiresAt: instant,
        })
        .map(({ signs, ...rest }) => handles(signs, rest)),
      fc
        .record({
          observedAt: instant,
          expiresAt: instant,
          data: fc.record({
            assistants: fc.subarray(['cursor', 'agents-md', 'claude-code']),
          }),
        })
        .map(rest => assistants([], rest)),
    ),
    { maxLength: 8 },
  );
  const fingerprints = ['stripe', 'src/payments']
    .flatMap(what =>
      ['dependency', 'path'].map(kind => ({ id: 'payments', kind, what })),
    )
    .map(entry => checkOf(judge([handles([entry])])).findings![0].fingerprint!);
  const situation = fc.record({
    evidence,
    suppressions: fc.array(
      fc.record({
        id: fc.uuid(),
        check: fc.constantFrom('DP-001.classification', 'SEC-002.settings'),
        fingerprint: fc.constantFrom(...fingerprints),
        from: instant,
        until: instant,
      }),
      { maxLength: 4 },
    ),
    profile: fc
      .record({
        classification: fc.constantFrom(
          'internal' as const,
          'restricted' as const,
        ),
        tier: fc.constantFrom(1 as const, 3 as const),
        handled: fc.subarray(['payments', 'pii']),
        declared: fc.boolean(),
        aiUse: fc.constantFrom('none' as const, ['cursor'], undefined),
      })
      .map(({ classification, tier, handled, declared, aiUse }) =>
        profileOf(classification, tier, {
          handles: field(handled),
          declared,
          ...(aiUse && { aiUse: field(aiUse) }),
        }),
      ),
  });
  const judged = (
    {
      evidence: seen,
      ...rest
    }: { evidence: Evidence[] } & Partial<AssessInput>,
    at = AT,
  ) => judge(seen, { ...rest, evidence: seen, at });

  it('stays the same until it is due', () => {
    fc.assert(
      fc.property(
        situation,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (given, share) => {
          const card = judged(given);
          const from = Date.parse(AT);
          const due = Date.parse(card.nextDueAt ?? inDays(1000));
          for (const moment of [
            due - 1,
            from + Math.floor(share * (due - 1 - from)),
          ]) {
            const later = judged(given, new Date(moment).toISOString());
            expect(later.profile).toEqual(card.profile);
            expect(later.seen).toEqual(card.seen);
            expect(checkOf(later)).toEqual(checkOf(card));
          }
        },
      ),
    );
  });

  it('does not depend on the order of evidence', () => {
    fc.assert(
      fc.property(situation, given => {
        const reversed = {
          ...given,
          evidence: [...given.evidence].reverse(),
          suppressions: [...given.suppressions].reverse(),
        };
        expect(canonicalJson(judged(reversed))).toBe(
          canonicalJson(judged(given)),
        );
      }),
    );
  });

  it('changes nothing that is in force, and fails exactly on what is open', () => {
    fc.assert(
      fc.property(situation, given => {
        const { profile, ...card } = judged(given);
        const { conflicts, ...inForce } = profile;
        const { conflicts: _, ...before } = given.profile;
        expect(inForce).toEqual(before);
        const isOpen = conflicts.some(
          ({ field: name }) => name === 'classification',
        );
        expect(checkOf({ profile, ...card }).outcome === 'pass').toBe(
          given.profile.declared && !isOpen,
        );
      }),
    );
  });

  it('finds less the more is declared', () => {
    fc.assert(
      fc.property(situation, given => {
        const more = {
          ...given,
          profile: {
            ...given.profile,
            handles: field(defaultFramework.handles.map(({ id }) => id)),
          },
        };
        expect(
          judged(more).profile.conflicts.filter(
            ({ field: name }) => name !== 'aiUse',
          ),
        ).toEqual([]);
        expect(judged(more).ownLevel).toBeGreaterThanOrEqual(
          judged(given).ownLevel!,
        );
      }),
    );
  });
});
