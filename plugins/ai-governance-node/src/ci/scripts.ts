import { asRecord, parseJson } from '../parsing/document';
import { resolveInside } from '../repository/paths';
import type { RepositorySnapshot } from '../repository/types';
import type { Budget } from './budget';
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
  budget: Budget,
): (commands: readonly ShellCommand[]) => ShellCommand[] {
  const scripts = readScripts(snapshot);
  const targets = readMakefile(snapshot);
  const taskOf = (words: readonly string[]) =>
    calledTarget(words, targets) ??
    calledScript(words, scripts) ??
    calledFile(words, snapshot);
  const expand = (
    commands: readonly ShellCommand[],
    depth: number,
    calling: readonly string[],
  ): ShellCommand[] =>
    commands.flatMap(command => {
      if (!budget.spend()) return [];
      const task = taskOf(command.words);
      if (!task || depth >= MAX_DEPTH || calling.includes(task.key)) {
        return [command];
      }
      const inner = [
        ...task.needs.map(name => ({ words: ['make', name] })),
        ...shellCommands(task.body),
      ].map(
        (found): ShellCommand => ({
          failureIgnored: false,
          ...found,
          line: command.line,
          ...(command.failureIgnored ? { failureIgnored: true } : {}),
        }),
      );
      return [command, ...expand(inner, depth + 1, [...calling, task.key])];
    });
  return commands => expand(commands, 0, []);
}

/** A task of the repository that a command starts. */
interface Task {
  /** Tells tasks apart, so that one that calls itself ends. */
  key: string;
  body: string;
  /** Make targets to build before. */
  needs: readonly string[];
}

function plainWords(words: readonly string[]): string[] {
  return words.filter(word => !word.startsWith('-'));
}

function calledTarget(
  words: readonly string[],
  targets: ReadonlyMap<string, { needs: string[]; recipe: string }>,
): Task | undefined {
  const [first, name] = plainWords(words);
  const target = first === 'make' && name ? targets.get(name) : undefined;
  return (
    target && { key: `make ${name}`, body: target.recipe, needs: target.needs }
  );
}

function calledScript(
  words: readonly string[],
  scripts: ReadonlyMap<string, string>,
): Task | undefined {
  const [first, second, third] = plainWords(words);
  let name: string | undefined;
  if (first === 'npm') {
    if (second === 'run' || second === 'run-script') name = third;
    else if (second === 'test') name = 'test';
  } else if (first === 'yarn' || first === 'pnpm' || first === 'bun') {
    name = second === 'run' ? third : second;
  }
  const body = name === undefined ? undefined : scripts.get(name);
  return body === undefined
    ? undefined
    : { key: `run ${name}`, body, needs: [] };
}

/** Folders whose shell scripts pipelines usually call. */
const SCRIPT_FOLDERS =
  /^(?:\.?ci|\.buildkite|\.github|\.circleci|\.gitlab|bin|build|hack|scripts?|tools?)\//;

/** Whether a path is a shell script that a pipeline may call. */
export function isPipelineScript(path: string): boolean {
  if (!/\.(?:sh|bash)$/.test(path)) return false;
  return !path.includes('/') || SCRIPT_FOLDERS.test(path);
}

function calledFile(
  words: readonly string[],
  snapshot: RepositorySnapshot,
): Task | undefined {
  const plain = plainWords(words);
  const word = /^(?:ba|z|da)?sh$|^source$|^\.$/.test(plain[0] ?? '')
    ? plain[1]
    : plain[0];
  if (word === undefined || !/\.(?:sh|bash)$/.test(word)) return undefined;
  const path = resolveInside('', word);
  const body =
    path === undefined ? undefined : snapshot.files.get(path)?.content;
  return body === undefined
    ? undefined
    : { key: `file ${path}`, body, needs: [] };
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
