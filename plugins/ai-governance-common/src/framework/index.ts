export * from './types';
export { defaultFramework } from './default';
export { frameworkDigest } from './digest';
export { parseFramework, type ParsedFramework } from './parse';
export type { FrameworkMistake } from './keys';
