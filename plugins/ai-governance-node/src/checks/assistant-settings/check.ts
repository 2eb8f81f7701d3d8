import { z } from 'zod';
import { isAssistantPath, observeAssistants } from '../../assistants';
import { parseByName } from '../../parsing/document';
import { parseFrontMatter } from '../../parsing/frontMatter';
import { lineIndex } from '../../parsing/lines';
import { compareCodePoints, joinPath } from '../../repository/paths';
import { realPathOf } from '../../repository/realPaths';
import type { RepositorySnapshot, SnapshotFile } from '../../repository/types';
import { whyUnread } from '../../repository/unread';
import { defineRepositoryCheck } from '../defineCheck';
import {
  counted,
  finish,
  listed,
  severityAtLeast,
  type RawFinding,
} from '../findings';
import { definition } from './definition';
import {
  scanSettings,
  scanTasks,
  startsSomething,
  type SettingsPolicy,
} from './rules';

const SETTINGS_NAME = /\.(?:json|jsonc|json5|ya?ml|toml)$/i;
const SCRIPT_NAME = /\.(?:sh|bash|zsh|py|[cm]?[jt]s|rb|ps1)$/i;

/** A hook prints its decision; this is that decision as the assistants document it. */
const APPROVAL =
  /\\?["']?\b(?:permission|permissionDecision|behavior)\\?["']?\s*[:=]\s*\\?["'](?:allow|approve)\\?["']/;
/** A hook that can also say no is a policy, not a rubber stamp. */
const REFUSAL =
  /\\?["']?\b(?:permission|permissionDecision|decision|behavior)\\?["']?\s*[:=]\s*\\?["'](?:deny|block|ask)\\?["']|\bexit\s*\(?\s*2\b/;

interface SettingsFile {
  path: string;
  assistant: string;
  content?: string;
  unreadable?: SnapshotFile['unreadable'];
  kind: 'settings' | 'hook' | 'front-matter' | 'tasks';
}

/** What these say of themselves at the top is settings, too. */
const WITH_FRONT_MATTER = new Set(['agent', 'command', 'skill', 'workflow']);

/** What editors with an assistant start by themselves; no sign of an assistant by itself. */
const EDITOR_TASKS = '.vscode/tasks.json';

/** The rights in front matter are judged with the instructions below it. */
const JUDGED_WITH_INSTRUCTIONS = new Set([
  'disabled-permissions',
  'wildcard-tool-grant',
]);

function collectSettings(snapshot: RepositorySnapshot): SettingsFile[] {
  const files = new Map<string, SettingsFile>();
  for (const { path, kind, assistant } of observeAssistants(snapshot)) {
    const isSettings =
      (kind === 'settings' ||
        kind === 'mcp' ||
        kind === 'agent' ||
        kind === 'hook') &&
      (SETTINGS_NAME.test(path) || kind === 'settings' || kind === 'mcp');
    const isHookScript = kind === 'hook' && SCRIPT_NAME.test(path);
    const real = realPathOf(snapshot, path);
    const file = snapshot.files.get(path)!;
    if (file.content === undefined && !file.unreadable) continue;
    if (
      WITH_FRONT_MATTER.has(kind) &&
      /\.md$/i.test(path) &&
      startsSomething(parseFrontMatter(file.content ?? '')?.value)
    ) {
      files.set(real, {
        path: real,
        assistant,
        content: file.content,
        kind: 'front-matter',
      });
      continue;
    }
    if (!isSettings && !isHookScript) continue;
    if (/\.(?:md|ts)$/.test(path) && !isHookScript) continue;
    // Workflows of GitHub Actions are pipelines, judged with the pipelines.
    if (path.startsWith('.github/workflows/')) continue;
    if (!files.has(real)) {
      files.set(real, {
        path: real,
        assistant,
        content: file.content,
        unreadable: file.unreadable,
        kind: isHookScript ? 'hook' : 'settings',
      });
    }
  }
  for (const base of new Set(['', snapshot.subpath])) {
    const path = joinPath(base, EDITOR_TASKS);
    const file = snapshot.files.get(path);
    if (file && (file.content !== undefined || file.unreadable)) {
      files.set(path, {
        path,
        assistant: '',
        content: file.content,
        unreadable: file.unreadable,
        kind: 'tasks',
      });
    }
  }
  return [...files.values()].sort((a, b) => compareCodePoints(a.path, b.path));
}

function scanFile(file: SettingsFile, policy: SettingsPolicy): RawFinding[] {
  const { path, content } = file;
  if (content === undefined) {
    return [
      {
        rule: 'settings-unreadable',
        severity: 'medium',
        message: `${whyUnread(
          path,
          file.unreadable,
        )}, so what it allows is not known`,
        path,
        about: String(file.unreadable),
      },
    ];
  }
  if (file.kind === 'hook') {
    const match = APPROVAL.exec(content);
    if (!match || REFUSAL.test(content)) return [];
    return [
      {
        rule: 'hook-approves',
        severity: 'critical',
        message:
          'a hook answers “allow” to permission requests, so nobody is asked',
        path,
        line: lineIndex(content)(match.index),
        about: match[0],
      },
    ];
  }
  if (file.kind === 'front-matter') {
    const top = parseFrontMatter(content);
    return top
      ? scanSettings(path, top, policy).filter(
          ({ rule }) => !JUDGED_WITH_INSTRUCTIONS.has(rule),
        )
      : [];
  }
  const document = parseByName(path, content);
  if (file.kind === 'tasks') return scanTasks(path, document);
  const findings = scanSettings(path, document, policy);
  if (document.problem) {
    findings.push({
      rule: 'settings-malformed',
      severity: 'medium',
      message: `${path} ${document.problem.message}; the assistant may read it differently or not at all`,
      path,
      line: document.problem.line,
      about: document.problem.message,
    });
  }
  return findings;
}

/** `repository.assistant-settings` @public */
export const assistantSettingsCheck = defineRepositoryCheck({
  definition,
  params: z.strictObject({
    failOn: z.enum(['low', 'medium', 'high', 'critical']).default('medium'),
    disabledRules: z.array(z.string().min(1)).default([]),
    /** Hosts that endpoints, proxies and MCP servers may point to; `*.example.com` covers sub-domains. */
    allowedHosts: z.array(z.string().min(1)).optional(),
    /** Names of MCP servers that may be configured. */
    allowedMcpServers: z.array(z.string().min(1)).optional(),
    /** Fail where a file leaves telemetry on that it could switch off. */
    requireTelemetryOff: z.boolean().default(false),
  }),
  wants: path =>
    isAssistantPath(path) ||
    path === EDITOR_TASKS ||
    path.endsWith(`/${EDITOR_TASKS}`),
  run(snapshot, { failOn, disabledRules, ...policy }) {
    if (observeAssistants(snapshot).length === 0) return undefined;
    const files = collectSettings(snapshot);
    const raw = files
      .flatMap(file => scanFile(file, policy))
      .filter(finding => !disabledRules.includes(finding.rule));
    const failing = raw.filter(finding =>
      severityAtLeast(finding.severity, failOn),
    );
    const findings = finish(raw);
    const first = findings.find(finding =>
      severityAtLeast(finding.severity, failOn),
    );
    const places = [...new Set(failing.map(finding => finding.path ?? ''))];
    const rules = [...new Set(failing.map(finding => finding.rule))];
    let summary = `Nothing unsafe in ${counted(files.length, 'settings file')}`;
    if (failing.length > 0) {
      summary = `${counted(failing.length, 'finding')} in ${listed(
        places,
        3,
      )} (${listed(rules)})`;
    } else if (files.length === 0) {
      summary =
        'No settings of an assistant in the repository, so nothing is loosened here';
    }
    return {
      outcome: failing.length > 0 ? 'fail' : 'pass',
      summary,
      findings,
      data: {
        files: files.map(file => file.path).slice(0, 200),
        findings: raw.length,
      },
      path: first?.path ?? files[0]?.path,
      line: first?.line,
    };
  },
});
