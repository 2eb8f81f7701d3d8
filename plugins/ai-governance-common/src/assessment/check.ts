import { attested } from './attestations';
import { observeChanges } from './changes';
import type { CompiledCheck } from './compile';
import type { JudgingContext } from './context';
import { derivedCheck, refinedCheck } from './derived';
import { settleDisputes } from './disputes';
import { observe } from './evidence';
import { observeNumbers } from './numbers';
import type { CheckResult } from './types';

/** Judges one check for the subject of the context, at most once per judgement. */
export function judgeCheck(
  compiled: CompiledCheck,
  context: JudgingContext,
): CheckResult {
  const { id } = compiled.check;
  const known = context.results.get(id);
  if (known) {
    return known;
  }
  // Guards against a framework whose checks rest on each other in a circle.
  context.results.set(id, {
    check: id,
    outcome: 'unknown',
    summary: 'The check rests on itself',
  });
  const decided = settleDisputes(decide(compiled, context), context);
  const result = isLeftOut(compiled, decided)
    ? { ...decided, outcome: 'notApplicable' as const }
    : decided;
  context.results.set(id, result);
  return result;
}

/** An optional check nobody ever answered is no part of the question. A look that failed is an answer. */
function isLeftOut({ check }: CompiledCheck, result: CheckResult): boolean {
  return (
    check.optional === true &&
    result.outcome === 'unknown' &&
    result.collectorError === undefined
  );
}

function decide(compiled: CompiledCheck, context: JudgingContext): CheckResult {
  const { check } = compiled;
  const derived = derivedCheck(check.type);
  const aiUse = context.entity?.aiUse;
  if (check.requiresAssistant && aiUse && aiUse.assistants.length === 0) {
    return withoutAssistant(compiled, context);
  }
  if (derived) {
    return derived(compiled, context, otherId => {
      const other = context.compiled.checks.get(otherId);
      return other && judgeCheck(other, context);
    });
  }
  const refined = refinedCheck(check.type)?.(compiled, context);
  if (refined) {
    return refined;
  }
  const observed =
    check.type === 'attestation'
      ? undefined
      : observeNumbers(compiled, context) ??
        observeChanges(compiled, context) ??
        observe(compiled, context);
  if (observed?.outcome === 'pass' || observed?.outcome === 'fail') {
    return observed;
  }
  const attestation =
    compiled.attestable || context.attestEverything
      ? attested(compiled, context)
      : undefined;
  if (attestation?.outcome === 'pass') {
    return attestation;
  }
  // Between evidence out of date, a lapsed attestation and a look that failed, the first says most.
  if (observed && (observed.outcome === 'stale' || !attestation)) {
    return observed;
  }
  return (
    attestation ?? {
      check: check.id,
      outcome: 'unknown',
      summary:
        check.type === 'attestation' ? 'Never attested' : 'Never looked at',
    }
  );
}

/**
 * The subject of the check does not exist as far as anybody knows. A fresh failing observation proves the
 * contrary and stands.
 */
function withoutAssistant(
  { check, ...compiled }: CompiledCheck,
  context: JudgingContext,
): CheckResult {
  if (context.entity?.aiUse.status === 'declaredNone') {
    return {
      check: check.id,
      outcome: 'notApplicable',
      summary: 'Declared: no AI use',
    };
  }
  const observed = observe({ check, ...compiled }, context);
  if (observed?.outcome === 'fail') {
    return observed;
  }
  return {
    check: check.id,
    outcome: 'unknown',
    summary: 'No AI assistant is observed or declared here',
    ...(observed?.collectorError && {
      collectorError: observed.collectorError,
    }),
  };
}
