/**
 * The pure core of Plumbline: framework, judgement, permissions and the typed API client.
 *
 * @packageDocumentation
 */
export * from './framework';
export * from './assessment';
export * from './genericChecks';
export * from './assistants';
export * from './attribution';
export * from './profile';
export * from './annotations';
export * from './api';
export * from './permissions';
export * from './permissions/roleGrants';
export * from './planning';
export * from './programme';
export * from './kpis';
export * from './exceptions';
export * from './sarif';
export * from './tools';
export * from './audit';
export * from './client';
