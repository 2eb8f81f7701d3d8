import { asRecord, parseJson } from '../parsing/document';
import { resolveInside } from '../repository/paths';
import type { RepositorySnapshot } from '../repository/types';
import { shellCommands, type ShellCommand } from './shell';

/** Scripts call scripts; beyond this nothing is followed. */
const MAX_DEPTH = 5;

/**
 * Follows commands into the repository's own task lists: `npm run scan` into the scripts of
 * package.json, `make scan` into the Makefile. A pipeline that hides its scanner behind a task really
 * runs it; a task nobody calls does not.
 */
export function taskExpander(
  snapshot: RepositorySnapshot,
): (commands: readonly ShellCommand[]) => ShellCommand[] {
  const scripts = readScripts(snapshot);
  const targets = readMakefile(snapshot);
  const expand = (
    commands: readonly ShellCommand[],
    depth: number,
    calling: readonly string[],
  ): ShellCommand[] =>
    commands.flatMap(command => {
      const task =
        calledTask(command.words, scripts) ??
        calledScriptFile(command.words, snapshot);
      if (!task || depth >= MAX_DEPTH || calling.includes(task.key)) {
        return [command];
      }
      const body =
        task.kind === 'file'
          ? snapshot.files.get(task.name)?.content
          : task.kind === 'script'
          ? scripts.get(task.name)
          : targets.get(task.name)?.recipe;
      const before =
        task.kind === 'target'
          ? (targets.get(task.name)?.needs ?? []).map(
              (name): ShellCommand => ({
                words: ['make', name],
                line: command.line,
                failureIgnored: command.failureIgnored,
              }),
            )
          : [];
      const inner = [
        ...before,
        ...(body === undefined ? [] : shellCommands(body)),
      ].map(found => ({
        ...found,
        line: command.line,
        failureIgnored: found.failureIgnored || command.failureIgnored,
      }));
      return [command, ...expand(inner, depth + 1, [...calling, task.key])];
    });
  return commands => expand(commands, 0, []);
}

function calledTask(
  words: readonly string[],
  scripts: ReadonlyMap<string, string>,
): { kind: 'script' | 'target'; name: string; key: string } | undefined {
  const [first, second, third] = words.filter(word => !word.startsWith('-'));
  if (first === 'make' && second && !second.includes('=')) {
    return { kind: 'target', name: second, key: `make ${second}` };
  }
  const script = (name: string | undefined) =>
    name !== undefined && scripts.has(name)
      ? { kind: 'script' as const, name, key: `run ${name}` }
      : undefined;
  if (first === 'npm' && (second === 'run' || second === 'run-script')) {
    return script(third);
  }
  if (first === 'npm' && second === 'test') return script('test');
  if (first === 'yarn' || first === 'pnpm' || first === 'bun') {
    return script(second === 'run' ? third : second);
  }
  return undefined;
}

/** Folders whose shell scripts pipelines usually call. */
const SCRIPT_FOLDERS = /^(?:\.?ci|\.buildkite|\.github|\.circleci|\.gitlab|bin|build|hack|scripts?|tools?)\//;

/** Whether a path is a shell script that a pipeline may call. */
export function isPipelineScript(path: string): boolean {
  if (!/\.(?:sh|bash)$/.test(path)) return false;
  return !path.includes('/') || SCRIPT_FOLDERS.test(path);
}

function calledScriptFile(
  words: readonly string[],
  snapshot: RepositorySnapshot,
): { kind: 'file'; name: string; key: string } | undefined {
  const plain = words.filter(word => !word.startsWith('-'));
  const word = /^(?:ba|z|da)?sh$|^source$|^\.$/.test(plain[0] ?? '')
    ? plain[1]
    : plain[0];
  if (word === undefined || !/\.(?:sh|bash)$/.test(word)) return undefined;
  const path = resolveInside('', word.replace(/^\.\//, ''));
  return path !== undefined && snapshot.files.get(path)?.content !== undefined
    ? { kind: 'file', name: path, key: `file ${path}` }
    : undefined;
}

function readScripts(snapshot: RepositorySnapshot): Map<string, string> {
  const content = snapshot.files.get('package.json')?.content;
  const scripts = asRecord(
    asRecord(content === undefined ? undefined : parseJson(content).value)
      ?.scripts,
  );
  return new Map(
    Object.entries(scripts ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

function readMakefile(
  snapshot: RepositorySnapshot,
): Map<string, { needs: string[]; recipe: string }> {
  const targets = new Map<string, { needs: string[]; recipe: string }>();
  const content = snapshot.files.get('Makefile')?.content ?? '';
  let current: { needs: string[]; recipe: string }[] = [];
  for (const line of content.replace(/\\\n/g, ' ').split('\n')) {
    if (line.startsWith('\t')) {
      for (const target of current) {
        target.recipe += `${line.slice(1).replace(/^[@-]+/, '')}\n`;
      }
      continue;
    }
    const colon = line.indexOf(':');
    if (colon > 0 && !line.startsWith('#') && line[colon + 1] !== '=') {
      const needs = line
        .slice(colon + 1)
        .replace(/^:/, '')
        .split('##')[0]
        .split(/\s+/)
        .filter(word => /^[\w./-]+$/.test(word));
      current = line
        .slice(0, colon)
        .split(/\s+/)
        .filter(name => /^[\w./-]+$/.test(name))
        .map(name => {
          const known = targets.get(name) ?? { needs: [], recipe: '' };
          known.needs.push(...needs);
          targets.set(name, known);
          return known;
        });
    } else if (line.trim() !== '') {
      current = [];
    }
  }
  return targets;
}
