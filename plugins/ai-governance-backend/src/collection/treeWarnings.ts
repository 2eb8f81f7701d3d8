import { withSubpath } from '@plumbline/backstage-plugin-ai-governance-node';
import type { RepositorySnapshot } from '@plumbline/backstage-plugin-ai-governance-node';

/** What was noticed of a tree: of all of it, and of the folder of each entity. */
export function treeWarnings(
  snapshot: RepositorySnapshot,
  entities: readonly { subpath: string }[],
): string[] {
  return [
    ...new Set([
      ...snapshot.warnings,
      ...entities.flatMap(
        ({ subpath }) => withSubpath(snapshot, subpath).warnings,
      ),
    ]),
  ];
}
