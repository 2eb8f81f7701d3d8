import { createHash } from 'node:crypto';
import type { Finding } from '@plumbline/backstage-plugin-ai-governance-common';
import { compareCodePoints } from '../repository/paths';

/** A finding before it has its fingerprint. */
export interface RawFinding extends Omit<Finding, 'fingerprint'> {
  /** What the finding is about (the offending text, the key): the part of it that edits elsewhere keep. */
  about: string;
}

/** Findings of one check beyond this many are counted, not listed. */
export const MAX_FINDINGS = 200;

/**
 * Orders findings by path and line and gives each a fingerprint that does not move when lines are
 * added above it: it covers rule, path, what it is about and which of several equal ones it is.
 */
export function finish(raw: readonly RawFinding[]): Finding[] {
  const seen = new Map<string, number>();
  return [...raw]
    .sort(
      (a, b) =>
        compareCodePoints(a.path ?? '', b.path ?? '') ||
        (a.line ?? 0) - (b.line ?? 0) ||
        compareCodePoints(a.rule, b.rule),
    )
    .slice(0, MAX_FINDINGS)
    .map(({ about, ...finding }) => {
      const key = [
        finding.rule,
        finding.path ?? '',
        about.replace(/\s+/g, ' ').trim(),
      ].join('\0');
      const nth = seen.get(key) ?? 0;
      seen.set(key, nth + 1);
      const fingerprint = createHash('sha256')
        .update(`${key}\0${nth}`)
        .digest('hex')
        .slice(0, 32);
      return { ...finding, fingerprint };
    });
}

/** `a`, `a and b`, `a, b and c`; at most `limit` named, the rest counted. */
export function listed(items: readonly string[], limit = 5): string {
  const shown = items.slice(0, limit);
  const more = items.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`;
}

/** `1 file`, `2 files`. */
export function counted(count: number, noun: string, plural = `${noun}s`) {
  return `${count} ${count === 1 ? noun : plural}`;
}

const SEVERITY_ORDER = { low: 0, medium: 1, high: 2, critical: 3 } as const;

/** Whether a severity reaches a threshold. */
export function severityAtLeast(
  severity: Finding['severity'],
  threshold: Finding['severity'],
): boolean {
  return SEVERITY_ORDER[severity] >= SEVERITY_ORDER[threshold];
}
