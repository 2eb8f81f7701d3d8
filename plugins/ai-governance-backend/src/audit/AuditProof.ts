import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  AUDIT_EXPORT_FORMAT,
  AUDIT_SUBJECT,
  checkpointText,
  exportHeaderText,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AuditCheckpoint,
  AuditExportHeader,
  AuditExportLine,
  AuditPublicKey,
  AuditVerification,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Transactor } from '../database/transaction';
import type { OrganizationDates } from '../tabular/organizationDates';
import type { AuditLog } from './AuditLog';
import type { AuditSigner } from './AuditSigner';
import type { AuditStore, SeqRange } from './AuditStore';
import { verifyStored } from './verifyStored';

/** Entries of one piece of an export. */
const PAGE = 500;

/** What an export is limited to: dates or instants, as people write them. */
export interface AuditSpan {
  from?: string;
  until?: string;
}

/**
 * Vouches for the log: signs what it was now and then, and hands it out in a
 * form that anybody can verify who has the public key.
 */
export class AuditProof {
  readonly #log: AuditLog;
  readonly #store: AuditStore;
  readonly #signer?: AuditSigner;
  readonly #transact: Transactor;
  readonly #dates: OrganizationDates;
  readonly #logger: LoggerService;
  readonly #now: () => string;
  #introduced = false;

  constructor(options: {
    log: AuditLog;
    store: AuditStore;
    /** Without it nothing is signed. */
    signer?: AuditSigner;
    transact: Transactor;
    dates: OrganizationDates;
    logger: LoggerService;
    now: () => string;
  }) {
    this.#log = options.log;
    this.#store = options.store;
    this.#signer = options.signer;
    this.#transact = options.transact;
    this.#dates = options.dates;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /** Recomputes the whole chain. */
  verify(
    onProgress?: (verified: number, of: number) => void | Promise<void>,
  ): Promise<AuditVerification> {
    return verifyStored(this.#store, { onProgress });
  }

  /** Every key that signed, the one that does now among them. */
  async publicKeys(): Promise<AuditPublicKey[]> {
    await this.introduceKey();
    return (await this.#store.keys()).map(key => ({
      ...key,
      current: key.keyId === this.#signer?.keyId,
    }));
  }

  /**
   * Signs where the log ends now, after recomputing what came since the last
   * time. Signs nothing that is broken: that is said in the portal's log.
   *
   * @returns undefined where nothing was signed
   */
  async checkpoint(): Promise<AuditCheckpoint | undefined> {
    await this.introduceKey();
    const last = await this.#store.lastCheckpoint();
    const head = await this.#store.head();
    if (!this.#signer || head.seq === 0 || head.seq === last?.seq) {
      return undefined;
    }
    const found = await verifyStored(this.#store, {
      ...(last && { after: last }),
      through: head.seq,
    });
    if (!found.valid) {
      this.#logger.error(
        `The audit log is not signed, because it does not verify: ${found.message}`,
      );
      return undefined;
    }
    const [record] = await this.#store.records(
      { first: head.seq, last: head.seq },
      1,
    );
    const checkpoint = this.signed(record);
    await this.#store.addCheckpoint(checkpoint);
    return checkpoint;
  }

  /** Whether there is a key to sign with. */
  get signs(): boolean {
    return this.#signer !== undefined;
  }

  /** A checkpoint at an entry. */
  signed(link: { seq: number; hash: string }): AuditCheckpoint {
    if (!this.#signer) {
      throw new Error('There is no key to sign with');
    }
    const unsigned = {
      seq: link.seq,
      hash: link.hash,
      at: this.#now(),
      keyId: this.#signer.keyId,
    };
    return {
      ...unsigned,
      signature: this.#signer.sign(checkpointText(unsigned)),
    };
  }

  /** A key that signs for the first time is on record before it does. */
  async introduceKey(): Promise<void> {
    const signer = this.#signer;
    if (!signer || this.#introduced) {
      return;
    }
    const { keyId, publicKey } = signer;
    const at = this.#now();
    await this.#transact(async trx => {
      if (await this.#store.addKey(trx, { keyId, publicKey, since: at })) {
        await this.#log.append(trx, {
          at,
          actor: 'system:configuration',
          action: 'audit.keyIntroduced',
          subject: AUDIT_SUBJECT,
          details: { keyId },
        });
      }
    });
    this.#introduced = true;
  }

  /**
   * The log as lines of JSON: a signed header, then every entry with its
   * digests, body and salt, and every checkpoint behind its entry. That it was
   * exported is an entry of its own.
   *
   * @returns pieces of some hundred lines each
   */
  async export(span: AuditSpan, by: string): Promise<AsyncIterable<string>> {
    const bounds = this.bounds(span);
    await this.introduceKey();
    await this.#transact(trx =>
      this.#log.append(trx, {
        at: this.#now(),
        actor: by,
        action: 'audit.exported',
        subject: AUDIT_SUBJECT,
        details: { ...bounds },
      }),
    );
    await this.checkpoint();
    const range = await this.#store.seqsOf(bounds);
    return this.#lines(bounds, range);
  }

  async *#lines(
    bounds: AuditSpan,
    range: SeqRange | undefined,
  ): AsyncIterable<string> {
    const text = (lines: readonly AuditExportLine[]) =>
      lines.map(line => `${JSON.stringify(line)}\n`).join('');
    yield text([await this.#header(bounds, range)]);
    if (!range) {
      return;
    }
    const checkpoints = await this.#store.checkpoints({
      first: range.first,
      last: range.last,
    });
    const rest = { ...range };
    while (rest.first <= rest.last) {
      const page = await this.#store.records(rest, PAGE);
      if (page.length === 0) {
        return;
      }
      const lines: AuditExportLine[] = [];
      for (const record of page) {
        lines.push({ type: 'entry', ...record });
        while (checkpoints[0]?.seq <= record.seq) {
          lines.push({ type: 'checkpoint', ...checkpoints.shift()! });
        }
      }
      yield text(lines);
      rest.first = page[page.length - 1].seq + 1;
    }
  }

  async #header(
    bounds: AuditSpan,
    range: SeqRange | undefined,
  ): Promise<AuditExportHeader> {
    const at = (seq: number) =>
      this.#store.records({ first: seq, last: seq }, 1);
    const [first] = range ? await at(range.first) : [];
    const [last] = range ? await at(range.last) : [];
    const header: AuditExportHeader = {
      type: 'header',
      format: AUDIT_EXPORT_FORMAT,
      exportedAt: this.#now(),
      ...bounds,
      ...(first && {
        first: { seq: first.seq, previousHash: first.previousHash },
      }),
      ...(last && { last: { seq: last.seq, hash: last.hash } }),
      recordedLater: range
        ? await this.#store.recordedLater(range)
        : { pruned: [], erased: [] },
      ...(this.#signer && { keyId: this.#signer.keyId }),
    };
    return this.#signer
      ? { ...header, signature: this.#signer.sign(exportHeaderText(header)) }
      : header;
  }

  /**
   * A span as instants: `from` a date is from its beginning, `until` one is to
   * its end, in the organization's time zone.
   *
   * @throws InputError when one is neither a date nor an instant
   */
  bounds(span: AuditSpan): AuditSpan {
    return {
      ...(span.from !== undefined && {
        from: this.#instant('from', span.from, -1),
      }),
      ...(span.until !== undefined && {
        until: this.#instant('until', span.until, 0),
      }),
    };
  }

  #instant(name: string, text: string, laterDays: -1 | 0): string {
    if (this.#dates.isDate(text)) {
      return this.#dates.endOf(text, laterDays);
    }
    const instant = Date.parse(text);
    if (!/^\d{4}-/.test(text) || Number.isNaN(instant)) {
      throw new InputError(
        `${name}: '${text}' is neither a date such as 2027-01-31 nor an ISO 8601 instant such as 2027-01-31T00:00:00Z`,
      );
    }
    return new Date(instant).toISOString();
  }
}
