import { defaultFramework } from '../framework/default';
import { keepProtections } from './judge';
import { mergeProfile, type MergeProfileInput } from './merge';
import type { DeclaredValues, DecidedProfile } from './types';

const AT = '2026-11-20T09:00:00.000Z';
const EARLIER = '2026-10-01T09:00:00.000Z';
const BEFORE = '2026-09-01T09:00:00.000Z';

function merge(
  sources: {
    descriptor?: DeclaredValues;
    portal?: DeclaredValues;
    decided?: DecidedProfile;
  },
  overrides: Partial<MergeProfileInput> = {},
) {
  return mergeProfile({
    framework: defaultFramework,
    ...(sources.descriptor && {
      descriptor: { values: sources.descriptor, invalid: [], at: EARLIER },
    }),
    ...(sources.portal && {
      portal: { values: sources.portal, by: 'user:default/ada', at: BEFORE },
    }),
    decided: sources.decided,
    entity: { ref: 'component:default/a' },
    at: AT,
    ...overrides,
  });
}

const kinds = (profile: ReturnType<typeof merge>) =>
  profile.conflicts.map(({ field, kind }) => `${field} ${kind}`);

describe('mergeProfile', () => {
  it('assumes confidential and tier 2 while nothing is declared', () => {
    expect(merge({})).toEqual({
      classification: {
        value: 'confidential',
        source: 'assumed',
        reason: 'nothing is declared, so confidential is assumed',
      },
      tier: {
        value: 2,
        source: 'assumed',
        reason: 'nothing is declared, so tier 2 is assumed',
      },
      handles: { value: [], source: 'assumed', reason: 'nothing is declared' },
      declared: false,
      conflicts: [],
    });
  });

  it('names the source, person and date of what is declared', () => {
    const profile = merge({
      portal: { classification: 'restricted', tier: 3 },
    });
    expect(profile.classification).toEqual({
      value: 'restricted',
      source: 'portal',
      reason: 'declared in the portal',
      by: 'user:default/ada',
      at: BEFORE,
    });
    expect(profile).toMatchObject({ declared: true, confirmedAt: BEFORE });
    expect(merge({ descriptor: { tier: 1 } })).toMatchObject({
      tier: { value: 1, source: 'descriptor' },
      declared: false,
    });
  });

  it('lets a first declaration go below what was assumed', () => {
    const profile = merge({ descriptor: { classification: 'internal' } });
    expect(profile.classification.value).toBe('internal');
    expect(profile.conflicts).toEqual([]);
  });

  it('puts the stricter of two sources in force and shows the conflict', () => {
    const profile = merge({
      descriptor: { classification: 'internal', tier: 3 },
      portal: { classification: 'confidential', tier: 2 },
    });
    expect(profile.classification).toMatchObject({
      value: 'confidential',
      source: 'portal',
    });
    expect(profile.tier).toMatchObject({ value: 3, source: 'descriptor' });
    expect(kinds(profile)).toEqual([
      'classification disagreement',
      'tier disagreement',
    ]);
    expect(profile.conflicts[0].values).toEqual([
      { source: 'descriptor', value: 'internal' },
      { source: 'portal', value: 'confidential' },
    ]);
  });

  it.each<[string, number, string]>([
    ['payments', 3, 'restricted'],
    ['pii', 3, 'restricted'],
    ['phi', 3, 'restricted'],
    ['credentials', 3, 'restricted'],
    ['authentication', 3, 'internal'],
    ['cryptography', 3, 'internal'],
    ['regulated-data', 3, 'internal'],
    ['infrastructure', 2, 'internal'],
    ['customer-data', 2, 'confidential'],
    ['internal-tooling', 1, 'internal'],
    ['cosmetic', 1, 'internal'],
  ])('raises to the floors of %s', (handled, tier, classification) => {
    const profile = merge({
      portal: { classification: 'internal', tier: 1, handles: [handled] },
    });
    expect(profile.tier.value).toBe(tier);
    expect(profile.classification.value).toBe(classification);
    expect(profile.conflicts.every(({ kind }) => kind === 'belowFloor')).toBe(
      true,
    );
    expect(profile.conflicts).toHaveLength(
      Number(tier > 1) + Number(classification !== 'internal'),
    );
  });

  it('gives the reason of a floor', () => {
    expect(
      merge({ portal: { handles: ['payments', 'pii'] } }).tier,
    ).toMatchObject({
      value: 3,
      source: 'floor',
      reason: 'payments, pii set tier 3',
    });
  });

  it('joins what the sources handle', () => {
    const profile = merge({
      descriptor: { handles: ['infrastructure'] },
      portal: { handles: ['authentication'] },
    });
    expect(profile.handles.value).toEqual(['authentication', 'infrastructure']);
    expect(kinds(profile)).toEqual(['handles disagreement']);
  });

  it('takes public only from a public repository or an approval', () => {
    const declared = { descriptor: { classification: 'public' as const } };
    const profile = merge(declared);
    expect(profile.classification.value).toBe('internal');
    expect(kinds(profile)).toEqual(['classification awaitingApproval']);
    expect(
      merge(declared, { entity: { ref: 'x', visibility: 'public' } })
        .classification.value,
    ).toBe('public');
    expect(
      merge({
        ...declared,
        decided: {
          approved: {
            classification: {
              value: 'public',
              from: 'internal',
              by: 'user:default/grace',
              at: EARLIER,
            },
          },
        },
      }).classification.value,
    ).toBe('public');
  });

  describe('with kept protections', () => {
    const kept: DecidedProfile = {
      kept: {
        classification: { value: 'restricted', at: BEFORE },
        tier: { value: 3, at: BEFORE },
        handles: { value: ['pii'], at: BEFORE },
      },
    };

    it('keeps them against a lower declaration', () => {
      const profile = merge({
        portal: { classification: 'internal', tier: 1, handles: [] },
        decided: kept,
      });
      expect(profile.classification.value).toBe('restricted');
      expect(profile.tier.value).toBe(3);
      expect(profile.handles.value).toEqual(['pii']);
      expect(kinds(profile)).toContain('classification awaitingApproval');
      expect(kinds(profile)).toContain('handles awaitingApproval');
    });

    it('keeps them when the declaration is gone, and says it is undeclared', () => {
      const profile = merge({ decided: kept });
      expect(profile.classification.value).toBe('restricted');
      expect(profile.tier.value).toBe(3);
      expect(profile.declared).toBe(false);
      expect(kinds(profile)).toContain('handles awaitingApproval');
      const only = merge({
        decided: { kept: { tier: { value: 3 } } },
      });
      expect(only.tier).toMatchObject({ value: 3, source: 'decision' });
      expect(kinds(only)).toEqual(['tier awaitingApproval']);
    });

    it('releases them by a later approval, down to the approved value', () => {
      const approved: DecidedProfile = {
        ...kept,
        approved: {
          classification: {
            value: 'internal',
            from: 'restricted',
            by: 'user:default/grace',
            at: EARLIER,
          },
          tier: { value: 2, from: 3, by: 'user:default/grace', at: EARLIER },
          handles: {
            removed: ['pii'],
            by: 'user:default/grace',
            at: EARLIER,
          },
        },
      };
      const profile = merge({
        portal: { classification: 'internal', tier: 1, handles: [] },
        decided: approved,
      });
      expect(profile.classification.value).toBe('internal');
      expect(profile.tier.value).toBe(2);
      expect(profile.handles.value).toEqual([]);
      expect(kinds(profile)).toEqual(['tier awaitingApproval']);
    });

    it('is not released by an approval given before', () => {
      const profile = merge({
        portal: { tier: 1 },
        decided: {
          kept: { tier: { value: 3, at: EARLIER } },
          approved: { tier: { value: 1, from: 3, by: 'x', at: BEFORE } },
        },
      });
      expect(profile.tier.value).toBe(3);
    });

    it('does not release a floor above what the approval looked at', () => {
      const profile = merge({
        portal: { tier: 1, handles: ['payments'] },
        decided: {
          approved: { tier: { value: 1, from: 2, by: 'x', at: BEFORE } },
        },
      });
      expect(profile.tier.value).toBe(3);
    });
  });

  it('shows values it does not know', () => {
    const profile = merge(
      {},
      {
        descriptor: {
          values: {},
          invalid: [
            {
              annotation: 'ai-governance/data-classification',
              value: 'secrett',
              message: 'not known',
            },
            {
              annotation: 'ai-governance/review-tier',
              value: '9',
              message: 'not known',
            },
          ],
        },
        portal: {
          values: { classification: 'x' as never, handles: ['nuclear'] },
          by: 'user:default/ada',
          at: BEFORE,
        },
      },
    );
    expect(kinds(profile)).toEqual([
      'classification invalid',
      'tier invalid',
      'classification invalid',
      'handles invalid',
    ]);
    expect(profile.declared).toBe(false);
  });

  it('takes the use of assistants for stricter than none', () => {
    const profile = merge({
      descriptor: { aiUse: 'none' },
      portal: { aiUse: ['cursor'] },
    });
    expect(profile.aiUse).toMatchObject({
      value: ['cursor'],
      source: 'portal',
    });
    expect(kinds(profile)).toEqual(['aiUse disagreement']);
    expect(merge({ descriptor: { aiUse: 'none' } }).aiUse).toMatchObject({
      value: 'none',
      at: EARLIER,
    });
  });

  it.each<[string, string, string, string[]]>([
    // what was in force, what the descriptor says, what is in force now
    ['pilot', 'scaled', 'pilot', ['adoptionStage awaitingApproval']],
    ['pilot', 'controlled', 'controlled', []],
    ['pilot', 'pilot', 'pilot', []],
    ['scaled', 'pilot', 'pilot', []],
    // One that the framework no longer has holds nothing back.
    ['trial', 'scaled', 'scaled', []],
  ])('lets a descriptor skip no stage: %s to %s', (from, to, inForce, open) => {
    const by = 'user:default/ada';
    const kept = { value: from, by, at: BEFORE };
    const profile = merge({
      descriptor: { adoptionStage: to },
      decided: { kept: { adoptionStage: kept } },
    });
    expect(profile.adoptionStage?.value).toBe(inForce);
    expect(kinds(profile)).toEqual(open);
    expect(
      keepProtections(defaultFramework, undefined, profile).kept?.adoptionStage,
    ).toEqual(open.length > 0 ? kept : { value: inForce, at: EARLIER });
  });

  it('takes a first stage, and a skipped one that was approved in the portal', () => {
    const scaled = { adoptionStage: 'scaled' };
    const kept = { adoptionStage: { value: 'pilot', at: BEFORE } };
    for (const profile of [
      merge({ descriptor: scaled }),
      merge({ descriptor: scaled, portal: scaled, decided: { kept } }),
    ]) {
      expect(profile.adoptionStage?.value).toBe('scaled');
      expect(profile.conflicts).toEqual([]);
    }
    const [conflict] = merge({
      descriptor: scaled,
      decided: { kept },
    }).conflicts;
    expect(conflict).toMatchObject({
      message:
        'no stage is skipped: controlled comes between pilot and scaled; pilot stays in force until an approval',
      values: [
        { source: 'descriptor', value: 'scaled' },
        { source: 'decision', value: 'pilot' },
      ],
    });
  });

  it('takes the earlier of two adoption stages', () => {
    const profile = merge({
      descriptor: { adoptionStage: 'scaled' },
      portal: { adoptionStage: 'pilot' },
    });
    expect(profile.adoptionStage?.value).toBe('pilot');
    expect(kinds(profile)).toEqual(['adoptionStage disagreement']);
  });

  it('takes the newest confirmation of what is declared', () => {
    expect(
      merge({ descriptor: { classification: 'internal' } }, { confirmedAt: AT })
        .confirmedAt,
    ).toBe(AT);
    expect(merge({}, { confirmedAt: AT }).confirmedAt).toBeUndefined();
  });
});
