export * from './types';
export {
  readLocalFolder,
  type ReadLocalFolderOptions,
} from './readLocalFolder';
export { readUrlTree, type ReadUrlTreeOptions } from './readUrlTree';
export { warningsFor } from './descriptor';
export { snapshotOf, withSubpath } from './snapshot';
