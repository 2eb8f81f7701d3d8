export * from './AiGovernanceApi';
export * from './AiGovernanceApiClient';
