export { RetryLaterError } from './RetryLaterError';
export type {
  ChangedRepository,
  HostCheckRequest,
  HostCollectOptions,
  HostCollection,
  HostCollector,
  HostEvidence,
} from './types';
