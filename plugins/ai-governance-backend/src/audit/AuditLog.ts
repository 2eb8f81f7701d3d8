import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type {
  AuditVerification,
  JsonValue,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { chunks } from '../database/bulk';
import { nextValue } from '../database/counters';
import type { Transaction } from '../database/transaction';
import { bodyDigest, entryHash, GENESIS_HASH } from './chain';

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

interface AuditBodyRow {
  seq: number;
  salt: string;
  at: string;
  kind: string;
  subject: string;
  body: string;
}

interface ChainRow {
  seq: string | number;
  previous_hash: string;
  body_digest: string;
  hash: string;
}

/**
 * Append-only, hash-chained log. Entries are written in the transaction of the
 * change they record; the counter's row lock makes two replicas take turns, so
 * the chain never forks.
 */
export class AuditLog {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
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
    const lastSeq = await nextValue(trx, 'audit', entries.length);
    const firstSeq = lastSeq - entries.length + 1;
    const last = await trx<ChainRow>('audit_chain')
      .where({ seq: firstSeq - 1 })
      .first('hash');
    let previousHash = last?.hash ?? GENESIS_HASH;
    const bodies: AuditBodyRow[] = [];
    const chain: ChainRow[] = [];
    for (const [index, entry] of entries.entries()) {
      const seq = firstSeq + index;
      const body: { [key: string]: JsonValue } = {
        at: entry.at,
        actor: entry.actor,
        action: entry.action,
        subject: entry.subject,
        before: entry.before ?? null,
        after: entry.after ?? null,
        details: entry.details ?? null,
      };
      const salt = randomBytes(32).toString('hex');
      const digest = bodyDigest(salt, body);
      const hash = entryHash({ seq, previousHash, bodyDigest: digest });
      bodies.push({
        seq,
        salt,
        at: entry.at,
        kind: entry.action,
        subject: entry.subject,
        body: JSON.stringify(body),
      });
      chain.push({
        seq,
        previous_hash: previousHash,
        body_digest: digest,
        hash,
      });
      previousHash = hash;
    }
    for (const slice of chunks(bodies)) {
      await trx('audit_bodies').insert(slice);
    }
    for (const slice of chunks(chain)) {
      await trx('audit_chain').insert(slice);
    }
    return lastSeq;
  }

  /** Newest first. */
  async list(options: {
    limit: number;
    beforeSeq?: number;
    subject?: string;
  }): Promise<{ seq: number; body: { [key: string]: JsonValue } }[]> {
    const query = this.#knex('audit_bodies')
      .select('seq', 'body')
      .orderBy('seq', 'desc')
      .limit(options.limit);
    if (options.beforeSeq !== undefined) {
      query.where('seq', '<', options.beforeSeq);
    }
    if (options.subject !== undefined) {
      query.where('subject', options.subject);
    }
    return (await query).map(row => ({
      seq: Number(row.seq),
      body: JSON.parse(row.body),
    }));
  }

  /**
   * Recomputes the chain from the first entry. A missing body is allowed
   * (pruned); a body that does not match its digest, a gap in the sequence or
   * a hash that does not follow is not.
   */
  async verify(): Promise<AuditVerification> {
    let previousHash = GENESIS_HASH;
    let expectedSeq = 1;
    const broken = (seq: number, message: string): AuditVerification => ({
      valid: false,
      entries: expectedSeq - 1,
      brokenAt: seq,
      message,
    });
    for (;;) {
      const page = await this.#knex('audit_chain')
        .leftJoin('audit_bodies', 'audit_bodies.seq', 'audit_chain.seq')
        .select(
          'audit_chain.seq as seq',
          'audit_chain.previous_hash as previous_hash',
          'audit_chain.body_digest as body_digest',
          'audit_chain.hash as hash',
          'audit_bodies.salt as salt',
          'audit_bodies.body as body',
        )
        .where('audit_chain.seq', '>=', expectedSeq)
        .orderBy('audit_chain.seq')
        .limit(1000);
      for (const row of page) {
        const seq = Number(row.seq);
        if (seq !== expectedSeq) {
          return broken(expectedSeq, `entry ${expectedSeq} is missing`);
        }
        if (
          row.previous_hash !== previousHash ||
          row.hash !==
            entryHash({ seq, previousHash, bodyDigest: row.body_digest })
        ) {
          return broken(seq, `entry ${seq} does not follow its predecessor`);
        }
        if (
          row.body !== null &&
          bodyDigest(row.salt, JSON.parse(row.body)) !== row.body_digest
        ) {
          return broken(seq, `the body of entry ${seq} was changed`);
        }
        previousHash = row.hash;
        expectedSeq += 1;
      }
      if (page.length === 0) {
        break;
      }
    }
    const counter = await this.#knex('counters')
      .where({ name: 'audit' })
      .first('value');
    if (Number(counter.value) !== expectedSeq - 1) {
      return broken(expectedSeq, `entry ${expectedSeq} is missing at the end`);
    }
    return {
      valid: true,
      entries: expectedSeq - 1,
      message: `${expectedSeq - 1} entries form one unbroken chain`,
    };
  }
}
