export * from './AiGovernanceClient';
export * from './ProgrammeClient';
