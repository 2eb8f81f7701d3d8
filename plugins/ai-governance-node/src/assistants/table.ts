import { assistantName } from '@plumbline/backstage-plugin-ai-governance-common';
import type { AssistantDefinition, FileConvention } from './types';

/** Id of the conventions that several assistants share and that name none of them. @public */
export const SHARED_CONVENTIONS = 'agents-md';

type At = FileConvention['at'];

function convention(
  kind: FileConvention['kind'],
  at: At,
  globs: string[],
  options: Pick<FileConvention, 'telling' | 'tells' | 'mentions'> = {},
): FileConvention[] {
  return globs.map(glob => ({ glob, kind, at, ...options }));
}

/** Read by other tools too. */
const SHARED = { telling: false } as const;

const DEFINITIONS: readonly Omit<AssistantDefinition, 'name'>[] = [
  {
    id: 'claude-code',
    vendor: 'Anthropic',
    files: [
      ...convention('instructions', 'anywhere', [
        'CLAUDE.md',
        'CLAUDE.local.md',
        '.claude/CLAUDE.md',
      ]),
      ...convention('rules', 'anywhere', ['.claude/rules/**/*.md']),
      ...convention('settings', 'anywhere', [
        '.claude/settings.json',
        '.claude/settings.local.json',
      ]),
      ...convention('agent', 'anywhere', ['.claude/agents/**/*.md']),
      ...convention('skill', 'anywhere', ['.claude/skills/**/*']),
      ...convention('command', 'anywhere', ['.claude/commands/**/*.md']),
      ...convention('hook', 'anywhere', ['.claude/hooks/**/*']),
      ...convention('memory', 'anywhere', ['.claude/**/*.md', '.claude']),
      ...convention('settings', 'root', ['.claude-plugin/*.json']),
      ...convention('mcp', 'root', ['.mcp.json'], SHARED),
    ],
    ignore: {
      kind: 'claude-permissions',
      files: ['.claude/settings.json'],
    },
    source: 'https://code.claude.com/docs/en/settings',
  },
  {
    id: 'cursor',
    vendor: 'Anysphere',
    files: [
      ...convention('instructions', 'anywhere', ['.cursorrules']),
      ...convention('rules', 'anywhere', ['.cursor/rules/**/*']),
      ...convention('mcp', 'anywhere', ['.cursor/mcp.json']),
      ...convention('settings', 'anywhere', [
        '.cursor/cli.json',
        '.cursor/environment.json',
        '.cursor/worktrees.json',
        '.cursor/sandbox.json',
        '.cursor/permissions.json',
      ]),
      ...convention('hook', 'anywhere', [
        '.cursor/hooks.json',
        '.cursor/hooks/**/*',
        '.cursor/scripts/**/*',
      ]),
      ...convention('command', 'anywhere', ['.cursor/commands/**/*.md']),
      ...convention('agent', 'anywhere', ['.cursor/agents/**/*.md']),
      ...convention('skill', 'anywhere', ['.cursor/skills/**/*']),
      ...convention('instructions', 'root', ['.cursor/BUGBOT.md']),
      ...convention('memory', 'anywhere', [
        '.cursor/**/*.md',
        '.cursor/**/*.mdc',
        '.cursor',
      ]),
      ...convention('ignore', 'anywhere', [
        '.cursorignore',
        '.cursorindexingignore',
      ]),
    ],
    // `.cursorindexingignore` only keeps files out of the index; the agent may still read them.
    ignore: { kind: 'file', files: ['.cursorignore'] },
    source: 'https://docs.cursor.com/context/ignore-files',
  },
  {
    id: 'github-copilot',
    vendor: 'GitHub',
    files: [
      ...convention('instructions', 'root', [
        '.github/copilot-instructions.md',
      ]),
      ...convention('rules', 'root', [
        '.github/instructions/**/*.instructions.md',
        '.github/copilot/**/*.md',
      ]),
      ...convention('agent', 'root', [
        '.github/agents/**/*.md',
        '.github/chatmodes/**/*.md',
      ]),
      ...convention('command', 'root', ['.github/prompts/**/*.md']),
      ...convention('skill', 'root', ['.github/skills/**/*']),
      ...convention('hook', 'root', ['.github/hooks/**/*.json']),
      ...convention('settings', 'root', [
        '.github/copilot/settings.json',
        '.github/workflows/copilot-setup-steps.yml',
        '.github/workflows/copilot-setup-steps.yaml',
        '.copilot/**/*.json',
      ]),
      ...convention('mcp', 'root', ['.copilot/mcp-config.json']),
      ...convention('mcp', 'anywhere', ['.vscode/mcp.json']),
      ...convention('settings', 'root', ['.vscode/settings.json'], {
        telling: false,
        mentions: /"(?:chat|github\.copilot)\.|"task\.allowAutomaticTasks"/,
        // What these decide on is asked only where its chat is used.
        tells:
          /"chat\.(?:tools\.[\w.]{0,40}autoApprove|permissions\.default)"/i,
      }),
    ],
    ignore: {
      kind: 'none',
      why: 'reads no ignore file; content exclusion is set on the code host, for the repository or the organization',
    },
    source:
      'https://docs.github.com/en/copilot/how-tos/configure-content-exclusion',
  },
  {
    id: 'github-agentic-workflows',
    vendor: 'GitHub',
    files: [
      ...convention('workflow', 'root', [
        '.github/workflows/*.lock.yml',
        '.github/workflows/agents/*.md',
        '.github/workflows/shared/*.md',
        '.github/aw/**/*',
      ]),
      ...convention('workflow', 'root', ['.github/workflows/*.md'], {
        // Front matter with a trigger; a README beside the workflows has none.
        mentions: /^\uFEFF?---\r?\n(?:[^\n]*\n){0,60}?on\s*:/,
      }),
    ],
    ignore: {
      kind: 'none',
      why: 'runs on a checkout of the repository in CI; what it reads is limited by the workflow’s permissions and tools',
    },
    source: 'https://github.github.com/gh-aw/',
  },
  {
    id: 'openai-codex',
    vendor: 'OpenAI',
    files: [
      ...convention('settings', 'anywhere', ['.codex/config.toml']),
      ...convention('rules', 'anywhere', ['.codex/rules/**/*']),
      ...convention('command', 'anywhere', ['.codex/prompts/**/*.md']),
      ...convention('skill', 'anywhere', ['.codex/skills/**/*']),
      ...convention('hook', 'anywhere', [
        '.codex/hooks.json',
        '.codex/hooks/**/*',
      ]),
      ...convention('instructions', 'anywhere', [
        'CODEX.md',
        'AGENTS.override.md',
      ]),
      ...convention('memory', 'anywhere', ['.codex/**/*.md', '.codex']),
    ],
    ignore: {
      kind: 'none',
      why: 'honours no ignore file; what it may read is set by its sandbox and permission profile',
    },
    source: 'https://developers.openai.com/codex/config',
  },
  {
    id: 'gemini-cli',
    vendor: 'Google',
    files: [
      ...convention('instructions', 'anywhere', ['GEMINI.md']),
      ...convention('settings', 'anywhere', ['.gemini/settings.json']),
      ...convention('command', 'anywhere', ['.gemini/commands/**/*.toml']),
      ...convention('agent', 'anywhere', ['.gemini/agents/**/*.md']),
      ...convention('skill', 'anywhere', ['.gemini/skills/**/*']),
      ...convention('memory', 'anywhere', ['.gemini/*.md'], SHARED),
      ...convention('ignore', 'anywhere', ['.geminiignore']),
    ],
    ignore: { kind: 'file', files: ['.geminiignore'] },
    source: 'https://geminicli.com/docs/cli/gemini-ignore/',
  },
  {
    id: 'gemini-code-assist',
    vendor: 'Google',
    files: [
      ...convention('settings', 'root', ['.gemini/config.yaml']),
      ...convention('rules', 'root', ['.gemini/styleguide.md']),
      ...convention('instructions', 'root', ['.idx/airules.md']),
      ...convention('mcp', 'root', ['.idx/mcp.json']),
      ...convention('ignore', 'anywhere', ['.aiexclude']),
    ],
    ignore: { kind: 'file', files: ['.aiexclude'] },
    source:
      'https://docs.cloud.google.com/gemini/docs/codeassist/create-aiexclude-file',
  },
  {
    id: 'aider',
    vendor: 'Aider',
    files: [
      ...convention('settings', 'root', [
        '.aider.conf.yml',
        '.aider.conf.yaml',
        '.aider.model.settings.yml',
        '.aider.model.metadata.json',
      ]),
      ...convention('ignore', 'root', ['.aiderignore']),
      ...convention('instructions', 'root', ['CONVENTIONS.md'], SHARED),
    ],
    ignore: { kind: 'file', files: ['.aiderignore'] },
    source: 'https://aider.chat/docs/config/options.html',
  },
  {
    id: 'windsurf',
    vendor: 'Cognition',
    files: [
      ...convention('instructions', 'anywhere', ['.windsurfrules']),
      ...convention('rules', 'anywhere', ['.windsurf/rules/**/*']),
      ...convention('workflow', 'anywhere', ['.windsurf/workflows/**/*.md']),
      ...convention('agent', 'anywhere', ['.windsurf/agents/**/*']),
      ...convention('skill', 'anywhere', ['.windsurf/skills/**/*']),
      ...convention('hook', 'anywhere', ['.windsurf/hooks.json']),
      ...convention('mcp', 'anywhere', [
        '.windsurf/mcp.json',
        '.windsurf/mcp_config.json',
      ]),
      ...convention('memory', 'anywhere', [
        '.windsurf/**/*.md',
        '.windsurf/**/*.mdc',
        '.windsurf',
      ]),
      ...convention('ignore', 'anywhere', ['.codeiumignore']),
    ],
    ignore: { kind: 'file', files: ['.codeiumignore'] },
    source: 'https://docs.windsurf.com/context-awareness/windsurf-ignore',
  },
  {
    id: 'cline',
    vendor: 'Cline',
    files: [
      ...convention('instructions', 'anywhere', ['.clinerules']),
      ...convention('rules', 'anywhere', ['.clinerules/**/*.{md,txt}']),
      ...convention('hook', 'anywhere', ['.clinerules/hooks/**/*']),
      ...convention('skill', 'anywhere', ['.cline/skills/**/*']),
      ...convention('memory', 'anywhere', ['.cline/**/*.md', '.cline']),
      ...convention('ignore', 'anywhere', ['.clineignore']),
    ],
    ignore: { kind: 'file', files: ['.clineignore'] },
    source: 'https://docs.cline.bot/customization/clineignore',
  },
  {
    id: 'continue',
    vendor: 'Continue',
    files: [
      ...convention('rules', 'anywhere', [
        '.continue/rules/**/*.{md,yaml,yml}',
        '.continuerules',
      ]),
      ...convention('settings', 'anywhere', [
        '.continue/config.{json,yaml,yml,ts}',
        '.continuerc.json',
        '.continue/assistants/**/*.{yaml,yml}',
        '.continue/models/**/*.{yaml,yml}',
      ]),
      ...convention('mcp', 'anywhere', [
        '.continue/mcpServers/**/*.{json,yaml,yml}',
      ]),
      ...convention('agent', 'anywhere', ['.continue/agents/**/*']),
      ...convention('command', 'anywhere', ['.continue/prompts/**/*']),
      ...convention('memory', 'anywhere', ['.continue/**/*.md', '.continue']),
      ...convention('ignore', 'anywhere', ['.continueignore']),
    ],
    ignore: { kind: 'file', files: ['.continueignore'] },
    source: 'https://docs.continue.dev/reference',
  },
  {
    id: 'jetbrains-ai',
    vendor: 'JetBrains',
    files: [
      ...convention('rules', 'anywhere', ['.aiassistant/rules/**/*.md']),
      ...convention('memory', 'anywhere', ['.aiassistant']),
      ...convention('ignore', 'anywhere', ['.aiignore']),
    ],
    // The plugin also reads the ignore files of three other tools.
    ignore: {
      kind: 'file',
      files: ['.aiignore', '.cursorignore', '.codeiumignore', '.aiexclude'],
    },
    source:
      'https://www.jetbrains.com/help/ai-assistant/disable-ai-assistant.html',
  },
  {
    id: 'junie',
    vendor: 'JetBrains',
    files: [
      ...convention('instructions', 'anywhere', ['.junie/**/*.md']),
      ...convention('mcp', 'anywhere', [
        '.junie/mcp/*.json',
        '.junie/mcp.json',
      ]),
      ...convention('memory', 'anywhere', ['.junie']),
    ],
    ignore: { kind: 'file', files: ['.aiignore'] },
    source: 'https://junie.jetbrains.com/docs/aiignore.html',
  },
  {
    id: 'roo-code',
    vendor: 'Roo Code',
    files: [
      ...convention('instructions', 'anywhere', ['.roorules']),
      ...convention('rules', 'anywhere', ['.roo/**/*.{md,txt}']),
      ...convention('mcp', 'anywhere', ['.roo/mcp.json']),
      ...convention('agent', 'root', ['.roomodes']),
      ...convention('memory', 'anywhere', ['.roo']),
      ...convention('ignore', 'anywhere', ['.rooignore']),
    ],
    ignore: { kind: 'file', files: ['.rooignore'] },
    source: 'https://docs.roocode.com/features/rooignore',
  },
  {
    id: 'kilo-code',
    vendor: 'Kilo',
    files: [
      ...convention('rules', 'anywhere', [
        '.kilocode/**/*.md',
        '.kilocoderules',
      ]),
      ...convention('mcp', 'anywhere', ['.kilocode/mcp.json']),
      ...convention('agent', 'root', ['.kilocodemodes']),
      ...convention('memory', 'anywhere', ['.kilocode']),
      ...convention('ignore', 'anywhere', ['.kilocodeignore']),
    ],
    ignore: { kind: 'file', files: ['.kilocodeignore'] },
    source: 'https://kilo.ai/docs/customize/context/kilocodeignore',
  },
  {
    id: 'amazon-q',
    vendor: 'Amazon Web Services',
    files: [
      ...convention('rules', 'anywhere', ['.amazonq/**/*.md']),
      ...convention('mcp', 'anywhere', ['.amazonq/mcp.json']),
      ...convention('agent', 'anywhere', [
        '.amazonq/cli-agents/**/*.json',
        '.amazonq/agents/**/*.json',
      ]),
      ...convention('memory', 'anywhere', ['.amazonq']),
    ],
    ignore: {
      kind: 'none',
      why: 'honours no ignore file of its own in the repository',
    },
    source:
      'https://docs.aws.amazon.com/amazonq/latest/qdeveloper-ug/context-project-rules.html',
  },
  {
    id: 'kiro',
    vendor: 'Amazon Web Services',
    files: [
      ...convention('rules', 'anywhere', ['.kiro/steering/**/*.md']),
      ...convention('workflow', 'anywhere', ['.kiro/specs/**/*.md']),
      ...convention('hook', 'anywhere', ['.kiro/hooks/**/*']),
      ...convention('mcp', 'anywhere', ['.kiro/settings/mcp.json']),
      ...convention('settings', 'anywhere', ['.kiro/settings/*.json']),
      ...convention('agent', 'anywhere', ['.kiro/agents/**/*']),
      ...convention('skill', 'anywhere', ['.kiro/skills/**/*']),
      ...convention('memory', 'anywhere', ['.kiro']),
      ...convention('ignore', 'anywhere', ['.kiroignore']),
    ],
    ignore: { kind: 'file', files: ['.kiroignore'] },
    source: 'https://kiro.dev/docs/kiroignore/',
  },
  {
    id: 'devin',
    vendor: 'Cognition',
    files: [
      ...convention('rules', 'anywhere', ['.devin/**/*.md', '.devin/**/*.mdc']),
      ...convention('settings', 'anywhere', ['.devin/**/*.{json,yaml,yml}']),
      ...convention('instructions', 'root', ['.devinrules', 'DEVIN.md']),
      ...convention('memory', 'anywhere', ['.devin']),
    ],
    ignore: {
      kind: 'none',
      why: 'works on a clone in its own environment and honours no ignore file',
    },
    source: 'https://docs.devin.ai/',
  },
  {
    id: 'zed',
    vendor: 'Zed Industries',
    files: [
      ...convention('settings', 'anywhere', ['.zed/settings.json'], {
        mentions:
          /"(?:agent|assistant|context_servers|language_models|edit_predictions)"/,
      }),
      ...convention('instructions', 'root', ['.rules']),
    ],
    ignore: {
      kind: 'none',
      why: 'honours no ignore file; private_files in the settings keeps files from completions only',
    },
    source: 'https://zed.dev/docs/ai/rules',
  },
  {
    id: 'serena',
    vendor: 'Oraios AI',
    files: [
      ...convention('settings', 'anywhere', ['.serena/project.{yml,yaml}']),
      ...convention('memory', 'anywhere', ['.serena/**/*.md', '.serena']),
    ],
    ignore: {
      kind: 'none',
      why: 'honours no ignore file of its own; ignored_paths in .serena/project.yml limits its tools only',
    },
    source: 'https://oraios.github.io/serena/',
  },
  {
    id: 'goose',
    vendor: 'Block',
    files: [
      ...convention('instructions', 'anywhere', ['.goosehints']),
      ...convention('command', 'anywhere', ['.goose/recipes/**/*']),
      ...convention('memory', 'anywhere', [
        '.goose/**/*.{md,yaml,yml,json}',
        '.goose',
      ]),
      ...convention('ignore', 'anywhere', ['.gooseignore']),
    ],
    ignore: { kind: 'file', files: ['.gooseignore'] },
    source: 'https://block.github.io/goose/docs/guides/using-gooseignore',
  },
  {
    id: 'openhands',
    vendor: 'All Hands AI',
    files: [
      ...convention('instructions', 'root', ['.openhands_instructions']),
      ...convention('skill', 'root', [
        '.openhands/microagents/**/*.md',
        '.openhands/skills/**/*',
      ]),
      ...convention('hook', 'root', [
        '.openhands/*.sh',
        '.openhands/hooks.json',
      ]),
      ...convention('memory', 'root', ['.openhands']),
    ],
    ignore: {
      kind: 'none',
      why: 'works on a checkout in its sandbox and honours no ignore file',
    },
    source: 'https://docs.all-hands.dev/',
  },
  {
    id: 'augment',
    vendor: 'Augment',
    files: [
      ...convention('rules', 'anywhere', [
        '.augment/rules/**/*.md',
        '.augment-guidelines',
      ]),
      ...convention('command', 'anywhere', ['.augment/commands/**/*.md']),
      ...convention('agent', 'anywhere', ['.augment/agents/**/*.md']),
      ...convention('settings', 'anywhere', ['.augment/settings.json']),
      ...convention('memory', 'anywhere', ['.augment']),
      ...convention('ignore', 'anywhere', ['.augmentignore']),
    ],
    ignore: { kind: 'file', files: ['.augmentignore'] },
    source: 'https://docs.augmentcode.com/setup-augment/workspace-indexing',
  },
  {
    id: 'tabnine',
    vendor: 'Tabnine',
    files: [
      ...convention('rules', 'root', [
        '.tabnine/guidelines/**/*.md',
        '.tabnine/agent/**/*.md',
      ]),
      ...convention('settings', 'root', [
        '.tabnine/**/*.json',
        '.tabnine.yaml',
      ]),
      ...convention('mcp', 'root', ['.tabnine/mcp_servers.json']),
      ...convention('memory', 'root', ['.tabnine']),
      ...convention('ignore', 'root', ['.tabnineignore']),
    ],
    ignore: { kind: 'file', files: ['.tabnineignore'] },
    source: 'https://docs.tabnine.com/',
  },
  {
    id: 'cody',
    vendor: 'Sourcegraph',
    files: [
      ...convention('settings', 'root', ['.vscode/cody.json', '.cody/**/*']),
      ...convention('rules', 'anywhere', ['.sourcegraph/**/*.rule.md']),
    ],
    ignore: {
      kind: 'none',
      why: 'honours no file in the repository; context filters are set on the Sourcegraph instance',
    },
    source: 'https://sourcegraph.com/docs/cody/capabilities/ignore-context',
  },
  {
    id: 'amp',
    vendor: 'Sourcegraph',
    files: [
      ...convention('settings', 'root', ['.amp/**/*.{json,jsonc}']),
      ...convention('settings', 'root', ['.vscode/settings.json'], {
        mentions: /"amp\./,
      }),
      ...convention('command', 'root', [
        '.amp/commands/**/*',
        '.amp/toolbox/**/*',
      ]),
      ...convention('memory', 'root', ['.amp']),
    ],
    ignore: {
      kind: 'none',
      why: 'honours no ignore file; permissions in its settings limit what tools may do',
    },
    source: 'https://ampcode.com/manual',
  },
  {
    id: 'opencode',
    vendor: 'SST',
    files: [
      ...convention('settings', 'anywhere', [
        'opencode.json',
        'opencode.jsonc',
      ]),
      ...convention('agent', 'anywhere', ['.opencode/{agent,agents}/**/*.md']),
      ...convention('command', 'anywhere', [
        '.opencode/{command,commands}/**/*.md',
      ]),
      ...convention('skill', 'anywhere', ['.opencode/{skill,skills}/**/*']),
      ...convention('memory', 'anywhere', ['.opencode/**/*.md', '.opencode']),
    ],
    ignore: {
      kind: 'none',
      why: 'honours no ignore file; permissions in opencode.json limit what it may read',
    },
    source: 'https://opencode.ai/docs/config/',
  },
  {
    id: 'qwen-code',
    vendor: 'Alibaba',
    files: [
      ...convention('instructions', 'anywhere', ['QWEN.md']),
      ...convention('settings', 'anywhere', ['.qwen/settings.json']),
      ...convention('memory', 'anywhere', ['.qwen/**/*.md', '.qwen']),
      ...convention('ignore', 'anywhere', ['.qwenignore']),
    ],
    ignore: { kind: 'file', files: ['.qwenignore'] },
    source: 'https://qwenlm.github.io/qwen-code-docs/',
  },
  {
    id: 'crush',
    vendor: 'Charm',
    files: [
      ...convention('instructions', 'anywhere', ['CRUSH.md']),
      ...convention('settings', 'anywhere', ['crush.json', '.crush.json']),
      ...convention('memory', 'anywhere', ['.crush']),
      ...convention('ignore', 'anywhere', ['.crushignore']),
    ],
    ignore: { kind: 'file', files: ['.crushignore'] },
    source: 'https://github.com/charmbracelet/crush',
  },
  {
    id: 'trae',
    vendor: 'ByteDance',
    files: [
      ...convention('rules', 'anywhere', ['.trae/rules/**/*.md']),
      ...convention('mcp', 'anywhere', ['.trae/mcp.json']),
      ...convention('ignore', 'anywhere', ['.trae/.ignore']),
      ...convention('memory', 'anywhere', ['.trae']),
    ],
    ignore: { kind: 'file', files: ['.trae/.ignore'] },
    source: 'https://docs.trae.ai/ide/ignore-files',
  },
  {
    id: 'warp',
    vendor: 'Warp',
    files: [
      ...convention('instructions', 'anywhere', ['WARP.md']),
      ...convention('memory', 'anywhere', [
        '.warp/**/*.{md,yaml,yml}',
        '.warp',
      ]),
      ...convention('ignore', 'anywhere', ['.warpindexingignore']),
    ],
    ignore: {
      kind: 'none',
      why: '.warpindexingignore keeps files out of its index only; the agent may still read them',
    },
    source: 'https://docs.warp.dev/',
  },
  {
    id: 'factory',
    vendor: 'Factory',
    files: [
      ...convention('settings', 'root', ['.factory/*.json']),
      ...convention('mcp', 'root', ['.factory/mcp.json']),
      ...convention('agent', 'root', ['.factory/droids/**/*.md']),
      ...convention('command', 'root', ['.factory/commands/**/*']),
      ...convention('skill', 'root', ['.factory/skills/**/*']),
      ...convention('memory', 'root', ['.factory/**/*.md', '.factory']),
    ],
    ignore: { kind: 'none', why: 'honours no ignore file in the repository' },
    source: 'https://docs.factory.ai/',
  },
  {
    id: 'pi',
    vendor: 'Pi',
    files: [
      ...convention('settings', 'root', ['.pi/**/*.json']),
      ...convention('memory', 'root', ['.pi/**/*', '.pi']),
    ],
    ignore: { kind: 'none', why: 'honours no ignore file in the repository' },
    source: 'https://github.com/badlogic/pi-mono',
  },
  {
    id: 'replit-agent',
    vendor: 'Replit',
    files: [...convention('instructions', 'root', ['replit.md'])],
    ignore: { kind: 'none', why: 'honours no ignore file in the repository' },
    source: 'https://docs.replit.com/replitai/replit-dot-md',
  },
  {
    id: 'coderabbit',
    vendor: 'CodeRabbit',
    files: [
      ...convention('settings', 'root', [
        '.coderabbit.yaml',
        '.coderabbit.yml',
      ]),
    ],
    ignore: {
      kind: 'none',
      why: 'reviews what the code host shows it; path filters in .coderabbit.yaml only choose what is reviewed',
    },
    source: 'https://docs.coderabbit.ai/reference/configuration',
  },
  {
    id: 'bito',
    vendor: 'Bito',
    files: [...convention('settings', 'root', ['.bito.yaml', '.bito.yml'])],
    ignore: {
      kind: 'none',
      why: 'reviews what the code host shows it; exclusions in its settings only choose what is reviewed',
    },
    source: 'https://docs.bito.ai/',
  },
  {
    id: 'qodo',
    vendor: 'Qodo',
    files: [
      ...convention('settings', 'root', ['.pr_agent.toml', '.qodo/**/*']),
      ...convention('rules', 'root', ['best_practices.md'], SHARED),
    ],
    ignore: {
      kind: 'none',
      why: 'reviews what the code host shows it; exclusions in its settings only choose what is reviewed',
    },
    source: 'https://qodo-merge-docs.qodo.ai/',
  },
  {
    id: 'greptile',
    vendor: 'Greptile',
    files: [
      ...convention('settings', 'root', ['greptile.json', '.greptile/**/*']),
    ],
    ignore: {
      kind: 'none',
      why: 'reviews what the code host shows it; ignore patterns only choose what is reviewed',
    },
    source: 'https://www.greptile.com/docs',
  },
  {
    id: 'koda',
    vendor: 'in-house',
    files: [
      ...convention('settings', 'root', ['koda.yaml', 'koda.yml']),
      ...convention('skill', 'root', ['.koda/skills/**/*']),
      ...convention('command', 'root', ['.koda/commands/**/*']),
      ...convention('hook', 'root', ['.koda/scripts/**/*']),
      ...convention('memory', 'root', ['.koda/**/*.md', '.koda']),
    ],
    ignore: {
      kind: 'none',
      why: 'is run by its own organization and reads no ignore file known here',
    },
    source: 'the configuration files themselves',
  },
  {
    id: SHARED_CONVENTIONS,
    vendor: 'several',
    files: [
      ...convention('instructions', 'anywhere', ['AGENTS.md', 'AGENT.md']),
      ...convention('rules', 'root', [
        '.agent/rules/**/*.md',
        '.agents/rules/**/*.md',
        '.rulesync/**/*.md',
        '.ruler/**/*.md',
      ]),
      ...convention('workflow', 'root', [
        '.agent/workflows/**/*.md',
        '.agents/workflows/**/*.md',
      ]),
      ...convention('skill', 'root', [
        '.agent/skills/**/*',
        '.agents/skills/**/*',
        'agent-files/skills/**/*',
      ]),
      ...convention('command', 'root', [
        '.agent/commands/**/*.md',
        '.agents/commands/**/*.md',
        'agent-files/commands/**/*.md',
      ]),
      ...convention('agent', 'root', [
        '.agent/agents/**/*.md',
        '.agents/agents/**/*.md',
      ]),
      ...convention('settings', 'root', [
        '.agent/**/*.json',
        '.agents/**/*.json',
        'agent-files/**/*.json',
      ]),
      ...convention('instructions', 'root', [
        '.agent/**/*.md',
        '.agents/**/*.md',
        'agent-files/**/*.{md,mdc}',
        'llm/!(README).md',
        '.llm/**/*.md',
        '.ai/**/*.md',
        '.agent.md',
      ]),
      ...convention('memory', 'root', ['.agent', '.agents']),
      ...convention('mcp', 'root', [
        '.mcp.json',
        'mcp.json',
        '.mcp/mcp.json',
        '.mcp/*.json',
        '.ai/mcp/mcp.json',
        '.ai/mcp.json',
        '.agents/mcp.json',
        '.agent/mcp.json',
      ]),
    ],
    ignore: {
      kind: 'none',
      why: 'a convention that many assistants read and that names none of them',
    },
    source: 'https://agents.md/',
  },
];

/**
 * The assistants that are recognized, in the order they are shown. What is not listed here is not
 * seen: adding an assistant is adding an entry, and its name. @public
 */
export const ASSISTANTS: readonly AssistantDefinition[] = DEFINITIONS.map(
  definition => ({ ...definition, name: assistantName(definition.id) }),
);

const BY_ID = new Map(ASSISTANTS.map(entry => [entry.id, entry]));

/** The entry of an assistant id, if it is known. @public */
export function assistantById(id: string): AssistantDefinition | undefined {
  return BY_ID.get(id);
}
