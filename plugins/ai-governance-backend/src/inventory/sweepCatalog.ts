import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { DomainService } from '../domains/DomainService';
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
  domains: DomainService;
  store: InventoryStore;
  logger: LoggerService;
  now: () => string;
  signal: AbortSignal;
}): Promise<number> {
  const { inventory, domains, store, logger } = options;
  const seenBefore = new Date(
    Date.parse(options.now()) - SETTLING_MS,
  ).toISOString();
  const gone = await walk(options, {
    refsAfter: after => store.refsAfter(after, PAGE, seenBefore),
    forget: refs => inventory.forget(refs, options.now()),
  });
  await walk(options, {
    refsAfter: after => domains.refsAfter(after, PAGE),
    forget: refs => domains.forget(refs),
  });
  if (gone > 0) {
    logger.info(`${gone} entities are no longer in the catalog`);
  }
  return gone;
}

/** Goes along what is known and forgets what the catalog does not have. */
async function walk(
  options: Pick<
    Parameters<typeof sweepCatalog>[0],
    'catalog' | 'credentials' | 'signal'
  >,
  known: {
    refsAfter(after: string): Promise<string[]>;
    forget(refs: readonly string[]): Promise<void>;
  },
): Promise<number> {
  const { catalog, credentials, signal } = options;
  let after = '';
  let gone = 0;
  while (!signal.aborted) {
    const refs = await known.refsAfter(after);
    if (refs.length === 0) {
      break;
    }
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: refs, fields: ['kind'] },
      { credentials },
    );
    const missing = refs.filter((_, index) => !items[index]);
    if (missing.length > 0) {
      await known.forget(missing);
      gone += missing.length;
    }
    after = refs[refs.length - 1];
  }
  return gone;
}
