import { asRecord } from '../../parsing/document';
import type { RawFinding } from '../findings';

/** A setting that loosens what an assistant may do unasked. */
export interface Switch {
  on: (value: unknown) => boolean;
  /** What it does, after its name and value. */
  why: string;
  /** Critical unless something is still asked for. */
  severity?: RawFinding['severity'];
  /** Where it is documented. */
  source?: string;
}

const VSCODE = 'https://code.visualstudio.com/docs/agents/run/approvals';
const AMP = 'https://ampcode.com/manual';
const ZED = 'https://zed.dev/docs/ai/tool-permissions';
const FACTORY = 'https://docs.factory.ai/droid-cli/settings';

/** Switches that make an assistant act unasked, by their name in the file. */
export const SWITCHES: Record<string, Switch> = {
  defaultMode: {
    on: value => /^(bypassPermissions|dontAsk)$/.test(String(value)),
    why: 'starts every session without permission checks',
  },
  skipDangerousModePermissionPrompt: {
    on: isTrue,
    why: 'removes the warning before permission checks are switched off',
  },
  enableAllProjectMcpServers: {
    on: isTrue,
    why: 'starts every MCP server of the repository without asking',
  },
  approval_policy: {
    on: value => value === 'never',
    why: 'never asks before a command runs',
  },
  sandbox_mode: {
    on: value => value === 'danger-full-access',
    why: 'gives commands the whole machine',
  },
  dangerouslyAllowAllUntrustedTools: { on: isTrue, why: 'trusts every tool' },
  approvalMode: {
    on: value => /^(yolo|auto_?edit|full-auto|never)$/i.test(String(value)),
    why: 'approves by itself',
  },
  defaultApprovalMode: {
    on: value => /^yolo$/i.test(String(value)),
    why: 'approves by itself',
  },
  autoAccept: { on: isTrue, why: 'accepts tool calls by itself' },
  yolo: { on: isTrue, why: 'approves everything' },
  yoloMode: { on: isTrue, why: 'approves everything' },
  'yes-always': { on: isTrue, why: 'answers every question with yes' },
  yes_always: { on: isTrue, why: 'answers every question with yes' },
  'git-commit-verify': {
    on: value => value === false,
    why: 'commits past the hooks',
  },
  'chat.tools.autoApprove': { on: isTrue, why: 'approves every tool call' },
  'chat.tools.global.autoApprove': {
    on: isTrue,
    why: 'approves every tool call',
    source: VSCODE,
  },
  'chat.tools.terminal.autoApprove': {
    on: value =>
      isTrue(value) ||
      Object.entries(asRecord(value) ?? {}).some(
        ([pattern, allowed]) =>
          isTrue(allowed) && /^\/?(\^?\.\*\$?|\*)\/?$/.test(pattern),
      ),
    why: 'runs terminal commands unasked',
  },
  'github.copilot.chat.agent.autoApprove': {
    on: isTrue,
    why: 'approves every tool call',
  },
  always_allow_tool_actions: {
    on: isTrue,
    why: 'approves every tool call',
    source: ZED,
  },
  tool_permissions: {
    on: value => asRecord(value)?.default === 'allow',
    why: 'approves every tool call that no rule of its own covers',
    source: ZED,
  },
  'dangerously-skip-permissions': {
    on: isTrue,
    why: 'skips every permission check',
  },
  dangerouslySkipPermissions: {
    on: isTrue,
    why: 'skips every permission check',
  },
  trustAllTools: { on: isTrue, why: 'trusts every tool' },
  'trust-all-tools': { on: isTrue, why: 'trusts every tool' },
  bypassPermissions: { on: isTrue, why: 'skips every permission check' },
  'amp.dangerouslyAllowAll': {
    on: isTrue,
    why: 'approves every tool call',
    source: AMP,
  },
  'chat.tools.edits.autoApprove': {
    on: value =>
      isTrue(value) ||
      Object.entries(asRecord(value) ?? {}).some(
        ([glob, allowed]) =>
          isTrue(allowed) && /^(?:\*\*\/)?\*{1,2}$/.test(glob),
      ),
    why: 'accepts edits of files unasked, those that configure the editor included',
    severity: 'high',
    source: VSCODE,
  },
  'chat.tools.urls.autoApprove': {
    on: value =>
      Object.entries(asRecord(value) ?? {}).some(
        ([url, allowed]) =>
          /^(?:https?:\/\/)?\*{1,2}(?:\/\*{0,2})?$/.test(url) &&
          (isTrue(allowed) ||
            Object.values(asRecord(allowed) ?? {}).some(isTrue)),
      ),
    why: 'reads any address unasked',
    severity: 'high',
    source: VSCODE,
  },
  'chat.permissions.default': {
    on: value => /^(?:auto|bypass)/i.test(String(value)),
    why: 'starts every session without asking before tools run',
    source: VSCODE,
  },
  'task.allowAutomaticTasks': {
    on: value => value === 'on',
    why: 'starts tasks as soon as the folder is opened, also those an assistant has written',
    severity: 'high',
    source: 'https://code.visualstudio.com/docs/debugtest/tasks',
  },
  autonomyLevel: {
    on: value => /^(?:auto-)?high$/.test(String(value)),
    why: 'runs commands of every risk unasked',
    source: FACTORY,
  },
  autonomyMode: {
    on: value => /^(?:auto-)?high$/.test(String(value)),
    why: 'runs commands of every risk unasked',
    source: FACTORY,
  },
  enableDroidShield: {
    on: value => value === false,
    why: 'switches off the search for secrets before commits',
    severity: 'high',
    source: FACTORY,
  },
  GOOSE_MODE: {
    on: value => value === 'auto',
    why: 'approves every tool call',
  },
};

export function isTrue(value: unknown): boolean {
  return value === true || value === 'true' || value === 1;
}
