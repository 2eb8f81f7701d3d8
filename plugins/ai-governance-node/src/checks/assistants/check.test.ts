import { runCheck } from '../testing';
import { assistantsCheck } from './check';

describe('repository.assistants', () => {
  it('names assistants and what shows them', () => {
    expect(
      runCheck(assistantsCheck, {
        'CLAUDE.md': '',
        '.cursor/rules/a.mdc': '',
        '.cursor/rules/b.mdc': '',
      }),
    ).toEqual({
      outcome: 'pass',
      summary: 'Set up for Claude Code (CLAUDE.md) and Cursor (.cursor/rules)',
      data: {
        assistants: ['claude-code', 'cursor'],
        files: [
          { assistant: 'claude-code', path: 'CLAUDE.md', kind: 'instructions' },
          { assistant: 'cursor', path: '.cursor/rules/a.mdc', kind: 'rules' },
          { assistant: 'cursor', path: '.cursor/rules/b.mdc', kind: 'rules' },
        ],
      },
      path: 'CLAUDE.md',
    });
  });

  it('does not take the absence of files for the absence of use', () => {
    expect(runCheck(assistantsCheck, { 'README.md': '' })).toMatchObject({
      outcome: 'pass',
      summary: expect.stringContaining('does not say that none is used'),
      data: { assistants: [], files: [] },
    });
  });

  it('lists a bounded number of files', () => {
    const files = Object.fromEntries(
      Array.from({ length: 700 }, (_, i) => [`.cursor/rules/r${i}.mdc`, '']),
    );
    const observation = runCheck(assistantsCheck, files);
    expect(observation?.data?.files).toHaveLength(200);
    expect(observation?.summary).toContain('500 files not listed');
  });

  it('takes no parameters', () => {
    expect(() => assistantsCheck.parseParams({ extra: true })).toThrow(
      /Parameters of repository.assistants are wrong.*extra/,
    );
  });
});
