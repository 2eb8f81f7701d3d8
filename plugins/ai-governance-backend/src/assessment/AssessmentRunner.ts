import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  canonicalJson,
  keepProtections,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { DecidedProfile } from '@plumbline/backstage-plugin-ai-governance-common';
import { yieldToEventLoop } from '../database/bulk';
import { nextValue } from '../database/counters';
import type { Transaction, Transactor } from '../database/transaction';
import { COUNT_REVISION } from '../database/writeTogether';
import type { DeclarationStore } from '../declarations/DeclarationStore';
import { isToFollow } from '../declarations/ProfileReviews';
import type { ProfileReviews } from '../declarations/ProfileReviews';
import type { JudgedProfile } from '../declarations/reviewsAfter';
import type {
  FrameworkInForce,
  FrameworkService,
} from '../framework/FrameworkService';
import type { FreshJudge } from '../inventory/InventoryService';
import type {
  InventoryRecord,
  InventoryStore,
} from '../inventory/InventoryStore';
import { whyNotAssessable } from './assessable';
import type { AssessmentInputs } from './AssessmentInputs';
import { isPartSubject } from './AssessmentQueue';
import type { AssessmentQueue } from './AssessmentQueue';
import { FreshJudgements } from './FreshJudgements';
import { judgeForStorage, judgeSharedParts } from './judge';
import type {
  ScorecardStore,
  SharedRow,
  StoredScorecard,
} from './ScorecardStore';

const NOTHING_TO_TELL = () => {};

/** Entities judged in one transaction. */
const BATCH = 1000;

/** Entities judged before the event loop gets its turn. */
const SLICE = 100;

/** Entities that time alone changed, queued at once. */
const DUE_BATCH = 1000;

/** Judgements of entities never heard of before, as they were stored. */
export interface FreshlyJudged {
  records: readonly InventoryRecord[];
  stored: readonly StoredScorecard[];
  shared: readonly SharedRow[];
}

/** What judging a batch came to. */
interface JudgedBatch {
  /** Refs and subjects whose judgement changed. */
  changed: string[];
  /** Tells people of it, once it is committed. */
  tell: () => void;
}

/** What a run did. */
export interface RunResult {
  judged: number;
  /** Refs and subjects whose judgement changed. */
  changed: string[];
}

/**
 * Works the assessment queue off. Safe to run on several replicas at once, and
 * to interrupt: a batch is committed whole or is still queued.
 */
export class AssessmentRunner {
  readonly #transact: Transactor;
  readonly #queue: AssessmentQueue;
  readonly #inventory: InventoryStore;
  readonly #inputs: AssessmentInputs;
  readonly #scorecards: ScorecardStore;
  readonly #declarations: DeclarationStore;
  readonly #reviews: ProfileReviews;
  readonly #framework: FrameworkService;
  readonly #logger: LoggerService;
  readonly #now: () => string;
  readonly #onChanged: (subjects: string[]) => Promise<void>;
  readonly #judgedParts = new Set<string>();
  readonly #freshJudgements = new FreshJudgements();
  #running?: Promise<RunResult>;
  #following?: Promise<RunResult>;

  constructor(options: {
    transact: Transactor;
    queue: AssessmentQueue;
    inventory: InventoryStore;
    inputs: AssessmentInputs;
    scorecards: ScorecardStore;
    declarations: DeclarationStore;
    /** Told what somebody has to look at. */
    reviews: ProfileReviews;
    framework: FrameworkService;
    logger: LoggerService;
    now: () => string;
    onChanged?: (subjects: string[]) => Promise<void>;
  }) {
    this.#transact = options.transact;
    this.#queue = options.queue;
    this.#inventory = options.inventory;
    this.#inputs = options.inputs;
    this.#scorecards = options.scorecards;
    this.#declarations = options.declarations;
    this.#reviews = options.reviews;
    this.#framework = options.framework;
    this.#logger = options.logger;
    this.#now = options.now;
    this.#onChanged = options.onChanged ?? (async () => {});
  }

  /**
   * Judges everything queued or due. A call during a run is answered by one
   * more run after it, so that whatever was queued before the call is judged
   * when it resolves.
   */
  async run(): Promise<RunResult> {
    if (!this.#running) {
      this.#running = this.#run().finally(() => {
        this.#running = undefined;
      });
      return this.#running;
    }
    this.#following ??= this.#running
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => {
        this.#following = undefined;
        return this.run();
      });
    return this.#following;
  }

  /**
   * Judges the given subjects now, out of turn: the catalog gets the annotations
   * of a new entity with its first look instead of processing it twice.
   */
  async judge(subjects: readonly string[]): Promise<void> {
    const inForce = this.#framework.current();
    // Groups judged before are only looked at again by the next run.
    const parts = subjects.filter(
      subject => isPartSubject(subject) && !this.#judgedParts.has(subject),
    );
    const entities = subjects.filter(subject => !isPartSubject(subject));
    if (parts.length + entities.length === 0) {
      return;
    }
    const { changed, tell } = await this.#transact(async trx => {
      await this.#queue.remove(trx, [...parts, ...entities]);
      const changedParts = await this.#judgeParts(trx, parts, inForce);
      const batch = await this.#judgeEntities(trx, entities, inForce);
      return { ...batch, changed: [...changedParts, ...batch.changed] };
    });
    tell();
    for (const subject of parts) {
      this.#judgedParts.add(subject);
    }
    if (changed.length > 0) {
      await this.#onChanged(changed);
    }
  }

  /**
   * Judges entities that were never heard of before without reading anything:
   * nothing is stored of them.
   *
   * @param onWritten - told what was stored, and what it is joined with
   */
  fresh(onWritten: (written: FreshlyJudged) => void = () => {}): FreshJudge {
    return {
      unjudged: groups => groups.filter(group => !this.#judgedParts.has(group)),
      judge: records => {
        const at = this.#now();
        const inForce = this.#framework.current();
        const inputs = this.#inputs.ofFresh(records, inForce.framework);
        const stored = records.map(record =>
          this.#freshJudgements.judge(inputs.get(record.entityRef)!, inForce, {
            notAssessable: whyNotAssessable(inForce.framework, record),
            at,
          }),
        );
        return {
          writes: {
            counted: COUNT_REVISION,
            scorecards: this.#scorecards.write(stored),
          },
          answer: this.#scorecards.sharedWith(
            stored.map(({ groupSubject }) => groupSubject),
          ),
          written: rows =>
            onWritten({ records, stored, shared: rows as SharedRow[] }),
        };
      },
    };
  }

  /** Resolves once no run is under way or asked for. */
  async idle(): Promise<void> {
    while (this.#following ?? this.#running) {
      await (this.#following ?? this.#running)!.catch(() => undefined);
    }
  }

  /** Starts a run without waiting; failures are logged and stay queued. */
  kick(): void {
    this.run().catch(error =>
      this.#logger.error(
        `Judging failed, what is queued is tried again: ${error}`,
      ),
    );
  }

  async #run(): Promise<RunResult> {
    const result: RunResult = { judged: 0, changed: [] };
    // Another replica may have put something in force, and queued what that is for.
    await this.#framework.refresh(this.#now());
    await this.#queueDue();
    const inForce = this.#framework.current();
    for (const kind of ['parts', 'entities'] as const) {
      // Three workers: one judges while the database reads and writes for the others.
      await Promise.all([
        this.#work(kind, inForce, result),
        this.#work(kind, inForce, result),
        this.#work(kind, inForce, result),
      ]);
    }
    return result;
  }

  async #work(
    kind: 'parts' | 'entities',
    inForce: FrameworkInForce,
    result: RunResult,
  ): Promise<void> {
    for (;;) {
      const batch = await this.#transact(async trx => {
        const subjects = await this.#queue.take(trx, BATCH, kind);
        const done: JudgedBatch =
          kind === 'parts'
            ? {
                changed: await this.#judgeParts(trx, subjects, inForce),
                tell: NOTHING_TO_TELL,
              }
            : await this.#judgeEntities(trx, subjects, inForce);
        return { judged: subjects.length, ...done };
      });
      batch.tell();
      if (batch.judged === 0) {
        return;
      }
      result.judged += batch.judged;
      for (const subject of batch.changed) {
        result.changed.push(subject);
      }
      if (batch.changed.length > 0) {
        await this.#onChanged(batch.changed);
      }
      await yieldToEventLoop();
    }
  }

  async #queueDue(): Promise<void> {
    const at = this.#now();
    const parts = await this.#scorecards.dueParts(at);
    const entities = await this.#scorecards.due(at, DUE_BATCH);
    if (parts.length + entities.length > 0) {
      await this.#transact(trx =>
        this.#queue.add(trx, [...parts, ...entities], at),
      );
    }
  }

  async #judgeParts(
    trx: Transaction,
    subjects: readonly string[],
    inForce: FrameworkInForce,
  ): Promise<string[]> {
    if (subjects.length === 0) {
      return [];
    }
    const at = this.#now();
    const before = await this.#scorecards.parts(subjects, trx);
    const inputs = await this.#inputs.shared(subjects, trx);
    const changed: string[] = [];
    for (const subject of subjects) {
      const old = before.get(subject);
      const next = judgeSharedParts(subject, inputs.get(subject)!, inForce, {
        revision: 0,
        at,
      });
      if (old?.digest === next.digest && old.statuses === next.statuses) {
        if (old.dueAt !== next.dueAt) {
          await this.#scorecards.postponeParts(trx, subject, next.dueAt);
        }
        continue;
      }
      next.revision = await nextValue(trx, 'revision');
      await this.#scorecards.saveParts(trx, next, old);
      changed.push(subject);
    }
    return changed;
  }

  async #judgeEntities(
    trx: Transaction,
    refs: readonly string[],
    inForce: FrameworkInForce,
  ): Promise<JudgedBatch> {
    if (refs.length === 0) {
      return { changed: [], tell: NOTHING_TO_TELL };
    }
    const at = this.#now();
    const records = await this.#inventory.byRefs(refs, trx);
    const before = await this.#scorecards.byRefs(refs, trx);
    const inputs = await this.#inputs.load(records, inForce.framework, trx);
    const protections = new Map<string, DecidedProfile>();
    const next: StoredScorecard[] = [];
    const changed: StoredScorecard[] = [];
    const followed: JudgedProfile[] = [];
    for (const [index, record] of records.entries()) {
      if (index % SLICE === SLICE - 1) {
        await yieldToEventLoop();
      }
      const old = before.get(record.entityRef);
      const own = inputs.get(record.entityRef)!;
      const { stored: judged, profile } = judgeForStorage(own, inForce, {
        notAssessable: whyNotAssessable(
          inForce.framework,
          record,
          own.evidence,
        ),
        revision: old?.revision ?? 0,
        at,
      });
      const kept = keepProtections(inForce.framework, own.decided, profile);
      if (canonicalJson(kept) !== canonicalJson(own.decided ?? {})) {
        protections.set(record.entityRef, kept);
      }
      const isSame = old !== undefined && sameJudgement(old, judged);
      const judgedProfile: JudgedProfile = {
        framework: inForce.framework,
        descriptor: own.descriptor,
        portal: own.declaration,
        decided: own.decided,
        profile,
        entity: own.entity,
        owners: record.owners,
        at,
        isJudged: true,
        isAssessable: judged.notAssessable === undefined,
      };
      if (isToFollow(judgedProfile, { isSame, wasJudged: old !== undefined })) {
        followed.push(judgedProfile);
      }
      if (isSame) {
        if (
          old.dueAt !== judged.dueAt ||
          old.inputDigest !== judged.inputDigest
        ) {
          next.push({ ...judged, changedAt: old.changedAt });
        }
      } else {
        changed.push(judged);
        next.push(judged);
      }
    }
    // Read before the revision is counted, from where on everybody waits.
    const reviews = await this.#reviews.changeBy(trx, followed);
    if (changed.length > 0) {
      const revision = await nextValue(trx, 'revision');
      for (const judged of changed) {
        judged.revision = revision;
      }
    }
    await this.#scorecards.save(trx, {
      next,
      replaced: changed.flatMap(({ entityRef }) =>
        before.has(entityRef) ? [entityRef] : [],
      ),
      at,
    });
    await this.#declarations.keep(trx, protections, at);
    // Last, as everybody takes the log's turn behind that of the queue.
    const tell = await this.#reviews.write(trx, reviews, at);
    return { changed: changed.map(judged => judged.entityRef), tell };
  }
}

function sameJudgement(a: StoredScorecard, b: StoredScorecard): boolean {
  return (
    a.outputDigest === b.outputDigest &&
    a.frameworkDigest === b.frameworkDigest &&
    a.statuses === b.statuses &&
    a.groupSubject === b.groupSubject &&
    a.adoptionStage === b.adoptionStage &&
    a.notAssessable === b.notAssessable
  );
}
