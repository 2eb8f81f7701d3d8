import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLocalFolder } from './readLocalFolder';
import type { TreeRead } from './types';

describe('readLocalFolder', () => {
  let root: string;

  beforeEach(async () => {
    root = await fs.realpath(await fs.mkdtemp(join(tmpdir(), 'snapshot-')));
  });

  afterEach(async () => {
    await fs.rm(root, { recursive: true, force: true });
  });

  async function write(path: string, content: string | Buffer) {
    await fs.mkdir(join(root, path, '..'), { recursive: true });
    await fs.writeFile(join(root, path), content);
  }

  function snapshotIn(read: TreeRead) {
    if (read.status !== 'read') throw new Error('expected a snapshot');
    return read.snapshot;
  }

  it('lists every path and reads only what is wanted', async () => {
    await write('CLAUDE.md', 'hello');
    await write('src/index.ts', 'code');
    await write('.git/config', 'x');
    await write('node_modules/a/CLAUDE.md', 'x');
    const snapshot = snapshotIn(
      await readLocalFolder(root, { wants: path => path === 'CLAUDE.md' }),
    );
    expect([...snapshot.files.values()]).toEqual([
      { path: 'CLAUDE.md', size: 5, content: 'hello' },
      { path: 'src/index.ts', size: 4 },
    ]);
    expect(snapshot).toMatchObject({
      subpath: '',
      warnings: [],
      truncated: false,
    });
  });

  it('reads through links inside and never through one that leaves', async () => {
    const outside = await fs.mkdtemp(join(tmpdir(), 'outside-'));
    await fs.writeFile(join(outside, 'secret.md'), 'secret');
    await write('AGENTS.md', 'shared');
    await fs.symlink('AGENTS.md', join(root, 'CLAUDE.md'));
    await fs.symlink(join(outside, 'secret.md'), join(root, 'GEMINI.md'));
    await fs.symlink(outside, join(root, '.cursor'));
    await fs.symlink('B.md', join(root, 'A.md'));
    await fs.symlink('A.md', join(root, 'B.md'));
    const { files } = snapshotIn(
      await readLocalFolder(root, { wants: () => true }),
    );
    await fs.rm(outside, { recursive: true });
    expect(files.get('CLAUDE.md')).toMatchObject({
      content: 'shared',
      symlink: 'AGENTS.md',
    });
    expect(files.get('GEMINI.md')).toMatchObject({
      unreadable: 'symlink-outside',
    });
    expect(files.get('.cursor')).toMatchObject({
      unreadable: 'symlink-outside',
    });
    expect(files.get('A.md')).toMatchObject({ unreadable: 'symlink-cycle' });
    expect(JSON.stringify([...files])).not.toContain('"secret"');
  });

  it('marks what is too large or not UTF-8 and goes on', async () => {
    await write('latin.md', Buffer.from([0x63, 0x61, 0x66, 0xe9]));
    await write('fine.md', 'ok');
    const sparse = await fs.open(join(root, 'huge.md'), 'w');
    await sparse.truncate(50 * 1024 * 1024);
    await sparse.close();
    const { files } = snapshotIn(
      await readLocalFolder(root, { wants: () => true }),
    );
    expect(files.get('latin.md')?.unreadable).toBe('not-utf8');
    expect(files.get('huge.md')).toEqual({
      path: 'huge.md',
      size: 50 * 1024 * 1024,
      unreadable: 'too-large',
    });
    expect(files.get('fine.md')?.content).toBe('ok');
  });

  it('holds no more content than the limit and says so', async () => {
    await write('a.md', 'x'.repeat(60));
    await write('b.md', 'x'.repeat(60));
    const snapshot = snapshotIn(
      await readLocalFolder(root, {
        wants: () => true,
        limits: { maxTotalBytes: 100 },
      }),
    );
    const read = [...snapshot.files.values()].filter(f => f.content);
    expect(read).toHaveLength(1);
    expect(snapshot.warnings.join()).toContain('exceed 100 bytes');
  });

  it('stops listing at the limit and says so', async () => {
    for (const name of ['a', 'b', 'c', 'd']) await write(`${name}.md`, name);
    const snapshot = snapshotIn(
      await readLocalFolder(root, { limits: { maxFiles: 2 } }),
    );
    expect(snapshot.files.size).toBe(2);
    expect(snapshot.truncated).toBe(true);
    expect(snapshot.warnings.join()).toContain('first 2 entries');
  });

  it('answers notModified until something changes, even without a change of size', async () => {
    await write('CLAUDE.md', 'one');
    const first = await readLocalFolder(root);
    expect(await readLocalFolder(root, { treeId: first.treeId })).toEqual({
      status: 'notModified',
      treeId: first.treeId,
    });
    await write('CLAUDE.md', 'two');
    const second = await readLocalFolder(root, { treeId: first.treeId });
    expect(second.status).toBe('read');
    await fs.symlink('CLAUDE.md', join(root, 'AGENTS.md'));
    const third = await readLocalFolder(root, { treeId: second.treeId });
    expect(third.status).toBe('read');
  });

  it('says that a folder is missing or is a file', async () => {
    await write('file', '');
    await expect(readLocalFolder(join(root, 'none'))).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    await expect(readLocalFolder(join(root, 'file'))).rejects.toThrow(
      /is not a folder/,
    );
  });

  it('stops when aborted', async () => {
    await write('CLAUDE.md', 'x');
    const reason = new Error('shutting down');
    await expect(
      readLocalFolder(root, { signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason);
  });
});
