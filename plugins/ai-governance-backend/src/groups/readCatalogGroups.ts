import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_HAS_MEMBER,
  RELATION_MEMBER_OF,
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { StoredFacts } from './GroupStore';
import { LEARNER_ID_ANNOTATION, personKey } from './personKeys';

const PAGE = 1000;

/** Longest ref the database takes. */
const LONGEST_REF = 512;

const FIELDS = [
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.annotations',
  'spec.parent',
  'spec.children',
  'spec.members',
  'spec.memberOf',
  'spec.profile.email',
  'relations',
];

/**
 * Reads every group and user from the catalog, page by page. Relations and the
 * fields they come from are both read: either may be ahead of the other.
 */
export async function readCatalogGroups(options: {
  catalog: CatalogService;
  credentials: BackstageCredentials;
}): Promise<StoredFacts> {
  const groups = new Set<string>();
  const users = new Set<string>();
  const parents = new Set<string>();
  const members = new Set<string>();
  const personKeys = new Set<string>();
  const pair = (set: Set<string>, a?: string, b?: string) => {
    if (a !== undefined && b !== undefined) {
      set.add(`${a}\n${b}`);
    }
  };
  for await (const page of options.catalog.streamEntities(
    { filter: { kind: ['Group', 'User'] }, fields: FIELDS, pageSize: PAGE },
    { credentials: options.credentials },
  )) {
    for (const entity of page) {
      const ref = refOf(stringifyEntityRef(entity), entity, 'group');
      const spec = (entity.spec ?? {}) as { [key: string]: unknown };
      const related = (type: string) =>
        (entity.relations ?? []).flatMap(relation =>
          relation.type === type ? [relation.targetRef] : [],
        );
      if (ref === undefined) {
        continue;
      }
      if (entity.kind.toLocaleLowerCase('en-US') === 'group') {
        groups.add(ref);
        for (const parent of [
          ...texts(spec.parent),
          ...related(RELATION_CHILD_OF),
        ]) {
          pair(parents, ref, refOf(parent, entity, 'group'));
        }
        for (const child of [
          ...texts(spec.children),
          ...related(RELATION_PARENT_OF),
        ]) {
          pair(parents, refOf(child, entity, 'group'), ref);
        }
        for (const member of [
          ...texts(spec.members),
          ...related(RELATION_HAS_MEMBER),
        ]) {
          pair(members, ref, refOf(member, entity, 'user'));
        }
      } else {
        users.add(ref);
        for (const group of [
          ...texts(spec.memberOf),
          ...related(RELATION_MEMBER_OF),
        ]) {
          pair(members, refOf(group, entity, 'group'), ref);
        }
        const { email } = (spec.profile ?? {}) as { email?: unknown };
        for (const name of [
          ref,
          ...texts(email),
          ...texts(entity.metadata.annotations?.[LEARNER_ID_ANNOTATION]),
        ]) {
          pair(personKeys, personKey(name), ref);
        }
      }
    }
  }
  const pairs = (set: Set<string>) =>
    [...set].sort().map(text => text.split('\n') as [string, string]);
  return {
    groups: [...groups].sort(),
    parents: pairs(parents).filter(
      ([group, parent]) => groups.has(group) && groups.has(parent),
    ),
    // A name that stands for nobody in the catalog is no member.
    members: pairs(members).filter(
      ([group, user]) => groups.has(group) && users.has(user),
    ),
    personKeys: pairs(personKeys),
  };
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter(
    (item): item is string => typeof item === 'string' && item.trim() !== '',
  );
}

function refOf(
  ref: string,
  entity: Entity,
  defaultKind: string,
): string | undefined {
  try {
    const full = stringifyEntityRef(
      parseEntityRef(ref, {
        defaultKind,
        defaultNamespace: entity.metadata.namespace,
      }),
    );
    return full.length <= LONGEST_REF && !/[\0\n]/.test(full)
      ? full
      : undefined;
  } catch {
    return undefined;
  }
}
