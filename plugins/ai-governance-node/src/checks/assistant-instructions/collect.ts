import { observeAssistants, type AssistantFileKind } from '../../assistants';
import { compareCodePoints } from '../../repository/paths';
import { realPathOf } from '../../repository/realPaths';
import type { RepositorySnapshot, SnapshotFile } from '../../repository/types';

/** An assistant file with the text to look at. */
export interface InstructionFile {
  /** Where the content really lies. */
  path: string;
  kind: AssistantFileKind;
  content: string;
}

export interface InstructionFacts {
  files: InstructionFile[];
  /** Files that could not be read, with why. */
  unreadable: {
    path: string;
    reason: NonNullable<SnapshotFile['unreadable']>;
  }[];
}

/** Characters that are looked at in one repository; what people write by hand is far less. */
const MAX_TEXT = 4 * 1024 * 1024;

/** Each assistant file once, whatever the number of assistants and links that lead to it. */
export function collectInstructions(
  snapshot: RepositorySnapshot,
): InstructionFacts {
  const files = new Map<string, InstructionFile>();
  let budget = MAX_TEXT;
  const unreadable = new Map<string, InstructionFacts['unreadable'][number]>();
  for (const { path, kind } of observeAssistants(snapshot)) {
    const real = realPathOf(snapshot, path);
    const file = snapshot.files.get(path)!;
    if (file.content !== undefined) {
      if (files.has(real)) continue;
      budget -= file.content.length;
      if (budget >= 0) {
        files.set(real, { path: real, kind, content: file.content });
      } else {
        unreadable.set(real, { path: real, reason: 'too-large' });
      }
    } else if (file.unreadable) {
      unreadable.set(real, { path: real, reason: file.unreadable });
    }
  }
  const byPath = (a: { path: string }, b: { path: string }) =>
    compareCodePoints(a.path, b.path);
  return {
    files: [...files.values()].sort(byPath),
    unreadable: [...unreadable.values()].sort(byPath),
  };
}
