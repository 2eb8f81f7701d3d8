import { summaryOfSigns } from '../profile/contradictions';
import { SHARED_CONVENTIONS } from './aiUse';
import { annotationDescribed, predicateHolds } from './catalog';
import type { Finding } from './types';
import { type CompiledCheck } from './compile';
import type { JudgingContext } from './context';
import { observe } from './evidence';
import {
  recordedDecisions,
  regulationsAnalysed,
  toolsInventoried,
} from './imported';
import { DAY_MS, parseOptional, toInstant } from './instants';
import { reviewIsOver, sharedToolAccess } from './toolAccess';
import { trainingCompletion, trainingMeanScore } from './training';
import type { CheckResult } from './types';

/** Gives the result of another check of the same subject; undefined when no control has it. */
export type ResultOf = (checkId: string) => CheckResult | undefined;

type DerivedCheck = (
  compiled: CompiledCheck,
  context: JudgingContext,
  resultOf: ResultOf,
) => CheckResult;

/** Leaves the decision to evidence and attestations of the check when what it derives from is missing. */
type RefiningCheck = (
  compiled: CompiledCheck,
  context: JudgingContext,
) => CheckResult | undefined;

/**
 * Check types the core decides itself, from the profile, the tool registry or other checks' evidence.
 * @public
 */
export const DERIVED_CHECK_TYPES = [
  'profile.classification',
  'tools.registered',
  'tools.approved',
  'tools.review-dates',
  'findings.unresolved',
  'catalog.annotation',
  'catalog.predicate',
] as const;

const DERIVED: { [type: string]: DerivedCheck } = {
  'profile.classification': classificationDeclared,
  'tools.registered': toolsRegistered,
  'tools.approved': toolsApproved,
  'tools.review-dates': toolsInsideReview,
  'findings.unresolved': findingsResolved,
  'catalog.annotation': annotationDescribed,
  'catalog.predicate': predicateHolds,
};

/**
 * Check types that imported data answers: completions of training, inventories, gap analyses. Where there
 * is none, evidence pushed for the check itself and attestations answer them as any other check.
 */
const REFINED: { [type: string]: RefiningCheck } = {
  'training.completion': trainingCompletion,
  'training.mean-score': trainingMeanScore,
  'tools.inventoried': toolsInventoried,
  'regulations.analysed': regulationsAnalysed,
};

/** The judge of a check type that imported data answers; undefined for all others. */
export function refinedCheck(type: string): RefiningCheck | undefined {
  return Object.prototype.hasOwnProperty.call(REFINED, type)
    ? REFINED[type]
    : undefined;
}

/** The judge of a derived check type; undefined for types answered by evidence. */
export function derivedCheck(type: string): DerivedCheck | undefined {
  return Object.prototype.hasOwnProperty.call(DERIVED, type)
    ? DERIVED[type]
    : undefined;
}

/**
 * Declared, confirmed within the framework's `confirmationDays`, nothing invalid and nothing seen against
 * it. What is contradicted is the last reason to fail: whoever confirms a declaration looks at it anyway.
 */
function classificationDeclared(
  compiled: CompiledCheck,
  context: JudgingContext,
): CheckResult {
  const check = compiled.check.id;
  const profile = context.entity?.profile;
  if (!profile) {
    return {
      check,
      outcome: 'unknown',
      summary: 'Only entities have a profile',
    };
  }
  const problem = profile.conflicts.find(
    ({ field, kind }) => field === 'classification' && kind === 'invalid',
  );
  if (problem) {
    return { check, outcome: 'fail', summary: problem.message };
  }
  if (!profile.declared) {
    return {
      check,
      outcome: 'fail',
      summary: `No data classification is declared; ${profile.classification.value} is assumed`,
    };
  }
  const confirmed = parseOptional(
    profile.confirmedAt ?? profile.classification.at,
  );
  const days = context.compiled.framework.settings.confirmationDays;
  const until = confirmed + days * DAY_MS;
  const inForce = context.due.covers(confirmed, until);
  const known = !Number.isNaN(confirmed) && confirmed <= context.due.at;
  const dates = known && {
    observedAt: toInstant(confirmed),
    validUntil: toInstant(until),
  };
  const findings = context.entity!.contradictions;
  if (inForce && findings.length > 0) {
    return {
      check,
      outcome: 'fail',
      summary: summaryOfSigns(findings, profile.classification.value),
      findings,
      ...dates,
    };
  }
  return {
    check,
    outcome: inForce ? 'pass' : 'stale',
    summary: inForce
      ? `${profile.classification.value} is in force: ${profile.classification.reason}`
      : `The declaration was not confirmed within ${days} days`,
    ...dates,
  };
}

/** The observed or declared assistants that are tools; undefined while none of them is named. */
function namedTools(context: JudgingContext): string[] | undefined {
  const named = (context.entity?.aiUse.assistants ?? []).filter(
    assistant => !SHARED_CONVENTIONS.has(assistant),
  );
  return named.length > 0 ? named : undefined;
}

function noToolNamed(check: string): CheckResult {
  return {
    check,
    outcome: 'unknown',
    summary:
      'Instructions for any assistant are set up, and nothing says which one is used; declare it',
  };
}

function toolsRegistered(
  compiled: CompiledCheck,
  context: JudgingContext,
): CheckResult {
  const assistants = namedTools(context);
  if (!assistants) {
    return noToolNamed(compiled.check.id);
  }
  const missing = assistants.filter(
    assistant => !context.tools.some(({ id }) => id === assistant),
  );
  return {
    check: compiled.check.id,
    outcome: missing.length > 0 ? 'fail' : 'pass',
    summary:
      missing.length > 0
        ? `Not in the tool registry: ${missing.join(', ')}`
        : `In the tool registry: ${assistants.join(', ')}`,
  };
}

function toolsApproved(
  compiled: CompiledCheck,
  context: JudgingContext,
): CheckResult {
  const check = compiled.check.id;
  if (!context.entity) {
    return { check, outcome: 'unknown', summary: 'Only entities use tools' };
  }
  const { profile } = context.entity;
  const assistants = namedTools(context);
  const { access, boundary } = sharedToolAccess(
    context.compiled,
    context.tools,
    profile.classification.value,
    context.due.at,
  );
  context.due.read(boundary);
  if (!assistants) {
    const classification = context.compiled.framework.classifications.find(
      ({ id }) => id === profile.classification.value,
    );
    return classification?.toolAccess.allowed === 'none'
      ? {
          check,
          outcome: 'fail',
          summary: `No AI tool may be used with ${profile.classification.value} data, and instructions for assistants are set up`,
        }
      : noToolNamed(check);
  }
  const refused = assistants.flatMap(assistant => {
    const known = access.find(({ tool }) => tool === assistant);
    if (known?.allowed) {
      return [];
    }
    return [
      `${assistant} (${known?.reasons.join(', ') ?? 'not in the registry'})`,
    ];
  });
  return {
    check,
    outcome: refused.length > 0 ? 'fail' : 'pass',
    summary:
      refused.length > 0
        ? `Not allowed here: ${refused.join('; ')}`
        : `Allowed with ${profile.classification.value} data: ${assistants.join(
            ', ',
          )}`,
  };
}

/** Every approved tool is inside its review date, and at least one tool is approved. */
function toolsInsideReview(
  compiled: CompiledCheck,
  context: JudgingContext,
): CheckResult {
  const check = compiled.check.id;
  const approved = context.tools.filter(({ status }) => status === 'approved');
  if (approved.length === 0) {
    return { check, outcome: 'unknown', summary: 'No tool is approved' };
  }
  let next = Infinity;
  const late: string[] = [];
  const undated: string[] = [];
  for (const tool of approved) {
    const review = parseOptional(tool.reviewBy);
    context.due.read(review);
    if (Number.isNaN(review)) {
      undated.push(tool.name);
    } else if (reviewIsOver(tool, context.due.at)) {
      late.push(tool.name);
    } else {
      next = Math.min(next, review);
    }
  }
  if (late.length > 0 || undated.length > 0) {
    const reasons = [
      ...(late.length > 0 ? [`past their review date: ${sorted(late)}`] : []),
      ...(undated.length > 0 ? [`without one: ${sorted(undated)}`] : []),
    ];
    return {
      check,
      outcome: 'fail',
      summary: `Approved tools ${reasons.join('; ')}`,
    };
  }
  return {
    check,
    outcome: 'pass',
    summary: `${approved.length} approved ${
      approved.length === 1 ? 'tool is' : 'tools are'
    } inside the review date`,
    validUntil: toInstant(next),
  };
}

function sorted(names: string[]): string {
  return [...names].sort().join(', ');
}

const SEVERITY_RANK: { [severity in Finding['severity']]: number } = {
  low: 0,
  medium: 1,
  high: 2,
  critical: 3,
};

/**
 * No unresolved finding of at least `params.severity`. It fails only on a finding somebody saw: evidence
 * of this very check, or a finding in the checks named by `params.reports`. Otherwise it rests on the
 * checks named by `params.of`: it passes when one of them passes, because then something does look, and
 * is as stale or unknown as they are when none does. Nothing that never looked makes it pass. Decisions
 * recorded under the observation `params.records` resolve reported findings; one recorded as open fails.
 */
function findingsResolved(
  compiled: CompiledCheck,
  context: JudgingContext,
  resultOf: ResultOf,
): CheckResult {
  const check = compiled.check.id;
  const own = observe(compiled, context);
  if (own?.outcome === 'fail') {
    return own;
  }
  const { params } = compiled.check;
  const records =
    typeof params?.records === 'string'
      ? recordedDecisions(params.records, context)
      : undefined;
  if (records?.basis) {
    const { source, link, observedAt, summary } = records.basis;
    return {
      check,
      outcome: 'fail',
      summary,
      source,
      ...(link !== undefined && { link }),
      observedAt,
      findings: records.open,
    };
  }
  const threshold = SEVERITY_RANK[params?.severity as Finding['severity']] ?? 0;
  let outdated: CheckResult | undefined =
    own?.outcome === 'stale' ? own : undefined;
  for (const id of idsOf(params?.reports)) {
    const report = resultOf(id);
    const severe = report?.findings?.filter(
      finding =>
        SEVERITY_RANK[finding.severity] >= threshold &&
        !records?.resolves(finding),
    );
    const unresolved =
      (severe?.length ?? 0) > 0 ||
      (report?.outcome === 'fail' && !report.findings?.length);
    if (report && unresolved) {
      if (report.outcome !== 'stale') {
        return {
          ...report,
          check,
          outcome: 'fail',
          ...(severe && severe.length > 0 && { findings: severe }),
        };
      }
      outdated ??= { ...report, check };
    }
  }
  if (outdated) {
    return outdated;
  }
  if (own?.outcome === 'pass') {
    return own;
  }
  const rests = idsOf(params?.of).map(resultOf);
  const passed = rests.find(rest => rest?.outcome === 'pass');
  if (passed) {
    const { findings: _, summary, ...basis } = passed;
    return {
      ...basis,
      check,
      summary: `No unresolved finding was reported; ${lowerFirst(summary)}`,
    };
  }
  const stale = rests.find(rest => rest?.outcome === 'stale');
  if (stale) {
    return { ...stale, check };
  }
  return {
    check,
    outcome: 'unknown',
    summary: 'Nothing has looked for findings yet',
    ...(own?.collectorError && { collectorError: own.collectorError }),
  };
}

function idsOf(param: unknown): string[] {
  // The schema allows text only.
  return Array.isArray(param) ? param : [];
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
