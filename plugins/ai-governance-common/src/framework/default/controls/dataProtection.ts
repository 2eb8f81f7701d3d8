import type { Control } from '../../types';
import { CONTINUOUS, MONTHLY, QUARTERLY } from './frequencies';
import { completed, fromDocument } from './references';

export const dataProtectionControls: Control[] = [
  {
    id: 'DP-001',
    domain: 'data_protection',
    name: 'Data classification for AI tools',
    description:
      'Every repository has a data classification, and the classification decides which AI tools may be used with it.',
    implementation:
      'Label each repository. Public: any approved tool. Internal: approved tools on an enterprise endpoint. Confidential: additionally zero retention or on-premises, privacy mode and no telemetry. Restricted (secret): no AI tool.',
    limits:
      'The label states what the team knows; it does not scan the data itself.',
    evidence: [
      'Inventory of repository classifications',
      'Access matrix of AI tools by classification',
      'Results of classification enforcement scans',
    ],
    frequency: QUARTERLY,
    parts: [
      {
        scope: 'organization',
        mode: 'all',
        checks: [
          {
            id: 'DP-001.access-matrix',
            type: 'attestation',
            name: 'Access matrix is in force and reviewed',
            description:
              'Somebody responsible states, with a second person, that the matrix of AI tools by classification is in force.',
            actor: 'role:security-compliance',
            wanted: [
              'Access matrix of AI tools by classification',
              'Results of classification enforcement scans',
            ],
            remediation: {
              text: 'Review the access matrix and attest it with a link to the published version.',
              effort: 'small',
            },
          },
        ],
      },
      {
        scope: 'entity',
        mode: 'all',
        checks: [
          {
            id: 'DP-001.classification',
            type: 'profile.classification',
            name: 'Classification is declared and confirmed',
            description:
              'Passes when a known classification is declared, was confirmed within a year and nothing seen contradicts it.',
            actor: 'owner',
            remediation: {
              text: 'Declare the data classification in the portal or as an annotation in catalog-info.yaml. Where something seen contradicts it, declare what the code handles, or dispute the finding if it is wrong.',
              effort: 'small',
              path: 'catalog-info.yaml',
            },
          },
        ],
      },
    ],
    references: {
      'nist-ai-rmf': fromDocument('MAP 1.1'),
      'iso-42001': fromDocument('8.2'),
      'owasp-llm-2023': fromDocument('LLM06', 'Data Leakage'),
      'owasp-llm-2025': completed('owasp-llm-2025', [
        'LLM02:2025',
        'Sensitive Information Disclosure',
      ]),
      'soc-2': fromDocument('CC6.5'),
    },
  },
  {
    id: 'DP-002',
    domain: 'data_protection',
    name: 'Code transmission monitoring',
    description:
      'Code that leaves towards AI services is watched, and sensitive code raises an alert.',
    implementation:
      'Monitor egress to the endpoints of AI services on the network and alert when code of a confidential or restricted repository is sent.',
    limits:
      'Monitoring sees the networks and endpoints it is attached to, nothing beyond them.',
    evidence: [
      'Configuration of the network monitoring',
      'Alert rules for AI service endpoints',
      'Monthly report on data egress',
    ],
    frequency: CONTINUOUS,
    parts: [
      {
        scope: 'organization',
        mode: 'all',
        checks: [
          {
            id: 'DP-002.monitoring',
            type: 'attestation',
            name: 'Monitoring and alerting on AI endpoints',
            description:
              'Somebody responsible states, with a second person, that AI endpoints are monitored and alerts are answered; the feed itself runs continuously, the statement is renewed each quarter.',
            actor: 'role:security-compliance',
            frequency: QUARTERLY,
            wanted: [
              'Configuration of the network monitoring',
              'Alert rules for AI service endpoints',
            ],
            remediation: {
              text: 'Set up monitoring and alert rules for AI service endpoints and attest them with links.',
              effort: 'large',
            },
          },
          {
            id: 'DP-002.egress-report',
            type: 'evidence',
            name: 'Monthly egress report',
            description:
              'A report on data sent to AI services is no older than 31 days.',
            actor: 'role:security-compliance',
            frequency: MONTHLY,
            attestable: true,
            wanted: ['Monthly report on data egress'],
            remediation: {
              text: 'Produce this month’s egress report and attest it with a link or digest.',
              effort: 'small',
            },
          },
        ],
      },
      {
        scope: 'entity',
        mode: 'all',
        applicability: { classificationAtLeast: 'confidential' },
        checks: [
          {
            id: 'DP-002.egress',
            type: 'evidence',
            name: 'No unapproved tool or endpoint seen',
            description:
              'The monitoring feed of this service reported within the last seven days and saw no unapproved tool or endpoint.',
            actor: 'owner',
            remediation: {
              text: 'Stop the transmission that was seen, or connect the monitoring feed for this service.',
              effort: 'medium',
            },
          },
        ],
      },
    ],
    references: {
      'nist-ai-rmf': fromDocument('MANAGE 2.2'),
      'iso-42001': fromDocument('8.4'),
      'owasp-llm-2023': fromDocument('LLM06', 'Data Leakage'),
      'owasp-llm-2025': completed('owasp-llm-2025', [
        'LLM02:2025',
        'Sensitive Information Disclosure',
      ]),
      'soc-2': fromDocument('CC7.2'),
    },
  },
];
