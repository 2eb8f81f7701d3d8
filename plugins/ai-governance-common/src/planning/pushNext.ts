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
  /** Entities that are enough: no more are lifted, and these for the least cost. */
  enough?: number;
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

/** What closings cost by their effort unless told otherwise. @public */
export const EFFORT_COSTS: { readonly [effort in Effort]: number } = {
  small: 1,
  medium: 3,
  large: 8,
};

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

/** Shared closings that the same entities need: useful together only. */
interface Bundle {
  parts: Shared[];
  cost: number;
}

/** Entities that need the same bundles and the same price beside them. */
interface Kind {
  bundles: number[];
  own: number;
  /** Sorted by ref: the first ones are lifted first. */
  members: PushNextItem[];
}

interface Choice {
  taken: { kind: Kind; count: number }[];
  lifted: number;
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

/** How many entities of one price a rest of the budget pays for. */
function payable(price: number, members: number, rest: number): number {
  if (price <= 0) {
    return members;
  }
  let count = Math.max(0, Math.min(members, Math.floor(rest / price)));
  // Division may round up where adding one by one would not.
  while (count > 0 && count * price > rest) {
    count -= 1;
  }
  return count;
}

/** What a choice has to keep to. */
interface Limits {
  budget: number;
  enough: number;
}

/** Cheapest kinds first, as long as the budget lasts; they come sorted. */
function fill(
  kinds: readonly Kind[],
  spent: number,
  { budget, enough }: Limits,
): Choice {
  const choice: Choice = { taken: [], lifted: 0, cost: spent };
  for (const kind of kinds) {
    const { own, members } = kind;
    const wanted = Math.min(members.length, enough - choice.lifted);
    const count = payable(own, wanted, budget - choice.cost);
    if (count > 0) {
      choice.taken.push({ kind, count });
      choice.lifted += count;
      choice.cost += count * own;
    }
    if (count < members.length) {
      break;
    }
  }
  return choice;
}

function tryAll(
  kinds: readonly Kind[],
  bundles: readonly Bundle[],
  limits: Limits,
): Choice {
  const masks = kinds.map(kind =>
    kind.bundles.reduce((mask, number) => mask | (1 << number), 0),
  );
  let best: Choice = { taken: [], lifted: 0, cost: 0 };
  for (let closed = 0; closed < 2 ** bundles.length; closed++) {
    let spent = 0;
    bundles.forEach(({ cost }, number) => {
      if (closed & (1 << number)) {
        spent += cost;
      }
    });
    if (spent > limits.budget) {
      continue;
    }
    const choice = fill(
      kinds.filter((_, index) => (masks[index] & ~closed) === 0),
      spent,
      limits,
    );
    if (
      choice.lifted > best.lifted ||
      (choice.lifted === best.lifted && choice.cost < best.cost)
    ) {
      best = choice;
    }
  }
  return best;
}

/** Kinds that have become alike: they still need the same bundles. */
interface Bucket {
  needs: number[];
  kinds: { kind: Kind; left: number }[];
}

/** Needs of at most so many bundles are looked up, longer ones searched for. */
const MOST_LOOKED_UP = 8;

const keyOf = (needs: readonly number[]) => needs.join();

/** Buckets whose needs are among these, this one included. */
function within(
  needs: readonly number[],
  buckets: ReadonlyMap<string, Bucket>,
): Bucket[] {
  if (needs.length > MOST_LOOKED_UP) {
    const among = new Set(needs);
    return [...buckets.values()].filter(bucket =>
      bucket.needs.every(number => among.has(number)),
    );
  }
  const found: Bucket[] = [];
  for (let subset = 0; subset < 2 ** needs.length; subset++) {
    const bucket = buckets.get(
      keyOf(needs.filter((_, index) => subset & (1 << index))),
    );
    if (bucket) {
      found.push(bucket);
    }
  }
  return found;
}

function bucketsOf(
  rest: readonly Bucket['kinds'][number][],
  closed: ReadonlySet<number>,
): Map<string, Bucket> {
  const buckets = new Map<string, Bucket>();
  for (const each of rest) {
    if (each.left > 0) {
      const needs = each.kind.bundles.filter(number => !closed.has(number));
      const key = keyOf(needs);
      const bucket = buckets.get(key);
      if (bucket) {
        bucket.kinds.push(each);
      } else {
        buckets.set(key, { needs, kinds: [each] });
      }
    }
  }
  return buckets;
}

/** The bucket and how much of it and of what comes with it lifts most per cost. */
function bestStep(
  buckets: ReadonlyMap<string, Bucket>,
  bundles: readonly Bundle[],
  { budget: rest, enough }: Limits,
) {
  let best:
    | { rate: number; taken: { of: Bucket['kinds'][number]; count: number }[] }
    | undefined;
  for (const { needs } of buckets.values()) {
    let cost = needs.reduce((sum, number) => sum + bundles[number].cost, 0);
    if (cost > rest) {
      continue;
    }
    const free = within(needs, buckets)
      .flatMap(bucket => bucket.kinds)
      .sort((a, b) => a.kind.own - b.kind.own);
    const taken: { of: Bucket['kinds'][number]; count: number }[] = [];
    let lifted = 0;
    for (const of of free) {
      // Of one price the first lifts as much as the last: all or as many as can be paid.
      const wanted = Math.min(of.left, enough - lifted);
      const count = payable(of.kind.own, wanted, rest - cost);
      if (count > 0) {
        taken.push({ of, count });
        lifted += count;
        cost += count * of.kind.own;
        const rate = lifted / Math.max(cost, Number.EPSILON);
        if (!best || rate > best.rate) {
          best = { rate, taken: [...taken] };
        }
      }
      if (count < of.left) {
        break;
      }
    }
  }
  return best;
}

function chooseGreedily(
  kinds: readonly Kind[],
  bundles: readonly Bundle[],
  { budget, enough }: Limits,
): Choice {
  const rest = kinds.map(kind => ({ kind, left: kind.members.length }));
  const closed = new Set<number>();
  let cost = 0;
  let lifted = 0;
  let buckets = bucketsOf(rest, closed);
  for (;;) {
    const best = bestStep(buckets, bundles, {
      budget: budget - cost,
      enough: enough - lifted,
    });
    if (!best) {
      break;
    }
    for (const { of, count } of best.taken) {
      of.left -= count;
      lifted += count;
      cost += count * of.kind.own;
      // Only what these need is closed, which may be less than was counted.
      for (const number of of.kind.bundles) {
        if (!closed.has(number)) {
          closed.add(number);
          cost += bundles[number].cost;
        }
      }
    }
    buckets = bucketsOf(rest, closed);
  }
  const taken = rest.flatMap(({ kind, left }) =>
    left < kind.members.length
      ? [{ kind, count: kind.members.length - left }]
      : [],
  );
  return { taken, cost, lifted };
}

/**
 * How many entities any plan lifts at most: each pays for its own gaps and at
 * least its share of what all who need a bundle would pay for it together.
 */
function boundOf(
  kinds: readonly Kind[],
  bundles: readonly Bundle[],
  { budget, enough }: Limits,
): number {
  const users = bundles.map(() => 0);
  for (const { bundles: needed, members } of kinds) {
    for (const number of needed) {
      users[number] += members.length;
    }
  }
  const least = kinds
    .map(kind => ({
      members: kind.members.length,
      price:
        kind.own +
        kind.bundles.reduce(
          (sum, number) => sum + bundles[number].cost / users[number],
          0,
        ),
    }))
    .sort((a, b) => a.price - b.price);
  // Shares are rounded: the tolerance never makes the bound too low.
  let left = budget + 1e-6;
  let lifted = 0;
  for (const { members, price } of least) {
    const count = payable(price, members, left);
    lifted += count;
    left -= count * price;
    if (count < members) {
      break;
    }
  }
  return Math.min(lifted, enough);
}

function closingsOf(
  choice: Choice,
  bundles: readonly Bundle[],
  priceOf: (check: string) => number,
  checks: ReadonlyMap<string, { control?: string }>,
): Closing[] {
  const subjects = new Map<string, Set<string>>();
  const add = (check: string, scope: Scope, subject: string) => {
    const key = JSON.stringify([check, scope]);
    const known = subjects.get(key) ?? new Set();
    subjects.set(key, known.add(subject));
  };
  for (const { kind, count } of choice.taken) {
    for (const { entityRef, gaps } of kind.members.slice(0, count)) {
      for (const { check, scope } of gaps) {
        if (scope === 'entity') {
          add(check, scope, entityRef);
        }
      }
    }
    for (const number of kind.bundles) {
      for (const { check, scope, subject } of bundles[number].parts) {
        add(check, scope, subject);
      }
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

/** Shared closings and the entities by what they need of them. */
function kindsOf(
  items: readonly PushNextItem[],
  priceOf: (check: string) => number,
): { kinds: Kind[]; bundles: Bundle[] } {
  const shared: Shared[] = [];
  const numbers = new Map<string, number>();
  const byNeeds = new Map<
    string,
    { needed: number[]; own: number; members: PushNextItem[] }
  >();
  for (const item of items) {
    if (item.gaps.length === 0) {
      continue;
    }
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
    const price = [...own].reduce((sum, check) => sum + priceOf(check), 0);
    const sorted = [...needed].sort((a, b) => a - b);
    const key = `${keyOf(sorted)} ${price}`;
    const known = byNeeds.get(key);
    if (known) {
      known.members.push(item);
    } else {
      byNeeds.set(key, { needed: sorted, own: price, members: [item] });
    }
  }
  const groups = [...byNeeds.values()];
  const users = shared.map(() => [] as number[]);
  groups.forEach(({ needed }, index) =>
    needed.forEach(number => users[number].push(index)),
  );
  const bundles: Bundle[] = [];
  const bundleOf = new Map<string, number>();
  const numberOf = shared.map((part, number) => {
    const key = keyOf(users[number]);
    const known = bundleOf.get(key);
    if (known !== undefined) {
      bundles[known].parts.push(part);
      bundles[known].cost += part.cost;
      return known;
    }
    bundleOf.set(key, bundles.length);
    bundles.push({ parts: [part], cost: part.cost });
    return bundles.length - 1;
  });
  const kinds = groups.map(
    ({ needed, own, members }): Kind => ({
      bundles: [...new Set(needed.map(number => numberOf[number]))].sort(
        (a, b) => a - b,
      ),
      own,
      members: members.sort((a, b) => (a.entityRef < b.entityRef ? -1 : 1)),
    }),
  );
  return {
    bundles,
    kinds: kinds.sort(
      (a, b) =>
        a.own - b.own ||
        (a.members[0].entityRef < b.members[0].entityRef ? -1 : 1),
    ),
  };
}

/**
 * Finds what to close within a budget so that most entities reach their next
 * level. A group's or the organization's gap is closed once for everybody it
 * holds back; what the same entities need of those is closed together or not at
 * all. Exact while few different ones are involved: every combination of them is
 * tried, and beside a given one the cheapest entities are best. Beyond
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
    return options.costs?.[effort] ?? EFFORT_COSTS[effort];
  };
  const { kinds, bundles } = kindsOf(items, priceOf);
  const isExact =
    bundles.length <= MOST_SHARED &&
    2 ** bundles.length * Math.max(1, kinds.length) <= EXACT_WORK;
  const limits = {
    budget: options.budget,
    enough: options.enough ?? items.length,
  };
  const choice = isExact
    ? tryAll(kinds, bundles, limits)
    : chooseGreedily(kinds, bundles, limits);
  return {
    closings: closingsOf(choice, bundles, priceOf, checks),
    lifted: choice.taken
      .flatMap(({ kind, count }) => kind.members.slice(0, count))
      .map(({ entityRef }) => entityRef)
      .sort(),
    cost: choice.cost,
    isExact,
    atMost: isExact ? choice.lifted : boundOf(kinds, bundles, limits),
  };
}
