import type { Control } from '../../types';
import {
  ANNUAL,
  ANNUAL_AND_INCIDENT,
  ANNUAL_AND_TOOL_ONBOARDING,
} from './frequencies';
import { completed, fromDocument } from './references';

export const operationsControls: Control[] = [
  {
    id: 'OPS-001',
    domain: 'operations',
    name: 'Developer training programme',
    description:
      'Everybody who uses AI coding tools was trained to use them safely.',
    implementation:
      'A mandatory annual course with a quarterly refresher on secure prompting, reviewing AI output, obligations in handling data, and reporting incidents; with an assessment.',
    evidence: [
      'Curriculum and training material',
      'Completion record per developer',
      'Assessment scores',
    ],
    frequency: ANNUAL_AND_TOOL_ONBOARDING,
    parts: [
      {
        scope: 'organization',
        mode: 'all',
        checks: [
          {
            id: 'OPS-001.curriculum',
            type: 'attestation',
            name: 'Curriculum is current',
            description:
              'Somebody responsible states, with a second person, that the curriculum was reviewed this year and covers every tool onboarded since.',
            actor: 'role:enablement-lead',
            wanted: ['Curriculum and training material'],
            remediation: {
              text: 'Review the curriculum and attest it with a link to the material.',
              effort: 'medium',
            },
          },
        ],
      },
      {
        scope: 'group',
        mode: 'all',
        checks: [
          {
            id: 'OPS-001.completion',
            type: 'training.completion',
            name: 'Everybody in the team completed the training',
            description:
              'Share of the people in the team and the teams below it with a valid training: the annual course, and a refresher each quarter; the target is 100 %.',
            params: { target: 1 },
            actor: 'group',
            frequency: ANNUAL,
            attestable: true,
            wanted: ['Completion record per developer'],
            remediation: {
              text: 'Let the members without a valid training complete the course or the refresher.',
              effort: 'medium',
            },
          },
          {
            id: 'OPS-001.mean-score',
            type: 'training.mean-score',
            name: 'Mean assessment score above 80 %',
            description:
              'Mean score of those with a valid training in their newest assessment; the target is more than 80 %.',
            params: { target: 0.8 },
            actor: 'group',
            frequency: ANNUAL,
            attestable: true,
            wanted: ['Assessment scores'],
            remediation: {
              text: 'Repeat the modules in which the team scored low, and the assessment.',
              effort: 'medium',
            },
          },
        ],
      },
    ],
    references: {
      'nist-ai-rmf': fromDocument('GOVERN 1.4'),
      'iso-42001': fromDocument('7.2'),
      'owasp-agentic-2026': completed('owasp-agentic-2026', [
        'ASI09',
        'Human-Agent Trust Exploitation',
      ]),
      'soc-2': fromDocument('CC1.4'),
    },
  },
  {
    id: 'OPS-002',
    domain: 'operations',
    name: 'Incident response for AI code issues',
    description:
      'When AI-assisted development goes wrong, people know what to do.',
    implementation:
      'A playbook for data exfiltration through AI tools, licence violations in generated code, vulnerabilities that AI introduced and compromised AI tools; rehearsed in a tabletop exercise.',
    evidence: [
      'Incident response playbook',
      'Records of tabletop exercises',
      'Post-incident review reports',
    ],
    frequency: ANNUAL_AND_INCIDENT,
    parts: [
      {
        scope: 'organization',
        mode: 'all',
        checks: [
          {
            id: 'OPS-002.playbook',
            type: 'attestation',
            name: 'Playbook is current',
            description:
              'Somebody responsible states, with a second person, that the playbook was reviewed this year and after every incident.',
            actor: 'role:security-compliance',
            wanted: [
              'Incident response playbook',
              'Post-incident review reports',
            ],
            remediation: {
              text: 'Review the playbook and attest it with a link.',
              effort: 'medium',
            },
          },
          {
            id: 'OPS-002.tabletop',
            type: 'attestation',
            name: 'Tabletop exercise was held',
            description:
              'Somebody responsible states, with a second person, that a tabletop exercise was held within a year.',
            actor: 'role:security-compliance',
            frequency: ANNUAL,
            wanted: ['Records of tabletop exercises'],
            remediation: {
              text: 'Hold a tabletop exercise and attest it with its record.',
              effort: 'medium',
            },
          },
        ],
      },
    ],
    references: {
      'nist-ai-rmf': completed('nist-ai-rmf', [
        'MANAGE 4.3',
        'Incidents and errors are communicated, tracked, responded to and recovered from',
      ]),
      'iso-42001': completed('iso-42001', [
        'A.8.4',
        'Communication of incidents',
      ]),
      'owasp-agentic-2026': completed('owasp-agentic-2026', [
        'ASI08',
        'Cascading Failures',
      ]),
      'soc-2': completed('soc-2', [
        'CC7.4',
        'Response to identified security incidents',
      ]),
    },
  },
];
