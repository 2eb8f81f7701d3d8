import {
  AUDIT_SUBJECT,
  BODIES_PRUNED,
  ENTRIES_PRUNED,
  PERSON_ERASED,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AuditBody,
  AuditCheckpoint,
  AuditRecord,
  AuditWithholdings,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Knex } from 'knex';
import { bulkUpsert, chunks } from '../database/bulk';
import type { Transaction } from '../database/transaction';

/** What to list, newest first. */
export interface AuditQuery {
  limit: number;
  beforeSeq?: number;
  actor?: string;
  /** An action, or what comes before its point: `exception`. */
  action?: string;
  subject?: string;
  from?: string;
  until?: string;
}

/** An entry with its body. */
export interface StoredEntry {
  seq: number;
  erased?: true;
  body: AuditBody;
}

/** A public key that signed checkpoints. */
export interface StoredKey {
  keyId: string;
  publicKey: string;
  since: string;
}

/** A body that takes the place of another. */
export interface ReplacedBody {
  seq: number;
  salt: string;
  body: AuditBody;
}

/** First and last sequence number of a part of the log. */
export interface SeqRange {
  first: number;
  last: number;
}

const ENDED = { seq: 0, hash: undefined };

/** Reads the log, and prunes it: what is never done to it goes by `AuditLog`. */
export class AuditStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(query: AuditQuery): Promise<StoredEntry[]> {
    const { actor, action, subject, from, until, beforeSeq } = query;
    const rows = await this.#knex('audit_bodies')
      .select('seq', 'body', 'erased')
      .modify(select => {
        if (beforeSeq !== undefined) {
          select.where('seq', '<', beforeSeq);
        }
        if (actor !== undefined) {
          select.where('actor', actor);
        }
        if (subject !== undefined) {
          select.where('subject', subject);
        }
        if (action?.includes('.')) {
          select.where('kind', action);
        } else if (action !== undefined) {
          // Of a point and what sorts right behind it.
          select.where('kind', '>=', `${action}.`);
          select.where('kind', '<', `${action}/`);
        }
        if (from !== undefined) {
          select.where('at', '>=', from);
        }
        if (until !== undefined) {
          select.where('at', '<', until);
        }
      })
      .orderBy('seq', 'desc')
      .limit(query.limit);
    return rows.map((row: any) => ({
      seq: Number(row.seq),
      ...(row.erased && { erased: true as const }),
      body: JSON.parse(row.body),
    }));
  }

  /** Where the log ends now. */
  async head(): Promise<{ seq: number; hash?: string }> {
    const row = await this.#knex('counters')
      .where({ name: 'audit' })
      .first('value', 'hash');
    return row
      ? { seq: Number(row.value), hash: row.hash ?? undefined }
      : ENDED;
  }

  /** Where the log begins now; undefined for an empty one. */
  async firstSeq(): Promise<number | undefined> {
    const row = await this.#knex('audit_chain').min('seq as seq').first();
    return row?.seq === null || row?.seq === undefined
      ? undefined
      : Number(row.seq);
  }

  /** Links with their bodies in the order of the chain. */
  async records(range: SeqRange, limit: number): Promise<AuditRecord[]> {
    const rows = await this.#knex('audit_chain as c')
      .leftJoin('audit_bodies as b', 'b.seq', 'c.seq')
      .select(
        'c.seq as seq',
        'c.previous_hash as previousHash',
        'c.body_digest as bodyDigest',
        'c.hash as hash',
        'b.salt as salt',
        'b.body as body',
        'b.erased as erased',
      )
      .where('c.seq', '>=', range.first)
      .where('c.seq', '<=', range.last)
      .orderBy('c.seq')
      .limit(limit);
    return rows.map(({ seq, salt, body, erased, ...link }) => ({
      seq: Number(seq),
      ...link,
      ...(body === null && { withheld: 'pruned' as const }),
      ...(erased && { withheld: 'erased' as const }),
      ...(body !== null && { salt, body: parsedBody(body) }),
    }));
  }

  async checkpoints(range: SeqRange): Promise<AuditCheckpoint[]> {
    const rows = await this.#knex('audit_checkpoints')
      .where('seq', '>=', range.first)
      .where('seq', '<=', range.last)
      .orderBy('seq');
    return rows.map(toCheckpoint);
  }

  async lastCheckpoint(): Promise<AuditCheckpoint | undefined> {
    const row = await this.#knex('audit_checkpoints')
      .orderBy('seq', 'desc')
      .first();
    return row && toCheckpoint(row);
  }

  /** Keeps a checkpoint; one that is there for the entry stays. */
  async addCheckpoint(
    checkpoint: AuditCheckpoint,
    trx?: Transaction,
  ): Promise<void> {
    await (trx ?? this.#knex)('audit_checkpoints')
      .insert({
        seq: checkpoint.seq,
        hash: checkpoint.hash,
        at: checkpoint.at,
        key_id: checkpoint.keyId,
        signature: checkpoint.signature,
      })
      .onConflict('seq')
      .ignore();
  }

  async keys(): Promise<StoredKey[]> {
    const rows = await this.#knex('audit_keys').orderBy(['since', 'key_id']);
    return rows.map(row => ({
      keyId: row.key_id,
      publicKey: row.public_key,
      since: row.since,
    }));
  }

  /** @returns whether the key was not known before */
  async addKey(trx: Transaction, key: StoredKey): Promise<boolean> {
    const added = await trx('audit_keys')
      .insert({
        key_id: key.keyId,
        public_key: key.publicKey,
        since: key.since,
      })
      .onConflict('key_id')
      .ignore()
      .returning('key_id');
    return added.length > 0;
  }

  /**
   * The part of the log that a span of time covers, as the bodies have it;
   * undefined when nothing does.
   */
  async seqsOf(span: {
    from?: string;
    until?: string;
  }): Promise<SeqRange | undefined> {
    const end = await this.head();
    const begin = await this.firstSeq();
    if (begin === undefined) {
      return undefined;
    }
    const bodies = () => this.#knex('audit_bodies');
    const first =
      span.from === undefined
        ? begin
        : (await bodies().where('at', '>=', span.from).min('seq as seq'))[0]
            .seq;
    const last =
      span.until === undefined
        ? end.seq
        : (await bodies().where('at', '<', span.until).max('seq as seq'))[0]
            .seq;
    return first === null || last === null || Number(first) > Number(last)
      ? undefined
      : { first: Number(first), last: Number(last) };
  }

  /** What entries after `range` say of bodies that are missing in it. */
  async recordedLater(range: SeqRange): Promise<AuditWithholdings> {
    const rows = await this.#knex('audit_bodies')
      .select('body')
      .whereIn('kind', [BODIES_PRUNED, ENTRIES_PRUNED, PERSON_ERASED])
      .where('subject', AUDIT_SUBJECT)
      .where('seq', '>', range.last)
      .orderBy('seq');
    const within = (seq: number) => seq >= range.first && seq <= range.last;
    const result: AuditWithholdings = { pruned: [], erased: [] };
    for (const { body } of rows) {
      const { details } = JSON.parse(body);
      if (details?.through !== undefined) {
        result.prunedThrough = details.through;
      }
      for (const [first, last] of details?.ranges ?? []) {
        if (first <= range.last && last >= range.first) {
          result.pruned.push([
            Math.max(first, range.first),
            Math.min(last, range.last),
          ]);
        }
      }
      for (const each of details?.replaced ?? []) {
        if (within(each[0])) {
          result.erased.push(each);
        }
      }
    }
    return result;
  }

  /** Bodies after `afterSeq` whose text holds all of `text`, in order. */
  async containing(
    text: string,
    afterSeq: number,
    limit: number,
  ): Promise<{ seq: number; text: string }[]> {
    const rows = await this.#knex('audit_bodies')
      .select('seq', 'body')
      .whereRaw(`body like ? escape '!'`, [
        `%${text.replace(/[!%_]/g, '!$&')}%`,
      ])
      .where('seq', '>', afterSeq)
      .orderBy('seq')
      .limit(limit);
    return rows.map(row => ({ seq: Number(row.seq), text: row.body }));
  }

  /** Puts bodies in the place of others. */
  async replace(
    trx: Transaction,
    replacements: readonly ReplacedBody[],
  ): Promise<void> {
    for (const slice of chunks(replacements)) {
      await bulkUpsert(trx, {
        table: 'audit_bodies',
        columns: [
          'seq',
          'salt',
          'at',
          'kind',
          'actor',
          'subject',
          'body',
          'erased',
        ],
        rows: slice.map(({ seq, salt, body }) => ({
          seq,
          salt,
          at: body.at,
          kind: body.action,
          actor: body.actor,
          subject: body.subject,
          body: JSON.stringify(body),
          erased: true,
        })),
        conflict: ['seq'],
        merge: ['salt', 'actor', 'subject', 'body', 'erased'],
      });
    }
  }

  /**
   * The last entry of the part at the beginning that nothing keeps: every
   * entry in it is older than its action's bound.
   */
  async expiredThrough(bounds: RetentionBounds): Promise<number> {
    const [kept] = await this.#knex('audit_bodies')
      .where(where => bounded(where, bounds, '>='))
      .min('seq as seq');
    return kept.seq === null ? (await this.head()).seq : Number(kept.seq) - 1;
  }

  /** Entries with a body that are older than their action's bound. */
  async expiredBodies(
    bounds: RetentionBounds,
    limit: number,
  ): Promise<number[]> {
    const rows = await this.#knex('audit_bodies')
      .select('seq')
      .where(where => bounded(where, bounds, '<'))
      // The log's own entries say what is missing, and stay.
      .whereNot('subject', AUDIT_SUBJECT)
      .orderBy('seq')
      .limit(limit);
    return rows.map(({ seq }) => Number(seq));
  }

  async deleteBodies(
    trx: Transaction,
    ranges: readonly [number, number][],
  ): Promise<void> {
    for (const range of ranges) {
      await trx('audit_bodies').whereBetween('seq', range).delete();
    }
  }

  /** Takes the beginning of the log away, but for the checkpoint behind it. */
  async deleteThrough(trx: Transaction, seq: number): Promise<void> {
    await trx('audit_bodies').where('seq', '<=', seq).delete();
    await trx('audit_chain').where('seq', '<=', seq).delete();
    await trx('audit_checkpoints').where('seq', '<', seq).delete();
  }
}

/** Instants before which entries are not kept: of some actions, and of all others. */
export interface RetentionBounds {
  actions: readonly { action: string; before: string }[];
  others: string;
}

function bounded(
  where: Knex.QueryBuilder,
  bounds: RetentionBounds,
  comparison: '<' | '>=',
): void {
  const { actions, others } = bounds;
  where.where(rest =>
    rest
      .whereNotIn(
        'kind',
        actions.map(({ action }) => action),
      )
      .where('at', comparison, others),
  );
  for (const { action, before } of actions) {
    where.orWhere(own =>
      own.where('kind', action).where('at', comparison, before),
    );
  }
}

function parsedBody(text: string): AuditBody {
  try {
    return JSON.parse(text);
  } catch {
    // Whatever somebody wrote there, it has another digest.
    return text as never;
  }
}

function toCheckpoint(row: any): AuditCheckpoint {
  return {
    seq: Number(row.seq),
    hash: row.hash,
    at: row.at,
    keyId: row.key_id,
    signature: row.signature,
  };
}
