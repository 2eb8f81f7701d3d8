import { useCallback, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import { readListState, writeListState, type ListState } from './listState';

/** @internal */
export interface ListNavigation {
  state: ListState;
  /** Changes filters or order and goes back to the first page. */
  change: (part: Partial<ListState>) => void;
  next: (cursor: string) => void;
  previous: () => void;
  /** 1-based; undefined when the address was opened in the middle. */
  page?: number;
}

/**
 * The list's state, kept in the address so that it survives a reload and can
 * be sent to somebody. Cursors only lead forward: the ones passed on the way
 * are remembered for "previous", from elsewhere it leads to the first page.
 * @internal
 */
export function useListState(): ListNavigation {
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => readListState(params), [params]);
  const passed = useRef<(string | undefined)[]>([]);

  const go = useCallback(
    (next: ListState, replace = false) =>
      setParams(writeListState(next), { replace }),
    [setParams],
  );
  const change = useCallback(
    (part: Partial<ListState>) => {
      passed.current = [];
      // Typing a name does not leave an entry in the history per letter.
      go({ ...state, ...part, cursor: undefined }, 'name' in part);
    },
    [go, state],
  );
  const next = useCallback(
    (cursor: string) => {
      passed.current = [...passed.current, state.cursor];
      go({ ...state, cursor });
    },
    [go, state],
  );
  const previous = useCallback(() => {
    const cursor = passed.current[passed.current.length - 1];
    passed.current = passed.current.slice(0, -1);
    go({ ...state, cursor });
  }, [go, state]);

  let page: number | undefined = passed.current.length + 1;
  if (state.cursor && passed.current.length === 0) {
    page = undefined;
  } else if (!state.cursor) {
    page = 1;
  }
  return { state, change, next, previous, page };
}
