export {
  EFFORT_COSTS,
  pushNext,
  type Closing,
  type PushNextItem,
  type PushNextOptions,
  type PushNextPlan,
} from './pushNext';
export {
  levelsAfter,
  type PlanningAim,
  type PlanningPrice,
  type PlanningStanding,
  type PlanningUnit,
  type StandingClass,
} from './whatIf';
export { suggestedRisks, type SuggestedRisk } from './suggestedRisks';
export { isEvidenced, isInPlace, type ControlShare } from './plans';
export {
  decideStageMove,
  entryCriteria,
  stageAhead,
  stagesInOrder,
  type StageMove,
  type StageMoveDecision,
} from './adoption';
