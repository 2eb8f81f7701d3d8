/**
 * The pages of Plumbline in Backstage: the governance overview, an entity's
 * tab and card, and what shows in the catalog, on the home page and in search.
 *
 * @packageDocumentation
 */
export {
  aiGovernancePlugin,
  AiGovernancePage,
  AiGovernanceSearchResultListItem,
  EntityAiGovernanceCard,
  EntityAiGovernanceContent,
  EntityClassificationPicker,
  EntityControlStatusPicker,
  EntityMaturityCard,
  EntityMaturityLevelPicker,
  EntityReviewTierPicker,
  HomePageAiGovernanceCard,
} from './plugin';
export type { AiGovernanceResultProps } from './search/AiGovernanceResult';
export { isAiGovernanceAvailable, isAiGovernanceHolder } from './availability';
export {
  aiGovernanceCatalogColumns,
  aiGovernanceColumnFactories,
} from './catalog/columns';
export { AiGovernanceSidebarItem } from './inbox/SidebarItem';
export * from './api';
export { aiGovernanceTranslationRef } from './translation';
export { default } from './alpha';
