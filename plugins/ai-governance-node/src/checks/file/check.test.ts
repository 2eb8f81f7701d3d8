import { withSubpath, snapshotOf } from '../../repository';
import { places, runCheck } from '../testing';
import { fileCheck } from './check';

const FILES = {
  'README.md': '# Checkout\n\nSee the runbook.\n',
  'docs/runbook.md': 'Restart it.\nTODO: describe the failover\nTODO: more\n',
  'services/a/README.md': 'a\n',
  'services/a/RUNBOOK.md': 'b\n',
};

describe('repository.file', () => {
  it.each([
    ['RUNBOOK.md', '', 'fail'],
    ['**/RUNBOOK.md', '', 'pass'],
    ['RUNBOOK.md', 'services/a', 'pass'],
    ['/RUNBOOK.md', 'services/a', 'fail'],
    ['/docs/*.md', 'services/a', 'pass'],
    ['docs/*.md', 'services/a', 'fail'],
    [['no.md', './docs/**'], '', 'pass'],
  ])('present: %j in %j: %s', (path, subpath, outcome) => {
    expect(
      runCheck(fileCheck, FILES, { path, mode: 'present' }, subpath)?.outcome,
    ).toBe(outcome);
  });

  it('names the file that is missing or should not be there', () => {
    expect(
      runCheck(fileCheck, FILES, { path: 'SECURITY.md', mode: 'present' }),
    ).toMatchObject({
      outcome: 'fail',
      summary: 'There is no file SECURITY.md',
      findings: [{ rule: 'file-missing' }],
    });
    const absent = runCheck(fileCheck, FILES, {
      path: '**/README.md',
      mode: 'absent',
    });
    expect(absent?.outcome).toBe('fail');
    expect(places(absent)).toEqual([
      'file-unwanted README.md',
      'file-unwanted services/a/README.md',
    ]);
    expect(
      runCheck(fileCheck, FILES, { path: '**/*.pem', mode: 'absent' })?.outcome,
    ).toBe('pass');
  });

  it('passes where every file matches, with the line of the first', () => {
    expect(
      runCheck(fileCheck, FILES, {
        path: 'README.md',
        mode: 'matches',
        pattern: '(?i)RUNBOOK',
      }),
    ).toMatchObject({ outcome: 'pass', path: 'README.md', line: 3 });
    const some = runCheck(fileCheck, FILES, {
      path: '**/README.md',
      mode: 'matches',
      pattern: '^# ',
    });
    expect(some?.outcome).toBe('fail');
    expect(places(some)).toEqual(['pattern-missing services/a/README.md']);
    expect(
      runCheck(fileCheck, FILES, {
        path: 'none',
        mode: 'matches',
        pattern: '.',
      })?.outcome,
    ).toBe('fail');
  });

  it('lists every place that should not be there', () => {
    const observation = runCheck(fileCheck, FILES, {
      path: '**/*.md',
      mode: 'notMatches',
      pattern: '^TODO',
    });
    expect(observation?.outcome).toBe('fail');
    expect(places(observation)).toEqual([
      'pattern-unwanted docs/runbook.md:2',
      'pattern-unwanted docs/runbook.md:3',
    ]);
    const fingerprints = observation!.findings!.map(f => f.fingerprint);
    expect(new Set(fingerprints).size).toBe(2);
    expect(
      runCheck(fileCheck, FILES, {
        path: 'README.md',
        mode: 'notMatches',
        pattern: 'TODO',
      })?.outcome,
    ).toBe('pass');
  });

  it('does not take what it cannot read for fine', () => {
    for (const mode of ['matches', 'notMatches']) {
      const observation = runCheck(
        fileCheck,
        { 'a.txt': { symlink: '/etc/passwd' } },
        { path: 'a.txt', mode, pattern: 'root' },
      );
      expect(observation?.outcome).toBe('fail');
      expect(places(observation)).toEqual(['file-unreadable a.txt']);
    }
  });

  it('reports a file that several links lead to once', () => {
    expect(
      places(
        runCheck(
          fileCheck,
          { 'a.txt': 'secret', 'b.txt': { symlink: 'a.txt' } },
          { path: '*.txt', mode: 'notMatches', pattern: 'secret' },
        ),
      ),
    ).toEqual(['pattern-unwanted a.txt:1']);
  });

  it('concludes nothing from what was left out of a tree read in part', () => {
    const run = (mode: string, path: string, pattern?: string) =>
      fileCheck.run(
        withSubpath({ ...snapshotOf(FILES), truncated: true }, ''),
        fileCheck.parseParams({ mode, path, ...(pattern && { pattern }) }),
      );
    expect(run('present', 'none')).toMatchObject({ outcome: 'error' });
    expect(run('present', 'README.md')).toMatchObject({ outcome: 'pass' });
    expect(run('absent', 'none')).toMatchObject({ outcome: 'error' });
    expect(run('absent', 'README.md')).toMatchObject({ outcome: 'fail' });
    expect(run('notMatches', '**/*.md', 'xyz')).toMatchObject({
      outcome: 'error',
    });
    expect(run('notMatches', '**/*.md', 'TODO')).toMatchObject({
      outcome: 'fail',
    });
    expect(run('matches', 'README.md', 'runbook')).toMatchObject({
      outcome: 'error',
    });
  });

  it('is not kept busy by a hostile file', () => {
    const started = performance.now();
    const observation = runCheck(
      fileCheck,
      { 'a.txt': `${'a'.repeat(500_000)}!\n`.repeat(2) },
      { path: 'a.txt', mode: 'notMatches', pattern: '^(a+)+$' },
    );
    expect(observation?.outcome).toBe('pass');
    const many = runCheck(
      fileCheck,
      { 'a.txt': 'x'.repeat(1_000_000) },
      { path: 'a.txt', mode: 'notMatches', pattern: 'x' },
    );
    expect(many?.findings).toHaveLength(200);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
