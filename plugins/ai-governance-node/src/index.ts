/**
 * Extension points, check types and repository readers of Plumbline.
 *
 * @packageDocumentation
 */
export * from './repository';
export * from './assistants';
export * from './checks';
export * from './collectRepositoryEvidence';
export * from './repositoryObservations';
export * from './permissions';
export * from './identity';
export * from './extensions';
export * from './annotations';
export * from './hosts';
export * from './entities';
export {
  REPORT_CATEGORIES,
  reportingTool,
  type ReportCategory,
  type ReportingTool,
} from './scanners/reports';
