import type { Entity } from '@backstage/catalog-model';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';

/**
 * Says which kinds the framework in force assesses, where it does not assess
 * the entity's: it is in no inventory and never will be. @internal
 */
export function useOtherKind(entity: Pick<Entity, 'kind'>): string | undefined {
  const t = useText();
  const kinds = useFrameworkIndex()?.framework.settings.assessable.kinds;
  const lower = (kind: string) => kind.toLocaleLowerCase('en-US');
  return !kinds || kinds.map(lower).includes(lower(entity.kind))
    ? undefined
    : t('scorecard.otherKind', { kinds: kinds.join(', ') });
}
