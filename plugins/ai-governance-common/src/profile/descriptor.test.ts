import fc from 'fast-check';
import { parse } from 'yaml';
import { defaultFramework } from '../framework/default';
import { catalogInfoLines } from './catalogInfo';
import { parseDescriptorAnnotations } from './descriptor';
import type { DeclaredValues } from './types';

const CLASSIFICATION = 'ai-governance/data-classification';
const TIER = 'ai-governance/review-tier';
const HANDLES = 'ai-governance/handles';
const STAGE = 'ai-governance/adoption-stage';
const AI_USE = 'ai-governance/ai-use';

describe('parseDescriptorAnnotations', () => {
  it('reads every annotation', () => {
    expect(
      parseDescriptorAnnotations(
        {
          [CLASSIFICATION]: 'confidential',
          [TIER]: '2',
          [HANDLES]: 'authentication,pii',
          [STAGE]: 'controlled',
          [AI_USE]: 'claude-code, cursor',
          'backstage.io/techdocs-ref': 'dir:.',
        },
        defaultFramework,
        '2026-11-20T09:00:00.000Z',
      ),
    ).toEqual({
      values: {
        classification: 'confidential',
        tier: 2,
        handles: ['authentication', 'pii'],
        adoptionStage: 'controlled',
        aiUse: ['claude-code', 'cursor'],
      },
      invalid: [],
      at: '2026-11-20T09:00:00.000Z',
    });
  });

  it.each<[string, unknown, DeclaredValues]>([
    [CLASSIFICATION, '  Confidential ', { classification: 'confidential' }],
    [CLASSIFICATION, 'SECRET', { classification: 'restricted' }],
    [TIER, ' 3 ', { tier: 3 }],
    [TIER, 1, { tier: 1 }],
    [TIER, 'Tier 2', { tier: 2 }],
    [HANDLES, ' PII , Payments,pii ,', { handles: ['pii', 'payments'] }],
    [HANDLES, 'regulated data', { handles: ['regulated-data'] }],
    [HANDLES, 'none', { handles: [] }],
    [AI_USE, 'None', { aiUse: 'none' }],
    [AI_USE, 'Cursor,,cursor', { aiUse: ['cursor'] }],
    [STAGE, 'Pilot', { adoptionStage: 'pilot' }],
  ])('reads %s: %j', (annotation, written, values) => {
    expect(parseDescriptorAnnotations({ [annotation]: written })).toEqual({
      values,
      invalid: [],
    });
  });

  it.each<[string, unknown, string]>([
    [CLASSIFICATION, 'secrett', 'use one of public, internal, confidential'],
    [CLASSIFICATION, '', 'empty'],
    [CLASSIFICATION, { a: 1 }, 'must be text'],
    [CLASSIFICATION, ['public'], 'must be text'],
    [TIER, '4', 'use one of 1, 2, 3'],
    [TIER, '22', 'use one of 1, 2, 3'],
    [TIER, 'high', 'use one of 1, 2, 3'],
    [TIER, '-1', 'use one of 1, 2, 3'],
    [STAGE, 'done', 'use one of pilot, controlled, scaled'],
    [HANDLES, 'nuclear', '"nuclear" is not a known subject'],
    [AI_USE, '<script>', 'not an assistant id'],
  ])('refuses %s: %j', (annotation, written, message) => {
    const { values, invalid } = parseDescriptorAnnotations({
      [annotation]: written,
    });
    expect(values).toEqual({});
    expect(invalid).toEqual([
      {
        annotation,
        value: expect.any(String),
        message: expect.stringContaining(message),
      },
    ]);
  });

  it('keeps what it understands beside what it does not', () => {
    const { values, invalid } = parseDescriptorAnnotations({
      [HANDLES]: 'pii, nuclear',
      [AI_USE]: 'none, cursor',
      [TIER]: '9',
      [CLASSIFICATION]: 'internal',
    });
    expect(values).toEqual({
      classification: 'internal',
      handles: ['pii'],
      aiUse: ['cursor'],
    });
    expect(invalid.map(({ annotation, value }) => [annotation, value])).toEqual(
      [
        [TIER, '9'],
        [HANDLES, 'nuclear'],
        [AI_USE, 'none, cursor'],
      ],
    );
  });

  it('shortens hostile values in messages', () => {
    const [{ message, value }] = parseDescriptorAnnotations({
      [CLASSIFICATION]: 'x'.repeat(100_000),
    }).invalid;
    expect(message.length).toBeLessThan(300);
    expect(value.length).toBeLessThan(300);
  });

  it('takes nothing from the prototype', () => {
    const annotations = Object.create({ [CLASSIFICATION]: 'public' });
    expect(parseDescriptorAnnotations(annotations).values).toEqual({});
  });

  it('never throws, whatever annotations hold', () => {
    const keys = [CLASSIFICATION, TIER, HANDLES, STAGE, AI_USE];
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(...keys),
          fc.oneof(fc.anything(), fc.string(), fc.constant(Symbol('x'))),
        ),
        annotations => {
          const { values, invalid } = parseDescriptorAnnotations(annotations);
          expect(invalid.every(({ message }) => message !== '')).toBe(true);
          expect(typeof values).toBe('object');
        },
      ),
    );
    expect(parseDescriptorAnnotations(undefined).values).toEqual({});
    expect(parseDescriptorAnnotations(null).values).toEqual({});
  });
});

describe('catalogInfoLines', () => {
  it('writes the lines to copy', () => {
    expect(
      catalogInfoLines({
        classification: 'confidential',
        tier: 2,
        handles: ['authentication', 'pii'],
        adoptionStage: 'controlled',
        aiUse: 'none',
      }),
    ).toEqual([
      'ai-governance/data-classification: confidential',
      'ai-governance/review-tier: "2"',
      'ai-governance/handles: authentication,pii',
      'ai-governance/adoption-stage: controlled',
      'ai-governance/ai-use: none',
    ]);
    expect(catalogInfoLines({})).toEqual([]);
  });

  it('is read back as what was declared', () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            classification: fc.constantFrom(
              ...defaultFramework.classifications.map(({ id }) => id),
            ),
            tier: fc.constantFrom(1 as const, 2 as const, 3 as const),
            handles: fc.subarray(defaultFramework.handles.map(({ id }) => id)),
            adoptionStage: fc.constantFrom('pilot', 'controlled', 'scaled'),
            aiUse: fc.oneof(
              fc.constant('none' as const),
              fc.subarray(['aider', 'claude-code', 'cursor'], { minLength: 1 }),
            ),
          },
          { requiredKeys: [] },
        ),
        values => {
          const annotations = parse(catalogInfoLines(values).join('\n')) ?? {};
          expect(parseDescriptorAnnotations(annotations)).toEqual({
            values,
            invalid: [],
          });
        },
      ),
    );
  });
});
