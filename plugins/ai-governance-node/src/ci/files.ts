import type { RepositorySnapshot } from '../repository/types';
import { whyUnread } from '../repository/unread';
import type { RawFinding } from '../checks/findings';
import type { Budget } from './budget';
import { asRecord, parseYaml, type ParsedDocument } from '../parsing/document';

/** A pipeline file that was read as YAML. */
export interface CiFile {
  path: string;
  root: Record<string, unknown>;
  document: ParsedDocument;
}

/**
 * Reads a pipeline file. What cannot be read or understood becomes a finding that names the file, and
 * whatever could be understood of it is still used.
 */
export function readCiFile(
  snapshot: RepositorySnapshot,
  path: string,
  problems: RawFinding[],
  budget: Budget,
): CiFile | undefined {
  const file = snapshot.files.get(path);
  if (!file) return undefined;
  const noted = (sentence: string, about: string, line?: number) =>
    problems.push({
      rule: 'pipeline-unreadable',
      severity: 'medium',
      message: `${sentence}, so what it runs is not known`,
      path,
      line,
      about,
    });
  const problem = (message: string, line?: number) =>
    noted(`${path} ${message}`, message, line);
  if (file.content === undefined) {
    noted(whyUnread(path, file.unreadable), file.unreadable ?? 'error');
    return undefined;
  }
  if (!budget.spendText(file.content.length)) {
    problem('was not parsed, because the files before it are long already');
    return undefined;
  }
  const document = parseYaml(file.content);
  if (document.problem) {
    problem(document.problem.message, document.problem.line);
    return undefined;
  }
  const root = asRecord(document.value);
  return root && { path, root, document };
}
