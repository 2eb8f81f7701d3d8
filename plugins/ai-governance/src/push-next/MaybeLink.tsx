import type { ReactNode } from 'react';
import { Link } from '@backstage/core-components';

/** A link where there is something to lead to, and the words alone otherwise. @internal */
export function MaybeLink(props: { to?: string; children: ReactNode }) {
  return props.to === undefined ? (
    <>{props.children}</>
  ) : (
    <Link to={props.to}>{props.children}</Link>
  );
}
