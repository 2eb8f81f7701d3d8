import {
  AFFIRMATIVE,
  AGENTS,
  AI_KEYS,
  AUTOMATION,
  LABELS_NO,
  LABELS_YES,
  NEGATIVE,
  TOOL_KEYS,
  YES_NO_KEYS,
} from './conventions';
import { UNNAMED_TOOL } from './types';
import type {
  Attribution,
  AttributionInput,
  AttributionMeans,
  ChangeAuthor,
} from './types';

/** Lines longer than this are data, not a signature. */
const LONGEST_LINE = 1_000;

/** What a message may hold before the rest is left unread. */
const LONGEST_MESSAGE = 200_000;

/** What one line, author or label says. */
type Statement =
  | { says: 'yes'; tool: string; how: AttributionMeans }
  | { says: 'no' };

/**
 * Says whether AI took part in a change, with which tools, and how that is
 * known, from what its commits, its description, its authors and its labels
 * say. Pure and deterministic. Nothing said is `unknown`; `no` needs a
 * statement, or authors that are all known automation.
 * @public
 */
export function attribute(input: AttributionInput): Attribution {
  const statements = [
    ...(input.messages ?? []).flatMap(fromMessage),
    ...(input.labels ?? []).flatMap(fromLabel),
    ...(input.authors ?? []).flatMap(author => fromAuthor(author) ?? []),
  ];
  const tools = new Map<string, AttributionMeans>();
  for (const statement of statements) {
    if (statement.says === 'yes' && !tools.has(statement.tool)) {
      tools.set(statement.tool, statement.how);
    }
  }
  if (tools.size > 1) {
    // Somebody said "AI", somebody else said which one.
    tools.delete(UNNAMED_TOOL);
  }
  const authors = input.authors ?? [];
  const saysNo =
    statements.some(({ says }) => says === 'no') ||
    (authors.length > 0 &&
      authors.every(author => isAutomation(author, input.automation)));
  return {
    assisted: assistedBy(tools.size > 0, saysNo),
    tools: [...tools]
      .map(([tool, how]) => ({ tool, how }))
      .sort((a, b) => (a.tool < b.tool ? -1 : 1)),
  };
}

function assistedBy(yes: boolean, no: boolean): Attribution['assisted'] {
  if (yes) {
    return 'yes';
  }
  return no ? 'no' : 'unknown';
}

const named = (tool: string, how: AttributionMeans): Statement => ({
  says: 'yes',
  tool,
  how,
});

function fromMessage(message: string): Statement[] {
  return ownLines(message.slice(0, LONGEST_MESSAGE)).flatMap(line => {
    if (line.length > LONGEST_LINE) {
      return [];
    }
    return (
      fromTrailer(line) ??
      fromFooter(line) ??
      fromSession(line, 'session') ??
      fromProse(line) ??
      []
    );
  });
}

/** The lines a message says itself: quotes and fenced examples are somebody else's. */
function ownLines(message: string): string[] {
  const lines = message.split(/\r\n|\n|\r/).map(line => line.trim());
  const isFence = (line: string) => /^(?:```|~~~)/.test(line);
  const own: string[] = [];
  let fences = lines.filter(isFence).length;
  let inside = false;
  for (const line of lines) {
    if (isFence(line)) {
      fences--;
      // A fence nobody closes encloses nothing.
      inside = !inside && fences > 0;
    } else if (!inside && line !== '' && !line.startsWith('>')) {
      own.push(line);
    }
  }
  return own;
}

/** `Key: value`; bullets of squashed messages may stand before it. */
const TRAILER = /^(?:[*-]\s+)?([A-Za-z][A-Za-z-]{2,40})\s*:\s*(\S.*)$/;

function fromTrailer(line: string): Statement[] | undefined {
  const match = TRAILER.exec(line);
  if (!match) {
    return undefined;
  }
  const key = match[1].toLowerCase();
  const value = match[2].trim();
  if (
    key === 'co-authored-by' ||
    key === 'co-author' ||
    key === 'co-developed-by'
  ) {
    const tool = agentOf(identityOf(value), 'trailer');
    return tool === undefined ? [] : [named(tool, 'co-author')];
  }
  const owner = AGENTS.find(agent => agent.keys?.includes(key));
  if (owner) {
    // The link says more than the key, which others have taken over.
    return fromSession(value, 'session') ?? [named(owner.tool, 'session')];
  }
  if (YES_NO_KEYS.has(key)) {
    return fromAnswer(value);
  }
  return TOOL_KEYS.has(key) ? fromToolValue(key, value) : undefined;
}

function fromAnswer(value: string): Statement[] {
  if (NEGATIVE.test(value)) {
    return [{ says: 'no' }];
  }
  const tools = toolsNamedIn(value);
  if (tools.length > 0) {
    return tools.map(tool => named(tool, 'trailer'));
  }
  return AFFIRMATIVE.test(value) ? [named(UNNAMED_TOOL, 'trailer')] : [];
}

/** `AGENT:MODEL`, the form the Linux kernel asks for. */
const AGENT_AND_MODEL = /^[\w.+-]+:[\w.+\-[\]/]+(?:\s|$)/;

function fromToolValue(key: string, value: string): Statement[] {
  const answer = fromAnswer(value);
  if (answer.length > 0) {
    return answer;
  }
  const identity = identityOf(value);
  const agent =
    identity.email === undefined ? undefined : agentOf(identity, 'trailer');
  if (agent !== undefined) {
    return [named(agent, 'trailer')];
  }
  const isAgentForm =
    key === 'assisted-by' &&
    AGENT_AND_MODEL.test(value) &&
    !/^https?:/i.test(value);
  return AI_KEYS.has(key) || isAgentForm
    ? [named(UNNAMED_TOOL, 'trailer')]
    : [];
}

/**
 * The tools a value begins with, several joined by commas, plus signs or "and".
 * A value with an address names a person unless the address is an agent's.
 */
function toolsNamedIn(value: string): string[] {
  if (/@[\w-]+\.\w/.test(value)) {
    return [];
  }
  return [
    ...new Set(
      value
        .split(/\s*(?:,|;|\+|&|\band\b)\s*/i)
        .flatMap(part => (isNameOrModel(part) ? toolAt(part) ?? [] : [])),
    ),
  ];
}

/** Longest first, so that a longer name is not taken for a shorter one. */
const NAMES: readonly { name: string; tool: string }[] = AGENTS.flatMap(
  ({ tool, names }) => names.map(name => ({ name, tool })),
).sort((a, b) => b.name.length - a.name.length);

/** "Claude Opus 4.5" and "Claude claude-opus" name a model after the tool; "Claude Dupont" a person. */
function isNameOrModel(part: string): boolean {
  const bare = part.replace(/^[^\p{L}\p{N}]+/u, '').toLowerCase();
  const name = NAMES.find(candidate => bare.startsWith(candidate.name))?.name;
  if (name === undefined) {
    return false;
  }
  const rest = bare.slice(name.length);
  return (
    standsForItself(rest) ||
    /^[/\s].*\d/.test(rest) ||
    NAMES.some(candidate => rest.includes(candidate.name))
  );
}

/** The tool whose name a text begins with, as words of their own. */
function toolAt(text: string): string | undefined {
  const lower = text
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/^(?:the|an?)\s+/i, '')
    .toLowerCase();
  return NAMES.find(
    ({ name }) =>
      lower.startsWith(name) &&
      !/^(?:[\p{L}\p{N}]|_\w)/u.test(lower.slice(name.length)),
  )?.tool;
}

/** `🤖 Generated with [Claude Code](…)`, with or without robot, link and end of it. */
const FOOTER =
  /^[^\p{L}\p{N}]{0,8}(?:(?:auto-?)?generated|created|written|authored|co-?authored|made|built|implemented|coded|produced|assisted|refactored|pair(?:ed| programmed))\s+(?:(?:entirely|partly|partially|mostly|in part)\s+)?(?:with|by|using|via)\s+(?:the\s+)?(?:(?:help|assistance|aid)\s+(?:of|from)\s+)?(.+)$/iu;

/** "Applied via @cursor push command" */
const APPLIED = /^applied via @([\w-]+) push command\b/i;

function fromFooter(line: string): Statement[] | undefined {
  const applied = APPLIED.exec(line);
  if (applied) {
    const tool = toolAt(applied[1]);
    return tool === undefined ? [] : [named(tool, 'footer')];
  }
  const match = FOOTER.exec(line);
  if (!match) {
    return undefined;
  }
  const tool = toolAt(match[1]);
  if (tool !== undefined && isProperName(match[1], tool)) {
    return [named(tool, 'footer')];
  }
  return /^(?:an?\s+)?(?:AI|LLM)(?:\s+(?:assistance|assistant|tools?|agent))?[.!]?$/.test(
    match[1].trim(),
  )
    ? [named(UNNAMED_TOOL, 'footer')]
    : undefined;
}

/**
 * Several tools are named like ordinary words or people: "made with a cursor"
 * and "written by Claude Dupont" are none of them. The name has to be written
 * as a name, and to stand for itself.
 */
function isProperName(text: string, tool: string): boolean {
  const bare = text.replace(/^[^\p{L}\p{N}]+/u, '');
  if (/^(?:an?|the)\s/i.test(bare)) {
    return false;
  }
  const name = NAMES.find(
    candidate =>
      candidate.tool === tool && bare.toLowerCase().startsWith(candidate.name),
  )?.name;
  return (
    name !== undefined &&
    (/[ -]/.test(name) || bare.charAt(0) !== bare.charAt(0).toLowerCase()) &&
    standsForItself(bare.slice(name.length))
  );
}

/** What may follow a tool's name that is no part of another name or product. */
const AFTER_NAME =
  /^(?:\s*$|\s*[\])}.,;:!([—–'’*]|_(?!\w)|\s+(?:v?\d|opus\b|sonnet\b|haiku\b|gpt|gemini\b|pro\b|flash\b|cli\b|agent\b|ai\b|and\b|via\b|using\b|in\b|[+&-]|https?:|[^\p{L}\p{N}\s]))/iu;

function standsForItself(rest: string): boolean {
  return AFTER_NAME.test(rest);
}

function fromSession(
  text: string,
  how: AttributionMeans,
): Statement[] | undefined {
  const link = text
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(
      /^(?:session|task|thread|log|conversation|link to devin run|link to devin session)s?\s*:?\s+/i,
      '',
    );
  const agent = AGENTS.find(({ sessions }) =>
    sessions?.some(session => session.test(link)),
  );
  return agent && [named(agent.tool, how)];
}

const WORK =
  '(?:commit|change|changes|patch|pull request|pr|mr|merge request|code|fix|feature|work|refactoring|implementation|test|tests)';
const DONE =
  '(?:written|generated|created|authored|co-authored|implemented|produced|drafted|made|developed|prepared|assisted|refactored)';
const SHARE =
  '(?:(?:partly|partially|mostly|entirely|largely|fully|in part|all)\\s+)?';

/** "This commit was partly written with the help of Claude Code." */
const PROSE = [
  new RegExp(
    `\\b(?:this|these|the|all|most of (?:this|the|these))\\s+${WORK}(?:\\s+(?:here|below|in this (?:commit|pr|change)))?\\s+(?:was|were|is|are|has been|have been)\\s+${SHARE}${DONE}\\s+(?:with|by|using)\\s+(?:the\\s+)?(?:(?:help|assistance|aid|support)\\s+(?:of|from)\\s+)?(.+)$`,
    'i',
  ),
  new RegExp(
    `(?:^|[.;,(]\\s*|\\b${DONE}\\s+)with\\s+(?:the\\s+|some\\s+|a lot of\\s+)?(?:help|assistance|aid)\\s+(?:of|from)\\s+(.+)$`,
    'i',
  ),
];

const AI_IN_PROSE =
  /^(?:an?\s+)?(?:AI|LLM|generative AI|large language model)\b(?!\s+(?:model|feature|team|service|plugin|gateway|platform))/;

function fromProse(line: string): Statement[] | undefined {
  for (const pattern of PROSE) {
    const match = pattern.exec(line);
    if (match && !/\bnot\b|\bnever\b|n['’]t\b/i.test(match[0])) {
      const tool = toolAt(match[1]);
      if (tool !== undefined && isProperName(match[1], tool)) {
        return [named(tool, 'prose')];
      }
      if (AI_IN_PROSE.test(match[1])) {
        return [named(UNNAMED_TOOL, 'prose')];
      }
    }
  }
  return undefined;
}

/** `Name <address>`; the account is the one of the host's noreply address. */
function identityOf(value: string): ChangeAuthor {
  const match = /^(.*?)\s*<([^<>]*)>\s*$/.exec(value);
  const name = (match ? match[1] : value).replace(/^["']|["']$/g, '').trim();
  const email = match?.[2].trim().toLowerCase();
  const noreply = /^(?:\d+\+)?([^@+]+)@users\.noreply\.[\w.-]+$/.exec(
    email ?? '',
  );
  return {
    name,
    ...(email !== undefined && { email }),
    ...(noreply && { login: noreply[1] }),
  };
}

const accountName = (login: string) =>
  login.toLowerCase().replace(/^app\//, '');

const isAccountOf = (account: string, login: string) =>
  account === login || account === `${login}[bot]`;

/** The accounts an identity shows. What the code host says counts before what the commit says. */
function accountsOf({ name, email, login }: ChangeAuthor): string[] {
  const found =
    login === undefined
      ? [
          email === undefined ? undefined : identityOf(`x <${email}>`).login,
          /\[bot\]$/i.test(name ?? '') ? name : undefined,
        ]
      : [login];
  return found.flatMap(account =>
    account === undefined ? [] : accountName(account),
  );
}

/**
 * The agent an identity belongs to. Its address or account says so; in a
 * trailer the name of an agent does as well, because people put agents there by
 * hand with whatever address they have. As the author of a commit a bare
 * "Claude" may be a person.
 */
function agentOf(
  identity: ChangeAuthor,
  where: 'trailer' | 'account',
): string | undefined {
  const { name, email } = identity;
  const accounts = accountsOf(identity);
  const known = AGENTS.find(
    agent =>
      (email !== undefined && agent.emails?.includes(email.toLowerCase())) ||
      accounts.some(account =>
        agent.logins?.some(login => isAccountOf(account, login)),
      ),
  );
  if (known || where === 'account') {
    return known?.tool;
  }
  const spoken = name?.toLowerCase() ?? '';
  return AGENTS.find(agent =>
    agent.coAuthors?.some(pattern => pattern.test(spoken)),
  )?.tool;
}

/** Aider adds itself to the author's own name: `Ada Lovelace (aider)`. */
const ADDED_TO_NAME = /\((aider)\)\s*$/i;

function fromAuthor(author: ChangeAuthor): Statement | undefined {
  const added = ADDED_TO_NAME.exec(author.name ?? '');
  const tool = added ? added[1].toLowerCase() : agentOf(author, 'account');
  return tool === undefined ? undefined : named(tool, 'author');
}

function isAutomation(
  author: ChangeAuthor,
  own: readonly string[] = [],
): boolean {
  return accountsOf(author).some(
    account =>
      own.some(login => isAccountOf(account, login.toLowerCase())) ||
      (account.endsWith('[bot]') &&
        AUTOMATION.some(pattern => pattern.test(account.slice(0, -5)))),
  );
}

function fromLabel(label: string): Statement[] {
  const plain = label.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (LABELS_NO.has(plain)) {
    return [{ says: 'no' }];
  }
  return LABELS_YES.has(plain) ? [named(UNNAMED_TOOL, 'label')] : [];
}
