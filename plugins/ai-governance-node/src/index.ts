/**
 * Extension points, check types and repository readers of Plumbline.
 *
 * @packageDocumentation
 */
export * from './repository/types';
export * from './checks/types';
