import { canonicalJson } from '../assessment/canonical';
import { defaultFramework } from './default';
import { parseFramework } from './parse';
import type { Framework } from './types';

function parsed(source: unknown): Framework {
  const result = parseFramework(source);
  if (!result.ok) {
    throw new Error(canonicalJson(result.errors));
  }
  return result.framework;
}

function mistakes(source: unknown): { [path: string]: string } {
  const result = parseFramework(source);
  return result.ok
    ? {}
    : Object.fromEntries(
        result.errors.map(({ path, message }) => [path, message]),
      );
}

const control = (framework: Framework, id: string) =>
  framework.controls.find(candidate => candidate.id === id);

describe('parseFramework', () => {
  it('accepts the default framework as it ships', () => {
    expect(mistakes(defaultFramework)).toEqual({});
  });

  it('gives the default framework for a document that only extends it', () => {
    expect(canonicalJson(parsed('extends: default'))).toBe(
      canonicalJson(defaultFramework),
    );
  });

  it('reads JSON text and values alike', () => {
    const text = JSON.stringify({ extends: 'default', version: '7' });
    expect(parsed(text).version).toBe('7');
    expect(canonicalJson(parsed(JSON.parse(text)))).toBe(
      canonicalJson(parsed(text)),
    );
  });

  it('takes signs of what code handles over by subject, and none that is a sign of everything', () => {
    const signsOf = (signs: unknown) =>
      parsed({
        extends: 'default',
        handles: [{ id: 'payments', signs }],
      }).handles.find(({ id }) => id === 'payments')?.signs;
    expect(signsOf({ dependencies: ['npm:acme-*'] })).toEqual({
      ...defaultFramework.handles.find(({ id }) => id === 'payments')!.signs,
      dependencies: ['npm:acme-*'],
    });
    expect(signsOf(null)).toBeUndefined();
    expect(
      mistakes({
        extends: 'default',
        handles: [
          {
            id: 'payments',
            signs: {
              dependencies: ['**', 'npm:*', 'npm:@*/*'],
              paths: ['**/*', '**/[a-z]*', '{*,**}'],
              apis: ['pay*'],
            },
          },
        ],
      }),
    ).toEqual({
      ...Object.fromEntries(
        [0, 1, 2].flatMap(index =>
          ['dependencies', 'paths'].map(kind => [
            `handles[payments].signs.${kind}[${index}]`,
            expect.stringContaining('beside'),
          ]),
        ),
      ),
      'handles[payments].signs.apis[0]': expect.stringContaining('words'),
    });
  });

  it('takes signs with a single letter or digit', () => {
    const signs = {
      dependencies: ['npm:q', 'cargo:z*', 'npm:*-x'],
      paths: ['**/*.R', '**/*.c', '[id]/7/**'],
    };
    expect(
      parsed({
        extends: 'default',
        handles: [{ id: 'payments', signs }],
      }).handles.find(({ id }) => id === 'payments')?.signs,
    ).toMatchObject(signs);
  });

  it('compares what is declared with what is seen as far as it is asked to', () => {
    const compared = (settings: object) =>
      parsed({ extends: 'default', settings }).settings.compareWithSeen;
    expect(compared({})).toEqual(['handles', 'aiUse']);
    expect(compared({ compareWithSeen: ['aiUse'] })).toEqual(['aiUse']);
    expect(compared({ compareWithSeen: [] })).toEqual([]);
    expect(
      mistakes({
        extends: 'default',
        settings: { compareWithSeen: ['tools'] },
      }),
    ).toEqual({ 'settings.compareWithSeen[0]': expect.any(String) });
  });

  it('takes a tabletop exercise for a check that the organization attests', () => {
    const naming = (check: string) =>
      mistakes({
        extends: 'default',
        programme: { incidents: { tabletopCheck: check } },
      });
    expect(naming('OPS-002.playbook')).toEqual({});
    for (const check of ['OPS-002', 'OPS-002.gone', 'SEC-001.sarif']) {
      expect(naming(check)).toEqual({
        'programme.incidents.tabletopCheck': `there is no attested check "${check}"`,
      });
    }
  });

  it('asks for no exercise where its check is removed, or its whole control', () => {
    const removals = [
      { id: 'OPS-002', remove: true },
      {
        id: 'OPS-002',
        parts: [
          {
            scope: 'organization',
            checks: [{ id: 'OPS-002.tabletop', remove: true }],
          },
        ],
      },
    ];
    for (const removal of removals) {
      const framework = parsed({ extends: 'default', controls: [removal] });
      expect(framework.programme?.incidents).toEqual({
        role: 'security-compliance',
        event: 'incident',
      });
    }
  });

  it('overrides, adds and removes by id', () => {
    const framework = parsed(`
extends: default
id: larkspur
settings:
  organizationThreshold: 0.8
controls:
  - id: SEC-001
    weight: 3
    parts:
      - id: looked
        mode: all
        checks:
          - id: SEC-001.sarif
            remove: true
  - id: TM-003
    limits: null
  - id: CQ-002
    remove: true
levels:
  - level: 5
    requiredControls: [TM-001]
zones:
  - id: red
    globs: ['vault/**']
`);
    expect(framework.id).toBe('larkspur');
    expect(framework.settings.organizationThreshold).toBe(0.8);
    expect(framework.settings.assumedTier).toBe(2);
    const scanning = control(framework, 'SEC-001')!;
    expect(scanning.weight).toBe(3);
    expect(scanning.name).toBe(control(defaultFramework, 'SEC-001')!.name);
    expect(scanning.parts[1].mode).toBe('all');
    expect(scanning.parts[1].checks.map(({ id }) => id)).toEqual([
      'SEC-001.scanner',
    ]);
    expect(control(framework, 'TM-003')).not.toHaveProperty('limits');
    expect(control(framework, 'CQ-002')).toBeUndefined();
    expect(framework.levels[4].requiredControls).toEqual(['TM-001']);
    expect(framework.zones.find(({ id }) => id === 'red')!.globs).toEqual([
      'vault/**',
    ]);
    expect(framework.levels).toHaveLength(5);
  });

  it('replaces a frequency of another kind as a whole', () => {
    const framework = parsed({
      extends: 'default',
      controls: [
        {
          id: 'SEC-001',
          frequency: { kind: 'age', label: 'Weekly', days: 7 },
        },
      ],
    });
    expect(control(framework, 'SEC-001')!.frequency).toEqual({
      kind: 'age',
      label: 'Weekly',
      days: 7,
    });
  });

  it('replaces a predicate as a whole', () => {
    const framework = parsed({
      extends: 'default',
      controls: [{ id: 'TM-003', applicability: { tierAtLeast: 3 } }],
    });
    expect(control(framework, 'TM-003')!.applicability).toEqual({
      tierAtLeast: 3,
    });
  });

  it('refuses a part that could pass by absence', () => {
    expect(
      mistakes({
        extends: 'default',
        controls: [
          {
            id: 'SEC-001',
            parts: [
              {
                id: 'looked',
                checks: [{ id: 'SEC-001.scanner', optional: true }],
              },
            ],
          },
        ],
      }),
    ).toEqual({
      'controls[SEC-001].parts[looked].checks':
        'a part needs at least one check that is not optional',
    });
  });

  it('never changes the default framework', () => {
    const before = canonicalJson(defaultFramework);
    parsed({ extends: 'default', controls: [{ id: 'TM-001', name: 'x' }] });
    expect(canonicalJson(defaultFramework)).toBe(before);
  });

  it('yields the path of every mistake at once', () => {
    const found = mistakes(`
extends: default
nickname: unknown member
settings:
  assumedClassification: secret
  approvingRole: nobody
controls:
  - id: TM-001
    weight: heavy
    domain: nowhere
    frequncy: { kind: age, label: x, days: 1 }
  - id: SEC-001
    parts:
      - id: looked
        checks:
          - id: TM-002.process
            type: repository.x
            name: Duplicate
            description: Uses the id of another check.
            actor: role:ghost
            remediation: { text: Do it, effort: huge }
  - id: NEW-001
    name: Incomplete
  - name: without id
  - id: GONE-1
    remove: true
levels:
  - level: 3
    requiredControls: [TM-001, XX-999]
classifications:
  - id: internal
    order: 7
  - id: public
    aliases: [Confidential]
risks:
  - id: R001
    residual: critical
    controls: [DP-404]
raci:
  - id: exception
    consulted: [martian]
kpis:
  - id: scan-coverage
    targets: [{ comparison: '>', unit: percent }]
`);
    expect(Object.keys(found)).toEqual(
      expect.arrayContaining([
        'nickname',
        'settings.assumedClassification',
        'settings.approvingRole',
        'controls[TM-001].weight',
        'controls[TM-001].domain',
        'controls[TM-001].frequncy',
        'controls[SEC-001].parts[looked].checks[TM-002.process].remediation.effort',
        'controls[SEC-001].parts[looked].checks[TM-002.process].id',
        'controls[SEC-001].parts[looked].checks[TM-002.process].actor',
        'controls[NEW-001].domain',
        'controls[NEW-001].frequency',
        'controls[NEW-001].parts',
        'controls[3]',
        'controls[GONE-1]',
        'levels[3].requiredControls[1]',
        'classifications[confidential].order',
        'classifications[public].aliases[0]',
        'risks[R001].residual',
        'risks[R001].controls[0]',
        'raci[exception].consulted[0]',
        'kpis[scan-coverage].targets[0].value',
      ]),
    );
    expect(found['levels[3].requiredControls[1]']).toContain('XX-999');
  });

  it('names the line of each mistake in the text', () => {
    const result = parseFramework(
      [
        'extends: default',
        'controls:',
        '  - id: TM-001',
        '    weight: -1',
        'levels:',
        '  - level: 2',
        '    requiredControls:',
        '      - XX-999',
      ].join('\n'),
    );
    expect(result).toEqual({
      ok: false,
      errors: [
        {
          path: 'controls[TM-001].weight',
          message: expect.any(String),
          line: 4,
        },
        {
          path: 'levels[2].requiredControls[0]',
          message: 'there is no control "XX-999"',
          line: 8,
        },
      ],
    });
  });

  it('reports duplicate ids in a complete document', () => {
    const twice = {
      ...defaultFramework,
      controls: [...defaultFramework.controls, defaultFramework.controls[0]],
    };
    expect(mistakes(twice)).toMatchObject({
      'controls[TM-001]': '"TM-001" is defined more than once',
    });
  });

  it('reports levels with a gap between them', () => {
    expect(
      mistakes({ extends: 'default', levels: [{ level: 3, remove: true }] }),
    ).toMatchObject({ 'levels[4]': expect.stringContaining('level 3') });
  });

  it.each([
    ['a list', '[1, 2]'],
    ['nothing', ''],
    ['a number', 7],
    ['null', null],
    ['broken YAML', 'a: [1'],
    ['another base', 'extends: other'],
    ['a billion laughs', 'a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]'],
  ])('refuses %s without throwing', (_, source) => {
    const result = parseFramework(source);
    expect(result.ok).toBe(false);
    expect(!result.ok && result.errors.length).toBeGreaterThan(0);
  });

  it('does not let a document reach into prototypes', () => {
    const found = mistakes('{"extends":"default","__proto__":{"polluted":1}}');
    expect(found).toHaveProperty('__proto__');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('gives equal documents equal digests and different ones different digests', () => {
    const digest = (source: unknown) => {
      const result = parseFramework(source);
      return result.ok && result.digest;
    };
    const renamed = { extends: 'default', name: 'Ours', version: '2' };
    expect(digest(renamed)).toMatch(/^[0-9a-f]{64}$/);
    expect(digest(renamed)).toBe(
      digest('version: "2"\nname: Ours\nextends: default'),
    );
    expect(digest(renamed)).not.toBe(digest('extends: default'));
  });
});
