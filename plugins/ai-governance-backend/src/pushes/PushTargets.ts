import type {
  InventoryRecord,
  InventoryStore,
} from '../inventory/InventoryStore';
import { normalizedRef } from '../entityRef';
import type { Caller } from './CallerBindings';
import type { PushStore } from './PushStore';
import { repositoryOfSource, repositoryUrlOf } from './repositoryUrl';

/** What a push may name: an entity, or a repository and a path in it. */
export interface TargetRequest {
  entityRef?: string;
  repository?: string;
  path?: string;
}

/** An entity the caller may speak for. */
export interface Target {
  entityRef: string;
  /** Compared form of its repository's address. */
  repository?: string;
  /** Path of the entity in its repository, '' for the root. */
  subpath: string;
}

/** Where one item goes, or why it goes nowhere. */
export type Resolved =
  | { targets: Target[] }
  /** `unclear`: the request itself is wrong, whoever makes it. */
  | { refused: string; unclear: boolean };

/** Repositories one request may name; each costs a look through the inventory. */
const MOST_REPOSITORIES = 20;

/** Entities one item may go to, and all items of a request together. */
const MOST_TARGETS = 500;
const MOST_TARGETS_PER_REQUEST = 5_000;

const trimmed = (path: string) => path.replace(/^[./]+|\/+$/g, '');

/** Finds the entities that pushes are about, among those of the caller. */
export class PushTargets {
  readonly #inventory: InventoryStore;
  readonly #store: PushStore;
  readonly #configuredIds: ReadonlyMap<string, string>;

  constructor(options: {
    inventory: InventoryStore;
    store: PushStore;
    /** Ids of repositories that an operator settled, by address. */
    repositoryIds: ReadonlyMap<string, string>;
  }) {
    this.#inventory = options.inventory;
    this.#store = options.store;
    this.#configuredIds = new Map(
      [...options.repositoryIds].flatMap(([address, id]) => {
        const url = repositoryUrlOf(address);
        return url ? [[url, id]] : [];
      }),
    );
  }

  /** Answers every request by itself, with a constant number of statements. */
  async resolve(
    caller: Caller,
    requests: readonly TargetRequest[],
  ): Promise<Resolved[]> {
    const wanted = requests.map(request => wantedOf(caller, request));
    const repositories = [
      ...new Set(wanted.flatMap(each => each.repository ?? [])),
    ];
    const searched = repositories.slice(0, MOST_REPOSITORIES);
    const byRef = new Map(
      (
        await this.#inventory.byRefs([
          ...new Set(wanted.flatMap(each => each.entityRef ?? [])),
        ])
      ).map(record => [record.entityRef, targetOf(record)]),
    );
    const inRepositories = (await this.#inventory.inRepositories(searched)).map(
      targetOf,
    );
    const byRepository = new Map<string, Target[]>();
    for (const target of inRepositories) {
      const known = byRepository.get(target.repository ?? '') ?? [];
      known.push(target);
      byRepository.set(target.repository ?? '', known);
    }
    const speaksFor = await this.#judge(caller, [
      ...byRef.values(),
      ...inRepositories,
    ]);
    let total = 0;
    return wanted.map(({ refused, entityRef, repository, path }): Resolved => {
      if (refused !== undefined) {
        return { refused, unclear: true };
      }
      if (repository !== undefined && !searched.includes(repository)) {
        return {
          refused: `A request may name ${MOST_REPOSITORIES} repositories at most; push the rest with the next one`,
          unclear: true,
        };
      }
      const named =
        entityRef !== undefined
          ? [byRef.get(entityRef)].flatMap(target => target ?? [])
          : (byRepository.get(repository!) ?? []).filter(
              target => path === undefined || target.subpath === path,
            );
      const targets = named.filter(speaksFor);
      if (targets.length === 0) {
        // Whether the entity exists is nothing a stranger learns.
        return {
          refused: `There is no ${
            entityRef ?? `entity in ${repository}${path ? ` at ${path}` : ''}`
          } that ${caller.subject} may speak for`,
          unclear: false,
        };
      }
      total += targets.length;
      return targets.length > MOST_TARGETS || total > MOST_TARGETS_PER_REQUEST
        ? {
            refused: `This goes to ${targets.length} entities; name an entityRef or a path`,
            unclear: true,
          }
        : { targets };
    });
  }

  /**
   * The immutable id of a repository decides where it is known; the address
   * does where nobody has told the id yet.
   */
  async #judge(
    caller: Caller,
    targets: readonly Target[],
  ): Promise<(target: Target) => boolean> {
    const { own } = caller;
    const ids = own
      ? await this.#store.repositoryIds([
          ...new Set(targets.flatMap(target => target.repository ?? [])),
        ])
      : new Map<string, string>();
    return target => {
      const { repository } = target;
      if (own && repository !== undefined) {
        const id = this.#configuredIds.get(repository) ?? ids.get(repository);
        if (
          id === undefined
            ? repository === own.url
            : id === own.repositoryId && sameHost(repository, own.url)
        ) {
          return true;
        }
      }
      return caller.mayFor(target);
    };
  }
}

/** Two code hosts may give the same id. */
function sameHost(a: string, b: string): boolean {
  return new URL(a).host === new URL(b).host;
}

function targetOf(record: InventoryRecord): Target {
  const repository = repositoryOfSource(record.sourceKey);
  return {
    entityRef: record.entityRef,
    ...(repository !== undefined && { repository }),
    subpath: record.subpath,
  };
}

function wantedOf(
  caller: Caller,
  request: TargetRequest,
): {
  refused?: string;
  entityRef?: string;
  repository?: string;
  path?: string;
} {
  const { entityRef, path } = request;
  if (entityRef !== undefined) {
    if (request.repository !== undefined || path !== undefined) {
      return { refused: 'Name either entityRef, or repository and path' };
    }
    try {
      return { entityRef: normalizedRef(entityRef) };
    } catch (error) {
      return { refused: (error as Error).message };
    }
  }
  const named = request.repository ?? caller.own?.url;
  if (named === undefined) {
    return { refused: 'Name an entityRef or a repository' };
  }
  const repository = repositoryUrlOf(named);
  return repository === undefined
    ? {
        refused: `'${named}' is no address of a repository such as https://github.com/acme/shop`,
      }
    : { repository, ...(path !== undefined && { path: trimmed(path) }) };
}
