import { summaryOfSigns } from '../profile/contradictions';
import type { JudgingContext } from './context';
import { portableSha256 } from './digest';
import { parseInstant } from './instants';
import type { CheckResult, Suppression } from './types';

/** What was decided about the findings of an entity, by check. */
export interface DisputeIndex {
  suppressions: ReadonlyMap<string, readonly Suppression[]>;
  warnings: ReadonlySet<string>;
}

/**
 * Collectors report at most this many findings of one check: with so many there may be more, and nobody
 * knows whether all of them are disputed. Signs that contradict a declaration are compared here, and all
 * of them are known.
 */
const MOST_REPORTED = 100;

export function indexDisputes(input: {
  suppressions?: readonly Suppression[];
  warnings?: readonly string[];
}): DisputeIndex | undefined {
  const { suppressions = [], warnings = [] } = input;
  if (suppressions.length === 0 && warnings.length === 0) {
    return undefined;
  }
  const byCheck = new Map<string, Suppression[]>();
  for (const suppression of suppressions) {
    const known = byCheck.get(suppression.check);
    if (known) {
      known.push(suppression);
    } else {
      byCheck.set(suppression.check, [suppression]);
    }
  }
  return { suppressions: byCheck, warnings: new Set(warnings) };
}

/**
 * What can be disputed of a failing result: the fingerprint of each finding that has one, or a single one
 * for the whole result where it fails without naming findings. It covers the summary, so that another
 * reason to fail is another thing to dispute.
 * @public
 */
export function disputedFingerprints(
  result: Pick<CheckResult, 'check' | 'summary' | 'findings'>,
): string[] {
  return result.findings && result.findings.length > 0
    ? result.findings.flatMap(({ fingerprint }) => fingerprint ?? [])
    : [portableSha256(`${result.check}\n${result.summary}`)];
}

/** Leaves out what accepted disputes say is wrong; only a failing result has something to leave out. */
export function settleDisputes(
  result: CheckResult,
  { disputes, due, compiled, entity }: JudgingContext,
): CheckResult {
  if (!disputes || result.outcome !== 'fail') {
    return result;
  }
  const inForce = new Set<string>();
  for (const suppression of disputes.suppressions.get(result.check) ?? []) {
    if (
      due.covers(
        parseInstant(suppression.from),
        parseInstant(suppression.until),
      )
    ) {
      inForce.add(suppression.fingerprint);
    }
  }
  const isOfProfile = compiled.classificationChecks.includes(result.check);
  let settled = result;
  if (inForce.size > 0) {
    settled = withoutDisputed(result, inForce, isOfProfile);
  }
  if (isOfProfile && entity && settled.findings) {
    const { value } = entity.profile.classification;
    settled = { ...settled, summary: summaryOfSigns(settled.findings, value) };
  }
  // That nothing is declared was never found wrong, however often a sign was.
  const isDetected = !isOfProfile || (settled.findings?.length ?? 0) > 0;
  return settled.outcome === 'fail' &&
    isDetected &&
    disputes.warnings.has(result.check)
    ? { ...settled, outcome: 'notApplicable', warning: true }
    : settled;
}

function withoutDisputed(
  result: CheckResult,
  disputed: ReadonlySet<string>,
  isComplete: boolean,
): CheckResult {
  const { findings = [] } = result;
  if (findings.length === 0) {
    return disputed.has(disputedFingerprints(result)[0])
      ? {
          ...result,
          outcome: 'pass',
          summary: `Disputed and found wrong: ${result.summary}`,
          suppressed: 1,
        }
      : result;
  }
  const left = findings.filter(
    ({ fingerprint }) =>
      fingerprint === undefined || !disputed.has(fingerprint),
  );
  const suppressed = findings.length - left.length;
  if (suppressed === 0) {
    return result;
  }
  if (left.length > 0 || (!isComplete && findings.length >= MOST_REPORTED)) {
    return { ...result, findings: left, suppressed };
  }
  const { findings: _, ...rest } = result;
  return {
    ...rest,
    outcome: 'pass',
    summary: `Every finding was disputed and found wrong: ${result.summary}`,
    suppressed,
  };
}
