import type {
  AuthService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { AiGovernanceClient } from '@plumbline/backstage-plugin-ai-governance-common';
import { refreshKeyOf } from './AiGovernanceProcessor';

/** Most refreshes asked for and not yet seen; more would delay registrations. */
const MAX_OUTSTANDING = 500;

/** After this long a refresh counts as done: another replica processed it. */
const FORGET_MS = 15_000;

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
  readonly #outstanding = new Map<string, number>();
  readonly #missed = new Set<string>();
  /** Last position taken over; the backend knows it from the next request. */
  #position?: string;
  #connection?: EntityProviderConnection;
  #running?: Promise<void>;

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

  /** The processor saw this entity: it is no longer outstanding. */
  processed(entityRef: string): void {
    this.#outstanding.delete(entityRef);
  }

  /** The processor could not look this entity up: it has to be seen again. */
  missed(entityRef: string): void {
    this.#outstanding.delete(entityRef);
    this.#missed.add(entityRef);
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
        this.#forgetOld();
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
        const refs = [
          ...new Set([...page.items.map(item => item.entityRef), ...missed]),
        ];
        if (refs.length > 0) {
          const at = this.#now();
          for (const entityRef of refs) {
            this.#outstanding.set(entityRef, at);
            this.#missed.delete(entityRef);
          }
          await connection.refresh({ keys: refs.map(refreshKeyOf) });
        }
        this.#position = page.nextCursor;
        if (refs.length < room) {
          return;
        }
      }
    } catch (error) {
      this.#logger.warn(
        `The feed of changed judgements cannot be followed now, trying again: ${error}`,
      );
    }
  }

  #forgetOld() {
    const before = this.#now() - FORGET_MS;
    for (const [entityRef, at] of this.#outstanding) {
      if (at < before) {
        this.#outstanding.delete(entityRef);
      }
    }
  }
}
