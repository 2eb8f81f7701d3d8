import {
  findNodeAtLocation,
  parseTree,
  printParseErrorCode,
  type Node as JsonNode,
  type ParseError,
} from 'jsonc-parser';
import { parse as parseTomlText, TomlError } from 'smol-toml';
import { isNode, LineCounter, parseAllDocuments } from 'yaml';
import { getNodeValue } from 'jsonc-parser';
import { lineIndex } from './lines';

/** A parsed configuration file. Parsing never throws: what cannot be understood is a problem. */
export interface ParsedDocument {
  /** The value, as far as it could be understood. */
  value: unknown;
  /** What is wrong with the file, if anything. */
  problem?: { message: string; line?: number };
  /** 1-based line of the value at a path of keys and indexes, or of the closest one above it. */
  lineOf(path: readonly (string | number)[]): number | undefined;
}

/** Nesting beyond this is refused: no configuration needs it and recursion over it would not end well. */
const MAX_DEPTH = 200;

/** JSON as editors and assistants accept it: with comments, trailing commas and a byte order mark. */
export function parseJson(text: string): ParsedDocument {
  const body = text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text;
  if (body.trim() === '') return empty();
  if (deeperThan(body, MAX_DEPTH)) return refused('is nested too deeply');
  const errors: ParseError[] = [];
  let root: JsonNode | undefined;
  try {
    root = parseTree(body, errors, {
      allowTrailingComma: true,
      disallowComments: false,
    });
  } catch {
    return refused('is not understandable JSON');
  }
  const lineAt = lineIndex(body);
  return {
    value: root ? getNodeValue(root) : undefined,
    problem: errors[0] && {
      message: `is not valid JSON (${printParseErrorCode(errors[0].error)})`,
      line: lineAt(errors[0].offset),
    },
    lineOf: path => {
      for (let length = path.length; root && length >= 0; length--) {
        const node = findNodeAtLocation(root, path.slice(0, length));
        // The property's own line tells more than the line its value starts on.
        if (node) {
          const at =
            node.parent?.type === 'property' ? node.parent.offset : node.offset;
          return lineAt(at);
        }
      }
      return undefined;
    },
  };
}

/** Longest YAML that is parsed, in characters: the parser keeps every token of it. */
const MAX_YAML = 512 * 1024;

// The parser's time grows with the cube of explicit keys opened on one line, which nobody writes.
const NESTED_EXPLICIT_KEYS = /(?:\?[ \t][^?\n]{0,20}){40}/;

/** The first document of a YAML file, and what is wrong with any of them; aliases are limited so that a small file stays small. */
export function parseYaml(text: string): ParsedDocument {
  const documents = parseYamlDocuments(text);
  const [first] = documents;
  const broken = documents.find(({ problem }) => problem);
  return broken && first !== broken
    ? { ...first, problem: broken.problem }
    : first;
}

/** Most documents of one YAML file that are looked at. */
const MAX_DOCUMENTS = 1000;

/** Every document of a YAML file, at least one. */
export function parseYamlDocuments(text: string): ParsedDocument[] {
  if (text.length > MAX_YAML) {
    return [refused('is too long for a settings file')];
  }
  if (NESTED_EXPLICIT_KEYS.test(text) || deeperThan(text, MAX_DEPTH)) {
    return [refused('is nested too deeply')];
  }
  const lines = new LineCounter();
  try {
    const parsed = parseAllDocuments(text, {
      lineCounter: lines,
      logLevel: 'silent',
      uniqueKeys: false,
      prettyErrors: false,
      // GitHub accepts YAML 1.1 merge keys nowhere, GitLab and CircleCI do.
      merge: true,
    });
    const documents = Array.isArray(parsed) ? parsed : [];
    if (documents.length === 0) return [empty()];
    if (documents.length > MAX_DOCUMENTS) {
      return [refused(`holds more than ${MAX_DOCUMENTS} documents`)];
    }
    return documents.map(document => {
      const [error] = document.errors;
      return {
        value: document.toJS({ maxAliasCount: 1000 }),
        problem: error && {
          message: `is not valid YAML (${error.code})`,
          line: lines.linePos(error.pos[0]).line,
        },
        lineOf: path => {
          for (let length = path.length; length >= 0; length--) {
            const node = document.getIn(path.slice(0, length), true);
            if (isNode(node) && node.range) {
              return lines.linePos(node.range[0]).line;
            }
          }
          return undefined;
        },
      };
    });
  } catch {
    return [refused('is not understandable YAML')];
  }
}

/** TOML. Lines are those of the key's first mention, which TOML's grammar keeps unique enough. */
export function parseToml(text: string): ParsedDocument {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (body.trim() === '') return empty();
  if (deeperThan(body, MAX_DEPTH)) return refused('is nested too deeply');
  try {
    const value = parseTomlText(body);
    const rows = body.split('\n');
    return {
      value,
      lineOf: path => {
        for (let i = path.length - 1; i >= 0; i--) {
          const key = path[i];
          if (typeof key !== 'string') continue;
          const row = rows.findIndex(line => mentionsKey(line, key));
          if (row >= 0) return row + 1;
        }
        return undefined;
      },
    };
  } catch (error) {
    return refused(
      'is not valid TOML',
      error instanceof TomlError ? error.line : undefined,
    );
  }
}

/** Chooses the parser by the file's name. */
export function parseByName(path: string, text: string): ParsedDocument {
  if (/\.toml$/i.test(path)) return parseToml(text);
  if (/\.ya?ml$/i.test(path)) return parseYaml(text);
  return parseJson(text);
}

/** Every document of a file, chosen by its name: only YAML holds several. */
export function parseDocumentsByName(
  path: string,
  text: string,
): ParsedDocument[] {
  return /\.ya?ml$/i.test(path)
    ? parseYamlDocuments(text)
    : [parseByName(path, text)];
}

function mentionsKey(line: string, key: string): boolean {
  const trimmed = line.trimStart();
  if (trimmed.startsWith('[')) {
    return trimmed
      .replace(/[[\]"']/g, '')
      .split('.')
      .some(part => part.trim() === key);
  }
  const name = trimmed.split('=')[0].replace(/["']/g, '').trim();
  return name === key || name.endsWith(`.${key}`);
}

function deeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
    }
  }
  return false;
}

function empty(): ParsedDocument {
  return { value: undefined, lineOf: () => undefined };
}

function refused(message: string, line?: number): ParsedDocument {
  return {
    value: undefined,
    problem: { message, line },
    lineOf: () => undefined,
  };
}

/** A plain object, or undefined. */
export function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** An array, a single value as one, or an empty array. */
export function asList(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The strings of an array or a single string. */
export function asStrings(value: unknown): string[] {
  return asList(value).filter(
    (item): item is string => typeof item === 'string',
  );
}
