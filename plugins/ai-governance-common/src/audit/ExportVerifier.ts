import type { Sha256 } from '../assessment/digest';
import { ChainVerifier, type VerifySignature } from './ChainVerifier';
import {
  AUDIT_EXPORT_FORMAT,
  exportHeaderText,
  type AuditExportHeader,
  type AuditExportLine,
} from './exportFormat';
import type { AuditFault, AuditVerification } from './types';

const HEX = /^[0-9a-f]{64}$/;

/**
 * Verifies an exported log line by line, with nothing but the lines and the
 * public key. Knows the result only at the end, but the first fault as soon as
 * it is read. @public
 */
export class ExportVerifier {
  readonly #options: { sha256?: Sha256; verifySignature: VerifySignature };
  #header?: AuditExportHeader;
  #chain?: ChainVerifier;
  #lines = 0;
  #lastSeq = 0;
  #fault?: { fault: AuditFault; message: string; brokenAt?: number };

  constructor(options: { sha256?: Sha256; verifySignature: VerifySignature }) {
    this.#options = options;
  }

  /** Nothing that may follow changes what was found. */
  get done(): boolean {
    return this.#fault !== undefined || (this.#chain?.done ?? false);
  }

  /** Takes the next line; empty ones are passed over. */
  line(text: string): void {
    this.#lines += 1;
    if (this.done || text.trim() === '') {
      return;
    }
    try {
      this.#take(JSON.parse(text));
    } catch {
      this.#damaged('cannot be read');
    }
  }

  #take(line: AuditExportLine): void {
    if (!this.#header) {
      this.#begin(line);
    } else if (line?.type === 'entry') {
      if (
        Number.isSafeInteger(line.seq) &&
        [line.previousHash, line.bodyDigest, line.hash].every(
          hash => typeof hash === 'string' && HEX.test(hash),
        )
      ) {
        this.#lastSeq = line.seq;
        this.#chain!.entry(line);
      } else {
        this.#damaged('is no entry');
      }
    } else if (line?.type === 'checkpoint') {
      this.#chain!.checkpoint(line);
    } else {
      this.#damaged('is neither an entry nor a checkpoint');
    }
  }

  /** Ends the log. */
  finish(): AuditVerification {
    const header = this.#header;
    if (!header && !this.#fault) {
      this.#fault = {
        fault: 'malformed',
        message: 'the file is empty; an exported log begins with a header',
      };
    }
    const found = (this.#chain ?? new ChainVerifier()).finish(
      this.#fault
        ? {}
        : {
            head: header?.last ?? { seq: 0 },
            recordedLater: header?.recordedLater,
          },
    );
    if (!this.#fault) {
      return { ...found, checkpoints: found.checkpoints + 1 };
    }
    const { brokenAt: _, fault: __, ...counts } = found;
    return { ...counts, ...this.#fault, valid: false };
  }

  #begin(line: AuditExportLine): void {
    if (line?.type !== 'header' || line.format !== AUDIT_EXPORT_FORMAT) {
      this.#fault = {
        fault: 'malformed',
        message: `the file does not begin with the header of a ${AUDIT_EXPORT_FORMAT} export`,
      };
      return;
    }
    this.#header = line;
    this.#chain = new ChainVerifier({
      ...this.#options,
      ...(line.first && { start: line.first }),
      lookAhead: true,
    });
    const { keyId, signature } = line;
    const holds =
      keyId !== undefined && signature !== undefined
        ? this.#options.verifySignature(
            keyId,
            exportHeaderText(line),
            signature,
          )
        : undefined;
    if (holds === false) {
      this.#fault = {
        fault: 'signature',
        message: 'the signature of the header does not hold: it was changed',
      };
    } else if (holds === undefined) {
      this.#fault = {
        fault: 'unsigned',
        message:
          keyId === undefined
            ? 'the export is not signed: its portal has no signing key, so anybody may have written it'
            : `the export is signed with the key ${keyId}, which is not the given one`,
      };
    }
  }

  #damaged(what: string): void {
    this.#fault = {
      fault: 'malformed',
      message: `line ${this.#lines} ${what}; the last entry before it is ${
        this.#lastSeq || 'none'
      }`,
      brokenAt: this.#lastSeq + 1,
    };
  }
}
