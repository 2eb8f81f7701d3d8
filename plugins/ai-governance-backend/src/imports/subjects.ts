import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { ImportContext } from './kinds';

/** Columns by which a row names entities. */
export interface NamesEntities {
  entity?: string;
  repository?: string;
}

/** Normal form of an entity ref in a row; a name alone is a component. */
export function entityRefOf(entity: string): string | undefined {
  try {
    const ref = stringifyEntityRef(
      parseEntityRef(entity, {
        defaultKind: 'component',
        defaultNamespace: 'default',
      }),
    );
    return /^(group|user):/.test(ref) ? undefined : ref;
  } catch {
    return undefined;
  }
}

/** What is wrong with how a row names entities. */
export function problemOfSubject(row: NamesEntities): string | undefined {
  return row.entity !== undefined && entityRefOf(row.entity) === undefined
    ? `entity '${row.entity}' is no entity ref such as component:default/checkout`
    : undefined;
}

/** The entities a row is about: the one it names, else those of its repository. */
export function entitiesOf(
  row: NamesEntities,
  context: ImportContext,
): readonly string[] {
  if (row.entity !== undefined) {
    return [entityRefOf(row.entity)!];
  }
  return row.repository === undefined
    ? []
    : context.ofRepository(row.repository);
}
