import type { Control } from '../../types';
import { PER_PULL_REQUEST } from './frequencies';
import { completed } from './references';

/** The document names this domain and leaves it empty; both controls count from level 5 only. */
export const codeQualityControls: Control[] = [
  {
    id: 'CQ-001',
    domain: 'code_quality',
    name: 'AI-assisted changes are attributed',
    description:
      'It is known which changes were made with AI assistance, and with which tool.',
    implementation:
      'Record the assistance in commit trailers, notes or the pull request, automatically where the tool can.',
    limits:
      'Attribution says how a change is known to be assisted; its absence does not say that a person wrote it.',
    evidence: [
      'Share of changes with known provenance',
      'Attribution convention of the organization',
    ],
    frequency: PER_PULL_REQUEST,
    applicability: { notUnderDeclaredNoAi: true },
    parts: [
      {
        scope: 'entity',
        mode: 'all',
        checks: [
          {
            id: 'CQ-001.provenance',
            type: 'changes.provenance',
            name: 'Provenance of changes is known',
            description:
              'Share of changes whose provenance is known; the target is 95 %.',
            params: { target: 0.95 },
            actor: 'owner',
            remediation: {
              text: 'Let the assistants add their trailer, or state the assistance in the pull request.',
              effort: 'small',
            },
          },
        ],
      },
    ],
    references: {
      'nist-ai-rmf': completed('nist-ai-rmf', [
        'MEASURE 2.8',
        'Risks associated with transparency and accountability are examined and documented',
      ]),
      'iso-42001': completed('iso-42001', [
        'A.6.2.8',
        'Recording of event logs',
      ]),
      'soc-2': completed('soc-2', [
        'CC8.1',
        'Changes are authorized, tested and approved',
      ]),
    },
  },
  {
    id: 'CQ-002',
    domain: 'code_quality',
    name: 'AI-assisted changes get the enhanced review',
    description:
      'Assisted changes of tier 2 and 3 are reviewed for what assistants typically get wrong.',
    implementation:
      'Reviewers verify correctness, edge cases, security and dependencies, and say so on the pull request.',
    evidence: [
      'Share of assisted changes with the four review aspects recorded',
    ],
    frequency: PER_PULL_REQUEST,
    applicability: {
      allOf: [{ notUnderDeclaredNoAi: true }, { tierAtLeast: 2 }],
    },
    parts: [
      {
        scope: 'entity',
        mode: 'all',
        checks: [
          {
            id: 'CQ-002.enhanced-review',
            type: 'changes.enhanced-review',
            name: 'Enhanced review was done',
            description:
              'Share of assisted changes whose review covered correctness, edge cases, security and dependencies; the target is 95 %.',
            params: {
              target: 0.95,
              aspects: [
                'correctness',
                'edge-cases',
                'security',
                'dependencies',
              ],
            },
            actor: 'owner',
            remediation: {
              text: 'Use the enhanced review template on assisted pull requests and fill in all four aspects.',
              effort: 'medium',
            },
          },
        ],
      },
    ],
    references: {
      'nist-ai-rmf': completed('nist-ai-rmf', [
        'MEASURE 2.7',
        'Security and resilience of the AI system are evaluated and documented',
      ]),
      'iso-42001': completed('iso-42001', [
        'A.6.2.4',
        'AI system verification and validation',
      ]),
      'owasp-llm-2023': completed('owasp-llm-2023', ['LLM09', 'Overreliance']),
      'owasp-llm-2025': completed(
        'owasp-llm-2025',
        ['LLM09:2025', 'Misinformation'],
        ['LLM03:2025', 'Supply Chain'],
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
