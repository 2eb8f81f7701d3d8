import { Tokenizer, TokenType } from '@streamparser/json';

/** A part of a document that was picked. */
export type Picked =
  | string
  | number
  | boolean
  | null
  | Picked[]
  | { [member: string]: Picked };

/** Which parts of a document are wanted. Everything else leaves no trace. */
export type Shape =
  | 'scalar'
  /** An object with those members. */
  | { members: { [name: string]: Shape } }
  /** An object with any members; the first ones with a scalar value. */
  | { any: number }
  /** The first items of an array. */
  | { first: number; of: Shape }
  /** Every item of an array, given away and not kept. */
  | { each: Shape; as: string };

/** Text that is no JSON, or is not built as JSON may be here. */
export class JsonError extends Error {
  readonly name = 'JsonError';
}

/** Deeper documents are somebody's attack, not somebody's report. */
const DEEPEST = 100;

/** Longest text kept of one value, in characters. */
const LONGEST_TEXT = 4_000;

const BUFFER = 64 * 1024;

type Expected =
  | 'value'
  | 'value or end'
  | 'key'
  | 'key or end'
  | 'colon'
  | 'comma or end';

interface Frame {
  isArray: boolean;
  /** Undefined where nothing of it is wanted. */
  shape: Shape | undefined;
  value: Picked[] | { [member: string]: Picked } | undefined;
  key: string;
  /** Items or members kept. */
  kept: number;
  expected: Expected;
}

/**
 * Reads a JSON document in pieces and picks the wanted parts out of it. What is
 * not wanted is checked to be JSON and dropped at once, so that memory depends
 * on what is picked and not on the size of the document.
 */
export class JsonPicker {
  readonly #tokenizer: Tokenizer;
  readonly #shape: Shape;
  readonly #onItem: (as: string, item: Picked) => void;
  readonly #stack: Frame[] = [];
  #result: Picked | undefined;
  #done = false;

  constructor(options: {
    shape: Shape;
    /** Gets the items of every `each`, in the order of the document. */
    onItem: (as: string, item: Picked) => void;
  }) {
    this.#shape = options.shape;
    this.#onItem = options.onItem;
    this.#tokenizer = new Tokenizer({
      stringBufferSize: BUFFER,
      numberBufferSize: 64,
    });
    this.#tokenizer.onToken = token => this.#token(token);
    this.#tokenizer.onError = error => {
      throw error instanceof JsonError
        ? error
        : new JsonError(firstSentence(error.message));
    };
  }

  /** @throws JsonError */
  write(chunk: Uint8Array): void {
    // The tokenizer's buffer holds no more of a string than one piece.
    for (let start = 0; start < chunk.length; start += BUFFER) {
      this.#tokenizer.write(chunk.subarray(start, start + BUFFER));
    }
  }

  /**
   * What was picked, when the document is complete.
   *
   * @throws JsonError
   */
  end(): Picked | undefined {
    let isWhole = true;
    this.#tokenizer.onError = () => {
      isWhole = false;
    };
    this.#tokenizer.end();
    if (!isWhole || !this.#done) {
      throw new JsonError('The document ends before it is complete');
    }
    return this.#result;
  }

  #token({ token, value }: { token: TokenType; value: unknown }): void {
    const frame = this.#stack[this.#stack.length - 1];
    if (!frame) {
      if (this.#done) {
        throw new JsonError('Something follows the end of the document');
      }
      this.#value(token, value, this.#shape);
      return;
    }
    switch (frame.expected) {
      case 'colon':
        expect(token === TokenType.COLON, "':'");
        frame.expected = 'value';
        return;
      case 'comma or end':
        if (token === TokenType.COMMA) {
          frame.expected = frame.isArray ? 'value' : 'key';
          return;
        }
        expect(this.#isEnd(frame, token), "',' or the end");
        this.#close();
        return;
      case 'key or end':
      case 'key':
        if (frame.expected === 'key or end' && this.#isEnd(frame, token)) {
          this.#close();
          return;
        }
        expect(token === TokenType.STRING, 'the name of a member');
        frame.key = value as string;
        frame.expected = 'colon';
        return;
      default:
        if (frame.expected === 'value or end' && this.#isEnd(frame, token)) {
          this.#close();
          return;
        }
        this.#value(token, value, childOf(frame));
    }
  }

  #isEnd(frame: Frame, token: TokenType): boolean {
    return (
      token ===
      (frame.isArray ? TokenType.RIGHT_BRACKET : TokenType.RIGHT_BRACE)
    );
  }

  #value(token: TokenType, value: unknown, shape: Shape | undefined): void {
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) {
      const isArray = token === TokenType.LEFT_BRACKET;
      if (this.#stack.length >= DEEPEST) {
        throw new JsonError(`It is nested deeper than ${DEEPEST} levels`);
      }
      const fits =
        shape !== undefined &&
        shape !== 'scalar' &&
        isArray === ('first' in shape || 'each' in shape);
      this.#stack.push({
        isArray,
        shape: fits ? shape : undefined,
        value: fits ? emptyOf(isArray) : undefined,
        key: '',
        kept: 0,
        expected: isArray ? 'value or end' : 'key or end',
      });
      return;
    }
    expect(
      token === TokenType.STRING ||
        token === TokenType.NUMBER ||
        token === TokenType.TRUE ||
        token === TokenType.FALSE ||
        token === TokenType.NULL,
      'a value',
    );
    this.#finished(shape === 'scalar' ? scalar(value) : undefined);
  }

  #close(): void {
    const frame = this.#stack.pop()!;
    this.#finished(frame.value);
  }

  /** A value is complete; undefined where it is not wanted. */
  #finished(value: Picked | undefined): void {
    const frame = this.#stack[this.#stack.length - 1];
    if (!frame) {
      this.#done = true;
      this.#result = value;
      return;
    }
    frame.expected = 'comma or end';
    if (value === undefined || !frame.shape || frame.shape === 'scalar') {
      return;
    }
    if ('each' in frame.shape) {
      this.#onItem(frame.shape.as, value);
    } else if (frame.isArray) {
      (frame.value as Picked[]).push(value);
      frame.kept++;
    } else {
      (frame.value as { [member: string]: Picked })[frame.key] = value;
      frame.kept++;
    }
  }
}

/** Without a prototype, so that no name of a member means anything. */
function emptyOf(isArray: boolean): Frame['value'] {
  return isArray ? [] : Object.create(null);
}

function childOf({ shape, key, kept }: Frame): Shape | undefined {
  if (!shape || shape === 'scalar') {
    return undefined;
  }
  if ('each' in shape) {
    return shape.each;
  }
  if ('first' in shape) {
    return kept < shape.first ? shape.of : undefined;
  }
  if ('any' in shape) {
    return kept < shape.any && key.length <= 100 ? 'scalar' : undefined;
  }
  return Object.hasOwn(shape.members, key) ? shape.members[key] : undefined;
}

function scalar(value: unknown): Picked | undefined {
  switch (typeof value) {
    case 'string':
      // No database takes NUL, and nobody means it.
      return value.slice(0, LONGEST_TEXT).replaceAll('\0', '');
    case 'number':
      return Number.isFinite(value) ? value : undefined;
    default:
      return value as boolean | null;
  }
}

function expect(isRight: boolean, what: string): void {
  if (!isRight) {
    throw new JsonError(`Where ${what} belongs, there is something else`);
  }
}

function firstSentence(message: string): string {
  return message.split(/\.\s|\n/)[0].slice(0, 300);
}
