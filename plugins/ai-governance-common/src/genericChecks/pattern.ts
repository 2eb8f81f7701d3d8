import { RE2JS } from 're2js';

/**
 * A regular expression that is matched in time linear in the text, whatever it says: patterns come from
 * an organization's framework, the text from anywhere. @public
 */
export interface LinearPattern {
  test(text: string): boolean;
  /** Offsets of matches, at most `limit` of them. */
  find(text: string, limit: number): { start: number; end: number }[];
}

/** Longest pattern that is accepted, in characters. */
export const MAX_PATTERN = 1000;

const compiled = new Map<string, LinearPattern>();

/** Patterns kept compiled; a framework has a few dozen. */
const MAX_COMPILED = 500;

/**
 * Compiles a pattern in RE2 syntax: no backreferences and no lookaround. `^` and `$` match at every line.
 *
 * @throws Error that says what is wrong with the pattern
 * @public
 */
export function compilePattern(source: string): LinearPattern {
  const known = compiled.get(source);
  if (known) {
    return known;
  }
  const expression = compileRe2(source, RE2JS.MULTILINE);
  const pattern: LinearPattern = {
    test: text => expression.matcher(text).find(),
    find: (text, limit) => {
      const matcher = expression.matcher(text);
      const found: { start: number; end: number }[] = [];
      while (found.length < limit && matcher.find()) {
        found.push({ start: matcher.start(), end: matcher.end() });
      }
      return found;
    },
  };
  if (compiled.size >= MAX_COMPILED) {
    compiled.clear();
  }
  compiled.set(source, pattern);
  return pattern;
}

/** What is wrong with a pattern; undefined when nothing is. */
export function patternMistake(source: string): string | undefined {
  try {
    compilePattern(source);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function compileRe2(source: string, flags: number): RE2JS {
  if (source.length > MAX_PATTERN) {
    throw new Error(`is longer than ${MAX_PATTERN} characters`);
  }
  try {
    return RE2JS.compile(source, flags);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`is not a pattern that can be matched safely: ${reason}`);
  }
}

/**
 * Stands in for `RegExp` where a query contains a regular expression, so that it is linear there too.
 */
export class LinearRegExp {
  lastIndex = 0;
  readonly #expression: RE2JS;

  constructor({ source, flags }: { source: string; flags: string }) {
    this.#expression = compileRe2(
      source,
      (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) +
        (flags.includes('m') ? RE2JS.MULTILINE : 0) +
        (flags.includes('s') ? RE2JS.DOTALL : 0),
    );
  }

  exec(text: string): (string[] & { index: number }) | null {
    const matcher = this.#expression.matcher(text);
    if (this.lastIndex > text.length || !matcher.find(this.lastIndex)) {
      this.lastIndex = 0;
      return null;
    }
    const groups: string[] = [];
    for (let group = 0; group <= matcher.groupCount(); group += 1) {
      groups.push(matcher.group(group) as string);
    }
    this.lastIndex = matcher.end();
    return Object.assign(groups, { index: matcher.start() });
  }

  test(text: string): boolean {
    return this.exec(text) !== null;
  }
}
