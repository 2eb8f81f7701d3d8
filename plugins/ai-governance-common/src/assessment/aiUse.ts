import type { FrameworkSettings } from '../framework/types';
import type { EvidenceIndex } from './evidence';
import {
  DAY_MS,
  DueClock,
  parseInstant,
  parseOptional,
  toInstant,
} from './instants';
import type { AiUse, Evidence, Profile } from './types';

/**
 * Observations (not checks of a control) whose `data.assistants` lists the AI assistants that were seen:
 * set up in the repository, named by the attribution of changes, or used.
 * @public
 */
export const ASSISTANT_OBSERVATIONS = [
  'repository.assistants',
  'changes.assistants',
  'usage.assistants',
] as const;

/**
 * Files that any assistant may read, such as `AGENTS.md`. They show that AI is used, but name no tool
 * that a registry could hold.
 */
export const SHARED_CONVENTIONS: ReadonlySet<string> = new Set(['agents-md']);

/**
 * Whether and which AI assistants an entity uses. What was seen comes first. A declaration of no AI use
 * holds for the framework's `declaredNoneDays` and is void on any observation since it was made. Nothing
 * seen and nothing declared is `unknown`, which never counts as none.
 */
export function judgeAiUse(
  settings: FrameworkSettings,
  profile: Profile,
  evidence: EvidenceIndex,
  due: DueClock,
): AiUse {
  const declaration = profile.aiUse;
  const saysNone = declaration?.value === 'none';
  const declaredAt = saysNone ? parseOptional(declaration.at) : NaN;
  const assistants = new Set<string>();
  let void_ = false;
  for (const observation of ASSISTANT_OBSERVATIONS) {
    const items = evidence.get(observation);
    if (!items) {
      continue;
    }
    const latest = new Map<string, { at: number; items: Evidence[] }>();
    for (const item of items) {
      const observed = parseInstant(item.observedAt);
      due.read(observed);
      if (!(observed <= due.at) || item.outcome === 'error') {
        continue;
      }
      if (observed >= declaredAt && assistantsOf(item).length > 0) {
        void_ = true;
      }
      const known = latest.get(item.source);
      if (!known || observed > known.at) {
        latest.set(item.source, { at: observed, items: [item] });
      } else if (observed === known.at) {
        known.items.push(item);
      }
    }
    for (const { items: current } of latest.values()) {
      for (const item of current) {
        const expires = parseOptional(item.expiresAt);
        due.read(expires);
        if (!(expires <= due.at)) {
          assistantsOf(item).forEach(assistant => assistants.add(assistant));
        }
      }
    }
  }
  if (assistants.size > 0) {
    return {
      status: 'observed',
      assistants: withDeclared(assistants, profile),
    };
  }
  const until = declaredAt + settings.declaredNoneDays * DAY_MS;
  if (saysNone && !void_ && due.covers(declaredAt, until)) {
    return {
      status: 'declaredNone',
      assistants: [],
      declaredUntil: toInstant(until),
    };
  }
  return { status: 'unknown', assistants: withDeclared(assistants, profile) };
}

function withDeclared(seen: Set<string>, profile: Profile): string[] {
  const declared = profile.aiUse?.value;
  if (Array.isArray(declared)) {
    declared.forEach(assistant => seen.add(assistant));
  }
  return [...seen].sort();
}

/**
 * Tools that evidence of one subject names, whatever of it is judged.
 *
 * @public
 */
export function assistantsSeen(items: readonly Evidence[]): string[] {
  const observations: readonly string[] = ASSISTANT_OBSERVATIONS;
  return [
    ...new Set(
      items
        .filter(
          ({ check, outcome }) =>
            outcome !== 'error' && observations.includes(check),
        )
        .flatMap(assistantsOf)
        .filter(assistant => !SHARED_CONVENTIONS.has(assistant)),
    ),
  ].sort();
}

function assistantsOf(item: Evidence): string[] {
  const assistants = item.data?.assistants;
  return Array.isArray(assistants)
    ? assistants.filter(
        (assistant): assistant is string => typeof assistant === 'string',
      )
    : [];
}
