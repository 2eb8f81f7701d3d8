import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import type {
  UrlReaderService,
  UrlReaderServiceReadTreeOptions,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { NotModifiedError } from '@backstage/errors';
import archiver from 'archiver';
import * as tar from 'tar';
import { readUrlTree } from './readUrlTree';

type Files = Record<string, string | { symlink: string }>;

describe('readUrlTree', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await fs.mkdtemp(join(tmpdir(), 'tree-'));
  });

  afterEach(async () => {
    await fs.rm(folder, { recursive: true, force: true });
  });

  async function tarOf(files: Files): Promise<Readable> {
    const root = join(folder, 'repository-main');
    await fs.rm(root, { recursive: true, force: true });
    for (const [path, value] of Object.entries(files)) {
      await fs.mkdir(join(root, path, '..'), { recursive: true });
      if (typeof value === 'string')
        await fs.writeFile(join(root, path), value);
      else await fs.symlink(value.symlink, join(root, path));
    }
    const stream = new PassThrough();
    tar.create({ cwd: folder, gzip: true }, ['repository-main']).pipe(stream);
    return stream;
  }

  // Like the archives of code hosts that know no links: the link is a file that holds its target.
  async function zipOf(files: Files): Promise<Readable> {
    const zip = archiver('zip');
    for (const [name, value] of Object.entries(files)) {
      zip.append(typeof value === 'string' ? value : value.symlink, { name });
    }
    const stream = new PassThrough();
    zip.pipe(stream);
    await zip.finalize();
    return stream;
  }

  function readerOf(
    kind: 'tar' | 'zip',
    files: Files,
    seen: (UrlReaderServiceReadTreeOptions | undefined)[] = [],
  ): UrlReaderService {
    return UrlReaders.create({
      logger: mockServices.logger.mock(),
      config: mockServices.rootConfig(),
      factories: [
        ({ treeResponseFactory }) => [
          {
            predicate: () => true,
            reader: {
              readUrl: jest.fn(),
              search: jest.fn(),
              readTree: async (_url, options) => {
                seen.push(options);
                if (options?.etag === 'commit-1') throw new NotModifiedError();
                const common = { etag: 'commit-1', filter: options?.filter };
                return kind === 'tar'
                  ? treeResponseFactory.fromTarArchive({
                      ...common,
                      stream: await tarOf(files),
                    })
                  : treeResponseFactory.fromZipArchive({
                      ...common,
                      stream: await zipOf(files),
                    });
              },
            },
          },
        ],
      ],
    });
  }

  const url = 'https://code.example.com/team/service/tree/main/';
  const wants = (path: string) =>
    /(^|\/)CLAUDE\.md$|^AGENTS\.md$|^\.claude($|\/)/.test(path);

  it.each(['tar', 'zip'] as const)(
    'lists everything, reads what is wanted and resolves links of a %s archive',
    async kind => {
      const seen: (UrlReaderServiceReadTreeOptions | undefined)[] = [];
      const read = await readUrlTree(
        readerOf(
          kind,
          {
            'src/index.ts': 'code that nobody asked for',
            'docs/guide.md': 'the guide',
            'CLAUDE.md': { symlink: 'docs/guide.md' },
            '.claude': { symlink: 'shared/claude' },
            'shared/claude/commands/ship.md': 'ship it',
            'shared/claude/skills/review': { symlink: '../../skills/review' },
            'shared/skills/review/SKILL.md': 'review it',
          },
          seen,
        ),
        url,
        { wants, workingDirectory: folder },
      );
      expect(read).toMatchObject({ status: 'read', treeId: 'commit-1' });
      if (read.status !== 'read') throw new Error('unreachable');
      const { files } = read.snapshot;
      expect(files.get('src/index.ts')).toEqual({
        path: 'src/index.ts',
        size: 26,
      });
      expect(files.get('CLAUDE.md')).toMatchObject({
        content: 'the guide',
        realPath: 'docs/guide.md',
      });
      expect(files.get('.claude/commands/ship.md')?.content).toBe('ship it');
      expect(files.get('.claude/skills/review/SKILL.md')?.content).toBe(
        'review it',
      );
      expect(seen.length).toBeLessThanOrEqual(3);
    },
  );

  it('asks the source once when no link leads to something unread', async () => {
    const seen: (UrlReaderServiceReadTreeOptions | undefined)[] = [];
    await readUrlTree(
      readerOf('tar', { 'CLAUDE.md': 'x', empty: '' }, seen),
      url,
      {
        wants,
      },
    );
    expect(seen).toHaveLength(1);
  });

  it('follows no link out of the repository', async () => {
    await fs.writeFile(join(folder, 'secret'), 'secret');
    const read = await readUrlTree(
      readerOf('zip', { 'CLAUDE.md': { symlink: '../../secret' } }),
      url,
      { wants },
    );
    if (read.status !== 'read') throw new Error('unreachable');
    expect(read.snapshot.files.get('CLAUDE.md')).toMatchObject({
      unreadable: 'symlink-outside',
    });
  });

  it('takes a short text for a link only when it names something of the tree', async () => {
    const read = await readUrlTree(
      readerOf('zip', { 'CLAUDE.md': 'nothing-here', 'AGENTS.md': 'x.md\n' }),
      url,
      { wants },
    );
    if (read.status !== 'read') throw new Error('unreachable');
    expect(read.snapshot.files.get('CLAUDE.md')?.content).toBe('nothing-here');
    expect(read.snapshot.files.get('AGENTS.md')?.content).toBe('x.md\n');
  });

  it('answers notModified for a tree it has seen', async () => {
    const result = await readUrlTree(readerOf('tar', { a: 'b' }), url, {
      treeId: 'commit-1',
    });
    expect(result).toEqual({ status: 'notModified', treeId: 'commit-1' });
  });

  it('does not extract what is too large', async () => {
    const read = await readUrlTree(
      readerOf('tar', { 'CLAUDE.md': 'x'.repeat(2000), 'AGENTS.md': 'fine' }),
      url,
      { wants, limits: { maxFileBytes: 1000 } },
    );
    if (read.status !== 'read') throw new Error('unreachable');
    expect(read.snapshot.files.get('CLAUDE.md')).toEqual({
      path: 'CLAUDE.md',
      size: 2000,
      unreadable: 'too-large',
    });
    expect(read.snapshot.files.get('AGENTS.md')?.content).toBe('fine');
  });

  it('hands on what the reader throws and leaves nothing behind', async () => {
    const working = join(folder, 'work');
    await fs.mkdir(working);
    await expect(
      readUrlTree(
        { readTree: async () => Promise.reject(new Error('no access')) },
        url,
        { workingDirectory: working },
      ),
    ).rejects.toThrow('no access');
    expect(await fs.readdir(working)).toEqual([]);
  });

  it('gives up when aborted although the reader does not', async () => {
    const controller = new AbortController();
    const reason = new Error('too late');
    const hanging = readUrlTree(
      {
        readTree: () => {
          controller.abort(reason);
          return new Promise(() => {});
        },
      },
      url,
      { signal: controller.signal },
    );
    await expect(hanging).rejects.toBe(reason);
  });

  it('gives up after its own time limit', async () => {
    const hanging = readUrlTree(
      { readTree: () => new Promise(() => {}) },
      url,
      {
        limits: { timeoutMs: 5 },
      },
    );
    await expect(hanging).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
