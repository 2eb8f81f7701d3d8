import { randomBytes } from 'node:crypto';
import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  AUDIT_GENESIS_HASH,
  auditBodyDigest,
  auditEntryHash,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AuditBody,
  AuditVerification,
  JsonValue,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Knex } from 'knex';
import { nativeSha256 } from '../assessment/judge';
import { bulkWrite, chunks, isPostgres } from '../database/bulk';
import type { Write } from '../database/bulk';
import { runPrepared } from '../database/runPrepared';
import type { Transaction } from '../database/transaction';
import { AuditStore } from './AuditStore';
import type { AuditQuery, StoredEntry } from './AuditStore';
import { tellAuditor } from './tellAuditor';
import { verifyStored } from './verifyStored';

/** What happened, as it is written to the log. */
export interface AuditEntry {
  /** ISO instant of the change. */
  at: string;
  /** User or service ref, or `system:<reason>` for what nobody asked for. */
  actor: string;
  /** `profile.declared`, `attestation.given`, … */
  action: string;
  /** Entity ref, `organization`, attestation id, … */
  subject: string;
  /** Digests of the state before and after, where there is one. */
  before?: string;
  after?: string;
  details?: { [key: string]: JsonValue };
}

/** An entry but for its place in the chain. */
interface Prepared {
  salt: string;
  body: AuditBody;
  text: string;
  digest: string;
}

/**
 * Append-only, hash-chained log. Entries are written in the transaction of the
 * change they record; the counter's row lock makes two replicas take turns, so
 * the chain never forks. While the lock is held the log costs one statement, or
 * two for several entries: it bounds how many decisions all replicas together take per second.
 */
export class AuditLog {
  readonly #knex: Knex;
  readonly #store: AuditStore;
  readonly #auditor?: AuditorService;
  readonly #logger?: LoggerService;

  /** @param options - `auditor` is told of what was committed, too */
  constructor(
    knex: Knex,
    options: { auditor?: AuditorService; logger?: LoggerService } = {},
  ) {
    this.#knex = knex;
    this.#store = new AuditStore(knex);
    this.#auditor = options.auditor;
    this.#logger = options.logger;
  }

  async append(trx: Transaction, entry: AuditEntry): Promise<number> {
    return this.appendAll(trx, [entry]);
  }

  /**
   * Appends entries in the given order; constant in statements up to a few
   * hundred of them.
   *
   * @returns the sequence number of the last one
   */
  async appendAll(
    trx: Transaction,
    entries: readonly AuditEntry[],
  ): Promise<number> {
    if (entries.length === 0) {
      throw new Error('There is nothing to append');
    }
    // Before the lock is taken, for as little as possible happens under it.
    const prepared = entries.map(prepare);
    const lastSeq =
      prepared.length === 1 && isPostgres(this.#knex)
        ? await appendOne(this.#knex, trx, prepared[0])
        : await this.#appendAll(trx, prepared);
    if (this.#auditor) {
      tellAuditor(
        { auditor: this.#auditor, logger: this.#logger },
        trx.executionPromise,
        prepared.map(({ body }) => body),
      );
    }
    return lastSeq;
  }

  /** Newest first. */
  list(query: AuditQuery): Promise<StoredEntry[]> {
    return this.#store.list(query);
  }

  /** Recomputes the chain from its first entry. */
  verify(): Promise<AuditVerification> {
    return verifyStored(this.#store);
  }

  async #appendAll(
    trx: Transaction,
    prepared: readonly Prepared[],
  ): Promise<number> {
    const [head] = await trx('counters')
      .where({ name: 'audit' })
      .increment('value', prepared.length)
      .returning<{ value: string | number; hash: string | null }[]>([
        'value',
        'hash',
      ]);
    const lastSeq = Number(head.value);
    const writes = this.#writes(
      prepared,
      lastSeq - prepared.length + 1,
      head.hash ?? AUDIT_GENESIS_HASH,
    );
    if (isPostgres(this.#knex)) {
      const end = writes.pop()!;
      await trx.raw(
        `with ${writes
          .map(({ sql }, index) => `written_${index} as (${sql})`)
          .join(', ')} ${end.sql}`,
        [...writes, end].flatMap(({ bindings }) => bindings) as any,
      );
    } else {
      for (const { sql, bindings } of writes) {
        await trx.raw(sql, bindings as any);
      }
    }
    return lastSeq;
  }

  #writes(
    prepared: readonly Prepared[],
    firstSeq: number,
    afterHash: string,
  ): Write[] {
    let previousHash = afterHash;
    const links = prepared.map(({ digest: bodyDigest }, index) => {
      const link = { seq: firstSeq + index, previousHash, bodyDigest };
      previousHash = auditEntryHash(link, nativeSha256);
      return {
        seq: link.seq,
        previous_hash: link.previousHash,
        body_digest: bodyDigest,
        hash: previousHash,
      };
    });
    const bodies = prepared.map(({ salt, body, text }, index) => ({
      seq: firstSeq + index,
      salt,
      at: body.at,
      kind: body.action,
      actor: body.actor.slice(0, 255),
      subject: body.subject,
      body: text,
    }));
    return [
      ...chunks(bodies).map(rows =>
        bulkWrite(this.#knex, {
          table: 'audit_bodies',
          columns: ['seq', 'salt', 'at', 'kind', 'actor', 'subject', 'body'],
          rows,
        }),
      ),
      ...chunks(links).map(rows =>
        bulkWrite(this.#knex, {
          table: 'audit_chain',
          columns: ['seq', 'previous_hash', 'body_digest', 'hash'],
          rows,
        }),
      ),
      {
        sql: `update counters set hash = ? where name = 'audit'`,
        bindings: [previousHash],
      },
    ];
  }
}

/**
 * Appends an entry with one statement, which takes the lock as it goes: what
 * was read before a statement waited would be out of date. The database works
 * the hash out as `auditEntryHash` does.
 */
async function appendOne(
  knex: Knex,
  trx: Transaction,
  { salt, body, text, digest }: Prepared,
): Promise<number> {
  const [{ seq }] = await runPrepared<{ seq: string | number }>(
    knex,
    {
      sql: `with head as (
       update counters set value = value + 1,
         previous_hash = coalesce(hash, ?),
         hash = encode(sha256(convert_to(
           (value + 1)::text || chr(10) || coalesce(hash, ?) || chr(10) || ?,
           'UTF8')), 'hex')
       where name = 'audit' returning value, hash, previous_hash
     ), body as (
       insert into audit_bodies (seq, salt, at, kind, actor, subject, body)
       select value, ?, ?, ?, ?, ?, ? from head
     )
     insert into audit_chain (seq, previous_hash, body_digest, hash)
     select value, previous_hash, ?, hash from head returning seq`,
      bindings: [
        AUDIT_GENESIS_HASH,
        AUDIT_GENESIS_HASH,
        digest,
        salt,
        body.at,
        body.action,
        body.actor.slice(0, 255),
        body.subject,
        text,
        digest,
      ],
    },
    trx,
  );
  return Number(seq);
}

function prepare(entry: AuditEntry): Prepared {
  const body: AuditBody = {
    at: entry.at,
    actor: entry.actor,
    action: entry.action,
    subject: entry.subject,
    before: entry.before ?? null,
    after: entry.after ?? null,
    details: entry.details ?? null,
  };
  const salt = randomBytes(32).toString('hex');
  return {
    salt,
    body,
    text: JSON.stringify(body),
    digest: auditBodyDigest(salt, body, nativeSha256),
  };
}
