import { Link } from '@backstage/core-components';
import { useText } from '../hooks/useText';
import type { FilterState } from '../overview/listState';
import { useEntitiesLink } from './useEntitiesLink';

/** The mean score, which leads to those it is the mean of, the lowest first. @internal */
export function MeanScore(props: { score: number; filter: FilterState }) {
  const t = useText();
  const to = useEntitiesLink(props.filter);
  return (
    <Link to={to({ scored: true }, { sort: 'score', direction: 'asc' })}>
      {t('maturity.score', { score: String(props.score) })}
    </Link>
  );
}
