import type {
  AdoptionStage,
  EntryCriterion,
  PlanItem,
} from '../framework/types';

/** The entry criteria of a stage, each with an id. @public */
export function entryCriteria(stage: AdoptionStage): EntryCriterion[] {
  return stage.entryCriteria.map((criterion, index) =>
    typeof criterion === 'string'
      ? { id: `${stage.id}.${index + 1}`, text: criterion }
      : criterion,
  );
}

/** Stages from the first to the last. @public */
export function stagesInOrder(
  stages: readonly AdoptionStage[],
): AdoptionStage[] {
  return [...stages].sort((a, b) => a.order - b.order);
}

/**
 * The stage a team has to take next when an entity of it declares a later one
 * than the team has taken; undefined where it declares none that is ahead. A
 * stage nobody knows any more counts as none.
 *
 * @public
 */
export function stageAhead(
  stages: readonly AdoptionStage[],
  declared: string | null | undefined,
  taken: string | null,
): string | undefined {
  const ordered = stagesInOrder(stages);
  const placeOf = (id: string | null | undefined) =>
    ordered.findIndex(stage => stage.id === id);
  const place = placeOf(taken);
  return placeOf(declared) > place ? ordered[place + 1].id : undefined;
}

/** What a move between adoption stages is decided by. @public */
export interface StageMove {
  stages: readonly AdoptionStage[];
  /** Id of the stage the team is at; null before the first. */
  from: string | null;
  /** Id of the stage to move to; null for leaving the first. */
  to: string | null;
  /** Ids of the entry criteria of `to` that the team meets. */
  met: ReadonlySet<string>;
  /** Ids of the organization's checklists that hold. */
  holding: ReadonlySet<string>;
}

/** Whether a team may move, and what is in the way. @public */
export interface StageMoveDecision {
  allowed: boolean;
  direction: 'up' | 'down' | 'none';
  /** Stages in between, which have to be taken first. */
  skipped: string[];
  /** Entry criteria that are not met. */
  missing: PlanItem[];
  /** Ids of checklists that have to hold and do not. */
  missingChecklists: string[];
}

/**
 * Decides whether a team may move to an adoption stage: up by one stage only, with every entry criterion met
 * and every checklist holding that the stage requires; down always. A stage nobody knows any more counts as none.
 *
 * @throws Error when there is no stage `to`
 * @public
 */
export function decideStageMove(move: StageMove): StageMoveDecision {
  const stages = stagesInOrder(move.stages);
  const placeOf = (id: string | null) =>
    stages.findIndex(stage => stage.id === id);
  const from = placeOf(move.from);
  const to = placeOf(move.to);
  if (move.to !== null && to < 0) {
    throw new Error(`There is no adoption stage ${move.to}`);
  }
  if (to <= from) {
    return {
      allowed: to < from,
      direction: to < from ? 'down' : 'none',
      skipped: [],
      missing: [],
      missingChecklists: [],
    };
  }
  const skipped = stages.slice(from + 1, to).map(({ id }) => id);
  const missing = entryCriteria(stages[to]).filter(
    ({ id }) => !move.met.has(id),
  );
  const missingChecklists = (stages[to].requires ?? []).filter(
    id => !move.holding.has(id),
  );
  return {
    allowed:
      skipped.length === 0 &&
      missing.length === 0 &&
      missingChecklists.length === 0,
    direction: 'up',
    skipped,
    missing,
    missingChecklists,
  };
}
