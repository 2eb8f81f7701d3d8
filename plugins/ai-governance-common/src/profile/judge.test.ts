import type { Profile } from '../assessment/types';
import { defaultFramework } from '../framework/default';
import { consequences } from './consequences';
import {
  approveLowering,
  inForceByDescriptor,
  isDescriptorSampled,
  judgeDeclaration,
  keepProtections,
} from './judge';
import { mergeProfile } from './merge';
import type { DeclaredValues, DecidedProfile } from './types';

const AT = '2026-11-20T09:00:00.000Z';
const LATER = '2026-11-21T09:00:00.000Z';
const ADA = 'user:default/ada';
const GRACE = 'user:default/grace';

function profileOf(
  portal?: DeclaredValues,
  options: { descriptor?: DeclaredValues; decided?: DecidedProfile } = {},
): Profile {
  return mergeProfile({
    framework: defaultFramework,
    ...(portal && { portal: { values: portal, by: ADA, at: AT } }),
    ...(options.descriptor && {
      descriptor: { values: options.descriptor, invalid: [], at: AT },
    }),
    decided: options.decided,
    entity: { ref: 'component:default/a' },
    at: AT,
  });
}

function judge(
  values: DeclaredValues,
  current: Profile = profileOf(),
  visibility?: 'public' | 'private',
) {
  return judgeDeclaration({
    framework: defaultFramework,
    current,
    entity: { ref: 'component:default/a', visibility },
    values,
    by: ADA,
    at: AT,
  });
}

describe('judgeDeclaration', () => {
  it('puts a first declaration down to internal and tier 1 in force', () => {
    expect(
      judge({ classification: 'internal', tier: 1, handles: ['cosmetic'] }),
    ).toMatchObject({
      inForce: { classification: 'internal', tier: 1, handles: ['cosmetic'] },
      awaiting: [],
      invalid: [],
    });
  });

  it('lets raise at any time', () => {
    const { inForce, awaiting } = judge(
      { classification: 'restricted', tier: 3 },
      profileOf({ classification: 'internal', tier: 1 }),
    );
    expect(inForce).toEqual({ classification: 'restricted', tier: 3 });
    expect(awaiting).toEqual([]);
  });

  it('waits for the approving role, not the declarer, to lower what was declared', () => {
    const { inForce, awaiting } = judge(
      { classification: 'internal', tier: 1 },
      profileOf({ classification: 'restricted', tier: 3 }),
    );
    expect(inForce).toEqual({});
    expect(awaiting).toEqual([
      {
        field: 'classification',
        from: 'restricted',
        to: 'internal',
        reason: 'restricted was declared or decided before',
        approvingRole: 'security-compliance',
        notBy: ADA,
      },
      expect.objectContaining({ field: 'tier', from: 'tier 3', to: 'tier 1' }),
    ]);
  });

  it('waits to go below the floor of what is handled', () => {
    const { inForce, awaiting } = judge({
      classification: 'internal',
      tier: 2,
      handles: ['payments'],
    });
    expect(inForce).toEqual({ handles: ['payments'] });
    expect(awaiting.map(({ field, from }) => [field, from])).toEqual([
      ['classification', 'restricted'],
      ['tier', 'tier 3'],
    ]);
  });

  it('waits for public without a public repository', () => {
    expect(judge({ classification: 'public' }).awaiting).toMatchObject([
      { field: 'classification', from: 'confidential', to: 'public' },
    ]);
    expect(
      judge({ classification: 'public' }, profileOf(), 'public').inForce,
    ).toEqual({ classification: 'public' });
  });

  it('takes removing a declaration for lowering it', () => {
    const current = profileOf({
      classification: 'internal',
      tier: 2,
      handles: ['infrastructure'],
    });
    const { awaiting } = judge({}, current);
    expect(awaiting.map(({ field, to }) => [field, to])).toEqual([
      ['handles', null],
      ['classification', null],
      ['tier', null],
    ]);
  });

  it('does not take leaving to the descriptor what it declares for removing', () => {
    const current = profileOf(undefined, {
      descriptor: { classification: 'internal', tier: 2, handles: ['pii'] },
    });
    expect(judge({ adoptionStage: 'pilot' }, current).awaiting).toEqual([]);
  });

  it('waits to remove what sets a floor, and nothing else', () => {
    const current = profileOf({ handles: ['payments', 'cosmetic'] });
    const { inForce, awaiting } = judge(
      { handles: [], tier: 1, classification: 'internal' },
      current,
    );
    expect(inForce.handles).toEqual(['payments']);
    expect(awaiting.map(({ field }) => field)).toEqual([
      'handles',
      'classification',
      'tier',
    ]);
    expect(
      judge({ handles: [] }, profileOf({ handles: ['cosmetic'] })).awaiting,
    ).toEqual([]);
  });

  it('skips no adoption stage', () => {
    const at = (stage: string) => profileOf({ adoptionStage: stage });
    expect(judge({ adoptionStage: 'scaled' }, at('pilot')).awaiting).toEqual([
      expect.objectContaining({
        field: 'adoptionStage',
        reason: 'No stage is skipped: controlled comes first',
      }),
    ]);
    expect(
      judge({ adoptionStage: 'controlled' }, at('pilot')).awaiting,
    ).toEqual([]);
    expect(judge({ adoptionStage: 'pilot' }, at('scaled')).awaiting).toEqual(
      [],
    );
  });

  it('names values the framework does not know', () => {
    const { invalid } = judge({
      classification: 'x' as never,
      tier: 9 as never,
      handles: ['nuclear'],
      adoptionStage: 'done',
    });
    expect(invalid.map(({ field }) => field)).toEqual([
      'handles',
      'classification',
      'tier',
      'adoptionStage',
    ]);
  });

  it('draws about a tenth of first declarations down to internal', () => {
    let sampled = 0;
    for (let index = 0; index < 1000; index++) {
      const given = {
        framework: defaultFramework,
        current: profileOf(),
        entity: { ref: `component:default/service-${index}` },
        values: { classification: 'internal' as const },
        by: ADA,
        at: AT,
      };
      const judged = judgeDeclaration(given);
      const later = { ...given, at: '2027-01-02T03:04:05.678Z' };
      expect(judgeDeclaration(later).sampled).toBe(judged.sampled);
      sampled += Number(judged.sampled);
    }
    expect(sampled).toBeGreaterThan(60);
    expect(sampled).toBeLessThan(140);
    expect(judge({ classification: 'restricted' }).sampled).toBe(false);
  });
});

describe('what only the descriptor declares', () => {
  const merged = (
    said: DeclaredValues,
    options: {
      portal?: DeclaredValues;
      decided?: DecidedProfile;
      ref?: string;
    } = {},
  ) => ({
    framework: defaultFramework,
    descriptor: { values: said, invalid: [], at: AT },
    ...(options.portal && { portal: { values: options.portal } }),
    decided: options.decided,
    profile: profileOf(options.portal, {
      descriptor: said,
      decided: options.decided,
    }),
    entity: { ref: options.ref ?? 'component:default/a' },
  });
  const internal = { classification: 'internal' as const };
  const keptRestricted = { value: 'restricted' as const, at: AT };

  it('is in force by it alone', () => {
    expect(inForceByDescriptor(merged(internal))).toBe('internal');
    expect(inForceByDescriptor(merged({ tier: 1 }))).toBeUndefined();
    // Another value is in force: of a floor, of an approval to come, kept.
    for (const [said, options] of [
      [{ ...internal, handles: ['payments'] }, {}],
      [{ classification: 'public' }, {}],
      [internal, { decided: { kept: { classification: keptRestricted } } }],
      [internal, { portal: internal }],
    ] as [DeclaredValues, object][]) {
      expect(inForceByDescriptor(merged(said, options))).toBeUndefined();
    }
    expect(inForceByDescriptor(merged(internal, { portal: { tier: 3 } }))).toBe(
      'internal',
    );
  });

  it('is drawn like a declaration of the portal, and once', () => {
    const refs = Array.from(
      { length: 300 },
      (_, index) => `component:default/service-${index}`,
    );
    const inPortal = refs.filter(
      ref =>
        judgeDeclaration({
          framework: defaultFramework,
          current: profileOf(),
          entity: { ref },
          values: internal,
          by: ADA,
          at: AT,
        }).sampled,
    );
    const inDescriptor = (decided?: DecidedProfile) =>
      refs.filter(ref =>
        isDescriptorSampled(merged(internal, { ref, decided })),
      );
    expect(inPortal.length).toBeGreaterThan(10);
    expect(inDescriptor()).toEqual(inPortal);
    expect(
      inDescriptor({ kept: { classification: { value: 'internal', at: AT } } }),
    ).toEqual([]);
    expect(
      inDescriptor({
        approved: {
          classification: {
            value: 'internal',
            from: 'restricted',
            by: GRACE,
            at: AT,
          },
        },
      }),
    ).toEqual([]);
    expect(
      refs.filter(ref =>
        isDescriptorSampled(
          merged({ classification: 'confidential' }, { ref }),
        ),
      ),
    ).toEqual([]);
  });
});

describe('the life of a declaration', () => {
  it('keeps protecting until somebody else approves', () => {
    const first = profileOf({
      classification: 'restricted',
      tier: 3,
      handles: ['pii'],
    });
    const decided = keepProtections(defaultFramework, undefined, first);

    const lower: DeclaredValues = {
      classification: 'internal',
      tier: 2,
      handles: [],
    };
    const waiting = profileOf(lower, { decided });
    expect(waiting.classification.value).toBe('restricted');
    expect(waiting.tier.value).toBe(3);

    const { awaiting } = judge(lower, first);
    expect(awaiting).toHaveLength(3);
    expect(() =>
      approveLowering(defaultFramework, decided, awaiting[0], waiting, {
        by: ADA,
        at: LATER,
      }),
    ).toThrow('other than the declarer');
    const approved = awaiting.reduce<DecidedProfile>(
      (before, lowering) =>
        approveLowering(defaultFramework, before, lowering, waiting, {
          by: GRACE,
          at: LATER,
        }),
      decided,
    );
    const lowered = profileOf(lower, { decided: approved });
    expect(lowered.classification.value).toBe('internal');
    expect(lowered.tier.value).toBe(2);
    expect(lowered.handles.value).toEqual([]);
    expect(lowered.conflicts).toEqual([]);
  });

  it('never lowers what is kept', () => {
    const high = keepProtections(
      defaultFramework,
      undefined,
      profileOf({ classification: 'restricted', tier: 3 }),
    );
    const after = keepProtections(
      defaultFramework,
      high,
      profileOf({ classification: 'internal', tier: 1 }),
    );
    expect(after.kept).toMatchObject({
      classification: { value: 'restricted' },
      tier: { value: 3 },
    });
  });

  it('keeps nothing that was only assumed', () => {
    expect(keepProtections(defaultFramework, undefined, profileOf())).toEqual(
      {},
    );
  });
});

describe('consequences', () => {
  const tool = {
    id: 'cursor',
    name: 'Cursor',
    status: 'approved' as const,
    enterpriseEndpoint: true,
    zeroRetention: false,
    onPremises: false,
    privacyMode: true,
    telemetryOff: true,
  };

  it('shows what answers lead to, with reasons', () => {
    expect(
      consequences({
        framework: defaultFramework,
        tools: [tool],
        values: { handles: ['payments'] },
        at: AT,
      }),
    ).toMatchObject({
      classification: {
        value: 'restricted',
        name: 'Restricted',
        reason: 'payments sets restricted',
      },
      tier: { value: 3, reason: 'payments sets tier 3' },
      floors: { tier: { value: 3, by: ['payments'] } },
      reviewRequirements: expect.arrayContaining([
        'Sign-off by the governance committee',
      ]),
      toolRule: 'No AI tool.',
      toolAccess: [
        {
          allowed: false,
          reasons: ['no AI tool may be used with restricted data'],
        },
      ],
    });
  });

  it('changes with every answer', () => {
    const allowed = (classification: 'internal' | 'confidential') =>
      consequences({
        framework: defaultFramework,
        tools: [tool],
        values: { classification },
        at: AT,
      }).toolAccess[0];
    expect(allowed('internal').allowed).toBe(true);
    expect(allowed('confidential')).toMatchObject({
      allowed: false,
      reasons: ['needs zero retention or an on-premises installation'],
    });
  });
});
