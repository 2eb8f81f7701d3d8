/** Words that stand before the command that really runs. */
const WRAPPERS = new Set([
  'sudo',
  'time',
  'exec',
  'command',
  'env',
  'nice',
  'timeout',
  'xargs',
  'then',
  'else',
  'do',
  'if',
  'while',
  '!',
  '{',
  '(',
  'retry',
]);

/** `npx tool`, `pnpm dlx tool`, … : runners whose next plain word is the command. */
const RUNNERS: Record<string, readonly string[]> = {
  npx: [],
  bunx: [],
  uvx: [],
  pipx: ['run'],
  pnpx: [],
  uv: ['run', 'tool run', 'x'],
  pnpm: ['dlx', 'exec'],
  yarn: ['dlx', 'exec'],
  npm: ['exec', 'x'],
  poetry: ['run'],
  pipenv: ['run'],
  hatch: ['run'],
  bundle: ['exec'],
  go: ['run', 'tool'],
  python: ['-m'],
  python3: ['-m'],
  docker: ['run'],
  podman: ['run'],
};

/** Options of `docker run` that take a value in the next word. */
const DOCKER_VALUE_OPTIONS =
  /^(-v|--volume|-e|--env|-w|--workdir|-u|--user|--name|--entrypoint|--network|--net|--mount|--platform|-p|--env-file|-m|--memory|--pull|--cpus|-l|--label)$/;

/** Longest script that is looked at, in characters. */
const MAX_SCRIPT = 200_000;

/** One simple command: its words, and the container image it runs in if any. */
export interface ShellCommand {
  words: string[];
  image?: string;
  /** 0-based line inside the script. */
  line: number;
  /** `cmd || true`: a failure is swallowed. */
  failureIgnored: boolean;
}

/**
 * The simple commands of a shell script. Deliberately less than a shell: quotes, comments, line
 * continuation, here-documents and the operators that separate commands; no expansion. What a command
 * prints (`echo semgrep`) is an argument of `echo`, not a command.
 */
export function shellCommands(script: string): ShellCommand[] {
  const commands: ShellCommand[] = [];
  const text = script.slice(0, MAX_SCRIPT);
  let words: string[] = [];
  let word = '';
  let inWord = false;
  let line = 0;
  let startLine = 0;
  let heredoc: string | undefined;
  // Commands there were when `||` was seen.
  let pendingOr: number | undefined;

  const endWord = () => {
    if (inWord) {
      if (words.length === 0) startLine = line;
      words.push(word);
    }
    word = '';
    inWord = false;
  };
  const endCommand = (operator?: string) => {
    endWord();
    if (words.length > 0) {
      const unwrapped = unwrap(words);
      if (unwrapped) {
        commands.push({
          ...unwrapped,
          line: startLine,
          failureIgnored: false,
        });
      }
    }
    if (operator === '||') pendingOr = commands.length;
    else if (pendingOr !== undefined && words.length > 0) {
      if (/^(true|:|exit)$/.test(words[0]) && words[1] !== '1') {
        const before = commands[pendingOr - 1];
        if (before) before.failureIgnored = true;
      }
      pendingOr = undefined;
    }
    words = [];
  };

  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '\\' && text[i + 1] === '\n') {
      endWord();
      line += 1;
      i += 1;
    } else if (char === '\\') {
      word += text[i + 1] ?? '';
      inWord = true;
      i += 1;
    } else if (char === "'" || char === '"') {
      const end = closingQuote(text, i, char);
      const inner = text.slice(i + 1, end);
      word += inner;
      inWord = true;
      for (const c of inner) if (c === '\n') line += 1;
      i = end;
    } else if (char === '#' && !inWord) {
      const end = text.indexOf('\n', i);
      i = (end < 0 ? text.length : end) - 1;
    } else if (
      char === '<' &&
      text.startsWith('<<', i) &&
      text[i + 2] !== '<'
    ) {
      const rest = text.slice(i + 2, i + 80);
      const match = /^-?\s*['"]?(\w+)['"]?/.exec(rest);
      endWord();
      if (match) {
        heredoc = match[1];
        i += 1 + match[0].length;
      } else {
        i += 1;
      }
    } else if (char === '\n') {
      endCommand();
      line += 1;
      if (heredoc !== undefined) {
        const body = text.slice(i + 1).split('\n');
        const end = body.map(row => row.trim()).indexOf(heredoc);
        const skipped = end < 0 ? body : body.slice(0, end + 1);
        line += skipped.length;
        i += skipped.join('\n').length + 1;
        heredoc = undefined;
      }
    } else if (char === '&' || char === '|' || char === ';') {
      const doubled = text[i + 1] === char;
      // `2>&1` and `&>file` redirect; they separate nothing.
      if (
        char === '&' &&
        !doubled &&
        (text[i - 1] === '>' || text[i + 1] === '>')
      ) {
        word += char;
        continue;
      }
      endCommand(doubled ? char + char : char);
      if (doubled) i += 1;
    } else if (char === '$' && text[i + 1] === '(') {
      endCommand();
      i += 1;
    } else if (char === '`' || char === '(' || char === ')') {
      endCommand();
    } else if (char === ' ' || char === '\t' || char === '\r') {
      endWord();
    } else {
      word += char;
      inWord = true;
    }
  }
  endCommand();
  return commands;
}

function closingQuote(text: string, open: number, quote: string): number {
  for (let i = open + 1; i < text.length; i++) {
    if (text[i] === '\\' && quote === '"') i += 1;
    else if (text[i] === quote) return i;
  }
  return text.length;
}

/** Strips assignments, wrappers and package runners; undefined where nothing is left. */
function unwrap(
  original: readonly string[],
): { words: string[]; image?: string } | undefined {
  let words = [...original];
  for (let guard = 0; guard < 10; guard++) {
    while (words.length > 0 && /^[A-Za-z_]\w*\+?=/.test(words[0])) {
      words = words.slice(1);
    }
    if (words.length === 0) return undefined;
    const first = commandName(words[0]);
    if (WRAPPERS.has(first)) {
      words = words.slice(1);
      while (words.length > 0 && /^(-\S*|\d+[smh]?)$/.test(words[0])) {
        words = words.slice(1);
      }
      continue;
    }
    const modes = RUNNERS[first];
    if (!modes) break;
    let rest = words.slice(1);
    if (modes.length > 0) {
      const mode = modes.find(
        candidate =>
          rest.slice(0, candidate.split(' ').length).join(' ') === candidate,
      );
      if (!mode) break;
      rest = rest.slice(mode.split(' ').length);
    }
    if (first === 'docker' || first === 'podman') {
      const image = skipDockerOptions(rest);
      if (image.length === 0) return undefined;
      return {
        words: image.length > 1 ? unwrapImage(image) : [imageName(image[0])],
        image: image[0],
      };
    }
    rest = skipRunnerOptions(rest);
    if (rest.length === 0) break;
    words = rest;
  }
  // A script of the repository keeps its path: that is how it is found.
  const first = /\.(?:sh|bash)$/.test(words[0])
    ? words[0]
    : commandName(words[0]);
  return { words: [first, ...words.slice(1)] };
}

// `docker run trivy image x`: the image's entrypoint is the command, the words are its arguments.
function unwrapImage(words: string[]): string[] {
  const name = imageName(words[0]);
  const [next] = words.slice(1);
  return commandName(next) === name
    ? words.slice(1)
    : [name, ...words.slice(1)];
}

/** `docker.io/aquasec/trivy:0.5@sha256:…` → `trivy` */
export function imageName(image: string): string {
  const withoutDigest = image.split('@')[0];
  const last = withoutDigest.split('/').pop()!;
  return last.split(':')[0];
}

function skipDockerOptions(words: string[]): string[] {
  let i = 0;
  while (i < words.length && words[i].startsWith('-')) {
    i += DOCKER_VALUE_OPTIONS.test(words[i]) ? 2 : 1;
  }
  return words.slice(i);
}

function skipRunnerOptions(words: string[]): string[] {
  let i = 0;
  while (i < words.length && words[i].startsWith('-')) {
    if (/^(--from|--with|--package|-p|--python|--spec)$/.test(words[i])) i += 1;
    i += 1;
  }
  return words.slice(i);
}

/** `./node_modules/.bin/snyk` → `snyk`, `golang.org/x/vuln/cmd/govulncheck@latest` → `govulncheck` */
export function commandName(word: string): string {
  const last = word.split('/').pop() || word;
  const at = last.indexOf('@', 1);
  return (at > 0 ? last.slice(0, at) : last).replace(/\.(exe|cmd)$/, '');
}
