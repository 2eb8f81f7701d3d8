/** How one agent signs its work. Data: a new agent is a new entry. */
export interface AgentConvention {
  /** Assistant id, the same as in the table of repository files. */
  tool: string;
  /**
   * Names it goes by where a tool is expected (`Assisted-by: …`, "Generated
   * with …"), lower case, longest first.
   */
  names: readonly string[];
  /**
   * Names that are the agent's even in front of any address, as patterns over
   * the whole lower-case name. Leave out what people are called.
   */
  coAuthors?: readonly RegExp[];
  /** Exact addresses it commits with, lower case. */
  emails?: readonly string[];
  /**
   * Accounts at code hosts, lower case. `[bot]` where only the app of that name
   * is the agent's, because people may have the plain name.
   */
  logins?: readonly string[];
  /** Links to a session, a task or a log. */
  sessions?: readonly RegExp[];
  /** Trailer keys nobody else uses, lower case. */
  keys?: readonly string[];
}

/** What may follow an agent's name: a model, a version, a size, in any order. */
const MODEL = String.raw`(?:[\s/:(\[].*)?`;

/** The most common signatures first; where one fits twice, the first counts. */
export const AGENTS: readonly AgentConvention[] = [
  {
    tool: 'claude-code',
    names: ['claude code', 'claude-code', 'claude'],
    coAuthors: [
      /^claude$/,
      /^claude[\s-]+(?:code|agent|ai|bot|action|opus|sonnet|haiku|v?\d)(?:\b.*)?$/,
      /^claude\s*[([/:].*$/,
      /^(?:anthropic\s+)claude\b.*$/,
    ],
    emails: ['noreply@anthropic.com', 'claude@anthropic.com'],
    logins: [
      'claude',
      'claude-code',
      'claude-code-action',
      'anthropic-code-agent',
    ],
    sessions: [
      /^https:\/\/claude\.ai\/(?:code|chat)\/[\w-]{6,}/,
      /^https:\/\/claude\.com\/code\/[\w-]{6,}/,
    ],
    keys: ['claude-session', 'claude-session-id'],
  },
  {
    tool: 'cursor',
    names: ['cursor agent', 'cursor ai', 'cursor bugbot', 'cursor'],
    coAuthors: [/^cursor[\s-]*(?:agent|ai|bot)$/],
    emails: ['cursoragent@cursor.com', 'cursor@cursor.com'],
    logins: ['cursor[bot]', 'cursoragent', 'cursor-agent'],
    sessions: [/^https:\/\/cursor\.com\/(?:agents|background-agent)\b/],
  },
  {
    tool: 'github-copilot',
    names: ['github copilot', 'copilot agent', 'copilot cli', 'copilot'],
    coAuthors: [
      /^(?:github\s+)?copilot(?:\s+(?:autofix|agent|cli|chat|swe agent|coding agent)\b.*)?$/,
      /^copilot-swe-agent(?:\[bot\])?$/,
    ],
    emails: ['copilot@github.com', 'noreply@copilot.github.com'],
    logins: [
      'copilot',
      'copilot-swe-agent',
      'copilot-pull-request-reviewer',
      'github-copilot',
      'github-copilot-cli',
    ],
    sessions: [
      /^https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/sessions\/[\w-]+/,
      /^https:\/\/github\.com\/copilot\/(?:tasks|agents|c)\/[\w-]+/,
    ],
    keys: ['agent-logs-url'],
  },
  {
    tool: 'openai-codex',
    names: [
      'openai codex',
      'codex cli',
      'chatgpt codex',
      'codex',
      'chatgpt',
      'gpt',
    ],
    coAuthors: [
      /^(?:openai\s+|chatgpt\s+)?codex(?:\s+cli)?$/,
      /^chatgpt(?:\s+codex)?$/,
      /^codex\s*[([/:].*$/,
    ],
    emails: ['noreply@openai.com', 'codex@openai.com'],
    logins: [
      'codex[bot]',
      'chatgpt-codex-connector',
      'openai-codex',
      'codex-agent',
    ],
    sessions: [
      /^https:\/\/chatgpt\.com\/(?:codex\/(?:tasks|cloud)|s)\/[\w-]+/,
      /^https:\/\/platform\.openai\.com\/codex\b/,
    ],
  },
  {
    tool: 'gemini-cli',
    names: ['gemini cli', 'gemini-cli', 'google gemini', 'gemini'],
    coAuthors: [
      /^gemini[\s-]cli$/,
      /^gemini$/,
      /^gemini[\s-]+(?:pro|flash|ultra|v?\d).*$/,
    ],
    emails: ['gemini-cli@google.com', 'gemini@google.com'],
    logins: ['gemini-cli', 'gemini-cli-robot'],
  },
  {
    tool: 'gemini-code-assist',
    names: ['gemini code assist', 'gemini-code-assist'],
    coAuthors: [/^gemini[\s-]code[\s-]assist(?:\[bot\])?$/],
    logins: ['gemini-code-assist'],
  },
  {
    tool: 'jules',
    names: ['google jules'],
    coAuthors: [/^google-labs-jules(?:\[bot\])?$/],
    logins: ['google-labs-jules'],
    sessions: [
      /^https:\/\/jules\.google(?:\.com)?\/(?:task|session)s?\/[\w-]+/,
    ],
  },
  {
    tool: 'aider',
    names: ['aider'],
    coAuthors: [new RegExp(`^aider${MODEL}$`)],
    emails: ['aider@aider.chat', 'noreply@aider.chat', 'noreply@aider.dev'],
    logins: ['aider-chat-bot'],
  },
  {
    tool: 'windsurf',
    names: ['windsurf cascade', 'windsurf', 'cascade', 'codeium'],
    coAuthors: [/^windsurf(?:\s+(?:cascade|ai|agent))?$/, /^codeium$/],
    emails: [
      'windsurf@codeium.com',
      'cascade@windsurf.com',
      'noreply@windsurf.com',
    ],
    logins: ['windsurf-bot', 'codeium-bot'],
  },
  {
    tool: 'devin',
    names: ['devin ai'],
    coAuthors: [/^devin\s+ai$/, /^devin-ai-integration(?:\[bot\])?$/],
    emails: ['devin@cognition.ai', 'devin@cognition-labs.com'],
    logins: ['devin-ai-integration', 'devin-ai'],
    sessions: [/^https:\/\/app\.devin\.ai\/sessions\/[\w-]+/],
  },
  {
    tool: 'openhands',
    names: ['openhands', 'opendevin'],
    coAuthors: [/^openhands$/, /^opendevin$/],
    emails: ['openhands@all-hands.dev', 'opendevin@all-hands.dev'],
    logins: ['openhands-agent', 'openhands-ai'],
  },
  {
    tool: 'opencode',
    names: ['opencode'],
    coAuthors: [/^opencode$/, /^opencode-agent(?:\[bot\])?$/],
    emails: ['noreply@opencode.ai'],
    logins: ['opencode-agent'],
    sessions: [/^https:\/\/opencode\.ai\/s\/[\w-]+/],
  },
  {
    tool: 'amp',
    names: ['sourcegraph amp', 'ampcode'],
    coAuthors: [/^amp$/, /^sourcegraph\s+amp$/],
    emails: ['amp@ampcode.com'],
    logins: ['amp-agent'],
    sessions: [/^https:\/\/ampcode\.com\/threads\/[\w-]+/],
    keys: ['amp-thread-id', 'amp-thread'],
  },
  {
    tool: 'cline',
    names: ['cline'],
    emails: ['noreply@cline.bot'],
    logins: ['cline-bot'],
  },
  {
    tool: 'roo-code',
    names: ['roo code', 'roo-code', 'roomote'],
    coAuthors: [/^roo[\s-]code$/, /^roomote(?:\[bot\])?$/],
    emails: ['roomote@roocode.com', 'noreply@roocode.com'],
    logins: ['roomote', 'roomote-agent'],
  },
  {
    tool: 'kilo-code',
    names: ['kilo code', 'kilocode'],
    coAuthors: [/^kilo[\s-]?code$/],
    logins: ['kiloconnect', 'kilocode-bot'],
  },
  {
    tool: 'amazon-q',
    names: ['amazon q developer', 'amazon q'],
    coAuthors: [/^amazon\s+q(?:\s+developer)?$/],
    logins: ['amazon-q-developer'],
  },
  {
    tool: 'kiro',
    names: ['kiro agent', 'kiro'],
    coAuthors: [/^kiro\s+agent$/],
    emails: ['noreply@kiro.dev'],
    logins: ['kiro-agent'],
  },
  {
    tool: 'junie',
    names: ['jetbrains junie', 'junie'],
    coAuthors: [/^jetbrains\s+junie$/],
    emails: ['junie@jetbrains.com', 'junie-agent@jetbrains.com'],
    logins: ['jetbrains-junie'],
  },
  {
    tool: 'jetbrains-ai',
    names: ['jetbrains ai assistant', 'jetbrains ai'],
  },
  {
    tool: 'factory',
    names: ['factory droid', 'droid'],
    coAuthors: [/^factory-droid(?:\[bot\])?$/],
    logins: ['factory-droid'],
  },
  {
    tool: 'crush',
    names: ['charm crush', 'crush'],
    emails: ['crush@charm.land'],
  },
  {
    tool: 'goose',
    names: ['codename goose', 'goose'],
    emails: ['goose@block.xyz', 'opensource+goose@block.xyz'],
  },
  {
    tool: 'qwen-code',
    names: ['qwen code', 'qwen-code', 'qwen-coder', 'qwen'],
    coAuthors: [/^qwen[\s-]?coder?$/],
    emails: ['qwen-coder@alibabacloud.com', 'noreply@alibabacloud.com'],
  },
  {
    tool: 'warp',
    names: ['warp agent'],
    emails: ['agent@warp.dev'],
    logins: ['warp-dev-github-integration'],
  },
  {
    tool: 'augment',
    names: ['augment code', 'augment agent', 'auggie'],
    coAuthors: [/^augment[\s-](?:code|agent)$/],
    logins: ['augmentcode', 'augment-app'],
  },
  {
    tool: 'zed',
    names: ['zed agent', 'zed ai'],
    logins: ['zed-industries-agent'],
  },
  {
    tool: 'replit-agent',
    names: ['replit agent', 'replit ai'],
    coAuthors: [/^replit\s+agent$/],
    emails: ['agent@replit.com'],
    logins: ['replit-agent'],
  },
  {
    tool: 'sourcegraph-cody',
    names: ['sourcegraph cody'],
  },
  {
    tool: 'lovable',
    names: ['lovable.dev'],
    coAuthors: [/^(?:gpt-engineer-app|lovable-dev)(?:\[bot\])?$/],
    logins: ['gpt-engineer-app', 'lovable-dev'],
  },
  {
    tool: 'v0',
    names: ['v0.dev', 'v0.app'],
    coAuthors: [/^v0(?:\[bot\])$/],
    emails: ['v0@vercel.com'],
    logins: ['v0[bot]'],
  },
  {
    tool: 'ona',
    names: ['ona agent'],
    emails: ['no-reply@ona.com'],
  },
  {
    tool: 'qodo',
    names: ['qodo merge', 'qodo gen', 'qodo', 'codiumai'],
    coAuthors: [/^(?:qodo|codiumai|codium)(?:[\s-][\w -]+)?(?:\[bot\])?$/],
    logins: [
      'qodo-merge-pro',
      'qodo-merge-for-open-source',
      'qodo-code-review',
      'qodo-merge',
      'codiumai-pr-agent',
      'codiumai-pr-agent-pro',
      'codiumai-pr-agent-free',
    ],
  },
  {
    tool: 'coderabbit',
    names: ['coderabbit ai', 'coderabbit', 'code rabbit'],
    coAuthors: [/^coderabbit(?:ai)?(?:\[bot\])?$/],
    logins: ['coderabbitai'],
  },
  {
    tool: 'sweep',
    names: ['sweep ai'],
    coAuthors: [/^sweep-(?:ai|nightly)(?:\[bot\])?$/],
    logins: ['sweep-ai', 'sweep-nightly'],
  },
  {
    tool: 'greptile',
    names: ['greptile'],
    logins: ['greptile-apps'],
  },
  {
    tool: 'bito',
    names: ['bito ai'],
    logins: ['bito-code-review'],
  },
];

/** Trailer keys whose value names the tool (or says that there was none). */
export const TOOL_KEYS: ReadonlySet<string> = new Set([
  'assisted-by',
  'ai-assisted-by',
  'ai-assistant',
  'ai-tool',
  'ai-agent',
  'ai-model',
  'generated-by',
  'ai-generated-by',
  'generated-with',
  'made-with',
  'made-by',
  'built-with',
  'created-with',
  'written-with',
  'written-by',
  'produced-by',
  'agent',
]);

/** Of these, the ones whose very presence speaks of AI, whatever the value names. */
export const AI_KEYS: ReadonlySet<string> = new Set([
  'ai-assisted-by',
  'ai-assistant',
  'ai-tool',
  'ai-agent',
  'ai-model',
  'ai-generated-by',
]);

/** Trailer keys answered by yes or no. */
export const YES_NO_KEYS: ReadonlySet<string> = new Set([
  'ai-assisted',
  'ai-assistance',
  'ai-generated',
  'ai-use',
  'ai-used',
  'assisted-by-ai',
  'generated-by-ai',
]);

/** Values that say that no AI took part. */
export const NEGATIVE =
  /^(?:no|none|false|not? used|nothing|n\/a|human|by hand)\.?$/i;

/** Values that say that some AI took part, without naming it. */
export const AFFIRMATIVE =
  /^(?:yes|true|ai|an? (?:ai|llm)|llm|(?:partially|partly|mostly|fully|some|full|partial)\b.{0,40})\.?$/i;

/** Labels of a change, in the spelling without separators. */
export const LABELS_YES: ReadonlySet<string> = new Set([
  'aiassisted',
  'aigenerated',
  'assistedbyai',
  'generatedbyai',
  'aiauthored',
]);
export const LABELS_NO: ReadonlySet<string> = new Set([
  'noai',
  'notaiassisted',
  'humanwritten',
  'aifree',
]);

/**
 * Apps that change code by rules and templates, by the name before `[bot]`.
 * What they write is known not to be assisted. Workflows are not among them: an
 * agent may run in one.
 */
export const AUTOMATION: readonly RegExp[] = [
  /^dependabot(?:-preview)?$/,
  /^(?:[\w-]+-)?renovate(?:-[\w-]+)?$/,
  /^mergify$/,
  /^snyk-(?:bot|io)$/,
  /^greenkeeper$/,
  /^pre-commit-ci$/,
  /^allcontributors$/,
  /^imgbot$/,
  /^semantic-release-bot$/,
  /^release-please$/,
  /^changeset-bot$/,
  /^pyup-bot$/,
  /^scala-steward$/,
  /^depfu$/,
  /^mend-[\w-]+$/,
  /^transifex-integration$/,
  /^crowdin-bot$/,
  /^kodiakhq$/,
];
