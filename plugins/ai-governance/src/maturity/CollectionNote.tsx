import { Link } from '@backstage/core-components';
import type { CollectionHealth } from '@plumbline/backstage-plugin-ai-governance-common';
import { RelativeTime } from '../components';
import { useText } from '../hooks/useText';
import { useGovernancePath } from '../pages/useGovernancePath';

/**
 * That figures rest on what was seen before, or are about to change: said only
 * while it is so, and leading to which sources fail. @internal
 */
export function CollectionNote(props: { collection?: CollectionHealth }) {
  const { collection } = props;
  const t = useText();
  const root = useGovernancePath() ?? '';
  if (!collection) {
    return null;
  }
  const { failing, failingSince, failingRepositories, waiting } = collection;
  // Where only repositories fail, they are what people know by name.
  const ofRepositories = failing === failingRepositories;
  return (
    <>
      {failing > 0 && (
        <span>
          <Link to={`${root}/data`}>
            {ofRepositories
              ? t('maturity.collection.repositories', {
                  number: String(failing),
                  of: String(collection.repositories),
                })
              : t('maturity.collection.sources', {
                  number: String(failing),
                  of: String(collection.sources),
                })}
          </Link>
          {failingSince && (
            <>
              {' '}
              ({t('maturity.collection.lastSeen')}{' '}
              <RelativeTime instant={failingSince} />)
            </>
          )}
        </span>
      )}
      {waiting > 0 && (
        <span>{t('maturity.collection.waiting', { count: waiting })}</span>
      )}
    </>
  );
}
