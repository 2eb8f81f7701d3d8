import { canonicalJson } from '../assessment/canonical';
import type { Check, Control, Framework, Level } from './types';

/** Which way a change goes, for those who are judged by it. @public */
export type FrameworkChangeKind = 'stricter' | 'looser' | 'changed';

/** One thing that is different about a control. @public */
export interface RequirementChange {
  kind: FrameworkChangeKind;
  /** Where in the control: `frequency`, `checks[SEC-001.sarif].optional`. */
  path: string;
  /** In words. */
  text: string;
}

/** What is different about a control that both versions have. @public */
export interface ControlDifference {
  control: string;
  name: string;
  changes: RequirementChange[];
}

/** What is different between two versions of a framework. @public */
export interface FrameworkDifference {
  /** Nothing at all is different. */
  same: boolean;
  added: { control: string; name: string; level?: Level }[];
  removed: { control: string; name: string }[];
  changed: ControlDifference[];
  /** Per level, the controls it requires now and did not, or did and does not. */
  levels: { level: Level; added: string[]; removed: string[] }[];
  /** Other sections with any difference: `settings`, `risks`, … */
  sections: string[];
}

/** The first level that requires each control. */
export function requiredFrom(framework: Framework): Map<string, Level> {
  const result = new Map<string, Level>();
  for (const { level, requiredControls } of framework.levels) {
    for (const control of requiredControls) {
      if (level < (result.get(control) ?? Infinity)) {
        result.set(control, level);
      }
    }
  }
  return result;
}

const same = (a: unknown, b: unknown) =>
  canonicalJson(a ?? null) === canonicalJson(b ?? null);

/**
 * What another version of a framework would change, and whether it asks for
 * more or less. Where that cannot be told, as with the parameters of a check,
 * it is `changed`.
 *
 * @public
 */
export function diffFrameworks(
  before: Framework,
  after: Framework,
): FrameworkDifference {
  const olds = new Map(before.controls.map(control => [control.id, control]));
  const news = new Map(after.controls.map(control => [control.id, control]));
  const levels = { before: requiredFrom(before), after: requiredFrom(after) };
  const sections = Object.keys({ ...before, ...after })
    .filter(
      key =>
        key !== 'controls' &&
        key !== 'levels' &&
        !same((before as any)[key], (after as any)[key]),
    )
    .sort();
  const withoutRequired = (framework: Framework) =>
    framework.levels.map(({ requiredControls: _, ...rest }) => rest);
  if (!same(withoutRequired(before), withoutRequired(after))) {
    sections.push('levels');
  }
  return {
    same: same(before, after),
    added: after.controls
      .filter(({ id }) => !olds.has(id))
      .map(({ id, name }) => {
        const level = levels.after.get(id);
        return { control: id, name, ...(level && { level }) };
      }),
    removed: before.controls
      .filter(({ id }) => !news.has(id))
      .map(({ id, name }) => ({ control: id, name })),
    changed: after.controls.flatMap(control => {
      const old = olds.get(control.id);
      const changes = old
        ? [
            ...levelChanges(
              levels.before.get(control.id),
              levels.after.get(control.id),
            ),
            ...controlChanges(old, control),
          ]
        : [];
      return changes.length > 0
        ? [{ control: control.id, name: control.name, changes }]
        : [];
    }),
    levels: levelLists(before, after),
    sections,
  };
}

function levelLists(
  before: Framework,
  after: Framework,
): FrameworkDifference['levels'] {
  const lists = (framework: Framework) =>
    new Map(
      framework.levels.map(({ level, requiredControls }) => [
        level,
        requiredControls,
      ]),
    );
  const olds = lists(before);
  const news = lists(after);
  return [...new Set([...olds.keys(), ...news.keys()])]
    .sort()
    .map(level => {
      const was = olds.get(level) ?? [];
      const is = news.get(level) ?? [];
      return {
        level,
        added: is.filter(control => !was.includes(control)),
        removed: was.filter(control => !is.includes(control)),
      };
    })
    .filter(({ added, removed }) => added.length + removed.length > 0);
}

function levelChanges(
  was: Level | undefined,
  is: Level | undefined,
): RequirementChange[] {
  if (was === is) {
    return [];
  }
  const named = (level: Level | undefined) =>
    level === undefined ? 'no level' : `level ${level}`;
  return [
    {
      kind: (is ?? Infinity) < (was ?? Infinity) ? 'stricter' : 'looser',
      path: 'levels',
      text: `required from ${named(is)} on, before from ${named(was)}`,
    },
  ];
}

const daysOf = ({ frequency }: { frequency?: Control['frequency'] }) =>
  frequency &&
  (frequency.kind === 'age' ? frequency.days : frequency.windowDays);

/** The frequency of a control or a check. */
function frequencyChanges(
  old: { frequency?: Control['frequency'] },
  now: { frequency?: Control['frequency'] },
  path: string,
): RequirementChange[] {
  if (same(old.frequency, now.frequency)) {
    return [];
  }
  const was = daysOf(old);
  const is = daysOf(now);
  if (
    was === undefined ||
    is === undefined ||
    was === is ||
    old.frequency!.kind !== now.frequency!.kind
  ) {
    return [{ kind: 'changed', path, text: 'the frequency is another one' }];
  }
  return [
    {
      kind: is < was ? 'stricter' : 'looser',
      path,
      text: `evidence holds for ${is} days, before for ${was}`,
    },
  ];
}

function controlChanges(old: Control, now: Control): RequirementChange[] {
  const changes = frequencyChanges(old, now, 'frequency');
  changes.push(...applicabilityChanges(old, now, 'applicability'));
  for (const member of ['weight', 'domain', 'effectiveFrom'] as const) {
    if (!same(old[member], now[member])) {
      changes.push({
        kind: 'changed',
        path: member,
        text: `${member} is ${now[member] ?? 'not given'}, before ${
          old[member] ?? 'not given'
        }`,
      });
    }
  }
  const keyOfPart = (part: Control['parts'][number]) => part.id ?? part.scope;
  const parts = new Map(old.parts.map(part => [keyOfPart(part), part]));
  for (const part of now.parts) {
    const key = keyOfPart(part);
    const was = parts.get(key);
    parts.delete(key);
    if (was) {
      changes.push(...partChanges(was, part, `parts[${key}]`));
    } else {
      changes.push({
        kind: 'stricter',
        path: `parts[${key}]`,
        text: `the part ${key} is new`,
      });
    }
  }
  for (const key of parts.keys()) {
    changes.push({
      kind: 'looser',
      path: `parts[${key}]`,
      text: `the part ${key} is gone`,
    });
  }
  const words = (control: Control) => ({
    name: control.name,
    description: control.description,
    implementation: control.implementation,
    limits: control.limits,
    evidence: control.evidence,
    references: control.references,
  });
  if (!same(words(old), words(now))) {
    changes.push({ kind: 'changed', path: 'name', text: 'its texts differ' });
  }
  return changes;
}

function applicabilityChanges(
  old: { applicability?: unknown },
  now: { applicability?: unknown },
  path: string,
): RequirementChange[] {
  if (same(old.applicability, now.applicability)) {
    return [];
  }
  if (now.applicability === undefined) {
    return [{ kind: 'stricter', path, text: 'it applies to everything' }];
  }
  return [
    {
      kind: old.applicability === undefined ? 'looser' : 'changed',
      path,
      text: 'it applies to others than before',
    },
  ];
}

type Part = Control['parts'][number];

/** How many of its checks a part needs. */
function needed({ mode, checks }: Part): number {
  const all = checks.filter(({ optional }) => !optional).length;
  if (mode === 'all') {
    return all;
  }
  return mode === 'any' ? Math.min(1, all) : mode.atLeast;
}

function partChanges(old: Part, now: Part, path: string): RequirementChange[] {
  const changes = applicabilityChanges(old, now, `${path}.applicability`);
  if (old.scope !== now.scope) {
    changes.push({
      kind: 'changed',
      path: `${path}.scope`,
      text: `it is judged per ${now.scope}, before per ${old.scope}`,
    });
  }
  if (!same(old.mode, now.mode)) {
    const more = needed(now) - needed({ ...old, checks: now.checks });
    let kind: FrameworkChangeKind = 'changed';
    if (more !== 0) {
      kind = more > 0 ? 'stricter' : 'looser';
    }
    changes.push({
      kind,
      path: `${path}.mode`,
      text: `it needs ${modeName(now.mode)}, before ${modeName(old.mode)}`,
    });
  }
  // Where one of several is enough, one more is another way to satisfy it.
  const oneMore = now.mode === 'all' ? 'stricter' : 'looser';
  const oneLess = now.mode === 'all' ? 'looser' : 'stricter';
  const checks = new Map(old.checks.map(check => [check.id, check]));
  for (const check of now.checks) {
    const was = checks.get(check.id);
    checks.delete(check.id);
    const at = `checks[${check.id}]`;
    if (was) {
      changes.push(...checkChanges(was, check, at));
    } else {
      changes.push({
        kind: check.optional ? 'changed' : oneMore,
        path: at,
        text: `the check ${check.id} is new`,
      });
    }
  }
  for (const [id, was] of checks) {
    changes.push({
      kind: was.optional ? 'changed' : oneLess,
      path: `checks[${id}]`,
      text: `the check ${id} is gone`,
    });
  }
  return changes;
}

function modeName(mode: Part['mode']): string {
  if (mode === 'all') {
    return 'all of its checks';
  }
  return mode === 'any' ? 'one of its checks' : `${mode.atLeast} of its checks`;
}

function checkChanges(
  old: Check,
  now: Check,
  path: string,
): RequirementChange[] {
  const changes = frequencyChanges(old, now, `${path}.frequency`);
  const flags = [
    ['optional', 'may be left out', 'may not be left out', 'looser'],
    ['attestable', 'can be attested', 'cannot be attested any more', 'looser'],
    [
      'requiresAssistant',
      'is about assistants only',
      'is not about assistants only',
      'looser',
    ],
  ] as const;
  for (const [flag, on, off] of flags) {
    if (Boolean(old[flag]) !== Boolean(now[flag])) {
      changes.push({
        kind: now[flag] ? 'looser' : 'stricter',
        path: `${path}.${flag}`,
        text: `the check ${now.id} ${now[flag] ? on : off}`,
      });
    }
  }
  for (const member of ['type', 'params', 'actor', 'wanted'] as const) {
    if (!same(old[member], now[member])) {
      changes.push({
        kind: 'changed',
        path: `${path}.${member}`,
        text: `${member} of the check ${now.id} is another one`,
      });
    }
  }
  return changes;
}
