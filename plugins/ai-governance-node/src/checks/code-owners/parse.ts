import { globMatcher } from '../../text/glob';

/**
 * CODEOWNERS as the code hosts read it. The libraries were tried against the tests beside this file and
 * get a quarter of GitHub's documented rules wrong; docs/adr/0004 says which.
 * Sources: https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 * and https://docs.gitlab.com/user/project/codeowners/reference/
 */
export interface OwnerRule {
  /** 1-based. */
  line: number;
  pattern: string;
  owners: string[];
  /** GitLab: the section the rule stands in. */
  section: string;
  /** GitLab: the pattern takes paths out of its section. */
  excludes: boolean;
  matches: (path: string) => boolean;
}

export interface CodeOwners {
  host: 'github' | 'gitlab';
  rules: OwnerRule[];
  /** Lines that the host skips. */
  invalid: { line: number; message: string }[];
}

const SECTION = /^\^?\[([^\]]+)\](?:\[\d+\])?((?:\s+\S+)*)\s*$/;

/** Rules that are read; the code hosts stop at a size of the file. */
export const MAX_RULES = 10_000;

/** Reads a CODEOWNERS file; never throws. */
export function parseCodeOwners(
  text: string,
  host: 'github' | 'gitlab',
): CodeOwners {
  const rules: OwnerRule[] = [];
  const invalid: CodeOwners['invalid'] = [];
  let section = '';
  let sectionOwners: string[] = [];
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .forEach((raw, index) => {
      if (rules.length >= MAX_RULES) return;
      const line = index + 1;
      const words = splitWords(raw);
      if (words.length === 0) return;
      if (host === 'gitlab' && raw.length < 2000) {
        const match = SECTION.exec(raw.trim());
        if (match) {
          section = match[1].trim().toLowerCase();
          sectionOwners = match[2].split(/\s+/).filter(isOwner);
          return;
        }
      }
      const [first, ...rest] = words;
      const excludes = first.startsWith('!');
      if (excludes && host === 'github') {
        invalid.push({ line, message: 'negated patterns are skipped' });
        return;
      }
      if (host === 'github' && raw.trimStart().startsWith('\\#')) {
        invalid.push({
          line,
          message: 'a pattern cannot start with an escaped #',
        });
        return;
      }
      const pattern = excludes ? first.slice(1) : first;
      const matches = compile(pattern, host);
      if (!matches) {
        invalid.push({ line, message: `'${pattern}' is not a usable pattern` });
        return;
      }
      const named = rest.filter(isOwner);
      if (host === 'github' && named.length < rest.length) {
        // GitHub skips a line with anything on it that is neither a user, a team nor an address.
        invalid.push({
          line,
          message: `'${rest.find(word => !isOwner(word))}' is not an owner`,
        });
        return;
      }
      const owners =
        host === 'gitlab' && named.length === 0 ? sectionOwners : named;
      rules.push({ line, pattern, owners, section, excludes, matches });
    });
  return { host, rules, invalid };
}

/** Owners of a path and the rule that decided; no rule where none matches. */
export function ownersOf(
  codeOwners: CodeOwners,
  path: string,
): { owners: string[]; rule?: OwnerRule } {
  if (codeOwners.host === 'github') {
    const rule = codeOwners.rules.findLast(({ matches }) => matches(path));
    return { owners: rule?.owners ?? [], rule };
  }
  const bySection = new Map<string, OwnerRule>();
  for (const rule of codeOwners.rules) {
    if (bySection.get(rule.section)?.excludes) continue;
    if (rule.matches(path)) bySection.set(rule.section, rule);
  }
  let deciding: OwnerRule | undefined;
  const owners = new Set<string>();
  for (const rule of bySection.values()) {
    deciding = rule;
    if (!rule.excludes) rule.owners.forEach(owner => owners.add(owner));
  }
  return { owners: [...owners], rule: deciding };
}

function isOwner(word: string): boolean {
  return (
    /^@[^\s@]+$/.test(word) ||
    /^@@[a-z]+$/.test(word) ||
    /^[^\s@]+@[^\s@]+$/.test(word)
  );
}

/** Words of a line up to a comment; `\ ` is a space inside a pattern. */
function splitWords(line: string): string[] {
  const words: string[] = [];
  let word = '';
  for (let i = 0; i < line.length; i++) {
    const char = line[i];
    if (char === '\\' && (line[i + 1] === ' ' || line[i + 1] === '#')) {
      word += line[i + 1];
      i += 1;
    } else if (char === '#' && word === '') {
      break;
    } else if (char === ' ' || char === '\t') {
      if (word) words.push(word);
      word = '';
    } else {
      word += char;
    }
  }
  if (word) words.push(word);
  return words;
}

function compile(
  pattern: string,
  host: CodeOwners['host'],
): ((path: string) => boolean) | undefined {
  if (pattern === '' || pattern === '/' || pattern.length > 1000) {
    return undefined;
  }
  // GitHub knows neither character classes nor braces in this file: both are plain text here.
  const plain = pattern.replace(/\/{2,}/g, '/').replace(/\*{3,}/g, '**');
  const isFolder = plain.endsWith('/');
  const body = plain.replace(/^\//, '').replace(/\/$/, '');
  const anchored = plain.startsWith('/') || body.includes('/');
  const from = anchored ? body : `**/${body}`;
  const globs: string[] = [];
  if (!isFolder) globs.push(from);
  // `docs/*` stops at the files of that folder; every other pattern takes what is below as well.
  if (
    isFolder ||
    host === 'gitlab' ||
    !/(^|\/)\*$/.test(body) ||
    body === '*'
  ) {
    globs.push(`${from}/*/**`, `${from}/*`);
  }
  const matchers = globs.map(globMatcher);
  return path => matchers.some(matches => matches(path));
}
