import ignore from 'ignore';
import {
  assistantById,
  observeAssistants,
  type IgnoreMechanism,
} from '../../assistants';
import { assistantIds } from '../../assistants/observe';
import { concernsSubpath } from '../../assistants/ownSetup';
import { SHARED_CONVENTIONS } from '../../assistants/table';
import { asRecord, asStrings, parseJson } from '../../parsing/document';
import { basenameOf, dirnameOf } from '../../repository/paths';
import type { RepositorySnapshot } from '../../repository/types';
import { whyUnread } from '../../repository/unread';

/** What keeps files from one assistant. */
export interface IgnoreFacts {
  assistant: string;
  mechanism: IgnoreMechanism;
  /** The file that was found and is honoured. */
  path?: string;
  /** Why it could not be judged although it is there. */
  problem?: string;
  /** Whether a path of the repository is kept from the assistant. */
  excludes?: (path: string) => boolean;
}

/** Facts on every assistant observed, without judging them. */
export function collectIgnoreFacts(
  snapshot: RepositorySnapshot,
): IgnoreFacts[] {
  return assistantIds(observeAssistants(snapshot))
    .filter(id => id !== SHARED_CONVENTIONS)
    .map(id => {
      const mechanism = assistantById(id)!.ignore;
      if (mechanism.kind === 'none') return { assistant: id, mechanism };
      const paths = honoured(snapshot, mechanism.files);
      if (paths.length === 0) return { assistant: id, mechanism };
      return mechanism.kind === 'file'
        ? fromIgnoreFiles(snapshot, id, mechanism, paths)
        : fromClaudeSettings(snapshot, id, mechanism, paths);
    });
}

const EXCESSIVE = 'holds more rules, or wilder ones, than can be read';

/** Patterns become regular expressions, whose time grows steeply with their wildcards. */
function isExcessive(patterns: readonly string[]): boolean {
  return (
    patterns.length > 5_000 ||
    patterns.some(pattern => pattern.split('*').length > 20)
  );
}

/** Root first, then folders between the root and the entity: rules of outer folders reach down. */
function honoured(snapshot: RepositorySnapshot, files: string[]): string[] {
  const found: string[] = [];
  for (const name of files) {
    const candidates = [...ancestors(snapshot.subpath)].map(folder =>
      folder === '' ? name : `${folder}/${name}`,
    );
    found.push(...candidates.filter(path => snapshot.files.has(path)));
    // The first convention that exists is the one in use.
    if (found.length > 0) break;
  }
  return found;
}

function* ancestors(subpath: string): Generator<string> {
  yield '';
  const segments = subpath === '' ? [] : subpath.split('/');
  for (let i = 1; i <= segments.length; i++) {
    yield segments.slice(0, i).join('/');
  }
}

function fromIgnoreFiles(
  snapshot: RepositorySnapshot,
  assistant: string,
  mechanism: IgnoreMechanism,
  paths: string[],
): IgnoreFacts {
  const matchers: {
    base: string;
    test: (path: string) => boolean | undefined;
  }[] = [];
  for (const path of paths) {
    const file = snapshot.files.get(path)!;
    if (file.content === undefined) {
      return {
        assistant,
        mechanism,
        path,
        problem: whyUnread(path, file.unreadable),
      };
    }
    if (isExcessive(file.content.split('\n'))) {
      return { assistant, mechanism, path, problem: `${path} ${EXCESSIVE}` };
    }
    const rules = ignore({ allowRelativePaths: true }).add(
      file.content.replace(/^\uFEFF/, ''),
    );
    matchers.push({
      base: dirnameOf(path),
      test: inner => {
        const { ignored, unignored } = rules.test(inner);
        if (ignored) return true;
        return unignored ? false : undefined;
      },
    });
  }
  return {
    assistant,
    mechanism,
    path: paths[0],
    excludes: path => {
      let excluded = false;
      for (const { base, test } of matchers) {
        if (!concernsSubpath(base, dirnameOf(path))) continue;
        const inner = base === '' ? path : path.slice(base.length + 1);
        if (inner === '') continue;
        excluded = test(inner) ?? excluded;
      }
      return excluded;
    },
  };
}

/**
 * Claude Code's `permissions.deny`: `Read(pattern)` follows gitignore rules, with `//` for absolute
 * paths, `~/` for the home folder, `/` for the folder of the project and `./` or nothing for the
 * current one. A deny wins over every allow, so there is no negation.
 */
function fromClaudeSettings(
  snapshot: RepositorySnapshot,
  assistant: string,
  mechanism: IgnoreMechanism,
  paths: string[],
): IgnoreFacts {
  const patterns: string[] = [];
  let everything = false;
  for (const path of paths) {
    const file = snapshot.files.get(path)!;
    if (file.content === undefined) {
      return {
        assistant,
        mechanism,
        path,
        problem: whyUnread(path, file.unreadable),
      };
    }
    const parsed = parseJson(file.content);
    if (parsed.problem) {
      return {
        assistant,
        mechanism,
        path,
        problem: `${path} ${parsed.problem.message}`,
      };
    }
    const permissions = asRecord(asRecord(parsed.value)?.permissions);
    for (const rule of asStrings(permissions?.deny)) {
      if (rule.trim() === 'Read') everything = true;
      const match = /^\s*Read\((.*)\)\s*$/s.exec(rule);
      if (!match) continue;
      const pattern = match[1].trim();
      if (pattern.startsWith('//') || pattern.startsWith('~')) continue;
      patterns.push(pattern.replace(/^\.\//, '').replace(/^!/, '\\!'));
    }
  }
  if (isExcessive(patterns)) {
    return {
      assistant,
      mechanism,
      path: paths[0],
      problem: `${paths[0]} ${EXCESSIVE}`,
    };
  }
  const rules = ignore({ allowRelativePaths: true }).add(patterns);
  return {
    assistant,
    mechanism,
    path: paths[0],
    excludes: path => everything || rules.ignores(path),
  };
}

const IGNORE_NAMES = new Set([
  '.cursorignore',
  '.geminiignore',
  '.aiexclude',
  '.aiderignore',
  '.codeiumignore',
  '.clineignore',
  '.continueignore',
  '.aiignore',
  '.rooignore',
  '.kilocodeignore',
  '.kiroignore',
  '.gooseignore',
  '.augmentignore',
  '.tabnineignore',
  '.qwenignore',
  '.crushignore',
]);

/** Every file name an ignore mechanism can have. */
export function isIgnoreMechanismFile(path: string): boolean {
  return (
    path.endsWith('.claude/settings.json') ||
    IGNORE_NAMES.has(basenameOf(path)) ||
    path.endsWith('.trae/.ignore')
  );
}
