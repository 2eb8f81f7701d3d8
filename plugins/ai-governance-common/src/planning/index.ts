export {
  pushNext,
  type Closing,
  type PushNextItem,
  type PushNextOptions,
  type PushNextPlan,
} from './pushNext';
