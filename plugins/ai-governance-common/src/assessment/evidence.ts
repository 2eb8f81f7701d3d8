import { canonicalJson } from './canonical';
import type { CompiledCheck } from './compile';
import { DueClock, parseInstant, parseOptional, toInstant } from './instants';
import type {
  CheckOutcome,
  CheckResult,
  Confirmations,
  Evidence,
  SourceResult,
} from './types';

/** Evidence by check id. */
export type EvidenceIndex = Map<string, Evidence[]>;

export function indexEvidence(evidence: readonly Evidence[]): EvidenceIndex {
  const index: EvidenceIndex = new Map();
  for (const item of evidence) {
    const known = index.get(item.check);
    if (known) {
      known.push(item);
    } else {
      index.set(item.check, [item]);
    }
  }
  return index;
}

/**
 * What observations say now: of every source its newest evidence, unless that has expired. A look that
 * failed says nothing.
 */
export function currentEvidence(
  items: readonly Evidence[],
  due: DueClock,
): Evidence[] {
  const latest = new Map<string, { at: number; items: Evidence[] }>();
  for (const item of items) {
    const observed = parseInstant(item.observedAt);
    due.read(observed);
    if (!(observed <= due.at) || item.outcome === 'error') {
      continue;
    }
    // Nearly always there is one, which is then the newest of its source.
    if (items.length === 1) {
      return isExpired(item, due) ? [] : [item];
    }
    const known = latest.get(item.source);
    if (!known || observed > known.at) {
      latest.set(item.source, { at: observed, items: [item] });
    } else if (observed === known.at) {
      known.items.push(item);
    }
  }
  return [...latest.values()].flatMap(current =>
    current.items.filter(item => !isExpired(item, due)),
  );
}

function isExpired({ expiresAt }: Evidence, due: DueClock): boolean {
  const expires = parseOptional(expiresAt);
  due.read(expires);
  return expires <= due.at;
}

/** What observations are judged with. */
export interface ObservationContext {
  due: DueClock;
  evidence: EvidenceIndex;
  confirmations: Confirmations;
}

const OUTCOME_RANK: { [outcome: string]: number } = {
  fail: 0,
  stale: 1,
  unknown: 2,
  pass: 3,
};

/**
 * The result of a check from observations alone, or undefined when there is none at the moment.
 * Several sources (repositories, scanners) each give a result; the worst one decides and all are listed.
 */
export function observe(
  compiled: CompiledCheck,
  context: ObservationContext,
): CheckResult | undefined {
  const items = context.evidence.get(compiled.check.id);
  if (!items) {
    return undefined;
  }
  if (items.length === 1) {
    return judgeSource(compiled, items, context);
  }
  const bySource = new Map<string, Evidence[]>();
  for (const item of items) {
    const known = bySource.get(item.source);
    if (known) {
      known.push(item);
    } else {
      bySource.set(item.source, [item]);
    }
  }
  if (bySource.size === 1) {
    return judgeSource(compiled, items, context);
  }
  const results: CheckResult[] = [];
  for (const source of [...bySource.keys()].sort()) {
    const result = judgeSource(compiled, bySource.get(source)!, context);
    if (result) {
      results.push(result);
    }
  }
  return results.length > 1 ? worstOf(results) : results[0];
}

function worstOf(results: CheckResult[]): CheckResult {
  let worst = results[0];
  for (const result of results) {
    if (OUTCOME_RANK[result.outcome] < OUTCOME_RANK[worst.outcome]) {
      worst = result;
    }
  }
  const findings = results
    .filter(({ outcome }) => outcome === worst.outcome)
    .flatMap(result => result.findings ?? []);
  const collectorError = results.find(
    result => result.collectorError,
  )?.collectorError;
  return {
    ...worst,
    ...(findings.length > 0 && { findings }),
    ...(collectorError !== undefined && { collectorError }),
    sources: results.map(toSourceResult),
  };
}

function toSourceResult(result: CheckResult): SourceResult {
  const { source, outcome, summary, link, observedAt } = result;
  const { confirmedAt, validUntil, collectorError } = result;
  return {
    source: source!,
    outcome,
    summary,
    ...(link !== undefined && { link }),
    ...(observedAt !== undefined && { observedAt }),
    ...(confirmedAt !== undefined && { confirmedAt }),
    ...(validUntil !== undefined && { validUntil }),
    ...(collectorError !== undefined && { collectorError }),
  };
}

/** The newest good evidence of one source, or its error when it never had any. */
function judgeSource(
  compiled: CompiledCheck,
  items: Evidence[],
  context: ObservationContext,
): CheckResult | undefined {
  const { due, confirmations } = context;
  let good: Evidence | undefined;
  let goodAt = -Infinity;
  let error: Evidence | undefined;
  let errorAt = -Infinity;
  for (const item of items) {
    const observed = parseInstant(item.observedAt);
    due.read(observed);
    if (!(observed <= due.at)) {
      continue;
    }
    if (item.outcome === 'error') {
      if (
        observed > errorAt ||
        (observed === errorAt && precedes(item, error))
      ) {
        error = item;
        errorAt = observed;
      }
    } else if (
      observed > goodAt ||
      (observed === goodAt && precedes(item, good))
    ) {
      good = item;
      goodAt = observed;
    }
  }
  if (error) {
    const expires = parseOptional(error.expiresAt);
    due.read(expires);
    if (expires <= due.at) {
      error = undefined;
    }
  }
  if (!good) {
    return error && unseen(compiled, error);
  }
  // While the newest look failed, looking again confirms the failure and not what was seen before it.
  const failing = error !== undefined && errorAt > goodAt;
  const looked = parseOptional(confirmations[good.source]);
  const confirmed = failing && looked > errorAt ? errorAt : looked;
  due.read(looked);
  const confirmation = confirmed <= due.at && confirmed > goodAt;
  const freshness = confirmation ? confirmed : goodAt;
  const { until, dormantSince } = validity(compiled, freshness, context);
  const expires = parseOptional(good.expiresAt);
  const end = expires < until ? expires : until;
  due.read(end);
  const stale = end <= due.at;
  return {
    check: compiled.check.id,
    outcome: stale ? 'stale' : (good.outcome as CheckOutcome),
    summary: stale ? `Out of date: ${good.summary}` : good.summary,
    source: good.source,
    ...(good.link !== undefined && { link: good.link }),
    observedAt: good.observedAt,
    ...(confirmation && { confirmedAt: toInstant(confirmed) }),
    ...(end !== Infinity && { validUntil: toInstant(end) }),
    ...(good.findings &&
      good.findings.length > 0 && { findings: good.findings }),
    ...(failing && { collectorError: error!.summary }),
    ...(good.collector !== undefined && { collector: good.collector }),
    ...(dormantSince !== undefined && { dormantSince }),
  };
}

/** A source that could only say that it failed to look: unknown, with the reason. */
function unseen(compiled: CompiledCheck, error: Evidence): CheckResult {
  return {
    check: compiled.check.id,
    outcome: 'unknown',
    summary: `Could not be looked at: ${error.summary}`,
    source: error.source,
    ...(error.link !== undefined && { link: error.link }),
    collectorError: error.summary,
    ...(error.collector !== undefined && { collector: error.collector }),
  };
}

/**
 * When evidence of this freshness goes out of date: at its greatest age, or when an event newer than it
 * stays unanswered for its window. Also since when no event was seen, once that is longer than the window.
 */
export function validity(
  compiled: CompiledCheck,
  freshness: number,
  context: Pick<ObservationContext, 'due' | 'evidence'>,
): { until: number; dormantSince?: string } {
  const { due, evidence } = context;
  let until = freshness + compiled.maxAge;
  let dormantSince: string | undefined;
  for (const { check, window } of compiled.events) {
    let last = -Infinity;
    for (const event of evidence.get(check) ?? []) {
      const happened = parseInstant(event.observedAt);
      due.read(happened);
      if (happened <= due.at) {
        last = Math.max(last, happened);
        if (happened > freshness) {
          until = Math.min(until, happened + window);
        }
      }
    }
    if (last !== -Infinity && last <= freshness) {
      due.read(last + window);
      if (last + window <= due.at) {
        dormantSince = toInstant(last);
      }
    }
  }
  return { until, ...(dormantSince !== undefined && { dormantSince }) };
}

/** Decides between two items of the same source and instant, whatever their order: fail before pass. */
export function precedes(a: Evidence, b: Evidence | undefined): boolean {
  if (b === undefined) {
    return true;
  }
  if (a.outcome !== b.outcome) {
    return a.outcome === 'fail';
  }
  return tieKey(a) < tieKey(b);
}

function tieKey(item: Evidence): string {
  return canonicalJson(item);
}
