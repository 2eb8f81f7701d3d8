import { randomBytes } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  AUDIT_SUBJECT,
  auditBodyDigest,
  BODIES_PRUNED,
  ENTRIES_PRUNED,
  PERSON_ERASED,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { AuditBody } from '@plumbline/backstage-plugin-ai-governance-common';
import { nativeSha256 } from '../assessment/judge';
import type { Transactor } from '../database/transaction';
import { normalizedRef } from '../entityRef';
import type { AuditLog } from './AuditLog';
import type { AuditProof } from './AuditProof';
import type { AuditStore, ReplacedBody, RetentionBounds } from './AuditStore';
import { verifyStored } from './verifyStored';

/** How long entries are kept, in days. */
export interface AuditRetentionSettings {
  days: number;
  /** Actions that are kept for another time. */
  actions: { [action: string]: number };
}

/** What stands for a person who was erased. */
export const ERASED_PERSON = '(erased)';

const DAY = 86_400_000;

/** Bodies pruned or replaced in one transaction. */
const BATCH = 500;

/**
 * Forgets what the log need not keep, and whom it must not: each time with an
 * entry that says so, so that what remains still verifies.
 */
export class AuditRetention {
  readonly #log: AuditLog;
  readonly #store: AuditStore;
  readonly #proof: AuditProof;
  readonly #transact: Transactor;
  readonly #settings: AuditRetentionSettings;
  readonly #logger: LoggerService;
  readonly #now: () => string;

  constructor(options: {
    log: AuditLog;
    store: AuditStore;
    proof: AuditProof;
    transact: Transactor;
    settings: AuditRetentionSettings;
    logger: LoggerService;
    now: () => string;
  }) {
    this.#log = options.log;
    this.#store = options.store;
    this.#proof = options.proof;
    this.#transact = options.transact;
    this.#settings = options.settings;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /**
   * Takes away what is older than it is kept for: the beginning of the log as
   * a whole, behind a signed checkpoint, and elsewhere the bodies.
   */
  async prune(): Promise<{ entries: number; bodies: number }> {
    const now = Date.parse(this.#now());
    const before = (days: number) => new Date(now - days * DAY).toISOString();
    const bounds: RetentionBounds = {
      actions: Object.entries(this.#settings.actions).map(([action, days]) => ({
        action,
        before: before(days),
      })),
      others: before(this.#settings.days),
    };
    if (!this.#proof.signs) {
      if ((await this.#store.expiredBodies(bounds, 1)).length > 0) {
        this.#logger.warn(
          'The audit log holds entries that are older than they need be kept; pruning them needs aiGovernance.audit.signingKey, so that the rest still verifies',
        );
      }
      return { entries: 0, bodies: 0 };
    }
    return {
      entries: await this.#pruneBeginning(bounds),
      bodies: await this.#pruneBodies(bounds),
    };
  }

  /**
   * Replaces a person's ref by nobody's in every body that has it. Why it was
   * done is kept, and therefore may not name them again.
   *
   * @returns how many entries named them
   */
  async erase(
    request: { person: string; reason: string },
    by: string,
  ): Promise<{ entries: number }> {
    const { person } = request;
    const ref = normalizedRef(person);
    if (!ref.startsWith('user:')) {
      throw new InputError(
        `'${person}' is no person; name a user such as user:default/jo`,
      );
    }
    const reason = request.reason.trim();
    if (!reason) {
      throw new InputError('reason has to say why the person is erased');
    }
    // Not where another name only begins or ends with it.
    const named = new RegExp(
      `(?<![\\w.:/-])${ref.replace(
        /[.*+?^${}()|[\]\\]/g,
        '\\$&',
      )}(?![\\w/-]|\\.\\w)`,
      'g',
    );
    if (reason.toLocaleLowerCase('en-US').search(named) >= 0) {
      throw new InputError(
        'reason is kept, so it may not name the person who is erased',
      );
    }
    let entries = 0;
    let afterSeq = 0;
    for (;;) {
      const found = await this.#store.containing(ref, afterSeq, BATCH);
      if (found.length === 0) {
        break;
      }
      afterSeq = found[found.length - 1].seq;
      const replacements = found
        .filter(({ text }) => text.search(named) >= 0)
        .map(({ seq, text }): ReplacedBody => {
          const body: AuditBody = JSON.parse(
            text.replace(named, ERASED_PERSON),
          );
          return { seq, salt: randomBytes(32).toString('hex'), body };
        });
      if (replacements.length > 0) {
        entries += replacements.length;
        await this.#replace(
          replacements,
          by === ref ? ERASED_PERSON : by,
          reason,
        );
      }
    }
    return { entries };
  }

  async #replace(
    replacements: readonly ReplacedBody[],
    by: string,
    reason: string,
  ): Promise<void> {
    await this.#transact(async trx => {
      await this.#log.append(trx, {
        at: this.#now(),
        actor: by,
        action: PERSON_ERASED,
        subject: AUDIT_SUBJECT,
        details: {
          reason,
          replaced: replacements.map(({ seq, salt, body }) => [
            seq,
            auditBodyDigest(salt, body, nativeSha256),
          ]),
        },
      });
      await this.#store.replace(trx, replacements);
    });
  }

  async #pruneBeginning(bounds: RetentionBounds): Promise<number> {
    const first = await this.#store.firstSeq();
    const through = await this.#store.expiredThrough(bounds);
    if (first === undefined || through < first) {
      return 0;
    }
    await this.#proof.introduceKey();
    const [link] = await this.#store.records(
      { first: through, last: through },
      1,
    );
    const found = await verifyStored(this.#store, { through });
    if (!found.valid) {
      this.#logger.error(
        `The audit log is not pruned, because it does not verify: ${found.message}`,
      );
      return 0;
    }
    await this.#transact(async trx => {
      await this.#log.append(trx, {
        at: this.#now(),
        actor: 'system:retention',
        action: ENTRIES_PRUNED,
        subject: AUDIT_SUBJECT,
        details: { through, hash: link.hash },
      });
      await this.#store.addCheckpoint(this.#proof.signed(link), trx);
      await this.#store.deleteThrough(trx, through);
    });
    return through - first + 1;
  }

  async #pruneBodies(bounds: RetentionBounds): Promise<number> {
    let bodies = 0;
    for (;;) {
      const seqs = await this.#store.expiredBodies(bounds, BATCH);
      if (seqs.length === 0) {
        return bodies;
      }
      const ranges = rangesOf(seqs);
      await this.#transact(async trx => {
        await this.#log.append(trx, {
          at: this.#now(),
          actor: 'system:retention',
          action: BODIES_PRUNED,
          subject: AUDIT_SUBJECT,
          details: { ranges },
        });
        await this.#store.deleteBodies(trx, ranges);
      });
      bodies += seqs.length;
    }
  }
}

/** Ascending numbers as first and last of each run. */
function rangesOf(numbers: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges[ranges.length - 1];
    if (last && last[1] === number - 1) {
      last[1] = number;
    } else {
      ranges.push([number, number]);
    }
  }
  return ranges;
}
