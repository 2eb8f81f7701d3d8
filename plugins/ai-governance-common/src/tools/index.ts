export { accessOfTool } from './access';
export {
  approvedTool,
  endpointAllowList,
  isEndpoint,
  loosenedProperties,
  reviewedTool,
  standingOfRequest,
  unansweredCriteria,
} from './registry';
