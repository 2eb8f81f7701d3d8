/**
 * Evidence and changes from GitHub for Plumbline.
 *
 * @packageDocumentation
 */
export { aiGovernanceModuleGithub as default } from './module';
