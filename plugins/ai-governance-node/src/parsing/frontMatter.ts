import { asRecord, parseYaml, type ParsedDocument } from './document';

const FRONT_MATTER =
  /^\uFEFF?---[ \t]*\r?\n([\s\S]{0,20000}?)\r?\n---[ \t]*(?:\r?\n|$)/;

/** The settings at the top of a Markdown file, with the lines of the file; undefined where it has none. */
export function parseFrontMatter(content: string): ParsedDocument | undefined {
  const match = FRONT_MATTER.exec(content);
  if (!match) return undefined;
  const { lineOf, ...document } = parseYaml(match[1]);
  return asRecord(document.value)
    ? { ...document, lineOf: path => (lineOf(path) ?? 0) + 1 }
    : undefined;
}
