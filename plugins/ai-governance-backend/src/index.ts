/**
 * Storage, assessment runs and HTTP API of Plumbline.
 *
 * @packageDocumentation
 */
export { aiGovernancePlugin as default } from './plugin';
