import type { Knex } from 'knex';
import type { ScorecardChangesResponse } from '@plumbline/backstage-plugin-ai-governance-common';
import { isPostgres } from '../database/bulk';
import type { FrameworkStore } from '../framework/FrameworkStore';
import { ORGANIZATION } from './AssessmentQueue';
import { decodeCursor, encodeCursor } from './scorecardFilter';

interface Position {
  /** Everything up to this revision was delivered, … */
  n: number;
  /** … of the revision itself up to this ref; null: all of it. */
  r: string | null;
}

interface Revised {
  entity_ref: string;
  effective: string | number;
}

const DEFAULT_LIMIT = 500;

/**
 * Durable feed of entities whose judgement changed. It has no table of its
 * own: every change carries a revision, and an entity's place in the feed is
 * the newest revision of anything it is judged by. A change of the
 * organization's parts is therefore one row, and still moves every entity.
 */
export class ChangeFeed {
  readonly #knex: Knex;
  readonly #bookmarks: FrameworkStore;

  constructor(options: { knex: Knex; bookmarks: FrameworkStore }) {
    this.#knex = options.knex;
    this.#bookmarks = options.bookmarks;
  }

  /**
   * One page after a position. With a consumer's name the position is
   * remembered and used when none is given.
   */
  async read(request: {
    since?: string;
    consumer?: string;
    limit?: number;
  }): Promise<ScorecardChangesResponse> {
    const { since, consumer, limit = DEFAULT_LIMIT } = request;
    const bookmark = consumer && `feed:${consumer}`;
    const cursor =
      since ?? (bookmark && (await this.#bookmarks.bookmark(bookmark)));
    const position = decodeCursor<Position>(
      cursor,
      value =>
        Number.isSafeInteger(value?.n) &&
        (value.r === null || typeof value.r === 'string'),
    ) ?? { n: 0, r: null };
    if (since !== undefined && bookmark) {
      await this.#remember(bookmark, since);
    }
    const { latest, shared } = await this.#revisions();
    if (latest <= position.n && position.r === null) {
      return { items: [], nextCursor: cursor ?? encodeCursor(position) };
    }
    const isOwn = shared < position.n || (shared === position.n && !position.r);
    const rows = isOwn
      ? await this.#revisedThemselves(position, latest, limit)
      : await this.#revised(position, limit);
    const last = rows[rows.length - 1];
    const next: Position =
      rows.length < limit
        ? { n: latest, r: null }
        : { n: Number(last.effective), r: last.entity_ref };
    return {
      items: rows.map(row => ({
        entityRef: row.entity_ref,
        revision: Number(row.effective),
      })),
      nextCursor: encodeCursor(next),
    };
  }

  /** The newest revision of all, and that of what several entities share. */
  async #revisions(): Promise<{ latest: number; shared: number }> {
    const row = await this.#knex('counters')
      .where({ name: 'revision' })
      .first({
        latest: 'value',
        shared: this.#knex('judged_parts').max('revision'),
      });
    return {
      latest: Number(row?.latest ?? 0),
      shared: Number(row?.shared ?? 0),
    };
  }

  /**
   * What changed while nothing did that several entities share: found by its
   * own revision, so that it costs what changed and not what there is. What
   * was counted later is left for the next page, which knows whether something
   * shared was among it.
   */
  async #revisedThemselves(
    position: Position,
    latest: number,
    limit: number,
  ): Promise<Revised[]> {
    return this.#knex('scorecards as s')
      .join('entities as e', 'e.entity_ref', 's.entity_ref')
      .select('s.entity_ref as entity_ref', 's.revision as effective')
      .whereNull('e.deleted_at')
      .whereBetween('s.revision', [position.n, latest])
      .where(after => {
        after.where('s.revision', '>', position.n);
        if (position.r !== null) {
          after.orWhere('s.entity_ref', '>', position.r);
        }
      })
      .orderBy(['s.revision', 's.entity_ref'])
      .limit(limit);
  }

  /** What changed itself or shares something that did. */
  async #revised(position: Position, limit: number): Promise<Revised[]> {
    const greatest = isPostgres(this.#knex) ? 'greatest' : 'max';
    const revision = `${greatest}(s.revision, coalesce(g.revision, 0), coalesce(o.revision, 0))`;
    return this.#knex('scorecards as s')
      .join('entities as e', 'e.entity_ref', 's.entity_ref')
      .leftJoin('judged_parts as g', 'g.subject', 's.group_subject')
      .joinRaw('left join judged_parts as o on o.subject = ?', [ORGANIZATION])
      .select('s.entity_ref as entity_ref')
      .select(this.#knex.raw(`${revision} as effective`))
      .whereNull('e.deleted_at')
      .whereRaw(
        position.r === null
          ? `${revision} > ?`
          : `(${revision} > ? or (${revision} = ? and s.entity_ref > ?))`,
        position.r === null
          ? [position.n]
          : [position.n, position.n, position.r],
      )
      .orderByRaw(`${revision}, s.entity_ref`)
      .limit(limit);
  }

  async #remember(bookmark: string, cursor: string): Promise<void> {
    if ((await this.#bookmarks.bookmark(bookmark)) !== cursor) {
      await this.#bookmarks.setBookmark(this.#knex, bookmark, cursor);
    }
  }
}
