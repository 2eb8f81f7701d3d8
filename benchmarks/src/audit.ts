import { spawn } from 'node:child_process';
import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  hash,
  sign,
} from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  AUDIT_EXPORT_FORMAT,
  AUDIT_GENESIS_HASH,
  auditBodyDigest,
  auditEntryHash,
  exportHeaderText,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AuditBody,
  AuditExportHeader,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Benchmark } from './figures';

const ENTRIES = 1_000_000;
const PIECE = 1000;

const sha256 = (text: string) => hash('sha256', text, 'hex');

function bodyOf(index: number): AuditBody {
  return {
    at: new Date(1_750_000_000_000 + index * 1000).toISOString(),
    actor: `user:default/person-${index % 500}`,
    action: index % 3 ? 'exception.approved' : 'profile.declared',
    subject: `component:default/service-${index % 20_000}`,
    before: index % 3 ? null : sha256(`before ${index}`),
    after: index % 3 ? null : sha256(`after ${index}`),
    details: {
      request: `5f0e4a52-0000-4000-8000-${String(index).padStart(12, '0')}`,
      control: `SEC-00${index % 3}`,
      until: '2027-01-31T00:00:00.000Z',
    },
  };
}

/** Every entry, and the hash of the last one at the end. */
function* entries(): Generator<string, string> {
  let previousHash = AUDIT_GENESIS_HASH;
  let piece: string[] = [];
  for (let index = 0; index < ENTRIES; index += 1) {
    const body = bodyOf(index);
    const salt = sha256(`salt ${index}`);
    const link = {
      seq: index + 1,
      previousHash,
      bodyDigest: auditBodyDigest(salt, body, sha256),
    };
    previousHash = auditEntryHash(link, sha256);
    piece.push(
      JSON.stringify({
        type: 'entry',
        ...link,
        hash: previousHash,
        salt,
        body,
      }),
    );
    if (piece.length === PIECE) {
      yield `${piece.join('\n')}\n`;
      piece = [];
    }
  }
  return previousHash;
}

/** Writes an export and the key it is signed with. */
async function writeExport(
  folder: string,
): Promise<[log: string, key: string]> {
  const rest = join(folder, 'entries.jsonl');
  const all = entries();
  let last = AUDIT_GENESIS_HASH;
  await pipeline(
    Readable.from(
      (function* pieces() {
        last = yield* all;
      })(),
    ),
    createWriteStream(rest),
  );
  const { privateKey } = generateKeyPairSync('ed25519');
  const publicKey = createPublicKey(privateKey);
  const header: AuditExportHeader = {
    type: 'header',
    format: AUDIT_EXPORT_FORMAT,
    exportedAt: '2026-11-21T00:00:00.000Z',
    first: { seq: 1, previousHash: AUDIT_GENESIS_HASH },
    last: { seq: ENTRIES, hash: last },
    recordedLater: { pruned: [], erased: [] },
    keyId: createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex')
      .slice(0, 32),
  };
  const signature = sign(
    null,
    Buffer.from(exportHeaderText(header)),
    privateKey,
  ).toString('base64');
  const log = join(folder, 'audit.jsonl');
  const key = join(folder, 'key.pem');
  await writeFile(log, `${JSON.stringify({ ...header, signature })}\n`);
  await pipeline(
    createReadStream(rest),
    createWriteStream(log, { flags: 'a' }),
  );
  await rm(rest);
  await writeFile(key, publicKey.export({ type: 'spki', format: 'pem' }));
  return [log, key];
}

/** Seconds of reading every line as JSON. */
async function parsing(log: string): Promise<number> {
  const from = performance.now();
  let seen = 0;
  for await (const line of createInterface({ input: createReadStream(log) })) {
    seen += JSON.parse(line).type === 'entry' ? 1 : 0;
  }
  if (seen !== ENTRIES) {
    throw new Error(`Read ${seen} of ${ENTRIES} entries`);
  }
  return (performance.now() - from) / 1000;
}

/** Seconds of the command, from its start to its end. */
async function verifying(log: string, key: string): Promise<number> {
  const from = performance.now();
  const command = join(__dirname, '../../packages/cli/bin/plumbline');
  const child = spawn(
    process.execPath,
    [command, 'verify-audit', log, '--public-key', key],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout.on('data', data => {
    said += data;
  });
  const code = await new Promise(done => child.on('close', done));
  if (code !== 0 || !said.includes(`${ENTRIES} entries form one`)) {
    throw new Error(`verify-audit ended with ${code}: ${said}`);
  }
  return (performance.now() - from) / 1000;
}

export const auditBenchmark: Benchmark = {
  name: 'audit',
  description: `an exported audit log of ${ENTRIES} entries verified by the command`,
  async run(say) {
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));
    try {
      say(`Writing ${ENTRIES} entries`);
      const [log, key] = await writeExport(folder);
      say('Reading each line as JSON, as the floor');
      const floor = await parsing(log);
      say('Verifying');
      return [
        {
          name: `${ENTRIES} exported entries verified by the command`,
          value: await verifying(log, key),
          unit: 's',
          floor: { name: 'reading each line as JSON', value: floor },
          atMost: 20,
        },
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
