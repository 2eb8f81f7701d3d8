/**
 * The pages of Plumbline in Backstage: the governance overview, and an
 * entity's tab and card.
 *
 * @packageDocumentation
 */
export {
  aiGovernancePlugin,
  AiGovernancePage,
  EntityAiGovernanceCard,
  EntityAiGovernanceContent,
} from './plugin';
export { isAiGovernanceAvailable } from './availability';
export * from './api';
export { aiGovernanceTranslationRef } from './translation';
export { default } from './alpha';
