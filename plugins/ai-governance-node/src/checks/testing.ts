import type { JsonValue } from '@plumbline/backstage-plugin-ai-governance-common';
import { snapshotOf, withSubpath } from '../repository';
import type { CheckObservation, RepositoryCheckType } from './types';

/** Runs a check over contents in memory, the way the collector does. */
export function runCheck(
  check: RepositoryCheckType,
  files: Record<string, string | { symlink: string }>,
  params?: { [key: string]: JsonValue },
  subpath = '',
): CheckObservation | undefined {
  const answer = run(check, files, params, subpath);
  if (answer instanceof Promise) {
    throw new Error('The check takes its time: use runCheckAsync');
  }
  return answer;
}

/** The same for checks that answer later. */
export async function runCheckAsync(
  check: RepositoryCheckType,
  files: Record<string, string | { symlink: string }>,
  params?: { [key: string]: JsonValue },
  subpath = '',
): Promise<CheckObservation | undefined> {
  return run(check, files, params, subpath);
}

function run(
  check: RepositoryCheckType,
  files: Record<string, string | { symlink: string }>,
  params: { [key: string]: JsonValue } | undefined,
  subpath: string,
) {
  const snapshot = snapshotOf(files);
  const parsed = check.parseParams(params);
  // A check sees contents only of what it asked for.
  const asked = new Map(
    [...snapshot.files].map(([path, { content, ...file }]) => [
      path,
      check.wants(path, parsed) && content !== undefined
        ? { ...file, content }
        : file,
    ]),
  );
  return check.run(withSubpath({ ...snapshot, files: asked }, subpath), parsed);
}

/** Rule and place of each finding, for comparison. */
export function places(observation: CheckObservation | undefined): string[] {
  return (observation?.findings ?? []).map(
    ({ rule, path, line }) =>
      `${rule} ${path ?? '-'}${line === undefined ? '' : `:${line}`}`,
  );
}
