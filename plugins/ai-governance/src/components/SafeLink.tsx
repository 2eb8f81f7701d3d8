import type { ReactNode } from 'react';
import { Link } from '@backstage/core-components';

/** Whether an address that came with evidence may be followed. @internal */
export function isSafeAddress(address: string): boolean {
  if (/^\/(?![/\\])/.test(address)) {
    return true;
  }
  try {
    return ['https:', 'http:'].includes(new URL(address).protocol);
  } catch {
    return false;
  }
}

/**
 * A link to an address that came from outside (CI, a person, a repository).
 * Anything but http, https and paths of this portal is shown as text. @internal
 */
export function SafeLink(props: { to: string; children: ReactNode }) {
  if (!isSafeAddress(props.to)) {
    return <span>{props.children}</span>;
  }
  return (
    <Link to={props.to} underline="always">
      {props.children}
    </Link>
  );
}
