import { combineLevels } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  Level,
  ReviewTier,
  ScorecardListItem,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { ListedRow } from './ScorecardQuery';
import { CLASSIFICATIONS } from './ScorecardStore';
import type { StoredParts } from './ScorecardStore';
import type { StatusTable } from './statusTable';

/** A stored row as the API lists it. */
export function toListItem(
  row: ListedRow,
  context: { table: StatusTable; organization: StoredParts; at: string },
): ScorecardListItem {
  const { table, organization, at } = context;
  const statuses = table.join(row.statuses, row.group_statuses ?? undefined);
  const shared = {
    groupLevel: row.group_level as Level | null,
    organizationLevel: organization.level ?? (5 as const),
  };
  const levels = combineLevels({
    entityLevel: row.entity_level as Level | null,
    ...shared,
  });
  const without = combineLevels({
    entityLevel: row.entity_level_without_exceptions as Level | null,
    ...shared,
  });
  const total = Number(row.total_weight) + Number(row.group_total_weight ?? 0);
  const met = Number(row.met_weight) + Number(row.group_met_weight ?? 0);
  const item: ScorecardListItem = {
    entityRef: row.entity_ref,
    kind: row.kind,
    classification: CLASSIFICATIONS[row.classification],
    classificationDeclared: Boolean(row.classification_declared),
    tier: row.tier as ReviewTier,
    level: levels.level,
    ownLevel: levels.ownLevel,
    levelWithoutExceptions: without.level,
    ownProgress: table.progress(statuses, levels.ownLevel, at),
    score: total > 0 ? Math.floor((100 * met) / total) : null,
    controls: statuses.map(status => status.item),
    changedAt: latest(
      latest(row.changed_at, row.group_changed_at),
      organization.changedAt,
    ),
  };
  setWhenPresent(item, 'title', row.title);
  setWhenPresent(item, 'type', row.type);
  setWhenPresent(item, 'lifecycle', row.lifecycle);
  setWhenPresent(item, 'owner', row.owner_ref);
  setWhenPresent(item, 'system', row.system_ref);
  setWhenPresent(item, 'lastLookedAt', row.source_confirmed_at);
  setWhenPresent(item, 'notAssessable', row.not_assessable);
  return item;
}

function latest(a: string, b: string | null): string {
  return b !== null && b > a ? b : a;
}

function setWhenPresent<K extends keyof ScorecardListItem>(
  item: ScorecardListItem,
  key: K,
  value: ScorecardListItem[K] | null,
) {
  if (value !== null) {
    item[key] = value as ScorecardListItem[K];
  }
}
