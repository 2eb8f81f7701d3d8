export * from './types';
export * from './risks';
export * from './campaigns';
export * from './roadmap';
export * from './inbox';
