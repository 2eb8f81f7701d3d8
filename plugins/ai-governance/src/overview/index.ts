export { AiGovernancePage, OverviewContent } from './AiGovernancePage';
