import type { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import { useText } from '../hooks/useText';
import { useGovernancePath } from '../pages/useGovernancePath';

/** Where the page of versions is, below the governance page. @internal */
export const VERSIONS_PATH = 'framework-versions';

/** Says which version judged, or what it is given, with the way to it. @internal */
export function FrameworkVersionLink(props: {
  version: string;
  children?: ReactNode;
}) {
  const { version } = props;
  const t = useText();
  const root = useGovernancePath();
  const text = props.children ?? t('controls.judgedUnder', { version });
  return root === undefined ? (
    <>{text}</>
  ) : (
    <Link to={`${root}/${VERSIONS_PATH}`} underline="always">
      {text}
    </Link>
  );
}
