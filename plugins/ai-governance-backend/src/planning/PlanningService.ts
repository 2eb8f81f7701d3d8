import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  EFFORT_COSTS,
  levelsAfter,
  pushNext,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  Effort,
  Level,
  LevelDistribution,
  OrganizationAim,
  PlanningAim,
  PlanningPrice,
  PlanningUnit,
  PushNextItem,
  PushNextPlan,
  PushNextResponse,
  PushNextStep,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  FilteredRequest,
  MaturityService,
  StandingMember,
  Standings,
} from '../maturity/MaturityService';
import type { FrameworkInForce } from '../framework/FrameworkService';
import { OpenUnits } from './openUnits';
import { aheadOf, mustBeWhole } from './organizationAim';
import type { Ahead } from './organizationAim';
import { standingOf } from './standing';
import type { Held } from './standing';

export interface PushNextRequest extends FilteredRequest {
  budget?: number;
  aim?: PlanningAim;
  price?: PlanningPrice;
  /** Plans for these entities only. */
  refs?: string[];
  /** `SEC-002=large`, `SEC-002/entity=small`. */
  effort?: string[];
}

/** What a team can close in some weeks, in points of 1, 3 and 8. */
const DEFAULT_BUDGET = 40;

const HIGHEST: Level = 5;

/** Subjects and entities that are named one by one. */
const MOST_NAMED = 500;

/** Kinds of standing that are sent for trying things out. */
const MOST_CLASSES = 5_000;

/** Each closing counts as one. */
const ONE_EACH = { small: 1, medium: 1, large: 1 };

const EFFORTS: readonly string[] = ['small', 'medium', 'large'];

/** Says what to close next so that most entities reach their next level. */
export class PlanningService {
  readonly #maturity: MaturityService;
  #units?: { of: FrameworkInForce; units: OpenUnits };

  constructor(options: { maturity: MaturityService }) {
    this.#maturity = options.maturity;
  }

  async pushNext(
    request: PushNextRequest,
    credentials: BackstageCredentials,
  ): Promise<PushNextResponse> {
    const {
      aim = 'official',
      price = 'effort',
      budget = DEFAULT_BUDGET,
    } = request;
    const standings = chosen(
      await this.#maturity.standings(request, credentials),
      request.refs,
    );
    if (aim === 'organization') {
      mustBeWhole(standings.isComplete, request);
    }
    const units = this.#unitsOf(standings.inForce);
    const efforts = readEfforts(request.effort, units);
    const effortOf = (unit: PlanningUnit) =>
      efforts.get(unit.key) ?? unit.defaultEffort;
    const ahead =
      aim === 'organization' ? aheadOf(standings, units) : undefined;
    const organization =
      aim === 'own' ? [] : units.ofOrganization(standings.organization);
    // What the organization closes lifts it, and not the own levels below it.
    const inherited = ahead ? [] : organization;
    const held = heldBy(standings, units, aim);
    const upTo = (level: Level) => ahead?.to ?? Math.min(level + 1, HIGHEST);
    const costOf = (key: string) =>
      price === 'closings' ? 1 : EFFORT_COSTS[effortOf(units.get(key)!)];
    const fixed = (ahead?.open ?? []).reduce(
      (sum, key) => sum + costOf(key),
      0,
    );
    const entityPlan = pushNext(
      standings.inForce.framework,
      // Without its own parts nothing that entities close lifts it.
      fixed > budget
        ? []
        : held.flatMap(each => {
            const item = itemOf(each, { inherited, units, upTo });
            return item ? [item] : [];
          }),
      {
        budget: budget - Math.min(fixed, budget),
        ...(ahead && { enough: ahead.entities }),
        ...(price === 'closings' && { costs: ONE_EACH }),
        efforts: Object.fromEntries(
          [
            ...organization,
            ...held.flatMap(({ own, group }) => [...own, ...group]),
          ]
            .flatMap(key => units.get(key) ?? [])
            .map(unit => [unit.key, effortOf(unit)]),
        ),
      },
    );
    const plan =
      ahead && fixed <= budget
        ? withOwnParts(entityPlan, { ahead, units, costOf })
        : entityPlan;
    const standing = standingOf(held, { organization, units, effortOf });
    const titles = new Map(
      standings.members.flatMap(({ ref, title }) =>
        title === undefined ? [] : [[ref, title]],
      ),
    );
    const lifted = liftedBy(plan, held, inherited, units);
    const before = levelsAfter(standing, new Set(), aim);
    return {
      at: standings.at,
      isComplete: standings.isComplete,
      ...(standings.exampleData && { exampleData: true }),
      aim,
      price,
      ...(ahead && { organization: reachedBy(ahead, plan) }),
      budget,
      cost: plan.cost,
      isExact: plan.isExact,
      atMost: plan.atMost,
      entities: standings.members.length,
      before,
      after: distributionAfter(before, lifted),
      steps: stepsOf(plan, {
        held,
        lifted,
        units,
        effortOf,
        titles,
        organization: inherited,
        upTo,
        first: new Set(ahead?.open),
      }),
      lifted: lifted.slice(0, MOST_NAMED).map(({ entityRef, from, to }) => ({
        entityRef,
        ...(titles.has(entityRef) && { title: titles.get(entityRef) }),
        from,
        to,
      })),
      liftedCount: lifted.length,
      ...(standing.classes.length <= MOST_CLASSES && { standing }),
    };
  }

  #unitsOf(inForce: FrameworkInForce): OpenUnits {
    if (this.#units?.of !== inForce) {
      this.#units = { of: inForce, units: new OpenUnits(inForce) };
    }
    return this.#units.units;
  }
}

/** Those of the entities that were chosen. */
function chosen(
  standings: Standings,
  refs: readonly string[] | undefined,
): Standings {
  if (refs === undefined) {
    return standings;
  }
  const wanted = new Set(refs.map(ref => ref.toLocaleLowerCase('en-US')));
  return {
    ...standings,
    members: standings.members.filter(({ ref }) => wanted.has(ref)),
  };
}

/** A plan for entities with what the organization closes itself. */
function withOwnParts(
  plan: PushNextPlan,
  options: {
    ahead: Ahead;
    units: OpenUnits;
    costOf: (key: string) => number;
  },
): PushNextPlan {
  const { ahead, units, costOf } = options;
  const closings = ahead.open.map(key => {
    const { control } = units.get(key)!;
    return {
      check: key,
      ...(control !== undefined && { control }),
      scope: 'organization' as const,
      subjects: ['organization'],
      cost: costOf(key),
    };
  });
  return {
    ...plan,
    closings: [...closings, ...plan.closings],
    cost: closings.reduce((sum, { cost }) => sum + cost, plan.cost),
  };
}

function reachedBy(
  { from, to, parts, entities, open }: Ahead,
  plan: PushNextPlan,
): OrganizationAim {
  const closed = new Set(plan.closings.map(({ check }) => check));
  return {
    from,
    ...(to !== undefined && { to }),
    reached:
      to !== undefined &&
      plan.lifted.length >= entities &&
      open.every(key => closed.has(key)),
    parts,
    entities,
  };
}

function readEfforts(
  texts: readonly string[] | undefined,
  units: OpenUnits,
): Map<string, Effort> {
  const efforts = new Map<string, Effort>();
  for (const text of (texts ?? []).flatMap(each => each.split(','))) {
    const [name, effort, ...rest] = text.split('=');
    const named = units.named(name);
    if (rest.length > 0 || !EFFORTS.includes(effort)) {
      throw new InputError(
        `effort '${text}' is not CONTROL=small, CONTROL=medium or CONTROL=large`,
      );
    }
    if (named.length === 0) {
      throw new InputError(
        `effort '${text}': no level of the framework in force demands ${name}; GET /framework lists what they demand`,
      );
    }
    for (const { key } of named) {
      efforts.set(key, effort as Effort);
    }
  }
  return efforts;
}

/** Judgements are shared by entities that are judged alike: each is read once. */
function heldBy(
  { members, partOf }: Standings,
  units: OpenUnits,
  aim: PlanningAim,
): Held[] {
  const own = new Map<StandingMember['own'], string[]>();
  const groups = new Map<string, string[]>();
  return members.map(member => {
    let open = own.get(member.own);
    if (!open) {
      // Without a level of its own parts, none of them counts.
      open =
        member.own.level === null ? [] : units.ofEntity(member.own.statuses);
      own.set(member.own, open);
    }
    let inherited = groups.get(member.group);
    if (!inherited) {
      const part = partOf(member.group);
      inherited =
        part && part.level !== null ? units.ofGroup(part.statuses) : [];
      groups.set(member.group, inherited);
    }
    return {
      member,
      level: aim === 'official' ? member.level : member.ownLevel,
      own: open,
      group: inherited,
    };
  });
}

/** What keeps an entity from its next level; undefined where there is none. */
function itemOf(
  { member, level, own, group }: Held,
  context: {
    inherited: readonly string[];
    units: OpenUnits;
    upTo: (level: Level) => number;
  },
): PushNextItem | undefined {
  const { inherited, units, upTo } = context;
  if (level === null || level >= upTo(level)) {
    return undefined;
  }
  const gaps = [...own, ...group, ...inherited].flatMap(key => {
    const unit = units.get(key)!;
    return unit.level <= upTo(level) ? [{ check: key, scope: unit.scope }] : [];
  });
  return { entityRef: member.ref, group: member.group, gaps };
}

interface Lifted {
  entityRef: string;
  from: Level;
  to: Level;
  held: Held;
}

/** Where lifted entities end up: closing what the next level demands can lift further. */
function liftedBy(
  plan: PushNextPlan,
  held: readonly Held[],
  organization: readonly string[],
  units: OpenUnits,
): Lifted[] {
  const refs = new Set(plan.lifted);
  const closed = new Set(
    plan.closings.flatMap(({ check, subjects }) =>
      subjects.map(subject => `${check} ${subject}`),
    ),
  );
  return held.flatMap(each => {
    const { member, level } = each;
    if (level === null || !refs.has(member.ref)) {
      return [];
    }
    const subjectOf = (key: string) =>
      ({
        entity: member.ref,
        group: member.group,
        organization: 'organization',
      }[units.get(key)!.scope]);
    const lowest = [...each.own, ...each.group, ...organization]
      .filter(key => !closed.has(`${key} ${subjectOf(key)}`))
      .reduce(
        (least, key) => Math.min(least, units.get(key)!.level),
        HIGHEST + 1,
      );
    return [
      {
        entityRef: member.ref,
        from: level,
        to: Math.max(level, lowest - 1) as Level,
        held: each,
      },
    ];
  });
}

function distributionAfter(
  before: LevelDistribution,
  lifted: readonly Lifted[],
): LevelDistribution {
  const after = { ...before };
  for (const { from, to } of lifted) {
    after[from] -= 1;
    after[to] += 1;
  }
  return after;
}

/** What most lifted entities need comes first, the cheaper of two before. */
function stepsOf(
  plan: PushNextPlan,
  context: {
    held: readonly Held[];
    lifted: readonly Lifted[];
    units: OpenUnits;
    organization: readonly string[];
    effortOf: (unit: PlanningUnit) => Effort;
    titles: ReadonlyMap<string, string>;
    upTo: (level: Level) => number;
    /** What everything else is of no use without. */
    first: ReadonlySet<string>;
  },
): PushNextStep[] {
  const { lifted, units, organization, effortOf, titles } = context;
  const { upTo, first } = context;
  const needs = lifted.map(({ held, from, to }) => ({
    to,
    keys: new Set(
      [...held.own, ...held.group, ...organization].filter(
        key => units.get(key)!.level <= upTo(from),
      ),
    ),
  }));
  const steps = plan.closings
    .map(({ check: key, scope, subjects, cost }) => {
      const unit = units.get(key)!;
      const helped = needs.filter(({ keys }) => keys.has(key));
      const serves: { [level in Level]?: number } = {};
      for (const { to } of helped) {
        serves[to] = (serves[to] ?? 0) + 1;
      }
      return {
        key,
        ...(unit.control !== undefined && { control: unit.control }),
        ...(unit.check !== undefined && { check: unit.check }),
        scope,
        effort: effortOf(unit),
        cost,
        subjectCount: subjects.length,
        subjects: subjects.slice(0, MOST_NAMED).map(ref => ({
          ref,
          ...(titles.has(ref) && { title: titles.get(ref)! }),
        })),
        lifts: helped.length,
        liftsTo: serves,
      };
    })
    .sort(
      (a, b) =>
        Number(first.has(b.key)) - Number(first.has(a.key)) ||
        b.lifts - a.lifts ||
        a.cost - b.cost ||
        (a.key < b.key ? -1 : 1),
    );
  const done = new Set<string>();
  return steps.map(step => {
    done.add(step.key);
    return {
      ...step,
      liftedSoFar: needs.filter(({ keys }) =>
        [...keys].every(key => done.has(key)),
      ).length,
    };
  });
}
