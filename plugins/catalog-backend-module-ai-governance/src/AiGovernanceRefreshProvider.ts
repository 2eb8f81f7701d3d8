import type {
  AuthService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { LRUCache } from 'lru-cache';
import type { AiGovernanceClient } from '@plumbline/backstage-plugin-ai-governance-common';
import { refreshKeyOf } from './AiGovernanceProcessor';

/** Most refreshes asked for and not yet seen; more would delay registrations. */
const MAX_OUTSTANDING = 500;

/**
 * After this long without having been seen an entity is asked for again: its
 * refresh key may not have been stored yet when it was asked for first.
 */
const ASK_AGAIN_MS = 5_000;

/** Least pause between two looks that events ask for. */
const HURRY_MS = 1_000;

/** After this many times somebody else, another replica, must have seen it. */
const MOST_ASKS = 3;

/** Entities whose last answer is remembered; forgetting one costs a refresh. */
const MOST_DELIVERED = 100_000;

/** Name under which the backend remembers how far the catalog has come. */
const CONSUMER = 'catalog';

/**
 * Follows the durable feed of changed judgements and asks the catalog to
 * process those entities again. Provides no entities of its own.
 *
 * The catalog works its queue off in order of due time, so asking for
 * everything at once would delay everyone's registrations: at most 500
 * entities are outstanding.
 */
export class AiGovernanceRefreshProvider implements EntityProvider {
  readonly #client: Pick<AiGovernanceClient, 'getScorecardChanges'>;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  readonly #runner: SchedulerServiceTaskRunner;
  readonly #now: () => number;
  readonly #outstanding = new Map<string, { asks: number; at: number }>();
  readonly #missed = new Set<string>();
  /** Revision the catalog got with its last look, by ref. */
  readonly #delivered = new LRUCache<string, number>({ max: MOST_DELIVERED });
  /** Last position taken over; the backend knows it from the next request. */
  #position?: string;
  #connection?: EntityProviderConnection;
  #running?: Promise<void>;
  #hurriedAt = -Infinity;

  constructor(options: {
    client: Pick<AiGovernanceClient, 'getScorecardChanges'>;
    auth: AuthService;
    logger: LoggerService;
    runner: SchedulerServiceTaskRunner;
    now?: () => number;
  }) {
    this.#client = options.client;
    this.#auth = options.auth;
    this.#logger = options.logger;
    this.#runner = options.runner;
    this.#now = options.now ?? Date.now;
  }

  getProviderName(): string {
    return 'ai-governance-refresh';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await this.#runner.run({
      id: 'ai-governance-refresh',
      fn: async signal => this.follow(signal),
    });
  }

  /**
   * The processor looked this entity up: it is no longer outstanding, unless
   * it was asked for after that look began.
   */
  processed(entityRef: string, lookedAt: number, revision: number): void {
    this.#delivered.set(entityRef, revision);
    const outstanding = this.#outstanding.get(entityRef);
    if (outstanding && outstanding.at <= lookedAt) {
      this.#outstanding.delete(entityRef);
    }
  }

  /** The processor could not look this entity up: it has to be seen again. */
  missed(entityRef: string): void {
    this.#outstanding.delete(entityRef);
    this.#missed.add(entityRef);
  }

  /**
   * Something changed: looks earlier than scheduled, but not more than once a
   * second. While a catalog fills, every look-up causes a change.
   */
  async hurry(): Promise<void> {
    if (this.#now() - this.#hurriedAt >= HURRY_MS) {
      this.#hurriedAt = this.#now();
      await this.follow();
    }
  }

  /** Takes over what the feed has, as far as there is room. One run at a time. */
  async follow(signal?: AbortSignal): Promise<void> {
    if (!this.#running) {
      this.#running = this.#follow(signal).finally(() => {
        this.#running = undefined;
      });
    }
    return this.#running;
  }

  async #follow(signal?: AbortSignal): Promise<void> {
    const connection = this.#connection;
    if (!connection) {
      return;
    }
    try {
      while (!signal?.aborted) {
        await this.#askAgain(connection);
        const room = MAX_OUTSTANDING - this.#outstanding.size;
        if (room <= 0) {
          return;
        }
        const { token } = await this.#auth.getPluginRequestToken({
          onBehalfOf: await this.#auth.getOwnServiceCredentials(),
          targetPluginId: 'ai-governance',
        });
        const page = await this.#client.getScorecardChanges(
          { since: this.#position, limit: room, consumer: CONSUMER },
          { token, signal },
        );
        // The backend answers again, so what was missed can be looked up now.
        const missed = [...this.#missed].slice(0, room - page.items.length);
        const changed = page.items.flatMap(({ entityRef, revision }) =>
          (this.#delivered.get(entityRef) ?? -1) >= revision ? [] : entityRef,
        );
        const refs = [...new Set([...changed, ...missed])];
        if (refs.length > 0) {
          const at = this.#now();
          for (const entityRef of refs) {
            this.#outstanding.set(entityRef, { asks: 1, at });
            this.#missed.delete(entityRef);
          }
          try {
            await connection.refresh({ keys: refs.map(refreshKeyOf) });
          } catch (error) {
            // The feed gives its own refs again; nobody else knows the missed.
            missed.forEach(entityRef => this.missed(entityRef));
            throw error;
          }
        }
        this.#position = page.nextCursor;
        if (page.items.length < room) {
          return;
        }
      }
    } catch (error) {
      this.#logger.warn(
        `The feed of changed judgements cannot be followed now, trying again: ${error}`,
      );
    }
  }

  async #askAgain(connection: EntityProviderConnection): Promise<void> {
    const at = this.#now();
    const late: string[] = [];
    for (const [entityRef, outstanding] of this.#outstanding) {
      if (at - outstanding.at < ASK_AGAIN_MS) {
        continue;
      }
      if (outstanding.asks === MOST_ASKS) {
        this.#outstanding.delete(entityRef);
      } else {
        this.#outstanding.set(entityRef, { asks: outstanding.asks + 1, at });
        late.push(entityRef);
      }
    }
    if (late.length > 0) {
      await connection.refresh({ keys: late.map(refreshKeyOf) });
    }
  }
}
