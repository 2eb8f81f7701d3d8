import type { Instant } from '@plumbline/backstage-plugin-ai-governance-common';
import type { ExampleOptions } from './entity';
import { DAY, shifted } from './organization';

const COMMITTEE_OPEN = ['CMP-002.mapping', 'CMP-002.gap-analysis'];

/** Some services of the example organization, each in a state of its own. */
export function larkspurServices(at: Instant): {
  [name: string]: ExampleOptions;
} {
  const base: ExampleOptions = { at, organizationMissing: COMMITTEE_OPEN };
  return {
    'checkout-api': {
      ...base,
      values: {
        classification: 'restricted',
        tier: 3,
        handles: ['payments'],
        adoptionStage: 'scaled',
        aiUse: 'none',
      },
      assistants: [],
    },
    'search-api': {
      ...base,
      failing: {
        'SEC-002.instructions': {
          summary:
            '.cursorrules hides 3 invisible characters in an instruction',
          findings: [
            {
              rule: 'hidden-unicode',
              severity: 'critical',
              message:
                'Three invisible characters stand in an instruction, where a reviewer cannot see what the assistant is told.',
              path: '.cursorrules',
              line: 14,
              fingerprint: 'f1',
            },
            {
              rule: 'wildcard-tool-grant',
              severity: 'medium',
              message:
                'Every tool of the MCP server "files" is granted without asking.',
              path: '.cursor/mcp.json',
              line: 7,
              fingerprint: 'f2',
            },
          ],
        },
      },
      unseen: ['CQ-002.enhanced-review'],
      descriptor: {
        values: { classification: 'public' },
        invalid: [
          {
            annotation: 'ai-governance/review-tier',
            value: 'two',
            message: '"two" is not a tier; use "1", "2" or "3"',
          },
        ],
        at: shifted(at, -12 * DAY),
      },
    },
    'fraud-scoring': {
      ...base,
      failing: {
        'CMP-001.license-scan': { summary: 'No licence scan in any workflow' },
        'CMP-001.sarif': { summary: 'No licence report' },
      },
      exceptions: [
        {
          id: 'exception-1',
          control: 'CMP-001',
          reason: 'The new scanner is being rolled out',
          compensatingControls: ['Manual review of new dependencies'],
          approvedBy: 'user:default/approver',
          from: shifted(at, -60 * DAY),
          until: shifted(at, 3 * DAY),
        },
      ],
      values: {
        classification: 'confidential',
        tier: 3,
        handles: ['customer-data'],
        aiUse: ['claude-code'],
      },
      assistants: ['claude-code'],
    },
    'ci-images': {
      ...base,
      unreachable: {
        'SEC-001.scanner': 'github.com answered 503 three times',
      },
      old: ['SEC-003.reviewed-changes'],
      values: {
        classification: 'internal',
        tier: 2,
        handles: ['infrastructure'],
      },
    },
    'data-export-jobs': {
      ...base,
      values: null,
      untrained: true,
      unseen: ['SEC-001.scanner', 'SEC-001.sarif', 'CMP-001.license-scan'],
      failing: {
        'TM-003.ignore-file': { summary: 'No ignore file covers .env' },
      },
    },
  };
}
