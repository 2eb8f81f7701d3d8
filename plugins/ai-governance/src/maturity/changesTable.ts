import type {
  ChangeCause,
  ControlChange,
  MaturityChange,
  MaturityStanding,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { TableData } from '../export/table';
import type { Translate } from '../hooks/useText';

/** A level, or why there is none. @internal */
export function standingText(
  standing: MaturityStanding | null,
  t: Translate,
): string {
  if (!standing) {
    return t('trends.changes.absent');
  }
  if (standing.notAssessable !== undefined) {
    return t('trends.changes.notAssessed');
  }
  return standing.level === null
    ? t('overview.notRanked')
    : String(standing.level);
}

/** "2 → 3", or the one level where it stayed. @internal */
export function levelChange(
  { before, after }: MaturityChange,
  t: Translate,
): string {
  const [from, to] = [standingText(before, t), standingText(after, t)];
  return from === to ? to : t('trends.changes.fromTo', { from, to });
}

/** "SEC-002: Gap → Met". @internal */
export function controlChange(
  change: Pick<ControlChange, 'id' | 'from' | 'to'>,
  t: Translate,
): string {
  return t('history.change', {
    control: change.id,
    from: change.from ? t(`status.${change.from}`) : t('history.added'),
    to: change.to ? t(`status.${change.to}`) : t('history.removed'),
  });
}

/** Why something changed, in words. @internal */
export function causesText(causes: ChangeCause[], t: Translate): string {
  return causes.map(cause => t(`trends.causes.${cause}`)).join(', ');
}

/** What changed, one entity a row. @internal */
export function changesTable(items: MaturityChange[], t: Translate): TableData {
  return {
    columns: [
      { label: t('overview.name') },
      { label: t('overview.owner') },
      { label: t('overview.level') },
      { label: t('trends.changes.scoreBefore'), number: true },
      { label: t('trends.changes.scoreAfter'), number: true },
      { label: t('trends.changes.controls') },
      { label: t('trends.changes.causes') },
    ],
    rows: items.map(item => [
      item.entityRef,
      item.owners.join(', '),
      levelChange(item, t),
      item.before?.score ?? null,
      item.after?.score ?? null,
      item.controls.map(each => controlChange(each, t)).join('; '),
      causesText(item.causes, t),
    ]),
  };
}
