/** What is known of an expression's value: a value, or nothing. */
type Value = { known: true; value: unknown } | { known: false };

const UNKNOWN: Value = { known: false };

function truthy(value: unknown): boolean {
  return !(
    value === false ||
    value === 0 ||
    value === '' ||
    value === null ||
    value === undefined
  );
}

function tokenize(text: string): string[] | undefined {
  const tokens: string[] = [];
  const pattern =
    /\s*(?:('(?:[^']|'')*')|(&&|\|\||==|!=|<=|>=|[!()<>,[\]])|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w.*-]*))/y;
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) return text.slice(at).trim() === '' ? tokens : undefined;
    tokens.push(match[1] ?? match[2] ?? match[3] ?? match[4]);
    if (tokens.length > 500) return undefined;
  }
  return tokens;
}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly tokens: string[],
    private readonly facts: Record<string, unknown>,
  ) {}

  parse(): Value {
    const value = this.or();
    return this.at === this.tokens.length ? value : UNKNOWN;
  }

  private or(): Value {
    let left = this.and();
    while (this.take('||')) {
      const right = this.and();
      if (left.known && truthy(left.value)) continue;
      if (!left.known && right.known && truthy(right.value)) left = right;
      else if (!left.known) left = UNKNOWN;
      else left = right;
    }
    return left;
  }

  private and(): Value {
    let left = this.comparison();
    while (this.take('&&')) {
      const right = this.comparison();
      if (left.known && !truthy(left.value)) continue;
      if (!left.known && right.known && !truthy(right.value)) left = right;
      else if (!left.known) left = UNKNOWN;
      else left = right;
    }
    return left;
  }

  private comparison(): Value {
    const left = this.unary();
    for (const operator of ['==', '!=']) {
      if (this.take(operator)) {
        const right = this.unary();
        if (!left.known || !right.known) return UNKNOWN;
        const equal =
          typeof left.value === 'string' && typeof right.value === 'string'
            ? left.value.toLowerCase() === right.value.toLowerCase()
            : left.value === right.value;
        return { known: true, value: operator === '==' ? equal : !equal };
      }
    }
    return left;
  }

  private unary(): Value {
    if (this.take('!')) {
      const value = this.unary();
      return value.known ? { known: true, value: !truthy(value.value) } : value;
    }
    if (this.take('(')) {
      this.depth += 1;
      const value = this.depth > 50 ? UNKNOWN : this.or();
      this.take(')');
      return value;
    }
    return this.primary();
  }

  private primary(): Value {
    const token = this.tokens[this.at];
    if (token === undefined) return UNKNOWN;
    this.at += 1;
    if (token.startsWith("'")) {
      return { known: true, value: token.slice(1, -1).replace(/''/g, "'") };
    }
    if (token === 'true' || token === 'false') {
      return { known: true, value: token === 'true' };
    }
    if (/^-?\d/.test(token)) return { known: true, value: Number(token) };
    if (this.tokens[this.at] === '(') return this.call(token.toLowerCase());
    while (this.take('[')) {
      this.or();
      this.take(']');
      return UNKNOWN;
    }
    const key = token.toLowerCase();
    return Object.hasOwn(this.facts, key)
      ? { known: true, value: this.facts[key] }
      : UNKNOWN;
  }

  private call(name: string): Value {
    this.take('(');
    const args: Value[] = [];
    this.depth += 1;
    while (
      this.depth <= 50 &&
      this.at < this.tokens.length &&
      !this.take(')')
    ) {
      const before = this.at;
      args.push(this.or());
      this.take(',');
      if (this.at === before) return UNKNOWN;
    }
    if (name === 'always' || name === 'success') {
      return { known: true, value: true };
    }
    if (name === 'failure' || name === 'cancelled') {
      return { known: true, value: false };
    }
    const [a, b] = args;
    if (a?.known && b?.known && typeof a.value === 'string') {
      const text = a.value.toLowerCase();
      const part = String(b.value).toLowerCase();
      if (name === 'startswith') {
        return { known: true, value: text.startsWith(part) };
      }
      if (name === 'contains')
        return { known: true, value: text.includes(part) };
    }
    return UNKNOWN;
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at += 1;
    return true;
  }
}

/**
 * Decides a GitHub Actions condition as far as the given facts allow: `true`, `false`, or undefined
 * where it depends on something else. Never throws; what it does not understand is undefined.
 */
export function evaluateCondition(
  condition: unknown,
  facts: Record<string, unknown>,
): boolean | undefined {
  if (typeof condition === 'boolean') return condition;
  if (typeof condition !== 'string' || condition.length > 4000)
    return undefined;
  const text = condition
    .trim()
    .replace(/^\$\{\{([\s\S]*)\}\}$/, '$1')
    .trim();
  const tokens = tokenize(text);
  if (!tokens) return undefined;
  const parser = new Parser(tokens, facts);
  const value = parser.parse();
  return value.known ? truthy(value.value) : undefined;
}
