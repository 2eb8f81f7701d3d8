/** Characters a reader does not see, or that change what the reader sees, on one line of a text. */
export interface HiddenCharacters {
  /** 1-based. */
  line: number;
  count: number;
  /** What they are, each kind once. */
  kinds: string[];
  /** Text spelled in tag characters or variation selectors, made visible; cut at 80 characters. */
  hiddenText?: string;
  severity: 'medium' | 'high' | 'critical';
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Scripts whose spelling uses zero-width joiners and non-joiners. */
const JOINING_SCRIPTS =
  /[\u0600-\u08ff\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]/;

const EMOJI =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\u200d\ufe0f\u20e3]/u;

const BLANK_LETTERS = new Set([
  0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2800, 0x3164, 0xffa0,
]);

interface Kind {
  name: string;
  severity: HiddenCharacters['severity'];
}

const BIDI: Kind = { name: 'direction overrides', severity: 'critical' };
const MARK: Kind = { name: 'direction marks', severity: 'medium' };
const ZERO: Kind = { name: 'zero-width characters', severity: 'high' };
const TAG: Kind = { name: 'tag characters', severity: 'critical' };
const SELECTOR: Kind = { name: 'variation selectors', severity: 'critical' };
const BLANK: Kind = { name: 'invisible letters', severity: 'high' };
const CONTROL: Kind = { name: 'control characters', severity: 'high' };

/** Anything that could be hidden lies in these ranges; text without any is done after one pass. */
const SUSPECT =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000e-\u001f\u007f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb]|\ufe0f|\udb40|\ud834[\udd73-\udd7a]/;

/**
 * Lines with characters that hide something. A byte order mark at the very start, joiners and selectors
 * inside emoji, joiners inside scripts that spell with them, direction marks beside right-to-left text
 * and flags built from tag characters are fine.
 */
export function findHiddenCharacters(text: string): HiddenCharacters[] {
  if (!SUSPECT.test(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)) {
    return [];
  }
  const found: HiddenCharacters[] = [];
  let line = 0;
  for (const row of text.split('\n')) {
    line += 1;
    if (!SUSPECT.test(row)) continue;
    const result = inspectRow(row, line === 1);
    if (result) found.push({ line, ...result });
  }
  return found;
}

function inspectRow(
  row: string,
  isFirst: boolean,
): Omit<HiddenCharacters, 'line'> | undefined {
  const kinds = new Map<string, Kind>();
  let count = 0;
  let spelled = '';
  let previous = '';
  let flag = false;
  let selectors = 0;
  let index = 0;
  const hasRightToLeft = RIGHT_TO_LEFT.test(row);
  for (const char of row) {
    const code = char.codePointAt(0)!;
    const isSelector =
      (code >= 0xfe00 && code <= 0xfe0f) ||
      (code >= 0xe0100 && code <= 0xe01ef);
    selectors = isSelector ? selectors + 1 : 0;
    if (code === 0x1f3f4) flag = true;
    const kind = kindOf({
      code,
      previous,
      selectors,
      flag,
      hasRightToLeft,
      first: isFirst && index === 0,
    });
    if (code === 0xe007f || !(code >= 0xe0000 && code <= 0xe007f)) {
      if (code !== 0x1f3f4) flag = false;
    }
    if (kind) {
      kinds.set(kind.name, kind);
      count += 1;
      spelled += spelling(code);
    }
    previous = char;
    index += 1;
  }
  if (count === 0) return undefined;
  const severities = [...kinds.values()].map(kind => kind.severity);
  return {
    count,
    kinds: [...kinds.keys()],
    ...(spelled.trim().length > 2 ? { hiddenText: spelled.slice(0, 80) } : {}),
    severity: (['critical', 'high', 'medium'] as const).find(severity =>
      severities.includes(severity),
    )!,
  };
}

function kindOf(at: {
  code: number;
  previous: string;
  selectors: number;
  flag: boolean;
  hasRightToLeft: boolean;
  first: boolean;
}): Kind | undefined {
  const { code, previous } = at;
  if (
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069)
  ) {
    // Isolates are how right-to-left prose embeds a word of another direction.
    return at.hasRightToLeft && code >= 0x2066 ? undefined : BIDI;
  }
  if (code === 0x200e || code === 0x200f || code === 0x061c) {
    return at.hasRightToLeft ? undefined : MARK;
  }
  if (code === 0x200c || code === 0x200d) {
    return JOINING_SCRIPTS.test(previous) || EMOJI.test(previous)
      ? undefined
      : ZERO;
  }
  if (code === 0xfeff) return at.first ? undefined : ZERO;
  if (
    code === 0x200b ||
    code === 0x180e ||
    (code >= 0x2060 && code <= 0x2064) ||
    (code >= 0x206a && code <= 0x206f) ||
    (code >= 0xfff9 && code <= 0xfffb) ||
    (code >= 0x1d173 && code <= 0x1d17a)
  ) {
    // Thai, Lao, Khmer and Burmese mark where a line may break with it.
    return code === 0x200b && JOINING_SCRIPTS.test(previous) ? undefined : ZERO;
  }
  if (code >= 0xe0000 && code <= 0xe007f) return at.flag ? undefined : TAG;
  if (code >= 0xfe00 && code <= 0xfe0f) {
    if (at.selectors > 1) return SELECTOR;
    const plainLetter = /^[A-Za-z\s.,;:'"()]?$/.test(previous);
    return plainLetter ? SELECTOR : undefined;
  }
  if (code >= 0xe0100 && code <= 0xe01ef) {
    return at.selectors === 1 && /\p{Script=Han}/u.test(previous)
      ? undefined
      : SELECTOR;
  }
  if (BLANK_LETTERS.has(code)) return BLANK;
  if (
    code < 0x09 ||
    code === 0x0b ||
    (code > 0x0d && code < 0x20) ||
    code === 0x7f
  ) {
    return CONTROL;
  }
  return undefined;
}

function spelling(code: number): string {
  if (code >= 0xe0020 && code <= 0xe007e) {
    return String.fromCharCode(code - 0xe0000);
  }
  // Bytes smuggled as variation selectors: selector n stands for byte n.
  let byte: number | undefined;
  if (code >= 0xfe00 && code <= 0xfe0f) byte = code - 0xfe00;
  if (code >= 0xe0100 && code <= 0xe01ef) byte = code - 0xe0100 + 16;
  return byte !== undefined && byte >= 0x20 && byte < 0x7f
    ? String.fromCharCode(byte)
    : '';
}
