import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { scorecardReadPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  GovernedEntity,
  GovernedEntityFilter,
} from '@plumbline/backstage-plugin-ai-governance-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';

/** Which entities a caller may see, in a form a query can apply. */
export interface Visibility {
  /** Undefined: no restriction by the catalog. */
  refs?: string[];
  /** Undefined: no restriction by the governance permissions. */
  criteria?: PermissionCriteria<GovernedEntityFilter>;
}

/** What a caller may do with one entity. */
export interface EntityGrant {
  /** @param entity - what is known of it, where that matters */
  allowed(permission: ResourcePermission, entity?: GovernedEntity): boolean;
  /** Whether what is known of an entity matters. */
  depends(permission: ResourcePermission): boolean;
}

/** How many refs one request to the catalog carries. */
const CATALOG_PAGE = 1000;

/**
 * Answers who may see and do what. A scorecard is never more visible than its
 * entity is in the catalog: both permissions are asked in the same round trip,
 * and where the catalog's answer has conditions, the catalog itself is asked
 * with the caller's credentials.
 */
export class EntityAccess {
  readonly #permissions: PermissionsService;
  readonly #catalog: CatalogService;
  readonly #apply: (
    decision: PolicyDecision,
    entity: GovernedEntity | undefined,
  ) => boolean;
  readonly #toCriteria: (
    conditions: any,
  ) => PermissionCriteria<GovernedEntityFilter>;

  constructor(options: {
    permissions: PermissionsService;
    catalog: CatalogService;
    applyConditions: (
      decision: PolicyDecision,
      entity: GovernedEntity | undefined,
    ) => boolean;
    toCriteria: (conditions: any) => PermissionCriteria<GovernedEntityFilter>;
  }) {
    this.#permissions = options.permissions;
    this.#catalog = options.catalog;
    this.#apply = options.applyConditions;
    this.#toCriteria = options.toCriteria;
  }

  /**
   * Decides everything about one entity with one round trip.
   *
   * @throws NotFoundError when the catalog hides the entity from the caller
   */
  async forEntity(
    credentials: BackstageCredentials,
    entityRef: string,
    permissions: ResourcePermission[],
  ): Promise<EntityGrant> {
    const [catalog, ...own] = await this.#permissions.authorizeConditional(
      [catalogEntityReadPermission, ...permissions].map(permission => ({
        permission,
      })),
      { credentials },
    );
    if (catalog.result === AuthorizeResult.DENY) {
      throw notFound(entityRef);
    }
    if (catalog.result === AuthorizeResult.CONDITIONAL) {
      const visible = await this.#catalog.getEntityByRef(entityRef, {
        credentials,
      });
      if (!visible) {
        throw notFound(entityRef);
      }
    }
    return this.#granted(own, permissions);
  }

  /** Decides about several entities with one round trip, and one per thousand to the catalog. */
  async forEntities(
    credentials: BackstageCredentials,
    refs: readonly string[],
    permissions: ResourcePermission[],
  ): Promise<EntityGrant & { visible: ReadonlySet<string> }> {
    const [catalog, ...own] = await this.#permissions.authorizeConditional(
      [catalogEntityReadPermission, ...permissions].map(permission => ({
        permission,
      })),
      { credentials },
    );
    let visible: readonly string[] = [];
    if (catalog.result === AuthorizeResult.ALLOW) {
      visible = refs;
    } else if (catalog.result === AuthorizeResult.CONDITIONAL) {
      visible = await this.#visibleAmong(credentials, refs);
    }
    return { ...this.#granted(own, permissions), visible: new Set(visible) };
  }

  #granted(
    decisions: readonly PolicyDecision[],
    permissions: readonly ResourcePermission[],
  ): EntityGrant {
    const decisionOf = ({ name }: ResourcePermission) =>
      decisions[permissions.findIndex(candidate => candidate.name === name)];
    return {
      allowed: (permission, entity) => {
        const decision = decisionOf(permission);
        return decision !== undefined && this.#apply(decision, entity);
      },
      depends: permission =>
        decisionOf(permission)?.result === AuthorizeResult.CONDITIONAL,
    };
  }

  /**
   * Which scorecards the caller may see at all.
   *
   * @throws NotAllowedError when the caller may see none
   */
  async visibility(
    credentials: BackstageCredentials,
    among?: readonly string[],
  ): Promise<Visibility> {
    const [catalog, own] = await this.#permissions.authorizeConditional(
      [
        { permission: catalogEntityReadPermission },
        { permission: scorecardReadPermission },
      ],
      { credentials },
    );
    if (own.result === AuthorizeResult.DENY) {
      throw forbidden(scorecardReadPermission.name);
    }
    if (catalog.result === AuthorizeResult.DENY) {
      throw forbidden(catalogEntityReadPermission.name);
    }
    const visibility: Visibility = {};
    if (own.result === AuthorizeResult.CONDITIONAL) {
      visibility.criteria = this.#toCriteria(own.conditions);
    }
    if (catalog.result === AuthorizeResult.CONDITIONAL) {
      visibility.refs = among
        ? await this.#visibleAmong(credentials, among)
        : await this.#allVisible(credentials);
    }
    return visibility;
  }

  /** Whether there can be scorecards that the caller may see. */
  async readsScorecards(credentials: BackstageCredentials): Promise<boolean> {
    const [own] = await this.#permissions.authorizeConditional(
      [{ permission: scorecardReadPermission }],
      { credentials },
    );
    return own.result !== AuthorizeResult.DENY;
  }

  /** Those of the refs that the caller may read in the catalog. */
  async visibleRefs(
    credentials: BackstageCredentials,
    refs: readonly string[],
  ): Promise<string[]> {
    const [catalog] = await this.#permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    if (catalog.result === AuthorizeResult.ALLOW) {
      return [...refs];
    }
    return catalog.result === AuthorizeResult.DENY
      ? []
      : this.#visibleAmong(credentials, refs);
  }

  async #visibleAmong(
    credentials: BackstageCredentials,
    refs: readonly string[],
  ): Promise<string[]> {
    const visible: string[] = [];
    for (let start = 0; start < refs.length; start += CATALOG_PAGE) {
      const slice = refs.slice(start, start + CATALOG_PAGE);
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs: slice, fields: ['kind'] },
        { credentials },
      );
      items.forEach((item, index) => {
        if (item) {
          visible.push(slice[index]);
        }
      });
    }
    return visible;
  }

  async #allVisible(credentials: BackstageCredentials): Promise<string[]> {
    const refs: string[] = [];
    for await (const page of this.#catalog.streamEntities(
      {
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
        pageSize: CATALOG_PAGE,
      },
      { credentials },
    )) {
      for (const entity of page) {
        refs.push(
          `${entity.kind}:${entity.metadata.namespace ?? 'default'}/${
            entity.metadata.name
          }`.toLocaleLowerCase('en-US'),
        );
      }
    }
    return refs;
  }
}

export function notFound(entityRef: string): NotFoundError {
  return new NotFoundError(
    `There is no entity ${entityRef}, or you may not see it in the catalog`,
  );
}

export function forbidden(permission: string): NotAllowedError {
  return new NotAllowedError(
    `This needs the permission ${permission}; ask the portal's operator for it`,
  );
}
