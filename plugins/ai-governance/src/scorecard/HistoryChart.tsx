import { lazy, Suspense } from 'react';
import { useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import type { HistoryItem } from '@plumbline/backstage-plugin-ai-governance-common';
import { useNow } from '../hooks/useNow';
import { useText } from '../hooks/useText';
import { levelTones, quietText } from '../theme/colors';

const TrendChart = lazy(() => import('../maturity/TrendChart'));

const HEIGHT = 150;

/**
 * Official and own level over time, as steps. The table below the chart holds
 * the same figures. @internal
 */
export function HistoryChart(props: { items: HistoryItem[] }) {
  const t = useText();
  const theme = useTheme();
  const now = useNow();
  const changes = [...props.items]
    .reverse()
    .filter(({ level }) => level !== null)
    .map(({ at, level, ownLevel }) => ({
      at: Date.parse(at),
      values: [level, ownLevel],
    }));
  if (changes.length === 0) {
    return null;
  }
  const last = changes[changes.length - 1];
  return (
    <Suspense fallback={<Skeleton variant="rect" height={HEIGHT} />}>
      <TrendChart
        label={t('history.chart')}
        height={HEIGHT}
        // What was judged last holds until now.
        points={[...changes, { ...last, at: Math.max(now, last.at + 1) }]}
        series={[
          {
            key: 'level',
            name: t('history.level'),
            color: levelTones(theme).reached,
          },
          { key: 'own', name: t('history.own'), color: quietText(theme) },
        ]}
        steps
        domain={[1, 5]}
      />
    </Suspense>
  );
}
