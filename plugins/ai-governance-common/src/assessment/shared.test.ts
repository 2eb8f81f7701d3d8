import { defaultFramework } from '../framework/default';
import {
  AT,
  GROUP,
  TOOL,
  attestation,
  checksOf,
  completeGroup,
  completeOrganization,
  inDays,
  observation,
} from './__testUtils__/fixtures';
import { judgeGroupParts, judgeOrganizationParts } from './shared';
import type { Attestation, Evidence, JudgedParts } from './types';

const outcome = (judged: JudgedParts, check: string) =>
  [...judged.parts.flatMap(({ checks }) => checks), ...judged.criteria].find(
    result => result.check === check,
  )?.outcome;

const status = (judged: JudgedParts, control: string) =>
  judged.parts.find(part => part.control === control)?.status;

function organization(
  attestations: Attestation[],
  overrides: { evidence?: Evidence[]; tools?: (typeof TOOL)[] } = {},
): JudgedParts {
  return judgeOrganizationParts({
    framework: defaultFramework,
    tools: [TOOL],
    evidence: [],
    confirmations: {},
    attestations,
    at: AT,
    ...overrides,
  });
}

describe('judgeOrganizationParts', () => {
  it('starts at level 1 with nothing known', () => {
    const judged = organization([]);
    expect(judged.level).toBe(1);
    expect(status(judged, 'TM-001')).toBe('unknown');
    expect(judged.criteria).toHaveLength(6);
  });

  it('reaches level 5 with everything attested', () => {
    expect(completeOrganization().level).toBe(5);
  });

  it.each([
    ['TM-001.registry', 1],
    ['TM-002.process', 1],
    ['OPS-001.curriculum', 1],
    ['TM-003.template', 2],
    ['DP-001.access-matrix', 2],
    ['DP-002.egress-report', 2],
    ['SEC-001.rule-set', 2],
    ['SEC-003.checklist', 2],
    ['OPS-002.tabletop', 2],
    ['CMP-002.gap-analysis', 3],
    ['L5.zero-trust-execution', 4],
  ])('without %s stays at level %i', (check, level) => {
    expect(completeOrganization({ without: [check] }).level).toBe(level);
  });

  it('counts an attestation only with a second person', () => {
    const one = (overrides: Partial<Attestation>) =>
      outcome(
        organization([attestation('TM-002.process', overrides)]),
        'TM-002.process',
      );
    expect(one({})).toBe('pass');
    expect(one({ confirmedBy: undefined })).toBe('unknown');
    expect(one({ confirmedBy: '' })).toBe('unknown');
    expect(one({ confirmedBy: 'User:default/ADA' })).toBe('unknown');
  });

  it('holds an attestation from its start until before its end', () => {
    const between = (from: string, validUntil: string) =>
      outcome(
        organization([attestation('TM-002.process', { from, validUntil })]),
        'TM-002.process',
      );
    expect(between(inDays(0), inDays(1))).toBe('pass');
    expect(between(inDays(0, 1), inDays(1))).toBe('unknown');
    expect(between(inDays(-9), inDays(0, 1))).toBe('pass');
    expect(between(inDays(-9), inDays(0))).toBe('stale');
    expect(between(inDays(1), inDays(-1))).toBe('unknown');
  });

  it.each([
    ['TM-001.registry', 31],
    ['TM-001.asset-inventory', 31],
    ['TM-003.template', 92],
    ['DP-001.access-matrix', 92],
    ['DP-002.monitoring', 92],
    ['DP-002.egress-report', 31],
    ['CMP-002.mapping', 366],
    ['OPS-001.curriculum', 366],
    ['OPS-002.playbook', 366],
  ])('renews %s every %i days, whatever was promised', (check, days) => {
    const from = (day: number, milliseconds: number) =>
      outcome(
        organization([
          attestation(check, {
            from: inDays(day, milliseconds),
            validUntil: inDays(9999),
          }),
        ]),
        check,
      );
    expect(from(-days, 1)).toBe('pass');
    expect(from(-days, 0)).toBe('stale');
  });

  it('takes the attestation that ends last, in any order', () => {
    const short = attestation('TM-002.process', {
      id: 'a',
      validUntil: inDays(5),
    });
    const long = attestation('TM-002.process', {
      id: 'b',
      validUntil: inDays(50),
    });
    for (const list of [
      [short, long],
      [long, short],
    ]) {
      const part = organization(list).parts.find(
        ({ control }) => control === 'TM-002',
      )!;
      expect(part.checks[0]).toMatchObject({
        source: 'attestation:b',
        validUntil: inDays(50),
        attestation: { id: 'b', by: 'user:default/ada' },
      });
    }
  });

  it.each([
    ['event.incident', 'OPS-002.playbook'],
    ['event.regulation-change', 'CMP-002.mapping'],
    ['event.tool-onboarded', 'OPS-001.curriculum'],
    ['event.tool-request', 'TM-002.process'],
  ])('%s makes %s due', (event, check) => {
    const attestations = [attestation(check, { from: inDays(-100) })];
    const after = (days: number) =>
      outcome(
        organization(attestations, {
          evidence: [
            observation(event, { source: 'x', observedAt: inDays(days) }),
          ],
        }),
        check,
      );
    expect(after(-95)).toBe('stale');
    expect(after(-89)).toBe('pass');
    expect(after(-101)).toBe('pass');
  });

  it('does not take an observation for a statement by a person', () => {
    expect(
      outcome(
        organization([], { evidence: [observation('TM-002.process')] }),
        'TM-002.process',
      ),
    ).toBe('unknown');
  });

  it('wants every approved tool inside its review date, and at least one', () => {
    const tools = (...list: Partial<typeof TOOL>[]) =>
      outcome(
        organization([], { tools: list.map(tool => ({ ...TOOL, ...tool })) }),
        'TM-001.review-dates',
      );
    expect(tools()).toBe('unknown');
    expect(tools({ status: 'requested' })).toBe('unknown');
    expect(tools({})).toBe('pass');
    expect(tools({}, { id: 'x', reviewBy: inDays(0) })).toBe('fail');
    expect(tools({}, { id: 'x', reviewBy: undefined })).toBe('fail');
    expect(
      tools({}, { id: 'x', reviewBy: inDays(-1), status: 'retired' }),
    ).toBe('pass');
  });

  it('knows when time alone changes it', () => {
    const judged = organization([
      attestation('TM-002.process', { validUntil: inDays(7) }),
    ]);
    expect(judged.nextDueAt).toBe(inDays(7));
    expect(organization([], { tools: [] }).nextDueAt).toBeUndefined();
  });

  it('says which instant it did not understand', () => {
    expect(() =>
      judgeOrganizationParts({
        framework: defaultFramework,
        tools: [],
        evidence: [],
        confirmations: {},
        attestations: [],
        at: 'now',
      }),
    ).toThrow('"at" must be an ISO 8601 instant');
  });
});

describe('judgeGroupParts', () => {
  it('judges training by evidence', () => {
    expect(status(completeGroup(), 'OPS-001')).toBe('met');
    expect(completeGroup().level).toBe(5);
    const untrained = completeGroup({ without: ['OPS-001.completion'] });
    expect(status(untrained, 'OPS-001')).toBe('unknown');
    expect(untrained.level).toBe(1);
  });

  it('judges training by attestations of the group', () => {
    const judged = judgeGroupParts({
      framework: defaultFramework,
      group: GROUP,
      evidence: [],
      confirmations: {},
      attestations: checksOf('group').map(({ id }) =>
        attestation(id, { subject: GROUP, confirmedBy: undefined }),
      ),
      at: AT,
    });
    expect(status(judged, 'OPS-001')).toBe('met');
    expect(judged.subject).toBe(GROUP);
    expect(judged.criteria).toEqual([]);
  });
});
