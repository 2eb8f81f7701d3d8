import type { Check, Effort, Framework, Scope } from '../framework/types';

/** An entity with everything that keeps it from its next level. @public */
export interface PushNextItem {
  entityRef: string;
  /** Group whose parts it inherits; needed where gaps have the scope `group`. */
  group?: string;
  /** Gaps up to the next level; closing all of them lifts the entity. */
  gaps: readonly { check: string; scope: Scope }[];
}

/** @public */
export interface PushNextOptions {
  /** Most that all closings together may cost. */
  budget: number;
  /** What an effort costs; 1, 3 and 8 by default. With equal costs the fewest closings are found. */
  costs?: { readonly [effort in Effort]?: number };
  /** Efforts by check id where they differ from the framework's. */
  efforts?: { readonly [check: string]: Effort };
}

/** One check closed for some subjects. @public */
export interface Closing {
  check: string;
  control?: string;
  scope: Scope;
  /** Entity refs, group refs, or `organization`, sorted. */
  subjects: string[];
  /** For all subjects together. */
  cost: number;
}

/** What to close so that most entities reach their next level. @public */
export interface PushNextPlan {
  closings: Closing[];
  /** Refs of the entities that reach their next level by it, sorted. */
  lifted: string[];
  cost: number;
  /** True when no plan within the budget lifts more, or as many for less. */
  isExact: boolean;
  /** No plan within the budget lifts more entities than this. */
  atMost: number;
}

const COSTS: { [effort in Effort]: number } = { small: 1, medium: 3, large: 8 };

/** Work up to which every combination of shared closings is tried. */
const EXACT_WORK = 2_000_000;

const MOST_SHARED = 20;

/** A closing that serves every entity of a group or of the organization. */
interface Shared {
  check: string;
  scope: Scope;
  subject: string;
  cost: number;
}

/** An entity with its shared closings as numbers, and the price of its own. */
interface Candidate {
  item: PushNextItem;
  shared: number[];
  own: number;
}

interface Choice {
  lifted: Candidate[];
  cost: number;
}

function checksOf(framework: Framework) {
  const checks = new Map<string, { check: Check; control?: string }>();
  for (const control of framework.controls) {
    for (const check of control.parts.flatMap(part => part.checks)) {
      checks.set(check.id, { check, control: control.id });
    }
  }
  for (const { check } of framework.levels.flatMap(
    level => level.characteristics,
  )) {
    if (check) {
      checks.set(check.id, { check });
    }
  }
  return checks;
}

/** Cheapest entities first, as long as the budget lasts; they come sorted. */
function cheapest(
  candidates: Iterable<Candidate>,
  spent: number,
  budget: number,
): Choice {
  const lifted: Candidate[] = [];
  let cost = spent;
  for (const candidate of candidates) {
    if (cost + candidate.own > budget) {
      break;
    }
    cost += candidate.own;
    lifted.push(candidate);
  }
  return { lifted, cost };
}

function tryAll(
  candidates: readonly Candidate[],
  shared: readonly Shared[],
  budget: number,
): Choice {
  const masks = candidates.map(candidate =>
    candidate.shared.reduce((mask, number) => mask | (1 << number), 0),
  );
  let best: Choice = { lifted: [], cost: 0 };
  for (let closed = 0; closed < 2 ** shared.length; closed++) {
    let spent = 0;
    shared.forEach(({ cost }, number) => {
      if (closed & (1 << number)) {
        spent += cost;
      }
    });
    if (spent > budget) {
      continue;
    }
    const choice = cheapest(
      candidates.filter((_, index) => (masks[index] & ~closed) === 0),
      spent,
      budget,
    );
    if (
      choice.lifted.length > best.lifted.length ||
      (choice.lifted.length === best.lifted.length && choice.cost < best.cost)
    ) {
      best = choice;
    }
  }
  return best;
}

function chooseGreedily(
  candidates: readonly Candidate[],
  shared: readonly Shared[],
  budget: number,
): Choice {
  const closed = new Set<number>();
  const chosen: Choice = { lifted: [], cost: 0 };
  // Entities with the same shared gaps become free together.
  const buckets = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const key = candidate.shared.join();
    buckets.set(key, [...(buckets.get(key) ?? []), candidate]);
  }
  for (;;) {
    let best: { lifted: Candidate[]; rate: number } | undefined;
    for (const [first] of buckets.values()) {
      const opened = new Set([...closed, ...first.shared]);
      const extra = first.shared.reduce(
        (sum, number) => sum + (closed.has(number) ? 0 : shared[number].cost),
        0,
      );
      const free = [...buckets.values()]
        .filter(([any]) => any.shared.every(number => opened.has(number)))
        .flat()
        .sort((a, b) => a.own - b.own);
      let cost = extra;
      for (const [index, candidate] of free.entries()) {
        cost += candidate.own;
        if (chosen.cost + cost > budget) {
          break;
        }
        const rate = (index + 1) / Math.max(cost, Number.EPSILON);
        if (!best || rate > best.rate) {
          best = { lifted: free.slice(0, index + 1), rate };
        }
      }
    }
    if (!best) {
      return chosen;
    }
    const taken = new Set(best.lifted);
    // Only what these need is closed, which may be less than was counted.
    for (const candidate of best.lifted) {
      chosen.cost += candidate.own;
      for (const number of candidate.shared) {
        if (!closed.has(number)) {
          closed.add(number);
          chosen.cost += shared[number].cost;
        }
      }
      chosen.lifted.push(candidate);
    }
    for (const [key, bucket] of [...buckets]) {
      const rest = bucket.filter(candidate => !taken.has(candidate));
      if (rest.length > 0) {
        buckets.set(key, rest);
      } else {
        buckets.delete(key);
      }
    }
  }
}

/**
 * How many entities any plan lifts at most: each pays for its own gaps and at
 * least its share of what all who need a shared closing would pay together.
 */
function boundOf(
  candidates: readonly Candidate[],
  shared: readonly Shared[],
  budget: number,
): number {
  const users = shared.map(() => 0);
  for (const candidate of candidates) {
    candidate.shared.forEach(number => {
      users[number] += 1;
    });
  }
  const least = candidates
    .map(
      candidate =>
        candidate.own +
        candidate.shared.reduce(
          (sum, number) => sum + shared[number].cost / users[number],
          0,
        ),
    )
    .sort((a, b) => a - b);
  let cost = 0;
  let count = 0;
  for (const price of least) {
    cost += price;
    // Shares are rounded: the tolerance never makes the bound too low.
    if (cost > budget + 1e-6) {
      break;
    }
    count += 1;
  }
  return count;
}

function closingsOf(
  lifted: readonly Candidate[],
  shared: readonly Shared[],
  priceOf: (check: string) => number,
  checks: ReadonlyMap<string, { control?: string }>,
): Closing[] {
  const subjects = new Map<string, Set<string>>();
  const add = (check: string, scope: Scope, subject: string) => {
    const key = JSON.stringify([check, scope]);
    const known = subjects.get(key) ?? new Set();
    subjects.set(key, known.add(subject));
  };
  for (const { item, shared: needed } of lifted) {
    for (const { check, scope } of item.gaps) {
      if (scope === 'entity') {
        add(check, scope, item.entityRef);
      }
    }
    for (const number of needed) {
      const { check, scope, subject } = shared[number];
      add(check, scope, subject);
    }
  }
  return [...subjects]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, refs]) => {
      const [check, scope] = JSON.parse(key) as [string, Scope];
      const control = checks.get(check)?.control;
      return {
        check,
        ...(control !== undefined && { control }),
        scope,
        subjects: [...refs].sort(),
        cost: refs.size * priceOf(check),
      };
    });
}

/**
 * Finds what to close within a budget so that most entities reach their next
 * level. A group's or the organization's gap is closed once for everybody it
 * holds back. Exact while few shared gaps are involved: every combination of
 * them is tried, and beside a given one the cheapest entities are best. Beyond
 * that greedy, by entities lifted per cost; `atMost` then says how many the
 * best plan could lift.
 *
 * @public
 */
export function pushNext(
  framework: Framework,
  items: readonly PushNextItem[],
  options: PushNextOptions,
): PushNextPlan {
  const checks = checksOf(framework);
  const priceOf = (check: string) => {
    const effort =
      options.efforts?.[check] ??
      checks.get(check)?.check.remediation.effort ??
      'medium';
    return options.costs?.[effort] ?? COSTS[effort];
  };
  const shared: Shared[] = [];
  const numbers = new Map<string, number>();
  const candidates = items
    .filter(({ gaps }) => gaps.length > 0)
    .map((item): Candidate => {
      const needed = new Set<number>();
      const own = new Set<string>();
      for (const { check, scope } of item.gaps) {
        if (scope === 'entity') {
          own.add(check);
          continue;
        }
        const subject =
          scope === 'group' ? item.group ?? 'group:none' : 'organization';
        const key = JSON.stringify([check, subject]);
        let number = numbers.get(key);
        if (number === undefined) {
          number = shared.length;
          numbers.set(key, number);
          shared.push({ check, scope, subject, cost: priceOf(check) });
        }
        needed.add(number);
      }
      return {
        item,
        shared: [...needed].sort((a, b) => a - b),
        own: [...own].reduce((sum, check) => sum + priceOf(check), 0),
      };
    })
    .sort(
      (a, b) => a.own - b.own || (a.item.entityRef < b.item.entityRef ? -1 : 1),
    );
  const isExact =
    shared.length <= MOST_SHARED &&
    2 ** shared.length * Math.max(1, candidates.length) <= EXACT_WORK;
  const choice = isExact
    ? tryAll(candidates, shared, options.budget)
    : chooseGreedily(candidates, shared, options.budget);
  return {
    closings: closingsOf(choice.lifted, shared, priceOf, checks),
    lifted: choice.lifted.map(({ item }) => item.entityRef).sort(),
    cost: choice.cost,
    isExact,
    atMost: isExact
      ? choice.lifted.length
      : boundOf(candidates, shared, options.budget),
  };
}
