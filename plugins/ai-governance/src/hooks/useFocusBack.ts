import { useEffect, useState } from 'react';

/**
 * Remembers where the reader is before something is done that may take away
 * what has the focus, as deciding takes away a row. What it returns gives the
 * focus to the region around, where nothing else has it by then. @internal
 */
export function rememberPlace(): () => void {
  const main = document.querySelector('main');
  const region =
    document.activeElement?.closest<HTMLElement>('section') ?? main;
  return () => {
    setTimeout(() => {
      const target = region?.isConnected ? region : main;
      const page = target?.ownerDocument;
      if (target && page?.activeElement === page?.body) {
        target.tabIndex = -1;
        target.focus({ preventScroll: true });
      }
    });
  };
}

/**
 * Properties of a dialog's paper that give it the focus as it opens: its name
 * is read out, and the first field is one step away. @internal
 */
export const FOCUSED_PAPER = {
  tabIndex: -1,
  style: { outline: 'none' },
  ref: (paper: unknown) =>
    (paper as HTMLElement | null)?.focus({ preventScroll: true }),
};

/**
 * Keeps the reader's place when a dialog closes and what opened it is gone. A
 * dialog gives the focus back by itself to what is still there. @internal
 */
export function useFocusBack(): void {
  const [back] = useState(rememberPlace);
  useEffect(() => back, [back]);
}
