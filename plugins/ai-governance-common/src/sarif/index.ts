export { scorecardSarif } from './scorecardSarif';
export type {
  SarifLog,
  SarifResult,
  SarifSuppression,
  ScorecardSarifOptions,
} from './scorecardSarif';
