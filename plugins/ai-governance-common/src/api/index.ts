export * from './types';
export * from './framework';
export * from './risks';
export * from './campaigns';
export * from './roadmap';
export * from './inbox';
export * from './tools';
export * from './incidents';
