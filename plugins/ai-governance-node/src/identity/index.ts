export * from './repositorySubject';
