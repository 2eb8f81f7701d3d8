import {
  asList,
  asRecord,
  asStrings,
  type ParsedDocument,
} from '../../parsing/document';
import { remoteCodeIn } from '../assistant-instructions/remoteCode';
import { isWildcardTool } from '../assistant-instructions/scan';
import type { RawFinding } from '../findings';
import { isTrue, SWITCHES } from './switches';

/** What settings are compared with. */
export interface SettingsPolicy {
  /** Hosts assistants and MCP servers may talk to, `*.example.com` included; any when absent. */
  allowedHosts?: string[];
  /** MCP servers by name; any when absent. */
  allowedMcpServers?: string[];
  /** Telemetry that a settings file can switch off has to be off there. */
  requireTelemetryOff: boolean;
}

type Path = (string | number)[];
type Add = (
  rule: string,
  severity: RawFinding['severity'],
  at: Path,
  message: string,
) => void;

/** Everything in one settings file that should not be there. */
export function scanSettings(
  path: string,
  document: ParsedDocument,
  policy: SettingsPolicy,
): RawFinding[] {
  const findings: RawFinding[] = [];
  const add: Add = (rule, severity, at, message) =>
    findings.push({
      rule,
      severity,
      message,
      path,
      line: document.lineOf(at),
      about: at.filter(key => typeof key === 'string').join('.'),
    });
  walk(document.value, [], (value, at) => {
    permissions(value, at, add);
    grants(value, at, add);
    permissionRules(value, at, add);
    orderedRules(value, at, add);
    toolRules(value, at, add);
    hooks(value, at, add);
    servers(value, at, add, policy);
    endpoints(value, at, add, policy);
    telemetry(value, at, add, policy);
  });
  return findings;
}

const MAX_NODES = 50_000;

/** Longest value that is searched, in characters. */
const MAX_VALUE = 4_096;

/** A string cut to what is searched, so that no expression runs away with it. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, MAX_VALUE) : undefined;
}

function walk(
  root: unknown,
  base: Path,
  visit: (value: Record<string, unknown>, at: Path) => void,
) {
  let nodes = 0;
  const queue: { value: unknown; at: Path }[] = [{ value: root, at: base }];
  const seen = new Set<unknown>();
  while (queue.length > 0 && nodes < MAX_NODES) {
    const { value, at } = queue.shift()!;
    nodes += 1;
    // YAML aliases make one object appear many times.
    if (typeof value !== 'object' || value === null || seen.has(value))
      continue;
    seen.add(value);
    if (Array.isArray(value)) {
      value.forEach((item, index) =>
        queue.push({ value: item, at: [...at, index] }),
      );
      continue;
    }
    visit(value as Record<string, unknown>, at);
    for (const [key, item] of Object.entries(value)) {
      if (typeof item === 'object')
        queue.push({ value: item, at: [...at, key] });
    }
  }
}

function permissions(value: Record<string, unknown>, at: Path, add: Add) {
  for (const [key, item] of Object.entries(value)) {
    const known = Object.hasOwn(SWITCHES, key) ? SWITCHES[key] : undefined;
    if (known?.on(item)) {
      add(
        'disabled-permissions',
        known.severity ?? 'critical',
        [...at, key],
        `${key}: ${short(item)} ${known.why}`,
      );
    }
    if (key === 'required_permissions' && asStrings(item).includes('all')) {
      add(
        'disabled-permissions',
        'high',
        [...at, key],
        'required_permissions asks for everything outside the sandbox',
      );
    }
    const line = textOf(item) ?? '';
    if (
      /--(dangerously-skip-permissions|allow-dangerously-skip-permissions|dangerously-bypass-approvals-and-sandbox|yolo|trust-all-tools|allow-all-tools)\b/.test(
        line,
      )
    ) {
      add(
        'disabled-permissions',
        'critical',
        [...at, key],
        `${key} starts an assistant with its permission checks switched off`,
      );
    }
  }
}

const GRANT_KEYS = new Set([
  'allow',
  'allowed',
  'allowedTools',
  'allowed_tools',
  'alwaysAllow',
  'autoApprove',
  'autoApproved',
  'auto_approve',
  'coreTools',
  'trustedTools',
  'commandAllowlist',
  'amp.commands.allowlist',
]);

function grants(value: Record<string, unknown>, at: Path, add: Add) {
  for (const [key, item] of Object.entries(value)) {
    if (!GRANT_KEYS.has(key)) continue;
    if (isTrue(item) && key !== 'allow' && key !== 'allowed') {
      add(
        'wildcard-tool-grant',
        'high',
        [...at, key],
        `${key} approves every tool without asking`,
      );
    }
    asList(item).forEach((tool, index) => {
      if (typeof tool !== 'string') return;
      const wide =
        isWildcardTool(tool) ||
        /^(?:Terminal|Run)\(\s*\*+\s*\)$/i.test(tool) ||
        /^mcp__\*/.test(tool) ||
        isShellGrant(tool);
      // Core tools of Gemini CLI name what exists, not what runs unasked.
      if (wide && !(key === 'coreTools' && tool !== '*')) {
        add(
          'wildcard-tool-grant',
          'high',
          [...at, key, index],
          `${key} grants ${short(
            tool,
          )}: any command runs without being asked for`,
        );
      }
    });
  }
  if (
    value.trust === true &&
    (value.command !== undefined ||
      value.url !== undefined ||
      value.httpUrl !== undefined)
  ) {
    add(
      'wildcard-tool-grant',
      'high',
      [...at, 'trust'],
      'trust: true runs every tool of this MCP server without asking',
    );
  }
}

/** A shell that may be given any words runs anything. */
function isShellGrant(tool: string): boolean {
  return (
    /^(?:execute_bash|execute_cmd|bash|@builtin|@\*)$/.test(tool) ||
    /^(?:Bash|Shell)\(\s*(?:ba|z|da|k|fi)?sh(?: -l?c)?(?::\*| \*)\s*\)$/.test(
      tool,
    ) ||
    /^(?:Bash|Shell)\(\s*(?:sudo|eval|exec|env|xargs)(?::\*| \*)\s*\)$/.test(
      tool,
    )
  );
}

/** `permission: allow` of opencode, for everything or for every command. */
function permissionRules(value: Record<string, unknown>, at: Path, add: Add) {
  if (!('permission' in value) || at.includes('hooks')) return;
  const { permission } = value;
  const rules = asRecord(permission);
  const bash = rules?.bash;
  const wide = [
    [permission, ['permission']],
    [rules?.['*'], ['permission', '*']],
    [bash, ['permission', 'bash']],
    [asRecord(bash)?.['*'], ['permission', 'bash', '*']],
  ] as const;
  for (const [granted, path] of wide) {
    if (granted === 'allow') {
      add(
        'wildcard-tool-grant',
        'high',
        [...at, ...path],
        `${path.join('.')}: allow runs any command without asking`,
      );
    }
  }
}

/** Rules of Amp, the first of which that fits decides. @see https://ampcode.com/manual/appendix#permissions-configuration */
function orderedRules(value: Record<string, unknown>, at: Path, add: Add) {
  asList(value['amp.permissions']).forEach((item, index) => {
    const rule = asRecord(item);
    if (rule?.action !== 'allow') return;
    const tool = textOf(rule.tool) ?? '';
    const command = asRecord(rule.matches)?.cmd;
    const anything =
      rule.matches === undefined ||
      asStrings(command).some(pattern =>
        /^(?:\*|\/\^?\.\*\$?\/)$/.test(pattern),
      );
    if (anything && /^(?:\*{1,2}|Bash|mcp__\*{1,2})$/.test(tool)) {
      add(
        'wildcard-tool-grant',
        tool.startsWith('*') ? 'critical' : 'high',
        [...at, 'amp.permissions', index],
        `amp.permissions allows ${short(tool)} whatever it is asked to do`,
      );
    }
  });
}

/** Tools of Zed that take any command, or any server's tool. */
const RUNS_ANYTHING = /^(?:terminal|mcp:.*)$/;

/** Tools of Zed with rules of their own. @see https://zed.dev/docs/ai/tool-permissions */
function toolRules(value: Record<string, unknown>, at: Path, add: Add) {
  const tools = asRecord(asRecord(value.tool_permissions)?.tools) ?? {};
  for (const [name, item] of Object.entries(tools)) {
    const rules = asRecord(item);
    const path = [...at, 'tool_permissions', 'tools', name];
    if (rules?.default === 'allow' && RUNS_ANYTHING.test(name)) {
      add(
        'wildcard-tool-grant',
        'high',
        [...path, 'default'],
        `${short(name)} runs whatever no other rule covers without asking`,
      );
    }
    asList(rules?.always_allow).forEach((rule, index) => {
      const pattern = textOf(asRecord(rule)?.pattern);
      if (pattern !== undefined && /^(?:\^?\.[*+]\??\$?|\^|)$/.test(pattern)) {
        add(
          'wildcard-tool-grant',
          'high',
          [...path, 'always_allow', index],
          `${short(name)} is always allowed, whatever it is asked to do`,
        );
      }
    });
  }
}

/** Tasks of VS Code and the editors made of it that start by themselves. @see https://code.visualstudio.com/docs/debugtest/tasks */
export function scanTasks(
  path: string,
  document: ParsedDocument,
): RawFinding[] {
  const findings: RawFinding[] = [];
  asList(asRecord(document.value)?.tasks).forEach((item, index) => {
    const task = asRecord(item);
    if (asRecord(task?.runOptions)?.runOn !== 'folderOpen') return;
    const name = short(task?.label ?? task?.taskName ?? task?.command ?? index);
    const command = [task?.command, ...asList(task?.args)]
      .map(word => textOf(word) ?? textOf(asRecord(word)?.value) ?? '')
      .join(' ')
      .trim();
    const remote = remoteCodeIn(command);
    const about = `tasks.${name}`;
    const line = document.lineOf(['tasks', index, 'runOptions', 'runOn']);
    findings.push({
      rule: 'runs-on-open',
      severity: 'medium',
      message: `task ${name} starts as soon as somebody opens the folder: whatever is allowed to edit this file, an assistant included, can have commands run`,
      path,
      line,
      about,
    });
    if (remote) {
      findings.push({
        rule: 'remote-code-execution',
        severity: remote.severity,
        message: `task ${name} ${remote.message}`,
        path,
        line,
        about,
      });
    }
  });
  return findings;
}

/** Hooks that answer for the person: Claude Code, Cursor, Copilot and others print a decision. */
function hooks(value: Record<string, unknown>, at: Path, add: Add) {
  const command = textOf(value.command ?? value.bash ?? value.powershell);
  const underHooks = at.includes('hooks');
  if (underHooks && command !== undefined) {
    if (
      /["']?(?:permission|permissionDecision|decision|behavior)["']?\s*[:=]\s*\\?["']?(?:allow|approve)\b/i.test(
        command,
      )
    ) {
      add(
        'hook-approves',
        'critical',
        at,
        'a hook answers “allow” to permission requests, so nobody is asked',
      );
    }
    const remote = remoteCodeIn(command);
    if (remote) {
      add(
        'remote-code-execution',
        remote.severity,
        at,
        `a hook ${remote.message}`,
      );
    }
  }
  if (
    underHooks &&
    /^(?:allow|approve)$/.test(
      String(value.permission ?? value.permissionDecision ?? value.decision),
    )
  ) {
    add(
      'hook-approves',
      'critical',
      at,
      'a hook answers “allow” to permission requests, so nobody is asked',
    );
  }
}

const SERVER_KEYS = new Set([
  'mcpServers',
  'mcp_servers',
  'servers',
  'mcp',
  'context_servers',
  'extensions',
  'mcp-servers',
]);

/** Whether settings name MCP servers or hooks: other front matter only describes the text below it. */
export function startsSomething(settings: unknown): boolean {
  return Object.keys(asRecord(settings) ?? {}).some(
    key => key === 'hooks' || SERVER_KEYS.has(key),
  );
}

function servers(
  value: Record<string, unknown>,
  at: Path,
  add: Add,
  policy: SettingsPolicy,
) {
  for (const [key, item] of Object.entries(value)) {
    if (!SERVER_KEYS.has(key)) continue;
    const named: [string | number, Record<string, unknown> | undefined][] =
      Array.isArray(item)
        ? item.map((entry, index) => [index, asRecord(entry)])
        : Object.entries(asRecord(item) ?? {}).map(([name, entry]) => [
            name,
            asRecord(entry),
          ]);
    for (const [name, server] of named) {
      if (!server || !looksLikeServer(server)) continue;
      checkServer(
        typeof name === 'string' ? name : String(server.name ?? name),
        server,
        [...at, key, name],
        add,
        policy,
      );
    }
  }
}

function looksLikeServer(value: Record<string, unknown>): boolean {
  return (
    ['command', 'cmd', 'url', 'httpUrl', 'serverUrl', 'uri', 'container'].some(
      key => typeof value[key] === 'string' || Array.isArray(value[key]),
    ) || typeof asRecord(value.command)?.path === 'string'
  );
}

/** Prefixes that providers give their keys, so that scanners can find them. */
const KNOWN_SECRET =
  /(?:\bsk-(?:ant-|proj-)?[\w-]{20,}|\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}|\bxox[abprs]-[\w-]{10,}|\bAKIA[0-9A-Z]{16}\b|\bAIza[\w-]{30,}|\bnpm_[A-Za-z0-9]{30,}|\bctx7sk-[\w-]{10,}|-----BEGIN [A-Z ]*PRIVATE KEY)/;

function checkServer(
  name: string,
  server: Record<string, unknown>,
  at: Path,
  add: Add,
  policy: SettingsPolicy,
) {
  if (isTrue(server.disabled) || server.enabled === false) return;
  if (policy.allowedMcpServers && !policy.allowedMcpServers.includes(name)) {
    add(
      'mcp-server-not-allowed',
      'medium',
      at,
      `MCP server ${name} is not on the organization’s list`,
    );
  }
  const line = commandOf(server);
  if (line.length > 0) {
    const unpinned = unpinnedPackage(line);
    if (unpinned) {
      add(
        'mcp-server-unpinned',
        'high',
        at,
        `MCP server ${name} runs ${unpinned}: the next start may run a version that nobody has looked at`,
      );
    }
  }
  for (const key of ['url', 'httpUrl', 'serverUrl', 'uri']) {
    const address = textOf(server[key]);
    if (address === undefined) continue;
    if (/^http:\/\//i.test(address) && !isLoopback(address)) {
      add(
        'mcp-server-plain-http',
        'high',
        [...at, key],
        `MCP server ${name} is reached over plain HTTP, readable and changeable on the way`,
      );
    }
    if (/^https?:\/\/[^/\s@]+:[^/\s@${}]+@/i.test(address)) {
      add(
        'inline-secret',
        'critical',
        [...at, key],
        `MCP server ${name} has a password in its address`,
      );
    }
  }
  for (const key of ['env', 'headers', 'http_headers', 'requestInit', 'envs']) {
    for (const [field, content] of Object.entries(
      asRecord(server[key]) ?? {},
    )) {
      const text = textOf(content);
      if (text !== undefined && isSecret(field, text)) {
        add(
          'inline-secret',
          'critical',
          [...at, key, field],
          `MCP server ${name} has the secret ${field} written into the file; take it from the environment`,
        );
      }
    }
  }
  asList(server.args).forEach((argument, index) => {
    if (KNOWN_SECRET.test(textOf(argument) ?? '')) {
      add(
        'inline-secret',
        'critical',
        [...at, 'args', index],
        `MCP server ${name} has a secret among its arguments`,
      );
    }
  });
}

/** How a server is started, in the words of whichever assistant the file is for. */
function commandOf(server: Record<string, unknown>): string[] {
  if (typeof server.container === 'string') {
    const { container, version } = server;
    return [
      'docker',
      'run',
      version === undefined ? container : `${container}:${version}`,
    ];
  }
  const written = server.command ?? server.cmd;
  const nested = asRecord(written);
  return nested
    ? [...asStrings(nested.path), ...asList(nested.args).map(String)]
    : [...asStrings(written), ...asList(server.args).map(String)];
}

function isLoopback(address: string): boolean {
  return /^https?:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|0\.0\.0\.0|host\.docker\.internal|[\w-]+\.localhost)(?:[:/]|$)/i.test(
    address,
  );
}

function isSecret(field: string, value: string): boolean {
  if (KNOWN_SECRET.test(value)) return true;
  const text = value.replace(/^(?:Bearer|Basic|token)\s+/i, '').trim();
  if (
    text.length < 12 ||
    /\$\{?|\{\{|^<.*>$|^\[.*\]$|%\w+%|env:|input:|your|example|placeholder|changeme|xxx|\*\*\*|replace/i.test(
      text,
    )
  ) {
    return false;
  }
  return (
    /(?:token|secret|password|passwd|api[_-]?key|apikey|authorization|access[_-]?key|private[_-]?key|credential)/i.test(
      field,
    ) && !/^(?:true|false|\d+|https?:.*|\/.*|\.{0,2}\/.*)$/i.test(text)
  );
}

const VALUE_OPTIONS = new Set([
  '--package',
  '-p',
  '--from',
  '--with',
  '--python',
  '--registry',
  '--index-url',
  '-c',
  '--call',
  '--spec',
]);

/** Words of one line that are looked at; each may start something. */
const MAX_WORDS = 500;

const CONTAINERS = new Set(['docker', 'podman', 'nerdctl']);

/** The package a runner would fetch in whatever version is newest, as it stands in the file. */
export function unpinnedPackage(line: readonly string[]): string | undefined {
  // `["cmd", "/c", "npx", …]` and `sh -c "npx …"` are the same thing in other words, and a pinned
  // wrapper may start what is not.
  const words = line
    .slice(0, 200)
    .map(word => word.slice(0, MAX_VALUE))
    .flatMap(word => (/\s/.test(word) ? word.split(/\s+/) : [word]))
    .map(word => word.replace(/^["']+|["']+$/g, ''))
    .filter(Boolean)
    .slice(0, MAX_WORDS);
  for (let i = 0; i < words.length; i++) {
    const runner = words[i]
      .split(/[\\/]/)
      .pop()!
      .replace(/\.(?:exe|cmd)$/, '');
    const found = unpinnedBy(runner, words.slice(i + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

function unpinnedBy(
  runner: string,
  rest: readonly string[],
): string | undefined {
  const args = runnerArguments(runner, rest);
  if (args === undefined) return undefined;
  if (CONTAINERS.has(runner)) return unpinnedImage(args);
  if (runner === 'uv' && !isTool(rest)) {
    const named = extraOf(args);
    return named === undefined || isPinned(named, runner)
      ? undefined
      : `uv ${named}`;
  }
  const named = packageOf(args);
  return named === undefined || isPinned(named, runner)
    ? undefined
    : `${runner} ${named}`;
}

/** Subcommands that fetch and run, by the runner that has them. */
const FETCHING: { [runner: string]: string[][] } = {
  pnpm: [['dlx']],
  yarn: [['dlx']],
  npm: [['exec'], ['x']],
  bun: [['x']],
  pipx: [['run']],
  uv: [['tool', 'run'], ['run']],
  deno: [['run']],
  go: [['run']],
  docker: [['run'], ['container', 'run']],
  podman: [['run'], ['container', 'run']],
  nerdctl: [['run'], ['container', 'run']],
};

/** Options that stand before a subcommand and have a value of their own. */
const LEADING = /^(?:--directory|--project|--context|-H|--host|--dir|-C)$/;

/** What a runner is given to run; undefined where it fetches nothing. */
function runnerArguments(
  runner: string,
  words: readonly string[],
): readonly string[] | undefined {
  if (/^(?:npx|bunx|pnpx|uvx|dnx)$/.test(runner)) return words;
  const commands = Object.hasOwn(FETCHING, runner) ? FETCHING[runner] : [];
  const from = afterOptions(words);
  const command = commands.find(each =>
    each.every((word, index) => words[from + index] === word),
  );
  return command && words.slice(from + command.length);
}

function afterOptions(words: readonly string[]): number {
  let from = 0;
  while (words[from]?.startsWith('-')) {
    from += LEADING.test(words[from]) ? 2 : 1;
  }
  return from;
}

function isTool(words: readonly string[]): boolean {
  return words[afterOptions(words)] === 'tool';
}

/** `uv run` runs what the project has, and fetches what stands beside it. */
function extraOf(args: readonly string[]): string | undefined {
  for (let i = 0; i < args.length; i++) {
    const [name, ...value] = args[i].split('=');
    if (name === '--with') {
      return value.length > 0 ? value.join('=') : args[i + 1];
    }
    if (!args[i].startsWith('-') && !VALUE_OPTIONS.has(args[i - 1])) {
      return undefined;
    }
  }
  return undefined;
}

function packageOf(args: readonly string[]): string | undefined {
  for (let i = 0; i < args.length; i++) {
    const word = args[i];
    const [name, value] = word.split('=');
    if (/^(?:--package|-p|--from|--spec)$/.test(name)) {
      return value ?? args[i + 1];
    }
    if (VALUE_OPTIONS.has(name)) {
      if (value === undefined) i += 1;
    } else if (!word.startsWith('-')) {
      return word;
    }
  }
  return undefined;
}

function isPinned(name: string, runner: string): boolean {
  // What lies in the repository has the repository's version.
  if (/^\.{0,2}\//.test(name) || name === '.') return true;
  if (runner === 'deno' && !/^(?:npm|jsr|https?):/.test(name)) return true;
  if (runner === 'go' && !/^[\w-]+(?:\.[\w-]+)+\//.test(name)) return true;
  const git = /^(?:git\+|github:|https?:)/.test(name);
  if (git) return /[#@][0-9a-f]{40}$/.test(name);
  const python = /^[\w.-]+(?:\[[\w,-]+\])?==\d[\w.!+-]*$/.test(name);
  const at = name.lastIndexOf('@');
  const version = at > 0 ? name.slice(at + 1) : '';
  return (
    python ||
    (/^v?\d+\.\d+(?:\.\d+)?[\w.+-]*$/.test(version) &&
      !/[x*]/.test(version.split(/[-+]/)[0]))
  );
}

/** Options of a container with a value of their own, which is no image. */
const CONTAINER_OPTIONS = new Set(
  [
    '-a -c -e -h -l -m -p -u -v -w',
    '--add-host --annotation --attach --blkio-weight --cap-add --cap-drop --cgroup-parent --cgroupns',
    '--cidfile --cpu-period --cpu-quota --cpu-shares --cpus --cpuset-cpus --cpuset-mems --device --dns',
    '--dns-option --dns-search --domainname --entrypoint --env --env-file --expose --gpus --group-add',
    '--health-cmd --hostname --ip --ip6 --ipc --isolation --label --label-file --link --log-driver',
    '--log-opt --mac-address --memory --memory-reservation --memory-swap --mount --name --net --network',
    '--network-alias --pid --pids-limit --platform --publish --pull --restart --runtime --security-opt',
    '--shm-size --stop-signal --stop-timeout --storage-opt --sysctl --tmpfs --ulimit --user --userns',
    '--uts --volume --volume-driver --volumes-from --workdir',
  ]
    .join(' ')
    .split(' '),
);

function unpinnedImage(words: readonly string[]): string | undefined {
  for (let i = 0; i < words.length; i++) {
    if (words[i].startsWith('-')) {
      if (CONTAINER_OPTIONS.has(words[i])) i += 1;
      continue;
    }
    const image = words[i];
    if (/@sha256:[0-9a-f]{64}$/.test(image)) return undefined;
    const tag = /:([\w.-]+)$/.exec(image)?.[1];
    return tag === undefined ||
      /^(latest|main|master|edge|dev|nightly|stable)$/.test(tag)
      ? `the image ${image}`
      : undefined;
  }
  return undefined;
}

/** Where a settings file can send code and prompts to. */
const ENDPOINT_KEYS =
  /^(?:ANTHROPIC_BASE_URL|OPENAI_BASE_URL|OPENAI_API_BASE|GOOGLE_GEMINI_BASE_URL|ANTHROPIC_BEDROCK_BASE_URL|base_?url|api_?base|apiBase|openai-api-base|endpoint|api_url|proxy|HTTPS?_PROXY|otlpEndpoint|OTEL_EXPORTER_OTLP_ENDPOINT|url|httpUrl|serverUrl)$/i;

function endpoints(
  value: Record<string, unknown>,
  at: Path,
  add: Add,
  policy: SettingsPolicy,
) {
  for (const [key, raw] of Object.entries(value)) {
    const item = textOf(raw);
    if (item === undefined || !ENDPOINT_KEYS.test(key)) continue;
    const host =
      /^(?:https?|wss?):\/\/(?:[^/@\s]*@)?(\[[^\]]+\]|[^/:?#\s]+)/i.exec(
        item,
      )?.[1];
    if (!host) continue;
    const isServer = SERVER_KEYS.has(String(at[at.length - 2] ?? ''));
    if (/^http:/i.test(item) && !isLoopback(item) && !isServer) {
      add(
        'endpoint-plain-http',
        'high',
        [...at, key],
        `${key} sends what the assistant sees over plain HTTP`,
      );
    }
    if (
      policy.allowedHosts &&
      !isLoopback(item) &&
      !/[${]/.test(host) &&
      !policy.allowedHosts.some(allowed => hostMatches(allowed, host))
    ) {
      add(
        'endpoint-not-allowed',
        'high',
        [...at, key],
        `${key} points to ${short(host)}, which is not among the allowed hosts`,
      );
    }
  }
}

function hostMatches(allowed: string, host: string): boolean {
  const name = host.toLowerCase();
  const rule = allowed.toLowerCase();
  return rule.startsWith('*.') ? name.endsWith(rule.slice(1)) : name === rule;
}

/** Telemetry as the files name it, with the value that leaves it on. */
const TELEMETRY: Record<string, (value: unknown) => boolean> = {
  DISABLE_TELEMETRY: value => /^(0|false|)$/.test(String(value)),
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: value =>
    /^(0|false|)$/.test(String(value)),
  usageStatisticsEnabled: isTrue,
  allowAnonymousTelemetry: isTrue,
  allow_anonymous_telemetry: isTrue,
  'telemetry.telemetryLevel': value => value !== 'off',
  analytics: value => isTrue(value) || isTrue(asRecord(value)?.enabled),
  'analytics-disable': value => value === false,
  logPrompts: isTrue,
  log_user_prompt: isTrue,
  OTEL_LOG_USER_PROMPTS: isTrue,
};

function telemetry(
  value: Record<string, unknown>,
  at: Path,
  add: Add,
  policy: SettingsPolicy,
) {
  for (const [key, item] of Object.entries(value)) {
    if (!Object.hasOwn(TELEMETRY, key) || !TELEMETRY[key](item)) continue;
    const prompts = /prompt/i.test(key);
    if (prompts || policy.requireTelemetryOff) {
      add(
        prompts ? 'prompts-in-telemetry' : 'telemetry-on',
        'medium',
        [...at, key],
        prompts
          ? `${key} writes what people ask into telemetry`
          : `${key} leaves telemetry on, and this policy wants it off`,
      );
    }
  }
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value) ?? '';
  const clean = text.replace(/[^\x20-\x7e]/g, '');
  return clean.length > 60 ? `${clean.slice(0, 59)}…` : clean;
}
