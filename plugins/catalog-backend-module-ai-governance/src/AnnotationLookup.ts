import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import DataLoader from 'dataloader';
import type {
  AiGovernanceClient,
  InventoryEntity,
} from '@plumbline/backstage-plugin-ai-governance-common';

/** Annotations by key; null while the entity was never judged. */
export type Annotations = { [key: string]: string } | null;

/** How long the first caller waits for others to join its request, in ms. */
const COLLECT_MS = 2;

/**
 * Looks annotations up for whatever the catalog is processing right now in one
 * request. The catalog keeps at most ten entities in flight, so requests are
 * collected for a moment and nothing is kept afterwards.
 */
export class AnnotationLookup {
  readonly #loader: DataLoader<InventoryEntity, Annotations, string>;

  constructor(options: {
    client: Pick<AiGovernanceClient, 'lookUpAnnotations'>;
    auth: AuthService;
    logger: LoggerService;
    timeoutMs: number;
  }) {
    const { client, auth, timeoutMs } = options;
    this.#loader = new DataLoader<InventoryEntity, Annotations, string>(
      async entities => {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: await auth.getOwnServiceCredentials(),
          targetPluginId: 'ai-governance',
        });
        const { items } = await client.lookUpAnnotations([...entities], {
          token,
          signal: AbortSignal.timeout(timeoutMs),
        });
        const byRef = new Map(
          items.map(item => [item.entityRef, item.annotations]),
        );
        return entities.map(entity => byRef.get(entity.entityRef) ?? null);
      },
      {
        cache: false,
        maxBatchSize: 100,
        batchScheduleFn: callback => setTimeout(callback, COLLECT_MS),
      },
    );
  }

  /** Rejects while the governance backend cannot be reached. */
  async lookUp(entity: InventoryEntity): Promise<Annotations> {
    return this.#loader.load(entity);
  }
}
