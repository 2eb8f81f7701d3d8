import { useEffect, useState } from 'react';

/**
 * Keeps the reader's place when a dialog closes and what opened it is gone, as
 * a row is that was decided: the region around it gets the focus then. A
 * dialog gives it back by itself to what is still there. @internal
 */
export function useFocusBack(): void {
  const [place] = useState(() => {
    const main = document.querySelector('main');
    return {
      main,
      region: document.activeElement?.closest<HTMLElement>('section') ?? main,
    };
  });
  useEffect(
    () => () => {
      setTimeout(() => {
        const target = place.region?.isConnected ? place.region : place.main;
        const page = target?.ownerDocument;
        if (target && page?.activeElement === page?.body) {
          target.tabIndex = -1;
          target.focus({ preventScroll: true });
        }
      });
    },
    [place],
  );
}
