import { writeFilterState, type FilterState } from '../overview/listState';
import { useGovernancePath } from '../pages/useGovernancePath';

/**
 * Address of the list of exactly those entities that a number counts: the
 * filter of the picture and what the number is of. @internal
 */
export function useEntitiesLink(
  filter: FilterState,
): (part: Partial<FilterState>) => string {
  const root = useGovernancePath() ?? '';
  return part =>
    `${root}/entities?${writeFilterState({
      ...filter,
      assessable: true,
      ...part,
    })}`;
}
