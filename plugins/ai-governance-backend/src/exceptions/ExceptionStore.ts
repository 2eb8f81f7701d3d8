import { createHash, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { SPONSORED_RENEWAL } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  Exception,
  ExceptionResponse,
  ExceptionState,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { anyOf, bulkUpsert, chunks, isPostgres } from '../database/bulk';
import type { Write } from '../database/bulk';
import { runPrepared } from '../database/runPrepared';
import type { Transaction } from '../database/transaction';
import type { MovedRequest } from './ExceptionOwners';
import { movedText, namesAnyOf, ownersNow } from './moveRows';

/** A request with its exceptions, as stored. */
export type ExceptionRecord = Omit<
  ExceptionResponse,
  'deciders' | 'allowed' | 'hidden'
>;

interface RequestRow {
  id: string;
  control_id: string;
  reason: string;
  compensating_controls: string;
  requested_by: string;
  asked_for: string | null;
  requested_at: string;
  state: ExceptionState;
  until_at: string;
  renewal: number;
  decided_by: string | null;
  decided_at: string | null;
  decision: string | null;
}

interface ExceptionRow {
  id: string;
  request_id: string;
  entity_ref: string;
  revoked_by: string | null;
  revoked_at: string | null;
  revocation: string | null;
  reconfirm_by: string | null;
  moved_to: string | null;
}

/** A granted exception as one row, with what its request says. */
export interface GrantedRow {
  id: string;
  entity_ref: string;
  control_id: string;
  reason: string;
  compensating_controls: string;
  decided_by: string;
  decided_at: string;
  until_at: string;
  reconfirm_by: string | null;
}

/** Columns of `GrantedRow`, by the table that has them. */
export const GRANTED_COLUMNS = {
  exceptions: ['id', 'entity_ref', 'reconfirm_by'],
  exception_requests: [
    'control_id',
    'reason',
    'compensating_controls',
    'decided_by',
    'decided_at',
    'until_at',
  ],
} as const;

export const toException = (row: GrantedRow): Exception => ({
  id: row.id,
  control: row.control_id,
  reason: row.reason,
  compensatingControls: JSON.parse(row.compensating_controls),
  approvedBy: row.decided_by,
  from: row.decided_at,
  until: endOf(row),
});

type PeriodRow = GrantedRow & { revoked_at: string | null };

/** When it was in force, or would be if nothing else happens. */
const toPeriod = (row: PeriodRow) => ({
  entityRef: row.entity_ref,
  from: row.decided_at,
  until:
    row.revoked_at !== null && row.revoked_at < endOf(row)
      ? row.revoked_at
      : endOf(row),
});

/** Sooner than granted while new owners have not confirmed it. */
function endOf(row: { until_at: string; reconfirm_by: string | null }): string {
  return row.reconfirm_by !== null && row.reconfirm_by < row.until_at
    ? row.reconfirm_by
    : row.until_at;
}

function toRecord(
  row: RequestRow,
  exceptions: readonly ExceptionRow[],
): ExceptionRecord {
  return {
    id: row.id,
    control: row.control_id,
    reason: row.reason,
    compensatingControls: JSON.parse(row.compensating_controls),
    requestedBy: row.requested_by,
    ...(row.asked_for !== null && { askedFor: row.asked_for }),
    requestedAt: row.requested_at,
    state: row.state,
    until: row.until_at,
    renewal: Number(row.renewal),
    entities: exceptions.map(each => ({
      id: each.id,
      entityRef: each.entity_ref,
      ...(each.revoked_by !== null && { revokedBy: each.revoked_by }),
      ...(each.revoked_at !== null && { revokedAt: each.revoked_at }),
      ...(each.revocation !== null && { revocation: each.revocation }),
      ...(each.reconfirm_by !== null && { reconfirmBy: each.reconfirm_by }),
      ...(each.moved_to !== null && { movedTo: JSON.parse(each.moved_to) }),
    })),
    ...(row.decided_by !== null && { decidedBy: row.decided_by }),
    ...(row.decided_at !== null && { decidedAt: row.decided_at }),
    ...(row.decision !== null && { decision: row.decision }),
  };
}

const toWhose = (row: Pick<ExceptionRow, 'entity_ref' | 'moved_to'>) => ({
  entityRef: row.entity_ref,
  ...(row.moved_to !== null && { movedTo: JSON.parse(row.moved_to) }),
});

const openKey = (entityRef: string, control: string) =>
  createHash('sha256')
    .update(JSON.stringify([entityRef, control]))
    .digest('hex');

/** Keeps requests for exceptions; a decided one is only ever ended early. */
export class ExceptionStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @returns entities that wait for a decision on this control already */
  async insert(trx: Transaction, record: ExceptionRecord): Promise<string[]> {
    await trx('exception_requests').insert({
      id: record.id,
      control_id: record.control,
      reason: record.reason,
      compensating_controls: JSON.stringify(record.compensatingControls),
      requested_by: record.requestedBy,
      asked_for: record.askedFor ?? null,
      requested_at: record.requestedAt,
      state: record.state,
      until_at: record.until,
      renewal: record.renewal,
    });
    const inserted = new Set<string>();
    for (const slice of chunks(record.entities)) {
      const rows = await trx('exceptions')
        .insert(
          slice.map(({ id, entityRef }) => ({
            id,
            request_id: record.id,
            entity_ref: entityRef,
            open_key: openKey(entityRef, record.control),
          })),
        )
        .onConflict('open_key')
        .ignore()
        .returning('entity_ref');
      rows.forEach(row => inserted.add(row.entity_ref));
    }
    return record.entities.flatMap(({ entityRef }) =>
      inserted.has(entityRef) ? [] : [entityRef],
    );
  }

  /**
   * One statement on PostgreSQL: what every decision costs is its round trips.
   *
   * @param besides - what is written as well; undo it when nothing was closed
   * @returns entities it was closed for, with whose each is; none when somebody
   * else was faster
   */
  async close(
    trx: Transaction,
    options: {
      id: string;
      state: Exclude<ExceptionState, 'open'>;
      by: string;
      at: string;
      decision?: string;
      until?: string;
    },
    besides: readonly Write[] = [],
  ): Promise<
    Pick<ExceptionRecord['entities'][number], 'entityRef' | 'movedTo'>[]
  > {
    const { id, state, by, at, decision = null, until = null } = options;
    const close: Write = {
      sql: `update exception_requests set state = ?, decided_by = ?,
          decided_at = ?, decision = ?, until_at = coalesce(?, until_at)
        where id = ? and state = 'open' returning id`,
      bindings: [state, by, at, decision, until, id],
    };
    const free = (which: string) =>
      `update exceptions set open_key = null where request_id ${which}
       returning entity_ref, moved_to`;
    if (isPostgres(this.#knex)) {
      const parts = [
        `closed as (${close.sql})`,
        ...besides.map(({ sql }, index) => `besides_${index} as (${sql})`),
      ];
      const rows = await runPrepared<ExceptionRow>(
        this.#knex,
        {
          sql: `with ${parts.join(', ')} ${free('in (select id from closed)')}`,
          bindings: [close, ...besides].flatMap(({ bindings }) => bindings),
        },
        trx,
      );
      return rows.map(toWhose);
    }
    const closed: unknown[] = await trx.raw(close.sql, close.bindings as any);
    if (closed.length === 0) {
      return [];
    }
    const rows: ExceptionRow[] = await trx.raw(free('= ?'), [id]);
    for (const { sql, bindings } of besides) {
      await trx.raw(sql, bindings as any);
    }
    return rows.map(toWhose);
  }

  /**
   * Closes requests whose end passed while they waited, with as many statements
   * for many as for one.
   *
   * @param options - `of`: only those that keep one of these from being asked for
   * @returns what they were before
   */
  async lapse(
    trx: Transaction,
    options: {
      at: string;
      limit?: number;
      of?: { refs: readonly string[]; control: string };
    },
  ): Promise<ExceptionRecord[]> {
    const { at, limit, of } = options;
    const query = trx<RequestRow>('exception_requests')
      .where({ state: 'open' })
      .where('until_at', '<=', at)
      .orderBy('id');
    if (limit !== undefined) {
      query.limit(limit);
    }
    if (of) {
      const keys = of.refs.map(ref => openKey(ref, of.control));
      query.whereIn(
        'id',
        trx('exceptions')
          .select('request_id')
          .where(anyOf(this.#knex, 'open_key', keys)),
      );
    }
    // Nobody decides meanwhile.
    const rows = await (isPostgres(this.#knex) ? query.forUpdate() : query);
    const records = await this.#withEntities(rows, trx);
    if (records.length > 0) {
      const ids = records.map(({ id }) => id);
      await trx('exception_requests')
        .where(anyOf(this.#knex, 'id', ids))
        .update({ state: 'lapsed', decided_at: at });
      await trx('exceptions')
        .where(anyOf(this.#knex, 'request_id', ids))
        .update({ open_key: null });
    }
    return records;
  }

  /** Refs whose exception ends with this; none when all had ended. */
  async revoke(
    trx: Transaction,
    options: {
      id: string;
      refs: readonly string[];
      by: string;
      at: string;
      reason: string;
    },
  ): Promise<string[]> {
    const rows = await trx('exceptions')
      .where({ request_id: options.id })
      .where(anyOf(this.#knex, 'entity_ref', options.refs))
      .whereNull('revoked_at')
      .update({
        revoked_by: options.by,
        revoked_at: options.at,
        revocation: options.reason,
      })
      .returning('entity_ref');
    return rows.map(row => row.entity_ref);
  }

  async get(id: string): Promise<ExceptionRecord | undefined> {
    const rows = await runPrepared<RequestRow & ExceptionRow>(this.#knex, {
      // Both have an id; the later one is the exception's.
      sql: `select r.*, e.* from exception_requests r
        join exceptions e on e.request_id = r.id
        where r.id = ? order by e.entity_ref`,
      bindings: [id],
    });
    return rows.length > 0
      ? toRecord({ ...rows[0], id: rows[0].request_id }, rows)
      : undefined;
  }

  /** The entities of requests. */
  async entityRefsOf(ids: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await this.#knex<ExceptionRow>('exceptions')
      .select('request_id', 'entity_ref')
      .where(anyOf(this.#knex, 'request_id', ids));
    const refs = new Map<string, string[]>();
    for (const { request_id: id, entity_ref: ref } of rows) {
      refs.set(id, [...(refs.get(id) ?? []), ref]);
    }
    return refs;
  }

  /** Granted exceptions of the entities that `at` is not past the end of, oldest first. */
  async granted(
    refs: readonly string[],
    at: string,
    trx?: Transaction,
  ): Promise<{ entityRef: string; exception: Exception }[]> {
    const rows: GrantedRow[] = await this.#granted(refs, trx)
      .whereNull('exceptions.revoked_at')
      .where('exception_requests.until_at', '>', at);
    return rows.map(row => ({
      entityRef: row.entity_ref,
      exception: toException(row),
    }));
  }

  /** Owners that entities are known by. Nobody declares or stores them meanwhile. */
  async ownersOf(
    refs: readonly string[],
    trx: Transaction,
  ): Promise<Map<string, string[]>> {
    const query = trx('entities')
      .select('entity_ref', 'owners')
      .where(anyOf(this.#knex, 'entity_ref', refs))
      .orderBy('entity_ref');
    const rows: { entity_ref: string; owners: string }[] = await (isPostgres(
      this.#knex,
    )
      ? query.forUpdate()
      : query);
    return new Map(rows.map(row => [row.entity_ref, JSON.parse(row.owners)]));
  }

  /**
   * Gives requests that wait to the owners their entities have now. Where a
   * request is for others as well, what moves becomes a request of its own.
   */
  async move(
    trx: Transaction,
    owners: ReadonlyMap<string, readonly string[]>,
  ): Promise<MovedRequest[]> {
    const query = trx<RequestRow>('exception_requests')
      .where({ state: 'open' })
      .whereIn(
        'id',
        trx('exceptions')
          .select('request_id')
          .where(anyOf(this.#knex, 'entity_ref', [...owners.keys()])),
      )
      .orderBy('id');
    // Nobody decides meanwhile.
    const requests = await (isPostgres(this.#knex) ? query.forUpdate() : query);
    const records = await this.#withEntities(requests, trx);
    const moved: MovedRequest[] = [];
    const parted: RequestRow[] = [];
    for (const [index, record] of records.entries()) {
      const parts = new Map<string, ExceptionRecord['entities']>();
      for (const entity of record.entities) {
        const now = movedText(owners.get(entity.entityRef)) ?? '';
        parts.set(now, [...(parts.get(now) ?? []), entity]);
      }
      const [first, ...others] = parts;
      // What stays keeps the request; where nothing does, its first part.
      const kept = parts.has('') ? '' : first[0];
      for (const [now, entities] of [first, ...others]) {
        const id = now === kept ? record.id : randomUUID();
        if (id !== record.id) {
          parted.push({ ...requests[index], id });
        }
        if (now !== '') {
          moved.push(
            ...entities.map(entity => ({
              kind: 'exception' as const,
              id,
              entityRef: entity.entityRef,
              owners: owners.get(entity.entityRef)!,
              details: {
                exception: entity.id,
                control: record.control,
                ...(id !== record.id && { partOf: record.id }),
              },
            })),
          );
        }
      }
    }
    for (const rows of chunks(parted)) {
      await trx('exception_requests').insert(rows);
    }
    for (const slice of chunks(moved)) {
      await bulkUpsert(trx, {
        table: 'exceptions',
        columns: ['id', 'request_id', 'entity_ref', 'moved_to'],
        rows: slice.map(({ id, entityRef, details, owners: now }) => ({
          id: details.exception,
          request_id: id,
          entity_ref: entityRef,
          moved_to: movedText(now),
        })),
        conflict: ['id'],
        merge: ['request_id', 'moved_to'],
      });
    }
    return moved;
  }

  /** Lets granted exceptions of entities with other owners end by then, or sooner if they were asked before. */
  async takeOver(
    trx: Transaction,
    owners: ReadonlyMap<string, readonly string[]>,
    options: { at: string; by: string },
  ): Promise<
    {
      id: string;
      request: string;
      entityRef: string;
      control: string;
      until: string;
    }[]
  > {
    const { at, by } = options;
    const rows: (GrantedRow & { request_id: string })[] = await this.#granted(
      [...owners.keys()],
      trx,
    )
      .select('exceptions.request_id')
      .whereNull('exceptions.revoked_at')
      .where('exception_requests.until_at', '>', at);
    const affected = rows.filter(row => endOf(row) > at);
    if (affected.length === 0) {
      return [];
    }
    await trx('exceptions')
      .where(
        anyOf(
          this.#knex,
          'id',
          affected.map(({ id }) => id),
        ),
      )
      .update({
        moved_to: ownersNow(trx, owners),
        reconfirm_by: trx.raw('coalesce(reconfirm_by, ?)', [by]),
      });
    return affected.map(row => ({
      id: row.id,
      request: row.request_id,
      entityRef: row.entity_ref,
      control: row.control_id,
      until: row.reconfirm_by ?? by,
    }));
  }

  /** Those whose exception lasts as long as it was granted for again, with whose each is. */
  async confirm(
    trx: Transaction,
    options: { id: string; refs: readonly string[]; at: string },
  ): Promise<
    Pick<ExceptionRecord['entities'][number], 'entityRef' | 'movedTo'>[]
  > {
    const rows = await trx('exceptions')
      .where({ request_id: options.id })
      .where(anyOf(this.#knex, 'entity_ref', options.refs))
      .where('reconfirm_by', '>', options.at)
      .whereNull('revoked_at')
      .update({ reconfirm_by: null })
      .returning(['entity_ref', 'moved_to']);
    return rows.map(toWhose);
  }

  /**
   * Granted requests of which some exception waits for new owners, soonest
   * first.
   *
   * @param options - `owners`: one of those that the entity has now
   */
  async toConfirm(options: {
    at: string;
    owners: readonly string[];
    limit: number;
  }): Promise<ExceptionRecord[]> {
    const { at, owners, limit } = options;
    const rows = await this.#knex<RequestRow>('exception_requests')
      .where({ state: 'approved' })
      .where('until_at', '>', at)
      .whereExists(
        this.#ofRequest()
          .join('entities', 'entities.entity_ref', 'exceptions.entity_ref')
          .where('exceptions.reconfirm_by', '>', at)
          .whereNull('exceptions.revoked_at')
          .whereNull('entities.deleted_at')
          .where(namesAnyOf(this.#knex, 'entities.owners', owners)),
      )
      .orderBy(['until_at', 'id'])
      .limit(limit);
    return (await this.#withEntities(rows)).map(record => ({
      ...record,
      entities: record.entities.filter(
        ({ reconfirmBy, revokedAt }) =>
          reconfirmBy !== undefined &&
          reconfirmBy > at &&
          revokedAt === undefined,
      ),
    }));
  }

  /** Exceptions that are over by `until`, and sooner than granted, unless those who own them now confirm them. */
  async unconfirmed(options: {
    at: string;
    until: string;
  }): Promise<
    { id: string; control: string; reconfirmBy: string; owners: string[] }[]
  > {
    const rows: (Pick<GrantedRow, 'id' | 'control_id'> & {
      reconfirm_by: string;
      owners: string;
    })[] = await this.#knex('exceptions')
      .join(
        'exception_requests',
        'exception_requests.id',
        'exceptions.request_id',
      )
      .join('entities', 'entities.entity_ref', 'exceptions.entity_ref')
      .select('exceptions.id', 'control_id', 'reconfirm_by', 'entities.owners')
      .where('exception_requests.state', 'approved')
      .whereRaw('exceptions.reconfirm_by < exception_requests.until_at')
      .where('exceptions.reconfirm_by', '>', options.at)
      .where('exceptions.reconfirm_by', '<=', options.until)
      .whereNull('exceptions.revoked_at')
      .whereNull('entities.deleted_at')
      .orderBy(['exceptions.reconfirm_by', 'exceptions.id']);
    return rows.map(row => ({
      id: row.id,
      control: row.control_id,
      reconfirmBy: row.reconfirm_by,
      owners: JSON.parse(row.owners),
    }));
  }

  /** When exceptions of the entities from a control were in force, the ended ones too. */
  async periods(
    refs: readonly string[],
    control: string,
    trx: Transaction,
  ): Promise<{ entityRef: string; from: string; until: string }[]> {
    const rows: PeriodRow[] = await this.#granted(refs, trx)
      .select('exceptions.revoked_at')
      .where('exception_requests.control_id', control);
    return rows.map(toPeriod);
  }

  /**
   * The same of the entities and controls that were granted a renewal for the
   * sponsor which was not over by `since`.
   */
  async renewedOften(
    since: string,
  ): Promise<
    { entityRef: string; control: string; from: string; until: string }[]
  > {
    const often = this.#knex('exceptions as often')
      .join('exception_requests as request', 'request.id', 'often.request_id')
      .select('often.entity_ref', 'request.control_id')
      .where('request.state', 'approved')
      .where('request.renewal', '>=', SPONSORED_RENEWAL)
      .where('request.until_at', '>', since);
    const rows: PeriodRow[] = await this.#grantedAtAll()
      .select('exceptions.revoked_at')
      .whereIn(
        ['exceptions.entity_ref', 'exception_requests.control_id'],
        often,
      );
    return rows.map(row => ({ ...toPeriod(row), control: row.control_id }));
  }

  /**
   * Requests granted and in force at `at` that end by `until`, soonest first:
   * those of which some entity has no later exception from the control, and
   * is still in the catalog.
   */
  async ending(options: {
    at: string;
    until: string;
    /** Only of which something is theirs: asked for and not moved, or moved to one of these. */
    of?: { by: string; owners: readonly string[] };
    /** Without entities for which a renewal waits for its decision. */
    onlyUnasked?: boolean;
  }): Promise<ExceptionRecord[]> {
    const { at, until, of, onlyUnasked } = options;
    const query = this.#knex<RequestRow>('exception_requests')
      .where({ state: 'approved' })
      .where('until_at', '>', at)
      .where('until_at', '<=', until)
      .orderBy(['until_at', 'id']);
    if (of) {
      query.where(either =>
        either
          .where({ requested_by: of.by })
          .orWhereExists(
            this.#ofRequest().where(
              namesAnyOf(this.#knex, 'exceptions.moved_to', of.owners),
            ),
          ),
      );
    }
    const records = (await this.#withEntities(await query)).map(record => ({
      ...record,
      entities: record.entities.filter(
        ({ revokedAt }) => revokedAt === undefined,
      ),
    }));
    if (records.length === 0) {
      return [];
    }
    const refs = [
      ...new Set(
        records.flatMap(({ entities }) =>
          entities.map(({ entityRef }) => entityRef),
        ),
      ),
    ];
    const longest = new Map<string, string>();
    const granted = await this.granted(refs, at);
    const gone = new Set<string>(
      await this.#knex('entities')
        .where(anyOf(this.#knex, 'entity_ref', refs))
        .whereNotNull('deleted_at')
        .pluck('entity_ref'),
    );
    const asked = onlyUnasked
      ? await this.#waiting(
          records.flatMap(({ control, entities }) =>
            entities.map(({ entityRef }) => openKey(entityRef, control)),
          ),
        )
      : new Set<string>();
    for (const { entityRef, exception } of granted) {
      const key = `${entityRef}\n${exception.control}`;
      const known = longest.get(key);
      if (known === undefined || exception.until > known) {
        longest.set(key, exception.until);
      }
    }
    return records
      .map(record => ({
        ...record,
        entities: record.entities.filter(
          ({ entityRef }) =>
            !gone.has(entityRef) &&
            !asked.has(openKey(entityRef, record.control)) &&
            longest.get(`${entityRef}\n${record.control}`) === record.until,
        ),
      }))
      .filter(({ entities }) => entities.length > 0);
  }

  /** Which of the keys a request holds that is not decided. */
  async #waiting(keys: readonly string[]): Promise<Set<string>> {
    return new Set<string>(
      await this.#knex<ExceptionRow>('exceptions')
        .where(anyOf(this.#knex, 'open_key', keys))
        .pluck('open_key'),
    );
  }

  /**
   * One page, newest first unless asked otherwise; those that end, the soonest
   * first.
   */
  async list(options: {
    notBy?: string;
    /** Without those asked for one of these, or about one, or of which something moved to one. */
    notOf?: readonly string[];
    /** Only those that went far enough up for the sponsor, or only the others. */
    sponsored?: boolean;
    oldestFirst?: boolean;
    entityRef?: string;
    state?: ExceptionState;
    /** Without those whose end passed by this instant. */
    lastsBeyond?: string;
    /** Granted, in force at `at`, and over before this instant. */
    endsBefore?: { instant: string; at: string };
    limit?: number;
    /** What the page goes on behind, by the instant it is ordered by. */
    before?: { at: string; id: string };
  }): Promise<ExceptionRecord[]> {
    const { entityRef, state, endsBefore, limit, before } = options;
    const order = options.oldestFirst || endsBefore ? 'asc' : 'desc';
    const column = endsBefore ? 'until_at' : 'requested_at';
    const query = this.#knex<RequestRow>('exception_requests').orderBy([
      { column, order },
      { column: 'id', order },
    ]);
    if (limit !== undefined) {
      query.limit(limit);
    }
    if (options.notBy !== undefined) {
      query.whereNot('requested_by', options.notBy);
    }
    if (options.notOf !== undefined) {
      query
        .whereRaw('(asked_for is null or not (?))', [
          anyOf(this.#knex, 'asked_for', options.notOf),
        ])
        .whereNotExists(
          this.#ofRequest().whereRaw('(? or ?)', [
            anyOf(this.#knex, 'exceptions.entity_ref', options.notOf),
            namesAnyOf(this.#knex, 'exceptions.moved_to', options.notOf),
          ]),
        );
    }
    if (options.sponsored !== undefined) {
      query.where('renewal', options.sponsored ? '>=' : '<', SPONSORED_RENEWAL);
    }
    if (entityRef !== undefined) {
      query.whereIn(
        'id',
        this.#knex('exceptions')
          .select('request_id')
          .where({ entity_ref: entityRef }),
      );
    }
    if (state !== undefined) {
      query.where({ state });
    }
    if (options.lastsBeyond !== undefined) {
      query.where('until_at', '>', options.lastsBeyond);
    }
    if (endsBefore) {
      query
        .where({ state: 'approved' })
        .where('until_at', '>', endsBefore.at)
        .where('until_at', '<=', endsBefore.instant)
        .whereIn(
          'id',
          this.#knex('exceptions').select('request_id').whereNull('revoked_at'),
        );
    }
    if (before) {
      query.whereRaw(`(??, id) ${order === 'asc' ? '>' : '<'} (?, ?)`, [
        column,
        before.at,
        before.id,
      ]);
    }
    return this.#withEntities(await query);
  }

  /** Exceptions of the request that the statement around this is about. */
  #ofRequest() {
    return this.#knex('exceptions')
      .select(this.#knex.raw('1'))
      .whereRaw('exceptions.request_id = exception_requests.id');
  }

  #granted(refs: readonly string[], trx?: Transaction) {
    return this.#grantedAtAll(trx).where(
      anyOf(this.#knex, 'exceptions.entity_ref', refs),
    );
  }

  #grantedAtAll(trx?: Transaction) {
    return (trx ?? this.#knex)('exceptions')
      .join(
        'exception_requests',
        'exception_requests.id',
        'exceptions.request_id',
      )
      .select(
        Object.entries(GRANTED_COLUMNS).flatMap(([table, columns]) =>
          columns.map(column => `${table}.${column}`),
        ),
      )
      .where('exception_requests.state', 'approved')
      .orderBy(['exception_requests.decided_at', 'exceptions.id']);
  }

  async #withEntities(
    rows: RequestRow[],
    trx?: Transaction,
  ): Promise<ExceptionRecord[]> {
    if (rows.length === 0) {
      return [];
    }
    const exceptions = await (trx ?? this.#knex)<ExceptionRow>('exceptions')
      .where(
        anyOf(
          this.#knex,
          'request_id',
          rows.map(({ id }) => id),
        ),
      )
      .orderBy(['request_id', 'entity_ref']);
    const byRequest = new Map<string, ExceptionRow[]>();
    for (const each of exceptions) {
      const known = byRequest.get(each.request_id);
      if (known) {
        known.push(each);
      } else {
        byRequest.set(each.request_id, [each]);
      }
    }
    return rows.map(row => toRecord(row, byRequest.get(row.id) ?? []));
  }
}
