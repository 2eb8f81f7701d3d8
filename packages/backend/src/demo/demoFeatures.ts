import { exampleCodeHost } from './exampleCodeHost';
import { demoPermissionPolicy } from './permissionPolicy';
import { demoRepositories } from './repositoriesProvider';
import { demoSignIn } from './signIn';

/** What makes this backend a demo; none of it belongs into a real portal. */
export const demoFeatures = [
  demoPermissionPolicy,
  demoRepositories,
  demoSignIn,
  exampleCodeHost,
];
