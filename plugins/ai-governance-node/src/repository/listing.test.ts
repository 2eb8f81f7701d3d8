import fc from 'fast-check';
import { planTree, type ListedEntry } from './listing';
import { compareCodePoints } from './paths';

function plan(
  entries: Record<string, number | string>,
  wants: (path: string) => boolean = () => true,
) {
  const listing = new Map<string, ListedEntry>(
    Object.entries(entries).map(([path, value]) => [
      path,
      typeof value === 'number'
        ? { kind: 'file', size: value }
        : { kind: 'link', target: value },
    ]),
  );
  return planTree(listing, wants, { maxFileBytes: 1000 });
}

describe('planTree', () => {
  it('reads a linked file from its target', () => {
    const { files, reads } = plan({
      'AGENTS.md': 10,
      'CLAUDE.md': 'AGENTS.md',
    });
    expect(files.get('CLAUDE.md')).toEqual({
      file: {
        path: 'CLAUDE.md',
        size: 10,
        symlink: 'AGENTS.md',
        realPath: 'AGENTS.md',
      },
      readFrom: 'AGENTS.md',
    });
    expect([...reads]).toEqual(['AGENTS.md']);
  });

  it('shows what is below a linked folder, links inside it included', () => {
    const { files } = plan({
      '.assistant': 'shared/assistant',
      'shared/assistant/commands/review.md': '../../commands/review.md',
      'shared/assistant/skills/ship': '../../skills/ship',
      'shared/commands/review.md': 5,
      'shared/skills/ship/SKILL.md': 7,
    });
    expect(files.get('.assistant')?.file).toEqual({
      path: '.assistant',
      size: -1,
      symlink: 'shared/assistant',
    });
    expect(files.get('.assistant/commands/review.md')?.readFrom).toBe(
      'shared/commands/review.md',
    );
    expect(files.get('.assistant/skills/ship/SKILL.md')?.readFrom).toBe(
      'shared/skills/ship/SKILL.md',
    );
  });

  it('follows a path through a linked folder', () => {
    const { files } = plan({
      'docs/rules.md': 3,
      linked: 'docs',
      'CLAUDE.md': 'linked/rules.md',
    });
    expect(files.get('CLAUDE.md')?.readFrom).toBe('docs/rules.md');
  });

  it.each([
    ['/etc/passwd', 'symlink-outside'],
    ['../other/CLAUDE.md', 'symlink-outside'],
    ['C:\\secrets', 'symlink-outside'],
    ['nowhere.md', 'symlink-broken'],
    ['README.md/inside', 'symlink-broken'],
    ['CLAUDE.md', 'symlink-cycle'],
  ])('does not follow a link to %s', (target, reason) => {
    const { files, reads } = plan({ 'README.md': 1, 'CLAUDE.md': target });
    expect(files.get('CLAUDE.md')?.file.unreadable).toBe(reason);
    expect([...reads]).toEqual(['README.md']);
  });

  it('ends for links that lead to each other and for folders that hold themselves', () => {
    const { files } = plan({
      a: 'b',
      b: 'a',
      'loop/self': '../loop',
      'loop/file.md': 1,
      root: '.',
    });
    expect(files.get('a')?.file.unreadable).toBe('symlink-cycle');
    expect(files.get('loop/self')?.file.unreadable).toBe('symlink-cycle');
    expect(files.get('root')?.file.unreadable).toBe('symlink-cycle');
    expect(files.has('loop/file.md')).toBe(true);
  });

  it('bounds what folders that link to each other can multiply into', () => {
    const entries: Record<string, number | string> = {};
    for (let level = 0; level < 30; level++) {
      entries[`l${level}/a`] = `../l${level + 1}`;
      entries[`l${level}/b`] = `../l${level + 1}`;
    }
    entries['l30/file.md'] = 1;
    const { files, truncated, warnings } = plan(entries);
    expect(truncated).toBe(true);
    expect(warnings).toHaveLength(1);
    expect(files.size).toBeLessThan(25_000);
  });

  it('says when a wanted file is too large and does not plan to read it', () => {
    const { files, reads } = plan({ 'big.md': 1001 });
    expect(files.get('big.md')?.file.unreadable).toBe('too-large');
    expect(reads.size).toBe(0);
  });

  it('never throws, never reads what is not listed as a file and sorts by code point', () => {
    const segment = fc.constantFrom('a', 'b', '.c', 'é', '\u{1F600}');
    const path = fc
      .array(segment, { minLength: 1, maxLength: 3 })
      .map(parts => parts.join('/'));
    const target = fc
      .array(fc.constantFrom('a', 'b', '.c', '..', '.', ''), { maxLength: 5 })
      .map(parts => parts.join('/'));
    fc.assert(
      fc.property(
        fc.dictionary(path, fc.oneof(fc.nat(2000), target), { maxKeys: 12 }),
        entries => {
          const { files, reads } = plan(entries);
          for (const read of reads) expect(typeof entries[read]).toBe('number');
          const paths = [...files.keys()];
          expect(paths).toEqual([...paths].sort(compareCodePoints));
        },
      ),
    );
  });
});
