import type { Finding } from '@plumbline/backstage-plugin-ai-governance-common';

export type Severity = Finding['severity'];

/** Worst first. */
export const SEVERITIES: readonly Severity[] = [
  'critical',
  'high',
  'medium',
  'low',
];

const OF_LEVEL: { [level: string]: Severity } = {
  error: 'high',
  warning: 'medium',
  note: 'low',
  none: 'low',
};

/** What a run says of a rule, as far as it decides how bad a result is. */
export interface RuleSeverity {
  level?: string;
  /** `security-severity`, a CVSS score. */
  score?: number;
}

/**
 * The rule's score decides where it has one, as code hosts do; else the level
 * of the result, of its rule, or `warning` as SARIF has it.
 */
export function severityOf(
  level: string | undefined,
  rule: RuleSeverity | undefined,
): Severity {
  const score = rule?.score;
  if (score !== undefined) {
    if (score >= 9) return 'critical';
    if (score >= 7) return 'high';
    return score >= 4 ? 'medium' : 'low';
  }
  return OF_LEVEL[level ?? rule?.level ?? 'warning'] ?? 'medium';
}

/** `security-severity` as tools write it: a number, or a text that is one. */
export function scoreOf(value: unknown): number | undefined {
  const score =
    typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof score === 'number' && score >= 0 && score <= 10
    ? score
    : undefined;
}
