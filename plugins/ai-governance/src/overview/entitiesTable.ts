import type {
  Level,
  ScorecardListItem,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { TableData } from '../export/table';
import type { Translate } from '../hooks/useText';

/**
 * Scorecards, one entity a row, with a column for each control that any of
 * them is judged by. @internal
 */
export function entitiesTable(
  items: readonly ScorecardListItem[],
  t: Translate,
): TableData {
  const controls = [
    ...new Set(items.flatMap(item => item.controls.map(({ id }) => id))),
  ].sort();
  const levelText = (item: ScorecardListItem, level: Level | null) => {
    if (item.notAssessable !== undefined) {
      return null;
    }
    return level ?? t('overview.notRanked');
  };
  return {
    columns: [
      { label: t('overview.name') },
      { label: t('overview.displayName') },
      { label: t('overview.kind') },
      { label: t('overview.type') },
      { label: t('overview.lifecycle') },
      { label: t('overview.owner') },
      { label: t('overview.system') },
      { label: t('overview.classification') },
      { label: t('overview.declared') },
      { label: t('overview.tier'), number: true },
      { label: t('overview.level'), number: true },
      { label: t('overview.ownLevel'), number: true },
      { label: t('overview.levelWithoutExceptions'), number: true },
      { label: t('overview.ownMet'), number: true },
      { label: t('overview.ownApplicable'), number: true },
      { label: t('overview.score'), number: true },
      { label: t('overview.changed') },
      { label: t('overview.reason') },
      ...controls.map(id => ({ label: id })),
    ],
    rows: items.map(item => {
      const statuses = new Map(
        item.controls.map(({ id, status }) => [id, status]),
      );
      const assessed = item.notAssessable === undefined;
      return [
        item.entityRef,
        item.title ?? null,
        item.kind,
        item.type ?? null,
        item.lifecycle ?? null,
        item.owner ?? null,
        item.system ?? null,
        item.classification,
        t(
          item.classificationDeclared
            ? 'overview.declaredYes'
            : 'overview.declaredNo',
        ),
        item.tier,
        levelText(item, item.level),
        levelText(item, item.ownLevel),
        levelText(item, item.levelWithoutExceptions),
        item.ownProgress?.met ?? null,
        item.ownProgress?.applicable ?? null,
        item.score,
        item.changedAt,
        item.notAssessable ?? null,
        ...controls.map(id => {
          const status = assessed ? statuses.get(id) : undefined;
          return status ? t(`status.${status}`) : null;
        }),
      ];
    }),
  };
}
