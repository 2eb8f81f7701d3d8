/**
 * Governance results as facts of Tech Insights.
 *
 * @packageDocumentation
 */
export { techInsightsModuleAiGovernance as default } from './module';
