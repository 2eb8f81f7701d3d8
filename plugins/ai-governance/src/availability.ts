import type { Entity } from '@backstage/catalog-model';

/** Kinds that hold or provide something a team builds. */
const KINDS = ['component', 'api', 'system', 'resource'];

/**
 * Whether the tab and the card make sense for an entity. Which of these the
 * framework really assesses is answered by the backend, with the reason where
 * it does not. @public
 */
export function isAiGovernanceAvailable(entity: Pick<Entity, 'kind'>): boolean {
  return KINDS.includes(entity.kind.toLocaleLowerCase('en-US'));
}

/** Kinds whose entities own or hold what is assessed. */
const HOLDERS = ['group', 'system', 'domain'];

/**
 * Whether an entity holds others whose maturity adds up to its own: a group,
 * a system or a domain. @public
 */
export function isAiGovernanceHolder(entity: Pick<Entity, 'kind'>): boolean {
  return HOLDERS.includes(entity.kind.toLocaleLowerCase('en-US'));
}
