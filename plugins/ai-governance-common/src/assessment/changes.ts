import type { ReviewTier } from '../framework/types';
import type { CompiledCheck } from './compile';
import type { JudgingContext } from './context';
import { observe, precedes } from './evidence';
import { DAY_MS, parseInstant, toInstant } from './instants';
import type { CheckResult, Evidence, Finding, Instant } from './types';

/**
 * Observation (not a check of a control) whose `data.changes` lists the merged
 * changes of the last 90 days as {@link ChangeFacts}. `data.truncated` is true
 * when only the newest of them are listed.
 * @public
 */
export const CHANGES_OBSERVATION = 'changes.pull-requests';

/**
 * What judging needs to know of one merged change. Who wrote or reviewed it is
 * left out on purpose: nothing may group changes by person.
 * @public
 */
export interface ChangeFacts {
  /** Number of the pull or merge request. */
  number: number;
  mergedAt: Instant;
  openedAt?: Instant;
  /** When somebody other than the author first reviewed it. */
  reviewedAt?: Instant;
  assisted: 'yes' | 'no' | 'unknown';
  /** Assistant ids, sorted. */
  tools: string[];
  /** People other than the author whose last word was an approval. */
  approvals: number;
  /** A code owner approved it; absent where the host does not tell. */
  codeOwnerApproved?: boolean;
  /** Somebody with that authority signed it off, by the label agreed on. */
  signedOff?: boolean;
  /** What the automated checks of the merged state said. */
  checks: 'passed' | 'failed' | 'none';
  /** Aspects of the enhanced review that are recorded, sorted. */
  aspects: string[];
  additions?: number;
  deletions?: number;
  link?: string;
}

/**
 * Check types the core decides from {@link CHANGES_OBSERVATION}. Evidence of
 * their own, pushed by a pipeline, counts beside it.
 * @public
 */
export const CHANGE_CHECK_TYPES = [
  'changes.provenance',
  'changes.reviewed',
  'changes.enhanced-review',
] as const;

type ChangeCheckType = (typeof CHANGE_CHECK_TYPES)[number];

/** What a check asks of a set of changes. */
interface Question {
  /** The changes it is about. */
  about(change: ChangeFacts, tier: ReviewTier): boolean;
  /** What is missing on one of them; empty when nothing is. */
  missing(
    change: ChangeFacts,
    tier: ReviewTier,
    params: CompiledCheck['check']['params'],
  ): string[];
  /** Id of the finding that names such a change. */
  rule: string;
  /** "18 of 20 changes …" */
  said(share: string, tier: ReviewTier): string;
  /** Changes there are, and none of them is asked about. */
  none(all: string): string;
}

const DEFAULT_TARGET = 0.95;
const WINDOW_DAYS = 90;
const DEFAULT_ASPECTS = [
  'correctness',
  'edge-cases',
  'security',
  'dependencies',
];

/** So many changes are named; the count says how many there are. */
const MOST_FINDINGS = 20;

/** Dropping a trailer must gain nothing where it matters. */
function countsAsAssisted({ assisted }: ChangeFacts, tier: ReviewTier) {
  return assisted === 'yes' || (assisted === 'unknown' && tier >= 2);
}

const QUESTIONS: { [type in ChangeCheckType]: Question } = {
  'changes.provenance': {
    about: () => true,
    missing: ({ assisted }) =>
      assisted === 'unknown'
        ? ['nothing says whether it was made with AI assistance']
        : [],
    rule: 'provenance-unknown',
    said: share => `The provenance of ${share} is known`,
    none: all => all,
  },
  'changes.reviewed': {
    about: countsAsAssisted,
    missing: missingReview,
    rule: 'review-missing',
    said: (share, tier) =>
      `${share} made or possibly made with AI assistance met the review of tier ${tier}`,
    none: all => `None of ${all} was made with AI assistance`,
  },
  'changes.enhanced-review': {
    about: countsAsAssisted,
    missing: (change, _tier, params) =>
      aspectsOf(params).flatMap(aspect =>
        change.aspects.includes(aspect) ? [] : [`no review of ${aspect}`],
      ),
    rule: 'enhanced-review-missing',
    said: share =>
      `${share} made or possibly made with AI assistance got the enhanced review`,
    none: all => `None of ${all} was made with AI assistance`,
  },
};

/** Tier 1 asks for checks, tier 2 for a peer beside them, tier 3 for a senior and a sign-off. */
function missingReview(change: ChangeFacts, tier: ReviewTier): string[] {
  const missing: string[] = [];
  if (change.checks !== 'passed') {
    missing.push(
      change.checks === 'failed'
        ? 'its automated checks failed'
        : 'no automated check ran',
    );
  }
  if (tier >= 2 && change.approvals < 1) {
    missing.push('nobody but its author approved it');
  }
  if (tier >= 3) {
    if (change.codeOwnerApproved !== true) {
      missing.push('no approval by a code owner is known');
    }
    if (change.signedOff !== true && change.approvals < 2) {
      missing.push('no second approval and no sign-off');
    }
  }
  return missing;
}

function aspectsOf(params: CompiledCheck['check']['params']): string[] {
  const aspects = params?.aspects;
  return Array.isArray(aspects) && aspects.length > 0
    ? aspects.map(String)
    : DEFAULT_ASPECTS;
}

function isChangeCheck(type: string): type is ChangeCheckType {
  return (CHANGE_CHECK_TYPES as readonly string[]).includes(type);
}

/**
 * The result of a check over merged changes, from what is known of each of
 * them; undefined when it is no such check or nothing was ever observed. The
 * changes are judged under the tier in force, so that another tier needs no
 * other look.
 */
export function observeChanges(
  compiled: CompiledCheck,
  context: JudgingContext,
): CheckResult | undefined {
  const { id, type } = compiled.check;
  if (!isChangeCheck(type) || !context.entity) {
    return undefined;
  }
  const basis = observe(
    { ...compiled, check: { ...compiled.check, id: CHANGES_OBSERVATION } },
    context,
  );
  if (!basis) {
    return undefined;
  }
  const own = observe(compiled, context);
  const judged =
    basis.outcome === 'pass' || basis.outcome === 'fail'
      ? { ...basis, ...judgeChanges(compiled, type, context), check: id }
      : { ...basis, check: id };
  return own === undefined ? judged : worse(own, judged);
}

const RANK: { [outcome: string]: number } = {
  fail: 0,
  stale: 1,
  unknown: 2,
  pass: 3,
};

/** A source that never managed to look says nothing against one that did. */
function worse(a: CheckResult, b: CheckResult): CheckResult {
  if (a.outcome === 'unknown' || b.outcome === 'unknown') {
    return a.outcome === 'unknown' ? b : a;
  }
  return RANK[a.outcome] <= RANK[b.outcome] ? a : b;
}

function judgeChanges(
  compiled: CompiledCheck,
  type: ChangeCheckType,
  context: JudgingContext,
): Pick<CheckResult, 'outcome' | 'summary' | 'findings' | 'dormantSince'> {
  const { due } = context;
  const { changes, truncated } = knownChanges(context);
  const window = WINDOW_DAYS * DAY_MS;
  const dated = changes.map(change => ({
    change,
    at: parseInstant(change.mergedAt),
  }));
  dated.forEach(({ at }) => {
    due.read(at);
    due.read(at + window);
  });
  const past = dated.filter(({ at }) => at <= due.at);
  if (past.length === 0) {
    return {
      outcome: 'unknown',
      summary: 'No merged change is known, so there is nothing to judge',
    };
  }
  const last = past.reduce((latest, { at }) => Math.max(latest, at), -Infinity);
  const isDormant = last + window <= due.at;
  const dormantSince = isDormant ? { dormantSince: toInstant(last) } : {};
  const since = `no changes since ${toInstant(last).slice(0, 10)}`;
  const dormant = context.compiled.framework.settings.dormantDays * DAY_MS;
  due.read(last + dormant);
  if (last + dormant <= due.at) {
    return {
      outcome: 'stale',
      summary: `Out of date: ${since}`,
      ...dormantSince,
    };
  }
  // A dormant repository is judged by its last active days.
  const from = (isDormant ? last : due.at) - window;
  const counted = past.flatMap(({ change, at }) => (at > from ? change : []));
  const verdict = answer(
    compiled,
    QUESTIONS[type],
    counted,
    context,
    truncated,
  );
  return {
    ...verdict,
    ...dormantSince,
    summary: isDormant ? `${verdict.summary}; ${since}` : verdict.summary,
  };
}

function answer(
  compiled: CompiledCheck,
  question: Question,
  counted: ChangeFacts[],
  context: JudgingContext,
  truncated: boolean,
): { outcome: 'pass' | 'fail'; summary: string; findings?: Finding[] } {
  const { params } = compiled.check;
  const tier = context.entity!.profile.tier.value;
  const all = `${truncated ? 'the newest ' : ''}${counted.length} merged ${
    counted.length === 1 ? 'change' : 'changes'
  }`;
  const asked = counted.filter(change => question.about(change, tier));
  if (asked.length === 0) {
    return { outcome: 'pass', summary: question.none(all) };
  }
  const lacking = asked
    .map(change => ({
      change,
      missing: question.missing(change, tier, params),
    }))
    .filter(({ missing }) => missing.length > 0);
  const good = asked.length - lacking.length;
  const target =
    typeof params?.target === 'number' ? params.target : DEFAULT_TARGET;
  // 0.95 × 20 is not always 19 in binary.
  const met = good + 1e-9 >= target * asked.length;
  const share = `${good} of ${
    asked.length === counted.length
      ? all
      : `${asked.length} ${asked.length === 1 ? 'change' : 'changes'}`
  }`;
  return {
    outcome: met ? 'pass' : 'fail',
    summary: `${question.said(share, tier)}; the target is ${percent(target)}`,
    ...(!met && {
      findings: lacking
        .sort((a, b) => b.change.number - a.change.number)
        .slice(0, MOST_FINDINGS)
        .map(({ change, missing }) => ({
          rule: question.rule,
          severity: 'medium' as const,
          message: `#${change.number}: ${missing.join(', ')}`,
        })),
    }),
  };
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

/** What the newest good look of every source lists. */
function knownChanges(context: JudgingContext): {
  changes: ChangeFacts[];
  truncated: boolean;
} {
  const latest = new Map<string, { item: Evidence; at: number }>();
  for (const item of context.evidence.get(CHANGES_OBSERVATION) ?? []) {
    const at = parseInstant(item.observedAt);
    const known = latest.get(item.source);
    const isNewer =
      known === undefined ||
      at > known.at ||
      (at === known.at && precedes(item, known.item));
    if (item.outcome !== 'error' && at <= context.due.at && isNewer) {
      latest.set(item.source, { item, at });
    }
  }
  const items = [...latest.values()].map(({ item }) => item);
  return {
    changes: items.flatMap(changesOf),
    truncated: items.some(({ data }) => data?.truncated === true),
  };
}

/** Reads leniently: what is not said of a change counts against it. */
function changesOf({ data }: Evidence): ChangeFacts[] {
  const listed = Array.isArray(data?.changes) ? data.changes : [];
  return listed.flatMap(entry => {
    const change = entry as Partial<ChangeFacts> | null;
    if (
      typeof change !== 'object' ||
      change === null ||
      typeof change.mergedAt !== 'string' ||
      Number.isNaN(parseInstant(change.mergedAt))
    ) {
      return [];
    }
    const { assisted, checks, aspects, approvals } = change;
    return [
      {
        ...change,
        number: Number(change.number),
        mergedAt: change.mergedAt,
        assisted:
          assisted === 'yes' || assisted === 'no' ? assisted : 'unknown',
        tools: [],
        approvals: typeof approvals === 'number' ? approvals : 0,
        checks: checks === 'passed' || checks === 'failed' ? checks : 'none',
        aspects: Array.isArray(aspects) ? aspects.map(String) : [],
      },
    ];
  });
}
