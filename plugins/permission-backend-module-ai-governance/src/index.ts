/**
 * Ready-made permission policy for AI governance.
 *
 * @packageDocumentation
 */
export { AiGovernancePolicy } from './AiGovernancePolicy';
export type { AiGovernancePolicyOptions } from './AiGovernancePolicy';
export { permissionModuleAiGovernance as default } from './module';
