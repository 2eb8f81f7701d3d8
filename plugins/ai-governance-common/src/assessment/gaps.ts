import type { Check, Level } from '../framework/types';
import type { CompiledControl, CompiledFramework } from './compile';
import { splitPart, type JudgedPart } from './parts';
import { isSatisfied } from './status';
import {
  EFFORT_ORDER,
  type CheckResult,
  type Gap,
  type JudgedParts,
  type NextAction,
  type PartStatus,
} from './types';

const OUTCOME_STATUS: { [outcome: string]: PartStatus } = {
  fail: 'gap',
  stale: 'stale',
  unknown: 'unknown',
  error: 'unknown',
};

/** The gaps of the judged parts of one scope of a control, in the framework's order. */
export function gapsOf(control: CompiledControl, parts: JudgedPart[]): Gap[] {
  const gaps: Gap[] = [];
  for (const { part, status, checks } of parts) {
    if (isSatisfied(status)) {
      continue;
    }
    const open = part.checks.flatMap(({ check }) => {
      const result = checks.find(candidate => candidate.check === check.id);
      return result && OUTCOME_STATUS[result.outcome]
        ? [gapOf(control, part.part.scope, check, result)]
        : [];
    });
    if (part.part.mode === 'all') {
      gaps.push(...open);
      continue;
    }
    const passed = checks.filter(({ outcome }) => outcome === 'pass').length;
    const needed = part.part.mode === 'any' ? 1 : part.part.mode.atLeast;
    const cheapest = [...open].sort(byEffort);
    const chosen = cheapest.slice(0, Math.max(1, needed - passed));
    const others = [
      ...cheapest.slice(chosen.length).map(({ check }) => check),
      ...checks.flatMap(({ check, outcome }) =>
        outcome === 'notApplicable' ? [check] : [],
      ),
    ];
    gaps.push(
      ...chosen.map(gap =>
        others.length > 0 ? { ...gap, alternatives: others } : gap,
      ),
    );
  }
  // Nobody resolves findings before something looks: then only the missing look is a gap.
  const looking = gaps.filter(
    ({ check, status }) =>
      status !== 'unknown' || !isAboutFindings(control, check),
  );
  return looking.length > 0 ? looking : gaps;
}

function isAboutFindings(control: CompiledControl, id: string): boolean {
  return control.parts.entity.some(({ checks }) =>
    checks.some(
      ({ check }) => check.id === id && check.type === 'findings.unresolved',
    ),
  );
}

function gapOf(
  control: CompiledControl,
  scope: Gap['scope'],
  check: Check,
  result: CheckResult,
): Gap {
  const lastLookedAt = result.confirmedAt ?? result.observedAt;
  // A team cannot repair that the portal is unable to look.
  const notReadable =
    result.collectorError !== undefined && result.outcome !== 'fail';
  const undeclared = check.requiresAssistant && isAboutMissingSubject(result);
  let { actor, remediation } = check;
  if (needsSource(scope, check, result)) {
    actor = 'operator';
    remediation = {
      text: `Connect the portal to a source that answers this: ${check.name}.`,
      effort: 'medium',
    };
  } else if (notReadable) {
    actor = 'operator';
    remediation = {
      text: `Let the portal read the source again: ${result.collectorError}`,
      effort: 'medium',
    };
  } else if (undeclared) {
    remediation = {
      text: 'Declare which AI assistants are used here, or that none is.',
      effort: 'small',
      path: 'catalog-info.yaml',
    };
  }
  return {
    control: control.control.id,
    check: check.id,
    scope,
    actor,
    status: OUTCOME_STATUS[result.outcome],
    summary: result.summary,
    remediation,
    risks: control.risks,
    level: control.level as Level,
    ...(lastLookedAt !== undefined && { lastLookedAt }),
  };
}

/** Types that only a source connected by the operator can answer. */
const CONNECTED_TYPES = /^(?:host\.|changes\.|evidence$)/;

/** Nothing ever answered, because no source that could is connected. */
function needsSource(
  scope: Gap['scope'],
  check: Check,
  result: CheckResult,
): boolean {
  return (
    scope === 'entity' &&
    result.outcome === 'unknown' &&
    result.source === undefined &&
    CONNECTED_TYPES.test(check.type)
  );
}

/** Only a check without a subject is unknown and has no source. */
function isAboutMissingSubject(result: CheckResult): boolean {
  return result.outcome === 'unknown' && result.source === undefined;
}

function byEffort(a: Gap, b: Gap): number {
  return (
    EFFORT_ORDER[a.remediation.effort] - EFFORT_ORDER[b.remediation.effort]
  );
}

const ACTOR_ORDER = ['owner', 'group', 'operator'];

function actorRank(gap: Gap): number {
  const rank = ACTOR_ORDER.indexOf(gap.actor);
  return rank < 0 ? ACTOR_ORDER.length : rank;
}

/** Orders own gaps: yours, your group's, then the operator's; the framework's order inside each. */
export function orderGaps(gaps: Gap[]): Gap[] {
  return gaps.sort((a, b) => actorRank(a) - actorRank(b));
}

const shared = new WeakMap<
  CompiledFramework,
  WeakMap<JudgedParts, Map<string, Gap[]>>
>();

/**
 * What the organization misses up to a level, remembered per judgement of the organization because every
 * entity shows it. `upcoming` names the controls that do not count yet.
 */
export function organizationGaps(
  compiled: CompiledFramework,
  organization: JudgedParts,
  upTo: Level,
  upcoming: ReadonlySet<string>,
): Gap[] {
  let byParts = shared.get(compiled);
  if (!byParts) {
    byParts = new WeakMap();
    shared.set(compiled, byParts);
  }
  let byLevel = byParts.get(organization);
  if (!byLevel) {
    byLevel = new Map();
    byParts.set(organization, byLevel);
  }
  const key = [upTo, ...upcoming].join();
  let gaps = byLevel.get(key);
  if (!gaps) {
    gaps = findOrganizationGaps(compiled, organization, upTo, upcoming);
    byLevel.set(key, gaps);
  }
  return gaps;
}

function findOrganizationGaps(
  compiled: CompiledFramework,
  organization: JudgedParts,
  upTo: Level,
  upcoming: ReadonlySet<string>,
): Gap[] {
  const gaps: Gap[] = [];
  for (const control of compiled.controls) {
    const { id } = control.control;
    const part = organization.parts.find(({ control: c }) => c === id);
    if (
      part &&
      control.level <= upTo &&
      !isSatisfied(part.status) &&
      !upcoming.has(id)
    ) {
      gaps.push(...gapsOf(control, splitPart(control, part)));
    }
  }
  for (const { level, check } of compiled.criteria) {
    const result = organization.criteria.find(
      ({ check: id }) => id === check.check.id,
    );
    if (level <= upTo && result && result.outcome !== 'pass') {
      const { id, actor, remediation } = check.check;
      gaps.push({
        control: id,
        check: id,
        scope: 'organization',
        actor,
        status: OUTCOME_STATUS[result.outcome] ?? 'unknown',
        summary: result.summary,
        remediation,
        risks: [],
        level: level as Level,
      });
    }
  }
  return gaps;
}

/**
 * The cheapest gap that the owners or their group can close; otherwise who is being waited for: the
 * operator where the portal cannot look, or the roles that hold the organization at its level.
 */
export function chooseNextAction(
  ownGaps: Gap[],
  ofOrganization: Gap[],
): NextAction {
  let best: Gap | undefined;
  for (const gap of ownGaps) {
    if (
      (gap.actor === 'owner' || gap.actor === 'group') &&
      (!best || byEffort(gap, best) < 0)
    ) {
      best = gap;
    }
  }
  if (best) {
    return { kind: 'close', gap: best };
  }
  const waiting = ownGaps.length > 0 ? ownGaps : nextOnly(ofOrganization);
  if (waiting.length === 0) {
    return { kind: 'done' };
  }
  return {
    kind: 'waiting',
    controls: unique(waiting.map(({ control }) => control)),
    roles: unique(waiting.map(({ actor }) => actor.replace(/^role:/, ''))),
  };
}

/** The gaps of the lowest level among them: what is waited for first. */
function nextOnly(gaps: Gap[]): Gap[] {
  const lowest = Math.min(...gaps.map(({ level }) => level));
  return gaps.filter(({ level }) => level === lowest);
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
