import { asRecord, asStrings } from '../../parsing/document';
import { parseFrontMatter } from '../../parsing/frontMatter';
import { findHiddenCharacters } from '../../text/hiddenUnicode';
import { textBlocks, textLines } from '../../text/blocks';
import { isProtective, plainQuotes } from '../../text/negation';
import { counted, listed, type RawFinding } from '../findings';
import type { InstructionFile } from './collect';
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
  const seen = new Set<string>();
  for (const block of isProse
    ? textBlocks(file.content)
    : textLines(file.content)) {
    const text = plainQuotes(block.text);
    for (let from = 0; from < text.length; from += PIECE - OVERLAP) {
      const piece = text.slice(from, from + PIECE);
      for (const rule of rules) {
        for (const match of matchesOf(rule, piece)) {
          const end = match.index + match.text.length;
          if (isProtective(piece, match.index, end, block.context)) continue;
          const offset =
            from +
            match.index +
            (match.text.length - match.text.trimStart().length);
          const line = block.lineAt(offset);
          const key = rule.oncePerFile ? rule.id : `${rule.id}\0${line}`;
          if (seen.has(key)) continue;
          seen.add(key);
          findings.push({
            rule: rule.id,
            severity: rule.severity,
            message: `“${excerpt(match.text)}” ${rule.message}`,
            path: file.path,
            line,
            about: match.text,
          });
          if (findings.length >= MAX_PER_FILE) return findings;
        }
      }
      if (from + PIECE >= text.length) break;
    }
  }
  return [...findings, ...frontMatter(file)].slice(0, MAX_PER_FILE);
}

function* matchesOf(
  rule: InstructionRule,
  text: string,
): Generator<{ index: number; text: string }> {
  rule.pattern.lastIndex = 0;
  for (const match of text.matchAll(rule.pattern)) {
    if (match[0] !== '') yield { index: match.index, text: match[0] };
  }
}

/** Shown on screen: one line, no characters that could hide something there too. */
function excerpt(text: string): string {
  const clean = text
    .replace(/\s+/g, ' ')
    .replace(/[^\x20-\x7e]/g, '')
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
