import type { FrameworkSettings } from '../framework/types';
import { currentEvidence, type EvidenceIndex } from './evidence';
import {
  DAY_MS,
  parseInstant,
  parseOptional,
  toInstant,
  type DueClock,
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
  const assistants = new Set(seenAssistants(evidence, due).keys());
  if (assistants.size > 0) {
    return {
      status: 'observed',
      assistants: withDeclared(assistants, profile),
    };
  }
  const until = declaredAt + settings.declaredNoneDays * DAY_MS;
  if (
    saysNone &&
    !seenSince(declaredAt, evidence, due) &&
    due.covers(declaredAt, until)
  ) {
    return {
      status: 'declaredNone',
      assistants: [],
      declaredUntil: toInstant(until),
    };
  }
  return { status: 'unknown', assistants: withDeclared(assistants, profile) };
}

/** What shows that an assistant is used. */
export interface SeenAssistant {
  /** The first observation that names it. */
  observation: (typeof ASSISTANT_OBSERVATIONS)[number];
  /** Evidence of this observation that does. */
  items: Evidence[];
}

/** Every assistant that the newest evidence of some source names, unless that has expired. */
export function seenAssistants(
  evidence: EvidenceIndex,
  due: DueClock,
): Map<string, SeenAssistant> {
  const seen = new Map<string, SeenAssistant>();
  for (const observation of ASSISTANT_OBSERVATIONS) {
    const items = evidence.get(observation);
    for (const item of items ? currentEvidence(items, due) : []) {
      for (const assistant of assistantsOf(item)) {
        const known = seen.get(assistant);
        if (!known) {
          seen.set(assistant, { observation, items: [item] });
        } else if (known.observation === observation) {
          known.items.push(item);
        }
      }
    }
  }
  return seen;
}

/** Whether any assistant was seen at or after an instant, even if it is no longer. */
function seenSince(
  instant: number,
  evidence: EvidenceIndex,
  due: DueClock,
): boolean {
  return ASSISTANT_OBSERVATIONS.some(
    observation =>
      evidence.get(observation)?.some(item => {
        const observed = parseInstant(item.observedAt);
        return (
          observed >= instant &&
          observed <= due.at &&
          item.outcome !== 'error' &&
          assistantsOf(item).length > 0
        );
      }),
  );
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
