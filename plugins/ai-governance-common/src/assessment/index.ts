export * from './types';
export { canonicalJson } from './canonical';
export { findingWithoutPlace, withoutPlaces } from './places';
export { digestOf, portableSha256, type Sha256 } from './digest';
export { EVENT_PREFIX } from './compile';
export { ASSISTANT_OBSERVATIONS, assistantsSeen } from './aiUse';
export { ORGANIZATION_SUBJECT } from './attestations';
export { DERIVED_CHECK_TYPES } from './derived';
export {
  CHANGE_CHECK_TYPES,
  CHANGES_OBSERVATION,
  type ChangeFacts,
} from './changes';
export {
  combineControlStatus,
  combineOwnStatus,
  isSatisfied,
  type CombineOptions,
} from './status';
export {
  isToolNamed,
  LICENCE_RECORDS_OBSERVATION,
  type InventoriedTool,
} from './imported';
export {
  SMALLEST_SHOWN_GROUP,
  TRAINING_OBSERVATION,
  readTrainingData,
  trainingFigures,
  type TrainingData,
  type TrainingFigures,
} from './training';
export { combineLevels, organizationOwnLevel } from './levels';
export {
  IMPACTS,
  LIKELIHOODS,
  RISK_RATINGS,
  ratingOf,
  residualCell,
  residualRating,
  riskGrid,
  type RiskCell,
} from './risks';
export {
  judgeGroupParts,
  judgeOrganizationParts,
  type GroupInput,
  type OrganizationInput,
} from './shared';
export { assess, type AssessInput } from './assess';
export {
  inputDigest,
  judgedPartsDigest,
  outputDigest,
  outputDigestOfAlike,
} from './scorecardDigest';
export { summarize, type ScorecardSummary } from './summarize';
export { disputedFingerprints } from './disputes';
