import { randomUUID } from 'node:crypto';
import { parseEntityRef } from '@backstage/catalog-model';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Framework } from '@plumbline/backstage-plugin-ai-governance-common';
import { whyNotAssessable } from '../assessment/assessable';
import { describe } from '../collection/HostLooks';
import type { EvidenceService } from '../evidence/EvidenceService';
import type { FrameworkService } from '../framework/FrameworkService';
import { groupedBy } from '../groupedBy';
import type {
  InventoryRecord,
  InventoryStore,
} from '../inventory/InventoryStore';
import type { ActiveCollector, ActiveCollectors } from './ActiveCollectors';
import type { DueEntity, EntitySources } from './EntitySources';

const MINUTE = 60_000;

/** Longest pause after repeated failures. */
const MAX_BACKOFF_MS = 6 * 60 * MINUTE;

/** Longest look at one batch. */
const LOOK_TIMEOUT_MS = 5 * MINUTE;

const PAGE = 500;

/**
 * Has collectors look at entities: in batches, each entity when it is due by
 * itself. What could not be seen keeps what was seen before in force. Checks of a
 * version that was put in force meanwhile, here or on another replica, are
 * looked at from the next run on.
 */
export class EntityLooks {
  readonly #active: ActiveCollectors;
  readonly #sources: EntitySources;
  readonly #inventory: InventoryStore;
  readonly #evidence: EvidenceService;
  readonly #framework: FrameworkService;
  readonly #logger: LoggerService;
  readonly #intervalMs: number;
  readonly #now: () => string;
  readonly #onEvidence: () => void;
  readonly #replica = randomUUID();
  /** What was made due last: the collectors with their checks. */
  #ready?: string;
  #starting?: Promise<void>;
  readonly #askedFor = new Set<Promise<unknown>>();

  constructor(options: {
    active: ActiveCollectors;
    sources: EntitySources;
    inventory: InventoryStore;
    evidence: EvidenceService;
    framework: FrameworkService;
    logger: LoggerService;
    /** Pause between two looks at an entity that is fine, in ms. */
    intervalMs: number;
    now: () => string;
    onEvidence: () => void;
  }) {
    this.#active = options.active;
    this.#sources = options.sources;
    this.#inventory = options.inventory;
    this.#evidence = options.evidence;
    this.#framework = options.framework;
    this.#logger = options.logger;
    this.#intervalMs = options.intervalMs;
    this.#now = options.now;
    this.#onEvidence = options.onEvidence;
  }

  /** Makes due what is new since: entities, collectors, checks. */
  async start(): Promise<void> {
    while (this.#ready !== this.#active.key()) {
      this.#starting ??= this.#start().finally(() => {
        this.#starting = undefined;
      });
      await this.#starting;
    }
  }

  async #start(): Promise<void> {
    const at = this.#now();
    const key = this.#active.key();
    for (const { collector, version } of this.#active.current()) {
      let last = '';
      for (;;) {
        const refs = await this.#inventory.refsAfter(
          last,
          PAGE,
          '9999-12-31T23:59:59.999Z',
        );
        if (refs.length === 0) {
          break;
        }
        await this.#sources.add(collector.id, refs, at);
        last = refs[refs.length - 1];
      }
      await this.#sources.refreshOthers(collector.id, version, at);
    }
    this.#ready = key;
  }

  /**
   * Has every collector look at an entity now, and at no other. Resolves once it
   * is queued; one that is looked at just now is looked at again after that.
   */
  async request(entityRef: string): Promise<void> {
    await this.#sources.requestNow([entityRef], this.#now());
    const run = randomUUID();
    const looks = Promise.all(
      this.#active.current().map(async active => {
        const due = await this.#claim(active, 1, entityRef);
        if (due.length > 0) {
          await this.#look(active, due, run, undefined);
        }
      }),
    ).catch(error =>
      this.#logger.error(
        `Looking at ${entityRef} could not start: ${describe(error)}`,
      ),
    );
    this.#askedFor.add(looks);
    looks.then(() => this.#askedFor.delete(looks));
  }

  /** Resolves once everything that was asked for was looked at. */
  async idle(): Promise<void> {
    await Promise.all(this.#askedFor);
  }

  /** Looks at every entity that is due; the collectors work side by side. */
  async runDue(signal?: AbortSignal): Promise<number> {
    await this.start();
    const run = randomUUID();
    const startedAt = this.#now();
    const looked = await Promise.all(
      this.#active.current().map(async active => {
        let count = 0;
        while (!signal?.aborted && this.#active.has(active)) {
          const due = await this.#claim(
            active,
            active.collector.batchSize ?? 50,
          );
          if (due.length === 0) {
            break;
          }
          // Who asks for another look wants no answer of this run again.
          const isRepeated = due.some(
            ({ lookedAt }) => lookedAt !== undefined && lookedAt >= startedAt,
          );
          await this.#look(
            active,
            due,
            isRepeated ? randomUUID() : run,
            signal,
          );
          count += due.length;
        }
        return count;
      }),
    );
    return looked.reduce((sum, count) => sum + count, 0);
  }

  async #claim(
    { collector }: ActiveCollector,
    limit: number,
    only?: string,
  ): Promise<DueEntity[]> {
    const at = this.#now();
    return this.#sources.claim({
      collector: collector.id,
      limit,
      at,
      leaseUntil: after(at, LOOK_TIMEOUT_MS + MINUTE),
      by: this.#replica,
      ...(only !== undefined && { only }),
    });
  }

  async #look(
    active: ActiveCollector,
    due: readonly DueEntity[],
    run: string,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { collector, checks, version } = active;
    const byRef = new Map(due.map(item => [item.entityRef, item]));
    const records = await this.#inventory.byRefs([...byRef.keys()]);
    const known = new Set(records.map(({ entityRef }) => entityRef));
    const gone = due.filter(({ entityRef }) => !known.has(entityRef));
    if (gone.length > 0) {
      await this.#sources.remove(keysOf(gone), this.#replica);
    }
    const { framework } = this.#framework.current();
    const wanted = records.filter(record => isAssessed(framework, record));
    const skipped = records.filter(record => !wanted.includes(record));
    const at = this.#now();
    await this.#finish(active, skipped.map(ofRecord(byRef)), at);
    if (wanted.length === 0) {
      return;
    }
    const stamp = `${collector.id}@${collector.version}`;
    try {
      const timeout = AbortSignal.timeout(LOOK_TIMEOUT_MS);
      const observations = await collector.collect({
        entities: wanted.map(toCollected),
        checks,
        at,
        run,
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      const items = new Map(
        observations.map(observation => [
          observation.entityRef,
          observation.items,
        ]),
      );
      const seenAt = this.#now();
      await this.#evidence.push(
        wanted.map(({ entityRef }) => ({
          subject: entityRef,
          source: byRef.get(entityRef)!.sourceKey,
          items: (items.get(entityRef) ?? []).map(item => ({
            ...item,
            collector: stamp,
          })),
        })),
        seenAt,
      );
      const errorOf = ({ entityRef }: InventoryRecord) =>
        items.get(entityRef)?.find(({ outcome }) => outcome === 'error')
          ?.summary;
      await this.#finish(
        active,
        wanted
          .filter(record => errorOf(record) === undefined)
          .map(ofRecord(byRef)),
        seenAt,
      );
      await this.#retry(
        wanted.flatMap(record => {
          const error = errorOf(record);
          return error === undefined
            ? []
            : [{ ...ofRecord(byRef)(record), error }];
        }),
        { active, at: seenAt },
        (group, dueAt) =>
          this.#sources.looked({
            ...group,
            by: this.#replica,
            checksVersion: version,
            at: seenAt,
            dueAt,
          }),
      );
    } catch (error) {
      const message = describe(error);
      this.#logger.warn(
        `${collector.id} cannot look at ${wanted.length} entities: ${message}`,
      );
      const failedAt = this.#now();
      await this.#evidence.push(
        wanted.map(({ entityRef }) => ({
          subject: entityRef,
          source: byRef.get(entityRef)!.sourceKey,
          keepOthers: true,
          items: checks.map(({ id }) => ({
            check: id,
            outcome: 'error' as const,
            summary: message,
            collector: stamp,
          })),
        })),
        failedAt,
      );
      await this.#retry(
        wanted.map(record => ({ ...ofRecord(byRef)(record), error: message })),
        { active, at: failedAt },
        (group, dueAt) =>
          this.#sources.failed({
            ...group,
            by: this.#replica,
            at: failedAt,
            dueAt,
          }),
      );
    }
    this.#onEvidence();
  }

  async #finish(
    active: ActiveCollector,
    due: readonly DueEntity[],
    at: string,
  ): Promise<void> {
    if (due.length > 0) {
      await this.#sources.looked({
        sourceKeys: keysOf(due),
        by: this.#replica,
        checksVersion: active.version,
        at,
        dueAt: this.#again(active, at, this.#intervalMs),
      });
    }
  }

  /** When to look next: at once where other checks came in force meanwhile. */
  #again(active: ActiveCollector, at: string, pauseMs: number): string {
    return this.#active.has(active) ? after(at, pauseMs) : at;
  }

  /** One statement for those that failed alike. */
  async #retry(
    due: readonly (DueEntity & { error: string })[],
    look: { active: ActiveCollector; at: string },
    write: (
      group: { sourceKeys: string[]; error: string },
      dueAt: string,
    ) => Promise<void>,
  ): Promise<void> {
    const groups = groupedBy(
      due,
      ({ attempts, error }) => `${attempts}\n${error}`,
    );
    for (const group of groups.values()) {
      const [{ attempts, error }] = group;
      const pause = Math.min(
        MAX_BACKOFF_MS,
        MINUTE * 2 ** Math.min(attempts, 10),
      );
      await write(
        { sourceKeys: keysOf(group), error },
        this.#again(look.active, look.at, pause),
      );
    }
  }
}

function keysOf(due: readonly DueEntity[]): string[] {
  return due.map(({ sourceKey }) => sourceKey);
}

function ofRecord(byRef: ReadonlyMap<string, DueEntity>) {
  return (record: InventoryRecord) => byRef.get(record.entityRef)!;
}

function isAssessed(framework: Framework, record: InventoryRecord): boolean {
  return whyNotAssessable(framework, record) === undefined;
}

function toCollected(record: InventoryRecord) {
  const { kind, namespace, name } = parseEntityRef(record.entityRef);
  return {
    entityRef: record.entityRef,
    kind,
    namespace,
    name,
    annotations: record.catalog?.annotations ?? {},
  };
}

function after(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString();
}
