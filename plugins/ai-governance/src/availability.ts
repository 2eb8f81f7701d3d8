import type { Entity } from '@backstage/catalog-model';

/** Kinds that hold or provide something a team builds. */
const KINDS = ['component', 'api', 'system', 'resource'];

/**
 * Whether the tab and the card make sense for an entity. Which of these the
 * framework really assesses is answered by the backend, with the reason where
 * it does not. @public
 */
export function isAiGovernanceAvailable(entity: Entity): boolean {
  return KINDS.includes(entity.kind.toLocaleLowerCase('en-US'));
}
