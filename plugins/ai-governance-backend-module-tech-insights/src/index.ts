/**
 * Results of Tech Insights checks as evidence.
 *
 * @packageDocumentation
 */
export { aiGovernanceModuleTechInsights as default } from './module';
