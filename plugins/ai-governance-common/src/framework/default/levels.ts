import type { LevelCharacteristic, MaturityLevel } from '../types';

/** Numbers the characteristics of a level: `L3.1`, `L3.2`, … */
function characteristics(
  level: number,
  texts: string[],
): LevelCharacteristic[] {
  return texts.map((text, index) => ({ id: `L${level}.${index + 1}`, text }));
}

/**
 * A characteristic of level 5. No list of controls can say "advanced monitoring and analytics", so the
 * organization attests each of the six.
 */
function attested(
  id: string,
  text: string,
  wanted: string,
): LevelCharacteristic {
  return {
    id: `L5.${id}`,
    text,
    check: {
      id: `L5.${id}`,
      type: 'attestation',
      name: text,
      description: `Somebody responsible states, with a second person, that this is practised: ${text.toLowerCase()}.`,
      actor: 'role:executive-sponsor',
      frequency: { kind: 'age', label: 'Annual', days: 366 },
      wanted: [wanted],
      remediation: {
        text: `Put it into practice and attest it with a link: ${text.toLowerCase()}.`,
        effort: 'large',
      },
    },
  };
}

export const levels: MaturityLevel[] = [
  {
    level: 1,
    name: 'Initial',
    description: 'AI tools are used ad hoc and nothing governs them.',
    characteristics: characteristics(1, [
      'Developers use AI tools that nobody approved',
      'Nobody sees which tools are used or what code they generate',
      'AI-generated code has no security controls of its own',
      'Data is not classified for the access of AI tools',
      'There is no training on the risks of AI coding tools',
    ]),
    requiredControls: [],
  },
  {
    level: 2,
    name: 'Developing',
    description: 'The risks are known and the first controls exist.',
    characteristics: characteristics(2, [
      'A list of approved AI tools exists',
      'Developers know the risks of AI coding',
      'Basic ignore file templates (.cursorignore, .aiderignore) are handed out',
      'AI-generated code goes through the ordinary code review',
      'The incident response plan mentions the risks of AI-generated code',
    ]),
    requiredControls: ['TM-001', 'TM-002', 'OPS-001'],
  },
  {
    level: 3,
    name: 'Defined',
    description: 'Policies are formal and controls are automated.',
    characteristics: characteristics(3, [
      'A formal policy for AI code generation is written down',
      'Security scanning runs automatically with AI-specific rules',
      'Data classification is enforced for the access of AI tools',
      'Licence compliance is scanned in the pipeline',
      'AI configuration files (CLAUDE.md, .cursorrules) are reviewed',
      'Developers are trained and assessed',
    ]),
    requiredControls: [
      'TM-001',
      'TM-002',
      'TM-003',
      'DP-001',
      'DP-002',
      'SEC-001',
      'SEC-002',
      'SEC-003',
      'CMP-001',
      'OPS-001',
      'OPS-002',
    ],
  },
  {
    level: 4,
    name: 'Managed',
    description: 'Metrics drive the governance, and it improves continuously.',
    characteristics: characteristics(4, [
      'Metrics of AI code generation are tracked: volume, vulnerability rate, review coverage',
      'The risk register is maintained and reviewed each quarter',
      'Tabletop exercises for AI code incidents are held regularly',
      'Every policy is enforced automatically',
      'Dependencies that AI suggests are monitored as part of the supply chain',
      'Regulatory compliance is assessed and documented',
    ]),
    requiredControls: [
      'TM-001',
      'TM-002',
      'TM-003',
      'DP-001',
      'DP-002',
      'SEC-001',
      'SEC-002',
      'SEC-003',
      'CMP-001',
      'CMP-002',
      'OPS-001',
      'OPS-002',
    ],
  },
  {
    level: 5,
    name: 'Optimizing',
    description: 'Governance is advanced and gets ahead of the risks.',
    characteristics: [
      attested(
        'predictive-risk-analysis',
        'Trends in AI code generation feed a predictive risk analysis',
        'Latest predictive risk analysis',
      ),
      attested(
        'automated-policy-generation',
        'Policies are generated automatically from threat intelligence',
        'Policy change that came from threat intelligence',
      ),
      attested(
        'ai-assisted-governance',
        'AI assists governance by monitoring the quality of AI-generated code',
        'Description of the AI-assisted monitoring',
      ),
      attested(
        'industry-benchmarking',
        'Practices are benchmarked against the industry and lead it',
        'Benchmark report',
      ),
      attested(
        'continuous-red-team',
        'Red team exercises target AI code generation continuously',
        'Report of the latest red team exercise',
      ),
      attested(
        'zero-trust-execution',
        'AI tools execute in a zero-trust architecture',
        'Architecture description of AI tool execution',
      ),
    ],
    requiredControls: [
      'TM-001',
      'TM-002',
      'TM-003',
      'DP-001',
      'DP-002',
      'CQ-001',
      'CQ-002',
      'SEC-001',
      'SEC-002',
      'SEC-003',
      'CMP-001',
      'CMP-002',
      'OPS-001',
      'OPS-002',
    ],
  },
];
