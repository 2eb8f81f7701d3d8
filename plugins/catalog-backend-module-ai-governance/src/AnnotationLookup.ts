import DataLoader from 'dataloader';
import type {
  InventoryEntity,
  WantedCatalogFacts,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { AnnotationSource } from '@plumbline/backstage-plugin-ai-governance-node';

/** What the backend answers for one entity. */
export interface LookedUp {
  /** Annotations by key; null while the entity was never judged. */
  annotations: { [key: string]: string } | null;
  /** Place in the change feed; 0 while it was never judged. */
  revision: number;
}

/** How long the framework's wishes are believed; it changes with a restart. */
const WANTED_REUSE_MS = 60_000;

const NEVER_JUDGED: LookedUp = { annotations: null, revision: 0 };

/**
 * Looks annotations up for whatever the catalog is processing right now with
 * one question. The catalog takes five entities at a time and keeps at most
 * ten in flight, so at most two questions are under way. Nothing is kept.
 */
export class AnnotationLookup {
  readonly #loader: DataLoader<InventoryEntity, LookedUp, string>;
  readonly #source: () => AnnotationSource;
  readonly #timeoutMs: number;
  #wanted?: { facts: Promise<WantedCatalogFacts>; until: number };

  constructor(options: { source: () => AnnotationSource; timeoutMs: number }) {
    this.#source = options.source;
    this.#timeoutMs = options.timeoutMs;
    this.#loader = new DataLoader<InventoryEntity, LookedUp, string>(
      async entities => {
        const { items } = await this.#inTime(
          this.#source().lookUpAnnotations([...entities]),
        );
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

  /**
   * What the framework in force asks of descriptors. Asked before the first
   * look-up, so that no entity is told of without it and looks changed.
   */
  async wanted(): Promise<WantedCatalogFacts> {
    if (!this.#wanted || Date.now() >= this.#wanted.until) {
      const facts = this.#inTime(this.#source().wantedCatalogFacts());
      const asked = { facts, until: Date.now() + WANTED_REUSE_MS };
      this.#wanted = asked;
      facts.catch(() => {
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

  /** A database that hangs must not hold the catalog up. */
  async #inTime<T>(answer: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`No answer within ${this.#timeoutMs} ms`)),
        this.#timeoutMs,
      );
    });
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  }
}
