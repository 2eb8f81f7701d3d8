export * from './types';
export { defineRepositoryCheck } from './defineCheck';
export { repositoryCheckTypes } from './registry';
