export { attribute } from './attribute';
export { reviewAspects } from './reviewAspects';
export {
  UNNAMED_TOOL,
  type AttributedTool,
  type Attribution,
  type AttributionInput,
  type AttributionMeans,
  type ChangeAuthor,
} from './types';
