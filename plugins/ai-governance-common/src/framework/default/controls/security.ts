import type { Control } from '../../types';
import { PER_COMMIT, PER_PULL_REQUEST, QUARTERLY } from './frequencies';
import { completed, fromDocument } from './references';

/**
 * SEC-001 asks two things of a service. Something must look (`looked`: a scanner that really runs on
 * pull requests, or an uploaded SARIF report), and nothing critical that was seen may stay unresolved
 * (`findings`). The second part rests on the evidence of the first: it fails only on a critical finding
 * somebody reported, so a service whose pipeline scans every pull request is not held back because no
 * report is uploaded, while a service nothing looks at passes neither part. The report is optional: a
 * pipeline that was read and does not scan is a gap even though a report could still be uploaded.
 */
export const securityControls: Control[] = [
  {
    id: 'SEC-001',
    domain: 'security',
    name: 'AI code security scanning',
    description:
      'Code, whoever or whatever wrote it, is scanned for vulnerabilities before it is merged.',
    implementation:
      'Run a scanner such as Semgrep with standard and AI-specific rules in the pipeline of every pull request, and resolve critical findings.',
    limits:
      'A scanner finds what its rules describe; a clean scan is not a proof of safety.',
    evidence: [
      'Pipeline configuration that runs the scanner',
      'AI-specific rule set',
      'Monthly summary of scan results',
    ],
    frequency: PER_PULL_REQUEST,
    parts: [
      {
        scope: 'organization',
        mode: 'all',
        checks: [
          {
            id: 'SEC-001.rule-set',
            type: 'attestation',
            name: 'AI-specific rule set is maintained',
            description:
              'Somebody responsible states, with a second person, that the scanners use a maintained set of rules for AI-generated code.',
            actor: 'role:security-compliance',
            frequency: QUARTERLY,
            wanted: ['AI-specific rule set', 'Monthly summary of scan results'],
            remediation: {
              text: 'Review the AI-specific scanner rules and attest them with a link to the rule set.',
              effort: 'medium',
            },
          },
        ],
      },
      {
        id: 'looked',
        scope: 'entity',
        mode: 'any',
        checks: [
          {
            id: 'SEC-001.scanner',
            type: 'repository.security-scanning',
            name: 'Scanner runs on pull requests',
            description:
              'Reads the CI workflows: a known security scanner must really run when a pull request is opened.',
            actor: 'owner',
            remediation: {
              text: 'Add a security scan to the workflow that runs on pull requests.',
              effort: 'small',
              path: '.github/workflows/security.yml',
            },
          },
          {
            id: 'SEC-001.sarif',
            type: 'report.sarif',
            optional: true,
            name: 'Fresh SARIF report',
            description:
              'A SARIF report of a security scanner was uploaded since the last change.',
            params: { categories: ['security', 'secrets'] },
            actor: 'owner',
            remediation: {
              text: 'Upload the scanner’s SARIF report from CI.',
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
            id: 'SEC-001.critical-findings',
            type: 'findings.unresolved',
            name: 'No unresolved critical finding',
            description:
              'Fails while a reported critical finding is unresolved; rests on the scanner or the report that looked.',
            params: {
              of: ['SEC-001.sarif', 'SEC-001.scanner'],
              reports: ['SEC-001.sarif'],
              severity: 'critical',
            },
            actor: 'owner',
            remediation: {
              text: 'Resolve or dismiss with a reason every critical finding.',
              effort: 'medium',
            },
          },
        ],
      },
    ],
    references: {
      'nist-ai-rmf': fromDocument('MEASURE 2.5'),
      'iso-42001': fromDocument('9.2.3'),
      'owasp-llm-2023': fromDocument('LLM02', 'Insecure Output'),
      'owasp-llm-2025': completed('owasp-llm-2025', [
        'LLM05:2025',
        'Improper Output Handling',
      ]),
      'owasp-agentic-2026': completed('owasp-agentic-2026', [
        'ASI05',
        'Unexpected Code Execution',
      ]),
      'soc-2': fromDocument('CC7.1'),
    },
  },
  {
    id: 'SEC-002',
    domain: 'security',
    name: 'Prompt injection prevention',
    description:
      'Files in the repository cannot quietly steer an AI assistant.',
    implementation:
      'Scan .cursorrules, CLAUDE.md and every other instruction or settings file for dangerous directives, and let changes to them be reviewed by code owners.',
    limits:
      'The scan knows patterns of injection; instructions in ordinary prose can still mislead an assistant.',
    evidence: [
      'Pre-commit hooks on AI configuration files',
      'CODEOWNERS rules for AI configuration files',
      'Scan results for prompt injection patterns',
    ],
    frequency: PER_COMMIT,
    applicability: { notUnderDeclaredNoAi: true },
    parts: [
      {
        scope: 'entity',
        mode: 'all',
        checks: [
          {
            id: 'SEC-002.instructions',
            type: 'repository.assistant-instructions',
            name: 'Assistant instructions scan clean',
            description:
              'Looks in instruction and settings files for hidden Unicode, instruction overrides, remote code execution, disabled permissions, wildcard tool grants and unpinned MCP servers. Applies where an assistant is observed or declared.',
            actor: 'owner',
            requiresAssistant: true,
            remediation: {
              text: 'Remove the directives that were found from the named files and lines.',
              effort: 'small',
            },
          },
          {
            id: 'SEC-002.code-owners',
            type: 'repository.code-owners',
            name: 'Code owners cover the assistant files',
            description:
              'Reads CODEOWNERS: every instruction and settings file of an assistant must have an owner. Applies where an assistant is observed or declared.',
            actor: 'owner',
            requiresAssistant: true,
            remediation: {
              text: 'Add CODEOWNERS rules for the assistant files that have no owner.',
              effort: 'small',
              path: 'CODEOWNERS',
            },
          },
        ],
      },
    ],
    references: {
      'nist-ai-rmf': fromDocument('MANAGE 2.4'),
      'iso-42001': fromDocument('8.3'),
      'owasp-llm-2023': fromDocument('LLM01', 'Prompt Injection'),
      'owasp-llm-2025': completed('owasp-llm-2025', [
        'LLM01:2025',
        'Prompt Injection',
      ]),
      'owasp-agentic-2026': completed(
        'owasp-agentic-2026',
        ['ASI01', 'Agent Goal Hijack'],
        ['ASI06', 'Memory and Context Poisoning'],
      ),
      'soc-2': fromDocument('CC7.2'),
    },
  },
  {
    id: 'SEC-003',
    domain: 'security',
    name: 'AI code review requirements',
    description:
      'Changes made with AI assistance get a review that fits their tier.',
    implementation:
      'Require review by branch rules, and review assisted changes for input validation, authorization, error handling and secure defaults.',
    evidence: [
      'Review checklist for AI-generated code',
      'Metrics of reviewed pull requests',
      'Training records of reviewers',
    ],
    frequency: PER_PULL_REQUEST,
    applicability: { notUnderDeclaredNoAi: true },
    parts: [
      {
        scope: 'organization',
        mode: 'all',
        checks: [
          {
            id: 'SEC-003.checklist',
            type: 'attestation',
            name: 'Review checklist is published',
            description:
              'Somebody responsible states, with a second person, that the checklist for reviewing AI-generated code is published.',
            actor: 'role:security-compliance',
            wanted: [
              'Review checklist for AI-generated code',
              'Training records of reviewers',
            ],
            remediation: {
              text: 'Publish the review checklist and attest it with a link.',
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
            id: 'SEC-003.branch-rules',
            type: 'host.branch-rules',
            name: 'Branch rules require a review',
            description:
              'Asks the code host whether the default branch can only be changed by a reviewed pull request.',
            actor: 'owner',
            remediation: {
              text: 'Require at least one approving review on the default branch.',
              effort: 'small',
            },
          },
          {
            id: 'SEC-003.reviewed-changes',
            type: 'changes.reviewed',
            name: 'Assisted changes were reviewed as the tier asks',
            description:
              'Share of AI-assisted changes whose review met the tier; the target is 95 %.',
            params: { target: 0.95 },
            actor: 'owner',
            remediation: {
              text: 'Have assisted changes reviewed as the tier asks before they are merged.',
              effort: 'medium',
            },
          },
        ],
      },
    ],
    references: {
      'nist-ai-rmf': completed('nist-ai-rmf', [
        'MAP 3.5',
        'Processes for human oversight are defined, assessed and documented',
      ]),
      'iso-42001': completed('iso-42001', [
        'A.6.2.4',
        'AI system verification and validation',
      ]),
      'owasp-llm-2023': completed(
        'owasp-llm-2023',
        ['LLM02', 'Insecure Output Handling'],
        ['LLM09', 'Overreliance'],
      ),
      'owasp-llm-2025': completed(
        'owasp-llm-2025',
        ['LLM05:2025', 'Improper Output Handling'],
        ['LLM09:2025', 'Misinformation'],
      ),
      'owasp-agentic-2026': completed('owasp-agentic-2026', [
        'ASI09',
        'Human-Agent Trust Exploitation',
      ]),
      'soc-2': completed('soc-2', [
        'CC8.1',
        'Changes are authorized, tested and approved',
      ]),
    },
  },
];
