import { defaultFramework } from '../framework/default';
import { parseFramework } from '../framework/parse';
import { wantedCatalogFacts } from '../genericChecks/catalogFacts';
import {
  ENTITY,
  GROUP,
  inDays,
  input,
  observation,
} from './__testUtils__/fixtures';
import { assess } from './assess';
import type { AssessedEntity, Evidence } from './types';

const THRESHOLDS = [
  { when: '<80', outcome: 'fail' },
  { when: '>=80', outcome: 'pass' },
];

function framework(type: string, params: object) {
  const parsed = parseFramework({
    extends: 'default',
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
            scope: 'entity',
            mode: 'all',
            checks: [
              {
                id: 'LK-001.own',
                type,
                params,
                name: 'Own check',
                description: 'Is as it should be.',
                actor: 'owner',
                remediation: { text: 'Make it so.', effort: 'small' },
              },
            ],
          },
        ],
      },
    ],
  });
  if (!parsed.ok) {
    throw new Error(JSON.stringify(parsed.errors));
  }
  return parsed.framework;
}

function judge(
  type: string,
  params: object,
  given: { entity?: Partial<AssessedEntity>; evidence?: Evidence[] } = {},
) {
  const card = assess(
    input({
      framework: framework(type, params),
      entity: {
        ref: ENTITY,
        kind: 'component',
        type: 'service',
        owners: [GROUP],
        ...given.entity,
      },
      evidence: given.evidence ?? [],
    }),
  );
  const control = card.controls.find(({ control: id }) => id === 'LK-001')!;
  return { status: control.status, check: control.parts[0].checks[0] };
}

describe('catalog.annotation', () => {
  const params = {
    annotation: 'example.org/runbook',
    expect: { matches: '^https://' },
  };
  const told = (value: string | null) => ({
    entity: { catalog: { annotations: { 'example.org/runbook': value } } },
  });

  it('judges what the descriptor says', () => {
    expect(
      judge('catalog.annotation', params, told('https://r')),
    ).toMatchObject({
      status: 'met',
      check: { summary: 'The annotation example.org/runbook is "https://r"' },
    });
    expect(judge('catalog.annotation', params, told('ftp://r')).status).toBe(
      'gap',
    );
    expect(judge('catalog.annotation', params, told(null))).toMatchObject({
      status: 'gap',
      check: { summary: 'The annotation example.org/runbook is missing' },
    });
  });

  it('passes nothing that was not told', () => {
    for (const catalog of [undefined, {}, { annotations: { other: 'x' } }]) {
      expect(
        judge('catalog.annotation', params, { entity: { catalog } }).status,
      ).toBe('unknown');
    }
    expect(
      judge(
        'catalog.annotation',
        { ...params, expect: { exists: false } },
        told(null),
      ).status,
    ).toBe('met');
  });
});

describe('catalog.predicate', () => {
  const catalog = {
    tags: ['java', 'pci'],
    relations: {
      system: ['system:default/payments'],
      dependsOn: ['resource:default/ledger-db'],
      providesApis: [],
    },
  };

  it.each([
    [{ kind: ['Component'], type: ['service', 'library'] }, 'met'],
    [{ type: ['website'] }, 'gap'],
    [{ lifecycle: ['production'] }, 'gap'],
    [{ owner: { exists: true } }, 'met'],
    [{ owner: { exists: false } }, 'gap'],
    [{ system: { anyOf: ['payments'] } }, 'met'],
    [{ system: { anyOf: ['system:default/payments'] } }, 'met'],
    [{ system: { anyOf: ['system:other/payments'] } }, 'gap'],
    [{ dependsOn: { anyOf: ['default/ledger-db'] } }, 'met'],
    [{ providesApis: { exists: true } }, 'gap'],
    [{ consumesApis: { exists: true } }, 'unknown'],
    [{ domain: { exists: false } }, 'unknown'],
    [{ tags: { anyOf: ['JAVA', 'go'], noneOf: ['legacy'] } }, 'met'],
    [{ tags: { allOf: ['java', 'go'] } }, 'gap'],
    [{ tags: { noneOf: ['pci'] } }, 'gap'],
    [{ type: ['service'], tags: { anyOf: ['java'] } }, 'met'],
  ])('%j is %s', (params, status) => {
    expect(
      judge('catalog.predicate', params, { entity: { catalog } }).status,
    ).toBe(status);
  });

  it('says everything that does not hold', () => {
    expect(
      judge(
        'catalog.predicate',
        {
          type: ['website'],
          tags: { noneOf: ['pci'] },
          owner: { exists: true },
        },
        { entity: { catalog } },
      ).check.summary,
    ).toBe('Type is service, website is expected; tagged pci');
  });
});

describe('what the catalog has to tell', () => {
  it('is what the checks of the framework ask', () => {
    expect(
      wantedCatalogFacts(
        framework('catalog.predicate', {
          tags: { anyOf: ['x'] },
          dependsOn: { exists: true },
          type: ['service'],
        }),
      ),
    ).toEqual({
      annotations: [],
      members: ['dependsOn', 'providesApis', 'tags'],
    });
    expect(
      wantedCatalogFacts(
        framework('fact.http', {
          fact: 'q',
          path: '/{name}/{annotation:sonarqube.org/key}',
          expect: { exists: true },
        }),
      ),
    ).toEqual({
      annotations: ['sonarqube.org/key'],
      members: ['providesApis'],
    });
  });

  it('are provided APIs only where their names are signs of something', () => {
    expect(
      wantedCatalogFacts({
        ...defaultFramework,
        handles: defaultFramework.handles.map(({ signs: _, ...rest }) => rest),
      }).members,
    ).toEqual([]);
  });
});

describe('number', () => {
  const params = { thresholds: THRESHOLDS, unit: '%' };
  const pushed = (overrides: Partial<Evidence>) =>
    observation('LK-001.own', { source: 'ci:x', ...overrides });

  it('is judged by the thresholds, whatever the sender made of it', () => {
    expect(
      judge('number', params, {
        evidence: [pushed({ outcome: 'pass', data: { value: 79 } })],
      }),
    ).toMatchObject({
      status: 'gap',
      check: { summary: '79 % (<80): LK-001.own was looked at' },
    });
    expect(
      judge('number', params, {
        evidence: [pushed({ outcome: 'fail', data: { value: 80 } })],
      }).status,
    ).toBe('met');
  });

  it('goes out of date, and keeps the last good number through an error', () => {
    const good = pushed({ data: { value: 90 }, observedAt: inDays(-2) });
    expect(
      judge('number', params, {
        evidence: [good, pushed({ outcome: 'error', summary: 'Broken' })],
      }),
    ).toMatchObject({ status: 'met', check: { collectorError: 'Broken' } });
    expect(
      judge('number', params, {
        evidence: [{ ...good, observedAt: inDays(-32) }],
      }).status,
    ).toBe('stale');
  });

  it('is unknown without a number', () => {
    const none: Evidence['data'][] = [undefined, {}, { value: '90' }];
    for (const data of none) {
      expect(
        judge('number', params, { evidence: [pushed({ data })] }).status,
      ).toBe('unknown');
    }
  });
});
