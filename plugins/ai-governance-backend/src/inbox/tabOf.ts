import { parseEntityRef } from '@backstage/catalog-model';

/** Where the governance of an entity is in the portal, for links of notifications. */
export function tabOf(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/catalog/${namespace}/${kind}/${name}/ai-governance`;
}
