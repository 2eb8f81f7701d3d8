import type { Control } from '../../types';
import { ANNUAL_AND_REGULATION_CHANGE, PER_PULL_REQUEST } from './frequencies';
import { completed, fromDocument } from './references';

export const complianceControls: Control[] = [
  {
    id: 'CMP-001',
    domain: 'compliance',
    name: 'Licence compliance scanning',
    description:
      'Generated code and dependencies do not bring in licences that the product cannot carry.',
    implementation:
      'Scan code and dependencies for copyleft and other unwanted licences, with ScanCode Toolkit or a similar tool, and do not merge unresolved findings.',
    limits:
      'A scan compares with known licensed code; it cannot show where a model learned a snippet.',
    evidence: [
      'Licence scan integrated in the pipeline',
      'Monthly compliance report',
      'Remediation records for flagged code',
    ],
    frequency: PER_PULL_REQUEST,
    parts: [
      {
        id: 'looked',
        scope: 'entity',
        mode: 'any',
        checks: [
          {
            id: 'CMP-001.license-scan',
            type: 'repository.license-scanning',
            name: 'Licence scan runs on pull requests',
            description:
              'Reads the CI workflows: a known licence scanner must really run when a pull request is opened.',
            actor: 'owner',
            remediation: {
              text: 'Add a licence scan to the workflow that runs on pull requests.',
              effort: 'small',
              path: '.github/workflows/licenses.yml',
            },
          },
          {
            id: 'CMP-001.sarif',
            type: 'report.sarif',
            optional: true,
            name: 'Fresh licence report',
            description:
              'A SARIF report of a licence scanner was uploaded since the last change.',
            params: { categories: ['licence'] },
            actor: 'owner',
            remediation: {
              text: 'Upload the licence scanner’s SARIF report from CI.',
              effort: 'small',
            },
          },
        ],
      },
      {
        id: 'findings',
        scope: 'entity',
        mode: 'all',
        checks: [
          {
            id: 'CMP-001.remediation',
            type: 'findings.unresolved',
            name: 'No unresolved licence finding',
            description:
              'Fails while a reported licence finding has no recorded remediation; rests on the scan that looked.',
            params: {
              of: ['CMP-001.sarif', 'CMP-001.license-scan'],
              reports: ['CMP-001.sarif'],
              records: 'licence.remediations',
              severity: 'low',
            },
            actor: 'owner',
            remediation: {
              text: 'Replace the flagged code or dependency, or record why its licence is acceptable.',
              effort: 'medium',
            },
          },
        ],
      },
    ],
    references: {
      'nist-ai-rmf': fromDocument('GOVERN 1.5'),
      'iso-42001': fromDocument('5.3'),
      'owasp-llm-2023': fromDocument('LLM05', 'Supply Chain'),
      'owasp-llm-2025': completed('owasp-llm-2025', [
        'LLM03:2025',
        'Supply Chain',
      ]),
      'soc-2': fromDocument('CC1.4'),
    },
  },
  {
    id: 'CMP-002',
    domain: 'compliance',
    name: 'Regulatory compliance assessment',
    description:
      'The organization knows what regulations ask of AI-assisted development and where it falls short.',
    implementation:
      'Map the practices to each applicable regulation (SOC 2, HIPAA, PCI DSS, GDPR), and write down how AI tools change the compliance posture.',
    limits: 'A mapping is an aid to an audit, not legal advice.',
    evidence: [
      'Regulatory mapping document',
      'Compliance gap analysis',
      'Documentation ready for auditors',
    ],
    frequency: ANNUAL_AND_REGULATION_CHANGE,
    parts: [
      {
        scope: 'organization',
        mode: 'all',
        checks: [
          {
            id: 'CMP-002.mapping',
            type: 'attestation',
            name: 'Mapping per regulation',
            description:
              'Somebody responsible states, with a second person, that practices are mapped to every applicable regulation.',
            actor: 'role:security-compliance',
            wanted: [
              'Regulatory mapping document',
              'Documentation ready for auditors',
            ],
            remediation: {
              text: 'Map the practices to each applicable regulation and attest the mapping with a link.',
              effort: 'large',
            },
          },
          {
            id: 'CMP-002.gap-analysis',
            type: 'regulations.analysed',
            name: 'Gap analysis per regulation',
            description:
              'Every gap analysis question of every applicable regulation was answered within a year, by an imported analysis or by the statement of somebody responsible and a second person.',
            actor: 'role:security-compliance',
            attestable: true,
            wanted: ['Compliance gap analysis'],
            remediation: {
              text: 'Answer the gap analysis questions of each applicable regulation and import the result, or attest it with a link.',
              effort: 'large',
            },
          },
        ],
      },
    ],
    references: {
      'nist-ai-rmf': completed('nist-ai-rmf', [
        'GOVERN 1.1',
        'Legal and regulatory requirements involving AI are understood, managed and documented',
      ]),
      'iso-42001': completed('iso-42001', [
        '4.2',
        'Needs and expectations of interested parties',
      ]),
      'soc-2': completed('soc-2', [
        'CC3.1',
        'Objectives are specified clearly enough to assess the risks to them',
      ]),
    },
  },
];
