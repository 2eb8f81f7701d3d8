import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import type { Finding } from '@plumbline/backstage-plugin-ai-governance-common';
import { SEVERITIES, severityOf } from './severity';
import type { RuleSeverity, Severity } from './severity';

/** One result of a scanner, as far as it is of use. */
export interface SarifResult {
  /** Id of its rule, or the rule's place where the result names none. */
  rule: RuleReference;
  level?: string;
  suppressed: boolean;
  message?: string;
  path?: string;
  line?: number;
  fingerprint?: string;
}

/** How a result names its rule. */
export interface RuleReference {
  id?: string;
  index?: number;
  /** Extension that has the rule; the driver where absent. */
  extension?: number;
}

/** What a run says of one rule. */
export interface RuleInfo extends RuleSeverity {
  id: string;
  description?: string;
}

/** Everything about a part of the repository that a run found. */
export interface RunCount {
  counts: { [severity in Severity]: number };
  suppressed: number;
  /** The worst ones. */
  findings: Finding[];
}

/** Findings kept for the scorecard. */
export const MOST_FINDINGS = 100;

/** Results kept while the rules, which may come after them, are not known. */
const MOST_CANDIDATES = 5_000;

/** Rules with results, per run. Real scanners stay far below. */
const MOST_RULES = 20_000;

/** Results of one rule and level. */
interface Group {
  rule: RuleReference;
  level: string | undefined;
  count: number;
  suppressed: number;
  /** Always the first one, so that no severity lacks an example. */
  samples: SarifResult[];
}

/**
 * Counts the results of one run by rule and level. How bad they are is known
 * only when the rules were read, which some tools write last; memory depends on
 * the number of rules, not of results.
 */
export class RunCounter {
  readonly #groups = new Map<string, Group>();
  #candidates = 0;

  add(result: SarifResult): void {
    const { rule, level } = result;
    const key = `${rule.id ?? `${rule.extension ?? ''}#${rule.index ?? ''}`}\n${
      level ?? ''
    }`;
    let group = this.#groups.get(key);
    if (!group) {
      if (this.#groups.size >= MOST_RULES) {
        throw new InputError(
          `The report has results of more than ${MOST_RULES} rules; report one tool at a time`,
        );
      }
      group = { rule, level, count: 0, suppressed: 0, samples: [] };
      this.#groups.set(key, group);
    }
    if (result.suppressed) {
      group.suppressed++;
      return;
    }
    group.count++;
    if (group.samples.length === 0) {
      group.samples.push(result);
    } else if (
      group.samples.length < MOST_FINDINGS &&
      this.#candidates < MOST_CANDIDATES
    ) {
      group.samples.push(result);
      this.#candidates++;
    }
  }

  result(ruleOf: (reference: RuleReference) => RuleInfo | undefined): RunCount {
    const counts = { critical: 0, high: 0, medium: 0, low: 0 };
    const bySeverity = new Map<Severity, [Group, RuleInfo | undefined][]>(
      SEVERITIES.map(severity => [severity, []]),
    );
    let suppressed = 0;
    for (const group of this.#groups.values()) {
      const rule = ruleOf(group.rule);
      const severity = severityOf(group.level, rule);
      suppressed += group.suppressed;
      counts[severity] += group.count;
      bySeverity.get(severity)!.push([group, rule]);
    }
    const findings: Finding[] = [];
    for (const severity of SEVERITIES) {
      for (const [group, rule] of bySeverity.get(severity)!) {
        for (const sample of group.samples) {
          if (findings.length >= MOST_FINDINGS) {
            break;
          }
          findings.push(findingOf(sample, severity, rule));
        }
      }
    }
    return { counts, suppressed, findings };
  }
}

function findingOf(
  result: SarifResult,
  severity: Severity,
  info: RuleInfo | undefined,
): Finding {
  const rule = (info?.id ?? result.rule.id ?? 'unnamed').slice(0, 255);
  const message = (result.message || info?.description || rule).slice(0, 500);
  const { path, line } = result;
  return {
    rule,
    severity,
    message,
    ...(path !== undefined && { path }),
    ...(line !== undefined && { line }),
    fingerprint:
      result.fingerprint ??
      // Without the line, so that it survives edits further up.
      createHash('sha256')
        .update(JSON.stringify([rule, path ?? '', message]))
        .digest('hex')
        .slice(0, 32),
  };
}
