import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import type { InventoryEntity } from '@plumbline/backstage-plugin-ai-governance-common';

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

/** What the governance inventory needs to know of a catalog entity. */
export function toInventoryEntity(entity: Entity): InventoryEntity {
  const namespace = entity.metadata.namespace ?? DEFAULT_NAMESPACE;
  const annotations = entity.metadata.annotations ?? {};
  const spec = entity.spec ?? {};
  const owner = refWith(spec.owner, 'group', namespace);
  const optional = {
    title: text(entity.metadata.title),
    type: text(spec.type),
    lifecycle: text(spec.lifecycle),
    system: refWith(spec.system, 'system', namespace),
    domain: refWith(spec.domain, 'domain', namespace),
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
