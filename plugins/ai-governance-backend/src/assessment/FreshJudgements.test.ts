import fc from 'fast-check';
import { defaultFramework } from '@plumbline/backstage-plugin-ai-governance-common';
import type { FrameworkInForce } from '../framework/FrameworkService';
import type { InventoryRecord } from '../inventory/InventoryStore';
import { assembleInputs } from './AssessmentInputs';
import { FreshJudgements } from './FreshJudgements';
import { judgeForStorage } from './judge';

jest.mock('./judge', () => {
  const actual = jest.requireActual('./judge');
  return { ...actual, judgeForStorage: jest.fn(actual.judgeForStorage) };
});

function inForceOf(digest: string): FrameworkInForce {
  return {
    framework: defaultFramework,
    digest,
    inForceSince: '2026-01-01T00:00:00.000Z',
    tools: [],
    positions: new Map(
      defaultFramework.controls.map(({ id }, index) => [id, index]),
    ),
  };
}

const inForce = inForceOf('f');
const DAYS = ['2026-11-01', '2026-11-02', '2027-12-31'].map(
  day => `${day}T00:00:00.000Z`,
);

function inputsOf(record: Partial<InventoryRecord>, warnings: string[] = []) {
  const whole: InventoryRecord = {
    entityRef: 'component:default/a',
    kind: 'component',
    name: 'a',
    owners: ['group:default/a'],
    descriptor: {},
    descriptorAt: DAYS[0],
    subpath: '',
    repositories: [],
    digest: 'd',
    ...record,
  };
  return assembleInputs([whole], defaultFramework, {
    evidence: [],
    declarations: [],
    attestations: [],
    decided: new Map(),
    confirmed: new Map(),
    disputes: [],
    exceptions: [],
    warnings,
  }).get(whole.entityRef)!;
}

const told = fc.record({
  entityRef: fc.constantFrom('a', 'b', 'c').map(x => `component:default/${x}`),
  kind: fc.constantFrom('component', 'api'),
  type: fc.constantFrom('service', 'library', undefined),
  lifecycle: fc.constantFrom('production', undefined),
  owners: fc.subarray(['group:default/a', 'user:default/u']),
  descriptor: fc.constantFrom<{ [key: string]: string }>(
    {},
    {},
    { 'ai-governance/review-tier': '3' },
    { 'ai-governance/data-classification': 'nonsense' },
  ),
  descriptorAt: fc.constantFrom(...DAYS),
  sourceKey: fc.constantFrom('git:x', undefined),
});

describe('judgements of entities nobody heard of before', () => {
  it('are those of each entity judged alone, whatever came before', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            told,
            warnings: fc.subarray(['SEC-001.scanner']),
            at: fc.constantFrom(...DAYS),
            framework: fc.constantFrom(inForce, inForceOf('g')),
            notAssessable: fc.constantFrom(undefined, 'left out'),
          }),
          { minLength: 2, maxLength: 30 },
        ),
        all => {
          const judgements = new FreshJudgements();
          for (const { told: record, warnings, framework, ...rest } of all) {
            const inputs = inputsOf(record, warnings);
            expect(judgements.judge(inputs, framework, rest)).toEqual(
              judgeForStorage(inputs, framework, { ...rest, revision: 0 })
                .stored,
            );
          }
        },
      ),
    );
  });

  it('work alike entities out once', () => {
    const judgements = new FreshJudgements();
    const judge = (name: string, type: string) =>
      judgements.judge(
        inputsOf({ entityRef: `component:default/${name}`, type }),
        inForce,
        { notAssessable: undefined, at: DAYS[0] },
      );
    const before = jest.mocked(judgeForStorage).mock.calls.length;
    for (const name of ['a', 'b', 'c']) {
      judge(name, 'service');
      judge(name, 'library');
    }
    expect(jest.mocked(judgeForStorage).mock.calls.length - before).toBe(2);
  });
});
