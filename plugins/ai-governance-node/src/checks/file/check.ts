import {
  compilePattern,
  fileCheckParams,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { lineIndex } from '../../parsing/lines';
import type { RepositorySnapshot, SnapshotFile } from '../../repository/types';
import { whyUnread } from '../../repository/unread';
import { defineRepositoryCheck } from '../defineCheck';
import {
  counted,
  finish,
  listed,
  MAX_FINDINGS,
  type RawFinding,
} from '../findings';
import { filesNamed, globsShown, mayBeNamed } from '../paths';
import type { CheckObservation } from '../types';
import { definition } from './definition';

/** `repository.file` @public */
export const fileCheck = defineRepositoryCheck({
  definition,
  params: fileCheckParams,
  wants: (path, params) =>
    params?.pattern !== undefined && mayBeNamed(params.path, path),
  run(snapshot, params) {
    const named = filesNamed(snapshot, params.path);
    const where = globsShown(params.path);
    const observation = decide(snapshot, named, where, params);
    const restsOnAbsence =
      named.length === 0 ||
      (params.mode !== 'present' && observation.outcome === 'pass');
    return snapshot.truncated && restsOnAbsence
      ? {
          outcome: 'error',
          summary: `Whether there is more than what was read of ${where} is not known`,
        }
      : observation;
  },
});

function decide(
  snapshot: RepositorySnapshot,
  named: readonly string[],
  where: string,
  { mode, pattern }: { mode: string; pattern?: string },
): CheckObservation {
  switch (mode) {
    case 'present':
      return presence(named, where, { wanted: true });
    case 'absent':
      return presence(named, where, { wanted: false });
    case 'matches':
      return named.length === 0
        ? presence(named, where, { wanted: true })
        : matching(snapshot, named, pattern!);
    default:
      return notMatching(snapshot, named, pattern!, where);
  }
}

function presence(
  named: readonly string[],
  where: string,
  { wanted }: { wanted: boolean },
): CheckObservation {
  const data = { files: named.slice(0, 100) };
  if (named.length === 0) {
    return wanted
      ? {
          outcome: 'fail',
          summary: `There is no file ${where}`,
          findings: finish([
            {
              rule: 'file-missing',
              severity: 'medium',
              message: `There is no file ${where}`,
              about: where,
            },
          ]),
          data,
        }
      : { outcome: 'pass', summary: `There is no file ${where}`, data };
  }
  const found = `There is ${listed(named)}`;
  return wanted
    ? { outcome: 'pass', summary: found, path: named[0], data }
    : {
        outcome: 'fail',
        summary: found,
        findings: finish(
          named.map(path => ({
            rule: 'file-unwanted',
            severity: 'medium' as const,
            message: `${path} should not be there`,
            path,
            about: path,
          })),
        ),
        path: named[0],
        data,
      };
}

function matching(
  snapshot: RepositorySnapshot,
  named: readonly string[],
  pattern: string,
): CheckObservation {
  const expression = compilePattern(pattern);
  const raw: RawFinding[] = [];
  let first: { path: string; line?: number } | undefined;
  for (const path of named) {
    const { content, unreadable } = snapshot.files.get(path)!;
    if (content === undefined) {
      raw.push(unreadableFinding(path, unreadable));
      continue;
    }
    const [match] = expression.find(content, 1);
    if (match) {
      first ??= { path, line: lineIndex(content)(match.start) };
    } else {
      raw.push({
        rule: 'pattern-missing',
        severity: 'medium',
        message: `${path} holds nothing that matches ${pattern}`,
        path,
        about: pattern,
      });
    }
  }
  const findings = finish(raw);
  return findings.length > 0
    ? {
        outcome: 'fail',
        summary: `${listed(
          raw.map(({ path }) => path!),
        )} should match ${pattern}`,
        findings,
        path: findings[0].path,
      }
    : {
        outcome: 'pass',
        summary: `${listed(named)} ${
          named.length === 1 ? 'matches' : 'match'
        } ${pattern}`,
        ...first,
      };
}

function notMatching(
  snapshot: RepositorySnapshot,
  named: readonly string[],
  pattern: string,
  where: string,
): CheckObservation {
  const expression = compilePattern(pattern);
  const raw: RawFinding[] = [];
  // One file reached over several links is one finding.
  const seen = new Set<string>();
  for (const path of named) {
    const { content, unreadable, realPath } = snapshot.files.get(path)!;
    if (seen.has(realPath ?? path)) continue;
    seen.add(realPath ?? path);
    if (content === undefined) {
      raw.push(unreadableFinding(path, unreadable));
      continue;
    }
    const lineAt = lineIndex(content);
    for (const { start, end } of expression.find(content, MAX_FINDINGS)) {
      raw.push({
        rule: 'pattern-unwanted',
        severity: 'medium',
        message: `${path} holds what matches ${pattern}`,
        path,
        line: lineAt(start),
        about: content.slice(start, Math.min(end, start + 200)),
      });
    }
    if (raw.length > 10 * MAX_FINDINGS) break;
  }
  const findings = finish(raw);
  return findings.length > 0
    ? {
        outcome: 'fail',
        summary: `${counted(raw.length, 'place')} should not be there: ${listed(
          [...new Set(raw.map(({ path }) => path!))],
        )} (${pattern})`,
        findings,
        path: findings[0].path,
        line: findings[0].line,
      }
    : {
        outcome: 'pass',
        summary:
          named.length > 0
            ? `Nothing in ${listed(named)} matches ${pattern}`
            : `There is no file ${where}, so nothing in it matches ${pattern}`,
      };
}

/** What cannot be read is not known to be fine. */
export function unreadableFinding(
  path: string,
  reason: SnapshotFile['unreadable'],
): RawFinding {
  return {
    rule: 'file-unreadable',
    severity: 'medium',
    message: whyUnread(path, reason),
    path,
    about: path,
  };
}
