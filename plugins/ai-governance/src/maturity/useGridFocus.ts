import {
  useEffect,
  useRef,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react';

/** Rows that a page of the keyboard goes. */
const PAGE = 10;

/** Frames to wait for a row that has to be drawn first. */
const FRAMES = 20;

/**
 * One tab stop for a whole grid; arrows, Home, End and Page keys go on from
 * there. Whatever may have the focus carries `data-column` and `tabIndex={-1}`,
 * its row `data-row`. The tab stop is kept in the document and not in React, so
 * that a step costs nothing however large the grid is. @internal
 */
export function useGridFocus<T extends HTMLElement>(
  /** Brings a row into the document that is not drawn while out of sight. */
  reveal: RefObject<(row: number) => void>,
) {
  const ref = useRef<T>(null);
  const stop = useRef<HTMLElement | null>(null);

  const moveStop = (to: HTMLElement) => {
    if (stop.current && stop.current !== to) {
      stop.current.tabIndex = -1;
    }
    to.tabIndex = 0;
    stop.current = to;
  };

  // Rows come and go: there is always one way in.
  useEffect(() => {
    const grid = ref.current;
    if (grid && !(stop.current && grid.contains(stop.current))) {
      const first = grid.querySelector<HTMLElement>('[data-column]');
      if (first) {
        moveStop(first);
      }
    }
  });

  const onFocus = (event: FocusEvent) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>(
      '[data-column]',
    );
    if (cell) {
      moveStop(cell);
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>(
      '[data-column]',
    );
    const grid = ref.current;
    if (!cell || !grid || event.altKey) {
      return;
    }
    const row = Number(cell.closest<HTMLElement>('[data-row]')!.dataset.row);
    const column = Number(cell.dataset.column);
    const rows = Number(grid.dataset.rows);
    const columns = Number(grid.dataset.columns);
    const whole = event.ctrlKey || event.metaKey;
    const next = (
      {
        ArrowUp: [row - 1, column],
        ArrowDown: [row + 1, column],
        ArrowLeft: [row, column - 1],
        ArrowRight: [row, column + 1],
        Home: [whole ? 0 : row, 0],
        End: [whole ? rows - 1 : row, columns - 1],
        PageUp: [row - PAGE, column],
        PageDown: [row + PAGE, column],
      } as { [key: string]: [number, number] | undefined }
    )[event.key];
    if (!next) {
      return;
    }
    event.preventDefault();
    const within = (value: number, end: number) =>
      Math.max(0, Math.min(end - 1, value));
    const to = within(next[0], rows);
    const find = () =>
      grid.querySelector<HTMLElement>(
        `[data-row="${to}"] [data-column="${within(next[1], columns)}"]`,
      );
    const found = find();
    if (found) {
      found.focus();
      return;
    }
    reveal.current?.(to);
    let frames = FRAMES;
    const later = () => {
      const revealed = find();
      frames -= 1;
      if (revealed) {
        revealed.focus();
      } else if (frames > 0) {
        requestAnimationFrame(later);
      }
    };
    requestAnimationFrame(later);
  };

  return { ref, stop, onFocus, onKeyDown };
}
