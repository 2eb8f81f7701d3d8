import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { ScmIntegrations } from '@backstage/integration';
import {
  canonicalJson,
  REPOSITORIES_ANNOTATION,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  CatalogFacts,
  InventoryEntity,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { AssessmentQueue } from '../assessment/AssessmentQueue';
import type { ScorecardStore } from '../assessment/ScorecardStore';
import {
  repositoryLocationOf,
  sourceKeyOf,
} from '../collection/repositoryLocation';
import type { RepositoryLocation } from '../collection/repositoryLocation';
import type { SourceStore } from '../collection/SourceStore';
import type { EvidenceStore } from '../evidence/EvidenceStore';
import type { ExceptionOwners } from '../exceptions/ExceptionOwners';
import type { EntitySources } from '../facts/EntitySources';
import { BULK_SIZE, chunks, yieldToEventLoop } from '../database/bulk';
import type { Write } from '../database/bulk';
import type { Transactor } from '../database/transaction';
import { isStorable, storableRef } from '../entityRef';
import { sourcesOfRecord } from './InventoryStore';
import type { InventoryRecord, InventoryStore } from './InventoryStore';

/** Longest path below a repository's root the database takes. */
const LONGEST_SUBPATH = 1024;

/** Most repositories one entity may name beside its first. */
const MOST_REPOSITORIES = 20;

/**
 * Text for people, cut to what its column takes: one hostile descriptor must
 * not keep the entities told together with it from being stored.
 */
const shown = (text: string | undefined, longest: number): string | undefined =>
  text?.replaceAll('\0', '').slice(0, longest);

/** Judges entities nobody ever heard of before. */
export interface FreshJudge {
  /** What has to be written with them, what to select then, and who is told. */
  judge(records: readonly InventoryRecord[]): {
    writes: { counted: Write; [name: string]: Write };
    answer: Write;
    written: (rows: unknown[]) => void;
  };
  /** The groups among these that nobody judged yet. */
  unjudged(groups: readonly string[]): string[];
}

/** What was told of an entity, and where its repository is. */
interface Told {
  record: InventoryRecord;
  /** Where its repositories are, the first one first. */
  locations: RepositoryLocation[];
}

/** The repositories of what was told, each once. */
function sourcesOf(told: readonly Told[]) {
  return [
    ...new Map(
      told.flatMap(({ locations }) =>
        locations.map(location => {
          const sourceKey = sourceKeyOf(location);
          return [
            sourceKey,
            { sourceKey, kind: location.kind, url: location.root },
          ] as const;
        }),
      ),
    ).values(),
  ];
}

function groupsOf(record: InventoryRecord): string[] {
  return record.owners.filter(owner => owner.startsWith('group:'));
}
/** Address of a repository without protocol, branch, folder and `.git`. */
const plainRepository = (address: string) =>
  address
    .trim()
    .toLocaleLowerCase('en-US')
    .replace(/^[a-z+]+:\/\/(?:[^@/]*@)?/, '')
    .replace(/\/(?:-\/)?(?:tree|src|blob)\/.*$/, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');

/** Learns of catalog entities and notices which of them changed. */
export class InventoryService {
  readonly #store: InventoryStore;
  readonly #sources: SourceStore;
  readonly #entitySources: EntitySources;
  readonly #evidence: EvidenceStore;
  readonly #queue: AssessmentQueue;
  readonly #owners: ExceptionOwners;
  readonly #transact: Transactor;
  readonly #scorecards: ScorecardStore;
  readonly #graceMs: number;
  readonly #integrations: ScmIntegrations;
  readonly #localRepositories: readonly string[];

  constructor(options: {
    store: InventoryStore;
    sources: SourceStore;
    entitySources: EntitySources;
    evidence: EvidenceStore;
    queue: AssessmentQueue;
    /** Asked when entities change owners. */
    owners: ExceptionOwners;
    transact: Transactor;
    scorecards: ScorecardStore;
    /** How long what is known of a deleted entity is kept in place, in ms. */
    graceMs: number;
    integrations: ScmIntegrations;
    localRepositories: readonly string[];
  }) {
    this.#store = options.store;
    this.#sources = options.sources;
    this.#entitySources = options.entitySources;
    this.#evidence = options.evidence;
    this.#queue = options.queue;
    this.#owners = options.owners;
    this.#transact = options.transact;
    this.#scorecards = options.scorecards;
    this.#graceMs = options.graceMs;
    this.#integrations = options.integrations;
    this.#localRepositories = options.localRepositories;
  }

  /**
   * Takes over what the catalog says now. Unchanged entities cost one read;
   * new and changed ones are stored, queued for judgement, and their
   * repositories for collection.
   *
   * @param fresh - judges entities nobody ever heard of before, and of which
   * nothing is stored
   * @returns subjects still to judge: refs that were new or changed and groups
   */
  async learn(
    entities: readonly InventoryEntity[],
    at: string,
    fresh?: FreshJudge,
  ): Promise<string[]> {
    const told = [
      ...new Map(entities.map(entity => [entity.entityRef, entity])).values(),
    ];
    const { entities: known, evidenceAhead } = await this.#store.known(
      told.map(entity => entity.entityRef),
    );
    const isFresh = (ref: string) =>
      fresh !== undefined && !known.has(ref) && !evidenceAhead.has(ref);
    const groupsToJudge = (slice: readonly Told[]) => {
      const groups = slice.flatMap(({ record }) => groupsOf(record));
      return fresh ? fresh.unjudged(groups) : groups;
    };
    const changed: Told[] = [];
    for (const [index, slice] of chunks(told).entries()) {
      if (index > 0) {
        await yieldToEventLoop();
      }
      for (const entity of slice) {
        const item = this.#toRecord(entity, at);
        const stored = known.get(item.record.entityRef);
        if (stored?.digest !== item.record.digest) {
          if (stored?.descriptor === JSON.stringify(item.record.descriptor)) {
            item.record.descriptorAt = stored.descriptorAt;
          }
          changed.push(item);
        }
      }
    }
    // One order for everybody, so that two replicas never wait for each other.
    changed.sort((a, b) => (a.record.entityRef < b.record.entityRef ? -1 : 1));
    const isNews = ({ record }: Told) => isFresh(record.entityRef);
    for (const [index, slice] of chunks(changed.filter(isNews)).entries()) {
      if (index > 0) {
        await yieldToEventLoop();
      }
      const records = slice.map(({ record }) => record);
      // What a descriptor declares becomes a protection with the next run.
      const queued = [
        ...groupsToJudge(slice),
        ...records.flatMap(({ entityRef, descriptor }) =>
          Object.keys(descriptor).length > 0 ? [entityRef] : [],
        ),
      ];
      const { writes, answer, written } = fresh!.judge(records);
      written(
        await this.#store.saveTogether(
          records,
          at,
          {
            ...(slice.some(({ locations }) => locations.length > 0) &&
              this.#sources.writeRequested(sourcesOf(slice), at)),
            ...this.#entitySources.writeRequested(
              records.map(({ entityRef }) => entityRef),
              at,
            ),
            ...(queued.length > 0 && {
              queued: this.#queue.write(queued, at),
            }),
            ...writes,
          },
          answer,
        ),
      );
    }
    for (const slice of chunks(changed.filter(item => !isNews(item)))) {
      const tell = await this.#transact(async trx => {
        const ownersChange = await this.#owners.changing(
          trx,
          slice.map(({ record }) => record),
          at,
        );
        await this.#store.save(
          trx,
          slice.map(item => item.record),
          at,
        );
        const sources = sourcesOf(slice);
        await this.#sources.add(trx, sources, at);
        const moved = slice.filter(({ record }) =>
          known
            .get(record.entityRef)
            ?.sources.some(
              before =>
                !sourcesOfRecord(record).some(
                  ({ sourceKey }) => sourceKey === before.sourceKey,
                ),
            ),
        );
        for (const { record } of moved) {
          await this.#evidence.removeOtherRepositories(
            trx,
            record.entityRef,
            sourcesOfRecord(record).map(({ sourceKey }) => sourceKey),
            at,
          );
        }
        await this.#sources.request(
          trx,
          sources.map(source => source.sourceKey),
          at,
          { reread: false },
        );
        await this.#sources.request(
          trx,
          slice.flatMap(({ record }) => {
            const before = known.get(record.entityRef)?.sources ?? [];
            return sourcesOfRecord(record).flatMap(source => {
              const same = before.find(
                ({ sourceKey }) => sourceKey === source.sourceKey,
              );
              return same && same.subpath !== source.subpath
                ? [source.sourceKey]
                : [];
            });
          }),
          at,
          { reread: true },
        );
        await this.#entitySources.request(
          trx,
          slice.map(({ record }) => record.entityRef),
          at,
        );
        await this.#queue.add(
          trx,
          [
            ...slice.map(({ record }) => record.entityRef),
            ...groupsToJudge(slice),
          ],
          at,
        );
        await this.#store.revise(
          trx,
          slice.map(({ record }) => record.entityRef),
        );
        // Everybody takes the log's turn behind that of the queue.
        await ownersChange.record();
        return ownersChange.tell;
      });
      tell();
      await yieldToEventLoop();
    }
    return [
      ...new Set([
        ...changed.flatMap(({ record }) =>
          isFresh(record.entityRef) ? [] : [record.entityRef],
        ),
        ...groupsToJudge(changed),
      ]),
    ];
  }

  /** Marks what the catalog no longer has. */
  async forget(refs: readonly string[], at: string): Promise<void> {
    for (const slice of chunks(refs)) {
      await this.#transact(trx => this.#store.markDeleted(trx, slice, at));
    }
  }

  /**
   * Takes what is kept of entities that have been gone for longer than the
   * grace period to the history, and forgets repositories nobody is made of.
   * What was declared and protected stays: it holds when they come back.
   */
  async clean(at: string): Promise<number> {
    const before = new Date(Date.parse(at) - this.#graceMs).toISOString();
    let cleaned = 0;
    for (;;) {
      const refs = await this.#store.goneBefore(before, BULK_SIZE);
      if (refs.length === 0) {
        break;
      }
      await this.#transact(async trx => {
        await this.#evidence.retire(trx, refs, at);
        await this.#scorecards.retire(trx, refs, at);
      });
      cleaned += refs.length;
      await yieldToEventLoop();
    }
    await this.#transact(trx => this.#sources.removeUnused(trx, before));
    return cleaned;
  }

  /** Which of the refs governance knows. */
  async knownAmong(refs: readonly string[]): Promise<Set<string>> {
    const { entities } = await this.#store.known(refs);
    return new Set(entities.keys());
  }

  /**
   * The entities made from each repository, however its address is written:
   * with or without a branch, a folder or `.git`.
   */
  async ofRepositories(
    addresses: readonly string[],
  ): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    if (addresses.length === 0) {
      return found;
    }
    const byRepository = new Map<string, string[]>();
    for (const { entityRef, sourceKey } of await this.#store.sourceKeys()) {
      const key = plainRepository(sourceKey.replace(/^repository:/, ''));
      byRepository.set(key, [...(byRepository.get(key) ?? []), entityRef]);
    }
    for (const address of addresses) {
      found.set(address, byRepository.get(plainRepository(address)) ?? []);
    }
    return found;
  }

  #toRecord(entity: InventoryEntity, at: string): Told {
    const ref = parseEntityRef(entity.entityRef);
    const location = this.#locate(entity.sourceLocation, entity.location);
    const further = this.#further(entity, location);
    const content = {
      entityRef: stringifyEntityRef(ref),
      kind: entity.kind.toLocaleLowerCase('en-US'),
      name: ref.name.slice(0, 255),
      title: shown(entity.title, 512),
      type: shown(entity.type, 255),
      lifecycle: shown(entity.lifecycle, 255),
      owners: [
        ...new Set(
          entity.owners.flatMap(owner => storableRef(owner, 'group') ?? []),
        ),
      ],
      systemRef: storableRef(entity.system, 'system'),
      domainRef: storableRef(entity.domain, 'domain'),
      descriptor: entity.annotations,
      sourceKey: location && sourceKeyOf(location),
      subpath: location?.subpath ?? '',
      repositories: further.map(({ target, found }) =>
        found
          ? { sourceKey: sourceKeyOf(found), subpath: found.subpath }
          : {
              problem: `${REPOSITORIES_ANNOTATION}: '${target}' is no repository that this portal can read`,
            },
      ),
    };
    const catalog = entity.catalog && toCatalogFacts(entity, content);
    return {
      locations: [location, ...further.map(({ found }) => found)].flatMap(
        found => found ?? [],
      ),
      record: {
        ...content,
        ...(catalog && { catalog }),
        descriptorAt: at,
        digest: createHash('sha256')
          .update(
            canonicalJson(
              JSON.parse(
                JSON.stringify({ ...content, ...(catalog && { catalog }) }),
              ),
            ),
          )
          .digest('hex'),
      },
    };
  }

  #locate(
    sourceLocation: string | undefined,
    location?: string,
  ): RepositoryLocation | undefined {
    const found = repositoryLocationOf({
      sourceLocation,
      location,
      integrations: this.#integrations,
      localRepositories: this.#localRepositories,
    });
    return found &&
      isStorable(sourceKeyOf(found)) &&
      isStorable(found.subpath, LONGEST_SUBPATH)
      ? found
      : undefined;
  }

  /** The further repositories a descriptor names, each once. */
  #further(entity: InventoryEntity, first: RepositoryLocation | undefined) {
    const seen = new Set(first ? [sourceKeyOf(first)] : []);
    return (entity.annotations[REPOSITORIES_ANNOTATION] ?? '')
      .split(',')
      .map(target => target.trim())
      .filter(Boolean)
      .slice(0, MOST_REPOSITORIES)
      .flatMap(target => {
        const found = this.#locate(absolute(target, first));
        const key = found ? sourceKeyOf(found) : target;
        if (seen.has(key)) {
          return [];
        }
        seen.add(key);
        return [{ target: shown(target, 300)!, found }];
      });
  }
}

/** What the framework asked of the catalog; refs in the one form they are compared in. */
function toCatalogFacts(
  { catalog }: InventoryEntity,
  known: Pick<InventoryRecord, 'systemRef' | 'domainRef'>,
): CatalogFacts {
  const { annotations, tags, relations } = catalog!;
  const refsOf = (name: string, refs: readonly string[]) => {
    if (name === 'system' || name === 'domain') {
      const ref = name === 'system' ? known.systemRef : known.domainRef;
      return ref === undefined ? [] : [ref];
    }
    return [
      ...new Set(refs.flatMap(ref => storableRef(ref, 'component') ?? [])),
    ];
  };
  return JSON.parse(
    JSON.stringify({
      annotations,
      tags,
      relations:
        relations &&
        Object.fromEntries(
          Object.entries(relations).map(([name, refs]) => [
            name,
            refsOf(name, refs),
          ]),
        ),
    }).replaceAll('\\u0000', ''),
  );
}

/** A folder beside the first repository is named by the way to it. */
function absolute(
  target: string,
  first: RepositoryLocation | undefined,
): string {
  if (first?.kind === 'local' && /^\.\.?\//.test(target)) {
    return `file:${resolve(first.root, target)}`;
  }
  return /^[a-z]+:(?!\/\/)/.test(target) ? target : `url:${target}`;
}
