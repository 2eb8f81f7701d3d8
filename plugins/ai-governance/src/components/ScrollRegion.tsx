import type { ReactNode } from 'react';

/** A region that scrolls sideways: named, and reachable with the keyboard. */
export function ScrollRegion(props: {
  label: string;
  className: string;
  children: ReactNode;
}) {
  return (
    <div
      className={props.className}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="group"
      aria-label={props.label}
    >
      {props.children}
    </div>
  );
}
