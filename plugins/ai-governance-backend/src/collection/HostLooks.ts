import { isError } from '@backstage/errors';
import type { Framework } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  ChangedRepository,
  HostCheckRequest,
  HostCollector,
} from '@plumbline/backstage-plugin-ai-governance-node';
import type { EvidenceService } from '../evidence/EvidenceService';
import type {
  InventoryRecord,
  InventoryStore,
} from '../inventory/InventoryStore';
import { failedLook } from './failedLook';
import { hostKeyOf, type HostStore } from './HostStore';
import type { SourceRecord } from './SourceStore';

/**
 * Asks code hosts about repositories: once per repository, however many
 * entities and branches are known of it.
 */
export class HostLooks {
  readonly #collectors: readonly HostCollector[];
  readonly #store: HostStore;
  readonly #inventory: InventoryStore;
  readonly #evidence: EvidenceService;
  readonly #now: () => string;

  constructor(options: {
    collectors: readonly HostCollector[];
    store: HostStore;
    inventory: InventoryStore;
    evidence: EvidenceService;
    now: () => string;
  }) {
    this.#collectors = options.collectors;
    this.#store = options.store;
    this.#inventory = options.inventory;
    this.#evidence = options.evidence;
    this.#now = options.now;
  }

  /**
   * Looks at one repository. When the host does not answer, what was seen stays
   * in force with the error beside it, and the error is thrown on.
   */
  async look(
    source: SourceRecord,
    framework: Framework,
    signal: AbortSignal,
  ): Promise<{ checksVersion: string; warnings: string[] }> {
    const collector = this.#collectors.find(
      candidate => candidate.repositoryOf(source.url) === source.url,
    );
    const entities = await this.#entitiesOf(source.sourceKey);
    if (!collector || entities.length === 0) {
      // The module was taken out, or nothing is left that would want to know.
      return { checksVersion: 'none', warnings: [] };
    }
    const version = `${collector.id}@${collector.version}`;
    const checks = checksFor(collector, framework);
    const state = await this.#store.state(source.sourceKey, version);
    try {
      const collected = await collector.collect({
        repository: source.url,
        checks,
        state,
        at: this.#now(),
        signal,
      });
      await this.#evidence.push(
        entities.map(entity => ({
          subject: entity.entityRef,
          source: source.sourceKey,
          items: collected.items.map(item => ({ ...item, collector: version })),
        })),
        this.#now(),
      );
      // After the evidence: what is not stored yet must not count as read.
      if (JSON.stringify(collected.state) !== JSON.stringify(state)) {
        await this.#store.saveState(source.sourceKey, version, collected.state);
      }
      return { checksVersion: version, warnings: collected.warnings };
    } catch (error) {
      // What is interrupted, by the end of the process for one, says nothing of the host.
      if (!(signal.aborted && signal.reason?.name === 'AbortError')) {
        await this.#tell(source.sourceKey, entities, checks, describe(error));
      }
      throw error;
    }
  }

  /** The sources that an event says have changed. */
  async sourcesOf(
    collector: HostCollector,
    changed: readonly ChangedRepository[],
  ): Promise<string[]> {
    const keys: string[] = [];
    for (const { url, tree } of changed) {
      const repository = collector.repositoryOf(url);
      if (repository !== undefined) {
        const key = hostKeyOf(repository);
        keys.push(key, ...(tree ? await this.#store.treesOf(key) : []));
      }
    }
    return [...new Set(keys)];
  }

  /** Says on the evidence that the newest look failed; takes nothing back. */
  async #tell(
    sourceKey: string,
    entities: readonly InventoryRecord[],
    checks: readonly HostCheckRequest[],
    message: string,
  ): Promise<void> {
    const entityRefs = entities.map(entity => entity.entityRef);
    await this.#evidence.push(
      failedLook({
        sourceKey,
        entityRefs,
        checks: checks.map(({ id }) => id),
        known: await this.#evidence.observations(entityRefs, sourceKey),
        message,
      }),
      this.#now(),
    );
  }

  async #entitiesOf(sourceKey: string): Promise<InventoryRecord[]> {
    const trees = await this.#store.treesOf(sourceKey);
    const entities = await this.#inventory.bySources(trees);
    return trees.flatMap(tree => entities.get(tree) ?? []);
  }
}

function checksFor(
  collector: HostCollector,
  framework: Framework,
): HostCheckRequest[] {
  return framework.controls.flatMap(control =>
    control.parts
      .filter(part => part.scope === 'entity')
      .flatMap(part => part.checks)
      .filter(check => collector.checkTypes.includes(check.type))
      .map(({ id, type, params }) => ({
        id,
        type,
        ...(params && { params }),
      })),
  );
}

/** What went wrong, in words a person can act on. */
export function describe(error: unknown): string {
  if (isError(error)) {
    if (error.name === 'TimeoutError' || error.name === 'AbortError') {
      return 'It did not answer in time';
    }
    return error.name === 'Error' || error.name === 'RetryLaterError'
      ? error.message
      : `${error.name}: ${error.message}`;
  }
  return String(error);
}
