export { EntityAiGovernanceCard } from './EntityAiGovernanceCard';
export { EntityAiGovernanceContent } from './EntityAiGovernanceContent';
