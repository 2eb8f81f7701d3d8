import type { Knex } from 'knex';
import type { DeclaredValues } from '@plumbline/backstage-plugin-ai-governance-common';
import { nativeSha256 } from '../assessment/judge';
import { anyOf, bulkWrite, chunks } from '../database/bulk';
import { runPrepared } from '../database/runPrepared';
import type { Transaction } from '../database/transaction';
import { namesAnyOf } from '../exceptions/moveRows';
import { toReview } from './DeclarationReviewStore';
import type {
  DeclarationReview,
  ReviewColumns,
} from './DeclarationReviewStore';

/**
 * Something seen: the field of the profile, the subject, the kind of sign and
 * what it is, wherever it lies. Of what no signs are told the message.
 */
export type Sign = string[];

/** What a judgement found that somebody has to look at. */
export interface ProfileReview {
  id: string;
  entityRef: string;
  /**
   * A first declaration that only the descriptor makes, and that belongs to the
   * sample; or what is declared contradicts what is seen.
   */
  why: 'sample' | 'contradiction';
  /** What is declared. */
  values: DeclaredValues;
  source: 'descriptor' | 'portal';
  /** What is seen otherwise. */
  contradictions?: string[];
  /** What it is known again by. */
  signs?: Sign[];
  at: string;
  /** Who declared it where that is known, and who owned the entity then. */
  owners: string[];
  /** Since when it is about nothing that is in force. */
  endedAt?: string;
  review?: DeclarationReview;
}

interface ProfileReviewRow extends ReviewColumns {
  id: string;
  entity_ref: string;
  why: ProfileReview['why'];
  declared: string;
  source: ProfileReview['source'];
  contradictions: string | null;
  signs: string | null;
  declared_at: string;
  owners: string;
  open_key: string | null;
  ended_at: string | null;
}

/** What is written when it begins to wait. */
const COLUMNS = [
  'id',
  'entity_ref',
  'why',
  'declared',
  'source',
  'contradictions',
  'signs',
  'declared_at',
  'owners',
  'open_key',
  'ended_at',
] as const;

/**
 * Keeps what has to be looked at and is no act of declaring in the portal, apart
 * from the protections: no judgement rests on it.
 */
export class ProfileReviewStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async get(id: string): Promise<ProfileReview | undefined> {
    const row = await this.#knex<ProfileReviewRow>('profile_reviews')
      .where({ id })
      .first();
    return row && toRecord(row);
  }

  /** All there ever was of the entities, oldest first. */
  async of(
    refs: readonly string[],
    trx?: Transaction,
  ): Promise<Map<string, ProfileReview[]>> {
    const rows = await (trx ?? this.#knex)<ProfileReviewRow>('profile_reviews')
      .where(anyOf(this.#knex, 'entity_ref', refs))
      .orderBy(['declared_at', 'id']);
    const found = new Map<string, ProfileReview[]>();
    for (const record of rows.map(toRecord)) {
      const same = found.get(record.entityRef);
      if (same) {
        same.push(record);
      } else {
        found.set(record.entityRef, [record]);
      }
    }
    return found;
  }

  /**
   * Lets them wait, or remembers those that ended before they did.
   *
   * @returns ids of those that did not wait already
   */
  async insert(
    trx: Transaction,
    records: readonly ProfileReview[],
  ): Promise<Set<string>> {
    const inserted = new Set<string>();
    for (const slice of chunks(records)) {
      const { sql, bindings } = bulkWrite(this.#knex, {
        table: 'profile_reviews',
        columns: COLUMNS,
        rows: slice.map(record => ({
          id: record.id,
          entity_ref: record.entityRef,
          why: record.why,
          declared: JSON.stringify(record.values),
          source: record.source,
          contradictions: record.contradictions
            ? JSON.stringify(record.contradictions)
            : null,
          signs: record.signs ? JSON.stringify(record.signs) : null,
          declared_at: record.at,
          owners: JSON.stringify(record.owners),
          open_key:
            record.endedAt === undefined
              ? nativeSha256(`${record.why}\n${record.entityRef}`)
              : null,
          ended_at: record.endedAt ?? null,
        })),
        conflict: ['open_key'],
      });
      const rows = await runPrepared<{ id: string }>(
        this.#knex,
        { sql: `${sql} returning id`, bindings },
        trx,
      );
      rows.forEach(({ id }) => inserted.add(id));
    }
    return inserted;
  }

  /**
   * Ends what is about nothing that is in force any more.
   *
   * @returns ids of those that had not ended already
   */
  async end(
    trx: Transaction,
    ids: readonly string[],
    at: string,
  ): Promise<Set<string>> {
    const rows: { id: string }[] = await trx('profile_reviews')
      .where(anyOf(this.#knex, 'id', ids))
      .whereNull('ended_at')
      .update({ open_key: null, ended_at: at })
      .returning('id');
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * Those that nobody looked at, oldest first.
   *
   * @param options - `notOf`: without those of entities that one of these owns or
   * owned when it was declared
   */
  async waiting(options: {
    notOf?: readonly string[];
    limit: number;
  }): Promise<ProfileReview[]> {
    const { notOf, limit } = options;
    const query = this.#knex('profile_reviews as review')
      .join('entities as e', 'e.entity_ref', 'review.entity_ref')
      .select('review.*')
      .whereNull('review.outcome')
      .whereNotNull('review.open_key')
      .whereNull('e.deleted_at')
      .orderBy(['review.declared_at', 'review.id'])
      .limit(limit);
    if (notOf !== undefined) {
      query
        .whereNot(namesAnyOf(this.#knex, 'review.owners', notOf))
        .whereNot(namesAnyOf(this.#knex, 'e.owners', notOf));
    }
    const rows: ProfileReviewRow[] = await query;
    return rows.map(toRecord);
  }

  /** One page of those that somebody looked at, newest first. */
  async looked(options: {
    entityRef?: string;
    limit: number;
    before?: { at: string; id: string };
  }): Promise<ProfileReview[]> {
    const { entityRef, limit, before } = options;
    const query = this.#knex<ProfileReviewRow>('profile_reviews')
      .whereNotNull('outcome')
      .orderBy([
        { column: 'declared_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit);
    if (entityRef !== undefined) {
      query.where({ entity_ref: entityRef });
    }
    if (before) {
      query.whereRaw('(declared_at, id) < (?, ?)', [before.at, before.id]);
    }
    return (await query).map(toRecord);
  }

  /** Keeps what was said; false when somebody else was faster, or it ended. */
  async close(
    trx: Transaction,
    id: string,
    review: DeclarationReview,
  ): Promise<boolean> {
    const updated = await trx('profile_reviews')
      .where({ id })
      .whereNull('outcome')
      .whereNotNull('open_key')
      .update({
        outcome: review.outcome,
        reason: review.reason,
        reviewed_by: review.by,
        reviewed_at: review.at,
      });
    return updated === 1;
  }
}

function toRecord(row: ProfileReviewRow): ProfileReview {
  const review = toReview(row);
  return {
    id: row.id,
    entityRef: row.entity_ref,
    why: row.why,
    values: JSON.parse(row.declared),
    source: row.source,
    ...(row.contradictions !== null && {
      contradictions: JSON.parse(row.contradictions),
    }),
    ...(row.signs !== null && { signs: JSON.parse(row.signs) }),
    at: row.declared_at,
    owners: JSON.parse(row.owners),
    ...(row.ended_at !== null && { endedAt: row.ended_at }),
    ...(review && { review }),
  };
}
