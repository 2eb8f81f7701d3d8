import { isVerdict } from './negation';

/** A paragraph, list item, heading or line of code of an instruction file. */
export interface TextBlock {
  text: string;
  /** 1-based line of an offset in `text`. */
  lineAt(offset: number): number;
  /** Inside a code fence. */
  code: boolean;
  /** Which fence; the same for all lines of one, and of a script. */
  fence?: number;
  /** Words above that govern this block: its heading and the sentence that introduces the list. */
  context: string;
}

const FENCE = /^\s{0,12}(`{3,}|~{3,})/;
const HEADING = /^\s{0,3}(#{1,6})\s/;
const LIST_ITEM = /^\s*(?:[-*+]|\d{1,3}[.)])\s/;
const COMMENT = /^\s*(?:#|\/\/|--|::|rem\b)/i;
const TAG_LINE = /^\s*<\/?[\w-]+>\s*$/;

/** Longest paragraph that is joined; longer ones are cut, which only matters to text made to be long. */
const MAX_BLOCK_LINES = 60;

/**
 * Cuts Markdown-like text into blocks, joining the lines of wrapped paragraphs so that a negation on
 * one line reaches what it negates on the next.
 */
export function textBlocks(text: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  const lines = text.split(/\r\n|\n|\r/);
  let heading = '';
  let intro = '';
  let buffer: { text: string; line: number }[] = [];
  let bufferIsItem = false;
  let fence = '';
  let fences = 0;
  /** The comment above a line of code, where it says that the line is bad. */
  let comment = '';

  const push = (parts: { text: string; line: number }[], code: boolean) => {
    const starts: number[] = [];
    let joined = '';
    for (const part of parts) {
      if (joined !== '') joined += ' ';
      starts.push(joined.length);
      joined += part.text;
    }
    blocks.push({
      text: joined,
      code,
      ...(code && { fence: fences }),
      context: [heading, intro, ...(code && comment ? [comment] : [])].join(
        '\n',
      ),
      lineAt: offset => {
        let index = 0;
        while (index + 1 < starts.length && starts[index + 1] <= offset) {
          index += 1;
        }
        return parts[index].line;
      },
    });
  };
  const flush = () => {
    if (buffer.length === 0) return;
    const parts = buffer;
    buffer = [];
    if (!bufferIsItem) intro = '';
    push(parts, false);
    const last = parts[parts.length - 1].text.trimEnd();
    if (/[:：]\**$/.test(last)) {
      intro = parts
        .map(part => part.text)
        .join(' ')
        .slice(-500);
    }
  };

  lines.forEach((raw, index) => {
    const line = index + 1;
    const fenceMatch = FENCE.exec(raw);
    if (fence !== '') {
      if (fenceMatch && raw.trim().startsWith(fence)) {
        fence = '';
      } else if (raw.trim() === '') {
        comment = '';
      } else {
        push([{ text: raw, line }], true);
        if (COMMENT.test(raw))
          comment = isVerdict(raw) ? raw.slice(0, 300) : '';
      }
      return;
    }
    if (fenceMatch) {
      flush();
      fence = fenceMatch[1].slice(0, 3);
      fences += 1;
      comment = '';
      return;
    }
    if (raw.trim() === '' || TAG_LINE.test(raw)) {
      flush();
      if (TAG_LINE.test(raw)) intro = '';
      return;
    }
    if (HEADING.test(raw)) {
      flush();
      intro = '';
      heading = raw.trim().slice(0, 300);
      push([{ text: raw, line }], false);
      return;
    }
    const startsBlock =
      LIST_ITEM.test(raw) ||
      /^\s*[|>]/.test(raw) ||
      raw.trimStart().startsWith('//');
    if (startsBlock || buffer.length >= MAX_BLOCK_LINES) {
      flush();
      bufferIsItem = LIST_ITEM.test(raw);
    } else if (buffer.length === 0) {
      // An indented line after a blank one still belongs to its list.
      bufferIsItem = /^\s{2,}/.test(raw);
    }
    buffer.push({ text: raw, line });
  });
  flush();
  return blocks;
}

/** Text that is not prose, such as a script: every line stands for itself. */
export function textLines(text: string): TextBlock[] {
  return text
    .split(/\r\n|\n|\r/)
    .map((row, index) => ({ row, line: index + 1 }))
    .filter(({ row }) => row.trim() !== '')
    .map(({ row, line }) => ({
      text: row,
      code: true,
      fence: 0,
      context: '',
      lineAt: () => line,
    }));
}
