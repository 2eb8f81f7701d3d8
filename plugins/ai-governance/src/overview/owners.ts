import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useResource } from '../hooks/useResource';

/** The person or group behind an owner ref, as people write it. @internal */
export function ownerName(ref: string): string {
  return ref.replace(/^(group|user):(default\/)?/, '');
}

/**
 * Everybody who owns something, as the catalog lets the reader see it. Always
 * holds the one that is filtered by; empty while the catalog cannot say.
 * @internal
 */
export function useOwners(selected: string | undefined): string[] {
  const catalogApi = useApi(catalogApiRef);
  const { value } = useResource(
    () =>
      catalogApi.getEntityFacets({
        facets: ['relations.ownedBy'],
        filter: { kind: ['component', 'api', 'system', 'resource'] },
      }),
    [catalogApi],
  );
  const owners = new Set(
    value?.facets['relations.ownedBy']?.map(facet => facet.value),
  );
  if (selected) {
    owners.add(selected);
  }
  return [...owners].sort((a, b) => ownerName(a).localeCompare(ownerName(b)));
}
