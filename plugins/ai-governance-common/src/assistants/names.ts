/** The AI assistants that are recognized, by the id that evidence names them with. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['claude-code', 'Claude Code'],
  ['cursor', 'Cursor'],
  ['github-copilot', 'GitHub Copilot'],
  ['github-agentic-workflows', 'GitHub Agentic Workflows'],
  ['openai-codex', 'OpenAI Codex'],
  ['gemini-cli', 'Gemini CLI'],
  ['gemini-code-assist', 'Gemini Code Assist'],
  ['aider', 'Aider'],
  ['windsurf', 'Windsurf'],
  ['cline', 'Cline'],
  ['continue', 'Continue'],
  ['jetbrains-ai', 'JetBrains AI Assistant'],
  ['junie', 'JetBrains Junie'],
  ['roo-code', 'Roo Code'],
  ['kilo-code', 'Kilo Code'],
  ['amazon-q', 'Amazon Q Developer'],
  ['kiro', 'Kiro'],
  ['devin', 'Devin'],
  ['zed', 'Zed'],
  ['serena', 'Serena'],
  ['goose', 'goose'],
  ['openhands', 'OpenHands'],
  ['augment', 'Augment Code'],
  ['tabnine', 'Tabnine'],
  ['cody', 'Sourcegraph Cody'],
  ['amp', 'Amp'],
  ['opencode', 'opencode'],
  ['qwen-code', 'Qwen Code'],
  ['crush', 'Crush'],
  ['trae', 'Trae'],
  ['warp', 'Warp'],
  ['factory', 'Factory Droid'],
  ['pi', 'Pi'],
  ['replit-agent', 'Replit Agent'],
  ['coderabbit', 'CodeRabbit'],
  ['bito', 'Bito'],
  ['qodo', 'Qodo'],
  ['greptile', 'Greptile'],
  ['koda', 'Koda (in-house agent)'],
  ['agents-md', 'Shared agent conventions'],
]);

/**
 * What people call an assistant; its id where it is none of those recognized.
 *
 * @public
 */
export function assistantName(id: string): string {
  return NAMES.get(id) ?? id;
}
