import { defaultFramework as framework } from './index';

/** The rows of the framework document, typed in again as the reference. */
const REQUIRED: { [level: number]: [name: string, controls: string] } = {
  1: ['Initial', ''],
  2: ['Developing', 'TM-001 TM-002 OPS-001'],
  3: [
    'Defined',
    'TM-001 TM-002 TM-003 DP-001 DP-002 SEC-001 SEC-002 SEC-003 CMP-001 OPS-001 OPS-002',
  ],
  4: [
    'Managed',
    'TM-001 TM-002 TM-003 DP-001 DP-002 SEC-001 SEC-002 SEC-003 CMP-001 CMP-002 OPS-001 OPS-002',
  ],
};

const CONTROLS: [id: string, domain: string, evidence: number, days: string][] =
  [
    ['TM-001', 'tool_management', 3, '31'],
    ['TM-002', 'tool_management', 3, 'tool-request:90'],
    ['TM-003', 'tool_management', 3, '92'],
    ['DP-001', 'data_protection', 3, '92'],
    ['DP-002', 'data_protection', 3, '7'],
    ['SEC-001', 'security', 3, 'pull-request:90'],
    ['SEC-002', 'security', 3, 'commit:90'],
    ['SEC-003', 'security', 3, 'pull-request:90'],
    ['CMP-001', 'compliance', 3, 'pull-request:90'],
    ['CMP-002', 'compliance', 3, '366 regulation-change:90'],
    ['OPS-001', 'operations', 3, '366 tool-onboarded:90'],
    ['OPS-002', 'operations', 3, '366 incident:90'],
  ];

const RISKS: string[] = [
  'R001 Data Protection possible major high DP-001,DP-002,TM-002 medium',
  'R002 Security likely major critical SEC-001,SEC-003 medium',
  'R003 Compliance possible major high CMP-001 medium',
  'R004 Security unlikely severe high SEC-002,SEC-003 medium',
  'R005 Supply Chain possible major high SEC-001,TM-003 medium',
  'R006 Operational likely moderate high OPS-001,SEC-003 medium',
  'R007 Data Protection possible severe critical TM-003,DP-001 medium',
  'R008 Compliance possible major high CMP-002,TM-002 low',
];

/** NIST AI RMF, ISO 42001, OWASP of 2023, SOC 2. */
const MAPPING: [control: string, ...clauses: (string | undefined)[]][] = [
  ['TM-001', 'GOVERN 1.1', '6.1.2', undefined, 'CC6.1'],
  ['TM-002', 'GOVERN 1.2', '6.1.3', 'LLM05', 'CC6.1'],
  ['DP-001', 'MAP 1.1', '8.2', 'LLM06', 'CC6.5'],
  ['DP-002', 'MANAGE 2.2', '8.4', 'LLM06', 'CC7.2'],
  ['SEC-001', 'MEASURE 2.5', '9.2.3', 'LLM02', 'CC7.1'],
  ['SEC-002', 'MANAGE 2.4', '8.3', 'LLM01', 'CC7.2'],
  ['CMP-001', 'GOVERN 1.5', '5.3', 'LLM05', 'CC1.4'],
  ['OPS-001', 'GOVERN 1.4', '7.2', undefined, 'CC1.4'],
];

/** Control: checks by part, in the order organization, group, entity. */
const PARTS: { [control: string]: string } = {
  'TM-001':
    'organization(registry review-dates asset-inventory) entity(registered)',
  'TM-002': 'organization(process) entity(approved)',
  'TM-003': 'organization(template) entity(ignore-file settings)',
  'DP-001': 'organization(access-matrix) entity(classification)',
  'DP-002': 'organization(monitoring egress-report) entity(egress)',
  'SEC-001':
    'organization(rule-set) entity(scanner sarif) entity(critical-findings)',
  'SEC-002': 'entity(instructions code-owners)',
  'SEC-003': 'organization(checklist) entity(branch-rules reviewed-changes)',
  'CMP-001': 'entity(license-scan sarif) entity(remediation)',
  'CMP-002': 'organization(mapping gap-analysis)',
  'OPS-001': 'organization(curriculum) group(completion mean-score)',
  'OPS-002': 'organization(playbook tabletop)',
  'CQ-001': 'entity(provenance)',
  'CQ-002': 'entity(enhanced-review)',
};

const KPIS: string[] = [
  'tool-coverage > 90 percent',
  'configuration-compliance > 95 percent',
  'vulnerability-detection-rate > 99 percent, > 95 percent',
  'mean-time-to-detect < 24 hours',
  'scan-coverage = 100 percent',
  'licence-compliance-rate = 100 percent',
  'classification-compliance > 98 percent',
  'training-completion-rate = 100 percent',
  'training-assessment-score > 80 percent',
];

const control = (id: string) => framework.controls.find(c => c.id === id)!;

describe('the default framework', () => {
  it.each(Object.entries(REQUIRED))(
    'requires at level %s what the document requires',
    (level, [name, controls]) => {
      const found = framework.levels[Number(level) - 1];
      expect(found.level).toBe(Number(level));
      expect(found.name).toBe(name);
      expect(found.requiredControls.join(' ')).toBe(controls);
    },
  );

  it('requires every control and six attested characteristics at level 5', () => {
    const five = framework.levels[4];
    expect([...five.requiredControls].sort()).toEqual(
      framework.controls.map(({ id }) => id).sort(),
    );
    expect(five.characteristics).toHaveLength(6);
    for (const { check } of five.characteristics) {
      expect(check?.type).toBe('attestation');
    }
  });

  it('states the characteristics of every level', () => {
    expect(
      framework.levels.map(({ characteristics }) => characteristics.length),
    ).toEqual([5, 5, 6, 6, 6]);
  });

  it.each(CONTROLS)(
    '%s belongs to %s, wants %i kinds of evidence and lasts %s',
    (id, domain, evidence, days) => {
      const { frequency, ...found } = control(id);
      expect(found.domain).toBe(domain);
      expect(found.evidence).toHaveLength(evidence);
      const events =
        frequency.kind === 'event' ? [frequency] : frequency.alsoOn ?? [];
      expect(
        [
          ...(frequency.kind === 'age' ? [String(frequency.days)] : []),
          ...events.map(({ event, windowDays }) => `${event}:${windowDays}`),
        ].join(' '),
      ).toBe(days);
    },
  );

  it.each(Object.entries(PARTS))('%s is made of %s', (id, parts) => {
    expect(
      control(id)
        .parts.map(
          ({ scope, checks }) =>
            `${scope}(${checks
              .map(check => check.id.replace(`${id}.`, ''))
              .join(' ')})`,
        )
        .join(' '),
    ).toBe(parts);
  });

  it.each(RISKS)('keeps the register row %s', row => {
    const risk = framework.risks.find(({ id }) => row.startsWith(id))!;
    expect(
      [
        risk.id,
        risk.category,
        risk.likelihood,
        risk.impact,
        risk.inherent,
        risk.controls.join(','),
        risk.residual,
      ].join(' '),
    ).toBe(row);
  });

  it.each(MAPPING)('keeps the mapping of %s', (id, nist, iso, owasp, soc) => {
    const { references } = control(id);
    const first = (standard: string) => references?.[standard]?.[0];
    expect(first('nist-ai-rmf')?.clause).toBe(nist);
    expect(first('iso-42001')?.clause).toBe(iso);
    expect(first('owasp-llm-2023')?.clause).toBe(owasp);
    expect(first('soc-2')?.clause).toBe(soc);
    expect(first('nist-ai-rmf')?.source).toBe('framework document');
  });

  it('maps every control to NIST, ISO and SOC 2 with a source for each clause', () => {
    for (const { id, references } of framework.controls) {
      for (const standard of ['nist-ai-rmf', 'iso-42001', 'soc-2']) {
        expect([id, references?.[standard]?.length]).toEqual([
          id,
          expect.any(Number),
        ]);
      }
      for (const clauses of Object.values(references!)) {
        for (const { source } of clauses) {
          expect(source).toMatch(/^(framework document|https:\/\/.+)$/);
        }
      }
    }
  });

  it.each(KPIS)('keeps the target %s', row => {
    const kpi = framework.kpis.find(({ id }) => row.startsWith(id))!;
    expect(
      `${kpi.id} ${kpi.targets
        .map(({ comparison, value, unit }) => `${comparison} ${value} ${unit}`)
        .join(', ')}`,
    ).toBe(row);
  });

  it('orders classifications and gives each the document’s tool access', () => {
    expect(
      framework.classifications.map(
        ({ id, order, aliases, toolAccess }) =>
          `${order} ${id} ${aliases} ${
            toolAccess.allowed
          } ${toolAccess.conditions.join('+')}`,
      ),
    ).toEqual([
      '0 public  approved ',
      '1 internal  approved enterpriseEndpoint',
      '2 confidential  approved enterpriseEndpoint+zeroRetentionOrOnPremises+privacyMode+telemetryOff',
      '3 restricted secret none ',
    ]);
  });

  it('sets the floors of what code handles', () => {
    const floors = Object.fromEntries(
      framework.handles.map(({ id, tierFloor, classificationFloor }) => [
        id,
        [tierFloor, classificationFloor],
      ]),
    );
    expect(floors).toMatchObject({
      payments: [3, 'restricted'],
      authentication: [3, undefined],
      cryptography: [3, undefined],
      credentials: [3, 'restricted'],
      pii: [3, 'restricted'],
      phi: [3, 'restricted'],
      'regulated-data': [3, undefined],
      infrastructure: [2, undefined],
      'user-data': [2, undefined],
      'production-features': [2, undefined],
      'customer-data': [2, 'confidential'],
      'internal-tooling': [1, undefined],
      prototypes: [1, undefined],
      cosmetic: [1, undefined],
    });
  });

  it('asks for no classification where passwords are hashed: that is signing in', () => {
    const hashing = /bcrypt|argon2|passlib|pwdlib/i;
    const shows = framework.handles.flatMap(({ id, signs }) =>
      signs?.dependencies?.some(name => hashing.test(name)) ? [id] : [],
    );
    expect(shows).toEqual(['authentication']);
  });

  it('has three roadmaps with the document’s phases and targets', () => {
    const [year, quarter, pillars] = framework.roadmaps;
    expect(year.phases.map(({ targetLevel }) => targetLevel)).toEqual([
      2, 3, 3, 4,
    ]);
    expect(year.phases.map(({ activities }) => activities.length)).toEqual([
      5, 5, 5, 5,
    ]);
    expect(quarter.phases.map(({ period }) => period)).toEqual([
      'weeks 1–3',
      'weeks 4–8',
      'weeks 9–12',
    ]);
    expect(pillars.phases).toHaveLength(4);
  });

  it('keeps cadences, stages, accountability, RACI and regulations', () => {
    const everyDays = Object.fromEntries(
      framework.cadences.map(cadence => [cadence.id, cadence.everyDays]),
    );
    expect(everyDays).toMatchObject({
      committee: 14,
      'quarterly-policy-review': 92,
      'annual-framework-review': 366,
    });
    expect(framework.adoptionStages.map(({ id }) => id)).toEqual([
      'pilot',
      'controlled',
      'scaled',
    ]);
    expect(framework.accountability).toHaveLength(4);
    expect(framework.raci.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'icp-scoring-change',
        'external-message-policy',
        'sales-agent-permissions',
        'poc-data-access',
        'pricing-exception',
      ]),
    );
    expect(framework.regulations.map(({ name }) => name)).toEqual([
      'SOC 2',
      'HIPAA',
      'PCI DSS',
      'GDPR',
    ]);
    expect(framework.policies[0].items).toHaveLength(5);
  });

  it('cannot be changed by accident', () => {
    expect(() => {
      framework.controls[0].parts[0].checks[0].name = 'other';
    }).toThrow(TypeError);
  });
});
