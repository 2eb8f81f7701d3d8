import { HANDLES_OBSERVATION } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Framework } from '@plumbline/backstage-plugin-ai-governance-common';
import type { RepositoryCheckRequest } from './collectRepositoryEvidence';

const ASSISTANTS = 'repository.assistants';

/**
 * What every repository is observed for beside the checks of a framework: the assistants it is set up for
 * and, where the framework gives signs of them and compares them, the subjects that its code handles.
 * @public
 */
export function repositoryObservations({
  handles,
  settings,
}: Framework): RepositoryCheckRequest[] {
  const isCompared = settings.compareWithSeen?.includes('handles');
  const subjects = (isCompared ? handles : []).flatMap(({ id, signs }) =>
    signs?.dependencies?.length || signs?.paths?.length
      ? [
          {
            id,
            dependencies: signs.dependencies ?? [],
            paths: signs.paths ?? [],
          },
        ]
      : [],
  );
  return [
    { id: ASSISTANTS, type: ASSISTANTS },
    ...(subjects.length > 0
      ? [
          {
            id: HANDLES_OBSERVATION,
            type: HANDLES_OBSERVATION,
            params: { subjects },
          },
        ]
      : []),
  ];
}
