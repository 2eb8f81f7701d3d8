import {
  annotationsFor,
  stripWrittenAnnotations,
  type AnnotatedJudgement,
} from './annotationsFor';

const judgement: AnnotatedJudgement = {
  classification: 'confidential',
  tier: 3,
  level: 2,
  ownLevel: 3,
  levelWithoutExceptions: 1,
  changedAt: '2026-11-20T09:00:00.000Z',
  controls: [
    { id: 'SEC-001', status: 'met' },
    { id: 'SEC-003', status: 'exempt' },
    { id: 'CQ-001', status: 'notApplicable' },
  ],
};

describe('annotationsFor', () => {
  it('states the judgement and each applicable control', () => {
    expect(annotationsFor(judgement)).toEqual({
      'status.ai-governance/data-classification': 'confidential',
      'status.ai-governance/review-tier': '3',
      'status.ai-governance/maturity-level': '2',
      'status.ai-governance/own-level': '3',
      'status.ai-governance/level-without-exceptions': '1',
      'status.ai-governance/changed-at': '2026-11-20T09:00:00.000Z',
      'control.ai-governance/SEC-001': 'met',
      'control.ai-governance/SEC-003': 'exempt',
    });
  });

  it('leaves out levels of an entity that is not ranked', () => {
    const annotations = annotationsFor({
      ...judgement,
      level: null,
      ownLevel: null,
      levelWithoutExceptions: null,
      changedAt: undefined,
    });
    expect(Object.keys(annotations)).toEqual([
      'status.ai-governance/data-classification',
      'status.ai-governance/review-tier',
      'control.ai-governance/SEC-001',
      'control.ai-governance/SEC-003',
    ]);
  });

  it('writes only what is configured', () => {
    expect(
      annotationsFor(judgement, {
        status: ['maturity-level'],
        controls: ['SEC-003', 'CQ-001'],
      }),
    ).toEqual({
      'status.ai-governance/maturity-level': '2',
      'control.ai-governance/SEC-003': 'exempt',
    });
    expect(annotationsFor(judgement, { status: [], controls: [] })).toEqual({});
  });

  it('keeps sensitive services out of the catalog', () => {
    expect(
      annotationsFor(judgement, { suppress: { confidential: 'all' } }),
    ).toEqual({});
    expect(
      Object.keys(
        annotationsFor(judgement, { suppress: { confidential: 'controls' } }),
      ).filter(key => key.startsWith('control.')),
    ).toEqual([]);
    expect(
      annotationsFor(judgement, { suppress: { restricted: 'all' } }),
    ).toEqual(annotationsFor(judgement));
  });
});

describe('stripWrittenAnnotations', () => {
  it('takes out what only the module may write', () => {
    expect(
      stripWrittenAnnotations({
        'status.ai-governance/maturity-level': '5',
        'control.ai-governance/SEC-001': 'met',
        'ai-governance/review-tier': '2',
        'backstage.io/managed-by-location': 'url:x',
      }),
    ).toEqual({
      'ai-governance/review-tier': '2',
      'backstage.io/managed-by-location': 'url:x',
    });
  });
});
