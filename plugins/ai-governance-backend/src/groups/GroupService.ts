import { createHash } from 'node:crypto';
import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { canonicalJson } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Transaction, Transactor } from '../database/transaction';
import { GroupGraph } from './GroupGraph';
import type { GroupStore } from './GroupStore';
import { readCatalogGroups } from './readCatalogGroups';

/**
 * Knows how the catalog's groups are nested and who is in them. Reading costs
 * one statement while nothing changed.
 */
export class GroupService {
  readonly #catalog: CatalogService;
  readonly #store: GroupStore;
  readonly #transact: Transactor;
  readonly #logger: LoggerService;
  #current?: { digest: string | undefined; graph: GroupGraph };

  constructor(options: {
    catalog: CatalogService;
    store: GroupStore;
    transact: Transactor;
    logger: LoggerService;
  }) {
    this.#catalog = options.catalog;
    this.#store = options.store;
    this.#transact = options.transact;
    this.#logger = options.logger;
  }

  /**
   * Takes over what the catalog says now; writes nothing when that is what is
   * stored.
   *
   * @returns whether something changed
   */
  async refresh(credentials: BackstageCredentials): Promise<boolean> {
    const facts = await readCatalogGroups({
      catalog: this.#catalog,
      credentials,
    });
    const digest = createHash('sha256')
      .update(canonicalJson(facts as never))
      .digest('hex');
    const stored = await this.#store.digest();
    if (stored === digest) {
      return false;
    }
    if (stored !== undefined && facts.groups.length === 0) {
      const { graph } = await this.#graph();
      if (graph.groups().length > 0) {
        this.#logger.warn(
          'The catalog answered no group at all; what was known of groups stays until it names some',
        );
        return false;
      }
    }
    await this.#transact(trx => this.#store.replace(trx, facts, digest));
    return true;
  }

  /** How groups are nested now: for many questions at once. */
  async graph(): Promise<GroupGraph> {
    return (await this.#graph()).graph;
  }

  /** The graph with the digest that it stands for. */
  async version(): Promise<{ digest: string | undefined; graph: GroupGraph }> {
    return this.#graph();
  }

  /** Distinct members of each group and of every group below it. */
  async membersOf(
    groups: readonly string[],
  ): Promise<Map<string, Set<string>>> {
    const { graph } = await this.#graph();
    return new Map(groups.map(group => [group, graph.membersOf(group)]));
  }

  /** Every group below each group. */
  async descendantsOf(
    groups: readonly string[],
  ): Promise<Map<string, Set<string>>> {
    const { graph } = await this.#graph();
    return new Map(groups.map(group => [group, graph.descendantsOf(group)]));
  }

  /** Every group above each group. */
  async ancestorsOf(
    groups: readonly string[],
  ): Promise<Map<string, Set<string>>> {
    const { graph } = await this.#graph();
    return new Map(groups.map(group => [group, graph.ancestorsOf(group)]));
  }

  /** The people that digests of their names stand for. */
  async people(
    keyHashes: readonly string[],
    trx?: Transaction,
  ): Promise<Map<string, string[]>> {
    return this.#store.people(keyHashes, trx);
  }

  async #graph() {
    // Another replica may have read the catalog since: the digest tells.
    const digest = await this.#store.digest();
    if (!this.#current || this.#current.digest !== digest) {
      this.#current = {
        digest,
        graph: new GroupGraph(await this.#store.facts()),
      };
    }
    return this.#current;
  }
}
