import type { Translate } from '../hooks/useText';

/**
 * Why something is not assessed, as the backend says it, in the reader's
 * language. The backend's words are one key of the figures, so they stay as
 * they are there; what is not among these is shown as it comes.
 * @internal
 */
export function exclusionText(reason: string, t: Translate): string {
  const kinds = /^The framework assesses (.+), not (.+)$/.exec(reason);
  if (kinds) {
    return t('exclusion.kind', { kinds: kinds[1], kind: kinds[2] });
  }
  const type = /^The framework leaves out entities of type (.+)$/.exec(reason);
  if (type) {
    return t('exclusion.type', { type: type[1] });
  }
  const lifecycle =
    /^The framework leaves out entities whose lifecycle is (.+)$/.exec(reason);
  if (lifecycle) {
    return t('exclusion.lifecycle', { lifecycle: lifecycle[1] });
  }
  switch (reason) {
    case 'The repository is archived':
      return t('exclusion.archived');
    case 'All its repositories are archived':
      return t('exclusion.allArchived');
    default:
      return reason;
  }
}
