export { compilePattern, type LinearPattern } from './pattern';
export { thresholdOf, type Threshold } from './thresholds';
export { compileQuery, type Query } from './query';
export {
  judgeExpectation,
  type Expectation,
  type Verdict,
} from './expectation';
export {
  annotationCheckParams,
  CATALOG_RELATIONS,
  documentCheckParams,
  fileCheckParams,
  fillPath,
  GENERIC_CHECK_PARAMS,
  httpFactCheckParams,
  numberCheckParams,
  placeholdersOf,
  predicateCheckParams,
} from './params';
export { wantedCatalogFacts, type WantedCatalogFacts } from './catalogFacts';
