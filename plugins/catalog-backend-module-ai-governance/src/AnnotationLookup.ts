import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import DataLoader from 'dataloader';
import type {
  AiGovernanceClient,
  InventoryEntity,
  WantedCatalogFacts,
} from '@plumbline/backstage-plugin-ai-governance-common';

/** What the backend answers for one entity. */
export interface LookedUp {
  /** Annotations by key; null while the entity was never judged. */
  annotations: { [key: string]: string } | null;
  /** Place in the change feed; 0 while it was never judged. */
  revision: number;
}

/** How long a token is used again; it is valid for much longer. */
const TOKEN_REUSE_MS = 60_000;

/** How long the framework's wishes are believed; it changes with a restart. */
const WANTED_REUSE_MS = 60_000;

const NEVER_JUDGED: LookedUp = { annotations: null, revision: 0 };

/**
 * Looks annotations up for whatever the catalog is processing right now in one
 * request. The catalog keeps at most ten entities in flight; what is asked for
 * while a request is under way goes with the next one. Nothing is kept.
 */
export class AnnotationLookup {
  readonly #loader: DataLoader<InventoryEntity, LookedUp, string>;
  #underWay: Promise<unknown> = Promise.resolve();
  readonly #askWanted: () => Promise<WantedCatalogFacts>;
  #signed?: { token: string; until: number };
  #wanted?: { facts: Promise<WantedCatalogFacts>; until: number };

  constructor(options: {
    client: Pick<
      AiGovernanceClient,
      'lookUpAnnotations' | 'wantedCatalogFacts'
    >;
    auth: AuthService;
    logger: LoggerService;
    timeoutMs: number;
  }) {
    const { client, auth, timeoutMs } = options;
    this.#askWanted = async () =>
      client.wantedCatalogFacts({
        token: await this.#token(auth),
        signal: AbortSignal.timeout(timeoutMs),
      });
    this.#loader = new DataLoader<InventoryEntity, LookedUp, string>(
      async entities => {
        const request = this.#token(auth).then(token =>
          client.lookUpAnnotations([...entities], {
            token,
            signal: AbortSignal.timeout(timeoutMs),
          }),
        );
        this.#underWay = request.catch(() => {
          // Whatever went wrong, the token may be the reason.
          this.#signed = undefined;
        });
        const { items } = await request;
        const byRef = new Map(items.map(item => [item.entityRef, item]));
        return entities.map(
          entity => byRef.get(entity.entityRef) ?? NEVER_JUDGED,
        );
      },
      {
        cache: false,
        maxBatchSize: 100,
        batchScheduleFn: callback => {
          this.#underWay.then(() => setImmediate(callback));
        },
      },
    );
  }

  /** Signing one per request would cost as much as the look-up itself. */
  async #token(auth: AuthService): Promise<string> {
    if (!this.#signed || Date.now() >= this.#signed.until) {
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: 'ai-governance',
      });
      this.#signed = { token, until: Date.now() + TOKEN_REUSE_MS };
    }
    return this.#signed.token;
  }

  /**
   * What the framework in force asks of descriptors. Asked before the first
   * look-up, so that no entity is told of without it and looks changed.
   */
  async wanted(): Promise<WantedCatalogFacts> {
    if (!this.#wanted || Date.now() >= this.#wanted.until) {
      const facts = this.#askWanted();
      const asked = { facts, until: Date.now() + WANTED_REUSE_MS };
      this.#wanted = asked;
      facts.catch(() => {
        this.#signed = undefined;
        if (this.#wanted === asked) {
          this.#wanted = undefined;
        }
      });
    }
    return this.#wanted.facts;
  }

  /** Rejects while the governance backend cannot be reached. */
  async lookUp(entity: InventoryEntity): Promise<LookedUp> {
    return this.#loader.load(entity);
  }
}
