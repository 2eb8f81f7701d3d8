export * from './types';
export { defaultFramework } from './default';
export { programmeOf } from './programme';
export { frameworkDigest } from './digest';
export { parseFramework, type ParsedFramework } from './parse';
export type { FrameworkMistake } from './keys';
export {
  diffFrameworks,
  type RequirementChange,
  type ControlDifference,
  type FrameworkChangeKind,
  type FrameworkDifference,
} from './diff';
export { announceFramework, type AnnouncedFramework } from './announce';
export { frameworkFileSchema } from './fileSchema';
