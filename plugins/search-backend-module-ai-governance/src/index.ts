/**
 * Finds controls and policies of AI governance in the portal's search.
 *
 * @packageDocumentation
 */
export { searchModuleAiGovernance as default } from './module';
export * from './documents';
