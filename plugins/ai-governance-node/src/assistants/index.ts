export * from './types';
export { ASSISTANTS, SHARED_CONVENTIONS, assistantById } from './table';
export { isAssistantPath, observeAssistants } from './observe';
