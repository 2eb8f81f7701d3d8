import type { Risk } from '../types';

export const risks: Risk[] = [
  {
    id: 'R001',
    category: 'Data Protection',
    description:
      'Proprietary source code sent to an AI provider becomes public through a breach or through training.',
    likelihood: 'possible',
    impact: 'major',
    inherent: 'high',
    residual: 'medium',
    controls: ['DP-001', 'DP-002', 'TM-002'],
    mitigation:
      'Classify repositories, monitor what is sent and approve only tools whose data handling is acceptable.',
    ownerRole: 'security-compliance',
  },
  {
    id: 'R002',
    category: 'Security',
    description:
      'AI-generated code brings a critical vulnerability (SQL injection, remote code execution) into production.',
    likelihood: 'likely',
    impact: 'major',
    inherent: 'critical',
    residual: 'medium',
    controls: ['SEC-001', 'SEC-003'],
    mitigation: 'Scan every pull request and review assisted changes by tier.',
    ownerRole: 'security-compliance',
  },
  {
    id: 'R003',
    category: 'Compliance',
    description:
      'AI-generated code carries GPL-licensed material into a proprietary product.',
    likelihood: 'possible',
    impact: 'major',
    inherent: 'high',
    residual: 'medium',
    controls: ['CMP-001'],
    mitigation: 'Scan code and dependencies for licences before merging.',
    ownerRole: 'legal',
  },
  {
    id: 'R004',
    category: 'Security',
    description:
      'Prompt injection through repository content makes an assistant execute malicious code.',
    likelihood: 'unlikely',
    impact: 'severe',
    inherent: 'high',
    residual: 'medium',
    controls: ['SEC-002', 'SEC-003'],
    mitigation:
      'Scan instruction files, give them owners and review assisted changes.',
    ownerRole: 'security-compliance',
  },
  {
    id: 'R005',
    category: 'Supply Chain',
    description:
      'An assistant suggests a hallucinated or typosquatted package that is malicious.',
    likelihood: 'possible',
    impact: 'major',
    inherent: 'high',
    residual: 'medium',
    controls: ['SEC-001', 'TM-003'],
    mitigation: 'Scan dependencies and restrict where tools may fetch from.',
    ownerRole: 'platform-lead',
  },
  {
    id: 'R006',
    category: 'Operational',
    description:
      'Developers rely on AI tools too much and miss security issues they would have caught by hand.',
    likelihood: 'likely',
    impact: 'moderate',
    inherent: 'high',
    residual: 'medium',
    controls: ['OPS-001', 'SEC-003'],
    mitigation: 'Train developers and keep human review where it matters.',
    ownerRole: 'enablement-lead',
  },
  {
    id: 'R007',
    category: 'Data Protection',
    description:
      'An AI tool reads and transmits secrets (API keys, credentials) from a developer’s environment.',
    likelihood: 'possible',
    impact: 'severe',
    inherent: 'critical',
    residual: 'medium',
    controls: ['TM-003', 'DP-001'],
    mitigation:
      'Keep secrets out of the reach of tools and forbid tools where data is restricted.',
    ownerRole: 'security-compliance',
  },
  {
    id: 'R008',
    category: 'Compliance',
    description:
      'AI-assisted development breaches regulatory requirements (SOC 2, HIPAA).',
    likelihood: 'possible',
    impact: 'major',
    inherent: 'high',
    residual: 'low',
    controls: ['CMP-002', 'TM-002'],
    mitigation: 'Assess each regulation and approve tools against it.',
    ownerRole: 'legal',
  },
];
