import { announceFramework } from './announce';
import { defaultFramework } from './default';
import { diffFrameworks } from './diff';
import { parseFramework } from './parse';
import type { Framework } from './types';

function changed(file: object): Framework {
  const parsed = parseFramework({ extends: 'default', ...file });
  if (!parsed.ok) {
    throw new Error(JSON.stringify(parsed.errors));
  }
  return parsed.framework;
}

const kinds = (before: Framework, after: Framework) =>
  diffFrameworks(before, after).changed.flatMap(({ control, changes }) =>
    changes.map(({ kind, path }) => `${control} ${kind} ${path}`),
  );

const required = (framework: Framework, level: number) =>
  framework.levels.find(each => each.level === level)!.requiredControls;

const NEW_CONTROL = {
  id: 'OWN-001',
  domain: 'security',
  name: 'Own control',
  description: 'Something of our own.',
  implementation: 'Do it.',
  evidence: [],
  frequency: { kind: 'age', label: 'Yearly', days: 366 },
  parts: [
    {
      scope: 'entity',
      mode: 'all',
      checks: [
        {
          id: 'OWN-001.done',
          type: 'attestation',
          name: 'Done',
          description: 'Somebody says so.',
          actor: 'owner',
          remediation: { text: 'Say so.', effort: 'small' },
        },
      ],
    },
  ],
};

const FROM = '2027-01-01T00:00:00.000Z';

describe('diffFrameworks', () => {
  it('finds nothing between equal ones', () => {
    expect(diffFrameworks(defaultFramework, changed({}))).toEqual({
      same: true,
      added: [],
      removed: [],
      changed: [],
      levels: [],
      sections: [],
    });
  });

  it('names what is added, removed and different elsewhere', () => {
    const after = changed({
      version: '9',
      controls: [NEW_CONTROL, { id: 'CQ-002', remove: true }],
      levels: [
        {
          level: 4,
          requiredControls: [...required(defaultFramework, 4), 'OWN-001'],
        },
      ],
    });
    const difference = diffFrameworks(defaultFramework, after);
    expect(difference).toMatchObject({
      same: false,
      added: [{ control: 'OWN-001', level: 4 }],
      removed: [{ control: 'CQ-002' }],
      sections: expect.arrayContaining(['version']),
    });
    expect(difference.levels).toContainEqual({
      level: 4,
      added: ['OWN-001'],
      removed: [],
    });
  });

  it.each<[string, object, string]>([
    [
      'a shorter frequency',
      { id: 'DP-001', frequency: { kind: 'age', label: 'x', days: 1 } },
      'DP-001 stricter frequency',
    ],
    [
      'a longer frequency',
      { id: 'DP-001', frequency: { kind: 'age', label: 'x', days: 3000 } },
      'DP-001 looser frequency',
    ],
    [
      'an applicability',
      { id: 'CMP-001', applicability: { tierAtLeast: 3 } },
      'applicability',
    ],
    ['a weight', { id: 'CMP-001', weight: 5 }, 'CMP-001 changed weight'],
    [
      'a check that may be left out',
      {
        id: 'CMP-001',
        parts: [
          {
            id: defaultFramework.controls.find(({ id }) => id === 'CMP-001')!
              .parts[0].id,
            checks: [
              {
                id: 'CMP-001.more',
                type: 'attestation',
                name: 'More',
                description: 'x',
                actor: 'owner',
                remediation: { text: 'x', effort: 'small' },
              },
            ],
          },
        ].map(part =>
          part.id === undefined
            ? {
                scope: defaultFramework.controls.find(
                  ({ id }) => id === 'CMP-001',
                )!.parts[0].scope,
                checks: part.checks,
              }
            : part,
        ),
      },
      'checks[CMP-001.more]',
    ],
  ])('tells which way %s goes', (_, control, expected) => {
    expect(
      kinds(defaultFramework, changed({ controls: [control] })),
    ).toContainEqual(expect.stringContaining(expected));
  });

  it('turns around with its arguments', () => {
    const after = changed({
      controls: [
        { id: 'DP-001', frequency: { kind: 'age', label: 'x', days: 1 } },
      ],
      levels: [
        {
          level: 2,
          requiredControls: [...required(defaultFramework, 2), 'SEC-001'],
        },
      ],
    });
    const turn = (text: string) =>
      text.replace(/stricter|looser/, kind =>
        kind === 'looser' ? 'stricter' : 'looser',
      );
    const forth = kinds(defaultFramework, after);
    expect(forth).toContain('SEC-001 stricter levels');
    expect(kinds(after, defaultFramework)).toEqual(forth.map(turn));
  });
});

describe('announceFramework', () => {
  it('holds nothing back that asks for no more', () => {
    const after = changed({ controls: [{ id: 'CQ-002', remove: true }] });
    expect(announceFramework(defaultFramework, after, FROM)).toEqual({
      framework: after,
      upcoming: [],
      stricter: [],
    });
  });

  it('announces new controls and keeps stricter ones as they were', () => {
    const after = changed({
      version: '2',
      controls: [
        NEW_CONTROL,
        {
          ...NEW_CONTROL,
          id: 'OWN-002',
          effectiveFrom: '2026-01-01T00:00:00Z',
          parts: [
            {
              ...NEW_CONTROL.parts[0],
              checks: [
                { ...NEW_CONTROL.parts[0].checks[0], id: 'OWN-002.done' },
              ],
            },
          ],
        },
        { id: 'DP-001', frequency: { kind: 'age', label: 'x', days: 1 } },
      ],
      levels: [
        {
          level: 2,
          requiredControls: [
            ...required(defaultFramework, 2),
            'SEC-001',
            'OWN-001',
          ],
        },
      ],
    });
    const { framework, upcoming, stricter } = announceFramework(
      defaultFramework,
      after,
      FROM,
    );
    expect(upcoming).toEqual(['OWN-001']);
    expect([...stricter].sort()).toEqual(['DP-001', 'SEC-001']);
    const of = (source: Framework, id: string) =>
      source.controls.find(control => control.id === id)!;
    expect(of(framework, 'OWN-001').effectiveFrom).toBe(FROM);
    expect(of(framework, 'OWN-002')).toEqual(of(after, 'OWN-002'));
    expect(of(framework, 'DP-001')).toEqual(of(defaultFramework, 'DP-001'));
    expect(required(framework, 2)).toContain('OWN-001');
    expect(required(framework, 2)).not.toContain('SEC-001');
    // What comes of it is a framework too.
    expect(parseFramework(JSON.parse(JSON.stringify(framework)))).toMatchObject(
      { ok: true },
    );
    // Later nothing more is held back against what is in force already.
    expect(
      diffFrameworks(framework, after).changed.map(({ control }) => control),
    ).toEqual(expect.arrayContaining(['DP-001', 'SEC-001']));
  });
});
