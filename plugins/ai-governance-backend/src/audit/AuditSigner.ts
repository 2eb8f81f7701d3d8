import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** Signs what the log was, with the key of the configuration. */
export class AuditSigner {
  readonly keyId: string;
  /** PEM. */
  readonly publicKey: string;
  readonly #key: KeyObject;

  /**
   * @param pem - an Ed25519 private key; line breaks may be written as `\n`
   * @throws Error that says how to make one
   */
  constructor(pem: string) {
    try {
      this.#key = createPrivateKey(pem.replace(/\\n/g, '\n').trim());
    } catch {
      throw unusable('is no private key in PEM form');
    }
    if (this.#key.asymmetricKeyType !== 'ed25519') {
      throw unusable(`is a key of type ${this.#key.asymmetricKeyType}`);
    }
    const publicKey = createPublicKey(this.#key);
    this.publicKey = publicKey.export({
      type: 'spki',
      format: 'pem',
    }) as string;
    this.keyId = keyIdOf(publicKey);
  }

  /** @returns the signature in Base64 */
  sign(text: string): string {
    return sign(null, Buffer.from(text, 'utf8'), this.#key).toString('base64');
  }
}

/** Names a public key: whoever has the key can work it out. */
export function keyIdOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 32);
}

function unusable(what: string): Error {
  return new Error(
    `aiGovernance.audit.signingKey ${what}; make one with: openssl genpkey -algorithm ed25519`,
  );
}
