import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import { canonicalJson } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Evidence } from '@plumbline/backstage-plugin-ai-governance-common';
import type { AssessmentQueue } from '../assessment/AssessmentQueue';
import type { SourceStore } from '../collection/SourceStore';
import { chunks, yieldToEventLoop } from '../database/bulk';
import type { Transaction, Transactor } from '../database/transaction';
import type { EvidenceSet, EvidenceStore } from './EvidenceStore';

/** Evidence as a collector reports it: when it was first seen is ours to know. */
export type ObservedEvidence = Omit<Evidence, 'observedAt' | 'source'> & {
  /** For events: when it happened, where that is known. */
  happenedAt?: string;
};

/** Everything one source now says about one subject. */
export interface EvidencePush {
  subject: string;
  source: string;
  items: ObservedEvidence[];
  /** Of the checks without an item, what is known stays: this look was a failure. */
  keepOthers?: boolean;
  /** What the content is as of, where that is not when it was looked at. */
  observedAt?: string;
}

/** What one source says about one subject, with when it looked. */
export interface DatedEvidence {
  subject: string;
  /** Key of this subject alone: it is confirmed for nobody else. */
  source: string;
  item: ObservedEvidence;
  /** When the source looked. */
  observedAt: string;
  /** Sent before in just this form: does not replace what came since. */
  repeated: boolean;
}

/**
 * What became of dated evidence: it is new, it confirms what is stored, it is
 * stored already, or something newer is.
 */
export type Taken = 'stored' | 'confirmed' | 'known' | 'outdated';

const contentOf = (item: Evidence | ObservedEvidence) => {
  const { observedAt, source, happenedAt, ...content } = item as Evidence &
    ObservedEvidence;
  return content;
};

/** What was seen, whichever version of the collector saw it. */
function seenIn(item: Evidence | ObservedEvidence) {
  const { collector, ...seen } = contentOf(item);
  return canonicalJson(seen);
}

/** A clock ahead of ours must not put an event into the future. */
function happened({ happenedAt }: ObservedEvidence, at: string) {
  return happenedAt !== undefined && happenedAt > at ? at : happenedAt;
}

/** How many pushed sets are compared before the event loop gets its turn. */
const COMPARE_SLICE = 200;

/**
 * Takes evidence in. Only what differs from what is stored is written, and
 * only those subjects are queued for judgement.
 */
export class EvidenceService {
  readonly #store: EvidenceStore;
  readonly #sources: SourceStore;
  readonly #queue: AssessmentQueue;
  readonly #transact: Transactor;

  constructor(options: {
    store: EvidenceStore;
    sources: SourceStore;
    queue: AssessmentQueue;
    transact: Transactor;
  }) {
    this.#store = options.store;
    this.#sources = options.sources;
    this.#queue = options.queue;
    this.#transact = options.transact;
  }

  /** The subjects at which each assistant was seen that is none of those known. */
  assistantsBeside(
    known: ReadonlySet<string>,
  ): Promise<Map<string, Set<string>>> {
    return this.#store.assistantsBeside(known);
  }

  /**
   * Stores what changed and returns the subjects concerned. An item whose
   * content is already stored keeps the instant it was first seen.
   *
   * @param at - when the sources were looked at
   */
  async push(
    pushes: readonly EvidencePush[],
    at: string,
  ): Promise<{ changed: string[] }> {
    const changed = await this.#changed(pushes);
    const store = (slice: typeof changed) =>
      this.#transact(trx => this.#replace(trx, slice, at));
    // Two at once: one is prepared while the database writes the other.
    const limit = pLimit(2);
    await Promise.all(
      chunks(changed).map(slice =>
        limit(async () => {
          await yieldToEventLoop();
          await store(slice);
        }),
      ),
    );
    return { changed: [...new Set(changed.map(push => push.subject))] };
  }

  /**
   * The same in a transaction of the caller, for evidence that stands or falls
   * with something else.
   */
  async pushWithin(
    trx: Transaction,
    pushes: readonly EvidencePush[],
    at: string,
  ): Promise<{ changed: string[] }> {
    const changed = await this.#changed(pushes, trx);
    for (const slice of chunks(changed)) {
      await this.#replace(trx, slice, at);
    }
    return { changed: [...new Set(changed.map(push => push.subject))] };
  }

  /** What one source says about subjects now. */
  async observations(
    subjects: readonly string[],
    source: string,
    trx?: Transaction,
  ): Promise<Map<string, Evidence[]>> {
    const sets = await this.#store.bySubjects(subjects, trx);
    return new Map(
      sets.flatMap(set =>
        set.source === source ? [[set.subject, set.items]] : [],
      ),
    );
  }

  /** What any source says about one check of a subject now. */
  async itemsOf(subject: string, check: string): Promise<Evidence[]> {
    const sets = await this.#store.bySubjects([subject]);
    return sets
      .flatMap(({ items }) => items)
      .filter(item => item.check === check);
  }

  /** The subjects that one source says something about. */
  async subjectsOf(
    source: string,
    options?: { groups?: boolean; trx?: Transaction },
  ): Promise<string[]> {
    return this.#store.subjectsOf(source, options);
  }

  /** What differs from what is stored. */
  async #changed(
    pushes: readonly EvidencePush[],
    trx?: Transaction,
  ): Promise<(EvidencePush & { digest: string })[]> {
    const stored = await this.#store.digests(
      [...new Set(pushes.map(push => push.subject))],
      trx,
    );
    const changed: (EvidencePush & { digest: string })[] = [];
    // One statement cannot write the same row twice: the last word counts.
    const latest = new Map(
      pushes.map(push => [`${push.subject}\n${push.source}`, push]),
    );
    for (const slice of chunks([...latest.values()], COMPARE_SLICE)) {
      for (const push of slice) {
        const digest = createHash('sha256')
          .update(canonicalJson(push.items))
          .digest('hex');
        if (stored.get(`${push.subject}\n${push.source}`) !== digest) {
          changed.push({ ...push, digest });
        }
      }
      await yieldToEventLoop();
    }
    return changed;
  }

  async #replace(
    trx: Transaction,
    slice: readonly (EvidencePush & { digest: string })[],
    at: string,
  ): Promise<void> {
    const before = await this.#store.bySubjects(
      [...new Set(slice.map(push => push.subject))],
      trx,
    );
    const bySource = new Map(
      before.map(set => [`${set.subject}\n${set.source}`, set]),
    );
    await this.#store.replace(
      trx,
      slice.map(push =>
        this.#dated(push, bySource.get(`${push.subject}\n${push.source}`), at),
      ),
      before,
    );
    await this.#queue.add(
      trx,
      slice.map(push => push.subject),
      at,
    );
  }

  /**
   * Takes evidence that says itself when it was observed, one item per source.
   * Newer replaces older whatever the order of arrival; the same again confirms
   * what is stored and writes no evidence. The sources stay locked until the
   * transaction ends, so that of two pushes at once neither is lost.
   *
   * @param pushes - at most one per source
   * @param at - now
   */
  async take(
    trx: Transaction,
    pushes: readonly DatedEvidence[],
    at: string,
  ): Promise<Taken[]> {
    const confirmed = await this.#sources.lock(
      trx,
      pushes.map(push => push.source),
    );
    const before = new Map(
      (
        await this.#store.bySources(
          pushes.map(push => push.source),
          trx,
        )
      ).map(set => [set.source, set]),
    );
    const sets: EvidenceSet[] = [];
    const confirmations: { sourceKey: string; at: string }[] = [];
    const taken = pushes.map(push => {
      const stored = before.get(push.source);
      const newest = [
        ...(stored?.items.map(item => item.observedAt) ?? []),
        confirmed.get(push.source) ?? '',
      ].reduce((a, b) => (a > b ? a : b), '');
      const digest = createHash('sha256')
        .update(canonicalJson([push.item] as never))
        .digest('hex');
      if (stored?.digest === digest) {
        if (push.observedAt <= newest) {
          return 'known';
        }
        confirmations.push({ sourceKey: push.source, at: push.observedAt });
        return 'confirmed';
      }
      if (stored && (push.repeated || push.observedAt < newest)) {
        return 'outdated';
      }
      sets.push({
        subject: push.subject,
        source: push.source,
        digest,
        changedAt: at,
        items: [
          // A look that failed takes nothing back: the last good evidence stays.
          ...(push.item.outcome === 'error'
            ? stored?.items.filter(item => item.outcome !== 'error') ?? []
            : []),
          { ...push.item, source: push.source, observedAt: push.observedAt },
        ],
      });
      return 'stored';
    });
    for (const slice of chunks(sets)) {
      await this.#store.replace(
        trx,
        slice,
        slice.flatMap(set => before.get(set.source) ?? []),
      );
    }
    await this.#sources.confirm(trx, confirmations);
    await this.#queue.add(
      trx,
      pushes.flatMap((push, index) =>
        taken[index] === 'stored' || taken[index] === 'confirmed'
          ? [push.subject]
          : [],
      ),
      at,
    );
    return taken;
  }

  #dated(
    push: EvidencePush & { digest: string },
    before: EvidenceSet | undefined,
    at: string,
  ): EvidenceSet {
    const known = new Map(
      before?.items.map(item => [seenIn(item), item.observedAt]),
    );
    const failed = new Set(
      push.items.flatMap(item => (item.outcome === 'error' ? item.check : [])),
    );
    return {
      subject: push.subject,
      source: push.source,
      digest: push.digest,
      changedAt: at,
      items: [
        // A look that failed takes nothing back: the last good evidence stays.
        ...(before?.items ?? []).filter(
          item =>
            item.outcome !== 'error' &&
            (push.keepOthers === true || failed.has(item.check)),
        ),
        ...push.items.map(item => ({
          ...contentOf(item),
          source: push.source,
          observedAt:
            happened(item, at) ??
            known.get(seenIn(item)) ??
            push.observedAt ??
            at,
        })),
      ],
    };
  }
}
