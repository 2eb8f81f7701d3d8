import type { Knex } from 'knex';
import type { DeclarationReviewOutcome } from '@plumbline/backstage-plugin-ai-governance-common';
import { anyOf } from '../database/bulk';
import type { Transaction } from '../database/transaction';
import { toDeclaration } from './DeclarationStore';
import type { DeclarationRecord, DeclarationRow } from './DeclarationStore';

/** What somebody said of a declaration that nobody had to approve. */
export interface DeclarationReview {
  outcome: DeclarationReviewOutcome;
  reason: string;
  by: string;
  at: string;
}

/** A declaration that belongs to the sample. */
export interface SampledDeclaration extends DeclarationRecord {
  review?: DeclarationReview;
}

/** What was said, as tables hold it. */
export interface ReviewColumns {
  outcome: DeclarationReviewOutcome | null;
  reason: string;
  reviewed_by: string;
  reviewed_at: string;
}

interface ReviewRow extends ReviewColumns {
  declaration_id: string;
}

/**
 * Keeps which declarations belong to the sample and what came of it, apart from
 * the declarations: no judgement rests on it.
 */
export class DeclarationReviewStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Lets a declaration wait to be looked at. */
  async insert(trx: Transaction, declarationId: string): Promise<void> {
    await trx('declaration_reviews').insert({ declaration_id: declarationId });
  }

  async get(id: string): Promise<SampledDeclaration | undefined> {
    const [record] = await this.#read(this.#sampled().where({ 'made.id': id }));
    return record;
  }

  /** The one in force of an entity, where it belongs to the sample. */
  async inForce(
    entityRef: string,
    trx?: Transaction,
  ): Promise<SampledDeclaration | undefined> {
    const [record] = await this.#read(
      this.#sampled(trx).where({
        'made.entity_ref': entityRef,
        'made.state': 'inForce',
      }),
    );
    return record;
  }

  /** Those in force that nobody looked at, of entities that are assessed; oldest first. */
  async waiting(options: {
    notBy?: string;
    limit: number;
  }): Promise<SampledDeclaration[]> {
    const query = this.#sampled()
      .leftJoin('scorecards as s', 's.entity_ref', 'made.entity_ref')
      .whereNull('s.not_assessable')
      .where({ 'made.state': 'inForce' })
      .whereNull('review.outcome')
      .orderBy(['made.declared_at', 'made.id'])
      .limit(options.limit);
    if (options.notBy !== undefined) {
      query.whereNot('made.declared_by', options.notBy);
    }
    return this.#read(query);
  }

  /** What was said of each, by declaration. */
  async of(ids: readonly string[]): Promise<Map<string, DeclarationReview>> {
    if (ids.length === 0) {
      return new Map();
    }
    const rows: ReviewRow[] = await this.#knex('declaration_reviews')
      .where(anyOf(this.#knex, 'declaration_id', ids))
      .whereNotNull('outcome');
    return new Map(rows.map(row => [row.declaration_id, toReview(row)!]));
  }

  /** Keeps what was said; false when somebody else was faster, or it was declared anew. */
  async close(
    trx: Transaction,
    id: string,
    review: DeclarationReview,
  ): Promise<boolean> {
    const updated = await trx('declaration_reviews')
      .whereIn(
        'declaration_id',
        trx('declarations').select('id').where({ id, state: 'inForce' }),
      )
      .whereNull('outcome')
      .update({
        outcome: review.outcome,
        reason: review.reason,
        reviewed_by: review.by,
        reviewed_at: review.at,
      });
    return updated === 1;
  }

  #sampled(trx?: Transaction) {
    return (trx ?? this.#knex)('declaration_reviews as review')
      .join('declarations as made', 'made.id', 'review.declaration_id')
      .select('made.*', {
        review_outcome: 'review.outcome',
        review_reason: 'review.reason',
        reviewed_by: 'review.reviewed_by',
        reviewed_at: 'review.reviewed_at',
      });
  }

  async #read(query: Knex.QueryBuilder): Promise<SampledDeclaration[]> {
    const rows: (DeclarationRow &
      ReviewRow & {
        review_outcome: ReviewRow['outcome'];
        review_reason: string;
      })[] = await query;
    return rows.map(row => {
      const review = toReview({
        ...row,
        outcome: row.review_outcome,
        reason: row.review_reason,
      });
      return { ...toDeclaration(row), ...(review && { review }) };
    });
  }
}

/** What was said; undefined until somebody looked at it. */
export function toReview(row: ReviewColumns): DeclarationReview | undefined {
  const { outcome, reason, reviewed_by: by, reviewed_at: at } = row;
  return outcome === null ? undefined : { outcome, reason, by, at };
}
