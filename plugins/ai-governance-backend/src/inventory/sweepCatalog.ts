import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { InventoryService } from './InventoryService';
import type { InventoryStore } from './InventoryStore';

const PAGE = 500;

/**
 * An entity is told of while the catalog processes it, before the catalog
 * itself answers by its ref: how long it may be missing there, in ms.
 */
const SETTLING_MS = 10 * 60_000;

/**
 * Finds what the catalog no longer has. New and changed entities are known
 * from the processor's lookups; only deletions have to be looked for, since
 * no event tells of them. The inventory is walked, not the catalog, so that an
 * entity counts as deleted only when the catalog says so by its ref.
 */
export async function sweepCatalog(options: {
  catalog: CatalogService;
  credentials: BackstageCredentials;
  inventory: InventoryService;
  store: InventoryStore;
  logger: LoggerService;
  now: () => string;
  signal: AbortSignal;
}): Promise<number> {
  const { catalog, credentials, inventory, store, logger, signal } = options;
  const seenBefore = new Date(
    Date.parse(options.now()) - SETTLING_MS,
  ).toISOString();
  let after = '';
  let gone = 0;
  while (!signal.aborted) {
    const refs = await store.refsAfter(after, PAGE, seenBefore);
    if (refs.length === 0) {
      break;
    }
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: refs, fields: ['kind'] },
      { credentials },
    );
    const missing = refs.filter((_, index) => !items[index]);
    if (missing.length > 0) {
      await inventory.forget(missing, options.now());
      gone += missing.length;
    }
    after = refs[refs.length - 1];
  }
  if (gone > 0) {
    logger.info(`${gone} entities are no longer in the catalog`);
  }
  return gone;
}
