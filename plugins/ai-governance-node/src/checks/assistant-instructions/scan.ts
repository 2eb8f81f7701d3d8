import { asRecord, asStrings } from '../../parsing/document';
import { parseFrontMatter } from '../../parsing/frontMatter';
import { findHiddenCharacters } from '../../text/hiddenUnicode';
import { textBlocks, textLines, type TextBlock } from '../../text/blocks';
import { isProtective, plainQuotes } from '../../text/negation';
import { counted, listed, type RawFinding } from '../findings';
import type { InstructionFile } from './collect';
import { downloadsRun } from './downloads';
import { isTurnedAround } from './otherLanguages';
import { commandAt, RUN_AFTER_DOWNLOAD } from './remoteCode';
import { INSTRUCTION_RULES, type InstructionRule } from './rules';

const PROSE =
  /(?:\.(?:md|mdc|mdx|txt|rst|adoc|toml|prompt)|(?:^|\/)[^./]+|(?:^|\/)\.[^./]+)$/i;
const AGENT_KINDS = new Set(['agent', 'skill', 'command', 'workflow']);

/** A line longer than this is searched in pieces. */
const PIECE = 8_000;
/** What two pieces share, so that nothing is cut in half. */
const OVERLAP = 400;
/** Findings kept per file; a hostile file is not worth more. */
const MAX_PER_FILE = 50;

/** Everything one file says that it should not. */
export function scanInstructions(file: InstructionFile): RawFinding[] {
  const findings: RawFinding[] = hiddenCharacters(file);
  const isProse = PROSE.test(file.path);
  const rules = INSTRUCTION_RULES.filter(rule => {
    if (rule.appliesTo === 'everything') return true;
    if (rule.appliesTo === 'agents')
      return isProse && AGENT_KINDS.has(file.kind);
    return isProse;
  });
  const blocks = isProse ? textBlocks(file.content) : textLines(file.content);
  const seen = new Set<string>();
  for (const said of [
    ...textsOf(blocks, rules),
    ...runDownloads(sectionsOf(blocks)),
  ]) {
    const { rule, line, text } = said;
    const key = rule.oncePerFile ? rule.id : `${rule.id}\0${line}`;
    if (seen.has(key)) continue;
    seen.add(key);
    findings.push({
      rule: rule.id,
      severity: rule.severity,
      message: `“${excerpt(text)}” ${rule.message}`,
      path: file.path,
      line,
      about: text,
    });
    if (findings.length >= MAX_PER_FILE) return findings;
  }
  return [...findings, ...frontMatter(file)].slice(0, MAX_PER_FILE);
}

type Rule = Pick<InstructionRule, 'id' | 'severity' | 'message'> &
  Partial<Pick<InstructionRule, 'oncePerFile'>>;

/** Something a file says, and the rule it breaks. */
interface Said {
  rule: Rule;
  line: number;
  text: string;
}

/** What the patterns of rules find. */
function* textsOf(
  blocks: readonly TextBlock[],
  rules: readonly InstructionRule[],
): Generator<Said> {
  for (const block of blocks) {
    const text = plainQuotes(block.text);
    for (let from = 0; from < text.length; from += PIECE - OVERLAP) {
      const piece = text.slice(from, from + PIECE);
      for (const rule of rules) {
        for (const match of matchesOf(rule, piece)) {
          const end = match.index + match.text.length;
          if (isProtective(piece, match.index, end, block.context)) continue;
          if (
            rule.wordings &&
            isTurnedAround(piece, match.index, end, rule.wordings)
          ) {
            continue;
          }
          const offset =
            from +
            match.index +
            (match.text.length - match.text.trimStart().length);
          yield { rule, line: block.lineAt(offset), text: match.text };
        }
      }
      if (from + PIECE >= text.length) break;
    }
  }
}

const DOWNLOADED: Rule = { id: 'remote-code-execution', ...RUN_AFTER_DOWNLOAD };

/** What is fetched into a file and run from there, which may take several lines. */
function* runDownloads(sections: Iterable<TextBlock[]>): Generator<Said> {
  for (const section of sections) {
    const starts: number[] = [];
    let text = '';
    for (const block of section) {
      starts.push(text.length);
      text += `${plainQuotes(block.text)}\n`;
    }
    let at = 0;
    for (const match of downloadsRun(text)) {
      while (at + 1 < starts.length && starts[at + 1] <= match.index) at += 1;
      const block = section[at];
      const start = match.index - starts[at];
      const end = Math.min(start + match.text.length, block.text.length);
      if (isProtective(plainQuotes(block.text), start, end, block.context)) {
        continue;
      }
      yield { rule: DOWNLOADED, line: block.lineAt(start), text: match.text };
    }
  }
}

/** The lines of one code fence or script together, and everything else by itself. */
function* sectionsOf(blocks: readonly TextBlock[]): Generator<TextBlock[]> {
  let section: TextBlock[] = [];
  for (const block of blocks) {
    const goesOn =
      block.fence !== undefined && block.fence === section[0]?.fence;
    if (!goesOn && section.length > 0) {
      yield section;
      section = [];
    }
    section.push(block);
  }
  if (section.length > 0) yield section;
}

function* matchesOf(
  rule: InstructionRule,
  text: string,
): Generator<{ index: number; text: string }> {
  rule.pattern.lastIndex = 0;
  // Most lines match nothing, and `matchAll` copies the expression first.
  if (!rule.pattern.test(text)) return;
  rule.pattern.lastIndex = 0;
  for (const match of text.matchAll(rule.pattern)) {
    if (match[0] === '') continue;
    const command = commandAt(text, match.index, match[0].length);
    if (!rule.unless?.test(command)) {
      yield { index: match.index, text: match[0] };
    }
  }
}

/** Shown on screen: one line, no characters that could hide something there too. */
function excerpt(text: string): string {
  const clean = text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/[\u034f\u115f\u1160\u3164\uffa0]/g, '')
    .replace(/[^\x20-\x7e]/g, character =>
      /[\p{L}\p{N}\p{P}]/u.test(character) ? character : '',
    )
    .trim();
  return clean.length > 80 ? `${clean.slice(0, 79)}…` : clean;
}

function hiddenCharacters(file: InstructionFile): RawFinding[] {
  return findHiddenCharacters(file.content)
    .slice(0, MAX_PER_FILE)
    .map(found => ({
      rule: 'hidden-unicode',
      severity: found.severity,
      message: `${counted(
        found.count,
        'character',
      )} that a reader does not see (${listed(found.kinds)})${
        found.hiddenText ? `, spelling “${excerpt(found.hiddenText)}”` : ''
      }: the assistant reads them, the reviewer cannot`,
      path: file.path,
      line: found.line,
      about: `${found.kinds.join(' ')} ${found.count}`,
    }));
}

/** Rights that agents, skills, commands and agentic workflows give themselves at the top of the file. */
function frontMatter(file: InstructionFile): RawFinding[] {
  if (!/\.(?:md|mdc)$/i.test(file.path)) return [];
  const document = parseFrontMatter(file.content);
  const fields = asRecord(document?.value);
  if (!document || !fields) return [];
  const findings: RawFinding[] = [];
  const add = (
    rule: string,
    severity: RawFinding['severity'],
    key: string,
    message: string,
  ) =>
    findings.push({
      rule,
      severity,
      message,
      path: file.path,
      line: document.lineOf([key]),
      about: `${key} ${JSON.stringify(fields[key]) ?? ''}`.slice(0, 200),
    });
  for (const key of ['allowed-tools', 'allowedTools', 'tools']) {
    const tools = asStrings(fields[key]).flatMap(text => splitTools(text));
    const wildcard = tools.find(isWildcardTool);
    if (wildcard && key !== 'tools') {
      add(
        'wildcard-tool-grant',
        'high',
        key,
        `${key} grants ${wildcard}: any command runs without being asked for`,
      );
    }
  }
  for (const key of ['permissionMode', 'permission-mode']) {
    if (/^(bypassPermissions|dontAsk|yolo)$/i.test(String(fields[key]))) {
      add(
        'disabled-permissions',
        'critical',
        key,
        `${key} ${String(
          fields[key],
        )} lets the agent act without any permission check`,
      );
    }
  }
  if (fields.permissions === 'write-all') {
    add(
      'wildcard-tool-grant',
      'high',
      'permissions',
      'the agentic workflow may write to everything in the repository',
    );
  }
  const bash = asRecord(fields.tools)?.bash;
  if (bash === true || asStrings(bash).some(tool => /^:?\*$/.test(tool))) {
    add(
      'wildcard-tool-grant',
      'medium',
      'tools',
      'the agentic workflow may run any shell command',
    );
  }
  return findings;
}

/** `Bash(git *), Read` → `Bash(git *)`, `Read` */
export function splitTools(text: string): string[] {
  return text.match(/[\w*-]+(?:\([^)]{0,300}\))?/g) ?? [];
}

/** A grant that leaves nothing to ask about. */
export function isWildcardTool(tool: string): boolean {
  return /^(?:\*|(?:Bash|Shell|PowerShell|run_shell_command|ShellTool|shell)(?:\(\s*(?:\*|:\*|\*:\*|\*\*)?\s*\))?)$/.test(
    tool.trim(),
  );
}
