import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import DataLoader from 'dataloader';
import type {
  AiGovernanceClient,
  InventoryEntity,
} from '@plumbline/backstage-plugin-ai-governance-common';

/** What the backend answers for one entity. */
export interface LookedUp {
  /** Annotations by key; null while the entity was never judged. */
  annotations: { [key: string]: string } | null;
  /** Place in the change feed; 0 while it was never judged. */
  revision: number;
}

const NEVER_JUDGED: LookedUp = { annotations: null, revision: 0 };

/**
 * Looks annotations up for whatever the catalog is processing right now in one
 * request. The catalog keeps at most ten entities in flight, so requests are
 * collected for a moment and nothing is kept afterwards.
 */
export class AnnotationLookup {
  readonly #loader: DataLoader<InventoryEntity, LookedUp, string>;

  constructor(options: {
    client: Pick<AiGovernanceClient, 'lookUpAnnotations'>;
    auth: AuthService;
    logger: LoggerService;
    timeoutMs: number;
  }) {
    const { client, auth, timeoutMs } = options;
    this.#loader = new DataLoader<InventoryEntity, LookedUp, string>(
      async entities => {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: await auth.getOwnServiceCredentials(),
          targetPluginId: 'ai-governance',
        });
        const { items } = await client.lookUpAnnotations([...entities], {
          token,
          signal: AbortSignal.timeout(timeoutMs),
        });
        const byRef = new Map(items.map(item => [item.entityRef, item]));
        return entities.map(
          entity => byRef.get(entity.entityRef) ?? NEVER_JUDGED,
        );
      },
      {
        cache: false,
        maxBatchSize: 100,
        batchScheduleFn: callback => setImmediate(callback),
      },
    );
  }

  /** Rejects while the governance backend cannot be reached. */
  async lookUp(entity: InventoryEntity): Promise<LookedUp> {
    return this.#loader.load(entity);
  }
}
