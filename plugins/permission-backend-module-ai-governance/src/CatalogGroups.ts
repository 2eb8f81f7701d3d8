import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** Knows inside of which groups others are. @public */
export interface NestedGroups {
  /**
   * The refs themselves, and every group above those that are groups; in lower
   * case. It is asked at every decision, so it has to know the answer.
   */
  withGroupsAbove(refs: readonly string[]): readonly string[];
}

const PAGE = 1000;

const FIELDS = [
  'kind',
  'metadata.namespace',
  'metadata.name',
  'spec.parent',
  'spec.children',
  'relations',
];

const normal = (ref: string) => ref.toLocaleLowerCase('en-US');

type Parents = Map<string, Set<string>>;

/**
 * How the groups of the catalog are nested, as they were read last: a decision
 * costs the catalog nothing. Until they were read once, nobody is in more than
 * what their token names; while the catalog is down, what was known stays.
 *
 * @public
 */
export class CatalogGroups implements NestedGroups {
  readonly #catalog: Pick<CatalogService, 'streamEntities'>;
  readonly #auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  readonly #logger: LoggerService;
  #parents: Parents = new Map();
  /** Groups above each group that was asked for since they were read. */
  #above = new Map<string, readonly string[]>();
  #isFailing = false;

  constructor(options: {
    catalog: Pick<CatalogService, 'streamEntities'>;
    auth: Pick<AuthService, 'getOwnServiceCredentials'>;
    logger: LoggerService;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#logger = options.logger;
  }

  withGroupsAbove(refs: readonly string[]): readonly string[] {
    const all = new Set(refs.map(normal));
    for (const ref of [...all]) {
      for (const group of this.#aboveOf(ref)) {
        all.add(group);
      }
    }
    return [...all];
  }

  /**
   * Reads the groups anew; never throws.
   *
   * @returns whether the catalog answered with groups; at its very first start
   * it knows none yet
   */
  async refresh(): Promise<boolean> {
    try {
      const parents = await this.#read();
      this.#isFailing = false;
      if (parents) {
        this.#parents = parents;
        this.#above = new Map();
      } else if (this.#parents.size > 0) {
        this.#logger.warn(
          'The catalog answered no group at all; how groups are nested stays as it was until it names some',
        );
      }
      return parents !== undefined;
    } catch (error) {
      // Once, and not at every try.
      this.#logger[this.#isFailing ? 'debug' : 'warn'](
        `Groups could not be read from the catalog; decisions go by ${
          this.#parents.size > 0
            ? 'how they were nested before'
            : 'the groups that tokens name'
        } until they can: ${error}`,
      );
      this.#isFailing = true;
      return false;
    }
  }

  #aboveOf(group: string): readonly string[] {
    const known = this.#above.get(group);
    if (known || !this.#parents.has(group)) {
      return known ?? [];
    }
    // Groups may be nested in a circle: each is looked at once.
    const found = new Set<string>();
    const open = [group];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const parent of this.#parents.get(next) ?? []) {
        if (!found.has(parent)) {
          found.add(parent);
          open.push(parent);
        }
      }
    }
    const above = [...found];
    this.#above.set(group, above);
    return above;
  }

  /** @returns undefined where there is no group at all */
  async #read(): Promise<Parents | undefined> {
    const groups = new Set<string>();
    const pairs: [group: string | undefined, parent: string | undefined][] = [];
    for await (const page of this.#catalog.streamEntities(
      { filter: { kind: 'Group' }, fields: FIELDS, pageSize: PAGE },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    )) {
      for (const entity of page) {
        const ref = normal(stringifyEntityRef(entity));
        groups.add(ref);
        // Relations and the fields they come from: either may be ahead.
        for (const parent of named(entity, 'parent', RELATION_CHILD_OF)) {
          pairs.push([ref, refOf(parent, entity)]);
        }
        for (const child of named(entity, 'children', RELATION_PARENT_OF)) {
          pairs.push([refOf(child, entity), ref]);
        }
      }
    }
    const parents: Parents = new Map();
    for (const [group, parent] of pairs) {
      if (group && parent && groups.has(group) && groups.has(parent)) {
        parents.set(group, (parents.get(group) ?? new Set()).add(parent));
      }
    }
    return groups.size > 0 ? parents : undefined;
  }
}

/** Groups that a group names in a field or by a relation. */
function named(entity: Entity, field: string, relation: string): string[] {
  const value = entity.spec?.[field];
  return [
    ...(Array.isArray(value) ? value : [value]).filter(
      (item): item is string => typeof item === 'string' && item !== '',
    ),
    ...(entity.relations ?? []).flatMap(({ type, targetRef }) =>
      type === relation ? [targetRef] : [],
    ),
  ];
}

function refOf(ref: string, entity: Entity): string | undefined {
  try {
    return normal(
      stringifyEntityRef(
        parseEntityRef(ref, {
          defaultKind: 'group',
          defaultNamespace: entity.metadata.namespace,
        }),
      ),
    );
  } catch {
    return undefined;
  }
}
