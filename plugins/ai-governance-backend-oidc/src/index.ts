/**
 * Lets pipelines authenticate with the identity token of their code host.
 *
 * @packageDocumentation
 */
export { repositoryIdentityFeature as default } from './feature';
export { githubOidcTokenHandler, oidcTokenHandler } from './handlers';
export type { ClaimNames, RepositoryTokenPolicy } from './policy';
