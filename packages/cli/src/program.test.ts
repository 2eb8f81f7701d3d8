import { spawn } from 'node:child_process';
import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  sign,
} from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
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
import { createProgram } from './program';

jest.setTimeout(60_000);

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-cli-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** Runs a command in this process. */
async function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  let code = 0;
  await createProgram({
    out: text => out.push(text),
    err: text => err.push(text),
    exit: wanted => {
      code = wanted;
    },
  }).parseAsync(['node', 'plumbline', ...args]);
  return { out: out.join('\n'), err: err.join('\n'), code };
}

/** Runs the command as people do. */
async function runBin(args: string[], input: string | Buffer = '') {
  const child = spawn(join(__dirname, '../bin/plumbline'), args);
  let out = '';
  let err = '';
  child.stdout.on('data', data => {
    out += data;
  });
  child.stderr.on('data', data => {
    err += data;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const code = await new Promise(done => child.on('close', done));
  return { out, err, code };
}

/** An export of some entries, as a portal makes it. */
function exported(entries: number) {
  const { privateKey } = generateKeyPairSync('ed25519');
  const publicKey = createPublicKey(privateKey);
  const keyId = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 32);
  let previousHash = AUDIT_GENESIS_HASH;
  const records = Array.from({ length: entries }, (_, index) => {
    const body: AuditBody = {
      at: '2026-11-20T09:00:00.000Z',
      actor: 'user:default/ada',
      action: 'profile.declared',
      subject: `component:default/c${index}`,
      before: null,
      after: null,
      details: { text: 'ä'.repeat(200) },
    };
    const link = {
      seq: index + 1,
      previousHash,
      bodyDigest: auditBodyDigest('salt', body),
    };
    previousHash = auditEntryHash(link);
    return { type: 'entry', ...link, hash: previousHash, salt: 'salt', body };
  });
  const header: AuditExportHeader = {
    type: 'header',
    format: AUDIT_EXPORT_FORMAT,
    exportedAt: '2026-11-21T09:00:00.000Z',
    first: { seq: 1, previousHash: AUDIT_GENESIS_HASH },
    last: { seq: entries, hash: previousHash },
    recordedLater: { pruned: [], erased: [] },
    keyId,
  };
  const signature = sign(
    null,
    Buffer.from(exportHeaderText(header)),
    privateKey,
  ).toString('base64');
  return {
    lines: [{ ...header, signature }, ...records].map(line =>
      JSON.stringify(line),
    ),
    pem: publicKey.export({ type: 'spki', format: 'pem' }) as string,
  };
}

describe('plumbline verify-audit', () => {
  it('verifies with the file and the key and nothing else, as a process', async () => {
    const { lines, pem } = exported(500);
    const key = await file('key.pem', pem);
    const text = `${lines.join('\n')}\n`;
    const plain = await runBin([
      'verify-audit',
      await file('a.jsonl', text),
      '--public-key',
      key,
    ]);
    expect(plain).toEqual({
      code: 0,
      err: '',
      out: expect.stringContaining('Verified: 500 entries form one'),
    });
    const piped = await runBin(
      ['verify-audit', '-', '--public-key', key, '--json'],
      gzipSync(text),
    );
    expect(piped.code).toBe(0);
    expect(JSON.parse(piped.out)).toMatchObject({ valid: true, entries: 500 });
  });

  it('names the first bad sequence number and exits with 1', async () => {
    const { lines, pem } = exported(20);
    const key = await file('key.pem', pem);
    const check = async (changed: string[]) =>
      run(
        'verify-audit',
        await file('a.jsonl.gz', gzipSync(changed.join('\n'))),
        '--public-key',
        key,
      );
    expect(await check(lines)).toMatchObject({ code: 0 });
    expect(
      await check(lines.map(line => line.replace('default/c6', 'default/x'))),
    ).toMatchObject({
      code: 1,
      err: expect.stringContaining(
        'first bad sequence number: 7, bodyMismatch',
      ),
    });
    expect(await check(lines.filter((_, index) => index !== 9))).toMatchObject({
      code: 1,
      err: expect.stringContaining('first bad sequence number: 9, deleted'),
    });
    expect(
      await check([
        ...lines.slice(0, 4),
        lines[5],
        lines[4],
        ...lines.slice(6),
      ]),
    ).toMatchObject({
      code: 1,
      err: expect.stringContaining('first bad sequence number: 4, reordered'),
    });
    expect(await check(lines.slice(0, -1))).toMatchObject({
      err: expect.stringContaining('first bad sequence number: 20, deleted'),
    });
  });

  it('refuses another key, and what is no export', async () => {
    const { lines } = exported(2);
    const other = await file('other.pem', exported(1).pem);
    const log = await file('a.jsonl', lines.join('\n'));
    expect(await run('verify-audit', log, '--public-key', other)).toMatchObject(
      { code: 1, err: expect.stringContaining('not the given') },
    );
    expect(
      await run(
        'verify-audit',
        await file('b', 'hello'),
        '--public-key',
        other,
      ),
    ).toMatchObject({ code: 1 });
    expect(
      await run('verify-audit', await file('c', ''), '--public-key', other),
    ).toMatchObject({ code: 1, err: expect.stringContaining('empty') });
    const missing = await runBin([
      'verify-audit',
      join(folder, 'none'),
      '--public-key',
      other,
    ]);
    expect(missing).toMatchObject({
      code: 2,
      err: expect.stringContaining('ENOENT'),
    });
    await expect(run('verify-audit', log, '--public-key', log)).rejects.toThrow(
      'no public key',
    );
    const cut = gzipSync(lines.join('\n'));
    expect(
      await runBin(
        ['verify-audit', '-', '--public-key', other],
        cut.subarray(0, cut.length - 12),
      ),
    ).toMatchObject({ code: expect.not.stringMatching('0') });
  });
});

describe('plumbline framework', () => {
  it('names every mistake with its path and line', async () => {
    const path = await file(
      'framework.yaml',
      'extends: default\ncontrols:\n  - id: TM-001\n    weight: -1\nlevels:\n  - level: 2\n    requiredControls: [XX-999]\n',
    );
    const found = await run('framework', 'validate', path);
    expect(found.code).toBe(1);
    expect(found.err).toContain(`${path}: 2 mistakes`);
    expect(found.err).toContain(`${path}:4 controls[TM-001].weight:`);
    expect(found.err).toContain(
      `${path}:7 levels[2].requiredControls[0]: there is no control "XX-999"`,
    );
    const json = await run('framework', 'validate', path, '--json');
    expect(JSON.parse(json.out).errors).toHaveLength(2);
    const good = await file('good.yaml', 'extends: default\nversion: "7"\n');
    expect(await run('framework', 'validate', good)).toMatchObject({
      code: 0,
      out: expect.stringContaining(' 7 with 14 controls'),
    });
  });

  it('says what is different, stricter and looser', async () => {
    const path = await file(
      'new.yaml',
      `
extends: default
version: "2"
controls:
  - id: SEC-001
    weight: 3
  - id: DP-001
    frequency: { kind: age, label: Monthly, days: 31 }
  - id: CQ-002
    remove: true
levels:
  - level: 2
    requiredControls: [TM-001, TM-002, OPS-001, SEC-001]
`,
    );
    const { out, code } = await run('framework', 'diff', 'default', path);
    expect(code).toBe(0);
    expect(out).toContain('- CQ-002');
    expect(out).toMatch(/▲ stricter: evidence holds for 31 days/);
    expect(out).toMatch(/▲ stricter: required from level 2 on/);
    expect(out).toMatch(/● changed: weight is 3/);
    expect(out).toContain('level 2: +SEC-001');
    const json = await run('framework', 'diff', 'default', path, '--json');
    expect(JSON.parse(json.out)).toMatchObject({
      same: false,
      removed: [{ control: 'CQ-002' }],
    });
    expect((await run('framework', 'diff', path, path)).out).toBe(
      'Nothing is different.',
    );
    expect(
      await run('framework', 'diff', path, await file('bad.yaml', '[]')),
    ).toMatchObject({ code: 1, err: expect.stringContaining('1 mistake') });
  });

  it('has its schema for editors up to date with what is read', async () => {
    const schema = JSON.parse(
      await readFile(
        join(
          __dirname,
          '../../../plugins/ai-governance-common/schema/framework.schema.json',
        ),
        'utf8',
      ),
    );
    expect(schema.then.properties.extends).toMatchObject({ const: 'default' });
    expect(Object.keys(schema.else.properties)).toContain('controls');
  });
});
