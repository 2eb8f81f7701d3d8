import { useLayoutEffect, useRef, type RefObject } from 'react';

/** How long, in ms, an answer takes that somebody notices they wait for. */
const NOTICED = 250;

const DIMMED = '0.55';

/**
 * Dims what is shown while its successor is on the way, once that takes long
 * enough to notice. Quick answers neither flash nor cost a frame: a transition
 * that only waits for its delay has the browser paint all along, beside the
 * server that the answer comes from.
 *
 * @param given - of the element, where there is a ref already
 * @returns the ref of the element
 * @internal
 */
export function useDimming<T extends HTMLElement>(
  stale: boolean,
  given?: RefObject<T>,
): RefObject<T> {
  const own = useRef<T>(null);
  const shown = given ?? own;
  useLayoutEffect(() => {
    if (!stale) {
      return undefined;
    }
    let dimmed: HTMLElement | null = null;
    const timer = setTimeout(() => {
      dimmed = shown.current;
      dimmed?.style.setProperty('opacity', DIMMED);
    }, NOTICED);
    return () => {
      clearTimeout(timer);
      dimmed?.style.removeProperty('opacity');
    };
  }, [shown, stale]);
  return shown;
}
