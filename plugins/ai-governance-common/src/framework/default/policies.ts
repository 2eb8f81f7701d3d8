import type { PolicySection } from '../types';

type Item = [text: string, ...controls: string[]];

function section(
  id: string,
  name: string,
  description: string,
  entries: Item[],
): PolicySection {
  return {
    id,
    name,
    description,
    items: entries.map(([text, ...controls], index) => ({
      id: `${id}.${index + 1}`,
      text,
      ...(controls.length > 0 && { controls }),
    })),
  };
}

export const policies: PolicySection[] = [
  section(
    'never-in-prompts',
    'Never in prompts',
    'What never goes into a prompt, whatever the tool.',
    [
      ['Customer data, anonymized data included', 'DP-001'],
      ['Credentials, API keys, secrets and tokens', 'TM-003'],
      ['Proprietary algorithms that are trade secrets', 'DP-001'],
      ['Internal business metrics and financial data', 'DP-001'],
      ['Personal information about employees or customers', 'DP-001'],
    ],
  ),
  section(
    'permitted-in-prompts',
    'Permitted in prompts',
    'What may go into a prompt of an approved tool.',
    [
      ['Source code of the project at hand, as its zone allows'],
      ['Public documentation and specifications'],
      ['General technical questions and patterns'],
      ['Open-source code that is public already'],
    ],
  ),
  section(
    'required-practice',
    'Required practice',
    'What everybody who uses AI tools must do.',
    [
      [
        'Repositories with AI tools have ignore files that keep sensitive content out',
        'TM-003',
      ],
      ['AI-generated code passes a security scan before merging', 'SEC-001'],
      [
        'Pull requests with AI-generated code follow the enhanced review',
        'SEC-003',
        'CQ-002',
      ],
      [
        'API keys of AI tools come from the corporate key management, never from personal accounts',
        'TM-003',
      ],
      ['Agents that act on their own run only in sandboxes', 'TM-003'],
    ],
  ),
  section(
    'developer-duties',
    'Duties of developers',
    'What each developer is responsible for.',
    [
      ['Complete the security training before using an AI tool', 'OPS-001'],
      ['Review generated code for security before accepting it', 'SEC-003'],
      ['Report suspected incidents with AI tools at once', 'OPS-002'],
      ['Keep corporate API keys to yourself and personal ones out of work'],
      ['Leave security controls and telemetry restrictions switched on'],
    ],
  ),
  section(
    'enforcement',
    'Monitoring and enforcement',
    'How the policy is kept.',
    [
      ['Use of AI tools is monitored on endpoints and the network', 'DP-002'],
      ['A violation may cost the access to AI tools'],
      ['Repeated violations are escalated under the conduct policy'],
      ['The policy is reviewed each quarter by security'],
    ],
  ),
  section(
    'tool-approval-criteria',
    'Criteria for approving a tool',
    'What security and legal look at.',
    [
      [
        'Data handling: where code is sent, whether on the device, at the vendor or a third party, how long it is kept and whether it trains models',
        'TM-002',
      ],
      [
        'Security posture: SOC 2 audit, vulnerability disclosure, promised response to incidents',
        'TM-002',
      ],
      [
        'Contract: ownership of output, indemnification, what happens to data at the end',
        'TM-002',
      ],
      [
        'Compliance alignment: requirements of the industry and the regions of processing',
        'TM-002',
        'CMP-002',
      ],
      ['Depth of audit logs, enterprise support and its promises', 'TM-002'],
    ],
  ),
  section(
    'review-aspects',
    'Aspects of the enhanced review',
    'What a reviewer verifies on an assisted change.',
    [
      [
        'Correctness: the code does what it is meant to, beyond compiling and passing tests',
        'CQ-002',
      ],
      [
        'Edge cases: empty input, concurrent access, unavailable dependencies, boundaries',
        'CQ-002',
      ],
      [
        'Security: injection, path traversal, unsafe deserialization, errors that leak information',
        'CQ-002',
        'SEC-003',
      ],
      [
        'Dependencies: every new one is intended, vetted and appropriate',
        'CQ-002',
      ],
      [
        'Security-critical changes are reviewed by somebody with security expertise',
        'SEC-003',
      ],
    ],
  ),
  section(
    'audit-trail',
    'Audit trail',
    'What is logged about the use of AI tools.',
    [
      ['Logged: who used the tool'],
      ['Logged: when'],
      ['Logged: which tool and model'],
      ['Logged: how many input and output tokens'],
      ['Logged: which project or repository'],
      ['Not logged: the text of prompts and of responses'],
      ['Kept one to two years; five to seven years in regulated industries'],
      ['Read by engineering leadership and compliance, never by peers'],
    ],
  ),
  section(
    'automated-guardrails',
    'Automated guardrails',
    'What is checked on every commit, assisted or not.',
    [
      ['Missing copyright headers', 'CMP-001'],
      ['Insecure API calls', 'SEC-001'],
      ['Outdated dependencies', 'SEC-001'],
      ['Code that matches known licensed code', 'CMP-001'],
    ],
  ),
  section(
    'exceptions',
    'Exceptions',
    'How a deviation from a control is handled.',
    [
      ['A designated authority with the context to judge the risk approves it'],
      [
        'It says what was approved, why, with which compensating controls and until when',
      ],
      ['It always ends; one that is renewed for ever is a gap of the policy'],
    ],
  ),
  section(
    'customer-facing-ai',
    'AI towards customers',
    'Rules for AI in sales, marketing and support.',
    [
      ['Customer data: approved tools only, sensitive data masked'],
      ['Messages: a person approves the first touch and high-risk accounts'],
      ['Call recordings: consent, retention and access rights are managed'],
      ['Automated execution: starts with low-risk nurturing'],
      [
        'Audit: the history of generation, editing, approval and action is stored',
      ],
    ],
  ),
];
