import { Link } from '@backstage/core-components';
import { useText } from '../hooks/useText';
import { useGovernancePath } from '../pages/useGovernancePath';

/** Where the page of versions is, below the governance page. @internal */
export const VERSIONS_PATH = 'framework-versions';

/** Says which version judged, with the way to it. @internal */
export function FrameworkVersionLink(props: { version: string }) {
  const t = useText();
  const root = useGovernancePath();
  return root === undefined ? (
    <>{t('controls.judgedUnder', props)}</>
  ) : (
    <Link to={`${root}/${VERSIONS_PATH}`} underline="always">
      {t('controls.judgedUnder', props)}
    </Link>
  );
}
