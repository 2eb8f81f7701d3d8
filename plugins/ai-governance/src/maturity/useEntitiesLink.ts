import {
  writeListState,
  type FilterState,
  type ListState,
} from '../overview/listState';
import { useGovernancePath } from '../pages/useGovernancePath';

/** The order of the list where nobody asks for another. */
const LOWEST_FIRST = { sort: 'level', direction: 'asc' } as const;

/**
 * Address of the list of exactly those entities that a number counts: the
 * filter of the picture and what the number is of. @internal
 */
export function useEntitiesLink(
  filter: FilterState,
): (
  part: Partial<FilterState>,
  order?: Pick<ListState, 'sort' | 'direction'>,
) => string {
  const root = useGovernancePath() ?? '';
  return (part, order = LOWEST_FIRST) =>
    `${root}/entities?${writeListState({
      ...filter,
      assessable: true,
      ...part,
      ...order,
    })}`;
}
