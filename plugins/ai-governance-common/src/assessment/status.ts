import type { CheckOutcome, ControlStatus, PartStatus } from './types';

/** Alarm order used when parts combine by AND: the first present status wins. */
const WORST_FIRST: ControlStatus[] = [
  'gap',
  'stale',
  'unknown',
  'exempt',
  'met',
  'notApplicable',
];

const RANK: { [status in ControlStatus]: number } = Object.fromEntries(
  WORST_FIRST.map((status, index) => [status, index]),
) as { [status in ControlStatus]: number };

/** Whether a level may rest on this status. @public */
export function isSatisfied(status: ControlStatus): boolean {
  return RANK[status] >= RANK.exempt;
}

/** The worse of two statuses; `undefined` stands for a part that does not exist. */
export function worse<S extends ControlStatus>(
  a: S | undefined,
  b: S | undefined,
): S | undefined {
  if (a === undefined || b === undefined) {
    return a ?? b;
  }
  return RANK[a] <= RANK[b] ? a : b;
}

/** What is known of a control for one entity besides the statuses of its parts. @public */
export interface CombineOptions {
  /**
   * Whether an approved exception covers the control for the entity now; by default when the stored
   * status says so. An exception covers the entity and the group part, never the organization's.
   */
  covered?: boolean;
  /** False when the control's own predicate excludes the entity: then no part counts. */
  applicable?: boolean;
}

/**
 * Joins the stored status of a control's entity part with the statuses of its group and organization
 * parts, without judging anything again.
 *
 * @param own - Status of the entity part, `exempt` where an exception was counted already; undefined
 *   when the control has no entity part.
 * @param group - Status of the group part, undefined when there is none.
 * @param organization - Status of the organization part, undefined when there is none.
 * @returns The control's status; `notApplicable` for a control without any part.
 * @public
 */
export function combineControlStatus(
  own: ControlStatus | undefined,
  group: PartStatus | undefined,
  organization: PartStatus | undefined,
  options: CombineOptions = {},
): ControlStatus {
  if (options.applicable === false) {
    return 'notApplicable';
  }
  const joined = combineOwnStatus(own, group, options.covered);
  return worse<ControlStatus>(joined, organization) ?? 'notApplicable';
}

/**
 * The status of the entity and group parts together, `exempt` where an exception covers what is
 * missing; undefined when the control has neither part.
 * @public
 */
export function combineOwnStatus(
  own: ControlStatus | undefined,
  group: PartStatus | undefined,
  covered: boolean = own === 'exempt',
): ControlStatus | undefined {
  const joined = worse<ControlStatus>(own, group);
  return joined !== undefined && covered && !isSatisfied(joined)
    ? 'exempt'
    : joined;
}

/**
 * The status of one part from its checks. `all` needs every applicable check, `any` one of them and
 * `atLeast` that many. Satisfaction is impossible (`gap`) once more checks fail than the mode allows.
 */
export function partStatus(
  outcomes: CheckOutcome[],
  mode: 'all' | 'any' | { atLeast: number },
): PartStatus {
  let applicable = 0;
  let passed = 0;
  let failed = 0;
  let stale = 0;
  for (const outcome of outcomes) {
    if (outcome !== 'notApplicable') {
      applicable++;
    }
    if (outcome === 'pass') {
      passed++;
    } else if (outcome === 'fail') {
      failed++;
    } else if (outcome === 'stale') {
      stale++;
    }
  }
  if (applicable === 0) {
    return 'notApplicable';
  }
  let needed = applicable;
  if (mode === 'any') {
    needed = 1;
  } else if (mode !== 'all') {
    needed = Math.min(mode.atLeast, applicable);
  }
  if (passed >= needed) {
    return 'met';
  }
  if (applicable - failed < needed) {
    return 'gap';
  }
  return stale > 0 ? 'stale' : 'unknown';
}
