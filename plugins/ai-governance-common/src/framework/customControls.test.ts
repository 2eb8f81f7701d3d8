import { parseFramework } from './parse';

/** Mistakes of a framework with one control of the organization's own. */
function mistakes(check: object, scope = 'entity'): { [path: string]: string } {
  const result = parseFramework({
    extends: 'default',
    id: 'larkspur',
    controls: [
      {
        id: 'LK-001',
        domain: 'operations',
        name: 'Own control',
        description: 'What the organization asks for itself.',
        implementation: 'As the check says.',
        evidence: [],
        frequency: { kind: 'age', label: 'monthly', days: 31 },
        parts: [
          {
            scope,
            mode: 'all',
            checks: [
              {
                id: 'LK-001.own',
                name: 'Own check',
                description: 'Is as it should be.',
                actor: 'owner',
                remediation: { text: 'Make it so.', effort: 'small' },
                ...check,
              },
            ],
          },
        ],
      },
    ],
  });
  const at = `controls[LK-001].parts[${scope}].checks[LK-001.own].`;
  return result.ok
    ? {}
    : Object.fromEntries(
        result.errors.map(({ path, message }) => [
          path.startsWith(at) ? path.slice(at.length) : path,
          message,
        ]),
      );
}

const covering = [
  { when: '<80', outcome: 'fail' },
  { when: '>=80', outcome: 'pass' },
];

describe('controls of an organization', () => {
  it.each([
    ['repository.file', { path: 'RUNBOOK.md', mode: 'present' }],
    [
      'repository.file',
      { path: ['/docs/**', 'README.md'], mode: 'notMatches', pattern: 'TODO' },
    ],
    [
      'repository.document',
      {
        path: 'sonar.json',
        query: 'gate.min',
        where: 'kind = "gate"',
        expect: { thresholds: covering },
      },
    ],
    [
      'catalog.annotation',
      { annotation: 'example.org/runbook', expect: { matches: '^https://' } },
    ],
    [
      'catalog.predicate',
      {
        kind: ['Component'],
        owner: { exists: true },
        system: { anyOf: ['payments'] },
        tags: { noneOf: ['legacy'] },
      },
    ],
    [
      'fact.http',
      {
        fact: 'quality',
        path: '/api/{namespace}/{name}?key={annotation:sonarqube.org/key}',
        query: 'measures.coverage',
        expect: { thresholds: covering },
      },
    ],
    ['number', { thresholds: covering, unit: '%' }],
  ])('may ask %s %j', (type, params) => {
    expect(mistakes({ type, params })).toEqual({});
  });

  it('are refused with the path of every mistake', () => {
    expect(
      mistakes({
        type: 'number',
        params: {
          thresholds: [
            { when: '<=80', outcome: 'fail' },
            { when: '>=80', outcome: 'pass' },
            { when: '>90', outcome: 'great' },
          ],
          units: '%',
        },
      }),
    ).toEqual({
      'params.thresholds[2].outcome': expect.stringContaining('"pass"'),
      'params.units': '"units" is not a known member',
    });
    expect(
      mistakes({
        type: 'number',
        params: {
          thresholds: [
            { when: '<80', outcome: 'fail' },
            { when: '>80', outcome: 'pass' },
          ],
        },
      }),
    ).toEqual({ 'params.thresholds[1].when': 'leaves out 80' });
    expect(
      mistakes({
        type: 'repository.document',
        params: {
          path: '../other.yaml',
          query: 'a[',
          expect: {
            exists: true,
            thresholds: [{ when: 'x', outcome: 'pass' }],
          },
        },
      }),
    ).toEqual({
      'params.path': expect.stringContaining('must stay inside'),
      'params.query': expect.stringContaining('is not a JSONata query'),
      'params.expect': expect.stringContaining('exactly one of'),
      'params.expect.thresholds[0].when':
        expect.stringContaining('is not a range'),
    });
    expect(
      mistakes({
        type: 'repository.file',
        params: { path: ['a', '/../b'], mode: 'matches' },
      }),
    ).toEqual({
      'params.path[1]': expect.stringContaining('must stay inside'),
      'params.pattern': 'is needed with the mode matches',
    });
    expect(
      mistakes({
        type: 'repository.file',
        params: { path: 'a', mode: 'notMatches', pattern: '(' },
      }),
    ).toMatchObject({
      'params.pattern': expect.stringContaining('missing closing )'),
    });
    expect(
      mistakes({
        type: 'repository.file',
        params: { path: 'a', mode: 'matches' },
      }),
    ).toEqual({ 'params.pattern': 'is needed with the mode matches' });
    expect(
      mistakes({
        type: 'fact.http',
        params: {
          fact: 'https://evil.example',
          path: '/a/../{secret}',
          expect: {},
        },
      }),
    ).toEqual({
      'params.fact': 'must be the id of a fact',
      'params.path': expect.any(String),
      'params.expect': expect.stringContaining('exactly one of'),
    });
    expect(
      mistakes({
        type: 'catalog.annotation',
        params: { annotation: 'no good', expect: { thresholds: covering } },
      }),
    ).toEqual({
      'params.annotation': expect.stringContaining('annotation key'),
      'params.expect': expect.stringContaining('exactly one of'),
      'params.expect.thresholds': '"thresholds" is not a known member',
    });
    expect(mistakes({ type: 'catalog.predicate' })).toEqual({
      params: 'must state at least one condition',
    });
  });

  it('ask only entities what only entities can answer', () => {
    const file = {
      type: 'repository.file',
      params: { path: 'a', mode: 'present' },
    };
    expect(mistakes(file, 'group')).toEqual({
      type: 'repository.file can only be asked of entities',
    });
    expect(
      mistakes({ type: 'number', params: { thresholds: covering } }, 'group'),
    ).toEqual({});
  });
});
