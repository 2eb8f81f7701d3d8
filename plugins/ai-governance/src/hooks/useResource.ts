import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type DependencyList,
} from 'react';

/** Something loaded from the backend. @internal */
export interface Resource<T> {
  /** The last answer; kept while loading again, so that a page does not jump. */
  value?: T;
  /** Why the last attempt failed; cleared by a later success. */
  error?: Error;
  loading: boolean;
  /**
   * Loads again and resolves when the attempt has ended, either way; where a
   * newer question took its place, when that one has.
   */
  reload: () => Promise<void>;
}

/**
 * Loads on mount and whenever `deps` change, ignoring answers that arrive
 * after a newer question: its signal tells `load` that nobody waits any more.
 * With changed `deps` the old value is dropped, unless `keep` asks to show it
 * until the new one is there. With `steady`, an answer that says what is shown
 * already leaves the very object in place: whatever hangs on it stays.
 * @internal
 */
export function useResource<T>(
  load: (signal: AbortSignal) => Promise<T>,
  deps: DependencyList,
  options: { keep?: boolean; steady?: boolean } = {},
): Resource<T> {
  const [state, setState] = useState<Omit<Resource<T>, 'reload'>>({
    loading: true,
  });
  const latest = useRef<AbortController>();
  const answering = useRef<Promise<void>>();
  // The loader is new on every render; `deps` say when it means something new.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const stable = useCallback(load, deps);
  const { keep, steady } = options;

  const ask = useCallback(
    async (keepValue: boolean) => {
      latest.current?.abort();
      const mine = new AbortController();
      latest.current = mine;
      setState(before => ({
        loading: true,
        value: keepValue ? before.value : undefined,
        error: keepValue ? before.error : undefined,
      }));
      try {
        const value = await stable(mine.signal);
        if (mine === latest.current) {
          setState(before => ({
            loading: false,
            value:
              steady && JSON.stringify(before.value) === JSON.stringify(value)
                ? before.value
                : value,
          }));
        }
      } catch (error) {
        if (mine === latest.current) {
          setState(before => ({
            loading: false,
            value: before.value,
            error: error instanceof Error ? error : new Error(String(error)),
          }));
        }
      }
    },
    [stable, steady],
  );

  const run = useCallback(
    async (keepValue: boolean) => {
      let awaited = ask(keepValue);
      answering.current = awaited;
      await awaited;
      while (answering.current && answering.current !== awaited) {
        awaited = answering.current;
        await awaited;
      }
    },
    [ask],
  );

  useEffect(() => {
    run(keep ?? false);
    return () => {
      latest.current?.abort();
      latest.current = undefined;
      answering.current = undefined;
    };
  }, [run, keep]);

  const reload = useCallback(() => run(true), [run]);
  return { ...state, reload };
}
