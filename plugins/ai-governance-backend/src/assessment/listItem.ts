import { combineLevels } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  Level,
  ReviewTier,
  ScorecardListItem,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { ORGANIZATION } from './AssessmentQueue';
import type { FreshlyJudged } from './AssessmentRunner';
import type { ListedRow } from './ScorecardQuery';
import { CLASSIFICATIONS, toScorecardRow } from './ScorecardStore';
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

/** Judgements that were just stored, as rows that were read. */
export function toListedRows(fresh: FreshlyJudged): ListedRow[] {
  const { records, stored, shared } = fresh;
  const parts = new Map(shared.map(row => [row.subject, row]));
  return stored.map((judged, index) => {
    const record = records[index];
    const group = parts.get(judged.groupSubject);
    return {
      ...toScorecardRow(judged),
      revision: shared[0].counted,
      kind: record.kind,
      title: record.title ?? null,
      type: record.type ?? null,
      lifecycle: record.lifecycle ?? null,
      owner_ref: record.owners[0] ?? null,
      system_ref: record.systemRef ?? null,
      // Nobody looked at the source for this entity yet.
      source_confirmed_at: null,
      group_statuses: group?.statuses ?? null,
      group_revision: group?.revision ?? null,
      group_level: group?.level ?? null,
      group_met_weight: group?.met_weight ?? null,
      group_total_weight: group?.total_weight ?? null,
      group_changed_at: group?.changed_at ?? null,
      organization_revision: parts.get(ORGANIZATION)?.revision ?? null,
      sort_value: null,
    };
  });
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
