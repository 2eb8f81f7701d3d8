import {
  PROGRESS_SHARES,
  type MaturityRollup,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { TableData } from '../export/table';
import type { Translate } from '../hooks/useText';
import { LEVEL_KINDS, LEVEL_ROWS } from '../maturity/figures';
import { STATUS_ORDER } from '../theme/colors';
import { exclusionText } from './exclusionText';

/** Every figure of the overview, one a row. @internal */
export function overviewTable(totals: MaturityRollup, t: Translate): TableData {
  const coverage = [
    ['declared', totals.declared],
    ['assessed', totals.assessed],
    ['stale', totals.stale],
    ['never', totals.neverAssessed],
  ] as const;
  return {
    columns: [
      { label: t('share.figure') },
      { label: t('share.row') },
      { label: t('share.value'), number: true },
    ],
    rows: [
      ...LEVEL_KINDS.flatMap(kind =>
        LEVEL_ROWS.map(level => [
          t(`maturity.levels.${kind}`),
          level === 'none'
            ? t('level.none')
            : t('level.label', { level: String(level) }),
          totals.levels[kind][level],
        ]),
      ),
      ...PROGRESS_SHARES.map(share => [
        t('maturity.ownProgress.title'),
        t(`maturity.ownProgress.shares.${share}`),
        totals.ownProgress.shares[share],
      ]),
      [
        t('maturity.ownProgress.title'),
        t('maturity.ownProgress.met'),
        totals.ownProgress.met,
      ],
      [
        t('maturity.ownProgress.title'),
        t('maturity.ownProgress.applicable'),
        totals.ownProgress.applicable,
      ],
      ...coverage.map(([id, value]) => [
        t('maturity.coverage.title'),
        t(`maturity.coverage.${id}`),
        value,
      ]),
      ...totals.excluded.map(({ reason, entities }) => [
        t('maturity.coverage.excluded'),
        exclusionText(reason, t),
        entities,
      ]),
      ...totals.controls.flatMap(({ id, counts }) =>
        STATUS_ORDER.map(status => [
          id,
          t(`status.${status}`),
          counts[status] ?? 0,
        ]),
      ),
    ],
  };
}
