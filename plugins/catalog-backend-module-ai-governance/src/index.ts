/**
 * Annotates catalog entities with the governance judgement in force.
 *
 * @packageDocumentation
 */
export { catalogModuleAiGovernance as default } from './module';
