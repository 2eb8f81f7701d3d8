import type { Cadence } from '../types';

export const cadences: Cadence[] = [
  {
    id: 'committee',
    name: 'Governance committee',
    everyDays: 14,
    description:
      'The committee of engineering, security, legal and revenue leaders meets every two weeks.',
    agenda: [
      'Usage policies for AI-generated code',
      'Audit logs',
      'Risk narratives towards customers',
      'Requests for tools, exceptions and lowered protections',
    ],
    ownerRole: 'governance-committee',
  },
  {
    id: 'executive-report',
    name: 'Executive report',
    everyDays: 31,
    description: 'Leadership hears about outcomes each month.',
    agenda: [
      'Net time saved',
      'Variance of the defect rate',
      'Audit issues',
      'Return compared with tool cost',
    ],
    ownerRole: 'executive-sponsor',
  },
  {
    id: 'quarterly-policy-review',
    name: 'Quarterly policy review',
    everyDays: 92,
    description: 'Tools and zones are looked at again each quarter.',
    agenda: [
      'Approved tools: new candidates, changed terms, prices and data handling',
      'Zones: whether anything moves between green, yellow and red',
      'Incidents with AI-generated code and the gaps they show',
      'Adoption: trend, new teams, changed usage',
      'Risk register',
    ],
    ownerRole: 'security-compliance',
  },
  {
    id: 'quarterly-memo',
    name: 'Quarterly memo to executives',
    everyDays: 92,
    description: 'A short memo with the figures that decide about funding.',
    agenda: [
      'Change of productivity by team',
      'Security incidents linked to AI use',
      'Return compared with tool cost',
    ],
    ownerRole: 'executive-sponsor',
  },
  {
    id: 'quarterly-refresher',
    name: 'Quarterly training refresher',
    everyDays: 92,
    description:
      'Engineers refresh secure coding with AI tools, hallucinated dependencies and attribution; sales practises answering customers’ questions.',
    agenda: [
      'Secure coding with AI tools',
      'Recognizing hallucinated dependencies',
      'Attribution of open-source code',
    ],
    ownerRole: 'enablement-lead',
  },
  {
    id: 'annual-framework-review',
    name: 'Annual framework review',
    everyDays: 366,
    description: 'The whole framework is reviewed once a year.',
    agenda: [
      'Regulatory alignment: changed rules and new requirements',
      'Technology: new capabilities that change the risks',
      'Effectiveness: what is not followed, too strict or too lax',
      'Benchmark against comparable organizations',
    ],
    ownerRole: 'executive-sponsor',
  },
];
