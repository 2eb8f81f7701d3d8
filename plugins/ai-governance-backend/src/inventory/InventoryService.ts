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
import type { Transactor } from '../database/transaction';
import type { InventoryRecord, InventoryStore } from './InventoryStore';

const refOf = (
  ref: string | undefined,
  defaultKind: string,
): string | undefined => {
  if (!ref) {
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
   * @returns refs that were new or changed
   */
  async learn(
    entities: readonly InventoryEntity[],
    at: string,
  ): Promise<string[]> {
    const known = await this.#store.known(
      entities.map(entity => entity.entityRef),
    );
    const changed: { record: InventoryRecord; location?: RepositoryLocation }[] =
      [];
    for (const slice of chunks(entities)) {
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
        await this.#queue.add(
          trx,
          slice.flatMap(({ record }) => [
            record.entityRef,
            ...record.owners.filter(owner => owner.startsWith('group:')),
          ]),
          at,
        );
      });
      await yieldToEventLoop();
    }
    return changed.map(item => item.record.entityRef);
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
    const location = repositoryLocationOf({
      sourceLocation: entity.sourceLocation,
      location: entity.location,
      integrations: this.#integrations,
      localRepositories: this.#localRepositories,
    });
    const content = {
      entityRef: stringifyEntityRef(ref),
      kind: entity.kind.toLocaleLowerCase('en-US'),
      name: ref.name,
      title: entity.title,
      type: entity.type,
      lifecycle: entity.lifecycle,
      owners: [
        ...new Set(
          entity.owners.flatMap(owner => refOf(owner, 'group') ?? []),
        ),
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
