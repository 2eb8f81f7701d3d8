import type {
  Check,
  Control,
  ControlPart,
  Framework,
  FrequencyEvent,
  HandledSubject,
  Level,
  Scope,
} from '../framework/types';
import { frameworkDigest } from '../framework/digest';
import { DAY_MS, parseOptional } from './instants';

/** Prefix of the check ids under which events are observed: `event.pull-request`. @public */
export const EVENT_PREFIX = 'event.';

/** A check with everything judging needs worked out once. */
export interface CompiledCheck {
  check: Check;
  /** Longest age of its evidence in milliseconds. */
  maxAge: number;
  events: { check: string; window: number }[];
  /** Whether attestations answer it. */
  attestable: boolean;
}

export interface CompiledPart {
  part: ControlPart;
  checks: CompiledCheck[];
}

export interface CompiledControl {
  control: Control;
  weight: number;
  /** NaN when the control counts already. */
  effectiveFrom: number;
  parts: { [scope in Scope]: CompiledPart[] };
  /** Lowest level that requires the control; Infinity when none does. */
  level: number;
  risks: string[];
}

export interface CompiledFramework {
  framework: Framework;
  digest: string;
  controls: CompiledControl[];
  /** Every check of every control by id. */
  checks: Map<string, CompiledCheck>;
  /** Level criteria attested at organization scope. */
  criteria: { level: number; check: CompiledCheck }[];
  highestLevel: Level;
  classificationOrder: Map<string, number>;
  /** What code can handle, by id, in the framework's order. */
  subjects: Map<string, HandledSubject>;
  /** Words in names of APIs that show what is handled. */
  apiSigns: { subject: string; words: string }[];
  /** Ids of the checks that judge the declared classification. */
  classificationChecks: string[];
}

const compiled = new WeakMap<Framework, CompiledFramework>();

/**
 * Works out everything that depends on the framework alone, once per framework object. A framework must
 * not be changed after it was used.
 */
export function compileFramework(framework: Framework): CompiledFramework {
  const known = compiled.get(framework);
  if (known) {
    return known;
  }
  const levelOf = new Map<string, number>();
  for (const level of framework.levels) {
    for (const id of level.requiredControls) {
      levelOf.set(id, Math.min(level.level, levelOf.get(id) ?? Infinity));
    }
  }
  const controls = framework.controls.map<CompiledControl>(control => ({
    control,
    weight: control.weight ?? 1,
    effectiveFrom: parseOptional(control.effectiveFrom),
    parts: {
      entity: compileParts(framework, control, 'entity'),
      group: compileParts(framework, control, 'group'),
      organization: compileParts(framework, control, 'organization'),
    },
    level: levelOf.get(control.id) ?? Infinity,
    risks: framework.risks
      .filter(risk => risk.controls.includes(control.id))
      .map(risk => risk.id),
  }));
  const checks = new Map<string, CompiledCheck>();
  for (const control of controls) {
    for (const parts of Object.values(control.parts)) {
      for (const part of parts) {
        part.checks.forEach(check => checks.set(check.check.id, check));
      }
    }
  }
  const result: CompiledFramework = {
    framework,
    digest: frameworkDigest(framework),
    controls,
    checks,
    criteria: framework.levels.flatMap(level =>
      level.characteristics.flatMap(({ check }) =>
        check
          ? [{ level: level.level, check: compileCheck(framework, check) }]
          : [],
      ),
    ),
    highestLevel: Math.max(
      1,
      ...framework.levels.map(({ level }) => level),
    ) as Level,
    classificationOrder: new Map(
      framework.classifications.map(({ id, order }) => [id, order]),
    ),
    subjects: new Map(framework.handles.map(subject => [subject.id, subject])),
    apiSigns: framework.handles.flatMap(({ id, signs }) =>
      (signs?.apis ?? []).map(name => ({ subject: id, words: wordsOf(name) })),
    ),
    classificationChecks: [...checks.values()].flatMap(({ check }) =>
      check.type === 'profile.classification' ? [check.id] : [],
    ),
  };
  compiled.set(framework, result);
  return result;
}

/** The words of a name with a space around each, so that a sign is found at their borders only. */
export function wordsOf(name: string): string {
  return ` ${name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join(' ')} `;
}

function compileParts(
  framework: Framework,
  control: Control,
  scope: Scope,
): CompiledPart[] {
  return control.parts
    .filter(part => part.scope === scope)
    .map(part => ({
      part,
      checks: part.checks.map(check => compileCheck(framework, check, control)),
    }));
}

function compileCheck(
  framework: Framework,
  check: Check,
  control?: Control,
): CompiledCheck {
  const frequency = check.frequency ?? control?.frequency;
  const attestable = check.attestable ?? check.type === 'attestation';
  if (!frequency) {
    return { check, maxAge: Infinity, events: [], attestable };
  }
  const events: FrequencyEvent[] =
    frequency.kind === 'event' ? [frequency] : frequency.alsoOn ?? [];
  const days =
    frequency.kind === 'event'
      ? framework.settings.dormantDays
      : frequency.days;
  return {
    check,
    maxAge: days * DAY_MS,
    events: events.map(({ event, windowDays }) => ({
      check: EVENT_PREFIX + event,
      window: windowDays * DAY_MS,
    })),
    attestable,
  };
}
