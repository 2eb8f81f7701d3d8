export { assistantName } from './names';
