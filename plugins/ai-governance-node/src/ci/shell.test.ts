import fc from 'fast-check';
import { commandName, shellCommands } from './shell';

function words(script: string) {
  return shellCommands(script).map(command => command.words);
}

describe('shellCommands', () => {
  it.each([
    ['semgrep ci', [['semgrep', 'ci']]],
    ['FOO=1 sudo -E trivy fs .', [['trivy', 'fs', '.']]],
    ['npx --yes snyk test', [['snyk', 'test']]],
    ['npx -y snyk@1.2.3 test', [['snyk', 'test']]],
    [
      'pnpm dlx license-checker --onlyAllow MIT',
      [['license-checker', '--onlyAllow', 'MIT']],
    ],
    ['python -m bandit -r src', [['bandit', '-r', 'src']]],
    ['uvx --from semgrep semgrep ci', [['semgrep', 'ci']]],
    [
      'go run golang.org/x/vuln/cmd/govulncheck@latest ./...',
      [['govulncheck', './...']],
    ],
    ['./node_modules/.bin/snyk test', [['snyk', 'test']]],
    ['echo "semgrep ci"', [['echo', 'semgrep ci']]],
    ['# semgrep ci', []],
    [
      'make build && gosec ./... | tee out',
      [
        ['make', 'build'],
        ['gosec', './...'],
        ['tee', 'out'],
      ],
    ],
    ['a \\\n  b', [['a', 'b']]],
    [
      'if ! gitleaks detect; then exit 1; fi',
      [['gitleaks', 'detect'], ['exit', '1'], ['fi']],
    ],
    ['x=$(snyk test)', [['snyk', 'test']]],
    ['cmd 2>&1', [['cmd', '2>&1']]],
  ])('reads %p', (script, expected) => {
    expect(words(script)).toEqual(expected);
  });

  it('skips here-documents and keeps line numbers', () => {
    const script = 'cat <<EOF\nsemgrep ci\nEOF\ngosec ./...';
    expect(shellCommands(script)).toMatchObject([
      { words: ['cat'], line: 0 },
      { words: ['gosec', './...'], line: 3 },
    ]);
  });

  it('names the image of a container and the command in it', () => {
    expect(
      shellCommands(
        'docker run --rm -v "$PWD:/src" aquasec/trivy:0.60 image app:1',
      ),
    ).toMatchObject([
      { words: ['trivy', 'image', 'app:1'], image: 'aquasec/trivy:0.60' },
    ]);
  });

  it('notices a swallowed failure', () => {
    const [scan] = shellCommands('snyk test || true');
    expect(scan.failureIgnored).toBe(true);
    expect(shellCommands('snyk test || exit 1')[0].failureIgnored).toBe(false);
    expect(shellCommands('snyk test && true')[0].failureIgnored).toBe(false);
  });

  it('shortens names of commands', () => {
    expect(commandName('a/b/tool@v1.2')).toBe('tool');
    expect(commandName('@scope')).toBe('@scope');
  });

  it('never throws and stays fast on anything', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), script => {
        for (const command of shellCommands(script)) {
          expect(command.words.length).toBeGreaterThan(0);
        }
      }),
    );
    for (const part of ['"', '$(', '\\', '<<a\n', '; ', 'a|', '`', "'x' "]) {
      const started = performance.now();
      shellCommands(part.repeat(1_000_000 / part.length));
      expect(performance.now() - started).toBeLessThan(2_000);
    }
  });
});
