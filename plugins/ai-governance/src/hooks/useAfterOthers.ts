import { startTransition, useEffect, useState } from 'react';

/** Longest time, in ms, that what is there waits for what is not. */
const LONGEST = 250;

/**
 * A value that is shown once what matters more stands on the screen: others
 * that are still on their way go first for a moment, and get a frame of their
 * own. The very first value is shown at once. @internal
 */
export function useAfterOthers<T>(value: T, othersPending: boolean): T {
  const [shown, setShown] = useState(value);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const showAfter = (ms: number) => {
      timer = setTimeout(() => startTransition(() => setShown(value)), ms);
    };
    let frame: number | undefined;
    if (othersPending) {
      showAfter(LONGEST);
    } else {
      frame = requestAnimationFrame(() => showAfter(0));
    }
    return () => {
      clearTimeout(timer);
      if (frame !== undefined) {
        cancelAnimationFrame(frame);
      }
    };
  }, [value, othersPending]);
  return shown;
}
