import type { Control } from '../../types';
import { MONTHLY, PER_TOOL_REQUEST, QUARTERLY } from './frequencies';
import { completed, fromDocument } from './references';

const WITH_ASSISTANTS = 'Applies where an assistant is observed or declared.';

export const toolManagementControls: Control[] = [
  {
    id: 'TM-001',
    domain: 'tool_management',
    name: 'AI tool inventory',
    description:
      'The organization knows every AI coding tool that is in use, and in which version.',
    implementation:
      'Detect AI coding tools on endpoints and in repositories, and keep one registry of tools with versions, owners and review dates.',
    limits:
      'Detection in repositories sees configuration files, not tools that leave no trace there.',
    evidence: [
      'Tool inventory, updated monthly',
      'Endpoint (EDR) detection rules for AI coding tools',
      'Integration with software asset management',
    ],
    frequency: MONTHLY,
    parts: [
      {
        scope: 'organization',
        mode: 'all',
        checks: [
          {
            id: 'TM-001.registry',
            type: 'attestation',
            name: 'Tool registry is kept',
            description:
              'Somebody responsible states, with a second person, that the registry of AI tools is complete and current.',
            actor: 'role:platform-lead',
            wanted: ['Tool inventory, updated monthly'],
            remediation: {
              text: 'Review the AI tool registry and attest that it lists every tool in use with its version.',
              effort: 'small',
            },
          },
          {
            id: 'TM-001.review-dates',
            type: 'tools.review-dates',
            name: 'Every approved tool is inside its review date',
            description:
              'Passes when at least one tool is approved and none of the approved ones has passed its review date.',
            actor: 'role:platform-lead',
            remediation: {
              text: 'Review the approved tools whose review date has passed and set the next one.',
              effort: 'medium',
            },
          },
          {
            id: 'TM-001.asset-inventory',
            type: 'tools.inventoried',
            name: 'Asset inventory is imported and matches the registry',
            description:
              'An inventory from endpoint detection or software asset management is no older than 31 days, and every AI tool in it is in the registry.',
            actor: 'role:security-compliance',
            attestable: true,
            wanted: [
              'Endpoint (EDR) detection rules for AI coding tools',
              'Integration with software asset management',
            ],
            remediation: {
              text: 'Import the endpoint or asset inventory and register the tools it names, or attest it with a link to the report.',
              effort: 'medium',
            },
          },
        ],
      },
      {
        scope: 'entity',
        mode: 'all',
        checks: [
          {
            id: 'TM-001.registered',
            type: 'tools.registered',
            name: 'Every assistant here is in the registry',
            description: `Compares the assistants observed or declared for this service with the tool registry. ${WITH_ASSISTANTS}`,
            actor: 'owner',
            requiresAssistant: true,
            remediation: {
              text: 'Request registration of the tools that are missing, or remove their configuration from the repository.',
              effort: 'small',
            },
          },
        ],
      },
    ],
    references: {
      'nist-ai-rmf': fromDocument('GOVERN 1.1'),
      'iso-42001': fromDocument('6.1.2'),
      'owasp-agentic-2026': completed('owasp-agentic-2026', [
        'ASI04',
        'Agentic Supply Chain Vulnerabilities',
      ]),
      'soc-2': fromDocument('CC6.1'),
    },
  },
  {
    id: 'TM-002',
    domain: 'tool_management',
    name: 'AI tool approval process',
    description:
      'New AI coding tools are used only after a formal decision on them.',
    implementation:
      'Security and legal review each requested tool: how it handles data, its terms of service, its security architecture and its compliance; the decision and its conditions are recorded.',
    evidence: [
      'Approval requests with sign-off by security and legal',
      'Security assessment report per tool',
      'Legal review of the terms of service',
    ],
    frequency: PER_TOOL_REQUEST,
    parts: [
      {
        scope: 'organization',
        mode: 'all',
        checks: [
          {
            id: 'TM-002.process',
            type: 'attestation',
            name: 'Approval process with security and legal sign-off',
            description:
              'Somebody responsible states, with a second person, that tools are approved only with both sign-offs.',
            actor: 'role:security-compliance',
            wanted: [
              'Approval requests with sign-off by security and legal',
              'Security assessment report per tool',
              'Legal review of the terms of service',
            ],
            remediation: {
              text: 'Publish the approval process and attest it with links to the requests, assessments and legal reviews.',
              effort: 'medium',
            },
          },
        ],
      },
      {
        scope: 'entity',
        mode: 'all',
        checks: [
          {
            id: 'TM-002.approved',
            type: 'tools.approved',
            name: 'Every assistant here is approved for this classification',
            description: `Compares the assistants observed or declared for this service with the approved tools that its data classification allows. ${WITH_ASSISTANTS}`,
            actor: 'owner',
            requiresAssistant: true,
            remediation: {
              text: 'Request approval of the tool for this classification, or stop using it here and remove its configuration.',
              effort: 'medium',
            },
          },
        ],
      },
    ],
    references: {
      'nist-ai-rmf': fromDocument('GOVERN 1.2'),
      'iso-42001': fromDocument('6.1.3'),
      'owasp-llm-2023': fromDocument('LLM05', 'Supply Chain'),
      'owasp-llm-2025': completed('owasp-llm-2025', [
        'LLM03:2025',
        'Supply Chain',
      ]),
      'owasp-agentic-2026': completed('owasp-agentic-2026', [
        'ASI04',
        'Agentic Supply Chain Vulnerabilities',
      ]),
      'soc-2': fromDocument('CC6.1'),
    },
  },
  {
    id: 'TM-003',
    domain: 'tool_management',
    name: 'AI tool configuration standards',
    description: 'Approved AI tools run with a standard, safe configuration.',
    implementation:
      'Publish a template per approved tool: telemetry, ignore files that keep secrets out, proxy, permitted model endpoints, permissions and MCP servers; compare each repository with it.',
    limits:
      'An ignore file guides the tool that reads it and enforces nothing; some tools, Copilot among them, read none of these files.',
    evidence: [
      'Configuration template per tool',
      'Results of configuration scans',
      'Onboarding documentation for developers',
    ],
    frequency: QUARTERLY,
    applicability: { notUnderDeclaredNoAi: true },
    parts: [
      {
        scope: 'organization',
        mode: 'all',
        checks: [
          {
            id: 'TM-003.template',
            type: 'attestation',
            name: 'Template per approved tool, reviewed this quarter',
            description:
              'Somebody responsible states, with a second person, that every approved tool has a current configuration template.',
            actor: 'role:platform-lead',
            wanted: [
              'Configuration template per tool',
              'Onboarding documentation for developers',
            ],
            remediation: {
              text: 'Review the configuration template of each approved tool and attest it with a link.',
              effort: 'medium',
            },
          },
        ],
      },
      {
        scope: 'entity',
        mode: 'all',
        checks: [
          {
            id: 'TM-003.ignore-file',
            type: 'repository.ignore-file',
            name: 'Ignore files keep secrets away from the assistants',
            description: `Reads the ignore file of each assistant set up here and asks whether it covers secrets. ${WITH_ASSISTANTS}`,
            actor: 'owner',
            requiresAssistant: true,
            remediation: {
              text: 'Add the ignore file of each assistant and list secrets in it: .env files, keys, certificates and credentials.',
              effort: 'small',
            },
          },
          {
            id: 'TM-003.settings',
            type: 'repository.assistant-settings',
            name: 'Assistant settings follow the template',
            description: `Reads the committed settings of each assistant: telemetry, endpoint, proxy, permissions and MCP servers. ${WITH_ASSISTANTS}`,
            actor: 'owner',
            requiresAssistant: true,
            remediation: {
              text: 'Bring the committed assistant settings in line with the template of the organization.',
              effort: 'small',
            },
          },
        ],
      },
    ],
    references: {
      'nist-ai-rmf': completed('nist-ai-rmf', [
        'MAP 4.2',
        'Internal risk controls for components of the AI system, including third-party technologies',
      ]),
      'iso-42001': completed('iso-42001', [
        'A.9.2',
        'Processes for responsible use of AI systems',
      ]),
      'owasp-llm-2023': completed('owasp-llm-2023', [
        'LLM06',
        'Sensitive Information Disclosure',
      ]),
      'owasp-llm-2025': completed(
        'owasp-llm-2025',
        ['LLM02:2025', 'Sensitive Information Disclosure'],
        ['LLM06:2025', 'Excessive Agency'],
      ),
      'owasp-agentic-2026': completed(
        'owasp-agentic-2026',
        ['ASI02', 'Tool Misuse and Exploitation'],
        ['ASI03', 'Identity and Privilege Abuse'],
      ),
      'soc-2': completed('soc-2', [
        'CC6.8',
        'Prevention and detection of unauthorized or malicious software',
      ]),
    },
  },
];
