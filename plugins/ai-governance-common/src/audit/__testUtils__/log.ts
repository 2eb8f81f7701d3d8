import {
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import {
  AUDIT_EXPORT_FORMAT,
  AUDIT_GENESIS_HASH,
  auditBodyDigest,
  auditEntryHash,
  checkpointText,
  exportHeaderText,
  type AuditBody,
  type AuditCheckpoint,
  type AuditExportHeader,
  type AuditExportLine,
  type AuditRecord,
  type VerifySignature,
} from '..';

export const AT = '2026-11-20T09:00:00.000Z';

/** A key that signs, and what knows it. */
export function testKey(keyId = 'key-1') {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { keyId, privateKey };
}

export function knows(
  ...keys: { keyId: string; privateKey: KeyObject }[]
): VerifySignature {
  return (keyId, text, signature) => {
    const key = keys.find(each => each.keyId === keyId);
    return (
      key &&
      verify(
        null,
        Buffer.from(text),
        createPublicKey(key.privateKey),
        Buffer.from(signature, 'base64'),
      )
    );
  };
}

/** A log in memory, which signs and exports like a portal. */
export class TestLog {
  readonly records: AuditRecord[] = [];
  readonly checkpoints: AuditCheckpoint[] = [];

  constructor(readonly key = testKey()) {}

  append(body: Partial<AuditBody> = {}): AuditRecord {
    const seq = (this.records[this.records.length - 1]?.seq ?? 0) + 1;
    const whole: AuditBody = {
      at: AT,
      actor: 'user:default/ada',
      action: 'profile.declared',
      subject: `component:default/entity-${seq}`,
      before: null,
      after: null,
      details: { number: seq, text: 'ä\u2028"\\' },
      ...body,
    };
    const salt = `salt-${seq}`;
    const bodyDigest = auditBodyDigest(salt, whole);
    const previousHash =
      this.records[this.records.length - 1]?.hash ?? AUDIT_GENESIS_HASH;
    const link = { seq, previousHash, bodyDigest };
    const record = { ...link, hash: auditEntryHash(link), salt, body: whole };
    this.records.push(record);
    return record;
  }

  fill(entries: number): this {
    for (let index = 0; index < entries; index += 1) {
      this.append();
    }
    return this;
  }

  #sign(text: string): string {
    return sign(null, Buffer.from(text), this.key.privateKey).toString(
      'base64',
    );
  }

  checkpoint(): AuditCheckpoint {
    const { seq, hash } = this.records[this.records.length - 1];
    const unsigned = { seq, hash, at: AT, keyId: this.key.keyId };
    const checkpoint = {
      ...unsigned,
      signature: this.#sign(checkpointText(unsigned)),
    };
    this.checkpoints.push(checkpoint);
    return checkpoint;
  }

  export(
    options: {
      first?: number;
      last?: number;
      recordedLater?: AuditExportHeader['recordedLater'];
    } = {},
  ): AuditExportLine[] {
    const { first = 1, last = Infinity } = options;
    const records = this.records.filter(
      ({ seq }) => seq >= first && seq <= last,
    );
    const end = records[records.length - 1];
    const unsigned: AuditExportHeader = {
      type: 'header',
      format: AUDIT_EXPORT_FORMAT,
      exportedAt: AT,
      ...(end && {
        first: { seq: records[0].seq, previousHash: records[0].previousHash },
        last: { seq: end.seq, hash: end.hash },
      }),
      recordedLater: options.recordedLater ?? { pruned: [], erased: [] },
      keyId: this.key.keyId,
    };
    return [
      { ...unsigned, signature: this.#sign(exportHeaderText(unsigned)) },
      ...records.flatMap(record => [
        { type: 'entry' as const, ...record },
        ...this.checkpoints
          .filter(({ seq }) => seq === record.seq)
          .map(checkpoint => ({ type: 'checkpoint' as const, ...checkpoint })),
      ]),
    ];
  }
}
