import { findingWithoutPlace, withoutPlaces } from './places';
import type { CheckResult, Scorecard } from './types';

const found: CheckResult = {
  check: 'SEC-002.instructions',
  outcome: 'fail',
  summary: 'One finding in AGENTS.md (hidden-unicode)',
  source: 'repository:https://example.com/a',
  link: 'https://example.com/a/blob/main/AGENTS.md#L3',
  findings: [
    {
      rule: 'hidden-unicode',
      severity: 'high',
      message: 'Text in AGENTS.md that nobody sees is read by the assistant',
      path: 'AGENTS.md',
      line: 3,
      fingerprint: 'f1',
    },
  ],
  sources: [
    {
      source: 'repository:https://example.com/a',
      outcome: 'fail',
      summary: 'One finding in AGENTS.md (hidden-unicode)',
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

const gap = {
  check: 'SEC-002.instructions',
  summary: 'One finding in AGENTS.md (hidden-unicode)',
};

const scorecard = {
  entityRef: 'component:default/a',
  profile: { conflicts: [] },
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
  ownGaps: [gap],
  organizationGaps: [],
  nextAction: { kind: 'close', gap },
} as unknown as Scorecard;

describe('withoutPlaces', () => {
  it('keeps what was found, and leaves out where', () => {
    const [first, second] =
      withoutPlaces(scorecard).controls[0].parts[0].checks;
    expect(first).toEqual({
      check: 'SEC-002.instructions',
      outcome: 'fail',
      summary: 'One finding in a file (hidden-unicode)',
      source: 'repository:https://example.com/a',
      findings: [
        {
          rule: 'hidden-unicode',
          severity: 'high',
          message: 'Text in a file that nobody sees is read by the assistant',
          fingerprint: 'f1',
        },
      ],
      sources: [
        {
          source: 'repository:https://example.com/a',
          outcome: 'fail',
          summary: 'One finding in a file (hidden-unicode)',
        },
      ],
    });
    expect(second).toEqual(clean);
  });

  it('names no file in what separates it from the next level', () => {
    const { ownGaps, nextAction } = withoutPlaces(scorecard);
    const summary = 'One finding in a file (hidden-unicode)';
    expect(ownGaps).toEqual([{ ...gap, summary }]);
    expect(nextAction).toEqual({ kind: 'close', gap: { ...gap, summary } });
  });

  it.each([
    [found.findings!, '1 finding beside what was disputed and found wrong'],
    [undefined, 'Disputed and found wrong'],
  ])('keeps no sentence that names what was disputed', (findings, said) => {
    const { findings: _, ...rest } = found;
    const text = 'Found in hidden/secret.md; 1 more';
    const open = { ...gap, summary: text };
    const card = withoutPlaces({
      ...scorecard,
      controls: [
        {
          ...scorecard.controls[0],
          parts: [
            {
              ...scorecard.controls[0].parts[0],
              checks: [
                {
                  ...rest,
                  ...(findings && { findings }),
                  summary: text,
                  link: 'https://example.com/a/blob/main/hidden/secret.md',
                  sources: [{ ...found.sources![0], summary: text }],
                  suppressed: 1,
                },
              ],
            },
          ],
        },
      ],
      ownGaps: [open],
      nextAction: { kind: 'close', gap: open },
    } as unknown as Scorecard);
    expect(JSON.stringify(card)).not.toMatch(/secret|AGENTS/);
    expect(card.controls[0].parts[0].checks[0].summary).toBe(said);
    expect(card.ownGaps[0].summary).toBe(said);
  });

  it('says no path where another one begins with it', () => {
    const { summary } = findingWithoutPlace({
      summary: 'Found in a/b.yml',
      finding: { ...found.findings![0], path: 'a/b.yml' },
    });
    expect(summary).toBe('Found in a file');
    const [check] = withoutPlaces({
      ...scorecard,
      controls: [
        {
          ...scorecard.controls[0],
          parts: [
            {
              ...scorecard.controls[0].parts[0],
              checks: [
                {
                  ...found,
                  summary: 'Found in a/b.yml.old and a/b.yml',
                  findings: ['a/b.yml', 'a/b.yml.old'].map(path => ({
                    ...found.findings![0],
                    path,
                  })),
                },
              ],
            },
          ],
        },
      ],
    }).controls[0].parts[0].checks;
    expect(check.summary).toBe('Found in a file and a file');
  });

  it('changes nothing else, nor what it was given', () => {
    const before = JSON.stringify(scorecard);
    const { controls, ownGaps, nextAction, ...rest } = withoutPlaces(scorecard);
    const { controls: _c, ownGaps: _g, nextAction: _n, ...same } = scorecard;
    expect(rest).toEqual(same);
    expect(controls[0].status).toBe('gap');
    expect(ownGaps).toHaveLength(1);
    expect(nextAction.kind).toBe('close');
    expect(JSON.stringify(scorecard)).toBe(before);
  });
});
