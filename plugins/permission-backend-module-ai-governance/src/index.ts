/**
 * Ready-made permission policy for AI governance.
 *
 * @packageDocumentation
 */
export { AiGovernancePolicy } from './AiGovernancePolicy';
export type { AiGovernancePolicyOptions } from './AiGovernancePolicy';
export { CatalogGroups } from './CatalogGroups';
export type { NestedGroups } from './CatalogGroups';
export { followGroups } from './followGroups';
export { permissionModuleAiGovernance as default } from './module';
