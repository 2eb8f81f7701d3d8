import { places, runCheck } from '../testing';
import { DEFAULT_SECRET_PATTERNS, ignoreFileCheck, samplesOf } from './check';

const GOOD = '.env\n.env.*\n*.pem\n*.key\nid_rsa\ncredentials.json\n';

const claudeSettings = (...deny: string[]) =>
  JSON.stringify({ permissions: { deny } });

describe('repository.ignore-file', () => {
  it('has no subject without an assistant, nor with shared files alone', () => {
    expect(runCheck(ignoreFileCheck, { 'README.md': '' })).toBeUndefined();
    expect(
      runCheck(ignoreFileCheck, { 'AGENTS.md': '', '.mcp.json': '{}' }),
    ).toBeUndefined();
  });

  it('fails where the file is missing', () => {
    const observation = runCheck(ignoreFileCheck, { '.cursorrules': '' });
    expect(observation?.outcome).toBe('fail');
    expect(places(observation)).toEqual(['ignore-file-missing .cursorignore']);
    expect(observation?.summary).toContain('no .cursorignore');
  });

  it('is not satisfied by an index-only or a foreign ignore file', () => {
    expect(
      runCheck(ignoreFileCheck, {
        '.cursorrules': '',
        '.cursorindexingignore': GOOD,
        '.gitignore': GOOD,
      })?.outcome,
    ).toBe('fail');
    expect(
      runCheck(ignoreFileCheck, { '.cursorrules': '', '.geminiignore': GOOD })
        ?.outcome,
    ).toBe('fail');
  });

  it.each([
    ['the patterns themselves', GOOD],
    ['wider ones', '.env*\n*.pem\n*.key\n**/id_rsa*\ncredentials*\n'],
    ['everything', '**\n'],
    ['a byte order mark and CRLF', `\ufeff${GOOD.replace(/\n/g, '\r\n')}`],
    ['an example taken back', `${GOOD}!.env.example\n`],
  ])('passes with %s', (_name, content) => {
    expect(
      runCheck(ignoreFileCheck, {
        '.cursorrules': '',
        '.cursorignore': content,
      }),
    ).toMatchObject({
      outcome: 'pass',
      summary: '.cursorignore covers secrets for Cursor',
      findings: [],
    });
  });

  it.each([
    ['a pattern left out', GOOD.replace('.env\n', ''), '.env'],
    ['a later negation', `${GOOD}!.env\n`, '.env'],
    [
      'a rule for the root only',
      GOOD.replace('.env\n', '/.env\n'),
      '.env in sub-folders',
    ],
    [
      'comments',
      '# .env\n',
      '.env, .env.*, *.pem, *.key, id_rsa and credentials.json',
    ],
    ['nothing', '', 'credentials.json'],
  ])('fails with %s', (_name, content, missing) => {
    const observation = runCheck(ignoreFileCheck, {
      '.cursorrules': '',
      '.cursorignore': content,
    });
    expect(observation?.outcome).toBe('fail');
    expect(observation?.summary).toContain(missing);
    expect(places(observation)).toEqual([
      'ignore-file-incomplete .cursorignore',
    ]);
  });

  it('names assistants that honour nothing and does not fail for them', () => {
    expect(
      runCheck(ignoreFileCheck, {
        '.github/copilot-instructions.md': '',
        '.copilotignore': '',
      }),
    ).toMatchObject({
      outcome: 'pass',
      summary: expect.stringContaining(
        'GitHub Copilot reads no ignore file; content exclusion is set on the code host',
      ),
    });
  });

  describe('for Claude Code', () => {
    it('goes by Read rules under permissions.deny', () => {
      const files = (content: string) => ({
        'CLAUDE.md': '',
        '.claude/settings.json': content,
      });
      expect(
        runCheck(
          ignoreFileCheck,
          files(
            claudeSettings(
              'Read(./.env)',
              'Read(.env.*)',
              'Read(**/*.pem)',
              'Read(*.key)',
              'Read(id_rsa)',
              'Read(credentials.json)',
              'Bash(rm *)',
            ),
          ),
        )?.outcome,
      ).toBe('pass');
      expect(
        runCheck(ignoreFileCheck, files(claudeSettings('Read')))?.outcome,
      ).toBe('pass');
      expect(
        runCheck(ignoreFileCheck, files(claudeSettings('Edit(.env)')))?.outcome,
      ).toBe('fail');
      expect(
        runCheck(ignoreFileCheck, files(claudeSettings('Read(~/.env)')))
          ?.summary,
      ).toContain('.env');
      expect(
        runCheck(
          ignoreFileCheck,
          files(JSON.stringify({ permissions: { allow: ['Read(.env)'] } })),
        )?.outcome,
      ).toBe('fail');
    });

    it('says that the settings are malformed', () => {
      const observation = runCheck(ignoreFileCheck, {
        'CLAUDE.md': '',
        '.claude/settings.json': '{ "permissions": ',
        '.claudeignore': GOOD,
      });
      expect(observation?.outcome).toBe('fail');
      expect(places(observation)).toEqual([
        'ignore-file-unreadable .claude/settings.json',
      ]);
      expect(observation?.summary).toContain('is not valid JSON');
    });
  });

  it('judges every assistant by itself', () => {
    const observation = runCheck(ignoreFileCheck, {
      '.cursorrules': '',
      '.cursorignore': GOOD,
      'GEMINI.md': '',
      '.aider.conf.yml': '',
      '.aiderignore': '.env\n',
    });
    expect(places(observation)).toEqual([
      'ignore-file-incomplete .aiderignore',
      'ignore-file-missing .geminiignore',
    ]);
    expect(observation?.summary).toContain(
      '.cursorignore covers secrets for Cursor',
    );
  });

  it('takes any of the files an assistant honours', () => {
    expect(
      runCheck(ignoreFileCheck, {
        '.aiassistant/rules/a.md': '',
        '.aiexclude': GOOD,
      })?.outcome,
    ).toBe('pass');
  });

  it('adds the rules of the folders between the root and the entity', () => {
    const files = {
      '.cursorrules': '',
      '.cursorignore': GOOD.replace('.env\n', ''),
      'packages/web/.cursorignore': '.env\n',
      'packages/web/index.ts': '',
    };
    expect(
      runCheck(ignoreFileCheck, files, undefined, 'packages/web')?.outcome,
    ).toBe('pass');
    expect(
      runCheck(ignoreFileCheck, files, undefined, 'packages/api')?.outcome,
    ).toBe('fail');
  });

  it('asks for the patterns of its parameters', () => {
    const files = { '.cursorrules': '', '.cursorignore': '*.tfstate\n' };
    expect(
      runCheck(ignoreFileCheck, files, { patterns: ['*.tfstate'] })?.outcome,
    ).toBe('pass');
    expect(() => ignoreFileCheck.parseParams({ patterns: [] })).toThrow(
      /params.patterns/,
    );
    expect(() => ignoreFileCheck.parseParams({ patterns: ['!a'] })).toThrow(
      /negation/,
    );
  });

  it.each([
    ['too many rules', 'a\n'.repeat(6_000)],
    ['a rule of nothing but stars', `${'*a'.repeat(40)}\n`],
  ])('does not run away with %s', (_name, content) => {
    const started = performance.now();
    const observation = runCheck(ignoreFileCheck, {
      '.cursorrules': '',
      '.cursorignore': content,
    });
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(places(observation)).toEqual([
      'ignore-file-unreadable .cursorignore',
    ]);
  });

  it('reads the same fingerprint for the same gap', () => {
    const print = () =>
      runCheck(ignoreFileCheck, { '.cursorrules': '' })?.findings?.[0]
        .fingerprint;
    expect(print()).toMatch(/^[0-9a-f]{32}$/);
    expect(print()).toBe(print());
  });
});

describe('samplesOf', () => {
  it('stands each pattern for a path it matches', () => {
    expect(samplesOf('.env.*')).toEqual([
      '.env.production',
      'services/payments/.env.production',
    ]);
    expect(samplesOf('secrets/')[0]).toBe('secrets/production.txt');
    expect(samplesOf('/config/*.json')).toEqual(['config/production.json']);
    expect(DEFAULT_SECRET_PATTERNS.every(p => samplesOf(p).length === 2)).toBe(
      true,
    );
  });
});
