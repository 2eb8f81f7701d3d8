import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import { canonicalJson } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Evidence } from '@plumbline/backstage-plugin-ai-governance-common';
import type { AssessmentQueue } from '../assessment/AssessmentQueue';
import { chunks, yieldToEventLoop } from '../database/bulk';
import type { Transactor } from '../database/transaction';
import type { EvidenceSet, EvidenceStore } from './EvidenceStore';

/** Evidence as a collector reports it: when it was first seen is ours to know. */
export type ObservedEvidence = Omit<Evidence, 'observedAt' | 'source'>;

/** Everything one source now says about one subject. */
export interface EvidencePush {
  subject: string;
  source: string;
  items: ObservedEvidence[];
}

const contentOf = (item: Evidence | ObservedEvidence) => {
  const { observedAt, source, ...content } = item as Evidence;
  return content;
};

/** How many pushed sets are compared before the event loop gets its turn. */
const COMPARE_SLICE = 200;

/**
 * Takes evidence in. Only what differs from what is stored is written, and
 * only those subjects are queued for judgement.
 */
export class EvidenceService {
  readonly #store: EvidenceStore;
  readonly #queue: AssessmentQueue;
  readonly #transact: Transactor;

  constructor(options: {
    store: EvidenceStore;
    queue: AssessmentQueue;
    transact: Transactor;
  }) {
    this.#store = options.store;
    this.#queue = options.queue;
    this.#transact = options.transact;
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
    const stored = await this.#store.digests([
      ...new Set(pushes.map(push => push.subject)),
    ]);
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
    const store = (slice: typeof changed) =>
      this.#transact(async trx => {
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
            this.#dated(
              push,
              bySource.get(`${push.subject}\n${push.source}`),
              at,
            ),
          ),
          before,
        );
        await this.#queue.add(
          trx,
          slice.map(push => push.subject),
          at,
        );
      });
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

  #dated(
    push: EvidencePush & { digest: string },
    before: EvidenceSet | undefined,
    at: string,
  ): EvidenceSet {
    const known = new Map(
      before?.items.map(item => [
        canonicalJson(contentOf(item) as never),
        item.observedAt,
      ]),
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
          item => item.outcome !== 'error' && failed.has(item.check),
        ),
        ...push.items.map(item => ({
          ...item,
          source: push.source,
          observedAt: known.get(canonicalJson(contentOf(item))) ?? at,
        })),
      ],
    };
  }
}
