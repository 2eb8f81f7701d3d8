import type { Framework, Level } from '../framework/types';
import { compareWithSeen } from '../profile/contradictions';
import { judgeAiUse } from './aiUse';
import { applies, type ApplicabilitySubject } from './applicability';
import { indexAttestations } from './attestations';
import { compileFramework, type CompiledControl } from './compile';
import type { JudgingContext } from './context';
import { indexDisputes } from './disputes';
import { indexEvidence } from './evidence';
import { chooseNextAction, gapsOf, orderGaps, organizationGaps } from './gaps';
import {
  DueClock,
  parseAt,
  parseInstant,
  parseOptional,
  toInstant,
} from './instants';
import { LevelMeter } from './levels';
import {
  joinParts,
  judgeParts,
  partsByControl,
  splitPart,
  type JudgedPart,
} from './parts';
import { judgeRisks } from './risks';
import { judgeGroupParts, judgeOrganizationParts } from './shared';
import { combineControlStatus, combineOwnStatus, isSatisfied } from './status';
import { sharedToolAccess } from './toolAccess';
import type {
  AiTool,
  AssessedEntity,
  Attestation,
  Confirmations,
  ControlResult,
  Evidence,
  Exception,
  Gap,
  Instant,
  JudgedParts,
  OwnProgress,
  PartResult,
  Profile,
  Scorecard,
  Suppression,
} from './types';

/** Everything a judgement of one entity depends on. Nothing of it is changed. @public */
export interface AssessInput {
  framework: Framework;
  /** The organization's tool registry. Pass the same array for many entities. */
  tools: readonly AiTool[];
  entity: AssessedEntity;
  profile: Profile;
  /** Evidence about the entity: answers to checks, observations and events. */
  evidence: readonly Evidence[];
  confirmations: Confirmations;
  /** Attestations; those about other subjects are passed over. */
  attestations: readonly Attestation[];
  /** Approved exceptions of the entity. */
  exceptions: readonly Exception[];
  /** Findings of the entity that accepted disputes leave out. */
  suppressions?: readonly Suppression[];
  /** Ids of checks that were found wrong too often: where they fail they do not count. */
  warnings?: readonly string[];
  /** The judged parts of the owning group; without it they are unknown. */
  groupParts?: JudgedParts;
  /** The judged parts of the organization; without them they are unknown. */
  organizationParts?: JudgedParts;
  at: Instant;
}

interface JudgedControl {
  compiled: CompiledControl;
  result: ControlResult;
  upcoming: boolean;
  entityParts?: JudgedPart[];
  groupPart?: PartResult;
}

/**
 * Judges one entity at one moment under one framework version. Pure and deterministic: no clock, no I/O,
 * the order of its lists does not matter, and the same input gives the same scorecard. The scorecard
 * stays the same for every moment from `at` until before `nextDueAt`, `judgedAt` aside.
 *
 * @throws Error when `at` is no ISO 8601 instant. Evidence, attestations and exceptions with unreadable
 *   dates are passed over.
 * @public
 */
export function assess(input: AssessInput): Scorecard {
  const compiled = compileFramework(input.framework);
  const { settings } = compiled.framework;
  const due = new DueClock(parseAt(input.at));
  const evidence = indexEvidence(input.evidence);
  const aiUse = judgeAiUse(settings, input.profile, evidence, due);
  const disputes = indexDisputes(input);
  const { profile, findings, seen } = compareWithSeen({
    compiled,
    profile: input.profile,
    evidence,
    entity: input.entity,
    disputes,
    due,
  });
  const subject: ApplicabilitySubject = {
    compiled,
    entity: input.entity,
    profile,
    aiUse,
  };
  const context: JudgingContext = {
    compiled,
    due,
    tools: input.tools,
    evidence,
    confirmations: input.confirmations,
    attestations: indexAttestations(input.attestations, input.entity.ref),
    attestEverything: input.entity.hasRepository === false,
    entity: {
      profile,
      aiUse,
      described: input.entity,
      contradictions: findings,
    },
    disputes,
    results: new Map(),
  };
  const group = input.groupParts ?? unknownGroup(input);
  const organization = input.organizationParts ?? unknownOrganization(input);
  due.read(parseOptional(group.nextDueAt));
  due.read(parseOptional(organization.nextDueAt));

  const exceptions = exceptionsInForce(input.exceptions, due);
  const surroundings: ControlSurroundings = {
    subject,
    context,
    exceptions,
    group: partsByControl(group),
    organization: partsByControl(organization),
  };
  const controls = compiled.controls.map(control =>
    judgeControl(control, surroundings),
  );
  const levels = measureLevels(controls, compiled.highestLevel);
  const { ownLevel, ownLevelWithoutExceptions } = levels;
  const organizationLevel = organization.level;

  const towards = Math.min(
    (ownLevel ?? organizationLevel) + 1,
    compiled.highestLevel,
  ) as Level;
  const ownGaps = ownLevel === null ? [] : findOwnGaps(controls, towards);
  const gapsOfOrganization = organizationGaps(
    compiled,
    organization,
    towards,
    upcomingControls(controls),
  );
  const access = sharedToolAccess(
    compiled,
    input.tools,
    input.profile.classification.value,
    due.at,
  );
  due.read(access.boundary);
  const results = controls.map(({ result }) => result);
  const nextDueAt = due.nextDueAt();
  return {
    entityRef: input.entity.ref,
    framework: {
      id: compiled.framework.id,
      version: compiled.framework.version,
      digest: compiled.digest,
    },
    judgedAt: toInstant(due.at),
    level: official(ownLevel, organizationLevel),
    ownLevel,
    levelWithoutExceptions: official(
      ownLevelWithoutExceptions,
      organizationLevel,
    ),
    ownLevelWithoutExceptions,
    organizationLevel,
    entityLevel: levels.entityLevel,
    ownProgress: ownLevel === null ? null : measureProgress(controls, towards),
    score: measureScore(controls),
    aiUse,
    profile,
    controls: results,
    ownGaps,
    organizationGaps: gapsOfOrganization,
    nextAction: chooseNextAction(ownGaps, gapsOfOrganization),
    risks: judgeRisks(
      compiled.framework.risks,
      new Map(results.map(result => [result.control, result])),
    ),
    toolAccess: access.access,
    ...(seen.length > 0 && { seen }),
    ...(nextDueAt !== undefined && { nextDueAt }),
  };
}

const NOTHING = { evidence: [], confirmations: {}, attestations: [] };

function unknownGroup({ framework, at }: AssessInput): JudgedParts {
  return judgeGroupParts({ ...NOTHING, framework, at, group: 'none' });
}

function unknownOrganization({ framework, at }: AssessInput): JudgedParts {
  return judgeOrganizationParts({ ...NOTHING, framework, at, tools: [] });
}

interface ExceptionInForce {
  id: string;
  until: Instant;
  end: number;
}

/** The exception in force per control: the one that ends last. */
function exceptionsInForce(
  exceptions: readonly Exception[],
  due: DueClock,
): Map<string, ExceptionInForce> {
  const inForce = new Map<string, ExceptionInForce>();
  for (const { id, control, from, until } of exceptions) {
    const end = parseInstant(until);
    const known = inForce.get(control);
    if (
      due.covers(parseInstant(from), end) &&
      (!known || end > known.end || (end === known.end && id < known.id))
    ) {
      inForce.set(control, { id, until, end });
    }
  }
  return inForce;
}

interface ControlSurroundings {
  subject: ApplicabilitySubject;
  context: JudgingContext;
  exceptions: Map<string, ExceptionInForce>;
  group: Map<string, PartResult>;
  organization: Map<string, PartResult>;
}

function judgeControl(
  compiled: CompiledControl,
  around: ControlSurroundings,
): JudgedControl {
  const { control } = compiled;
  const { context, exceptions } = around;
  context.due.read(compiled.effectiveFrom);
  const upcoming = compiled.effectiveFrom > context.due.at;
  const announced = upcoming && {
    upcoming: { effectiveFrom: control.effectiveFrom! },
  };
  const hasOwnParts =
    compiled.parts.entity.length > 0 || compiled.parts.group.length > 0;
  if (!applies(control.applicability, around.subject)) {
    return {
      compiled,
      upcoming,
      result: {
        control: control.id,
        status: 'notApplicable',
        ...(hasOwnParts && { ownStatus: 'notApplicable' }),
        parts: [],
        excluded: true,
        ...announced,
      },
    };
  }
  const entityParts = judgeParts(compiled, 'entity', context, around.subject);
  const entityPart =
    entityParts && joinParts(control.id, 'entity', entityParts);
  const groupPart = around.group.get(control.id);
  const organizationPart = around.organization.get(control.id);
  const exception = hasOwnParts ? exceptions.get(control.id) : undefined;
  const covered = exception !== undefined;
  const ownStatus = combineOwnStatus(
    entityPart?.status,
    groupPart?.status,
    covered,
  );
  return {
    compiled,
    upcoming,
    entityParts,
    groupPart,
    result: {
      control: control.id,
      status: combineControlStatus(
        entityPart?.status,
        groupPart?.status,
        organizationPart?.status,
        { covered },
      ),
      ...(ownStatus && { ownStatus }),
      parts: present(entityPart, groupPart, organizationPart),
      ...(exception && {
        exception: { id: exception.id, until: exception.until },
      }),
      ...announced,
    },
  };
}

function present(...parts: (PartResult | undefined)[]): PartResult[] {
  const found: PartResult[] = [];
  for (const part of parts) {
    if (part) {
      found.push(part);
    }
  }
  return found;
}

function measureLevels(controls: JudgedControl[], highest: Level) {
  const own = new LevelMeter();
  const ownWithout = new LevelMeter();
  const entityOnly = new LevelMeter();
  let anyOwn = false;
  let anyEntity = false;
  for (const { compiled, result, upcoming } of controls) {
    const { ownStatus } = result;
    if (upcoming || ownStatus === undefined) {
      continue;
    }
    anyOwn ||= ownStatus !== 'notApplicable';
    own.require(compiled.level, isSatisfied(ownStatus));
    for (const part of result.parts) {
      if (part.scope === 'organization') {
        continue;
      }
      const satisfied = isSatisfied(part.status);
      ownWithout.require(compiled.level, satisfied);
      if (part.scope === 'entity') {
        anyEntity ||= part.status !== 'notApplicable';
        entityOnly.require(compiled.level, satisfied || !!result.exception);
      }
    }
  }
  return {
    ownLevel: anyOwn ? own.level(highest) : null,
    ownLevelWithoutExceptions: anyOwn ? ownWithout.level(highest) : null,
    entityLevel: anyEntity ? entityOnly.level(highest) : null,
  };
}

function official(
  ownLevel: Level | null,
  organizationLevel: Level,
): Level | null {
  return ownLevel === null
    ? null
    : (Math.min(ownLevel, organizationLevel) as Level);
}

function upcomingControls(controls: JudgedControl[]): ReadonlySet<string> {
  const upcoming = new Set<string>();
  for (const control of controls) {
    if (control.upcoming) {
      upcoming.add(control.result.control);
    }
  }
  return upcoming;
}

/** Own gaps toward a level; what an exception covers is no gap. */
function findOwnGaps(controls: JudgedControl[], towards: Level): Gap[] {
  const gaps: Gap[] = [];
  for (const {
    compiled,
    result,
    upcoming,
    entityParts,
    groupPart,
  } of controls) {
    if (
      upcoming ||
      compiled.level > towards ||
      result.ownStatus === undefined ||
      isSatisfied(result.ownStatus)
    ) {
      continue;
    }
    if (entityParts) {
      gaps.push(...gapsOf(compiled, entityParts));
    }
    if (groupPart && !isSatisfied(groupPart.status)) {
      gaps.push(...gapsOf(compiled, splitPart(compiled, groupPart)));
    }
  }
  return orderGaps(gaps);
}

/** Own controls up to a level that apply, and how many of them are satisfied. */
function measureProgress(
  controls: JudgedControl[],
  towards: Level,
): OwnProgress {
  let met = 0;
  let applicable = 0;
  for (const { compiled, result, upcoming } of controls) {
    const { ownStatus } = result;
    if (
      upcoming ||
      compiled.level > towards ||
      ownStatus === undefined ||
      ownStatus === 'notApplicable'
    ) {
      continue;
    }
    applicable++;
    if (isSatisfied(ownStatus)) {
      met++;
    }
  }
  return { met, applicable, towards };
}

/** ⌊100 × weight of met own parts ÷ weight of applicable own parts⌋; null when none applies. */
function measureScore(controls: JudgedControl[]): number | null {
  let met = 0;
  let applicable = 0;
  for (const { compiled, result, upcoming } of controls) {
    if (upcoming) {
      continue;
    }
    for (const { scope, status } of result.parts) {
      if (scope !== 'organization' && status !== 'notApplicable') {
        applicable += compiled.weight;
        if (status === 'met') {
          met += compiled.weight;
        }
      }
    }
  }
  return applicable > 0 ? Math.floor((100 * met) / applicable) : null;
}
