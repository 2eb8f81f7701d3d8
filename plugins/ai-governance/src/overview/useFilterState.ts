import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  FILTER_KEYS,
  readFilterState,
  writeFilterState,
  type FilterState,
} from './listState';

/** @internal */
export interface FilterNavigation {
  filter: FilterState;
  changeFilter: (part: Partial<FilterState>) => void;
  /** What else the address says: how the page shows what the filter finds. */
  view: URLSearchParams;
  changeView: (part: { [key: string]: string | undefined }) => void;
}

/**
 * The filter that the pictures of every page share, kept in the address beside
 * what each page says of itself there. @internal
 */
export function useFilterState(): FilterNavigation {
  const [view, setParams] = useSearchParams();
  const filter = useMemo(() => readFilterState(view), [view]);
  const changeFilter = useCallback(
    (part: Partial<FilterState>) =>
      setParams(
        before => {
          const after = writeFilterState({
            ...readFilterState(before),
            ...part,
          });
          before.forEach((value, key) => {
            if (!FILTER_KEYS.includes(key as never)) {
              after.append(key, value);
            }
          });
          return after;
        },
        // Typing a name does not leave an entry in the history per letter.
        { replace: 'name' in part },
      ),
    [setParams],
  );
  const changeView = useCallback(
    (part: { [key: string]: string | undefined }) =>
      setParams(before => {
        const after = new URLSearchParams(before);
        for (const [key, value] of Object.entries(part)) {
          if (value === undefined) {
            after.delete(key);
          } else {
            after.set(key, value);
          }
        }
        return after;
      }),
    [setParams],
  );
  return { filter, changeFilter, view, changeView };
}
