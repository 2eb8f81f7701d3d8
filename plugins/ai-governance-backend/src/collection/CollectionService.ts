import { createHash, randomUUID } from 'node:crypto';
import type {
  LoggerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { isError, stringifyError } from '@backstage/errors';
import type { ScmIntegrations } from '@backstage/integration';
import { canonicalJson } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  Evidence,
  Framework,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  collectRepositoryEvidence,
  readLocalFolder,
  readUrlTree,
  REPOSITORY_COLLECTOR,
  repositoryObservations,
  wantsForChecks,
  withSubpath,
} from '@plumbline/backstage-plugin-ai-governance-node';
import type {
  RepositoryCheckRequest,
  RepositoryCheckType,
  TreeRead,
} from '@plumbline/backstage-plugin-ai-governance-node';
import pLimit from 'p-limit';
import type { AssessmentQueue } from '../assessment/AssessmentQueue';
import type { Transactor } from '../database/transaction';
import type {
  EvidencePush,
  EvidenceService,
} from '../evidence/EvidenceService';
import type { EvidenceStore } from '../evidence/EvidenceStore';
import type { FrameworkService } from '../framework/FrameworkService';
import type {
  InventoryRecord,
  InventoryStore,
} from '../inventory/InventoryStore';
import { failedLook } from './failedLook';
import { describe, type HostLooks } from './HostLooks';
import { SILENT_AFTER_INTERVALS } from './SourceStates';
import type { SourceRecord, SourceStore } from './SourceStore';
import { treeWarnings } from './treeWarnings';

const MINUTE = 60_000;

/**
 * Sources taken at once for each that is looked at side by side: taking one at
 * a time costs as much as looking at one that did not change.
 */
const CLAIMED_PER_SLOT = 8;

/** Looks that found nothing new and are written down with one statement. */
const WRITTEN_TOGETHER = 8;

/** A source that was looked at and is as it was. */
interface UnchangedLook {
  sourceKey: string;
  at: string;
}

/** Longest pause after repeated failures. */
const MAX_BACKOFF_MS = 6 * 60 * MINUTE;

const NOTHING_KNOWN: ReadonlyMap<string, readonly Evidence[]> = new Map();

/** Whether evidence is of something seen, and not of a look that failed. */
const isSeen = ({ outcome }: Evidence) => outcome !== 'error';

/** How collection behaves. */
export interface CollectionSettings {
  /** Sources looked at side by side. */
  concurrency: number;
  /** Pause between two looks at a source that is fine, in ms. */
  intervalMs: number;
  /** The same for code hosts, whose events tell of changes in between. */
  hostIntervalMs: number;
  /** Longest look at one source, in ms. */
  timeoutMs: number;
}

/**
 * Looks at repositories and turns what they hold into evidence. A tree is read
 * once, however many entities live in it, and not at all while its etag or
 * content hash is unchanged.
 */
export class CollectionService {
  readonly #sources: SourceStore;
  readonly #hosts: HostLooks;
  readonly #inventory: InventoryStore;
  readonly #evidence: EvidenceService;
  readonly #evidenceStore: EvidenceStore;
  readonly #framework: FrameworkService;
  readonly #checkTypes: () => RepositoryCheckType[];
  readonly #urlReader: UrlReaderService;
  readonly #integrations: ScmIntegrations;
  readonly #queue: AssessmentQueue;
  readonly #transact: Transactor;
  readonly #logger: LoggerService;
  readonly #settings: CollectionSettings;
  readonly #now: () => string;
  readonly #onEvidence: () => void;
  readonly #replica = randomUUID();
  readonly #limit: ReturnType<typeof pLimit>;
  /** People wait for these: they do not queue behind what is due anyway. */
  readonly #askedFor: ReturnType<typeof pLimit>;
  /** Starts looks that are claimed and wait for their turn, by source. */
  readonly #waiting = new Map<string, () => Promise<void>>();
  /** Of those waiting, the ones that somebody asks for. */
  readonly #wanted = new Set<string>();

  constructor(options: {
    sources: SourceStore;
    hosts: HostLooks;
    inventory: InventoryStore;
    evidence: EvidenceService;
    evidenceStore: EvidenceStore;
    framework: FrameworkService;
    checkTypes: () => RepositoryCheckType[];
    urlReader: UrlReaderService;
    integrations: ScmIntegrations;
    queue: AssessmentQueue;
    transact: Transactor;
    logger: LoggerService;
    settings: CollectionSettings;
    now: () => string;
    onEvidence: () => void;
  }) {
    this.#sources = options.sources;
    this.#hosts = options.hosts;
    this.#inventory = options.inventory;
    this.#evidence = options.evidence;
    this.#evidenceStore = options.evidenceStore;
    this.#framework = options.framework;
    this.#checkTypes = options.checkTypes;
    this.#urlReader = options.urlReader;
    this.#integrations = options.integrations;
    this.#queue = options.queue;
    this.#transact = options.transact;
    this.#logger = options.logger;
    this.#settings = options.settings;
    this.#now = options.now;
    this.#onEvidence = options.onEvidence;
    this.#limit = pLimit(options.settings.concurrency);
    this.#askedFor = pLimit(options.settings.concurrency);
  }

  /** Looks at every source that is due. */
  async runDue(signal?: AbortSignal): Promise<number> {
    let looked = 0;
    while (!signal?.aborted) {
      const claimed = await this.#claim(
        this.#settings.concurrency * CLAIMED_PER_SLOT,
      );
      if (claimed.length === 0) {
        break;
      }
      await this.#lookAtAll(claimed, { limit: this.#limit, signal });
      looked += claimed.length;
    }
    return looked;
  }

  /** Looks at one source now instead of when it is due. Resolves once it is queued. */
  async request(sourceKey: string): Promise<void> {
    const due = await this.makeDue([sourceKey]);
    for (const key of due) {
      const start = this.#waiting.get(key);
      if (start) {
        this.#wanted.add(key);
      }
      const looked = start
        ? this.#askedFor(start)
        : this.#claim(1, key).then(claimed =>
            this.#lookAtAll(claimed, { limit: this.#askedFor }),
          );
      looked.catch(error =>
        this.#logger.error(
          `Looking at ${key} could not start: ${stringifyError(error)}`,
        ),
      );
    }
  }

  /** Makes sources due now; returns them with the code hosts of trees. */
  async makeDue(sourceKeys: readonly string[]): Promise<string[]> {
    return this.#transact(trx =>
      this.#sources.request(trx, sourceKeys, this.#now(), { reread: false }),
    );
  }

  async #claim(limit: number, only?: string): Promise<SourceRecord[]> {
    const at = this.#now();
    return this.#sources.claim({
      limit,
      at,
      leaseUntil: after(
        at,
        this.#settings.timeoutMs * (CLAIMED_PER_SLOT + 1) + MINUTE,
      ),
      by: this.#replica,
      only,
    });
  }

  /**
   * What is needed to look is read for all of them at once, and so is written
   * that nothing changed: that is what most looks find.
   */
  async #lookAtAll(
    claimed: readonly SourceRecord[],
    options: {
      limit: ReturnType<typeof pLimit>;
      signal?: AbortSignal;
    },
  ): Promise<void> {
    const { limit, signal } = options;
    const trees = claimed
      .filter(({ kind }) => kind !== 'host')
      .map(({ sourceKey }) => sourceKey);
    const entities = await this.#inventory.bySources(trees);
    const seen = await this.#evidenceStore.subjectsOfSources(
      trees,
      [...entities.values()].flatMap(records =>
        records.map(({ entityRef }) => entityRef),
      ),
    );
    const unchanged: UnchangedLook[] = [];
    const look = async (source: SourceRecord) => {
      const isWanted = this.#wanted.delete(source.sourceKey);
      if (source.kind === 'host') {
        await this.#lookAtHost(source, signal);
        return;
      }
      const { sourceKey } = source;
      const at = await this.#look(source, {
        entities: entities.get(sourceKey) ?? [],
        seen: seen.get(sourceKey) ?? new Set(),
        signal,
      });
      if (at !== undefined) {
        unchanged.push({ sourceKey, at });
      }
      // Nobody waits for the slowest of all to read that one is as it was.
      if (isWanted || unchanged.length >= WRITTEN_TOGETHER) {
        await this.#writeUnchanged(unchanged.splice(0));
      }
    };
    await Promise.all(
      claimed.map(source => {
        const start = once(() => {
          this.#waiting.delete(source.sourceKey);
          return look(source);
        });
        this.#waiting.set(source.sourceKey, start);
        return limit(start);
      }),
    );
    await this.#writeUnchanged(unchanged);
  }

  async #writeUnchanged(looks: readonly UnchangedLook[]): Promise<void> {
    if (looks.length === 0) {
      return;
    }
    const at = this.#now();
    await this.#sources.unchanged({
      sourceKeys: looks.map(({ sourceKey }) => sourceKey),
      by: this.#replica,
      confirmedAt: looks.map(look => look.at).sort()[0],
      at,
      dueAt: after(at, this.#settings.intervalMs),
    });
  }

  /** Answers when it was looked at if it is as it was, which is still to be written. */
  async #look(
    source: SourceRecord,
    options: {
      entities: readonly InventoryRecord[];
      seen: ReadonlySet<string>;
      signal?: AbortSignal;
    },
  ): Promise<string | undefined> {
    const { sourceKey } = source;
    const { entities, seen, signal } = options;
    try {
      const { checks, version } = this.#asked();
      // Asking for another look forgets how often it failed, and not that it did.
      const hasFailed = source.error !== undefined || source.attempts > 0;
      const known = hasFailed
        ? await this.#evidence.observations(
            entities.map(({ entityRef }) => entityRef),
            sourceKey,
          )
        : NOTHING_KNOWN;
      const mayBeUnchanged =
        source.treeId !== undefined &&
        source.checksVersion === version &&
        entities.every(({ entityRef }) =>
          hasFailed ? known.get(entityRef)?.some(isSeen) : seen.has(entityRef),
        );
      const read = await this.#read(
        source,
        checks,
        mayBeUnchanged ? source.treeId : undefined,
        signal,
        entities.map(({ subpath }) => subpath),
      );
      const at = this.#now();
      let warnings = source.warnings;
      let hasNews = false;
      if (read.status === 'read') {
        await this.#sources.step(sourceKey, 'Checking what was read');
        warnings = treeWarnings(read.snapshot, entities);
        const pushes: EvidencePush[] = [];
        for (const entity of entities) {
          pushes.push({
            subject: entity.entityRef,
            source: sourceKey,
            items: await this.#collect(source, entity, checks, read, at),
          });
        }
        const { changed } = await this.#evidence.push(pushes, at);
        hasNews = changed.length > 0;
      } else {
        const silent = wasSilent(source, at, this.#settings.intervalMs);
        if (hasFailed) {
          hasNews = await this.#recover(sourceKey, known, at);
        } else if (read.treeId === source.treeId && !silent) {
          return at;
        }
        if (silent) {
          // What went out of date meanwhile is fresh again.
          await this.#transact(trx =>
            this.#queue.add(
              trx,
              entities.map(entity => entity.entityRef),
              at,
            ),
          );
          hasNews = true;
        }
      }
      await this.#sources.succeeded({
        sourceKey,
        by: this.#replica,
        treeId: read.treeId,
        checksVersion: version,
        at,
        dueAt: after(at, this.#settings.intervalMs),
        warnings,
      });
      if (hasNews) {
        this.#onEvidence();
      }
    } catch (error) {
      // What is interrupted, by the end of the process for one, says nothing of the source.
      if (!signal?.aborted) {
        await this.#tell(source, entities, error);
      }
      await this.#fail(source, error);
    }
    return undefined;
  }

  /** Says on the evidence of the entities that looking failed, and why. */
  async #tell(
    { sourceKey }: SourceRecord,
    entities: readonly InventoryRecord[],
    error: unknown,
  ): Promise<void> {
    if (entities.length === 0) {
      return;
    }
    const entityRefs = entities.map(({ entityRef }) => entityRef);
    try {
      const { changed } = await this.#evidence.push(
        failedLook({
          sourceKey,
          entityRefs,
          checks: this.#asked().checks.map(({ id }) => id),
          known: await this.#evidence.observations(entityRefs, sourceKey),
          message: describe(error),
        }),
        this.#now(),
      );
      if (changed.length > 0) {
        this.#onEvidence();
      }
    } catch (unwritten) {
      // The source itself still says so.
      this.#logger.error(
        `That ${sourceKey} could not be looked at is not on its evidence: ${stringifyError(
          unwritten,
        )}`,
      );
    }
  }

  /** Takes the failure from evidence of a source that is as it was. */
  async #recover(
    sourceKey: string,
    known: ReadonlyMap<string, readonly Evidence[]>,
    at: string,
  ): Promise<boolean> {
    const { changed } = await this.#evidence.push(
      [...known].map(([subject, items]) => ({
        subject,
        source: sourceKey,
        items: items
          .filter(isSeen)
          .map(({ observedAt, source: _, ...item }) => item),
      })),
      at,
    );
    return changed.length > 0;
  }

  /** What repositories are asked, worked out once per framework. */
  #asked(): { checks: RepositoryCheckRequest[]; version: string } {
    const { framework } = this.#framework.current();
    if (this.#askedUnder?.framework !== framework) {
      const checks = this.#checks(framework);
      this.#askedUnder = {
        framework,
        checks,
        version: this.#versionOf(checks),
      };
    }
    return this.#askedUnder;
  }

  #askedUnder?: {
    framework: Framework;
    checks: RepositoryCheckRequest[];
    version: string;
  };

  async #lookAtHost(
    source: SourceRecord,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { sourceKey } = source;
    const timeout = AbortSignal.timeout(this.#settings.timeoutMs);
    try {
      const { checksVersion, warnings } = await this.#hosts.look(
        source,
        this.#framework.current().framework,
        signal ? AbortSignal.any([signal, timeout]) : timeout,
      );
      const at = this.#now();
      await this.#sources.succeeded({
        sourceKey,
        by: this.#replica,
        treeId: undefined,
        checksVersion,
        at,
        dueAt: after(at, this.#settings.hostIntervalMs),
        warnings,
      });
    } catch (error) {
      await this.#fail(source, error);
    }
    this.#onEvidence();
  }

  async #collect(
    source: SourceRecord,
    entity: InventoryRecord,
    checks: RepositoryCheckRequest[],
    read: TreeRead & { status: 'read' },
    at: string,
  ) {
    const evidence = await collectRepositoryEvidence({
      snapshot: withSubpath(read.snapshot, entity.subpath),
      checks,
      types: this.#checkTypes(),
      source: source.sourceKey,
      link: (path, line) => this.#link(source, path, line),
      observedAt: at,
    });
    return evidence.map(({ observedAt, source: _, ...item }) => item);
  }

  #link(
    source: SourceRecord,
    path: string,
    line: number | undefined,
  ): string | undefined {
    if (source.kind === 'local') {
      return undefined;
    }
    const integration = this.#integrations.byUrl(source.url);
    return integration?.resolveUrl({
      url: `/${path}`,
      base: source.url,
      lineNumber: line,
    });
  }

  async #read(
    source: SourceRecord,
    checks: RepositoryCheckRequest[],
    treeId: string | undefined,
    signal: AbortSignal | undefined,
    folders: readonly string[],
  ): Promise<TreeRead> {
    const options = {
      wants: wantsForChecks(checks, this.#checkTypes(), folders),
      treeId,
      signal,
      limits: { timeoutMs: this.#settings.timeoutMs },
    };
    return source.kind === 'local'
      ? readLocalFolder(source.url, options)
      : readUrlTree(this.#urlReader, source.url, options);
  }

  async #fail(source: SourceRecord, error: unknown): Promise<void> {
    const { sourceKey } = source;
    const at = this.#now();
    const pause = Math.min(
      MAX_BACKOFF_MS,
      MINUTE * 2 ** Math.min(source.attempts, 10),
    );
    const message = describe(error);
    const dueAt = retryAt(error, at) ?? after(at, pause);
    this.#logger.warn(
      `Cannot look at ${sourceKey}, next try at ${dueAt}: ${message}`,
    );
    await this.#sources.failed({
      sourceKey,
      by: this.#replica,
      error: message,
      at,
      dueAt,
    });
  }

  /** The framework's checks that a repository answers. */
  #checks(framework: Framework): RepositoryCheckRequest[] {
    const known = new Set(this.#checkTypes().map(type => type.definition.type));
    return [
      ...repositoryObservations(framework),
      ...framework.controls.flatMap(control =>
        control.parts
          .filter(part => part.scope === 'entity')
          .flatMap(part => part.checks)
          .filter(check => known.has(check.type))
          .map(({ id, type, params }) => ({ id, type, params })),
      ),
    ];
  }

  /** Names what looks at a tree: other checks, or the same ones judging differently, have to look again. */
  #versionOf(checks: unknown): string {
    return createHash('sha256')
      .update(`${REPOSITORY_COLLECTOR}\n${canonicalJson(checks)}`)
      .digest('hex');
  }
}

/** Does something the first time it is called, and answers the same after that. */
function once<T>(act: () => T): () => T {
  let done: { value: T } | undefined;
  return () => {
    done ??= { value: act() };
    return done.value;
  };
}

/** When the host asked to be left alone until, within reason. */
function retryAt(error: unknown, at: string): string | undefined {
  const asked =
    isError(error) && error.name === 'RetryLaterError'
      ? Date.parse(String(error.retryAt))
      : NaN;
  return Number.isNaN(asked)
    ? undefined
    : new Date(
        Math.min(
          Math.max(asked, Date.parse(at) + 1000),
          Date.parse(at) + MAX_BACKOFF_MS,
        ),
      ).toISOString();
}

/** Whether nobody had looked for so long that evidence may be out of date. */
function wasSilent(
  { confirmedAt }: SourceRecord,
  at: string,
  intervalMs: number,
): boolean {
  return (
    confirmedAt !== undefined &&
    Date.parse(at) - Date.parse(confirmedAt) >
      SILENT_AFTER_INTERVALS * intervalMs
  );
}

function after(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString();
}
