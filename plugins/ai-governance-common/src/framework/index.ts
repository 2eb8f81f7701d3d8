export * from './types';
export { defaultFramework } from './default';
export { frameworkDigest } from './digest';
