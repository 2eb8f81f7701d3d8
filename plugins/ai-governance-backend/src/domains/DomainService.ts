import type { InventoryEntity } from '@plumbline/backstage-plugin-ai-governance-common';
import { chunks } from '../database/bulk';
import type { Transactor } from '../database/transaction';
import { storableRef } from '../entityRef';
import type { DomainStore } from './DomainStore';

/** Kinds that hold entities and lie in domains themselves. */
const HOLDERS = ['system', 'domain'];

const isHolder = ({ kind }: InventoryEntity) =>
  HOLDERS.includes(kind.toLocaleLowerCase('en-US'));

/**
 * Learns which domain systems and domains lie in, of what the catalog says of
 * them while it processes them.
 */
export class DomainService {
  readonly #store: DomainStore;
  readonly #transact: Transactor;

  constructor(options: { store: DomainStore; transact: Transactor }) {
    this.#store = options.store;
    this.#transact = options.transact;
  }

  /** Takes over what is told of systems and domains; unchanged ones cost one read. */
  async learn(entities: readonly InventoryEntity[]): Promise<void> {
    const told = new Map(
      entities
        .filter(isHolder)
        .flatMap(({ entityRef, domain }): [string, string | null][] => {
          const part = storableRef(entityRef);
          return part === undefined
            ? []
            : [[part, storableRef(domain, 'domain') ?? null]];
        }),
    );
    if (told.size === 0) {
      return;
    }
    const known = await this.#store.known([...told.keys()]);
    const changed = [...told]
      .filter(([part, domain]) => (known.get(part) ?? null) !== domain)
      // One order for everybody, so that two replicas never wait for each other.
      .sort(([a], [b]) => (a < b ? -1 : 1));
    for (const slice of chunks(changed)) {
      await this.#transact(trx => this.#store.save(trx, new Map(slice)));
    }
  }

  /** Forgets systems and domains that the catalog no longer has. */
  async forget(refs: readonly string[]): Promise<void> {
    for (const slice of chunks(refs)) {
      await this.#transact(trx =>
        this.#store.save(trx, new Map(slice.map(ref => [ref, null]))),
      );
    }
  }

  /** Systems and domains that lie in a domain, in order, after a given one. */
  async refsAfter(after: string, limit: number): Promise<string[]> {
    return this.#store.refsAfter(after, limit);
  }
}
