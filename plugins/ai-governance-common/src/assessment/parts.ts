import type { Scope } from '../framework/types';
import { applies, type ApplicabilitySubject } from './applicability';
import { judgeCheck } from './check';
import type { CompiledControl, CompiledPart } from './compile';
import type { JudgingContext } from './context';
import { partStatus, worse } from './status';
import type { CheckResult, JudgedParts, PartResult, PartStatus } from './types';

/** One judged part before parts of the same scope are joined. */
export interface JudgedPart {
  part: CompiledPart;
  status: PartStatus;
  checks: CheckResult[];
}

/** Judges the parts of one scope of a control; undefined when it has none. */
export function judgeParts(
  control: CompiledControl,
  scope: Scope,
  context: JudgingContext,
  subject?: ApplicabilitySubject,
): JudgedPart[] | undefined {
  const parts = control.parts[scope];
  if (parts.length === 0) {
    return undefined;
  }
  return parts.map(part => {
    if (subject && !applies(part.part.applicability, subject)) {
      return { part, status: 'notApplicable', checks: [] };
    }
    const checks = part.checks.map(check => judgeCheck(check, context));
    return {
      part,
      status: partStatus(
        checks.map(({ outcome }) => outcome),
        part.part.mode,
      ),
      checks,
    };
  });
}

/** Joins the parts of one scope to the single result that is stored and shown. */
export function joinParts(
  control: string,
  scope: Scope,
  parts: JudgedPart[],
): PartResult {
  let status: PartStatus | undefined;
  for (const part of parts) {
    status = worse<PartStatus>(status, part.status);
  }
  return {
    control,
    scope,
    status: status ?? 'notApplicable',
    checks:
      parts.length === 1
        ? parts[0].checks
        : parts.flatMap(({ checks }) => checks),
  };
}

/**
 * Splits a stored part result back into the framework's parts, so that gaps know which checks are
 * alternatives of each other.
 */
export function splitPart(
  control: CompiledControl,
  result: PartResult,
): JudgedPart[] {
  const byId = new Map(result.checks.map(check => [check.check, check]));
  return control.parts[result.scope].map(part => {
    const checks = part.checks.flatMap(({ check }) => {
      const found = byId.get(check.id);
      return found ? [found] : [];
    });
    return {
      part,
      checks,
      status: partStatus(
        checks.map(({ outcome }) => outcome),
        part.part.mode,
      ),
    };
  });
}

const indexed = new WeakMap<JudgedParts, Map<string, PartResult>>();

/** The part results of a group or the organization by control id. */
export function partsByControl(judged: JudgedParts): Map<string, PartResult> {
  let index = indexed.get(judged);
  if (!index) {
    index = new Map(judged.parts.map(part => [part.control, part]));
    indexed.set(judged, index);
  }
  return index;
}
