export {
  pushNext,
  type Closing,
  type PushNextItem,
  type PushNextOptions,
  type PushNextPlan,
} from './pushNext';
export {
  levelsAfter,
  type PlanningAim,
  type PlanningStanding,
  type PlanningUnit,
  type StandingClass,
} from './whatIf';
