import { snapshotOf, withSubpath } from '../repository';
import { assistantIds, observeAssistants } from './observe';

function ids(files: string[] | Record<string, string | { symlink: string }>) {
  const record = Array.isArray(files)
    ? Object.fromEntries(files.map(path => [path, 'x']))
    : files;
  return assistantIds(observeAssistants(snapshotOf(record)));
}

describe('observeAssistants', () => {
  it.each([
    ['CLAUDE.md', 'claude-code', 'instructions'],
    ['.claude/settings.json', 'claude-code', 'settings'],
    ['.claude/commands/ship.md', 'claude-code', 'command'],
    ['.cursorrules', 'cursor', 'instructions'],
    ['.cursor/rules/style.mdc', 'cursor', 'rules'],
    ['.cursor/mcp.json', 'cursor', 'mcp'],
    ['.cursorignore', 'cursor', 'ignore'],
    ['.cursorindexingignore', 'cursor', 'ignore'],
    ['.github/copilot-instructions.md', 'github-copilot', 'instructions'],
    ['.github/instructions/go.instructions.md', 'github-copilot', 'rules'],
    ['.github/agents/fixer.agent.md', 'github-copilot', 'agent'],
    ['.github/prompts/plan.prompt.md', 'github-copilot', 'command'],
    ['.vscode/mcp.json', 'github-copilot', 'mcp'],
    ['.codex/config.toml', 'openai-codex', 'settings'],
    ['GEMINI.md', 'gemini-cli', 'instructions'],
    ['.gemini/settings.json', 'gemini-cli', 'settings'],
    ['.gemini/styleguide.md', 'gemini-code-assist', 'rules'],
    ['.aiexclude', 'gemini-code-assist', 'ignore'],
    ['.aider.conf.yml', 'aider', 'settings'],
    ['.aiderignore', 'aider', 'ignore'],
    ['.windsurfrules', 'windsurf', 'instructions'],
    ['.windsurf/rules/general.md', 'windsurf', 'rules'],
    ['.codeiumignore', 'windsurf', 'ignore'],
    ['.clinerules', 'cline', 'instructions'],
    ['.clinerules/testing.md', 'cline', 'rules'],
    ['.continue/config.yaml', 'continue', 'settings'],
    ['.aiassistant/rules/kotlin.md', 'jetbrains-ai', 'rules'],
    ['.aiignore', 'jetbrains-ai', 'ignore'],
    ['.junie/guidelines.md', 'junie', 'instructions'],
    ['.roo/rules/a.md', 'roo-code', 'rules'],
    ['.amazonq/rules/java.md', 'amazon-q', 'rules'],
    ['.kiro/steering/product.md', 'kiro', 'rules'],
    ['.serena/project.yml', 'serena', 'settings'],
    ['.goosehints', 'goose', 'instructions'],
    ['.openhands/microagents/repo.md', 'openhands', 'skill'],
    ['.augment/rules/a.md', 'augment', 'rules'],
    ['.coderabbit.yaml', 'coderabbit', 'settings'],
    ['.bito.yaml', 'bito', 'settings'],
    ['.pr_agent.toml', 'qodo', 'settings'],
    [
      '.github/workflows/triage.lock.yml',
      'github-agentic-workflows',
      'workflow',
    ],
    ['.pi/agent.md', 'pi', 'memory'],
    ['koda.yaml', 'koda', 'settings'],
    ['AGENTS.md', 'agents-md', 'instructions'],
    ['AGENT.md', 'agents-md', 'instructions'],
    ['.agent/workflows/gates.md', 'agents-md', 'workflow'],
    ['.agents/skills/x/SKILL.md', 'agents-md', 'skill'],
    ['agent-files/commands/ship.md', 'agents-md', 'command'],
    ['llm/conventions.md', 'agents-md', 'instructions'],
    ['.mcp.json', 'agents-md', 'mcp'],
    ['.ai/mcp/mcp.json', 'agents-md', 'mcp'],
  ])('sees %s as %s (%s)', (path, assistant, kind) => {
    expect(observeAssistants(snapshotOf({ [path]: '' }))).toEqual([
      { assistant, path, kind, base: '' },
    ]);
  });

  it.each([
    'README.md',
    'docs/claude.md',
    'src/agent/agent.go',
    'cursor/rules.ts',
    '.github/workflows/README.md',
    '.vscode/settings.json',
    'llm/README.md',
    'packages/web/mcp.json',
    '.gitignore',
  ])('sees nothing in %s', path => {
    expect(ids({ [path]: 'CLAUDE.md\n' })).toEqual([]);
  });

  it.each([
    'examples/template-a/skeleton/AGENTS.md',
    'templates/app-repo/.cursor/rules/a.mdc',
    'licenses/github.com/other/tool/CLAUDE.md',
    'vendor/tool/.claude/settings.json',
    'third_party/lib/AGENTS.md',
    'test/fixtures/repo/CLAUDE.md',
    'pkg/testdata/CLAUDE.md',
    'src/__fixtures__/repo/.cursorrules',
    'cookie/{{cookiecutter.name}}/CLAUDE.md',
    'dist/CLAUDE.md',
  ])('does not take %s for the repository’s own', path => {
    expect(ids([path])).toEqual([]);
  });

  it('leaves out the content of a scaffolder template, not the template’s own instructions', () => {
    const observed = observeAssistants(
      snapshotOf({
        'catalog/service/template.yaml': '',
        'catalog/service/CLAUDE.md': '',
        'catalog/service/content/CLAUDE.md': '',
      }),
    );
    expect(observed.map(file => file.path)).toEqual([
      'catalog/service/CLAUDE.md',
    ]);
  });

  it('counts nested instructions of packages', () => {
    expect(
      observeAssistants(snapshotOf({ 'packages/web/AGENTS.md': '' })),
    ).toEqual([
      {
        assistant: 'agents-md',
        path: 'packages/web/AGENTS.md',
        kind: 'instructions',
        base: 'packages/web',
      },
    ]);
  });

  it('gives a file several tools read to the tool that is there', () => {
    expect(ids(['.mcp.json'])).toEqual(['agents-md']);
    expect(
      observeAssistants(snapshotOf({ '.mcp.json': '', 'CLAUDE.md': '' })).map(
        file => [file.assistant, file.path],
      ),
    ).toEqual([
      ['claude-code', '.mcp.json'],
      ['claude-code', 'CLAUDE.md'],
    ]);
  });

  it('goes by the content where the name says nothing', () => {
    expect(
      ids({
        '.github/workflows/triage.md': '---\non:\n  issues:\n---\n# Triage\n',
      }),
    ).toEqual(['github-agentic-workflows']);
    expect(
      ids({ '.github/workflows/about.md': '# Workflows\n\non: whatever' }),
    ).toEqual([]);
    const withChat = {
      '.github/copilot-instructions.md': '',
      '.vscode/settings.json': '{ "chat.tools.autoApprove": true }',
    };
    const settings = (content: object) => ({
      '.vscode/settings.json': JSON.stringify(content),
    });
    expect(ids(settings({ 'amp.permissions': [] }))).toEqual(['amp']);
    expect(ids(settings({ 'chat.tools.edits.autoApprove': true }))).toEqual([
      'github-copilot',
    ]);
    expect(ids(settings({ 'chat.fontSize': 12 }))).toEqual([]);
    expect(observeAssistants(snapshotOf(withChat))).toHaveLength(2);
    expect(
      observeAssistants(
        snapshotOf({ ...withChat, '.vscode/settings.json': '{"a":1}' }),
      ),
    ).toHaveLength(1);
  });

  it('sees assistants through links to folders and to files', () => {
    expect(
      ids({
        '.claude': { symlink: 'agent-files/claude' },
        'agent-files/claude/commands/ship.md': '',
        'AGENTS.md': '',
        'GEMINI.md': { symlink: 'AGENTS.md' },
      }),
    ).toEqual(['claude-code', 'gemini-cli', 'agents-md']);
  });

  it('limits a monorepo entity to its folder and what is above it', () => {
    const snapshot = snapshotOf({
      'CLAUDE.md': '',
      'packages/AGENTS.md': '',
      'packages/web/.cursorrules': '',
      'packages/web/admin/GEMINI.md': '',
      'packages/api/.windsurfrules': '',
    });
    expect(
      assistantIds(observeAssistants(withSubpath(snapshot, 'packages/web'))),
    ).toEqual(['claude-code', 'cursor', 'gemini-cli', 'agents-md']);
    expect(
      assistantIds(observeAssistants(withSubpath(snapshot, 'packages/api'))),
    ).toEqual(['claude-code', 'windsurf', 'agents-md']);
  });

  it('orders by the table, then by path', () => {
    const paths = ['GEMINI.md', 'b/CLAUDE.md', 'CLAUDE.md', 'AGENTS.md'];
    const forward = observeAssistants(
      snapshotOf(Object.fromEntries(paths.map(p => [p, '']))),
    );
    expect(forward.map(file => file.path)).toEqual([
      'CLAUDE.md',
      'b/CLAUDE.md',
      'GEMINI.md',
      'AGENTS.md',
    ]);
  });
});
