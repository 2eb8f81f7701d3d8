import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import type { LocationSpec } from '@backstage/plugin-catalog-common';
import { processingResult } from '@backstage/plugin-catalog-node';
import type {
  CatalogProcessor,
  CatalogProcessorCache,
  CatalogProcessorEmit,
} from '@backstage/plugin-catalog-node';
import {
  isWrittenAnnotation,
  stripWrittenAnnotations,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { AnnotationLookup, LookedUp } from './AnnotationLookup';
import { AnnotationsInMemory } from './AnnotationsInMemory';
import { isKind, toInventoryEntity } from './toInventoryEntity';

/** Refresh key of an entity: how the provider asks for it to be annotated anew. */
export function refreshKeyOf(entityRef: string): string {
  return `ai-governance:${entityRef}`;
}

/** An entity was looked up: when that began, in ms, and what was answered. */
type OnProcessed = (
  entityRef: string,
  lookedAt: number,
  revision: number,
) => void;

/** How long a failing lookup is not repeated, in ms. */
const PAUSE_MS = 5000;

/** Entities whose annotations only memory keeps until their second look. */
const MOST_IN_MEMORY = 10_000;

type Annotations = NonNullable<LookedUp['annotations']>;

/**
 * Writes the judgement in force onto entities. Whatever a descriptor says
 * under the written keys is removed first; while governance cannot be reached
 * the last known values stay, because dropping them would rewrite every entity
 * twice. Never throws: the catalog works without governance.
 */
export class AiGovernanceProcessor implements CatalogProcessor {
  readonly #lookup: AnnotationLookup;
  readonly #logger: LoggerService;
  readonly #kinds: ReadonlySet<string>;
  readonly #onProcessed: OnProcessed;
  readonly #onMissed: (entityRef: string) => void;
  readonly #now: () => number;
  readonly #mostInMemory: number;
  /** What was answered for entities looked up once, by ref. */
  readonly #lookedUpOnce = new AnnotationsInMemory();
  #pausedUntil = 0;

  constructor(options: {
    lookup: AnnotationLookup;
    logger: LoggerService;
    kinds: readonly string[];
    onProcessed?: OnProcessed;
    onMissed?: (entityRef: string) => void;
    now?: () => number;
    mostInMemory?: number;
  }) {
    this.#lookup = options.lookup;
    this.#logger = options.logger;
    this.#kinds = new Set(
      options.kinds.map(kind => kind.toLocaleLowerCase('en-US')),
    );
    this.#onProcessed = options.onProcessed ?? (() => {});
    this.#onMissed = options.onMissed ?? (() => {});
    this.#now = options.now ?? Date.now;
    this.#mostInMemory = options.mostInMemory ?? MOST_IN_MEMORY;
  }

  getProcessorName(): string {
    return 'AiGovernanceProcessor';
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
    cache: CatalogProcessorCache,
  ): Promise<Entity> {
    const stripped = withoutWritten(entity);
    const isGoverned = isKind(entity, ...this.#kinds);
    // Where a component lies, its system says, and it alone.
    if (!isGoverned && !isKind(entity, 'system', 'domain')) {
      return stripped;
    }
    const entityRef = stringifyEntityRef(entity);
    emit(processingResult.refresh(refreshKeyOf(entityRef)));
    const annotations = await this.#annotationsFor(stripped, {
      entityRef,
      isGoverned,
      cache,
    });
    if (!annotations) {
      return stripped;
    }
    return {
      ...stripped,
      metadata: {
        ...stripped.metadata,
        annotations: { ...stripped.metadata.annotations, ...annotations },
      },
    };
  }

  async #annotationsFor(
    entity: Entity,
    options: {
      entityRef: string;
      isGoverned: boolean;
      cache: CatalogProcessorCache;
    },
  ): Promise<LookedUp['annotations']> {
    const { entityRef, isGoverned, cache } = options;
    const lookedAt = this.#now();
    if (lookedAt >= this.#pausedUntil) {
      try {
        const told = toInventoryEntity(entity, await this.#lookup.wanted());
        const { annotations, revision } = await this.#lookup.lookUp(
          isGoverned ? told : { ...told, onlyHolds: true },
        );
        if (annotations) {
          await this.#keep(entityRef, annotations, cache);
        } else {
          await this.#forget(entityRef, cache);
        }
        this.#onProcessed(entityRef, lookedAt, revision);
        return annotations;
      } catch (error) {
        this.#pausedUntil = this.#now() + PAUSE_MS;
        this.#logger.warn(
          `AI governance cannot be reached, the last known annotations stay: ${error}`,
        );
      }
    }
    this.#onMissed(entityRef);
    return (
      this.#lookedUpOnce.get(entityRef) ??
      (await cache.get<Annotations>('annotations').catch(() => undefined)) ??
      null
    );
  }

  /**
   * The catalog stores a changed cache in a transaction of its own, for every
   * entity it processes. While a catalog fills that is put off to the second
   * look at an entity, and memory answers until then.
   */
  async #keep(
    entityRef: string,
    annotations: Annotations,
    cache: CatalogProcessorCache,
  ): Promise<void> {
    const isFirst =
      !this.#lookedUpOnce.delete(entityRef) &&
      !(await cache.get('annotations'));
    if (isFirst && this.#lookedUpOnce.size < this.#mostInMemory) {
      this.#lookedUpOnce.set(entityRef, annotations);
    } else {
      await cache.set('annotations', annotations);
    }
  }

  /**
   * An entity that has nothing written any longer, because it stopped counting,
   * must not get its old level back with the next outage.
   */
  async #forget(
    entityRef: string,
    cache: CatalogProcessorCache,
  ): Promise<void> {
    this.#lookedUpOnce.delete(entityRef);
    // The cache has no delete; and it is left alone where it keeps nothing.
    if (await cache.get('annotations')) {
      await cache.set('annotations', null);
    }
  }
}

/** The entity without what only this processor may write. */
function withoutWritten(entity: Entity): Entity {
  const { annotations } = entity.metadata;
  if (!annotations || !Object.keys(annotations).some(isWrittenAnnotation)) {
    return entity;
  }
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: stripWrittenAnnotations(annotations),
    },
  };
}
