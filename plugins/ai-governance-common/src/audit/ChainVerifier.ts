import { portableSha256, type Sha256 } from '../assessment/digest';
import {
  AUDIT_GENESIS_HASH,
  AUDIT_SUBJECT,
  auditBodyDigest,
  auditEntryHash,
  BODIES_PRUNED,
  checkpointText,
  ENTRIES_PRUNED,
  PERSON_ERASED,
} from './chain';
import type {
  AuditBody,
  AuditCheckpoint,
  AuditFault,
  AuditRecord,
  AuditVerification,
} from './types';

/**
 * Whether a signature over a text holds; undefined when the key is not known.
 * @public
 */
export type VerifySignature = (
  keyId: string,
  text: string,
  signature: string,
) => boolean | undefined;

/** What the log itself says of bodies that are not there. @public */
export interface AuditWithholdings {
  /** First and last sequence number of what was pruned. */
  pruned: [first: number, last: number][];
  /** Sequence number and digest of each replaced body. */
  erased: [seq: number, digest: string][];
  /** The last entry of the beginning that was pruned. */
  prunedThrough?: number;
}

/** How far an entry that was moved is looked for. */
const MOVED_WITHIN = 1000;

interface Broken {
  seq: number;
  fault: AuditFault;
  message: string;
}

/**
 * Recomputes a chain, entry by entry in the order they are given. It keeps
 * nothing but the last hash and the bodies that are missing so far, so a log
 * of any length can be streamed through it. @public
 */
export class ChainVerifier {
  readonly #sha256: Sha256;
  readonly #verifySignature?: VerifySignature;
  readonly #lookAhead: boolean;
  /** What follows last; undefined before the first entry. */
  #previous?: { seq: number; hash: string };
  /** What came before was pruned, as a checkpoint has it. */
  #startsAfter = 0;
  #prunedThrough = 0;
  #broken?: Broken;
  #entries = 0;
  #firstSeq?: number;
  #checkpoints = 0;
  readonly #withheld = { pruned: 0, erased: 0 };
  /** Bodies that are not there, with the digest of what stands in their place. */
  readonly #unexplained = new Map<number, string | undefined>();
  /** The last checkpoint before the first entry. */
  #held?: { seq: number; hash: string };

  /**
   * @param options - `start`: where a part of a log begins, on the word of
   * whoever signed it; `lookAhead`: keep reading after a gap, to tell a moved
   * entry from a deleted one
   */
  constructor(
    options: {
      sha256?: Sha256;
      verifySignature?: VerifySignature;
      start?: { seq: number; previousHash: string };
      lookAhead?: boolean;
    } = {},
  ) {
    this.#sha256 = options.sha256 ?? portableSha256;
    this.#verifySignature = options.verifySignature;
    this.#lookAhead = options.lookAhead ?? false;
    if (options.start) {
      this.#previous = {
        seq: options.start.seq - 1,
        hash: options.start.previousHash,
      };
    }
  }

  /** Nothing that may follow changes what was found. */
  get done(): boolean {
    return (
      this.#broken !== undefined &&
      !(this.#lookAhead && this.#broken.fault === 'deleted')
    );
  }

  /** The last entry that verified. */
  get head(): { seq: number; hash: string } | undefined {
    return this.#previous;
  }

  /** Takes the next entry. */
  entry(record: AuditRecord): void {
    if (this.#broken) {
      if (this.#lookAhead && record.seq === this.#broken.seq) {
        this.#broken = {
          seq: this.#broken.seq,
          fault: 'reordered',
          message: `entry ${record.seq} does not stand in its place`,
        };
      }
      return;
    }
    const { seq } = record;
    this.#previous ??= this.#startOf(record);
    const { seq: lastSeq, hash: lastHash } = this.#previous;
    if (seq !== lastSeq + 1) {
      this.#fail(
        seq > lastSeq ? lastSeq + 1 : seq,
        seq > lastSeq ? 'deleted' : 'reordered',
        seq > lastSeq
          ? `entry ${lastSeq + 1} is missing`
          : `entry ${seq} stands behind entry ${lastSeq}`,
      );
      return;
    }
    const own = auditEntryHash(record, this.#sha256) === record.hash;
    if (!own) {
      const moved = this.#movedFrom(record);
      this.#fail(
        seq,
        moved === undefined ? 'edited' : 'reordered',
        moved === undefined
          ? `entry ${seq} was edited: its hash does not follow from it`
          : `entry ${moved} stands in the place of entry ${seq}`,
      );
      return;
    }
    if (record.previousHash !== lastHash) {
      this.#fail(
        seq,
        'edited',
        `entry ${seq} does not follow entry ${lastSeq}: one of the two was rewritten`,
      );
      return;
    }
    if (!this.#body(record)) {
      return;
    }
    this.#firstSeq ??= seq;
    this.#entries += 1;
    this.#previous = { seq, hash: record.hash };
  }

  /** Takes a checkpoint; it has to stand behind its entry. */
  checkpoint(checkpoint: AuditCheckpoint): void {
    if (this.#broken) {
      return;
    }
    const { seq, hash, keyId, signature } = checkpoint;
    const holds = this.#verifySignature?.(
      keyId,
      checkpointText(checkpoint),
      signature,
    );
    if (holds === undefined) {
      // By a key from before a rotation that the reader does not have.
      return;
    }
    if (!holds) {
      this.#fail(
        seq,
        'signature',
        `the signature of the checkpoint at entry ${seq} does not hold`,
      );
      return;
    }
    this.#checkpoints += 1;
    if (this.#previous === undefined) {
      this.#held = { seq, hash };
      return;
    }
    if (seq === this.#previous.seq && hash !== this.#previous.hash) {
      this.#fail(
        seq,
        'edited',
        `entry ${seq} is not the one that its checkpoint was signed for`,
      );
    }
  }

  /**
   * Ends the log.
   *
   * @param options - `head`: the entry it has to end with; `recordedLater`:
   * what entries beyond it say of bodies that are missing in it
   */
  finish(
    options: {
      head?: { seq: number; hash?: string };
      recordedLater?: AuditWithholdings;
    } = {},
  ): AuditVerification {
    const { head, recordedLater } = options;
    const lastSeq = this.#previous?.seq ?? 0;
    if (!this.#broken && head) {
      if (lastSeq < head.seq) {
        this.#fail(
          lastSeq + 1,
          'deleted',
          `entry ${lastSeq + 1} is missing at the end`,
        );
      } else if (lastSeq > head.seq) {
        this.#fail(
          head.seq + 1,
          'edited',
          `entry ${head.seq + 1} was added behind the end`,
        );
      } else if (
        head.hash !== undefined &&
        lastSeq > 0 &&
        head.hash !== this.#previous?.hash
      ) {
        this.#fail(
          lastSeq,
          'edited',
          `entry ${lastSeq} is not the one the log ended with`,
        );
      }
    }
    if (!this.#broken) {
      this.#explain(recordedLater ?? { pruned: [], erased: [] }, Infinity);
      this.#prunedThrough = Math.max(
        this.#prunedThrough,
        recordedLater?.prunedThrough ?? 0,
      );
      const seq = Math.min(...this.#unexplained.keys());
      if (Number.isFinite(seq)) {
        const replaced = this.#unexplained.get(seq) !== undefined;
        this.#fail(
          seq,
          replaced ? 'bodyMismatch' : 'bodyMissing',
          replaced
            ? `the body of entry ${seq} was replaced, and no erasure on record says so`
            : `the body of entry ${seq} is missing, and nothing on record says why`,
        );
      } else if (this.#startsAfter > this.#prunedThrough) {
        const missing = this.#prunedThrough + 1;
        this.#fail(
          missing,
          'deleted',
          `entry ${missing} is missing, and no pruning on record says why`,
        );
      }
    }
    return this.#result(lastSeq);
  }

  #result(lastSeq: number): AuditVerification {
    const span =
      this.#firstSeq === undefined || this.#firstSeq === 1
        ? ''
        : ` from ${this.#firstSeq} to ${lastSeq}`;
    return {
      valid: this.#broken === undefined,
      entries: this.#broken
        ? Math.min(
            this.#entries,
            Math.max(0, this.#broken.seq - (this.#firstSeq ?? 1)),
          )
        : this.#entries,
      ...(this.#firstSeq !== undefined && { firstSeq: this.#firstSeq }),
      ...(this.#firstSeq !== undefined && { lastSeq }),
      ...(this.#broken && {
        brokenAt: this.#broken.seq,
        fault: this.#broken.fault,
      }),
      checkpoints: this.#checkpoints,
      withheld: { ...this.#withheld },
      message:
        this.#broken?.message ??
        `${this.#entries} ${
          this.#entries === 1 ? 'entry' : 'entries'
        }${span} form one unbroken chain`,
    };
  }

  /** What the first entry follows when nobody said. */
  #startOf(record: AuditRecord): { seq: number; hash: string } {
    const held = this.#held;
    if (held && record.seq === held.seq + 1) {
      this.#startsAfter = held.seq;
      return held;
    }
    return { seq: 0, hash: AUDIT_GENESIS_HASH };
  }

  #body(record: AuditRecord): boolean {
    const { seq, salt, body, withheld } = record;
    if (withheld === 'pruned' || body === undefined || salt === undefined) {
      this.#withheld.pruned += 1;
      this.#unexplained.set(seq, undefined);
      return true;
    }
    const digest = auditBodyDigest(salt, body, this.#sha256);
    if (withheld === 'erased') {
      this.#withheld.erased += 1;
      this.#unexplained.set(seq, digest);
      return true;
    }
    if (digest !== record.bodyDigest) {
      this.#fail(seq, 'bodyMismatch', `the body of entry ${seq} was changed`);
      return false;
    }
    if (body.subject === AUDIT_SUBJECT) {
      this.#recorded(body, seq);
    }
    return true;
  }

  #recorded(body: AuditBody, seq: number): void {
    const details = body.details as any;
    if (body.action === BODIES_PRUNED) {
      this.#explain({ pruned: details?.ranges ?? [], erased: [] }, seq);
    } else if (body.action === PERSON_ERASED) {
      this.#explain({ pruned: [], erased: details?.replaced ?? [] }, seq);
    } else if (body.action === ENTRIES_PRUNED) {
      this.#prunedThrough = Math.max(
        this.#prunedThrough,
        Number(details?.through ?? 0),
      );
    }
  }

  /** Bodies before `before` that a record names. */
  #explain(withholdings: AuditWithholdings, before: number): void {
    for (const [seq, digest] of withholdings.erased) {
      if (seq < before && this.#unexplained.get(seq) === digest) {
        this.#unexplained.delete(seq);
      }
    }
    for (const [first, last] of withholdings.pruned) {
      const end = Math.min(last, before - 1);
      const seqs =
        end - first < this.#unexplained.size
          ? numbers(first, end)
          : [...this.#unexplained.keys()].filter(
              seq => seq >= first && seq <= end,
            );
      for (const seq of seqs) {
        if (this.#unexplained.get(seq) === undefined) {
          this.#unexplained.delete(seq);
        }
      }
    }
  }

  /** The place an entry was made for, when it is one near by. */
  #movedFrom(record: AuditRecord): number | undefined {
    for (let away = 1; away <= MOVED_WITHIN; away += 1) {
      for (const seq of [record.seq - away, record.seq + away]) {
        if (auditEntryHash({ ...record, seq }, this.#sha256) === record.hash) {
          return seq;
        }
      }
    }
    return undefined;
  }

  #fail(seq: number, fault: AuditFault, message: string): void {
    this.#broken = { seq, fault, message };
  }
}

function* numbers(first: number, last: number): Iterable<number> {
  for (let number = first; number <= last; number += 1) {
    yield number;
  }
}
