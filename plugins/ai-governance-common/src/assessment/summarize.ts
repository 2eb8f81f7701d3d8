import type { Level } from '../framework/types';
import type { ControlStatus, OwnProgress, Scorecard } from './types';

/** What a scorecard carries in a list. @public */
export interface ScorecardSummary {
  entityRef: string;
  level: Level | null;
  ownLevel: Level | null;
  levelWithoutExceptions: Level | null;
  ownProgress: OwnProgress | null;
  score: number | null;
  controls: { id: string; status: ControlStatus }[];
}

/** A scorecard reduced to what lists show. @public */
export function summarize(scorecard: Scorecard): ScorecardSummary {
  return {
    entityRef: scorecard.entityRef,
    level: scorecard.level,
    ownLevel: scorecard.ownLevel,
    levelWithoutExceptions: scorecard.levelWithoutExceptions,
    ownProgress: scorecard.ownProgress,
    score: scorecard.score,
    controls: scorecard.controls.map(({ control, status }) => ({
      id: control,
      status,
    })),
  };
}
