import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useResource } from '../hooks/useResource';

/** The person or group behind an owner ref, as people write it. @internal */
export function ownerName(ref: string): string {
  return ref.replace(/^(group|user):(default\/)?/, '');
}

/** What a ref names, as people write it. @internal */
export function refName(ref: string): string {
  return ref.replace(/^[a-z]+:(default\/)?/i, '');
}

/** What the catalog can be narrowed down by. @internal */
export interface Facets {
  owner: string[];
  system: string[];
  domain: string[];
  type: string[];
  lifecycle: string[];
}

const FACETS = [
  'relations.ownedBy',
  'relations.partOf',
  'spec.type',
  'spec.lifecycle',
];

/**
 * Everything entities can be chosen by, as the catalog lets the reader see it.
 * One request, made only once somebody turns to the filters; undefined until
 * it is answered. @internal
 */
export function useFacets(wanted: boolean): Facets | undefined {
  const catalogApi = useApi(catalogApiRef);
  const { value, error } = useResource(
    async () =>
      wanted
        ? (
            await catalogApi.getEntityFacets({
              facets: FACETS,
              filter: {
                kind: ['component', 'api', 'system', 'domain', 'resource'],
              },
            })
          ).facets
        : undefined,
    [catalogApi, wanted],
    { keep: true },
  );
  if (!value) {
    return (
      error && { owner: [], system: [], domain: [], type: [], lifecycle: [] }
    );
  }
  const values = (facet: string, prefix = '') =>
    (value[facet] ?? [])
      .map(each => each.value)
      .filter(each => each.startsWith(prefix))
      .sort((a, b) => refName(a).localeCompare(refName(b)));
  return {
    owner: values('relations.ownedBy'),
    system: values('relations.partOf', 'system:'),
    domain: values('relations.partOf', 'domain:'),
    type: values('spec.type'),
    lifecycle: values('spec.lifecycle'),
  };
}
