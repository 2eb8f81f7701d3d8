import { withoutPlaces } from './places';
import type { CheckResult, Scorecard } from './types';

const found: CheckResult = {
  check: 'SEC-002.instructions',
  outcome: 'fail',
  summary: 'One finding',
  source: 'repository:https://example.com/a',
  link: 'https://example.com/a/blob/main/AGENTS.md#L3',
  findings: [
    {
      rule: 'hidden-unicode',
      severity: 'high',
      message: 'Text that nobody sees is read by the assistant',
      path: 'AGENTS.md',
      line: 3,
      fingerprint: 'f1',
    },
  ],
  sources: [
    {
      source: 'repository:https://example.com/a',
      outcome: 'fail',
      summary: 'One finding',
      link: 'https://example.com/a/blob/main/AGENTS.md#L3',
    },
  ],
};

const clean: CheckResult = {
  check: 'SEC-001.scanner',
  outcome: 'pass',
  summary: 'CodeQL runs on pull requests',
  link: 'https://example.com/a/actions',
};

const scorecard = {
  entityRef: 'component:default/a',
  level: 1,
  controls: [
    {
      control: 'SEC-002',
      status: 'gap',
      parts: [
        {
          control: 'SEC-002',
          scope: 'entity',
          status: 'gap',
          checks: [found, clean],
        },
      ],
    },
  ],
} as unknown as Scorecard;

describe('withoutPlaces', () => {
  it('keeps what was found, and leaves out where', () => {
    const [first, second] =
      withoutPlaces(scorecard).controls[0].parts[0].checks;
    expect(first).toEqual({
      check: 'SEC-002.instructions',
      outcome: 'fail',
      summary: 'One finding',
      source: 'repository:https://example.com/a',
      findings: [
        {
          rule: 'hidden-unicode',
          severity: 'high',
          message: 'Text that nobody sees is read by the assistant',
          fingerprint: 'f1',
        },
      ],
      sources: [
        {
          source: 'repository:https://example.com/a',
          outcome: 'fail',
          summary: 'One finding',
        },
      ],
    });
    expect(second).toEqual(clean);
  });

  it('changes nothing else, nor what it was given', () => {
    const before = JSON.stringify(scorecard);
    const { controls, ...rest } = withoutPlaces(scorecard);
    const { controls: _, ...original } = scorecard;
    expect(rest).toEqual(original);
    expect(controls[0].status).toBe('gap');
    expect(JSON.stringify(scorecard)).toBe(before);
  });
});
