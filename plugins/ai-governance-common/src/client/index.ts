export * from './AiGovernanceClient';
