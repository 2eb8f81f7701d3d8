import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import type {
  CatalogFacts,
  InventoryEntity,
  WantedCatalogFacts,
} from '@plumbline/backstage-plugin-ai-governance-common';

/** Prefix of the annotations a team declares its profile with. */
const DECLARED_PREFIX = 'ai-governance/';

/**
 * Longest value that is told. Lookups of several entities share one request,
 * which one oversized descriptor must not make too large.
 */
const LONGEST = 2000;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST
    ? value
    : undefined;

const refWith = (
  value: unknown,
  kind: string,
  namespace: string,
): string | undefined => {
  const ref = text(value);
  if (ref === undefined) {
    return undefined;
  }
  const [kindPart, rest] = ref.includes(':') ? ref.split(':', 2) : [kind, ref];
  return `${kindPart}:${
    rest.includes('/') ? rest : `${namespace}/${rest}`
  }`.toLocaleLowerCase('en-US');
};

/** Most refs and tags that are told. */
const MOST = 100;

/** Whether an entity is of a kind, however that is written. */
export const isKind = (entity: Entity, ...kinds: string[]): boolean =>
  kinds.includes(entity.kind.toLocaleLowerCase('en-US'));

const KIND_OF: { [member: string]: string } = {
  dependsOn: 'component',
  providesApis: 'api',
  consumesApis: 'api',
  subcomponentOf: 'component',
};

/** What the framework's own checks ask; undefined where they ask nothing. */
function catalogFacts(
  entity: Entity,
  namespace: string,
  wanted: WantedCatalogFacts,
): CatalogFacts | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const spec = entity.spec ?? {};
  const relations = wanted.members.flatMap(member => {
    if (member === 'system' || member === 'domain') {
      const ref = refWith(spec[member], member, namespace);
      return [[member, ref ? [ref] : []] as const];
    }
    if (!Object.prototype.hasOwnProperty.call(KIND_OF, member)) {
      return [];
    }
    const value = spec[member];
    const refs = (Array.isArray(value) ? value : [value])
      .slice(0, MOST)
      .flatMap(ref => refWith(ref, KIND_OF[member], namespace) ?? []);
    return [[member, refs] as const];
  });
  const facts: CatalogFacts = {
    ...(wanted.annotations.length > 0 && {
      annotations: Object.fromEntries(
        wanted.annotations.map(key => {
          const value = Object.prototype.hasOwnProperty.call(annotations, key)
            ? annotations[key]
            : undefined;
          return [
            key,
            typeof value === 'string' ? value.slice(0, LONGEST) : null,
          ];
        }),
      ),
    }),
    ...(wanted.members.includes('tags') && {
      tags: (entity.metadata.tags ?? [])
        .slice(0, MOST)
        .flatMap(tag => text(tag) ?? []),
    }),
    ...(relations.length > 0 && { relations: Object.fromEntries(relations) }),
  };
  return Object.keys(facts).length > 0 ? facts : undefined;
}

/**
 * What the governance inventory needs to know of a catalog entity.
 *
 * @param wanted - what the framework's own checks ask beside it
 */
export function toInventoryEntity(
  entity: Entity,
  wanted: WantedCatalogFacts = { annotations: [], members: [] },
): InventoryEntity {
  const namespace = entity.metadata.namespace ?? DEFAULT_NAMESPACE;
  const annotations = entity.metadata.annotations ?? {};
  const spec = entity.spec ?? {};
  const owner = refWith(spec.owner, 'group', namespace);
  const optional = {
    title: text(entity.metadata.title),
    type: text(spec.type),
    lifecycle: text(spec.lifecycle),
    system: refWith(spec.system, 'system', namespace),
    domain: refWith(
      isKind(entity, 'domain') ? spec.subdomainOf : spec.domain,
      'domain',
      namespace,
    ),
    catalog: catalogFacts(entity, namespace, wanted),
    location: text(annotations['backstage.io/managed-by-location']),
    sourceLocation: text(annotations['backstage.io/source-location']),
  };
  return {
    entityRef: stringifyEntityRef(entity),
    kind: entity.kind,
    owners: owner ? [owner] : [],
    annotations: Object.fromEntries(
      Object.entries(annotations)
        .filter(
          ([key, value]) =>
            key.startsWith(DECLARED_PREFIX) && typeof value === 'string',
        )
        .slice(0, 50)
        .map(([key, value]) => [key, value.slice(0, LONGEST)]),
    ),
    ...Object.fromEntries(
      Object.entries(optional).filter(([, value]) => value !== undefined),
    ),
  };
}
