import { isDescriptorSampled } from '@plumbline/backstage-plugin-ai-governance-common';
import type { AuditLog } from '../audit/AuditLog';
import type { Transaction } from '../database/transaction';
import type { FrameworkService } from '../framework/FrameworkService';
import type { Decision, InboxNews } from '../inbox/InboxNews';
import type { ProfileReview, ProfileReviewStore } from './ProfileReviewStore';
import { reviewsAfter } from './reviewsAfter';
import { declarerOf } from './sampled';
import type { JudgedProfile, ReviewsChange } from './reviewsAfter';

/** Whoever wrote a file or changed it is not known. */
const ACTOR = 'system:judgement';

const NOTHING_TO_TELL = () => {};

/**
 * Whether a judgement can say anything new of what has to be looked at. Those
 * that cannot are the many of a catalog that fills, and cost nothing.
 *
 * @param options - `isSame`: the judgement is the one before; `wasJudged`: there was one
 */
export function isToFollow(
  judged: JudgedProfile,
  options: { isSame: boolean; wasJudged: boolean },
): boolean {
  const { decided } = judged;
  return options.isSame
    ? isDescriptorSampled(judged) ||
        // Of an entity never heard of before the first judgement follows nothing.
        (decided === undefined && isContradicted(judged))
    : options.wasJudged ||
        decided !== undefined ||
        isDescriptorSampled(judged) ||
        isContradicted(judged);
}

/** Whether there is anything that a judgement could open. */
function mayOpen(judged: JudgedProfile): boolean {
  return (
    judged.descriptor?.values.classification !== undefined ||
    isContradicted(judged)
  );
}

function isContradicted({ profile }: JudgedProfile): boolean {
  return profile.conflicts.some(({ kind }) => kind === 'contradiction');
}

/** Follows judgements with what somebody has to look at. */
export class ProfileReviews {
  readonly #store: ProfileReviewStore;
  readonly #framework: FrameworkService;
  readonly #audit: AuditLog;
  readonly #news: () => InboxNews;

  constructor(options: {
    store: ProfileReviewStore;
    framework: FrameworkService;
    audit: AuditLog;
    news: () => InboxNews;
  }) {
    this.#store = options.store;
    this.#framework = options.framework;
    this.#audit = options.audit;
    this.#news = options.news;
  }

  /**
   * Opens and ends what the judgements say, last in their transaction.
   *
   * @param judged - those that are new or differ from the one before, and those
   * by which something became a protection
   * @returns tells those who look at it, once the transaction is committed
   */
  async follow(
    trx: Transaction,
    judged: readonly JudgedProfile[],
    at: string,
  ): Promise<() => void> {
    return this.write(trx, await this.changeBy(trx, judged), at);
  }

  /**
   * What the judgements open and end. One statement however many there are, and
   * none where there are none.
   */
  async changeBy(
    trx: Transaction,
    judged: readonly JudgedProfile[],
  ): Promise<ReviewsChange> {
    const opened: ProfileReview[] = [];
    const ended: ProfileReview[] = [];
    if (judged.length === 0) {
      return { opened, ended };
    }
    const known = await this.#store.of(
      judged.map(({ entity }) => entity.ref),
      trx,
    );
    for (const each of judged) {
      const before = known.get(each.entity.ref);
      if (before || mayOpen(each)) {
        const after = reviewsAfter(each, before ?? []);
        opened.push(...after.opened);
        ended.push(...after.ended);
      }
    }
    return { opened, ended };
  }

  /** What has to be looked at of an entity, or was, and is as it was; by why. */
  async inForce(entityRef: string): Promise<{
    [why in ProfileReview['why']]?: ProfileReview;
  }> {
    const known = await this.#store.of([entityRef]);
    return Object.fromEntries(
      (known.get(entityRef) ?? [])
        .filter(({ endedAt }) => endedAt === undefined)
        .map(review => [review.why, review]),
    );
  }

  /**
   * What only the descriptor declares and belongs to the sample, or would with
   * the entity's next judgement, even if it is not assessed now.
   */
  async sampled(
    trx: Transaction,
    judged: JudgedProfile,
  ): Promise<ProfileReview | undefined> {
    const { ref } = judged.entity;
    const known = (await this.#store.of([ref], trx)).get(ref) ?? [];
    const { opened, ended } = reviewsAfter(
      { ...judged, isAssessable: true },
      known,
    );
    const [review] = [
      ...known.filter(
        each => each.endedAt === undefined && !ended.includes(each),
      ),
      ...opened,
    ].filter(({ why }) => why === 'sample');
    return review;
  }

  /**
   * Writes what opens and ends, last in the transaction: a handful of statements
   * however many there are.
   *
   * @returns tells those who look at it, once the transaction is committed
   */
  async write(
    trx: Transaction,
    { opened, ended: over }: ReviewsChange,
    at: string,
  ): Promise<() => void> {
    if (opened.length + over.length === 0) {
      return NOTHING_TO_TELL;
    }
    // Of two at the same instant, a judgement and a declaration, the other one
    // may have ended or opened it.
    const endedNow =
      over.length > 0
        ? await this.#store.end(
            trx,
            over.map(({ id }) => id),
            at,
          )
        : new Set<string>();
    const ended = over.filter(({ id }) => endedNow.has(id));
    const inserted = await this.#store.insert(trx, opened);
    const arrived = opened.filter(
      ({ id, endedAt }) => inserted.has(id) && endedAt === undefined,
    );
    const entries = [
      ...ended.map(review => entryOf(review, 'declaration.reviewEnded', at)),
      ...arrived.map(review => entryOf(review, 'declaration.toReview', at)),
    ];
    if (entries.length > 0) {
      await this.#audit.appendAll(trx, entries);
    }
    return () => {
      const role = this.#framework.current().framework.settings.approvingRole;
      const unseen = ended.filter(({ review }) => review === undefined);
      this.#news().settledTogether(
        unseen.map(review => profileDecisionOf(review, role)),
      );
      // One message tells of one kind.
      for (const why of ['sample', 'contradiction']) {
        this.#news().arrivedTogether(
          arrived
            .filter(review => review.why === why)
            .map(review => profileDecisionOf(review, role)),
        );
      }
    };
  }
}

function entryOf(review: ProfileReview, action: string, at: string) {
  const { id, entityRef, why, values, source, contradictions } = review;
  return {
    at,
    actor: ACTOR,
    action,
    subject: entityRef,
    details: {
      declaration: id,
      why,
      source,
      declared: values as never,
      ...(contradictions && { contradictions }),
    },
  };
}

/** As those who look at it are told of it. */
export function profileDecisionOf(
  record: Pick<ProfileReview, 'id' | 'entityRef' | 'owners' | 'why'>,
  role: string,
): Decision {
  const { id, owners, why } = record;
  return {
    kind:
      why === 'contradiction' ? 'contradictionToReview' : 'declarationToReview',
    id,
    role,
    by: declarerOf(record),
    owners,
  };
}
