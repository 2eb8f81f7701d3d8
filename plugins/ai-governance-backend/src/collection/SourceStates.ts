import type { CollectionState } from '@plumbline/backstage-plugin-ai-governance-common';
import type { InventoryRecord } from '../inventory/InventoryStore';
import type { SourceRecord } from './SourceStore';

/** How looking at an entity's repository stands, as the API shows it. */
export function toCollectionState(
  record: Pick<InventoryRecord, 'subpath' | 'sourceKey'>,
  source: SourceRecord | undefined,
): CollectionState {
  if (!source) {
    return { state: 'none', warnings: [] };
  }
  const optional = {
    lastLookedAt: source.confirmedAt,
    startedAt: source.state === 'running' ? source.startedAt : undefined,
    step: source.step,
    error: source.error,
  };
  return {
    state: source.state,
    repository: {
      url: source.url,
      subpath: record.subpath,
      kind: source.kind === 'local' ? 'local' : 'url',
    },
    warnings: source.warnings,
    ...(Object.fromEntries(
      Object.entries(optional).filter(([, value]) => value !== undefined),
    ) as Partial<CollectionState>),
  };
}
