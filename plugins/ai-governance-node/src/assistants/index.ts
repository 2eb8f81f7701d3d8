export * from './types';
export {
  ASSISTANTS,
  SHARED_CONVENTIONS,
  assistantById,
  assistantName,
} from './table';
export { isAssistantPath, observeAssistants } from './observe';
