import jsonata from 'jsonata';
import { LinearRegExp } from './pattern';

/** Longest query that is accepted, in characters. */
const MAX_QUERY = 4000;

/** Bounds of one evaluation: time in ms, depth of calls, values in one list. */
const BOUNDS = { timeout: 1000, stack: 200, sequence: 100_000 };

/** Functions whose answer does not depend on the document alone, or that run what a document says. */
const REFUSED = new Set(['eval', 'now', 'millis', 'random', 'shuffle']);

/** A JSONata query that was understood. @public */
export interface Query {
  /**
   * What the query gives for a document, as plain JSON; undefined when it gives nothing.
   *
   * @throws Error that says why it could not be answered, also when it takes too long
   */
  evaluate(document: unknown): Promise<unknown>;
}

/**
 * Compiles a query. The same document always gives the same answer; regular expressions in it are matched
 * in linear time.
 *
 * @throws Error that says what is wrong with the query
 * @public
 */
export function compileQuery(source: string): Query {
  if (source.length > MAX_QUERY) {
    throw new Error(`is longer than ${MAX_QUERY} characters`);
  }
  let expression: jsonata.Expression;
  try {
    expression = jsonata(source, {
      ...BOUNDS,
      RegexEngine: LinearRegExp as unknown as RegExpConstructor,
    });
  } catch (error) {
    throw new Error(`is not a JSONata query: ${messageOf(error)}`);
  }
  visit(expression.ast());
  return {
    async evaluate(document) {
      try {
        const answer = await expression.evaluate(document);
        const plain = JSON.stringify(answer, (_, value) =>
          isFunction(value) ? undefined : value,
        );
        return plain === undefined ? undefined : JSON.parse(plain);
      } catch (error) {
        throw new Error(`The query cannot be answered: ${messageOf(error)}`);
      }
    },
  };
}

/** What is wrong with a query; undefined when nothing is. */
export function queryMistake(source: string): string | undefined {
  try {
    compileQuery(source);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Refuses what the bounds and the promise of the same answer do not allow. */
function visit(node: unknown): void {
  const pending = [node];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next !== 'object' || next === null) {
      continue;
    }
    const { type, value } = next as { type?: string; value?: unknown };
    if (type === 'variable' && REFUSED.has(String(value))) {
      throw new Error(`may not use $${value}()`);
    }
    if (type === 'regex' && value instanceof RegExp) {
      // Fails here instead of at the first document.
      void new LinearRegExp(value);
    }
    pending.push(...Object.values(next));
  }
}

/** JSONata's own functions are objects that say so. */
function isFunction(value: unknown): boolean {
  return (
    typeof value === 'function' ||
    (typeof value === 'object' &&
      value !== null &&
      ('_jsonata_function' in value || '_jsonata_lambda' in value))
  );
}

/** JSONata throws plain objects whose message may be missing. */
function messageOf(error: unknown): string {
  const { code, message } = (error ?? {}) as {
    code?: string;
    message?: string;
  };
  if (code === 'D1012') return 'it takes too long';
  if (code === 'D1011' || code === 'U1001') return 'it nests too deeply';
  if (code === 'D2015' || code === 'D2014') return 'it makes too long a list';
  return message ?? code ?? String(error);
}
