import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { CatalogTool } from '@plumbline/backstage-plugin-ai-governance-common';

/** Annotation that names the registered tool an entity is about. */
export const TOOL_ANNOTATION = 'ai-governance/tool';

/** Most entities that are shown beside the registry. */
const MOST = 500;

/** AI resources and MCP servers that the catalog describes. */
export class CatalogTools {
  readonly #catalog: CatalogService;
  readonly #logger: LoggerService;

  constructor(options: { catalog: CatalogService; logger: LoggerService }) {
    this.#catalog = options.catalog;
    this.#logger = options.logger;
  }

  /** What the caller may read of them; empty while the catalog does not answer. */
  async list(
    credentials: BackstageCredentials,
  ): Promise<{ items: CatalogTool[]; leftOut: number }> {
    try {
      const { items, totalItems } = await this.#catalog.queryEntities(
        {
          filter: [
            { kind: 'AiResource' },
            { kind: 'API', 'spec.type': 'mcp-server' },
          ],
          fields: [
            'kind',
            'metadata.name',
            'metadata.namespace',
            'metadata.title',
            `metadata.annotations`,
            'spec.type',
          ],
          orderFields: { field: 'metadata.name', order: 'asc' },
          limit: MOST,
        },
        { credentials },
      );
      return {
        items: items.map(entity => {
          const type = entity.spec?.type;
          return {
            entityRef: stringifyEntityRef(entity),
            ...(entity.metadata.title && { title: entity.metadata.title }),
            ...(typeof type === 'string' && { type }),
            tool:
              entity.metadata.annotations?.[TOOL_ANNOTATION] ??
              entity.metadata.name,
          };
        }),
        leftOut: Math.max(0, totalItems - items.length),
      };
    } catch (error) {
      this.#logger.warn(`The catalog's AI tools cannot be read: ${error}`);
      return { items: [], leftOut: 0 };
    }
  }
}
