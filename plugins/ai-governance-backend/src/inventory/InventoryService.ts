import { createHash } from 'node:crypto';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { ScmIntegrations } from '@backstage/integration';
import { canonicalJson } from '@plumbline/backstage-plugin-ai-governance-common';
import type { InventoryEntity } from '@plumbline/backstage-plugin-ai-governance-common';
import type { AssessmentQueue } from '../assessment/AssessmentQueue';
import {
  repositoryLocationOf,
  sourceKeyOf,
} from '../collection/repositoryLocation';
import type { RepositoryLocation } from '../collection/repositoryLocation';
import type { SourceStore } from '../collection/SourceStore';
import type { EvidenceStore } from '../evidence/EvidenceStore';
import { chunks, yieldToEventLoop } from '../database/bulk';
import type { Transaction, Transactor } from '../database/transaction';
import type { InventoryRecord, InventoryStore } from './InventoryStore';

/** Longest ref and source key the database takes. */
const LONGEST_KEY = 512;

/** Longest path below a repository's root the database takes. */
const LONGEST_SUBPATH = 1024;

/** Whether a database can store it as a key: PostgreSQL takes no NUL. */
const isStorable = (key: string, longest = LONGEST_KEY) =>
  key.length <= longest && !key.includes('\0');

/**
 * Text for people, cut to what its column takes: one hostile descriptor must
 * not keep the entities told together with it from being stored.
 */
const shown = (text: string | undefined, longest: number): string | undefined =>
  text?.replaceAll('\0', '').slice(0, longest);

const refOf = (
  ref: string | undefined,
  defaultKind: string,
): string | undefined => {
  if (!ref || !isStorable(ref)) {
    return undefined;
  }
  try {
    return stringifyEntityRef(parseEntityRef(ref, { defaultKind }));
  } catch {
    return undefined;
  }
};

/** Learns of catalog entities and notices which of them changed. */
export class InventoryService {
  readonly #store: InventoryStore;
  readonly #sources: SourceStore;
  readonly #evidence: EvidenceStore;
  readonly #queue: AssessmentQueue;
  readonly #transact: Transactor;
  readonly #integrations: ScmIntegrations;
  readonly #localRepositories: readonly string[];

  constructor(options: {
    store: InventoryStore;
    sources: SourceStore;
    evidence: EvidenceStore;
    queue: AssessmentQueue;
    transact: Transactor;
    integrations: ScmIntegrations;
    localRepositories: readonly string[];
  }) {
    this.#store = options.store;
    this.#sources = options.sources;
    this.#evidence = options.evidence;
    this.#queue = options.queue;
    this.#transact = options.transact;
    this.#integrations = options.integrations;
    this.#localRepositories = options.localRepositories;
  }

  /**
   * Takes over what the catalog says now. Unchanged entities cost one read;
   * new and changed ones are stored, queued for judgement, and their
   * repositories for collection.
   *
   * @param judgeFresh - judges entities nobody ever heard of before, in the
   * transaction that stores them; returns the refs that have to be judged again
   * @returns subjects still to judge: refs that were new or changed and groups
   */
  async learn(
    entities: readonly InventoryEntity[],
    at: string,
    judgeFresh?: (
      trx: Transaction,
      records: readonly InventoryRecord[],
    ) => Promise<string[]>,
  ): Promise<string[]> {
    const told = [
      ...new Map(entities.map(entity => [entity.entityRef, entity])).values(),
    ];
    const known = await this.#store.known(told.map(entity => entity.entityRef));
    const changed: {
      record: InventoryRecord;
      location?: RepositoryLocation;
    }[] = [];
    for (const slice of chunks(told)) {
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
      await yieldToEventLoop();
    }
    // One order for everybody, so that two replicas never wait for each other.
    changed.sort((a, b) => (a.record.entityRef < b.record.entityRef ? -1 : 1));
    for (const slice of chunks(changed)) {
      await this.#transact(async trx => {
        await this.#store.save(
          trx,
          slice.map(item => item.record),
          at,
        );
        const sources = new Map(
          slice.flatMap(({ record, location }) =>
            record.sourceKey && location
              ? [
                  [
                    record.sourceKey,
                    {
                      sourceKey: record.sourceKey,
                      kind: location.kind,
                      url: location.root,
                    },
                  ],
                ]
              : [],
          ),
        );
        await this.#sources.add(trx, [...sources.values()], at);
        const moved = slice.filter(
          ({ record }) =>
            known.has(record.entityRef) &&
            known.get(record.entityRef)!.sourceKey !==
              (record.sourceKey ?? null),
        );
        for (const { record } of moved) {
          await this.#evidence.removeOtherRepositories(
            trx,
            record.entityRef,
            record.sourceKey,
            at,
          );
        }
        await this.#sources.request(trx, [...sources.keys()], at, {
          reread: false,
        });
        await this.#sources.request(
          trx,
          slice.flatMap(({ record }) => {
            const stored = known.get(record.entityRef);
            return stored &&
              record.sourceKey !== undefined &&
              stored.subpath !== record.subpath
              ? [record.sourceKey]
              : [];
          }),
          at,
          { reread: true },
        );
        const fresh = slice.flatMap(({ record }) =>
          judgeFresh && !known.has(record.entityRef) ? [record] : [],
        );
        const again = new Set(await judgeFresh?.(trx, fresh));
        const settled = new Set(
          fresh.flatMap(({ entityRef }) =>
            again.has(entityRef) ? [] : entityRef,
          ),
        );
        await this.#queue.add(
          trx,
          slice.flatMap(({ record }) =>
            settled.has(record.entityRef)
              ? []
              : [
                  record.entityRef,
                  ...record.owners.filter(owner => owner.startsWith('group:')),
                ],
          ),
          at,
        );
      });
      await yieldToEventLoop();
    }
    return [
      ...new Set(
        changed.flatMap(({ record }) => [
          ...(judgeFresh && !known.has(record.entityRef)
            ? []
            : [record.entityRef]),
          ...record.owners.filter(owner => owner.startsWith('group:')),
        ]),
      ),
    ];
  }

  /** Marks what the catalog no longer has. */
  async forget(refs: readonly string[], at: string): Promise<void> {
    for (const slice of chunks(refs)) {
      await this.#transact(trx => this.#store.markDeleted(trx, slice, at));
    }
  }

  #toRecord(
    entity: InventoryEntity,
    at: string,
  ): {
    record: InventoryRecord;
    location?: RepositoryLocation;
  } {
    const ref = parseEntityRef(entity.entityRef);
    const found = repositoryLocationOf({
      sourceLocation: entity.sourceLocation,
      location: entity.location,
      integrations: this.#integrations,
      localRepositories: this.#localRepositories,
    });
    const location =
      found &&
      isStorable(sourceKeyOf(found)) &&
      isStorable(found.subpath, LONGEST_SUBPATH)
        ? found
        : undefined;
    const content = {
      entityRef: stringifyEntityRef(ref),
      kind: entity.kind.toLocaleLowerCase('en-US'),
      name: ref.name.slice(0, 255),
      title: shown(entity.title, 512),
      type: shown(entity.type, 255),
      lifecycle: shown(entity.lifecycle, 255),
      owners: [
        ...new Set(entity.owners.flatMap(owner => refOf(owner, 'group') ?? [])),
      ],
      systemRef: refOf(entity.system, 'system'),
      domainRef: refOf(entity.domain, 'domain'),
      descriptor: entity.annotations,
      sourceKey: location && sourceKeyOf(location),
      subpath: location?.subpath ?? '',
    };
    return {
      location,
      record: {
        ...content,
        descriptorAt: at,
        digest: createHash('sha256')
          .update(canonicalJson(JSON.parse(JSON.stringify(content))))
          .digest('hex'),
      },
    };
  }
}
