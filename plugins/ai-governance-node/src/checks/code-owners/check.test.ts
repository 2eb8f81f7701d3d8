import fc from 'fast-check';
import { places, runCheck } from '../testing';
import { codeOwnersCheck } from './check';
import { ownersOf, parseCodeOwners } from './parse';

function owners(
  text: string,
  path: string,
  host: 'github' | 'gitlab' = 'github',
) {
  return ownersOf(parseCodeOwners(text, host), path).owners;
}

describe('CODEOWNERS of GitHub', () => {
  it.each([
    ['* @a', 'x/y', ['@a']],
    ['* @a\n/docs/ @b', 'docs/x', ['@b']],
    ['* @a\n/docs/ @b', 'src/docs/x', ['@a']],
    ['docs/ @b', 'src/docs/x', ['@b']],
    ['docs/* @b', 'docs/x', ['@b']],
    ['docs/* @b', 'docs/deep/x', []],
    ['*.md @b', 'a/b/CLAUDE.md', ['@b']],
    ['/CLAUDE.md @b', 'a/CLAUDE.md', []],
    ['CLAUDE.md @b', 'a/CLAUDE.md', ['@b']],
    ['**/skills @b', 'a/skills/x', ['@b']],
    ['/a/**/z @b', 'a/b/c/z', ['@b']],
    ['* @a\nCLAUDE.md', 'CLAUDE.md', []],
    [
      '* @a @org/team me@example.com',
      'x',
      ['@a', '@org/team', 'me@example.com'],
    ],
    ['* @a # comment', 'x', ['@a']],
    ['# * @a', 'x', []],
    ['with\\ space.md @b', 'with space.md', ['@b']],
    ['!*.md @b', 'a.md', []],
    ['* not-an-owner', 'x', []],
    ['.claude @b', '.claude/settings.json', ['@b']],
    ['/.github/workflows/ @b', '.github/workflows/x.lock.yml', ['@b']],
    ['a{b,c}.md @b', 'ab.md', []],
    ['a[bc].md @b', 'ab.md', []],
    ['\\#notes.md @b', '#notes.md', []],
    ['CLAUDE.md @b', 'claude.md', []],
    ['* @a\n* nobody-known', 'x', ['@a']],
    ['* @a\n!*.md @b', 'a.md', ['@a']],
    ['\uFEFF* @a', 'x', ['@a']],
    ['  * @a', 'x', ['@a']],
    ['  # * @a', 'x', []],
  ])('%p gives %p to %p', (text, path, expected) => {
    expect(owners(text, path)).toEqual(expected);
  });
});

describe('CODEOWNERS of GitLab', () => {
  it.each([
    ['[Docs] @docs\n*.md\n*.md @a', 'a.md', ['@a']],
    ['[Docs] @docs\n*.md', 'a.md', ['@docs']],
    ['^[Optional][2] @o\n*.md\n[Code]\n* @c', 'a.md', ['@o', '@c']],
    ['* @a\n!*.md', 'a.md', []],
    ['docs/* @b', 'docs/deep/x', ['@b']],
  ])('%p gives %p to %p', (text, path, expected) => {
    expect(owners(text, path, 'gitlab')).toEqual(expected);
  });
});

it('reads anything without throwing or taking long', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('github' as const, 'gitlab' as const),
      (text, host) => {
        ownersOf(parseCodeOwners(text, host), 'a/b.md');
      },
    ),
  );
  const hostile = `${'*'.repeat(900)}a @b\n`
    .repeat(50)
    .concat('**/a'.repeat(240), ' @b');
  const stars = `${'*a'.repeat(300)}*b @b\n`.repeat(1_000);
  const started = performance.now();
  ownersOf(parseCodeOwners(hostile, 'github'), `${'a/'.repeat(100)}b`);
  ownersOf(parseCodeOwners(stars, 'gitlab'), 'a'.repeat(200));
  expect(performance.now() - started).toBeLessThan(2_000);
});

describe('repository.code-owners', () => {
  it('has no subject without assistant files', () => {
    expect(runCheck(codeOwnersCheck, { CODEOWNERS: '* @a' })).toBeUndefined();
  });

  it('fails without a file, with comments only and with a file where no host looks', () => {
    expect(places(runCheck(codeOwnersCheck, { 'CLAUDE.md': '' }))).toEqual([
      'code-owners-missing -',
    ]);
    expect(
      places(
        runCheck(codeOwnersCheck, {
          'CLAUDE.md': '',
          CODEOWNERS: '# * @team\n\n# nothing yet\n',
        }),
      ),
    ).toEqual(['code-owners-empty CODEOWNERS']);
    expect(
      places(
        runCheck(codeOwnersCheck, {
          'CLAUDE.md': '',
          'src/CODEOWNERS': '* @a',
        }),
      ),
    ).toEqual(['code-owners-missing -']);
  });

  it('passes when everything is owned', () => {
    expect(
      runCheck(codeOwnersCheck, {
        'CLAUDE.md': '',
        '.cursor/rules/a.mdc': '',
        '.github/CODEOWNERS': '* @team',
      }),
    ).toMatchObject({
      outcome: 'pass',
      summary:
        '.github/CODEOWNERS gives every one of 2 assistant files an owner',
      data: { unowned: [] },
    });
  });

  it('lists what is not owned and which line took ownership away', () => {
    const observation = runCheck(codeOwnersCheck, {
      'CLAUDE.md': '',
      '.cursor/rules/a.mdc': '',
      CODEOWNERS: '* @team\n/.cursor/\n',
    });
    expect(observation?.outcome).toBe('fail');
    expect(places(observation)).toEqual([
      'assistant-file-unowned .cursor/rules/a.mdc',
    ]);
    expect(observation?.findings?.[0].message).toContain('line 2');
  });

  it('reads the one file that is in force', () => {
    expect(
      runCheck(codeOwnersCheck, {
        'CLAUDE.md': '',
        '.github/CODEOWNERS': '/src/ @team',
        CODEOWNERS: '* @team',
      })?.outcome,
    ).toBe('fail');
    expect(
      runCheck(
        codeOwnersCheck,
        { 'CLAUDE.md': '', '.gitlab/CODEOWNERS': '* @team' },
        { host: 'github' },
      )?.outcome,
    ).toBe('fail');
    expect(
      runCheck(codeOwnersCheck, {
        'CLAUDE.md': '',
        '.gitlab/CODEOWNERS': '* @team',
      })?.outcome,
    ).toBe('pass');
  });

  it('wants the owner where the content lies, and of the link to it', () => {
    const files = {
      '.claude': { symlink: 'agent-files/claude' },
      'agent-files/claude/commands/ship.md': '',
    };
    expect(
      places(
        runCheck(codeOwnersCheck, { ...files, CODEOWNERS: '/.claude @team' }),
      ),
    ).toEqual(['assistant-file-unowned agent-files/claude/commands/ship.md']);
    expect(
      places(
        runCheck(codeOwnersCheck, {
          ...files,
          CODEOWNERS: '/agent-files/ @team',
        }),
      ),
    ).toEqual(['assistant-file-unowned .claude']);
  });
});
